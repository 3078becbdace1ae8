import { isRoundedUp } from './buys/rounds';
import { orderQuantity } from './order-quantity';
import type { Levels } from './plan-levels';
import type { PlanItem } from './plan-index';
import type { Supply } from './plan-supply';
import type { Projection } from './projection';
import { listRule } from './tiers/list-remark';
import type { Action, Reason, SkuTier, Status, Traffic } from './types';

export interface Situation {
  item: PlanItem;
  tier: SkuTier;
  supply: Supply & { available: number; position: number };
  levels: Levels;
  /** stock over the protection interval without a new order */
  projection: Projection;
  /** lowest projected stock before an order placed today would arrive on average */
  lowestBeforeArrival: number;
  /** enough weeks are known, nothing was sold in them, and the SKU is not new */
  noSales: boolean;
  /** known weeks that noSales speaks of */
  quietWeeks: number;
  /** reorder level with demand as it would be without the promotions ahead */
  reorderWithoutPromotion: number;
  /** days from the data cut to the stop-sale day of the first lot (negative: past), when stock will be left by then; else null */
  expiryDay: number | null;
  /** units that will be left on that day; null: as expiryDay */
  unsold: number | null;
  /** units an order placed today could sell before its stop-sale day; null: no shelf life limits it */
  sellable: number | null;
  /** most units of a first bonded batch; null: no such cap */
  batchRoom: number | null;
  /** days the stock lasts where that is longer than is allowed; else null */
  outlasts: number | null;
  /** days the available stock lasts; null without demand */
  cover: number | null;
  leadP50: number;
}

/**
 * The worst that the projected curve shows: gone by the end of the protection interval, else into the safety stock before
 * an order placed today arrives (after that the order is there to help), else too much. Where nothing was ever sold (direct
 * mail serves the SKU until its first bonded batch arrives) nothing is missing.
 */
export function statusOf({
  item,
  supply,
  levels,
  projection,
  lowestBeforeArrival,
  noSales,
  expiryDay,
}: Situation): Status {
  const served = !item.promoted;
  if (served && levels.demandMean > 0 && supply.available <= 0) return 'out_of_stock';
  if (served && projection.emptyDay !== null && levels.demandMean > 0) return 'will_run_out';
  if (served && !noSales && (lowestBeforeArrival < levels.safetyStock || supply.position <= levels.reorder))
    return 'low';
  if (expiryDay !== null && expiryDay <= levels.protection) return 'expiry';
  if (noSales) return 'no_sales';
  if (supply.available > levels.max) return 'overstock';
  return supply.position > levels.max ? 'surplus_on_order' : 'ok';
}

export interface Decision {
  action: Action;
  reason: Reason | null;
  orderQty: number;
  /** what the levels ask for, where a limit let less through */
  wanted?: number;
}

/** Buying has ended here whatever the position, most binding first; null: it has not. */
function ended({ item, tier, supply, noSales }: Situation): Decision | null {
  const { type } = item.warehouse;
  const rule = listRule(item.sku.hs_remark);
  if (rule === 'off_list' || (rule === 'bonded_only' && type === 'overseas')) {
    return { action: 'stop', reason: 'list_restriction', orderQty: 0 };
  }
  if (type === 'bonded' && tier.model !== 'bonded') {
    // with nothing left to sell, under way or sold of late the switch is made
    const isLeft = supply.available > 0 || supply.inTransit > 0 || !noSales;
    const reason = tier.locked ? 'locked_by_hand' : 'tier_lowered';
    return { action: isLeft ? 'to_direct' : 'stop', reason, orderQty: 0 };
  }
  if (noSales) return { action: supply.available > 0 ? 'clear' : 'stop', reason: 'no_sales', orderQty: 0 };
  return type === 'bonded' && tier.gate === 'closed' ? { action: 'hold', reason: 'bonded_gate', orderQty: 0 } : null;
}

/** Where buying has ended for good as far as this plan can see: no later round buys either. */
export const isEnded = (situation: Situation): boolean => ended(situation) !== null;

/** What is there must go: it cannot be sold before its stop-sale day, or lasts longer than is allowed. */
function toClear({ expiryDay, unsold, levels, outlasts }: Situation): Reason | null {
  if (expiryDay !== null && expiryDay >= 0 && expiryDay <= levels.protection && (unsold ?? 0) >= 1)
    return 'expiry_gate';
  return outlasts === null ? null : 'above_maximum';
}

export function decide(situation: Situation): Decision {
  const { item, supply, levels, sellable, batchRoom } = situation;
  const end = ended(situation);
  if (end) return end;
  const positive = (value: number | null) => (value !== null && value > 0 ? value : undefined);
  const order = {
    target: levels.target,
    position: supply.position,
    moq: positive(item.sku.moq),
    pack: positive(item.sku.pack_qty),
    reorderLevel: levels.reorder,
  };
  const wanted = orderQuantity(order);
  if (wanted === 0) {
    const clear = toClear(situation);
    if (clear) return { action: 'clear', reason: clear, orderQty: 0 };
    if (supply.position > levels.max) return { action: 'stop', reason: 'above_maximum', orderQty: 0 };
    const covered = supply.inTransit > 0 && supply.available <= levels.reorder && supply.position > levels.reorder;
    return { action: 'hold', reason: covered ? 'inbound_covers' : null, orderQty: 0 };
  }
  const buying = item.promoted ? 'to_bonded' : 'buy';
  const fresh = orderQuantity({ ...order, cap: sellable ?? undefined });
  const orderQty = batchRoom === null ? fresh : orderQuantity({ ...order, cap: Math.min(batchRoom, fresh) });
  if (orderQty < fresh) {
    return { action: orderQty > 0 ? buying : 'hold', reason: 'first_batch', orderQty, wanted };
  }
  if (orderQty < wanted) return { action: orderQty > 0 ? buying : 'stop', reason: 'expiry_gate', orderQty, wanted };
  return { action: buying, reason: buyReason(situation, orderQty), orderQty };
}

function buyReason({ item, supply, levels, reorderWithoutPromotion }: Situation, orderQty: number): Reason {
  if (item.promoted) return 'promoted';
  if (supply.position > reorderWithoutPromotion) return 'for_promotion';
  return isRoundedUp(orderQty, levels.target - supply.position) ? 'moq_rounding' : 'below_reorder';
}

/**
 * Throttle when stock ends before an order placed today arrives; raise when the position is above the maximum and the stock
 * stays clear of the safety stock until then; else hold.
 */
export function trafficOf({ item, cover, leadP50, supply, levels, lowestBeforeArrival }: Situation): Traffic | null {
  if (cover === null || item.promoted) return null;
  if (cover < leadP50) return 'throttle';
  return supply.position > levels.max && lowestBeforeArrival >= levels.safetyStock ? 'push' : 'hold';
}

export const STATUS_ORDER: readonly Status[] = [
  'out_of_stock',
  'will_run_out',
  'low',
  'expiry',
  'surplus_on_order',
  'overstock',
  'no_sales',
  'not_enough_data',
  'ok',
];
