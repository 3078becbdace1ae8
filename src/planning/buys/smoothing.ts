import { normalCdf, normalDensity } from '../normal';
import { packsDown, packsUp } from '../packs';

/** Rounds whose mean an order is held against. */
export const ROUNDS_BEFORE = 4;

export interface SmoothingInput {
  /** what would be ordered without smoothing */
  qty: number;
  /** mean order of the rounds before, units */
  mean: number;
  /** most an order may differ from it, as a share of it */
  cap: number;
  moq: number;
  pack: number;
  /** least order with which what is projected lasts until the next round's order arrives */
  needed: number;
  /** most that may be ordered: up to the maximum, the shelf life and the first-batch cap; 0: nothing */
  most: number;
}

/**
 * An order held within mean × (1 ± cap) of the orders before, in whole packs and 0 or at least the MOQ. It is never cut below
 * what keeps the item in stock until the next order arrives, nor raised beyond the maximum. Where the band holds no quantity
 * that can be ordered (an MOQ over it), the order stays as it is.
 *
 * Source: production smoothing by limits on change, Holt, Modigliani, Muth & Simon (1960); order smoothing against the
 * bullwhip effect, Disney & Towill, IJPE 82 (2003).
 */
export function smoothedOrder({ qty, mean, cap, moq, pack, needed, most }: SmoothingInput): number {
  if (!(mean > 0)) return qty;
  const least = packsUp(Math.max(moq, pack), pack) * pack;
  const high = packsDown(mean * (1 + cap), pack) * pack;
  const low = packsUp(mean * Math.max(0, 1 - cap), pack) * pack;
  if (qty > high) return Math.min(qty, Math.max(high, least, packsUp(needed, pack) * pack));
  if (qty < low && least <= high) {
    const raised = Math.min(Math.max(low, least), packsDown(most, pack) * pack);
    return raised >= least && raised > qty ? raised : qty;
  }
  return qty;
}

const variance = (values: readonly number[]): number => {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
};

/** Variance of a normal deviate of this sd held within ± limit. */
export function clampedVariance(sd: number, limit: number): number {
  if (!(sd > 0)) return 0;
  const k = limit / sd;
  if (k > 8) return sd * sd;
  return sd * sd * (2 * normalCdf(k) - 1 - 2 * k * normalDensity(k) + 2 * k * k * normalCdf(-k));
}

export interface BullwhipInput {
  /** orders and demand of the rounds ahead */
  orders: readonly number[];
  demand: readonly number[];
  /** sd of the error of a round's forecast */
  sd: number;
  /** most that an order may differ from the mean of those before, units; null: no smoothing */
  limit: number | null;
}

/**
 * Variance of orders / variance of demand, by round ahead. Both have two parts: what the plan foresees to change from round
 * to round, and what demand will miss the forecast by, which an order-up-to rule passes on in full (an order replaces what
 * was sold) and a smoothed one within its limit. Above 1 the supplier sees more unrest than the shop; null under two rounds or
 * where demand does not vary at all.
 *
 * Source: Lee, Padmanabhan & Whang, Management Science 43 (1997); the ratio: Chen, Drezner, Ryan & Simchi-Levi, Management
 * Science 46 (2000).
 */
export function bullwhipRatio({ orders, demand, sd, limit }: BullwhipInput): number | null {
  if (orders.length < 2) return null;
  const error = sd * sd;
  const below = variance(demand) + error;
  const mean = demand.reduce((sum, value) => sum + value, 0) / demand.length;
  if (!(below > 1e-9 * (1 + mean * mean))) return null;
  return (variance(orders) + (limit === null ? error : clampedVariance(sd, limit))) / below;
}
