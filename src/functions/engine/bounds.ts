import { errorIn, plain, type Cell } from './cells';
import { Fault, PassedError, type Problem } from './errors';

export interface Bounds {
  min?: number;
  max?: number;
  /** min itself is not allowed */
  above?: number;
  /** max itself is not allowed */
  below?: number;
  /** a share between both ends, neither of them allowed */
  between?: readonly [number, number];
  /** from one end to the other, both allowed */
  within?: readonly [number, number];
  whole?: true;
}

export interface Optional<D> {
  /** taken when the cell is blank; without it a blank is an error. `null`: left out */
  default?: D;
}

const LARGEST = Number.MAX_VALUE;

export const boundsOf = ({ min, max, above, below, between, within, whole }: Bounds): Bounds => ({
  ...(min === undefined ? {} : { min }),
  ...(max === undefined ? {} : { max }),
  ...(above === undefined ? {} : { above }),
  ...(below === undefined ? {} : { below }),
  ...(between === undefined ? {} : { between }),
  ...(within === undefined ? {} : { within }),
  ...(whole === undefined ? {} : { whole }),
});

function outOfBounds(value: number, name: string, bounds: Bounds): Fault | null {
  const { min, max, above, below, between, within, whole } = bounds;
  if (!Number.isFinite(value)) return new Fault('not_finite', name);
  if (between && !(value > between[0] && value < between[1]))
    return new Fault('between', name, { min: between[0], max: between[1] });
  if (within && !(value >= within[0] && value <= within[1]))
    return new Fault('within', name, { min: within[0], max: within[1] });
  if (min !== undefined && value < min) return new Fault('below', name, { min });
  if (max !== undefined && value > max) return new Fault('over', name, { max });
  if (above !== undefined && value <= above) return new Fault('not_above', name, { min: above });
  if (below !== undefined && value >= below) return new Fault('not_below', name, { max: below });
  if (whole && !Number.isInteger(value)) return new Fault('not_whole', name);
  return null;
}

/** Bounds as a closed interval to test in one comparison; an open end that is not representable is tested by the slow road. */
export function closed({ min, max, above, below, between, within }: Bounds): [number, number] {
  const low = Math.max(-LARGEST, min ?? -LARGEST, within?.[0] ?? -LARGEST);
  const high = Math.min(LARGEST, max ?? LARGEST, within?.[1] ?? LARGEST);
  const open = (end: number): number => Math.max(Math.abs(end) * Number.EPSILON, Number.MIN_VALUE);
  const lowest = Math.max(above ?? -LARGEST, between?.[0] ?? -LARGEST);
  const highest = Math.min(below ?? LARGEST, between?.[1] ?? LARGEST);
  return [
    lowest === -LARGEST ? low : Math.max(low, lowest + open(lowest)),
    highest === LARGEST ? high : Math.min(high, highest - open(highest)),
  ];
}

export function numberIn(cell: Cell, name: string, bounds: Bounds): number | Problem {
  const value = plain(cell);
  if (typeof value === 'number') return outOfBounds(value, name, bounds) ?? value;
  const error = errorIn(cell);
  return error ? new PassedError(error) : new Fault('not_a_number', name);
}
