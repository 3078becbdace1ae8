import { demandClass } from './demand-class';
import { croston } from './forecast-methods/croston';
import { dampedSteps, dampedTrend, type TrendWeights } from './forecast-methods/damped-trend';
import type { History } from './forecast-methods/history';
import { robustLevel } from './forecast-methods/robust-level';
import { tsb } from './forecast-methods/tsb';
import { known } from './statistics';

export type CandidateFamily = 'mean' | 'smoothing' | 'robust' | 'trend' | 'intermittent' | 'seasonal';

/** A rule with fixed parameters, run along the whole history once: every origin sees only what was known by then. */
export interface Candidate {
  family: CandidateFamily;
  /** forecast made after the period `origin` for the period `ahead` (1, 2, …) later; may be negative */
  expected(origin: number, ahead: number): number;
}

/** Known periods averaged; the last one is all of them. */
const WINDOWS = [8, 13, 26, 52, Infinity];
const ROBUST_MEMORIES = [0.95, 0.8, 0.6];
const ALPHAS = [0.02, 0.05, 0.1, 0.2, 0.3];
const TRENDS: readonly TrendWeights[] = [
  { level: 0.2, slope: 0.1, damping: 0.9 },
  { level: 0.5, slope: 0.2, damping: 0.95 },
  { level: 0.8, slope: 0.3, damping: 0.95 },
  { level: 0.5, slope: 0.1, damping: 1 },
];
/** Under this many known periods a slope is mostly chance. */
const TREND_PERIODS = 12;

const flat = (family: CandidateFamily, levels: Float64Array): Candidate => ({
  family,
  expected: (origin) => levels[origin] ?? 0,
});

function movingMean(history: History, window: number): Candidate {
  const levels = new Float64Array(history.length);
  const values = known(history);
  let count = 0;
  let sum = 0;
  for (let at = 0; at < history.length; at += 1) {
    const value = history[at] ?? null;
    if (value !== null) {
      sum += value - (count >= window ? (values[count - window] ?? 0) : 0);
      count += 1;
    }
    levels[at] = sum / Math.max(1, Math.min(count, window));
  }
  return flat('mean', levels);
}

/** Simple exponential smoothing that begins as the plain mean: the weight of the k-th known period is at least 1/k. */
function smoothing(history: History, alpha: number): Candidate {
  const levels = new Float64Array(history.length);
  let level = 0;
  let count = 0;
  for (let at = 0; at < history.length; at += 1) {
    const value = history[at] ?? null;
    if (value !== null) {
      count += 1;
      level += Math.max(alpha, 1 / count) * (value - level);
    }
    levels[at] = level;
  }
  return flat('smoothing', levels);
}

function trend(history: History, weights: TrendWeights, most: number): Candidate {
  const levels = new Float64Array(history.length);
  const slopes = new Float64Array(history.length);
  const steps = dampedSteps(weights.damping, most);
  dampedTrend(history, weights, levels, slopes);
  return {
    family: 'trend',
    expected: (origin, ahead) => (levels[origin] ?? 0) + (slopes[origin] ?? 0) * (steps[ahead] ?? 0),
  };
}

/**
 * The rules without a season: means over the newest 8, 13, 26, 52 and all periods; exponential smoothing with five weights; three
 * levels that one large period does not carry away;
 * with a dozen known periods damped and straight trends; for intermittent and lumpy demand SBA and TSB. `most` is the furthest
 * period ahead that will be asked for.
 */
export function plainCandidates(history: History, most: number): Candidate[] {
  const values = known(history);
  const candidates = [
    ...WINDOWS.filter((window) => window < values.length || window === Infinity).map((window) =>
      movingMean(history, window),
    ),
    ...ALPHAS.map((alpha) => smoothing(history, alpha)),
  ];
  for (const memory of ROBUST_MEMORIES) {
    const levels = new Float64Array(history.length);
    robustLevel(history, { memory, excess: 0.5 }, levels);
    candidates.push(flat('robust', levels));
  }
  if (values.length >= TREND_PERIODS) candidates.push(...TRENDS.map((weights) => trend(history, weights, most)));
  if (['intermittent', 'lumpy'].includes(demandClass(values, { leadingZeros: 'count' }))) {
    const sba = new Float64Array(history.length);
    croston(history, 0.1, 'sba', sba);
    const fading = new Float64Array(history.length);
    tsb(history, 0.1, 0.1, fading);
    candidates.push(flat('intermittent', sba), flat('intermittent', fading));
  }
  return candidates;
}
