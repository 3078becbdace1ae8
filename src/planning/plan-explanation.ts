import { formatDay } from './calendar';
import { orderQuantity } from './order-quantity';
import type { Decision, Situation } from './plan-decision';
import { listRule } from './tiers/list-remark';
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
  /** most days stock may last */
  clearDays: number;
  /** the promotion that has to be ordered for first; null: none asks for an order */
  promotion: { name: string; orderBy: string; short: number } | null;
  /** order before smoothing changed it; null: it did not */
  unsmoothed: number | null;
}

const sentence = (id: string, values: Sentence['values'] = {}): Sentence => ({ id, values });

function buy(input: ExplanationInput): Sentence {
  const { item, supply, cover, leadP50, leadP90, decision, levels, batchRoom, unsmoothed } = input;
  const { moq, pack_qty: pack } = item.sku;
  const need = levels.target - supply.position;
  if (unsmoothed !== null) {
    const id = decision.orderQty < unsmoothed ? 'buy_smoothed_down' : 'buy_smoothed_up';
    return sentence(id, { qty: decision.orderQty, wanted: unsmoothed });
  }
  if (decision.reason === 'first_batch') {
    return sentence(item.promoted ? 'to_bonded_capped' : 'buy_first_batch', {
      qty: decision.orderQty,
      wanted: decision.wanted ?? 0,
      cap: batchRoom ?? 0,
    });
  }
  if (decision.action === 'to_bonded' && decision.reason !== 'expiry_gate') {
    return sentence('to_bonded', { qty: decision.orderQty, week: 7 * levels.demandMean, p50: leadP50, p90: leadP90 });
  }
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

/** Which bonded warehouse, and why that one. */
function promotedTo({ item: { warehouse, promoted } }: ExplanationInput): Sentence[] {
  if (!promoted) return [];
  const values = { warehouse: warehouse.warehouse_id, lane: promoted.lane.lane_id };
  if (promoted.isThere) return [sentence('bonded_there', values)];
  if (promoted.share === null) return [sentence('bonded_quickest', values)];
  const share = { ...values, share: promoted.share };
  return promoted.runnerUp === null
    ? [sentence('bonded_only_site', values)]
    : [sentence('bonded_most_sales', { ...share, other: promoted.runnerUp })];
}

/** A promotion that stock and what is under way do not cover, and by when it has to be ordered for. */
function promotionAhead({ promotion, asOf }: ExplanationInput): Sentence[] {
  if (!promotion) return [];
  const { name: promo, orderBy: date, short: qty } = promotion;
  return date < formatDay(asOf)
    ? [sentence('promo_too_late', { promo, qty, date })]
    : [sentence('promo_order_by', { promo, date })];
}

function consequence(input: ExplanationInput): Sentence[] {
  const { gapDays, item, projection, asOf, lost, currency, decision, supply, promotion } = input;
  if (item.promoted) return promotedTo(input);
  if (gapDays >= 1) {
    const directMail = item.warehouse.type === 'bonded' && listRule(item.sku.hs_remark) === null;
    const { late: qty, lateSince: date } = supply;
    return qty > 0 && date !== null
      ? [sentence(directMail ? 'gap_late_bonded' : 'gap_late', { days: gapDays, qty, date })]
      : [sentence(directMail ? 'gap_bonded' : 'gap', { days: gapDays })];
  }
  if (promotion && promotion.orderBy < formatDay(asOf)) return promotionAhead(input);
  if (decision.reason === 'for_promotion') {
    return promotion
      ? [sentence('for_promotion_by', { promo: promotion.name, date: promotion.orderBy })]
      : [sentence('for_promotion')];
  }
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
      return listRule(item.sku.hs_remark) === 'off_list'
        ? [sentence('stop_off_list'), ...sellThrough]
        : [sentence('stop_list', { warehouse: item.warehouse.warehouse_id })];
    case 'locked_by_hand':
    case 'tier_lowered': {
      const switching = decision.action === 'to_direct' ? 'to_direct' : 'stop';
      const id = `${switching}_${decision.reason === 'locked_by_hand' ? 'locked' : 'tier'}`;
      return [sentence(id, { tier: tier.tier, model: tier.model }), ...sellThrough];
    }
    case 'no_sales':
      return decision.action === 'clear'
        ? [sentence('clear_no_sales', { available: supply.available, weeks: quietWeeks })]
        : [sentence('stop_no_sales', { weeks: quietWeeks })];
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

function clear(input: ExplanationInput): Sentence[] {
  const { decision, supply, asOf, expiryDay, unsold, outlasts, clearDays } = input;
  const { available } = supply;
  if (decision.reason === 'no_sales') return stop(input);
  if (decision.reason === 'expiry_gate') {
    return [sentence('clear_expiry', { unsold: unsold ?? 0, available, date: formatDay(asOf + (expiryDay ?? 0)) })];
  }
  return [sentence('clear_lasts', { available, cover: outlasts ?? clearDays, limit: clearDays })];
}

function hold({ decision, supply, levels, cover, orderBy, batchRoom }: ExplanationInput): Sentence {
  if (decision.reason === 'first_batch') return sentence('hold_first_batch', { room: batchRoom ?? 0 });
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
  const { decision, gapDays, item, promotion, supply, tier } = input;
  const { action, reason } = decision;
  if (action === 'buy' || action === 'to_bonded') {
    // the gap already speaks of what is late, but not of a promotion in it
    const gap = gapDays >= 1 && !item.promoted;
    const besides = gap && supply.late > 0 ? [] : caution(input);
    return [buy(input), ...consequence(input), ...(gap && promotion?.short ? promotionAhead(input) : besides)];
  }
  if (action === 'clear') return [...clear(input), ...(reason === 'expiry_gate' ? [] : caution(input))];
  if (reason === 'bonded_gate') {
    return [sentence('hold_bonded_gate'), ...tier.gateReasons.slice(0, MOST_GATE_REASONS)];
  }
  const winding = action === 'to_direct' || (action === 'stop' && reason !== 'above_maximum');
  const main = action === 'hold' ? [hold(input)] : stop(input);
  const open = winding ? [] : [...beforeInbound(input), ...(action === 'hold' ? promotionAhead(input) : [])];
  return [...main, ...open.slice(0, 1), ...caution(input)];
}

const MOST_GATE_REASONS = 2;
