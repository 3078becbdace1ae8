import { RichError } from '../executor/errors';

/** Size of an Excel sheet; a range that spans all rows or columns is "entire". */
export const MAX_ROWS = 1_048_576;
export const MAX_COLUMNS = 16_384;

/** A rectangle of cells, 0-based. */
export interface Area {
  row: number;
  column: number;
  rows: number;
  columns: number;
}

/** Column letters: 0 → A, 25 → Z, 26 → AA. */
export function columnLetters(column: number): string {
  let letters = '';
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}

export function columnNumber(letters: string): number {
  let number = 0;
  for (const letter of letters.toUpperCase()) number = number * 26 + letter.charCodeAt(0) - 64;
  return number - 1;
}

/** Splits `'My sheet'!A1` into sheet and the rest; the sheet is null when the text names none. */
export function splitSheet(text: string): { sheet: string | null; rest: string } {
  if (text.startsWith("'")) {
    const match = /^'((?:[^']|'')*)'!(.*)$/s.exec(text);
    if (match) return { sheet: match[1]!.replace(/''/g, "'"), rest: match[2]! };
  }
  const bang = text.lastIndexOf('!');
  return bang < 0 ? { sheet: null, rest: text } : { sheet: text.slice(0, bang), rest: text.slice(bang + 1) };
}

const CORNER = /^\$?([A-Za-z]{1,3})\$?([0-9]{1,7})$/;
const COLUMN = /^\$?([A-Za-z]{1,3})$/;
const ROW = /^\$?([0-9]{1,7})$/;

/**
 * Reads an A1 reference without a sheet: `A1`, `A1:B2`, `A:C`, `1:3`.
 * @throws RichError InvalidArgument when it is none.
 */
export function parseArea(text: string): Area {
  const area = tryParseArea(text);
  if (!area) throw new RichError('InvalidArgument', `"${text}" is not a range address.`);
  return area;
}

export function tryParseArea(text: string): Area | null {
  const [first = '', second = first, ...more] = text.trim().split(':');
  if (more.length > 0) return null;
  const corners = [CORNER.exec(first), CORNER.exec(second)];
  if (corners[0] && corners[1]) {
    return between(
      Number(corners[0][2]) - 1,
      columnNumber(corners[0][1]!),
      Number(corners[1][2]) - 1,
      columnNumber(corners[1][1]!),
    );
  }
  if (second === first && !text.includes(':')) return null;
  const columns = [COLUMN.exec(first), COLUMN.exec(second)];
  if (columns[0] && columns[1]) {
    return between(0, columnNumber(columns[0][1]!), MAX_ROWS - 1, columnNumber(columns[1][1]!));
  }
  const rows = [ROW.exec(first), ROW.exec(second)];
  if (rows[0] && rows[1]) return between(Number(rows[0][1]) - 1, 0, Number(rows[1][1]) - 1, MAX_COLUMNS - 1);
  return null;
}

function between(row1: number, column1: number, row2: number, column2: number): Area | null {
  const area: Area = {
    row: Math.min(row1, row2),
    column: Math.min(column1, column2),
    rows: Math.abs(row2 - row1) + 1,
    columns: Math.abs(column2 - column1) + 1,
  };
  return isInSheet(area) ? area : null;
}

export function isInSheet(area: Area): boolean {
  return (
    area.row >= 0 &&
    area.column >= 0 &&
    area.rows > 0 &&
    area.columns > 0 &&
    area.row + area.rows <= MAX_ROWS &&
    area.column + area.columns <= MAX_COLUMNS
  );
}

export const isEntireColumns = (area: Area): boolean => area.rows === MAX_ROWS;
export const isEntireRows = (area: Area): boolean => area.columns === MAX_COLUMNS;

export function formatArea(area: Area, absolute = false): string {
  const dollar = absolute ? '$' : '';
  const column = (index: number): string => dollar + columnLetters(index);
  const row = (index: number): string => dollar + String(index + 1);
  const lastRow = area.row + area.rows - 1;
  const lastColumn = area.column + area.columns - 1;
  if (isEntireColumns(area)) return `${column(area.column)}:${column(lastColumn)}`;
  if (isEntireRows(area)) return `${row(area.row)}:${row(lastRow)}`;
  const first = column(area.column) + row(area.row);
  return area.rows === 1 && area.columns === 1 ? first : `${first}:${column(lastColumn)}${row(lastRow)}`;
}

/** Sheet name as formulas and addresses write it: quoted when it is not a plain identifier. */
export function quoteSheet(name: string): string {
  const plain = /^[\p{L}_][\p{L}\p{N}_.]*$/u.test(name) && !CORNER.test(name) && !/^[rc]$/i.test(name);
  return plain ? name : `'${name.replace(/'/g, "''")}'`;
}

export const contains = (outer: Area, row: number, column: number): boolean =>
  row >= outer.row && row < outer.row + outer.rows && column >= outer.column && column < outer.column + outer.columns;

export function intersect(a: Area, b: Area): Area | null {
  const row = Math.max(a.row, b.row);
  const column = Math.max(a.column, b.column);
  const rows = Math.min(a.row + a.rows, b.row + b.rows) - row;
  const columns = Math.min(a.column + a.columns, b.column + b.columns) - column;
  return rows > 0 && columns > 0 ? { row, column, rows, columns } : null;
}

export function bounding(a: Area, b: Area): Area {
  const row = Math.min(a.row, b.row);
  const column = Math.min(a.column, b.column);
  return {
    row,
    column,
    rows: Math.max(a.row + a.rows, b.row + b.rows) - row,
    columns: Math.max(a.column + a.columns, b.column + b.columns) - column,
  };
}

/** Rows or columns put in (count > 0) or taken out (count < 0) at an index, across the sheet or a span of it. */
export interface Shift {
  axis: 'row' | 'column';
  at: number;
  count: number;
  /** the part of the other axis that moves; absent: the whole sheet */
  span?: { from: number; to: number };
}

/** Where an area lies after a shift; null when all of it was deleted. */
export function shiftArea(area: Area, shift: Shift): Area | null {
  const byRow = shift.axis === 'row';
  if (shift.span) {
    const from = byRow ? area.column : area.row;
    const to = from + (byRow ? area.columns : area.rows) - 1;
    if (from < shift.span.from || to > shift.span.to) return area;
  }
  const start = byRow ? area.row : area.column;
  const size = byRow ? area.rows : area.columns;
  const limit = byRow ? MAX_ROWS : MAX_COLUMNS;
  if (size === limit) return area;
  const moved = shiftInterval(start, size, shift.at, shift.count);
  if (!moved) return null;
  return byRow
    ? { ...area, row: moved.start, rows: moved.size }
    : { ...area, column: moved.start, columns: moved.size };
}

function shiftInterval(start: number, size: number, at: number, count: number): { start: number; size: number } | null {
  if (count >= 0) {
    if (at <= start) return { start: start + count, size };
    return at < start + size ? { start, size: size + count } : { start, size };
  }
  const end = start + size;
  const cutEnd = at - count;
  const before = Math.max(0, Math.min(end, at) - start);
  const after = Math.max(0, end - Math.max(start, cutEnd));
  if (before + after === 0) return null;
  return { start: start < at ? start : Math.max(at, start + count), size: before + after };
}
