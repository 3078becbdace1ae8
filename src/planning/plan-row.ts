import type { PlanItem } from './plan-index';
import type { PolicyBook } from './policy';
import type { ForecastRow, PlanRow, SkuTier } from './types';

export type UnrankedRow = Omit<PlanRow, 'rank'>;

/** A row that says nothing yet: every figure unknown, not planned. */
export function blankRow({ sku, warehouse }: PlanItem, tier: SkuTier, policy: PolicyBook): UnrankedRow {
  const target = { sku: sku.sku_id, warehouse: warehouse.warehouse_id, tier: tier.tier };
  return {
    sku_id: sku.sku_id,
    warehouse_id: warehouse.warehouse_id,
    name: sku.name,
    status: 'not_enough_data',
    action: 'hold',
    reason: 'not_enough_data',
    explanation: [],
    tier: tier.tier,
    model: tier.model,
    order_qty: null,
    order_by: null,
    arrives: null,
    value: null,
    at_stake: null,
    available: null,
    in_transit: null,
    presale_owed: null,
    position: null,
    days_of_supply: null,
    turnover_days: null,
    next_4w: null,
    demand_mean: null,
    demand_sd: null,
    lead_p50: null,
    lead_p90: null,
    lead_mean: null,
    lead_sd: null,
    review_days: policy.value('review_days', target),
    safety_stock: null,
    reorder_level: null,
    target_level: null,
    max_level: null,
    service_target: policy.value('service_level', target),
    service_proof: null,
    textbook_proof: null,
    safety_factor: null,
    safety_days: null,
    traffic: null,
    wanted_qty: null,
    capital_return: null,
    promo: null,
    promo_order_by: null,
    promo_short: null,
    bullwhip: null,
    bullwhip_raw: null,
  };
}

/** A forecast that says nothing. */
export function blankForecast({ sku, warehouse }: PlanItem): ForecastRow {
  return {
    sku_id: sku.sku_id,
    warehouse_id: warehouse.warehouse_id,
    name: sku.name,
    demand_class: 'none',
    method: 'none',
    accuracy: null,
    bias: null,
    low: null,
    high: null,
    weeks: [],
    statistical: [],
    lows: [],
    highs: [],
    minimums: [],
    targets: [],
    maximums: [],
    overridden_by: null,
    expires: null,
    words: [],
  };
}
