import { parseDay } from '../../planning/calendar';
import { weekSales, type Feed } from '../../planning/cleaning';
import { addDays, HISTORY_WEEKS, historyMondays, historyWeekId, type CellValue } from '../../tables';
import { keyed, nameSql, seriesKey, unknownIfBlank, type PullSource, type Scope } from './table';
import { feedDays, type CutFacts } from './cut-facts';

const RECENT_WEEKS = 13;
const MINUTES_A_DAY = 1440;

interface SeriesRow {
  sku_id: string;
  warehouse_id: string;
  model: string;
  name: string | null;
  launch_date: string | null;
}

/** Sums of one series; weeks by how many weeks before W-1 they lie. */
interface SeriesSums {
  weeks: Record<string, number>;
  qty: number;
  promoted: number;
  returns: number | null;
  qty_with_returns: number | null;
  oos_recent: number | null;
  oos_known: boolean;
}

const dayOf = (date: string): number => parseDay(date) ?? NaN;

const share = (part: number | null, whole: number | null): number | null =>
  part === null || whole === null || whole === 0 ? null : Math.round((part / whole) * 1e6) / 1e6;

const earlier = (a: string | null, b: string | null): string | null =>
  a !== null && b !== null && b < a ? b : (a ?? b);

function seriesValues(
  row: SeriesRow,
  sums: SeriesSums | undefined,
  since: string | null,
  mondays: readonly number[],
  feed: Feed | null,
  facts: CutFacts,
): Record<string, CellValue> {
  const from = since === null ? null : dayOf(since);
  const weeks = mondays.map((monday, i) => weekSales(sums?.weeks[String(i)], monday, from, feed));
  const recent = weeks.slice(0, RECENT_WEEKS).filter((week): week is number => week !== null);
  return {
    sku_id: row.sku_id,
    name: row.name,
    warehouse_id: unknownIfBlank(row.warehouse_id),
    model: unknownIfBlank(row.model),
    ...Object.fromEntries(weeks.map((week, i) => [historyWeekId(i + 1), week])),
    total_13w: recent.length > 0 ? Math.round(recent.reduce((sum, week) => sum + week, 0) * 1e4) / 1e4 : null,
    oos_days_13w: sums?.oos_known ? Math.round(((sums.oos_recent ?? 0) / MINUTES_A_DAY) * 1e4) / 1e4 : null,
    promo_share: facts.promotionsRecorded ? share(sums?.promoted ?? null, sums?.qty ?? null) : null,
    return_rate: share(sums?.returns ?? null, sums?.qty_with_returns ?? null),
  };
}

/** Weekly sums of the series from the first row's key to the last one's, which is one stretch of the table's index. */
async function sumsBetween(
  sql: Parameters<PullSource['page']>[0],
  scope: Scope,
  first: SeriesRow,
  last: SeriesRow,
  mondays: readonly string[],
): Promise<Map<string, SeriesSums>> {
  const lastSunday = addDays(mondays[0] as string, 6);
  const rows = await sql.query<SeriesSums & SeriesRow>(
    `SELECT sku_id, warehouse_id, model, json_object_agg(back, qty) AS weeks, sum(qty) AS qty, sum(promoted) AS promoted,
            sum(returns) AS returns, sum(qty_with_returns) AS qty_with_returns,
            sum(oos) FILTER (WHERE back < ${RECENT_WEEKS}) AS oos_recent, bool_or(oos IS NOT NULL) AS oos_known
       FROM (SELECT sku_id, warehouse_id, model, ($9::date - date) / 7 AS back, sum(qty) AS qty,
                    coalesce(sum(qty) FILTER (WHERE promo_id <> ''), 0) AS promoted, sum(returns) AS returns,
                    sum(qty) FILTER (WHERE returns IS NOT NULL) AS qty_with_returns, sum(oos_minutes) AS oos
               FROM sales
              WHERE brand_id = $1 AND ($2::text[] IS NULL OR warehouse_id = ANY($2))
                AND (sku_id, warehouse_id, model) >= ($3::text, $4::text, $5::text)
                AND (sku_id, warehouse_id, model) <= ($6::text, $7::text, $8::text)
                AND date BETWEEN $10::date AND $9::date
              GROUP BY 1, 2, 3, 4) AS weekly
      GROUP BY 1, 2, 3`,
    [
      scope.brandId,
      scope.warehouses,
      first.sku_id,
      first.warehouse_id,
      first.model,
      last.sku_id,
      last.warehouse_id,
      last.model,
      lastSunday,
      mondays[HISTORY_WEEKS - 1],
    ],
  );
  return new Map(rows.map((row) => [seriesKey(row), row]));
}

/** Two years of weekly sales by SKU × warehouse × model, newest first. */
export const salesSource: PullSource = {
  id: 'TW_Sales',
  key: ['string', 'string', 'string'],
  count: async (sql, { brandId, warehouses }) => {
    const rows = await sql.query<{ n: number }>(
      `SELECT count(*) AS n FROM (SELECT DISTINCT sku_id, warehouse_id, model FROM sales
        WHERE brand_id = $1 AND ($2::text[] IS NULL OR warehouse_id = ANY($2))) AS series`,
      [brandId, warehouses],
    );
    return rows[0]?.n ?? 0;
  },
  page: async (sql, scope, after, limit) => {
    const series = await sql.query<SeriesRow>(
      `WITH series AS (
         SELECT DISTINCT sku_id, warehouse_id, model FROM sales
          WHERE brand_id = $1 AND ($2::text[] IS NULL OR warehouse_id = ANY($2))
            AND ($3::text IS NULL OR (sku_id, warehouse_id, model) > ($3, $4::text, $5::text))
          ORDER BY sku_id, warehouse_id, model LIMIT $6)
       SELECT k.sku_id, k.warehouse_id, k.model, ${nameSql('s', scope.language)} AS name, s.launch_date
         FROM series k LEFT JOIN sku s ON s.brand_id = $1 AND s.sku_id = k.sku_id
        ORDER BY k.sku_id, k.warehouse_id, k.model`,
      [scope.brandId, scope.warehouses, after?.[0] ?? null, after?.[1] ?? null, after?.[2] ?? null, limit],
    );
    const first = series[0];
    const last = series[series.length - 1];
    if (!first || !last) return [];
    const firstSales = await sql.query<{ sku_id: string; first: string }>(
      'SELECT sku_id, min(date) AS first FROM sales WHERE brand_id = $1 AND sku_id BETWEEN $2 AND $3 GROUP BY sku_id',
      [scope.brandId, first.sku_id, last.sku_id],
    );
    const sold = new Map(firstSales.map((row) => [row.sku_id, row.first]));
    const mondays = historyMondays(scope.dataTime);
    const sums = await sumsBetween(sql, scope, first, last, mondays);
    const feed = feedDays(scope.facts);
    const mondayDays = mondays.map(dayOf);
    const values = series.map((row) =>
      seriesValues(
        row,
        sums.get(seriesKey(row)),
        earlier(sold.get(row.sku_id) ?? null, row.launch_date),
        mondayDays,
        feed,
        scope.facts,
      ),
    );
    return keyed(values, 'sku_id', 'warehouse_id', 'model');
  },
};
