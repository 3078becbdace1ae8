import { runPlan } from '../planning/plan';
import { mergePlans, type PlanPart } from '../planning/plan-part';
import { planInWorkers, type PlanWorker } from './session/plan-workers';

/** Plans in this browser: in workers where it has them, in the page where not. */
export const runPlanInWorkers = planInWorkers({
  startWorker: () =>
    new Worker(/* webpackChunkName: "plan-worker" */ new URL('./plan-worker.ts', import.meta.url), {
      name: 'plan',
    }) as unknown as PlanWorker,
  cores: navigator.hardwareConcurrency,
  memory: (navigator as Navigator & { deviceMemory?: number }).deviceMemory,
  planHere: runPlan,
  merge: (input, parts) => mergePlans(input, parts as readonly PlanPart[]),
});
