import type { PlanItem } from '../plan-index';
import type { PlanInput, SkuTier } from '../types';
import { DISPATCH_DAYS, wholeUnits, type ItemSources, type SourceFacts } from './sources';

/** Places that hold a supplier's word, not goods. */
const SUPPLIER_TYPES: readonly string[] = ['supplier', 'virtual'];
const ROUNDING = 1e-9;

/** Stock records at places that are no warehouse of goods; of two for one SKU and place neither counts. */
export function supplierItems(input: PlanInput): PlanItem[] {
  const skus = new Map(input.skus.map((sku) => [sku.sku_id, sku]));
  const places = new Map(
    input.warehouses.filter(({ type }) => SUPPLIER_TYPES.includes(type)).map((place) => [place.warehouse_id, place]),
  );
  const items = new Map<string, PlanItem>();
  for (const stock of input.stock) {
    const sku = skus.get(stock.sku_id);
    const warehouse = places.get(stock.warehouse_id);
    if (!sku || !warehouse) continue;
    const key = JSON.stringify([stock.sku_id, stock.warehouse_id]);
    const twin = items.get(key);
    if (!twin) items.set(key, { sku, warehouse, stock, sales: [], inbound: [], conflict: null });
    else if (twin.stock?.available !== stock.available) twin.conflict = 'stock';
  }
  return [...items.values()];
}

/**
 * What a supplier committed of a SKU of virtual stock. A place that delivers to buyers itself sends within 48 hours; else the goods
 * first go to a warehouse that does, over the lane with the shortest P90.
 */
export function supplierSources(item: PlanItem, tier: SkuTier, facts: SourceFacts): ItemSources {
  const { policy, lanes, warehouses } = facts;
  const { sku, warehouse, stock } = item;
  const place = warehouse.warehouse_id;
  const target = { sku: sku.sku_id, warehouse: place, tier: tier.tier };
  const available = item.conflict === 'stock' ? null : (stock?.available ?? null);
  const confidence = Math.min(1, Math.max(0, stock?.confidence ?? 1));
  const qty = wholeUnits((available ?? 0) * (1 - policy.value('stock_haircut', target) * (1 - confidence)));
  const nothing = { sources: [], unknown: available === null };
  if (qty === 0) return { ...nothing, words: [] };
  const onward = lanes.delivery(place) ? null : lanes.onward(place);
  const from = onward ? warehouses.get(onward.to) : lanes.delivery(place) ? warehouse : undefined;
  if (!from) return { ...nothing, words: [{ id: 'sell_no_lane', values: { qty, place } }] };
  const dispatch = (onward ? Math.ceil(onward.lead.p90 - ROUNDING) : 0) + DISPATCH_DAYS;
  const days = policy.value('presale_days', target);
  if (dispatch > days)
    return { ...nothing, words: [{ id: 'sell_too_far', values: { qty, place, wait: dispatch, days } }] };
  return { ...nothing, sources: [{ kind: 'committed', warehouse: from, qty, dispatch }], words: [] };
}
