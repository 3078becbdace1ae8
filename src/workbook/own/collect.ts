import type { CellValue } from '../../tables';
import { addDays, daysBetween } from '../../tables/weeks';
import type { IssueBook } from './issues';
import { averageDays, totalDays } from './meanings';
import { monthInTitle, periodOf, type Period } from './periods';
import { addressOf, readCell, type ReadBody, type ReadColumn } from './read-cells';
import type { SoldInDays } from './series';
import type { OwnRow } from './types';

/** Figures of one row by meaning, cartons turned into units. */
export type Figures = Map<string, CellValue>;

/** Days a daily average without a number is taken to be of. */
const AVERAGE_DAYS = 28;

export interface RowSales {
  /** by the column it came from, so that two rows about one thing are seen to differ */
  totals: Map<string, SoldInDays & { heading: string; address: string }>;
  rate: { perDay: number; days: number } | null;
  extra: Record<string, CellValue>;
  /** headings of totals that were spread */
  spread: string[];
}

/** Reads the cells of a row that have a meaning; a meaning several columns may have is told apart by its position. */
export function figuresOf(read: ReadBody, row: OwnRow, issues: IssueBook): Figures {
  const figures: Figures = new Map();
  const pack = read.columns.find(({ info }) => info.id === 'TW_SKU.pack_qty');
  const perCarton = pack ? readCell(read, pack, row, issues) : null;
  for (const column of read.columns) {
    let value = readCell(read, column, row, issues);
    if (value !== null && column.unit.cartons) {
      if (typeof perCarton === 'number' && typeof value === 'number') value *= perCarton;
      else {
        const address = addressOf(read.body, row, column.column.position);
        issues.add(
          'cartons',
          { address, heading: column.heading },
          { same: `${read.body.mapping.id} ${column.column.position}` },
        );
        value = null;
      }
    }
    figures.set(column.info.many ? `${column.info.id}@${column.column.position}` : column.info.id, value);
  }
  return figures;
}

/** A figure of the row by meaning; null where it is unknown or no number. */
export const numberOf = (figures: Figures, meaning: string): number | null => {
  const value = figures.get(meaning) ?? null;
  return typeof value === 'number' ? value : null;
};

export const manyOf = (read: ReadBody, meaning: string): ReadColumn[] =>
  read.columns.filter(({ info }) => info.many && info.id === meaning);

/** The period a column is about: by its headings, else by the name of the list or its sheet (2026年11月进销存表). */
export function columnPeriod(read: ReadBody, column: ReadColumn, today: string): Period | null {
  const { mapping, sheetName } = read.body;
  return periodOf(column.path, today) ?? monthInTitle(mapping.name, today) ?? monthInTitle(sheetName, today);
}

/** What a row says of sales: totals of the last days, averages, periods, what was issued. */
export function salesOf(read: ReadBody, row: OwnRow, figures: Figures, today: string, issues: IssueBook): RowSales {
  const sales: RowSales = { totals: new Map(), rate: null, extra: {}, spread: [] };
  const yesterday = addDays(today, -1);
  const add = (key: string, column: ReadColumn, from: string, to: string, qty: number): void => {
    if (from > yesterday) return;
    const address = addressOf(read.body, row, column.column.position);
    sales.totals.set(key, { from, to, qty, heading: column.path.join(' '), address });
    if (daysBetween(from, to) > 6) sales.spread.push(column.path.join(' '));
  };
  for (const column of read.columns) {
    const { id, many } = column.info;
    const { position } = column.column;
    const qty = numberOf(figures, many ? `${id}@${position}` : id);
    if (qty === null) continue;
    const days = totalDays(id);
    const averaged = averageDays(id);
    if (days !== null) add(id, column, addDays(today, -days), yesterday, qty);
    else if (averaged !== null) sales.rate = betterRate(sales.rate, { perDay: qty, days: averaged });
    else if (id === 'TW_Sales.per_day') sales.rate = betterRate(sales.rate, { perDay: qty, days: AVERAGE_DAYS });
    else if (id === 'TW_Sales.per_week') sales.rate = betterRate(sales.rate, { perDay: qty / 7, days: AVERAGE_DAYS });
    else if (id === 'TW_Sales.per_month') sales.rate = betterRate(sales.rate, { perDay: qty / 30, days: 30 });
    else if (id === 'TW_Sales.period' || id === 'TW_Sales.issued') {
      const period = columnPeriod(read, column, today);
      if (!period) {
        const address = addressOf(read.body, { ...row, index: -1 }, position);
        issues.add('no_period', { address, heading: column.heading }, { same: `${read.body.mapping.id} ${position}` });
        continue;
      }
      // one about the same days in the same words is the same figure, wherever it stands
      add(`${id} ${period.from} ${period.to} ${column.path.join(' ')}`, column, period.from, period.to, qty);
      if (id === 'TW_Sales.issued') {
        issues.add(
          'issued_as_sales',
          { heading: column.path.join(' ') },
          { same: `${read.body.mapping.id} ${position}` },
        );
      }
    }
  }
  if (sales.rate) sales.spread.push(read.columns.find(({ info }) => /\.per_/.test(info.id))?.heading ?? '');
  for (const id of ['oos_days_13w', 'return_rate']) {
    const value = figures.get(`TW_Sales.${id}`) ?? null;
    if (value !== null) sales.extra[id] = value;
  }
  return sales;
}

/** Of two averages the one over more days. */
const betterRate = (a: RowSales['rate'], b: NonNullable<RowSales['rate']>): RowSales['rate'] =>
  a && a.days >= b.days ? a : b;

const MINUS = ['reserved', 'locked', 'defective', 'near_expiry_lock'] as const;

/** What a row says of stock, by the column of the Stock table; empty: nothing. */
export function stockOf(read: ReadBody, figures: Figures, today: string): Record<string, CellValue> {
  const stock: Record<string, CellValue> = {};
  const stated = (id: string): number | null => numberOf(figures, `TW_Stock.${id}`);
  for (const id of [...MINUS, 'virtual', 'on_hand', 'available', 'in_transit', 'confidence']) {
    const value = stated(id);
    if (value !== null) stock[id] = value;
  }
  const transfers = stated('transfer_in');
  if (transfers !== null) stock.in_transit = (stated('in_transit') ?? 0) + transfers;
  const expiry = figures.get('TW_Stock.first_expiry') ?? null;
  if (expiry !== null) stock.first_expiry = expiry;
  const closing = closingOf(read, figures, today);
  if (stock.on_hand === undefined && closing !== null) stock.on_hand = closing;
  return stock;
}

/** Closing stock of the newest period; where it is not written, opening + received − issued. */
function closingOf(read: ReadBody, figures: Figures, today: string): number | null {
  const newest = (meaning: string): { at: string; value: number } | null => {
    let best: { at: string; value: number } | null = null;
    for (const column of manyOf(read, meaning)) {
      const value = numberOf(figures, `${meaning}@${column.column.position}`);
      const at = columnPeriod(read, column, today)?.from ?? '';
      if (value !== null && at <= today && (!best || at >= best.at)) best = { at, value };
    }
    return best;
  };
  const closing = newest('TW_Stock.closing');
  if (closing) return closing.value;
  const opening = newest('TW_Stock.opening');
  const received = newest('TW_Stock.received');
  const issued = newest('TW_Sales.issued');
  return opening && received && issued && opening.at === received.at && opening.at === issued.at
    ? opening.value + received.value - issued.value
    : null;
}

/** Lead time of a row, days: as stated, else the sum of the parts that are (purchase, transit, handling, shelving). */
export function leadOf(figures: Figures): Record<'mean' | 'sd' | 'p50' | 'p90', number | null> | null {
  const days = (id: string): number | null => numberOf(figures, `TW_Lanes.${id}`);
  const parts = ['purchase_days', 'transit_days', 'handling_days', 'shelving_days'].map(days);
  const sum = parts.some((part) => part !== null) ? parts.reduce((all: number, part) => all + (part ?? 0), 0) : null;
  const lead = {
    mean: days('lead_mean_days') ?? sum,
    sd: days('lead_sd_days'),
    p50: days('lead_p50'),
    p90: days('lead_p90'),
  };
  // people say "30 days, at most 45": the usual time is the P50, the longest the P90
  if (lead.mean !== null && lead.p50 === null && lead.p90 !== null && lead.p90 >= lead.mean) {
    lead.p50 = lead.mean;
    lead.mean = null;
  }
  return lead.mean !== null || (lead.p50 !== null && lead.p90 !== null) ? lead : null;
}
