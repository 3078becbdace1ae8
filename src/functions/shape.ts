import { ArgumentError } from './arguments';
import type { Cell } from './cells';
import type { ParameterName } from './errors';

export interface ShapedArgument {
  name: ParameterName;
  kind: 'value' | 'series';
  cells: Cell[][];
}

export interface Rows {
  count: number;
  /** every range was a row, and so will the answer be */
  transposed: boolean;
  /** cells of an argument for a row: one for a value, the series for a series */
  at(argument: number, row: number): Cell[];
}

const height = (cells: Cell[][]): number => cells.length;
const width = (cells: Cell[][]): number => cells[0]?.length ?? 0;
const isSingle = (cells: Cell[][]): boolean => height(cells) === 1 && width(cells) === 1;
const turn = (cells: Cell[][]): Cell[][] => (cells[0] ?? []).map((cell) => [cell]);

/** Single values aside, every range given is a row of one and the same length. */
function allRows(values: readonly ShapedArgument[]): boolean {
  const ranges = values.filter(({ cells }) => !isSingle(cells));
  const length = width(ranges[0]?.cells ?? []);
  return ranges.length > 0 && ranges.every(({ cells }) => height(cells) === 1 && width(cells) === length);
}

/**
 * Lines the arguments up row by row (docs: "Ranges in, spill out"). Values: one for all rows, or a column. Series: one row or
 * one column for all rows, or a block with a series in each row; but a single column as high as the value columns is one
 * number for each of their rows. Rows of equal length throughout are taken as columns.
 */
export function alignRows(given: readonly ShapedArgument[]): Rows {
  const transposed = allRows(given);
  const args = transposed ? given.map((argument) => ({ ...argument, cells: turn(argument.cells) })) : given;

  let count = 1;
  const agree = (rows: number, name: ParameterName): void => {
    if (rows !== 1 && count !== 1 && rows !== count)
      throw new ArgumentError('heights', name, { rows, expected: count }, true);
    count = Math.max(count, rows);
  };
  for (const { kind, cells, name } of args) {
    if (kind !== 'value') continue;
    if (width(cells) > 1) throw new ArgumentError(height(cells) > 1 ? 'block' : 'row_among_columns', name, {}, true);
    agree(height(cells), name);
  }
  const valueRows = count;
  const readers = args.map(({ kind, cells, name }) => {
    const single = kind === 'value' || width(cells) > 1 || height(cells) === 1;
    if (!single && height(cells) !== valueRows) {
      const whole = cells.map((row) => row[0]);
      return () => whole;
    }
    agree(height(cells), name);
    return height(cells) === 1 ? () => cells[0] ?? [] : (row: number) => cells[row] ?? [];
  });
  return { count, transposed: transposed && count > 1, at: (argument, row) => readers[argument]?.(row) ?? [] };
}
