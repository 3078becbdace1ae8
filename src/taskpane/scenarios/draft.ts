import { SCENARIO_LIMITS } from '../../planning/scenario/types';
import type { Scenario } from '../../planning/types';
import type { NamedScenario } from '../session';

/** A scenario as it is typed; blank leaves a part as planned. */
export interface ScenarioDraft {
  name: string;
  leadDays: string;
  /** per cent */
  demandShare: string;
  budget: string;
  noBudget: boolean;
  /** per cent */
  serviceLevel: string;
}

export type DraftField = 'leadDays' | 'demandShare' | 'budget' | 'serviceLevel';

/** `+7`, `−20`, `1,000` and `98.5` are read; anything else is NaN; blank is null. */
export function typedNumber(typed: string): number | null {
  const text = typed.trim().replace(/[−–]/g, '-').replace(/,/g, '').replace(/%$/, '');
  if (text === '') return null;
  return /^[+-]?\d+(\.\d+)?$/.test(text) ? Number(text) : NaN;
}

const shown = (value: number | null | undefined, factor = 1): string =>
  value === null || value === undefined ? '' : String(Math.round(value * factor * 100) / 100);

export const draftOf = ({ name, scenario }: NamedScenario): ScenarioDraft => ({
  name,
  leadDays: shown(scenario.leadDays),
  demandShare: shown(scenario.demandShare, 100),
  budget: shown(scenario.budget),
  noBudget: scenario.budget === null,
  serviceLevel: shown(scenario.serviceLevel, 100),
});

/** The scenario, with the fields that cannot be read or lie outside what a scenario may be. */
export function scenarioOf(draft: ScenarioDraft): { scenario: Scenario; wrong: DraftField[] } {
  const scenario: Scenario = {};
  const wrong: DraftField[] = [];
  const take = (field: DraftField, factor: number): void => {
    const typed = typedNumber(draft[field]);
    if (typed === null) return;
    const value = typed / factor;
    const { min, max } = SCENARIO_LIMITS[field];
    const whole = field !== 'leadDays' || Number.isInteger(value);
    if (!(value >= min && value <= max) || !whole) wrong.push(field);
    else scenario[field] = value;
  };
  take('leadDays', 1);
  take('demandShare', 100);
  take('serviceLevel', 100);
  if (draft.noBudget) scenario.budget = null;
  else take('budget', 1);
  return { scenario, wrong };
}

/** Nothing differs from the base plan. */
export const isBase = (scenario: Scenario): boolean =>
  !scenario.leadDays && !scenario.demandShare && scenario.budget === undefined && scenario.serviceLevel === undefined;
