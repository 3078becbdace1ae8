import { RichError } from '../executor/errors';
import type { CellContent, PlacedWrite } from '../univer/cells';
import { type Area } from './address';
import { shownText } from './cell-text';
import { commit, mapCells, place, readCell, retranslate } from './content';
import { showRows } from './formats';
import { joinTokens, shiftReference, tokenize } from './formula-tokens';
import { deleteCells, insertCells } from './structure';
import { renameTableInFormula } from './structured';
import { columnArea, dataArea, type HostTable } from './tables';
import { renameHeadings, writeHeading } from './table-headings';
import type { ChangeSource, HostWorkbook } from './workbook';

/**
 * Makes a table. Without headings in the area, a row of them is put above its first row.
 * @throws RichError InvalidArgument when it would overlap another table
 */
export function addTable(wb: HostWorkbook, sheetId: string, area: Area, hasHeaders: boolean): HostTable {
  wb.requireWritable(sheetId);
  let range = { ...area };
  if (!hasHeaders) {
    insertCells(wb, sheetId, { ...area, rows: 1 }, 'down', 'addin');
    range = { ...area, rows: area.rows + 1 };
  } else if (area.rows === 1) {
    range = { ...area, rows: 2 };
  }
  const headings = Array.from({ length: range.columns }, (_, i) => {
    if (!hasHeaders) return '';
    return shownHeading(wb, readCell(wb, sheetId, range.row, range.column + i), sheetId, range.row, range.column + i);
  });
  const table = wb.tables.add(sheetId, range, headings, wb.definedNames());
  for (let index = 0; index < table.columns.length; index++) writeHeading(wb, table, index);
  retranslate(wb);
  return table;
}

const shownHeading = (wb: HostWorkbook, cell: CellContent, sheetId: string, row: number, column: number): string =>
  shownText(cell, wb.book.patternReader(sheetId)(row, column), wb.locale);

export function renameTable(wb: HostWorkbook, table: HostTable, name: string): void {
  const before = table.name;
  wb.tables.rename(table, name, wb.definedNames());
  retranslate(wb, (author) => renameTableInFormula(author, before, name));
}

/** Gives a table another range; columns that stay keep their ids, new ones take their names from their heading cells. */
export function resizeTable(wb: HostWorkbook, table: HostTable, area: Area): void {
  wb.requireWritable(table.sheetId);
  wb.tables.checkResize(table, area);
  const before = table.area;
  const kept = table.columns;
  table.area = { ...area };
  table.columns = [];
  for (let column = area.column; column < area.column + area.columns; column++) {
    const old = kept[column - before.column];
    if (old) table.columns.push(old);
    else {
      const cell = readCell(wb, table.sheetId, area.row, column);
      table.columns.push(wb.tables.newColumn(table, shownHeading(wb, cell, table.sheetId, area.row, column)));
      writeHeading(wb, table, table.columns.length - 1);
    }
  }
  retranslate(wb);
  applyFilters(wb, table);
}

/** Removes a table with its cells. */
export function deleteTable(wb: HostWorkbook, table: HostTable): void {
  wb.requireWritable(table.sheetId);
  clearFilters(wb, table);
  wb.tables.remove(table);
  deleteCells(wb, table.sheetId, table.area, 'up', 'addin');
}

/** Turns a table into plain cells. */
export function convertToRange(wb: HostWorkbook, table: HostTable): void {
  wb.requireWritable(table.sheetId);
  clearFilters(wb, table);
  wb.tables.remove(table);
  retranslate(wb);
}

/** Puts rows into a table's body, at an index or at the end; what lies below moves down. */
export function addRows(
  wb: HostWorkbook,
  table: HostTable,
  index: number | null,
  count: number,
  source: ChangeSource,
): Area {
  wb.requireWritable(table.sheetId);
  const body = dataArea(table);
  const at = body.row + (index === null || index < 0 ? body.rows : index);
  if (at > body.row + body.rows) throw new RichError('InvalidArgument', 'The row lies beyond the table.');
  const area: Area = { row: at, rows: count, column: body.column, columns: body.columns };
  const grown: Area = { ...table.area, rows: table.area.rows + count };
  insertCells(wb, table.sheetId, area, 'down', source);
  // Rows put in after the last one do not lie inside the table, so it did not grow by itself.
  table.area = grown;
  retranslate(wb);
  return area;
}

export function deleteRow(wb: HostWorkbook, table: HostTable, index: number, source: ChangeSource): void {
  const body = dataArea(table);
  if (index < 0 || index >= body.rows) throw new RichError('ItemNotFound');
  const area: Area = { ...body, row: body.row + index, rows: 1 };
  if (body.rows === 1) {
    // The last row of a table is emptied, not removed.
    wb.requireWritable(table.sheetId);
    const writes: PlacedWrite[] = [];
    for (let column = area.column; column < area.column + area.columns; column++)
      writes.push({ row: area.row, column, write: null });
    commit(wb, table.sheetId, area, writes);
    wb.emit({ sheetId: table.sheetId, area, type: 'RangeEdited', source });
  } else deleteCells(wb, table.sheetId, area, 'up', source);
}

/** Puts a column into a table, before the index or at the end. */
export function addColumn(
  wb: HostWorkbook,
  table: HostTable,
  index: number | null,
  name: string,
  source: ChangeSource,
): number {
  wb.requireWritable(table.sheetId);
  const at = index === null || index < 0 ? table.columns.length : Math.min(index, table.columns.length);
  const area: Area = { ...table.area, column: table.area.column + at, columns: 1 };
  if (at === table.columns.length) {
    const { area: before } = table;
    const occupied = mapCells(wb, table.sheetId, area, (cell) => cell.value !== null).some((row) => row[0]);
    if (occupied) insertCells(wb, table.sheetId, area, 'right', source);
    table.area = { ...before, columns: before.columns + 1 };
    table.columns.push(wb.tables.newColumn(table, name));
  } else {
    insertCells(wb, table.sheetId, area, 'right', source);
  }
  const column = table.columns[at]!;
  if (name) column.name = wb.tables.heading(table, name, column);
  writeHeading(wb, table, at);
  retranslate(wb);
  return at;
}

export function deleteColumn(wb: HostWorkbook, table: HostTable, index: number, source: ChangeSource): void {
  if (!table.columns[index]) throw new RichError('ItemNotFound');
  const area: Area = { ...table.area, column: table.area.column + index, columns: 1 };
  deleteCells(wb, table.sheetId, area, 'left', source);
}

export function renameColumn(wb: HostWorkbook, table: HostTable, index: number, name: string): void {
  wb.requireWritable(table.sheetId);
  const row = table.area.row;
  const column = table.area.column + index;
  commit(wb, table.sheetId, { row, column, rows: 1, columns: 1 }, [{ row, column, write: { value: name } }]);
  renameHeadings(wb, table);
}

// ---- filter and sort --------------------------------------------------------------------------------------------

export const isFiltered = (table: HostTable): boolean => table.columns.some(({ filter }) => filter !== undefined);

/** Shows the rows whose texts pass every column's filter and hides the others. */
export function applyFilters(wb: HostWorkbook, table: HostTable): void {
  const body = dataArea(table);
  const pattern = wb.book.patternReader(table.sheetId);
  const hidden: boolean[] = new Array<boolean>(body.rows).fill(false);
  table.columns.forEach((column, index) => {
    if (!column.filter) return;
    const allowed = new Set(column.filter.map((text) => text.toLowerCase()));
    const texts = mapCells(wb, table.sheetId, columnArea(table, index), (cell, row, at) =>
      shownText(cell, pattern(row, at), wb.locale).toLowerCase(),
    );
    texts.forEach(([text], row) => {
      if (!allowed.has(text!)) hidden[row] = true;
    });
  });
  showRows(wb, table.sheetId, spans(hidden, false, body.row), false);
  showRows(wb, table.sheetId, spans(hidden, true, body.row), true);
  if (wb.book.cells.hasFormulas()) {
    // SUBTOTAL looks at hidden rows only when it is calculated again.
    wb.book.calculation.markDirty([
      {
        sheetId: table.sheetId,
        startRow: body.row,
        endRow: body.row + body.rows - 1,
        startColumn: body.column,
        endColumn: body.column + body.columns - 1,
      },
    ]);
  }
}

function spans(flags: boolean[], wanted: boolean, offset: number): { from: number; to: number }[] {
  const found: { from: number; to: number }[] = [];
  flags.forEach((flag, index) => {
    if (flag !== wanted) return;
    const last = found.at(-1);
    if (last && last.to === offset + index - 1) last.to++;
    else found.push({ from: offset + index, to: offset + index });
  });
  return found;
}

export function setFilter(wb: HostWorkbook, table: HostTable, index: number, values: readonly string[] | null): void {
  wb.requireWritable(table.sheetId);
  const column = table.columns[index];
  if (!column) throw new RichError('ItemNotFound');
  if (values) column.filter = values;
  else delete column.filter;
  applyFilters(wb, table);
}

export function clearFilters(wb: HostWorkbook, table: HostTable): void {
  wb.requireWritable(table.sheetId);
  if (!isFiltered(table)) return;
  for (const column of table.columns) delete column.filter;
  applyFilters(wb, table);
}

/** Sorts a table's rows; numbers before text before booleans, blanks last. Formulas keep pointing into their own row. */
export function sortTable(
  wb: HostWorkbook,
  table: HostTable,
  fields: { key: number; ascending: boolean }[],
  source: ChangeSource,
): void {
  sortArea(wb, table.sheetId, dataArea(table), fields, source);
  table.sort = fields;
  if (isFiltered(table)) applyFilters(wb, table);
}

/** Sorts the rows of an area; formats go with their rows. */
export function sortArea(
  wb: HostWorkbook,
  sheetId: string,
  body: Area,
  fields: { key: number; ascending: boolean }[],
  source: ChangeSource,
): void {
  wb.requireWritable(sheetId);
  const rows = mapCells(wb, sheetId, body, (cell) => cell).map((cells, index) => ({ cells, index }));
  rows.sort((a, b) => {
    for (const { key, ascending } of fields) {
      const order = compare(a.cells[key]!, b.cells[key]!, ascending);
      if (order !== 0) return order;
    }
    return a.index - b.index;
  });
  const matrix = wb.book.worksheet(sheetId).getCellMatrix();
  const styles = rows.map(({ index }) =>
    Array.from({ length: body.columns }, (_, j) => matrix.getValue(body.row + index, body.column + j)?.s ?? null),
  );
  const writes: PlacedWrite[] = [];
  rows.forEach(({ cells, index }, i) => {
    cells.forEach((cell, j) => {
      const row = body.row + i;
      const column = body.column + j;
      if (cell.formula) {
        const moved = moveFormula(cell.author ?? cell.formula, i - index);
        writes.push({ row, column, write: place(wb, sheetId, row, column, { formula: moved }) });
      } else writes.push({ row, column, write: cell.value === null ? null : { value: cell.value, error: cell.error } });
    });
  });
  commit(wb, sheetId, body, writes);
  const stylesById = wb.book.workbook.getWorkbook().getStyles();
  wb.book.restyle(sheetId, body, (_style, row, column) => ({
    ...stylesById.get(styles[row - body.row]![column - body.column]!),
  }));
  wb.emit({ sheetId, area: body, type: 'RangeEdited', source });
}

/** A formula in another row: references without $ move along. */
function moveFormula(formula: string, rows: number): string {
  if (rows === 0) return formula;
  return joinTokens(
    tokenize(formula).map((token) => {
      if (token.kind !== 'reference' || token.sheet !== null || /\$\d/.test(token.text)) return token;
      return { ...token, text: shiftReference(token.from, token.to, { axis: 'row', at: 0, count: rows }) };
    }),
  );
}

function rank(cell: CellContent): number {
  if (cell.value === null || cell.value === '') return 4;
  if (cell.error) return 3;
  if (typeof cell.value === 'number') return 0;
  return typeof cell.value === 'string' ? 1 : 2;
}

function compare(a: CellContent, b: CellContent, ascending: boolean): number {
  const blankA = rank(a) === 4;
  const blankB = rank(b) === 4;
  if (blankA || blankB) return Number(blankA) - Number(blankB);
  const byKind = rank(a) - rank(b);
  const order =
    byKind !== 0
      ? byKind
      : typeof a.value === 'number'
        ? a.value - Number(b.value)
        : String(a.value).localeCompare(String(b.value), undefined, { sensitivity: 'base' });
  return ascending ? order : -order;
}
