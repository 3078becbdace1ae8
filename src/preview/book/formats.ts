import type { IStyleData } from '@univerjs/core';
import {
  SetRowHiddenMutation,
  SetRowVisibleMutation,
  SetWorksheetColWidthMutation,
  SetWorksheetRowHeightMutation,
  SetWorksheetRowIsAutoHeightMutation,
} from '@univerjs/sheets';
import { RichError } from '../executor/errors';
import { alike, pixelsOfPoints, pointsOfPixels } from '../univer/book';
import { isEntireColumns, isEntireRows, MAX_COLUMNS, type Area } from './address';
import { shapeValues } from './content';
import type { HostWorkbook } from './workbook';

type StyleChange = (style: IStyleData, row: number, column: number) => IStyleData;

/** Changes formats of an area; of whole columns too. Whole rows and sheets are formatted as far as they are used. */
export function restyle(wb: HostWorkbook, sheetId: string, area: Area, change: StyleChange): void {
  wb.requireWritable(sheetId);
  const { book } = wb;
  if (isEntireColumns(area) && !isEntireRows(area)) {
    book.ensureSize(sheetId, { ...area, rows: 1 });
    book.restyleColumns(sheetId, area.column, area.columns, (style) => change(style, -1, -1));
    return;
  }
  const clipped = clipToUsed(wb, sheetId, area);
  if (!clipped) return;
  book.ensureSize(sheetId, clipped);
  book.restyle(sheetId, clipped, change);
}

function clipToUsed(wb: HostWorkbook, sheetId: string, area: Area): Area | null {
  if (!isEntireColumns(area) && !isEntireRows(area)) return area;
  const used = wb.book.usedArea(sheetId, false);
  if (!used) return null;
  return {
    ...area,
    rows: Math.min(area.rows, Math.max(1, used.row + used.rows - area.row)),
    columns: Math.min(area.columns, Math.max(1, used.column + used.columns - area.column)),
  };
}

/** Sets number formats: one for all cells, or one a cell. */
export function setNumberFormats(wb: HostWorkbook, sheetId: string, area: Area, value: unknown): void {
  const at = shapeValues(value, area);
  const byPattern = new Map<unknown, (style: IStyleData) => IStyleData>();
  const withPattern = (pattern: unknown): ((style: IStyleData) => IStyleData) => {
    if (pattern === null || pattern === undefined) return (style) => style;
    if (typeof pattern !== 'string') throw new RichError('InvalidArgument', 'A number format is text.');
    return alike(({ n: _before, ...rest }) =>
      pattern === 'General' || pattern === '' ? rest : { ...rest, n: { pattern } },
    );
  };
  restyle(wb, sheetId, area, (style, row, column) => {
    const pattern = row < 0 ? at(0, 0) : at(row - area.row, column - area.column);
    let change = byPattern.get(pattern);
    if (!change) byPattern.set(pattern, (change = withPattern(pattern)));
    return change(style);
  });
}

/** Puts formats back to the default; conditional formats and validations of the area go too. */
export function clearFormats(wb: HostWorkbook, sheetId: string, area: Area): void {
  restyle(
    wb,
    sheetId,
    area,
    alike(() => ({})),
  );
}

// ---- widths, heights, hidden rows and columns -------------------------------------------------------------------

/** Points; null when the columns differ. */
export function columnWidth(wb: HostWorkbook, sheetId: string, area: Area): number | null {
  const sheet = wb.book.worksheet(sheetId);
  return same(area.column, Math.min(area.columns, 1000), (column) => pointsOfPixels(sheet.getColumnWidth(column)));
}

export function setColumnWidth(wb: HostWorkbook, sheetId: string, area: Area, points: number): void {
  wb.requireWritable(sheetId);
  const columns = Math.min(area.columns, MAX_COLUMNS - 1);
  setColumnPixels(wb, sheetId, spread(area.column, Math.min(columns, 1000), pixelsOfPoints(points)));
}

const spread = (from: number, count: number, size: number): Map<number, number> =>
  new Map(Array.from({ length: count }, (_, i) => [from + i, size]));

const bounds = (sizes: ReadonlyMap<number, number>): { from: number; to: number } => {
  let from = Infinity;
  let to = -1;
  for (const index of sizes.keys()) {
    if (index < from) from = index;
    if (index > to) to = index;
  }
  return { from, to };
};

/**
 * Gives columns their widths in one step. Univer's own command measures every text of the column anew, and fits the
 * rows' heights to it, which takes seconds for a table and which Excel does not do.
 */
export function setColumnPixels(wb: HostWorkbook, sheetId: string, widths: ReadonlyMap<number, number>): void {
  if (widths.size === 0) return;
  const { book } = wb;
  const { from, to } = bounds(widths);
  book.ensureSize(sheetId, { row: 0, column: from, rows: 1, columns: to - from + 1 });
  book.asHost(() =>
    book.commands.syncExecuteCommand(SetWorksheetColWidthMutation.id, {
      unitId: book.unitId,
      subUnitId: sheetId,
      ranges: [{ startRow: 0, endRow: book.worksheet(sheetId).getRowCount() - 1, startColumn: from, endColumn: to }],
      colWidth: Object.fromEntries(widths),
    }),
  );
}

/** Gives rows fixed heights in one step. */
export function setRowPixels(wb: HostWorkbook, sheetId: string, heights: ReadonlyMap<number, number>): void {
  if (heights.size === 0) return;
  const { book } = wb;
  const { from, to } = bounds(heights);
  book.ensureSize(sheetId, { row: from, column: 0, rows: to - from + 1, columns: 1 });
  const target = {
    unitId: book.unitId,
    subUnitId: sheetId,
    ranges: [{ startRow: from, endRow: to, startColumn: 0, endColumn: book.worksheet(sheetId).getColumnCount() - 1 }],
  };
  const fixed = Object.fromEntries([...heights.keys()].map((row) => [row, 0]));
  book.asHost(() => {
    book.commands.syncExecuteCommand(SetWorksheetRowHeightMutation.id, {
      ...target,
      rowHeight: Object.fromEntries(heights),
    });
    book.commands.syncExecuteCommand(SetWorksheetRowIsAutoHeightMutation.id, { ...target, autoHeightInfo: fixed });
  });
}

export function rowHeight(wb: HostWorkbook, sheetId: string, area: Area): number | null {
  const sheet = wb.book.worksheet(sheetId);
  return same(area.row, Math.min(area.rows, 1000), (row) => pointsOfPixels(sheet.getRowHeight(row)));
}

export function setRowHeight(wb: HostWorkbook, sheetId: string, area: Area, points: number): void {
  wb.requireWritable(sheetId);
  const rows = Math.min(area.rows, 100_000);
  setRowPixels(wb, sheetId, spread(area.row, rows, pixelsOfPoints(points)));
}

/** Widens columns to their longest shown text: no font is measured, a Chinese character counts for two letters. */
export function autofitColumns(
  wb: HostWorkbook,
  sheetId: string,
  area: Area,
  textOf: (row: number, column: number) => string,
): void {
  wb.requireWritable(sheetId);
  const used = wb.book.usedArea(sheetId, true);
  if (!used) return;
  const lastRow = Math.min(area.row + area.rows, used.row + used.rows);
  const lastColumn = Math.min(area.column + area.columns, used.column + used.columns);
  const widths = new Map<number, number>();
  for (let column = Math.max(area.column, used.column); column < lastColumn; column++) {
    let letters = 0;
    for (let row = area.row; row < lastRow; row++) letters = Math.max(letters, displayLetters(textOf(row, column)));
    if (letters > 0) widths.set(column, Math.min(1790, letters * 7 + 12));
  }
  setColumnPixels(wb, sheetId, widths);
}

const displayLetters = (text: string): number =>
  [...text].reduce(
    (sum, letter) =>
      sum + (/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60]/.test(letter) ? 2 : 1),
    0,
  );

/** true or false when all rows agree, else null. */
export function isRowHidden(wb: HostWorkbook, sheetId: string, area: Area): boolean | null {
  const sheet = wb.book.worksheet(sheetId);
  return same(area.row, Math.min(area.rows, sheet.getRowCount()), (row) => !sheet.getRowRawVisible(row));
}

export function isColumnHidden(wb: HostWorkbook, sheetId: string, area: Area): boolean | null {
  const sheet = wb.book.worksheet(sheetId);
  return same(area.column, Math.min(area.columns, sheet.getColumnCount()), (column) => !sheet.getColVisible(column));
}

export function setRowsHidden(wb: HostWorkbook, sheetId: string, area: Area, hidden: boolean): void {
  wb.requireWritable(sheetId);
  showRows(wb, sheetId, [{ from: area.row, to: area.row + area.rows - 1 }], hidden);
}

/** Hides or shows rows, also on a protected sheet: a filter does it too. */
export function showRows(
  wb: HostWorkbook,
  sheetId: string,
  spans: { from: number; to: number }[],
  hidden: boolean,
): void {
  if (spans.length === 0) return;
  const { book } = wb;
  const last = Math.max(...spans.map(({ to }) => to));
  book.ensureSize(sheetId, { row: 0, column: 0, rows: last + 1, columns: 1 });
  const lastColumn = book.worksheet(sheetId).getColumnCount() - 1;
  book.asHost(() =>
    book.commands.syncExecuteCommand(hidden ? SetRowHiddenMutation.id : SetRowVisibleMutation.id, {
      unitId: book.unitId,
      subUnitId: sheetId,
      ranges: spans.map(({ from, to }) => ({ startRow: from, endRow: to, startColumn: 0, endColumn: lastColumn })),
    }),
  );
}

export function setColumnsHidden(wb: HostWorkbook, sheetId: string, area: Area, hidden: boolean): void {
  wb.requireWritable(sheetId);
  const { book } = wb;
  book.ensureSize(sheetId, { row: 0, column: area.column, rows: 1, columns: area.columns });
  book.asHost(() => {
    const sheet = book.sheet(sheetId);
    if (hidden) sheet.hideColumns(area.column, area.columns);
    else sheet.showColumns(area.column, area.columns);
  });
}

/** Puts columns into an outline group. Univer draws none; the group is kept, saved and folds by hiding its columns. */
export function groupColumns(wb: HostWorkbook, sheetId: string, area: Area, by: 'rows' | 'columns'): void {
  wb.requireWritable(sheetId);
  if (by === 'rows') throw new RichError('ApiNotFound', 'The preview groups columns only.');
  wb.state(sheetId).columnGroups.push({ from: area.column, to: area.column + area.columns - 1, collapsed: false });
}

function same<T>(from: number, count: number, of: (index: number) => T): T | null {
  const first = of(from);
  for (let index = from + 1; index < from + count; index++) if (of(index) !== first) return null;
  return first;
}
