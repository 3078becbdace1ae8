import type { Decision } from '../plan-decision';
import type { RoundOrder } from './buy-draft';
import { OrderFlow, type OrderRules } from './rounds';

/**
 * This week's order after smoothing: `decision` as it was, or with the order moved towards those before. An order that was
 * not due may be brought forward where the item holds (never where it is to be stopped or cleared).
 */
export function smoothedDecision(
  decision: Decision,
  rules: OrderRules,
  most: number,
): { decision: Decision; unsmoothed: number | null } {
  const { action, orderQty } = decision;
  const may =
    action === 'buy' || (action === 'hold' && decision.reason !== 'bonded_gate' && decision.reason !== 'first_batch');
  if (!may || !rules.open) return { decision, unsmoothed: null };
  const qty = new OrderFlow(rules).smooth(orderQty, Math.max(orderQty, most));
  if (qty === orderQty) return { decision, unsmoothed: null };
  return {
    decision: { ...decision, action: 'buy', reason: 'smoothed', orderQty: qty, wanted: decision.wanted ?? orderQty },
    unsmoothed: orderQty,
  };
}

export function firstRound(week: number, decision: Decision, unsmoothed: number | null): RoundOrder {
  const allowed = unsmoothed ?? decision.orderQty;
  return { week, wanted: decision.wanted ?? allowed, allowed, qty: decision.orderQty, reason: decision.reason };
}
