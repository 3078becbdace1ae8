import { ICommandService, type ICommandInfo, type Injector } from '@univerjs/core';
import {
  IActiveDirtyManagerService,
  SetFormulaCalculationNotificationMutation,
  SetFormulaCalculationStartMutation,
} from '@univerjs/engine-formula';
import { SetRangeValuesMutation } from '@univerjs/sheets';
import { CommandType } from '@univerjs/core';

export interface DirtyRange {
  sheetId: string;
  startRow: number;
  endRow: number;
  startColumn: number;
  endColumn: number;
}

interface MarkDirtyParams {
  unitId: string;
  ranges: DirtyRange[];
}

const MARK_DIRTY = 'preview.mutation.mark-dirty';

/** The engine starts a calculation 100 ms after the last change; a change that starts none is given up after this. */
const START_LIMIT_MS = 1500;

/** A series of suspended writes is over when nothing followed for so long; a read ends it at once. */
const HOLD_MS = 2000;

/**
 * When Univer calculates, and how to wait for it.
 * `onCalculationEnd` of its facade misses edits and rejects after 30 s, so the state is followed by its commands.
 */
export class Calculation {
  private readonly commands: ICommandService;
  private readonly dirtyManager: IActiveDirtyManagerService;
  private changedAt = 0;
  private running = false;
  private manualMode = false;
  /** what is to be calculated after a series of suspended writes; null when there is none */
  private held: DirtyRange[] | null = null;
  private holdTimer: ReturnType<typeof setTimeout> | undefined;
  private savedConversion: ReturnType<IActiveDirtyManagerService['get']> = undefined;
  private readonly waiting = new Set<() => void>();
  private readonly finished = new Set<() => void>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly disposables: { dispose(): void }[] = [];

  constructor(
    injector: Injector,
    private readonly unitId: string,
  ) {
    this.commands = injector.get(ICommandService);
    this.dirtyManager = injector.get(IActiveDirtyManagerService);
    // A mutation of our own joins the engine's queue; starting a calculation directly collides with a running one.
    this.disposables.push(
      this.commands.registerCommand({ id: MARK_DIRTY, type: CommandType.MUTATION, handler: () => true }),
    );
    this.dirtyManager.register(MARK_DIRTY, {
      commandId: MARK_DIRTY,
      getDirtyData: (command: ICommandInfo) => {
        const { unitId: unit, ranges } = command.params as MarkDirtyParams;
        return {
          dirtyRanges: ranges.map(({ sheetId, ...range }) => ({ unitId: unit, sheetId, range })),
          clearDependencyTreeCache: {},
        };
      },
    });
    this.disposables.push(
      this.commands.onCommandExecuted((command, options) => this.follow(command, options)),
      // what is held is told by addresses, which rows put in or taken out would change
      this.commands.beforeCommandExecuted((command) => {
        const moves = command.id !== MARK_DIRTY && command.id !== SetRangeValuesMutation.id;
        if (this.held && moves && this.dirtyManager.get(command.id)) this.resume();
      }),
    );
  }

  /** Waiting for the engine would be in vain or in progress: something changed and is not yet calculated. */
  get isBusy(): boolean {
    return this.running || this.changedAt > 0 || (this.held !== null && this.held.length > 0);
  }

  get manual(): boolean {
    return this.manualMode;
  }

  /** In manual mode a change no longer starts a calculation; marking cells dirty still does. */
  setManual(on: boolean): void {
    if (on === this.manualMode) return;
    this.manualMode = on;
    if (on) {
      this.savedConversion = this.dirtyManager.get(SetRangeValuesMutation.id);
      this.dirtyManager.remove(SetRangeValuesMutation.id);
    } else if (this.savedConversion) {
      this.dirtyManager.register(SetRangeValuesMutation.id, this.savedConversion);
    }
  }

  /** Calculates what is written from now on in one run at the end, instead of one after each part of a long write. */
  suspend(): void {
    this.held ??= [];
    this.restartHold();
  }

  private restartHold(): void {
    clearTimeout(this.holdTimer);
    this.holdTimer = setTimeout(() => this.resume(), HOLD_MS);
  }

  private resume(): void {
    const ranges = this.held ?? [];
    this.held = null;
    clearTimeout(this.holdTimer);
    this.markDirty(joined(ranges));
  }

  markDirty(ranges: DirtyRange[]): void {
    if (ranges.length === 0) return;
    if (this.held) {
      this.held.push(...ranges);
      this.restartHold();
      return;
    }
    this.commands.syncExecuteCommand(MARK_DIRTY, { unitId: this.unitId, ranges } satisfies MarkDirtyParams, {
      onlyLocal: true,
    });
  }

  /** Called after each finished calculation. */
  onFinished(listener: () => void): () => void {
    this.finished.add(listener);
    return () => this.finished.delete(listener);
  }

  /** Resolves when the engine has nothing left to calculate. */
  quiet(): Promise<void> {
    this.resume();
    if (!this.isBusy) return Promise.resolve();
    return new Promise((resolve) => this.waiting.add(resolve));
  }

  dispose(): void {
    clearTimeout(this.timer);
    clearTimeout(this.holdTimer);
    for (const disposable of this.disposables) disposable.dispose();
    this.release();
  }

  private follow(command: ICommandInfo, options: { onlyLocal?: boolean } | undefined): void {
    if (command.id === SetFormulaCalculationStartMutation.id) {
      this.running = true;
      this.changedAt = 0;
      clearTimeout(this.timer);
      return;
    }
    if (command.id === SetFormulaCalculationNotificationMutation.id) {
      const state = (command.params as { functionsExecutedState?: number }).functionsExecutedState;
      if (state !== undefined) this.afterRun();
      return;
    }
    if (!this.dirtyManager.get(command.id)) return;
    if (command.id === SetRangeValuesMutation.id && options?.onlyLocal) return;
    this.changedAt = Date.now();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      if (this.running) return;
      this.changedAt = 0;
      this.release();
    }, START_LIMIT_MS);
  }

  private afterRun(): void {
    this.running = false;
    // A stopped run is restarted by the engine in the same turn, before this task.
    setTimeout(() => {
      if (this.running) return;
      for (const listener of this.finished) listener();
      if (!this.isBusy) this.release();
    }, 0);
  }

  private release(): void {
    const resolvers = [...this.waiting];
    this.waiting.clear();
    for (const resolve of resolvers) resolve();
  }
}

/** The same cells in fewer ranges: those of the same columns that overlap or touch are put together. */
function joined(ranges: readonly DirtyRange[]): DirtyRange[] {
  const byColumns = new Map<string, DirtyRange[]>();
  for (const range of ranges) {
    const key = `${range.sheetId} ${range.startColumn} ${range.endColumn}`;
    const list = byColumns.get(key);
    if (list) list.push({ ...range });
    else byColumns.set(key, [{ ...range }]);
  }
  return [...byColumns.values()].flatMap((list) => {
    const result: DirtyRange[] = [];
    for (const range of list.sort((a, b) => a.startRow - b.startRow)) {
      const last = result[result.length - 1];
      if (last && range.startRow <= last.endRow + 1) last.endRow = Math.max(last.endRow, range.endRow);
      else result.push(range);
    }
    return result;
  });
}
