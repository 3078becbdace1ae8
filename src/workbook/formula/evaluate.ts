import { arithmetic, combine, map, negative, pairwise } from './arithmetic';
import { EXCEL_FUNCTIONS } from './excel-functions';
import type { Expression } from './expression';
import { NOT_A_VALUE, type Cells, type FormulaValue } from './values';

/** Why a part of a formula has no value here, and of what (a function, a reference). */
export interface NoValue {
  why: 'excel' | 'too_large' | 'lost';
  what: string;
}

/** `onlyRow`: the cells stand for one row of a tall range, see ReferenceCells. */
export type Evaluated = { cells: Cells; onlyRow?: boolean } | NoValue;

export interface ReferenceCells {
  cells: Cells;
  /** of a tall range only the row in question was read */
  onlyRow?: boolean;
  /** what "@" before the reference picks: the cell in the row or column of the formula */
  own?: FormulaValue;
}

/** What an expression is evaluated among. */
export interface Surroundings {
  reference(text: string): ReferenceCells | NoValue;
  /** a function that is not Excel's own; null when there is none of that name */
  callFunction(name: string, args: Cells[], onlyRow: boolean): Evaluated | null;
  now: Date;
}

class WithoutValue extends Error {
  constructor(readonly reason: NoValue) {
    super(reason.why);
  }
}

/** The cells an expression gives, or why there are none. Arithmetic goes cell by cell, as Excel's array formulas do. */
export function evaluate(expression: Expression, around: Surroundings): Evaluated {
  try {
    const seen = new Set<'onlyRow'>();
    const cells = cellsOf(expression, around, seen);
    return { cells, onlyRow: seen.size > 0 };
  } catch (error) {
    if (error instanceof WithoutValue) return error.reason;
    throw error;
  }
}

/** `seen` gathers whether a row of a tall range has been used instead of the whole of it. */
function cellsOf(expression: Expression, around: Surroundings, seen: Set<'onlyRow'>): Cells {
  const of = (part: Expression): Cells => cellsOf(part, around, seen);
  switch (expression.kind) {
    case 'blank':
      return [[null]];
    case 'value':
      return [[expression.value]];
    case 'array':
      return expression.cells;
    case 'reference': {
      const found = around.reference(expression.text);
      if (!('cells' in found)) throw new WithoutValue(found);
      if (found.onlyRow) seen.add('onlyRow');
      return found.cells;
    }
    case 'prefix':
      if (expression.operator === '@') return [[ownCell(expression.of, around, of)]];
      return expression.operator === '+' ? of(expression.of) : map(of(expression.of), negative);
    case 'percent':
      return map(of(expression.of), (value) => arithmetic('/', value, 100));
    case 'binary': {
      const { operator } = expression;
      return pairwise(of(expression.left), of(expression.right), (a, b) => combine(operator, a, b));
    }
    case 'call':
      return called(expression, around, seen);
    case 'other':
      throw new WithoutValue({ why: 'excel', what: expression.text });
  }
}

/** What "@" makes of a range: the cell in the formula's own row or column; of an array its first. */
function ownCell(of: Expression, around: Surroundings, cells: (part: Expression) => Cells): FormulaValue {
  if (of.kind !== 'reference') return cells(of)[0]?.[0] ?? null;
  const found = around.reference(of.text);
  if (!('cells' in found)) throw new WithoutValue(found);
  if (found.onlyRow) throw new WithoutValue({ why: 'too_large', what: of.text });
  if (found.cells.length === 1 && found.cells[0]?.length === 1) return found.cells[0][0] ?? null;
  return found.own ?? NOT_A_VALUE;
}

function called(
  { name, args }: Extract<Expression, { kind: 'call' }>,
  around: Surroundings,
  seen: Set<'onlyRow'>,
): Cells {
  const within = new Set<'onlyRow'>();
  const own = Object.hasOwn(EXCEL_FUNCTIONS, name) ? EXCEL_FUNCTIONS[name] : undefined;
  if (own) {
    const read = args.map((arg) => ({ cells: cellsOf(arg, around, within), constant: arg.kind !== 'reference' }));
    // a sum over one row of many would be a wrong sum
    if (within.has('onlyRow') && !own.cellByCell) throw new WithoutValue({ why: 'too_large', what: name });
    if (within.has('onlyRow')) seen.add('onlyRow');
    return own.answer(read, around.now);
  }
  const answer = around.callFunction(
    name,
    args.map((arg) => cellsOf(arg, around, within)),
    within.has('onlyRow'),
  );
  if (!answer) throw new WithoutValue({ why: 'excel', what: name });
  if (!('cells' in answer)) throw new WithoutValue(answer);
  if (within.has('onlyRow')) seen.add('onlyRow');
  return answer.cells;
}
