import { parseDay } from '../calendar';
import type { NoteBook } from '../note-book';
import { itemName, type PlanIndex, type PlanItem } from '../plan-index';
import type { PolicyBook } from '../policy';
import { known, sum } from '../statistics';
import type { PlanInput, SkuTier } from '../types';
import { campaignsFor, campaignsOf } from './campaigns';
import { depositsOf } from './deposits';
import type { DepositState, Owed } from './types';

/** Weeks of sales by which presale orders are divided among warehouses. */
const RECENT_WEEKS = 13;

/** What presale buyers will take, by SKU and by item. */
export interface PresaleBook {
  bySku: ReadonlyMap<string, DepositState>;
  byItem: ReadonlyMap<string, Owed>;
}

export const NO_PRESALE: PresaleBook = { bySku: new Map(), byItem: new Map() };

export interface PresaleContext {
  asOf: number;
  lastMonday: number;
  policy: PolicyBook;
  tiers: ReadonlyMap<string, SkuTier>;
  notes: NoteBook;
}

/**
 * Deposits of every SKU, and the orders they lead to by item. Orders fall to the warehouses the SKU is sold from by its model
 * (bonded, or overseas for direct mail; a SKU that may go through bonded only: bonded), where there are several in
 * proportion to what each sold in the last 13 weeks. Deposits that belong to no presale in the calendar are noted and count for
 * nothing: when they fall due is unknown.
 */
export function presaleBook(input: PlanInput, index: PlanIndex, context: PresaleContext): PresaleBook {
  const { asOf, lastMonday, policy, tiers, notes } = context;
  const signals = (input.signals ?? []).filter(
    ({ signal, sku_id, weeks }) =>
      signal === 'deposits' && index.skus.has(sku_id) && weeks.some((units) => (units ?? 0) > 0),
  );
  if (!signals.length) return NO_PRESALE;
  const campaigns = campaignsOf(input.promotions);
  const items = new Map<string, PlanItem[]>();
  for (const item of index.items) {
    const list = items.get(item.sku.sku_id);
    if (list) list.push(item);
    else items.set(item.sku.sku_id, [item]);
  }
  const booked = bookedPresale(input);
  const bySku = new Map<string, DepositState>();
  const byItem = new Map<string, Owed>();
  for (const { sku_id: sku, weeks } of signals) {
    if (bySku.has(sku)) continue;
    const target = { sku, tier: tiers.get(sku)?.tier };
    const own = campaignsFor(campaigns, sku);
    const state = depositsOf({
      asOf,
      lastMonday,
      weeks,
      campaigns: own,
      booked: booked.get(sku) ?? [],
      conversion: policy.value('presale_conversion', target),
      shareBefore: policy.value('presale_share_before', target),
      shareAfter: policy.value('presale_share_after', target),
      longestWait: policy.value('presale_days', target),
    });
    if (!state) {
      // deposits of last year's presales are history, those of the newest weeks are somebody's money
      const fresh = weeks.slice(0, 2).some((units) => (units ?? 0) > 0);
      if (fresh && !own.some(({ depositTo }) => depositTo > lastMonday - 7)) notes.add('deposits_without_presale', sku);
      continue;
    }
    bySku.set(sku, state);
    for (const [item, share] of sharesOf(items.get(sku) ?? [], tiers.get(sku)))
      byItem.set(itemName(sku, item.warehouse.warehouse_id), {
        open: state.open * share,
        counted: state.counted * share,
        day: state.day,
      });
  }
  return { bySku, byItem };
}

/** Units booked as presale, by SKU: the corrections that keep them out of demand name them. */
function bookedPresale(input: PlanInput): Map<string, { day: number; units: number }[]> {
  const booked = new Map<string, { day: number; units: number }[]>();
  for (const { kind, sku_id, day: date, change } of input.corrections ?? []) {
    const day = parseDay(date);
    if (kind !== 'presale' || day === null || change === null || !(change < 0)) continue;
    const list = booked.get(sku_id) ?? [];
    list.push({ day, units: -change });
    booked.set(sku_id, list);
  }
  return booked;
}

/** Which items serve the presale of a SKU, and how much of it each. */
function sharesOf(items: readonly PlanItem[], tier: SkuTier | undefined): [PlanItem, number][] {
  const wanted = tier?.model === 'bonded' || items[0]?.sku.hs_remark === 'bonded_only' ? 'bonded' : 'overseas';
  const own = items.filter(({ warehouse }) => warehouse.type === wanted);
  const serving = own.length ? own : items;
  const sold = serving.map((item) =>
    Math.max(0, sum(item.sales.flatMap(({ weeks }) => known(weeks.slice(0, RECENT_WEEKS))))),
  );
  const total = sum(sold);
  return serving.map((item, at) => [item, total > 0 ? (sold[at] as number) / total : 1 / serving.length]);
}
