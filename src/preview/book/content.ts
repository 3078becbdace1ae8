import { RichError } from '../executor/errors';
import type { CellContent, CellWrite, PlacedWrite } from '../univer/cells';
import { contains, isEntireColumns, isEntireRows, type Area } from './address';
import { coerce } from './coercion';
import { plainValue } from './cell-text';
import { translateStructured } from './structured';
import type { HostTable } from './tables';
import { renameHeadings } from './table-headings';
import { cellArea, type ChangeSource, type HostWorkbook } from './workbook';

/** Calls back for every cell of an area, row by row. */
export function readCells(
  wb: HostWorkbook,
  sheetId: string,
  area: Area,
  visit: (cell: CellContent, row: number, column: number) => void,
): void {
  const read = wb.book.cells.reader(wb.book.worksheet(sheetId));
  for (let row = area.row; row < area.row + area.rows; row++) {
    for (let column = area.column; column < area.column + area.columns; column++) visit(read(row, column), row, column);
  }
}

/** A two-dimensional answer, one item a cell. */
export function mapCells<T>(
  wb: HostWorkbook,
  sheetId: string,
  area: Area,
  map: (cell: CellContent, row: number, column: number) => T,
): T[][] {
  const read = wb.book.cells.reader(wb.book.worksheet(sheetId));
  return Array.from({ length: area.rows }, (_, i) =>
    Array.from({ length: area.columns }, (__, j) =>
      map(read(area.row + i, area.column + j), area.row + i, area.column + j),
    ),
  );
}

export const readCell = (wb: HostWorkbook, sheetId: string, row: number, column: number): CellContent =>
  wb.book.cells.reader(wb.book.worksheet(sheetId))(row, column);

/** What `formulas` gives for a cell: the author's formula, else its value. */
export const formulaOrValue = (cell: CellContent): string | number | boolean =>
  cell.author ?? cell.formula ?? plainValue(cell);

/**
 * Brings what was given for an area into its shape: a single value fills it, otherwise rows and columns must agree.
 * @throws RichError InvalidArgument
 */
export function shapeValues(values: unknown, area: Area): (row: number, column: number) => unknown {
  if (!Array.isArray(values)) return () => values;
  const rows = values as unknown[][];
  if (rows.length === 1 && Array.isArray(rows[0]) && rows[0].length === 1) return () => rows[0]![0];
  if (rows.length !== area.rows || rows.some((row) => !Array.isArray(row) || row.length !== area.columns)) {
    throw new RichError(
      'InvalidArgument',
      `The number of rows or columns in the input array doesn't match the size or dimensions of the range.`,
    );
  }
  return (row, column) => rows[row]![column];
}

/** Enters values or formulas as typing them would; see `coerce`. */
export function writeValues(
  wb: HostWorkbook,
  sheetId: string,
  area: Area,
  values: unknown,
  source: ChangeSource,
): void {
  wb.requireWritable(sheetId);
  requireBounded(area);
  const at = shapeValues(values, area);
  const patterns = wb.book.patternReader(sheetId);
  const read = wb.book.cells.reader(wb.book.worksheet(sheetId));
  const tables = wb.tables.overlapping(sheetId, area);
  const writes: PlacedWrite[] = [];
  const formats = new Map<string, { row: number; column: number }[]>();
  for (let i = 0; i < area.rows; i++) {
    for (let j = 0; j < area.columns; j++) {
      const row = area.row + i;
      const column = area.column + j;
      const pattern = patterns(row, column);
      const coerced = coerce(at(i, j), pattern);
      if (!coerced) continue;
      if (coerced.write && 'formula' in coerced.write) requireEnterable(coerced.write.formula);
      if (read(row, column).spilled && coerced.write === null) {
        throw new RichError('InvalidOperation', "You can't change part of an array.");
      }
      const heading = tables.some(
        (table) => table.showHeaders && table.area.row === row && contains(table.area, row, column),
      );
      writes.push({
        row,
        column,
        write: heading ? headingWrite(coerced.write) : place(wb, sheetId, row, column, coerced.write),
      });
      if (coerced.format && pattern === 'General') {
        const cells = formats.get(coerced.format);
        if (cells) cells.push({ row, column });
        else formats.set(coerced.format, [{ row, column }]);
      }
    }
  }
  const single = area.rows * area.columns === 1;
  const before = single ? plainValue(read(area.row, area.column)) : undefined;
  commit(wb, sheetId, area, writes);
  for (const [pattern, cells] of formats) {
    for (const { row, column } of cells) {
      wb.book.restyle(sheetId, cellArea(row, column), (style) => ({ ...style, n: { pattern } }));
    }
  }
  for (const table of tables) afterTableWrite(wb, table, area);
  const after = single ? plainValue(readCell(wb, sheetId, area.row, area.column)) : undefined;
  wb.emit({ sheetId, area, type: 'RangeEdited', source, ...(single ? { before, after } : {}) });
}

/**
 * `[2]!name` is how a cell shows a link that a file lists by number; nobody can enter it.
 * @throws RichError InvalidArgument
 */
function requireEnterable(formula: string): void {
  if (/(?:^|[^\p{L}\p{N}_\].'])\[\d+\]!/u.test(formula.replace(/"[^"]*"/g, '""'))) {
    throw new RichError('InvalidArgument', 'There is a problem with this formula.');
  }
}

/** Writes contents that need no coercion. */
export function commit(wb: HostWorkbook, sheetId: string, area: Area, writes: PlacedWrite[]): void {
  if (writes.length === 0) return;
  const { book } = wb;
  book.ensureSize(sheetId, area);
  book.asHost(() => book.cells.write(book.worksheet(sheetId), writes));
}

/** A formula in the engine's references beside the author's text. */
export function place(wb: HostWorkbook, sheetId: string, row: number, column: number, write: CellWrite): CellWrite {
  if (write === null || !('formula' in write)) return write;
  const author = write.author ?? write.formula;
  const formula = translateStructured(author, wb.lookup(sheetId, row, column));
  return formula === author ? { formula } : { formula, author };
}

/** Headings are always text. */
function headingWrite(write: CellWrite): CellWrite {
  if (write === null) return null;
  return { value: 'formula' in write ? write.formula : String(write.value ?? '') };
}

function afterTableWrite(wb: HostWorkbook, table: HostTable, area: Area): void {
  if (table.showHeaders && area.row <= table.area.row && area.row + area.rows > table.area.row)
    renameHeadings(wb, table);
}

export function requireBounded(area: Area): void {
  if (isEntireColumns(area) || isEntireRows(area)) {
    throw new RichError('InvalidArgument', 'Values cannot be set on an unbounded range.');
  }
}

/** Empties cells. Headings of a table take their default name, as in Excel. */
export function clearContents(wb: HostWorkbook, sheetId: string, area: Area, source: ChangeSource): void {
  wb.requireWritable(sheetId);
  const used = wb.book.usedArea(sheetId, true);
  const lastRow = used ? used.row + used.rows : 0;
  const lastColumn = used ? used.column + used.columns : 0;
  const target: Area = {
    row: area.row,
    column: area.column,
    rows: Math.min(area.rows, Math.max(0, lastRow - area.row)),
    columns: Math.min(area.columns, Math.max(0, lastColumn - area.column)),
  };
  if (target.rows > 0 && target.columns > 0) {
    const writes: PlacedWrite[] = [];
    readCells(wb, sheetId, target, (cell, row, column) => {
      if ((cell.value !== null || cell.formula !== null) && !cell.spilled) writes.push({ row, column, write: null });
    });
    commit(wb, sheetId, target, writes);
    for (const table of wb.tables.overlapping(sheetId, target)) afterTableWrite(wb, table, target);
  }
  wb.emit({ sheetId, area, type: 'RangeEdited', source });
}

/** Enters again every formula that uses structured references: their tables changed. */
export function retranslate(
  wb: HostWorkbook,
  change: (author: string, tableAround: string | undefined, sheetId: string) => string = (author) => author,
): void {
  for (const sheetId of wb.sheetIds()) {
    const read = wb.book.cells.reader(wb.book.worksheet(sheetId));
    const writes: PlacedWrite[] = [];
    for (const { row, column } of wb.book.cells.formulaCells(sheetId)) {
      const cell = read(row, column);
      if (!cell.author || !cell.formula || cell.held) continue;
      const author = change(cell.author, wb.tables.at(sheetId, row, column)?.name, sheetId);
      const formula = translateStructured(author, wb.lookup(sheetId, row, column));
      if (formula !== cell.formula || author !== cell.author) writes.push({ row, column, write: { formula, author } });
    }
    if (writes.length > 0) {
      wb.book.asHost(() => wb.book.cells.write(wb.book.worksheet(sheetId), writes));
    }
  }
}
