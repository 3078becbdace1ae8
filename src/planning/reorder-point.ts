import { countQuantile } from './count-demand';
import { gammaQuantile } from './gamma';
import { negativeBinomialDemand } from './negative-binomial';
import { normalCdf, normalQuantile } from './normal';
import { poissonDemand } from './poisson';
import { protectionSd, type SafetyStockInput } from './safety-stock';

export type DemandDistribution = 'normal' | 'gamma' | 'negbin' | 'poisson';

export type LeadTimeInput = Pick<SafetyStockInput, 'demandMean' | 'demandSd' | 'leadTime' | 'leadTimeSd'>;

export interface LeadTimeMoments {
  /** d·L */
  mean: number;
  /** √(L·σ² + d²·σL²) */
  sd: number;
}

/** Mean and sd of demand over a lead time: Silver, Pyke & Thomas (4th ed. 2017), §6. */
export const leadTimeMoments = (input: LeadTimeInput): LeadTimeMoments => ({
  mean: input.demandMean * input.leadTime,
  sd: protectionSd({ ...input, reviewPeriod: 0 }),
});

/** Mean over sd beyond which nothing is left of the sd in a sum with the mean. */
const CERTAIN = 1e20;

/**
 * Reorder point: the level that covers lead-time demand with the given probability, in sales units. Boylan & Syntetos (2021),
 * Intermittent Demand Forecasting, for the choice of distribution. normal: m + z·√v. gamma: shape m²/v, scale v/m; m where
 * v = 0. negbin: the smallest whole number with F ≥ p, r = m²/(v − m), p = m/v; where v ≤ m there is none and Poisson takes
 * its place, into which it runs as v approaches m. poisson: the smallest whole number for mean m. A demand that is never
 * negative and 0 on average is 0.
 */
export function reorderPoint(
  serviceLevel: number,
  { mean, sd }: LeadTimeMoments,
  distribution: DemandDistribution = 'normal',
): number {
  if (distribution === 'normal') return sd === 0 ? mean : mean + normalQuantile(serviceLevel) * sd;
  if (mean === 0) return 0;
  if (distribution === 'gamma') {
    const ratio = mean / sd;
    return ratio > CERTAIN ? mean : gammaQuantile(serviceLevel, ratio * ratio, (sd / mean) * sd);
  }
  const variance = distribution === 'poisson' ? mean : sd * sd;
  const law = variance > mean ? negativeBinomialDemand(mean, variance) : poissonDemand(mean);
  return countQuantile(law, serviceLevel);
}

/** Decimal fractions do not multiply exactly in binary: a reorder point this share short of a certain demand covers it. */
const ROUNDING = 1e-12;

/**
 * Cycle service level of a reorder point, Φ((ROP − m)/√v): the probability that it covers lead-time demand, taken as normal.
 * A demand that does not vary is covered or not: 1 or 0. Silver, Pyke & Thomas (4th ed. 2017), §6.
 */
export function cycleServiceLevel(level: number, { mean, sd }: LeadTimeMoments): number {
  if (sd === 0) return level >= mean * (1 - ROUNDING) ? 1 : 0;
  return normalCdf((level - mean) / sd);
}
