import type { CountDistribution } from './count-demand';
import { gammaTails } from './gamma';
import { logPoissonTerm } from './saddle-point';

/** Poisson demand: variance = mean. P(X ≤ k) = Q(k + 1, mean) (Abramowitz & Stegun 26.4.21). */
export const poissonDemand = (mean: number): CountDistribution => ({
  mean,
  variance: mean,
  skewness: 1 / Math.sqrt(mean),
  term: (k) => Math.exp(k === 0 ? -mean : logPoissonTerm(k, mean)),
  tails(k) {
    const { lower, upper } = gammaTails(k + 1, mean);
    return { lower: upper, upper: lower };
  },
});
