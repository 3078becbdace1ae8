import { demandCurve, type DemandCurve } from './demand-curve';
import { forecastDemand, type Forecast } from './forecast';
import type { PlanContext } from './plan-context';
import type { PlanItem } from './plan-index';
import type { PromotionWeek } from './promotions';
import { mergeWeeks, outOfStockScale } from './sales-history';

/** Weeks the forecast sheet shows. */
export const FORECAST_WEEKS = 13;

export interface DemandFacts {
  weeks: (number | null)[];
  forecast: Forecast;
  curve: DemandCurve | null;
  /** the same demand without the promotions ahead */
  plainCurve: DemandCurve | null;
}

/** Sales history of an item and its demand for so many days from the data cut on. */
export function demandFacts(item: PlanItem, days: number, context: PlanContext): DemandFacts {
  const { policy, calendar, asOf, lastMonday } = context;
  const sku = item.sku.sku_id;
  const target = { sku, warehouse: item.warehouse.warehouse_id };
  const series = item.conflict === 'sales' ? [] : item.sales;
  const weeks = mergeWeeks(series);
  const offset = asOf - (lastMonday + 7);
  const count = Math.max(FORECAST_WEEKS, Math.ceil((offset + days) / 7));
  const week = (index: number): PromotionWeek => calendar.week(sku, lastMonday + 7 * index);
  const forecast = forecastDemand({
    history: weeks.map((qty, age) => ({ qty, promotion: week(-age) })),
    future: Array.from({ length: count }, (_, index) => week(index + 1)),
    baselineWeeks: policy.value('baseline_weeks', target),
    deviationWeeks: policy.value('deviation_weeks', target),
    oosScale: outOfStockScale(series, policy.value('oos_scale_cap', target)),
    upliftMax: policy.value('uplift_max', target),
    upliftMinWeeks: policy.value('uplift_min_weeks', target),
  });
  const { baseline } = forecast;
  return {
    weeks,
    forecast,
    curve: baseline === null ? null : demandCurve(forecast.weeks, offset),
    plainCurve: baseline === null ? null : demandCurve([baseline], offset),
  };
}
