import { isSingle, type Cell } from './cells';
import { Fault, CallProblem } from './errors';

export interface ShapedArgument {
  name: string;
  kind: 'value' | 'series';
  cells: Cell[][];
}

/**
 * How an argument serves the rows of a call: `one` line of cells for all of them, or `each` row its own (`each[row]`).
 */
export type Lines = { one: readonly Cell[] } | { each: readonly Cell[][] };

export interface Rows {
  count: number;
  /** every range was a row, and so will the answer be */
  transposed: boolean;
  lines: Lines[];
}

const width = (cells: Cell[][]): number => cells[0]?.length ?? 0;
const turn = (cells: Cell[][]): Cell[][] => (cells[0] ?? []).map((cell) => [cell]);

/** Single values aside, every range given is a row of one and the same length. */
function allRows(values: readonly ShapedArgument[]): boolean {
  const ranges = values.filter(({ cells }) => !isSingle(cells));
  const length = width(ranges[0]?.cells ?? []);
  return ranges.length > 0 && ranges.every(({ cells }) => cells.length === 1 && width(cells) === length);
}

/**
 * Lines the arguments up row by row (docs: "Ranges in, spill out"). Values: one for all rows, or a column. Series: one row or
 * one column for all rows, or a block with a series in each row; but a single column as high as the value columns is one
 * number for each of their rows. Rows of equal length throughout are taken as columns. Throws CallProblem.
 */
export function alignRows(given: readonly ShapedArgument[]): Rows {
  const transposed = allRows(given);
  const args = transposed ? given.map((argument) => ({ ...argument, cells: turn(argument.cells) })) : given;

  let count = 1;
  const agree = (rows: number, name: string): void => {
    if (rows !== 1 && count !== 1 && rows !== count)
      throw new CallProblem(new Fault('heights', name, { rows, expected: count }, true));
    count = Math.max(count, rows);
  };
  for (const { kind, cells, name } of args) {
    if (kind !== 'value') continue;
    if (width(cells) > 1)
      throw new CallProblem(new Fault(cells.length > 1 ? 'block' : 'row_among_columns', name, {}, true));
    agree(cells.length, name);
  }
  const valueRows = count;
  const lines = args.map(({ kind, cells, name }): Lines => {
    const wholeColumn = kind === 'series' && width(cells) === 1 && cells.length > 1 && cells.length !== valueRows;
    if (wholeColumn) return { one: cells.map((row) => row[0]) };
    agree(cells.length, name);
    return cells.length === 1 ? { one: cells[0] ?? [] } : { each: cells };
  });
  return { count, transposed: transposed && count > 1, lines };
}
