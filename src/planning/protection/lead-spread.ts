import { lognormalFromQuantiles } from '../lead-time';
import { normalQuantile } from '../normal';

/** Nine equally likely lead times stand for the distribution. */
const ATOMS = 9;
const SCORES = (() => {
  const scores = Array.from({ length: ATOMS }, (_, at) => normalQuantile((at + 0.5) / ATOMS));
  const size = Math.sqrt(scores.reduce((sum, score) => sum + score * score, 0) / ATOMS);
  return scores.map((score) => score / size);
})();

/** Sd of the lead time in days: as stated, else of the lognormal with its P50 and P90, else 0. */
export function leadSpread(sd: number | null, p50: number | null | undefined, p90: number | null | undefined): number {
  if (sd !== null && Number.isFinite(sd) && sd >= 0) return sd;
  if (p50 != null && p90 != null && p50 > 0 && p90 >= p50) return Math.sqrt(lognormalFromQuantiles(p50, p90).variance);
  return 0;
}

/** ln-variance of the lognormal with this mean and sd. */
const logVariance = (mean: number, sd: number): number => Math.log1p((sd / mean) ** 2);
/** Beyond it the lognormal is no lead time any more: nearly all of it at 0. */
const WIDEST = 50;

/**
 * Days beyond its mean that a lead time does not exceed with probability p: by the lognormal with this mean and sd, and at
 * least by the normal, so that it rises with the sd for every p over a half. Below a half the normal alone.
 */
export function leadMargin(mean: number, sd: number, p: number): number {
  if (!(sd > 0)) return 0;
  const z = normalQuantile(p);
  const normal = z * sd;
  if (!(mean > 0) || p <= 0.5) return normal;
  const variance = logVariance(mean, sd);
  if (!(variance < WIDEST)) return normal;
  return Math.max(normal, mean * (Math.exp(z * Math.sqrt(variance) - variance / 2) - 1));
}

/** Equally likely lead times with this mean (days) and about this sd: quantiles of the lognormal, brought to the mean. */
export function leadAtoms(mean: number, sd: number): number[] {
  if (!(sd > 0) || !(mean > 0)) return [Math.max(0, mean)];
  const variance = logVariance(mean, sd);
  if (!(variance < WIDEST)) return [mean];
  const root = Math.sqrt(variance);
  const raw = SCORES.map((score) => Math.exp(root * score));
  const centre = raw.reduce((sum, value) => sum + value, 0) / ATOMS;
  return raw.map((value) => (mean * value) / centre);
}
