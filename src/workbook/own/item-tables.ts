import { HISTORY_WEEKS, historyWeekId, type CellValue, type SheetTableId } from '../../tables';
import type { CutStamp, ReadTable } from '../types';
import type { IssueBook } from './issues';
import type { ItemBook, ItemEntry, Lead } from './items';
import { weeklySales } from './series';
import { warehouseTypeOf } from './warehouse-type';

export interface TableContext {
  today: string;
  /** Monday of W-1 */
  lastWeek: string;
  stamp: CutStamp;
  issues: IssueBook;
  base: ReadonlyMap<SheetTableId, ReadTable>;
  warehouseTypes: Readonly<Record<string, string>>;
  sheetName: string;
}

type Row = Record<string, CellValue>;
interface Placed {
  row: Row;
  sheetRow: number;
}

/** Rows as a table that has the columns any of them speaks of. */
function tableOf(table: SheetTableId, placed: readonly Placed[], context: TableContext): ReadTable {
  const columns = [...new Set(placed.flatMap(({ row }) => Object.keys(row)))];
  return {
    table,
    columns,
    rows: placed.map(({ row }) => columns.map((id) => row[id] ?? null)),
    sheetName: context.sheetName,
    sheetRows: placed.map(({ sheetRow }) => sheetRow),
    // the cells of one row may come from several ranges
    sheetColumns: columns.map(() => -1),
    stamp: context.stamp,
    duplicates: [],
  };
}

/** What was collected as the tables a plan reads; tables nothing is said of are left out. */
export function itemTables(book: ItemBook, context: TableContext): Map<SheetTableId, ReadTable> {
  const items = [...book.items.values()];
  const built: [SheetTableId, Placed[]][] = [
    [
      'TW_SKU',
      [...book.skus.values()].map(({ sku, facts, sheetRow }) => ({ row: { sku_id: sku, ...facts }, sheetRow })),
    ],
    ['TW_Warehouses', warehouseRows(book, context)],
    ['TW_Stock', stockRows(items, context)],
    ['TW_Sales', salesRows(items, book.listedTo, context)],
    ['TW_Lanes', laneRows(items, context)],
    [
      'TW_Inbound',
      book.orders.map(({ doc, line, sku, warehouse, facts, sheetRow }) => ({
        row: { ...facts, doc_id: doc, line, sku_id: sku, to_id: warehouse },
        sheetRow,
      })),
    ],
    ['TW_Calendar', book.promotions.map((row) => ({ row, sheetRow: 0 }))],
    ['TW_Policy', ruleRows(items, context)],
  ];
  return new Map(built.flatMap(([id, rows]) => (rows.length ? [[id, tableOf(id, rows, context)]] : [])));
}

function warehouseRows(book: ItemBook, { base, warehouseTypes, issues }: TableContext): Placed[] {
  const pulled = base.get('TW_Warehouses');
  const column = pulled?.columns.indexOf('warehouse_id') ?? -1;
  const known = new Map(pulled?.rows.map((row) => [String(row[column]), row[pulled.columns.indexOf('type')] ?? null]));
  return [...book.warehouses].map(([id, facts]) => {
    const named = warehouseTypeOf(`${id} ${facts.name == null ? '' : String(facts.name)}`);
    const type = facts.type ?? warehouseTypes[id] ?? known.get(id) ?? named;
    if (type === null)
      issues.add('warehouse_type', { warehouse: id }, { same: id, table: 'TW_Warehouses', column: 'type' });
    return { row: { ...facts, warehouse_id: id, ...(type === null ? {} : { type }) }, sheetRow: 0 };
  });
}

const MINUS = ['reserved', 'locked', 'defective', 'near_expiry_lock'] as const;

/** Available as stated, else by its definition from what is stated of it. */
function stockRows(items: readonly ItemEntry[], { issues }: TableContext): Placed[] {
  const number = (value: CellValue | undefined): number => (typeof value === 'number' ? value : 0);
  return items.flatMap(({ sku, warehouse, stock, sheetRow }) =>
    stock.map((facts) => {
      const row: Row = { ...facts, sku_id: sku, warehouse_id: warehouse };
      if (row.available == null && typeof row.on_hand === 'number') {
        row.available = row.on_hand - MINUS.reduce((sum, id) => sum + number(row[id]), 0) + number(row.virtual);
        issues.add('on_hand_only', {});
      }
      return { row, sheetRow };
    }),
  );
}

function salesRows(items: readonly ItemEntry[], listedTo: string | null, context: TableContext): Placed[] {
  const { today, lastWeek, issues } = context;
  const spreadRows = new Map<string, { count: number; weeks: number }>();
  const rows = items.flatMap(({ sku, warehouse, sales, days, sheetRow }) => {
    const each = sales.length ? sales : days.size ? [null] : [];
    return each.map((said): Placed => {
      const totals = [...(said?.totals.values() ?? [])];
      const weekly = weeklySales({ days, listedTo, totals, rate: said?.rate ?? null }, today, lastWeek);
      for (const { total, shown } of weekly.contradictions) {
        const place = totals.find((one) => one === total);
        const details = { address: place?.address ?? '', heading: place?.heading ?? '', text: String(total.qty) };
        issues.add(
          'totals_contradict',
          { ...details, other: String(Math.round(shown)), sku },
          { table: 'TW_Sales', same: place?.heading ?? '' },
        );
      }
      if (weekly.spread) {
        const name = [...new Set(said?.spread ?? [])].join(', ');
        const before = spreadRows.get(name) ?? { count: 0, weeks: 0 };
        const known = weekly.weeks.filter((qty) => qty !== null).length;
        spreadRows.set(name, { count: before.count + 1, weeks: Math.max(before.weeks, known) });
      }
      const weeks = Object.fromEntries(
        Array.from({ length: HISTORY_WEEKS }, (_, at) => [historyWeekId(at + 1), weekly.weeks[at] ?? null]),
      );
      return { row: { sku_id: sku, warehouse_id: warehouse, model: null, ...said?.extra, ...weeks }, sheetRow };
    });
  });
  for (const [heading, { count, weeks }] of spreadRows) {
    issues.add('spread', { heading, count, other: String(weeks) }, { table: 'TW_Sales', same: heading });
  }
  return rows;
}

const laneFacts = ({ mean, sd, p50, p90 }: Lead): Row => ({
  lead_mean_days: mean,
  lead_sd_days: sd,
  lead_p50: p50,
  lead_p90: p90,
});

/**
 * A lane into each warehouse with the lead time most of its rows have (of two, the longer), and one for each SKU whose row says
 * another. Where a lane of ours leads into the warehouse already, it stays for SKUs whose row says nothing.
 */
function laneRows(items: readonly ItemEntry[], { base, issues }: TableContext): Placed[] {
  const pulled = base.get('TW_Lanes');
  const led = new Set(pulled?.rows.map((row) => row[pulled.columns.indexOf('to_id')]));
  const rows: Placed[] = [];
  for (const warehouse of new Set(items.map((item) => item.warehouse))) {
    const here = items.filter((item) => item.warehouse === warehouse);
    const byLead = new Map<string, { lead: Lead; count: number }>();
    for (const { lead } of here) {
      if (!lead) continue;
      const key = JSON.stringify(laneFacts(lead));
      const before = byLead.get(key);
      byLead.set(key, { lead, count: (before?.count ?? 0) + 1 });
    }
    const days = ({ mean, p50 }: Lead): number => mean ?? p50 ?? 0;
    const [most] = [...byLead.values()].sort((a, b) => b.count - a.count || days(b.lead) - days(a.lead));
    if (!most && !led.has(warehouse)) issues.add('no_lead', { warehouse }, { same: warehouse, table: 'TW_Lanes' });
    const general = most && !led.has(warehouse) ? most.lead : null;
    const lane = (id: string, lead: Lead, extra: Row): Row => ({
      lane_id: id,
      from_id: null,
      to_id: warehouse,
      purpose: 'replenish',
      ...laneFacts(lead),
      ...extra,
    });
    if (general) rows.push({ row: lane(`→ ${warehouse}`, general, { sku_id: null }), sheetRow: 0 });
    const usual = general && JSON.stringify(laneFacts(general));
    for (const { sku, lead, sheetRow } of here) {
      if (!lead || JSON.stringify(laneFacts(lead)) === usual) continue;
      rows.push({ row: lane(`→ ${warehouse} · ${sku}`, lead, { sku_id: sku }), sheetRow });
    }
  }
  return rows;
}

/** Safety days and the like hold for a SKU; where its warehouses differ, the largest does. */
function ruleRows(items: readonly ItemEntry[], { issues }: TableContext): Placed[] {
  const bySku = new Map<string, Map<string, number>>();
  for (const { sku, rules } of items) {
    const known = bySku.get(sku) ?? new Map<string, number>();
    bySku.set(sku, known);
    for (const [key, value] of Object.entries(rules)) {
      const before = known.get(key);
      if (before !== undefined && before !== value) {
        issues.add('safety_differs', { sku, heading: key }, { table: 'TW_Policy', same: key });
      }
      known.set(key, Math.max(before ?? value, value));
    }
  }
  return [...bySku].flatMap(([sku, known]) =>
    [...known].map(([key, value]) => ({
      row: { key, value: String(value), scope: 'sku', scope_id: sku, effective_from: null, effective_to: null },
      sheetRow: 0,
    })),
  );
}
