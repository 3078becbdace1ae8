import { cellAddress, columnLetters } from '../addresses';
import type { Area } from '../areas';

export const MAX_ROWS = 1_048_576;
export const MAX_COLUMNS = 16_384;

/** The part of a table a structured reference names. */
export type TablePart = 'data' | 'headers' | 'totals' | 'this_row';

/** What a reference in a formula points at; `sheet` null is the formula's own. */
export type Reference =
  | { kind: 'area'; sheet: string | null; area: Area; whole: 'columns' | 'rows' | null }
  /** `A1#`: all a spilled formula fills */
  | { kind: 'spill'; sheet: string | null; row: number; column: number }
  /** `table` null: the one the formula stands in; `columns` null: all of them */
  | { kind: 'table'; table: string | null; parts: TablePart[]; columns: [from: string, to: string] | null }
  | { kind: 'name'; sheet: string | null; name: string }
  /** other books, several sheets at once, trimmed ranges; lost: #REF! */
  | { kind: 'other'; lost: boolean };

const OTHER: Reference = { kind: 'other', lost: false };
const LOST: Reference = { kind: 'other', lost: true };

const CORNER = /^\$?([A-Za-z]{1,3})?\$?([1-9]\d{0,6})?$/;

export function columnNumber(letters: string): number {
  return [...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

/** Takes a reference or name token of a formula apart. */
export function parseReference(text: string): Reference {
  const { sheet, rest, other } = splitSheet(text.trim());
  if (other) return OTHER;
  if (/^#REF!$/i.test(rest)) return LOST;
  if (rest.includes('[')) return sheet === null ? parseStructured(rest) : OTHER;
  if (rest.endsWith('#')) {
    const corner = parseArea(rest.slice(0, -1));
    return corner && corner.whole === null && corner.area.rows * corner.area.columns === 1
      ? { kind: 'spill', sheet, row: corner.area.row, column: corner.area.column }
      : OTHER;
  }
  const area = parseArea(rest);
  if (area) return { kind: 'area', sheet, ...area };
  return /[:.]:|:[.:]/.test(rest) ? OTHER : { kind: 'name', sheet, name: rest };
}

/** The sheet before "!", unquoted; `other` when it is another book or several sheets. */
function splitSheet(text: string): { sheet: string | null; rest: string; other: boolean } {
  const quoted = /^'((?:[^']|'')*)'!(.*)$/s.exec(text);
  const plain = quoted ? null : /^([^'![\]]*|\[[^\]]*\][^![\]]*)!(.*)$/s.exec(text);
  const found = quoted ?? plain;
  if (!found) return { sheet: null, rest: text, other: false };
  const sheet = quoted ? (found[1] ?? '').replaceAll("''", "'") : (found[1] ?? '');
  return { sheet, rest: found[2] ?? '', other: /[[\]:]/.test(sheet) };
}

/** `A1`, `$A$1:B2`, `A:C`, `3:5`; null when it is none of these. */
export function parseArea(text: string): { area: Area; whole: 'columns' | 'rows' | null } | null {
  const [from = '', to = from, ...more] = text.split(':');
  const first = CORNER.exec(from);
  const second = CORNER.exec(to);
  if (!first || !second || more.length > 0) return null;
  const [columns, rows] = [
    [first[1], second[1]],
    [first[2], second[2]],
  ] as const;
  const hasColumns = columns[0] !== undefined && columns[1] !== undefined;
  const hasRows = rows[0] !== undefined && rows[1] !== undefined;
  if ((columns[0] === undefined) !== (columns[1] === undefined)) return null;
  if ((rows[0] === undefined) !== (rows[1] === undefined)) return null;
  // a whole column or row is written with a colon
  if ((!hasColumns || !hasRows) && (!text.includes(':') || (!hasColumns && !hasRows))) return null;
  const span = (ends: number[]): [at: number, count: number] => {
    const [low = 0, high = 0] = ends.sort((a, b) => a - b);
    return [low, high - low + 1];
  };
  const [column, columnCount] = hasColumns
    ? span([columnNumber(columns[0] ?? ''), columnNumber(columns[1] ?? '')])
    : [0, MAX_COLUMNS];
  const [row, rowCount] = hasRows ? span([Number(rows[0]) - 1, Number(rows[1]) - 1]) : [0, MAX_ROWS];
  if (column + columnCount > MAX_COLUMNS || row + rowCount > MAX_ROWS) return null;
  return {
    area: { row, column, rows: rowCount, columns: columnCount },
    whole: hasColumns && hasRows ? null : hasColumns ? 'columns' : 'rows',
  };
}

const PARTS: Readonly<Record<string, readonly TablePart[]>> = {
  '#all': ['headers', 'data', 'totals'],
  '#data': ['data'],
  '#headers': ['headers'],
  '#totals': ['totals'],
  '#this row': ['this_row'],
};

/** In a structured reference an apostrophe escapes the next character. */
const unescaped = (text: string): string => text.replace(/'(.)/gs, '$1');

/** `T[Col]`, `T[[#Headers],[A]:[B]]`, `[@Col]`, `[@[A b]:[C]]`, `T[]`. */
function parseStructured(text: string): Reference {
  const open = text.indexOf('[');
  const table = text.slice(0, open).trim() || null;
  let inside = text.slice(open + 1, -1).trim();
  if (!text.endsWith(']')) return OTHER;
  const parts: TablePart[] = [];
  if (inside.startsWith('@')) {
    parts.push('this_row');
    inside = inside.slice(1).trim();
  }
  if (!inside.startsWith('[')) {
    const item = PARTS[inside.toLowerCase()];
    if (item) return { kind: 'table', table, parts: [...item], columns: null };
    const column = unescaped(inside);
    return { kind: 'table', table, parts: parts.length ? parts : ['data'], columns: column ? [column, column] : null };
  }
  const columns: string[] = [];
  for (const { text: item, range } of bracketed(inside)) {
    const part = PARTS[item.toLowerCase()];
    if (part) parts.push(...part);
    else if (columns.length > 0 && !range) return OTHER;
    else columns.push(unescaped(item));
  }
  const [from, to = from] = columns;
  return {
    kind: 'table',
    table,
    parts: parts.length ? parts : ['data'],
    columns: from === undefined || to === undefined ? null : [from, to],
  };
}

/** The items of `[A],[B]:[C]`; `range`: a colon stands before it. */
function bracketed(text: string): { text: string; range: boolean }[] {
  const items: { text: string; range: boolean }[] = [];
  let range = false;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === ':') range = true;
    if (text[at] === ',') range = false;
    if (text[at] !== '[') continue;
    const start = at + 1;
    while (at < text.length && text[at] !== ']') at += text[at] === "'" ? 2 : 1;
    items.push({ text: text.slice(start, at), range });
    range = false;
  }
  return items;
}

/** A table as far as references into it need it. */
export interface TablePlace {
  name: string;
  sheetId: string;
  /** with its headings and totals */
  area: Area;
  columns: string[];
  hasHeaders: boolean;
  hasTotals: boolean;
}

/**
 * The cells a structured reference names; null when the table has no such column or part, or the formula's row is not one
 * of its rows.
 */
export function areaInTable(
  table: TablePlace,
  { parts, columns }: Extract<Reference, { kind: 'table' }>,
  formulaRow: number,
): Area | null {
  const indexOf = (name: string): number =>
    table.columns.findIndex((column) => column.toLowerCase() === name.toLowerCase());
  const ends = columns ? columns.map(indexOf) : [0, table.columns.length - 1];
  if (ends.some((end) => end < 0)) return null;
  const [left = 0, right = 0] = [...ends].sort((a, b) => a - b);
  const first = table.area.row + (table.hasHeaders ? 1 : 0);
  const last = table.area.row + table.area.rows - 1 - (table.hasTotals ? 1 : 0);
  const spans = parts.flatMap((part): [number, number][] => {
    if (part === 'headers') return table.hasHeaders ? [[table.area.row, table.area.row]] : [];
    if (part === 'totals') return table.hasTotals ? [[last + 1, last + 1]] : [];
    if (part === 'this_row') return formulaRow >= first && formulaRow <= last ? [[formulaRow, formulaRow]] : [];
    return [[first, last]];
  });
  if (spans.length === 0) return null;
  const top = Math.min(...spans.map(([from]) => from));
  const bottom = Math.max(...spans.map(([, to]) => to));
  return { row: top, column: table.area.column + left, rows: bottom - top + 1, columns: right - left + 1 };
}

/** `Plan!C6:C17`, `'My sheet'!A1` */
export function placeAddress(sheetName: string, { row, column, rows, columns }: Area): string {
  const first = cellAddress(sheetName, row, column);
  if (rows === 1 && columns === 1) return first;
  return `${first}:${columnLetters(column + columns - 1)}${row + rows}`;
}
