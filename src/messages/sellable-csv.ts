import Papa from 'papaparse';
import type { SellableRow } from '../planning';
import { sheetTable, wordOf, type Language } from '../tables';
import { sellableLines, type SellableLine } from './sellable-lines';

const COLUMNS = sheetTable('TW_Sellable').columns;

/** What shop operations need, in the order they read it. */
const SHOP_COLUMNS = [
  ...['sku_id', 'name', 'listing', 'spot_qty', 'spot_from', 'presale_qty', 'presale_from', 'dispatch_by'],
  ...['limit_per_order', 'traffic', 'cover_days', 'committed', 'page_zh', 'page_en', 'why'],
];

const DATA_DATE = { en: 'Data of', zh: '数据日期' } as const;

/**
 * A code that a spreadsheet would read as a number or a date, and so change: leading zeros, more digits than it shows, 1E5,
 * 3-4, MAR1.
 */
const MONTH =
  'jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sept?(ember)?|oct(ober)?|nov(ember)?|dec(ember)?';
const CHANGED_BY_SHEETS = new RegExp(
  `^(0\\d+|\\d{12,}|\\d+[.,]\\d+|\\d+e\\d+|\\d{1,4}[-/]\\d{1,2}([-/]\\d{1,4})?|\\d*[\\s-]?(${MONTH})[\\s-]?\\d*)$`,
  'i',
);

/** A tab at its end keeps such a code as it is in Excel and WPS, as in the exports of the platforms; importers trim it. */
const keptAsText = (code: string): string => (CHANGED_BY_SHEETS.test(code) ? `${code}\t` : code);

function shopCell(line: SellableLine, id: string, language: Language): string | number {
  const value = line[id];
  if (value === null || value === undefined) return '';
  if (id === 'sku_id') return keptAsText(String(value));
  if (typeof value === 'number') return Math.round(value * 10) / 10;
  const column = COLUMNS.find((one) => one.id === id);
  return column?.words ? wordOf(column, String(value), language) : String(value);
}

function shopTable(lines: readonly SellableLine[], language: Language, dataDate: string | null) {
  const headings = SHOP_COLUMNS.map((id) => COLUMNS.find((column) => column.id === id)?.heading[language] ?? id);
  return {
    fields: [...headings, DATA_DATE[language]],
    data: lines.map((line) => [...SHOP_COLUMNS.map((id) => shopCell(line, id, language)), dataDate ?? '']),
  };
}

/**
 * Lines as a file for shop operations: CSV in UTF-8 with a BOM, which Chinese Excel and WPS open well; headings and words in the
 * language. A value that a spreadsheet would take for a formula gets an apostrophe, and a SKU code it would take for a number keeps
 * its digits.
 *
 * @param dataDate business date of the data, in a column of its own
 */
export const sellableLinesCsv = (
  lines: readonly SellableLine[],
  language: Language,
  dataDate: string | null = null,
): string => `\ufeff${Papa.unparse(shopTable(lines, language, dataDate), { escapeFormulae: true })}\r\n`;

/** The same of a plan's rows. */
export const sellableCsv = (rows: readonly SellableRow[], language: Language, dataDate: string | null = null): string =>
  sellableLinesCsv(sellableLines(rows, language), language, dataDate);

/** The same for the clipboard: tabs between the columns, so that it is pasted into cells. */
export const sellableLinesText = (
  lines: readonly SellableLine[],
  language: Language,
  dataDate: string | null = null,
): string => Papa.unparse(shopTable(lines, language, dataDate), { escapeFormulae: true, delimiter: '\t' });
