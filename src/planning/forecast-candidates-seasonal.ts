import type { Candidate } from './forecast-candidates';
import { dampedSteps } from './forecast-methods/damped-trend';
import type { History } from './forecast-methods/history';
import { known, mean } from './statistics';

interface Weights {
  level: number;
  trend: number;
  /** of the trend, per period */
  damping: number;
  season: number;
}

const WEIGHTS: readonly Weights[] = [
  { level: 0.1, trend: 0, damping: 1, season: 0.2 },
  { level: 0.4, trend: 0, damping: 1, season: 0.2 },
  { level: 0.2, trend: 0.1, damping: 0.95, season: 0.2 },
  { level: 0.5, trend: 0.1, damping: 0.95, season: 0.3 },
  { level: 0.2, trend: 0.05, damping: 1, season: 0.2 },
];

/** Holt-Winters with fixed weights, started on the first season alone so that the second one can already judge it. */
function holtWintersRun(
  history: History,
  seasonLength: number,
  weights: Weights,
  multiplicative: boolean,
  most: number,
): Candidate | null {
  const neutral = multiplicative ? 1 : 0;
  const apart = (value: number, from: number) => (multiplicative ? value / from : value - from);
  const start = mean(known(history.slice(0, seasonLength)));
  if (start === null) return null;
  let level: number = start;
  let slope = 0;
  // the seasonal term of a period once it has passed; before that, of its position a season earlier
  const terms = new Float64Array(history.length);
  const seen = new Uint32Array(seasonLength);
  const levels = new Float64Array(history.length);
  const slopes = new Float64Array(history.length);
  for (let at = 0; at < history.length; at += 1) {
    const value = history[at] ?? null;
    const position = at % seasonLength;
    const first = at < seasonLength;
    const before = first ? neutral : (terms[at - seasonLength] ?? neutral);
    terms[at] = before;
    if (value !== null) {
      const times = (seen[position] ?? 0) + 1;
      seen[position] = times;
      const expected = level + weights.damping * slope;
      if (!first) {
        const smoothed = weights.level * apart(value, before) + (1 - weights.level) * expected;
        slope = weights.trend ? weights.trend * (smoothed - level) + (1 - weights.trend) * weights.damping * slope : 0;
        level = smoothed;
      }
      const weight = Math.max(weights.season, 1 / times);
      terms[at] = weight * apart(value, level) + (1 - weight) * before;
    } else if (!first) {
      level += weights.damping * slope;
      slope *= weights.damping;
    }
    levels[at] = level;
    slopes[at] = slope;
  }
  const steps = dampedSteps(weights.damping, most);
  return {
    family: 'seasonal',
    expected: (origin, ahead) => {
      const base = (levels[origin] ?? 0) + (slopes[origin] ?? 0) * (steps[ahead] ?? 0);
      const term = terms[origin + ahead - seasonLength * Math.ceil(ahead / seasonLength)] ?? neutral;
      return multiplicative ? base * term : base + term;
    },
  };
}

/** The newest known value of the same season position, or of the newest period where there is none. */
function seasonalNaiveRun(history: History, seasonLength: number): Candidate {
  const carried = new Float64Array(history.length);
  history.forEach((value, at) => {
    carried[at] = value ?? carried[at - seasonLength] ?? carried[at - 1] ?? 0;
  });
  return {
    family: 'seasonal',
    expected: (origin, ahead) => carried[origin + ahead - seasonLength * Math.ceil(ahead / seasonLength)] ?? 0,
  };
}

/**
 * The seasonal rules, given at least two seasons: seasonal naive and Holt-Winters with five sets of weights, additive and, for
 * demand above 0 throughout, multiplicative. They can be judged from the second season on.
 */
export function seasonalCandidates(history: History, seasonLength: number, most: number): Candidate[] {
  if (seasonLength < 2 || history.length < 2 * seasonLength) return [];
  const positive = known(history).every((value) => value > 0);
  return [
    seasonalNaiveRun(history, seasonLength),
    ...[false, true]
      .filter((multiplicative) => positive || !multiplicative)
      .flatMap((multiplicative) =>
        WEIGHTS.map((weights) => holtWintersRun(history, seasonLength, weights, multiplicative, most)),
      )
      .filter((candidate) => candidate !== null),
  ];
}
