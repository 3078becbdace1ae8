import { isBlank, plain, type Cell } from './cells';
import { excelError, type ErrorId, type ErrorValues, type ParameterName } from './errors';

/** A problem with a call or with one of its rows; becomes the error of the cell it concerns. */
export class ArgumentError extends Error {
  constructor(
    readonly id: ErrorId,
    readonly parameter: ParameterName,
    readonly values: ErrorValues = {},
    /** wrong for the whole call, not for a row alone */
    readonly wholeCall = false,
  ) {
    super(id);
  }

  toExcel(): CustomFunctions.Error {
    return excelError(this.id, this.parameter, this.values);
  }
}

/** An error value that stood in an argument: it comes out as it went in. */
export class PassedError extends Error {
  constructor(readonly error: CustomFunctions.Error) {
    super(String(error.code));
  }
}

interface Range {
  min?: number;
  /** min itself is not allowed */
  above?: number;
  /** both ends excluded */
  between?: readonly [number, number];
  whole?: true;
}

interface Optional<T> {
  /** taken when the cell is blank; without it a blank is an error */
  default?: T;
}

/** How a parameter is read from a cell or, for a series, from a row of cells. */
export interface Parameter<T> {
  readonly kind: 'value' | 'series';
  read(cells: readonly Cell[], name: ParameterName): T;
}

function numberIn(cell: Cell, name: ParameterName, { min, above, between, whole }: Range): number {
  const value = plain(cell);
  if (typeof value !== 'number') throw new ArgumentError('not_a_number', name);
  if (!Number.isFinite(value)) throw new ArgumentError('not_finite', name);
  if (between && !(value > between[0] && value < between[1])) {
    throw new ArgumentError('between', name, { min: between[0], max: between[1] });
  }
  if (min !== undefined && value < min) throw new ArgumentError('below', name, { min });
  if (above !== undefined && value <= above) throw new ArgumentError('not_above', name, { min: above });
  if (whole && !Number.isInteger(value)) throw new ArgumentError('not_whole', name);
  return value;
}

const value = <T>(options: Optional<T>, read: (cell: Cell, name: ParameterName) => T): Parameter<T> => ({
  kind: 'value',
  read([cell], name) {
    if (!isBlank(cell)) return read(cell, name);
    if ('default' in options) return options.default as T;
    throw new ArgumentError('blank', name);
  },
});

/** A number per row. */
export const number = <D extends number | null = never>(options: Range & Optional<D> = {}): Parameter<number | D> =>
  value<number | D>(options, (cell, name) => numberIn(cell, name, options));

/** TRUE or FALSE per row; 1 and 0, as the pulled tables write a flag, count too. */
export const flag = (options: Optional<boolean> = {}): Parameter<boolean> =>
  value(options, (cell, name) => {
    const read = plain(cell);
    if (read === true || read === 1) return true;
    if (read === false || read === 0) return false;
    throw new ArgumentError('not_a_flag', name);
  });

/** Text per row, as typed. */
export const text = (): Parameter<string> =>
  value({}, (cell, name) => {
    const read = plain(cell);
    if (typeof read !== 'string') throw new ArgumentError('not_text', name);
    if (!read.trim()) throw new ArgumentError('blank', name);
    return read;
  });

/**
 * One of a few words per row, English or Chinese, in any case. `wholeCall`: an unknown word fails the call (a method),
 * not the row alone.
 */
export const choice = <T extends string>(
  words: Readonly<Record<T, readonly string[]>>,
  options: Optional<NoInfer<T>> & { wholeCall?: boolean } = {},
): Parameter<T> => {
  const codes = Object.keys(words) as T[];
  const byWord = new Map(codes.flatMap((code) => [code, ...words[code]].map((word): [string, T] => [word, code])));
  return value(options, (cell, name) => {
    const read = plain(cell);
    const found = typeof read === 'string' ? byWord.get(read.trim().toLowerCase()) : undefined;
    if (found !== undefined) return found;
    throw new ArgumentError('not_a_choice', name, { choices: codes.join(', ') }, options.wholeCall);
  });
};

/** Numbers over time, oldest first; a blank is unknown and comes as null, never as 0. */
export const series = (options: Range = {}): Parameter<(number | null)[]> => ({
  kind: 'series',
  read(cells, name) {
    const read = cells.map((cell) => (isBlank(cell) ? null : numberIn(cell, name, options)));
    if (read.every((cell) => cell === null)) throw new ArgumentError('no_data', name);
    return read;
  },
});
