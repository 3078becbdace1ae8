/** An error value in a formula or a cell. */
export interface FormulaError {
  readonly error: string;
  /** words of a function of ours, `English · 中文` */
  readonly message?: string;
}

/** A value as formulas reckon with it; null is a blank cell or an argument left out. */
export type FormulaValue = number | string | boolean | null | FormulaError;
/** Rows of equal width. */
export type Cells = readonly (readonly FormulaValue[])[];

export const isError = (value: FormulaValue): value is FormulaError => typeof value === 'object' && value !== null;

const fault = (error: string): FormulaError => ({ error });
export const DIVISION_BY_ZERO = fault('#DIV/0!');
export const NOT_A_VALUE = fault('#VALUE!');
export const NOT_A_NUMBER = fault('#NUM!');
export const NOT_AVAILABLE = fault('#N/A');

/** A cell as office.js reads it: blank is "", errors are told apart from texts by their type. */
export const fromOffice = (value: unknown, type: string | undefined): FormulaValue => {
  if (type === 'Error') return fault(String(value));
  if (value === '' || value === null || value === undefined) return null;
  return typeof value === 'number' || typeof value === 'boolean' ? value : String(value);
};

/** A number the way Excel's & writes it: 15 digits, no grouping. */
export function numberText(value: number): string {
  const short = String(Number(value.toPrecision(15)));
  const scientific = /^(-?[\d.]+)e([+-])(\d+)$/.exec(short);
  return scientific ? `${scientific[1]}E${scientific[2]}${(scientific[3] ?? '').padStart(2, '0')}` : short;
}

/** A text that arithmetic reads as a number: plain decimals, thousands, percent. */
export function numberInText(text: string): number | null {
  const parts = /^\s*([+-]?)(\d{1,3}(?:,\d{3})+|\d*)(\.\d*)?(?:[eE]([+-]?\d+))?\s*(%?)\s*$/.exec(text);
  if (!parts || !/\d/.test(text)) return null;
  const [, sign = '', whole = '', decimals = '', power, percent] = parts;
  const number = Number(`${sign}${whole.replaceAll(',', '') || '0'}${decimals === '.' ? '' : decimals}e${power ?? 0}`);
  if (!Number.isFinite(number)) return null;
  return percent ? number / 100 : number;
}
