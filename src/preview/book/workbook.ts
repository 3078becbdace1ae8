import { RichError } from '../executor/errors';
import type { BookConditionalFormat } from '../types';
import type { Book } from '../univer/book';
import type { Area } from './address';
import { forgetSources, type HostChart } from './charts';
import { checkSheetName, freeName } from './names';
import type { TableLookup, TableShape } from './structured';
import type { SheetFilter } from './sheet-filter';
import { Tables, type HostTable } from './tables';

export type ChangeType =
  | 'RangeEdited'
  | 'RowInserted'
  | 'RowDeleted'
  | 'ColumnInserted'
  | 'ColumnDeleted'
  | 'CellInserted'
  | 'CellDeleted'
  | 'Unknown';

/** Who made a change: the add-in's own calls or the person at the sheet. */
export type ChangeSource = 'addin' | 'user';

export interface SheetChange {
  sheetId: string;
  area: Area;
  type: ChangeType;
  source: ChangeSource;
  /** of a single cell: what it held and holds */
  before?: string | number | boolean;
  after?: string | number | boolean;
}

export interface PageSetup {
  orientation: 'Portrait' | 'Landscape';
  zoom: Record<string, number>;
  paperSize: string | null;
  printTitleRows: Area | null;
  printArea: Area | null;
  header: { left: string; center: string; right: string };
  footer: { left: string; center: string; right: string };
  centerHorizontally: boolean;
}

export interface PlacedValidation {
  area: Area;
  rule: Record<string, unknown>;
  prompt: { showPrompt?: boolean; title?: string; message?: string };
  errorAlert: Record<string, unknown>;
}

export interface PlacedConditionalFormat {
  readonly id: string;
  area: Area;
  format: BookConditionalFormat;
}

/** What the host knows of a sheet beyond Univer's grid. */
export interface SheetState {
  protection: { on: boolean; options: Record<string, unknown> };
  freeze: { rows: number; columns: number };
  validations: PlacedValidation[];
  conditionalFormats: PlacedConditionalFormat[];
  charts: HostChart[];
  columnGroups: { from: number; to: number; collapsed: boolean }[];
  page: PageSetup;
  pageTouched: boolean;
  visibility: 'Visible' | 'Hidden' | 'VeryHidden';
  filter: SheetFilter | null;
}

export interface DefinedName {
  name: string;
  /** formula text with "=" */
  formula: string;
  comment: string;
  visible: boolean;
}

/** A range the add-in keeps hold of: it moves with its cells and is lost when they are deleted. */
export interface RangeReference {
  sheetId: string;
  area: Area | null;
}

const newSheetState = (): SheetState => ({
  protection: { on: false, options: {} },
  freeze: { rows: 0, columns: 0 },
  validations: [],
  conditionalFormats: [],
  charts: [],
  columnGroups: [],
  page: {
    orientation: 'Portrait',
    zoom: { scale: 100 },
    paperSize: null,
    printTitleRows: null,
    printArea: null,
    header: { left: '', center: '', right: '' },
    footer: { left: '', center: '', right: '' },
    centerHorizontally: false,
  },
  pageTouched: false,
  visibility: 'Visible',
  filter: null,
});

/**
 * The workbook as Excel would hold it: Univer's grid plus everything Univer does not keep or enforce.
 * Operations on it are in the modules beside this one.
 */
export class HostWorkbook {
  readonly tables = new Tables();
  readonly names = new Map<string, DefinedName>();
  /** document settings: key → any JSON value */
  readonly settings = new Map<string, unknown>();
  readonly references = new Map<string, RangeReference>();
  /** several ranges the add-in keeps hold of as one */
  readonly areaReferences = new Map<string, { sheetId: string; areas: Area[] }>();
  selection: { sheetId: string; area: Area };
  private readonly states = new Map<string, SheetState>();
  private readonly changeListeners = new Set<(change: SheetChange) => void>();
  private readonly selectionListeners = new Set<(sheetId: string, area: Area) => void>();
  private nextReference = 1;
  private nextFormat = 1;
  private nextChart = 1;
  private readonly chartListeners = new Set<() => void>();

  constructor(
    readonly book: Book,
    readonly locale: 'en-US' | 'zh-CN',
  ) {
    this.selection = { sheetId: book.workbook.getActiveSheet().getSheetId(), area: cellArea(0, 0) };
  }

  // ---- sheets -------------------------------------------------------------------------------------------------

  sheetIds(): string[] {
    return this.book.sheetIds();
  }

  hasSheet(sheetId: string): boolean {
    return this.book.sheetIds().includes(sheetId);
  }

  sheetName(sheetId: string): string {
    return this.book.sheet(sheetId).getSheetName();
  }

  sheetNames(): string[] {
    return this.sheetIds().map((id) => this.sheetName(id));
  }

  /** Finds a sheet by id or, without regard to case, by name. */
  findSheet(key: string): string | null {
    const ids = this.sheetIds();
    return (
      ids.find((id) => id === key) ??
      ids.find((id) => this.sheetName(id).toLowerCase() === String(key).toLowerCase()) ??
      null
    );
  }

  /** @throws RichError ItemNotFound */
  requireSheet(key: string): string {
    const id = this.findSheet(key);
    if (!id) throw new RichError('ItemNotFound');
    return id;
  }

  state(sheetId: string): SheetState {
    let state = this.states.get(sheetId);
    if (!state) this.states.set(sheetId, (state = newSheetState()));
    return state;
  }

  addSheet(name?: string | null): string {
    const wanted = name ?? freeName('Sheet', this.sheetNames());
    checkSheetName(wanted, this.sheetNames());
    return this.book.addSheet(wanted);
  }

  /** Shows a sheet. @throws RichError InvalidOperation when it is hidden */
  activateSheet(sheetId: string): void {
    this.requireVisible(sheetId);
    this.book.asHost(() => this.book.workbook.setActiveSheet(sheetId));
    if (this.selection.sheetId !== sheetId) this.select(sheetId, cellArea(0, 0));
  }

  private requireVisible(sheetId: string): void {
    if (this.state(sheetId).visibility !== 'Visible') throw new RichError('InvalidOperation', 'The sheet is hidden.');
  }

  deleteSheet(sheetId: string): void {
    const visible = this.sheetIds().filter((id) => this.state(id).visibility === 'Visible');
    if (visible.length <= 1 && visible[0] === sheetId) {
      throw new RichError('InvalidOperation', 'A workbook must contain at least one visible worksheet.');
    }
    this.book.asHost(() => this.book.workbook.deleteSheet(sheetId));
    this.forgetSheet(sheetId);
  }

  /** Drops what is known of a sheet that is gone. */
  forgetSheet(sheetId: string): void {
    this.tables.removeSheet(sheetId);
    this.states.delete(sheetId);
    forgetSources(this, sheetId);
    for (const reference of this.references.values()) if (reference.sheetId === sheetId) reference.area = null;
    if (this.selection.sheetId === sheetId) {
      this.selection = { sheetId: this.book.workbook.getActiveSheet().getSheetId(), area: cellArea(0, 0) };
    }
  }

  /** @throws RichError AccessDenied when the sheet is protected */
  requireWritable(sheetId: string): void {
    if (this.state(sheetId).protection.on) {
      throw new RichError('AccessDenied', `The sheet "${this.sheetName(sheetId)}" is protected.`);
    }
  }

  // ---- selection and events -----------------------------------------------------------------------------------

  select(sheetId: string, area: Area): void {
    this.requireVisible(sheetId);
    this.book.asHost(() => {
      this.book.ensureSize(sheetId, { ...area, rows: Math.min(area.rows, 1), columns: Math.min(area.columns, 1) });
      // a grid answers with what was last selected on the sheet
      if (this.book.workbook.getActiveSheet().getSheetId() !== sheetId) this.book.workbook.setActiveSheet(sheetId);
    });
    this.selection = { sheetId, area };
    for (const listener of this.selectionListeners) listener(sheetId, area);
  }

  onSelection(listener: (sheetId: string, area: Area) => void): void {
    this.selectionListeners.add(listener);
  }

  onChange(listener: (change: SheetChange) => void): void {
    this.changeListeners.add(listener);
  }

  emit(change: SheetChange): void {
    for (const listener of this.changeListeners) listener(change);
  }

  // ---- references ---------------------------------------------------------------------------------------------

  keep(reference: RangeReference): string {
    const id = `0*${this.nextReference++}`;
    this.references.set(id, reference);
    return id;
  }

  keepAreas(areas: { sheetId: string; areas: Area[] }): string {
    const id = `1*${this.nextReference++}`;
    this.areaReferences.set(id, areas);
    return id;
  }

  newFormatId(): string {
    return `{CF-${this.nextFormat++}}`;
  }

  newChartId(): string {
    return `{CH-${this.nextChart++}}`;
  }

  /** Something about a chart changed other than the cells it draws. */
  onCharts(listener: () => void): () => void {
    this.chartListeners.add(listener);
    return () => this.chartListeners.delete(listener);
  }

  chartsChanged(): void {
    for (const listener of this.chartListeners) listener();
  }

  // ---- names --------------------------------------------------------------------------------------------------

  /** Names that tables and defined names must not repeat. */
  definedNames(): string[] {
    return [...this.names.values()].map(({ name }) => name);
  }

  shape(table: HostTable): TableShape {
    return { ...table, sheetName: this.sheetName(table.sheetId) };
  }

  /** What structured references in a formula of this cell mean. */
  lookup(sheetId: string, row: number, column: number): TableLookup {
    const around = this.tables.at(sheetId, row, column);
    return {
      byName: (name) => {
        const table = this.tables.byName(name);
        return table && this.shape(table);
      },
      around: around && this.shape(around),
      row,
      sheetName: this.sheetName(sheetId),
    };
  }
}

export const cellArea = (row: number, column: number): Area => ({ row, column, rows: 1, columns: 1 });
