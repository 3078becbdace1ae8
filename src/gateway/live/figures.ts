import type { CellValue, LiveItem, LiveRow } from '../../tables';

/** What of the Stock table a live figure can be asked for. */
const MEASURES = ['available', 'on_hand', 'reserved', 'in_transit'] as const;

type StockRow = Readonly<Record<string, CellValue>>;

/** What is known about the SKU and the warehouses of an item. */
export interface Known {
  /** rows of the Stock table about the item's SKU */
  rows: readonly StockRow[];
  sku: boolean;
  warehouse: boolean;
  /** whether anything is known about inbound, and the instant that speaks for */
  inbound: { known: boolean; asOf: string | null };
}

/** The sum of what is known; null when nothing is. */
function sumOf(values: readonly (CellValue | undefined)[]): number | null {
  const known = values.filter((value): value is number => typeof value === 'number');
  if (known.length === 0) return null;
  // four decimals as stored: 0.1 + 0.2 must not show as 0.30000000000000004
  return Math.round(known.reduce((sum, value) => sum + value, 0) * 1e4) / 1e4;
}

/** The figures of one item out of the Stock table's rows about its SKU. */
export function liveRow({ sku, warehouse }: LiveItem, known: Known): LiveRow {
  const rows = warehouse === null ? known.rows : known.rows.filter((row) => row.warehouse_id === warehouse);
  const skuKnown = known.sku || known.rows.length > 0;
  const warehouseKnown = warehouse === null || known.warehouse || rows.length > 0;
  const unknown = !skuKnown ? 'sku' : !warehouseKnown ? 'warehouse' : null;
  let oldest: StockRow | null = null;
  for (const row of rows) {
    // ISO instants in UTC are in the order of time as texts
    if (row.as_of !== null && (oldest === null || String(row.as_of) < String(oldest.as_of))) oldest = row;
  }
  const figures = Object.fromEntries(MEASURES.map((id) => [id, sumOf(rows.map((row) => row[id]))])) as Record<
    (typeof MEASURES)[number],
    number | null
  >;
  // without a row in the Stock table nothing is on the way, where anything is known about what is
  if (unknown === null && rows.length === 0 && known.inbound.known) figures.in_transit = 0;
  return {
    sku,
    warehouse,
    unknown,
    ...figures,
    as_of: oldest === null ? null : String(oldest.as_of),
    oldest_warehouse: oldest === null ? null : String(oldest.warehouse_id),
    in_transit_as_of: figures.in_transit === null ? null : known.inbound.asOf,
  };
}
