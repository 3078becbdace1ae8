import {
  FORECAST_WEEKS,
  forecastLineId,
  historyWeekId,
  sheetTable,
  type CellValue,
  type SheetTableId,
} from '../../../tables';
import type { CutStamp } from '../../../workbook/types';
import type { FakeWorkbook } from './fake-workbook';

type Row = Record<string, CellValue>;

/** Data of Monday 2026-11-23, 09:12 in Beijing: W-1 begins on 16 November, W+1 on the 23rd. */
export const ITEM_STAMP: CutStamp = { cut: 'cut1', dataTime: '2026-11-23T01:12:00Z', planVersion: null };

/** Sold in W-1, W-2, …: steady, with 11.11 in W-2. */
const SOLD = [290, 820, 300, 260, 310, 270, 250, 330, 280, 300, 240, 320, 290];
/** Statistical forecast of W+1, W+2, …: Black Friday (27 to 30 November) lifts W+1. */
export const STATISTICAL = [520, 310, 280, 284, 284, 284, 284, 284, 284, 284, 284, 284, 284];

const line = (id: Parameters<typeof forecastLineId>[0], value: (at: number) => number): Row =>
  Object.fromEntries(Array.from({ length: FORECAST_WEEKS }, (_, at) => [forecastLineId(id, at + 1), value(at)]));

/** One item as the sheets hold it after a plan was written, beside a second one that must not be mixed with it. */
export function itemSheets(): Partial<Record<SheetTableId, Row[]>> {
  const item = { sku_id: '84029G', name: 'Flag hot water bottle', warehouse_id: 'NGB' };
  const other = { sku_id: '22752', name: 'Drawers, set of five', warehouse_id: 'NGB' };
  const statistical = (at: number): number => STATISTICAL[at] ?? 0;
  const plan = {
    ...item,
    rank: 1,
    status: 'will_run_out',
    action: 'buy',
    order_qty: 1752,
    order_by: '2026-11-20',
    at_stake: 382_000,
    value: 42_000,
    explanation: 'Buy 1,752: stock lasts 9 days, arrival takes 28–36, rounded to cartons of 12.',
    tier: 'hit',
    model: 'bonded',
    available: 361,
    in_transit: 0,
    position: 361,
    days_of_supply: 9,
    turnover_days: 8,
    next_4w: 1394,
    demand_mean: 40,
    demand_sd: 15,
    lead_p50: 29,
    lead_p90: 37,
    lead_mean: 30,
    lead_sd: 5,
    review_days: 7,
    safety_stock: 400,
    reorder_level: 1543,
    target_level: 1880,
    max_level: 2104,
    service_target: 0.95,
    service_proof: 0.94,
    textbook_proof: 0.87,
    safety_factor: 1.8,
    safety_days: 10,
    traffic: 'throttle',
    plan_version: 'v1',
  };
  return {
    TW_SKU: [{ sku_id: '84029G', name: item.name }],
    TW_Stock: [{ ...item, available: 361 }],
    TW_Sales: [
      {
        ...item,
        model: 'bonded',
        ...Object.fromEntries(
          Array.from({ length: 26 }, (_, at) => [historyWeekId(at + 1), SOLD[at] ?? 260 + 10 * (at % 5)]),
        ),
      },
      { ...other, model: 'bonded', w1: 60, w2: 61 },
    ],
    TW_Calendar: [
      {
        promo_id: 'D11',
        phase: 'main',
        name: '11.11',
        starts_at: '2026-11-10T12:00:00Z',
        ends_at: '2026-11-11T15:59:59Z',
        sku_id: null,
        uplift: null,
      },
      {
        promo_id: 'BF',
        phase: 'main',
        name: 'Black Friday',
        starts_at: '2026-11-26T16:00:00Z',
        ends_at: '2026-11-30T15:59:59Z',
        sku_id: '84029G',
        uplift: 2.5,
      },
      {
        promo_id: 'X',
        phase: 'main',
        name: 'Of another SKU',
        starts_at: '2026-12-01T00:00:00Z',
        ends_at: '2026-12-02T00:00:00Z',
        sku_id: '22752',
        uplift: 2,
      },
    ],
    TW_Corrections: [
      {
        ...item,
        model: 'bonded',
        day: '2026-11-18',
        kind: 'out_of_stock',
        raw: 10,
        corrected: 40,
        change: 30,
        why: 'Out of stock for 18 hours',
        use_raw: null,
      },
      {
        ...item,
        model: 'bonded',
        day: '2026-11-05',
        kind: 'bulk',
        raw: 120,
        corrected: 40,
        change: -80,
        why: 'One order of 80 units',
        use_raw: null,
      },
    ],
    TW_Policy: [{ key: 'service_level', scope: 'brand', scope_id: null, value: '0.9', effective_from: '2026-01-01' }],
    TW_Plan: [
      plan,
      { ...plan, ...other, rank: 2, status: 'ok', action: 'hold', at_stake: 10, order_qty: 0, service_proof: null },
      { ...plan, warehouse_id: 'OSA', rank: 3, status: 'ok', action: 'hold', at_stake: 0, order_qty: 0 },
    ],
    TW_Forecast: [
      {
        ...item,
        demand_class: 'smooth',
        method: 'Damped trend',
        accuracy: 0.78,
        bias: 0.05,
        total_13w: 3850,
        ...line('f', statistical),
        ...line('s', statistical),
        ...line('l', (at) => Math.round(statistical(at) * 0.7)),
        ...line('h', (at) => Math.round(statistical(at) * 1.35)),
        ...line('m', (at) => (at < 2 ? 1543 - at * 200 : 1200)),
        ...line('t', (at) => (at < 2 ? 1880 - at * 200 : 1500)),
        ...line('x', (at) => (at < 2 ? 2900 - at * 200 : 2500)),
        overridden_by: null,
        expires: null,
        plan_version: 'v1',
      },
      { ...other, demand_class: 'lumpy', ...line('f', () => 60), ...line('s', () => 60) },
    ],
  };
}

/** Puts the rows into the workbook; every declared column is there, as in a sheet of ours. */
export function fillSheets(workbook: FakeWorkbook, sheets: Partial<Record<SheetTableId, Row[]>> = itemSheets()): void {
  workbook.binding = {
    workbookId: 'book',
    brandId: 'sample',
    brandName: 'Sample brand',
    language: 'en',
    currency: 'CNY',
    dataService: 'https://stock.test/api',
  };
  for (const [id, rows] of Object.entries(sheets) as [SheetTableId, Row[]][]) {
    const columns = sheetTable(id).columns.map((column) => column.id);
    workbook.tables.set(id, {
      columns,
      rows: rows.map((row) => columns.map((column) => row[column] ?? null)),
      stamp: ITEM_STAMP,
    });
  }
}
