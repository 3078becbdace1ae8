import { packsDown, packsUp } from './packs';

export interface OrderInput {
  /** order-up-to level */
  target: number;
  /** inventory position: available + on order */
  position: number;
  /** least quantity the supplier accepts */
  moq?: number;
  /** units in a carton, > 0 */
  pack?: number;
  /** most that may be ordered (budget, shelf life, space) */
  cap?: number;
  /** order only at or below this position */
  reorderLevel?: number;
}

/** Decimal fractions do not add up exactly in binary: numbers this near to each other are the same. */
const isAbove = (a: number, b: number): boolean => a - b > 1e-12 * Math.max(Math.abs(a), Math.abs(b));

/**
 * Order quantity, in sales units: 0 above the reorder level or when nothing is needed, else what lifts the position to
 * the order-up-to level, at least the MOQ, in whole cartons; over the cap the most whole cartons within it, and 0 where
 * that is under the MOQ. At the reorder level itself it orders (Silver, Pyke & Thomas 2017: order when position ≤ s).
 */
export function orderQuantity({ target, position, moq = 0, pack = 1, cap, reorderLevel }: OrderInput): number {
  if (!isAbove(target, position) || (reorderLevel !== undefined && isAbove(position, reorderLevel))) return 0;
  const quantity = packsUp(Math.max(target - position, moq), pack) * pack;
  if (cap === undefined || !isAbove(quantity, cap)) return quantity;
  const capped = packsDown(cap, pack) * pack;
  return isAbove(moq, capped) ? 0 : capped;
}
