import type { InboundLine, LaneFacts, PolicyRow, Promotion, SkuFacts, StockFacts, WarehouseFacts } from '../types';

export type Cell = string | number | boolean | null;
/** A row of a sheet by column id, figures as numbers, dates as ISO text, words as codes. */
export type RowRecord = Readonly<Record<string, Cell>>;

/** Figures of a recommendation that can be looked into, in the order they are read. */
export type FigureId =
  | 'order_qty'
  | 'order_by'
  | 'arrives'
  | 'status'
  | 'action'
  | 'value'
  | 'at_stake'
  | 'safety_stock'
  | 'reorder_level'
  | 'target_level'
  | 'max_level'
  | 'position'
  | 'days_of_supply'
  | 'turnover_days'
  | 'demand_mean'
  | 'service_target'
  | 'traffic'
  | 'tier'
  | 'promo_order_by'
  | 'bullwhip';

/** A cell by the key of its row and the id of its column. */
export interface TracePlace {
  table: string;
  key: string[];
  column: string | null;
}

/** Which row of the policy table gave a value. */
export interface PolicyOrigin {
  key: string;
  /** null: the rule is off */
  value: number | null;
  scope: string;
  scope_id: string | null;
  effective_from: string | null;
  source: string | null;
  /** the value is the one shipped with the product */
  isDefault: boolean;
  /** the row in the Policy sheet; null: no row there, the shipped value holds */
  place: TracePlace | null;
}

export interface TraceInput {
  /** column id, policy key, or a name of this room's own */
  id: string;
  /** as the plan used it */
  value: Cell;
  /** what stands at its place now, where that is another value; undefined: the same, or it has no place */
  now?: Cell;
  place: TracePlace | null;
  policy: PolicyOrigin | null;
}

/** One line of a derivation: `{id}` in the template stands for an input or an earlier step. */
export interface TraceStep {
  id: string;
  template: string;
  value: number | null;
}

/** A rule of several of which the first that holds decides. */
export interface TraceRule {
  /** status or traffic word it gives */
  gives: string;
  holds: boolean;
  template: string;
}

export interface Figure {
  id: FigureId;
  /** as the plan says */
  cell: Cell;
  inputs: TraceInput[];
  /** the last one gives the figure; none: it comes from elsewhere as it is */
  steps: TraceStep[];
  rules: TraceRule[];
  /** derived again from the inputs; null: an input is unknown */
  computed: Cell;
  /** the derivation gives what the plan says; null: it cannot be told */
  agrees: boolean | null;
  /** days of a promotion are not spread evenly over their week: the derivation is near, not exact */
  isNear: boolean;
  /** what is worth saying about it, as sentence ids of why-texts */
  words: { id: string; values: Record<string, number | string> }[];
}

export interface SourcedPolicyRow extends PolicyRow {
  source?: string | null;
}

/** Everything the sheets hold about one recommendation. */
export interface InspectInput {
  /** row of the Plan sheet */
  row: RowRecord;
  /** business date the plan is of */
  asOf: string;
  currency: string;
  sku: SkuFacts | null;
  warehouse: WarehouseFacts | null;
  stock: StockFacts | null;
  /** lanes into the warehouse */
  lanes: readonly LaneFacts[];
  inbound: readonly InboundLine[];
  /** forecast by week as the plan used it, from `firstWeek` (a Monday) on; null: no row */
  forecast: { weeks: readonly (number | null)[]; firstWeek: string | null } | null;
  /** weekly sales at this warehouse, newest first, a list for each model */
  sold: readonly { model: string | null; weeks: readonly (number | null)[] }[];
  promotions: readonly Promotion[];
  /** row of the Tiers sheet */
  tier: RowRecord | null;
  policy: readonly SourcedPolicyRow[];
}
