import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import Papa from 'papaparse';
import { parseDay } from '../../planning/calendar';
import type { DailyRow } from '../../planning/cleaning';
import type { PromotionSpan } from '../../planning/promotions';
import { cleanedDays, shopCalendar, type ShopCalendar } from './clean';
import type { DailyItem, EvaluationSet } from './sets';

export { loadImportFolder } from './load-import';
export * from './sets';

/** A file of a set, as it is or packed with gzip; null: neither is there. */
function found(file: string): string | null {
  return [file, `${file}.gz`].find((name) => existsSync(name)) ?? null;
}

function rowsOf(file: string): Record<string, string>[] {
  const name = found(file) ?? file;
  const bytes = readFileSync(name);
  const text = (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8').trim();
  return Papa.parse<Record<string, string>>(text, { header: true }).data;
}

const CREDITS = {
  onlineRetail: 'Chen, D. (2015). Online Retail. UCI Machine Learning Repository. doi 10.24432/C5BW33. CC BY 4.0.',
  pasta: 'Mancuso, Piccialli & Sudoso (2021). doi 10.17632/njdkntcpc9.1. CC BY 4.0.',
};

interface Sold {
  sold: number;
  returned: number;
  orders: number | null;
}

type Sales = Map<string, Map<number, Sold>>;

/** Items by day from the first to the last day of the set; a day without a row sold nothing. */
function daily(
  bySku: Sales,
  firstDay: number,
  lastDay: number,
  extra: (key: string) => Pick<DailyItem, 'category' | 'promotions'>,
): { items: DailyItem[]; shop: ShopCalendar } {
  const rows = new Map(
    [...bySku].map(([key, days]) => [
      key,
      [...days]
        .sort(([a], [b]) => a - b)
        .map(([date, { sold, returned, orders }]): DailyRow => ({ date, qty: sold, returns: returned, orders })),
    ]),
  );
  const shop = shopCalendar(rows.values(), { first: firstDay, last: lastDay });
  const items = [...bySku.keys()].sort().map((key): DailyItem => {
    const days = bySku.get(key) as Map<number, Sold>;
    const own = rows.get(key) as DailyRow[];
    const actual: (number | null)[] = [];
    for (let day = firstDay; day <= lastDay; day += 1) {
      const row = days.get(day);
      // a return is booked on any later day; only one of this day can be the cancellation of this day's order
      actual.push(row ? Math.max(0, row.sold - Math.min(row.sold, row.returned)) : shop.closed.has(day) ? null : 0);
    }
    const { promotions, category } = extra(key);
    return {
      key,
      category,
      promotions,
      firstDay,
      rows: own,
      demand: cleanedDays(own, promotions, shop, lastDay),
      actual,
    };
  });
  return { items, shop };
}

/** sales_sku_day_market.csv: all markets together; what was returned on the day of sale counts as cancelled. */
function loadOnlineRetail(folder: string): EvaluationSet {
  const bySku: Sales = new Map();
  let firstDay = Infinity;
  let lastDay = -Infinity;
  for (const row of rowsOf(path.join(folder, 'sales_sku_day_market.csv'))) {
    const day = parseDay(row.date ?? null);
    if (day === null || !row.sku) continue;
    firstDay = Math.min(firstDay, day);
    lastDay = Math.max(lastDay, day);
    const days = bySku.get(row.sku) ?? new Map<number, Sold>();
    bySku.set(row.sku, days);
    const before = days.get(day) ?? { sold: 0, returned: 0, orders: 0 };
    days.set(day, {
      sold: before.sold + (Number(row.qty_sold) || 0),
      returned: before.returned + (Number(row.qty_returned) || 0),
      orders: (before.orders ?? 0) + (Number(row.orders) || 0),
    });
  }
  return {
    id: 'online-retail',
    title: 'online-retail: a British online gift shop',
    credit: CREDITS.onlineRetail,
    ...daily(bySku, firstDay, lastDay, () => ({ category: null, promotions: [] })),
    firstDay,
    lastDay,
    calendar: false,
    notes: [],
  };
}

/** sales_sku_day_promo.csv: the flag of each trading day; days between two flagged ones that were closed count as flagged. */
function loadPastaPromo(folder: string): EvaluationSet {
  const bySku: Sales = new Map();
  const flagged = new Map<string, number[]>();
  const brands = new Map<string, string>();
  const trading = new Set<number>();
  for (const row of rowsOf(path.join(folder, 'sales_sku_day_promo.csv'))) {
    const day = parseDay(row.date ?? null);
    if (day === null || !row.sku) continue;
    trading.add(day);
    brands.set(row.sku, row.brand ?? '');
    const days = bySku.get(row.sku) ?? new Map<number, Sold>();
    bySku.set(row.sku, days);
    days.set(day, { sold: Number(row.qty) || 0, returned: 0, orders: null });
    if (row.promotion === '1') flagged.set(row.sku, [...(flagged.get(row.sku) ?? []), day]);
  }
  const order = [...trading].sort((a, b) => a - b);
  const firstDay = order[0] ?? 0;
  const lastDay = order[order.length - 1] ?? 0;
  const next = new Map(order.map((day, at) => [day, order[at + 1] ?? day + 1]));
  const spans = (key: string): PromotionSpan[] => {
    const result: PromotionSpan[] = [];
    for (const day of (flagged.get(key) ?? []).sort((a, b) => a - b)) {
      const last = result[result.length - 1];
      // a closed day between two flagged ones splits nothing
      if (last && (next.get(last.to - 1) ?? last.to) === day) last.to = day + 1;
      else result.push({ from: day, to: day + 1, uplift: null });
    }
    return result;
  };
  return {
    id: 'pasta-promo',
    title: 'pasta-promo: pasta in one Italian shop, with its promotion calendar',
    credit: CREDITS.pasta,
    ...daily(bySku, firstDay, lastDay, (key) => ({
      category: brands.get(key) || null,
      promotions: spans(key),
    })),
    firstDay,
    lastDay,
    calendar: true,
    notes: [],
  };
}

/** The sets found in a folder, laid out `<folder>/online-retail/…` and `<folder>/pasta-promo/…`. */
export function loadSets(folder: string): EvaluationSet[] {
  const sets: EvaluationSet[] = [];
  const pasta = path.join(folder, 'pasta-promo');
  if (found(path.join(pasta, 'sales_sku_day_promo.csv'))) sets.push(loadPastaPromo(pasta));
  const retail = path.join(folder, 'online-retail');
  if (found(path.join(retail, 'sales_sku_day_market.csv'))) sets.push(loadOnlineRetail(retail));
  return sets;
}
