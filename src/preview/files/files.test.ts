import { emptySheet } from '../book/empty-sheet';
import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import type { BookCell, BookFile, BookSheet } from '../types';
import { openXlsx, saveXlsx, UnreadableFile, type FileNote } from './index';

const cells = (rows: (BookCell | null)[][], top = 0): BookSheet['cells'] =>
  new Map(
    rows.map((row, r) => [
      r + top,
      new Map(row.flatMap((cell, c): [number, BookCell][] => (cell === null ? [] : [[c, cell]]))),
    ]),
  );

const book = (sheets: BookSheet[], parts: Partial<BookFile> = {}): BookFile => ({
  sheets,
  styles: [],
  names: [],
  settings: {},
  ...parts,
});

/** A book that uses everything a book can hold. */
const everything = (): BookFile =>
  book(
    [
      emptySheet('计划', {
        cells: cells(
          [
            [{ v: 'SKU', s: 0 }, { v: 'Order qty', s: 0 }, { v: '可售天数', s: 0 }, { v: 'Note' }],
            [{ v: '00123', s: 1 }, { v: 1752, s: 2 }, { v: 9.8691, f: 'TWIN.DOS([@[Order qty]],40)' }, { v: 'a,b' }],
            [
              { v: '6974318532161', s: 1 },
              { v: null },
              { v: '#N/A', error: true, f: 'VLOOKUP("x",计划!$A$6:$B$8,2,FALSE)' },
              { v: '=SUM(1)' },
            ],
            [
              { v: '1E5', s: 1 },
              { v: 0, f: 'IFERROR(TW_Plan[[#This Row],[SKU]]*1,0)' },
              { v: true, f: 'B9>1', s: 3 },
              { v: 46349.38263888889, s: 4 },
            ],
          ],
          4,
        ),
        columnWidths: new Map([
          [0, 14],
          [1, 10.5],
        ]),
        rowHeights: new Map([[4, 30]]),
        hiddenRows: new Set([6]),
        columnGroups: [{ from: 2, to: 3, collapsed: true }],
        freeze: { rows: 5, columns: 1 },
        tables: [
          {
            name: 'TW_Plan',
            range: 'A5:D8',
            columns: [
              { id: 3, name: 'SKU' },
              { id: 7, name: 'Order qty' },
              { id: 5, name: '可售天数' },
              { id: 11, name: 'Note' },
            ],
            style: 'TableStyleLight1',
            showBandedRows: true,
            showFilterButton: true,
            filter: { 0: ['00123', '1E5'], 3: ['a,b', ''] },
          },
        ],
        conditionalFormats: [
          {
            range: 'B6:B8',
            kind: 'containsText',
            text: '■ 缺"货"',
            fontColor: '#B10E1C',
            fillColor: '#FDF3F4',
            bold: true,
          },
          { range: 'A6:D8', kind: 'custom', formula: '$B6>XLOOKUP(1,$A$6:$A$8,$B$6:$B$8)', fillColor: '#FFF9F5' },
          { range: 'C6:C8', kind: 'cellValue', operator: 'Between', formula: '1', formula2: '9', fontColor: '#BC4B09' },
          { range: 'C6:C8', kind: 'cellValue', operator: 'GreaterThan', formula: '90', fontColor: '#0F6CBD' },
        ],
        validations: [
          { range: 'D6:D8', list: ['接受', '改量', 'say "no"'] },
          { range: 'A5', prompt: { title: 'SKU 货号', message: 'First line\nSecond <line> & "quotes"' } },
          { range: 'B6:B8', list: ['1', '2'], prompt: { title: 'Qty', message: 'one of two' } },
        ],
        protected: true,
        showGridlines: false,
        tabColor: '#0F6CBD',
        page: {
          landscape: true,
          fitToWidth: true,
          printTitleRows: '4:5',
          printArea: 'A4:B20',
          header: '&L计划 · A && B',
          footer: '&R&P / &N',
        },
      }),
      emptySheet("Bob's data", {
        cells: cells([
          [
            { v: 1, f: 'SEQUENCE(3)', spill: 'A1:A3' },
            { v: 6, f: 'SUM(A1#)' },
            { v: 1, f: "LET(x,'计划'!B6,x/x)" },
          ],
          [{ v: 2 }, { v: '#VALUE!', error: true }, { v: 'x' }],
          [{ v: 3 }, { v: 'text', f: 'T("text")' }, { v: false }],
        ]),
        visible: true,
      }),
      emptySheet('Hidden', { visible: false, page: { landscape: false, fitToWidth: false } }),
    ],
    {
      styles: [
        { bold: true, fillColor: '#F0F0F0', wrap: true, horizontal: 'center', vertical: 'middle' },
        { numberFormat: '@' },
        { numberFormat: '#,##0', fontColor: '#0F6CBD', fontSize: 16, borderLeft: '#0F6CBD', borderBottom: '#E0E0E0' },
        { italic: true, horizontal: 'right', vertical: 'top' },
        { numberFormat: 'yyyy-mm-dd hh:mm', vertical: 'bottom' },
      ],
      names: [{ name: 'Rate', refersTo: "'Bob''s data'!$A$1" }],
      settings: { 'twin.binding': '{"brand":"示例 <A&B>","note":"line\\nbreak"}', empty: '""' },
    },
  );

const partsOf = async (file: BookFile): Promise<Record<string, string>> =>
  Object.fromEntries(Object.entries(unzipSync(await saveXlsx(file))).map(([path, bytes]) => [path, strFromU8(bytes)]));

describe('a saved workbook, opened again', () => {
  test('is the same book in everything a book holds', async () => {
    const notes: FileNote[] = [];
    const file = everything();
    const again = await openXlsx(await saveXlsx(file, { onNote: (n) => notes.push(n) }), {
      onNote: (n) => notes.push(n),
    });
    // a reference to the own table's row comes back in the short form that Excel shows
    const expected = everything();
    expected.sheets[0]!.cells.get(7)!.get(1)!.f = 'IFERROR([@SKU]*1,0)';
    expect(withStyles(again)).toEqual(withStyles(expected));
    expect(notes).toEqual([]);
  });

  test('keeps any text as text', async () => {
    const awkward = [
      '#N/A',
      '#REF!',
      '_x0041_',
      ' lead',
      'trail ',
      'a\nb',
      'tab\there',
      'cr\rlf\r\n',
      '\u0001',
      '\ud800',
      'TRUE',
      '-',
      '@x',
      "'q",
      '1/2',
      '50%',
      '2026-11-23',
      '￾',
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(fc.string({ unit: 'binary', maxLength: 40 }), fc.constantFrom(...awkward)), {
          minLength: 1,
          maxLength: 60,
        }),
        async (texts) => {
          const written = texts.filter((text) => text !== '');
          const file = book([emptySheet('T', { cells: cells(written.map((v) => [{ v }])) })]);
          const again = await openXlsx(await saveXlsx(file));
          expect(written.map((_v, row) => again.sheets[0]!.cells.get(row)?.get(0))).toEqual(
            written.map((v) => expect.objectContaining({ v })),
          );
          expect(written.some((_v, row) => again.sheets[0]!.cells.get(row)?.get(0)?.error)).toBe(false);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('keeps every finite number exactly, also under a date format', async () => {
    const numbers = [0, -0.1, 1e-300, 1.7976931348623157e308, 9007199254740993, 46349.123456789, 60, 1 / 3];
    const file = book([emptySheet('N', { cells: cells(numbers.map((v) => [{ v, s: 0 }, { v }])) })], {
      styles: [{ numberFormat: 'yyyy-mm-dd' }],
    });
    const again = await openXlsx(await saveXlsx(file));
    numbers.forEach((v, row) => {
      expect(again.sheets[0]!.cells.get(row)!.get(0)!.v).toBe(v);
      expect(again.sheets[0]!.cells.get(row)!.get(1)!.v).toBe(v);
    });
  });
});

/** Style indexes replaced by the styles themselves: their order in a file is free. */
function withStyles(file: BookFile): unknown {
  return {
    ...file,
    styles: undefined,
    sheets: file.sheets.map((one) => ({
      ...one,
      cells: [...one.cells].map(([row, columns]) => [
        row,
        [...columns]
          .map(([column, { s, ...cell }]) => ({ column, ...cell, style: s === undefined ? undefined : file.styles[s] }))
          .filter((cell) => cell.v !== null || cell.f !== undefined || cell.style !== undefined),
      ]),
    })),
  };
}

describe('the package', () => {
  test('does not ask Excel to recalculate', async () => {
    const parts = await partsOf(everything());
    expect(parts['xl/workbook.xml']).toContain('<calcPr calcId="191029"/>');
    expect(parts['xl/workbook.xml']).not.toContain('fullCalcOnLoad');
  });

  // expected texts: how Excel 365 stores these formulas (MS-XLSX 2.2.2.1; custom functions as _xldudf_NS_ID)
  test('stores formulas in the file form with their cached values', async () => {
    const parts = await partsOf(everything());
    const plan = parts['xl/worksheets/sheet1.xml'] ?? '';
    expect(plan).toContain('<f>_xldudf_TWIN_DOS(TW_Plan[[#This Row],[Order qty]],40)</f><v>9.8691</v>');
    expect(plan).toMatch(/<c r="C7"[^>]* t="e"><f>VLOOKUP\("x",计划!\$A\$6:\$B\$8,2,FALSE\)<\/f><v>#N\/A<\/v>/);
    expect(plan).toContain('<formula>$B6&gt;_xlfn.XLOOKUP(1,$A$6:$A$8,$B$6:$B$8)</formula>');
    const data = parts['xl/worksheets/sheet2.xml'] ?? '';
    expect(data).toContain('<c r="A1" cm="1"><f t="array" ref="A1:A3">_xlfn.SEQUENCE(3)</f><v>1</v></c>');
    expect(data).toContain('<c r="A2"><v>2</v></c>');
    expect(data).toContain('SUM(_xlfn.ANCHORARRAY(A1))');
    expect(data).toContain("_xlfn.LET(_xlpm.x,'计划'!B6,_xlpm.x/_xlpm.x)");
  });

  test('marks text that Excel would read as something else, and only that', async () => {
    const parts = await partsOf(
      book([emptySheet('T', { cells: cells([[{ v: '=1+1' }, { v: '00123' }, { v: 'plain' }, { v: 5 }]]) })]),
    );
    const style = (address: string): string =>
      new RegExp(`<c r="${address}"[^>]* s="(\\d+)"`).exec(parts['xl/worksheets/sheet1.xml'] ?? '')?.[1] ?? '0';
    const formats = [
      ...(/<cellXfs.*<\/cellXfs>/s.exec(parts['xl/styles.xml'] ?? '')?.[0] ?? '').matchAll(/<xf [^>]*>/g),
    ].map(String);
    const marked = (address: string): boolean => (formats[Number(style(address))] ?? '').includes('quotePrefix="1"');
    expect(['A1', 'B1', 'C1', 'D1'].map(marked)).toEqual([true, true, false, false]);
  });

  test('keeps the ids of table columns and the filter', async () => {
    const table = (await partsOf(everything()))['xl/tables/table1.xml'] ?? '';
    expect([...table.matchAll(/<tableColumn id="(\d+)"/g)].map((match) => match[1])).toEqual(['3', '7', '5', '11']);
    expect(table).toContain(
      '<filterColumn colId="0"><filters><filter val="00123"/><filter val="1E5"/></filters></filterColumn>',
    );
    expect(table).toContain('<filters blank="1"><filter val="a,b"/></filters>');
  });
});

describe('a second reader (exceljs)', () => {
  test('sees values, tables, formulas and cached results', async () => {
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load((await saveXlsx(everything())).buffer as ArrayBuffer);
    const plan = workbook.getWorksheet('计划')!;
    expect(plan.getCell('A6').value).toBe('00123');
    expect(plan.getCell('A8').value).toBe('1E5');
    expect(plan.getCell('D7').value).toBe('=SUM(1)');
    expect(plan.getCell('B6').value).toBe(1752);
    expect(plan.getCell('C6').value).toEqual({ formula: expect.stringContaining('_xldudf_TWIN_DOS('), result: 9.8691 });
    expect(plan.getCell('C7').result).toEqual({ error: '#N/A' });
    expect(plan.getTable('TW_Plan')).toMatchObject({ table: { tableRef: 'A5:D8' } });
    expect(plan.getRow(7).hidden).toBe(true);
    expect(plan.getCell('D6').dataValidation).toMatchObject({ type: 'list', formulae: ['"接受,改量,say ""no"""'] });
    expect(plan.pageSetup).toMatchObject({ orientation: 'landscape', printArea: 'A4:B20', printTitlesRow: '4:5' });
  });
});

describe('what cannot be kept is said', () => {
  test('a formula with an unknown function becomes its value', async () => {
    const notes: FileNote[] = [];
    const file = book([
      emptySheet('S', {
        cells: cells([
          [
            { v: 4, f: 'MYSTERY(2)' },
            { v: 3, f: 'OTHER.ADDIN(1)' },
          ],
        ]),
      }),
    ]);
    const again = await openXlsx(await saveXlsx(file, { onNote: (n) => notes.push(n) }));
    expect(again.sheets[0]!.cells.get(0)!.get(0)).toEqual({ v: 4 });
    expect(notes.map((n) => [n.sheet, n.address])).toEqual([
      ['S', 'A1'],
      ['S', 'B1'],
    ]);
    expect(notes[0]!.en).toContain('MYSTERY()');
    expect(notes[0]!.zh).toContain('MYSTERY()');
  });

  test('a drop-down that the file format cannot hold', async () => {
    const notes: FileNote[] = [];
    const file = book([emptySheet('S', { validations: [{ range: 'A1', list: ['a,b'] }] })]);
    expect((await openXlsx(await saveXlsx(file, { onNote: (n) => notes.push(n) }))).sheets[0]!.validations).toEqual([]);
    expect(notes).toHaveLength(1);
  });

  test('objects of a foreign workbook', async () => {
    const workbook = new ExcelJS.Workbook();
    const one = workbook.addWorksheet('S');
    one.getCell('A1').value = 'x';
    one.mergeCells('A1:B1');
    one.getCell('A2').note = 'remark';
    const notes: FileNote[] = [];
    const file = await openXlsx(new Uint8Array(await workbook.xlsx.writeBuffer()), { onNote: (n) => notes.push(n) });
    expect(notes.map((n) => n.en)).toEqual(['Not shown and not kept: notes and comments (1).']);
    // merged cells are kept, and saved again
    expect(file.sheets[0]!.merges).toEqual(['A1:B1']);
    expect((await openXlsx(await saveXlsx(file))).sheets[0]!.merges).toEqual(['A1:B1']);
  });

  test.each([
    ['nothing', new Uint8Array()],
    ['a text file', strToU8('SKU,Qty\n1,2')],
    ['another archive', zipSync({ 'a.txt': strToU8('x') })],
    ['an old .xls', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0])],
  ])('%s is refused', async (_what, bytes) => {
    await expect(openXlsx(bytes)).rejects.toThrow(UnreadableFile);
  });
});

test('formulas that Excel stores as shared are spread out', async () => {
  const parts = unzipSync(await saveXlsx(book([emptySheet('S', { cells: cells([[{ v: 1 }]]) })])));
  const path = 'xl/worksheets/sheet1.xml';
  parts[path] = strToU8(
    strFromU8(parts[path]!).replace(
      /<sheetData>.*<\/sheetData>/s,
      '<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="B1"><f t="shared" ref="B1:B3" si="0">A1*$A$1+SUM(A:A)&amp;"A1"</f><v>2</v></c></row>' +
        '<row r="2"><c r="B2"><f t="shared" si="0"/><v>3</v></c></row></sheetData>',
    ),
  );
  const again = await openXlsx(zipSync(parts));
  expect(again.sheets[0]!.cells.get(1)!.get(1)).toEqual({ v: 3, f: 'A2*$A$1+SUM(A:A)&"A1"' });
});
