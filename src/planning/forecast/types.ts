import type { PromotionWeek } from '../promotions';
import type { DemandClass, Sentence } from '../types';

/**
 * Spread of one period's demand about its mean: variance = coefficient · mean^exponent, of whole units (negative binomial) or
 * of any quantity (gamma). Plain data: with the means it gives every quantile, see demandQuantile.
 */
export interface Spread {
  coefficient: number;
  exponent: number;
  whole: boolean;
}

/** One item's demand per period (an ISO week), oldest first. */
export interface DemandSeries {
  /** names the item in what is learnt over all series */
  key: string;
  /** items of one category lend each other what a single one has too little history to show; null: none known */
  category: string | null;
  /** cleaned demand in units; null: unknown */
  qty: readonly (number | null)[];
  /** the promotion of each period of the history, then of each period ahead; known ahead, from the calendar */
  promotion: readonly PromotionWeek[];
  /** Monday of the first period as a day number since 1970-01-01; null where periods are not calendar weeks */
  firstDay: number | null;
  /** leading signals by name (views, carts, favourites, deposits), aligned with qty; they end where the history ends */
  signals?: Readonly<Record<string, readonly (number | null)[]>>;
}

/** Out-of-sample forecasts of the past: what would have been forecast then, with what was known then. */
export interface RollingForecasts {
  /** index into qty of the last known period at each origin, oldest first */
  origins: readonly number[];
  /** per origin the forecasts of the periods 1, 2, … `reach` after it (so fewer actuals exist for the newest origins) */
  expected: readonly (readonly number[])[];
  reach: number;
}

export interface ForecastAccuracy {
  /** Σ|a − f| / Σa over the rolling forecasts, each horizon's window summed period by period; null: no demand to compare with */
  wape: number | null;
  /** Σ(a − f) / Σa; positive = under-forecast */
  bias: number | null;
  rmsse: number | null;
  mase: number | null;
}

export interface DemandForecast {
  key: string;
  demandClass: DemandClass;
  /** the rule that weighs most, or `none` */
  method: string;
  weights: { method: string; weight: number }[];
  /** units per period ahead without promotion */
  baseline: number[];
  /** what promotions add per period ahead; negative in a dip after one */
  promotion: number[];
  /** baseline + promotion, never negative */
  mean: number[];
  /** factor of a whole period under promotion, as used */
  uplift: number;
  rolling: RollingForecasts;
  accuracy: ForecastAccuracy;
  spread: Spread;
  /** the p quantile of one period's demand, `ahead` = 1, 2, …; `near`: that of another period, which finds it sooner */
  quantile(p: number, ahead: number, near?: number): number;
  /** what it is made of, in words */
  words: Sentence[];
}
