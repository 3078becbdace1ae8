import type { BinaryOperator } from './expression';
import {
  DIVISION_BY_ZERO,
  isError,
  NOT_A_NUMBER,
  NOT_A_VALUE,
  NOT_AVAILABLE,
  numberInText,
  numberText,
  type Cells,
  type FormulaError,
  type FormulaValue,
} from './values';

export const map = (cells: Cells, change: (value: FormulaValue) => FormulaValue): Cells =>
  cells.map((row) => row.map(change));

/** Two ranges cell by cell: one row or column stands for all; where one is too short there is nothing: #N/A. */
export function pairwise(a: Cells, b: Cells, combine: (a: FormulaValue, b: FormulaValue) => FormulaValue): Cells {
  const width = (cells: Cells): number => cells[0]?.length ?? 0;
  const rows = Math.max(a.length, b.length);
  const columns = Math.max(width(a), width(b));
  const at = (cells: Cells, row: number, column: number): FormulaValue | undefined =>
    cells[cells.length === 1 ? 0 : row]?.[width(cells) === 1 ? 0 : column];
  return Array.from({ length: rows }, (_, row) =>
    Array.from({ length: columns }, (_, column) => {
      const [left, right] = [at(a, row, column), at(b, row, column)];
      return left === undefined || right === undefined ? NOT_AVAILABLE : combine(left, right);
    }),
  );
}

export const negative = (value: FormulaValue): FormulaValue => arithmetic('-', 0, value);

/** One of Excel’s operators between two cells; an error goes through. */
export function combine(operator: BinaryOperator, a: FormulaValue, b: FormulaValue): FormulaValue {
  if (isError(a)) return a;
  if (isError(b)) return b;
  if (operator === '&') return asText(a) + asText(b);
  if (operator === '=' || operator === '<>' || operator.startsWith('<') || operator.startsWith('>'))
    return compares(operator, order(a, b));
  return arithmetic(operator, a, b);
}

/** The number arithmetic sees: blank is 0, TRUE 1, a text the number it spells. */
export function asNumber(value: FormulaValue): number | FormulaError {
  if (isError(value)) return value;
  if (value === null) return 0;
  if (typeof value === 'string') return numberInText(value) ?? NOT_A_VALUE;
  return Number(value);
}

export function arithmetic(operator: BinaryOperator, left: FormulaValue, right: FormulaValue): FormulaValue {
  const a = asNumber(left);
  if (isError(a)) return a;
  const b = asNumber(right);
  if (isError(b)) return b;
  if (operator === '/' && b === 0) return DIVISION_BY_ZERO;
  if (operator === '^' && a === 0 && b <= 0) return b === 0 ? NOT_A_NUMBER : DIVISION_BY_ZERO;
  const answer =
    operator === '+' ? a + b : operator === '-' ? a - b : operator === '*' ? a * b : operator === '/' ? a / b : a ** b;
  return Number.isFinite(answer) ? answer + 0 : NOT_A_NUMBER;
}

const asText = (value: FormulaValue): string => {
  if (value === null) return '';
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  return typeof value === 'number' ? numberText(value) : String(value);
};

/** Numbers before texts before FALSE and TRUE; a blank is as the other side's nothing. */
function order(left: FormulaValue, right: FormulaValue): number {
  const nothing = (other: FormulaValue): FormulaValue =>
    typeof other === 'string' ? '' : typeof other === 'boolean' ? false : 0;
  const a = left ?? nothing(right);
  const b = right ?? nothing(left);
  const rank = (value: FormulaValue): number => (typeof value === 'number' ? 0 : typeof value === 'string' ? 1 : 2);
  if (rank(a) !== rank(b)) return rank(a) - rank(b);
  if (typeof a === 'string' && typeof b === 'string') {
    const [low, high] = [a.toLowerCase(), b.toLowerCase()];
    return low < high ? -1 : low > high ? 1 : 0;
  }
  return Number(a) - Number(b);
}

function compares(operator: BinaryOperator, order: number): boolean {
  switch (operator) {
    case '=':
      return order === 0;
    case '<>':
      return order !== 0;
    case '<':
      return order < 0;
    case '>':
      return order > 0;
    case '<=':
      return order <= 0;
    default:
      return order >= 0;
  }
}
