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
import type { SessionPorts, SessionState } from './types';

const ITEM_TABLES: SheetTableId[] = ['TW_Plan', 'TW_Sales', 'TW_Forecast'];

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
  private sources: ItemSources = { plan: [], sales: [], forecast: [] };
  private selected: SelectionInfo | null = null;

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
      history: [],
      imported: null,
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
  async readSheets(): Promise<void> {
    await this.lookAtWorkbook();
    const wanted = ITEM_TABLES.filter((id) => this.hasTable(id));
    const tables = wanted.length ? await this.ports.workbook.readTables(wanted) : new Map<SheetTableId, ReadTable>();
    this.sources = {
      plan: toRecords(tables.get('TW_Plan')),
      sales: toRecords(tables.get('TW_Sales')),
      forecast: toRecords(tables.get('TW_Forecast')),
    };
    this.store.update({
      summary: this.sources.plan.length ? summarisePlan(this.sources.plan) : null,
      history: await this.ports.workbook.listWrites(),
    });
    this.showSelection(this.selected);
  }

  showSelection(info: SelectionInfo | null): void {
    this.selected = info;
    if (this.state.pinned) return;
    const key = info && itemKeyOf(info);
    this.store.update({ item: key ? viewItem(this.sources, key, info) : null });
  }

  showItem(sku: string, warehouse: string | null): void {
    this.store.update({ item: viewItem(this.sources, { sku, warehouse }, null) });
  }

  selection(): SelectionInfo | null {
    return this.selected;
  }
}
