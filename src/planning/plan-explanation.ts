import { formatDay } from './calendar';
import { orderQuantity } from './order-quantity';
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
  /** days from the data cut to the first expiry date; null: unknown */
  expiry: number | null;
  /** weeks of the forecast that a planner set by hand */
  overriddenWeeks: number;
}

const sentence = (id: string, values: Sentence['values'] = {}): Sentence => ({ id, values });

function buy({ item, supply, cover, leadP50, leadP90, decision, levels }: ExplanationInput): Sentence {
  const { moq, pack_qty: pack } = item.sku;
  const need = levels.target - supply.position;
  if (decision.reason === 'expiry_gate') {
    const values = { qty: decision.orderQty, wanted: decision.wanted ?? 0, life: item.sku.shelf_life_days ?? 0 };
    return sentence('buy_expiry', values);
  }
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
  const { gapDays, item, projection, asOf, lost, currency, decision, supply } = input;
  if (gapDays >= 1) {
    const directMail = item.warehouse.type === 'bonded' && item.sku.hs_remark !== 'bonded_only';
    const { late: qty, lateSince: date } = supply;
    return qty > 0 && date !== null
      ? [sentence(directMail ? 'gap_late_bonded' : 'gap_late', { days: gapDays, qty, date })]
      : [sentence(directMail ? 'gap_bonded' : 'gap', { days: gapDays })];
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
    case 'expiry_gate': {
      const { moq, pack_qty: pack, shelf_life_days: life } = item.sku;
      const least = orderQuantity({
        target: 1,
        position: 0,
        moq: Math.max(0, moq ?? 0),
        pack: pack && pack > 0 ? pack : 1,
      });
      return [sentence('stop_expiry', { least, life: life ?? 0 })];
    }
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

/** Stock that is gone before inbound with a date arrives: what a hold leaves open. */
function beforeInbound({ supply, projection, levels, asOf }: ExplanationInput): Sentence[] {
  const { emptyDay } = projection;
  if (emptyDay === null || levels.demandMean <= 0 || !supply.receipts.some(({ day }) => day > emptyDay)) return [];
  return supply.available <= 0
    ? [sentence('out_until_inbound')]
    : [sentence('empty_before_inbound', { date: formatDay(asOf + Math.floor(emptyDay)) })];
}

function caution({ supply, asOf, expiryDay, expiry }: ExplanationInput): Sentence[] {
  if (supply.late > 0 && supply.lateSince) return [sentence('late', { qty: supply.late, date: supply.lateSince })];
  if (supply.undated > 0) return [sentence('undated', { qty: supply.undated })];
  if (expiryDay === null || expiry === null) return [];
  if (expiry < 0) return [sentence('expired', { date: formatDay(asOf + expiry) })];
  const date = formatDay(asOf + expiryDay);
  if (expiryDay === expiry) return [sentence('expiry', { date })];
  return [sentence(expiryDay < 0 ? 'stop_sale_passed' : 'stop_sale', { date })];
}

/**
 * What, because, what if not, and what the dates under way cannot promise: short sentences, at most three, and one more where a
 * planner's own numbers stand in the forecast.
 */
export function explain(input: ExplanationInput): Sentence[] {
  const { overriddenWeeks: weeks } = input;
  return [...reasons(input), ...(weeks > 0 ? [sentence('with_overrides', { weeks })] : [])];
}

function reasons(input: ExplanationInput): Sentence[] {
  const { decision, gapDays, supply } = input;
  if (decision.action === 'buy') {
    // the gap already speaks of what is late
    return [buy(input), ...consequence(input), ...(gapDays >= 1 && supply.late > 0 ? [] : caution(input))];
  }
  const main = decision.action === 'stop' ? stop(input) : [hold(input)];
  const winding = decision.action === 'stop' && decision.reason !== 'above_maximum';
  return [...main, ...(winding ? [] : beforeInbound(input)), ...caution(input)];
}
