import { finishBacktest, runBacktest, type BacktestPart } from '../planning/backtest/backtest';
import type { BacktestOptions, BacktestResult } from '../planning/backtest/types';
import { runPlan } from '../planning/plan';
import { mergePlans, type PlanPart } from '../planning/plan-part';
import { replan, type PlanMemo } from '../planning/replan';
import type { PlanInput, PlanResult } from '../planning/types';
import { inWorkers, planWork, type PlanRunOptions, type PlanWorker } from './session/plan-workers';

/** Work of this browser: in workers where it has them, in the page where not. */
const share = inWorkers({
  startWorker: () =>
    new Worker(/* webpackChunkName: "plan-worker" */ new URL('./plan-worker.ts', import.meta.url), {
      name: 'plan',
    }) as unknown as PlanWorker,
  cores: navigator.hardwareConcurrency,
  memory: (navigator as Navigator & { deviceMemory?: number }).deviceMemory,
});

/** The last whole plan of this page: the next one plans anew what changed since. */
let memo: PlanMemo | null = null;

/** Items planned anew in the page's own thread at most: some tenths of a second, in slices. */
const MOST_HERE = 300;

const planning = planWork({
  planHere: runPlan,
  merge(input, parts) {
    const plan = mergePlans(input, parts as readonly PlanPart[]);
    // what-ifs stand beside the plan, and do not take its place
    if (!input.scenario) memo = { input, parts: parts as readonly PlanPart[] };
    return plan;
  },
});

export async function runPlanInWorkers(input: PlanInput, options: PlanRunOptions = {}): Promise<PlanResult> {
  const former = input.scenario ? null : memo;
  const again = former && (await replan(former, input, { ...options, most: MOST_HERE }));
  if (!again) return share(planning, input, options);
  memo = { input, parts: [again.part] };
  return mergePlans(input, [again.part]);
}

export const runBacktestInWorkers = (
  input: PlanInput,
  settings: BacktestOptions,
  options?: PlanRunOptions,
): Promise<BacktestResult> =>
  share(
    {
      task: 'backtest',
      settings,
      here: (given, run) => runBacktest(given, settings, run),
      merge: (given, parts) => finishBacktest(given, settings, parts as readonly BacktestPart[], options?.signal),
    },
    input,
    options,
  );
