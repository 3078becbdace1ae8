import type { Promoted } from './buys/bonded-candidates';
import type { NoteBook } from './note-book';
import type { InboundLine, PlanInput, SalesSeries, SkuFacts, StockFacts, WarehouseFacts } from './types';

/** Everything known of one SKU at one warehouse. */
export interface PlanItem {
  sku: SkuFacts;
  warehouse: WarehouseFacts;
  stock: StockFacts | null;
  sales: SalesSeries[];
  inbound: InboundLine[];
  /** two rows contradict each other: which is right is not ours to guess */
  conflict: 'stock' | 'sales' | null;
  /** never sold from here, and to be bonded now: it is planned from its direct demand, which `sales` then hold */
  promoted?: Promoted | null;
  /** its share of a first bonded batch where a SKU has several bonded warehouses; all of it unless given */
  batchShare?: number;
}

export interface PlanIndex {
  skus: Map<string, SkuFacts>;
  items: PlanItem[];
  /** sales of a SKU anywhere, for tiers */
  salesBySku: Map<string, SalesSeries[]>;
}

const PLANNED_TYPES: readonly string[] = ['overseas', 'bonded'];

export const itemName = (sku: string, warehouse: string): string => `${sku} · ${warehouse}`;

function uniqueBy<T>(rows: readonly T[], key: (row: T) => string, onDuplicate: (row: T) => void): Map<string, T> {
  const unique = new Map<string, T>();
  for (const row of rows) {
    if (unique.has(key(row))) onDuplicate(row);
    else unique.set(key(row), row);
  }
  return unique;
}

const sameFigures = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/**
 * Sorts the input by SKU × warehouse. A row that names an unknown SKU or warehouse, or stands twice, is counted and left
 * out; two rows of one key with different figures leave the item unplanned rather than pick one.
 */
export function indexPlan(input: PlanInput, notes: NoteBook): PlanIndex {
  const skus = uniqueBy(
    input.skus.filter((sku) => sku.sku_id),
    (sku) => sku.sku_id,
    (sku) => notes.add('duplicate_sku', sku.sku_id),
  );
  const warehouses = uniqueBy(
    input.warehouses,
    (warehouse) => warehouse.warehouse_id,
    (warehouse) => notes.add('duplicate_warehouse', warehouse.warehouse_id),
  );
  const items = new Map<string, PlanItem>();
  const seen = new Set<string>();

  const find = (skuId: string, warehouseId: string): PlanItem | null => {
    if (!skuId) {
      notes.add('no_sku', warehouseId);
      return null;
    }
    const sku = skus.get(skuId);
    if (!sku) {
      notes.add('unknown_sku', skuId);
      return null;
    }
    if (!warehouseId) {
      notes.add('no_warehouse', skuId);
      return null;
    }
    const warehouse = warehouses.get(warehouseId);
    if (!warehouse) {
      notes.add('unknown_warehouse', warehouseId);
      return null;
    }
    if (!PLANNED_TYPES.includes(warehouse.type)) return null;
    seen.add(skuId);
    const key = itemName(skuId, warehouseId);
    const item = items.get(key) ?? { sku, warehouse, stock: null, sales: [], inbound: [], conflict: null };
    items.set(key, item);
    return item;
  };

  for (const stock of input.stock) {
    const item = find(stock.sku_id, stock.warehouse_id);
    if (!item) continue;
    if (item.stock && !sameFigures(item.stock, stock)) {
      item.conflict = 'stock';
      notes.add('duplicate_stock', itemName(stock.sku_id, stock.warehouse_id));
    } else item.stock = stock;
  }

  const salesBySku = new Map<string, SalesSeries[]>();
  for (const series of input.sales) {
    const item = find(series.sku_id, series.warehouse_id);
    const twin = item?.sales.find((other) => other.model === series.model);
    if (item && twin) {
      if (sameFigures(twin, series)) continue;
      item.conflict ??= 'sales';
      notes.add('duplicate_sales', itemName(series.sku_id, series.warehouse_id));
    }
    item?.sales.push(series);
    if (skus.has(series.sku_id)) salesBySku.set(series.sku_id, [...(salesBySku.get(series.sku_id) ?? []), series]);
  }

  const lines = new Set<string>();
  for (const line of input.inbound) {
    const item = find(line.sku_id, line.to_id);
    const key = `${line.doc_id} ${line.line}`;
    if (lines.has(key)) notes.add('duplicate_inbound', key);
    else item?.inbound.push(line);
    lines.add(key);
  }

  for (const sku of skus.keys()) if (!seen.has(sku)) notes.add('no_records', sku);
  return { skus, items: [...items.values()], salesBySku };
}
