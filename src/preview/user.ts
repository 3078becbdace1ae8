import { clearContents, writeValues } from './book/content';
import { setManualCalculation } from './book/calculation-mode';
import { parseArea, type Area, MAX_COLUMNS, MAX_ROWS, columnNumber } from './book/address';
import { deleteCells, insertCells } from './book/structure';
import { renameSheet } from './book/sheet-actions';
import { plant } from './book/held';
import { growTables } from './book/table-growth';
import { setColumnsHidden, setNumberFormats, setRowsHidden } from './book/formats';
import { mergeCells } from './book/merges';
import { clearSheetFilter, filterSheet } from './book/sheet-filter';
import {
  addTable,
  clearFilters,
  deleteColumn,
  renameColumn,
  renameTable,
  setFilter,
  sortArea,
  sortTable,
} from './book/table-actions';
import type { HostTable } from './book/tables';
import type { HostWorkbook } from './book/workbook';

/** What a person does in Excel. Names of sheets and tables, addresses and row numbers as they are seen on the screen. */
export class User {
  constructor(private readonly wb: HostWorkbook) {}

  /** Types into a cell; below or beside a table it grows. */
  type(sheet: string, address: string, text: string): void {
    const id = this.wb.requireSheet(sheet);
    const area = parseArea(address);
    writeValues(this.wb, id, area, text, 'user');
    growTables(this.wb, id, area);
  }

  /**
   * Leaves a formula in a cell with what it shows, as after opening a file: `plant('Plan', 'B2', '=_xldudf_TWIN_DOS(A2)',
   * '#NAME?')`. It is not calculated until somebody enters it again or, unless it `resists`, calculates the cell.
   */
  plant(sheet: string, address: string, formula: string, shown: string | number | boolean, resists = false): void {
    plant(this.wb, this.wb.requireSheet(sheet), parseArea(address), formula, shown, resists);
  }

  clear(sheet: string, address: string): void {
    clearContents(this.wb, this.wb.requireSheet(sheet), parseArea(address), 'user');
  }

  select(sheet: string, address: string): void {
    const id = this.wb.requireSheet(sheet);
    this.wb.select(id, parseArea(address));
  }

  addSheet(name?: string): void {
    this.wb.addSheet(name);
  }

  deleteSheet(sheet: string): void {
    this.wb.deleteSheet(this.wb.requireSheet(sheet));
  }

  renameSheet(sheet: string, name: string): void {
    renameSheet(this.wb, this.wb.requireSheet(sheet), name);
  }

  protectSheet(sheet: string, on: boolean): void {
    this.wb.state(this.wb.requireSheet(sheet)).protection.on = on;
  }

  setManualCalculation(on: boolean): void {
    setManualCalculation(this.wb, on);
  }

  /** Inserts rows before a row number (1-based). */
  insertRow(sheet: string, row: number, count = 1): void {
    insertCells(this.wb, this.wb.requireSheet(sheet), wholeRows(row, count), 'down', 'user');
  }

  deleteRow(sheet: string, row: number, count = 1): void {
    deleteCells(this.wb, this.wb.requireSheet(sheet), wholeRows(row, count), 'up', 'user');
  }

  /** Inserts a column before the one with these letters. */
  insertColumn(sheet: string, letters: string, count = 1): void {
    insertCells(this.wb, this.wb.requireSheet(sheet), wholeColumns(letters, count), 'right', 'user');
  }

  deleteColumn(sheet: string, letters: string, count = 1): void {
    deleteCells(this.wb, this.wb.requireSheet(sheet), wholeColumns(letters, count), 'left', 'user');
  }

  /** Sorts a table by the column with this heading. */
  sortTable(table: string, column: string, ascending = true): void {
    const found = this.table(table);
    sortTable(this.wb, found, [{ key: indexOf(found, column), ascending }], 'user');
  }

  /** Keeps the rows whose text in the column is one of these; null takes the filter away. */
  filterTable(table: string, column: string, texts: readonly string[] | null): void {
    const found = this.table(table);
    setFilter(this.wb, found, indexOf(found, column), texts);
  }

  clearTableFilters(table: string): void {
    clearFilters(this.wb, this.table(table));
  }

  /** Filters a plain range by one of its columns (0-based); null takes the filter's criteria away. */
  filterRange(sheet: string, address: string, column: number, texts: readonly string[] | null): void {
    const id = this.wb.requireSheet(sheet);
    if (texts) filterSheet(this.wb, id, parseArea(address), column, texts);
    else clearSheetFilter(this.wb, id);
  }

  /** Sorts the rows of a plain range, without headings, by one of its columns (0-based). */
  sortRange(sheet: string, address: string, column: number, ascending = true): void {
    sortArea(this.wb, this.wb.requireSheet(sheet), parseArea(address), [{ key: column, ascending }], 'user');
  }

  mergeCells(sheet: string, address: string): void {
    mergeCells(this.wb, this.wb.requireSheet(sheet), parseArea(address));
  }

  hideRows(sheet: string, row: number, count = 1, hidden = true): void {
    setRowsHidden(this.wb, this.wb.requireSheet(sheet), wholeRows(row, count), hidden);
  }

  hideColumns(sheet: string, letters: string, count = 1, hidden = true): void {
    const area = { ...wholeColumns(letters, count), rows: 1 };
    setColumnsHidden(this.wb, this.wb.requireSheet(sheet), area, hidden);
  }

  format(sheet: string, address: string, numberFormat: string): void {
    setNumberFormats(this.wb, this.wb.requireSheet(sheet), parseArea(address), numberFormat);
  }

  /** Makes a table of cells whose first row holds headings. */
  makeTable(sheet: string, address: string, name: string): void {
    renameTable(this.wb, addTable(this.wb, this.wb.requireSheet(sheet), parseArea(address), true), name);
  }

  /** Sets a validation rule in the object model's form, e.g. `{ list: { source: 'a,b' } }`. */
  validate(sheet: string, address: string, rule: Record<string, unknown>): void {
    const id = this.wb.requireSheet(sheet);
    this.wb.requireWritable(id);
    const errorAlert = { showAlert: true, style: 'Stop', title: '', message: '' };
    this.wb.state(id).validations.push({ area: parseArea(address), rule, prompt: {}, errorAlert });
  }

  renameTable(table: string, name: string): void {
    renameTable(this.wb, this.table(table), name);
  }

  renameColumn(table: string, column: string, name: string): void {
    const found = this.table(table);
    renameColumn(this.wb, found, indexOf(found, column), name);
  }

  deleteTableColumn(table: string, column: string): void {
    const found = this.table(table);
    deleteColumn(this.wb, found, indexOf(found, column), 'user');
  }

  private table(name: string): HostTable {
    const table = this.wb.tables.byName(name);
    if (!table) throw new Error(`There is no table ${name}.`);
    return table;
  }
}

function indexOf(table: HostTable, heading: string): number {
  const index = table.columns.findIndex(({ name }) => name.toLowerCase() === heading.toLowerCase());
  if (index < 0) throw new Error(`The table ${table.name} has no column ${heading}.`);
  return index;
}

const wholeRows = (row: number, count: number): Area => ({
  row: row - 1,
  rows: count,
  column: 0,
  columns: MAX_COLUMNS,
});

const wholeColumns = (letters: string, count: number): Area => ({
  row: 0,
  rows: MAX_ROWS,
  column: columnNumber(letters),
  columns: count,
});
