import { forgetOwn, keepOwn, listOwn, lookAtOwn, ownKeyAt, readOwn, selectOwn, WorkbookError } from '../src/workbook';
import { openWorkbook, type OpenWorkbook } from './workbook-harness';
import { fill, lookAndMap } from './own/sheets';

let book: OpenWorkbook;
beforeEach(async () => {
  book = await openWorkbook();
});
afterEach(() => {
  book.close();
  expect(book.host.unknownMembers).toEqual([]);
});

/** 进销存 with groups over two rows, a title, units and a line of sums. */
function grouped(): void {
  fill(book, '进销存', 'A1', [
    ['2026年11月 进销存表'],
    ['货号', '商品', '库存', null, null, '销量', null, '备注'],
    [null, null, '在库', '可用', '在途', '7日', '30日', null],
    [null, null, '件', '件', '件', '件', '件', null],
    ['00123', '面霜', 40, 35, 10, 7, 31, '勿动'],
    ['6974318532161', '精华', 12, 12, 0, 3, 15, null],
    ['保税仓小计', null, 52, 47, 10, 10, 46, null],
    ['合计', null, '=SUM(C5:C6)', 47, 10, 10, 46, null],
  ]);
  for (const area of ['A1:H1', 'A2:A3', 'B2:B3', 'C2:E2', 'F2:G2', 'H2:H3']) book.host.user.mergeCells('进销存', area);
}

const MEANINGS = {
  货号: 'TW_SKU.sku_id',
  可用: 'TW_Stock.available',
  SKU: 'TW_SKU.sku_id',
  WH: 'TW_Warehouses.warehouse_id',
};

describe('looking at a list', () => {
  it('reads headings of two rows with merged groups and a line of units', async () => {
    grouped();
    book.host.user.hideRows('进销存', 6);
    book.host.user.hideColumns('进销存', 'E');
    book.host.user.select('进销存', 'D6');
    const look = await lookAtOwn();
    expect(look).toMatchObject({
      address: '进销存!A2:H8',
      headingRows: 3,
      rows: 4,
      hiddenRows: 1,
      filtered: false,
      protected: false,
      others: [],
    });
    expect(look.columns.map(({ heading }) => heading)).toEqual([
      ['货号'],
      ['商品'],
      ['库存', '在库', '件'],
      ['库存', '可用', '件'],
      ['库存', '在途', '件'],
      ['销量', '7日', '件'],
      ['销量', '30日', '件'],
      ['备注'],
    ]);
    expect(look.columns.map(({ kind, filled, hidden }) => [kind, filled, hidden])).toEqual([
      ['number', 2, false],
      ['text', 2, false],
      ['number', 2, false],
      ['number', 2, false],
      ['number', 2, true],
      ['number', 2, false],
      ['number', 2, false],
      ['text', 1, false],
    ]);
  });

  it('tells rows, totals, titles and repeated headings, and fills merged codes down', async () => {
    fill(book, 'P', 'A1', [
      ['SKU', 'WH', 'Qty'],
      ['宁波仓', null, null],
      ["'00123", 'ngb', 1],
      [null, '香港仓', 2],
      ['ＡＢ１２ ', 'NGB', '待定'],
      ['SKU', 'WH', 'Qty'],
      [null, null, null],
      ['C-3', 'NGB', null],
      [null, 'NGB', 5],
      ['合计', null, '=SUM(C3:C9)'],
    ]);
    book.host.user.mergeCells('P', 'A3:A4');
    const mapping = await lookAndMap('P!C3', { ...MEANINGS, Qty: 'TW_Stock.on_hand' });
    const [body] = await readOwn([mapping], { warehouses: { 香港仓: 'HKG', 宁波仓: 'NGB' } });
    expect(body!.rows.map(({ kind, sku, warehouse }) => [kind, sku, warehouse])).toEqual([
      ['section', null, null],
      ['data', '00123', 'NGB'],
      ['data', '00123', 'HKG'],
      ['data', 'AB12', 'NGB'],
      ['repeat', null, null],
      ['blank', null, null],
      ['data', 'C-3', 'NGB'],
      ['no_key', null, 'NGB'],
      ['total', null, null],
    ]);
    expect(body!.formulas[8]![2]).toBe('=SUM(C3:C9)');
  });

  it('tells several lists in a sheet apart: beside, below and under a title of their own', async () => {
    const list = (title: string) => [
      [title, null, null],
      ['SKU', 'WH', 'Qty'],
      ['A', 'NGB', 1],
      ['B', 'NGB', 2],
    ];
    fill(book, 'P', 'A1', [...list('One'), ...list('Two')]);
    fill(book, 'P', 'A11', list('Three'));
    fill(book, 'P', 'F2', [['Note'], ['SKU', 'Price'], ['A', 5], ['B', 6]]);
    const one = await lookAtOwn('P!B3');
    expect(one.address).toBe('P!A2:C4');
    expect([...one.others].sort()).toEqual(['P!A12:C14', 'P!A6:C8', 'P!F3:G5']);
    expect((await lookAtOwn('P!A5')).address).toBe('P!A6:C8');
    expect((await lookAtOwn('P!A11')).address).toBe('P!A12:C14');
  });

  it('rows go on below a blank one; odd cells and formulas are counted; an Excel table is taken as it is', async () => {
    fill(book, 'P', 'A1', [
      ['SKU', 'Qty', 'Twice'],
      ['A', 1, '=B2*2'],
      ['B', 2, '=B3*2'],
      [null, null, null],
      ['C', '缺货', '=B5'],
      ['D', 4, '=B6'],
    ]);
    const look = await lookAtOwn('P!A2');
    expect(look.address).toBe('P!A1:C6');
    expect(look.columns.map(({ formulas, odd }) => [formulas, odd])).toEqual([
      [0, 0],
      [0, 1],
      [4, 1],
    ]);
    fill(book, 'T', 'B2', [
      ['SKU', 'Qty'],
      ['A', 1],
      ['B', 2],
    ]);
    book.host.user.makeTable('T', 'B2:C4', 'Mine');
    expect(await lookAtOwn('T!C3')).toMatchObject({
      place: { kind: 'table', name: 'Mine' },
      address: 'T!B2:C4',
      rows: 2,
    });
  });

  it('says where nothing is; a range given by its address is taken as a whole', async () => {
    fill(book, 'P', 'A1', [
      ['SKU', 'Qty'],
      ['A', 1],
      ['B', 2],
    ]);
    book.host.user.addSheet('Empty');
    const error = await lookAtOwn('Empty!A1').catch((reason: unknown) => reason as WorkbookError);
    expect(error).toMatchObject({ problem: { code: 'no_range', values: { address: 'Empty!A1' } } });
    expect((await lookAtOwn('P!A1:B2')).address).toBe('P!A1:B2');
  });
});

describe('mappings kept in the workbook', () => {
  const problems = async (): Promise<unknown[]> => (await listOwn()).map(({ problem }) => problem?.code ?? null);

  it('are found again after rows, columns and the sheet were moved', async () => {
    grouped();
    const mapping = await lookAndMap('进销存!A5', MEANINGS);
    await keepOwn(mapping);
    book.host.user.insertRow('进销存', 1, 3);
    book.host.user.insertColumn('进销存', 'A');
    book.host.user.insertColumn('进销存', 'E');
    book.host.user.renameSheet('进销存', '十一月');
    const [kept] = await listOwn();
    expect(kept).toMatchObject({ problem: null, mapping: { place: { sheetName: '十一月', row: 4, column: 1 } } });
    const [body] = await readOwn([kept!.mapping]);
    expect(body!.rows.map(({ kind, sku }) => [kind, sku])).toEqual([
      // typed as a number, so Excel itself dropped the zeros
      ['data', '123'],
      ['data', '6974318532161'],
      ['total', null],
      ['total', null],
    ]);
    expect(await ownKeyAt('十一月!F9')).toEqual({ mappingId: 'm1', sku: '6974318532161', warehouse: null });
    expect(await ownKeyAt('十一月!F11')).toBeNull();
    expect(await selectOwn('m1', '6974318532161', 'NGB')).toBe(true);
    expect(book.host.read.selection()).toEqual({ sheet: '十一月', address: 'B9' });
    await forgetOwn('m1');
    expect(await listOwn()).toEqual([]);
  });

  it('of lists with the same headings are not taken for each other', async () => {
    const list = (title: string, sku: string) => [[title], ['SKU', 'Qty'], [sku, 1], [sku + '2', 2], [null]];
    fill(book, 'P', 'A1', [...list('One', 'A'), ...list('Two', 'B')]);
    await keepOwn(await lookAndMap('P!A8', MEANINGS, { id: 'two' }));
    const skus = async (): Promise<unknown> => (await readOwn([(await listOwn())[0]!.mapping]))[0]!.rows[0]!.sku;
    expect(await skus()).toBe('B');
    book.host.user.insertRow('P', 1, 5);
    expect(await skus()).toBe('B');
    book.host.user.type('P', 'A11', 'Renamed');
    expect(await skus()).toBe('B');
    fill(book, 'P', 'A20', list('Three', 'C'));
    expect(await problems()).toEqual(['headings_gone']);
  });

  it('say what is wrong: column gone, two columns, headings gone, sheet gone', async () => {
    fill(book, 'P', 'A1', [
      ['SKU', 'WH', 'Qty', 'Status'],
      ['A', 'NGB', 1, 'x'],
      ['B', 'NGB', 2, 'y'],
    ]);
    const meanings = { ...MEANINGS, Qty: 'TW_Plan.order_qty!', Status: 'TW_Plan.status!' };
    await keepOwn(await lookAndMap('P!A2', meanings));
    book.host.user.type('P', 'E1', 'Qty');
    expect(await problems()).toEqual(['two_columns']);
    book.host.user.type('P', 'E1', '');
    book.host.user.type('P', 'D1', 'State');
    expect(await listOwn()).toMatchObject([{ problem: { code: 'column_gone', values: { column: 'Status' } } }]);
    book.host.user.clear('P', 'A1:D1');
    expect(await problems()).toEqual(['headings_gone']);
    book.host.user.addSheet('Left');
    book.host.user.deleteSheet('P');
    expect(await problems()).toEqual(['sheet_gone']);
  });

  it('in which two columns claim one meaning are of no use until one is chosen', async () => {
    fill(book, 'P', 'A1', [
      ['SKU', 'Qty', 'Amount'],
      ['A', 1, 2],
      ['B', 2, 3],
    ]);
    const mapping = await lookAndMap('P!A2', { ...MEANINGS, Qty: 'TW_Plan.order_qty!', Amount: 'TW_Plan.order_qty!' });
    const error = await keepOwn(mapping).catch((reason: unknown) => reason as WorkbookError);
    expect(error).toMatchObject({ problem: { code: 'range_gone', values: { why: 'two_columns' } } });
    expect(await listOwn()).toEqual([]);
  });
});
