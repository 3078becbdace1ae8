import { countQuantile } from '../count-demand';
import { gammaQuantile } from '../gamma';
import { negativeBinomialDemand } from '../negative-binomial';
import { poissonDemand } from '../poisson';
import type { Spread } from './types';

/** From this mean on whole units are as good as any quantity. */
const MANY = 100;
/** A variance nearer to the mean than this is that of Poisson demand. */
const EQUAL = 1e-6;

const varianceOf = (mean: number, { coefficient, exponent }: Spread): number =>
  mean > 0 ? coefficient * mean ** exponent : 0;

/**
 * The p quantile (0 < p < 1) of one period's demand of this mean: negative binomial for whole units, Poisson where it scatters no
 * more than that, gamma otherwise. Never negative, and never falls as p grows. 0 for p = 0; ∞ for p = 1 with any demand.
 * `near`: the quantile of a mean nearby, which finds this one sooner.
 */
export function demandQuantile(p: number, mean: number, spread: Spread, near?: number): number {
  if (!(p >= 0 && p <= 1)) return NaN;
  if (!(mean > 0) || p === 0) return 0;
  if (p === 1) return Infinity;
  const variance = varianceOf(mean, spread);
  if (!(variance > 0)) return mean;
  if (spread.whole && mean < MANY) {
    return variance > mean * (1 + EQUAL)
      ? countQuantile(negativeBinomialDemand(mean, variance), p, near)
      : countQuantile(poissonDemand(mean), p, near);
  }
  return gammaQuantile(p, (mean * mean) / variance, variance / mean);
}
