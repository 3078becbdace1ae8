import type { Tables } from './small-brand';

/**
 * One brand at two moments, a week apart: what the data service knew on Monday 23 November 2026, and the same with the week
 * after. Eighty weeks of daily sales, varied without chance, each SKU with one thing that happens to demand.
 */
export type Cut = 'first' | 'week later';

export const BONDED = 'NGB1';
export const OVERSEAS = 'UK01';
/** Mondays: W+1 of the first cut, whose sales the second cut knows, and the two weeks after the next. */
export const NEXT_WEEK = '2026-11-23';
export const PROMOTED_WEEK = '2026-12-07';
export const WEEK_AFTER = '2026-12-14';
export const BULK_DAY = '2026-10-14';
const BULK_UNITS = 400;

const DAY = 86_400_000;
const day = (iso: string): number => Date.parse(iso) / DAY;
const iso = (at: number): string => new Date(at * DAY).toISOString().slice(0, 10);
const FIRST_DAY = day('2025-05-12');
const LAST_DAY: Record<Cut, number> = { first: day('2026-11-22'), 'week later': day('2026-11-29') };
const DATA_TIME: Record<Cut, string> = { first: '2026-11-23 09:12', 'week later': '2026-11-30 09:12' };

/** 618 and 11.11 of both years, 12.12 to come: days both included. */
const PROMOTIONS = [
  ['618-2025', '2025-06-02', '2025-06-18'],
  ['1111-2025', '2025-11-01', '2025-11-11'],
  ['618-2026', '2026-06-01', '2026-06-18'],
  ['1111-2026', '2026-11-01', '2026-11-11'],
  ['D12-2026', PROMOTED_WEEK, '2026-12-13'],
] as const;
const isPromoted = (at: number): boolean => PROMOTIONS.some(([, from, to]) => at >= day(from) && at <= day(to));

interface Item {
  sku: string;
  name: string;
  warehouses: string[];
  from?: string;
  sold(at: number): number;
}

/** A whole number from 0 to less than `range`, by day: as good as random, and always the same. */
const varied = (at: number, range: number): number => ((at * at * 13 + at * 7) % 101) % range;

const ITEMS: Item[] = [
  // sells better in the week after the first cut than ever before
  {
    sku: 'STEADY',
    name: 'Steady seller',
    warehouses: [BONDED, OVERSEAS],
    sold: (at) => 8 + varied(at, 5) + (at >= day(NEXT_WEEK) ? 6 : 0),
  },
  // three times as much while a promotion lasts
  {
    sku: 'PROMO',
    name: 'Sells in promotions',
    warehouses: [BONDED],
    sold: (at) => (6 + varied(at, 4)) * (isPromoted(at) ? 3 : 1),
  },
  // one order of 400 among daily fives
  {
    sku: 'BULK',
    name: 'Once sold in bulk',
    warehouses: [BONDED],
    sold: (at) => 4 + varied(at, 3) + (iso(at) === BULK_DAY ? BULK_UNITS : 0),
  },
  { sku: 'SLOW', name: 'Sells now and then', warehouses: [BONDED], sold: (at) => (at % 9 === 0 ? 1 + (at % 2) : 0) },
  {
    sku: 'NEW',
    name: 'Began five weeks ago',
    warehouses: [BONDED],
    from: '2026-10-19',
    sold: (at) => 5 + varied(at, 4),
  },
];

/** Units a SKU sold at a warehouse in the week from this Monday. */
export const soldInWeek = (sku: string, monday: string): number => {
  const item = ITEMS.find((one) => one.sku === sku);
  if (!item) throw new Error(`no SKU ${sku}`);
  return Array.from({ length: 7 }, (_, i) => item.sold(day(monday) + i)).reduce((sum, units) => sum + units, 0);
};

export function forecastBrand(cut: Cut): Tables {
  const pairs = ITEMS.flatMap((item) => item.warehouses.map((warehouse) => ({ item, warehouse })));
  const sales: string[][] = [];
  for (let at = FIRST_DAY; at <= LAST_DAY[cut]; at++) {
    for (const { item, warehouse } of pairs) {
      if (item.from && at < day(item.from)) continue;
      const qty = item.sold(at);
      if (!qty) continue;
      const orders = item.sku === 'BULK' && qty > 50 ? 1 + qty - BULK_UNITS : qty;
      const model = warehouse === BONDED ? 'bonded' : 'direct';
      sales.push([iso(at), item.sku, warehouse, model, String(qty), String(qty * 20), String(orders)]);
    }
  }
  const stamp = DATA_TIME[cut];
  return {
    'sku.csv': [
      [
        'sku_id',
        'name',
        'category',
        'unit_cost',
        'cost_currency',
        'price',
        'currency',
        'pack_qty',
        'moq',
        'launch_date',
      ],
      ...ITEMS.map(({ sku, name, from }) => [
        ...[sku, name, 'Care', '8.5', 'CNY', '20', 'CNY', '6', '12'],
        from ?? '2025-01-06',
      ]),
    ],
    'warehouse.csv': [
      ['warehouse_id', 'name', 'type'],
      [BONDED, 'Ningbo', 'bonded'],
      [OVERSEAS, 'London', 'overseas'],
      ['S1', 'Factory', 'supplier'],
    ],
    'lane.csv': [
      ['lane_id', 'from_id', 'to_id', 'purpose', 'lead_mean_days', 'lead_sd_days'],
      ['L1', 'S1', BONDED, 'replenish', '21', '4'],
      ['L2', 'S1', OVERSEAS, 'replenish', '14', '3'],
    ],
    'stock.csv': [
      ['as_of', 'warehouse_id', 'sku_id', 'qty', 'state'],
      ...pairs.map(({ item, warehouse }, i) => [stamp, warehouse, item.sku, String(60 * (i + 1)), 'on_hand']),
    ],
    'sales.csv': [['date', 'sku_id', 'warehouse_id', 'model', 'qty', 'revenue', 'orders'], ...sales],
    'promo.csv': [
      ['promo_id', 'name', 'phase', 'starts_at', 'ends_at', 'sku_id', 'uplift'],
      ...PROMOTIONS.map(([id, from, to]) => [id, id, 'main', `${from} 00:00`, `${to} 23:59`, 'PROMO', '']),
    ],
  };
}

/**
 * Data as they come when nobody looks after them: series that say little, days twice, days to come, promotions without an
 * end, a calendar that stops midway, lead times that cannot be.
 */
export function oddBrand(): Tables {
  const last = LAST_DAY.first;
  const sales: string[][] = [];
  const put = (sku: string, at: number, qty: string): void => void sales.push([iso(at), sku, BONDED, 'bonded', qty]);
  put('ONE', last - 10, '7');
  for (let at = last - 7 * 60 + 1; at <= last; at++) {
    put('ZERO', at, '0');
    // no records at all for ten weeks in the middle
    if (at < last - 150 || at > last - 80) put('GAPS', at, String(4 + varied(at, 3)));
    put('TWICE', at, String(3 + varied(at, 4)));
    put('LATER', at, String(5 + varied(at, 2)));
    put('LANE', at, '6');
  }
  // the same day again, with another figure
  put('TWICE', last - 3, '900');
  for (let at = last + 2; at < last + 40; at++) put('LATER', at, '800');
  const skus = ['ONE', 'ZERO', 'GAPS', 'TWICE', 'LATER', 'LANE'];
  return {
    ...forecastBrand('first'),
    'sku.csv': [
      ['sku_id', 'name', 'unit_cost', 'cost_currency', 'price', 'currency', 'pack_qty', 'moq', 'launch_date'],
      ...skus.map((sku) => [sku, sku, '8', 'CNY', '20', 'CNY', '6', '12', '2025-01-06']),
    ],
    'lane.csv': [
      ['lane_id', 'from_id', 'to_id', 'purpose', 'lead_mean_days', 'lead_sd_days'],
      ['L1', 'S1', BONDED, 'replenish', '21', '4'],
      ['L2', 'S1', OVERSEAS, 'replenish', '-14', '3'],
    ],
    'stock.csv': [
      ['as_of', 'warehouse_id', 'sku_id', 'qty', 'state'],
      ...skus.map((sku) => [DATA_TIME.first, BONDED, sku, '90', 'on_hand']),
      [DATA_TIME.first, OVERSEAS, 'LANE', '90', 'on_hand'],
    ],
    'sales.csv': [['date', 'sku_id', 'warehouse_id', 'model', 'qty'], ...sales],
    'promo.csv': [
      ['promo_id', 'name', 'phase', 'starts_at', 'ends_at', 'sku_id', 'uplift'],
      // half of the thirteen weeks are in the calendar, the rest is nobody's knowledge
      ['D12', 'D12', 'main', '2026-12-07 00:00', '2026-12-13 23:59', '', '2'],
      ['NO-END', 'No end', 'main', '2026-12-20 00:00', '', '', '3'],
      ['BACKWARDS', 'Backwards', 'main', '2026-12-30 00:00', '2026-12-20 00:00', '', '3'],
    ],
  };
}
