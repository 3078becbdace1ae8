import { SessionError, toSessionError } from './problems';
import type { Job, JobKind, JobOptions, SessionState } from './types';

/** State with listeners; one object replaced as a whole, so that a view can compare by identity. */
export class Store {
  private listeners = new Set<() => void>();

  constructor(private state: SessionState) {}

  get(): SessionState {
    return this.state;
  }

  update(patch: Partial<SessionState>): void {
    this.state = { ...this.state, ...patch };
    for (const listener of [...this.listeners]) listener();
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
}

export interface RunningJob {
  signal: AbortSignal;
  report(patch: Partial<Omit<Job, 'kind' | 'startedAt' | 'cancelling'>>): void;
}

/** Progress is shown at most this often: a listener redraws the pane, and the work should not wait for that. */
const REPORT_EVERY_MS = 80;

/** Runs one job at a time; a second one throws `busy`. */
export class JobRunner {
  private controller: AbortController | null = null;

  constructor(
    private readonly store: Store,
    private readonly now: () => number,
  ) {}

  cancel(): void {
    const { job } = this.store.get();
    if (!job || !this.controller) return;
    this.store.update({ job: { ...job, cancelling: true } });
    this.controller.abort();
  }

  async run<T>(
    kind: JobKind,
    options: JobOptions | undefined,
    work: (job: RunningJob) => Promise<T>,
    steps = 1,
  ): Promise<T> {
    if (this.store.get().job) throw new SessionError('busy');
    const controller = new AbortController();
    const abort = (): void => this.cancel();
    if (options?.signal?.aborted) controller.abort();
    options?.signal?.addEventListener('abort', abort);
    this.controller = controller;
    let lastReport = 0;
    let trailing: ReturnType<typeof setTimeout> | undefined;
    let held: Job = {
      kind,
      step: 'reading',
      stepNumber: 1,
      steps,
      done: 0,
      total: 0,
      tables: [],
      startedAt: this.now(),
      cancelling: false,
    };
    const show = (): void => {
      lastReport = this.now();
      this.store.update({ job: held });
    };
    const job: RunningJob = {
      signal: controller.signal,
      report: (patch) => {
        const newStep = patch.step !== undefined && patch.step !== held.step;
        held = { ...held, ...patch, cancelling: controller.signal.aborted };
        options?.onProgress?.(held);
        clearTimeout(trailing);
        const wait = newStep ? 0 : lastReport + REPORT_EVERY_MS - this.now();
        if (wait <= 0) show();
        else trailing = setTimeout(show, wait);
      },
    };
    this.store.update({ job: held, problem: null, notice: null });
    try {
      return await work(job);
    } catch (error) {
      const failure = toSessionError(error, kind);
      if (failure.problem.code === 'cancelled' && !failure.problem.partial)
        this.store.update({ notice: { kind: 'cancelled', values: {}, undoId: null } });
      else this.store.update({ problem: failure.problem });
      throw failure;
    } finally {
      clearTimeout(trailing);
      options?.signal?.removeEventListener('abort', abort);
      this.controller = null;
      this.store.update({ job: null });
    }
  }
}
