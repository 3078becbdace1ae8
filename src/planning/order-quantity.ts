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

/** So that 0.3 / 0.1 is three cartons and not four. */
const SLACK = 1e-9;

/**
 * Order quantity, in sales units: 0 above the reorder level or when nothing is needed, else what lifts the position to
 * the order-up-to level, at least the MOQ, in whole cartons; over the cap the most whole cartons within it, and 0 where
 * that is under the MOQ. At the reorder level itself it orders (Silver, Pyke & Thomas 2017: order when position ≤ s).
 */
export function orderQuantity({ target, position, moq = 0, pack = 1, cap, reorderLevel }: OrderInput): number {
  const need = target - position;
  if (need <= 0 || (reorderLevel !== undefined && position > reorderLevel)) return 0;
  const quantity = Math.ceil(Math.max(need, moq) / pack - SLACK) * pack;
  if (cap === undefined || quantity <= cap) return quantity;
  const capped = Math.floor(cap / pack + SLACK) * pack;
  return capped < moq ? 0 : Math.max(0, capped);
}
