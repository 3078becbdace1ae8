import type { Bilingual, CellValue } from './kinds';
import type { ImportTableId } from './imports';
import type { ProposalConflict } from './proposals';

/** Tables the data service hands out, named by the sheet table they fill. */
export type PullTableId =
  | 'TW_SKU'
  | 'TW_Warehouses'
  | 'TW_Lanes'
  | 'TW_Stock'
  | 'TW_Sales'
  | 'TW_Corrections'
  | 'TW_Signals'
  | 'TW_Inbound'
  | 'TW_Calendar'
  | 'TW_Policy'
  | 'TW_Proposals';

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
  /** the caller may send purchase proposals; absent: an older data service, which takes none */
  may_send?: boolean;
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

/** What one run of the forecast was made from. */
export interface ForecastVersionInfo {
  /** number within the brand, 1 first; never used again */
  version: number;
  /** when the run ended */
  made_at: string;
  /** label of the access key that stored it; null: none was needed */
  made_by: string | null;
  cut: string;
  data_time: string;
  /** Monday of the last complete week; the first forecast week is the one after it */
  last_week: string;
  /** weeks each item is forecast for */
  weeks: number;
  /** items */
  rows: number;
  /** policy and engine settings that shaped it */
  settings: Record<string, string | number | boolean>;
  /** weeks of items in which a planner's number stands in the place of the statistical one */
  overrides: number;
}

/** One item of a stored forecast; units a week, W+1 first. Kept to seven significant digits. */
export interface StoredForecast {
  sku_id: string;
  warehouse_id: string;
  demand_class: string;
  method: string;
  /** with overrides, as planned with */
  weeks: number[];
  statistical: number[];
  /** P10 and P90; empty: no band is known */
  lows: number[];
  highs: number[];
}

export interface ForecastVersionBody {
  /** when the run ended, ISO UTC. The same run sent again (this instant, this content) is the same version */
  made_at: string;
  /** the data the run read: their cut and the instant they speak for */
  cut: string;
  data_time: string;
  last_week: string;
  settings: ForecastVersionInfo['settings'];
  rows: StoredForecast[];
}

/** Most items a stored version holds. */
export const MAX_FORECAST_ROWS = 100_000;
/** Versions kept a brand, see `ForecastVersionList`. */
export const FORECAST_VERSIONS_KEPT = 60;

/** Answer to the storing of a version. */
export interface StoredVersion extends ForecastVersionInfo {
  /** false: this run, or the same forecast from the same data, was the newest version already */
  created: boolean;
  /** items that were not stored because the brand's data do not know their SKU or warehouse */
  left_out: { count: number; examples: string[] };
}

export interface ForecastVersionList {
  /** newest first */
  versions: ForecastVersionInfo[];
  /**
   * Most versions kept. Beyond it the oldest version goes that a later one from data of the same week replaced; where there is
   * none, the oldest of all.
   */
  kept: number;
}

/** One page of a version. */
export interface ForecastPage extends ForecastVersionInfo {
  items: StoredForecast[];
  /** pass as `cursor` for the next page; null at the end */
  next: string | null;
}

/** What was forecast for one item, run after run, beside what came. */
export interface ForecastHistory {
  sku_id: string;
  warehouse_id: string;
  cut: string;
  /** cleaned demand of complete weeks, oldest first; null: unknown */
  actual: { week: string; quantity: number | null }[];
  /** newest first */
  versions: (Pick<ForecastVersionInfo, 'version' | 'made_at' | 'made_by' | 'last_week'> &
    Omit<StoredForecast, 'sku_id' | 'warehouse_id'>)[];
  /** null: no week that was forecast is over yet */
  accuracy: AccuracyRow | null;
  /** tracking signal limit */
  limit: number;
}

/** Units over the weeks both versions cover. */
export interface ForecastDriftItem {
  sku_id: string;
  warehouse_id: string;
  /** in the newer version where it has the item */
  demand_class: string;
  /** as planned with; null: that version does not have the item */
  before: number | null;
  after: number | null;
  /** without overrides: tells a change of the engine's mind from a planner's */
  statistical_before: number | null;
  statistical_after: number | null;
}

/** How far two versions differ over the weeks both cover. */
export interface ForecastDrift {
  version: ForecastVersionInfo;
  against: ForecastVersionInfo;
  /** Mondays of the weeks both cover; none: nothing can be compared */
  weeks: string[];
  /** of the items both have */
  total_before: number;
  total_after: number;
  statistical_before: number;
  statistical_after: number;
  /** Σ|after − before| / Σ before over items and weeks; null: nothing was forecast before */
  change: number | null;
  /** items both have */
  common: number;
  /** items only one has, and their units over these weeks */
  appeared: { items: number; total: number };
  disappeared: { items: number; total: number };
  /** items whose total moved, furthest first, by |after − before| */
  items: ForecastDriftItem[];
  /** movers beyond those given */
  more: number;
}

export const ACCURACY_GROUPS = ['all', 'item', 'class', 'horizon', 'version'] as const;
export type AccuracyGroup = (typeof ACCURACY_GROUPS)[number];

/** Measures over pairs of forecast week and what came, out of sample: see planning/forecast-review for their formulas. */
export interface AccuracyRow {
  /** all: `all`; item: SKU and warehouse; class, horizon (weeks ahead) or version: its name */
  group: string;
  sku_id: string | null;
  warehouse_id: string | null;
  /** pairs of forecast and actual week */
  pairs: number;
  /** as planned with, overrides included */
  wape: number | null;
  /** Σ(actual − forecast)/Σ actual: positive = under-forecast */
  bias: number | null;
  mase: number | null;
  rmsse: number | null;
  /** mean of the pinball losses of the P10 and P90, in units a week; null: no band is known */
  pinball: number | null;
  /** share of weeks between P10 and P90; 80% is right */
  coverage: number | null;
  /** the statistical forecast alone, over the same pairs */
  statistical_wape: number | null;
  /** pairs in which a planner's number stood */
  overridden_pairs: number;
  /** over those pairs: WAPE of the statistical forecast less WAPE as planned with; positive = overrides helped */
  value_added: number | null;
  /** Σe / mean|e| over the newest weeks, each by the last forecast before it; null: too few, or (horizon, version) not measured */
  tracking_signal: number | null;
  /** the signal lies outside its limits, and that is no chance */
  alert: boolean;
}

export interface ForecastAccuracyReport {
  by: AccuracyGroup;
  cut: string;
  /** Monday of the last week of which the demand is known */
  last_week: string;
  /** versions that forecast a week that is over */
  versions: number;
  /** tracking signal limit */
  limit: number;
  /** items in alert, whatever the grouping */
  alerts: number;
  /** item: alerts first, then by the size of their errors; class by name; horizon nearest first; version newest first */
  rows: AccuracyRow[];
  /** rows beyond those given */
  more: number;
}

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
    | 'forecast_refused'
    | 'no_forecast'
    | 'proposal_refused'
    | 'proposal_conflict'
    | 'proposal_closed'
    | 'no_proposal'
    | 'not_found'
    | 'internal';
  detail: string;
  message: Bilingual;
  /** import_refused: why, file by file */
  problems?: ImportProblem[];
  /** proposal_conflict: what somebody else has sent since */
  conflicts?: ProposalConflict[];
}
