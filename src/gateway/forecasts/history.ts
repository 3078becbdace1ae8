import type { ForecastHistory, ForecastVersionInfo } from '../../tables';
import type { Scope } from '../pull';
import type { Sql } from '../store';
import type { ActualDemand } from './actual-demand';
import { readItemHistory } from './read-items';
import { itemRow, reviewBrand } from './review-brand';

/** What was forecast for one item, run after run, beside what came and how near it was. */
export async function historyOf(
  sql: Sql,
  { brandId, cut }: Scope,
  stored: readonly ForecastVersionInfo[],
  actual: ActualDemand,
  { sku, warehouse, limit }: { sku: string; warehouse: string; limit: number },
): Promise<ForecastHistory> {
  const forecasts = await readItemHistory(sql, brandId, stored, sku, warehouse);
  const review = await reviewBrand(sql, brandId, stored, actual, { sku, warehouse });
  const [item] = review.items;
  const weeks = actual.of(sku, warehouse);
  return {
    sku_id: sku,
    warehouse_id: warehouse,
    cut,
    actual: weeks.map((quantity, at) => ({ week: actual.mondays[at] ?? '', quantity })).reverse(),
    versions: stored.flatMap(({ version, made_at, made_by, last_week }) => {
      const forecast = forecasts.get(version);
      if (!forecast) return [];
      const { demand_class, method, weeks: planned, statistical, lows, highs } = forecast;
      return [{ version, made_at, made_by, last_week, demand_class, method, weeks: planned, statistical, lows, highs }];
    }),
    accuracy: item ? itemRow(item, limit) : null,
    limit,
  };
}
