import { gammaQuantile } from '../gamma';
import type { ErrorCurve } from './types';

/** Probabilities at which a curve is kept. */
export const CURVE_LEVELS: readonly number[] = [
  0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.925, 0.95, 0.965, 0.975, 0.985, 0.99, 0.995,
];
/** ln(p/(1 − p)). */
export const logit = (p: number): number => Math.log(p / (1 - p));
const LOGITS = CURVE_LEVELS.map(logit);
const LAST = CURVE_LEVELS.length - 1;

/** Observations that must lie beyond a quantile for it to be read off rather than extended from the tail. */
const BEYOND = 5;
/** Independent windows that the theoretical curve weighs. */
const PRIOR_WINDOWS = 20;
/** Mean excess is measured over the largest tenth. */
const TAIL_FROM = 0.9;
/** Mean absolute deviation of a normal variable as a share of its sd: √(2/π). */
const MEAN_ABSOLUTE = Math.sqrt(2 / Math.PI);

/**
 * Curve of a gamma distribution with this mean and mean absolute error (its sd taken as 1.2533 times that), in units of
 * the mean absolute error: what holds where nothing is known.
 */
export function gammaCurve(mean: number, absoluteError: number, centre: number): ErrorCurve {
  const cv = Math.min(3, Math.max(0.05, absoluteError / MEAN_ABSOLUTE / Math.max(mean, 1e-9)));
  const shape = 1 / (cv * cv);
  // in units of the mean absolute error; with the sd bounded by the mean the unit is bounded likewise
  const unit = cv * MEAN_ABSOLUTE;
  const values = CURVE_LEVELS.map((p) => (gammaQuantile(p, shape, 1 / shape) - 1) / unit);
  const beyond = (gammaQuantile(0.9995, shape, 1 / shape) - 1) / unit;
  return { centre, values, tail: (beyond - (values[LAST] as number)) / Math.log((1 - 0.995) / (1 - 0.9995)) };
}

/**
 * Curve of the standardised errors `sorted` (rising). Quantiles by the conformal rule: the smallest value that at least
 * p·(1 + 1/n) of the errors do not exceed (Lei et al. 2018, J. Am. Stat. Assoc. 113:1094), n being the windows that do not
 * overlap. Where fewer than five of those lie beyond a quantile it is extended by the mean excess of the largest tenth
 * (exponential tail), and all is drawn towards `prior` by its weight of 20 windows.
 */
export function empiricalCurve(sorted: Float64Array, independent: number, prior: ErrorCurve): ErrorCurve {
  const count = sorted.length;
  if (count === 0) return prior;
  const quantile = (p: number): number =>
    sorted[Math.max(0, Math.ceil(Math.min(1, p * (1 + 1 / independent)) * count - 1e-9) - 1)] as number;
  const supported = 1 - Math.min(0.5, BEYOND / independent);
  const read = Math.max(1, CURVE_LEVELS.filter((p) => p <= supported).length);
  const last = CURVE_LEVELS[read - 1] as number;
  const values = CURVE_LEVELS.slice(0, read).map(quantile);
  // mean excess over the tail's threshold
  const from = Math.min(count - 1, Math.floor(Math.min(TAIL_FROM, last) * count));
  let excess = 0;
  for (let at = from; at < count; at++) excess += ((sorted[at] as number) - (sorted[from] as number)) / (count - from);
  const tail = Math.max(1e-9, excess);
  const end = values[values.length - 1] as number;
  for (const p of CURVE_LEVELS.slice(values.length)) values.push(end + tail * Math.log((1 - last) / (1 - p)));
  const weight = independent / (independent + PRIOR_WINDOWS);
  const mix = (own: number, other: number): number => other + weight * (own - other);
  const mixed = values.map((value, index) => mix(value, prior.values[index] as number));
  for (let index = 1; index < mixed.length; index++) {
    mixed[index] = Math.max(mixed[index] as number, mixed[index - 1] as number);
  }
  return { centre: prior.centre, values: mixed, tail: mix(tail, prior.tail) };
}

/** The p quantile: linear in ln(p/(1 − p)) between the kept ones, an exponential tail above them, the same slope below. */
export function curveQuantile(curve: ErrorCurve, p: number): number {
  const { values, tail } = curve;
  if (p >= (CURVE_LEVELS[LAST] as number)) {
    return (values[LAST] as number) + tail * Math.log((1 - (CURVE_LEVELS[LAST] as number)) / (1 - p));
  }
  const x = logit(p);
  let above = 1;
  while (above < LAST && x > (LOGITS[above] as number)) above++;
  const left = LOGITS[above - 1] as number;
  const low = values[above - 1] as number;
  const slope = ((values[above] as number) - low) / ((LOGITS[above] as number) - left);
  return low + slope * (x - left);
}

/** Quantile for a window of ln size `size`, between the curves of smaller and of larger windows. */
export function quantileBySize(curves: readonly ErrorCurve[], size: number, p: number): number {
  const first = curves[0] as ErrorCurve;
  if (size <= first.centre) return curveQuantile(first, p);
  for (let at = 1; at < curves.length; at++) {
    const upper = curves[at] as ErrorCurve;
    if (size > upper.centre) continue;
    const lower = curves[at - 1] as ErrorCurve;
    const part = (size - lower.centre) / (upper.centre - lower.centre);
    return (1 - part) * curveQuantile(lower, p) + part * curveQuantile(upper, p);
  }
  return curveQuantile(curves[curves.length - 1] as ErrorCurve, p);
}
