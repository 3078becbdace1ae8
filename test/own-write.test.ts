import {
  applyOwn,
  listWrites,
  previewOwn,
  undoWrite,
  WorkbookError,
  type OwnMapping,
  type OwnPreview,
} from '../src/workbook';
import type { CellValue } from '../src/tables';
import { bind, everything, openWorkbook, stampOf, type OpenWorkbook } from './workbook-harness';
import { cells, fill, lookAndMap, wantedOf } from './own/sheets';

let book: OpenWorkbook;
beforeEach(async () => {
  book = await openWorkbook();
  await bind();
});
afterEach(() => {
  book.close();
  expect(book.host.unknownMembers).toEqual([]);
});

const stamp = stampOf('2026-11-23', '48');
const MEANINGS = {
  SKU货号: 'TW_SKU.sku_id',
  仓库: 'TW_Warehouses.warehouse_id',
  可用库存: 'TW_Stock.available',
  建议备货数量: 'TW_Plan.order_qty!',
  采购状态: 'TW_Plan.status!',
  最晚下单日: 'TW_Plan.order_by!',
};
const HEADINGS = ['SKU货号', '商品名称', '仓库', '可用库存', '建议备货数量', '采购状态', '最晚下单日', '备注'];

/** A plan as agencies keep it: a title, headings, formulas in the last row, notes beside. */
function usualPlan(): void {
  fill(book, '备货计划', 'B2', [
    ['11月备货计划'],
    HEADINGS,
    ['A-1', '面霜', 'NGB', 40, 12, null, null, '人工备注'],
    ['A-2', '精华', 'NGB', 7, null, null, null, null],
    ['A-3', '乳液', 'HKG', 0, 5, null, null, '=B6'],
    ['合计', null, null, '=SUM(E4:E6)', '=SUM(F4:F6)', null, null, null],
  ]);
}

const QTY = 'TW_Plan.order_qty';
const preview = async (
  mapping: OwnMapping,
  rows: [string, string, ...CellValue[]][],
  meanings = [QTY],
): Promise<OwnPreview> => previewOwn([wantedOf(mapping, meanings as never[], rows)], stamp);
const map = (more: Partial<OwnMapping> = {}): Promise<OwnMapping> => lookAndMap('备货计划!C5', MEANINGS, more);
const errorOf = async (work: Promise<unknown>): Promise<WorkbookError> => {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof WorkbookError)) throw new Error(`no WorkbookError but ${String(error)}`);
  return error;
};
const state = async (): Promise<unknown> => {
  await book.host.idle();
  return everything(book.host);
};
const column = (address: string): unknown[] => cells(book, '备货计划', address).map(([cell]) => cell);

describe('preview and write', () => {
  it('lists old and new of every cell that would change, and writes exactly those', async () => {
    usualPlan();
    const mapping = await map();
    const all = ['TW_Plan.order_qty', 'TW_Plan.status', 'TW_Plan.order_by'];
    const next = await preview(
      mapping,
      [
        ['A-1', 'NGB', 12, 'low', '2026-12-05'],
        ['A-2', 'NGB', 30, 'ok', null],
        ['A-4', 'NGB', 9, 'ok', null],
      ],
      all,
    );
    expect(
      next.changes.map(({ sku, meaning, old, new: wanted, address }) => [sku, meaning, old, wanted, address]),
    ).toEqual([
      ['A-1', 'TW_Plan.status', null, 'low', '备货计划!G4'],
      ['A-1', 'TW_Plan.order_by', null, '2026-12-05', '备货计划!H4'],
      ['A-2', 'TW_Plan.order_qty', null, 30, '备货计划!F5'],
      ['A-2', 'TW_Plan.status', null, 'ok', '备货计划!G5'],
    ]);
    expect(next.blocked).toEqual([]);
    expect(next.unknown).toEqual([{ mappingId: 'm1', sku: 'A-3', warehouse: 'HKG', address: '备货计划!B6' }]);
    expect(next.lacking).toEqual([{ mappingId: 'm1', sku: 'A-4', warehouse: 'NGB' }]);
    const before = cells(book, '备货计划', 'B2:I7');
    const report = await applyOwn(next, 'all');
    expect(report).toMatchObject({ cells: 4, leftAlone: [], mismatches: [], sheetNames: ['备货计划'] });
    await book.host.idle();
    const after = cells(book, '备货计划', 'B2:I7');
    const changed = after.flatMap((row, i) => row.flatMap((cell, j) => (cell === before[i]![j] ? [] : [[i, j, cell]])));
    // F7 is the sheet's own sum of the column
    expect(changed).toEqual([
      [2, 5, '▲ 偏低'],
      [2, 6, '2026-12-05'],
      [3, 4, 30],
      [3, 5, '正常'],
      [5, 4, 47],
    ]);
    // a date in a cell of no format stays text: Excel would otherwise give the cell a format of its own
    expect(
      book.host
        .toBookFile()
        .sheets.find(({ name }) => name === '备货计划')!
        .cells.get(3)!
        .get(7),
    ).toEqual({ v: '2026-12-05' });
    expect((await preview(mapping, [['A-1', 'NGB', 12]])).changes).toEqual([]);
  });

  it('is one record that can be undone, leaving alone what was changed since', async () => {
    usualPlan();
    const before = await state();
    const mapping = await map();
    const report = await applyOwn(
      await preview(mapping, [
        ['A-1', 'NGB', 20],
        ['A-2', 'NGB', 30],
      ]),
      'all',
    );
    expect(await listWrites()).toMatchObject([{ id: report.writeId, kind: 'plan', cells: 2, canUndo: true, stamp }]);
    book.host.user.insertRow('备货计划', 1, 2);
    book.host.user.type('备货计划', 'F7', '31');
    expect(await undoWrite(report.writeId)).toEqual({
      restored: 1,
      rowsRemoved: 0,
      left: [{ address: '备货计划!F7', found: 31 }],
    });
    book.host.user.clear('备货计划', 'F7');
    book.host.user.deleteRow('备货计划', 1, 2);
    expect(await state()).toEqual(before);
    expect(await listWrites()).toMatchObject([{ undone: true, canUndo: false }]);
  });

  it('keeps what the user changed since the last write unless it is accepted by name', async () => {
    usualPlan();
    const mapping = await map();
    await applyOwn(await preview(mapping, [['A-1', 'NGB', 20]]), 'all');
    book.host.user.type('备货计划', 'F4', '25');
    const next = await preview(mapping, [
      ['A-1', 'NGB', 22],
      ['A-2', 'NGB', 3],
    ]);
    expect(next.changes).toMatchObject([
      { sku: 'A-1', old: 25, new: 22, edited: true, wrote: 20 },
      { sku: 'A-2', old: null, new: 3 },
    ]);
    expect(await applyOwn(next, 'all')).toMatchObject({ cells: 1 });
    expect(column('F4:F5')).toEqual([25, 3]);
    expect(await applyOwn(next, new Set([next.changes[0]!.id]))).toMatchObject({ cells: 1 });
    expect(column('F4:F5')).toEqual([22, 3]);
  });

  it('clears a figure of its own when nothing is known any more, never one of the user’s', async () => {
    usualPlan();
    const mapping = await map();
    expect((await preview(mapping, [['A-1', 'NGB', null]])).changes).toEqual([]);
    await applyOwn(await preview(mapping, [['A-1', 'NGB', 20]]), 'all');
    await applyOwn(await preview(mapping, [['A-1', 'NGB', null]]), 'all');
    expect(column('F4')).toEqual(['']);
  });

  it('works in a workbook that belongs to no brand', async () => {
    book.host.workbook.settings.clear();
    usualPlan();
    const report = await applyOwn(await preview(await map(), [['A-1', 'NGB', 20]]), 'all');
    expect(await listWrites()).toMatchObject([{ id: report.writeId }]);
    expect(await undoWrite(report.writeId)).toMatchObject({ restored: 1 });
  });
});

describe('cells that cannot be written', () => {
  it('formulas, duplicate keys and words in a quantity column are listed with address and reason', async () => {
    usualPlan();
    fill(book, '备货计划', 'B5', [
      ['A-2', '精华', 'NGB', 7, '=E5*2'],
      ['A-3', '乳液', 'HKG', 0, '待定'],
    ]);
    book.host.user.insertRow('备货计划', 7, 2);
    fill(book, '备货计划', 'B7', [
      ['A-9', null, 'NGB', 1, 1],
      ['A-9', null, 'NGB', 2, 2],
    ]);
    const before = await state();
    const next = await preview(await map(), [
      ['A-2', 'NGB', 3],
      ['A-3', 'HKG', 4],
      ['A-9', 'NGB', 5],
    ]);
    expect(next.changes).toEqual([]);
    expect(next.blocked.map(({ sku, why, address, old }) => [sku, why, address, old])).toEqual([
      ['A-2', 'formula', '备货计划!F5', 14],
      ['A-3', 'wrong_kind', '备货计划!F6', '待定'],
      ['A-9', 'duplicate_key', '备货计划!F7', 1],
      ['A-9', 'duplicate_key', '备货计划!F8', 2],
    ]);
    expect(next.duplicates).toEqual([{ mappingId: 'm1', sku: 'A-9', warehouse: 'NGB', rows: [7, 8] }]);
    await applyOwn(next, 'all');
    expect(await state()).toEqual(before);
  });

  it('merged cells: neither the lower ones nor one that stands for several rows', async () => {
    usualPlan();
    book.host.user.mergeCells('备货计划', 'F4:F5');
    book.host.user.mergeCells('备货计划', 'G6:H6');
    const next = await preview(
      await map(),
      [
        ['A-1', 'NGB', 1, null],
        ['A-2', 'NGB', 2, null],
        ['A-3', 'HKG', 3, 'low'],
      ],
      [QTY, 'TW_Plan.status'],
    );
    expect(next.blocked.map(({ address, why }) => [address, why])).toEqual([
      ['备货计划!F4', 'merged'],
      ['备货计划!F5', 'merged'],
    ]);
    expect(next.changes.map(({ address }) => address)).toEqual(['备货计划!F6', '备货计划!G6']);
  });

  it('cells a formula spills into', async () => {
    usualPlan();
    book.host.user.clear('备货计划', 'F4:F6');
    book.host.user.type('备货计划', 'F4', '=SEQUENCE(2)');
    await book.host.idle();
    const next = await preview(await map(), [
      ['A-1', 'NGB', 9],
      ['A-2', 'NGB', 9],
      ['A-3', 'HKG', 9],
    ]);
    expect(next.blocked.map(({ address, why }) => [address, why])).toEqual([
      ['备货计划!F4', 'formula'],
      ['备货计划!F5', 'spill'],
    ]);
    expect(next.changes).toHaveLength(1);
  });

  it('values the cell’s own rule refuses; words take the form of its list', async () => {
    usualPlan();
    book.host.user.validate('备货计划', 'G4:G5', { list: { source: '偏低,正常' } });
    book.host.user.validate('备货计划', 'F4', { wholeNumber: { formula1: 0, formula2: 100, operator: 'Between' } });
    const next = await preview(
      await map(),
      [
        ['A-1', 'NGB', 101, 'low'],
        ['A-2', 'NGB', 101, 'out'],
      ],
      [QTY, 'TW_Plan.status'],
    );
    expect(next.blocked.map(({ address, why }) => [address, why])).toEqual([
      ['备货计划!F4', 'refused'],
      ['备货计划!G5', 'refused'],
    ]);
    await applyOwn(next, 'all');
    expect(column('F4:F5')).toEqual([12, 101]);
    expect(column('G4:G5')).toEqual(['偏低', '']);
  });

  it('a protected sheet is told in the preview and refused whole before anything', async () => {
    usualPlan();
    const mapping = await map();
    const open = await preview(mapping, [['A-1', 'NGB', 20]]);
    book.host.user.protectSheet('备货计划', true);
    const next = await preview(mapping, [['A-1', 'NGB', 20]]);
    expect(next.changes).toEqual([]);
    expect(next.blocked).toMatchObject([{ why: 'protected', address: '备货计划!F4' }]);
    const error = await errorOf(applyOwn(open, 'all'));
    expect(error.problem).toMatchObject({ code: 'protected', values: { sheet: '备货计划' } });
    expect(error.partial).toBeUndefined();
    expect(column('F4')).toEqual([12]);
  });
});

describe('what the values look like in the cells', () => {
  it('text stays text, figures and dates take the cell’s form', async () => {
    fill(book, '表', 'A1', [
      ['SKU', 'Reason', 'Qty', 'Order by'],
      ['1', 'x', null, null],
      ['2', 'x', null, null],
      ['3', 'x', "'7", null],
    ]);
    book.host.user.format('表', 'C2', '@');
    book.host.user.format('表', 'D2', 'yyyy/m/d');
    book.host.user.format('表', 'D3', '@');
    const mapping = await lookAndMap('表!A2', {
      SKU: 'TW_SKU.sku_id',
      Reason: 'TW_Plan.explanation!',
      Qty: 'TW_Plan.order_qty!',
      'Order by': 'TW_Plan.order_by!',
    });
    const next = await previewOwn(
      [
        wantedOf(
          mapping,
          ['TW_Plan.explanation', 'TW_Plan.order_qty', 'TW_Plan.order_by'],
          [
            ['1', '', '=HYPERLINK("http://x","y")', 12, '2026-12-05'],
            ['2', '', '00123', 13, '2026-12-06'],
            ['3', '', "'quoted", 7, null],
          ],
        ),
      ],
      stamp,
    );
    expect(await applyOwn(next, 'all')).toMatchObject({ mismatches: [], cells: 7 });
    await book.host.idle();
    const sheet = book.host.toBookFile().sheets.find(({ name }) => name === '表')!;
    const at = (row: number): unknown[] => [1, 2, 3].map((c) => sheet.cells.get(row)!.get(c)?.v ?? null);
    // most figures of column C stand as text, so those written do too; 46361 is 5 December 2026
    expect(at(1)).toEqual(['=HYPERLINK("http://x","y")', '12', 46361]);
    expect(at(2)).toEqual(['00123', '13', '2026-12-06']);
    expect(at(3)).toEqual(["'quoted", '7', null]);
    expect(sheet.cells.get(1)!.get(1)!.f).toBeUndefined();
    // 7 as text is 7: nothing to change
    expect(next.changes.filter(({ sku }) => sku === '3')).toHaveLength(1);
  });
});

describe('filters', () => {
  const rows = (): unknown[] => cells(book, '备货计划', 'F4:F6').map(([cell]) => cell);

  it('a filtered sheet asks first; hidden rows are written and the filter is as before', async () => {
    usualPlan();
    book.host.user.filterRange('备货计划', 'B3:I6', 2, ['HKG']);
    const mapping = await map();
    const before = book.host.toBookFile().sheets.find(({ name }) => name === '备货计划')!.hiddenRows;
    expect([...before]).toEqual([3, 4]);
    const next = await preview(mapping, [
      ['A-1', 'NGB', 20],
      ['A-3', 'HKG', 21],
    ]);
    expect(next.filtered).toEqual(['备货计划']);
    expect((await errorOf(applyOwn(next, 'all'))).problem.code).toBe('filtered');
    expect(rows()).toEqual([12, '', 5]);
    expect(await applyOwn(next, 'all', { writeHidden: true })).toMatchObject({ cells: 2 });
    expect(rows()).toEqual([20, '', 21]);
    const after = book.host.toBookFile().sheets.find(({ name }) => name === '备货计划')!.hiddenRows;
    expect([...after]).toEqual([3, 4]);
  });

  it('so does a table', async () => {
    fill(book, 'T', 'A1', [
      ['SKU', 'WH', 'Qty'],
      ['A', 'NGB', 1],
      ['B', 'NGB', 2],
      ['C', 'HKG', 3],
    ]);
    book.host.user.makeTable('T', 'A1:C4', 'Mine');
    book.host.user.filterTable('Mine', 'WH', ['HKG']);
    const mapping = await lookAndMap('T!B2', {
      SKU: 'TW_SKU.sku_id',
      WH: 'TW_Warehouses.warehouse_id',
      Qty: 'TW_Plan.order_qty!',
    });
    expect(mapping.place).toMatchObject({ kind: 'table', name: 'Mine' });
    const next = await preview(mapping, [
      ['A', 'NGB', 10],
      ['C', 'HKG', 30],
    ]);
    expect((await errorOf(applyOwn(next, 'all'))).problem.code).toBe('filtered');
    await applyOwn(next, 'all', { writeHidden: true });
    expect(cells(book, 'T', 'A2:C4')).toEqual([
      ['A', 'NGB', 10],
      ['B', 'NGB', 2],
      ['C', 'HKG', 30],
    ]);
    expect([...book.host.toBookFile().sheets.find(({ name }) => name === 'T')!.hiddenRows]).toEqual([1, 2]);
  });
});

describe('between preview and write', () => {
  const changed = async (): Promise<OwnPreview> =>
    preview(await map(), [
      ['A-1', 'NGB', 20],
      ['A-2', 'NGB', 30],
      ['A-3', 'HKG', 40],
    ]);

  it('a cell changed by somebody is left alone and listed', async () => {
    usualPlan();
    const next = await changed();
    book.host.user.type('备货计划', 'F5', '99');
    const report = await applyOwn(next, 'all');
    expect(report.leftAlone.map(({ sku }) => sku)).toEqual(['A-2']);
    expect(column('F4:F6')).toEqual([20, 99, 40]);
  });

  it('rows sorted, put in and taken out are found by their keys', async () => {
    usualPlan();
    const next = await changed();
    book.host.user.sortRange('备货计划', 'B4:I6', 0, false);
    book.host.user.insertRow('备货计划', 5);
    book.host.user.insertColumn('备货计划', 'C');
    const report = await applyOwn(next, 'all');
    expect(report).toMatchObject({ cells: 3, leftAlone: [], mismatches: [] });
    expect(cells(book, '备货计划', 'B4:G7').map((row) => [row[0], row[5]])).toEqual([
      ['A-3', 40],
      ['', ''],
      ['A-2', 30],
      ['A-1', 20],
    ]);
  });

  it.each([
    ['the sheet is deleted', 'range_gone', () => book.host.user.deleteSheet('备货计划')],
    ['the headings are deleted', 'range_gone', () => book.host.user.clear('备货计划', 'B3:I3')],
    ['a column is deleted', 'column_gone', () => book.host.user.deleteColumn('备货计划', 'F')],
    ['the column is doubled', 'range_gone', () => book.host.user.type('备货计划', 'J3', '建议备货数量')],
  ])('%s: a clear problem, nothing written, retry possible', async (_name, code, change) => {
    usualPlan();
    const next = await changed();
    change();
    const before = await state();
    const error = await errorOf(applyOwn(next, 'all'));
    expect(error.problem.code).toBe(code);
    expect(error.partial).toBeUndefined();
    expect(await state()).toEqual(before);
  });

  it('waits for a cell being edited', async () => {
    usualPlan();
    const next = await changed();
    book.host.faults.cellEditMode(true);
    const work = applyOwn(next, 'all');
    setTimeout(() => book.host.faults.cellEditMode(false), 300);
    expect(await work).toMatchObject({ cells: 3 });
  });

  it('a connection that drops before the write leaves everything as it was', async () => {
    usualPlan();
    const next = await changed();
    const before = await state();
    book.host.faults.failNext(5012);
    const error = await errorOf(applyOwn(next, 'all'));
    expect(error.partial).toBeUndefined();
    expect(await state()).toEqual(before);
    expect(await applyOwn(next, 'all')).toMatchObject({ cells: 3 });
  });
});
