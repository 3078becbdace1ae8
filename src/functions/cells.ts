/** What Excel hands over for one cell: a value, a blank (null or ""), an error object, or a data type with a basic value. */
export type Cell = unknown;

export const isBlank = (cell: Cell): boolean => cell === null || cell === undefined || cell === '';

/**
 * The error in a cell, as the object to hand back. Errors come as CustomFunctions.Error, or as a data type whose basic type
 * is Error where the host passes data types.
 */
export function errorIn(cell: Cell): CustomFunctions.Error | null {
  if (cell instanceof CustomFunctions.Error) return cell;
  if (typeof cell !== 'object' || cell === null) return null;
  const { basicType, type, basicValue, code } = cell as Record<string, unknown>;
  if (basicType !== 'Error' && type !== 'Error' && type !== 'CustomFunctionError') return null;
  return new CustomFunctions.Error((basicValue ?? code) as CustomFunctions.ErrorCode);
}

/** The plain value of a cell: a formatted number or an entity counts as the value it shows. */
export function plain(cell: Cell): Cell {
  return typeof cell === 'object' && cell !== null && 'basicValue' in cell ? cell.basicValue : cell;
}
