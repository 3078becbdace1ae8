import { afterShift } from './book/structure';
import { mapCells, place, commit } from './book/content';
import { translateStructured } from './book/structured';
import { followRename } from './book/sheet-actions';
import { renameHeadings } from './book/table-headings';
import { growTables } from './book/table-growth';
import { MAX_COLUMNS, MAX_ROWS, type Area } from './book/address';
import type { HostWorkbook } from './book/workbook';
import type { PlacedWrite, UserChange } from './univer/book';

/** Above this many cells a paste is taken as it is: no structured references are looked for. */
const LOOK_CLOSELY = 20_000;

/** Follows what a person does in Univer's own grid, so that the host's tables, references and events keep up. */
export function followGrid(wb: HostWorkbook): () => void {
  let moving = false;
  return wb.book.onUserChange((change) => {
    if (change.kind === 'cells') {
      // With rows and columns Univer moves formulas in the same turn: nobody typed those.
      if (!moving) cellsTyped(wb, change.sheetId, change.area);
      return;
    }
    if (change.kind === 'sheetRemoved') {
      wb.forgetSheet(change.sheetId);
      return;
    }
    if (change.kind === 'sheetRenamed') {
      // Univer renames in its formulas; the authors' texts and the names are the host's.
      followRename(wb, change.before, wb.sheetName(change.sheetId));
      return;
    }
    moving = true;
    setTimeout(() => {
      moving = false;
    }, 0);
    rowsOrColumnsMoved(wb, change);
  });
}

function cellsTyped(wb: HostWorkbook, sheetId: string, area: Area): void {
  if (area.rows * area.columns <= LOOK_CLOSELY) {
    const writes: PlacedWrite[] = [];
    mapCells(wb, sheetId, area, (cell, row, column) => {
      if (!cell.formula) return;
      const meant = cell.author && translateStructured(cell.author, wb.lookup(sheetId, row, column));
      if (meant === cell.formula) return;
      const write = place(wb, sheetId, row, column, { formula: cell.formula });
      const structured = write !== null && 'formula' in write && write.author !== undefined;
      if (structured || cell.author) writes.push({ row, column, write });
    });
    commit(wb, sheetId, area, writes);
  }
  for (const table of wb.tables.overlapping(sheetId, area)) {
    if (area.row <= table.area.row && area.row + area.rows > table.area.row) renameHeadings(wb, table);
  }
  growTables(wb, sheetId, area);
  wb.emit({ sheetId, area, type: 'RangeEdited', source: 'user' });
}

function rowsOrColumnsMoved(wb: HostWorkbook, change: Extract<UserChange, { at: number }>): void {
  const { kind, sheetId, at, count } = change;
  const size = Math.abs(count);
  const byRow = kind === 'rows';
  afterShift(wb, sheetId, { axis: byRow ? 'row' : 'column', at, count });
  wb.emit({
    sheetId,
    area: byRow
      ? { row: at, rows: size, column: 0, columns: MAX_COLUMNS }
      : { row: 0, rows: MAX_ROWS, column: at, columns: size },
    type: byRow ? (count > 0 ? 'RowInserted' : 'RowDeleted') : count > 0 ? 'ColumnInserted' : 'ColumnDeleted',
    source: 'user',
  });
}
