import { numfmt } from '@univerjs/core';
import { RichError } from '../executor/errors';
import { ERROR_VALUES, type CellWrite } from '../univer/cells';

/** Longest text a cell holds in Excel. */
const MAX_TEXT = 32_767;

export interface Coerced {
  write: CellWrite;
  /** number format Excel gives a General cell for what was entered (a date, a percentage …) */
  format?: string;
}

const CHINESE_DATE = /^(\d{4})年(\d{1,2})月(\d{1,2})日$/;
/** The number parser also reads "5 6" as a date; Excel wants a separator or a month's name. */
const DATE_SHAPE = /[-/:]|[A-Za-z]{3}/;

/**
 * What Excel makes of a value that is entered in a cell, by a person or through `range.values`.
 * null leaves the cell alone (`undefined` is answered); "" clears it. Text that looks like a number, date, percentage,
 * boolean, error or formula becomes one, unless the cell's format is text ("@") or the text starts with an apostrophe.
 * @param pattern the cell's number format
 * @throws RichError InvalidArgument for what a cell cannot hold
 */
export function coerce(value: unknown, pattern: string): Coerced | undefined {
  if (value === null || value === undefined) return undefined;
  if (typeof value === 'boolean') return { write: { value } };
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new RichError('InvalidArgument', `${value} is not a value a cell can hold.`);
    return { write: { value } };
  }
  if (typeof value !== 'string')
    throw new RichError('InvalidArgument', 'A cell takes text, numbers, booleans or null.');
  if (value === '') return { write: null };
  if (value.length > MAX_TEXT) throw new RichError('InvalidArgument', `Text longer than ${MAX_TEXT} characters.`);
  if (value.startsWith("'")) return { write: { value: value.slice(1) } };
  if (pattern === '@') return { write: { value } };
  if (value.startsWith('=') && value.length > 1) return { write: { formula: checkFormula(value) } };
  const parsed = parseTyped(value);
  if (parsed) return parsed;
  if (/^[+\-@]./.test(value)) {
    // Excel takes these as the beginning of a formula, and refuses what then is none.
    const formula = value.startsWith('@') || value.startsWith('+') ? `=${value.slice(1)}` : `=${value}`;
    return { write: { formula: checkFormula(formula) } };
  }
  return { write: { value } };
}

/** Numbers, dates, percentages, booleans and errors written as text; null when it is just text. */
export function parseTyped(text: string): Coerced | null {
  const upper = text.trim().toUpperCase();
  if (ERROR_VALUES.has(upper)) return { write: { value: upper, error: true } };
  const chinese = CHINESE_DATE.exec(text.trim());
  const plain = chinese ? `${chinese[1]}-${chinese[2]}-${chinese[3]}` : text;
  const parsed = numfmt.parseValue(plain);
  if (!parsed) return null;
  const { v, z } = parsed as { v: number | boolean; z?: string };
  if (typeof v === 'boolean') return { write: { value: v } };
  const isDate = z !== undefined && numfmt.isDateFormat(z);
  if (isDate && !DATE_SHAPE.test(plain)) return null;
  // the parser multiplies percentages by 0.01, which leaves 95% a hair above 0.95; Excel reads 15 digits
  return {
    write: { value: z?.includes('%') ? Number(v.toPrecision(15)) : v },
    ...(z ? { format: chinese ? 'yyyy"年"m"月"d"日"' : z } : {}),
  };
}

/** Refuses a formula Excel could not read: an open bracket, string or quote. */
function checkFormula(formula: string): string {
  let depth = 0;
  let square = 0;
  let quote: string | null = null;
  for (let i = 1; i < formula.length; i++) {
    const letter = formula[i]!;
    if (quote) {
      if (letter === quote) quote = null;
    } else if (square > 0) {
      if (letter === "'") i++;
      else if (letter === '[') square++;
      else if (letter === ']') square--;
    } else if (letter === '"' || letter === "'") quote = letter;
    else if (letter === '[') square++;
    else if (letter === '(') depth++;
    else if (letter === ')' && --depth < 0) break;
  }
  if (depth !== 0 || quote || square !== 0) throw new RichError('InvalidArgument', `"${formula}" is not a formula.`);
  return formula;
}
