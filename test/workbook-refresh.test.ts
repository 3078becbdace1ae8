import {
  inspectWorkbook,
  previewWrite,
  readTables,
  refreshTables,
  undoWrite,
  WorkbookError,
  type RefreshOptions,
  type TableRows,
} from '../src/workbook';
import { markKey, type TableMark } from '../src/workbook/binding';
import { runExcel } from '../src/workbook/excel-run';
import { bind, everything, openWorkbook, stampOf, tableRows, type OpenWorkbook } from './workbook-harness';

let book: OpenWorkbook;
beforeEach(async () => {
  book = await openWorkbook();
  await bind();
});
afterEach(() => {
  book.close();
  expect(book.host.unknownMembers).toEqual([]);
});

type Row = Parameters<typeof tableRows>[1][number];
const COLUMNS = ['sku_id', 'name', 'price', 'launch_date', 'barcode', 'custom_made'];
const sku = (sku_id: string, name: string, price: number | null, more: Row = {}): Row => ({
  sku_id,
  name,
  price,
  ...more,
});
const first = [sku('00123', '=1+1', 2.5), sku('1E5', '+86 lamp', null), sku('84029G', '@home', 0)];
const skus = (rows: Row[] = first): TableRows => tableRows('TW_SKU', rows, COLUMNS);
const stock = (rows: [string, string, number][]): TableRows =>
  tableRows(
    'TW_Stock',
    rows.map(([sku_id, warehouse_id, on_hand]) => ({ sku_id, warehouse_id, on_hand })),
  );
const refresh = async (
  tables: TableRows[],
  options: Partial<RefreshOptions> = {},
): ReturnType<typeof refreshTables> => {
  const report = await refreshTables(tables, { stamp: stampOf(), ...options });
  await book.host.idle();
  return report;
};
const problemOf = async (work: Promise<unknown>): Promise<WorkbookError['problem']> => {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof WorkbookError)) throw new Error(`no WorkbookError but ${String(error)}`);
  return error.problem;
};
/** One column of a table, by the heading it has now. */
const column = (table: string, heading: string): unknown[] => {
  const { headings, rows } = book.host.read.table(table);
  expect(headings).toContain(heading);
  return rows.map((row) => row[headings.indexOf(heading)]);
};
const used = async (): Promise<unknown> => {
  await book.host.idle();
  return everything(book.host);
};

describe('a table made by a refresh', () => {
  it('holds codes as text, unknown as blank and dates as serials', async () => {
    const rows = [
      sku('00123', '=1+1', 2.5, { launch_date: '2026-11-23', barcode: '6974318532161', custom_made: 1 }),
      sku('1E5', '+86 lamp', null, { barcode: '00123' }),
      sku('84029G', "-'quoted'", 0),
      sku("'00'", '\ttab', 1),
    ];
    const report = await refresh([skus(rows)]);
    expect(report).toMatchObject({ rows: 4, added: 4, gone: 0, tables: [{ sheetName: 'SKU', created: true }] });
    expect(column('TW_SKU', 'SKU')).toEqual(['00123', '1E5', '84029G', "'00'"]);
    expect(column('TW_SKU', 'Name')).toEqual(['=1+1', '+86 lamp', "-'quoted'", '\ttab']);
    expect(column('TW_SKU', 'Barcode')).toEqual(['6974318532161', '00123', '', '']);
    expect(column('TW_SKU', 'Price')).toEqual([2.5, '', 0, 1]);
    // 46349: LibreOffice, =DATE(2026;11;23)
    expect(column('TW_SKU', 'Launched')).toEqual([46349, '', '', '']);
    const read = (await readTables(['TW_SKU'])).get('TW_SKU')!;
    expect(read.rows.map((row) => row[0])).toEqual(['00123', '1E5', '84029G', "'00'"]);
    expect(read.rows[0]![read.columns.indexOf('launch_date')]).toBe('2026-11-23');
    expect(read.sheetRows).toEqual([6, 7, 8, 9]);
  });

  it('stands in a sheet with title, cut line, summary, band and frozen keys', async () => {
    await refresh([
      stock([
        ['A', 'N', 5],
        ['B', 'N', 7],
      ]),
    ]);
    const file = book.host.toBookFile().sheets.find(({ name }) => name === 'Stock')!;
    expect(file).toMatchObject({ freeze: { rows: 5, columns: 3 }, tabColor: '#8A8886', showGridlines: false });
    expect(file.page).toMatchObject({ landscape: true, fitToWidth: true });
    expect(file.conditionalFormats.length).toBe(2);
    expect(book.host.read.value('Stock', 'A1')).toBe('Stock · Sample brand');
    expect(book.host.read.value('Stock', 'A2')).toBe('Data as of 2026-11-23 09:12 Beijing time');
    expect(book.host.read.value('Stock', 'A3')).toBe('Rows shown: 2');
    expect(book.host.read.value('Stock', 'E3')).toBe(12);
    expect(book.host.read.value('Stock', 'A4')).toBe('◆ Twinstock');
    expect(book.host.read.style('Stock', 'A6').numberFormat).toBe('@');
  });

  it('speaks Chinese in a Chinese workbook, and dates stand over the weeks', async () => {
    await bind({ language: 'zh', brandName: '示例品牌' });
    const sales = tableRows('TW_Sales', [{ sku_id: 'A', warehouse_id: 'N', model: 'bonded', w1: 4, w2: null }]);
    await refresh([{ ...sales, bandTexts: { w1: '2026-11-16', w2: '2026-11-09' } }]);
    expect(book.host.read.value('销量', 'A1')).toBe('销量 · 示例品牌');
    expect(column('TW_Sales', '履约模式')).toEqual(['保税']);
    expect(book.host.read.text('销量', 'F4:G4')).toEqual([['11-16', '11-09']]);
    expect(book.host.read.values('销量', 'F6:G6')).toEqual([[4, '']]);
    const read = (await readTables(['TW_Sales'])).get('TW_Sales')!;
    expect(read.rows[0]!.slice(0, 4)).toEqual(['A', null, 'N', 'bonded']);
  });

  it("leaves the user's own sheet of the same name alone", async () => {
    book.host.user.addSheet('SKU');
    book.host.user.type('SKU', 'A1', 'mine');
    const report = await refresh([skus()]);
    expect(report.tables[0]!.sheetName).toBe('SKU (Twinstock)');
    expect(book.host.read.values('SKU', 'A1:B2')).toEqual([
      ['mine', ''],
      ['', ''],
    ]);
    expect(await inspectWorkbook()).toMatchObject({ foreignSheets: 1, tables: [{ table: 'TW_SKU', rows: 3 }] });
  });

  it('an empty table takes its first rows later', async () => {
    expect(await refresh([skus([])])).toMatchObject({ rows: 0, added: 0 });
    expect((await readTables(['TW_SKU'])).get('TW_SKU')!.rows).toEqual([]);
    await refresh([skus()]);
    expect(column('TW_SKU', 'SKU')).toEqual(['00123', '1E5', '84029G']);
  });
});

describe('a second refresh', () => {
  beforeEach(async () => {
    await refresh([skus()]);
  });

  it('changes only what changed, appends new rows and keeps rows that are gone', async () => {
    const report = await refresh([skus([sku('84029G', '@home', 3), sku('NEW', 'new', 9), sku('00123', '=1+1', 2.5)])], {
      stamp: stampOf('2026-11-24'),
    });
    expect(report).toMatchObject({ added: 1, gone: 1, tables: [{ created: false, changed: 2 }] });
    expect(column('TW_SKU', 'SKU')).toEqual(['00123', '1E5', '84029G', 'NEW']);
    expect(column('TW_SKU', 'Price')).toEqual([2.5, '', 3, 9]);
    expect(column('TW_SKU', 'Tier reason')).toEqual(['', 'not in data since 24 Nov', '', '']);
    expect(book.host.read.value('SKU', 'A2')).toBe('Data as of 2026-11-24 09:12 Beijing time');
    expect(book.host.read.style('SKU', 'A9').numberFormat).toBe('@');
    // rows that are gone are no data to plan on
    expect((await readTables(['TW_SKU'])).get('TW_SKU')!.rows.map(([id]) => id)).toEqual(['00123', '84029G', 'NEW']);
  });

  it("finds its columns after renaming, inserting and sorting, and leaves what is the user's", async () => {
    const { user } = book.host;
    user.renameSheet('SKU', '我的商品');
    user.renameColumn('TW_SKU', 'Price', '零售价');
    user.type('我的商品', 'W6', 'mine');
    user.insertColumn('我的商品', 'C');
    user.type('我的商品', 'C6', 'own');
    user.sortTable('TW_SKU', 'SKU', false);
    await book.host.idle();
    const before = { notes: column('TW_SKU', 'Note'), keys: column('TW_SKU', 'SKU') };
    const report = await refresh([skus([sku('00123', '=1+1', 7), sku('1E5', 'x', 1), sku('84029G', '@home', 0)])]);
    expect(report.tables[0]).toMatchObject({ sheetName: '我的商品', changed: 2, added: 0 });
    expect(before.keys).toEqual(['84029G', '1E5', '00123']);
    expect(column('TW_SKU', 'SKU')).toEqual(before.keys);
    expect(column('TW_SKU', 'Note')).toEqual(before.notes);
    expect(column('TW_SKU', '零售价')).toEqual([0, 1, 7]);
    expect(book.host.read.values('我的商品', 'C6:C8').flat()).toContain('own');
  });

  it('writes hidden rows of a filtered table and keeps the filter', async () => {
    book.host.user.filterTable('TW_SKU', 'SKU', ['1E5']);
    await refresh([skus([sku('00123', 'a', 1), sku('1E5', 'b', 2), sku('84029G', 'c', 3), sku('N', 'd', 4)])]);
    expect(column('TW_SKU', 'Price')).toEqual([1, 2, 3, 4]);
    expect([6, 7, 8, 9].map((row) => book.host.read.isRowHidden('SKU', row))).toEqual([true, false, true, true]);
    expect((await inspectWorkbook()).tables[0]!.filtered).toBe(true);
  });

  it("never blanks a row the user typed, nor writes over the user's formula", async () => {
    const { user } = book.host;
    user.type('SKU', 'A9', 'MINE');
    user.type('SKU', 'P9', '12');
    user.type('SKU', 'P6', '=1+2');
    await refresh([skus([sku('00123', '=1+1', 99), ...first.slice(1)])]);
    expect(column('TW_SKU', 'SKU')).toEqual(['00123', '1E5', '84029G', 'MINE']);
    expect(column('TW_SKU', 'Price')).toEqual([3, '', 0, 12]);
    expect(book.host.read.formulas('SKU', 'P6')).toEqual([['=1+2']]);
  });

  it('writes neither row of a key that stands twice, and names both', async () => {
    book.host.user.type('SKU', 'A9', "'00123");
    const report = await refresh([skus([sku('00123', 'changed', 1), ...first.slice(1)])]);
    expect(report.tables[0]!.duplicates).toEqual([{ key: '00123', rows: [6, 9] }]);
    expect(column('TW_SKU', 'Name')).toEqual(['=1+1', '+86 lamp', '@home', '']);
  });

  it('a protected sheet stops all tables before the first cell', async () => {
    await refresh([stock([['A', 'N', 5]])]);
    book.host.user.protectSheet('Stock', true);
    const before = await used();
    const work = refresh([skus([sku('00123', 'changed', 1)]), stock([['A', 'N', 6]])]);
    expect(await problemOf(work)).toEqual({ code: 'protected', values: { sheet: 'Stock', table: 'TW_Stock' } });
    expect(await used()).toEqual(before);
  });

  it('a deleted column is asked about, put back or left out', async () => {
    book.host.user.deleteTableColumn('TW_SKU', 'Price');
    const before = await used();
    expect(await problemOf(refresh([skus()]))).toMatchObject({
      code: 'column_gone',
      values: { sheet: 'SKU', column: 'Price' },
    });
    expect(await used()).toEqual(before);
    await refresh([skus()], { columnDecisions: { TW_SKU: 'leave_out' } });
    expect(book.host.read.table('TW_SKU').headings).not.toContain('Price');
    await refresh([skus()]);
  });

  it('a deleted column comes back at its place', async () => {
    book.host.user.deleteTableColumn('TW_SKU', 'Price');
    await refresh([skus()], { columnDecisions: { TW_SKU: 'restore' } });
    const { headings } = book.host.read.table('TW_SKU');
    expect(headings[headings.indexOf('Price') - 1]).toBe('Cost currency');
    expect(column('TW_SKU', 'Price')).toEqual([2.5, '', 0]);
    await refresh([skus([sku('00123', '=1+1', 8)])]);
    expect(column('TW_SKU', 'Price')[0]).toBe(8);
  });

  it('a column newer than the sheet is added without a question, and undo takes its figures away', async () => {
    book.host.user.deleteTableColumn('TW_SKU', 'Price');
    // the sheet of an earlier version, which did not know the column
    await runExcel(async (context) => {
      const setting = context.workbook.settings.getItem(markKey('TW_SKU'));
      setting.load('value');
      await context.sync();
      const mark = JSON.parse(String(setting.value)) as TableMark;
      delete mark.columns.price;
      context.workbook.settings.add(markKey('TW_SKU'), JSON.stringify(mark));
      await context.sync();
    });
    const preview = await previewWrite([skus([sku('00123', '=1+1', 8)])], stampOf());
    expect(preview.blocked).toEqual([]);
    expect(preview.changes).toMatchObject([{ column: 'price', old: null, new: 8 }]);
    const { writeId } = await refresh([skus()]);
    const { headings } = book.host.read.table('TW_SKU');
    expect(headings[headings.indexOf('Price') - 1]).toBe('Cost currency');
    expect(column('TW_SKU', 'Price')).toEqual([2.5, '', 0]);
    await undoWrite(writeId);
    await book.host.idle();
    expect(column('TW_SKU', 'Price')).toEqual(['', '', '']);
    expect(column('TW_SKU', 'Name')).toEqual(['=1+1', '+86 lamp', '@home']);
  });

  it('without its key column nothing is written', async () => {
    book.host.user.deleteTableColumn('TW_SKU', 'SKU');
    const before = await used();
    const work = refresh([skus()], { columnDecisions: { TW_SKU: 'restore' } });
    expect(await problemOf(work)).toMatchObject({ code: 'key_column_gone', values: { sheet: 'SKU', column: 'SKU' } });
    expect(await used()).toEqual(before);
  });

  it('what the user keeps below the table is not written over', async () => {
    book.host.user.type('SKU', 'C10', 'my total');
    const before = await used();
    const work = refresh([skus([...first, sku('N1', 'n', 1), sku('N2', 'n', 1)])]);
    expect(await problemOf(work)).toMatchObject({ code: 'blocked_cells', values: { address: 'SKU!C10' } });
    expect(await used()).toEqual(before);
  });

  it('refuses another brand', async () => {
    expect(await problemOf(bind({ brandId: 'other', brandName: 'Other' }))).toMatchObject({ code: 'other_brand' });
    expect((await inspectWorkbook()).binding?.brandId).toBe('sample');
  });

  it('refuses data in which a key stands twice', async () => {
    const before = await used();
    expect(await problemOf(refresh([skus([first[0]!, first[0]!])]))).toMatchObject({ code: 'duplicate_keys' });
    expect(await used()).toEqual(before);
  });

  it('leaves a cut line the user rewrote', async () => {
    book.host.user.type('SKU', 'A2', 'my words');
    await refresh([skus()], { stamp: stampOf('2026-11-25') });
    expect(book.host.read.value('SKU', 'A2')).toBe('my words');
  });
});

describe('interrupted', () => {
  const many = (price: number, rows = 300): TableRows =>
    skus(Array.from({ length: rows }, (_, i) => sku(`S${i}`, `${price} a name of some length `.repeat(200), price)));

  it.each([1, 2, 3, 4])('cancelled at step %d, every sheet is as before', async (step) => {
    await refresh([many(1), stock([['A', 'N', 5]])]);
    book.host.user.filterTable('TW_SKU', 'SKU', ['S1', 'S2']);
    book.host.user.type('SKU', 'W7', 'note');
    await book.host.idle();
    const before = await used();
    const stop = new AbortController();
    let steps = 0;
    const work = refresh(
      [
        stock([
          ['A', 'N', 6],
          ['B', 'N', 7],
        ]),
        many(2, 320),
        tableRows('TW_Warehouses', [{ warehouse_id: 'N', name: 'Ningbo' }]),
      ],
      {
        signal: stop.signal,
        onProgress: ({ step: kind }) => {
          if (kind === 'writing' && ++steps === step) stop.abort();
        },
      },
    );
    expect(await problemOf(work)).toMatchObject({ code: 'cancelled' });
    await book.host.idle();
    expect(await used()).toEqual(before);
  });

  it('cancelled before it begins, nothing happens', async () => {
    const before = await used();
    expect(await problemOf(refresh([skus()], { signal: AbortSignal.abort() }))).toMatchObject({ code: 'cancelled' });
    expect(await used()).toEqual(before);
  });

  it.each([2, 4, 5, 6, 7, 8, 9])('failing in batch %d, every sheet is as before', async (skip) => {
    await refresh([stock([['A', 'N', 5]])]);
    const before = await used();
    book.host.faults.failNext('GeneralException', skip);
    const work = refresh([
      stock([
        ['A', 'N', 6],
        ['B', 'N', 7],
      ]),
      skus(),
    ]);
    expect(await problemOf(work)).toMatchObject({ code: 'host_error' });
    await book.host.idle();
    expect(await used()).toEqual(before);
  });

  it('waits until the user has left the cell', async () => {
    book.host.faults.cellEditMode(true);
    let done = false;
    const work = refresh([skus()]).then(() => (done = true));
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(done).toBe(false);
    book.host.faults.cellEditMode(false);
    await work;
    expect(column('TW_SKU', 'SKU')).toHaveLength(3);
  });

  it('no request or answer comes near the 5 MB of Excel on the web', async () => {
    await refresh([many(1, 1500)]);
    await refresh([many(2, 1500)]);
    expect(column('TW_SKU', 'Price')).toEqual(Array.from({ length: 1500 }, () => 2));
    // 1,500 names of 4,400 characters are 6.6 MB: they must have gone in several requests
    expect(book.host.stats.largestRequestBytes).toBeLessThan(2_500_000);
    expect(book.host.stats.largestResponseBytes).toBeLessThan(5_000_000);
  });
});
