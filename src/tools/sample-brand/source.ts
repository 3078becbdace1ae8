import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';

/** One SKU, day and market of the real shop. */
export interface SourceSale {
  sku: string;
  date: string;
  market: string;
  sold: number;
  returned: number;
  /** booked at price 0: damages and corrections, no sale */
  adjusted: number;
  revenue: number;
  orders: number;
}

export interface SourceItem {
  sku: string;
  description: string;
  price: number;
}

export interface Source {
  sales: SourceSale[];
  items: SourceItem[];
  deliveries: { mode: string; leadDays: number | null; lateDays: number | null }[];
}

function rows(file: string): Record<string, string>[] {
  const parsed = Papa.parse<Record<string, string>>(readFileSync(file, 'utf8'), { header: true, skipEmptyLines: true });
  const problem = parsed.errors[0];
  if (problem) throw new Error(`${file}, row ${problem.row ?? '?'}: ${problem.message}`);
  return parsed.data;
}

const number = (text: string | undefined): number => {
  const value = Number(text);
  if (text === undefined || text.trim() === '' || !Number.isFinite(value)) throw new Error(`not a number: "${text}"`);
  return value;
};
const numberOrNull = (text: string | undefined): number | null => (text?.trim() ? number(text) : null);

/** Reads the folder that holds online-retail/ and scms-leadtimes/. Throws when a file or a figure is missing. */
export function readSource(folder: string): Source {
  return {
    sales: rows(join(folder, 'online-retail', 'sales_sku_day_market.csv')).map((row) => ({
      sku: row.sku ?? '',
      date: row.date ?? '',
      market: row.market ?? '',
      sold: number(row.qty_sold),
      returned: number(row.qty_returned),
      adjusted: number(row.qty_adjusted),
      revenue: number(row.revenue_gbp),
      orders: number(row.orders),
    })),
    items: rows(join(folder, 'online-retail', 'items.csv')).map((row) => ({
      sku: row.sku ?? '',
      description: row.description ?? '',
      price: numberOrNull(row.median_price_gbp) ?? 0,
    })),
    deliveries: rows(join(folder, 'scms-leadtimes', 'deliveries.csv')).map((row) => ({
      mode: row.mode ?? '',
      leadDays: numberOrNull(row.lead_time_days),
      lateDays: numberOrNull(row.late_days),
    })),
  };
}
