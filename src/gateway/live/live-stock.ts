import type { LiveEvent, LiveItem, LiveRow, Problem } from '../../tables';
import type { Logger } from '../log';
import type { Store } from '../store';
import { BrandFigures, CutMoved, type FactsOf } from './brand-figures';

export interface LiveTimes {
  /** how often the brands that are listened to are looked at: other processes may import too */
  pollMs: number;
  /** a comment goes out after so long a silence, so that both ends notice a dead connection */
  heartbeatMs: number;
}

export const LIVE_TIMES: LiveTimes = { pollMs: 3_000, heartbeatMs: 15_000 };

export interface LiveRequest {
  brandId: string;
  sample: boolean;
  items: readonly LiveItem[];
  /** asked with every heartbeat: null while the caller may still read the brand, else why not */
  refusal(): Promise<Problem | null>;
  /** the request's own; ends the stream */
  signal?: AbortSignal;
}

export interface LiveStock {
  /** Server-sent events: all items first, then those that changed. Ends when the reader goes, or the service. */
  open(request: LiveRequest): ReadableStream<Uint8Array>;
  /** New data of this brand may be there. */
  changed(brandId: string): void;
  /** streams that are open, by brand and items: for tests and the log */
  listeners(): { brandId: string; items: readonly LiveItem[] }[];
  /** Ends all streams; resolves when none reads from the store any more. */
  close(): Promise<void>;
}

const ROWS_AN_EVENT = 1000;

const message = (event: string, data: unknown): string => `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;

/** A brand that somebody listens to. */
interface Watched {
  /** of the data last seen; null before the first look */
  figures: BrandFigures | null;
  /** who listens, and how each is sent away */
  listeners: Map<Listener, () => void>;
}

/**
 * One open stream. It produces the next text only when the reader asks for one: whoever reads slowly gets the newest
 * figures, not a queue of old ones.
 */
class Listener {
  private ended = false;
  private woken = false;
  private wakeUp: () => void = () => undefined;
  /** what the reader has, by position of the item */
  private readonly sent: string[] = [];
  private sentCut: string | null = null;

  constructor(
    readonly request: LiveRequest,
    private readonly figuresNow: () => Promise<BrandFigures>,
    private readonly heartbeatMs: number,
  ) {}

  get hasEnded(): boolean {
    return this.ended;
  }

  wake(): void {
    this.woken = true;
    this.wakeUp();
  }

  end(): void {
    this.ended = true;
    this.wake();
  }

  /** The texts of the stream, to its end. */
  async *texts(): AsyncGenerator<string> {
    while (!this.ended) {
      this.woken = false;
      const figures = await this.figuresNow();
      if (figures.cut !== this.sentCut) {
        yield* this.changes(figures);
        continue;
      }
      if (await this.sleep()) continue;
      const refusal = await this.request.refusal();
      if (refusal) {
        yield message('end', refusal);
        return;
      }
      if (!this.ended) yield ': still here\n\n';
    }
  }

  private async *changes(figures: BrandFigures): AsyncGenerator<string> {
    const { items, sample } = this.request;
    for (let from = 0; from < items.length; from += ROWS_AN_EVENT) {
      let rows: LiveRow[];
      try {
        rows = await figures.of(items.slice(from, from + ROWS_AN_EVENT));
      } catch (error) {
        // what is left comes with the newer data
        if (error instanceof CutMoved) return;
        throw error;
      }
      if (this.ended) return;
      const news = rows.filter((row, at) => {
        const text = JSON.stringify(row);
        if (this.sent[from + at] === text) return false;
        this.sent[from + at] = text;
        return true;
      });
      if (news.length > 0) yield message('stock', { cut: figures.cut, sample, rows: news } satisfies LiveEvent);
    }
    this.sentCut = figures.cut;
  }

  /** True when woken, false when nothing happened for a heartbeat. */
  private sleep(): Promise<boolean> {
    if (this.woken) return Promise.resolve(true);
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(false), this.heartbeatMs);
      timer.unref();
      this.wakeUp = () => {
        clearTimeout(timer);
        resolve(true);
      };
    });
  }
}

/** The live streams of a service: one look at the store for all brands that anybody listens to. */
export function createLiveStock(store: Store, factsOf: FactsOf, log: Logger, times: LiveTimes = LIVE_TIMES): LiveStock {
  const watched = new Map<string, Watched>();
  let timer: ReturnType<typeof setInterval> | undefined;
  let closed = false;

  const cutsOf = async (brands: string[]): Promise<Map<string, string | null>> => {
    const rows = await store.query<{ brand_id: string; cut: string | null }>(
      'SELECT brand_id, cut FROM brand WHERE brand_id = ANY($1)',
      [brands],
    );
    return new Map(rows.map(({ brand_id, cut }) => [brand_id, cut]));
  };

  /** Figures of the brand's present data; the same object as long as the data stay. */
  const figuresNow = async (brandId: string): Promise<BrandFigures> => {
    const watch = watched.get(brandId);
    const cut = (await cutsOf([brandId])).get(brandId);
    if (!cut) throw new Error(`no data of ${brandId}`);
    if (watch?.figures?.cut === cut) return watch.figures;
    const figures = new BrandFigures(store, factsOf, brandId, cut);
    if (watch) watch.figures = figures;
    return figures;
  };

  const endAll = (): void => {
    for (const { listeners } of [...watched.values()]) for (const leave of [...listeners.values()]) leave();
  };

  const look = async (): Promise<void> => {
    try {
      const cuts = await cutsOf([...watched.keys()]);
      for (const [brandId, { figures, listeners }] of watched) {
        if (figures && cuts.get(brandId) !== figures.cut) for (const listener of listeners.keys()) listener.wake();
      }
    } catch (error) {
      // who cannot be told of changes must not believe to be up to date
      if (!closed) log({ level: 'error', event: 'live', message: (error as Error).message });
      endAll();
    }
  };

  const add = (listener: Listener, leave: () => void): void => {
    const { brandId } = listener.request;
    const watch = watched.get(brandId) ?? { figures: null, listeners: new Map() };
    watched.set(brandId, watch);
    watch.listeners.set(listener, leave);
    if (timer === undefined) {
      timer = setInterval(() => void look(), times.pollMs);
      timer.unref();
    }
  };

  const remove = (listener: Listener): void => {
    const { brandId } = listener.request;
    const watch = watched.get(brandId);
    watch?.listeners.delete(listener);
    if (watch?.listeners.size === 0) watched.delete(brandId);
    if (watched.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };

  const working = new Set<Promise<unknown>>();

  return {
    open(request) {
      const listener = new Listener(request, () => figuresNow(request.brandId), times.heartbeatMs);
      const texts = listener.texts();
      const encoder = new TextEncoder();
      let cancelled = false;
      const leave = (): void => {
        listener.end();
        remove(listener);
        request.signal?.removeEventListener('abort', leave);
      };
      add(listener, leave);
      if (closed || request.signal?.aborted) leave();
      else request.signal?.addEventListener('abort', leave);

      const next = async (controller: ReadableStreamDefaultController<Uint8Array>): Promise<void> => {
        try {
          const { value, done } = await texts.next();
          if (!done && !listener.hasEnded) return controller.enqueue(encoder.encode(value));
        } catch (error) {
          // after the end the store may be closed already
          if (!listener.hasEnded) log({ level: 'error', event: 'live', message: (error as Error).message });
        }
        leave();
        if (!cancelled) controller.close();
      };
      return new ReadableStream<Uint8Array>(
        {
          async pull(controller) {
            const work = next(controller);
            working.add(work);
            await work;
            working.delete(work);
          },
          cancel() {
            cancelled = true;
            leave();
          },
        },
        // nothing is made before it is asked for
        { highWaterMark: 0 },
      );
    },
    changed(brandId) {
      for (const listener of watched.get(brandId)?.listeners.keys() ?? []) listener.wake();
    },
    listeners: () =>
      [...watched.values()].flatMap(({ listeners }) =>
        [...listeners.keys()].map(({ request }) => ({ brandId: request.brandId, items: request.items })),
      ),
    async close() {
      closed = true;
      endAll();
      await Promise.all(working);
    },
  };
}
