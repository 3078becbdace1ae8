import type { Cell } from './cells';
import type {
  Answer,
  CallAnswer,
  CallFunction,
  ColumnsFunction,
  Declaration,
  Declared,
  RowAnswer,
  RowFunction,
} from './declaration';
import { CallProblem, excelError, Fault, isProblem, PassedError, type ParameterName, type Problem } from './errors';
import { Problems, type Parameter, type RowParameter } from './parameter';
import { failForAll, readCall, readColumns, readRows, rowsOf, type Arguments, type Column } from './read';
import type { Lines } from './shape';

export type OutCell = Answer | CustomFunctions.Error;

/** What Excel lets a function throw with a message; other codes can only be answered. */
const REPORTABLE: readonly string[] = ['#VALUE!', '#N/A', '#DIV/0!', '#NUM!', '#NULL!'];

const nameIn =
  (declaration: { parameters: readonly Parameter<any>[] }) =>
  (about: string): ParameterName => {
    const found = declaration.parameters.find(({ name }) => name === about);
    return { en: about, zh: found?.zh ?? about };
  };

/**
 * Calls `row` for every row. Written out for the usual numbers of parameters: an array spread over a call costs more than
 * most of the formulas.
 */
function callRows(
  { row, parameters }: RowFunction,
  columns: readonly Column[],
  count: number,
  bad: Problems,
): RowAnswer[] {
  const answers: RowAnswer[] = new Array(count);
  const anyBad = bad.any;
  const each = columns.map((column): unknown[] =>
    'each' in column ? column.each : new Array<unknown>(count).fill(column.one),
  );
  const [a = [], b = [], c = [], d = [], e = [], f = []] = each;
  const arity = parameters.length;
  for (let at = 0; at < count; at++) {
    if (anyBad && bad.has(at)) answers[at] = bad.get(at) as Problem;
    else if (arity === 6) answers[at] = row(a[at], b[at], c[at], d[at], e[at], f[at]);
    else if (arity === 3) answers[at] = row(a[at], b[at], c[at]);
    else if (arity === 4) answers[at] = row(a[at], b[at], c[at], d[at]);
    else answers[at] = row(...each.map((values) => values[at]));
  }
  for (const answer of answers)
    if (typeof answer === 'object' && answer instanceof Fault && answer.wholeCall) throw new CallProblem(answer);
  return answers;
}

function runRows(declaration: RowFunction, args: Arguments): { answers: RowAnswer[]; transposed: boolean } {
  const { count, transposed, lines } = rowsOf(declaration.parameters, args);
  const problems = new Problems();
  const columns = declaration.parameters.map((parameter, index) =>
    readRows(parameter, lines[index] as Lines, problems, count),
  );
  failForAll(problems);
  return { answers: callRows(declaration, columns, count, problems), transposed };
}

function runColumns(declaration: ColumnsFunction, args: Arguments): { answers: RowAnswer[]; transposed: boolean } {
  const { values, good, problems, count, transposed } = readColumns(declaration, args);
  const answers: RowAnswer[] = Array.from({ length: count }, (_, row) => problems.get(row) ?? '');
  if (good.length === 0) return { answers, transposed };
  const result = declaration.columns(...values);
  if (isProblem(result)) throw new CallProblem(result);
  const { rows, note } = 'rows' in result ? result : { rows: result, note: null };
  good.forEach((row, index) => (answers[row] = rows[index] ?? ''));
  if (note) {
    const first = answers[0] as RowAnswer;
    answers[0] = [...(Array.isArray(first) ? (first as Answer[]) : [first as Answer]), note];
  }
  return { answers, transposed };
}

const isGrid = (answer: CallAnswer): answer is readonly (readonly (Answer | Problem)[])[] =>
  Array.isArray(answer) && answer.length > 0 && Array.isArray(answer[0]);

function runCall(declaration: CallFunction, args: Arguments): RowAnswer[] {
  const answer = declaration.call(...readCall(declaration, args));
  if (isProblem(answer)) throw new CallProblem(answer);
  return isGrid(answer) ? [...answer] : [answer];
}

/** The road of a cell by itself, the commonest call: no rows to line up. Undefined where a range is among the arguments. */
function runOneRow(declaration: RowFunction, args: Arguments): RowAnswer | undefined {
  const { parameters } = declaration;
  const values: unknown[] = new Array(parameters.length);
  let problem: Problem | null = null;
  for (let at = 0; at < parameters.length; at++) {
    let cell: Cell = args[at];
    if (Array.isArray(cell)) {
      if (cell.length !== 1) return undefined;
      cell = cell[0] as Cell;
      if (Array.isArray(cell)) {
        if (cell.length !== 1) return undefined;
        cell = cell[0];
      }
    }
    const parameter = parameters[at] as RowParameter<any>;
    const found: unknown = parameter.kind === 'value' ? parameter.read(cell) : parameter.read([cell]);
    if (isProblem(found) && (problem === null || (found instanceof PassedError && !(problem instanceof PassedError))))
      problem = found;
    values[at] = found;
  }
  return problem ?? declaration.row(...values);
}

/** Answers of all rows of a call, before they are made cells. Throws CallProblem for a problem of the whole call. */
export function evaluate(declaration: Declaration, args: Arguments): { answers: RowAnswer[]; transposed: boolean } {
  switch (declaration.kind) {
    case 'row': {
      const alone = runOneRow(declaration, args);
      return alone === undefined ? runRows(declaration, args) : { answers: [alone], transposed: false };
    }
    case 'columns':
      return runColumns(declaration, args);
    case 'call':
      return { answers: runCall(declaration, args), transposed: false };
  }
}

/** What a call throws, as Excel takes it. */
export const thrown = (declaration: Declared, problem: unknown): unknown =>
  problem instanceof CallProblem ? excelError(problem.problem, nameIn(declaration)) : problem;

/** The cells of the answers of a call. An only answer that is an error is thrown, so that Excel shows its words. */
export function spill(declaration: Declared, answers: readonly RowAnswer[], transposed: boolean): OutCell[][] {
  const nameOf = nameIn(declaration);
  const cell = (answer: Answer | Problem): OutCell => {
    if (typeof answer === 'number')
      return Number.isFinite(answer) ? answer + 0 : excelError(new Fault('not_finite'), nameOf);
    return isProblem(answer) ? excelError(answer, nameOf) : answer;
  };
  const only = answers.length === 1 ? answers[0] : undefined;
  const alone = only === undefined ? undefined : cell(Array.isArray(only) ? (only[0] as Answer) : (only as Answer));
  if (alone instanceof CustomFunctions.Error && REPORTABLE.includes(alone.code) && isWholeError(only as RowAnswer))
    throw alone;
  return shapeOut(answers, transposed, cell);
}

/**
 * Runs a function over its arguments and spills the answers. A row with a problem shows its own error while the others
 * answer; a problem of the whole call is thrown.
 */
export function run(declaration: Declaration, args: Arguments): any[][] {
  try {
    const { answers, transposed } = evaluate(declaration, args);
    return spill(declaration, answers, transposed);
  } catch (problem) {
    throw thrown(declaration, problem);
  }
}

/** The answer is one error, not an error among other cells. */
const isWholeError = (answer: RowAnswer): boolean => !Array.isArray(answer) || answer.length === 1;

/** Rows of equal width: an error stands in every column of its row, a short list is followed by blanks. */
function shapeOut(
  answers: readonly RowAnswer[],
  transposed: boolean,
  cell: (one: Answer | Problem) => OutCell,
): OutCell[][] {
  let columns = 1;
  for (const answer of answers) if (Array.isArray(answer) && answer.length > columns) columns = answer.length;
  const full: OutCell[][] = new Array(answers.length);
  for (let row = 0; row < answers.length; row++) {
    const answer = answers[row] as RowAnswer;
    if (columns === 1 && typeof answer === 'number' && Number.isFinite(answer)) full[row] = [answer + 0];
    else if (Array.isArray(answer)) {
      const cells: OutCell[] = new Array(columns);
      for (let at = 0; at < columns; at++) cells[at] = at < answer.length ? cell(answer[at] as Answer) : '';
      full[row] = cells;
    } else if (columns === 1) full[row] = [cell(answer as Answer)];
    else {
      const one = cell(answer as Answer);
      const filler = isProblem(answer) ? one : '';
      full[row] = Array.from({ length: columns }, (_, at) => (at === 0 ? one : filler));
    }
  }
  if (!transposed) return full;
  return Array.from({ length: columns }, (_, column) => full.map((cells) => cells[column] as OutCell));
}
