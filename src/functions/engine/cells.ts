/** What Excel hands over for one cell: a value, a blank (null or ""), an error object, or a data type with a basic value. */
export type Cell = unknown;

export const isBlank = (cell: Cell): boolean => cell === null || cell === undefined || cell === '';

/**
 * The error in a cell, as the object to hand back. Errors come as CustomFunctions.Error, or as a data type whose basic type
 * is Error where the host passes data types.
 */
export function errorIn(cell: Cell): CustomFunctions.Error | null {
  if (typeof cell !== 'object' || cell === null) return null;
  if (cell instanceof CustomFunctions.Error) return cell;
  const { basicType, type, basicValue, code } = cell as Record<string, unknown>;
  if (basicType !== 'Error' && type !== 'Error' && type !== 'CustomFunctionError') return null;
  return new CustomFunctions.Error((basicValue ?? code) as CustomFunctions.ErrorCode);
}

/** The plain value of a cell: a formatted number or an entity counts as the value it shows. */
export function plain(cell: Cell): Cell {
  return typeof cell === 'object' && cell !== null && 'basicValue' in cell ? cell.basicValue : cell;
}

/** The cells of an argument, rows of equal width or not; an omitted argument is a blank, a bare scalar one cell. */
export function cellsOf(argument: unknown): Cell[][] {
  if (!Array.isArray(argument)) return [[argument]];
  if (argument.length === 0) return [[null]];
  for (const row of argument) {
    if (!Array.isArray(row) || row.length === 0) {
      return argument.map((cells: unknown) => (Array.isArray(cells) ? (cells.length ? cells : [null]) : [cells]));
    }
  }
  return argument as Cell[][];
}

export const isSingle = (cells: Cell[][]): boolean => cells.length === 1 && cells[0]?.length === 1;
