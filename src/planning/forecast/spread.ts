import type { PreparedSeries } from './history';
import { USUAL_SPREAD, type CommonKnowledge } from './knowledge';
import type { RollingForecasts, Spread } from './types';

const LEAST_SERIES = 10;

/**
 * How the variance of a period grows with the level, from the series' own means and variances: ln variance on ln mean by least
 * squares, the power law of inventory practice (Silver, Pyke & Thomas 2017, ch. 3), exponent between that of counts and that of
 * a constant coefficient of variation.
 */
export function learnSpread(prepared: readonly PreparedSeries[]): CommonKnowledge['spread'] {
  const points: [number, number][] = [];
  for (const { demand, known } of prepared) {
    if (known < 8) continue;
    let sum = 0;
    for (const value of demand) if (!Number.isNaN(value)) sum += value;
    const mean = sum / known;
    let squares = 0;
    for (const value of demand) if (!Number.isNaN(value)) squares += (value - mean) ** 2;
    const variance = squares / (known - 1);
    if (mean > 0 && variance > 0) points.push([Math.log(mean), Math.log(variance)]);
  }
  if (points.length < LEAST_SERIES) return USUAL_SPREAD;
  const count = points.length;
  const mx = points.reduce((sum, [x]) => sum + x, 0) / count;
  const my = points.reduce((sum, [, y]) => sum + y, 0) / count;
  let sxx = 0;
  let sxy = 0;
  for (const [x, y] of points) {
    sxx += (x - mx) ** 2;
    sxy += (x - mx) * (y - my);
  }
  // as if a few more series lay on the exponent 1.5
  const exponent = Math.min(2, Math.max(1, (sxy + 1.5 * 3) / (sxx + 3)));
  return { coefficient: Math.exp(my - exponent * mx), exponent };
}

/** Periods the spread of other series weighs beside an item's own errors. */
const COMMON_PERIODS = 6;
/** Errors this many periods old count half: early forecasts knew less. */
const HALF_LIFE = 52;
/** The 90 % point of a skewed demand lies about this many standard deviations above its mean. */
const UPPER = 0.9;
const UPPER_DEVIATIONS = 1.33;
/** Pairs of forecast and actual from which the 90 % point of an item's errors says something. */
const LEAST_PAIRS = 30;

/**
 * Spread of one item from the errors of its rolling forecasts, drawn towards that of other series of its level. A few huge
 * errors make the variance, and say little of the usual band: the geometric mean of the variance and of what the 90 % point of
 * the errors implies serves both.
 */
export function spreadOf(
  demand: Float64Array,
  offset: number,
  { origins, expected }: RollingForecasts,
  common: CommonKnowledge['spread'],
): Spread {
  const { exponent } = common;
  const pairs = expected.reduce((sum, steps) => sum + steps.length, 0);
  const relative = new Float64Array(pairs);
  let found = 0;
  let squares = 0;
  let sizes = 0;
  let weights = 0;
  let periods = 0;
  const seen = new Uint8Array(demand.length);
  // what an error of each period counts by its age
  const ageing = new Float64Array(demand.length);
  for (let at = 0; at < demand.length; at += 1) ageing[at] = 0.5 ** ((demand.length - 1 - at) / HALF_LIFE);
  let former = NaN;
  let formerSize = NaN;
  // plain loops: a figure that a closure changes is a new object each time
  for (let index = 0; index < origins.length; index += 1) {
    const origin = origins[index] as number;
    const steps = expected[index] ?? [];
    for (let step = 0; step < steps.length; step += 1) {
      const at = origin - offset + 1 + step;
      if (at >= demand.length) break;
      const actual = demand[at] as number;
      const value = steps[step] as number;
      if (Number.isNaN(actual) || !(value > 0)) continue;
      const weight = ageing[at] as number;
      // forecasts of one origin are often all alike
      const size = value === former ? formerSize : value ** exponent;
      former = value;
      formerSize = size;
      squares += weight * (actual - value) ** 2;
      sizes += weight * size;
      weights += weight;
      relative[found++] = (actual - value) / Math.sqrt(size);
      if (seen[at] === 0) periods += 1;
      seen[at] = 1;
    }
  }
  let whole = true;
  for (let at = 0; at < demand.length && whole; at += 1) {
    const value = demand[at] as number;
    if (!Number.isNaN(value) && value !== Math.round(value)) whole = false;
  }
  const typical = weights > 0 ? sizes / weights : 1;
  const mean = weights > 0 ? squares / weights : 0;
  const moment =
    (periods * mean + COMMON_PERIODS * common.coefficient * typical) / ((periods + COMMON_PERIODS) * typical);
  let coefficient = moment;
  if (found >= LEAST_PAIRS) {
    const upper = relative.subarray(0, found).sort()[Math.floor(UPPER * found)] as number;
    const implied = (upper / UPPER_DEVIATIONS) ** 2;
    const share = periods / (periods + COMMON_PERIODS) / 2;
    // far from the variance it rests on too few errors to be followed all the way
    if (upper > 0) coefficient = moment ** (1 - share) * Math.min(4 * moment, Math.max(moment / 4, implied)) ** share;
  }
  return { coefficient, exponent, whole };
}
