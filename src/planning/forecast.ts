import type { PromotionWeek } from './promotions';
import { known, mean, sampleSd } from './statistics';

export interface HistoryWeek {
  /** units sold; null: no record */
  qty: number | null;
  promotion: PromotionWeek;
}

export interface ForecastInput {
  /** newest first: history[0] is W-1 */
  history: readonly HistoryWeek[];
  /** weeks to forecast, the next one first */
  future: readonly PromotionWeek[];
  baselineWeeks: number;
  deviationWeeks: number;
  /** factor ≥ 1 by which the baseline grows for days out of stock */
  oosScale: number;
  upliftMax: number;
  upliftMinWeeks: number;
}

export interface Forecast {
  /** mean13, mean13+promo, mean_short, mean_short+promo or none (nothing known: weeks is empty) */
  method: string;
  /** units per week without promotion; null with method none */
  baseline: number | null;
  uplift: number;
  weeks: number[];
  /** sd per day; null when nothing is known */
  sdPerDay: number | null;
}

/** Under this many weeks history says too little. */
export const ENOUGH_WEEKS = 4;

const quietWeeks = (history: readonly HistoryWeek[]) =>
  known(history.map((week) => (week.promotion.share === 0 ? week.qty : null)));

/**
 * Promotion uplift from history: mean of promotion weeks / mean of the others, less the quiet days inside promotion weeks,
 * held between 1 and `max`, and drawn towards 1 when there are fewer than `minWeeks` promotion weeks. 1 without any.
 */
export function learntUplift(history: readonly HistoryWeek[], max: number, minWeeks: number): number {
  const promoted = history.filter((week) => week.qty !== null && week.promotion.share > 0);
  const quiet = mean(quietWeeks(history));
  const busy = mean(known(promoted.map((week) => week.qty)));
  const share = mean(promoted.map((week) => week.promotion.share));
  if (busy === null || share === null || quiet === null || quiet <= 0) return 1;
  const uplift = Math.min(max, Math.max(1, 1 + (busy / quiet - 1) / share));
  return 1 + (uplift - 1) * Math.min(1, promoted.length / minWeeks);
}

/**
 * Weekly demand forecast. The baseline is the mean of the known weeks without promotion among the newest `baselineWeeks`;
 * with fewer than four of them, the mean of all known weeks there, each divided by its promotion multiplier
 * (`mean_short`). Promotions ahead multiply it by their uplift, given or learnt, for the days they last.
 *
 * The sd per day is the sample sd of the newest `deviationWeeks` known weeks without promotion over √7: days are taken as
 * independent. With fewer than two such weeks it is √(mean per day), that of Poisson demand.
 */
export function forecastDemand(input: ForecastInput): Forecast {
  const { history, future, oosScale } = input;
  const recent = history.slice(0, input.baselineWeeks);
  const uplift = learntUplift(history, input.upliftMax, input.upliftMinWeeks);
  const quiet = quietWeeks(recent);
  const short = quiet.length < ENOUGH_WEEKS;
  // a week that a promotion takes out of the sale whole (multiplier 0) says nothing about the baseline
  const withoutPromotion = ({ qty, promotion }: HistoryWeek): number | null => {
    const multiplier = promotion.multiplier(uplift);
    return qty === null || multiplier <= 0 ? null : qty / multiplier;
  };
  const level = short ? mean(known(recent.map(withoutPromotion))) : mean(quiet);
  if (level === null) return { method: 'none', baseline: null, uplift, weeks: [], sdPerDay: null };

  // returns can outweigh sales in a week; demand itself is never negative
  const baseline = Math.max(0, level) * oosScale;
  const weeks = future.map((week) => baseline * week.multiplier(uplift));
  const sd = sampleSd(quietWeeks(history).slice(0, input.deviationWeeks));
  return {
    method: `${short ? 'mean_short' : `mean${input.baselineWeeks}`}${future.some((week) => week.share > 0) ? '+promo' : ''}`,
    baseline,
    uplift,
    weeks,
    sdPerDay: sd === null ? Math.sqrt(baseline / 7) : sd / Math.sqrt(7),
  };
}
