import { normalQuantile } from './normal';

/** Lead time in days. */
export interface LeadTime {
  mean: number;
  sd: number;
  p50: number;
  p90: number;
}

const Z90 = normalQuantile(0.9);

/** Moments of the lognormal with this P50 and P90: μ = ln P50, σ = ln(P90/P50)/z(0.9). P50 = 0 is no stage at all. */
export function lognormalFromQuantiles(p50: number, p90: number): { mean: number; variance: number } {
  if (p50 === 0) return { mean: 0, variance: 0 };
  const sigma = Math.log(p90 / p50) / Z90;
  const mean = p50 * Math.exp(sigma ** 2 / 2);
  return { mean, variance: mean ** 2 * Math.expm1(sigma ** 2) };
}

/** P50 and P90 of the lognormal with this mean and sd (Fenton 1960: a sum of lognormals is nearly lognormal). */
export function lognormalFromMoments(mean: number, sd: number): { p50: number; p90: number } {
  if (mean === 0 || sd === 0) return { p50: mean, p90: mean };
  const variance = Math.log1p((sd / mean) ** 2);
  const p50 = mean * Math.exp(-variance / 2);
  return { p50, p90: p50 * Math.exp(Z90 * Math.sqrt(variance)) };
}

/**
 * Mean, sd, P50 and P90 (days) of the sum of independent lognormal stages given by their own P50 and P90.
 * P90 = P50 is a fixed stage. P90s are never added: that would assume every stage is late at once.
 */
export function sumOfStages(stages: readonly { p50: number; p90: number }[]): LeadTime {
  let mean = 0;
  let variance = 0;
  for (const stage of stages) {
    const moments = lognormalFromQuantiles(stage.p50, stage.p90);
    mean += moments.mean;
    variance += moments.variance;
  }
  const sd = Math.sqrt(variance);
  return { mean, sd, ...lognormalFromMoments(mean, sd) };
}
