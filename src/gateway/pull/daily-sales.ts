import { parseDay, shanghaiTime } from '../../planning/calendar';
import type { DailyRow } from '../../planning/cleaning';
import type { Sql } from '../store';

/** Rows a read: enough to be quick, few enough for others to come between. */
const ROWS_A_READ = 40_000;

/** Day number of SQL's `date - '1970-01-01'`. */
export const DAY_SQL = `(date - '1970-01-01'::date)`;

/** A series' daily rows. */
export interface DailySeries {
  sku_id: string;
  warehouse_id: string;
  model: string;
  rows: DailyRow[];
}

/** Parallel arrays, one entry a row: quicker to make and to read than a record a row. */
interface Columns {
  days: number[];
  qty: number[];
  returns: (number | null)[] | null;
  orders: (number | null)[] | null;
  presale: (boolean | null)[] | null;
  promoted: boolean[] | null;
  oos: (number | null)[] | null;
}

/** Stretches of SKUs, in order, that hold about so many rows each. */
export async function stretches(sql: Sql, brandId: string, from: string): Promise<[first: string, last: string][]> {
  const skus = await sql.query<{ sku_id: string; n: number }>(
    'SELECT sku_id, count(*) AS n FROM sales WHERE brand_id = $1 AND date >= $2::date GROUP BY sku_id ORDER BY sku_id',
    [brandId, from],
  );
  const found: [string, string][] = [];
  let rows = Infinity;
  for (const { sku_id, n } of skus) {
    const current = found[found.length - 1];
    if (current && rows + n <= ROWS_A_READ) {
      current[1] = sku_id;
      rows += n;
    } else {
      found.push([sku_id, sku_id]);
      rows = n;
    }
  }
  return found;
}

/** Daily sales of every series of a brand from a day on, ordered by SKU, warehouse and model, some thousand rows at a time. */
export async function* dailySales(sql: Sql, brandId: string, from: string): AsyncGenerator<DailySeries[]> {
  for (const [first, last] of await stretches(sql, brandId, from)) {
    const series = await sql.query<Omit<DailySeries, 'rows'> & Columns>(
      `SELECT sku_id, warehouse_id, model, json_agg(${DAY_SQL}) AS days, json_agg(qty) AS qty,
              CASE WHEN bool_or(returns IS NOT NULL) THEN json_agg(returns) END AS returns,
              CASE WHEN bool_or(orders IS NOT NULL) THEN json_agg(orders) END AS orders,
              CASE WHEN bool_or(presale) THEN json_agg(presale) END AS presale,
              CASE WHEN bool_or(promo_id <> '') THEN json_agg(promo_id <> '') END AS promoted,
              CASE WHEN bool_or(oos_minutes IS NOT NULL) THEN json_agg(oos_minutes) END AS oos
         FROM sales WHERE brand_id = $1 AND sku_id BETWEEN $2 AND $3 AND date >= $4::date
        GROUP BY sku_id, warehouse_id, model ORDER BY sku_id, warehouse_id, model`,
      [brandId, first, last, from],
    );
    yield series.map(({ days, qty, returns, orders, presale, promoted, oos, ...key }) => ({
      ...key,
      rows: days.map((date, i) => ({
        date,
        qty: qty[i] ?? null,
        returns: returns?.[i] ?? null,
        orders: orders?.[i] ?? null,
        presale: presale?.[i] ?? null,
        promo_id: promoted?.[i] ? 'named' : null,
        oos_minutes: oos?.[i] ?? null,
      })),
    }));
  }
}

/** Units a brand sold on each day that has a record. */
export async function dailyTotals(sql: Sql, brandId: string): Promise<Map<number, number>> {
  const rows = await sql.query<{ day: number; qty: number }>(
    `SELECT ${DAY_SQL} AS day, sum(qty) AS qty FROM sales WHERE brand_id = $1 GROUP BY 1`,
    [brandId],
  );
  return new Map(rows.map(({ day, qty }) => [day, qty]));
}

/** Whether a promotion of the calendar touches a day, by SKU. */
export async function promotedDays(sql: Sql, brandId: string): Promise<(sku: string) => (day: number) => boolean> {
  const rows = await sql.query<{ starts_at: string; ends_at: string; sku_id: string }>(
    'SELECT starts_at, ends_at, sku_id FROM promo WHERE brand_id = $1',
    [brandId],
  );
  const bySku = new Map<string, Set<number>>();
  for (const { starts_at, ends_at, sku_id } of rows) {
    const from = shanghaiTime(starts_at);
    const to = shanghaiTime(ends_at);
    // an end years after its start is an error of the file; a year is the longest promotion taken at its word
    if (from === null || to === null || to < from || to - from > 366) continue;
    const days = bySku.get(sku_id) ?? new Set<number>();
    bySku.set(sku_id, days);
    for (let day = Math.floor(from); day <= to; day++) days.add(day);
  }
  const everySku = bySku.get('');
  return (sku) => {
    const own = bySku.get(sku);
    return (day) => everySku?.has(day) === true || own?.has(day) === true;
  };
}

/** First day each SKU could be sold: its launch, or its first sale anywhere if that came earlier. */
export async function onSaleSince(sql: Sql, brandId: string): Promise<Map<string, number>> {
  const rows = await sql.query<{ sku_id: string; first: string | null; launch_date: string | null }>(
    `SELECT s.sku_id, f.first, s.launch_date FROM sku s
       LEFT JOIN (SELECT sku_id, min(date) AS first FROM sales WHERE brand_id = $1 GROUP BY sku_id) f USING (sku_id)
      WHERE s.brand_id = $1`,
    [brandId],
  );
  const since = new Map<string, number>();
  for (const { sku_id, first, launch_date } of rows) {
    const days = [parseDay(first), parseDay(launch_date)].filter((day) => day !== null);
    if (days.length) since.set(sku_id, Math.min(...days));
  }
  return since;
}
