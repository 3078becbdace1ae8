import type { Answer, Declaration, RowAnswer } from './declaration';
import { CallProblem, describeFault, Fault, isProblem, PassedError, type Problem } from './errors';
import { Problems } from './parameter';
import { readCall, readColumns, readRows, rowsOf, valueAt, type Arguments } from './read';
import { evaluate, spill, thrown } from './run';
import type { Lines } from './shape';

/** What a function received for one row of its answer, and what it answered there. */
export interface ExplainedCall {
  /** as `row`, `columns` or `call` of the declaration gets them */
  values: unknown[];
  /** index of the explained row of the answer; of a columns function, its index among the good rows */
  row: number;
  answer: (Answer | null)[];
}

export interface ExplainedError {
  /** `#VALUE!` and the like */
  code: string;
  en: string;
  zh: string;
  /** identifier of the parameter it is about */
  about: string | null;
}

const CODES: Record<string, string> = {
  invalidValue: '#VALUE!',
  invalidNumber: '#NUM!',
  notAvailable: '#N/A',
  divisionByZero: '#DIV/0!',
  nullReference: '#NULL!',
};

function errorOf(declaration: Declaration, problem: Problem): ExplainedError {
  if (problem instanceof PassedError)
    return {
      code: String(problem.error.code),
      en: 'An argument holds this error: mend it there.',
      zh: '参数中带有此错误：请在源单元格修正。',
      about: null,
    };
  const parameter = declaration.parameters.find(({ name }) => name === problem.about);
  const { code, en, zh } = describeFault(problem, {
    en: problem.about ?? '',
    zh: parameter?.zh ?? problem.about ?? '',
  });
  return { code: CODES[code] ?? '#VALUE!', en, zh, about: problem.about };
}

const listOf = (answer: RowAnswer): readonly (Answer | Problem)[] =>
  Array.isArray(answer) ? (answer as readonly (Answer | Problem)[]) : [answer as Answer | Problem];

/** The answers as the cells show them; one error where the call fails. */
function cellsOf(declaration: Declaration, work: () => unknown[][]): unknown[][] {
  try {
    return work();
  } catch (problem) {
    const error = thrown(declaration, problem);
    if (error instanceof CustomFunctions.Error) return [[error]];
    throw error;
  }
}

/**
 * Reads the arguments as the cell does and answers for one row of it (0-based; of a transposed answer its column), with the
 * values the function worked with. `cells` is the whole answer, errors as Excel gets them.
 */
export function explainCall(
  declaration: Declaration,
  args: Arguments,
  rowIndex = 0,
): { cells: unknown[][] } & (ExplainedCall | { error: ExplainedError }) {
  try {
    const { answers, transposed } = evaluate(declaration, args);
    const cells = cellsOf(declaration, () => spill(declaration, answers, transposed));
    const index = Math.min(Math.max(0, rowIndex), answers.length - 1);
    const answer = listOf(answers[index] as RowAnswer);
    const first = answer[0] as Answer | Problem;
    if (isProblem(first)) return { cells, error: errorOf(declaration, first) };
    if (typeof first === 'number' && !Number.isFinite(first))
      return { cells, error: errorOf(declaration, new Fault('not_finite')) };
    return { cells, ...received(declaration, args, index), answer: answer.map((one) => (isProblem(one) ? null : one)) };
  } catch (problem) {
    if (!(problem instanceof CallProblem)) throw problem;
    return { cells: [[thrown(declaration, problem)]], error: errorOf(declaration, problem.problem) };
  }
}

/** What the function got for a row of its answer. */
function received(declaration: Declaration, args: Arguments, index: number): Pick<ExplainedCall, 'values' | 'row'> {
  switch (declaration.kind) {
    case 'call':
      return { values: readCall(declaration, args), row: index };
    case 'columns': {
      const { values, good } = readColumns(declaration, args);
      return { values, row: Math.max(0, good.indexOf(index)) };
    }
    case 'row': {
      const { count, lines } = rowsOf(declaration.parameters, args);
      const problems = new Problems();
      const values = declaration.parameters.map((parameter, at) =>
        valueAt(readRows(parameter, lines[at] as Lines, problems, count), index),
      );
      return { values, row: 0 };
    }
  }
}
