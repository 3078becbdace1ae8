import type { Answer, CallFunction, ColumnsFunction, Declaration, RowFunction } from '../engine';
import type { Text } from '../words/types';

export interface Step {
  name: Text;
  /** the step's arithmetic with numbers put in */
  expression: string;
  value: number | string;
}

export interface Explanation {
  /** the formula with the numbers put in */
  filled: string | Text;
  steps: Step[];
  /** one or two short sentences: what, because of what, what would change it */
  words: Text;
}

export interface Explained<V extends readonly unknown[]> {
  values: V;
  /** index of the explained row; of a function of columns, its index among the rows that could be read */
  row: number;
  /** of that row */
  answer: (Answer | null)[];
  /** a number, short */
  format(value: number): string;
}

export interface Help {
  declaration: Declaration;
  /** in general notation */
  formula: string | Text;
  source: Text;
  /** call without namespace, of constants only; answers without an error */
  example: string;
  explain(call: Explained<any>): Explanation;
}

export type FamilyHelp = Record<string, Help>;

type Of<D> =
  D extends RowFunction<infer V>
    ? V
    : D extends ColumnsFunction<infer V>
      ? V
      : D extends CallFunction<infer V>
        ? V
        : never;

/** Help for a function, its `explain` typed by the declaration. */
export const help = <D extends Declaration>(
  declaration: D,
  rest: Omit<Help, 'declaration' | 'explain'> & { explain(call: Explained<Of<D>>): Explanation },
): Help => ({ declaration, ...rest });
