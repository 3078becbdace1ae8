import { CommandType, type ICommandInfo, type IExecutionOptions } from '@univerjs/core';
import { SetRangeValuesMutation } from '@univerjs/sheets';
import type { HostWorkbook } from '../book/workbook';
import type { DirtyRange } from '../univer/calculation';

export interface CellPlace {
  sheetId: string;
  row: number;
  column: number;
}

const AGAIN_MS = 50;

interface Holder extends CellPlace {
  /** the calculation the calls are of */
  calculation: number;
  formula: string | null;
  /** calls the cell's formula made in it */
  keys: Set<string>;
}

const rangeOf = ({ sheetId, row, column }: CellPlace): DirtyRange => ({
  sheetId,
  startRow: row,
  endRow: row,
  startColumn: column,
  endColumn: column,
});

/**
 * Which cells hold which streaming calls. The engine does not tell when a formula goes; so after every calculation and every
 * change of the sheets the cells are looked at: a call that no cell's formula makes any more is over.
 */
export class StreamHolders {
  private readonly cells = new Map<string, Holder>();
  private calculation = 0;
  /** cells may stand elsewhere than they did */
  private moved = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly listeners: { dispose(): void }[];

  /**
   * @param names of the streaming functions, in upper case
   * @param released gets the calls that nobody holds any more
   */
  constructor(
    private readonly wb: HostWorkbook,
    private readonly names: readonly string[],
    private readonly released: (isHeld: (key: string) => boolean) => void,
  ) {
    const { book } = wb;
    this.listeners = [
      { dispose: book.calculation.onFinished(() => this.afterCalculation()) },
      book.commands.onCommandExecuted((command, options) => this.follow(command, options)),
    ];
  }

  /** A cell's formula makes a streaming call; `null`: it makes none, for an error in its arguments. */
  hold(place: CellPlace, id: string, key: string | null): void {
    let holder = this.cells.get(id);
    if (holder?.calculation !== this.calculation) {
      const formula = this.wb.book.cells.formulaIn(place.sheetId, place.row, place.column);
      this.cells.set(id, (holder = { ...place, calculation: this.calculation, formula, keys: new Set() }));
    }
    if (key !== null) holder.keys.add(key);
  }

  dispose(): void {
    clearTimeout(this.timer);
    for (const listener of this.listeners) listener.dispose();
  }

  private follow(command: ICommandInfo, options: IExecutionOptions | undefined): void {
    if (this.cells.size === 0 || command.type !== CommandType.MUTATION || options?.fromFormula) return;
    if (!command.id.startsWith('sheet.mutation.')) return;
    if (command.id !== SetRangeValuesMutation.id) this.moved = true;
    this.timer ??= setTimeout(() => this.lookWhenQuiet(), 0);
  }

  /** A calculation that runs looks by itself when it has ended; not every change leads to one. */
  private lookWhenQuiet(): void {
    if (this.wb.book.calculation.isBusy) this.timer = setTimeout(() => this.lookWhenQuiet(), AGAIN_MS);
    else {
      this.timer = undefined;
      this.look();
    }
  }

  private afterCalculation(): void {
    this.calculation++;
    if (this.cells.size > 0) this.look();
  }

  private look(): void {
    const { book } = this.wb;
    for (const [id, holder] of this.cells) {
      const formula = this.wb.hasSheet(holder.sheetId)
        ? book.cells.formulaIn(holder.sheetId, holder.row, holder.column)
        : null;
      if (formula === null || formula !== holder.formula) this.cells.delete(id);
    }
    if (this.moved) {
      this.moved = false;
      const elsewhere = this.unheld();
      // calculated once more where they stand now, they hold their calls again
      if (elsewhere.length > 0) return book.calculation.markDirty(elsewhere);
    }
    const held = new Set<string>();
    for (const { keys } of this.cells.values()) for (const key of keys) held.add(key);
    this.released((key) => held.has(key));
  }

  /** Cells whose formula names a streaming function without holding a call. */
  private unheld(): DirtyRange[] {
    const { book } = this.wb;
    return this.wb.sheetIds().flatMap((sheetId) =>
      book.cells.formulaCells(sheetId).flatMap(({ row, column }) => {
        if (this.cells.has(cellId(sheetId, row, column))) return [];
        const formula = book.cells.formulaIn(sheetId, row, column)?.toUpperCase() ?? '';
        return this.names.some((name) => formula.includes(`${name}(`)) ? [rangeOf({ sheetId, row, column })] : [];
      }),
    );
  }
}

export const cellId = (sheetId: string, row: number, column: number): string => `${sheetId} ${row} ${column}`;
