/** Work this long, then let the host draw and listen. */
const SLICE_MS = 50;

/**
 * Keeps long work from holding up the page: `if (pace.due()) await pace.rest()` between two pieces of it. Rests by a timer,
 * which lets events through; throws an error named AbortError once the signal is aborted.
 */
export class Pace {
  private sliceStart = Date.now();

  constructor(private readonly signal: AbortSignal | undefined) {
    this.stopIfAborted();
  }

  due(): boolean {
    return Date.now() - this.sliceStart >= SLICE_MS;
  }

  async rest(): Promise<void> {
    await new Promise<void>((resolve) => setTimeout(resolve, 0));
    this.stopIfAborted();
    this.sliceStart = Date.now();
  }

  private stopIfAborted(): void {
    if (!this.signal?.aborted) return;
    const error = new Error('The plan was cancelled. · 计划已取消。');
    error.name = 'AbortError';
    throw error;
  }
}
