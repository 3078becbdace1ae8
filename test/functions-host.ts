/** The global that Excel's custom-functions runtime offers, as far as the functions use it. */
export class HostError extends Error {
  constructor(
    readonly code: string,
    message = '',
  ) {
    super(message);
  }
}

export type HostFunction = (...args: unknown[]) => unknown[][];

const associated: Record<string, HostFunction> = {};

Object.assign(globalThis, {
  CustomFunctions: {
    Error: HostError,
    ErrorCode: {
      invalidValue: '#VALUE!',
      notAvailable: '#N/A',
      divisionByZero: '#DIV/0!',
      invalidNumber: '#NUM!',
      nullReference: '#NULL!',
      invalidName: '#NAME?',
      invalidReference: '#REF!',
    },
    associate: (id: string, fn: HostFunction) => {
      associated[id] = fn;
    },
  },
});

const asRange = (argument: unknown): unknown => (Array.isArray(argument) || argument == null ? argument : [[argument]]);

/** Calls a function as Excel does: every argument a 2-D array, an omitted one null. */
export function call(id: string, ...args: unknown[]): unknown[][] {
  const fn = associated[id];
  if (!fn) throw new Error(`${id} is not associated`);
  return fn(...args.map(asRange));
}

/** One column, so that tests read as sheets do. */
export const column = (...values: unknown[]): unknown[][] => values.map((value) => [value]);
export const row = (...values: unknown[]): unknown[][] => [values];

/** The answer with errors shown as their code; a thrown one is the whole answer. */
export function shown(id: string, ...args: unknown[]): unknown {
  try {
    const cells = call(id, ...args).map((line) => line.map((cell) => (cell instanceof HostError ? cell.code : cell)));
    return cells.length === 1 && cells[0]?.length === 1 ? cells[0][0] : cells;
  } catch (error) {
    if (error instanceof HostError) return error.code;
    throw error;
  }
}

/** The words of the error a call throws. */
export function words(id: string, ...args: unknown[]): string {
  try {
    call(id, ...args);
  } catch (error) {
    if (error instanceof HostError) return error.message;
    throw error;
  }
  throw new Error(`${id} answered instead of failing`);
}

export const associatedIds = (): string[] => Object.keys(associated);
