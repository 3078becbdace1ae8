import type { PreparedSeries } from './history';
import type { CommonKnowledge } from './knowledge';
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
  if (points.length < LEAST_SERIES) return { coefficient: 1.5, exponent: 1.5 };
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

/** Spread of one item from the errors of its rolling forecasts, drawn towards that of other series of its level. */
export function spreadOf(
  demand: Float64Array,
  offset: number,
  { origins, expected }: RollingForecasts,
  common: CommonKnowledge['spread'],
): Spread {
  const { exponent } = common;
  const lossAt = new Float64Array(demand.length);
  const sizeAt = new Float64Array(demand.length);
  const countAt = new Float64Array(demand.length);
  origins.forEach((origin, index) => {
    (expected[index] ?? []).forEach((value, step) => {
      const at = origin - offset + 1 + step;
      const actual = demand[at];
      if (actual === undefined || Number.isNaN(actual)) return;
      lossAt[at] = (lossAt[at] as number) + (actual - value) ** 2;
      sizeAt[at] = (sizeAt[at] as number) + value ** exponent;
      countAt[at] = (countAt[at] as number) + 1;
    });
  });
  let squares = 0;
  let sizes = 0;
  let periods = 0;
  let whole = true;
  for (let at = 0; at < demand.length; at += 1) {
    const value = demand[at] as number;
    if (!Number.isNaN(value) && value !== Math.round(value)) whole = false;
    const count = countAt[at] as number;
    if (count === 0) continue;
    squares += (lossAt[at] as number) / count;
    sizes += (sizeAt[at] as number) / count;
    periods += 1;
  }
  const typical = periods && sizes > 0 ? sizes / periods : 1;
  return {
    coefficient: (squares + COMMON_PERIODS * common.coefficient * typical) / (sizes + COMMON_PERIODS * typical),
    exponent,
    whole,
  };
}
