import { shownText } from './book/cell-text';
import { formulaOrValue, mapCells, readCell } from './book/content';
import { formatArea, parseArea } from './book/address';
import type { HostWorkbook } from './book/workbook';
import type { FunctionBridge } from './functions/bridge';
import { fromUniverStyle } from './univer/styles';
import type { BookStyle } from './types';
import type { CellContent } from './univer/book';

export interface ReadTableInfo {
  name: string;
  sheet: string;
  address: string;
  columns: { id: number; name: string; filter?: readonly string[] }[];
}

/** Looks at the workbook from outside. Wait for `host.idle()` before values of formulas. */
export class Reader {
  constructor(
    private readonly wb: HostWorkbook,
    private readonly shown: (cell: CellContent) => string | number | boolean,
    private readonly bridge: FunctionBridge,
  ) {}

  sheets(): { id: string; name: string; visible: boolean; protected: boolean }[] {
    return this.wb.sheetIds().map((id) => ({
      id,
      name: this.wb.sheetName(id),
      visible: this.wb.state(id).visibility === 'Visible',
      protected: this.wb.state(id).protection.on,
    }));
  }

  activeSheet(): string {
    return this.wb.book.workbook.getActiveSheet().getSheetName();
  }

  selection(): { sheet: string; address: string } {
    return { sheet: this.wb.sheetName(this.wb.selection.sheetId), address: formatArea(this.wb.selection.area) };
  }

  tables(): ReadTableInfo[] {
    return this.wb.tables.all().map((table) => ({
      name: table.name,
      sheet: this.wb.sheetName(table.sheetId),
      address: formatArea(table.area),
      columns: table.columns.map((column) => ({ ...column })),
    }));
  }

  /** The used range of a sheet; null when it is empty. */
  usedAddress(sheet: string): string | null {
    const area = this.wb.book.usedArea(this.wb.requireSheet(sheet), true);
    return area && formatArea(area);
  }

  values(sheet: string, address: string): (string | number | boolean)[][] {
    return mapCells(this.wb, this.wb.requireSheet(sheet), parseArea(address), this.shown);
  }

  value(sheet: string, address: string): string | number | boolean {
    const { row, column } = parseArea(address);
    return this.shown(readCell(this.wb, this.wb.requireSheet(sheet), row, column));
  }

  formulas(sheet: string, address: string): (string | number | boolean)[][] {
    return mapCells(this.wb, this.wb.requireSheet(sheet), parseArea(address), formulaOrValue);
  }

  text(sheet: string, address: string): string[][] {
    const id = this.wb.requireSheet(sheet);
    const pattern = this.wb.book.patternReader(id);
    return mapCells(this.wb, id, parseArea(address), (cell, row, column) =>
      shownText(cell, pattern(row, column), this.wb.locale),
    );
  }

  /** A whole table by name: headings and rows. */
  table(name: string): { headings: string[]; rows: (string | number | boolean)[][] } {
    const table = this.wb.tables.byName(name);
    if (!table) throw new Error(`no table ${name}`);
    const [headings = [], ...rows] = mapCells(this.wb, table.sheetId, table.area, this.shown);
    return { headings: headings.map(String), rows };
  }

  style(sheet: string, address: string): BookStyle {
    const { row, column } = parseArea(address);
    return fromUniverStyle(this.wb.book.styleOf(this.wb.requireSheet(sheet), row, column));
  }

  isRowHidden(sheet: string, row: number): boolean {
    return !this.wb.book.worksheet(this.wb.requireSheet(sheet)).getRowRawVisible(row - 1);
  }

  /** Message of the error that a custom function gave a cell. */
  functionMessage(sheet: string, address: string): string | null {
    const { row, column } = parseArea(address);
    return this.bridge.message(this.wb.requireSheet(sheet), row, column);
  }

  setting(key: string): unknown {
    return this.wb.settings.get(key);
  }
}
