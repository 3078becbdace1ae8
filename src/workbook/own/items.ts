import type { CellValue } from '../../tables';
import { numberOf, type Figures, type RowSales } from './collect';
import type { FiguredRow } from './convert';
import type { IssueBook } from './issues';
import { addressOf, type ReadBody } from './read-cells';
import type { OwnRow } from './types';

export type Lead = Record<'mean' | 'sd' | 'p50' | 'p90', number | null>;

interface Place {
  /** 1-based sheet row */
  sheetRow: number;
}

export interface SkuEntry extends Place {
  sku: string;
  facts: Record<string, CellValue>;
}

/** What the ranges say of one SKU at one warehouse. */
export interface ItemEntry extends Place {
  sku: string;
  warehouse: string;
  /** more than one: rows that contradict each other */
  stock: Record<string, CellValue>[];
  sales: RowSales[];
  days: Map<string, number>;
  lead: Lead | null;
  rules: Record<string, number>;
}

export interface OrderEntry extends Place {
  doc: string;
  line: number;
  sku: string;
  warehouse: string;
  facts: Record<string, CellValue>;
}

interface RowSays {
  stock: Record<string, CellValue>;
  isBatch: boolean;
  /** day the stock in transit arrives */
  arrives: string | null;
  sales: RowSales;
  lead: Lead | null;
  rules: Record<string, number>;
}

const keyOf = (sku: string, warehouse: string): string => JSON.stringify([sku, warehouse]);
const SUMMED = ['on_hand', 'reserved', 'locked', 'defective', 'near_expiry_lock', 'virtual', 'available', 'in_transit'];

/** Everything the user's ranges say, by SKU and by SKU × warehouse. */
export class ItemBook {
  readonly skus = new Map<string, SkuEntry>();
  readonly items = new Map<string, ItemEntry>();
  readonly warehouses = new Map<string, Record<string, CellValue>>();
  readonly orders: OrderEntry[] = [];
  readonly promotions: Record<string, CellValue>[] = [];
  /** last day that a list of sales speaks for */
  listedTo: string | null = null;

  constructor(
    private readonly currency: string,
    private readonly issues: IssueBook,
  ) {}

  /** Facts of the SKU and of the warehouse that the row names. The first row has the word; one that differs is told. */
  addFacts(row: OwnRow, figures: Figures, read: ReadBody): void {
    if (row.warehouse !== null) {
      const warehouse = this.warehouses.get(row.warehouse) ?? {};
      for (const id of ['name', 'type', 'city', 'country'])
        warehouse[id] ??= figures.get(`TW_Warehouses.${id}`) ?? null;
      this.warehouses.set(row.warehouse, warehouse);
    }
    if (row.sku === null) return;
    const entry = this.skus.get(row.sku) ?? { sku: row.sku, facts: {}, sheetRow: sheetRow(read, row) };
    this.skus.set(row.sku, entry);
    for (const column of read.columns) {
      const [table, id = ''] = column.info.id.split('.');
      const value = figures.get(column.info.id) ?? null;
      if (table !== 'TW_SKU' || value === null) continue;
      const before = entry.facts[id] ?? null;
      if (before === null) {
        entry.facts[id] = value;
        if (id === 'unit_cost') entry.facts.cost_currency ??= column.unit.currency;
        if (id === 'price') entry.facts.currency ??= column.unit.currency;
      } else if (before !== value && id !== 'name') {
        const address = addressOf(read.body, row, column.column.position);
        const details = { sku: row.sku, address, heading: column.heading, text: String(before), other: String(value) };
        this.issues.add('differs', details, { table: 'TW_SKU', column: id, same: column.info.id });
      }
    }
    const { facts } = entry;
    if (this.currency && facts.unit_cost != null) facts.cost_currency ??= this.currency;
    if (this.currency && facts.price != null) facts.currency ??= this.currency;
  }

  addItem(row: OwnRow, read: ReadBody, says: RowSays): void {
    const entry = this.item(row, read);
    const inTransit = says.stock.in_transit;
    if (says.arrives !== null && typeof inTransit === 'number') {
      this.orders.push({
        doc: addressOf(read.body, row, 0),
        line: 1,
        sku: entry.sku,
        warehouse: entry.warehouse,
        facts: { open_qty: inTransit, eta: says.arrives },
        sheetRow: sheetRow(read, row),
      });
    } else if (typeof inTransit === 'number' && inTransit > 0) this.issues.add('undated_inbound', {});
    if (Object.keys(says.stock).length) addStock(entry.stock, says.stock, says.isBatch);
    if (says.sales.totals.size || says.sales.rate || Object.keys(says.sales.extra).length)
      addSales(entry.sales, says.sales);
    entry.lead ??= says.lead;
    for (const [key, value] of Object.entries(says.rules)) entry.rules[key] ??= value;
  }

  /** A line of an order: what has not come yet is open. */
  addOrder(row: OwnRow, figures: Figures, read: ReadBody): void {
    const entry = this.item(row, read);
    const facts: Record<string, CellValue> = {};
    for (const { info } of read.columns) {
      const [table, id = ''] = info.id.split('.');
      if (table === 'TW_Inbound') facts[id] = figures.get(info.id) ?? null;
    }
    const ordered = numberOf(figures, 'TW_Inbound.qty_ordered');
    const received = numberOf(figures, 'TW_Inbound.qty_received') ?? 0;
    facts.open_qty ??= ordered === null ? null : Math.max(0, ordered - received);
    const doc = facts.doc_id == null ? addressOf(read.body, row, 0) : String(facts.doc_id);
    const stated = numberOf(figures, 'TW_Inbound.line');
    const line = stated ?? this.orders.filter((order) => order.doc === doc).length + 1;
    this.orders.push({ doc, line, sku: entry.sku, warehouse: entry.warehouse, facts, sheetRow: sheetRow(read, row) });
  }

  /** A long list: a row a day, SKU and warehouse (and channel). Presale is not sold from stock. */
  addSalesList(rows: readonly FiguredRow[], read: ReadBody, today: string): void {
    for (const { row, figures } of rows) {
      this.addFacts(row, figures, read);
      const day = figures.get('TW_Sales.date') ?? null;
      const qty = numberOf(figures, 'TW_Sales.qty');
      if (row.sku === null || typeof day !== 'string' || qty === null || day >= today) continue;
      if (row.warehouse === null) {
        this.issues.add('no_warehouse', { address: addressOf(read.body, row, 0) }, { same: read.body.mapping.id });
        continue;
      }
      if (this.listedTo === null || day > this.listedTo) this.listedTo = day;
      if (figures.get('TW_Sales.presale') === 1) {
        this.issues.add('presale_left_out', {}, { same: read.body.mapping.id });
        continue;
      }
      const entry = this.item(row, read);
      entry.days.set(day, (entry.days.get(day) ?? 0) + qty);
    }
  }

  addPromotions(rows: readonly FiguredRow[], read: ReadBody): void {
    for (const { row, figures } of rows) {
      const promotion: Record<string, CellValue> = { sku_id: row.sku };
      for (const { info } of read.columns) {
        const [table, id = ''] = info.id.split('.');
        if (table === 'TW_Calendar') promotion[id] = figures.get(info.id) ?? null;
      }
      promotion.promo_id ??= promotion.name ?? addressOf(read.body, row, 0);
      this.promotions.push(promotion);
    }
  }

  private item(row: OwnRow, read: ReadBody): ItemEntry {
    const sku = row.sku ?? '';
    const warehouse = row.warehouse ?? '';
    const key = keyOf(sku, warehouse);
    const entry: ItemEntry = this.items.get(key) ?? {
      sku,
      warehouse,
      stock: [],
      sales: [],
      days: new Map(),
      lead: null,
      rules: {},
      sheetRow: sheetRow(read, row),
    };
    this.items.set(key, entry);
    return entry;
  }
}

const sheetRow = (read: ReadBody, row: OwnRow): number => read.body.firstRow + row.index + 1;

/** Batches of one item add up; otherwise a second row completes the first, or contradicts it and stands beside it. */
function addStock(known: Record<string, CellValue>[], stock: Record<string, CellValue>, isBatch: boolean): void {
  const [first] = known;
  if (!first) {
    known.push({ ...stock });
    return;
  }
  const ids = Object.keys(stock);
  if (!isBatch && ids.some((id) => first[id] != null && first[id] !== stock[id])) {
    known.push({ ...stock });
    return;
  }
  for (const id of ids) {
    const [before, now] = [first[id] ?? null, stock[id] ?? null];
    if (before === null) first[id] = now;
    else if (isBatch && SUMMED.includes(id)) first[id] = Number(before) + Number(now);
    else if (id === 'first_expiry' && now !== null && String(now) < String(before)) first[id] = now;
  }
}

/** A second row about the same item adds what the first does not say; where both speak of the same days and differ, both stand. */
function addSales(known: RowSales[], sales: RowSales): void {
  const [first] = known;
  if (!first) {
    known.push(sales);
    return;
  }
  const differs = [...sales.totals].some(([key, { qty }]) => {
    const before = first.totals.get(key);
    return before !== undefined && before.qty !== qty;
  });
  if (differs) {
    known.push(sales);
    return;
  }
  for (const [key, total] of sales.totals) first.totals.set(key, total);
  first.rate ??= sales.rate;
  Object.assign(first.extra, sales.extra);
  first.spread.push(...sales.spread);
}
