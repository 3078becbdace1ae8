import { boundsOf, closed, numberIn, type Bounds, type Optional } from './bounds';
import { errorIn, isBlank, plain, type Cell } from './cells';
import { dayOfSerial, dayOfText } from './dates';
import { Fault, isProblem, PassedError, type Problem } from './errors';
import { SKIPPED, type ValueParameter } from './parameter';

function blankOr<T>(
  cell: Cell,
  name: string,
  options: Optional<T> & { blank?: 'skip' },
  read: (cell: Cell) => T | Problem,
): T | Problem {
  const error = errorIn(cell);
  if (error) return new PassedError(error);
  if (!isBlank(cell)) return read(cell);
  if (options.blank === 'skip') return SKIPPED as T;
  return 'default' in options ? (options.default as T) : new Fault('blank', name);
}

function value<T>(
  type: ValueParameter<T>['type'],
  name: string,
  zh: string,
  options: Optional<T> & { blank?: 'skip' },
  read: (cell: Cell) => T | Problem,
  extra: Partial<ValueParameter<T>> = {},
): ValueParameter<T> {
  const parameter: ValueParameter<T> = {
    kind: 'value',
    type,
    name,
    zh,
    optional: 'default' in options,
    skipsBlank: options.blank === 'skip',
    read: (cell) => blankOr(cell, name, options, read),
    readColumn(rows, problems) {
      return rows.map((row, at) => {
        const found = parameter.read(row[0]);
        if (!isProblem(found)) return found;
        problems.add(at, found);
        return undefined as T;
      });
    },
    ...extra,
  };
  return parameter;
}

/** A number per row. */
export function number<D extends number | null = never>(
  name: string,
  zh: string,
  options: Bounds & Optional<D> & { blank?: 'skip' } = {},
): ValueParameter<number | D> {
  const [low, high] = closed(options);
  const whole = options.whole === true;
  const read = (cell: Cell): number | D | Problem => numberIn(cell, name, options);
  return value<number | D>('number', name, zh, options, read, {
    bounds: boundsOf(options),
    readColumn(rows, problems) {
      const count = rows.length;
      const values: (number | D)[] = new Array(count);
      for (let at = 0; at < count; at++) {
        const cell = (rows[at] as Cell[])[0];
        if (typeof cell === 'number' && cell >= low && cell <= high && (!whole || Number.isInteger(cell))) {
          values[at] = cell;
          continue;
        }
        const found = blankOr<number | D>(cell, name, options, read);
        if (isProblem(found)) {
          problems.add(at, found);
          values[at] = 0;
        } else values[at] = found;
      }
      return values;
    },
  });
}

/** TRUE or FALSE per row; 1 and 0, as the pulled tables write a flag, count too. */
export const flag = (name: string, zh: string, options: Optional<boolean> = {}): ValueParameter<boolean> =>
  value('flag', name, zh, options, (cell) => {
    const read = plain(cell);
    if (read === true || read === 1) return true;
    if (read === false || read === 0) return false;
    return new Fault('not_a_flag', name);
  });

/** Text per row, as typed. */
export const text = <D extends string | null = never>(
  name: string,
  zh: string,
  options: Optional<D> = {},
): ValueParameter<string | D> =>
  value<string | D>('text', name, zh, options, (cell) => {
    const read = plain(cell);
    if (typeof read !== 'string') return new Fault('not_text', name);
    return read.trim() ? read : new Fault('blank', name);
  });

/** No code is longer; a text that is would make a request to the data service too large for all cells. */
const LONGEST_CODE = 200;

/**
 * A code per row as the data service stores it: in its plain form, without blanks around. A whole number counts as its
 * digits, because Excel makes one of a code that is typed into an ordinary cell.
 */
export const code = <D extends string | null = never>(
  name: string,
  zh: string,
  options: Optional<D> = {},
): ValueParameter<string | D> =>
  value<string | D>('text', name, zh, options, (cell) => {
    const read = plain(cell);
    const typed = typeof read === 'number' && Number.isSafeInteger(read) ? String(read) : read;
    if (typeof typed !== 'string') return new Fault('not_text', name);
    const bare = typed.normalize('NFKC').trim();
    if (bare === '') return new Fault('blank', name);
    return bare.length > LONGEST_CODE ? new Fault('long_code', name, { max: LONGEST_CODE }) : bare;
  });

/** A date per row, as a day since 1970-01-01 with the time of day as its fraction. */
export const date = <D extends number | null = never>(
  name: string,
  zh: string,
  options: Optional<D> = {},
): ValueParameter<number | D> => value<number | D>('date', name, zh, options, (cell) => dateIn(cell, name));

export function dateIn(cell: Cell, name: string): number | Problem {
  const error = errorIn(cell);
  if (error) return new PassedError(error);
  const read = plain(cell);
  if (typeof read === 'number') return dayOfSerial(read) ?? new Fault('date_range', name);
  return (typeof read === 'string' ? dayOfText(read) : null) ?? new Fault('not_a_date', name);
}

/**
 * One of a few words per row, English or Chinese, in any case. `wholeCall`: an unknown word fails the call (a method),
 * not the row alone.
 */
export function choice<T extends string>(
  name: string,
  zh: string,
  words: Readonly<Record<T, readonly string[]>>,
  options: Optional<NoInfer<T>> & { wholeCall?: boolean } = {},
): ValueParameter<T> {
  const codes = Object.keys(words) as T[];
  const byWord = new Map(codes.flatMap((code) => [code, ...words[code]].map((word): [string, T] => [word, code])));
  return value<T>(
    'choice',
    name,
    zh,
    options,
    (cell) => {
      const read = plain(cell);
      const found = typeof read === 'string' ? byWord.get(read.trim().toLowerCase()) : undefined;
      return found ?? new Fault('not_a_choice', name, { choices: codes.join(', ') }, options.wholeCall);
    },
    { choices: codes },
  );
}
