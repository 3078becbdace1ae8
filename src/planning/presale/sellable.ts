import { formatDay, parseDay } from '../calendar';
import { NoteBook, type PlacedNote } from '../note-book';
import { indexPlan, itemName, type PlanItem } from '../plan-index';
import { policyBook } from '../policy';
import type { ForecastRow, Listing, PlanInput, PlanRow, SellableRow, Sentence, SkuTier } from '../types';
import { firstModel, limitOf, trafficOfSku, trafficWords } from './advice';
import { presaleBook } from './book';
import { promiseLanes } from './lanes';
import { holidaysOf, pageText, type Holiday } from './page-text';
import { sourcesOf, type Source, type SourceFacts } from './sources';
import { supplierItems, supplierSources } from './supplier';
import { modelTraffic, type ModelTraffic } from './traffic';
import type { DepositState } from './types';

/** Marks of the positive list that bind what a shop may do. */
const BONDED_ONLY = 'bonded_only';
const OFF_LIST = 'off_list';

const SOURCE_WORDS = {
  spot: 'sell_spot',
  direct: 'sell_direct',
  arriving: 'sell_arriving',
  committed: 'sell_committed',
};

interface SellableContext extends SourceFacts {
  holidays: readonly Holiday[];
  itemsBySku: ReadonlyMap<string, PlanItem[]>;
  /** a supplier's word on a SKU, by SKU */
  commitments: ReadonlyMap<string, PlanItem[]>;
}

export interface SellablePart {
  rows: SellableRow[];
  notes: PlacedNote[];
}

/**
 * What the shop may sell of every SKU now, dearest problem of the plan first.
 *
 * - Spot: bonded stock that can be promised. Presale: overseas stock and arrivals that can be promised, up to the caps
 *   (sources.ts). What is owed to presale buyers is promised to nobody else.
 * - By law a SKU off the positive list is hidden, one that may go through bonded only is not offered from overseas.
 * - A SKU of virtual stock has no spot but what is physically bonded: its suppliers' word is a presale.
 * - Limit per order where the cover is shorter than the median lead time: a day's share of what has to last until then,
 *   units / lead time, at least 1. 90 units, 28 days: 3.
 * - Dispatch by: the day on which the last of the units offered is sent.
 */
export function sellableRows(
  input: PlanInput,
  plan: { rows: readonly PlanRow[]; forecasts: readonly ForecastRow[]; tiers: readonly SkuTier[] },
): SellablePart {
  const asOf = parseDay(input.asOf) ?? 0;
  const lastMonday = parseDay(input.lastWeek) ?? 0;
  const silent = new NoteBook();
  const policy = policyBook(input.policy, input.asOf);
  const index = indexPlan(input, silent);
  const tiers = new Map(plan.tiers.map((tier) => [tier.sku_id, tier]));
  const nameOf = (row: { sku_id: string; warehouse_id: string }) => itemName(row.sku_id, row.warehouse_id);
  const notes = new NoteBook();
  notes.turnTo(index.items.length);
  const context: SellableContext = {
    asOf,
    offset: asOf - (lastMonday + 7),
    policy,
    lanes: promiseLanes(input.lanes),
    presale: presaleBook(input, index, { asOf, lastMonday, policy, tiers, notes: silent }),
    rows: new Map(plan.rows.map((row) => [nameOf(row), row])),
    forecasts: new Map(plan.forecasts.map((row) => [nameOf(row), row])),
    warehouses: new Map(input.warehouses.map((one) => [one.warehouse_id, one])),
    holidays: holidaysOf(input.promotions),
    itemsBySku: groupBySku(index.items),
    commitments: groupBySku(supplierItems(input)),
  };
  const ranks = new Map<string, number>();
  for (const { sku_id, rank } of plan.rows) ranks.set(sku_id, Math.min(ranks.get(sku_id) ?? Infinity, rank));
  const rankOf = (sku: string): number => ranks.get(sku) ?? Infinity;
  const rows = [...index.skus.keys()].flatMap((sku) => {
    const tier = tiers.get(sku);
    const items = [...(context.itemsBySku.get(sku) ?? []), ...(context.commitments.get(sku) ?? [])];
    if (!tier || !items.length) return [];
    try {
      return [sellableRow(sku, tier, context)];
    } catch {
      notes.add('sellable_failed', sku);
      return [];
    }
  });
  const place = new Map(rows.map((row, at) => [row, at]));
  const before = (a: number, b: number): number => (a === b ? 0 : a < b ? -1 : 1);
  rows.sort((a, b) => before(rankOf(a.sku_id), rankOf(b.sku_id)) || (place.get(a) ?? 0) - (place.get(b) ?? 0));
  return { rows, notes: notes.list() };
}

function groupBySku(items: readonly PlanItem[]): Map<string, PlanItem[]> {
  const groups = new Map<string, PlanItem[]>();
  for (const item of items) {
    const group = groups.get(item.sku.sku_id);
    if (group) group.push(item);
    else groups.set(item.sku.sku_id, [item]);
  }
  return groups;
}

function sellableRow(skuId: string, tier: SkuTier, context: SellableContext): SellableRow {
  const { asOf, presale } = context;
  const items = context.itemsBySku.get(skuId) ?? [];
  const commitments = tier.model === 'virtual' ? (context.commitments.get(skuId) ?? []) : [];
  const sku = (items[0] ?? commitments[0] ?? context.commitments.get(skuId)?.[0])?.sku;
  const remark = sku?.hs_remark?.trim().toLowerCase() ?? null;
  const isBonded = ({ warehouse }: PlanItem): boolean => warehouse.type === 'bonded';
  const allowed = remark === OFF_LIST ? [] : remark === BONDED_ONLY ? items.filter(isBonded) : items;

  const found = allowed.map((item) => ({ item, ...sourcesOf(item, tier, context) }));
  const words: Sentence[] = [];
  if (remark === OFF_LIST) words.push({ id: 'sell_off_list', values: {} });
  if (remark === BONDED_ONLY && items.length > allowed.length) words.push({ id: 'sell_bonded_only', values: {} });
  const isFree = remark !== OFF_LIST && remark !== BONDED_ONLY;
  const given = isFree ? commitments.map((item) => supplierSources(item, tier, context)) : [];
  const sources = [...found, ...given].flatMap((one) => one.sources);
  for (const { kind, qty, warehouse, dispatch } of sources)
    words.push({
      id: SOURCE_WORDS[kind],
      values: { qty, place: warehouse.warehouse_id, date: formatDay(asOf + dispatch) },
    });
  for (const one of [...found, ...given]) words.push(...one.words);
  for (const { item, unknown } of found)
    if (unknown) words.push({ id: 'sell_unknown', values: { place: item.warehouse.warehouse_id } });

  const isUnknown = (type: 'bonded' | 'other'): boolean =>
    found.some(({ item, unknown }) => unknown && isBonded(item) === (type === 'bonded')) ||
    (type === 'other' && given.some(({ unknown }) => unknown));
  const spot = totalOf(sources, (kind) => kind === 'spot', isUnknown('bonded'));
  const later = totalOf(sources, (kind) => kind !== 'spot', isUnknown('other'));
  const listing = listingOf(spot, later);
  const state = presale.bySku.get(skuId);
  const owed = items.reduce(
    (total, { warehouse }) => total + (presale.byItem.get(itemName(skuId, warehouse.warehouse_id))?.open ?? 0),
    0,
  );
  if (owed > 0) words.push({ id: 'sell_owed', values: { qty: owed } });
  words.push(...depositWords(state));

  const page = listing === 'hide' ? { page: null, words: [] } : pageText(sources, context);
  words.push(...page.words);

  const models = { bonded: trafficIn('bonded', skuId, context), direct: trafficIn('overseas', skuId, context) };
  const isWanted = items.some(
    ({ warehouse }) => (context.rows.get(itemName(skuId, warehouse.warehouse_id))?.next_4w ?? 0) > 0,
  );
  const model = firstModel(sources);
  const sold = model && models[model];
  const onHand = sources.some(({ kind }) => kind === 'spot' || kind === 'direct');
  const traffic = trafficOfSku(listing, sold, onHand, spot !== null && later !== null);
  if ((spot ?? 0) > 0) words.push(...trafficWords('bonded', models.bonded));
  if (sources.some(({ kind }) => kind === 'direct')) words.push(...trafficWords('direct', models.direct));
  const limit = limitOf(traffic, sold, sources);
  if (limit !== null) words.push({ id: 'sell_limit', values: { qty: limit } });
  if (listing === 'hide' && !words.length) words.push({ id: 'sell_nothing', values: {} });

  return {
    sku_id: skuId,
    name: sku?.name ?? null,
    listing,
    spot_qty: spot,
    spot_from: namesOf(sources.filter(({ kind }) => kind === 'spot')),
    presale_qty: later,
    presale_from: namesOf(sources.filter(({ kind }) => kind !== 'spot')),
    dispatch_by: sources.length ? formatDay(asOf + Math.max(...sources.map(({ dispatch }) => dispatch))) : null,
    limit_per_order: limit,
    traffic,
    // of what cannot be sold: 0 says that somebody would buy it
    cover_days: sold ? sold.cover : isWanted ? (models.bonded.cover ?? models.direct.cover) : null,
    committed: state ? owed : null,
    deposits: state?.deposits ?? null,
    expected: state?.expected ?? null,
    page: page.page,
    why: words,
  };
}

/** Units over some sources; null: nothing is known to be there, and of one place nothing is known. */
function totalOf(
  sources: readonly Source[],
  counts: (kind: Source['kind']) => boolean,
  unknown: boolean,
): number | null {
  const total = sources.reduce((units, { kind, qty }) => (counts(kind) ? units + qty : units), 0);
  return total === 0 && unknown ? null : total;
}

function listingOf(spot: number | null, later: number | null): Listing {
  if ((spot ?? 0) > 0) return (later ?? 0) > 0 ? 'spot_presale' : 'spot';
  return (later ?? 0) > 0 ? 'presale' : 'hide';
}

/** The places units come from, the largest first. */
function namesOf(sources: readonly Source[]): string | null {
  const units = new Map<string, number>();
  for (const { warehouse, qty } of sources)
    units.set(warehouse.warehouse_id, (units.get(warehouse.warehouse_id) ?? 0) + qty);
  const names = [...units].sort((a, b) => b[1] - a[1]).map(([name]) => name);
  return names.length ? names.join(' / ') : null;
}

function trafficIn(type: string, sku: string, { itemsBySku, rows, forecasts, offset }: SellableContext): ModelTraffic {
  const names = (itemsBySku.get(sku) ?? [])
    .filter(({ warehouse }) => warehouse.type === type)
    .map(({ warehouse }) => itemName(sku, warehouse.warehouse_id));
  return modelTraffic(
    names.flatMap((name) => rows.get(name) ?? []),
    names.flatMap((name) => forecasts.get(name) ?? []),
    offset,
  );
}

function depositWords(state: DepositState | undefined): Sentence[] {
  if (!state) return [];
  const { deposits, expected, conversion, booked } = state;
  return [
    { id: booked > 0 ? 'sell_deposits_booked' : 'sell_deposits', values: { deposits, expected, conversion, booked } },
  ];
}
