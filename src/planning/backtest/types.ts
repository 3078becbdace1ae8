/** Rules that are replayed: the plan's own, z·σ above mean demand (min/max), and so many days of recent demand. */
export type BacktestRule = 'plan' | 'min_max' | 'fixed_days';

/**
 * One setting of a rule: for the plan the service level of the basic tier, with which those of all tiers move (null: all as they
 * are today); for min/max a service level; for fixed days the days of stock beyond the lead time.
 */
export interface BacktestSetting {
  rule: BacktestRule;
  value: number | null;
}

export interface BacktestOptions {
  /** weeks replayed at most, up to the last complete one */
  weeks: number;
  /** SKU × warehouse replayed at most, spread evenly over those with demand by their sales value */
  items: number;
}

/** What a rule would have come to over the replayed weeks, all items together. */
export interface BacktestPoint extends BacktestSetting {
  /** share of item-days that could sell */
  inStock: number;
  /** share of the units demanded that could be sold */
  filled: number;
  stockoutDays: number;
  lostUnits: number;
  /** at today's prices; null: no price is known */
  lostSales: number | null;
  /** mean of (on hand + on order) × unit cost; null: no cost is known */
  capital: number | null;
  /** the same in units */
  stockUnits: number;
  /** cost of what passed its stop-sale day; null: no cost is known */
  writtenOff: number | null;
  orders: number;
  /** Σ variance of weekly orders / Σ variance of weekly demand over items; null: demand did not vary */
  bullwhip: number | null;
}

/** A simple rule's setting beside the plan's curve at the same money. */
export interface BacktestComparison {
  rule: BacktestRule;
  value: number | null;
  /** stock the setting held: money, or units where no cost is known */
  capital: number;
  /** loss of the setting, and of the plan's curve at that capital (linear between its settings): money, or units */
  loss: number;
  planLoss: number;
}

export interface BacktestResult {
  /** Mondays of the first and last week replayed */
  from: string;
  to: string;
  weeks: number;
  items: number;
  /** items with demand that were not replayed: more than asked for, or without a lead time */
  leftOut: number;
  withoutLead: number;
  withoutCost: number;
  withoutPrice: number;
  currency: string;
  points: BacktestPoint[];
  /** settings of the simple rules whose capital the plan's curve reaches */
  comparisons: BacktestComparison[];
  /** settings beyond the curve's ends */
  beyond: number;
}

/** Service levels the plan's and the min/max rule are swept over. */
export const BACKTEST_SERVICE: readonly number[] = [0.5, 0.7, 0.8, 0.9, 0.95, 0.975, 0.99, 0.997];
/** Days of stock beyond the lead time the fixed-days rule is swept over. */
export const BACKTEST_DAYS: readonly number[] = [0, 15, 30, 45, 60, 90, 120, 180];
/** The plan's settings, in the order decisions are kept in: today's targets first. */
export const PLAN_SETTINGS: readonly (number | null)[] = [null, ...BACKTEST_SERVICE];
