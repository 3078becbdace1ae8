import type { CellValue, PullTableId } from '../../../tables';
import type { FakeTable } from './fake-service';

const weeks = Array.from({ length: 52 }, (_, at) => `w${at + 1}`);
const table = (columns: string[], ...rows: CellValue[][]): FakeTable => ({ columns, rows });

const WAREHOUSES: [id: string, name: string, type: string][] = [
  ['NGB', 'Ningbo bonded', 'bonded'],
  ['OSA', 'Osaka', 'overseas'],
];

/** Sales per week of each SKU in Ningbo; Osaka sells a fifth of it. */
const RATES: Record<string, number> = { '84029G': 280, '22752': 60, '85123A': 35, '00123': 4, '6974318532161': 0 };
const STOCK: Record<string, number> = { '84029G': 361, '22752': 60, '85123A': 2400, '00123': 900, '6974318532161': 40 };

/** Five SKUs in two warehouses with a year of steady sales: enough for every action and status a screen has to show. */
export function fixtureTables(): Record<PullTableId, FakeTable> {
  const skus = Object.keys(RATES);
  return {
    TW_SKU: table(
      [
        'sku_id',
        'name',
        'category',
        'moq',
        'pack_qty',
        'unit_cost',
        'cost_currency',
        'price',
        'currency',
        'launch_date',
        'custom_made',
      ],
      ...skus.map((sku, at): CellValue[] => [
        sku,
        ['Flag hot water bottle', 'Drawers, set of five', 'White heart holder', 'Lantern', 'Garden clock'][at] ?? sku,
        'Home',
        120,
        12,
        18 + at,
        'CNY',
        52 + at,
        'CNY',
        '2024-01-15',
        0,
      ]),
    ),
    TW_Warehouses: table(['warehouse_id', 'name', 'type'], ...WAREHOUSES),
    TW_Lanes: table(
      ['lane_id', 'from_id', 'to_id', 'purpose', 'mode', 'lead_mean_days', 'lead_sd_days', 'lead_p50', 'lead_p90'],
      ['SUP-NGB', 'SUP', 'NGB', 'replenish', 'sea', 30, 5, 29, 37],
      ['SUP-OSA', 'SUP', 'OSA', 'replenish', 'air', 10, 2, 10, 13],
    ),
    TW_Stock: table(
      ['sku_id', 'name', 'warehouse_id', 'type', 'available', 'in_transit', 'confidence', 'as_of'],
      ...skus.flatMap((sku) =>
        WAREHOUSES.map(([id, , type], at): CellValue[] => [
          sku,
          null,
          id,
          type,
          at ? Math.round((STOCK[sku] ?? 0) / 4) : (STOCK[sku] ?? 0),
          0,
          1,
          '2026-11-23T01:12:00Z',
        ]),
      ),
    ),
    TW_Sales: table(
      ['sku_id', 'name', 'warehouse_id', 'model', 'total_13w', ...weeks, 'oos_days_13w'],
      ...skus.flatMap((sku) =>
        WAREHOUSES.map(([id], at): CellValue[] => {
          const rate = (RATES[sku] ?? 0) * (at ? 0.2 : 1);
          const sold = weeks.map((_, week) => Math.round(rate * (1 + 0.25 * Math.sin(week * 1.7))));
          return [sku, null, id, at ? 'direct' : 'bonded', sold.slice(0, 13).reduce((a, b) => a + b, 0), ...sold, 0];
        }),
      ),
    ),
    TW_Inbound: table(['doc_id', 'line', 'sku_id', 'to_id', 'open_qty', 'eta']),
    TW_Calendar: table(['promo_id', 'phase', 'name', 'starts_at', 'ends_at', 'sku_id', 'uplift']),
    TW_Policy: table(['key', 'scope', 'scope_id', 'value', 'effective_from', 'effective_to']),
    // a brand may have neither; then no sheet is made
    TW_Corrections: table(['sku_id', 'name', 'warehouse_id', 'model', 'day', 'kind', 'raw', 'corrected', 'change']),
    TW_Signals: table(['sku_id', 'name', 'signal', ...weeks]),
    TW_Proposals: table(['proposal_id', 'line', 'sku_id', 'name', 'warehouse_id', 'qty', 'state', 'sent_at']),
  };
}

/** The computer's storage as the pane uses it, kept in a map that the test can look into. */
export const storageIn = (kept: Map<string, string>) => ({
  get: (key: string) => kept.get(key) ?? null,
  set: (key: string, value: string) => void kept.set(key, value),
  remove: (key: string) => void kept.delete(key),
});
