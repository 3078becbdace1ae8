import { formatDay, parseDay } from './calendar';
import { demandClass } from './demand-class';
import { ENOUGH_WEEKS } from './forecast';
import { moneyIn } from './money';
import type { NoteBook } from './note-book';
import type { PlanContext } from './plan-context';
import { decide, statusOf, trafficOf, type Situation } from './plan-decision';
import { demandFacts, FORECAST_WEEKS, type DemandFacts } from './plan-demand';
import { explain } from './plan-explanation';
import { atStake, LOOK_AHEAD_DAYS, orderByDate, turnoverOf } from './plan-figures';
import { itemName, type PlanItem } from './plan-index';
import type { WarehouseLane } from './plan-lead-time';
import { waterLines } from './plan-levels';
import { blankRow, type UnrankedRow } from './plan-row';
import { supplyOf, type Supply } from './plan-supply';
import { projectStock } from './projection';
import { limitingShelfLife, saleableDays, sellableUnits, stopSaleDays, type ShelfLifeRule } from './shelf-life';
import { known, sum } from './statistics';
import type { ForecastRow, Sentence, SkuTier } from './types';

const COVER_DAYS = 91;

export interface PlannedItem {
  row: UnrankedRow;
  forecast: ForecastRow;
}

/** The item has everything a recommendation needs, or the sentence that says what to add. */
function lacking(
  item: PlanItem,
  supply: Supply,
  demand: DemandFacts,
  lane: WarehouseLane | undefined,
  notes: NoteBook,
): Sentence | null {
  const warehouse = item.warehouse.warehouse_id;
  const name = itemName(item.sku.sku_id, warehouse);
  const lack = (code: string, id: string, values: Sentence['values'], example: string): Sentence => {
    notes.add(code, example);
    return { id, values };
  };
  if (item.conflict === 'stock') return { id: 'not_planned_duplicate_stock', values: {} };
  if (item.conflict === 'sales') return { id: 'not_planned_duplicate_sales', values: {} };
  if (!lane?.lead) {
    return lane?.lacking
      ? lack('no_lead_time', 'not_planned_lead_time', { lane: lane.lacking }, lane.lacking)
      : lack('no_lane', 'not_planned_lane', { warehouse }, warehouse);
  }
  if (supply.available === null) return lack('no_stock_record', 'not_planned_stock', {}, name);
  return demand.curve ? null : lack('no_sales_record', 'not_planned_sales', {}, name);
}

/** One SKU at one warehouse: forecast, water lines, recommendation and the reason in words. */
export function planItem(item: PlanItem, tier: SkuTier, context: PlanContext): PlannedItem {
  const { asOf, notes, policy, currency } = context;
  const { sku, warehouse } = item;
  const name = itemName(sku.sku_id, warehouse.warehouse_id);
  const target = { sku: sku.sku_id, warehouse: warehouse.warehouse_id, tier: tier.tier };
  const lane = context.lanes.get(warehouse.warehouse_id);
  const lead = lane?.lead ?? null;
  const reviewDays = policy.value('review_days', target);
  const protection = (lead?.mean ?? 0) + reviewDays;
  const shelfLife = limitingShelfLife(sku.shelf_life_days);
  const rule: ShelfLifeRule = {
    arrivalShare: policy.value('arrival_life_share', target),
    stopSaleShare: policy.value('stop_sale_share', target),
    stopSaleMaxDays: policy.value('stop_sale_max_days', target),
  };
  const lastSaleDay = shelfLife === null ? null : (lead?.mean ?? 0) + saleableDays(shelfLife, rule);

  const ahead = Math.max(COVER_DAYS, protection + LOOK_AHEAD_DAYS, lastSaleDay ?? 0);
  const demand = demandFacts(item, ahead, context);
  const supply = supplyOf(item, asOf, notes);
  const { curve, plainCurve, forecast } = demand;
  const hasDemand = curve !== null && curve.until(COVER_DAYS) > 0;
  const daysOfSupply =
    supply.available === null
      ? null
      : supply.available <= 0
        ? 0
        : hasDemand
          ? curve.cover(supply.available, COVER_DAYS)
          : null;

  const row: UnrankedRow = {
    ...blankRow(item, tier, policy),
    available: supply.available,
    in_transit: supply.inTransit,
    position: supply.position,
    days_of_supply: daysOfSupply,
    turnover_days: turnoverOf(demand.weeks, supply.available),
    next_4w: curve && sum(forecast.weeks.slice(0, 4)),
    demand_sd: forecast.sdPerDay,
    lead_p50: lead?.p50 ?? null,
    lead_p90: lead?.p90 ?? null,
    lead_mean: lead?.mean ?? null,
    lead_sd: lead?.sd ?? null,
  };
  const forecastRow: ForecastRow = {
    sku_id: sku.sku_id,
    warehouse_id: warehouse.warehouse_id,
    name: sku.name,
    demand_class: demandClass(known(demand.weeks).reverse()),
    method: forecast.method,
    weeks: forecast.weeks.slice(0, FORECAST_WEEKS),
  };

  const missing = lacking(item, supply, demand, lane, notes);
  const { available, position } = supply;
  if (missing || !lead || !curve || !plainCurve || available === null || position === null) {
    return { row: { ...row, explanation: missing ? [missing] : [] }, forecast: forecastRow };
  }
  const confidence = item.stock?.confidence ?? null;
  if (confidence !== null && confidence < 1) notes.add('stale_stock', name);
  if (lead.sd === null) notes.add('no_lead_sd', lead.lane.lane_id);
  if (forecast.method.startsWith('mean_short')) notes.add('short_history', name);

  const levels = waterLines({
    demand: curve,
    sdPerDay: forecast.sdPerDay ?? 0,
    serviceLevel: row.service_target,
    leadMean: lead.mean,
    leadSd: lead.sd ?? 0,
    reviewDays,
    maxExtraDays: policy.value('max_extra_days', target),
  });
  const projection = projectStock(available, curve, supply.receipts, levels.protection);
  const noSalesWeeks = demand.weeks.slice(0, policy.value('no_sales_weeks', target));
  const knownQuiet = known(noSalesWeeks).length;
  const expiry = parseDay(item.stock?.first_expiry ?? null);
  const stopSale = expiry === null ? null : expiry - asOf - (shelfLife === null ? 0 : stopSaleDays(shelfLife, rule));
  const expiryDay = stopSale !== null && available > 0 && available > curve.until(stopSale) ? stopSale : null;
  const beforeArrival = projectStock(available, curve, supply.receipts, lead.mean);
  const situation: Situation = {
    item,
    tier,
    supply: { ...supply, available, position },
    levels,
    projection,
    lowestBeforeArrival: beforeArrival.lowest,
    noSales: tier.tier !== 'new' && knownQuiet >= ENOUGH_WEEKS && noSalesWeeks.every((qty) => !qty),
    quietWeeks: knownQuiet,
    reorderWithoutPromotion: plainCurve.until(lead.mean) + levels.safetyStock,
    expiryDay: expiryDay !== null && expiryDay <= levels.protection ? expiryDay : null,
    sellable: lastSaleDay === null ? null : sellableUnits(curve, position, beforeArrival.unmet, lastSaleDay),
    cover: daysOfSupply,
    leadP50: lead.p50,
  };
  const status = statusOf(situation);
  const decision = decide(situation);
  const unitCost = moneyIn(currency, sku.unit_cost, sku.cost_currency);
  const price = moneyIn(currency, sku.price, sku.currency);
  const lost = price.amount === null ? null : price.amount * projection.unmet;
  const orderBy = orderByDate(decision.action, position - levels.reorder, curve, levels.protection, asOf);

  return {
    forecast: forecastRow,
    row: {
      ...row,
      status,
      action: decision.action,
      order_qty: decision.orderQty,
      order_by: orderBy,
      arrives: decision.action === 'buy' ? formatDay(asOf + Math.ceil(lead.p50)) : null,
      reason: decision.reason,
      value: unitCost.amount === null ? null : decision.orderQty * unitCost.amount,
      at_stake: atStake(status, lost, unitCost.amount, position - levels.max),
      explanation: explain({
        ...situation,
        decision,
        asOf,
        expiry: expiry === null ? null : expiry - asOf,
        leadP90: lead.p90,
        gapDays: projectStock(available, curve, supply.receipts, lead.p50).daysOut,
        lost,
        currency,
        orderBy,
      }),
      demand_mean: levels.demandMean,
      safety_stock: levels.safetyStock,
      reorder_level: levels.reorder,
      target_level: levels.target,
      max_level: levels.max,
      traffic: trafficOf(situation),
    },
  };
}
