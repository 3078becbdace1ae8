import { wordOf, type CellValue, type Language, type SheetColumn } from '../../tables';
import { decimalText, EXCEL_ERROR, plainText, UNKNOWN_MARKS, writtenDate } from '../../tables/written';
import { fromCell, guardText, readsBackAs, sameCell, toCell, type RawCell } from '../cells';
import { beijingClock } from '../serials';
import { isDateFormat, isTextFormat } from './number-formats';
import { tidy } from './keys';

/** What decides how a value is put into a cell of the user's. */
export interface CellSetting {
  /** the cell's number format */
  format: string;
  /** most figures of the column stand as text */
  figuresAsText: boolean;
  language: Language;
  /** the only values the cell's own list allows */
  list?: readonly string[] | undefined;
}

const isNumeric = (column: SheetColumn): boolean =>
  ['whole', 'number', 'money', 'percent', 'flag'].includes(column.kind);
const isDate = (column: SheetColumn): boolean => column.kind === 'date' || column.kind === 'datetime';

/** A figure a cell holds, typed as a number or as text; null for words. */
export function figureIn(raw: RawCell): number | null {
  if (typeof raw === 'number') return raw;
  if (typeof raw === 'boolean') return null;
  const digits = decimalText(plainText(raw));
  return digits === null ? null : Number(digits);
}

/** Nothing, or a mark for nothing. */
export const isUnknown = (raw: RawCell): boolean =>
  raw === '' || (typeof raw === 'string' && UNKNOWN_MARKS.has(plainText(raw).toLowerCase()));

/** Words where the value is a figure or a date: the user meant something by them. */
export function isOfAnotherKind(column: SheetColumn, held: RawCell): boolean {
  if (isUnknown(held)) return false;
  if (typeof held === 'string' && EXCEL_ERROR.test(held)) return column.kind !== 'text';
  if (isNumeric(column)) return figureIn(held) === null && fromCell(column, held).unreadable === true;
  if (isDate(column)) return typeof held === 'string' && writtenDate(plainText(held)) === null;
  return false;
}

/** Text that Excel would read as a number, a date, a truth value, an error or a formula needs an apostrophe before it. */
export function literalText(text: string, format: string): string {
  if (guardText(text) !== text) return guardText(text);
  if (isTextFormat(format)) return text;
  const isProse = text.length > 40 && /\p{Script=Han}|[a-z]{3}/iu.test(text);
  const plain = isProse || (!/[\d０-９]/.test(text) && !/^\s*(true|false|#.*)\s*$/i.test(text));
  return plain ? text : `'${text}`;
}

/** A value as it is written into this cell. Formats are never touched, so the value takes the cell's. */
export function ownCell(column: SheetColumn, value: CellValue, at: CellSetting): RawCell {
  if (value === null || value === '') return '';
  const { format, language } = at;
  if (isDate(column)) {
    const serial = toCell(column, value, language);
    if (typeof serial === 'number' && isDateFormat(format)) return serial;
    const text = column.kind === 'datetime' ? beijingClock(String(value)) : String(value);
    return literalText(text, format);
  }
  if (column.kind === 'text') return literalText(wordFor(column, String(value), at), format);
  const raw = toCell(column, value, language);
  if (typeof raw !== 'number') return typeof raw === 'string' ? literalText(readsBackAs(raw) as string, format) : raw;
  if (isTextFormat(format)) return String(raw);
  return at.figuresAsText ? `'${raw}` : raw;
}

/** The word of a code: the one of the cell's list when it has one, in either language, with or without its mark. */
function wordFor(column: SheetColumn, code: string, { language, list }: CellSetting): string {
  const word = wordOf(column, code, language);
  if (!list) return word;
  const other = wordOf(column, code, language === 'en' ? 'zh' : 'en');
  const bare = (text: string): string => text.replace(/^[^\p{L}\p{N}]+/u, '');
  const wanted = [word, bare(word), other, bare(other), code].map((text) => tidy(text).toLowerCase());
  return list.find((item) => wanted.includes(tidy(item).toLowerCase())) ?? word;
}

/** Whether the cell already says what would be written, as a figure or as text. */
export function holdsAlready(column: SheetColumn, held: RawCell, raw: RawCell): boolean {
  const wanted = readsBackAs(raw);
  if (sameCell(held, wanted)) return true;
  if (wanted === '') return isUnknown(held);
  if (isNumeric(column)) {
    const [a, b] = [figureIn(held), figureIn(wanted)];
    return a !== null && b !== null && sameCell(a, b);
  }
  if (isDate(column)) {
    const [a, b] = [fromCell(column, held), fromCell(column, wanted)];
    const day = (cell: typeof a, text: RawCell): CellValue =>
      cell.unreadable ? writtenDate(plainText(String(text))) : cell.value;
    const left = day(a, held);
    return left !== null && left === day(b, wanted);
  }
  return typeof held === 'string' && typeof wanted === 'string' && tidy(held) === tidy(wanted);
}

/** What a cell holds, for showing: a figure, an ISO date, a code, or the text that stands there. */
export function shownOwn(column: SheetColumn, held: RawCell): CellValue {
  if (held === '') return null;
  if (isNumeric(column)) return figureIn(held) ?? String(held);
  const read = fromCell(column, held);
  if (!read.unreadable) return read.value;
  return (isDate(column) && writtenDate(plainText(String(held)))) || String(held);
}

/** A former content in a form that, written back, is the same again. */
export function restoredCell(raw: RawCell, format: string): RawCell {
  if (typeof raw !== 'string' || raw === '' || EXCEL_ERROR.test(raw)) return raw;
  return literalText(raw, format);
}

/** Whether figures of a column are kept as text: most of those that are there. */
export function keepsFiguresAsText(held: Iterable<RawCell>): boolean {
  let texts = 0;
  let numbers = 0;
  for (const raw of held) {
    if (typeof raw === 'number') numbers++;
    else if (typeof raw === 'string' && raw !== '' && figureIn(raw) !== null) texts++;
  }
  return texts > numbers;
}
