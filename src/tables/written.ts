/**
 * How people and systems write figures, dates and headings in files and sheets: one reading for imports and for the user's
 * own workbooks. Everything here takes text as it stands and never guesses.
 */

/** Half-width form without blanks around it: `ＡＢ１２` → `AB12`. */
export const plainText = (raw: string): string => raw.normalize('NFKC').trim();

/** Marks for "nothing here": unknown, and never 0. */
export const UNKNOWN_MARKS: ReadonlySet<string> = new Set(['', '-', '--', '—', '–', 'n/a', 'null', 'none']);

export const EXCEL_ERROR = /^#(N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!)$/i;
/** What Excel shows for a long number; `1E5` typed by hand has no sign and is an ordinary code. */
export const EXCEL_SCIENTIFIC = /^\d(\.\d+)?E\+\d{2,3}$/i;

const DIGITS = /^[+-]?\d+(\.\d+)?$/;
const THOUSANDS = /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/;
/** 1E-05 is exact; 1.23457E+05 is what Excel left of a longer number, so a positive exponent is refused. */
const SMALL = /^[+-]?\d+(\.\d+)?e-\d{1,2}$/i;
const PIECES = /\s*(件|个)$/;

/** A decimal in plain digits, `12,345 件` → `12345`, or null when the (plain) text is not a number. */
export function decimalText(text: string): string | null {
  const bare = text.replace('−', '-').replace(PIECES, '');
  if (DIGITS.test(bare)) return bare.replace(/^\+/, '');
  if (THOUSANDS.test(bare)) return bare.replace(/,/g, '').replace(/^\+/, '');
  return SMALL.test(bare) ? Number(bare).toFixed(20).replace(/0+$/, '') : null;
}

const YMD = String.raw`(\d{4})(?:[-/.](\d{1,2})[-/.](\d{1,2})|年(\d{1,2})月(\d{1,2})日)`;
const TIME = String.raw`(?:T|\s+)(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?`;
const MOMENT = new RegExp(String.raw`^${YMD}(?:${TIME})?\s*(Z|[+-]\d{2}:?\d{2})?$`, 'i');
const COMPACT = /^(\d{4})(\d{2})(\d{2})$/;
const SERIAL = /^\d{5}(\.\d+)?$/;

/** Serials of 1954 to 2119; other five-digit numbers are no dates of this business. */
const SERIAL_RANGE = [20_000, 80_000] as const;
const SERIAL_OF_1970 = 25_569;

export interface WrittenMoment {
  /** local wall time, as if it were UTC */
  local: number;
  /** ms east of UTC; null: none written, so Beijing */
  offset: number | null;
  hasTime: boolean;
}

/** Reads the ways a date (and time) is written in exports; null when the (plain) text is none of them or no day of the calendar. */
export function writtenMoment(text: string): WrittenMoment | null {
  if (SERIAL.test(text)) {
    const serial = Number(text);
    if (serial < SERIAL_RANGE[0] || serial > SERIAL_RANGE[1]) return null;
    const seconds = Math.round((serial - SERIAL_OF_1970) * 86_400);
    return { local: seconds * 1000, offset: null, hasTime: !Number.isInteger(serial) };
  }
  const compact = COMPACT.exec(text);
  const found = compact ? null : MOMENT.exec(text);
  if (!compact && !found) return null;
  const part = (i: number): number => Number(found?.[i] ?? 0);
  const [year, month, day] = compact
    ? [Number(compact[1]), Number(compact[2]), Number(compact[3])]
    : [part(1), part(2) || part(4), part(3) || part(5)];
  const [hours, minutes, seconds] = [part(6), part(7), part(8)];
  if (year < 1970 || year > 2199 || hours > 23 || minutes > 59 || seconds > 59) return null;
  const midnight = new Date(Date.UTC(year, month - 1, day));
  if (midnight.getUTCMonth() !== month - 1 || midnight.getUTCDate() !== day) return null;
  const zone = found?.[9];
  let offset: number | null = null;
  if (zone) {
    const digits = zone.replace(/\D/g, '');
    const size =
      zone.toUpperCase() === 'Z' ? 0 : Number(digits.slice(0, 2)) * 3_600_000 + Number(digits.slice(2)) * 60_000;
    offset = zone.startsWith('-') ? -size : size;
  }
  const hasTime = found?.[6] !== undefined;
  return { local: midnight.getTime() + ((hours * 60 + minutes) * 60 + seconds) * 1000, offset, hasTime };
}

/** Beijing time is UTC+8 all year. */
export const BEIJING_OFFSET = 8 * 3_600_000;

/** The business day of a written date: an instant with a zone belongs to the day it is in Beijing. */
export function writtenDate(text: string): string | null {
  const at = writtenMoment(text);
  if (!at) return null;
  const local = at.offset === null ? at.local : at.local - at.offset + BEIJING_OFFSET;
  return new Date(local).toISOString().slice(0, 10);
}

/** `sku_id*`, `SKU ID` and `Sku-Id` are one name; so are （天） and (天). */
export const plainHeading = (heading: string): string =>
  plainText(heading)
    .replace(/\s*\*+$/, '')
    .toLowerCase()
    .replace(/[\s_-]+/g, '_');
