import {
  ICommandService,
  type ICellData,
  type ICommandInfo,
  type IStyleData,
  type IWorksheetData,
  type Injector,
  type Nullable,
  type Univer,
  type Worksheet,
} from '@univerjs/core';
import type { FUniver } from '@univerjs/core/facade';
import { FormulaDataModel } from '@univerjs/engine-formula';
import {
  RemoveSheetMutation,
  SetRangeValuesMutation,
  SetStyleCommand,
  SetWorksheetNameMutation,
} from '@univerjs/sheets';
import type { FWorkbook, FWorksheet } from '@univerjs/sheets/facade';
import type { Area } from '../book/address';
import { Calculation } from './calculation';
import { Cells } from './cells';
import { FormulaIndex } from './formula-index';

export type { CellContent, CellValue, CellWrite, PlacedWrite } from './cells';

/** A new sheet's grid; it grows when something is written beyond it. A larger one slows every calculation down. */
export const SMALLEST_GRID = 1024;
const INITIAL_COLUMNS = 60;
/** Excel's standard column (8.43 characters) and row (15 points) in pixels. */
const COLUMN_PIXELS = 64;
const ROW_PIXELS = 20;

const NO_STYLE: IStyleData = {};

/** A change of styles that gives one and the same object for cells of one style: `restyle` is much faster with it. */
export function alike(change: (style: IStyleData) => IStyleData): (style: IStyleData) => IStyleData {
  const known = new Map<IStyleData, IStyleData>();
  return (style) => {
    let changed = known.get(style);
    if (!changed) known.set(style, (changed = change(style)));
    return changed;
  };
}

export const pointsOfPixels = (pixels: number): number => pixels * 0.75;
export const pixelsOfPoints = (points: number): number => points / 0.75;

/** A change made by a person in the grid, not by the host. */
export type UserChange =
  | { kind: 'cells'; sheetId: string; area: Area }
  | { kind: 'rows' | 'columns'; sheetId: string; at: number; count: number }
  | { kind: 'sheetRemoved'; sheetId: string }
  | { kind: 'sheetRenamed'; sheetId: string; before: string };

/**
 * The workbook engine under the host: Univer holds the grid, the styles and the calculation.
 * What Excel enforces (tables, protection, names, filters) is the host's; see `book/`.
 */
export class Book {
  readonly injector: Injector;
  readonly commands: ICommandService;
  readonly calculation: Calculation;
  readonly cells: Cells;
  readonly workbook: FWorkbook;
  private readonly formulaIndex: FormulaIndex;
  private hostDepth = 0;
  private readonly listeners: { dispose(): void }[];
  private nameBefore = '';
  private readonly userListeners = new Set<(change: UserChange) => void>();

  constructor(
    readonly univer: Univer,
    readonly api: FUniver,
  ) {
    this.injector = univer.__getInjector();
    this.commands = this.injector.get(ICommandService);
    this.workbook = api.getActiveWorkbook() ?? api.createWorkbook(firstWorkbook());
    this.calculation = new Calculation(this.injector, this.unitId);
    this.formulaIndex = new FormulaIndex(
      this.injector.get(FormulaDataModel),
      this.workbook.getWorkbook(),
      this.commands,
    );
    this.cells = new Cells(this.commands, this.formulaIndex, this.calculation, this.unitId);
    this.listeners = [
      this.commands.beforeCommandExecuted((command) => {
        if (command.id !== SetWorksheetNameMutation.id) return;
        const { subUnitId } = command.params as SheetRangeParams;
        this.nameBefore = this.sheet(subUnitId).getSheetName();
      }),
      this.commands.onCommandExecuted((command, options) => this.followUser(command, options)),
    ];
  }

  get unitId(): string {
    return this.workbook.getId();
  }

  /** What `change` does is the host's doing and is not reported as the user's. */
  asHost<T>(change: () => T): T {
    this.hostDepth++;
    try {
      return change();
    } finally {
      this.hostDepth--;
    }
  }

  onUserChange(listener: (change: UserChange) => void): () => void {
    this.userListeners.add(listener);
    return () => this.userListeners.delete(listener);
  }

  // ---- sheets -------------------------------------------------------------------------------------------------

  sheetIds(): string[] {
    return this.workbook.getSheets().map((sheet) => sheet.getSheetId());
  }

  sheet(sheetId: string): FWorksheet {
    const sheet = this.workbook.getSheetBySheetId(sheetId);
    if (!sheet) throw new Error(`no sheet ${sheetId}`);
    return sheet;
  }

  worksheet(sheetId: string): Worksheet {
    return this.sheet(sheetId).getSheet();
  }

  /** Adds a sheet at the end. The name must be free: Univer would silently choose another. */
  addSheet(name: string): string {
    return this.asHost(() => {
      const active = this.workbook.getActiveSheet().getSheetId();
      const added = this.workbook.insertSheet(name, { index: this.sheetIds().length, sheet: emptySheet() });
      this.workbook.setActiveSheet(active);
      return added.getSheetId();
    });
  }

  /** Makes the grid large enough to hold the area. */
  ensureSize(sheetId: string, area: Area): void {
    const sheet = this.sheet(sheetId);
    const rows = area.row + area.rows;
    const columns = area.column + area.columns;
    if (rows > sheet.getMaxRows()) sheet.setRowCount(Math.ceil((rows + SMALLEST_GRID) / SMALLEST_GRID) * SMALLEST_GRID);
    if (columns > sheet.getMaxColumns()) sheet.setColumnCount(columns + 40);
  }

  /** Rows or columns put in (count > 0) or taken out (count < 0); formulas follow. */
  shiftSheet(sheetId: string, axis: 'row' | 'column', at: number, count: number): void {
    this.asHost(() => {
      const sheet = this.sheet(sheetId);
      const size = Math.abs(count);
      this.ensureSize(sheetId, {
        row: 0,
        column: 0,
        rows: axis === 'row' ? at + size : 1,
        columns: axis === 'row' ? 1 : at + size,
      });
      if (axis === 'row') {
        if (count > 0) sheet.insertRowsBefore(at, size);
        else sheet.deleteRows(at, size);
      } else if (count > 0) sheet.insertColumnsBefore(at, size);
      else sheet.deleteColumns(at, size);
    });
  }

  /** The smallest area around all cells with content or, unless `valuesOnly`, with a format of their own. */
  usedArea(sheetId: string, valuesOnly: boolean): Area | null {
    let top = Infinity;
    let left = Infinity;
    let bottom = -1;
    let right = -1;
    const stretch = (row: number, column: number, lastRow = row, lastColumn = column): void => {
      if (row < top) top = row;
      if (column < left) left = column;
      if (lastRow > bottom) bottom = lastRow;
      if (lastColumn > right) right = lastColumn;
    };
    this.worksheet(sheetId)
      .getCellMatrix()
      .forValue((row, column, cell) => {
        if (!cell) return;
        if (cell.f || (cell.v !== undefined && cell.v !== null && cell.v !== '') || cell.p || (!valuesOnly && cell.s)) {
          stretch(row, column);
        }
      });
    for (const { area } of this.cells.spills(sheetId)) {
      stretch(area.row, area.column, area.row + area.rows - 1, area.column + area.columns - 1);
    }
    return bottom < 0 ? null : { row: top, column: left, rows: bottom - top + 1, columns: right - left + 1 };
  }

  // ---- formats ------------------------------------------------------------------------------------------------

  /** The style a cell shows: its own, else its column's. */
  styleOf(sheetId: string, row: number, column: number): Nullable<IStyleData> {
    const sheet = this.worksheet(sheetId);
    const cell = sheet.getCellMatrix().getValue(row, column);
    const styles = this.workbook.getWorkbook().getStyles();
    return cell?.s ? styles.get(cell.s) : sheet.getColumnStyle(column);
  }

  /** A function answering the number format of cells; "General" where none is set. */
  patternReader(sheetId: string): (row: number, column: number) => string {
    const sheet = this.worksheet(sheetId);
    const matrix = sheet.getCellMatrix();
    const styles = this.workbook.getWorkbook().getStyles();
    const byId = new Map<string, string>();
    const patternOf = (style: string | Nullable<IStyleData>): string => {
      if (!style) return 'General';
      if (typeof style !== 'string') return style.n?.pattern ?? 'General';
      let pattern = byId.get(style);
      if (pattern === undefined) byId.set(style, (pattern = styles.get(style)?.n?.pattern ?? 'General'));
      return pattern;
    };
    return (row, column) => patternOf(matrix.getValue(row, column)?.s ?? sheet.getColumnStyle(column, true));
  }

  /**
   * Changes the style of every cell of an area. Cells are given shared style ids directly: through Univer's own
   * command each cell's style would be copied and compared, which takes seconds for a pulled table.
   */
  restyle(sheetId: string, area: Area, change: (style: IStyleData, row: number, column: number) => IStyleData): void {
    const sheet = this.worksheet(sheetId);
    const matrix = sheet.getCellMatrix();
    const styles = this.workbook.getWorkbook().getStyles();
    const known = new Map<IStyleData | string, string | null>();
    const idOf = (style: IStyleData): string | null => {
      let id = known.get(style);
      if (id !== undefined) return id;
      const key = JSON.stringify(style);
      id = known.get(key);
      if (id === undefined) known.set(key, (id = key === '{}' ? null : (styles.setValue(style) ?? null)));
      known.set(style, id);
      return id;
    };
    for (let row = area.row; row < area.row + area.rows; row++) {
      for (let column = area.column; column < area.column + area.columns; column++) {
        const cell: ICellData = matrix.getValue(row, column) ?? {};
        const before = styles.get(cell.s ?? sheet.getColumnStyle(column, true)) ?? NO_STYLE;
        const id = idOf(change(before, row, column));
        if (id === null) {
          if (cell.s === undefined) continue;
          const { s: _dropped, ...rest } = cell;
          matrix.setValue(row, column, rest);
        } else if (id !== cell.s) {
          matrix.setValue(row, column, { ...cell, s: id });
        }
      }
    }
    this.repaint(sheetId, area.row, area.column);
  }

  /** Changes the style of whole columns, and of the cells in them that have one of their own. */
  restyleColumns(sheetId: string, from: number, count: number, change: (style: IStyleData) => IStyleData): void {
    const sheet = this.worksheet(sheetId);
    for (let column = from; column < from + count; column++) {
      sheet.setColumnStyle(column, change(sheet.getColumnStyle(column) ?? {}));
    }
    const used = this.usedArea(sheetId, false);
    if (used) this.restyle(sheetId, { row: used.row, rows: used.rows, column: from, columns: count }, change);
  }

  /** Tells the grid on the screen that a sheet's styles changed. */
  private repaint(sheetId: string, row: number, column: number): void {
    // Without its type, text that looks like a number would be taken for one.
    const type = this.worksheet(sheetId).getCellMatrix().getValue(row, column)?.t;
    this.asHost(() =>
      this.commands.syncExecuteCommand(
        SetRangeValuesMutation.id,
        {
          unitId: this.unitId,
          subUnitId: sheetId,
          trigger: SetStyleCommand.id,
          cellValue: { [row]: { [column]: type === undefined ? {} : { t: type } } },
        },
        { onlyLocal: true },
      ),
    );
  }

  dispose(): void {
    for (const listener of this.listeners) listener.dispose();
    this.formulaIndex.dispose();
    this.calculation.dispose();
    this.univer.dispose();
  }

  private followUser(command: ICommandInfo, options: { onlyLocal?: boolean; fromFormula?: boolean } | undefined): void {
    if (this.hostDepth > 0 || this.userListeners.size === 0) return;
    const change = userChange(command, options, this.nameBefore);
    if (!change) return;
    for (const listener of this.userListeners) listener(change);
  }
}

interface SheetRangeParams {
  subUnitId: string;
  range?: { startRow: number; endRow: number; startColumn: number; endColumn: number };
  cellValue?: Record<number, Record<number, unknown>>;
  trigger?: string;
}

const STRUCTURE: Record<string, { kind: 'rows' | 'columns'; sign: 1 | -1 }> = {
  'sheet.mutation.insert-row': { kind: 'rows', sign: 1 },
  'sheet.mutation.remove-rows': { kind: 'rows', sign: -1 },
  'sheet.mutation.insert-col': { kind: 'columns', sign: 1 },
  'sheet.mutation.remove-col': { kind: 'columns', sign: -1 },
};

function userChange(
  command: ICommandInfo,
  options: { onlyLocal?: boolean } | undefined,
  nameBefore: string,
): UserChange | null {
  const params = command.params as SheetRangeParams | undefined;
  if (!params) return null;
  if (command.id === SetRangeValuesMutation.id) {
    if (options?.onlyLocal || params.trigger === SetStyleCommand.id || !params.cellValue) return null;
    const area = boundsOf(params.cellValue);
    return area && { kind: 'cells', sheetId: params.subUnitId, area };
  }
  if (command.id === RemoveSheetMutation.id) return { kind: 'sheetRemoved', sheetId: params.subUnitId };
  if (command.id === SetWorksheetNameMutation.id) {
    return { kind: 'sheetRenamed', sheetId: params.subUnitId, before: nameBefore };
  }
  const structure = STRUCTURE[command.id];
  if (!structure || !params.range) return null;
  const rows = structure.kind === 'rows';
  const at = rows ? params.range.startRow : params.range.startColumn;
  const count = (rows ? params.range.endRow : params.range.endColumn) - at + 1;
  return { kind: structure.kind, sheetId: params.subUnitId, at, count: count * structure.sign };
}

function boundsOf(cells: Record<number, Record<number, unknown>>): Area | null {
  let top = Infinity;
  let left = Infinity;
  let bottom = -1;
  let right = -1;
  for (const [row, line] of Object.entries(cells)) {
    for (const column of Object.keys(line ?? {})) {
      top = Math.min(top, Number(row));
      bottom = Math.max(bottom, Number(row));
      left = Math.min(left, Number(column));
      right = Math.max(right, Number(column));
    }
  }
  return bottom < 0 ? null : { row: top, column: left, rows: bottom - top + 1, columns: right - left + 1 };
}

function emptySheet(): Partial<IWorksheetData> {
  return {
    rowCount: SMALLEST_GRID,
    columnCount: INITIAL_COLUMNS,
    defaultColumnWidth: COLUMN_PIXELS,
    defaultRowHeight: ROW_PIXELS,
    // Univer's command toggles an unset value the wrong way round.
    showGridlines: 1,
  };
}

function firstWorkbook(): Parameters<FUniver['createWorkbook']>[0] {
  return {
    id: 'preview-book',
    name: 'Book1',
    sheetOrder: ['sheet-1'],
    sheets: { 'sheet-1': { id: 'sheet-1', name: 'Sheet1', ...emptySheet() } },
  };
}

/** Wraps a Univer that has the sheet plugins (and, in a browser, their UI) registered; makes a workbook if there is none. */
export function bookFromUniver(univer: Univer, api: FUniver): Book {
  return new Book(univer, api);
}
