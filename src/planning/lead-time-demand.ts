import type { Atoms } from './atoms';
import { bootstrapSumQuantile } from './bootstrap-sum';
import { pearsonQuantile } from './count-demand';
import { empiricalSumQuantile } from './empirical-sum';
import { normalQuantile } from './normal';

/** Beyond so many periods resampling says no more than the first three moments. */
const MOST_RESAMPLED = 1000;
/** Differences from the smallest value that are counted in an array. */
const LARGEST_SPAN = 2 ** 20;

function greatestCommonDivisor(a: number, b: number): number {
  while (b !== 0) [a, b] = [b, a % b];
  return a;
}

/** The values as multiples of a common step over the smallest one. */
function atomsOf(sorted: Float64Array, step: number): Atoms {
  const least = sorted[0] as number;
  const atoms: Atoms = {
    values: new Int32Array(sorted.length),
    weights: new Float64Array(sorted.length),
    length: 0,
  };
  let before = -1;
  for (const value of sorted) {
    const multiple = (value - least) / step;
    if (multiple !== before) {
      before = multiple;
      atoms.values[atoms.length] = multiple;
      atoms.length++;
    }
    atoms.weights[atoms.length - 1] = (atoms.weights[atoms.length - 1] as number) + 1;
  }
  return atoms;
}

/** Quantile of the sum of very many draws by its mean, variance and skewness. */
function quantileByMoments(sorted: Float64Array, periods: number, p: number): number {
  const count = sorted.length;
  let mean = 0;
  for (const value of sorted) mean += value / count;
  let second = 0;
  let third = 0;
  for (const value of sorted) {
    const apart = value - mean;
    second += (apart * apart) / count;
    third += (apart * apart * apart) / count;
  }
  const skewness = third / (second * Math.sqrt(second) * Math.sqrt(periods));
  const [total, variance] = [mean * periods, second * periods];
  if (Math.abs(skewness) < 1e-6) return total + normalQuantile(p) * Math.sqrt(variance);
  return skewness > 0
    ? pearsonQuantile(p, total, variance, skewness)
    : -pearsonQuantile(1 - p, -total, variance, -skewness);
}

/**
 * Smallest demand D with P(sum of `periods` periods drawn independently from the history ≤ D) ≥ p, in sales units. A history
 * of whole numbers answers exactly, by convolution of its empirical distribution: up to about 260,000 possible totals
 * (periods × largest difference / common divisor of the differences), and beyond that as long as they come from few values.
 * Otherwise 10,000 resampled sums with a fixed seed, for more than 1,000 periods the first three moments. Unknown periods
 * (null) are left out; `null` when none is known. Boylan & Syntetos (2021), Intermittent Demand Forecasting: the
 * convolution is what an independent bootstrap tends to.
 */
export function leadTimeDemand(history: readonly (number | null)[], periods: number, p: number): number | null {
  const sorted = new Float64Array(history.length);
  let count = 0;
  let whole = true;
  for (const value of history) {
    if (value === null) continue;
    whole &&= Number.isSafeInteger(value);
    sorted[count++] = value;
  }
  if (count === 0) return null;
  const known = sorted.subarray(0, count).sort();
  const least = known[0] as number;
  const span = (known[count - 1] as number) - least;
  if (span === 0) return periods * least;
  let step = 0;
  if (whole) {
    for (const value of known) step = greatestCommonDivisor(step, value - least);
    if (span / step <= LARGEST_SPAN) {
      const found = empiricalSumQuantile(atomsOf(known, step), periods, p);
      if (found !== null) return periods * least + step * found;
    }
  }
  if (periods <= MOST_RESAMPLED) return bootstrapSumQuantile(known, periods, p);
  const found = quantileByMoments(known, periods, p) - periods * least;
  const total = whole ? step * Math.ceil(found / step - 0.5) : found;
  return periods * least + Math.min(periods * span, Math.max(0, total));
}
