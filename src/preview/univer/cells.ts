import { CellValueType, type ICellData, type ICommandService, type Nullable, type Worksheet } from '@univerjs/core';
import { SetArrayFormulaDataMutation, SetFormulaDataMutation } from '@univerjs/engine-formula';
import { SetRangeValuesMutation } from '@univerjs/sheets';
import type { Area } from '../book/address';
import type { Calculation, DirtyRange } from './calculation';
import type { FormulaIndex } from './formula-index';

export type CellValue = string | number | boolean | null;

/** What a cell holds, spilled values included. */
export interface CellContent {
  value: CellValue;
  /** the value is an error such as "#N/A" */
  error: boolean;
  /** as the engine holds it, in A1 references, with "=" */
  formula: string | null;
  /** as the author wrote it, where that differs (structured references) */
  author: string | null;
  /** the cell is filled by a formula in another cell */
  spilled: boolean;
  /** the value is held, see `Held` */
  held: Held | null;
}

/** A change of a cell's content; formats stay. `null` clears it. */
export type CellWrite =
  | null
  | { value: CellValue; error?: boolean }
  | {
      formula: string;
      author?: string;
      /** shown in place of a result until the cell is calculated by hand */ held?: Held;
    };

/** A formula's value that no calculation of the engine changes: what Excel shows of a cell it does not calculate. */
export interface Held {
  value: CellValue;
  /** `range.calculate()` does not help, only entering the formula again does */
  resists: boolean;
}

export interface PlacedWrite {
  row: number;
  column: number;
  write: CellWrite;
}

/** What we keep in a cell's custom data, so that it travels with the cell when rows move. */
interface CellCustom {
  author?: string;
  error?: true;
  held?: Held;
}

export const ERROR_VALUES: ReadonlySet<string> = new Set([
  '#N/A',
  '#DIV/0!',
  '#NUM!',
  '#VALUE!',
  '#NULL!',
  '#REF!',
  '#NAME?',
  '#SPILL!',
  '#CALC!',
  '#CYCLE!',
  '#ERROR!',
  '#GETTING_DATA',
  '#CONNECT!',
  '#BLOCKED!',
  '#BUSY!',
]);

const EMPTY: CellContent = {
  value: null,
  error: false,
  formula: null,
  author: null,
  spilled: false,
  held: null,
};

type Matrix<T> = Record<number, Record<number, T>>;

/** Cell contents of a worksheet, read from and written to the engine. */
export class Cells {
  constructor(
    private readonly commands: ICommandService,
    private readonly index: FormulaIndex,
    private readonly calculation: Calculation,
    private readonly unitId: string,
  ) {}

  /** A function that answers one cell after another; valid until the next write. */
  reader(sheet: Worksheet): (row: number, column: number) => CellContent {
    const matrix = sheet.getCellMatrix();
    const spills = this.index.engine.getArrayFormulaCellData()?.[this.unitId]?.[sheet.getSheetId()] as
      Matrix<Nullable<ICellData>> | undefined | null;
    return (row, column) => {
      const cell = matrix.getValue(row, column);
      if (cell && (cell.f || (cell.v !== undefined && cell.v !== null && cell.v !== ''))) return content(cell, false);
      const spilled = spills?.[row]?.[column];
      if (spilled && !cell?.f) return content(spilled, true);
      return cell?.f ? content(cell, false) : EMPTY;
    };
  }

  /** Where spilled formulas lie: anchor and filled range. */
  spills(sheetId: string): { row: number; column: number; area: Area }[] {
    const ranges = (this.index.engine.getArrayFormulaRange()?.[this.unitId]?.[sheetId] ?? {}) as Matrix<
      Nullable<{ startRow: number; endRow: number; startColumn: number; endColumn: number }>
    >;
    const found: { row: number; column: number; area: Area }[] = [];
    for (const [row, columns] of Object.entries(ranges)) {
      for (const [column, range] of Object.entries(columns)) {
        if (!range) continue;
        const area: Area = {
          row: range.startRow,
          column: range.startColumn,
          rows: range.endRow - range.startRow + 1,
          columns: range.endColumn - range.startColumn + 1,
        };
        if (area.rows * area.columns > 1) found.push({ row: Number(row), column: Number(column), area });
      }
    }
    return found;
  }

  /** Cells that hold a formula. */
  formulaCells(sheetId: string): { row: number; column: number }[] {
    return [...this.index.cells(sheetId)];
  }

  /** The formula of a cell, as far as it tells whether the cell still holds the same one; null without any. */
  formulaIn(sheetId: string, row: number, column: number): string | null {
    const item = this.index.sheet(sheetId)[row]?.[column];
    return item ? `${item.f} ${item.x ?? 0} ${item.y ?? 0}` : null;
  }

  hasFormulas(): boolean {
    return this.index.any();
  }

  /**
   * Writes contents; the cells' formats stay.
   * Univer's own handling of a write looks through all cells of the workbook; here the engine is told only what it needs:
   * formulas that came or went, spills that were written over, and which cells changed.
   */
  write(sheet: Worksheet, writes: readonly PlacedWrite[]): void {
    const sheetId = sheet.getSheetId();
    const cellValue: Matrix<ICellData> = {};
    const changedFormulas: Matrix<{ f: string } | null> = {};
    let anyFormula = false;
    for (const { row, column, write } of writes) {
      (cellValue[row] ??= {})[column] = toCellData(write);
      const formula = write !== null && 'formula' in write ? write.formula : null;
      if (!formula && !this.index.has(sheetId, row, column)) continue;
      anyFormula = true;
      (changedFormulas[row] ??= {})[column] = formula ? { f: formula } : null;
      this.index.set(sheetId, row, column, formula);
    }
    const dirty = this.dirtyRanges(sheetId, writes);
    this.index.whileReporting(() => {
      if (anyFormula) {
        const formulaData = { [this.unitId]: { [sheetId]: changedFormulas } };
        this.commands.syncExecuteCommand(SetFormulaDataMutation.id, { formulaData }, { onlyLocal: true });
      }
      this.commands.syncExecuteCommand(
        SetRangeValuesMutation.id,
        { unitId: this.unitId, subUnitId: sheetId, cellValue },
        { onlyLocal: true },
      );
      this.clearSpills(sheetId, cellValue);
    });
    if (!this.index.any() && !anyFormula) return;
    if (!this.calculation.manual) this.calculation.markDirty(dirty);
    else if (anyFormula) this.calculation.markDirty(formulaRanges(sheetId, changedFormulas));
  }

  private clearSpills(sheetId: string, cellValue: Matrix<ICellData>): void {
    const { engine } = this.index;
    if (!engine.getArrayFormulaRange()?.[this.unitId]?.[sheetId]) return;
    const cells = engine.updateArrayFormulaCellData(this.unitId, sheetId, cellValue);
    const ranges = engine.updateArrayFormulaRange(this.unitId, sheetId, cellValue);
    if (!cells && !ranges) return;
    this.commands.syncExecuteCommand(
      SetArrayFormulaDataMutation.id,
      { arrayFormulaRange: engine.getArrayFormulaRange(), arrayFormulaCellData: engine.getArrayFormulaCellData() },
      { onlyLocal: true, remove: true },
    );
  }

  /** What the engine must look at again: the cells, or for many of them the area around, and spills that lie there. */
  private dirtyRanges(sheetId: string, writes: readonly PlacedWrite[]): DirtyRange[] {
    let around: DirtyRange | null = null;
    for (const { row, column } of writes) {
      if (!around) around = { sheetId, startRow: row, endRow: row, startColumn: column, endColumn: column };
      else {
        if (row < around.startRow) around.startRow = row;
        if (row > around.endRow) around.endRow = row;
        if (column < around.startColumn) around.startColumn = column;
        if (column > around.endColumn) around.endColumn = column;
      }
    }
    if (!around) return [];
    const { startRow, endRow, startColumn, endColumn } = around;
    const ranges =
      writes.length <= SEPARATE_CELLS
        ? writes.map(({ row, column }) => ({
            sheetId,
            startRow: row,
            endRow: row,
            startColumn: column,
            endColumn: column,
          }))
        : [around];
    for (const { row, column, area } of this.spills(sheetId)) {
      const touched =
        area.row <= endRow &&
        area.row + area.rows > startRow &&
        area.column <= endColumn &&
        area.column + area.columns > startColumn;
      if (touched) ranges.push({ sheetId, startRow: row, endRow: row, startColumn: column, endColumn: column });
    }
    return ranges;
  }
}

/** So many changed cells are told to the engine one by one. */
const SEPARATE_CELLS = 100;

function formulaRanges(sheetId: string, formulas: Matrix<{ f: string } | null>): DirtyRange[] {
  return Object.entries(formulas).flatMap(([row, columns]) =>
    Object.entries(columns)
      .filter(([, formula]) => formula !== null)
      .map(([column]) => ({
        sheetId,
        startRow: Number(row),
        endRow: Number(row),
        startColumn: Number(column),
        endColumn: Number(column),
      })),
  );
}

function toCellData(write: CellWrite): ICellData {
  const none = { f: null, si: null, p: null, custom: null } as unknown as ICellData;
  if (write === null) return { ...none, v: null, t: null };
  if ('formula' in write) {
    const custom: CellCustom = {
      ...(write.author && write.author !== write.formula ? { author: write.author } : {}),
      ...(write.held ? { held: write.held } : {}),
    };
    const any = Object.keys(custom).length > 0;
    return { ...none, f: write.formula, v: null, t: null, custom: (any ? custom : null) as ICellData['custom'] };
  }
  const { value } = write;
  if (value === null) return { ...none, v: null, t: null };
  if (write.error) return { ...none, v: value as string, t: CellValueType.STRING, custom: { error: true } };
  if (typeof value === 'boolean') return { ...none, v: value ? 1 : 0, t: CellValueType.BOOLEAN };
  if (typeof value === 'number') return { ...none, v: value, t: CellValueType.NUMBER };
  return { ...none, v: value, t: looksLikeNumber(value) ? CellValueType.FORCE_STRING : CellValueType.STRING };
}

/** Text that the engine would turn into a number or boolean as soon as the cell's format is changed. */
const looksLikeNumber = (text: string): boolean =>
  text.trim() !== '' && (!Number.isNaN(Number(text)) || /^(true|false)$/i.test(text));

function content(cell: ICellData, spilled: boolean): CellContent {
  const custom = cell.custom as CellCustom | null | undefined;
  const formula = cell.f || null;
  const held = formula ? (custom?.held ?? null) : null;
  let value: CellValue = held ? held.value : (cell.v ?? null);
  if (value === null && !held && cell.p)
    value = cell.p.body?.dataStream.replace(/\r?\n$/, '').replace(/\r/g, '\n') ?? null;
  if (cell.t === CellValueType.BOOLEAN && value !== null && !held)
    value = value === 1 || value === '1' || value === true;
  const error =
    typeof value === 'string' && ERROR_VALUES.has(value) && (formula !== null || spilled || custom?.error === true);
  return { value, error, formula, author: formula ? (custom?.author ?? null) : null, spilled, held };
}
