import type { CellValue, SheetTableId } from '../../tables';
import { businessDate, lastCompleteWeek } from '../../tables/weeks';
import type { CutStamp, ReadTable } from '../types';
import { figuresOf, leadOf, numberOf, salesOf, stockOf, type Figures } from './collect';
import { IssueBook, type OwnIssue } from './issues';
import { ItemBook } from './items';
import { mergeTables } from './merge-tables';
import { addressOf, readBody, type ReadBody } from './read-cells';
import { itemTables } from './item-tables';
import type { OwnBody, OwnRow } from './types';

export interface OwnConvertOptions {
  /** ISO instant now: what the figures speak for unless something else says it */
  now: string;
  /** instant the user says the figures are of */
  dataTime?: string | null;
  /** of figures of money that name none */
  currency: string;
  /** tables of ours in the same workbook, filled by a pull: see `ownTables` */
  base?: ReadonlyMap<SheetTableId, ReadTable>;
  /** warehouse → `bonded`, `overseas` …, where neither a column nor its name says it */
  warehouseTypes?: Readonly<Record<string, string>>;
}

export interface OwnTables {
  tables: Map<SheetTableId, ReadTable>;
  /** what to mend first, then how figures were read */
  problems: OwnIssue[];
  /** ISO instant the figures speak for */
  asOf: string;
}

/**
 * The user's own ranges as the tables a plan reads, so that a workbook with stock, sales and inbound of its own is enough.
 * One range may hold several tables at once (SKU, stock, sales and MOQ in a row), several ranges may share one.
 *
 * Unknown stays null; a cell that cannot be read is named and its row kept. Rows of sums, titles and blank rows are no data.
 *
 * Beside tables of ours (`base`), what the user's ranges say takes their place, figure by figure: for a SKU × warehouse with
 * own stock its stock, with own sales its whole history (all models), with own open orders all its inbound lines; facts of a
 * SKU cell by cell. Everything the ranges say nothing about stays as pulled.
 *
 * Time: `dataTime` if given, else the data cut of `base`, else the newest date a column of dates of stock gives, else now.
 */
export function ownTables(bodies: readonly OwnBody[], options: OwnConvertOptions): OwnTables {
  const issues = new IssueBook();
  const reads = bodies.map((body) => readBody(body, issues));
  const rows = reads.map((read) => read.rows.map((row) => ({ row, figures: figuresOf(read, row, issues) })));
  const asOf =
    options.dataTime ?? baseTime(options.base) ?? newestStock(rows.flat().map(({ figures }) => figures)) ?? options.now;
  const today = businessDate(asOf);
  const book = new ItemBook(options.currency, issues);

  reads.forEach((read, at) => {
    const list = rows[at] ?? [];
    if (has(read, 'TW_Sales.date') && has(read, 'TW_Sales.qty')) return book.addSalesList(list, read, today);
    if (has(read, 'TW_Calendar.starts_at')) return book.addPromotions(list, read);
    const isOrders = ['open_qty', 'qty_ordered'].some((id) => has(read, `TW_Inbound.${id}`));
    for (const { row, figures } of list) {
      book.addFacts(row, figures, read);
      if (row.sku === null) continue;
      if (row.warehouse === null) {
        if (needsWarehouse(read)) {
          issues.add('no_warehouse', { address: addressOf(read.body, row, 0) }, { same: read.body.mapping.id });
        }
        continue;
      }
      if (isOrders) book.addOrder(row, figures, read);
      const stock = isOrders ? {} : stockOf(read, figures, today);
      const arrives = isOrders ? null : (figures.get('TW_Inbound.eta') ?? null);
      book.addItem(row, read, {
        stock,
        isBatch: has(read, 'TW_Stock.batch_no'),
        arrives: typeof arrives === 'string' ? arrives : null,
        sales: salesOf(read, row, figures, today, issues),
        lead: leadOf(figures),
        rules: rulesOf(figures),
      });
    }
  });

  const stamp: CutStamp = { cut: asOf, dataTime: asOf, planVersion: null };
  const own = itemTables(book, {
    today,
    lastWeek: lastCompleteWeek(asOf),
    stamp,
    issues,
    base: options.base ?? new Map(),
    warehouseTypes: options.warehouseTypes ?? {},
    sheetName: bodies[0]?.sheetName ?? '',
  });
  const tables = mergeTables(options.base ?? new Map(), own, stamp);
  if (!tables.get('TW_Stock')?.rows.length) issues.add('no_stock', {}, { table: 'TW_Stock' });
  if (!tables.get('TW_Sales')?.rows.length) issues.add('no_sales', {}, { table: 'TW_Sales' });
  return { tables, problems: issues.list(), asOf };
}

const has = (read: ReadBody, meaning: string): boolean => read.columns.some(({ info }) => info.id === meaning);

/** A list of SKUs with their costs needs no warehouse; stock, sales, orders and lead times do. */
const needsWarehouse = (read: ReadBody): boolean =>
  read.columns.some(
    ({ info }) => ['stock', 'sales', 'inbound', 'rules'].includes(info.group) && info.id !== 'TW_Stock.as_of',
  );

function rulesOf(figures: Figures): Record<string, number> {
  const rules: Record<string, number> = {};
  for (const key of ['safety_days', 'review_days', 'service_level']) {
    const value = numberOf(figures, `TW_Policy.${key}`);
    if (value !== null) rules[key] = value;
  }
  return rules;
}

const baseTime = (base: OwnConvertOptions['base']): string | null =>
  (base?.get('TW_Stock') ?? base?.get('TW_Sales'))?.stamp?.dataTime ?? null;

function newestStock(rows: readonly Figures[]): string | null {
  const times = rows.map((figures): CellValue => figures.get('TW_Stock.as_of') ?? null);
  return times.reduce(
    (newest: string | null, at) => (typeof at === 'string' && (!newest || at > newest) ? at : newest),
    null,
  );
}

/** A row with the figures read from it. */
export interface FiguredRow {
  row: OwnRow;
  figures: Figures;
}
