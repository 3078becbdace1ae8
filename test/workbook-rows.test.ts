import {
  applyWrite,
  readRows,
  readTables,
  refreshTables,
  undoWrite,
  type CellChange,
  type WritePreview,
} from '../src/workbook';
import type { CellValue, SheetTableId } from '../src/tables';
import { bind, openWorkbook, stampOf, tableRows, type OpenWorkbook } from './workbook-harness';

let book: OpenWorkbook;
beforeEach(async () => {
  book = await openWorkbook();
  await bind();
});
afterEach(() => {
  book.close();
  expect(book.host.unknownMembers).toEqual([]);
});

const stamp = stampOf();
const sales = (skus: string[]) =>
  tableRows(
    'TW_Sales',
    skus.flatMap((sku_id, at) => [
      { sku_id, warehouse_id: 'NGB', model: 'bonded', w1: at, w2: null },
      { sku_id, warehouse_id: 'OSA', model: 'direct', w1: 100 + at, w2: 0 },
    ]),
  );
const calendar = tableRows('TW_Calendar', [
  {
    promo_id: 'D11',
    phase: 'main',
    starts_at: '2026-11-10T12:00:00Z',
    ends_at: '2026-11-11T15:59:59Z',
    sku_id: null,
    name: 'All',
  },
  {
    promo_id: 'BF',
    phase: 'main',
    starts_at: '2026-11-27T00:00:00Z',
    ends_at: '2026-11-30T00:00:00Z',
    sku_id: 'B',
    name: 'One',
  },
]);
const policyRows = (value = '0.9') =>
  tableRows('TW_Policy', [{ key: 'service_level', scope: 'brand', scope_id: null, value, effective_from: null }]);

describe('rows by what their columns hold', () => {
  it('are those asked for, with their place in the sheet, as a reading of the whole gives them', async () => {
    await refreshTables([sales(['A', 'B', 'C', 'B2', '007'])], { stamp });
    const whole = (await readTables(['TW_Sales'])).get('TW_Sales');
    const found = (await readRows({ TW_Sales: { sku_id: ['C'], warehouse_id: ['OSA'] } })).get('TW_Sales');
    expect(found?.columns).toEqual(whole?.columns);
    expect(found?.rows).toEqual([whole?.rows[5]]);
    expect(found?.sheetRows).toEqual([whole?.sheetRows[5]]);
    expect(found?.stamp).toMatchObject({ cut: stamp.cut });
    const zeros = (await readRows({ TW_Sales: { sku_id: ['007'] } })).get('TW_Sales');
    expect(zeros?.rows).toHaveLength(2);
  });

  it('take blank cells for the blank asked for', async () => {
    await refreshTables([calendar], { stamp });
    const names = async (sku: string[]): Promise<CellValue[]> => {
      const table = (await readRows({ TW_Calendar: { sku_id: sku } })).get('TW_Calendar');
      return table?.rows.map((row) => row[table.columns.indexOf('name')] ?? null) ?? [];
    };
    expect(await names(['B', ''])).toEqual(['All', 'One']);
    expect(await names(['A', ''])).toEqual(['All']);
    expect(await names(['A'])).toEqual([]);
  });

  it('are none of a table that is not there or lacks the column', async () => {
    await refreshTables([sales(['A'])], { stamp });
    const filters = { TW_Forecast: { sku_id: ['A'] }, TW_Sales: { category: ['x'] } };
    expect([...(await readRows(filters)).keys()]).toEqual([]);
    expect([...(await readRows({ TW_Sales: { sku_id: ['nothing'] } })).get('TW_Sales')!.rows]).toEqual([]);
  });
});

describe('a row the pane adds to a pulled table', () => {
  const change = (
    table: SheetTableId,
    key: string[],
    column: string,
    value: CellValue,
    sheetRow: number | null = null,
    old: CellValue = null,
  ): CellChange => ({ id: [table, ...key, column].join('|'), table, key, column, old, new: value, sheetRow });
  const writing = (changes: CellChange[]): WritePreview => ({
    id: '',
    kind: 'item',
    stamp,
    newTables: [],
    changes,
    blocked: [],
    gone: [],
    filtered: [],
  });
  const own = ['safety_days', 'sku', 'A', '2026-11-23'];
  const values = async (): Promise<CellValue[][]> => {
    const table = (await readTables(['TW_Policy'])).get('TW_Policy');
    return (
      table?.rows.map((row) => ['key', 'scope_id', 'value'].map((id) => row[table.columns.indexOf(id)] ?? null)) ?? []
    );
  };

  it('is the user’s: the next refresh, which does not know it, leaves it as it is', async () => {
    await refreshTables([policyRows()], { stamp });
    const written = await applyWrite(writing([change('TW_Policy', own, 'value', '9')]), 'all', {});
    expect(written).toMatchObject({ rowsAdded: 1, mismatches: [], skipped: [] });
    const report = await refreshTables([policyRows('0.95')], { stamp: stampOf('2026-11-24') });
    expect(report.gone).toBe(0);
    expect(await values()).toEqual([
      ['service_level', null, '0.95'],
      ['safety_days', 'A', '9'],
    ]);
    // and so it stays when the pane changes it again
    await applyWrite(writing([change('TW_Policy', own, 'value', '12', 0, '9')]), 'all', {});
    await refreshTables([policyRows('0.96')], { stamp: stampOf('2026-11-25') });
    expect(await values()).toEqual([
      ['service_level', null, '0.96'],
      ['safety_days', 'A', '12'],
    ]);
  });

  it('can be taken back as long as nobody changed it', async () => {
    await refreshTables([policyRows()], { stamp });
    const { writeId } = await applyWrite(writing([change('TW_Policy', own, 'value', '9')]), 'all', {});
    expect(await undoWrite(writeId)).toMatchObject({ rowsRemoved: 1, left: [] });
    expect(await values()).toEqual([['service_level', null, '0.9']]);
  });

  it('is made with the sheet where there is none, and goes with it', async () => {
    const key = ['A', 'NGB', '2026-11-30'];
    const changes = [change('TW_Overrides', key, 'quantity', 400), change('TW_Overrides', key, 'author', 'Zhao')];
    const preview = { ...writing(changes), newTables: ['TW_Overrides' as const] };
    const { writeId } = await applyWrite(preview, 'all', {});
    const table = (await readTables(['TW_Overrides'])).get('TW_Overrides');
    const row = Object.fromEntries(table?.columns.map((id, at) => [id, table.rows[0]?.[at] ?? null]) ?? []);
    expect(row).toMatchObject({ sku_id: 'A', week: '2026-11-30', quantity: 400, author: 'Zhao', state: null });
    await undoWrite(writeId);
    expect((await readTables(['TW_Overrides'])).size).toBe(0);
  });

  it('blanks a cell again, which a preview of proposed values never does', async () => {
    const corrections = tableRows('TW_Corrections', [
      {
        sku_id: 'A',
        warehouse_id: 'NGB',
        model: 'bonded',
        day: '2026-11-18',
        kind: 'bulk',
        raw: 9,
        corrected: 3,
        change: -6,
      },
    ]);
    await refreshTables([corrections], { stamp });
    const key = ['A', 'NGB', 'bonded', '2026-11-18', 'bulk'];
    const useRaw = async (): Promise<CellValue> => {
      const table = (await readRows({ TW_Corrections: { sku_id: ['A'] } })).get('TW_Corrections');
      return table?.rows[0]?.[table.columns.indexOf('use_raw')] ?? null;
    };
    await applyWrite(writing([change('TW_Corrections', key, 'use_raw', 'yes', 0)]), 'all', {});
    expect(await useRaw()).toBe('yes');
    // the same row of the next cut keeps what the user decided
    await refreshTables([corrections], { stamp: stampOf('2026-11-24') });
    expect(await useRaw()).toBe('yes');
    await applyWrite(writing([change('TW_Corrections', key, 'use_raw', null, 0, 'yes')]), 'all', {});
    expect(await useRaw()).toBeNull();
  });
});
