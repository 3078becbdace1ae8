import { evaluate, type Evaluated, type Surroundings } from './evaluate';
import { parseExpression, type Expression } from './expression';
import type { Area } from '../areas';
import { findCalls, NAMESPACES } from './tokens';
import type { Cells, FormulaValue } from './values';

/** One call of our functions within a formula. */
export interface FormulaCall {
  namespace: string;
  /** `SAFETYSTOCK` */
  id: string;
  text: string;
  args: { text: string; expression: Expression }[];
  /** position of the call of ours it stands in; null: in none */
  within: number | null;
  /** what stands around it, with … in its place: `IFERROR(ROUNDUP(…,0),"")`; null: nothing */
  around: string | null;
}

/** Where a reference lies. */
export interface ReferencePlace {
  sheetId: string;
  sheetName: string;
  area: Area;
  /** heading of its first column, when it lies in a table */
  heading: string | null;
  /** what stands in the first column of that table in the row in question */
  rowLabel: string | null;
  /** its cell of the row in question, as shown */
  shown: string | null;
}

export interface ReadReference {
  /** null for a name that stands for a constant */
  place: ReferencePlace | null;
  cells: Cells | null;
  /** of a tall range only the row in question was read */
  onlyRow: boolean;
  /** the cell "@" picks */
  own: FormulaValue | undefined;
  problem: 'lost' | 'too_large' | 'excel' | null;
  /** of a name: what it stands for */
  stands: Expression | null;
}

/** A cell and everything its formula reads. */
export interface FormulaReading {
  address: string;
  sheetId: string;
  sheetName: string;
  /** the cell's own position */
  area: Area;
  formula: string;
  /** the cell that holds the formula, when this one is filled by its spill */
  anchor: string | null;
  /** position within the spill */
  row: number;
  column: number;
  value: FormulaValue;
  /** as the cell shows it */
  shown: string;
  /** calls of our functions, outer before inner; none: the cell is not ours */
  calls: FormulaCall[];
  references: Readonly<Record<string, ReadReference>>;
  manualCalculation: boolean;
}

/** The calls of our functions in a formula, with their arguments taken apart. */
export function callsIn(formula: string): FormulaCall[] {
  const found = findCalls(formula, NAMESPACES);
  return found.map(({ namespace, id, start, end, args }) => {
    const within = found.findLastIndex((other) => other.start < start && end < other.end);
    const before = formula.slice(1, start);
    const after = formula.slice(end);
    return {
      namespace,
      id,
      text: formula.slice(start, end),
      args: args.map(({ text }) => ({ text, expression: parseExpression(text) })),
      within: within < 0 ? null : within,
      around: /^[\s@+(]*$/.test(before) && /^[\s)]*$/.test(after) ? null : `${before}…${after}`,
    };
  });
}

/** Answers a call of our functions: `id` without namespace. */
export type CallFunction = (id: string, args: Cells[], onlyRow: boolean) => Evaluated | null;

const OURS = new RegExp(`^(?:.*!)?(?:${NAMESPACES.join('|')})\\.([\\p{L}\\p{N}._]+)$`, 'iu');

function surroundingsOf(references: FormulaReading['references'], callFunction: CallFunction, now: Date): Surroundings {
  const around: Surroundings = {
    now,
    reference(text) {
      const found = references[text];
      if (!found) return { why: 'excel', what: text };
      if (found.problem) return { why: found.problem, what: text };
      if (found.stands) {
        const answer = evaluate(found.stands, around);
        return 'cells' in answer ? { ...answer, ...(found.own === undefined ? {} : { own: found.own }) } : answer;
      }
      const { cells, onlyRow, own } = found;
      return cells ? { cells, onlyRow, own } : { why: 'too_large', what: text };
    },
    callFunction(name, args, onlyRow) {
      const id = OURS.exec(name)?.[1];
      return id ? callFunction(id.toUpperCase(), args, onlyRow) : null;
    },
  };
  return around;
}

/** The cells each argument of a call gives, or why there are none. */
export const evaluateArguments = (
  reading: Pick<FormulaReading, 'references'>,
  call: FormulaCall,
  callFunction: CallFunction,
  now: Date,
): Evaluated[] => {
  const around = surroundingsOf(reading.references, callFunction, now);
  return call.args.map(({ expression }) => evaluate(expression, around));
};

/** A formula of constants and our functions alone, evaluated. */
export const evaluateConstants = (formula: string, callFunction: CallFunction, now: Date): Evaluated =>
  evaluate(parseExpression(formula), surroundingsOf({}, callFunction, now));
