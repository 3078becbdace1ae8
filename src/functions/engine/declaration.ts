import type { Problem } from './errors';
import type { Parameter, RowParameter, WholeParameter } from './parameter';

export type Answer = string | number | boolean;
/** One cell, several side by side, or an error for the whole row or for one of its cells. */
export type RowAnswer = Answer | Problem | readonly (Answer | Problem)[];
export type CallAnswer = RowAnswer | readonly (readonly (Answer | Problem)[])[];

export interface Declared {
  readonly id: string;
  readonly parameters: readonly Parameter<any>[];
  /** of functions.json */
  readonly options?: Readonly<Record<string, boolean>>;
}

export type ValuesOf<P extends readonly Parameter<any>[]> = {
  -readonly [K in keyof P]: P[K] extends Parameter<infer T> ? T : never;
};
type ColumnsOf<P extends readonly Parameter<any>[]> = {
  -readonly [K in keyof P]: P[K] extends WholeParameter<infer W> ? W : P[K] extends RowParameter<infer T> ? T[] : never;
};

/** Each row answered on its own. */
export interface RowFunction<V extends readonly any[] = any[]> extends Declared {
  readonly kind: 'row';
  readonly parameters: readonly RowParameter<any>[];
  row(...values: V): RowAnswer;
}

export interface ColumnsAnswer {
  rows: readonly RowAnswer[];
  /** said in the cell right of the first answer */
  note?: string | null;
}

/** All rows answered together: what one gets depends on the others. */
export interface ColumnsFunction<V extends readonly any[] = any[]> extends Declared {
  readonly kind: 'columns';
  columns(...values: V): readonly RowAnswer[] | ColumnsAnswer | Problem;
}

/** The whole call answered at once. */
export interface CallFunction<V extends readonly any[] = any[]> extends Declared {
  readonly kind: 'call';
  readonly parameters: readonly WholeParameter<any>[];
  call(...values: V): CallAnswer;
}

export type Declaration = RowFunction | ColumnsFunction | CallFunction;

/** Declares a function of rows; `row` gets the parameters' values in their order. */
export const rowFunction = <const P extends readonly RowParameter<any>[]>(declared: {
  id: string;
  parameters: P;
  options?: Record<string, boolean>;
  row: (...values: ValuesOf<P>) => RowAnswer;
}): RowFunction<ValuesOf<P>> => ({ kind: 'row', ...declared });

/** Declares a function of columns: values of row parameters arrive as arrays over the good rows. */
export const columnsFunction = <const P extends readonly Parameter<any>[]>(declared: {
  id: string;
  parameters: P;
  options?: Record<string, boolean>;
  columns: (...values: ColumnsOf<P>) => readonly RowAnswer[] | ColumnsAnswer | Problem;
}): ColumnsFunction<ColumnsOf<P>> => ({ kind: 'columns', ...declared });

/** Declares a function of whole arguments. */
export const callFunction = <const P extends readonly WholeParameter<any>[]>(declared: {
  id: string;
  parameters: P;
  options?: Record<string, boolean>;
  call: (...values: ValuesOf<P>) => CallAnswer;
}): CallFunction<ValuesOf<P>> => ({ kind: 'call', ...declared });
