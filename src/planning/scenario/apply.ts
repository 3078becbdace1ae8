import type { DemandCurve } from '../demand-curve';
import type { DemandFacts } from '../plan-demand';
import type { PolicyBook } from '../policy';
import type { Scenario } from '../types';
import { SCENARIO_LIMITS } from './types';

/** Throws RangeError where a scenario asks for what no plan can be made with. */
export function checkScenario(scenario: Scenario | undefined): void {
  if (!scenario) return;
  for (const [name, { min, max }] of Object.entries(SCENARIO_LIMITS)) {
    const value = scenario[name as keyof typeof SCENARIO_LIMITS];
    if (value === undefined || value === null) continue;
    if (!(value >= min && value <= max)) {
      throw new RangeError(
        `scenario: ${name} must lie between ${min} and ${max}, not ${value}. · 情景参数 ${name} 应在 ${min} 至 ${max} 之间。`,
      );
    }
  }
}

/** The policy with the scenario's service level in the place of every other. */
export function scenarioPolicy(policy: PolicyBook, scenario: Scenario | undefined): PolicyBook {
  const service = scenario?.serviceLevel;
  if (service === undefined) return policy;
  return {
    ...policy,
    value: (key, target) => (key === 'service_level' ? service : policy.value(key, target)),
    optional: (key, target) => (key === 'service_level' ? service : policy.optional(key, target)),
  };
}

/** Money for the buys of the plan: of the scenario, else of the policy; null: no limit. */
export const budgetOf = (policy: PolicyBook, scenario: Scenario | undefined): number | null =>
  scenario?.budget === undefined ? policy.optional('budget') : scenario.budget;

const scaledCurve = (curve: DemandCurve, by: number): DemandCurve => ({
  until: (days) => by * curve.until(days),
  cover: (stock, horizon) => (by > 0 ? curve.cover(stock / by, horizon) : stock > 0 ? horizon : 0),
});

/**
 * Demand ahead of an item by so much more, as if a planner had set every week so: history, and what was learnt from it, stay.
 */
export function scaledDemand(demand: DemandFacts, scenario: Scenario | undefined): DemandFacts {
  const by = 1 + (scenario?.demandShare ?? 0);
  if (by === 1) return demand;
  const { curve, plainCurve, overridden } = demand;
  return {
    ...demand,
    curve: curve && scaledCurve(curve, by),
    plainCurve: plainCurve && scaledCurve(plainCurve, by),
    overridden: { ...overridden, weeks: overridden.weeks.map((units) => by * units) },
  };
}
