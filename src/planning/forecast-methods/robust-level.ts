import type { History } from './history';

/** A period counts for at most this many times the size of a usual selling period … */
const CAP = 2;
/** … which itself follows larger ones no faster than this. */
const SIZE_CAP = 3;
const SIZE_ALPHA = 0.1;
/** Selling periods before a size is usual. */
const LEAST_SELLING = 3;
/** Memory of the share of demand above the cap. */
const EXCESS_MEMORY = 0.98;

export interface RobustWeights {
  /** weight of a period relative to the next newer one, 0–1 */
  memory: number;
  /** how much of what lies above the cap is spread over all periods: 0 none (a usual period), 1 all (the mean) */
  excess: number;
}

/**
 * Level of skewed demand that a single large period does not carry away: exponential smoothing that begins as the plain mean, of
 * each period held to twice the size of a usual selling period. What is cut off comes back spread over time: the level is
 * taken times (all demand / capped demand)^excess, both remembered long. With excess 1 it is a mean, with 0 near a median; in
 * between it weighs sizes of errors against bias.
 *
 * Unknown periods are skipped. `levels` is filled from position `from` on with the level after each period.
 */
export function robustLevel(history: History, { memory, excess }: RobustWeights, levels: Float64Array, from = 0): void {
  let sum = 0;
  let weight = 0;
  let size = 0;
  let count = 0;
  let all = 0;
  let usual = 0;
  for (let at = 0; at < history.length; at += 1) {
    const value = history[at] ?? null;
    sum *= memory;
    weight *= memory;
    all *= EXCESS_MEMORY;
    usual *= EXCESS_MEMORY;
    if (value !== null) {
      const capped = count >= LEAST_SELLING ? Math.min(value, CAP * size) : value;
      sum += capped;
      weight += 1;
      all += value;
      usual += capped;
      if (value > 0) {
        count += 1;
        const known = count > LEAST_SELLING ? Math.min(value, SIZE_CAP * size) : value;
        size += Math.max(SIZE_ALPHA, 1 / count) * (known - size);
      }
    }
    if (at >= from) levels[at] = weight > 0 ? (sum / weight) * (usual > 0 ? (all / usual) ** excess : 1) : 0;
  }
}
