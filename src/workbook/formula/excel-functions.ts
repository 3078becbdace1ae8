import { asNumber, map, pairwise } from './arithmetic';
import {
  DIVISION_BY_ZERO,
  isError,
  NOT_A_NUMBER,
  NOT_AVAILABLE,
  type Cells,
  type FormulaError,
  type FormulaValue,
} from './values';

export interface Argument {
  cells: Cells;
  /** not read from cells: texts in it count as the numbers they spell */
  constant: boolean;
}

interface ExcelFunction {
  answer(args: readonly Argument[], now: Date): Cells;
  /** each cell of its answer depends on the cells in the same place alone */
  cellByCell: boolean;
}

/** Numbers of all arguments as Excel's statistics take them: in cells only numbers count, constants must be numbers. */
function numbersIn(args: readonly Argument[]): number[] | FormulaError {
  const numbers: number[] = [];
  for (const { cells, constant } of args) {
    const single = constant && cells.length === 1 && cells[0]?.length === 1;
    for (const row of cells) {
      for (const value of row) {
        if (isError(value)) return value;
        if (typeof value === 'number') numbers.push(value);
        else if (single) {
          const number = asNumber(value);
          if (isError(number)) return number;
          numbers.push(number);
        }
      }
    }
  }
  return numbers;
}

const one = (value: FormulaValue): Cells => [[value]];

const statistic = (answer: (numbers: number[]) => FormulaValue): ExcelFunction => ({
  cellByCell: false,
  answer(args) {
    const numbers = numbersIn(args);
    return one(Array.isArray(numbers) ? answer(numbers) : numbers);
  },
});

const sum = (numbers: readonly number[]): number => numbers.reduce((total, value) => total + value, 0);

/** Two passes, so that large means lose no digits. */
function deviation(numbers: readonly number[], lost: 0 | 1): FormulaValue {
  const count = numbers.length - lost;
  if (count < 1) return DIVISION_BY_ZERO;
  const mean = sum(numbers) / numbers.length;
  return Math.sqrt(sum(numbers.map((value) => (value - mean) ** 2)) / count);
}

const onNumber = (change: (value: number) => number): ExcelFunction => ({
  cellByCell: true,
  answer: ([first]) => map(first?.cells ?? one(null), (value) => numeric([value], ([a = 0]) => change(a))),
});

/** The decimal point moved by text, as people do it: 1.005 · 100 is 100.49999999999999. */
function moved(number: number, places: number): number {
  const digits = String(Number(number.toPrecision(15)));
  return digits.includes('e') ? number * 10 ** places : Number(`${digits}e${places}`);
}

/** `digits` decimals, 0 when left out, by a rounding of the size without its sign. */
const rounding = (round: (value: number) => number): ExcelFunction => ({
  cellByCell: true,
  answer: ([value, digits]) =>
    pairwise(value?.cells ?? one(null), digits?.cells ?? one(0), (a, b) =>
      numeric([a, b], ([number = 0, decimals = 0]) => {
        const shift = Math.trunc(decimals);
        return Math.sign(number) * moved(round(moved(Math.abs(number), shift)), -shift);
      }),
    ),
});

function numeric(values: FormulaValue[], answer: (numbers: number[]) => number): FormulaValue {
  const numbers: number[] = [];
  for (const value of values) {
    const number = asNumber(value);
    if (isError(number)) return number;
    numbers.push(number);
  }
  const result = answer(numbers);
  return Number.isFinite(result) ? result + 0 : NOT_A_NUMBER;
}

const constant = (answer: (now: Date) => FormulaValue): ExcelFunction => ({
  cellByCell: true,
  answer: (_, now) => one(answer(now)),
});

const DAY_MS = 86_400_000;
const EPOCH_SERIAL = 25_569;
/** Serial of this computer's clock, as TODAY and NOW have it. */
const serialNow = (now: Date): number => (now.getTime() - now.getTimezoneOffset() * 60_000) / DAY_MS + EPOCH_SERIAL;

/**
 * The few of Excel's functions that people write into an argument and whose value can be told from their arguments alone:
 * =TWIN.SAFETYSTOCK(95%, AVERAGE(B2:B53), STDEV.S(B2:B53), 4). Everything else is left to Excel.
 */
export const EXCEL_FUNCTIONS: Readonly<Record<string, ExcelFunction>> = {
  SUM: statistic(sum),
  AVERAGE: statistic((numbers) => (numbers.length ? sum(numbers) / numbers.length : DIVISION_BY_ZERO)),
  MIN: statistic((numbers) => numbers.reduce((least, value) => Math.min(least, value), numbers[0] ?? 0)),
  MAX: statistic((numbers) => numbers.reduce((most, value) => Math.max(most, value), numbers[0] ?? 0)),
  COUNT: {
    cellByCell: false,
    answer: (args) =>
      one(sum(args.map(({ cells }) => cells.flat().filter((value) => typeof value === 'number').length))),
  },
  'STDEV.S': statistic((numbers) => deviation(numbers, 1)),
  STDEV: statistic((numbers) => deviation(numbers, 1)),
  'STDEV.P': statistic((numbers) => deviation(numbers, 0)),
  STDEVP: statistic((numbers) => deviation(numbers, 0)),
  ABS: onNumber(Math.abs),
  INT: onNumber(Math.floor),
  SQRT: onNumber(Math.sqrt),
  ROUND: rounding((size) => Math.floor(size + 0.5)),
  ROUNDUP: rounding(Math.ceil),
  ROUNDDOWN: rounding(Math.floor),
  TODAY: constant((now) => Math.floor(serialNow(now))),
  NOW: constant(serialNow),
  TRUE: constant(() => true),
  FALSE: constant(() => false),
  NA: constant(() => NOT_AVAILABLE),
  PI: constant(() => Math.PI),
  DATE: {
    cellByCell: false,
    answer: (args) =>
      one(
        numeric(
          args.map(({ cells }) => cells[0]?.[0] ?? null),
          ([year = 0, month = 1, day = 1]) => {
            const full = Math.trunc(year) < 1900 ? Math.trunc(year) + 1900 : Math.trunc(year);
            return Date.UTC(full, Math.trunc(month) - 1, Math.trunc(day)) / DAY_MS + EPOCH_SERIAL;
          },
        ),
      ),
  },
};
