import { mapCells, retranslate } from './content';
import { intersect, type Area } from './address';
import { writeHeading } from './table-headings';
import type { HostWorkbook } from './workbook';

/** A table takes in what a person types right below its last row or right of its last column, as Excel's auto-expansion. */
export function growTables(wb: HostWorkbook, sheetId: string, typed: Area): void {
  for (const table of wb.tables.onSheet(sheetId)) {
    const { area } = table;
    const below: Area = { ...area, row: area.row + area.rows, rows: 1 };
    const beside: Area = { ...area, column: area.column + area.columns, columns: 1 };
    if (!table.showTotals && intersect(below, typed) && isFree(wb, sheetId, below, typed)) {
      table.area = { ...area, rows: area.rows + 1 };
      retranslate(wb);
    } else if (intersect(beside, typed) && isFree(wb, sheetId, beside, typed)) {
      const heading = mapCells(wb, sheetId, { ...beside, rows: 1 }, (cell) => cell.value)[0]?.[0];
      table.area = { ...area, columns: area.columns + 1 };
      table.columns.push(wb.tables.newColumn(table, heading === null || heading === undefined ? '' : String(heading)));
      writeHeading(wb, table, table.columns.length - 1);
      retranslate(wb);
    }
  }
}

/** Nothing but what was just typed stands there, and no other table. */
function isFree(wb: HostWorkbook, sheetId: string, area: Area, typed: Area): boolean {
  if (wb.tables.overlapping(sheetId, area).length > 0) return false;
  let free = true;
  mapCells(wb, sheetId, area, (cell, row, column) => {
    const isTyped = intersect(typed, { row, column, rows: 1, columns: 1 }) !== null;
    if (cell.value !== null && !isTyped) free = false;
  });
  return free;
}
