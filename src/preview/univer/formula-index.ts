import {
  CommandType,
  type IExecutionOptions,
  type ICommandInfo,
  type ICommandService,
  type Nullable,
  type Workbook,
} from '@univerjs/core';
import { initSheetFormulaData, type FormulaDataModel, type IFormulaDataItem } from '@univerjs/engine-formula';
import { SetStyleCommand } from '@univerjs/sheets';

type SheetFormulas = Record<number, Record<number, Nullable<IFormulaDataItem>>>;

interface MutationParams {
  subUnitId?: string;
  trigger?: string;
}

/**
 * Which cells hold formulas. Univer's model finds them by walking through every cell of every sheet, several times for
 * every write; this keeps the answer a sheet and walks again only after a change that was not reported to it.
 */
export class FormulaIndex {
  private readonly known = new Map<string, SheetFormulas>();
  private reported = false;
  private readonly listener: { dispose(): void };

  constructor(
    private readonly model: FormulaDataModel,
    private readonly workbook: Workbook,
    commands: ICommandService,
  ) {
    const unitId = workbook.getUnitId();
    model.getFormulaData = () => ({
      [unitId]: Object.fromEntries(
        workbook.getSheets().map((sheet) => [sheet.getSheetId(), this.sheet(sheet.getSheetId())]),
      ),
    });
    this.listener = commands.onCommandExecuted((command, options) => this.follow(command, options));
  }

  /** Row → column → formula of a sheet. */
  sheet(sheetId: string): SheetFormulas {
    let formulas = this.known.get(sheetId);
    if (!formulas) {
      const unitId = this.workbook.getUnitId();
      const worksheet = this.workbook.getSheetBySheetId(sheetId);
      if (!worksheet) return {};
      const data = initSheetFormulaData({}, unitId, sheetId, worksheet.getCellMatrix());
      formulas = (data[unitId]?.[sheetId] ?? {}) as SheetFormulas;
      this.known.set(sheetId, formulas);
    }
    return formulas;
  }

  *cells(sheetId: string): Generator<{ row: number; column: number }> {
    for (const [row, columns] of Object.entries(this.sheet(sheetId))) {
      for (const [column, item] of Object.entries(columns ?? {})) {
        if (item) yield { row: Number(row), column: Number(column) };
      }
    }
  }

  any(): boolean {
    return this.workbook.getSheets().some((sheet) => !this.cells(sheet.getSheetId()).next().done);
  }

  has(sheetId: string, row: number, column: number): boolean {
    return Boolean(this.sheet(sheetId)[row]?.[column]);
  }

  set(sheetId: string, row: number, column: number, formula: string | null): void {
    const sheet = this.sheet(sheetId);
    if (formula) (sheet[row] ??= {})[column] = { f: formula };
    else if (sheet[row]) delete sheet[row][column];
  }

  /** The change made inside is told to the index by `set`. */
  whileReporting(change: () => void): void {
    this.reported = true;
    try {
      change();
    } finally {
      this.reported = false;
    }
  }

  dispose(): void {
    this.listener.dispose();
  }

  private follow(command: ICommandInfo, options: IExecutionOptions | undefined): void {
    if (this.reported || command.type !== CommandType.MUTATION || options?.['fromFormula']) return;
    const params = command.params as MutationParams | undefined;
    if (params?.trigger === SetStyleCommand.id) return;
    if (params?.subUnitId) this.known.delete(params.subUnitId);
    else if (!/formula|preview\./.test(command.id)) this.known.clear();
  }

  /** Univer's model, whose answers this replaces. */
  get engine(): FormulaDataModel {
    return this.model;
  }
}
