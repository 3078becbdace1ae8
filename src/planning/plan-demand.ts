import { demandCurve, type DemandCurve } from './demand-curve';
import { forecastDemand } from './forecast/engine';
import type { DemandForecast, DemandSeries } from './forecast/types';
import type { PlanContext } from './plan-context';
import { itemName, type PlanItem } from './plan-index';
import { FORECAST_WEEKS, type ItemSeries } from './plan-learning';
import { overrideWeeks, type OverriddenWeeks } from './plan-overrides';
import type { PromotionWeek } from './promotions';
import { OOS_WEEKS } from './sales-history';
import { known } from './statistics';
import type { Sentence } from './types';

/** Under this many weeks history says too little. */
export const ENOUGH_WEEKS = 4;
/** Weeks at the end of the forecast whose mean without promotion goes on after it. */
const LASTING_WEEKS = 4;
/** Weeks a forecast is carried on for at most; its last week goes on beyond. */
const MOST_WEEKS = 260;

export interface DemandFacts {
  /** newest first */
  sold: (number | null)[];
  demand: (number | null)[];
  series: DemandSeries;
  forecast: DemandForecast;
  /** the forecast before overrides, by week; empty: nothing is known */
  statistical: number[];
  overridden: OverriddenWeeks;
  /** demand ahead with overrides; null: nothing is known */
  curve: DemandCurve | null;
  /** the same demand without the promotions ahead */
  plainCurve: DemandCurve | null;
  /** fewer weeks without promotion are known of the newest 13 than a judgement needs */
  short: boolean;
  /** corrections of the newest weeks in words */
  words: Sentence[];
}

/** No demand expected in any of so many weeks, for an item of which only a planner's numbers are known. */
const nothingKnown = (forecast: DemandForecast, weeks: number): DemandForecast => {
  const zeros = Array<number>(weeks).fill(0);
  return { ...forecast, mean: zeros, baseline: zeros, promotion: zeros };
};

/**
 * Demand of an item for so many days from the data cut on: history, forecast, overrides. Without a sales record in the newest
 * 13 weeks nothing is forecast, unless a planner's own numbers stand in for it.
 */
export function demandFacts(item: PlanItem, place: number, days: number, context: PlanContext): DemandFacts {
  const { knowledge, overrides, asOf, lastMonday, book } = context;
  const { history, series, horizon } = knowledge.series[place] as ItemSeries;
  const sku = item.sku.sku_id;
  const booked = overrides.byItem.get(itemName(sku, item.warehouse.warehouse_id)) ?? [];
  const isRecorded = known(history.sold.slice(0, OOS_WEEKS)).length > 0;
  const made = knowledge.forecasts.get(place) ?? forecastDemand(series, knowledge.common, { horizon });
  const hasForecast = isRecorded && made.mean.length > 0;
  const isOverridden = booked.some(({ state, week }) => state === 'active' && week !== null && week < horizon);
  const forecast = hasForecast ? made : nothingKnown(made, isOverridden ? horizon : 0);

  const offset = asOf - (lastMonday + 7);
  const count = Math.min(MOST_WEEKS, Math.max(horizon, Math.ceil((offset + days) / 7)));
  const promotion = (week: number): PromotionWeek => book.promotionOf(sku, week);
  const { statistical, plain } = carriedOn(forecast, count, promotion);
  const overridden = overrideWeeks(statistical, booked, FORECAST_WEEKS);
  const plainWeeks = plain.map((units, week) => {
    const before = statistical[week] ?? 0;
    const used = overridden.weeks[week] ?? 0;
    // what a planner set is taken to hold as much of a promotion as the forecast does
    return used === before ? units : before > 0 ? (units * used) / before : used;
  });
  const shares = (week: number): readonly number[] | null => book.dayShares(sku, week, forecast.uplift);
  const has = statistical.length > 0;
  return {
    sold: history.sold,
    demand: history.demand,
    series,
    forecast,
    statistical: hasForecast ? statistical : [],
    overridden,
    curve: has ? demandCurve(overridden.weeks, offset, shares) : null,
    plainCurve: has ? demandCurve(plainWeeks, offset) : null,
    short: quietWeeks(history.demand, series) < ENOUGH_WEEKS,
    words: history.words,
  };
}

/** Known weeks without promotion among the newest 13. */
function quietWeeks(demand: readonly (number | null)[], { promotion }: DemandSeries): number {
  return demand
    .slice(0, OOS_WEEKS)
    .filter((qty, age) => qty !== null && promotion[demand.length - 1 - age]?.share === 0).length;
}

/** What least squares leave behind the sixth decimal is no demand, and would tip a stock that just lasts. */
export const toMillionths = (units: number): number => (Math.abs(units) < 1e9 ? Math.round(units * 1e6) / 1e6 : units);

/**
 * The forecast for `count` weeks, with and without promotions: beyond its own end the mean of its last weeks without promotion
 * goes on, times what the promotions of the calendar do.
 */
function carriedOn(
  { mean, baseline, uplift }: DemandForecast,
  count: number,
  promotion: (week: number) => PromotionWeek,
): { statistical: number[]; plain: number[] } {
  const last = baseline.slice(-LASTING_WEEKS);
  if (!last.length) return { statistical: [], plain: [] };
  const lasting = last.reduce((sum, units) => sum + units, 0) / last.length;
  const statistical = mean.slice(0, count);
  const plain = baseline.slice(0, count);
  for (let week = statistical.length; week < count; week++) {
    statistical.push(lasting * Math.max(0, promotion(week).multiplier(uplift)));
    plain.push(lasting);
  }
  return { statistical: statistical.map(toMillionths), plain: plain.map(toMillionths) };
}
