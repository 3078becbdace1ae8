import { notJudged } from './inbound-advice/advise';
import type { NoteBook } from './note-book';
import type { PlanContext } from './plan-context';
import { demandFacts, type DemandFacts } from './plan-demand';
import { forecastRow } from './plan-forecast-row';
import { LOOK_AHEAD_DAYS, turnoverOf } from './plan-figures';
import { itemName, type PlanItem } from './plan-index';
import { laneOf, type WarehouseLane } from './plan-lead-time';
import { COVER_DAYS } from './plan-learning';
import type { PlacedOverride } from './plan-overrides';
import { recommend, type Recommendation } from './plan-recommendation';
import { blankRow, type UnrankedRow } from './plan-row';
import { lastSaleDayOf, shelfLifeOf } from './plan-situation';
import { supplyOf, type Supply } from './plan-supply';
import { ruleAndProof } from './protection';
import { scaledDemand } from './scenario/apply';
import { sum } from './statistics';
import type { ForecastRow, Sentence, SkuTier } from './types';

export interface PlannedItem {
  row: UnrankedRow;
  forecast: ForecastRow;
  overrides: PlacedOverride[];
  /** null: it could not be planned */
  draft: Recommendation['draft'] | null;
  inbound: Recommendation['inbound'];
  promotions: Recommendation['promotions'];
}

/** Of an item that cannot be planned. */
export const noOrders = ({ inbound }: PlanItem): Pick<PlannedItem, 'draft' | 'inbound' | 'promotions'> => ({
  draft: null,
  inbound: notJudged(inbound),
  promotions: [],
});

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
  const { asOf, lastMonday, notes, policy } = context;
  const { sku, warehouse } = item;
  const name = itemName(sku.sku_id, warehouse.warehouse_id);
  const target = { sku: sku.sku_id, warehouse: warehouse.warehouse_id, tier: tier.tier };
  const lane = laneOf(context.lanes, sku.sku_id, warehouse.warehouse_id);
  const lead = lane?.lead ?? null;
  const reviewDays = policy.value('review_days', target);
  const leadMean = lead?.mean ?? 0;
  const protection = leadMean + reviewDays;
  const shelf = shelfLifeOf(item, policy, target);

  const ahead = Math.max(COVER_DAYS, protection + LOOK_AHEAD_DAYS, lastSaleDayOf(shelf, leadMean) ?? 0);
  const unscaled = demandFacts(item, place, ahead, context);
  const demand = scaledDemand(unscaled, context.scenario);
  const supply = supplyOf(item, asOf, notes, context.presale.byItem.get(name));
  const { curve, plainCurve, overridden } = demand;
  const hasDemand = curve !== null && curve.until(COVER_DAYS) > 0;
  const daysOfSupply =
    supply.free === null ? null : supply.free <= 0 ? 0 : hasDemand ? curve.cover(supply.free, COVER_DAYS) : null;

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
    presale_owed: supply.owed,
    position: supply.position,
    days_of_supply: daysOfSupply,
    // what it sold was not sold from here
    turnover_days: item.promoted ? null : turnoverOf(demand.sold, supply.available),
    next_4w: curve && sum(overridden.weeks.slice(0, 4)),
    lead_p50: lead?.p50 ?? null,
    lead_p90: lead?.p90 ?? null,
    lead_mean: lead?.mean ?? null,
    lead_sd: lead?.sd ?? null,
    // safety days take the place of the promise: what they are worth is shown
    service_target: (isByDays ? rule?.impliedService : null) ?? blank.service_target,
  };

  const missing = lacking(item, supply, demand, lane, notes);
  const { available, free, position } = supply;
  const told = { item, demand, rule, proof, lead, offset };
  if (missing || !lead || !rule || !curve || !plainCurve || available === null || free === null || position === null) {
    return {
      row: { ...row, explanation: missing ? [missing] : [] },
      forecast: forecastRow({ ...told, lines: [] }),
      overrides: overridden.outcomes,
      ...noOrders(item),
    };
  }
  const confidence = item.stock?.confidence ?? null;
  if (confidence !== null && confidence < 1) notes.add('stale_stock', name);
  if (lead.sd === null) notes.add('no_lead_sd', lead.lane.lane_id);
  if (demand.short) notes.add('short_history', name);

  const facts = { item, tier, target, lead, demand, curve, plainCurve, shelf, daysOfSupply, reviewDays, offset };
  const recommendation = recommend(
    { ...facts, unscaled: unscaled.overridden.weeks, supply: { ...supply, available, free, position } },
    rule,
    context,
  );
  const { lines, draft, inbound, promotions } = recommendation;
  return {
    forecast: forecastRow({ ...told, lines }),
    overrides: overridden.outcomes,
    ...{ draft, inbound, promotions },
    row: {
      ...row,
      ...recommendation.row,
      service_proof: proof?.achieved ?? null,
      textbook_proof: proof?.textbook.achieved ?? null,
    },
  };
}
