import { explainCall, type Declaration, type ExplainedCall, type Parameter } from '../../functions/engine';
import { rowsOf } from '../../functions/engine/read';
import { HELP, type Explanation } from '../../functions/help';
import type { Text } from '../../functions/words';
import {
  evaluateArguments,
  isError,
  referencesIn,
  type Cells,
  type Evaluated,
  type Expression,
  type FormulaError,
  type FormulaCall,
  type FormulaReading,
  type FormulaValue,
  type ReferencePlace,
} from '../../workbook/formula';
import { callFunction, declarationOf, fromFunction, toFunction } from '../functions/call-function';
import { functionInfo } from '../functions/function-list';
import { shortNumber } from './number-text';
import type { CellExplanation, ExplainedInput, InputValue } from './types';

const BLANK: Cells = [[null]];

/** Where in the answer of the whole call the cell stands. */
interface Position {
  /** row of the call; of a transposed answer that is its column */
  row: number;
  line: number;
  column: number;
}

/** Explains one call of the formula that was read; see CellExplanation. */
export function explainFormula(reading: FormulaReading, at: number, now: Date): CellExplanation {
  const call = reading.calls[at] as FormulaCall;
  const info = functionInfo(call.id);
  const declaration = declarationOf(call.id);
  const empty: CellExplanation = {
    reading,
    call: at,
    info,
    inputs: [],
    answer: null,
    agreement: 'unknown',
    filled: null,
    steps: [],
    words: null,
    error: null,
  };
  if (!info || !declaration) return empty;

  const evaluated = evaluateArguments(reading, call, callFunction, now);
  const args = declaration.parameters.map((_, index) => {
    const found = evaluated[index];
    return found && 'cells' in found ? found.cells : BLANK;
  });
  const whole = evaluated.every((found) => 'cells' in found);
  const onlyRow = evaluated.some((found) => 'cells' in found && found.onlyRow === true);
  const rows = alignment(declaration, args);
  const position = positionOf(reading, rows.transposed, onlyRow);
  const explained = whole ? explainCall(declaration, args.map(toFunction), position.row) : null;
  const used = explained && 'values' in explained ? explained.values : null;
  const inputs = declaration.parameters.map((parameter, index): ExplainedInput => {
    const argument = call.args[index];
    const given = argument && argument.expression.kind !== 'blank' ? argument : null;
    return {
      parameter: info.parameters[index] as ExplainedInput['parameter'],
      as: shownAs(parameter),
      text: given?.text ?? null,
      value: inputValue(declaration, parameter, evaluated[index], used?.[index], position.row),
      places: given
        ? placesOf(reading, given.expression, rows.each.has(index) ? position.row : null, rows.transposed)
        : [],
      isReference: given ? isReference(given.expression) : false,
    };
  });
  if (!explained) return { ...empty, inputs };

  const answers = fromFunction(explained.cells);
  const answer = answers[position.line]?.[position.column] ?? answers[0]?.[0] ?? null;
  const agreement = agreementOf(reading, call, answer);
  if ('error' in explained) {
    const { code, en, zh, about } = explained.error;
    return { ...empty, inputs, answer, agreement, error: { code, text: { en, zh }, about: about ?? faulty(inputs) } };
  }
  const derivation = derivationOf(call.id, declaration, explained);
  return {
    ...empty,
    inputs,
    answer,
    agreement,
    ...derivation,
    // one cell of the row may hold an error of its own
    error: isError(answer) ? { code: answer.error, text: wordsOf(answer), about: null } : null,
  };
}

/** The formula with the numbers put in, step by step. A row that is left out (a blank value) has none. */
function derivationOf(
  id: string,
  declaration: Declaration,
  explained: ExplainedCall,
): Pick<CellExplanation, 'filled' | 'steps' | 'words'> {
  const none = { filled: null, steps: [], words: null };
  if (declaration.kind === 'columns' && explained.answer[0] === '') return none;
  try {
    const { filled, steps, words } = HELP[id]?.explain({ ...explained, format: shortNumber }) as Explanation;
    return { filled: typeof filled === 'string' ? { en: filled, zh: filled } : filled, steps, words };
  } catch (error) {
    // inputs and answer are worth showing without it
    console.error(`No derivation of ${id}`, error);
    return none;
  }
}

/** Words of an error of ours, `English · 中文`. */
function wordsOf({ error, message = error }: FormulaError): Text {
  const [en = message, zh = en] = message.split(' · ');
  return { en, zh };
}

/** Which row of the call the cell shows. What stands around the function is taken to work cell by cell. */
function positionOf({ row, column }: FormulaReading, transposed: boolean, onlyRow: boolean): Position {
  if (onlyRow) return { row: 0, line: 0, column };
  return { row: transposed ? column : row, line: row, column };
}

/** Which arguments have a line for each row of the call, and whether rows lie side by side. */
function alignment(declaration: Declaration, args: readonly Cells[]): { each: Set<number>; transposed: boolean } {
  const none = { each: new Set<number>(), transposed: false };
  if (declaration.kind === 'call') return none;
  try {
    const { lines, at, transposed } = rowsOf(declaration.parameters, args.map(toFunction));
    return { each: new Set(at.filter((_, which) => 'each' in (lines[which] ?? {}))), transposed };
  } catch {
    // sizes that disagree: the call fails as a whole and says so
    return none;
  }
}

/** A share between nothing and all of it is written in percent. */
function shownAs({ type, bounds }: Parameter<any>): ExplainedInput['as'] {
  if (type === 'date') return 'date';
  const [low, high] = bounds?.between ?? bounds?.within ?? [bounds?.min, bounds?.max];
  return low === 0 && high === 1 ? 'share' : 'number';
}

function inputValue(
  declaration: Declaration,
  parameter: Parameter<any>,
  evaluated: Evaluated | undefined,
  used: unknown,
  row: number,
): InputValue {
  if (evaluated && !('cells' in evaluated)) return { kind: 'none', ...evaluated };
  const cells = evaluated?.cells ?? BLANK;
  const [rows, columns] = [cells.length, cells[0]?.length ?? 0];
  const single = rows === 1 && columns === 1;
  if (single && cells[0]?.[0] === null && parameter.optional) return { kind: 'standard' };
  if (single) return { kind: 'one', value: cells[0]?.[0] ?? null };
  if (parameter.kind === 'value') return { kind: 'one', value: (rows > 1 ? cells[row]?.[0] : cells[0]?.[row]) ?? null };
  if (parameter.kind === 'series') {
    // the series the function worked with, where it got that far: a column may be one series or one number a row
    if (declaration.kind === 'row' && Array.isArray(used))
      return used.length === 1
        ? { kind: 'one', value: used[0] as FormulaValue }
        : { kind: 'list', values: used as FormulaValue[] };
    if (rows > 1 && columns > 1) return { kind: 'list', values: cells[row] ?? [] };
  }
  if (rows === 1 || columns === 1) return { kind: 'list', values: cells.flat() };
  return { kind: 'block', rows, columns };
}

const isReference = (expression: Expression): boolean =>
  expression.kind === 'reference' || (expression.kind === 'prefix' && expression.operator === '@');

/** Where an argument comes from; with a line for each row, by the line of the row that is explained. */
function placesOf(
  reading: FormulaReading,
  expression: Expression,
  row: number | null,
  transposed: boolean,
): ReferencePlace[] {
  return referencesIn(expression).flatMap((text) => {
    const { place, onlyRow } = reading.references[text] ?? {};
    if (!place) return [];
    const { area } = place;
    // of a range that was read in one row alone, the row is the cell's own
    const line = onlyRow ? reading.row : row;
    if (line === null) return [place];
    if (transposed && area.columns > line)
      return [{ ...place, area: { ...area, column: area.column + line, columns: 1 } }];
    if (!transposed && area.rows > line) return [{ ...place, area: { ...area, row: area.row + line, rows: 1 } }];
    return [place];
  });
}

/** An error that came in through an input: the input that holds it. */
function faulty(inputs: readonly ExplainedInput[]): string | null {
  const holds = ({ value }: ExplainedInput): boolean =>
    value.kind === 'one' ? isError(value.value) : value.kind === 'list' && value.values.some(isError);
  return inputs.find(holds)?.parameter.name ?? null;
}

/** Digits beyond these are the last bits of a double, or of a saved file. */
const SAME = 1e-9;

const same = (a: FormulaValue, b: FormulaValue): boolean => {
  if (isError(a) && isError(b)) return a.error === b.error;
  if (typeof a === 'number' && typeof b === 'number')
    return Math.abs(a - b) <= SAME * Math.max(1, Math.abs(a), Math.abs(b));
  return (a ?? '') === (b ?? '');
};

function agreementOf(reading: FormulaReading, call: FormulaCall, answer: FormulaValue): CellExplanation['agreement'] {
  if (call.around !== null) return 'around';
  return same(answer, reading.value) ? 'same' : 'stale';
}
