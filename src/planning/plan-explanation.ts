import { formatDay } from './calendar';
import type { Decision, Situation } from './plan-decision';
import type { Sentence } from './types';

export interface ExplanationInput extends Situation {
  decision: Decision;
  asOf: number;
  leadP90: number;
  /** days without stock before an order placed today arrives */
  gapDays: number;
  /** sales lost over the protection interval, in money; null: unknown */
  lost: number | null;
  currency: string;
  orderBy: string | null;
}

const sentence = (id: string, values: Sentence['values'] = {}): Sentence => ({ id, values });

function buy({ item, supply, cover, leadP50, leadP90, decision, levels }: ExplanationInput): Sentence {
  const { moq, pack_qty: pack } = item.sku;
  const need = levels.target - supply.position;
  // a third sentence on its way leaves no room for how the quantity was rounded
  const short = supply.late > 0 || supply.undated > 0;
  const rounding = short ? '' : moq !== null && moq > need ? '_moq' : pack !== null && pack > 1 ? '_pack' : '';
  return sentence(`${supply.available <= 0 ? 'buy_out' : 'buy'}${rounding}`, {
    qty: decision.orderQty,
    cover: cover ?? 0,
    p50: leadP50,
    p90: leadP90,
    ...(rounding === '_moq' ? { moq: moq ?? 0 } : {}),
    ...(rounding === '_pack' ? { pack: pack ?? 1 } : {}),
  });
}

function consequence(input: ExplanationInput): Sentence[] {
  const { gapDays, item, projection, asOf, lost, currency, decision } = input;
  if (gapDays >= 1) {
    const directMail = item.warehouse.type === 'bonded' && item.sku.hs_remark !== 'bonded_only';
    return [sentence(directMail ? 'gap_bonded' : 'gap', { days: gapDays })];
  }
  if (decision.reason === 'for_promotion') return [sentence('for_promotion')];
  if (projection.emptyDay === null) return [];
  const date = formatDay(asOf + Math.floor(projection.emptyDay));
  return lost !== null && lost > 0
    ? [sentence('if_not_money', { date, lost, currency })]
    : [sentence('if_not', { date })];
}

function stop({ decision, item, tier, supply, levels, quietWeeks }: ExplanationInput): Sentence[] {
  const sellThrough = supply.available > 0 ? [sentence('sell_through', { available: supply.available })] : [];
  const excess = { excess: supply.position - levels.max, max: levels.max };
  switch (decision.reason) {
    case 'list_restriction':
      return [sentence('stop_list', { warehouse: item.warehouse.warehouse_id })];
    case 'locked_by_hand':
      return [sentence('stop_locked', { tier: tier.tier, model: tier.model }), ...sellThrough];
    case 'tier_lowered':
      return [sentence('stop_tier', { tier: tier.tier, model: tier.model }), ...sellThrough];
    case 'no_sales':
      return [sentence('stop_no_sales', { available: supply.available, weeks: quietWeeks })];
    default:
      return supply.available > levels.max
        ? [sentence('stop_max', { position: supply.position, ...excess })]
        : [sentence('stop_on_order', { in_transit: supply.inTransit, ...excess })];
  }
}

function hold({ decision, supply, levels, cover, orderBy }: ExplanationInput): Sentence {
  if (decision.reason === 'inbound_covers') {
    return sentence('hold_inbound', {
      available: supply.available,
      in_transit: supply.inTransit,
      reorder: levels.reorder,
    });
  }
  if (cover === null) return sentence('hold_no_demand', { available: supply.available });
  return orderBy
    ? sentence('hold_until', { cover, date: orderBy })
    : sentence('hold', { position: supply.position, reorder: levels.reorder });
}

/** What, because, what if not, and what the dates under way cannot promise: short sentences, at most three. */
export function explain(input: ExplanationInput): Sentence[] {
  const { decision, supply, asOf, expiryDay } = input;
  const caution =
    supply.late > 0 && supply.lateSince
      ? [sentence('late', { qty: supply.late, date: supply.lateSince })]
      : supply.undated > 0
        ? [sentence('undated', { qty: supply.undated })]
        : expiryDay !== null
          ? [sentence(expiryDay < 0 ? 'expired' : 'expiry', { date: formatDay(asOf + expiryDay) })]
          : [];
  if (decision.action === 'buy') return [buy(input), ...consequence(input), ...caution];
  return [...(decision.action === 'stop' ? stop(input) : [hold(input)]), ...caution];
}
