import type { PlanInput, PlanProgress, PlanResult } from '../../planning/types';
import type { FromWorker, ToWorker, WorkTask } from './plan-messages';
import { Gathering, piecesOf } from './plan-pieces';

export interface PlanRunOptions {
  signal?: AbortSignal;
  onProgress?: (progress: PlanProgress) => void;
}

/** A Web Worker, of which this is all that is used. */
export interface PlanWorker {
  postMessage(message: ToWorker): void;
  terminate(): void;
  onmessage: ((event: { data: FromWorker }) => void) | null;
  onerror: ((event: { message?: string; preventDefault?(): void }) => void) | null;
  onmessageerror: (() => void) | null;
}

/** Where workers come from. */
export interface WorkersHost {
  /** throws where there are no workers, or the page may not have any */
  startWorker(): PlanWorker;
  /** logical processors, this page's own among them */
  cores: number;
  /** gigabytes of the computer; undefined where the browser keeps that to itself */
  memory: number | undefined;
  /** how often the workers are looked after; shorter in tests */
  tickMs?: number;
}

/** Work on an input that can be shared out. */
export interface SharedWork<Result> {
  task: WorkTask;
  settings: object | null;
  /** all of it in this thread, giving way to the page as it goes */
  here(input: PlanInput, options: PlanRunOptions): Promise<Result>;
  merge(input: PlanInput, parts: readonly object[]): Result | Promise<Result>;
}

export interface PlanWorkersHost extends WorkersHost {
  planHere(input: PlanInput, options: PlanRunOptions): Promise<PlanResult>;
  merge(input: PlanInput, parts: readonly object[]): PlanResult;
}

/** Lines of stock and sales below which another worker costs more than it saves. */
const LINES_A_WORKER = 400;
/** Every worker holds a copy of the data: no more than one for each gigabyte, and this many where that is unknown. */
const WORKERS_UNKNOWN_MEMORY = 4;
const TICK_MS = 1_000;
/** Ticks without a word after which a worker is given up: before it has started, and at work. */
const TICKS_TO_START = 5;
const TICKS_SILENT = 30;
/** Copying the input rests after this long, as the plan does. */
const SLICE_MS = 20;

/** One core is left to Excel and the page. */
export function workersFor(input: PlanInput, { cores, memory }: Pick<WorkersHost, 'cores' | 'memory'>): number {
  const lines = Math.max(input.sales.length, input.stock.length);
  const room = Math.min(cores - 1, Math.floor(memory ?? WORKERS_UNKNOWN_MEMORY), Math.ceil(lines / LINES_A_WORKER));
  return Math.max(1, Number.isFinite(room) ? room : 1);
}

/** No worker could do the work; the page can. */
class WorkersUnusable extends Error {}

function cancelled(): Error {
  const error = new Error('The plan was cancelled. · 计划已取消。');
  error.name = 'AbortError';
  return error;
}

const rest = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

/**
 * Does work in workers, as many as the computer and its size make sensible, so that the page stays free and all cores work.
 * The workers are ended after each run: starting one costs less than 0.1 s, while an idle one would keep the memory of a
 * whole plan from Excel. Where workers cannot be started, die or fall silent, the same work is done in the page.
 *
 * The promise rejects with an error named AbortError as soon as the signal is aborted, and with what the work threw, by name
 * and message.
 */
export function inWorkers(
  host: WorkersHost,
): <Result>(work: SharedWork<Result>, input: PlanInput, options?: PlanRunOptions) => Promise<Result> {
  // a page that lets scripts start and never run costs the wait once, not every time
  let silentPage = false;
  return async (work, input, options = {}) => {
    if (options.signal?.aborted) throw cancelled();
    if (silentPage) return work.here(input, options);
    const run = new WorkersRun(host, work, input, options);
    try {
      return await work.merge(input, await run.parts());
    } catch (error) {
      if (!(error instanceof WorkersUnusable)) throw error;
      silentPage = run.neverStarted;
    } finally {
      run.end();
    }
    return work.here(input, options);
  };
}

/** Plans in workers. */
export function planInWorkers(
  host: PlanWorkersHost,
): (input: PlanInput, options?: PlanRunOptions) => Promise<PlanResult> {
  const share = inWorkers(host);
  return (input, options) => share(planWork(host), input, options);
}

export const planWork = ({ planHere, merge }: Pick<PlanWorkersHost, 'planHere' | 'merge'>): SharedWork<PlanResult> => ({
  task: 'plan',
  settings: null,
  here: planHere,
  merge,
});

interface Hand {
  worker: PlanWorker;
  part: Gathering<object>;
  progress: PlanProgress | null;
  result: object | null;
  started: boolean;
  silentTicks: number;
}

class WorkersRun {
  neverStarted = false;
  private readonly hands: Hand[] = [];
  private timer: ReturnType<typeof setInterval> | undefined;
  private ended = false;
  private settle!: { done: (parts: object[]) => void; failed: (error: Error) => void };
  private readonly outcome = new Promise<object[]>((done, failed) => (this.settle = { done, failed }));

  constructor(
    private readonly host: WorkersHost,
    private readonly work: Pick<SharedWork<unknown>, 'task' | 'settings'>,
    private readonly input: PlanInput,
    private readonly options: PlanRunOptions,
  ) {
    // a failure before anybody waits is not unhandled: `parts` waits for it in the end
    this.outcome.catch(() => undefined);
  }

  async parts(): Promise<object[]> {
    this.options.signal?.addEventListener('abort', this.onAbort);
    const count = workersFor(this.input, this.host);
    try {
      for (let index = 0; index < count; index++) this.hands.push(this.hire());
    } catch {
      throw new WorkersUnusable();
    }
    this.timer = setInterval(() => this.lookAfter(), this.host.tickMs ?? TICK_MS);
    await Promise.race([this.handOver(), this.outcome]);
    return this.outcome;
  }

  end(): void {
    this.ended = true;
    clearInterval(this.timer);
    this.options.signal?.removeEventListener('abort', this.onAbort);
    for (const { worker } of this.hands) {
      worker.onmessage = worker.onerror = worker.onmessageerror = null;
      worker.terminate();
    }
  }

  private readonly onAbort = (): void => {
    // at once, whatever the workers are at
    this.end();
    this.settle.failed(cancelled());
  };

  private hire(): Hand {
    const worker = this.host.startWorker();
    const hand: Hand = {
      worker,
      part: new Gathering(),
      progress: null,
      result: null,
      started: false,
      silentTicks: 0,
    };
    worker.onmessage = ({ data }) => this.hear(hand, data);
    worker.onmessageerror = () => this.giveUp();
    worker.onerror = (event) => {
      // it is dealt with here, and is nobody else's error
      event.preventDefault?.();
      this.giveUp();
    };
    return hand;
  }

  /** The input goes to each worker piece by piece; the copies of a large one together would hold the page up. */
  private async handOver(): Promise<void> {
    try {
      let since = performance.now();
      for (const piece of piecesOf(this.input)) {
        for (const { worker } of this.hands) worker.postMessage({ kind: 'input', piece });
        if (performance.now() - since < SLICE_MS) continue;
        await rest();
        if (this.ended) return;
        since = performance.now();
      }
      const count = this.hands.length;
      const { task, settings } = this.work;
      this.hands.forEach(({ worker }, index) => worker.postMessage({ kind: 'plan', index, count, task, settings }));
    } catch {
      this.giveUp();
    }
  }

  private hear(hand: Hand, message: FromWorker): void {
    hand.silentTicks = 0;
    hand.started = true;
    if (message.kind === 'part') hand.part.take(message.piece);
    else if (message.kind === 'progress') this.tell(hand, message.progress);
    else if (message.kind === 'failed') {
      this.settle.failed(Object.assign(new Error(message.message), { name: message.name }));
    } else if (message.kind === 'done') {
      hand.result = hand.part.finish();
      const parts = this.hands.map(({ result }) => result);
      if (parts.every((part) => part !== null)) this.settle.done(parts);
    }
  }

  /** The sum over all workers, once each has said how much it has to do. */
  private tell(hand: Hand, progress: PlanProgress): void {
    hand.progress = progress;
    const told = this.hands.flatMap((one) => one.progress ?? []);
    if (told.length < this.hands.length) return;
    const sum = (of: keyof PlanProgress): number => told.reduce((total, one) => total + one[of], 0);
    this.options.onProgress?.({ done: sum('done'), total: sum('total') });
  }

  private lookAfter(): void {
    for (const hand of this.hands) {
      hand.silentTicks += 1;
      if (hand.result || hand.silentTicks <= (hand.started ? TICKS_SILENT : TICKS_TO_START)) continue;
      this.neverStarted = !hand.started;
      this.giveUp();
    }
  }

  private giveUp(): void {
    this.settle.failed(new WorkersUnusable());
  }
}
