import { pairKey, salesPlace, skuPlace, stockPlace, type HealthContext } from './context';
import type { CheckPlace } from './types';

/**
 * Rows that stand twice under one key, cells that are no figure, rows an import left out. At risk: four weeks' sales of the item, which is
 * not planned or planned from one of two figures.
 */
export function checkRows(context: HealthContext): void {
  const { input } = context;
  repeated(
    context,
    input.skus,
    ({ sku_id }) => sku_id,
    ({ sku_id }) => skuPlace(sku_id, null),
  );
  repeated(
    context,
    input.warehouses,
    ({ warehouse_id }) => warehouse_id,
    ({ warehouse_id }) => ({ table: 'TW_Warehouses', key: [warehouse_id], column: null }),
  );
  repeated(
    context,
    input.stock,
    ({ sku_id, warehouse_id }) => sku_id && pairKey(sku_id, warehouse_id),
    ({ sku_id, warehouse_id }) => stockPlace(sku_id, warehouse_id, null),
  );
  repeated(
    context,
    input.sales,
    ({ sku_id, warehouse_id, model }) => sku_id && `${pairKey(sku_id, warehouse_id)}\u001f${model ?? ''}`,
    (series) => salesPlace(series, null),
  );
  repeated(
    context,
    input.inbound,
    ({ doc_id, line }) => doc_id && `${doc_id}\u001f${line}`,
    ({ doc_id, line }) => ({ table: 'TW_Inbound', key: [doc_id, String(line)], column: null }),
  );
  repeated(
    context,
    input.lanes,
    ({ lane_id }) => lane_id,
    ({ lane_id }) => ({ table: 'TW_Lanes', key: [lane_id], column: null }),
  );
  for (const { table, key, column, address, text } of context.facts.unreadable ?? []) {
    const sku = ['TW_SKU', 'TW_Stock', 'TW_Sales'].includes(table) ? (key[0] ?? null) : null;
    const warehouse = ['TW_Stock', 'TW_Sales'].includes(table) ? (key[1] ?? null) : null;
    context.add(
      'unreadable',
      'error',
      { table, key, column },
      {
        sku_id: sku,
        warehouse_id: warehouse,
        found: text,
        values: { address, text },
        atRisk: sku === null ? null : context.salesAtRisk(sku, warehouse ?? undefined),
      },
    );
  }
  for (const { source, rows } of context.facts.refused ?? []) {
    if (rows > 0) context.add('refused_rows', 'warning', null, { count: rows, found: rows, values: { source, rows } });
  }
}

function repeated<T extends { sku_id?: string | null; warehouse_id?: string; to_id?: string }>(
  context: HealthContext,
  rows: readonly T[],
  keyOf: (row: T) => string,
  placeOf: (row: T) => CheckPlace,
): void {
  const counts = new Map<string, { row: T; n: number }>();
  for (const row of rows) {
    const key = keyOf(row);
    if (!key) continue;
    const found = counts.get(key);
    if (found) found.n++;
    else counts.set(key, { row, n: 1 });
  }
  for (const { row, n } of counts.values()) {
    if (n < 2) continue;
    const place = placeOf(row);
    const warehouse = row.warehouse_id ?? row.to_id ?? null;
    context.add('repeated_row', 'error', place, {
      sku_id: row.sku_id ?? null,
      warehouse_id: warehouse,
      count: n,
      found: n,
      expected: 1,
      values: { name: place.key.filter(Boolean).join(' · '), n },
      atRisk: row.sku_id == null ? null : context.salesAtRisk(row.sku_id, row.warehouse_id),
    });
  }
}
