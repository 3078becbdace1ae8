import type { DemandForecast, DemandSeries } from '../forecast/types';
import type { DemandCurve } from '../demand-curve';
import type { Sentence } from '../types';

/** An item with the out-of-sample forecasts of its own past. */
export interface ErrorItem {
  series: DemandSeries;
  forecast: DemandForecast;
  /** what forecasts are judged by, week by week like series.qty; default: series.qty itself */
  actual?: readonly (number | null)[];
}

export interface ErrorSettings {
  /** protection intervals in use, in days: errors are learnt for windows of about these lengths; else for a usual set */
  protectionDays?: readonly number[];
  /** windows pooled per length; more items than that takes are thinned out evenly. Default 20,000 */
  mostWindows?: number;
}

/**
 * Mean absolute error of a window as a function of its forecast: level · (forecast + floor)^power · (1 + promotion · share),
 * `share` being the part of the forecast that falls in weeks under promotion.
 */
export interface ErrorScale {
  level: number;
  power: number;
  promotion: number;
  /** units */
  floor: number;
}

/** Quantiles of standardised errors of windows of about one size, at the probabilities CURVE_LEVELS. */
export interface ErrorCurve {
  /** ln(forecast + floor) */
  centre: number;
  values: number[];
  /** how much a unit of −ln(1 − p) adds beyond the last value: the mean excess of the upper tail */
  tail: number;
}

/** What the errors of windows of one length look like, over all items, learnt from the windows completed at one time. */
export interface ErrorLaw {
  scale: ErrorScale;
  /** error ∝ length^growth: 0.5 for independent weeks, 1 for a lasting miss */
  growth: number;
  /** size of the errors of a class (`class smooth`) or category (`category tea`) relative to all, shrunk */
  groups: Record<string, number>;
  /** independent windows an item needs before its own error size counts as much as that of its group */
  credibility: number;
  /** the same for the service it achieved: more than that, and its own shortfall counts for more than half */
  serviceCredibility: number;
  /** errors beyond this many mean errors do not move an item's scale further */
  cap: number;
  /** in order of size; empty without any history */
  curves: ErrorCurve[];
  /** windows it was learnt from that do not overlap */
  windows: number;
}

export interface LengthKnowledge {
  weeks: number;
  now: ErrorLaw;
  /** the law as it stood `age` weeks before the end of the history, oldest first: for judging the past honestly */
  past: { age: number; law: ErrorLaw }[];
}

/** What is learnt over all items; plain data. */
export interface ErrorKnowledge {
  /** in order of length */
  lengths: LengthKnowledge[];
}

export interface ProtectionInput extends ErrorItem {
  errors: ErrorKnowledge;
  /** days */
  leadMean: number;
  /** days; null: from P50 and P90, else none */
  leadSd: number | null;
  leadP50?: number | null;
  leadP90?: number | null;
  /** days */
  reviewDays: number;
  /** probability of no stock-out in a protection interval */
  serviceLevel: number;
  /** the planner's safety stock in days of demand; it takes the place of the service level */
  safetyDays?: number | null;
  /** least and most safety stock, in days of demand */
  floorDays?: number | null;
  capDays?: number | null;
  /** days of the first forecast week that had passed at the data cut */
  offsetDays?: number;
  /** the demand ahead, where it is known by day; else the forecast spread evenly over the days of its weeks */
  demand?: DemandCurve;
  /** how far the proof may fall short of the promise before the safety stock is corrected. Default 0.02 */
  margin?: number;
}

export interface ProtectionRule {
  /** units, for a protection interval that begins so many days after the data cut; never negative */
  safetyStock(startDay: number): number;
  /** order-up-to level: mean demand over the protection interval + safety stock */
  target(startDay: number): number;
  /** mean demand over the lead time + safety stock */
  reorder(startDay: number): number;
  /** mean demand over the protection interval */
  mean(startDay: number): number;
  /** the p quantile of demand over the protection interval, before floor and cap */
  quantile(p: number, startDay: number): number;
  /** the p quantile of demand over so many days, whatever the lead time */
  quantileOver(p: number, startDay: number, days: number): number;
  /** sd of the error of the interval's forecast from the data cut on, per √day */
  sdPerDay: number;
  /** probability that no stock-out happens with the safety stock of the data cut; null: no demand expected */
  impliedService: number | null;
  /** safety stock of the data cut in days of the interval's demand; null: no demand expected */
  safetyDays: number | null;
  /** factor on the safety stock because the proof fell short; 1: none */
  correction: number;
  words: Sentence[];
}

export interface ServedWith {
  /** share of the windows without a stock-out */
  achieved: number;
  /** units, mean over the windows: order-up-to level − expected demand */
  meanSafetyStock: number;
  /** units, mean over the windows of what is on hand between deliveries, never under 0 */
  meanStock: number;
}

/** What a service target is worth on the item's own history: every window judged with what was known before it. */
export interface ServiceProof {
  target: number;
  achieved: number | null;
  /** the same before corrections */
  uncorrected: number | null;
  windows: number;
  /** windows that do not overlap; only so many are independent evidence */
  independentWindows: number;
  meanSafetyStock: number | null;
  meanStock: number | null;
  textbook: { achieved: number | null; meanSafetyStock: number | null; meanStock: number | null };
  /** why there is no proof */
  reason: Sentence | null;
}
