import type { History } from './history';

export interface TrendWeights {
  level: number;
  /** of the slope, as a share of that of the level */
  slope: number;
  /** of the slope, per period */
  damping: number;
}

/** Sum of the damped steps 1 … ahead: φ + φ² + … (Gardner & McKenzie 1985). */
export function dampedSteps(damping: number, most: number): Float64Array {
  const steps = new Float64Array(most + 1);
  for (let ahead = 1; ahead <= most; ahead += 1) steps[ahead] = (steps[ahead - 1] ?? 0) + damping ** ahead;
  return steps;
}

/**
 * Holt's trend, damped, in error-correction form; its first weights are those of a line through the first few periods. The
 * forecast so many periods ahead is level + slope · dampedSteps of them.
 *
 * Unknown periods are skipped. `levels` and `slopes` are filled from position `from` on with the state after each period.
 */
export function dampedTrend(
  history: History,
  weights: TrendWeights,
  levels: Float64Array,
  slopes: Float64Array,
  from = 0,
): void {
  let level = 0;
  let slope = 0;
  let count = 0;
  for (let at = 0; at < history.length; at += 1) {
    const value = history[at] ?? null;
    slope *= weights.damping;
    level += slope;
    if (value !== null) {
      count += 1;
      const error = value - level;
      level += Math.max(weights.level, 1 / count) * error;
      if (count > 1) slope += Math.max(weights.level * weights.slope, 3 / (count * count)) * error;
    }
    if (at >= from) {
      levels[at] = level;
      slopes[at] = slope;
    }
  }
}
