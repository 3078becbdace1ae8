import { normalQuantile } from './normal';

/** Lead time in days. */
export interface LeadTime {
  mean: number;
  sd: number;
  p50: number;
  p90: number;
}

const Z90 = normalQuantile(0.9);

/** Mean and sd of the lognormal with this P50 and P90: μ = ln P50, σ = ln(P90/P50)/z(0.9). P50 = 0 is no stage at all. */
function lognormalMoments(p50: number, p90: number): { mean: number; sd: number } {
  if (p50 === 0) return { mean: 0, sd: 0 };
  const sigma = (Math.log(p90) - Math.log(p50)) / Z90;
  // near equal quantiles the difference of logarithms loses the digits that their ratio keeps
  const spread = p90 < 2 * p50 ? (Math.log1p((p90 - p50) / p50) / Z90) ** 2 : sigma ** 2;
  const mean = p50 * Math.exp(spread / 2);
  return { mean, sd: mean * (spread < 700 ? Math.sqrt(Math.expm1(spread)) : Math.exp(spread / 2)) };
}

/** Moments of the lognormal with this P50 and P90: μ = ln P50, σ = ln(P90/P50)/z(0.9). P50 = 0 is no stage at all. */
export function lognormalFromQuantiles(p50: number, p90: number): { mean: number; variance: number } {
  const { mean, sd } = lognormalMoments(p50, p90);
  return { mean, variance: sd ** 2 };
}

/** P50 and P90 of the lognormal with this mean and sd (Fenton 1960: a sum of lognormals is nearly lognormal). */
export function lognormalFromMoments(mean: number, sd: number): { p50: number; p90: number } {
  if (mean === 0 || sd === 0) return { p50: mean, p90: mean };
  const cv = sd / mean;
  // ln(1 + cv²), also where cv² is too large a number
  const variance = cv < 1e150 ? Math.log1p(cv ** 2) : 2 * Math.log(cv);
  const p50 = mean * Math.exp(-variance / 2);
  return { p50, p90: p50 * Math.exp(Z90 * Math.sqrt(variance)) };
}

/**
 * Mean, sd, P50 and P90 (days) of the sum of independent lognormal stages given by their own P50 and P90.
 * P90 = P50 is a fixed stage. P90s are never added: that would assume every stage is late at once.
 */
export function sumOfStages(stages: readonly { p50: number; p90: number }[]): LeadTime {
  const moments = stages.map(({ p50, p90 }) => lognormalMoments(p50, p90));
  const mean = moments.reduce((total, stage) => total + stage.mean, 0);
  const sd = Math.hypot(...moments.map((stage) => stage.sd));
  return { mean, sd, ...lognormalFromMoments(mean, sd) };
}
