/** Of the differences of neighbouring weeks: what a forecast "as last week" would have been off by. */
export interface NaiveScale {
  /** mean absolute difference, the scale of MASE */
  absolute: number;
  /** mean square difference, the scale of RMSSE */
  square: number;
}

/**
 * Naive scales of an item's history as it grew, `history[0]` being the newest week: entry k is over the weeks k, k + 1, …, which
 * is what a forecast made k weeks ago knew. Only neighbours that are both known count; null where there are none.
 * Source: Hyndman & Koehler 2006, Int. J. Forecasting 22:679 (in-sample one-step naive error).
 */
export function naiveScales(history: readonly (number | null)[]): (NaiveScale | null)[] {
  const scales = new Array<NaiveScale | null>(history.length).fill(null);
  let absolute = 0;
  let square = 0;
  let count = 0;
  for (let k = history.length - 2; k >= 0; k--) {
    const newer = history[k] ?? null;
    const older = history[k + 1] ?? null;
    if (newer !== null && older !== null) {
      const difference = newer - older;
      absolute += Math.abs(difference);
      square += difference * difference;
      count++;
    }
    if (count > 0) scales[k] = { absolute: absolute / count, square: square / count };
  }
  return scales;
}
