import type { PlanResult } from '../types';
import { SCENARIO_MEASURES, type ScenarioComparison } from './types';

/**
 * Plans of one data cut side by side: every measure of the base plan, of each scenario, and by how much they differ. Throws
 * RangeError where a scenario is of another data cut or currency: its figures would not stand beside each other.
 */
export function compareScenarios(base: PlanResult, scenarios: readonly PlanResult[]): ScenarioComparison {
  for (const { asOf, currency } of scenarios) {
    if (asOf !== base.asOf || currency !== base.currency) {
      throw new RangeError(
        `a scenario of ${asOf} in ${currency} cannot stand beside a plan of ${base.asOf} in ${base.currency}: run it again. · 情景与基准计划的数据时点或币种不同，请重新运行。`,
      );
    }
  }
  return {
    asOf: base.asOf,
    currency: base.currency,
    measures: SCENARIO_MEASURES.map((measure) => {
      const was = base.measures[measure.id];
      return {
        ...measure,
        base: was,
        scenarios: scenarios.map(({ measures }) => {
          const value = measures[measure.id];
          return { value, difference: value === null || was === null ? null : value - was };
        }),
      };
    }),
  };
}
