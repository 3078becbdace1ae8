import type { Scenario } from '../types';

/**
 * What a plan comes to, in the order it is shown. Money is of the plan's currency; unknown costs and prices are left out.
 * - `buy_lines`, `buy_units`, `buy_value`: the buys of this plan, after every limit
 * - `out_of_stock`, `runs_out`: items out of stock now, and items that run out within the protection interval unless ordered for
 * - `lost_sales`: sales expected to be lost within the protection interval with these buys placed
 * - `capital`: stock, inbound and these buys at cost
 * - `stop_lines`: items whose buying stops; `over_budget`: buys that money did not reach, wholly or in part
 * - `safety_value`: safety stock at cost
 * - `service`: chance that an interval passes without a stock-out, over the items weighted by their demand
 */
export type ScenarioMeasureId =
  | 'buy_lines'
  | 'buy_units'
  | 'buy_value'
  | 'out_of_stock'
  | 'runs_out'
  | 'lost_sales'
  | 'capital'
  | 'stop_lines'
  | 'over_budget'
  | 'safety_value'
  | 'service';

export interface ScenarioMeasure {
  id: ScenarioMeasureId;
  unit: 'lines' | 'units' | 'money' | 'share';
  /** which way is better for the merchant; null: neither by itself */
  better: 'less' | 'more' | null;
}

export const SCENARIO_MEASURES: readonly ScenarioMeasure[] = [
  { id: 'buy_lines', unit: 'lines', better: null },
  { id: 'buy_units', unit: 'units', better: null },
  { id: 'buy_value', unit: 'money', better: null },
  { id: 'out_of_stock', unit: 'lines', better: 'less' },
  { id: 'runs_out', unit: 'lines', better: 'less' },
  { id: 'lost_sales', unit: 'money', better: 'less' },
  { id: 'service', unit: 'share', better: 'more' },
  { id: 'capital', unit: 'money', better: 'less' },
  { id: 'safety_value', unit: 'money', better: 'less' },
  { id: 'stop_lines', unit: 'lines', better: 'less' },
  { id: 'over_budget', unit: 'lines', better: 'less' },
];

/** null: nothing is known to say it from */
export type PlanMeasures = Record<ScenarioMeasureId, number | null>;

/** One measure over the base plan and the scenarios, in the order they were given. */
export interface ComparedMeasure extends ScenarioMeasure {
  base: number | null;
  scenarios: {
    value: number | null;
    /** value − base; null where either is unknown */
    difference: number | null;
  }[];
}

export interface ScenarioComparison {
  asOf: string;
  currency: string;
  measures: ComparedMeasure[];
}

/** A scenario as the user named it. */
export interface NamedScenario {
  name: string;
  scenario: Scenario;
}

/** Values a scenario may have; outside of these a run throws RangeError. */
export const SCENARIO_LIMITS = {
  leadDays: { min: -365, max: 365 },
  demandShare: { min: -1, max: 10 },
  budget: { min: 0, max: 1e15 },
  serviceLevel: { min: 0.5, max: 0.9999 },
} as const;
