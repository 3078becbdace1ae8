import { cellAddress } from './addresses';
import { BINDING_KEY, newWorkbookId, parseBinding, WORKBOOK_KEY } from './binding';
import type { RawCell } from './cells';
import { isFormula } from './diff';
import { asWorkbookError, WorkbookError } from './errors';
import { exclusively, runExcel } from './excel-run';
import { bySheet, cellId, findObstacles, readFormulas, settledFormulas, type HeldFormula } from './formula-cells';
import { enterFormulas, type FormulaEntry } from './formula-entry';
import { examineFormula, isStuck, type OwnFunctions } from './formula/repair';
import { writeRecords, type FormulaImage } from './records';
import { calculateCells, isCalculable, ownFunctions } from './repair-scan';
import type {
  BrokenFormula,
  FunctionNames,
  MendedFormula,
  MendOutcome,
  MendReport,
  NoRepair,
  WorkOptions,
} from './types';
import { newWriteId } from './write-job';

/**
 * Mends broken formulas: what is stuck is calculated, everything else is entered again. Each cell is read first, and one
 * that no longer holds the formula of the scan is left alone; afterwards it is read back. The mode of calculation and
 * the protection of sheets stay as they are. Cancelling puts back what was entered.
 *
 * @throws WorkbookError cancelled, editing, host_error. An error with `partial` could not put everything back; what
 *   stands in the sheets can be undone by its `writeId`.
 */
export async function mendFormulas(
  items: readonly BrokenFormula[],
  names: FunctionNames,
  options: WorkOptions = {},
): Promise<MendReport> {
  const started = Date.now();
  const own = await ownFunctions(names);
  return exclusively(() =>
    runExcel((context) => new Mending(context, items, own, options, started).run(), { undoGroup: true }),
  );
}

interface Sheet {
  name: string;
  protected: boolean;
}

class Mending {
  private readonly outcomes = new Map<string, { outcome: MendOutcome; why: NoRepair | null; shows?: RawCell }>();
  private readonly sent: FormulaEntry[] = [];
  private sheets = new Map<string, Sheet>();
  private manualCalculation = false;
  private workbookId = '';

  constructor(
    private readonly context: Excel.RequestContext,
    private readonly items: readonly BrokenFormula[],
    private readonly own: OwnFunctions,
    private readonly options: WorkOptions,
    private readonly started: number,
  ) {}

  async run(): Promise<MendReport> {
    const { context, options, items } = this;
    await this.load();
    const held = await readFormulas(context, items, options.signal);
    const obstacles = await findObstacles(context, items);
    const open = items.filter((item) => this.isOpen(item, held.get(item.id), obstacles.get(item.id) ?? null));

    const stuck = open.filter(isCalculable);
    await calculateCells(context, stuck, options);
    const calculated = await settledFormulas(context, stuck, options.signal);
    // what calculating did not free may be freed by entering it again
    const toEnter = open.filter(
      (item) => !isCalculable(item) || (isStuck(calculated.get(item.id)?.value ?? null) && !this.isProtected(item)),
    );
    const refused = await this.enter(toEnter);

    options.onProgress?.({ step: 'checking', table: null, done: 0, total: open.length });
    const after = await settledFormulas(context, open, options.signal);
    for (const item of open) {
      const now = after.get(item.id);
      const why = refused.get(item.id) ?? null;
      this.outcomes.set(item.id, { outcome: why ? 'cannot' : this.outcomeOf(now), why, shows: now?.value ?? '' });
    }
    return {
      writeId: await this.keepRecord(after, refused),
      cells: items.map((item) => this.reported(item)),
      manualCalculation: this.manualCalculation,
      seconds: (Date.now() - this.started) / 1000,
    };
  }

  private async load(): Promise<void> {
    const { context } = this;
    const { workbook } = context;
    workbook.worksheets.load('items/id,items/name');
    workbook.application.load('calculationMode');
    const binding = workbook.settings.getItemOrNullObject(BINDING_KEY);
    const unbound = workbook.settings.getItemOrNullObject(WORKBOOK_KEY);
    binding.load('value');
    unbound.load('value');
    await context.sync();
    this.manualCalculation = workbook.application.calculationMode === Excel.CalculationMode.manual;
    const bound = binding.isNullObject ? null : parseBinding(String(binding.value));
    this.workbookId = bound?.workbookId ?? (unbound.isNullObject ? '' : String(unbound.value));
    for (const sheet of workbook.worksheets.items) sheet.protection.load('protected');
    await context.sync();
    this.sheets = new Map(
      workbook.worksheets.items.map(({ id, name, protection }) => [id, { name, protected: protection.protected }]),
    );
  }

  private isProtected(item: BrokenFormula): boolean {
    return this.sheets.get(item.sheetId)?.protected ?? false;
  }

  /** Settles what needs no mending or allows none; true for the rest. */
  private isOpen(item: BrokenFormula, held: HeldFormula | undefined, obstacle: NoRepair | null): boolean {
    const settle = (outcome: MendOutcome, why: NoRepair | null): false => {
      this.outcomes.set(item.id, { outcome, why, shows: held?.value ?? '' });
      return false;
    };
    if (!held || held.formula !== item.formula || !isFormula(held.value ?? '', held.formula)) {
      return settle('changed', null);
    }
    const breakage = examineFormula(item.formula, held.value, this.own);
    // it came right by itself: the add-in's functions were late
    if (!breakage) return settle('mended', null);
    if (breakage.mended === null || item.mended === null) return settle('cannot', item.why ?? 'unknown_function');
    if (obstacle) return settle('cannot', obstacle);
    if (this.isProtected(item) && !isCalculable(item)) return settle('cannot', 'protected');
    return true;
  }

  private async enter(items: readonly BrokenFormula[]): Promise<Map<string, NoRepair>> {
    const { context, options, sent } = this;
    const entries = items.map(({ sheetId, row, column, formula, mended }): FormulaEntry => {
      return { sheetId, row, column, formula: mended ?? formula, before: formula };
    });
    let done = 0;
    try {
      return await enterFormulas(context, entries, sent, {
        signal: options.signal,
        onSent: (count) => {
          done += count;
          options.onProgress?.({ step: 'writing', table: null, done, total: entries.length });
        },
      });
    } catch (error) {
      throw await this.takenBack(error);
    }
  }

  /** After a failure midway: the former formulas are entered again; the error says what could not be put back. */
  private async takenBack(error: unknown): Promise<WorkbookError> {
    const problem = asWorkbookError(error);
    const { context, options, sent } = this;
    const changed = sent.filter(({ formula, before }) => formula !== before);
    let left = changed;
    try {
      options.onProgress?.({ step: 'restoring', table: null, done: 0, total: changed.length });
      const back = changed.map((entry) => ({ ...entry, formula: entry.before, before: entry.formula }));
      const refused = await enterFormulas(context, back, []);
      left = changed.filter((entry) => refused.has(cellId(entry)));
    } catch {
      // all of it is left, and can be undone later
    }
    if (left.length === 0) return problem;
    const held = new Map(left.map((entry) => [cellId(entry), { formula: entry.formula, value: null }]));
    const writeId = (await this.keepRecord(held, new Map()).catch(() => null)) ?? '';
    const partial = {
      writeId,
      cells: left.length,
      rowsAdded: 0,
      skipped: [],
      mismatches: [],
      seconds: (Date.now() - this.started) / 1000,
      sheetNames: [...bySheet(left).keys()].map((sheetId) => this.sheets.get(sheetId)?.name ?? ''),
    };
    return new WorkbookError(problem.problem, partial, { cause: error });
  }

  private outcomeOf(now: HeldFormula | undefined): MendOutcome {
    if (!now || typeof now.formula !== 'string') return 'changed';
    const breakage = examineFormula(now.formula, now.value, this.own);
    return breakage === null || breakage.kind === 'not_calculated' ? 'mended' : 'still_broken';
  }

  private reported(item: BrokenFormula): MendedFormula {
    const { outcome, why, shows } = this.outcomes.get(item.id) ?? { outcome: 'changed' as const, why: null };
    const { id, sheetId, row, column } = item;
    const address = cellAddress(this.sheets.get(sheetId)?.name ?? item.sheetName, row, column);
    return { id, sheetId, row, column, address, outcome, why, shows: shows ?? '' };
  }

  /** Keeps the former formulas for undo; null when no text was changed. */
  private async keepRecord(
    now: ReadonlyMap<string, HeldFormula>,
    refused: ReadonlyMap<string, NoRepair>,
  ): Promise<string | null> {
    const images = [...bySheet(this.sent)].flatMap(([sheetId, entries]): FormulaImage[] => {
      const formulas = entries.flatMap(({ row, column, before, ...place }) => {
        const id = cellId({ ...place, row, column });
        const written = now.get(id)?.formula;
        if (refused.has(id) || typeof written !== 'string' || written === before) return [];
        return [row, column, before, written];
      });
      return formulas.length > 0 ? [{ sheetId, sheetName: this.sheets.get(sheetId)?.name ?? '', formulas }] : [];
    });
    if (images.length === 0) return null;
    if (this.workbookId === '') {
      this.workbookId = newWorkbookId();
      this.context.workbook.settings.add(WORKBOOK_KEY, this.workbookId);
      await this.context.sync();
    }
    const id = newWriteId();
    writeRecords().add({
      id,
      workbookId: this.workbookId,
      kind: 'repair',
      at: new Date().toISOString(),
      stamp: null,
      cells: images.reduce((sum, { formulas }) => sum + formulas.length / 4, 0),
      rowsAdded: 0,
      undone: false,
      canUndo: true,
      images,
    });
    return id;
  }
}
