import { formatDay, parseDay } from './calendar';
import { moneyIn } from './money';
import type { NoteBook } from './note-book';
import type { PlanContext } from './plan-context';
import { decide, statusOf, trafficOf, type Situation } from './plan-decision';
import { demandFacts, ENOUGH_WEEKS, type DemandFacts } from './plan-demand';
import { explain } from './plan-explanation';
import { forecastRow } from './plan-forecast-row';
import { atStake, LOOK_AHEAD_DAYS, orderByDate, turnoverOf } from './plan-figures';
import { itemName, type PlanItem } from './plan-index';
import type { WarehouseLane } from './plan-lead-time';
import { COVER_DAYS, FORECAST_WEEKS } from './plan-learning';
import { levelsNow, weeklyLines } from './plan-levels';
import type { PlacedOverride } from './plan-overrides';
import { blankRow, type UnrankedRow } from './plan-row';
import { supplyOf, type Supply } from './plan-supply';
import { projectStock } from './projection';
import { ruleAndProof } from './protection';
import { limitingShelfLife, saleableDays, sellableUnits, stopSaleDays, type ShelfLifeRule } from './shelf-life';
import { known, sum } from './statistics';
import type { ForecastRow, Sentence, SkuTier } from './types';

export interface PlannedItem {
  row: UnrankedRow;
  forecast: ForecastRow;
  overrides: PlacedOverride[];
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
export function planItem(item: PlanItem, place: number, tier: SkuTier, context: PlanContext): PlannedItem {
  const { asOf, lastMonday, notes, policy, currency } = context;
  const { sku, warehouse } = item;
  const name = itemName(sku.sku_id, warehouse.warehouse_id);
  const target = { sku: sku.sku_id, warehouse: warehouse.warehouse_id, tier: tier.tier };
  const lane = context.lanes.get(warehouse.warehouse_id);
  const lead = lane?.lead ?? null;
  const reviewDays = policy.value('review_days', target);
  const leadMean = lead?.mean ?? 0;
  const protection = leadMean + reviewDays;
  const shelfLife = limitingShelfLife(sku.shelf_life_days);
  const shelfRule: ShelfLifeRule = {
    arrivalShare: policy.value('arrival_life_share', target),
    stopSaleShare: policy.value('stop_sale_share', target),
    stopSaleMaxDays: policy.value('stop_sale_max_days', target),
  };
  const lastSaleDay = shelfLife === null ? null : leadMean + saleableDays(shelfLife, shelfRule);

  const ahead = Math.max(COVER_DAYS, protection + LOOK_AHEAD_DAYS, lastSaleDay ?? 0);
  const demand = demandFacts(item, place, ahead, context);
  const supply = supplyOf(item, asOf, notes);
  const { curve, plainCurve, overridden } = demand;
  const hasDemand = curve !== null && curve.until(COVER_DAYS) > 0;
  const daysOfSupply =
    supply.available === null
      ? null
      : supply.available <= 0
        ? 0
        : hasDemand
          ? curve.cover(supply.available, COVER_DAYS)
          : null;

  const offset = asOf - (lastMonday + 7);
  const { rule, proof } = curve
    ? ruleAndProof({
        series: demand.series,
        forecast: { ...demand.forecast, mean: overridden.weeks },
        errors: context.knowledge.errors,
        demand: curve,
        leadMean,
        leadSd: lead?.sd ?? 0,
        reviewDays,
        serviceLevel: policy.value('service_level', target),
        safetyDays: policy.optional('safety_days', target),
        floorDays: policy.optional('safety_floor_days', target),
        capDays: policy.optional('safety_cap_days', target),
        margin: policy.value('service_margin', target),
        offsetDays: offset,
      })
    : { rule: null, proof: null };
  const isByDays = policy.optional('safety_days', target) !== null;
  const blank = blankRow(item, tier, policy);
  const row: UnrankedRow = {
    ...blank,
    available: supply.available,
    in_transit: supply.inTransit,
    position: supply.position,
    days_of_supply: daysOfSupply,
    turnover_days: turnoverOf(demand.sold, supply.available),
    next_4w: curve && sum(overridden.weeks.slice(0, 4)),
    lead_p50: lead?.p50 ?? null,
    lead_p90: lead?.p90 ?? null,
    lead_mean: lead?.mean ?? null,
    lead_sd: lead?.sd ?? null,
    // safety days take the place of the promise: what they are worth is shown
    service_target: (isByDays ? rule?.impliedService : null) ?? blank.service_target,
  };

  const missing = lacking(item, supply, demand, lane, notes);
  const { available, position } = supply;
  const told = { item, demand, rule, proof, lead, offset };
  if (missing || !lead || !rule || !curve || !plainCurve || available === null || position === null) {
    return {
      row: { ...row, explanation: missing ? [missing] : [] },
      forecast: forecastRow({ ...told, lines: [] }),
      overrides: overridden.outcomes,
    };
  }
  const confidence = item.stock?.confidence ?? null;
  if (confidence !== null && confidence < 1) notes.add('stale_stock', name);
  if (lead.sd === null) notes.add('no_lead_sd', lead.lane.lane_id);
  if (demand.short) notes.add('short_history', name);

  const levelInput = {
    demand: curve,
    rule,
    leadMean,
    leadSd: lead.sd ?? 0,
    reviewDays,
    maxExtraDays: policy.value('max_extra_days', target),
  };
  const levels = levelsNow(levelInput);
  const projection = projectStock(available, curve, supply.receipts, levels.protection);
  const noSalesWeeks = demand.demand.slice(0, policy.value('no_sales_weeks', target));
  const knownQuiet = known(noSalesWeeks).length;
  const expiry = parseDay(item.stock?.first_expiry ?? null);
  const stopSale =
    expiry === null ? null : expiry - asOf - (shelfLife === null ? 0 : stopSaleDays(shelfLife, shelfRule));
  const expiryDay =
    stopSale !== null && available > 0 && available > curve.until(Math.max(0, stopSale)) ? stopSale : null;
  const beforeArrival = projectStock(available, curve, supply.receipts, lead.mean);
  const situation: Situation = {
    item,
    tier,
    supply: { ...supply, available, position },
    levels,
    projection,
    lowestBeforeArrival: beforeArrival.lowest,
    noSales:
      tier.tier !== 'new' &&
      knownQuiet >= ENOUGH_WEEKS &&
      noSalesWeeks.every((qty) => !qty) &&
      !overridden.weeks.some((units, week) => units > (demand.statistical[week] ?? 0)),
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
    forecast: forecastRow({ ...told, lines: weeklyLines(levelInput, FORECAST_WEEKS, offset) }),
    overrides: overridden.outcomes,
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
        overriddenWeeks: overridden.count,
      }),
      demand_mean: levels.demandMean,
      demand_sd: levels.demandSd,
      safety_stock: levels.safetyStock,
      reorder_level: levels.reorder,
      target_level: levels.target,
      max_level: levels.max,
      service_proof: proof?.achieved ?? null,
      textbook_proof: proof?.textbook.achieved ?? null,
      safety_factor: levels.safetyFactor,
      safety_days: levels.safetyDays,
      traffic: trafficOf(situation),
    },
  };
}
