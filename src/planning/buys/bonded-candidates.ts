import type { NoteBook } from '../note-book';
import type { PlanIndex, PlanItem } from '../plan-index';
import { laneOf, type WarehouseLane } from '../plan-lead-time';
import { known, sum } from '../statistics';
import type { LaneFacts, SkuTier, StockFacts, WarehouseFacts } from '../types';

/** Why an item is planned at a bonded warehouse that has never sold its SKU. */
export interface Promoted {
  lane: LaneFacts;
  /** share of the brand's bonded sales of the last 13 weeks that left from there; null: nothing was sold from bonded stock */
  share: number | null;
  /** the next best warehouse; null: there is no other */
  runnerUp: string | null;
  /** the SKU has stock there, or stock on its way there: that is why it is the place */
  isThere: boolean;
}

const RECENT_WEEKS = 13;
const ALL = Infinity;

const unitsSold = (item: PlanItem, weeks: number): number =>
  sum(item.sales.flatMap((series) => known(series.weeks.slice(0, weeks))));

const unitsThere = ({ stock, inbound }: PlanItem): number =>
  Math.max(0, stock?.available ?? 0) + sum(inbound.map(({ open_qty }) => Math.max(0, open_qty ?? 0)));

/** A SKU that no stock record of the warehouse names is not there. */
const nothingThere = ({ sku, warehouse }: PlanItem): StockFacts => ({
  sku_id: sku.sku_id,
  warehouse_id: warehouse.warehouse_id,
  available: 0,
  in_transit: null,
  first_expiry: null,
  confidence: 1,
});

interface Site {
  warehouse: WarehouseFacts;
  /** the brand's bonded units from there in the last 13 weeks */
  sold: number;
}

/** The bonded warehouses, each once. */
function bondedSites(index: PlanIndex, warehouses: readonly WarehouseFacts[]): Site[] {
  const sites = new Map<string, Site>();
  for (const warehouse of warehouses) {
    if (warehouse.type !== 'bonded' || sites.has(warehouse.warehouse_id)) continue;
    sites.set(warehouse.warehouse_id, { warehouse, sold: 0 });
  }
  for (const item of index.items) {
    const site = sites.get(item.warehouse.warehouse_id);
    if (site) site.sold += Math.max(0, unitsSold(item, RECENT_WEEKS));
  }
  return [...sites.values()];
}

/** Those that an SKU can be brought to, the one that sells most for the brand first, then the quickest, then by name. */
function sitesFor(sku: string, sites: readonly Site[], lanes: ReadonlyMap<string, WarehouseLane>) {
  return sites
    .flatMap((site) => {
      const lead = laneOf(lanes, sku, site.warehouse.warehouse_id)?.lead;
      return lead ? [{ ...site, lead }] : [];
    })
    .sort(
      (a, b) =>
        b.sold - a.sold || a.lead.mean - b.lead.mean || (a.warehouse.warehouse_id < b.warehouse.warehouse_id ? -1 : 1),
    );
}

/**
 * SKUs whose tier is bonded and that were never sold from bonded stock get an item at one bonded warehouse, planned from what
 * they sell by direct mail: where they have stock already, else where the brand sells most from, of those a usable
 * replenishment lane leads to. Changes `index.items`: an item that stands there already is planned so, or a new one is added.
 */
export function addBondedCandidates(
  index: PlanIndex,
  tiers: ReadonlyMap<string, SkuTier>,
  context: {
    warehouses: readonly WarehouseFacts[];
    lanes: ReadonlyMap<string, WarehouseLane>;
    notes: NoteBook;
  },
): void {
  const bonded = new Set(
    context.warehouses.filter(({ type }) => type === 'bonded').map(({ warehouse_id }) => warehouse_id),
  );
  const everySite = bondedSites(index, context.warehouses);
  const total = sum(everySite.map(({ sold }) => sold));
  const bySku = new Map<string, PlanItem[]>();
  for (const item of index.items) {
    const list = bySku.get(item.sku.sku_id);
    if (list) list.push(item);
    else bySku.set(item.sku.sku_id, [item]);
  }
  for (const tier of tiers.values()) {
    if (tier.model !== 'bonded') continue;
    const own = bySku.get(tier.sku_id) ?? [];
    const ownBonded = own.filter(({ warehouse }) => warehouse.type === 'bonded');
    if (ownBonded.some((item) => unitsSold(item, ALL) > 0 || item.conflict)) continue;
    const direct = (index.salesBySku.get(tier.sku_id) ?? []).filter(
      ({ warehouse_id, model }) => !bonded.has(warehouse_id) && model !== 'bonded',
    );
    if (!(sum(direct.flatMap(({ weeks }) => known(weeks))) > 0)) continue;
    if (own.some(({ conflict }) => conflict === 'sales')) continue;
    const sku = index.skus.get(tier.sku_id);
    if (!sku) continue;
    const sites = sitesFor(tier.sku_id, everySite, context.lanes);
    const there = ownBonded.filter((item) => unitsThere(item) > 0);
    const mostThere = there.sort((a, b) => unitsThere(b) - unitsThere(a))[0];
    const choice = mostThere
      ? sites.find(({ warehouse }) => warehouse.warehouse_id === mostThere.warehouse.warehouse_id)
      : sites[0];
    if (!choice) {
      if (!mostThere) context.notes.add('no_bonded_lane', tier.sku_id);
      continue;
    }
    const promoted: Promoted = {
      lane: choice.lead.lane,
      share: total > 0 ? choice.sold / total : null,
      runnerUp: sites.find((site) => site !== choice)?.warehouse.warehouse_id ?? null,
      isThere: mostThere !== undefined,
    };
    // the first batch goes to one place
    for (const item of ownBonded) item.batchShare = 0;
    const standing = ownBonded.find(({ warehouse }) => warehouse.warehouse_id === choice.warehouse.warehouse_id);
    if (standing)
      Object.assign(standing, {
        stock: standing.stock ?? nothingThere(standing),
        sales: direct,
        promoted,
        batchShare: 1,
      });
    else {
      const item: PlanItem = {
        sku,
        warehouse: choice.warehouse,
        stock: null,
        sales: direct,
        inbound: [],
        conflict: null,
        promoted,
      };
      index.items.push({ ...item, stock: nothingThere(item) });
    }
  }
}
