import type { Language, SheetColumn, SheetTable, SheetTableId } from '../tables';
import { FORECAST_WEEKS, forecastLineId, HISTORY_WEEKS, historyWeekId, numberFormatOf } from '../tables';
import { columnLetters, structuredReference } from './addresses';

/** Where the parts of a table sheet stand when the add-in makes it (0-based rows). */
export const TITLE_ROW = 0;
export const CUT_ROW = 1;
export const SUMMARY_ROW = 2;
/** Rows of the block between summary and table, for a sheet that has one. */
const TOP_BLOCK_ROWS = 12;
/** Headings; the row above them holds the bands. Where the table of a sheet that stands is, only the sheet tells. */
export const headingRowOf = (table: SheetTable): number => SUMMARY_ROW + 2 + (table.topBlock ? TOP_BLOCK_ROWS : 0);
export const bandRowOf = (table: SheetTable): number => headingRowOf(table) - 1;

/** Columns whose sum over the rows shown means something: quantities and amounts, not prices, rates or days. */
const SUMMED: Partial<Record<SheetTableId, readonly string[]>> = {
  TW_Stock: ['on_hand', 'reserved', 'locked', 'defective', 'near_expiry_lock', 'virtual', 'available', 'in_transit'],
  TW_Sales: ['total_13w', ...Array.from({ length: HISTORY_WEEKS }, (_, i) => historyWeekId(i + 1))],
  TW_Inbound: ['qty_ordered', 'qty_shipped', 'qty_received', 'open_qty', 'paid_amount'],
  TW_Plan: ['order_qty', 'my_qty', 'value', 'at_stake', 'available', 'in_transit', 'position', 'next_4w'],
  TW_Forecast: ['total_13w', ...Array.from({ length: FORECAST_WEEKS }, (_, i) => forecastLineId('f', i + 1))],
  TW_Corrections: ['raw', 'corrected', 'change'],
  TW_Changes: ['money'],
};

export interface SummaryCell {
  position: number;
  formula: string;
  format: string;
}

/** SUBTOTAL follows the filter and skips hidden rows; 109 = sum. */
export function summaryCells(table: SheetTable, language: Language): SummaryCell[] {
  const summed = SUMMED[table.id] ?? [];
  return table.columns.flatMap((column, position) =>
    summed.includes(column.id)
      ? [
          {
            position,
            formula: `=SUBTOTAL(109,${structuredReference(table.id, column.heading[language])})`,
            format: numberFormatOf(column),
          },
        ]
      : [],
  );
}

/** Runs of neighbouring columns that share a property: one call to Excel for each instead of one a column. */
export function runsOf<T>(
  items: readonly T[],
  property: (item: T) => string,
): { from: number; to: number; value: string }[] {
  const runs: { from: number; to: number; value: string }[] = [];
  items.forEach((item, i) => {
    const value = property(item);
    const open = runs.at(-1);
    if (open && open.value === value) open.to = i;
    else runs.push({ from: i, to: i, value });
  });
  return runs;
}

/** What stands over a run of columns in row 4. */
export const bandOf = (column: SheetColumn): 'addin' | 'proposed' | 'user' | 'decide' | 'evidence' =>
  column.owner !== 'addin'
    ? column.owner
    : column.band === 'decide' || column.band === 'evidence'
      ? column.band
      : 'addin';

/** Columns folded away at first: the plan's evidence, the older weeks of sales. */
export const foldedRuns = (table: SheetTable): { from: number; to: number }[] =>
  runsOf(table.columns, (column) => (column.band === 'folded' || column.band === 'evidence' ? 'folded' : '')).filter(
    (run) => run.value === 'folded',
  );

/** Columns left of the freeze line. */
export const frozenCount = (table: SheetTable): number => table.columns.findIndex((column) => column.frozen !== true);

/** First column right of the cut line's text, where the age of the data stands without cutting it off. */
export function freshnessColumn(table: SheetTable): number {
  const CUT_LINE_CHARACTERS = 48;
  let width = 0;
  const position = table.columns.findIndex((column) => {
    width += column.width;
    return width - column.width >= CUT_LINE_CHARACTERS;
  });
  return position < 0 ? table.columns.length - 1 : position;
}

/** The last column that is printed: the folded evidence stays off the paper. */
export function lastPrintedColumn(table: SheetTable): string | null {
  // right of the table stand the cells its chart draws
  if (table.topBlock) return columnLetters(table.columns.length - 1);
  const folded = foldedRuns(table)[0];
  return table.id === 'TW_Plan' && folded ? columnLetters(folded.from - 1) : null;
}

/** Characters that the filter button of a heading covers, and bold type takes in addition. */
const BUTTON_CHARACTERS = 3;
const WIDE_CHARACTER = /[\u2e80-\uffef]/;

/** Width of a text in characters of the default font: Chinese characters count twice. */
const textCharacters = (text: string): number =>
  [...text].reduce((sum, character) => sum + (WIDE_CHARACTER.test(character) ? 2 : 1), 0);

/** Chinese breaks between any two characters, other words stay whole. */
function linesNeeded(heading: string, width: number): number {
  const pieces = heading.split(' ').flatMap((word) => (WIDE_CHARACTER.test(word) ? [...word] : [word]));
  let lines = 1;
  let used = 0;
  for (const piece of pieces) {
    const wide = textCharacters(piece);
    if (wide > width) return Infinity;
    const space = used > 0 && !WIDE_CHARACTER.test(piece) ? 1 : 0;
    if (used + space + wide <= width) used += space + wide;
    else {
      lines += 1;
      used = wide;
    }
  }
  return lines;
}

/** Declared width, or more where the heading would be cut (two lines stand in its row) or one of the column's own words. */
export function columnCharacters(column: SheetColumn, language: Language): number {
  const words = Object.values(column.words ?? {}).map((word) => textCharacters(word[language]) + 2);
  let width = Math.max(column.width, ...words);
  while (linesNeeded(column.heading[language], width - BUTTON_CHARACTERS) > 2) width += 1;
  return width;
}

/** Figures and dates stand at the right edge of their column; headings stay left, clear of their filter buttons. */
export const isFigure = (column: SheetColumn): boolean => column.kind !== 'text' && column.kind !== 'flag';

/** Width in characters of the default font → points, as `columnWidth` wants it (7 pixels a character and 5 of padding). */
export const widthInPoints = (characters: number): number => (characters * 7 + 5) * 0.75;

export const TAB_COLOURS: Record<SheetTable['tab'], string> = {
  data: '#8A8886',
  decision: '#0F6CBD',
  view: '#323130',
  rule: '#8E562E',
};

export interface ConditionalRule {
  column: string;
  /** text the cell contains, or a formula over {row 6 of} `$X6` */
  text?: string;
  formula?: (cell: string) => string;
  font: string;
  fill?: string;
}

const DANGER = { font: '#B10E1C', fill: '#FDF3F4' };
const WARNING = { font: '#BC4B09', fill: '#FFF9F5' };
const SURPLUS = { font: '#004377', fill: '#EFF6FC' };

/** At most six a sheet, keyed on the mark in front of the word, so that both languages and a grey print can be read. */
export const CONDITIONAL_RULES: Partial<Record<SheetTableId, readonly ConditionalRule[]>> = {
  TW_Plan: [
    { column: 'status', text: '■', ...DANGER },
    { column: 'status', text: '▲', ...WARNING },
    { column: 'status', text: '◆', ...SURPLUS },
    { column: 'status', text: '○', font: '#616161' },
    { column: 'order_by', formula: (cell) => `=AND(ISNUMBER(${cell}),${cell}<TODAY())`, font: DANGER.font },
  ],
  TW_Stock: [
    { column: 'available', formula: (cell) => `=AND(ISNUMBER(${cell}),${cell}<0)`, ...DANGER },
    { column: 'confidence', formula: (cell) => `=AND(ISNUMBER(${cell}),${cell}<1)`, ...WARNING },
  ],
  TW_Inbound: [{ column: 'days_late', formula: (cell) => `=AND(ISNUMBER(${cell}),${cell}>0)`, ...WARNING }],
  TW_Check: [{ column: 'difference', formula: (cell) => `=AND(ISNUMBER(${cell}),ABS(${cell})>0.0001)`, ...WARNING }],
};
