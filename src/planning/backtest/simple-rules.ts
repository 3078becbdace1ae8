import { normalQuantile } from '../normal';
import { momentSums, textbookSafety, trailingMoments, type MomentSums } from '../protection/textbook';
import { demandSums } from '../protection/error-windows';
import type { WeekLevels } from './simulate';

export interface SimpleRuleInput {
  /** cleaned demand by week, oldest first, of the whole history */
  demand: readonly (number | null)[];
  leadMean: number;
  leadSd: number;
  reviewDays: number;
}

/** Sums that every setting of the min/max rule reads. */
export const minMaxSums = (demand: readonly (number | null)[]): MomentSums => momentSums(demandSums(demand), demand);

/**
 * The textbook min/max rule, known weeks before `end` (exclusive): min = d̄·L + z·√((L+R)·σ² + d̄²·σL²), max = d̄·(L+R) + the
 * same, d̄ and σ of the year before (Chopra & Meindl; Silver, Pyke & Thomas). `null` with fewer than eight known weeks.
 */
export function minMaxLevels(
  sums: MomentSums,
  { leadMean, leadSd, reviewDays }: SimpleRuleInput,
  service: number,
  end: number,
): WeekLevels | null {
  const moments = trailingMoments(sums, end);
  if (!moments) return null;
  const safety = Math.max(0, textbookSafety(normalQuantile(service), moments, (leadMean + reviewDays) / 7, leadSd / 7));
  return {
    reorder: (moments.mean * leadMean) / 7 + safety,
    target: (moments.mean * (leadMean + reviewDays)) / 7 + safety,
    sellable: Infinity,
  };
}

/** Windows of recent demand in days, and what each weighs: usual in merchants' tools. */
const RECENT: readonly [days: number, weight: number][] = [
  [7, 0.5],
  [14, 0.3],
  [30, 0.2],
];

/** Demand a day by the newest 7, 14 and 30 days before week `end`, weighted 0.5, 0.3, 0.2; unknown weeks are left out. */
export function recentRate(demand: readonly (number | null)[], end: number): number | null {
  let rate = 0;
  let weights = 0;
  for (const [days, weight] of RECENT) {
    let units = 0;
    let seen = 0;
    for (let left = days, week = end - 1; left > 0 && week >= 0; left -= 7, week--) {
      const value = demand[week] ?? null;
      if (value === null) continue;
      const part = Math.min(left, 7);
      units += (value / 7) * part;
      seen += part;
    }
    if (seen === 0) continue;
    rate += (weight * units) / seen;
    weights += weight;
  }
  return weights > 0 ? rate / weights : null;
}

/** So many days of recent demand beyond the lead time, filled up every round. */
export function fixedDaysLevels({ demand, leadMean }: SimpleRuleInput, days: number, end: number): WeekLevels | null {
  const rate = recentRate(demand, end);
  if (rate === null) return null;
  const target = rate * (leadMean + days);
  return { reorder: target, target, sellable: Infinity };
}
