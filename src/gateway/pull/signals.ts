import { addDays, historyMondays, historyWeekId, SIGNAL_WEEKS, type CellValue } from '../../tables';
import { keyed, nameSql, type PullSource, type Scope } from './table';

/** Signal codes and the columns of the store they come from, in the order of the codes. */
const SIGNALS = {
  cart: 'cart',
  deposits: 'presale_deposits',
  fav: 'fav',
  pv: 'pv',
  rating: 'rating',
  uv: 'uv',
} as const;

interface SignalRow {
  sku_id: string;
  name: string | null;
  signal: string;
  weeks: Record<string, number>;
  [column: string]: CellValue | Record<string, number>;
}

/** One row a SKU, signal and day, where the signal is known; $1 the brand, $2 and $3 the first and last day. */
const DAYS = `SELECT b.sku_id, v.signal, b.date, v.units FROM behaviour b
  CROSS JOIN LATERAL (VALUES ${Object.entries(SIGNALS)
    .map(([signal, column]) => `('${signal}' COLLATE "C", b.${column})`)
    .join(', ')}) AS v (signal, units)
  WHERE b.brand_id = $1 AND b.date BETWEEN $2::date AND $3::date AND v.units IS NOT NULL`;

const spanOf = ({ dataTime }: Scope): { mondays: string[]; from: string; to: string } => {
  const mondays = historyMondays(dataTime, SIGNAL_WEEKS);
  const from = mondays[mondays.length - 1] ?? '';
  return { mondays, from, to: addDays(mondays[0] ?? from, 6) };
};

/**
 * Signals (views, visitors, carts, favourites, deposits: sums; rating: the mean of the days) by SKU and week, newest first. A week
 * is known where at least one of its days is, and the brand's records cover all of it: half a week would look like a fall.
 */
export const signalsSource: PullSource = {
  id: 'TW_Signals',
  key: ['string', 'string'],
  count: async (sql, scope) => {
    const { from, to } = spanOf(scope);
    const columns = Object.values(SIGNALS);
    const rows = await sql.query<{ n: number }>(
      // not by way of DAYS: one record a SKU and day takes a sixth of the time of one a signal, too
      `SELECT ${columns.map((column) => `count(${column})`).join(' + ')} AS n
         FROM (SELECT ${columns.map((column) => `max(${column}) AS ${column}`).join(', ')} FROM behaviour
                WHERE brand_id = $1 AND date BETWEEN $2::date AND $3::date GROUP BY sku_id) AS skus`,
      [scope.brandId, from, to],
    );
    return rows[0]?.n ?? 0;
  },
  page: async (sql, scope, after, limit) => {
    const { mondays, from, to } = spanOf(scope);
    const rows = await sql.query<SignalRow>(
      `WITH weekly AS (
         SELECT sku_id, signal, ($3::date - date) / 7 AS back,
                CASE signal WHEN 'rating' THEN round(avg(units), 2) ELSE sum(units) END AS units
           FROM (${DAYS} AND ($4::text IS NULL OR b.sku_id >= $4)) AS days
          WHERE $4::text IS NULL OR (sku_id, signal) > ($4, $5::text) GROUP BY 1, 2, 3),
       paged AS (
         SELECT sku_id, signal, json_object_agg(back, units) AS weeks FROM weekly
          GROUP BY 1, 2 ORDER BY sku_id, signal LIMIT $6)
       SELECT p.sku_id, ${nameSql('s', scope.language)} AS name, p.signal, p.weeks
         FROM paged p LEFT JOIN sku s ON s.brand_id = $1 AND s.sku_id = p.sku_id
        ORDER BY p.sku_id, p.signal`,
      [scope.brandId, from, to, after?.[0] ?? null, after?.[1] ?? null, limit],
    );
    const [feed] = await sql.query<{ first: string | null; last: string | null }>(
      'SELECT min(date) AS first, max(date) AS last FROM behaviour WHERE brand_id = $1',
      [scope.brandId],
    );
    const covered = (monday: string): boolean =>
      (feed?.first ?? '9') <= monday && addDays(monday, 6) <= (feed?.last ?? '');
    return keyed(
      rows.map(({ sku_id, name, signal, weeks }) => ({
        sku_id,
        name,
        signal,
        ...Object.fromEntries(
          mondays.map((monday, i) => [historyWeekId(i + 1), covered(monday) ? (weeks[String(i)] ?? null) : null]),
        ),
      })),
      'sku_id',
      'signal',
    );
  },
};
