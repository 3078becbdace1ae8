import { cellAddress } from '../addresses';
import { readsBackAs, sameCell, type RawCell } from '../cells';
import { isFormula } from '../diff';
import { hostCode, throwIfCancelled, workbookError } from '../errors';
import { inBatches } from '../excel-run';
import type { WorkOptions, WriteReport } from '../types';
import { keepsFiguresAsText, restoredCell } from './cell-values';
import { pauseFilter } from './filter-pause';
import { isMerged, positionOf, readList, type LiveList } from './live-list';
import { loadBook, locate } from './locate';
import { matchRows, ownRowKey, type WantedKey } from './matching';
import { rangeProblem } from './problems';
import type { OwnMapping, OwnMeaning } from './types';
import { BlockRequest, blocksOfCells, returnByPlace, stillStands, type Owed, type PlacedCell } from './write-blocks';

/** What rows are told apart by beside their tasks. */
export interface Naming {
  /** names a cell may call a warehouse by → its code */
  warehouses: Readonly<Record<string, string>>;
  /** keys that are known without being written: a row that means one of these is no row of a task */
  known: readonly WantedKey[];
  /** warehouses that are known beside those of the keys */
  codes?: readonly string[];
}

/** One cell to write, named by the key of its row and the meaning of its column. */
export interface CellTask {
  key: WantedKey;
  meaning: OwnMeaning;
  /** false: what the cell holds is not what was agreed on, so it is left alone */
  accepts(held: RawCell): boolean;
  /** the value in the form this cell takes it */
  encode(at: { format: string; figuresAsText: boolean }): RawCell;
  /** whether the cell says so already */
  holds(held: RawCell, raw: RawCell): boolean;
}

export interface WrittenCell {
  task: CellTask;
  before: RawCell;
  /** as the cell read right after */
  written: RawCell;
  wanted: RawCell;
}

type Placed = PlacedCell & { task: CellTask | null; debt: Owed | null };

const isGone = (error: unknown): boolean => hostCode(error) === 'ItemNotFound';

/** Co-authors may go on moving rows while values are written; after so many attempts the work stops and says so. */
const MOST_ROUNDS = 12;
const MOST_READINGS = 4;
const MANY_MISMATCHES = 50;

/**
 * Writes cells of one list so that every value stands in the row of its key. Each block proves by what it reads in the
 * same request where its values came to stand; what was overwritten in another row, or after somebody changed it,
 * comes back at once, and the rows are looked for again.
 */
export class ListWriter {
  readonly written = new Map<CellTask, WrittenCell>();
  readonly left: CellTask[] = [];
  readonly mismatches: WriteReport['mismatches'] = [];
  sheetName = '';
  private readonly pending: Set<CellTask>;
  private owed: Owed[] = [];
  /** cells of a block whose request failed: it may have been carried out */
  private doubtful: Placed[] = [];

  constructor(
    private readonly context: Excel.RequestContext,
    private mapping: OwnMapping,
    tasks: readonly CellTask[],
    private readonly naming: Naming,
    private readonly options: WorkOptions,
    private readonly onCells: (cells: number) => void = () => undefined,
  ) {
    this.pending = new Set(tasks);
  }

  /** As it was last found: its place and columns may have moved since the caller saw it. */
  get foundMapping(): OwnMapping {
    return this.mapping;
  }

  async run(): Promise<void> {
    let refilter: (() => void) | null = null;
    try {
      let list = await this.load(true);
      if (list.found.filtered) {
        refilter = await pauseFilter(this.context, list.found);
        list = await this.load(true);
      }
      for (let round = 0; ; round++) {
        const debts = this.placeDebts(list);
        const cells = debts.length > 0 ? debts : this.placeTasks(list);
        if (cells.length === 0) break;
        if (round === MOST_ROUNDS)
          throw workbookError('host_error', { sheet: this.sheetName, detail: 'rows keep moving' });
        const moved = await this.writeCells(list, cells);
        if (!moved && this.owed.length === 0 && debts.length === 0) break;
        list = await this.load(true);
      }
      await this.check();
    } finally {
      if (refilter) {
        refilter();
        await this.context.sync().catch(() => undefined);
      }
    }
  }

  /**
   * After a failure: what can still be put right is, and cells of the request that failed are looked at. Where the
   * workbook cannot be reached they count as written, so that undoing looks at them.
   */
  async settle(): Promise<void> {
    try {
      const list = await this.load(true);
      const debts = this.placeDebts(list);
      if (debts.length > 0) await this.writeCells(list, debts, true);
      const rows = matchRows(list, this.keys(this.doubtful)).rowOf;
      for (const { task, raw, held } of this.doubtful) {
        if (!task) continue;
        const position = positionOf(list.found, task.meaning);
        const row = rows.get(ownRowKey(task.key));
        const now = row === undefined || position === null ? '' : (list.values[row]?.[position] ?? '');
        if (task.holds(now, raw)) this.written.set(task, { task, before: held, written: now, wanted: raw });
      }
    } catch {
      for (const { task, raw, held } of this.doubtful) {
        if (task) this.written.set(task, { task, before: held, written: readsBackAs(raw), wanted: raw });
      }
    }
    this.doubtful = [];
  }

  private keys(cells: readonly { task: CellTask | null }[]): WantedKey[] {
    const keys = new Map<string, WantedKey>();
    for (const key of this.naming.known) keys.set(ownRowKey(key), key);
    for (const task of [...cells.map((cell) => cell.task), ...this.pending, ...this.written.keys()]) {
      if (task) keys.set(ownRowKey(task.key), task.key);
    }
    return [...keys.values()];
  }

  /** The list as it stands; read again while somebody moves it under the reading. */
  private async load(whole: boolean): Promise<LiveList> {
    for (let attempt = 1; ; attempt++) {
      const last = attempt === MOST_READINGS;
      try {
        const list = await this.read(whole, last);
        if (list && (last || (await stillStands(this.context, list)))) return list;
      } catch (error) {
        // the sheet or table went while it was read: the next attempt says so
        if (last || !isGone(error)) throw error;
      }
    }
  }

  /** @returns null when it was not found and may be the next time */
  private async read(whole: boolean, last: boolean): Promise<LiveList | null> {
    const { context, options } = this;
    const book = await loadBook(context);
    const { found, problem } = await locate(context, book, this.mapping);
    if (problem && !last) return null;
    if (problem) throw rangeProblem(problem, this.mapping);
    if (found.protected) throw workbookError('protected', { sheet: found.sheetName });
    this.mapping = found.mapping;
    this.sheetName = found.sheetName;
    const keys = this.keys(this.doubtful);
    const meanings = new Set([...this.pending, ...this.written.keys()].map(({ meaning }) => meaning));
    const positions = [...meanings]
      .map((meaning) => positionOf(found, meaning))
      .filter((position) => position !== null);
    return readList(context, found, {
      formulas: whole ? positions : [],
      formats: whole ? positions : [],
      hidden: false,
      warehouses: this.naming.warehouses,
      codes: [...new Set([...keys.map(({ warehouse }) => warehouse), ...(this.naming.codes ?? [])])].filter(Boolean),
      skus: new Set(keys.map(({ sku }) => sku)),
      signal: whole ? undefined : options.signal,
    });
  }

  /** Cells still to write, where they stand now; those that must be left alone leave the queue. */
  private placeTasks(list: LiveList): Placed[] {
    const { rowOf } = matchRows(list, this.keys([]));
    const habits = new Map<number, boolean>();
    const placed: Placed[] = [];
    for (const task of [...this.pending]) {
      const index = rowOf.get(ownRowKey(task.key));
      const position = positionOf(list.found, task.meaning);
      const held = index === undefined || position === null ? '' : (list.values[index]?.[position] ?? '');
      // merged since the preview, a cell may stand for several rows, or for none that can be seen
      const blocked = (row: number, at: number): boolean =>
        isFormula(held, list.formulas[row]?.[at]) || isMerged(list, row, at);
      if (index === undefined || position === null || blocked(index, position)) {
        this.leave(task);
        continue;
      }
      let figuresAsText = habits.get(position);
      if (figuresAsText === undefined) {
        figuresAsText = keepsFiguresAsText(list.values.map((row) => row[position] ?? ''));
        habits.set(position, figuresAsText);
      }
      const raw = task.encode({ format: list.formats.get(position)?.[index] ?? 'General', figuresAsText });
      if (task.holds(held, raw)) this.pending.delete(task);
      else if (!task.accepts(held)) this.leave(task);
      else placed.push({ index, position, raw, held, task, debt: null });
    }
    return placed;
  }

  private leave(task: CellTask): void {
    this.pending.delete(task);
    this.left.push(task);
  }

  /** What was overwritten by mistake and still is. */
  private placeDebts(list: LiveList): Placed[] {
    const { found } = list;
    const placed: Placed[] = [];
    const taken = new Set<string>();
    for (const debt of this.owed) {
      const position = debt.keys ? debt.position : debt.column - found.firstColumn;
      const there = debt.row - found.bodyRow;
      const rows = debt.keys
        ? list.values.flatMap((row, i) =>
            list.keyColumns.every((column, k) => sameCell(row[column] ?? '', debt.keys![k] ?? '')) ? [i] : [],
          )
        : [there];
      const holding = rows.filter(
        (i) => sameCell(list.values[i]?.[position] ?? '', debt.wrote) && !taken.has(`${i} ${position}`),
      );
      const index = holding.includes(there) ? there : holding[0];
      if (index === undefined) continue;
      taken.add(`${index} ${position}`);
      const format = list.formats.get(position)?.[index] ?? 'General';
      placed.push({
        index,
        position,
        raw: restoredCell(debt.before, format),
        ...(debt.formula === null ? {} : { formula: debt.formula }),
        held: debt.wrote,
        task: null,
        debt,
      });
    }
    this.owed = [];
    return placed;
  }

  /** @returns whether rows or columns were moved, so that the list must be read again */
  private async writeCells(list: LiveList, cells: readonly Placed[], evenIfCancelled = false): Promise<boolean> {
    const blocks = blocksOfCells(list, cells);
    for (const [i, block] of blocks.entries()) {
      const isRepair = block[0]!.debt !== null;
      if (!isRepair && !evenIfCancelled) throwIfCancelled(this.options.signal);
      const request = new BlockRequest(list, block, blocks[i + 1]);
      this.doubtful = block;
      try {
        await inBatches(this.context, [request], (one) => one.queue(this.context));
      } catch (error) {
        if (!isGone(error)) throw error;
        // the sheet went: the request stopped at its first step, and reading again says so
        this.doubtful = [];
        return true;
      }
      this.doubtful = [];
      const { landed, changed, missed, owed, moved } = request.result();
      for (const { cell, after } of landed) {
        if (!cell.task) continue;
        this.pending.delete(cell.task);
        this.written.set(cell.task, { task: cell.task, before: cell.held, written: after, wanted: cell.raw });
      }
      for (const { task } of changed) if (task) this.leave(task);
      // what was to come back and did not still has to
      for (const { debt } of missed) if (debt) this.owed.push(debt);
      const astray = owed.filter(({ keys }) => keys === null);
      this.owed.push(...owed.filter(({ keys }) => keys !== null));
      // headings themselves may be among them, so these cannot wait until the list is found again
      if (astray.length > 0) this.owed.push(...(await returnByPlace(this.context, list.found.sheetId, astray)));
      this.onCells(landed.filter(({ cell }) => cell.task).length);
      if (moved || this.owed.length > 0) {
        for (const later of blocks.slice(i + 1).flat()) if (later.debt) this.owed.push(later.debt);
        return true;
      }
    }
    return false;
  }

  /** Reads the list once more and compares by key what was written with what stands there. */
  private async check(): Promise<void> {
    if (this.written.size === 0) return;
    const list = await this.load(false);
    const { rowOf } = matchRows(list, this.keys([]));
    for (const { task, wanted, written } of this.written.values()) {
      const index = rowOf.get(ownRowKey(task.key));
      const position = positionOf(list.found, task.meaning);
      if (index === undefined || position === null || this.mismatches.length >= MANY_MISMATCHES) continue;
      const found = list.values[index]?.[position] ?? '';
      if (sameCell(found, written) && task.holds(found, wanted)) continue;
      this.mismatches.push({
        address: cellAddress(list.found.sheetName, list.found.bodyRow + index, list.found.firstColumn + position),
        expected: readsBackAs(wanted),
        found,
      });
    }
  }
}
