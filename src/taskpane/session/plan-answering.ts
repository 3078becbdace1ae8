import type { PlanInput, PlanProgress } from '../../planning/types';
import type { FromWorker, ToWorker, WorkTask } from './plan-messages';
import { Gathering, piecesOf } from './plan-pieces';

/** The worker's own side, of which this is all that is used. */
export interface WorkerScope {
  postMessage(message: FromWorker): void;
  onmessage: ((event: { data: ToWorker }) => void) | null;
}

export type PartPlanner = (
  input: PlanInput,
  share: { index: number; count: number },
  options: { onProgress?: (progress: PlanProgress) => void },
  settings: object | null,
) => Promise<object>;

const ALIVE_EVERY_MS = 1_000;
const PIECES_AT_ONCE = 4;

/** What a plan worker does: gather the input, work on its share, give it back. It is cancelled by being ended. */
export function answerPlans(scope: WorkerScope, tasks: Readonly<Record<WorkTask, PartPlanner>>): void {
  const input = new Gathering<PlanInput>();
  const work = async (index: number, count: number, task: WorkTask, settings: object | null): Promise<void> => {
    const beat = setInterval(() => scope.postMessage({ kind: 'alive' }), ALIVE_EVERY_MS);
    try {
      const onProgress = (progress: PlanProgress): void => scope.postMessage({ kind: 'progress', progress });
      const part = await tasks[task](input.finish(), { index, count }, { onProgress }, settings);
      let sent = 0;
      for (const piece of piecesOf(part)) {
        scope.postMessage({ kind: 'part', piece });
        // all at once they would be read by the page at once
        if (++sent % PIECES_AT_ONCE === 0) await new Promise((resolve) => setTimeout(resolve, 0));
      }
      scope.postMessage({ kind: 'done' });
    } catch (error) {
      const { name, message } = error instanceof Error ? error : new Error(String(error));
      scope.postMessage({ kind: 'failed', name, message });
    } finally {
      clearInterval(beat);
    }
  };
  scope.onmessage = ({ data }) => {
    if (data.kind === 'input') input.take(data.piece);
    else void work(data.index, data.count, data.task, data.settings);
  };
  scope.postMessage({ kind: 'ready' });
}
