import { CATALOGUE } from '../../functions/catalogue';
import { run, type Declaration } from '../../functions/engine';
import { isError, type CallFunction, type Cells, type FormulaValue } from '../../workbook/formula';

const BY_ID = new Map(CATALOGUE.map((entry) => [entry.id, entry]));

/** The declaration behind an id; of a live function the one that answers once. Null: this version has no such function. */
export function declarationOf(id: string): Declaration | null {
  const entry = BY_ID.get(id);
  if (!entry) return null;
  return entry.kind === 'stream' ? entry.now : entry;
}

/** Does the function answer each row by itself? */
export const isRowWise = (id: string): boolean => declarationOf(id)?.kind === 'row';

/** Cells as Excel hands them to a function. */
export const toFunction = (cells: Cells): unknown[][] =>
  cells.map((row) => row.map((value) => (isError(value) ? new CustomFunctions.Error(value.error as never) : value)));

/** Cells as a function answers them. */
export const fromFunction = (cells: unknown[][]): FormulaValue[][] => cells.map((row) => row.map(valueOf));

function valueOf(value: unknown): FormulaValue {
  if (typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean') return value;
  const { code, message } = (value ?? {}) as { code?: unknown; message?: unknown };
  return typeof code === 'string' ? { error: code, ...(message ? { message: String(message) } : {}) } : null;
}

/** All cells a function answers; a call that fails as a whole answers its error. */
function answerOf(declaration: Declaration, args: readonly Cells[]): FormulaValue[][] {
  try {
    return fromFunction(run(declaration, args.map(toFunction)));
  } catch (error) {
    if (error instanceof CustomFunctions.Error) return fromFunction([[error]]);
    throw error;
  }
}

/** For calls of our functions within an argument. A function that needs all rows together gets no single one. */
export const callFunction: CallFunction = (id, args, onlyRow) => {
  const declaration = declarationOf(id);
  if (!declaration) return null;
  if (onlyRow && declaration.kind !== 'row') return { why: 'too_large', what: `TWIN.${id}` };
  return { cells: answerOf(declaration, args) };
};
