/** A1 addresses as corners, rows and columns counted from 0. */
import { columnLetters, columnNumber } from '../book/address';

export interface Area {
  top: number;
  left: number;
  bottom: number;
  right: number;
}

export const cellAddress = (row: number, column: number): string => columnLetters(column) + (row + 1);

export function areaAddress(area: Area): string {
  const first = cellAddress(area.top, area.left);
  const last = cellAddress(area.bottom, area.right);
  return first === last ? first : `${first}:${last}`;
}

const CORNER = /^\$?([A-Za-z]{1,3})\$?([1-9]\d*)$/;

/**
 * Reads "B2:C9" or "B2", with or without `$` and a sheet name before "!".
 * @throws RangeError when the text is not a cell or a rectangle of cells
 */
export function parseArea(address: string): Area {
  const local = address.slice(address.lastIndexOf('!') + 1);
  const corners = local.split(':').map((part) => CORNER.exec(part));
  const first = corners[0];
  const last = corners[1] ?? first;
  if (!first || !last || corners.length > 2 || (corners.length === 2 && !corners[1]))
    throw new RangeError(`"${address}" is not the address of a cell or range · “${address}”不是单元格或区域地址`);
  const rows = [Number(first[2]) - 1, Number(last[2]) - 1];
  const columns = [columnNumber(first[1] ?? ''), columnNumber(last[1] ?? '')];
  return {
    top: Math.min(...rows),
    bottom: Math.max(...rows),
    left: Math.min(...columns),
    right: Math.max(...columns),
  };
}

export const contains = (area: Area, row: number, column: number): boolean =>
  row >= area.top && row <= area.bottom && column >= area.left && column <= area.right;
