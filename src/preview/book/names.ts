import { RichError } from '../executor/errors';
import { tryParseArea } from './address';

const FORBIDDEN_IN_SHEET = /[[\]:*?/\\]/;

/**
 * Excel's rules for a sheet's name: 1 to 31 characters, none of []:*?/\, no apostrophe at either end, not "History",
 * unique without regard to case.
 * @throws RichError InvalidArgument, or ItemAlreadyExists for a name in use
 */
export function checkSheetName(name: string, others: string[]): void {
  const bad =
    typeof name !== 'string' ||
    name.length === 0 ||
    name.length > 31 ||
    FORBIDDEN_IN_SHEET.test(name) ||
    name.startsWith("'") ||
    name.endsWith("'") ||
    name.toLowerCase() === 'history';
  if (bad) throw new RichError('InvalidArgument', `"${name}" cannot be the name of a sheet.`);
  if (others.some((other) => other.toLowerCase() === name.toLowerCase())) {
    throw new RichError('ItemAlreadyExists', `A sheet named "${name}" already exists.`);
  }
}

const DEFINED_NAME = /^[\p{L}_\\][\p{L}\p{N}_.\\]{0,254}$/u;
const R1C1 = /^(r\d*|c\d*|r\d+c\d+)$/i;

/**
 * Excel's rules for the name of a table or a defined name: begins with a letter or _, no spaces, no cell address,
 * at most 255 characters, unique in the workbook without regard to case.
 */
export function checkDefinedName(name: string, others: string[]): void {
  if (typeof name !== 'string' || !DEFINED_NAME.test(name) || R1C1.test(name) || tryParseArea(name)) {
    throw new RichError('InvalidArgument', `"${name}" cannot be the name of a table or range.`);
  }
  if (others.some((other) => other.toLowerCase() === name.toLowerCase())) {
    throw new RichError('ItemAlreadyExists', `The name "${name}" is already in use.`);
  }
}

/** The first of base1, base2 … that is free. */
export function freeName(base: string, others: string[], first = 1): string {
  const taken = new Set(others.map((other) => other.toLowerCase()));
  for (let number = first; ; number++) if (!taken.has(`${base}${number}`.toLowerCase())) return `${base}${number}`;
}
