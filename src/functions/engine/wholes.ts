import { boundsOf, closed, type Bounds, type Optional } from './bounds';
import { isBlank, type Cell } from './cells';
import { Fault, isProblem, PassedError, type Problem } from './errors';
import type { Named, ValueParameter, WholeParameter } from './parameter';
import { numbersIn, type Series } from './series';
import { dateIn } from './values';

const whole = <T>(
  { type = 'number', name, zh, optional, ...more }: Omit<Named, 'type'> & Partial<Pick<Named, 'type'>>,
  readAll: (cells: Cell[][]) => T | Problem,
): WholeParameter<T> => ({ kind: 'whole', type, name, zh, optional, ...more, readAll });

/** A value that is one for the whole call. */
export const single = <T>(parameter: ValueParameter<T>): WholeParameter<T> =>
  whole(
    {
      type: parameter.type,
      name: parameter.name,
      zh: parameter.zh,
      optional: parameter.optional,
      ...(parameter.bounds ? { bounds: parameter.bounds } : {}),
      ...(parameter.choices ? { choices: parameter.choices } : {}),
    },
    (cells) =>
      cells.length > 1 || (cells[0]?.length ?? 0) > 1
        ? new Fault('one_value', parameter.name, {}, true)
        : parameter.read(cells[0]?.[0]),
  );

interface LineOptions extends Bounds {
  /** what a blank cell is: an error (unless said otherwise), unknown, or 0 */
  blank?: 'error' | 'null' | 'zero';
}

const isLine = (cells: Cell[][]): boolean => cells.length === 1 || cells.every((row) => row.length === 1);
const isNothing = (cells: Cell[][]): boolean => cells.length === 1 && cells[0]?.length === 1 && isBlank(cells[0]?.[0]);

function filled(values: Series, name: string, blank: LineOptions['blank']): Series | Fault {
  if (blank === 'null') return values;
  if (!values.includes(null)) return values;
  return blank === 'zero' ? values.map((one) => one ?? 0) : new Fault('blank', name);
}

/** A row or a column of numbers as one list, whichever way it lies. */
export function list<D extends Series | null = never>(
  name: string,
  zh: string,
  options: LineOptions & Optional<D> = {},
): WholeParameter<Series | D> {
  const [low, high] = closed(options);
  return whole<Series | D>({ name, zh, optional: 'default' in options, bounds: boundsOf(options) }, (cells) => {
    if (isNothing(cells) && 'default' in options) return options.default as D;
    if (!isLine(cells)) return new Fault('one_line', name, {}, true);
    const values = numbersIn(cells.flat(), name, options, low, high);
    return isProblem(values) ? values : filled(values, name, options.blank);
  });
}

/** A row or a column of dates as one list of days since 1970-01-01. */
export const dates = (
  name: string,
  zh: string,
  options: { blank?: 'error' | 'null' } = {},
): WholeParameter<(number | null)[]> =>
  whole({ type: 'date', name, zh, optional: false }, (cells) => {
    if (!isLine(cells)) return new Fault('one_line', name, {}, true);
    const values: (number | null)[] = [];
    let problem: Problem | null = null;
    for (const cell of cells.flat()) {
      const found = isBlank(cell) ? (options.blank === 'null' ? null : new Fault('blank', name)) : dateIn(cell, name);
      if (found instanceof PassedError) return found;
      if (found instanceof Fault) problem ??= found;
      else values.push(found);
    }
    return problem ?? values;
  });

/** A block of numbers, row by row; null is blank. Rows of different width are one too short: the block is refused. */
export function matrix<D extends Series[] | null = never>(
  name: string,
  zh: string,
  options: LineOptions & Optional<D> = {},
): WholeParameter<readonly Series[] | D> {
  const [low, high] = closed(options);
  return whole<readonly Series[] | D>(
    { name, zh, optional: 'default' in options, bounds: boundsOf(options) },
    (cells) => {
      if (isNothing(cells) && 'default' in options) return options.default as D;
      const rows: Series[] = [];
      let problem: Problem | null = null;
      for (const row of cells) {
        const values = numbersIn(row, name, options, low, high);
        const read = isProblem(values) ? values : filled(values, name, options.blank ?? 'null');
        if (read instanceof PassedError) return read;
        if (read instanceof Fault) problem ??= read;
        else rows.push(read);
      }
      return problem ?? rows;
    },
  );
}

/** A block of numbers where a bad row is a problem of its own, so that the others can still be answered. */
export function matrixRows<D extends (Series | Problem)[] | null = never>(
  name: string,
  zh: string,
  options: LineOptions & Optional<D> = {},
): WholeParameter<readonly (Series | Problem)[] | D> {
  const [low, high] = closed(options);
  return whole<readonly (Series | Problem)[] | D>(
    { name, zh, optional: 'default' in options, bounds: boundsOf(options) },
    (cells) => {
      if (isNothing(cells) && 'default' in options) return options.default as D;
      return cells.map((row) => {
        const values = numbersIn(row, name, options, low, high);
        return isProblem(values) ? values : filled(values, name, options.blank ?? 'null');
      });
    },
  );
}
