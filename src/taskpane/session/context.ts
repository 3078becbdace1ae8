import { HISTORY_WEEKS, type Language, type SheetTableId } from '../../tables';
import type { PlanInput } from '../../planning/types';
import type { OwnPreview } from '../../workbook/own/types';
import type { CutStamp, SelectionInfo, WritePreview } from '../../workbook/types';
import type { DataService } from './data-service';
import { itemKeyOf, itemRows, planRowsOf, rowFilters, viewItem, type ItemRows } from './item';
import { JobRunner, Store } from './jobs';
import { toSessionError } from './problems';
import { rowKey, toRecords } from './records';
import { settingsOf, type ComputerSettings } from './settings';
import { summarisePlan } from './summary';
import type { ItemKey, PlanOutcome, PlanRecord, SessionPorts, SessionState } from './types';
import { joinWrites } from './write-records';

/** Items whose rows are kept while the user moves about. */
const ITEMS_KEPT = 50;

/** What the last plan was made from; a review compares its result with the sheets. */
export interface PlanBasis {
  input: PlanInput;
  stamp: CutStamp;
  version: number;
  /** by which a later change of the sheets is told: cut of the pulled data, and what each mapped range held */
  sources: { cut: string | null; own: ReadonlyMap<string, string>; readAt: number };
}

/** The state and ports that all actions of the session share. */
export class SessionContext {
  readonly store: Store;
  readonly jobs: JobRunner;
  readonly settings: ComputerSettings;
  service: DataService | null = null;
  preview: WritePreview | null = null;
  /** of the user's own ranges, beside `preview` */
  ownPreview: OwnPreview | null = null;
  /** ids of writes that went into sheets of ours and of the user's, see write-records.ts */
  joined: string[] = [];
  /** rows of the plan last written where no Plan sheet is kept */
  unkept: PlanRecord[] = [];
  basis: PlanBasis | null = null;
  /** decisions typed into the Plan sheet without author and day, as the review found them */
  typed: { rows: PlanRecord[]; stamp: CutStamp } | null = null;
  /** counts the explanations asked for: only the last one is shown */
  explaining = 0;
  /** what is called with every cell the user selects, while a page explains cells */
  onCell: (() => void) | null = null;
  private planRows: PlanRecord[] = [];
  /** what the sheets hold about the items looked at since they last changed */
  private rows = new Map<string, ItemRows>();
  /** as they were before: in sight until they have been read again */
  private formerRows = new Map<string, ItemRows>();
  private reading: Promise<void> | null = null;
  /** the last plan made in this pane, kept for its words after it was written */
  private planned: PlanOutcome | null = null;
  /** what was decided on Item pages and is not in the plan's figures yet: write → item */
  private readonly undecided = new Map<string, string>();
  private selected: SelectionInfo | null = null;
  private shown: { key: ItemKey; info: SelectionInfo | null } | null = null;

  constructor(readonly ports: SessionPorts) {
    this.settings = settingsOf(ports);
    const address = this.settings.address();
    this.store = new Store({
      ready: false,
      language: this.settings.language(),
      planner: this.settings.planner(),
      workbook: null,
      connection: { state: 'none', address, hasKey: this.settings.key(address) !== null },
      brands: [],
      brand: null,
      selection: { warehouses: null, historyWeeks: HISTORY_WEEKS },
      job: null,
      problem: null,
      notice: null,
      plan: null,
      planned: null,
      lastPlan: null,
      backtest: null,
      forecastRecord: { state: 'none', version: null, leftOut: 0, problem: null },
      forecastStanding: null,
      review: null,
      summary: null,
      item: null,
      pinned: false,
      elsewhere: false,
      cellFormula: null,
      explain: null,
      history: [],
      imported: null,
      repair: null,
      decisions: null,
      sending: null,
      sendLimit: this.settings.sendLimit(),
      scenarios: null,
      own: null,
      inputCheck: null,
    });
    this.jobs = new JobRunner(this.store, () => ports.now().getTime());
    this.store.subscribe(() => {
      const { plan } = this.state;
      if (!plan || plan === this.planned) return;
      this.planned = plan;
      if (this.shown) this.show(this.shown.key, this.shown.info);
    });
  }

  get state(): SessionState {
    return this.store.get();
  }

  /** Words in the sheets follow the workbook, not the pane. */
  get sheetLanguage(): Language {
    return this.state.workbook?.binding?.language ?? this.state.language;
  }

  /** For actions that are no long jobs: what goes wrong is shown like a job's problem, and thrown. */
  async guarded<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      const failure = toSessionError(error, null);
      this.store.update({ problem: failure.problem });
      throw failure;
    }
  }

  async lookAtWorkbook(): Promise<void> {
    this.store.update({ workbook: await this.ports.workbook.inspectWorkbook() });
  }

  hasTable(id: SheetTableId): boolean {
    return this.state.workbook?.tables.some(({ table }) => table === id) ?? false;
  }

  /** After the sheets changed: what Home, Item and History show is read again. */
  async readSheets(changed: 'data' | 'plan'): Promise<void> {
    await this.lookAtWorkbook();
    if (changed === 'plan' || !this.hasTable('TW_Plan')) {
      const plan = this.hasTable('TW_Plan')
        ? (await this.ports.workbook.readTables(['TW_Plan'])).get('TW_Plan')
        : undefined;
      this.planRows = plan ? toRecords(plan) : this.unkept;
    }
    this.formerRows = this.rows;
    this.rows = new Map();
    const { planRows } = this;
    this.store.update({
      decisions: null,
      summary: planRows.length ? summarisePlan(planRows) : null,
      history: joinWrites(await this.ports.workbook.listWrites(), this.joined),
    });
    if (this.shown) this.show(this.shown.key, this.shown.info);
  }

  showSelection(info: SelectionInfo | null): void {
    this.selected = info;
    const key = info && itemKeyOf(info);
    const elsewhere = info !== null && key === null;
    if (elsewhere !== this.state.elsewhere) this.store.update({ elsewhere });
    const cellFormula = info?.formula ? { address: info.address, formula: info.formula } : null;
    if (cellFormula || this.state.cellFormula) this.store.update({ cellFormula });
    this.onCell?.();
    // a cell that is about no SKU (a heading, a blank) leaves the last one in sight
    if (key && !this.state.pinned) this.show(key, info);
    if (info && !info.table && this.state.own?.kept.length) void this.followOwn(info);
  }

  /** In a mapped range the mapping says which SKU a row is about, whatever its headings are called. */
  private async followOwn(info: SelectionInfo): Promise<void> {
    const found = await this.ports.workbook.ownKeyAt(info.address).catch(() => null);
    if (!found || this.selected !== info) return;
    this.store.update({ elsewhere: false });
    if (!this.state.pinned) this.show({ sku: found.sku, warehouse: found.warehouse }, info);
  }

  /** Pinning ended: back to where the user stands. */
  followSelection(): void {
    this.showSelection(this.selected);
  }

  allPlanRows(): readonly PlanRecord[] {
    return this.planRows;
  }

  planRow(key: ItemKey): PlanRecord | null {
    return planRowsOf(this.planRows, key).row;
  }

  showItem(key: ItemKey): void {
    this.show(key, null);
  }

  /** A decision on an Item page was written; the plan's figures follow with the next plan. */
  decided(writeId: string, key: ItemKey): void {
    this.undecided.set(writeId, rowKey(key.sku, key.warehouse));
  }

  /** The write was taken back, or (without one) a plan was written. */
  settled(writeId?: string): void {
    if (writeId === undefined) this.undecided.clear();
    else this.undecided.delete(writeId);
  }

  private show(key: ItemKey, info: SelectionInfo | null): void {
    this.shown = { key, info };
    const warehouse = key.warehouse ?? (planRowsOf(this.planRows, key).row?.warehouse_id as string | null) ?? null;
    const id = rowKey(key.sku, warehouse);
    const rows = this.rows.get(id) ?? this.formerRows.get(id) ?? null;
    const forecast = this.planned?.forecasts.find((row) => row.sku_id === key.sku && row.warehouse_id === warehouse);
    const pending = [...this.undecided.values()].includes(id);
    const sources = { plan: this.planRows, rows, words: forecast?.words ?? null, pending };
    this.store.update({ item: viewItem(sources, key, info) });
    if (!this.rows.has(id) && warehouse !== null) void this.itemRead();
  }

  /** Resolves when the sheets' rows about the item in sight have been read. */
  itemRead(): Promise<void> {
    this.reading ??= this.readRows().then((all) => {
      this.reading = null;
      // another item may have come into sight just as the reading ended
      return all && this.unread() ? this.itemRead() : undefined;
    });
    return this.reading;
  }

  private unread(): { id: string; sku: string; warehouse: string } | null {
    const { item } = this.state;
    if (!item || item.warehouse === null) return null;
    const id = rowKey(item.sku, item.warehouse);
    return this.rows.has(id) ? null : { id, sku: item.sku, warehouse: item.warehouse };
  }

  /** While the user moves on, only the item in sight at the end is read; false: it could not be. */
  private async readRows(): Promise<boolean> {
    try {
      for (let item = this.unread(); item; item = this.unread()) {
        const { rows } = this;
        rows.set(item.id, itemRows(await this.ports.workbook.readRows(rowFilters(item.sku, item.warehouse))));
        if (rows.size > ITEMS_KEPT) rows.delete(rows.keys().next().value ?? '');
        if (this.shown) this.show(this.shown.key, this.shown.info);
      }
      return true;
    } catch {
      // the item is shown without what could not be read
      return false;
    }
  }
}
