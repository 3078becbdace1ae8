import { coefficientOfVariation } from '../demand-class';

/** Whether demand up to a week was steady: CV at or under the limit, over it (or no demand), or too few weeks to say. */
export const UNSTEADY = 0;
export const STEADY = 1;
export const STEADINESS_UNKNOWN = 2;

/** CV of values[from … to), see coefficientOfVariation; without an array of its own for each of a million windows. */
function windowCv(values: Float64Array, from: number, to: number): number | null {
  const count = to - from;
  if (count < 2) return null;
  let total = 0;
  for (let at = to - 1; at >= from; at--) total += values[at] as number;
  const centre = total / count;
  if (centre <= 0) return null;
  let squares = 0;
  for (let at = to - 1; at >= from; at--) squares += ((values[at] as number) - centre) ** 2;
  const cv = Math.sqrt(squares / (count - 1)) / centre;
  // beyond the range of squares the slow way scales first
  return Number.isFinite(cv) ? cv : coefficientOfVariation([...values.subarray(from, to)].reverse());
}

/** Where one SKU's weeks lie in the blocks of all of them. */
export interface Place {
  start: number;
  weeks: number;
}

export interface SteadinessInput {
  /** weekly demand of one SKU, oldest first, NaN unknown */
  demand: Float64Array;
  isQuiet: (week: number) => boolean;
  /** CV of so many weeks, and the most that is steady */
  window: number;
  limit: number;
}

/**
 * Steadiness by week over the newest `window` known weeks without promotion up to each week, written to `states` at the place; the
 * quiet weeks' demand goes to `quiet`, closed up. Answers how many those are and the newest CV.
 */
export function steadinessOf(
  { demand, isQuiet, window, limit }: SteadinessInput,
  { start, weeks }: Place,
  states: Uint8Array,
  quiet: Float64Array,
): { count: number; cv: number | null } {
  let count = 0;
  let cv: number | null = null;
  let state = STEADINESS_UNKNOWN;
  for (let week = 0; week < weeks; week++) {
    const units = demand[week] as number;
    if (!Number.isNaN(units) && isQuiet(week)) {
      quiet[start + count++] = units;
      cv = windowCv(quiet, start + Math.max(0, count - window), start + count);
      state = cv === null ? (count < 2 ? STEADINESS_UNKNOWN : UNSTEADY) : cv <= limit ? STEADY : UNSTEADY;
    }
    states[start + week] = state;
  }
  return { count, cv };
}
