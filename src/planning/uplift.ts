import { mean, scaleOf } from './statistics';

export type UpliftProblem = 'no_promotion' | 'no_baseline' | 'baseline_zero';

/**
 * Promotion uplift as a plain ratio: mean of the periods under promotion (promo above 0) / mean of the others. A period
 * unknown in either series is skipped. No promotion period, no other period, or others that sold nothing: the problem.
 */
export function upliftRatio(
  sales: readonly (number | null)[],
  promo: readonly (number | null)[],
): { uplift: number; promoted: number; baseline: number } | UpliftProblem {
  const scale = scaleOf(sales);
  const busy: number[] = [];
  const quiet: number[] = [];
  sales.forEach((value, at) => {
    const share = promo[at] ?? null;
    if (value !== null && share !== null) (share > 0 ? busy : quiet).push(value / scale);
  });
  const promoted = mean(busy);
  const baseline = mean(quiet);
  if (promoted === null) return 'no_promotion';
  if (baseline === null) return 'no_baseline';
  if (baseline === 0) return 'baseline_zero';
  return { uplift: promoted / baseline, promoted: promoted * scale, baseline: baseline * scale };
}
