import type { Lifecycle } from '../types';

/** Known weeks a trend is looked for in, and the fewest that can show one. */
const TREND_WEEKS = 26;
const LEAST_WEEKS = 8;
/** two-sided 5% of the standard normal */
const SIGNIFICANT = 1.959964;
/** a trend is worth a word when its newer half differs from its older half by this share */
const LEAST_CHANGE = 0.2;

/**
 * Standard normal score of a monotone trend: the Mann–Kendall test with correction for ties and continuity (Mann 1945,
 * Econometrica 13:245; Kendall 1975, Rank Correlation Methods; Hirsch, Slack & Smith 1982, Water Resour. Res. 18:107). Positive:
 * rising. 0 where all values are equal.
 */
export function mannKendall(values: ArrayLike<number>): number {
  const n = values.length;
  let score = 0;
  for (let later = 1; later < n; later++) {
    const value = values[later] as number;
    for (let earlier = 0; earlier < later; earlier++) {
      const before = values[earlier] as number;
      if (value > before) score += 1;
      else if (value < before) score -= 1;
    }
  }
  const sorted = Float64Array.from(values).sort();
  let variance = n * (n - 1) * (2 * n + 5);
  for (let at = 0, tied = 1; at < n; at++, tied++) {
    if (at + 1 < n && sorted[at] === sorted[at + 1]) continue;
    variance -= tied * (tied - 1) * (2 * tied + 5);
    tied = 0;
  }
  variance /= 18;
  return variance > 0 ? (score - Math.sign(score)) / Math.sqrt(variance) : 0;
}

function meanOf(values: Float64Array, from: number, to: number): number {
  let total = 0;
  for (let at = from; at < to; at++) total += values[at] as number;
  return total / (to - from);
}

export interface LifecycleInput {
  isNew: boolean;
  /** nothing was sold in the weeks after which buying stops */
  dormant: boolean;
  /** weekly demand in known weeks without promotion, oldest first */
  quiet: Float64Array;
}

/**
 * New by its launch date; dormant without a sale; growing or fading where the last 26 weeks show a trend that is significant
 * at 5% and moves demand by a fifth; else steady. `null`: too short a history to say. A season looks like a trend while it lasts.
 */
export function lifecycleOf({ isNew, dormant, quiet }: LifecycleInput): Lifecycle | null {
  if (isNew) return 'new';
  if (dormant) return 'dormant';
  const recent = quiet.subarray(Math.max(0, quiet.length - TREND_WEEKS));
  if (recent.length < LEAST_WEEKS) return null;
  const trend = mannKendall(recent);
  const half = Math.floor(recent.length / 2);
  const before = meanOf(recent, 0, half);
  const after = meanOf(recent, recent.length - half, recent.length);
  if (Math.abs(trend) < SIGNIFICANT || Math.abs(after - before) < LEAST_CHANGE * Math.max(before, 0)) return 'steady';
  return trend > 0 ? 'growing' : 'fading';
}
