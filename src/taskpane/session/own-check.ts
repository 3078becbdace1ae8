import type { OwnBody, OwnRow } from '../../workbook/own/types';
import { isSkuMeaning } from '../../workbook/own/meanings';
import { rowKey } from './records';
import type { OwnCheck } from './types';

/** What the rows of a range are compared with. */
export interface Known {
  against: OwnCheck['against'];
  /** without a warehouse: the SKU alone is compared */
  keys: readonly { sku: string; warehouse: string | null }[];
}

const letters = (column: number): string => {
  let text = '';
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    text = String.fromCharCode(65 + ((rest - 1) % 26)) + text;
  }
  return text;
};

/** The key cell of a row, as an address. */
export function keyCell(body: OwnBody, row: OwnRow): string {
  const sku = body.mapping.columns.find(({ meaning }) => isSkuMeaning(meaning))?.position ?? 0;
  return cellOf(body.sheetName, body.firstRow + row.index, body.firstColumn + sku);
}

/** Address of a cell by 0-based row and column. */
export const cellOf = (sheet: string, row: number, column: number): string =>
  `${quoted(sheet)}!${letters(column)}${row + 1}`;

const quoted = (sheet: string): string =>
  /^[A-Za-z_][A-Za-z0-9_]*$/.test(sheet) ? sheet : `'${sheet.replace(/'/g, "''")}'`;

/** How the rows of a range fit to what is known. Missing is only what is known of a warehouse the range has rows of. */
export function checkRows(body: OwnBody | undefined, known: Known): OwnCheck {
  const check: OwnCheck = {
    sheetId: body?.sheetId ?? '',
    against: known.against,
    rows: 0,
    matched: 0,
    noKey: [],
    unknown: [],
    lacking: [],
    duplicates: [],
    passedOver: 0,
    issues: [],
    untyped: [],
  };
  if (!body) return check;
  const byKey = new Map<string, OwnRow[]>();
  for (const row of body.rows) {
    if (row.kind === 'no_key') check.noKey.push(keyCell(body, row));
    else if (row.kind !== 'data') check.passedOver += row.kind === 'blank' ? 0 : 1;
    else {
      check.rows++;
      const key = rowKey(row.sku, row.warehouse);
      byKey.set(key, [...(byKey.get(key) ?? []), row]);
    }
  }
  const perWarehouse = known.keys.some(({ warehouse }) => warehouse !== null);
  const keyOf = (sku: string | null, warehouse: string | null): string =>
    perWarehouse && warehouse !== null ? rowKey(sku, warehouse) : rowKey(sku);
  const knownKeys = new Set(known.keys.flatMap(({ sku, warehouse }) => [keyOf(sku, warehouse), rowKey(sku)]));
  const here = new Set<string>();
  const warehouses = new Set<string>();
  for (const rows of byKey.values()) {
    const [first] = rows as [OwnRow];
    const { sku, warehouse } = first;
    here.add(keyOf(sku, warehouse));
    if (warehouse !== null) warehouses.add(warehouse);
    const place = { sku: sku ?? '', warehouse, address: keyCell(body, first) };
    if (rows.length > 1) check.duplicates.push({ ...place, rows: rows.map(({ index }) => body.firstRow + index + 1) });
    if (known.against === 'nothing') continue;
    if (knownKeys.has(keyOf(sku, warehouse))) check.matched += rows.length;
    else check.unknown.push(place);
  }
  for (const { sku, warehouse } of known.keys) {
    if (warehouse !== null && warehouses.size > 0 && !warehouses.has(warehouse)) continue;
    const key = warehouses.size > 0 ? keyOf(sku, warehouse) : rowKey(sku);
    if (here.has(key)) continue;
    here.add(key);
    check.lacking.push({ sku, warehouse: warehouses.size > 0 ? warehouse : null });
  }
  return check;
}
