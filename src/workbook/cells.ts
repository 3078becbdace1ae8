import { codeOf, wordOf, type CellValue, type Language, type SheetColumn } from '../tables';
import { dateFromSerial, dateSerial, instantFromSerial, instantSerial } from './serials';

/** A cell as office.js reads and writes it: blank is '', dates are serials, errors are texts such as `#N/A`. */
export type RawCell = string | number | boolean;

/** Excel refuses longer texts in a cell. */
export const MAX_CELL_TEXT = 32_767;

/**
 * Text that must reach the cell as text. Excel reads a leading = + - @ (and what follows a tab or line break) as a
 * formula, and swallows one leading apostrophe; an apostrophe in front keeps the rest literal. Digits need none: text
 * columns carry the format "@" before their first value arrives.
 */
export const guardText = (text: string): string => (/^[=+\-@\t\r']/.test(text) ? `'${text}` : text);

/** What a cell reports after `raw` was written to it. */
export const readsBackAs = (raw: RawCell): RawCell =>
  typeof raw === 'string' && raw.startsWith("'") ? raw.slice(1) : raw;

/** A value as it is written into a sheet of this language. Unknown becomes a blank cell, never 0. */
export function toCell(column: SheetColumn, value: CellValue, language: Language): RawCell {
  if (value === null || value === '') return '';
  switch (column.kind) {
    case 'date':
      return dateSerial(String(value)) ?? guardText(String(value));
    case 'datetime':
      return instantSerial(String(value)) ?? guardText(String(value));
    case 'flag':
      return value === true || value === 1 || value === '1' ? 1 : 0;
    case 'text':
      return guardText(column.words ? wordOf(column, String(value), language) : String(value));
    default:
      if (typeof value === 'number') return Number.isFinite(value) ? value : '';
      return plainNumber(String(value)) ?? guardText(String(value));
  }
}

/**
 * A cell back as a value: words of either language become codes, serials ISO text, blank null.
 * Where the column wants a number or date and the user typed something else, plain decimals (`12`, `1,200.5`, `95%`)
 * and ISO dates count; anything else is `null` with `unreadable` set, so that a word never turns into a 0.
 */
export function fromCell(column: SheetColumn, raw: RawCell): { value: CellValue; unreadable?: true } {
  if (raw === '') return { value: null };
  switch (column.kind) {
    case 'text': {
      const text = typeof raw === 'boolean' ? String(raw).toUpperCase() : String(raw);
      return { value: column.words ? codeOf(column, text) : text };
    }
    case 'flag':
      if (raw === true || raw === 1) return { value: 1 };
      if (raw === false || raw === 0) return { value: 0 };
      return readFlagWord(String(raw));
    case 'date':
      return typeof raw === 'number'
        ? orUnreadable(dateFromSerial(raw))
        : orUnreadable(dateSerial(String(raw).trim()) === null ? null : String(raw).trim());
    case 'datetime':
      return typeof raw === 'number' ? orUnreadable(instantFromSerial(raw)) : orUnreadable(isoInstant(String(raw)));
    default:
      if (typeof raw === 'number') return { value: raw };
      return typeof raw === 'boolean' ? { value: null, unreadable: true } : orUnreadable(plainNumber(raw));
  }
}

/** Equal as far as a sheet can tell: Excel keeps 15 digits, so the last bits of a double may differ. */
export function sameCell(a: RawCell, b: RawCell): boolean {
  if (typeof a === 'number' && typeof b === 'number') {
    return a === b || Math.abs(a - b) <= 1e-13 * Math.max(Math.abs(a), Math.abs(b));
  }
  return a === b;
}

/** A cell's former content in a form that, written back, is the same again: text stays text whatever it looks like. */
export function restoringCell(column: SheetColumn | null, raw: RawCell): RawCell {
  if (typeof raw !== 'string' || raw === '') return raw;
  return column?.kind === 'text' ? guardText(raw) : `'${raw}`;
}

const orUnreadable = (value: CellValue): { value: CellValue; unreadable?: true } =>
  value === null ? { value, unreadable: true } : { value };

function plainNumber(text: string): number | null {
  const parts = /^\s*([+-]?)(\d{1,3}(?:,\d{3})+|\d{1,15})(\.\d{1,15})?(%?)\s*$/.exec(text);
  if (!parts) return null;
  const number = Number(`${parts[1]}${parts[2]?.replaceAll(',', '')}${parts[3] ?? ''}`);
  return parts[4] ? number / 100 : number;
}

function isoInstant(text: string): string | null {
  return /^\d{4}-\d{2}-\d{2}T/.test(text.trim()) ? instantFromSerial(instantSerial(text.trim()) ?? NaN) : null;
}

function readFlagWord(text: string): { value: CellValue; unreadable?: true } {
  const word = text.trim().toLowerCase();
  if (['1', 'y', 'yes', 'true', '是', '有'].includes(word)) return { value: 1 };
  if (['0', 'n', 'no', 'false', '否', '无'].includes(word)) return { value: 0 };
  return { value: null, unreadable: true };
}
