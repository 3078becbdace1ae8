import { sheetTable, type CellValue, type SheetTableId } from '../../../tables';
import type {
  Binding,
  BrokenFormula,
  CellChange,
  CutStamp,
  FormulaScan,
  MendReport,
  ReadTable,
  RecalculateReport,
  RefreshOptions,
  RefreshReport,
  RowFilter,
  SelectionInfo,
  TableRows,
  WorkOptions,
  WorkbookProblem,
  WritePreview,
  WriteRecord,
  WriteReport,
} from '../../../workbook/types';
import type { Area, FormulaReading } from '../../../workbook/formula';
import type { OwnMapping, OwnPreview, OwnWanted } from '../../../workbook/own/types';
import { rowKey } from '../records';
import type { WorkbookPort } from '../types';
import { FakeOwn, type FakeRange } from './fake-own';

interface Held {
  columns: string[];
  rows: CellValue[][];
  stamp: CutStamp;
  formulas?: Record<string, (string | null)[]>;
}

/** A workbook in memory for tests of the session: rows by key, previews, undo by snapshot. It knows no Excel rules. */
export class FakeWorkbook implements WorkbookPort {
  readonly tables = new Map<SheetTableId, Held>();
  readonly settings = new Map<string, unknown>();
  binding: Binding | null = null;
  manualCalculation = false;
  filtered: SheetTableId[] = [];
  selected: { table: SheetTableId; key: string[]; column?: string } | null = null;
  /** thrown by the next refresh or write */
  fails: WorkbookProblem | null = null;
  /** how often rows of items were asked for */
  rowReads = 0;
  /** ranges of the user's own */
  readonly own = new FakeOwn();
  private listener: ((info: SelectionInfo) => void) | null = null;
  private writes: (WriteRecord & {
    before: Map<SheetTableId, Held>;
    broken: BrokenFormula[];
    ranges: FakeRange[] | null;
  })[] = [];

  constructor() {
    this.own.record = (cells, stamp) => {
      const id = this.record('plan', stamp, this.snapshot(), cells);
      const write = this.writes.find((record) => record.id === id);
      if (write) write.ranges = structuredClone(this.own.ranges);
      return id;
    };
  }

  lookAtOwn = (address?: string, options?: { headingRows?: number }) => this.own.lookAtOwn(address, options);
  listOwn = () => this.own.listOwn();
  keepOwn = (mapping: OwnMapping) => this.own.keepOwn(mapping);
  forgetOwn = (id: string) => this.own.forgetOwn(id);
  readOwn = (mappings: readonly OwnMapping[]) => this.own.readOwn(mappings);
  previewOwn = (wanted: readonly OwnWanted[], stamp: CutStamp) => this.own.previewOwn(wanted, stamp);
  applyOwn = (preview: OwnPreview, accepted: ReadonlySet<string> | 'all', options?: { writeHidden?: boolean }) =>
    this.own.applyOwn(preview, accepted, options);
  selectOwn = (mappingId: string, sku: string, warehouse: string | null) =>
    this.own.selectOwn(mappingId, sku, warehouse);
  ownKeyAt = (address: string) => this.own.ownKeyAt(address);

  async inspectWorkbook() {
    return {
      binding: this.binding,
      foreignSheets: 0,
      manualCalculation: this.manualCalculation,
      tables: [...this.tables].map(([table, held]) => ({
        table,
        sheetName: sheetTable(table).sheet.en,
        rows: held.rows.length,
        protected: false,
        filtered: this.filtered.includes(table),
        missingColumns: [],
        stamp: held.stamp,
      })),
    };
  }

  async bindWorkbook(binding: Binding) {
    this.binding = binding;
  }

  async refreshTables(tables: TableRows[], options: RefreshOptions): Promise<RefreshReport> {
    this.failIfAsked();
    const before = this.snapshot();
    for (const { table, columns, rows } of tables) {
      const held = this.tables.get(table);
      // columns a refresh does not bring (tier, the user's own) keep their values
      const extra = held?.columns.filter((id) => !columns.includes(id)) ?? [];
      const key = sheetTable(table).key;
      const merged = rows.map((row) => {
        const at = this.rowAt(
          table,
          key.map((id) => String(row[columns.indexOf(id)] ?? '')),
        );
        return [...row, ...extra.map((id) => this.cell(table, at, id))];
      });
      this.tables.set(table, { columns: [...columns, ...extra], rows: merged, stamp: options.stamp });
    }
    const rows = tables.reduce((sum, table) => sum + table.rows.length, 0);
    const writeId = this.record('refresh', options.stamp, before, rows);
    const report = tables.map(({ table, rows: { length } }) => ({
      table,
      sheetName: sheetTable(table).sheet.en,
      rows: length,
      created: !before.has(table),
      added: length,
      changed: 0,
      gone: 0,
      duplicates: [],
    }));
    return { tables: report, rows, added: rows, gone: 0, seconds: 0.1, writeId };
  }

  async readTables(ids: SheetTableId[]): Promise<Map<SheetTableId, ReadTable>> {
    const read = new Map<SheetTableId, ReadTable>();
    for (const id of ids) {
      const held = this.tables.get(id);
      if (!held) continue;
      read.set(id, {
        table: id,
        columns: held.columns,
        rows: held.rows,
        sheetName: sheetTable(id).sheet.en,
        sheetRows: held.rows.map((_, at) => at + 6),
        sheetColumns: held.columns.map((_, at) => at),
        stamp: held.stamp,
        duplicates: [],
      });
    }
    return read;
  }

  async readRows(filters: Partial<Record<SheetTableId, RowFilter>>): Promise<Map<SheetTableId, ReadTable>> {
    this.rowReads++;
    const read = await this.readTables(Object.keys(filters) as SheetTableId[]);
    for (const [id, table] of read) {
      const matches = (row: CellValue[]): boolean =>
        Object.entries(filters[id] ?? {}).every(([column, wanted]) =>
          wanted.includes(String(row[table.columns.indexOf(column)] ?? '')),
        );
      const kept = table.rows.flatMap((row, at) => (matches(row) ? [at] : []));
      read.set(id, {
        ...table,
        rows: kept.map((at) => table.rows[at] ?? []),
        sheetRows: kept.map((at) => table.sheetRows[at] ?? 0),
      });
    }
    return read;
  }

  async previewWrite(tables: TableRows[], stamp: CutStamp): Promise<WritePreview> {
    const changes: CellChange[] = [];
    for (const { table, columns, rows } of tables) {
      const key = sheetTable(table).key;
      for (const row of rows) {
        const keyOf = key.map((id) => String(row[columns.indexOf(id)] ?? ''));
        const at = this.rowAt(table, keyOf);
        columns.forEach((column, index) => {
          if (key.includes(column)) return;
          const old = at < 0 ? null : this.cell(table, at, column);
          const next = row[index] ?? null;
          if (old === next) return;
          const id = `${table}|${keyOf.join('|')}|${column}`;
          changes.push({ id, table, key: keyOf, column, old, new: next, sheetRow: at < 0 ? null : at + 6 });
        });
      }
    }
    const newTables = tables.map(({ table }) => table).filter((table) => !this.tables.has(table));
    return {
      id: `preview${changes.length}`,
      stamp,
      newTables,
      changes,
      blocked: [],
      gone: [],
      filtered: this.filtered,
    };
  }

  async applyWrite(
    preview: WritePreview,
    accepted: ReadonlySet<string> | 'all',
    options: { writeHidden?: boolean },
  ): Promise<WriteReport> {
    this.failIfAsked();
    const wanted = preview.changes.filter(({ id }) => accepted === 'all' || accepted.has(id));
    const filtered = this.filtered.find((id) => wanted.some(({ table }) => table === id));
    if (filtered && !options.writeHidden) throw this.problem({ code: 'filtered', values: { table: filtered } });
    const before = this.snapshot();
    let rowsAdded = 0;
    let cells = wanted.length;
    for (const change of wanted) {
      if (this.rowAt(change.table, change.key) < 0) {
        this.addRow(change.table, change.key, preview.stamp);
        rowsAdded++;
        cells += change.key.length;
      }
      this.setCell(change.table, this.rowAt(change.table, change.key), change.column, change.new);
    }
    const writeId = this.record(preview.kind ?? 'plan', preview.stamp, before, cells);
    const sheetNames = [...new Set(wanted.map(({ table }) => sheetTable(table).sheet.en))];
    return { writeId, cells, rowsAdded, skipped: [], mismatches: [], seconds: 0.1, sheetNames };
  }

  async undoWrite(writeId: string) {
    const record = this.writes.find(({ id }) => id === writeId);
    if (!record) throw this.problem({ code: 'host_error', values: {} });
    if (record.ranges) this.own.ranges = record.ranges;
    else {
      this.tables.clear();
      for (const [id, held] of record.before) this.tables.set(id, held);
    }
    this.broken = record.broken;
    record.undone = true;
    return { restored: record.cells, rowsRemoved: 0, left: [] };
  }

  async listWrites(): Promise<WriteRecord[]> {
    return this.writes.map(({ before: _before, broken: _broken, ranges: _ranges, ...record }) => ({ ...record }));
  }

  async writeRecordSheet(table: TableRows, stamp: CutStamp, formulas?: Record<string, (string | null)[]>) {
    this.tables.set(table.table, { columns: table.columns, rows: table.rows, stamp, formulas });
    return sheetTable(table.table).sheet.en;
  }

  async onSelection(listener: (info: SelectionInfo) => void) {
    this.listener = listener;
    return async () => {
      this.listener = null;
    };
  }

  async selectRow(table: SheetTableId, key: string[], column?: string) {
    this.selected = { table, key, column };
    const at = this.rowAt(table, key);
    if (at >= 0) this.select(table, at);
    return at >= 0;
  }

  async activateSheet() {}

  /** what `readFormula` finds in the active cell */
  formula: FormulaReading = {
    address: 'Sheet1!A1',
    sheetId: 'sheet1',
    sheetName: 'Sheet1',
    area: { row: 0, column: 0, rows: 1, columns: 1 },
    formula: '',
    anchor: null,
    row: 0,
    column: 0,
    value: null,
    shown: '',
    calls: [],
    references: {},
    manualCalculation: false,
  };
  inserted: { formula: string; rows: number; columns: number }[] = [];
  selectedArea: Area | null = null;

  async readFormula(): Promise<FormulaReading> {
    return this.formula;
  }

  async selectArea(_sheetId: string, area: Area) {
    this.selectedArea = area;
    return true;
  }

  async insertFormula(formula: string, size: { rows: number; columns: number }) {
    this.failIfAsked();
    this.inserted.push({ formula, ...size });
    return { writeId: this.record('example', null, this.snapshot(), 1), address: 'Sheet1!B2' };
  }

  /** formulas that do not work; the ids in `stubborn` stay so whatever is tried */
  broken: BrokenFormula[] = [];
  readonly stubborn = new Set<string>();
  scans = 0;

  async scanFormulas(): Promise<FormulaScan> {
    this.scans++;
    this.failIfAsked();
    const { broken, manualCalculation } = this;
    return { broken, ours: 20 + broken.length, complete: true, manualCalculation };
  }

  async mendFormulas(items: readonly BrokenFormula[], _names: unknown, options: WorkOptions = {}): Promise<MendReport> {
    options.onProgress?.({ step: 'writing', table: null, done: 0, total: items.length });
    this.failIfAsked();
    const writeId = this.record('repair', null, this.snapshot(), items.length);
    const mended = new Set(items.map(({ id }) => id).filter((id) => !this.stubborn.has(id)));
    this.broken = this.broken.filter(({ id }) => !mended.has(id));
    const cells = items.map(({ id, sheetId, row, column, address }) => {
      const outcome = mended.has(id) ? ('mended' as const) : ('still_broken' as const);
      return { id, sheetId, row, column, address, outcome, shows: mended.has(id) ? 7 : '#NAME?', why: null };
    });
    return { writeId, cells, manualCalculation: this.manualCalculation, seconds: 0.1 };
  }

  async recalculateFormulas(): Promise<RecalculateReport> {
    this.broken = this.broken.filter(({ kind }) => kind !== 'stuck');
    return { cells: 20 + this.broken.length, manualCalculation: this.manualCalculation, seconds: 0.1 };
  }

  async readSetting(key: string) {
    return this.settings.get(key) ?? null;
  }

  async writeSetting(key: string, value: unknown) {
    this.settings.set(key, value);
  }

  /** What a person does: puts the cursor on a row. */
  select(table: SheetTableId, at: number): void {
    const held = this.tables.get(table);
    const row = held && Object.fromEntries(held.columns.map((id, i) => [id, held.rows[at]?.[i] ?? null]));
    this.listener?.({ address: `A${at + 6}`, sheetName: table, table, row: row ?? null, formula: null, value: null });
  }

  /** What a person does: puts the cursor on a cell outside our tables. */
  selectCell(address: string, formula: string | null): void {
    this.listener?.({ address, sheetName: 'Sheet1', table: null, row: null, formula, value: null });
  }

  /** What a person does: types into a cell. */
  type(table: SheetTableId, key: string[], column: string, value: CellValue): void {
    this.setCell(table, this.rowAt(table, key), column, value);
  }

  cell(table: SheetTableId, at: number, column: string): CellValue {
    const held = this.tables.get(table);
    return held?.rows[at]?.[held.columns.indexOf(column)] ?? null;
  }

  rowAt(table: SheetTableId, key: readonly string[]): number {
    const held = this.tables.get(table);
    const ids = sheetTable(table).key;
    return (
      held?.rows.findIndex((row) => rowKey(...ids.map((id) => row[held.columns.indexOf(id)])) === rowKey(...key)) ?? -1
    );
  }

  private setCell(table: SheetTableId, at: number, column: string, value: CellValue): void {
    const held = this.tables.get(table);
    const row = held?.rows[at];
    if (!held || !row) throw new Error(`no row ${at} in ${table}`);
    if (!held.columns.includes(column)) held.columns.push(column);
    row[held.columns.indexOf(column)] = value;
  }

  private addRow(table: SheetTableId, key: readonly string[], stamp: CutStamp): void {
    const ids = sheetTable(table).key;
    if (!this.tables.has(table)) this.tables.set(table, { columns: [...ids], rows: [], stamp });
    const held = this.tables.get(table) as Held;
    held.rows.push(held.columns.map((column) => key[ids.indexOf(column)] ?? null));
  }

  private snapshot(): Map<SheetTableId, Held> {
    return new Map([...this.tables].map(([id, held]) => [id, structuredClone(held)]));
  }

  private record(
    kind: WriteRecord['kind'],
    stamp: CutStamp | null,
    before: Map<SheetTableId, Held>,
    cells: number,
  ): string {
    const id = `w${this.writes.length + 1}`;
    const at = new Date(Date.UTC(2026, 10, 23, 2, this.writes.length)).toISOString();
    this.writes.push({
      id,
      kind,
      at,
      stamp,
      cells,
      rowsAdded: 0,
      undone: false,
      canUndo: true,
      before,
      broken: this.broken,
      ranges: null,
    });
    return id;
  }

  private failIfAsked(): void {
    const { fails } = this;
    this.fails = null;
    if (fails) throw this.problem(fails);
  }

  private problem(problem: WorkbookProblem): Error {
    return Object.assign(new Error(problem.code), { problem });
  }
}

/** A formula in Sheet1 that does not work; by default one that can be mended. */
export function brokenFormula(
  cell: string,
  kind: BrokenFormula['kind'],
  changes: Partial<BrokenFormula> = {},
): BrokenFormula {
  const row = Number(cell.slice(1)) - 1;
  const formula = kind === 'file_form' ? `=_xldudf_TWIN_DOS(${row},4)` : `=TWIN.DOS(${row},4)`;
  return {
    id: `Sheet1|${cell}`,
    sheetId: 'Sheet1',
    sheetName: 'Sheet1',
    row,
    column: 0,
    address: `Sheet1!${cell}`,
    kind,
    formula,
    mended: `=TWIN.DOS(${row},4)`,
    shows: kind === 'stuck' ? '#BUSY!' : kind === 'not_calculated' ? '' : '#NAME?',
    why: null,
    unknown: [],
    ...changes,
  };
}
