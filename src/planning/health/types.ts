import type { Sentence } from '../types';

/** error: something is not planned, or planned from a figure that cannot be; warning: probably wrong; hint: to know. */
export type CheckLevel = 'error' | 'warning' | 'hint';

/** Every check there is; what each looks for and from which threshold on stands at its code. */
export type CheckId =
  // SKU list
  | 'no_cost'
  | 'no_price'
  | 'no_currency'
  | 'other_currency'
  | 'cost_scale'
  | 'cost_unusual'
  | 'cost_over_price'
  | 'negative_value'
  | 'no_moq'
  | 'no_pack'
  | 'moq_large'
  | 'pack_over_moq'
  | 'no_shelf_life'
  | 'shelf_life_unit'
  | 'launch_after_sale'
  | 'no_records'
  // codes and keys
  | 'code_number'
  | 'code_twins'
  | 'unknown_sku'
  | 'unknown_warehouse'
  | 'repeated_row'
  | 'unreadable'
  | 'refused_rows'
  // stock
  | 'no_stock'
  | 'negative_stock'
  | 'reserved_over'
  | 'available_differs'
  | 'reserved_twice'
  | 'stock_twice'
  | 'expired_stock'
  | 'transit_differs'
  | 'stale_stock'
  | 'older_cut'
  // sales
  | 'no_sales'
  | 'sales_step'
  | 'month_in_week'
  | 'sales_twice'
  | 'negative_sales'
  | 'out_days'
  // inbound
  | 'inbound_late'
  | 'inbound_undated'
  | 'inbound_twice'
  | 'inbound_unusual'
  | 'inbound_dates'
  | 'inbound_no_quantity'
  // lanes
  | 'no_lane'
  | 'no_lead_time'
  | 'lead_order'
  | 'lead_unit'
  | 'lead_absurd'
  | 'no_lead_sd'
  // rules
  | 'policy_refused'
  | 'policy_scope'
  | 'promotion_dates'
  | 'promotion_overlap'
  | 'promotion_uplift';

/** Tables of the workbook a finding can lie in, by the id they have there. */
export type CheckTable =
  | 'TW_SKU'
  | 'TW_Warehouses'
  | 'TW_Stock'
  | 'TW_Sales'
  | 'TW_Inbound'
  | 'TW_Lanes'
  | 'TW_Calendar'
  | 'TW_Policy'
  | 'TW_Corrections'
  | 'TW_Signals'
  | 'TW_Overrides'
  | 'TW_Forecast'
  | 'TW_Tiers';

/** A cell by the key of its row and the id of its column; null: the row as a whole. */
export interface CheckPlace {
  table: CheckTable;
  key: string[];
  column: string | null;
}

export interface CheckFinding {
  /** names the place and the check, not the value: the same from one look to the next */
  id: string;
  check: CheckId;
  level: CheckLevel;
  sku_id: string | null;
  warehouse_id: string | null;
  /** null: nowhere in the workbook (rows refused by an import) */
  place: CheckPlace | null;
  /** the other place of a pair */
  other: CheckPlace | null;
  /** rows it speaks of */
  count: number;
  found: number | string | null;
  expected: number | string | null;
  /** money at risk in the plan's currency, by the formula at the check; null: not known */
  atRisk: number | null;
  /** what is wrong and where; the text of the mend has the same id */
  what: Sentence;
}

/** Parts of a stock figure as the Stock sheet holds them; null is unknown. */
export interface StockParts {
  sku_id: string;
  warehouse_id: string;
  on_hand: number | null;
  reserved: number | null;
  locked: number | null;
  defective: number | null;
  near_expiry_lock: number | null;
  virtual: number | null;
  available: number | null;
  /** ISO instant */
  as_of: string | null;
  source: string | null;
}

/** What only sheets know beside the plan's input. */
export interface SheetFacts {
  stock?: readonly StockParts[];
  /** cells whose text is no number or date although their column wants one */
  unreadable?: readonly { table: CheckTable; key: string[]; column: string; address: string; text: string }[];
  /** data time of each table, ISO instants */
  tables?: readonly { table: CheckTable; dataTime: string }[];
  /** rows that the last import left out, by file */
  refused?: readonly { source: string; rows: number }[];
}
