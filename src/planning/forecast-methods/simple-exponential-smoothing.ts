import type { History } from './history';

export interface SmoothedLevel {
  level: number;
  /** sum of the squared one-step forecast errors */
  squaredError: number;
}

/**
 * Simple exponential smoothing (Brown 1959; Hyndman & Athanasopoulos, fpp3 §8.1): l₁ = y₁, then l ← l + α(y − l); every
 * period ahead is the last level. An unknown period leaves the level as it is. `null` without a known period.
 */
export function simpleExponentialSmoothing(history: History, alpha: number): SmoothedLevel | null {
  let level: number | null = null;
  let squaredError = 0;
  for (const value of history) {
    if (value === null) continue;
    if (level === null) {
      level = value;
      continue;
    }
    const error = value - level;
    squaredError += error * error;
    // this form, unlike l + α(y − l), is exact at α = 1
    level = alpha * value + (1 - alpha) * level;
  }
  return level === null ? null : { level, squaredError };
}
