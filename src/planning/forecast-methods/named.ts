import { CROSTON_ALPHA, croston, type CrostonVariant } from './croston';
import type { ForecastProblem, History } from './history';
import { holt } from './holt';
import { holtWinters, holtWintersStart, type Seasonality } from './holt-winters';
import { meanForecast, naiveForecast, seasonalNaive } from './naive';
import { simpleExponentialSmoothing } from './simple-exponential-smoothing';
import { tsb } from './tsb';
import { minimiseOnUnitCube, minimiseOnUnitInterval } from '../minimise';

export const NAMED_METHODS = [
  'croston',
  'sba',
  'sbj',
  'tsb',
  'ses',
  'holt',
  'hw-add',
  'hw-mul',
  'mean',
  'naive',
  'snaive',
] as const;
export type NamedMethod = (typeof NAMED_METHODS)[number];

/** Smoothing weights: given, or `null` to have them chosen; in an answer `null` where the method has none. */
export interface SmoothingWeights {
  alpha: number | null;
  beta: number | null;
  gamma: number | null;
}

export interface NamedForecast {
  /** units per period, may be negative */
  periods: number[];
  weights: SmoothingWeights;
  /** states the forecast starts from, as far as the method has them */
  states: Partial<Record<'level' | 'trend' | 'size' | 'interval' | 'probability', number>>;
}

export interface NamedInput extends SmoothingWeights {
  history: History;
  horizon: number;
  /** periods in a season; 1: none */
  seasonLength: number;
}

const UNUSED: SmoothingWeights = { alpha: null, beta: null, gamma: null };
const tooFew = (least: number): ForecastProblem => ({ problem: 'too_few', least });

/** Given weights stay; the others are those with the least squared one-step error. */
function choose(given: readonly (number | null)[], squaredError: (weights: readonly number[]) => number): number[] {
  const free = given.flatMap((weight, index) => (weight === null ? [index] : []));
  const complete = (chosen: readonly number[]): number[] =>
    given.map((weight, index) => weight ?? chosen[free.indexOf(index)] ?? 0);
  // no search is finer than this
  const rounded = (chosen: readonly number[]): number[] =>
    complete(chosen.map((weight) => Math.round(weight * 1e9) / 1e9));
  if (!free.length) return complete([]);
  if (free.length === 1) return rounded([minimiseOnUnitInterval((weight) => squaredError(complete([weight])))]);
  return rounded(minimiseOnUnitCube((weights) => squaredError(complete(weights)), free.length));
}

function runCroston(history: History, horizon: number, alpha: number | null, variant: CrostonVariant): NamedForecast {
  const used = alpha ?? CROSTON_ALPHA;
  const { rate, size, interval } = croston(history, used, variant);
  return {
    periods: Array<number>(horizon).fill(rate),
    weights: { ...UNUSED, alpha: used },
    states: { size, interval },
  };
}

function runTsb(history: History, horizon: number, given: SmoothingWeights): NamedForecast {
  const [alpha = 0, beta = 0] = choose([given.alpha, given.beta], ([a = 0, b = 0]) => tsb(history, a, b).squaredError);
  const { rate, size, probability } = tsb(history, alpha, beta);
  return {
    periods: Array<number>(horizon).fill(rate),
    weights: { alpha, beta, gamma: null },
    states: { size, probability },
  };
}

function runSimpleSmoothing(history: History, horizon: number, given: number | null): NamedForecast | ForecastProblem {
  const [alpha = 0] = choose([given], ([a = 0]) => simpleExponentialSmoothing(history, a)?.squaredError ?? 0);
  const level = simpleExponentialSmoothing(history, alpha)?.level;
  if (level === undefined) return tooFew(1);
  return { periods: Array<number>(horizon).fill(level), weights: { ...UNUSED, alpha }, states: { level } };
}

function runHolt(history: History, horizon: number, given: SmoothingWeights): NamedForecast | ForecastProblem {
  const [alpha = 0, beta = 0] = choose(
    [given.alpha, given.beta],
    ([a = 0, b = 0]) => holt(history, a, b)?.squaredError ?? 0,
  );
  const states = holt(history, alpha, beta);
  if (!states) return tooFew(2);
  const { level, trend } = states;
  return {
    periods: Array.from({ length: horizon }, (_, index) => level + (index + 1) * trend),
    weights: { alpha, beta, gamma: null },
    states: { level, trend },
  };
}

function runHoltWinters(
  { history, horizon, seasonLength, ...given }: NamedInput,
  seasonality: Seasonality,
): NamedForecast | ForecastProblem {
  const start = holtWintersStart(history, seasonLength, seasonality);
  if ('problem' in start) return start;
  const run = ([alpha = 0, beta = 0, gamma = 0]: readonly number[]) =>
    holtWinters(history, start, seasonality, { alpha, beta, gamma });
  const chosen = choose([given.alpha, given.beta, given.gamma], (weights) => run(weights).squaredError);
  const { level, trend, seasons } = run(chosen);
  const [alpha = 0, beta = 0, gamma = 0] = chosen;
  return {
    periods: Array.from({ length: horizon }, (_, index) => {
      const base = level + (index + 1) * trend;
      const season = seasons[index % seasonLength] ?? 0;
      return seasonality === 'additive' ? base + season : base * season;
    }),
    weights: { alpha, beta, gamma },
    states: { level, trend },
  };
}

/**
 * Forecast by one method. Weights left out are those with the least squared one-step error, α of the Croston family aside
 * (0.1).
 */
export function namedForecast(method: NamedMethod, input: NamedInput): NamedForecast | ForecastProblem {
  const { history, horizon, seasonLength } = input;
  const flat = (level: number | null): NamedForecast | ForecastProblem =>
    level === null ? tooFew(1) : { periods: Array<number>(horizon).fill(level), weights: UNUSED, states: { level } };
  switch (method) {
    case 'croston':
    case 'sba':
    case 'sbj':
      return runCroston(history, horizon, input.alpha, method);
    case 'tsb':
      return runTsb(history, horizon, input);
    case 'ses':
      return runSimpleSmoothing(history, horizon, input.alpha);
    case 'holt':
      return runHolt(history, horizon, input);
    case 'hw-add':
      return runHoltWinters(input, 'additive');
    case 'hw-mul':
      return runHoltWinters(input, 'multiplicative');
    case 'mean':
      return flat(meanForecast(history));
    case 'naive':
      return flat(naiveForecast(history));
    case 'snaive': {
      const season = seasonalNaive(history, seasonLength);
      if (!season) return { problem: 'too_few_seasons', least: 1 };
      return {
        periods: Array.from({ length: horizon }, (_, index) => season[index % seasonLength] ?? 0),
        weights: UNUSED,
        states: {},
      };
    }
  }
}
