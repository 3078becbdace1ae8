import { ArgumentError, PassedError, type Parameter } from './arguments';
import { errorIn, type Cell } from './cells';
import { descriptions as english } from './descriptions.en';
import { descriptions as chinese } from './descriptions.zh';
import { excelError, type ErrorId, type ParameterName } from './errors';
import { alignRows } from './shape';

type Answer = string | number | boolean;
type OutCell = Answer | CustomFunctions.Error;
type Values<P> = { [K in keyof P]: P[K] extends Parameter<infer T> ? T : never };

/** Ends the row with an error of the catalogue; planning answers null where a number does not exist. */
export class NoAnswer extends Error {
  constructor(
    readonly id: ErrorId,
    /** identifier of the parameter the words name */
    readonly about: string | null = null,
    readonly values: Record<string, string | number> = {},
  ) {
    super(id);
  }
}

export interface FunctionSpec<P extends Record<string, Parameter<any>>> {
  id: keyof typeof english;
  /** in the order of the signature */
  parameters: P;
  /** the answer for one row: one cell, or several side by side */
  compute(values: Values<P>): Answer | Answer[];
}

const REPORTABLE: readonly string[] = ['#VALUE!', '#N/A', '#DIV/0!', '#NUM!', '#NULL!'];

function namesOf(id: keyof typeof english, identifier: string): ParameterName {
  const named = (catalogue: typeof english) =>
    (catalogue[id].parameters as Record<string, { name: string }>)[identifier]?.name ?? identifier;
  return { en: named(english), zh: named(chinese) };
}

function finite(cell: Answer): OutCell {
  if (typeof cell !== 'number') return cell;
  return Number.isFinite(cell) ? cell + 0 : excelError('not_finite');
}

/**
 * Runs a function over its arguments, row by row, and spills the answers. A row with a problem shows its own error while the
 * others answer; a problem of the whole call is thrown. A call of one row throws its error, so that Excel shows the words.
 */
export function answer<P extends Record<string, Parameter<any>>>(
  spec: FunctionSpec<P>,
  args: readonly (Cell[][] | null | undefined)[],
): any[][] {
  const declared = Object.entries(spec.parameters).map(([identifier, parameter]) => ({
    identifier,
    parameter,
    name: namesOf(spec.id, identifier),
  }));

  const row = (cellsOf: (argument: number) => Cell[]): OutCell[] => {
    try {
      // an error value goes before any other fault of its row
      const passed = declared.flatMap((_, index) => cellsOf(index).map(errorIn)).find((error) => error !== null);
      if (passed) throw new PassedError(passed);
      const values = Object.fromEntries(
        declared.map(({ identifier, parameter, name }, index) => [identifier, parameter.read(cellsOf(index), name)]),
      ) as Values<P>;
      const computed = spec.compute(values);
      return (Array.isArray(computed) ? computed : [computed]).map(finite);
    } catch (problem) {
      return [rowError(spec.id, problem)];
    }
  };

  try {
    const rows = alignRows(
      declared.map(({ parameter, name }, index) => ({ name, kind: parameter.kind, cells: matrix(args[index]) })),
    );
    const answers = Array.from({ length: rows.count }, (_, index) => row((argument) => rows.at(argument, index)));
    const first = answers[0]?.[0];
    if (answers.length === 1 && first instanceof CustomFunctions.Error && REPORTABLE.includes(first.code)) throw first;
    return shapeOut(answers, rows.transposed);
  } catch (problem) {
    throw problem instanceof ArgumentError ? problem.toExcel() : problem;
  }
}

/** An omitted argument is a blank; a host may hand a scalar over bare. */
function matrix(argument: Cell[][] | null | undefined): Cell[][] {
  if (Array.isArray(argument) && argument.length)
    return argument.map((cells) => (Array.isArray(cells) ? cells : [cells]));
  return [[Array.isArray(argument) ? null : argument]];
}

function rowError(id: keyof typeof english, problem: unknown): CustomFunctions.Error {
  if (problem instanceof PassedError) return problem.error;
  if (problem instanceof NoAnswer)
    return excelError(problem.id, problem.about ? namesOf(id, problem.about) : undefined, problem.values);
  if (problem instanceof ArgumentError && !problem.wholeCall) return problem.toExcel();
  throw problem;
}

/** Rows of equal width: an error stands in every column of its row. */
function shapeOut(answers: OutCell[][], transposed: boolean): OutCell[][] {
  const columns = answers.reduce((widest, cells) => Math.max(widest, cells.length), 0);
  const full = answers.map((cells) =>
    cells.length === columns ? cells : Array.from({ length: columns }, () => cells[0] as OutCell),
  );
  if (!transposed) return full;
  return Array.from({ length: columns }, (_, column) => full.map((cells) => cells[column] as OutCell));
}
