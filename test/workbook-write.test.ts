import {
  activateSheet,
  applyWrite,
  listWrites,
  onSelection,
  previewWrite,
  readSetting,
  readTables,
  refreshTables,
  selectRow,
  undoWrite,
  unbindWorkbook,
  WorkbookError,
  writeRecordSheet,
  writeSetting,
  type SelectionInfo,
  type TableRows,
  type WritePreview,
} from '../src/workbook';
import { sheetTable } from '../src/tables';
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

const OWNED = sheetTable('TW_Plan')
  .columns.filter(({ owner }) => owner === 'addin')
  .map(({ id }) => id);
type Line = [sku: string, qty: number | null, status?: string];
const plan = (lines: Line[]): TableRows =>
  tableRows(
    'TW_Plan',
    lines.map(([sku_id, order_qty, status = 'low']) => ({
      sku_id,
      warehouse_id: 'NGB',
      status,
      order_qty,
      explanation: '=x',
    })),
    OWNED,
  );
const stamp = stampOf('2026-11-23', '48');
const preview = (lines: Line[]): Promise<WritePreview> => previewWrite([plan(lines)], stamp);
const write = async (lines: Line[]): ReturnType<typeof applyWrite> => {
  const report = await applyWrite(await preview(lines), 'all', {});
  await book.host.idle();
  return report;
};
const column = (heading: string, table = 'TW_Plan'): unknown[] => {
  const { headings, rows } = book.host.read.table(table);
  expect(headings).toContain(heading);
  return rows.map((row) => row[headings.indexOf(heading)]);
};
const state = async (): Promise<unknown> => {
  await book.host.idle();
  return everything(book.host);
};
const errorOf = async (work: Promise<unknown>): Promise<WorkbookError> => {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof WorkbookError)) throw new Error(`no WorkbookError but ${String(error)}`);
  return error;
};
/** Order qty of the first row; column G of a plan sheet. */
const QTY = 'G6';

describe('preview and write', () => {
  it('makes the plan from nothing, and then there is nothing to review', async () => {
    const first = await preview([
      ['A', 10],
      ['B', null, 'ok'],
    ]);
    expect(first).toMatchObject({ newTables: ['TW_Plan'], blocked: [], gone: [] });
    expect(first.changes.every(({ sheetRow, old }) => sheetRow === null && old === null)).toBe(true);
    expect(first.changes.map(({ key, column: id }) => `${key[0]} ${id}`)).toEqual([
      'A status',
      'A order_qty',
      'A explanation',
      'B status',
      'B explanation',
    ]);
    const report = await applyWrite(first, 'all', {});
    expect(report).toMatchObject({ rowsAdded: 2, skipped: [], mismatches: [], sheetNames: ['Plan'] });
    await book.host.idle();
    expect(column('Order qty')).toEqual([10, '']);
    expect(column('Status')).toEqual(['▲ Low', 'OK']);
    expect(column('Explanation')).toEqual(['=x', '=x']);
    expect(
      (
        await preview([
          ['A', 10],
          ['B', null, 'ok'],
        ])
      ).changes,
    ).toEqual([]);
  });

  it('lists and writes exactly the changed cells', async () => {
    await write([
      ['A', 10],
      ['B', 20],
      ['C', 30],
    ]);
    const before = book.host.read.table('TW_Plan').rows;
    const next = await preview([
      ['C', 30],
      ['B', 25],
      ['A', 10],
    ]);
    expect(next.changes).toEqual([
      {
        id: 'TW_Plan|B|NGB|order_qty',
        table: 'TW_Plan',
        key: ['B', 'NGB'],
        column: 'order_qty',
        old: 20,
        new: 25,
        sheetRow: 7,
      },
    ]);
    expect(await applyWrite(next, 'all', {})).toMatchObject({ cells: 1, rowsAdded: 0, mismatches: [] });
    await book.host.idle();
    const after = book.host.read.table('TW_Plan').rows;
    const different = after.flatMap((row, i) => row.flatMap((cell, j) => (cell === before[i]![j] ? [] : [[i, j]])));
    expect(different).toEqual([[1, 6]]);
  });

  it('writes what was accepted and nothing else; a row is born whole or not at all', async () => {
    await write([['A', 10]]);
    const next = await preview([
      ['A', 11, 'ok'],
      ['B', 5],
      ['C', 6],
    ]);
    const accepted = new Set(['TW_Plan|A|NGB|status', 'TW_Plan|B|NGB|order_qty']);
    expect(await applyWrite(next, accepted, {})).toMatchObject({ rowsAdded: 1 });
    await book.host.idle();
    expect(column('SKU')).toEqual(['A', 'B']);
    expect(column('Order qty')).toEqual([10, 5]);
    expect(column('Status')).toEqual(['OK', '']);
  });

  it('leaves alone what was changed since the preview, and lists it', async () => {
    await write([
      ['A', 10],
      ['B', 20],
    ]);
    const next = await preview([
      ['A', 11],
      ['B', 21],
    ]);
    book.host.user.type('Plan', QTY, '99');
    const report = await applyWrite(next, 'all', {});
    expect(report.skipped.map(({ key }) => key[0])).toEqual(['A']);
    await book.host.idle();
    expect(column('Order qty')).toEqual([99, 21]);
  });

  it('finds its rows when the user sorted between preview and write', async () => {
    await write([
      ['A', 10],
      ['B', 20],
    ]);
    const next = await preview([
      ['A', 11],
      ['B', 21],
    ]);
    book.host.user.sortTable('TW_Plan', 'SKU', false);
    expect((await applyWrite(next, 'all', {})).skipped).toEqual([]);
    await book.host.idle();
    expect([column('SKU'), column('Order qty')]).toEqual([
      ['B', 'A'],
      [21, 11],
    ]);
  });

  it('says which cells the user changed since the last write', async () => {
    await write([
      ['A', 10],
      ['B', 20],
    ]);
    book.host.user.type('Plan', QTY, '12');
    const next = await preview([
      ['A', 11],
      ['B', 21],
    ]);
    expect(next.changes.map(({ old, edited }) => [old, edited])).toEqual([
      [12, true],
      [20, undefined],
    ]);
  });

  it('blocks formulas of the user, keys that stand twice and deleted columns', async () => {
    await write([
      ['A', 10],
      ['B', 20],
    ]);
    book.host.user.type('Plan', QTY, '=1+1');
    book.host.user.type('Plan', 'A8', 'B');
    book.host.user.type('Plan', 'C8', 'NGB');
    book.host.user.deleteTableColumn('TW_Plan', 'Order by');
    await book.host.idle();
    const { changes, blocked } = await preview([
      ['A', 11],
      ['B', 21],
    ]);
    expect(changes).toEqual([]);
    expect(blocked.map(({ why, address }) => `${why} ${address}`)).toEqual(
      expect.arrayContaining(['formula Plan!G6', 'duplicate_key Plan!G7', 'duplicate_key Plan!G8', 'column_gone Plan']),
    );
    await applyWrite(
      await preview([
        ['A', 11],
        ['B', 21],
      ]),
      'all',
      {},
    );
    expect(book.host.read.formulas('Plan', QTY)).toEqual([['=1+1']]);
  });

  it('rows the plan no longer has keep their place, lose their figures and say since when', async () => {
    await write([
      ['A', 10],
      ['B', 20],
    ]);
    const next = await preview([['A', 10]]);
    expect(next.gone).toEqual([{ table: 'TW_Plan', key: ['B', 'NGB'] }]);
    await applyWrite(next, 'all', {});
    await book.host.idle();
    expect(column('Order qty')).toEqual([10, '']);
    expect(column('Reason')).toEqual(['', 'not in data since 23 Nov']);
    expect((await readTables(['TW_Plan'])).get('TW_Plan')!.rows).toHaveLength(1);
  });

  it('asks before it writes hidden rows, and keeps the filter', async () => {
    await write([
      ['A', 10],
      ['B', 20],
    ]);
    book.host.user.filterTable('TW_Plan', 'SKU', ['A']);
    const next = await preview([
      ['A', 11],
      ['B', 21],
    ]);
    expect(next.filtered).toEqual(['TW_Plan']);
    expect((await errorOf(applyWrite(next, 'all', {}))).problem).toMatchObject({
      code: 'filtered',
      values: { sheet: 'Plan' },
    });
    expect(column('Order qty')).toEqual([10, 20]);
    await applyWrite(next, 'all', { writeHidden: true });
    await book.host.idle();
    expect(column('Order qty')).toEqual([11, 21]);
    expect(book.host.read.isRowHidden('Plan', 7)).toBe(true);
  });

  it('writes nothing into a protected sheet', async () => {
    await write([['A', 10]]);
    const next = await preview([['A', 11]]);
    book.host.user.protectSheet('Plan', true);
    expect((await errorOf(applyWrite(next, 'all', {}))).problem).toMatchObject({
      code: 'protected',
      values: { sheet: 'Plan' },
    });
    expect(column('Order qty')).toEqual([10]);
  });

  it('protected midway: what was written is reported and can be undone', async () => {
    await write([
      ['A', 10],
      ['B', 20],
    ]);
    const next = await preview([
      ['A', 11],
      ['B', 21],
    ]);
    // the first progress report comes when the cells have been sent; from then on the sheet is closed
    const work = applyWrite(next, 'all', {
      onProgress: ({ step }) => step === 'writing' && book.host.user.protectSheet('Plan', true),
    });
    const error = await errorOf(work);
    expect(error.problem.code).toBe('protected');
    expect(error.partial).toMatchObject({ cells: 2, sheetNames: ['Plan'] });
    book.host.user.protectSheet('Plan', false);
    expect(await undoWrite(error.partial!.writeId)).toMatchObject({ restored: 2, left: [] });
    await book.host.idle();
    expect(column('Order qty')).toEqual([10, 20]);
  });

  it("proposals the user asks for are written, blanks never take the user's own", async () => {
    await write([['A', 10]]);
    const accept = tableRows('TW_Plan', [{ sku_id: 'A', warehouse_id: 'NGB', decision: 'accept', my_qty: null }]);
    const next = await previewWrite([accept], stamp);
    expect(next.changes.map(({ column: id, new: value }) => [id, value])).toEqual([['decision', 'accept']]);
    expect(next.gone).toEqual([]);
    await applyWrite(next, 'all', {});
    await book.host.idle();
    expect(column('Decision')).toEqual(['Accept']);
  });
});

describe('undo', () => {
  it('restores what still holds what was written, and lists the rest', async () => {
    await write([
      ['A', 10],
      ['B', 20],
    ]);
    const { writeId } = await write([
      ['A', 11],
      ['B', 21],
    ]);
    book.host.user.type('Plan', QTY, '77');
    book.host.user.sortTable('TW_Plan', 'SKU', false);
    const report = await undoWrite(writeId);
    await book.host.idle();
    expect(report).toEqual({ restored: 1, rowsRemoved: 0, left: [{ address: 'Plan!G7', found: 77 }] });
    expect([column('SKU'), column('Order qty')]).toEqual([
      ['B', 'A'],
      [20, 77],
    ]);
    expect(await listWrites()).toMatchObject([
      { id: writeId, undone: true, canUndo: false },
      { kind: 'plan', undone: false },
    ]);
    expect((await errorOf(undoWrite(writeId))).problem.code).toBe('host_error');
  });

  it('a write and its undo leave everything as it was', async () => {
    await write([
      ['A', 10],
      ['B', 20],
    ]);
    const before = await state();
    const { writeId } = await write([
      ['B', null, 'ok'],
      ['A', 11],
    ]);
    expect(await state()).not.toEqual(before);
    await undoWrite(writeId);
    expect(await state()).toEqual(before);
  });

  it('removes rows it added unless the user put something into them', async () => {
    await write([['A', 10]]);
    const { writeId } = await write([
      ['A', 10],
      ['B', 20],
      ['C', 30],
    ]);
    book.host.user.type('Plan', 'J8', '5');
    const report = await undoWrite(writeId);
    await book.host.idle();
    expect(report.rowsRemoved).toBe(1);
    expect(report.left).toMatchObject([{ address: 'Plan!A8', found: 'C' }]);
    expect([column('SKU'), column('My qty')]).toEqual([
      ['A', 'C'],
      ['', 5],
    ]);
  });

  it("removes a sheet it made, unless something in it is the user's", async () => {
    const made = await write([['A', 10]]);
    await undoWrite(made.writeId);
    expect(book.host.read.sheets().map(({ name }) => name)).not.toContain('Plan');
    const again = await write([
      ['A', 10],
      ['B', 20],
    ]);
    book.host.user.type('Plan', 'C20', 'mine');
    const before = await state();
    expect(await undoWrite(again.writeId)).toEqual({
      restored: 0,
      rowsRemoved: 0,
      left: [{ address: 'Plan', found: null }],
    });
    expect(await state()).toEqual(before);
  });

  it('rows go and the filter stays when the table is filtered; a table keeps one blank row', async () => {
    const sku = (ids: string[]): Promise<{ writeId: string }> =>
      refreshTables(
        [
          tableRows(
            'TW_SKU',
            ids.map((sku_id) => ({ sku_id, name: 'n' })),
            ['sku_id', 'name'],
          ),
        ],
        { stamp },
      );
    await sku([]);
    const { writeId } = await sku(['A', 'B']);
    book.host.user.filterTable('TW_SKU', 'SKU', ['A']);
    await undoWrite(writeId);
    await book.host.idle();
    expect(column('SKU', 'TW_SKU')).toEqual(['']);
    await sku(['C']);
    expect(column('SKU', 'TW_SKU')).toEqual(['C']);
  });

  it('undoes a refresh, with its cut line', async () => {
    const skus = (price: number, day: string): Promise<{ writeId: string }> =>
      refreshTables([tableRows('TW_SKU', [{ sku_id: '00123', name: '-x', price }])], { stamp: stampOf(day) });
    await skus(1, '2026-11-22');
    const before = await state();
    const { writeId } = await skus(2, '2026-11-23');
    expect(book.host.read.value('SKU', 'A2')).toContain('2026-11-23');
    await undoWrite(writeId);
    expect(await state()).toEqual(before);
    expect((await readTables(['TW_SKU'])).get('TW_SKU')!.stamp?.dataTime).toBe('2026-11-22T01:12:00Z');
  });
});

describe('record sheets', () => {
  const check = (values: number[]): TableRows =>
    tableRows(
      'TW_Check',
      values.map((plan_value, i) => ({ sku_id: `0${i}`, warehouse_id: 'N', measure: 'value', plan_value })),
    );

  it('are written whole, with formulas, longer or shorter than before', async () => {
    const formulas = (rows: number): Record<string, string[]> => ({
      formula_value: Array.from({ length: rows }, (_, i) => `=1+${i}`),
      difference: Array.from({ length: rows }, (_, i) => `=D${6 + i}-E${6 + i}`),
    });
    expect(await writeRecordSheet(check([1, 2, 3]), stamp, formulas(3))).toBe('Check');
    await book.host.idle();
    expect(column('Difference', 'TW_Check')).toEqual([0, 0, 0]);
    await writeRecordSheet(check([5]), stamp, formulas(1));
    await book.host.idle();
    expect(column('SKU', 'TW_Check')).toEqual(['00']);
    expect(column('Difference', 'TW_Check')).toEqual([4]);
    expect(
      book.host.read
        .values('Check', 'A7:F8')
        .flat()
        .every((cell) => cell === ''),
    ).toBe(true);
    await writeRecordSheet(check([1, 2, 3, 4]), stamp);
    await book.host.idle();
    expect(column('Plan', 'TW_Check')).toEqual([1, 2, 3, 4]);
    expect(column('By formula', 'TW_Check')).toEqual(['', '', '', '']);
  });
});

describe('the rest', () => {
  it('follows the selection, goes to a row, opens a sheet', async () => {
    await write([
      ['A', 10],
      ['00123', 20],
    ]);
    const seen: SelectionInfo[] = [];
    const end = await onSelection((info) => seen.push(info));
    expect(await selectRow('TW_Plan', ['00123', 'NGB'], 'order_qty')).toBe(true);
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect(seen.at(-1)).toMatchObject({ sheetName: 'Plan', table: 'TW_Plan', value: 20, formula: null });
    expect(seen.at(-1)!.row).toMatchObject({ sku_id: '00123', status: 'low', order_qty: 20, my_qty: null });
    book.host.user.select('Plan', 'A1');
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect(seen.at(-1)).toMatchObject({ table: null, row: null });
    await end();
    expect(await selectRow('TW_Plan', ['none', 'NGB'])).toBe(false);
    expect(await activateSheet('TW_SKU')).toBe(false);
    expect(await activateSheet('TW_Plan')).toBe(true);
    expect(book.host.read.activeSheet()).toBe('Plan');
  });

  it('keeps settings of the pane in the workbook, and forgets the brand when asked', async () => {
    expect(await readSetting('window')).toBeNull();
    await writeSetting('window', { weeks: 52 });
    expect(await readSetting('window')).toEqual({ weeks: 52 });
    await write([['A', 1]]);
    await unbindWorkbook();
    await bind({ brandId: 'other', brandName: 'Other' });
    const mixed = previewWrite([plan([['A', 2]])], stamp);
    expect((await errorOf(mixed)).problem).toMatchObject({ code: 'other_brand', values: { brand: 'Sample brand' } });
  });
});
