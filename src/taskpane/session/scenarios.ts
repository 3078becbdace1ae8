import { MOST_SCENARIOS, sheetTable, type CellValue, type Language } from '../../tables';
import { compareScenarios, SCENARIO_LIMITS } from '../../planning/scenario';
import type { ComparedMeasure } from '../../planning/scenario/types';
import type { PlanInput, PlanResult, Scenario } from '../../planning/types';
import { measureText, scenarioParts, scenarioWords } from '../../messages/scenario-words';
import type { TableRows } from '../../workbook/types';
import type { SessionContext } from './context';
import type { NamedScenario, ScenarioBoard } from './decide-types';
import type { RunningJob } from './jobs';
import { SessionError, throwIfCancelled } from './problems';
import type { JobOptions } from './types';

const SETTING = 'scenarios';
const LONGEST_NAME = 40;

/** The plan as it stands, by the input it was made from: scenarios are run more than once beside it. */
const baseOf = new WeakMap<PlanInput, PlanResult>();

const within = (value: unknown, { min, max }: { min: number; max: number }): value is number =>
  typeof value === 'number' && value >= min && value <= max;

/** What was kept in the workbook may be of another version, or somebody's hand: only what can be run is taken. */
function clean(kept: unknown): NamedScenario[] {
  if (!Array.isArray(kept)) return [];
  return kept.slice(0, MOST_SCENARIOS).flatMap((entry: unknown): NamedScenario[] => {
    const { name, scenario } = (entry ?? {}) as Partial<NamedScenario>;
    if (typeof name !== 'string' || typeof scenario !== 'object' || scenario === null) return [];
    const taken: Scenario = {};
    for (const id of ['leadDays', 'demandShare', 'budget', 'serviceLevel'] as const) {
      const value = scenario[id];
      if (within(value, SCENARIO_LIMITS[id])) taken[id] = value;
    }
    if (scenario.budget === null) taken.budget = null;
    return [{ name: name.slice(0, LONGEST_NAME), scenario: taken }];
  });
}

const blank = (scenarios: NamedScenario[]): ScenarioBoard => ({
  scenarios,
  comparison: null,
  dataTime: null,
  seconds: null,
});

/** The scenarios this workbook keeps. */
export async function loadScenarios(context: SessionContext): Promise<NamedScenario[]> {
  const { scenarios: held } = context.state;
  if (held) return held.scenarios;
  const scenarios = clean(await context.ports.workbook.readSetting(SETTING));
  context.store.update({ scenarios: blank(scenarios) });
  return scenarios;
}

/** Keeps them in the workbook by their names; a comparison of others no longer holds. */
export async function keepScenarios(context: SessionContext, scenarios: readonly NamedScenario[]): Promise<void> {
  const kept = clean(scenarios);
  context.store.update({ scenarios: blank(kept) });
  await context.ports.workbook.writeSetting(SETTING, kept);
}

/**
 * Plans every scenario from the data of the last plan, in the plan's workers, and compares them with it. Neither the plan nor
 * any sheet is touched. Throws no_plan before a plan has run in this pane.
 */
export function runScenarios(context: SessionContext, options?: JobOptions): Promise<ScenarioBoard> {
  return context.jobs.run('scenarios', options, async (job) => {
    const { basis, state } = context;
    const scenarios = state.scenarios?.scenarios ?? [];
    if (!basis) throw new SessionError('no_plan');
    if (!scenarios.length) throw new SessionError('nothing_ticked');
    const started = context.ports.now().getTime();
    const { input } = basis;
    const known = state.plan ?? baseOf.get(input);
    const runs: PlanInput[] = [
      ...(known ? [] : [{ ...input, scenario: undefined }]),
      ...scenarios.map(({ scenario }) => ({ ...input, scenario })),
    ];
    const results: PlanResult[] = [];
    for (const [at, run] of runs.entries()) results.push(await planOne(context, job, run, at, runs.length));
    const base = known ?? (results.shift() as PlanResult);
    baseOf.set(input, base);
    const board: ScenarioBoard = {
      scenarios,
      comparison: compareScenarios(base, results),
      dataTime: basis.stamp.dataTime,
      seconds: (context.ports.now().getTime() - started) / 1000,
    };
    context.store.update({ scenarios: board });
    return board;
  });
}

async function planOne(
  context: SessionContext,
  job: RunningJob,
  input: PlanInput,
  at: number,
  runs: number,
): Promise<PlanResult> {
  job.report({ step: 'planning', stepNumber: at + 1, steps: runs, done: 0, total: 0 });
  const result = await context.ports.runPlan(input, {
    signal: job.signal,
    onProgress: ({ done, total }) => job.report({ step: 'planning', stepNumber: at + 1, steps: runs, done, total }),
  });
  throwIfCancelled(job.signal);
  return result;
}

/** The comparison as a sheet: names and settings on top, then every measure with its differences. */
export function scenarioTable(board: ScenarioBoard, language: Language): TableRows {
  const columns = sheetTable('TW_Scenarios').columns.map(({ id }) => id);
  const { comparison, scenarios } = board;
  const currency = comparison?.currency ?? '';
  const words = scenarioWords(language);
  const line = (cells: Record<string, CellValue>): CellValue[] => columns.map((id) => cells[id] ?? null);
  const each = (value: (at: number) => { s: CellValue; d?: CellValue }): Record<string, CellValue> =>
    Object.fromEntries(
      scenarios.flatMap((_, at) => {
        const { s, d = null } = value(at);
        return [
          [`s${at + 1}`, s],
          [`d${at + 1}`, d],
        ];
      }),
    );
  const parts = scenarios.map(({ scenario }) => scenarioParts(scenario, currency, language));
  const settings = (['leadDays', 'demandShare', 'budget', 'serviceLevel'] as const).map((id) =>
    line({
      measure: words[id],
      base: words.asPlanned,
      ...each((at) => ({ s: parts[at]?.[id] ?? words.asPlanned })),
    }),
  );
  const measures = (comparison?.measures ?? []).map((measure: ComparedMeasure) =>
    line({
      measure: words[measure.id],
      base: measureText(measure.base, measure, currency, language),
      ...each((at) => ({
        s: measureText(measure.scenarios[at]?.value ?? null, measure, currency, language),
        d: measureText(measure.scenarios[at]?.difference ?? null, measure, currency, language, true),
      })),
    }),
  );
  const names = line({ measure: words.name, base: words.base, ...each((at) => ({ s: scenarios[at]?.name ?? null })) });
  return { table: 'TW_Scenarios', columns, rows: [names, ...settings, ...measures] };
}

/** Writes that sheet and shows it; answers its name. */
export async function scenariosSheet(context: SessionContext): Promise<string> {
  const { scenarios } = context.state;
  const stamp = context.basis?.stamp;
  if (!scenarios?.comparison || !stamp) throw new SessionError('no_plan');
  const name = await context.ports.workbook.writeRecordSheet(scenarioTable(scenarios, context.sheetLanguage), stamp);
  await context.ports.workbook.activateSheet('TW_Scenarios');
  await context.lookAtWorkbook();
  return name;
}
