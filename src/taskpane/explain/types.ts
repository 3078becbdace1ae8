import type { Text } from '../../functions/words';
import type { FormulaReading, FormulaValue, NoValue, ReferencePlace } from '../../workbook/formula';
import type { FunctionInfo, FunctionParameter } from '../functions/function-list';

/** What one argument gave the function for the row that is explained. */
export type InputValue =
  | { kind: 'one'; value: FormulaValue }
  | { kind: 'list'; values: readonly FormulaValue[] }
  | { kind: 'block'; rows: number; columns: number }
  /** left out, or a blank cell that takes what stands for it */
  | { kind: 'standard' }
  | ({ kind: 'none' } & NoValue);

export interface ExplainedInput {
  parameter: FunctionParameter;
  /** how its numbers are shown */
  as: 'number' | 'share' | 'date';
  /** as it stands in the formula; null: left out */
  text: string | null;
  value: InputValue;
  /** the cells it comes from, narrowed to the row that is explained; none for constants */
  places: ReferencePlace[];
  /** the argument is one reference and nothing else: its cell's own text may be shown */
  isReference: boolean;
}

export interface ExplainedStep {
  name: Text;
  expression: string;
  value: number | string;
}

/** How the cell's value and the function's answer stand to each other. */
export type Agreement =
  | 'same'
  /** the formula has more around the function */
  | 'around'
  /** the cell has not been calculated since an input changed */
  | 'stale'
  /** an input could not be read here */
  | 'unknown';

/** A cell, explained: everything the page shows, in both languages. */
export interface CellExplanation {
  reading: FormulaReading;
  /** position of the explained call among the reading's */
  call: number;
  /** null: this version has no such function */
  info: FunctionInfo | null;
  inputs: ExplainedInput[];
  /** what the function answers for this cell; null when that cannot be told here */
  answer: FormulaValue;
  agreement: Agreement;
  filled: Text | null;
  steps: ExplainedStep[];
  words: Text | null;
  /** of a cell with an error: what it says, and the parameter it is about */
  error: { code: string; text: Text; about: string | null } | null;
}

/** What the page "Explain this cell" shows. */
export interface ExplainView {
  explanation: CellExplanation | null;
  /** the selected cell is none of ours: its address */
  elsewhere: string | null;
  /** the selected cell is an input of the explained one: its position among the inputs */
  onInput: number | null;
}
