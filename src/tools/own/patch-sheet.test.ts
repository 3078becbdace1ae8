import { patchSheet, type CellPatch } from './patch-sheet';

const sheet = (rows: string, head = ''): string =>
  `<?xml version="1.0"?>\n<worksheet xmlns="x">${head}<sheetData>${rows}</sheetData><mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells></worksheet>`;
const put = (row: number, column: number, value: CellPatch['value'], cached = false): CellPatch => ({
  row,
  column,
  value,
  cached,
});

describe('values into cells of a worksheet part', () => {
  const rows =
    '<row r="1" spans="1:3"><c r="A1" t="s"><v>0</v></c><c r="B1" s="4"/></row>' +
    '<row r="2" spans="1:3" ht="20" customHeight="1"><c r="A2" s="2" t="s"><v>1</v></c><c r="C2" s="5"><f>B2*2</f><v>0</v></c></row>';

  test('an empty styled cell keeps its style; every other byte stays', () => {
    expect(patchSheet(sheet(rows), [put(0, 1, 12)])).toBe(
      sheet(rows.replace('<c r="B1" s="4"/>', '<c r="B1" s="4"><v>12</v></c>')),
    );
  });

  test('a cell the row lacks stands in its place, in the style of its column', () => {
    const head = '<cols><col min="2" max="2" width="9" style="7" customWidth="1"/></cols>';
    expect(patchSheet(sheet(rows, head), [put(1, 1, 'a & b')])).toBe(
      sheet(rows.replace('<c r="C2"', '<c r="B2" s="7" t="inlineStr"><is><t>a &amp; b</t></is></c><c r="C2"'), head),
    );
  });

  test('only the result of a formula changes', () => {
    expect(patchSheet(sheet(rows), [put(1, 2, 24, true)])).toBe(
      sheet(rows.replace('<f>B2*2</f><v>0</v>', '<f>B2*2</f><v>24</v>')),
    );
    expect(patchSheet(sheet(rows), [put(1, 2, '无', true)])).toContain(
      '<c r="C2" s="5" t="str"><f>B2*2</f><v>无</v></c>',
    );
    expect(patchSheet(sheet(rows), [put(1, 2, '#N/A', true)])).toContain(
      '<c r="C2" s="5" t="e"><f>B2*2</f><v>#N/A</v></c>',
    );
  });

  test('a formula is never overwritten, and a value never taken for a formula’s', () => {
    expect(() => patchSheet(sheet(rows), [put(1, 2, 24)])).toThrow('C2 holds a formula');
    expect(() => patchSheet(sheet(rows), [put(0, 0, 24, true)])).toThrow('A1 holds no formula');
  });

  test('text that had been a shared string, a cleared cell, a truth value', () => {
    const patched = patchSheet(sheet(rows), [put(0, 0, ' = x'), put(1, 0, ''), put(0, 2, true)]);
    expect(patched).toContain('<c r="A1" t="inlineStr"><is><t xml:space="preserve"> = x</t></is></c>');
    expect(patched).toContain('<c r="A2" s="2"/>');
    expect(patched).toContain('<c r="B1" s="4"/><c r="C1" t="b"><v>1</v></c>');
  });

  test('rows that are not there, prefixes, cells without addresses, an empty sheet', () => {
    expect(patchSheet(sheet('<row r="5"><c r="A5"><v>1</v></c></row>'), [put(2, 0, 3), put(7, 1, 8)])).toBe(
      sheet(
        '<row r="3"><c r="A3"><v>3</v></c></row><row r="5"><c r="A5"><v>1</v></c></row><row r="8"><c r="B8"><v>8</v></c></row>',
      ),
    );
    expect(
      patchSheet('<x:worksheet><x:sheetData><x:row><x:c><x:v>1</x:v></x:c><x:c/></x:row></x:sheetData></x:worksheet>', [
        put(0, 1, 2),
      ]),
    ).toBe(
      '<x:worksheet><x:sheetData><x:row><x:c><x:v>1</x:v></x:c><x:c><x:v>2</x:v></x:c></x:row></x:sheetData></x:worksheet>',
    );
    expect(patchSheet('<worksheet><sheetData/></worksheet>', [put(0, 0, 1)])).toBe(
      '<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData></worksheet>',
    );
  });

  test('a row of its own style gives it to new cells; a new cell outside widens the span', () => {
    expect(patchSheet(sheet('<row r="1" spans="1:1" s="3" customFormat="1"><c r="A1"/></row>'), [put(0, 2, 5)])).toBe(
      sheet('<row r="1" spans="1:3" s="3" customFormat="1"><c r="A1"/><c r="C1" s="3"><v>5</v></c></row>'),
    );
  });
});
