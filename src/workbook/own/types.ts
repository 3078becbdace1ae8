import type { CellValue, SheetTableId } from '../../tables';
import type { RawCell } from '../cells';
import type { CutStamp, WorkOptions, WriteReport } from '../types';

/**
 * A table or range of the user's own. What a column holds is its `meaning`: `TW_Stock.available` is the column `available`
 * of our Stock table, whatever the heading says. One range may give figures to the plan (stock, sales, costs) and take
 * its results (order quantity, status): a column with `write` is one the plan may write into.
 */
export interface OwnMapping {
  id: string;
  /** what the user calls it; the sheet's name unless changed */
  name: string;
  place: OwnPlace;
  /** rows of headings, 1 to 3 */
  headingRows: number;
  columns: OwnColumn[];
  /** warehouse every row is about where no column says it; null: a column does, or (SKU lists) none is needed */
  warehouse: string | null;
  /** id of the brand the workbook belonged to when the mapping was kept */
  brand?: string;
}

/** Where it stands. A range is found again by its headings: rows and columns may have been inserted since. */
export type OwnPlace =
  | { kind: 'table'; excelId: string; name: string; sheetName: string }
  | {
      kind: 'range';
      sheetId: string;
      sheetName: string;
      /** 0-based, as last seen: first heading row, first column, heading and body rows, columns */
      row: number;
      column: number;
      rows: number;
      columns: number;
      /** heading rows of the same texts in the sheet: which of how many this is, and the title above it */
      twins?: { index: number; count: number; title: string };
    };

export interface OwnColumn {
  /** from the range's first column */
  position: number;
  /** texts of the heading rows, top first; a merged title stands over each of its columns */
  heading: string[];
  /** null: the user's own business */
  meaning: OwnMeaning | null;
  write: boolean;
}

/** `<table>.<column>`: a declared column of a sheet table, or one of those that only own workbooks have (meanings.ts). */
export type OwnMeaning = `${SheetTableId}.${string}`;

/** What stands around a cell the user points at. */
export interface OwnLook {
  place: OwnPlace;
  /** e.g. `备货计划!B3:R620` */
  address: string;
  headingRows: number;
  columns: OwnColumnFacts[];
  /** rows below the headings */
  rows: number;
  hiddenRows: number;
  filtered: boolean;
  protected: boolean;
  /** other blocks in the same sheet, as addresses: a sheet may hold several plans */
  others: string[];
}

export interface OwnColumnFacts {
  position: number;
  heading: string[];
  /** what most filled cells hold */
  kind: 'text' | 'number' | 'date' | 'blank';
  filled: number;
  formulas: number;
  /** cells of another kind than most, e.g. words in a column of numbers */
  odd: number;
  merged: number;
  /** up to three, as shown */
  examples: string[];
  hidden: boolean;
}

export interface OwnGuess {
  position: number;
  meaning: OwnMeaning | null;
  sure: boolean;
  /** other meanings that fit, best first */
  rivals: OwnMeaning[];
}

/** `total`: a line of sums (合计, 小计); `section`: a title between the rows; `repeat`: the headings again, printed once more */
export type OwnRowKind = 'data' | 'total' | 'section' | 'repeat' | 'blank' | 'no_key';

export interface OwnRow {
  /** from the first row below the headings */
  index: number;
  kind: OwnRowKind;
  sku: string | null;
  warehouse: string | null;
  hidden: boolean;
}

/** A range as it stands now. */
export interface OwnBody {
  mapping: OwnMapping;
  sheetId: string;
  sheetName: string;
  /** 0-based sheet row of `values[0]`, and sheet column of its first value */
  firstRow: number;
  firstColumn: number;
  values: RawCell[][];
  formulas: RawCell[][];
  rows: OwnRow[];
}

/** Rows that shall stand in a range, by key. */
export interface OwnWanted {
  mapping: OwnMapping;
  meanings: OwnMeaning[];
  rows: { sku: string; warehouse: string; values: CellValue[] }[];
}

export interface OwnChange {
  id: string;
  mappingId: string;
  sku: string;
  warehouse: string;
  meaning: OwnMeaning;
  old: CellValue;
  new: CellValue;
  address: string;
  /** the cell no longer holds what the add-in last wrote there: the user's word, kept unless accepted by name */
  edited?: true;
  /** the word the cell's own list has for the value, where it has a list */
  word?: string;
  /** beside `edited`: what the add-in last wrote there, so that old plan, yours and new plan can be compared */
  wrote?: CellValue;
}

export interface OwnBlocked extends OwnChange {
  /** `refused`: the cell's own validation rule does not take the value */
  why: 'duplicate_key' | 'formula' | 'merged' | 'protected' | 'spill' | 'wrong_kind' | 'refused' | 'column_gone';
}

export interface OwnPreview {
  id: string;
  stamp: CutStamp;
  /** id of the brand the workbook belonged to; null: to none */
  brand: string | null;
  mappings: OwnMapping[];
  /** mapping id → every key the plan knows, to change or not: a row is told from others by all of them */
  known: Record<string, { sku: string; warehouse: string }[]>;
  changes: OwnChange[];
  blocked: OwnBlocked[];
  /** rows of the sheet the plan does not know */
  unknown: { mappingId: string; sku: string; warehouse: string | null; address: string }[];
  /** rows of the plan the sheet lacks */
  lacking: { mappingId: string; sku: string; warehouse: string }[];
  duplicates: { mappingId: string; sku: string; warehouse: string; rows: number[] }[];
  /** sheets with rows hidden by a filter that would be written */
  filtered: string[];
}

export interface OwnOptions extends WorkOptions {
  /** names a cell may call a warehouse by (either language, any spelling) → its code; codes name themselves */
  warehouses?: Readonly<Record<string, string>>;
}

/** `skipped` of the base is empty: these are the cells left alone since the preview. */
export interface OwnReport extends WriteReport {
  leftAlone: OwnChange[];
}

/** The part of the workbook room that deals with the user's own ranges. */
export interface OwnPort {
  /**
   * Around the active cell, or the cell given (`Sheet!A1`). An address of several cells is taken as the whole range,
   * headings first; `headingRows` overrules how many rows of headings were found.
   */
  lookAtOwn(address?: string, options?: { headingRows?: number }): Promise<OwnLook>;
  /** Mappings kept in the workbook, with those whose range can no longer be found. */
  listOwn(): Promise<{ mapping: OwnMapping; problem: OwnProblem | null }[]>;
  keepOwn(mapping: OwnMapping): Promise<void>;
  forgetOwn(id: string): Promise<void>;
  readOwn(mappings: readonly OwnMapping[], options?: OwnOptions): Promise<OwnBody[]>;
  previewOwn(wanted: readonly OwnWanted[], stamp: CutStamp, options?: OwnOptions): Promise<OwnPreview>;
  applyOwn(
    preview: OwnPreview,
    accepted: ReadonlySet<string> | 'all',
    options?: OwnOptions & { writeHidden?: boolean },
  ): Promise<OwnReport>;
  selectOwn(mappingId: string, sku: string, warehouse: string | null, options?: OwnOptions): Promise<boolean>;
  /** Which row of a kept mapping a cell (`Sheet!A1`) stands in, so that the Item page follows; null: in none, or no data row. */
  ownKeyAt(
    address: string,
    options?: OwnOptions,
  ): Promise<{ mappingId: string; sku: string; warehouse: string | null } | null>;
}

export interface OwnProblem {
  code: 'sheet_gone' | 'headings_gone' | 'column_gone' | 'two_columns' | 'protected' | 'other_brand';
  values: Record<string, string | number>;
}
