import type { Bilingual, CellValue } from './kinds';
import type { ImportTableId } from './imports';

/** Tables the data service hands out, named by the sheet table they fill. */
export type PullTableId =
  'TW_SKU' | 'TW_Warehouses' | 'TW_Lanes' | 'TW_Stock' | 'TW_Sales' | 'TW_Inbound' | 'TW_Calendar' | 'TW_Policy';

export interface BrandInfo {
  brand_id: string;
  name: string;
  name_zh: string;
  /** currency of the brand's money columns */
  currency: string;
  /** readable without an access key; ships with the product */
  sample: boolean;
  /** id of the data now in the store; changes with every import */
  cut: string | null;
  /** instant up to which the data speak, ISO UTC */
  data_time: string | null;
}

export interface SourceInfo {
  table: ImportTableId;
  rows: number;
  /** newest instant or date in the source, ISO */
  as_of: string | null;
  ingested_at: string | null;
  refused: number;
}

export interface BrandSummary extends BrandInfo {
  warehouses: { warehouse_id: string; name: string; name_zh: string; type: string }[];
  sources: SourceInfo[];
  /** rows each pull table would have with these warehouses */
  counts: Record<PullTableId, number>;
}

/**
 * One page of a pull table. Values stand in the order of `columns` (ids of the sheet table's columns): codes as
 * codes, dates `2026-11-23`, instants ISO UTC, flags 0/1, unknown null.
 */
export interface TablePage {
  table: PullTableId;
  cut: string;
  data_time: string;
  columns: string[];
  rows: CellValue[][];
  /** rows in the whole table */
  total: number;
  /** pass as `cursor` for the next page; null at the end */
  next: string | null;
}

/** What a live figure is asked of: one warehouse, or (null) the brand's warehouses together. */
export interface LiveItem {
  sku: string;
  warehouse: string | null;
}

/** Figures of a `LiveItem` as the Stock table has them; unknown null. Of several warehouses: the sum of what is known. */
export interface LiveRow extends LiveItem {
  /** which code the brand does not have; null when both are known */
  unknown: 'sku' | 'warehouse' | null;
  available: number | null;
  on_hand: number | null;
  reserved: number | null;
  in_transit: number | null;
  /** instant the stock figures speak for, ISO UTC; of several warehouses the oldest */
  as_of: string | null;
  /** warehouse whose stock figures are that old */
  oldest_warehouse: string | null;
  /** instant the inbound records speak for */
  in_transit_as_of: string | null;
}

/** Data of a `stock` event of the live stream: rows that are new or differ from those sent before. */
export interface LiveEvent {
  cut: string;
  /** the brand is the sample, whose data never pretend to be live */
  sample: boolean;
  rows: LiveRow[];
}

/** Most items one live stream follows. */
export const MAX_LIVE_ITEMS = 20_000;

/** Why a row (or a file, or a whole folder) was not taken. */
export interface ImportProblem {
  code: string;
  file: string;
  /** 1-based line in the file, the header being line 1; null when the problem is the file itself */
  line: number | null;
  column: string | null;
  value: string | null;
  /** what, where and the mend */
  message: Bilingual;
}

export interface ImportReport {
  brand_id: string;
  cut: string | null;
  /**
   * Per table: rows read, taken, refused; a missing file has read = 0 and missing = true. `skipped` counts rows of
   * totals (合计), `ignored_columns` names headers that mean nothing to the product.
   */
  tables: {
    table: ImportTableId;
    file: string;
    encoding: string | null;
    read: number;
    taken: number;
    refused: number;
    missing: boolean;
    skipped?: number;
    ignored_columns?: string[];
  }[];
  /** files in the folder that are none of the product's */
  ignored_files?: string[];
  problems: ImportProblem[];
  /** problems beyond those listed */
  more_problems: number;
  seconds: number;
}

/** RFC 9457 problem document; `code` is stable, `detail` is for people. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  code:
    | 'unauthorised'
    | 'forbidden'
    | 'brand_not_found'
    | 'table_not_found'
    | 'no_data'
    | 'cut_changed'
    | 'bad_request'
    | 'import_refused'
    | 'too_large'
    | 'not_found'
    | 'internal';
  detail: string;
  message: Bilingual;
  /** import_refused: why, file by file */
  problems?: ImportProblem[];
}
