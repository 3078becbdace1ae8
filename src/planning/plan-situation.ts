import { parseDay } from './calendar';
import type { DemandCurve } from './demand-curve';
import { ENOUGH_WEEKS, type DemandFacts } from './plan-demand';
import type { Situation } from './plan-decision';
import type { PlanItem } from './plan-index';
import type { WarehouseLead } from './plan-lead-time';
import { COVER_DAYS } from './plan-learning';
import type { Levels } from './plan-levels';
import type { Supply } from './plan-supply';
import type { PolicyBook, PolicyTarget } from './policy';
import { projectStock } from './projection';
import { limitingShelfLife, saleableDays, sellableUnits, stopSaleDays, type ShelfLifeRule } from './shelf-life';
import { known } from './statistics';
import type { SkuTier } from './types';

/** Shelf life of an item as the plan uses it. */
export interface ShelfLife {
  /** days; null: it limits nothing */
  life: number | null;
  rule: ShelfLifeRule;
}

export function shelfLifeOf({ sku }: PlanItem, policy: PolicyBook, target: PolicyTarget): ShelfLife {
  return {
    life: limitingShelfLife(sku.shelf_life_days),
    rule: {
      arrivalShare: policy.value('arrival_life_share', target),
      stopSaleShare: policy.value('stop_sale_share', target),
      stopSaleMaxDays: policy.value('stop_sale_max_days', target),
    },
  };
}

/** Days from an order placed today to the stop-sale day of what it brings; null: no shelf life limits it. */
export const lastSaleDayOf = ({ life, rule }: ShelfLife, leadMean: number): number | null =>
  life === null ? null : leadMean + saleableDays(life, rule);

/** What is known of an item that can be planned. */
export interface ItemFacts {
  item: PlanItem;
  tier: SkuTier;
  target: PolicyTarget;
  lead: WarehouseLead;
  demand: DemandFacts;
  /** the forecast with overrides as it was before a scenario moved it */
  unscaled: readonly number[];
  curve: DemandCurve;
  /** the same without the promotions ahead */
  plainCurve: DemandCurve;
  supply: Supply & { available: number; free: number; position: number };
  shelf: ShelfLife;
  daysOfSupply: number | null;
  reviewDays: number;
  /** days of W+1 that had passed at the data cut */
  offset: number;
}

const LONGEST_COVER = 3650;

/** Days the stock lasts when that is longer than it may; else null. */
function lastsOver(curve: DemandCurve, available: number, most: number): number | null {
  // without any demand expected it is no matter of days: that is for `noSales` to say
  if (!(curve.until(COVER_DAYS) > 0) || curve.until(most) >= available) return null;
  return curve.cover(available, LONGEST_COVER);
}

/** Most units of a first bonded buy here; null: no such cap. */
const batchRoomOf = ({ warehouse, batchShare }: PlanItem, { model, firstBatchCap }: SkuTier): number | null =>
  warehouse.type === 'bonded' && model === 'bonded' && firstBatchCap !== null
    ? Math.floor(firstBatchCap * (batchShare ?? 1))
    : null;

/** When the first lot has to leave the sale, and how much will be left by then; nulls where all is sold before. */
function expiringOf({ item, shelf, curve, supply: { available } }: ItemFacts, asOf: number) {
  const expiry = parseDay(item.stock?.first_expiry ?? null);
  if (expiry === null || available <= 0) return { expiryDay: null, unsold: null };
  const day = expiry - asOf - (shelf.life === null ? 0 : stopSaleDays(shelf.life, shelf.rule));
  const sold = curve.until(Math.max(0, day));
  return available > sold ? { expiryDay: day, unsold: available - sold } : { expiryDay: null, unsold: null };
}

/** Where an item stands: all that `decide` looks at. */
export function situationOf(
  facts: ItemFacts,
  levels: Levels,
  { asOf, policy }: { asOf: number; policy: PolicyBook },
): Situation & { lostBeforeArrival: number } {
  const { item, tier, target, lead, demand, curve, plainCurve, supply, shelf } = facts;
  const { available, free, position, receipts } = supply;
  const recent = demand.demand.slice(0, policy.value('no_sales_weeks', target));
  const quietWeeks = known(recent).length;
  const beforeArrival = projectStock(free, curve, receipts, lead.mean);
  const { expiryDay, unsold } = expiringOf(facts, asOf);
  const isNear = expiryDay !== null && expiryDay <= levels.protection;
  const lastSaleDay = lastSaleDayOf(shelf, lead.mean);
  const mayLast = policy.value('clear_days', target);
  return {
    item,
    tier,
    supply,
    levels,
    projection: projectStock(free, curve, receipts, levels.protection),
    lowestBeforeArrival: beforeArrival.lowest,
    lostBeforeArrival: beforeArrival.unmet,
    noSales:
      tier.tier !== 'new' &&
      quietWeeks >= ENOUGH_WEEKS &&
      recent.every((qty) => !qty) &&
      !facts.unscaled.some((units, week) => units > (demand.statistical[week] ?? 0)),
    quietWeeks,
    reorderWithoutPromotion: plainCurve.until(lead.mean) + levels.safetyStock,
    expiryDay: isNear ? expiryDay : null,
    unsold: isNear ? unsold : null,
    sellable: lastSaleDay === null ? null : sellableUnits(curve, position, beforeArrival.unmet, lastSaleDay),
    batchRoom: batchRoomOf(item, tier),
    outlasts: available > levels.max && tier.tier !== 'new' ? lastsOver(curve, available, mayLast) : null,
    cover: facts.daysOfSupply,
    leadP50: lead.p50,
  };
}
