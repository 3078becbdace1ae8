import type { Language, SheetTableId } from '../../tables';
import type { PlanInput } from '../../planning/types';
import type { CutStamp, ReadTable, SelectionInfo, WritePreview } from '../../workbook/types';
import type { DataService } from './data-service';
import { itemKeyOf, viewItem, type ItemSources } from './item';
import { JobRunner, Store } from './jobs';
import { toSessionError } from './problems';
import { toRecords } from './records';
import { settingsOf, type ComputerSettings } from './settings';
import { summarisePlan } from './summary';
import type { ItemKey, SessionPorts, SessionState } from './types';

const WEEK_TABLES: SheetTableId[] = ['TW_Sales', 'TW_Forecast'];
const WEEK_ROWS_MAX = 10_000;

/** What the last plan was made from; a review compares its result with the sheets. */
export interface PlanBasis {
  input: PlanInput;
  stamp: CutStamp;
  version: number;
}

/** The state and ports that all actions of the session share. */
export class SessionContext {
  readonly store: Store;
  readonly jobs: JobRunner;
  readonly settings: ComputerSettings;
  service: DataService | null = null;
  preview: WritePreview | null = null;
  basis: PlanBasis | null = null;
  /** counts the explanations asked for: only the last one is shown */
  explaining = 0;
  /** what is called with every cell the user selects, while a page explains cells */
  onCell: (() => void) | null = null;
  private sources: ItemSources = { plan: [], sales: [], forecast: [] };
  private weeksRead = false;
  private selected: SelectionInfo | null = null;
  private shown: { key: ItemKey; info: SelectionInfo | null } | null = null;

  constructor(readonly ports: SessionPorts) {
    this.settings = settingsOf(ports);
    const address = this.settings.address();
    this.store = new Store({
      ready: false,
      language: this.settings.language(),
      workbook: null,
      connection: { state: 'none', address, hasKey: this.settings.key(address) !== null },
      brands: [],
      brand: null,
      selection: { warehouses: null, historyWeeks: 52 },
      job: null,
      problem: null,
      notice: null,
      plan: null,
      lastPlan: null,
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
    });
    this.jobs = new JobRunner(this.store, () => ports.now().getTime());
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
      this.sources = { ...this.sources, plan: toRecords(plan) };
    }
    this.weeksRead = false;
    const { plan } = this.sources;
    this.store.update({
      summary: plan.length ? summarisePlan(plan) : null,
      history: await this.ports.workbook.listWrites(),
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
  }

  /** Pinning ended: back to where the user stands. */
  followSelection(): void {
    this.showSelection(this.selected);
  }

  showItem(key: ItemKey): void {
    this.show(key, null);
  }

  private show(key: ItemKey, info: SelectionInfo | null): void {
    this.shown = { key, info };
    this.store.update({ item: viewItem(this.sources, key, info) });
    if (!this.weeksRead) void this.readWeeks();
  }

  /** The wide week tables are read when an item is first shown, and not at all where that would hold Excel up. */
  private async readWeeks(): Promise<void> {
    this.weeksRead = true;
    const wanted = WEEK_TABLES.filter((id) =>
      this.state.workbook?.tables.some(({ table, rows }) => table === id && rows <= WEEK_ROWS_MAX),
    );
    try {
      const tables = wanted.length ? await this.ports.workbook.readTables(wanted) : new Map<SheetTableId, ReadTable>();
      const sales = toRecords(tables.get('TW_Sales'));
      this.sources = { ...this.sources, sales, forecast: toRecords(tables.get('TW_Forecast')) };
      if (this.shown) this.show(this.shown.key, this.shown.info);
    } catch {
      // the item is shown without its chart
    }
  }
}
