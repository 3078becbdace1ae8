import {
  ArrayValueObject,
  BooleanValueObject,
  ErrorType,
  ErrorValueObject,
  NumberValueObject,
  StringValueObject,
  type BaseValueObject,
} from '@univerjs/engine-formula';
import { isErrorArgument, type FunctionMetadata, type FunctionParameter, type PlainValue } from './metadata';

/** What the engine shows while a custom function has not answered; read as #BUSY!. */
export const BUSY_IN_ENGINE = ErrorType.CALC;

export type Argument = PlainValue | PlainValue[][];

/** The engine has not yet got the value of an argument. */
export class BusyArgument extends Error {}

/** An error in an argument of a function that takes none: it is the answer. */
export class ErrorInArgument extends Error {
  constructor(readonly code: string) {
    super(code);
  }
}

/**
 * The arguments of a call as functions.json describes them: a matrix as rows of cells, a single value otherwise, null for a
 * blank cell and for an argument left out; office.js appends the invocation, so the list must have its full length.
 * @param isWholeColumn whether an array of so many rows is a reference to whole columns: only its used part is sent
 * @throws BusyArgument, ErrorInArgument
 */
export function toArguments(
  values: readonly BaseValueObject[],
  metadata: FunctionMetadata,
  allowErrors: boolean,
  isWholeColumn: (rows: number) => boolean,
): unknown[] {
  const parameters = metadata.parameters;
  const last = parameters.at(-1);
  const fixed = last?.repeating ? parameters.slice(0, -1) : parameters;
  const args: unknown[] = fixed.map((parameter, index) =>
    argument(values[index], parameter, allowErrors, isWholeColumn),
  );
  if (last?.repeating) {
    args.push(values.slice(fixed.length).map((value) => argument(value, last, allowErrors, isWholeColumn)));
  }
  return args;
}

function argument(
  value: BaseValueObject | undefined,
  parameter: FunctionParameter,
  allowErrors: boolean,
  isWholeColumn: (rows: number) => boolean,
): Argument {
  if (value === undefined || (value.isNull() && !value.isArray())) return null;
  const matrix = parameter.dimensionality === 'matrix';
  if (!value.isArray()) {
    const single = plain(value, allowErrors);
    return matrix ? [[single]] : single;
  }
  const array = value as ArrayValueObject;
  const columns = array.getColumnCount();
  const rows = isWholeColumn(array.getRowCount()) ? Math.max(1, usedRows(array)) : array.getRowCount();
  const cells: PlainValue[][] = [];
  for (let row = 0; row < rows; row++) {
    const line: PlainValue[] = [];
    for (let column = 0; column < columns; column++) {
      const cell = array.get(row, column);
      line.push(cell ? plain(cell, allowErrors) : null);
    }
    cells.push(line);
  }
  return matrix ? cells : cells.length === 1 && columns === 1 ? cells[0]![0]! : cells;
}

function usedRows(array: ArrayValueObject): number {
  for (let row = array.getRowCount() - 1; row >= 0; row--) {
    for (let column = 0; column < array.getColumnCount(); column++) {
      const cell = array.get(row, column);
      if (cell && !cell.isNull()) return row + 1;
    }
  }
  return 0;
}

function plain(value: BaseValueObject, allowErrors: boolean): PlainValue {
  if (value.isNull()) return null;
  if (value.isError()) {
    const code = String(value.getValue());
    if (code === BUSY_IN_ENGINE) throw new BusyArgument();
    if (!allowErrors) throw new ErrorInArgument(code);
    return { type: 'CustomFunctionError', code };
  }
  return value.getValue();
}

/** An answer of a custom function as the engine's value: null is 0 in a cell, as in Excel. */
export function fromAnswer(
  answer: unknown,
  where: { unitId: string; sheetId: string; row: number; column: number },
): BaseValueObject {
  if (!Array.isArray(answer)) return single(answer);
  const rows = answer as unknown[][];
  const columns = Array.isArray(rows[0]) ? rows[0].length : 0;
  const ragged =
    rows.length === 0 || columns === 0 || rows.some((row) => !Array.isArray(row) || row.length !== columns);
  if (ragged) return ErrorValueObject.create(ErrorType.VALUE);
  return ArrayValueObject.create({
    calculateValueList: rows.map((row) => row.map(single)),
    rowCount: rows.length,
    columnCount: columns,
    ...where,
  });
}

function single(value: unknown): BaseValueObject {
  if (value === null || value === undefined) return NumberValueObject.create(0);
  if (typeof value === 'number') {
    return Number.isFinite(value) ? NumberValueObject.create(value) : ErrorValueObject.create(ErrorType.NUM);
  }
  if (typeof value === 'boolean') return BooleanValueObject.create(value);
  if (typeof value === 'string') return StringValueObject.create(value);
  if (isErrorArgument(value) || (value as { valueType?: string }).valueType === 'CustomFunctionError') {
    return ErrorValueObject.create((value as { code: string }).code as ErrorType);
  }
  return ErrorValueObject.create(ErrorType.VALUE);
}

/** Excel's error by the code office.js answers with. */
const ERROR_BY_CODE: Record<number, ErrorType> = {
  1: ErrorType.NA,
  5: ErrorType.DIV_BY_ZERO,
  6: ErrorType.NUM,
  7: ErrorType.VALUE,
  8: ErrorType.NULL,
  9: ErrorType.NAME,
  10: ErrorType.NAME,
};

export const errorByCode = (code: unknown): ErrorType => ERROR_BY_CODE[Number(code)] ?? ErrorType.VALUE;
