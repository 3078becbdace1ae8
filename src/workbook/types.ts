import type { CellValue, Language, SheetTableId } from '../tables';
import type { BreakageKind } from './formula/repair';

/** What the workbook remembers of us, in its own document settings (travels with the file; no keys, no tokens). */
export interface Binding {
  workbookId: string;
  brandId: string;
  brandName: string;
  /** language of headings and words in the sheets */
  language: Language;
  currency: string;
  dataService: string;
}

/** The cut line of a sheet: of which data its figures are. */
export interface CutStamp {
  cut: string;
  /** ISO UTC instant the data speak for */
  dataTime: string;
  planVersion: string | null;
}

/** Rows for one table, in the order of `columns`; codes as codes, dates as ISO text. */
export interface TableRows {
  table: SheetTableId;
  columns: string[];
  rows: CellValue[][];
  /** extra text over a column, row 4 of the sheet (Sales and Forecast weeks: their Monday) */
  bandTexts?: Record<string, string>;
}

/** A problem the user can mend; `code` picks the message, `values` fill it. Nothing was written when it is thrown. */
export type WorkbookProblemCode =
  | 'protected'
  | 'editing'
  | 'other_brand'
  | 'key_column_gone'
  | 'column_gone'
  | 'filtered'
  | 'duplicate_keys'
  | 'blocked_cells'
  | 'no_table'
  // ranges of the user's own: nothing with headings there; a mapped one can no longer be found or told
  | 'no_range'
  | 'range_gone'
  | 'not_supported'
  | 'too_large'
  | 'cancelled'
  // why a formula was not put into a cell
  | 'occupied'
  | 'inside_table'
  | 'no_room'
  | 'text_cell'
  | 'host_error';

export interface WorkbookProblem {
  code: WorkbookProblemCode;
  values: Record<string, string | number>;
}

export interface TableState {
  table: SheetTableId;
  sheetName: string;
  rows: number;
  protected: boolean;
  filtered: boolean;
  /** ids of declared columns that are no longer there */
  missingColumns: string[];
  stamp: CutStamp | null;
}

export interface WorkbookState {
  binding: Binding | null;
  /** sheets with content that are not ours */
  foreignSheets: number;
  tables: TableState[];
  manualCalculation: boolean;
}

export interface WorkProgress {
  step: 'reading' | 'calculating' | 'writing' | 'checking' | 'restoring';
  table: SheetTableId | null;
  done: number;
  total: number;
}

export interface WorkOptions {
  signal?: AbortSignal;
  onProgress?: (progress: WorkProgress) => void;
}

export interface RefreshOptions extends WorkOptions {
  stamp: CutStamp;
  /** for a table whose column was deleted: put it back, or leave it out from now on */
  columnDecisions?: Partial<Record<SheetTableId, 'restore' | 'leave_out'>>;
}

export interface RefreshedTable {
  table: SheetTableId;
  sheetName: string;
  rows: number;
  created: boolean;
  added: number;
  changed: number;
  gone: number;
  /** keys that stand in more than one row of the sheet: neither row was written */
  duplicates: { key: string; rows: number[] }[];
}

export interface RefreshReport {
  tables: RefreshedTable[];
  rows: number;
  added: number;
  gone: number;
  seconds: number;
  writeId: string;
}

/** A table of ours as it stands in the sheet now; values as codes and ISO dates, like TableRows. */
export interface ReadTable extends TableRows {
  sheetName: string;
  /** 1-based sheet row of each row */
  sheetRows: number[];
  /** 0-based sheet column of each column, so that formulas can point at cells */
  sheetColumns: number[];
  stamp: CutStamp | null;
  duplicates: { key: string; rows: number[] }[];
  /** cells whose text is no number or date although their column wants one; read as null (at most 200 are listed) */
  unreadable?: { address: string; column: string; text: string }[];
}

/** Rows of one table: those whose columns hold one of the values given; '' is a blank cell. */
export type RowFilter = Readonly<Record<string, readonly string[]>>;

/** One cell that a write would change. */
export interface CellChange {
  id: string;
  table: SheetTableId;
  key: string[];
  column: string;
  old: CellValue;
  new: CellValue;
  /** null for a row that is not in the sheet yet */
  sheetRow: number | null;
  /** the sheet no longer holds what the add-in last wrote there, as far as the write records on this computer tell */
  edited?: true;
}

export interface BlockedChange extends CellChange {
  why: 'duplicate_key' | 'formula' | 'merged' | 'column_gone';
  address: string;
}

export interface WritePreview {
  id: string;
  /** what the record of the write will say it was; a plan's unless given */
  kind?: 'plan' | 'item';
  stamp: CutStamp;
  /** tables that will be created because they do not exist */
  newTables: SheetTableId[];
  changes: CellChange[];
  blocked: BlockedChange[];
  /** keys of rows in the sheet that the new data no longer have */
  gone: { table: SheetTableId; key: string[] }[];
  filtered: SheetTableId[];
  /** texts for row 4 of the tables, see TableRows */
  bandTexts?: Partial<Record<SheetTableId, Record<string, string>>>;
}

export interface WriteReport {
  writeId: string;
  cells: number;
  rowsAdded: number;
  /** changed by someone since the preview: left alone */
  skipped: CellChange[];
  /** read back and found different from what was written */
  mismatches: { address: string; expected: CellValue; found: CellValue }[];
  seconds: number;
  sheetNames: string[];
}

export interface WriteRecord {
  id: string;
  /** `item`: a decision about one item, made in the pane */
  kind: 'refresh' | 'plan' | 'item' | 'repair' | 'example';
  at: string;
  /** null for formulas entered (repair, example), which are of no data */
  stamp: CutStamp | null;
  cells: number;
  rowsAdded: number;
  undone: boolean;
  canUndo: boolean;
}

/** A formula entered into a cell; it can be undone by its `writeId`. */
export interface InsertReport {
  writeId: string;
  address: string;
}

export interface UndoReport {
  restored: number;
  rowsRemoved: number;
  /** cells that no longer hold what was written: left alone, with their addresses */
  left: { address: string; found: CellValue }[];
}

/** Where the user stands. */
export interface SelectionInfo {
  address: string;
  sheetName: string;
  table: SheetTableId | null;
  /** column id → value of the selected row, when the selection is in one of our tables or a row with a known key */
  row: Record<string, CellValue> | null;
  /** formula of the active cell when it calls one of our functions */
  formula: string | null;
  value: CellValue;
}

/** The functions of this add-in; the list is asked for only when a workbook holds any. */
export interface FunctionNames {
  /** of this build: TWIN, or TWINDEV in development */
  namespace: string;
  ids(): Promise<readonly string[]>;
}

/** Why a broken formula is left as it is. `refused`: Excel did not take the formula. */
export type NoRepair = 'unknown_function' | 'protected' | 'merged' | 'array' | 'refused';

/** A cell whose formula calls a function of ours and does not work. */
export interface BrokenFormula {
  id: string;
  sheetId: string;
  sheetName: string;
  /** 0-based */
  row: number;
  column: number;
  address: string;
  kind: BreakageKind;
  formula: string;
  /** what will be entered; null when `why` says that nothing can be */
  mended: string | null;
  shows: string | number | boolean;
  why: NoRepair | null;
  /** functions this version of the add-in does not have */
  unknown: string[];
}

export interface ScanOptions extends WorkOptions {
  /** stop after so many cells: a scan nobody asked for must not hold Excel up */
  maxCells?: number;
  /** called between slices */
  pause?: () => Promise<void>;
}

export interface FormulaScan {
  broken: BrokenFormula[];
  /** cells that call a function of ours, broken or not */
  ours: number;
  /** false: the workbook has more cells than the scan was allowed to read */
  complete: boolean;
  manualCalculation: boolean;
}

/** `changed`: somebody changed the cell since the scan, it was left alone. */
export type MendOutcome = 'mended' | 'still_broken' | 'changed' | 'cannot';

export interface MendedFormula {
  id: string;
  sheetId: string;
  /** 0-based */
  row: number;
  column: number;
  address: string;
  outcome: MendOutcome;
  /** what the cell shows now; a mended formula may still show an error of its inputs */
  shows: string | number | boolean;
  why: NoRepair | null;
}

export interface MendReport {
  /** of the record that can be undone; null when no formula's text was changed */
  writeId: string | null;
  cells: MendedFormula[];
  manualCalculation: boolean;
  seconds: number;
}

export interface RecalculateReport {
  /** cells that were calculated */
  cells: number;
  manualCalculation: boolean;
  seconds: number;
}
