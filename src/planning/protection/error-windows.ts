import type { DemandSeries } from '../forecast/types';
import type { ErrorItem } from './types';

/** Sums of demand by week, so that any window is a difference; unknown weeks are counted, not guessed. */
export interface DemandSums {
  /** weeks of history */
  weeks: number;
  /** total of the first n weeks */
  total: Float64Array;
  /** unknown weeks among the first n */
  unknown: Int32Array;
}

export function demandSums(qty: readonly (number | null)[]): DemandSums {
  const total = new Float64Array(qty.length + 1);
  const unknown = new Int32Array(qty.length + 1);
  for (let week = 0; week < qty.length; week++) {
    const value = qty[week] ?? null;
    const isKnown = value !== null && Number.isFinite(value);
    total[week + 1] = (total[week] as number) + (isKnown ? value : 0);
    unknown[week + 1] = (unknown[week] as number) + (isKnown ? 0 : 1);
  }
  return { weeks: qty.length, total, unknown };
}

/** Demand of the `length` weeks (a fraction of a week pro rata) from week `from` on; NaN when not all is known. */
export function demandOf({ weeks, total, unknown }: DemandSums, from: number, length: number): number {
  const end = from + length;
  const whole = Math.floor(end);
  const last = Math.ceil(end);
  if (last > weeks || unknown[last] !== unknown[from]) return NaN;
  const sum = (total[whole] as number) - (total[from] as number);
  return last > whole ? sum + (end - whole) * ((total[last] as number) - (total[whole] as number)) : sum;
}

/** Forecast of a window by its weeks, and the part of it under promotion. */
export interface WindowForecast {
  mean: number;
  /** 0–1 */
  share: number;
}

const sharesOf = new WeakMap<DemandSeries['promotion'], Float64Array>();

/** Share of each week under promotion; most items have one calendar in common. */
export function promotionShares(promotion: DemandSeries['promotion']): Float64Array {
  const found = sharesOf.get(promotion);
  if (found) return found;
  const shares = Float64Array.from(promotion, (week) => week?.share ?? 0);
  sharesOf.set(promotion, shares);
  return shares;
}

/**
 * Forecast made after week `origin` of the `length` weeks that follow; beyond the reach of the forecast its last week goes
 * on, without promotion.
 */
export function windowForecast(
  { series }: Pick<ErrorItem, 'series'>,
  origin: number,
  expected: readonly number[],
  length: number,
): WindowForecast {
  let mean = 0;
  let promoted = 0;
  const reach = expected.length;
  const shares = promotionShares(series.promotion);
  for (let ahead = 1; ahead - 1 < length; ahead++) {
    const part = Math.min(1, length - (ahead - 1));
    if (ahead > reach) {
      mean += (length - reach) * (expected[reach - 1] ?? 0);
      break;
    }
    const demand = part * (expected[ahead - 1] as number);
    mean += demand;
    const share = shares[origin + ahead] ?? 0;
    if (share > 0) promoted += demand * share;
  }
  return { mean, share: mean > 0 ? Math.min(1, promoted / mean) : 0 };
}

/** Windows of one length of one item, oldest first: what was forecast before each and what was demanded in it. */
export interface ErrorWindows {
  weeks: number;
  count: number;
  /** weeks between the origin of the forecast and the end of the history; at least `weeks` */
  age: Int32Array;
  forecast: Float64Array;
  demand: Float64Array;
  share: Float64Array;
}

/** Every completed window of whole weeks that lies within the reach of the item's rolling forecasts. */
export function errorWindows(
  item: ErrorItem,
  weeks: number,
  sums: DemandSums = demandSums(item.actual ?? item.series.qty),
): ErrorWindows {
  const { origins, expected, reach } = item.forecast.rolling;
  const most = weeks <= reach ? origins.length : 0;
  const windows: ErrorWindows = {
    weeks,
    count: 0,
    age: new Int32Array(most),
    forecast: new Float64Array(most),
    demand: new Float64Array(most),
    share: new Float64Array(most),
  };
  for (let index = 0; index < most; index++) {
    const origin = origins[index] as number;
    const steps = expected[index];
    const demand = demandOf(sums, origin + 1, weeks);
    if (!steps || steps.length < weeks || Number.isNaN(demand)) continue;
    const { mean, share } = windowForecast(item, origin, steps, weeks);
    if (!Number.isFinite(mean)) continue;
    const at = windows.count++;
    windows.age[at] = sums.weeks - 1 - origin;
    windows.forecast[at] = Math.max(0, mean);
    windows.demand[at] = demand;
    windows.share[at] = share;
  }
  return windows;
}

/** How many of windows `weeks` long, oldest first, were completed `age` weeks before the end of the history. */
export function completedBy(windows: Pick<ErrorWindows, 'age' | 'count'>, weeks: number, age: number): number {
  let low = 0;
  let high = windows.count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((windows.age[middle] as number) - weeks >= age) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Indices of windows that do not overlap, from the oldest on, out of `from` up to `to` (exclusive). */
function apart(
  { age, weeks }: Pick<ErrorWindows, 'age' | 'weeks'>,
  from: number,
  to: number,
  found: (at: number) => void,
): void {
  let next = Infinity;
  for (let at = from; at < to; at++) {
    const own = age[at] as number;
    if (own > next) continue;
    found(at);
    next = own - weeks;
  }
}

/** How many of the windows from index `from` up to `to` (exclusive) do not overlap. */
export function independentCount(windows: Pick<ErrorWindows, 'age' | 'weeks'>, from: number, to: number): number {
  let count = 0;
  apart(windows, from, to, () => count++);
  return count;
}

/** Which windows those are. */
export function independentWindows(windows: Pick<ErrorWindows, 'age' | 'weeks' | 'count'>): Set<number> {
  const indices = new Set<number>();
  apart(windows, 0, windows.count, (at) => indices.add(at));
  return indices;
}
