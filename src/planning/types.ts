/**
 * What a plan run reads and gives. Field names are the canonical ones of the sheets and import files.
 * Quantities in sales units, days in calendar days, dates ISO `2026-11-23`, rates per day unless said.
 * `null` is unknown and is never read as 0.
 */

import type { PlanMeasures } from './scenario/types';

export type Model = 'bonded' | 'direct' | 'virtual';
export type Tier = 'hit' | 'basic' | 'longtail' | 'new' | 'luxury';
export type Status =
  | 'out_of_stock'
  | 'will_run_out'
  | 'low'
  | 'expiry'
  | 'surplus_on_order'
  | 'overstock'
  | 'no_sales'
  | 'not_enough_data'
  | 'ok';
/** clear: sell off what is there; to_bonded, to_direct: sell it from the other model from now on */
export type Action = 'buy' | 'hold' | 'stop' | 'clear' | 'to_bonded' | 'to_direct';
export type Reason =
  | 'below_reorder'
  | 'for_promotion'
  | 'moq_rounding'
  | 'inbound_covers'
  | 'above_maximum'
  | 'no_sales'
  | 'expiry_gate'
  | 'tier_lowered'
  | 'list_restriction'
  | 'locked_by_hand'
  | 'promoted'
  | 'bonded_gate'
  | 'first_batch'
  | 'lane_full'
  | 'smoothed'
  | 'over_budget'
  | 'not_enough_data';
export type DemandClass = 'smooth' | 'erratic' | 'intermittent' | 'lumpy' | 'new' | 'dying' | 'none';
export type Lifecycle = 'new' | 'growing' | 'steady' | 'fading' | 'dormant';
/** of the gate before a bonded buy; not_needed: the SKU is not to be bonded */
export type GateState = 'open' | 'capped' | 'closed' | 'not_needed';
export type InboundVerdict = 'keep' | 'expedite' | 'cut' | 'cancel';
export type Listing = 'spot' | 'spot_presale' | 'presale' | 'hide';
export type Traffic = 'throttle' | 'hold' | 'push';

export interface SkuFacts {
  sku_id: string;
  name: string | null;
  category: string | null;
  tier_lock: Tier | null;
  moq: number | null;
  pack_qty: number | null;
  unit_cost: number | null;
  cost_currency: string | null;
  price: number | null;
  currency: string | null;
  shelf_life_days: number | null;
  launch_date: string | null;
  hs_remark: string | null;
  custom_made: boolean | null;
  hs_code?: string | null;
  supplier_id?: string | null;
  weight_g?: number | null;
  volume_cm3?: number | null;
  /** who locked the tier by hand, why and when */
  lock_by?: string | null;
  lock_why?: string | null;
  locked_on?: string | null;
}

export interface WarehouseFacts {
  warehouse_id: string;
  name: string | null;
  type: string;
  city?: string | null;
  /** ISO code or name */
  country?: string | null;
}

export interface LaneFacts {
  lane_id: string;
  from_id: string;
  to_id: string;
  /** for this SKU alone; null: for every SKU that has none of its own */
  sku_id?: string | null;
  purpose: string;
  mode: string | null;
  lead_mean_days: number | null;
  lead_sd_days: number | null;
  lead_p50: number | null;
  lead_p90: number | null;
  /** from the stage dates of past deliveries; null where there are too few */
  learned?: LearnedLead | null;
  /** units a week */
  capacity_per_week?: number | null;
  cost_per_order?: number | null;
  cost_per_unit?: number | null;
  cost_per_kg?: number | null;
  cost_currency?: string | null;
}

export interface LearnedLead {
  /** deliveries it was learned from */
  count: number;
  mean: number;
  sd: number;
  p50: number;
  p90: number;
}

export interface StockFacts {
  sku_id: string;
  warehouse_id: string;
  available: number | null;
  in_transit: number | null;
  first_expiry: string | null;
  confidence: number | null;
  /** part of `available` that a supplier committed and that is in no warehouse yet */
  virtual?: number | null;
}

/** Weekly sales, newest first: `weeks[0]` is W-1, the last complete ISO week. null = no record, 0 = nothing sold. */
export interface SalesSeries {
  sku_id: string;
  warehouse_id: string;
  model: string | null;
  weeks: (number | null)[];
  oos_days_13w: number | null;
  /** share of what was sold in the last 13 weeks that came back */
  return_rate?: number | null;
}

/** One correction of demand, see planning/cleaning; it counts unless the planner prefers the raw figure. */
export interface DemandCorrection {
  sku_id: string;
  warehouse_id: string;
  model: string | null;
  day: string;
  kind: string;
  /** corrected − raw, units; null where the figure of the day is unknown */
  change: number | null;
  use_raw: boolean;
}

/** What a planner set in the place of the statistical forecast of one week. */
export interface ForecastOverride {
  sku_id: string;
  warehouse_id: string;
  /** Monday, or any other day of the week */
  week: string;
  /** units in the week; null: withdrawn, NaN: it cannot be read */
  quantity: number | null;
  author: string | null;
  reason: string | null;
  made_on: string | null;
  /** from this day on the statistical forecast counts again; null: until the week is over */
  expires: string | null;
}

export type OverrideState = 'active' | 'expired' | 'past' | 'refused';

/** A leading signal of a SKU by week, newest first like SalesSeries. */
export interface SignalSeries {
  sku_id: string;
  signal: string;
  weeks: (number | null)[];
}

export interface InboundLine {
  doc_id: string;
  line: number;
  sku_id: string;
  to_id: string;
  open_qty: number | null;
  eta: string | null;
  from_id?: string | null;
  etd?: string | null;
  qty_ordered?: number | null;
  qty_shipped?: number | null;
  unit_cost?: number | null;
  paid_amount?: number | null;
}

export interface Promotion {
  promo_id: string;
  phase: string | null;
  name: string | null;
  /** instants, ISO UTC */
  starts_at: string;
  ends_at: string;
  /** null: every SKU */
  sku_id: string | null;
  /** null: learnt from history */
  uplift: number | null;
  presale?: boolean | null;
}

export interface PolicyRow {
  key: string;
  value: string;
  scope: string;
  scope_id: string | null;
  effective_from: string | null;
  effective_to: string | null;
}

/** Where a SKU stood by the plan before. */
export interface TierMemory {
  sku_id: string;
  tier: Tier;
  /** business date */
  since: string | null;
}

/** A what-if: everything else is as in the base plan. */
export interface Scenario {
  /** added to every lead time, days */
  leadDays?: number;
  /** 0.2: demand 20 % up */
  demandShare?: number;
  /** takes the place of the budget of the policy; null: none */
  budget?: number | null;
  /** takes the place of every service level */
  serviceLevel?: number;
}

export interface PlanInput {
  /** business date of the data cut, Asia/Shanghai */
  asOf: string;
  /** Monday of W-1 */
  lastWeek: string;
  /** currency of value and at stake; rows in another currency are counted, not converted */
  currency: string;
  skus: SkuFacts[];
  warehouses: WarehouseFacts[];
  lanes: LaneFacts[];
  stock: StockFacts[];
  sales: SalesSeries[];
  inbound: InboundLine[];
  promotions: Promotion[];
  policy: PolicyRow[];
  corrections?: DemandCorrection[];
  overrides?: ForecastOverride[];
  signals?: SignalSeries[];
  tierMemory?: TierMemory[];
  scenario?: Scenario;
}

/** A sentence the messages room renders in either language. */
export interface Sentence {
  id: string;
  values: Record<string, string | number>;
}

export interface SkuTier {
  sku_id: string;
  tier: Tier;
  model: Model;
  /** why: the rule that decided, with its figures */
  reason: Sentence;
  locked: boolean;
  /** business date of the last change of tier */
  since: string | null;
  /** the tier the last weeks point to, and how many in a row did; null: the one it has */
  heading: Tier | null;
  headingWeeks: number;
  movesWhen: Sentence[];
  abc: 'A' | 'B' | 'C' | null;
  xyz: 'X' | 'Y' | 'Z' | null;
  cv: number | null;
  lifecycle: Lifecycle | null;
  gate: GateState;
  gateReasons: Sentence[];
  /** most units of a first bonded buy over all bonded warehouses; null: none is set */
  firstBatchCap: number | null;
  test: TestRecord | null;
}

/** What the test period of a SKU that is not bonded showed. */
export interface TestRecord {
  weeks: number;
  units: number | null;
  /** units / visitors */
  conversion: number | null;
  /** mean score of reviews */
  rating: number | null;
  returnRate: number | null;
}

export interface PlanRow {
  sku_id: string;
  warehouse_id: string;
  name: string | null;
  rank: number;
  status: Status;
  action: Action;
  order_qty: number | null;
  order_by: string | null;
  arrives: string | null;
  reason: Reason | null;
  value: number | null;
  at_stake: number | null;
  explanation: Sentence[];
  tier: Tier | null;
  model: Model | null;
  available: number | null;
  in_transit: number | null;
  /** orders expected from presale deposits that the position is reduced by; null: there are none */
  presale_owed: number | null;
  position: number | null;
  days_of_supply: number | null;
  turnover_days: number | null;
  next_4w: number | null;
  /** forecast mean and error sd per day over the protection interval */
  demand_mean: number | null;
  demand_sd: number | null;
  lead_p50: number | null;
  lead_p90: number | null;
  lead_mean: number | null;
  lead_sd: number | null;
  review_days: number;
  safety_stock: number | null;
  reorder_level: number | null;
  target_level: number | null;
  max_level: number | null;
  service_target: number;
  /** share of past protection intervals without a stock-out under this rule and under the textbook one, out of sample */
  service_proof: number | null;
  textbook_proof: number | null;
  /** safety stock / √(P·sd² + mean²·lead sd²) */
  safety_factor: number | null;
  /** safety stock / demand per day */
  safety_days: number | null;
  traffic: Traffic | null;
  /** order quantity before shelf life, first batch, lane capacity, smoothing and budget cut it */
  wanted_qty: number | null;
  /** margin the order is expected to save, a year, per unit of money it ties up */
  capital_return: number | null;
  /** the next promotion that asks for an order of this item, the last day for that order, and units that come too late */
  promo: string | null;
  promo_order_by: string | null;
  promo_short: number | null;
  /** variance of the buys ahead / variance of demand ahead, with smoothing and without */
  bullwhip: number | null;
  bullwhip_raw: number | null;
}

/** A buy of a week to come, the first being this week's recommendation. */
export interface BuyLine {
  sku_id: string;
  warehouse_id: string;
  name: string | null;
  /** Monday */
  order_week: string;
  order_qty: number;
  order_by: string;
  arrives: string;
  arrives_late: string;
  reason: Reason | null;
  value: number | null;
  supplier_id: string | null;
  lane_id: string | null;
  weight_kg: number | null;
  volume_m3: number | null;
  wanted_qty: number;
}

/** Is an open order still right? */
export interface InboundAdvice {
  doc_id: string;
  line: number;
  sku_id: string;
  to_id: string;
  /** null: its item could not be planned, so it was not judged */
  advice: InboundVerdict | null;
  /** units it should have; null: as they are */
  quantity: number | null;
  why: Sentence[];
}

/** What a promotion asks of the plan. */
export interface PromotionAdvice {
  promo_id: string;
  phase: string | null;
  /** null: every SKU */
  sku_id: string | null;
  order_by: string | null;
  /** units that cannot arrive before it begins, over the items that sell in it */
  too_late: number | null;
  /** units it adds to the forecast */
  demand_change: number | null;
}

/** What was cut because money or room did not reach, and what a little more money would buy. */
export interface PlanLimits {
  /** null: none is set */
  budget: number | null;
  /** value of the buys now and before the budget cut them; null: no cost is known */
  spent: number | null;
  wanted: number | null;
  /** buys without a cost: not counted in the budget */
  withoutCost: number;
  /** true: no other choice within the budget is worth more; else the share of the best that may be missing */
  gap: number | null;
  /** what the next sum of money would buy, best return first */
  next: { amount: number; lines: BudgetLine[] };
  lanes: { lane_id: string; capacity: number; wanted: number; bought: number }[];
}

export interface BudgetLine {
  sku_id: string;
  warehouse_id: string;
  quantity: number;
  value: number;
  /** per unit of money, a year */
  capitalReturn: number | null;
}

/** What the shop may sell of a SKU now, and what the page says. */
export interface SellableRow {
  sku_id: string;
  name: string | null;
  listing: Listing;
  spot_qty: number | null;
  spot_from: string | null;
  presale_qty: number | null;
  presale_from: string | null;
  dispatch_by: string | null;
  limit_per_order: number | null;
  traffic: Traffic | null;
  cover_days: number | null;
  committed: number | null;
  deposits: number | null;
  expected: number | null;
  /** null: lane data are missing, so nothing is promised */
  page: { zh: string; en: string } | null;
  why: Sentence[];
}

export interface ForecastRow {
  sku_id: string;
  warehouse_id: string;
  name: string | null;
  demand_class: DemandClass;
  method: string;
  /** 1 − WAPE and Σ(actual − forecast)/Σ actual by week, out of sample; null: nothing to compare with */
  accuracy: number | null;
  bias: number | null;
  /** P10 and P90 of the total of 13 weeks */
  low: number | null;
  high: number | null;
  /** what the plan uses. weeks[0] is W+1, the ISO week after the last complete one (so it may have begun before the data cut) */
  weeks: number[];
  /** the forecast before overrides, and the P10 and P90 of each week */
  statistical: number[];
  lows: number[];
  highs: number[];
  /** water lines at the start of each week; empty where the item cannot be planned */
  minimums: number[];
  targets: number[];
  maximums: number[];
  /** who overrode a week of these, and when the first of those overrides ends */
  overridden_by: string | null;
  expires: string | null;
  /** what the forecast is made of, and how far the safety stock can be trusted */
  words: Sentence[];
}

/** An override as the run found it. */
export interface OverrideOutcome extends ForecastOverride {
  /** statistical forecast of that week; null: not forecast in this run */
  statistical: number | null;
  state: OverrideState;
  /** what the plan used for that week in its place; null: the statistical forecast */
  used: number | null;
}

export interface PlanNote {
  /** e.g. no_lane, no_cost, other_currency, no_records, unknown_sku */
  code: string;
  count: number;
  /** up to 20 names the note is about */
  examples: string[];
}

export interface PlanResult {
  asOf: string;
  currency: string;
  tiers: SkuTier[];
  rows: PlanRow[];
  forecasts: ForecastRow[];
  overrides: OverrideOutcome[];
  /** buys of this and the coming 12 weeks */
  buys: BuyLine[];
  inbound: InboundAdvice[];
  promotions: PromotionAdvice[];
  limits: PlanLimits;
  /** what the plan comes to, to stand beside a scenario */
  measures: PlanMeasures;
  sellable: SellableRow[];
  notes: PlanNote[];
  totals: { buyLines: number; buyValue: number | null; outOfStock: number; stopLines: number };
}

export interface PlanProgress {
  done: number;
  total: number;
}
