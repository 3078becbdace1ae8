import { commit, readCell, retranslate } from './content';
import { renameColumnInFormula } from './structured';
import type { HostTable } from './tables';
import { cellArea, type HostWorkbook } from './workbook';

/** After something was written into the header row: the columns take the new names, made unique, and formulas follow. */
export function renameHeadings(wb: HostWorkbook, table: HostTable): void {
  table.columns.forEach((column, index) => {
    const at = table.area.column + index;
    const cell = readCell(wb, table.sheetId, table.area.row, at);
    const typed = cell.value === null ? '' : String(cell.value);
    if (typed === column.name) return;
    const name = wb.tables.heading(table, typed, column);
    const before = column.name;
    column.name = name;
    if (name !== typed) writeHeading(wb, table, index);
    retranslate(wb, (author, around) => renameColumnInFormula(author, table.name, around, before, name));
  });
}

/** Puts a column's name into its heading cell. */
export function writeHeading(wb: HostWorkbook, table: HostTable, index: number): void {
  if (!table.showHeaders) return;
  const row = table.area.row;
  const column = table.area.column + index;
  commit(wb, table.sheetId, cellArea(row, column), [{ row, column, write: { value: table.columns[index]!.name } }]);
}
