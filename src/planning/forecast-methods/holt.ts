import type { History } from './history';

export interface LevelAndTrend {
  level: number;
  /** per period */
  trend: number;
  /** sum of the squared one-step forecast errors */
  squaredError: number;
}

/**
 * Holt's linear trend (Holt 1957; Hyndman & Athanasopoulos, fpp3 §8.2): l₁ = y₁, b₁ = y₂ − y₁, then
 * l ← αy + (1 − α)(l + b), b ← β(l − l₋₁) + (1 − β)b; h periods ahead is l + h·b. The same as R
 * `HoltWinters(gamma = FALSE)`.
 *
 * Time passes in an unknown period: the level moves on by the trend, which stays. Where unknown periods lie between the first
 * two known ones, b₁ is their difference per period. `null` with fewer than two known periods.
 */
export function holt(history: History, alpha: number, beta: number): LevelAndTrend | null {
  const first = history.findIndex((value) => value !== null);
  const second = history.findIndex((value, at) => at > first && value !== null);
  if (first < 0 || second < 0) return null;
  let level = history[second] ?? 0;
  let trend = (level - (history[first] ?? 0)) / (second - first);
  let squaredError = 0;
  for (let at = second + 1; at < history.length; at += 1) {
    const value = history[at] ?? null;
    const expected = level + trend;
    if (value === null) {
      level = expected;
      continue;
    }
    squaredError += (value - expected) ** 2;
    const before = level;
    level = alpha * value + (1 - alpha) * expected;
    trend = beta * (level - before) + (1 - beta) * trend;
  }
  return { level, trend, squaredError };
}
