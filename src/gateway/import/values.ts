import { SHEET_TABLES, type ImportColumn, type ImportTable } from '../../tables';
import {
  BEIJING_OFFSET,
  decimalText,
  EXCEL_ERROR,
  EXCEL_SCIENTIFIC,
  plainText,
  UNKNOWN_MARKS,
  writtenDate,
  writtenMoment,
} from '../../tables/written';
import type { ImportProblemCode } from './problems';

/** Why a cell was not taken. */
export class Refusal {
  constructor(
    readonly code: ImportProblemCode,
    readonly other?: string,
  ) {}
}

/** A value as the store takes it: decimals as exact text, dates and instants ISO. */
export type StoredValue = string | boolean | null;
export type ReadCell = (raw: string) => StoredValue | Refusal;

const CODE_LENGTH = 200;
const TEXT_LENGTH = 4000;
/** Integer digits up to which a value with four decimals is exact as a double (15 significant digits). */
const INTEGER_DIGITS = 11;
const CODE_COLUMNS = new Set(['barcode', 'hs_code', 'batch_no', 'currency', 'cost_currency']);

/** Codes are normalised to their plain form (NFKC); words for people are kept as they were typed. */
export const isCode = (table: ImportTable, column: ImportColumn): boolean =>
  column.kind === 'text' &&
  (table.key.includes(column.id) ||
    column.references !== undefined ||
    /_id$/.test(column.id) ||
    CODE_COLUMNS.has(column.id));

const EXCEL_TEXT_FORMULA = /^="([^"]*)"$/;

function readCode(raw: string): StoredValue | Refusal {
  let text = plainText(raw);
  // ="00123" is how some systems keep Excel from reading a code as a number
  text = EXCEL_TEXT_FORMULA.exec(text)?.[1]?.trim() ?? text;
  if (text === '' || text === '-') return null;
  if (EXCEL_ERROR.test(text)) return new Refusal('excel_error');
  if (EXCEL_SCIENTIFIC.test(text)) return new Refusal('code_destroyed');
  return text.length > CODE_LENGTH ? new Refusal('text_too_long', String(CODE_LENGTH)) : text;
}

function readText(raw: string): StoredValue | Refusal {
  const text = raw.trim();
  if (text === '' || text === '-') return null;
  if (EXCEL_ERROR.test(text)) return new Refusal('excel_error');
  return text.length > TEXT_LENGTH ? new Refusal('text_too_long', String(TEXT_LENGTH)) : text;
}

/** Blank and the marks for "nothing here" are unknown; otherwise the plain half-width form. */
function plain(raw: string): string | null | Refusal {
  const text = plainText(raw);
  if (UNKNOWN_MARKS.has(text.toLowerCase())) return null;
  return EXCEL_ERROR.test(text) ? new Refusal('excel_error') : text;
}

function readNumber(column: ImportColumn): ReadCell {
  const whole = column.kind === 'whole';
  const minimum = column.min;
  return (raw) => {
    const text = plain(raw);
    if (text === null || text instanceof Refusal) return text;
    const digits = decimalText(text);
    if (digits === null) return new Refusal('not_a_number');
    const value = Number(digits);
    if (Math.abs(value) >= 10 ** INTEGER_DIGITS) return new Refusal('number_too_large');
    if (minimum !== undefined && value < minimum) return new Refusal('below_minimum', String(minimum));
    if (!whole) return digits;
    return Number.isInteger(value) ? String(value) : new Refusal('not_whole');
  };
}

function readPercent(column: ImportColumn): ReadCell {
  return (raw) => {
    const text = plain(raw);
    if (text === null || text instanceof Refusal) return text;
    const sign = text.endsWith('%');
    const digits = decimalText(sign ? text.slice(0, -1).trim() : text);
    if (digits === null) return new Refusal('not_a_percent');
    const value = Number(digits);
    // 13 may be 13% or 1300%: say it
    if (Math.abs(value) > (sign ? 10_000 : 1)) return new Refusal('not_a_percent');
    if (value < (column.min ?? -Infinity)) return new Refusal('below_minimum', String(column.min));
    return sign ? (value / 100).toFixed(6) : digits;
  };
}

const DAY = 86_400_000;

/** The same few dates stand in thousands of rows. */
function remembered(read: ReadCell, size = 5000): ReadCell {
  const known = new Map<string, StoredValue | Refusal>();
  return (raw) => {
    const found = known.get(raw);
    if (found !== undefined) return found;
    const value = read(raw);
    if (known.size < size) known.set(raw, value);
    return value;
  };
}

function readDate(raw: string): StoredValue | Refusal {
  const text = plain(raw);
  if (text === null || text instanceof Refusal) return text;
  return writtenDate(text) ?? new Refusal('not_a_date');
}

function readInstant(column: ImportColumn): ReadCell {
  // a promotion that "ends on the 13th" ends with that day
  const wholeDay = column.id === 'ends_at' ? DAY - 1000 : 0;
  return (raw) => {
    const text = plain(raw);
    if (text === null || text instanceof Refusal) return text;
    const at = writtenMoment(text);
    if (!at) return new Refusal('not_an_instant');
    return new Date(at.local - (at.offset ?? BEIJING_OFFSET) + (at.hasTime ? 0 : wholeDay)).toISOString();
  };
}

const FLAGS = new Map<string, boolean>([
  ...['1', '是', 'true', 'yes', 'y'].map((word): [string, boolean] => [word, true]),
  ...['0', '否', 'false', 'no', 'n'].map((word): [string, boolean] => [word, false]),
]);

function readFlag(raw: string): StoredValue | Refusal {
  const text = plain(raw);
  if (text === null || text instanceof Refusal) return text;
  return FLAGS.get(text.toLowerCase()) ?? new Refusal('not_a_flag');
}

/** Words that no sheet shows but exports use. */
const MORE_WORDS: Record<string, string[]> = {
  bonded: ['保税'],
  overseas: ['海外'],
  on_hand: ['实际库存', '现货'],
  reserved: ['占用'],
  pending_return: ['待退', '退货待处理'],
  spot: ['即期'],
  month_end: ['月末'],
  contract: ['合同'],
  brand: ['品牌'],
  warehouse: ['仓库'],
  tier: ['分层'],
  sku: ['商品'],
};

/** The codes of a closed list by every word the sheets show for them, in both languages. */
function wordsOf(column: ImportColumn): Map<string, string> {
  const words = new Map<string, string>();
  for (const code of column.oneOf ?? []) {
    words.set(code, code);
    for (const word of MORE_WORDS[code] ?? []) words.set(word, code);
    for (const sheetColumn of SHEET_TABLES.flatMap((table) => table.columns)) {
      const word = sheetColumn.id === column.id ? sheetColumn.words?.[code] : undefined;
      const heading = sheetColumn.id === code ? sheetColumn.heading : undefined;
      for (const names of [word, heading]) {
        if (names) for (const name of [names.en, names.zh]) words.set(name.toLowerCase(), code);
      }
    }
  }
  return words;
}

/** `bonded (保税仓)`: a code of a closed list beside the word that Chinese files write for it. */
function withWord(column: ImportColumn, code: string): string {
  const columns = SHEET_TABLES.flatMap((table) => table.columns);
  const word =
    columns.find(({ id, words }) => id === column.id && words?.[code])?.words?.[code]?.zh ??
    columns.find(({ id }) => id === code)?.heading.zh ??
    MORE_WORDS[code]?.[0];
  return word ? `${code} (${word})` : code;
}

function readOneOf(column: ImportColumn): ReadCell {
  const words = wordsOf(column);
  const allowed = (column.oneOf ?? []).map((code) => withWord(column, code)).join(', ');
  return (raw) => {
    const text = plain(raw);
    if (text === null || text instanceof Refusal) return text;
    return words.get(text.toLowerCase()) ?? new Refusal('not_one_of', allowed);
  };
}

/** The reader of one column's cells. Blank is null; nothing is ever guessed. */
export function cellReader(table: ImportTable, column: ImportColumn): ReadCell {
  if (column.oneOf) return remembered(readOneOf(column));
  switch (column.kind) {
    case 'text':
      if (!isCode(table, column)) return readText;
      return column.references ? remembered(readCode) : readCode;
    case 'whole':
    case 'number':
    case 'money':
      return remembered(readNumber(column));
    case 'percent':
      return readPercent(column);
    case 'date':
      return remembered(readDate);
    case 'datetime':
      return remembered(readInstant(column));
    case 'flag':
      return remembered(readFlag);
  }
}
