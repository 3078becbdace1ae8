import { cellsOf, type Cell } from './cells';
import type { CallFunction, ColumnsFunction } from './declaration';
import { CallProblem, Fault, isProblem, PassedError, type Problem } from './errors';
import { Problems, SKIPPED, type Parameter, type RowParameter } from './parameter';
import { alignRows, type Lines, type Rows } from './shape';

export type Arguments = readonly unknown[];

/** The arguments of row parameters, lined up. */
export function rowsOf(parameters: readonly Parameter<any>[], args: Arguments): Rows & { at: number[] } {
  const at: number[] = [];
  const shaped = parameters.flatMap((parameter, index) => {
    if (parameter.kind === 'whole') return [];
    at.push(index);
    return [{ name: parameter.name, kind: parameter.kind, cells: cellsOf(args[index]) }];
  });
  return { ...alignRows(shaped), at };
}

/** Values of a row parameter: one for all rows or one each; problems are put down by row. */
export type Column = { one: unknown } | { each: unknown[] };

export function readRows(parameter: RowParameter<any>, lines: Lines, problems: Problems, count: number): Column {
  if ('one' in lines) {
    const found: unknown =
      parameter.kind === 'value' ? parameter.read(lines.one[0]) : parameter.read(lines.one as Cell[]);
    if (!isProblem(found)) return { one: found };
    if (found instanceof Fault && found.wholeCall) throw new CallProblem(found);
    for (let row = 0; row < count; row++) problems.add(row, found);
    return { one: undefined };
  }
  if (parameter.kind === 'value') return { each: parameter.readColumn(lines.each, problems) };
  return {
    each: lines.each.map((cells, row) => {
      const found: unknown = parameter.read(cells);
      if (isProblem(found)) problems.add(row, found);
      return found;
    }),
  };
}

export function failForAll(problems: Problems): void {
  if (!problems.any) return;
  for (const problem of problems.values())
    if (problem instanceof Fault && problem.wholeCall) throw new CallProblem(problem);
}

/** Whole arguments; undefined for those that are read by row. An error value in one goes before any other fault. */
function readWholes(parameters: readonly Parameter<any>[], args: Arguments): unknown[] {
  let problem: Problem | null = null;
  const values = parameters.map((parameter, index) => {
    if (parameter.kind !== 'whole') return undefined;
    const found: unknown = parameter.readAll(cellsOf(args[index]));
    if (found instanceof PassedError && !(problem instanceof PassedError)) problem = found;
    else if (isProblem(found)) problem ??= found;
    return found;
  });
  if (problem) throw new CallProblem(problem);
  return values;
}

export const valueAt = (column: Column, row: number): unknown => ('one' in column ? column.one : column.each[row]);

/** The arguments of a columns function: arrays over the good rows, and which rows those are. */
export function readColumns(
  declaration: ColumnsFunction,
  args: Arguments,
): { values: unknown[]; good: number[]; problems: Problems; count: number; transposed: boolean } {
  const { parameters } = declaration;
  const { count, transposed, lines, at } = rowsOf(parameters, args);
  const problems = new Problems();
  const values = readWholes(parameters, args);
  const columns = at.map((index, which) =>
    readRows(parameters[index] as RowParameter<any>, lines[which] as Lines, problems, count),
  );
  failForAll(problems);
  const good: number[] = [];
  for (let row = 0; row < count; row++)
    if (!problems.has(row) && !columns.some((column) => valueAt(column, row) === SKIPPED)) good.push(row);
  at.forEach((index, which) => (values[index] = good.map((row) => valueAt(columns[which] as Column, row))));
  return { values, good, problems, count, transposed };
}

export const readCall = ({ parameters }: CallFunction, args: Arguments): unknown[] => readWholes(parameters, args);
