import { orderQuantity } from './order-quantity';
import type { Levels } from './plan-levels';
import type { PlanItem } from './plan-index';
import type { Supply } from './plan-supply';
import type { Projection } from './projection';
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
  /** units an order placed today could sell before its stop-sale day; null: no shelf life limits it */
  sellable: number | null;
  /** days the available stock lasts; null without demand */
  cover: number | null;
  leadP50: number;
}

/**
 * The worst that the projected curve shows: gone by the end of the protection interval, else into the safety stock before
 * an order placed today arrives (after that the order is there to help), else too much.
 */
export function statusOf({ supply, levels, projection, lowestBeforeArrival, noSales, expiryDay }: Situation): Status {
  if (levels.demandMean > 0 && supply.available <= 0) return 'out_of_stock';
  if (projection.emptyDay !== null && levels.demandMean > 0) return 'will_run_out';
  if (!noSales && (lowestBeforeArrival < levels.safetyStock || supply.position <= levels.reorder)) return 'low';
  if (expiryDay !== null && expiryDay <= levels.protection) return 'expiry';
  if (noSales) return 'no_sales';
  if (supply.available > levels.max) return 'overstock';
  return supply.position > levels.max ? 'surplus_on_order' : 'ok';
}

const BONDED_ONLY = 'bonded_only';

/** Why buying must stop, most binding first; null: it need not. */
function stopReason({ item, tier, supply, levels, noSales }: Situation): Reason | null {
  if (item.warehouse.type === 'overseas' && item.sku.hs_remark === BONDED_ONLY) return 'list_restriction';
  if (item.warehouse.type === 'bonded' && tier.model !== 'bonded')
    return tier.locked ? 'locked_by_hand' : 'tier_lowered';
  if (noSales) return 'no_sales';
  return supply.position > levels.max ? 'above_maximum' : null;
}

/** A quantity this much over the need was made by the MOQ or the pack, not by demand. */
const ROUNDING_SHARE = 0.25;

export interface Decision {
  action: Action;
  reason: Reason | null;
  orderQty: number;
  /** what the levels ask for, where the expiry gate let less through */
  wanted?: number;
}

export function decide(situation: Situation): Decision {
  const { item, supply, levels } = situation;
  const stop = stopReason(situation);
  if (stop) return { action: 'stop', reason: stop, orderQty: 0 };
  const positive = (value: number | null) => (value !== null && value > 0 ? value : undefined);
  const order = {
    target: levels.target,
    position: supply.position,
    moq: positive(item.sku.moq),
    pack: positive(item.sku.pack_qty),
    reorderLevel: levels.reorder,
  };
  const wanted = orderQuantity(order);
  const orderQty = orderQuantity({ ...order, cap: situation.sellable ?? undefined });
  if (orderQty < wanted) return { action: orderQty > 0 ? 'buy' : 'stop', reason: 'expiry_gate', orderQty, wanted };
  if (orderQty > 0) {
    if (supply.position > situation.reorderWithoutPromotion)
      return { action: 'buy', reason: 'for_promotion', orderQty };
    const rounded =
      orderQty > (levels.target - supply.position) * (1 + ROUNDING_SHARE) &&
      orderQty - (levels.target - supply.position) > 1;
    return { action: 'buy', reason: rounded ? 'moq_rounding' : 'below_reorder', orderQty };
  }
  const covered = supply.inTransit > 0 && supply.available <= levels.reorder && supply.position > levels.reorder;
  return { action: 'hold', reason: covered ? 'inbound_covers' : null, orderQty: 0 };
}

/**
 * Throttle when stock ends before an order placed today arrives; raise when the position is above the maximum and the stock
 * stays clear of the safety stock until then; else hold.
 */
export function trafficOf({ cover, leadP50, supply, levels, lowestBeforeArrival }: Situation): Traffic | null {
  if (cover === null) return null;
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
