import type { BuyDraft, RoundOrder } from '../buys/buy-draft';
import { capitalReturn } from '../buys/order-worth';
import type { UnrankedRow } from '../plan-row';
import type { Sentence } from '../types';

const because = (
  order: RoundOrder,
  wanted: number,
  draft: BuyDraft,
  budget: number | null,
  currency: string,
): Sentence => {
  const id = order.reason === 'lane_full' ? 'lane_full' : 'over_budget';
  const values = { qty: order.qty, wanted, lane: draft.lane_id, budget: budget ?? 0, currency };
  return { id: order.qty > 0 ? `buy_${id}` : `hold_${id}`, values };
};

/** A row whose order a lane or the budget cut: what is left of it, and why. It still has to be ordered today. */
export function cutRow(
  row: UnrankedRow,
  draft: BuyDraft,
  order: RoundOrder,
  { budget, currency }: { budget: number | null; currency: string },
): UnrankedRow {
  const { qty } = order;
  return {
    ...row,
    action: qty > 0 ? row.action : 'hold',
    order_qty: qty,
    arrives: qty > 0 ? row.arrives : null,
    reason: order.reason,
    value: draft.unitCost === null ? null : qty * draft.unitCost,
    capital_return: capitalReturn(draft.worth, qty > 0 ? qty : draft.first.qty, draft.unitCost),
    explanation: [because(order, draft.first.qty, draft, budget, currency), ...row.explanation.slice(1)],
  };
}
