import { boundsOf, closed, numberIn, type Bounds, type Optional } from './bounds';
import { isBlank, type Cell } from './cells';
import { Fault, isProblem, PassedError, type Problem } from './errors';
import type { SeriesParameter } from './parameter';

export type Series = readonly (number | null)[];

interface SeriesOptions extends Bounds {
  /** a row without any known number is answered as such instead of being #N/A */
  blankRow?: boolean;
}

/** Numbers of a line of cells; a blank is unknown and comes as null, never as 0. The cells themselves where all are numbers. */
export function numbersIn(
  cells: readonly Cell[],
  name: string,
  bounds: Bounds,
  low: number,
  high: number,
): Series | Problem {
  const whole = bounds.whole === true;
  const count = cells.length;
  let at = 0;
  for (; at < count; at++) {
    const cell = cells[at];
    if (!(typeof cell === 'number' && cell >= low && cell <= high && (!whole || Number.isInteger(cell)))) break;
  }
  if (at === count) return cells as Series;
  const values = cells.slice(0, at) as (number | null)[];
  let problem: Problem | null = null;
  for (; at < count; at++) {
    const cell = cells[at];
    const found = isBlank(cell) ? null : numberIn(cell, name, bounds);
    if (found === null || typeof found === 'number') values.push(found);
    else if (found instanceof PassedError) return found;
    else problem ??= found;
  }
  return problem ?? values;
}

const allBlank = (values: Series): boolean => {
  for (const one of values) if (one !== null) return false;
  return true;
};

/** Numbers over time, oldest first; null is unknown. Without any known number the row is #N/A. */
export function series(name: string, zh: string, options?: SeriesOptions): SeriesParameter<Series>;
export function series<D extends Series | null>(
  name: string,
  zh: string,
  options: SeriesOptions & { default: D },
): SeriesParameter<Series | D>;
export function series(
  name: string,
  zh: string,
  options: SeriesOptions & Optional<Series | null> = {},
): SeriesParameter<Series | null> {
  const [low, high] = closed(options);
  const optional = 'default' in options;
  return {
    kind: 'series',
    type: 'number',
    bounds: boundsOf(options),
    name,
    zh,
    optional,
    read(cells) {
      const values = numbersIn(cells, name, options, low, high);
      if (isProblem(values) || options.blankRow || !allBlank(values)) return values;
      return optional ? (options.default ?? null) : new Fault('no_data', name);
    },
  };
}
