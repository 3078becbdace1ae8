import { spanOf, type Atoms } from './atoms';
import { pairSteps, quantileByPairs } from './sum-by-pairs';
import { quantileByTransform, transformSteps } from './sum-by-transform';

/** Elementary steps that one answer may cost, some 30 ms. */
const MOST_STEPS = 2e7;
const MOST_DRAWS = 2 ** 31 - 1;

/**
 * Smallest total D with P(sum of `count` independent draws ≤ D) ≥ p, exactly: the empirical distribution convolved with
 * itself. By pairs of atoms where these are few, in whole counts while these are exact; by Fourier transform where that is
 * cheaper. `null` where either would take too long: more than about 260,000 possible totals, unless they come from few values.
 */
export function empiricalSumQuantile(one: Atoms, count: number, p: number): number | null {
  if (count > MOST_DRAWS) return null;
  const byPairs = pairSteps(one.length, spanOf(one), count);
  const byTransform = transformSteps(spanOf(one), count);
  if (Math.min(byPairs, byTransform) > MOST_STEPS) return null;
  return byPairs <= byTransform ? quantileByPairs(one, count, p) : quantileByTransform(one, count, p);
}
