import { RichError } from '../executor/errors';
import { intersect, shiftArea, type Area, type Shift } from './address';
import { checkDefinedName, freeName } from './names';

export interface HostTableColumn {
  /** stable for the life of the column */
  readonly id: number;
  name: string;
  /** texts a row must show to stay visible; absent: no filter */
  filter?: readonly string[];
}

export interface HostTable {
  readonly id: string;
  name: string;
  sheetId: string;
  /** with headings and, if shown, the totals row */
  area: Area;
  columns: HostTableColumn[];
  style: string | null;
  showHeaders: boolean;
  showBandedRows: boolean;
  showBandedColumns: boolean;
  showFilterButton: boolean;
  showTotals: boolean;
  /** the sort last applied: column index and direction */
  sort: { key: number; ascending: boolean }[];
}

export const DEFAULT_TABLE_STYLE = 'TableStyleMedium2';

/** Rows below the headings, without the totals row. */
export function dataArea(table: HostTable): Area {
  const rows = table.area.rows - 1 - (table.showTotals ? 1 : 0);
  return { ...table.area, row: table.area.row + 1, rows };
}

export const columnArea = (table: HostTable, index: number): Area => ({
  ...dataArea(table),
  column: table.area.column + index,
  columns: 1,
});

export const columnById = (table: HostTable, id: number): number =>
  table.columns.findIndex((column) => column.id === id);

/** The tables of a workbook and the rules Excel holds them to. Univer keeps none of this. */
export class Tables {
  private readonly tables: HostTable[] = [];
  private nextTable = 1;
  private nextColumn = 1;

  all(): readonly HostTable[] {
    return this.tables;
  }

  onSheet(sheetId: string): HostTable[] {
    return this.tables.filter((table) => table.sheetId === sheetId);
  }

  byName(name: string): HostTable | undefined {
    return this.tables.find((table) => table.name.toLowerCase() === name.toLowerCase());
  }

  byId(id: string): HostTable | undefined {
    return this.tables.find((table) => table.id === id);
  }

  at(sheetId: string, row: number, column: number): HostTable | undefined {
    return this.overlapping(sheetId, { row, column, rows: 1, columns: 1 })[0];
  }

  overlapping(sheetId: string, area: Area): HostTable[] {
    return this.tables.filter((table) => table.sheetId === sheetId && intersect(table.area, area));
  }

  /** @throws RichError InvalidArgument when the area overlaps another table or has no data row */
  add(sheetId: string, area: Area, headings: string[], otherNames: string[]): HostTable {
    if (this.overlapping(sheetId, area).length > 0) {
      throw new RichError('InvalidArgument', "A table can't overlap another table.");
    }
    const table: HostTable = {
      id: String(this.nextTable),
      name: freeName('Table', [...this.names(), ...otherNames], this.nextTable),
      sheetId,
      area,
      columns: [],
      style: DEFAULT_TABLE_STYLE,
      showHeaders: true,
      showBandedRows: true,
      showBandedColumns: false,
      showFilterButton: true,
      showTotals: false,
      sort: [],
    };
    this.nextTable++;
    for (const heading of headings) table.columns.push(this.newColumn(table, heading));
    this.tables.push(table);
    return table;
  }

  /** Puts back a table read from a file, with the ids it had. */
  restore(table: Omit<HostTable, 'id'>): HostTable {
    const restored: HostTable = { ...table, id: String(this.nextTable++) };
    this.nextColumn = Math.max(this.nextColumn, ...table.columns.map(({ id }) => id + 1));
    this.tables.push(restored);
    return restored;
  }

  rename(table: HostTable, name: string, otherNames: string[]): void {
    const others = this.tables.filter((other) => other !== table).map((other) => other.name);
    checkDefinedName(name, [...others, ...otherNames]);
    table.name = name;
  }

  remove(table: HostTable): void {
    const index = this.tables.indexOf(table);
    if (index >= 0) this.tables.splice(index, 1);
  }

  removeSheet(sheetId: string): void {
    for (const table of this.onSheet(sheetId)) this.remove(table);
  }

  clear(): void {
    this.tables.length = 0;
  }

  names(): string[] {
    return this.tables.map(({ name }) => name);
  }

  /**
   * A heading as Excel would have it in this table: blank becomes Column1 …, a repeated one gets a number.
   * @param except the column that is being named
   */
  heading(table: HostTable, wanted: string, except?: HostTableColumn): string {
    const others = table.columns.filter((column) => column !== except).map(({ name }) => name);
    const name = wanted === '' ? freeName('Column', others) : wanted;
    return others.some((other) => other.toLowerCase() === name.toLowerCase()) ? freeName(name, others, 2) : name;
  }

  newColumn(table: HostTable, wanted: string): HostTableColumn {
    return { id: this.nextColumn++, name: this.heading(table, wanted) };
  }

  /**
   * Excel's rules for resizing: the header row stays where it is, the new range overlaps the old one and no other table
   * and keeps at least one data row. Column names are read by the caller.
   */
  checkResize(table: HostTable, area: Area): void {
    const fits =
      area.row === table.area.row &&
      area.rows >= 2 + (table.showTotals ? 1 : 0) &&
      intersect(area, table.area) !== null;
    const others = this.overlapping(table.sheetId, area).filter((other) => other !== table);
    if (!fits || others.length > 0) {
      throw new RichError(
        'InvalidArgument',
        'The headings must stay in the same row, and the resulting table must overlap the original one and no other.',
      );
    }
  }

  /**
   * Moves the tables of a sheet after rows or columns were put in or taken out.
   * @returns tables whose range or columns changed
   */
  shift(sheetId: string, shift: Shift): HostTable[] {
    const changed: HostTable[] = [];
    for (const table of this.onSheet(sheetId)) {
      const area = shiftArea(table.area, shift);
      if (area === table.area) continue;
      if (!area || (shift.axis === 'row' && deletesHeader(table, shift))) {
        this.remove(table);
        changed.push(table);
        continue;
      }
      if (shift.axis === 'column') this.shiftColumns(table, shift);
      // A table always keeps one, then empty, data row.
      if (area.rows < 2) area.rows = 2;
      changed.push(table);
      table.area = area;
    }
    return changed;
  }

  private shiftColumns(table: HostTable, shift: Shift): void {
    const { column, columns } = table.area;
    const from = shift.at - column;
    if (shift.count > 0) {
      if (from <= 0 || from >= columns) return;
      for (let i = 0; i < shift.count; i++) table.columns.splice(from + i, 0, this.newColumn(table, ''));
      return;
    }
    const first = Math.max(0, from);
    const last = Math.min(columns, from - shift.count);
    if (last > first) table.columns.splice(first, last - first);
  }
}

function deletesHeader(table: HostTable, shift: Shift): boolean {
  if (shift.count >= 0) return false;
  if (shift.span) {
    const last = table.area.column + table.area.columns - 1;
    if (table.area.column < shift.span.from || last > shift.span.to) return false;
  }
  return table.area.row >= shift.at && table.area.row < shift.at - shift.count;
}
