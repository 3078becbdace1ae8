import type { Declared, RowAnswer, RowFunction, ValuesOf } from './declaration';
import { fault, type Problem } from './errors';
import { Problems, type ValueParameter } from './parameter';
import { failForAll, readRows, rowsOf, valueAt, type Arguments } from './read';
import { run, spill, thrown, type OutCell } from './run';
import type { Lines } from './shape';

/** Rows that are followed. */
export interface Followed {
  /** their answers as they stand; undefined where nothing is known yet */
  answers(): readonly (RowAnswer | undefined)[];
  stop(): void;
}

/** Each row answered on its own, again and again. */
export interface StreamFunction<V extends readonly any[] = any[]> extends Declared {
  readonly kind: 'stream';
  readonly parameters: readonly ValueParameter<any>[];
  /** Follows the rows from now on and calls `changed` when an answer may be another. */
  follow(rows: readonly V[], changed: () => void): Followed;
  /** the same function, answering once with what is known now */
  readonly now: RowFunction<V>;
}

/** Declares a function that Excel keeps open: its cells change by themselves. */
export function streamFunction<const P extends readonly ValueParameter<any>[]>(declared: {
  id: string;
  parameters: P;
  follow: (rows: readonly ValuesOf<P>[], changed: () => void) => Followed;
}): StreamFunction<ValuesOf<P>> {
  const { id, parameters, follow } = declared;
  const row = (...values: ValuesOf<P>): RowAnswer => {
    const followed = follow([values], () => undefined);
    const [answer] = followed.answers();
    followed.stop();
    return answer ?? fault('live_waiting');
  };
  return { kind: 'stream', options: { stream: true }, ...declared, now: { kind: 'row', id, parameters, row } };
}

type Shown = OutCell[][] | CustomFunctions.Error;
/** What Excel hands a streaming function last, as far as it is used. */
interface Invocation {
  setResult(shown: Shown): void;
  onCanceled: () => void;
  /** the formula is still being typed; hosts before CustomFunctionsRuntime 1.5 do not say. Declared a text, documented as true or false */
  isInValuePreview?: unknown;
}

/** The rows without a problem of their own, and how to put their answers between the others. */
function readStream(declaration: StreamFunction, args: Arguments) {
  const { count, transposed, lines } = rowsOf(declaration.parameters, args);
  const problems = new Problems();
  const columns = declaration.parameters.map((parameter, at) =>
    readRows(parameter, lines[at] as Lines, problems, count),
  );
  failForAll(problems);
  const good: number[] = [];
  for (let row = 0; row < count; row++) if (!problems.has(row)) good.push(row);
  return {
    rows: good.map((row) => columns.map((column) => valueAt(column, row))),
    shown(answers: readonly RowAnswer[]): OutCell[][] {
      const all = Array.from({ length: count }, (_, row): RowAnswer => problems.get(row) as Problem);
      good.forEach((row, at) => (all[row] = answers[at] as RowAnswer));
      return spill(declaration, all, transposed);
    },
  };
}

/** Excel ignores what a streaming function throws: errors are set like answers. */
function orError(declaration: StreamFunction, work: () => Shown): Shown {
  try {
    return work();
  } catch (problem) {
    const error = thrown(declaration, problem);
    if (error instanceof CustomFunctions.Error) return error;
    throw problem;
  }
}

const same = (a: Shown | null, b: Shown): boolean => a !== null && textOf(a) === textOf(b);
const textOf = (shown: Shown): string =>
  JSON.stringify(shown, (_, value: unknown) =>
    value instanceof CustomFunctions.Error
      ? { error: value.code, message: String((value as { message?: unknown }).message) }
      : value,
  );

/**
 * Runs a streaming function: the last argument is Excel's invocation, which takes the answers until it is cancelled. Nothing
 * is set before every row is known; later a row that is no longer known says that it waits.
 */
export function runStream(declaration: StreamFunction, args: Arguments): OutCell[][] | undefined {
  const invocation = args[args.length - 1] as Invocation | null | undefined;
  // a host that does not stream gets what is known now
  if (typeof invocation?.setResult !== 'function') return run(declaration.now, args);
  const given = args.slice(0, -1);
  let last: Shown | null = null;
  const set = (shown: Shown): void => {
    if (same(last, shown)) return;
    last = shown;
    invocation.setResult(shown);
  };
  // the preview of a formula that is being typed opens no connection
  if (String(invocation.isInValuePreview) === 'true') {
    set(orError(declaration, () => run(declaration.now, given)));
    return undefined;
  }
  const error = orError(declaration, () => {
    const { rows, shown } = readStream(declaration, given);
    const show = (): void => {
      const answers = followed.answers();
      if (last === null && answers.includes(undefined)) return;
      set(orError(declaration, () => shown(answers.map((answer) => answer ?? fault('live_waiting')))));
    };
    const followed = declaration.follow(rows, show);
    invocation.onCanceled = () => followed.stop();
    show();
    return [];
  });
  if (error instanceof CustomFunctions.Error) set(error);
  return undefined;
}
