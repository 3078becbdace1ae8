import type { PlanResult } from '../../planning/types';
import type { OwnPreview } from '../../workbook/own/types';
import type { WritePreview } from '../../workbook/types';
import { ownChanges, reviewOwn } from './own-review';
import { figure, rowKey } from './records';
import { bundleChanges } from './review-bundles';
import { flagOf, GROUP_OF, headOf, type ReviewLimits } from './review-flags';
import { sumOf } from './review-items';
import type { OwnKept, PlanOlder, PlanRecord, Review, ReviewChange, ReviewItem } from './types';

export const REVIEW_LIMITS: ReviewLimits = { over: 0.3, drift: 0.05 };

export interface ReviewSource {
  preview: WritePreview;
  /** of the user's own ranges; null: none is written */
  own?: OwnPreview | null;
  result: PlanResult;
  /** plan rows in our sheet before the write */
  before: PlanRecord[];
  version: string;
  /** pack quantity by SKU */
  packs: ReadonlyMap<string, number>;
  /** ids of bonded warehouses */
  bonded?: ReadonlySet<string>;
  limits?: ReviewLimits;
  lost?: OwnKept[];
  older?: PlanOlder | null;
}

/** Groups the cell changes of a preview into things a person can decide, most money first. */
export function buildReview(source: ReviewSource): Review {
  const { preview, own = null, result, before, version, packs, bonded, limits = REVIEW_LIMITS } = source;
  const planRows = new Map(result.rows.map((row) => [rowKey(row.sku_id, row.warehouse_id), row]));
  const names = new Map(result.rows.map((row) => [row.sku_id, row.name]));
  const tiers = new Map((result.tiers ?? []).map((tier) => [tier.sku_id, tier]));
  const sheetRows = new Map(before.map((row) => [rowKey(row.sku_id, row.warehouse_id), row]));

  const items: ReviewItem[] = [];
  for (const { id, table, key, changes } of bundleChanges([...preview.changes, ...ownChanges(own)], result)) {
    if (changes.every(({ column }) => column === 'plan_version')) continue;
    const [sku = '', warehouse = ''] = key;
    const row = planRows.get(rowKey(...key));
    const flag = flagOf(changes, {
      table,
      inSheet: sheetRows.get(rowKey(...key)),
      row,
      tier: tiers.get(sku),
      bonded: bonded?.has(warehouse) ?? false,
      pack: packs.get(sku) ?? 1,
      limits,
    });
    items.push({
      id,
      group: GROUP_OF[flag],
      flag,
      table,
      key,
      name: row?.name ?? names.get(sku) ?? null,
      head: headOf(changes),
      changes,
      cells: changes.length + newKeyCells(changes),
      money: row ? (row.at_stake ?? row.value) : null,
      reason: row?.reason ?? null,
      ticked: GROUP_OF[flag] !== 'overridden',
    });
  }
  items.sort((a, b) => (b.money ?? -1) - (a.money ?? -1));

  const columns = new Set(
    items.flatMap(({ changes }) =>
      changes.map(({ table, column, own: place }) => `${place?.mappingId ?? ''}|${table}.${column}`),
    ),
  );
  return {
    id: preview.id,
    version,
    items,
    blocked: preview.blocked,
    // a buy of a week that is over, or that the plan no longer makes, is not gone from the data
    gone: preview.gone.filter(({ table }) => table !== 'TW_Buys').length,
    newTables: preview.newTables,
    filtered: preview.filtered,
    cells: items.reduce((sum, item) => sum + item.cells, 0),
    rows: items.length,
    columns: columns.size,
    currency: result.currency,
    money: {
      before: before.length
        ? sumOf(
            before.filter(({ action }) => action === 'buy' || action === 'to_bonded').map(({ value }) => figure(value)),
          )
        : null,
      after: result.totals.buyValue,
    },
    outOfStock: result.totals.outOfStock,
    own: reviewOwn(own),
    lost: source.lost ?? [],
    older: source.older ?? null,
  };
}

/** A new row's key cells are written too, though they are no changes of their own. */
function newKeyCells(changes: readonly ReviewChange[]): number {
  const fresh = changes.filter(({ sheetRow }) => sheetRow === null);
  const rows = new Map(fresh.map(({ table, key }) => [rowKey(table, ...key), key.length]));
  return [...rows.values()].reduce((sum, cells) => sum + cells, 0);
}
