import { RichError } from '../executor/errors';
import { intersect, type Area } from './address';
import { shownText } from './cell-text';
import { mapCells } from './content';
import { showRows } from './formats';
import type { HostWorkbook } from './workbook';

/** A sheet's own filter over a range that is no table; its first row holds the headings. */
export interface SheetFilter {
  area: Area;
  /** column of the range → texts whose rows are shown */
  columns: Map<number, readonly string[]>;
}

/** @throws RichError InvalidArgument over a table, which has a filter of its own */
export function filterSheet(
  wb: HostWorkbook,
  sheetId: string,
  area: Area,
  column: number | null,
  texts: readonly string[],
): void {
  wb.requireWritable(sheetId);
  if (wb.tables.onSheet(sheetId).some((table) => intersect(table.area, area))) throw new RichError('InvalidArgument');
  const state = wb.state(sheetId);
  const columns = state.filter && sameArea(state.filter.area, area) ? state.filter.columns : new Map();
  if (state.filter && state.filter.columns !== columns) clearSheetFilter(wb, sheetId);
  state.filter = { area, columns };
  if (column !== null) columns.set(column, texts);
  applySheetFilter(wb, sheetId);
}

export function clearSheetFilter(wb: HostWorkbook, sheetId: string): void {
  wb.requireWritable(sheetId);
  const { filter } = wb.state(sheetId);
  if (!filter || filter.columns.size === 0) return;
  filter.columns.clear();
  applySheetFilter(wb, sheetId);
}

export function applySheetFilter(wb: HostWorkbook, sheetId: string): void {
  const { filter } = wb.state(sheetId);
  if (!filter) return;
  const body = { ...filter.area, row: filter.area.row + 1, rows: filter.area.rows - 1 };
  if (body.rows < 1) return;
  const pattern = wb.book.patternReader(sheetId);
  const hidden = new Set<number>();
  for (const [column, texts] of filter.columns) {
    const allowed = new Set(texts.map((text) => text.toLowerCase()));
    mapCells(wb, sheetId, { ...body, column: body.column + column, columns: 1 }, (cell, row, at) => {
      if (!allowed.has(shownText(cell, pattern(row, at), wb.locale).toLowerCase())) hidden.add(row);
    });
  }
  const rows = Array.from({ length: body.rows }, (_, i) => body.row + i);
  const spans = (wanted: boolean): { from: number; to: number }[] =>
    rows.filter((row) => hidden.has(row) === wanted).map((row) => ({ from: row, to: row }));
  showRows(wb, sheetId, spans(false), false);
  showRows(wb, sheetId, spans(true), true);
}

const sameArea = (a: Area, b: Area): boolean =>
  a.row === b.row && a.column === b.column && a.rows === b.rows && a.columns === b.columns;
