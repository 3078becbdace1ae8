/** A distribution over few whole values: what each draw may take, counted from the smallest value, and how often it does. */
export interface Atoms {
  /** rising, the first 0 */
  values: Int32Array;
  weights: Float64Array;
  /** values and weights in use */
  length: number;
}

export const spanOf = (atoms: Atoms): number => atoms.values[atoms.length - 1] as number;

/** How near a cumulative share has to come to the probability asked for: rounding of either must not push the answer up. */
export const toleranceOf = (p: number, count: number): number =>
  Math.min(Math.max(1e-12, 1e-15 * count), 1e-6 * Math.min(p, 1 - p));
