import type { Area } from './address';
import type { HostWorkbook } from './workbook';

/** Merged areas of a sheet. */
export const mergedAreas = (wb: HostWorkbook, sheetId: string): Area[] =>
  wb.book
    .worksheet(sheetId)
    .getMergeData()
    .map((merge) => ({
      row: merge.startRow,
      column: merge.startColumn,
      rows: merge.endRow - merge.startRow + 1,
      columns: merge.endColumn - merge.startColumn + 1,
    }));

/** Merges cells; what stood in others than the first is lost, as in Excel. */
export function mergeCells(wb: HostWorkbook, sheetId: string, area: Area): void {
  wb.requireWritable(sheetId);
  wb.book.ensureSize(sheetId, area);
  wb.book.asHost(() =>
    wb.book.sheet(sheetId).getRange(area.row, area.column, area.rows, area.columns).merge({ isForceMerge: true }),
  );
}
