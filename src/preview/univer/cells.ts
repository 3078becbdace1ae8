import { CellValueType, type ICellData, type ICommandService, type Nullable, type Worksheet } from '@univerjs/core';
import type { FormulaDataModel } from '@univerjs/engine-formula';
import { SetRangeValuesMutation } from '@univerjs/sheets';
import type { Area } from '../book/address';

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
}

/** A change of a cell's content; formats stay. `null` clears it. */
export type CellWrite = null | { value: CellValue; error?: boolean } | { formula: string; author?: string };

export interface PlacedWrite {
  row: number;
  column: number;
  write: CellWrite;
}

/** What we keep in a cell's custom data, so that it travels with the cell when rows move. */
interface CellCustom {
  author?: string;
  error?: true;
}

export const ERROR_VALUES: ReadonlySet<string> = new Set([
  '#N/A', '#DIV/0!', '#NUM!', '#VALUE!', '#NULL!', '#REF!', '#NAME?', '#SPILL!', '#CALC!', '#CYCLE!', '#ERROR!',
  '#GETTING_DATA', '#CONNECT!', '#BLOCKED!', '#BUSY!',
]);

const EMPTY: CellContent = { value: null, error: false, formula: null, author: null, spilled: false };

type Matrix<T> = Record<number, Record<number, T>>;

/** Cell contents of a worksheet, read from and written to the engine. */
export class Cells {
  constructor(
    private readonly commands: ICommandService,
    private readonly formulas: FormulaDataModel,
    private readonly unitId: string,
  ) {}

  /** A function that answers one cell after another; valid until the next write. */
  reader(sheet: Worksheet): (row: number, column: number) => CellContent {
    const matrix = sheet.getCellMatrix();
    const spills = this.formulas.getArrayFormulaCellData()?.[this.unitId]?.[sheet.getSheetId()] as
      | Matrix<Nullable<ICellData>>
      | undefined
      | null;
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
    const ranges = (this.formulas.getArrayFormulaRange()?.[this.unitId]?.[sheetId] ?? {}) as Matrix<
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
    const data = (this.formulas.getSheetFormulaData(this.unitId, sheetId) ?? {}) as Matrix<unknown>;
    const found: { row: number; column: number }[] = [];
    for (const [row, columns] of Object.entries(data)) {
      for (const [column, item] of Object.entries(columns ?? {})) {
        if (item) found.push({ row: Number(row), column: Number(column) });
      }
    }
    return found;
  }

  hasFormulas(): boolean {
    const data = this.formulas.getFormulaData()?.[this.unitId];
    if (!data) return false;
    for (const sheet of Object.values(data)) {
      for (const row of Object.values((sheet ?? {}) as Matrix<unknown>)) {
        for (const item of Object.values(row ?? {})) if (item) return true;
      }
    }
    return false;
  }

  /**
   * Writes contents; the cells' formats stay.
   * @param calculate false when no formula can depend on it: the engine is not told
   */
  write(sheet: Worksheet, writes: Iterable<PlacedWrite>, calculate: boolean): void {
    const cellValue: Matrix<ICellData> = {};
    for (const { row, column, write } of writes) {
      const line = (cellValue[row] ??= {});
      line[column] = toCellData(write);
    }
    this.commands.syncExecuteCommand(
      SetRangeValuesMutation.id,
      { unitId: this.unitId, subUnitId: sheet.getSheetId(), cellValue },
      calculate ? undefined : { onlyLocal: true },
    );
  }
}

function toCellData(write: CellWrite): ICellData {
  const none = { f: null, si: null, p: null, custom: null } as unknown as ICellData;
  if (write === null) return { ...none, v: null, t: null };
  if ('formula' in write) {
    const custom: CellCustom | null = write.author && write.author !== write.formula ? { author: write.author } : null;
    return { ...none, f: write.formula, v: null, t: null, custom: custom as ICellData['custom'] };
  }
  const { value } = write;
  if (value === null) return { ...none, v: null, t: null };
  if (write.error) return { ...none, v: value as string, t: CellValueType.STRING, custom: { error: true } };
  if (typeof value === 'boolean') return { ...none, v: value ? 1 : 0, t: CellValueType.BOOLEAN };
  return { ...none, v: value, t: typeof value === 'number' ? CellValueType.NUMBER : CellValueType.STRING };
}

function content(cell: ICellData, spilled: boolean): CellContent {
  const custom = cell.custom as CellCustom | null | undefined;
  const formula = cell.f || null;
  let value: CellValue = cell.v ?? null;
  if (value === null && cell.p) value = cell.p.body?.dataStream.replace(/\r?\n$/, '').replace(/\r/g, '\n') ?? null;
  if (cell.t === CellValueType.BOOLEAN && value !== null) value = value === 1 || value === '1' || value === true;
  const error =
    typeof value === 'string' && ERROR_VALUES.has(value) && (formula !== null || spilled || custom?.error === true);
  return { value, error, formula, author: formula ? (custom?.author ?? null) : null, spilled };
}
