import { mean } from '../statistics';
import { firstKnown, type ForecastProblem, type History } from './history';

export type Seasonality = 'additive' | 'multiplicative';

/** States before the second season begins. */
export interface HoltWintersStart {
  /** position of the first known period in the history: the season is counted from there */
  from: number;
  level: number;
  trend: number;
  /** one per season position, the first known period's first */
  seasons: number[];
}

export interface HoltWintersStates {
  level: number;
  trend: number;
  /** the seasonal terms of the next periods, the one right after the history first */
  seasons: number[];
  /** sum of the squared one-step forecast errors from the second season on */
  squaredError: number;
}

/** Centred moving average over one season, with half weights at the ends where its length is even. */
function centredTrend(values: readonly number[], seasonLength: number): { from: number; trend: number[] } {
  const from = Math.floor(seasonLength / 2);
  const even = seasonLength % 2 === 0;
  const trend: number[] = [];
  for (let at = from; at + from < values.length; at += 1) {
    let sum = 0;
    for (let lag = -from; lag <= from; lag += 1) {
      sum += (values[at + lag] ?? 0) * (even && Math.abs(lag) === from ? 0.5 : 1);
    }
    trend.push(sum / seasonLength);
  }
  return { from, trend };
}

/** Level before the first value and slope of the least-squares line through values at 1, 2, 3, … */
function line(values: readonly number[]): { level: number; trend: number } {
  const middle = (values.length + 1) / 2;
  const centre = mean(values) ?? 0;
  let covariance = 0;
  let variance = 0;
  values.forEach((value, index) => {
    covariance += (index + 1 - middle) * (value - centre);
    variance += (index + 1 - middle) ** 2;
  });
  const trend = variance > 0 ? covariance / variance : 0;
  return { level: centre - trend * middle, trend };
}

/**
 * Start values from the first two seasons, as R `HoltWinters` and `decompose` take them: level and trend from the line through
 * the centred moving average; the season from the differences to it (multiplicative: the ratios), their mean brought to 0
 * (multiplicative: 1).
 *
 * The two seasons are counted from the first known period. A period unknown in one of them is read from the other; unknown in
 * both, or fewer than two seasons: `too_few_seasons`.
 */
export function holtWintersStart(
  history: History,
  seasonLength: number,
  seasonality: Seasonality,
): HoltWintersStart | ForecastProblem {
  const from = firstKnown(history);
  const tooFew: ForecastProblem = { problem: 'too_few_seasons', least: 2 };
  if (from < 0 || history.length - from < 2 * seasonLength) return tooFew;
  if (seasonality === 'multiplicative' && history.some((value) => value !== null && value <= 0))
    return { problem: 'not_positive' };

  const window: number[] = [];
  for (let at = 0; at < 2 * seasonLength; at += 1) {
    const other = at < seasonLength ? at + seasonLength : at - seasonLength;
    const value = history[from + at] ?? history[from + other] ?? null;
    if (value === null) return tooFew;
    window.push(value);
  }
  const { from: offset, trend } = centredTrend(window, seasonLength);
  const bySeason: number[][] = Array.from({ length: seasonLength }, () => []);
  trend.forEach((centre, index) => {
    const value = window[offset + index] ?? 0;
    bySeason[(offset + index) % seasonLength]?.push(seasonality === 'additive' ? value - centre : value / centre);
  });
  const figures = bySeason.map((one) => mean(one) ?? 0);
  const centre = mean(figures) ?? 0;
  const seasons = figures.map((figure) => (seasonality === 'additive' ? figure - centre : figure / centre));
  return { from, ...line(trend), seasons };
}

/** A level or season that has fallen to nothing says nothing about the other: what was there stays. */
function ratio(value: number, by: number, otherwise: number): number {
  const found = value / by;
  return by > 0 && Number.isFinite(found) ? found : otherwise;
}

/**
 * Holt-Winters with a trend and an additive or multiplicative season (Winters 1960), in the form of R `HoltWinters`, which
 * corrects the season with the new level:
 * l ← α(y − s₋ₘ) + (1 − α)(l + b), b ← β(l − l₋₁) + (1 − β)b, s ← γ(y − l) + (1 − γ)s₋ₘ; multiplicative with y/s and y/l.
 * Smoothing begins with the second season. h periods ahead is l + h·b + s (multiplicative: × s).
 *
 * In an unknown period the level moves on by the trend; its season position keeps its term.
 */
export function holtWinters(
  history: History,
  start: HoltWintersStart,
  seasonality: Seasonality,
  parameters: { alpha: number; beta: number; gamma: number },
): HoltWintersStates {
  const { alpha, beta, gamma } = parameters;
  const additive = seasonality === 'additive';
  const seasons = [...start.seasons];
  const seasonLength = seasons.length;
  let { level, trend } = start;
  let squaredError = 0;
  let position = 0;
  for (let at = start.from + seasonLength; at < history.length; at += 1) {
    const value = history[at] ?? null;
    const season = seasons[position] ?? 0;
    const expected = level + trend;
    if (value === null) {
      level = expected;
    } else {
      squaredError += (value - (additive ? expected + season : expected * season)) ** 2;
      const before = level;
      level = alpha * (additive ? value - season : ratio(value, season, expected)) + (1 - alpha) * expected;
      trend = beta * (level - before) + (1 - beta) * trend;
      seasons[position] = gamma * (additive ? value - level : ratio(value, level, season)) + (1 - gamma) * season;
    }
    position = position + 1 === seasonLength ? 0 : position + 1;
  }
  return { level, trend, seasons: [...seasons.slice(position), ...seasons.slice(0, position)], squaredError };
}
