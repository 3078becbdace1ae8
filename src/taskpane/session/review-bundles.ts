import { sheetTable, type SheetTableId } from '../../tables';
import type { PlanResult } from '../../planning/types';
import { rowKey } from './records';
import type { ReviewChange } from './types';

/** Changes that are decided together. */
export interface Bundle {
  id: string;
  table: SheetTableId;
  key: string[];
  changes: ReviewChange[];
}

const DECIDING = new Set(['TW_SKU.tier', 'TW_SKU.model', 'TW_Tiers.tier', 'TW_Tiers.model']);
const bundleId = (table: SheetTableId, key: readonly string[]): string => `${table}:${rowKey(...key)}`;

/**
 * Sorts changes into things to decide: a plan row with its forecast, overrides, buys ahead and advice on its open orders;
 * a change of an SKU's tier; what a promotion asks. What else is said about an SKU (its tier's figures, its sellable split)
 * goes with the SKU's most urgent plan row. A figure of the user's own that the plan would go over is a thing of its own,
 * so that the other cells of its row stay fresh.
 */
export function bundleChanges(changes: readonly ReviewChange[], result: PlanResult): Bundle[] {
  const bundles = new Map<string, Bundle>();
  const put = (table: SheetTableId, key: string[], change: ReviewChange, part = ''): void => {
    const id = bundleId(table, key) + part;
    const bundle = bundles.get(id);
    if (bundle) bundle.changes.push(change);
    else bundles.set(id, { id, table, key, changes: [change] });
  };
  const itemOfLine = new Map(
    (result.inbound ?? []).map((line) => [rowKey(line.doc_id, String(line.line)), [line.sku_id, line.to_id]]),
  );
  const aboutSkus: ReviewChange[] = [];
  for (const change of changes) {
    const { key, table } = change;
    if (change.own && change.edited) put(ofItems(table) ? 'TW_Plan' : 'TW_SKU', key, change, ':mine');
    else if (ofItems(table)) put('TW_Plan', key.slice(0, 2), change);
    else if (table === 'TW_Inbound') {
      const item = itemOfLine.get(rowKey(...key));
      if (item) put('TW_Plan', item, change);
      else put(table, key, change);
    } else if (table === 'TW_Calendar') put(table, key.slice(0, 1), change);
    else aboutSkus.push(change);
  }
  const moved = new Set(
    aboutSkus.flatMap(({ table, column, key }) => (DECIDING.has(`${table}.${column}`) ? [key[0] ?? ''] : [])),
  );
  const urgent = mostUrgent(bundles, result);
  for (const change of aboutSkus) {
    const sku = change.key[0] ?? '';
    const row = urgent.get(sku);
    if (row && (change.table === 'TW_Sellable' || !moved.has(sku))) put('TW_Plan', row, change);
    else put('TW_SKU', [sku], change);
  }
  return [...bundles.values()];
}

/** Tables whose rows are about one SKU in one warehouse. */
const ofItems = (table: SheetTableId): boolean => {
  const [sku, warehouse] = sheetTable(table).key;
  return sku === 'sku_id' && warehouse === 'warehouse_id';
};

/** The plan row of each SKU with the best rank among those that change. */
function mostUrgent(bundles: ReadonlyMap<string, Bundle>, { rows }: PlanResult): Map<string, string[]> {
  const found = new Map<string, { key: string[]; rank: number }>();
  for (const { sku_id, warehouse_id, rank } of rows) {
    const key = [sku_id, warehouse_id];
    const known = found.get(sku_id);
    if ((!known || rank < known.rank) && bundles.has(bundleId('TW_Plan', key))) found.set(sku_id, { key, rank });
  }
  return new Map([...found].map(([sku, { key }]) => [sku, key]));
}
