import { NO_LIMITS, NO_MEASURES } from '../../../planning/plan-merge';
import type { BuyLine, PlanResult, PlanRow } from '../../../planning/types';
import { sheetTable } from '../../../tables';
import { buyTables, MOST_BUY_ROWS } from './buys';

const line = (sku_id: string, order_week: string, more: Partial<BuyLine> = {}): BuyLine => ({
  ...{ sku_id, warehouse_id: 'NGB', name: sku_id, order_week, order_qty: 10, order_by: order_week },
  ...{ arrives: '2026-12-20', arrives_late: '2026-12-28', reason: 'below_reorder', value: 100, supplier_id: 'S' },
  ...{ lane_id: 'L1', weight_kg: 1.5, volume_m3: null, wanted_qty: 12 },
  ...more,
});
const result = (more: Partial<PlanResult>): PlanResult => ({
  asOf: '2026-11-23',
  currency: 'CNY',
  tiers: [],
  rows: [],
  forecasts: [],
  overrides: [],
  buys: [],
  inbound: [],
  promotions: [],
  limits: NO_LIMITS,
  measures: NO_MEASURES,
  sellable: [],
  notes: [],
  totals: { buyLines: 0, buyValue: null, outOfStock: 0, stopLines: 0 },
  ...more,
});
const rank = (sku_id: string, rank: number): PlanRow => ({ sku_id, warehouse_id: 'NGB', rank }) as PlanRow;

it('writes the Buying plan by week and rank, with every column that is the add-in’s', () => {
  const buys = [line('A', '2026-11-30'), line('A', '2026-11-23'), line('B', '2026-11-23')];
  const [table] = buyTables(result({ buys, rows: [rank('B', 1), rank('A', 2)] }), 'v7', 'en');
  expect(table?.table).toBe('TW_Buys');
  expect(table?.columns).toEqual(
    sheetTable('TW_Buys')
      .columns.filter(({ owner }) => owner === 'addin')
      .map(({ id }) => id),
  );
  const of = (id: string) => table?.rows.map((row) => row[table.columns.indexOf(id)]);
  expect(of('sku_id')).toEqual(['B', 'A', 'A']);
  expect(of('order_week')).toEqual(['2026-11-23', '2026-11-23', '2026-11-30']);
  expect(of('wanted_qty')).toEqual([12, 12, 12]);
  expect(of('volume_m3')).toEqual([null, null, null]);
  expect(of('plan_version')).toEqual(['v7', 'v7', 'v7']);
});

it('writes no more rows than a sheet is good for: whole weeks, the nearest first', () => {
  const buys = ['2026-12-07', '2026-11-23', '2026-11-30'].flatMap((week) =>
    Array.from({ length: MOST_BUY_ROWS / 2 }, (_, at) => line(`S${at}`, week)),
  );
  const [table] = buyTables(result({ buys }), 'v1', 'en');
  const at = table?.columns.indexOf('order_week') ?? -1;
  expect(table?.rows).toHaveLength(MOST_BUY_ROWS);
  expect(new Set(table?.rows.map((row) => row[at]))).toEqual(new Set(['2026-11-23', '2026-11-30']));
});

it('puts advice beside the open order and the last order day beside the promotion, in the sheet’s language', () => {
  const tables = buyTables(
    result({
      inbound: [
        {
          ...{ doc_id: 'PO1', line: 2, sku_id: 'A', to_id: 'NGB', advice: 'cut', quantity: 24 },
          why: [
            { id: 'inbound_cut', values: { qty: 48, left: 24, cut: 24 } },
            { id: 'inbound_over_max', values: { excess: 30, most: 100 } },
          ],
        },
      ],
      promotions: [
        { promo_id: 'P', phase: null, sku_id: null, order_by: '2026-11-20', too_late: 7, demand_change: 99.5 },
      ],
    }),
    'v1',
    'zh',
  );
  expect(tables.slice(1)).toEqual([
    {
      table: 'TW_Inbound',
      columns: ['doc_id', 'line', 'advice', 'advice_qty', 'advice_why'],
      rows: [['PO1', 2, 'cut', 24, '由 48 件减为 24 件。含在途可用比应有上限 100 件多 30 件。']],
    },
    {
      table: 'TW_Calendar',
      columns: ['promo_id', 'phase', 'sku_id', 'order_by', 'too_late', 'demand_change'],
      rows: [['P', null, null, '2026-11-20', 7, 99.5]],
    },
  ]);
});

it('touches neither Inbound nor the calendar where there is nothing to say', () => {
  expect(buyTables(result({}), 'v1', 'en').map(({ table }) => table)).toEqual(['TW_Buys']);
});
