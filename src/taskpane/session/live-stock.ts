import { MAX_LIVE_ITEMS, type LiveEvent, type LiveItem, type Problem } from '../../tables';
import type { LiveHub } from '../../functions/live-hub';

/** Where live figures come from. */
export interface LiveTarget {
  address: string;
  key: string | null;
  brandId: string;
}

export interface LiveStockPorts {
  hub: LiveHub;
  fetch: typeof fetch;
  now(): number;
  /** 0 … 1, so that many workbooks do not come back in the same instant */
  random(): number;
}

/** The one connection that brings live figures to all cells of the workbook. */
export interface LiveStock {
  /** Connects here from now on, as long as a cell follows anything; null: the workbook has no data service. */
  aim(target: LiveTarget | null): void;
  /** Tries now instead of at the end of the pause. */
  retry(): void;
  /** Ends for good: the page goes. */
  stop(): void;
}

/** Cells that are calculated together are asked for together. */
const GATHER_MS = 100;
const GATHER_AT_MOST_MS = 1_000;
const OPEN_TIMEOUT_MS = 10_000;
/** The service breaks its silence every 15 s. */
const SILENCE_MS = 40_000;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;
/** So long a lost connection is a blink: cells keep their last figures. */
const GRACE_MS = 30_000;
/** How often ages are looked at. */
const TICK_MS = 60_000;

/** The data service says no; another attempt would hear the same. */
class Refusal extends Error {
  constructor(readonly problem: Problem) {
    super(problem.code);
  }
}

/** Splits server-sent events out of a stream of text; comments are dropped. */
function* events(buffer: { text: string }): Generator<{ event: string; data: string }> {
  for (;;) {
    const end = buffer.text.indexOf('\n\n');
    if (end < 0) return;
    const lines = buffer.text.slice(0, end).split('\n');
    buffer.text = buffer.text.slice(end + 2);
    const field = (name: string): string =>
      lines
        .filter((line) => line.startsWith(`${name}: `))
        .map((line) => line.slice(name.length + 2))
        .join('\n');
    const event = field('event');
    if (event) yield { event, data: field('data') };
  }
}

/**
 * Follows the stock of what cells ask for: one stream to the data service for the whole workbook, opened when the first cell
 * follows, with other items when the cells change, again after a loss (pauses of 1 to 30 s), closed with the last cell.
 */
export function createLiveStock(ports: LiveStockPorts): LiveStock {
  const { hub, now } = ports;
  let target: LiveTarget | null | undefined;
  let stream: { controller: AbortController; items: string } | null = null;
  let stopped = false;
  /** figures have come since the target or the first cell */
  let anything = false;
  let attempts = 0;
  let lostAt: number | null = null;
  let gatherSince: number | null = null;
  const timers: Partial<Record<'gather' | 'pause' | 'grace' | 'tick', ReturnType<typeof setTimeout>>> = {};

  const clear = (name: keyof typeof timers): void => {
    clearTimeout(timers[name]);
    delete timers[name];
  };
  const later = (name: keyof typeof timers, milliseconds: number, work: () => void): void => {
    clear(name);
    timers[name] = setTimeout(() => {
      delete timers[name];
      work();
    }, milliseconds);
  };

  const close = (): void => {
    stream?.controller.abort();
    stream = null;
  };
  const startOver = (): void => {
    close();
    clear('pause');
    clear('grace');
    attempts = 0;
    lostAt = null;
    anything = false;
  };

  const tick = (): void => {
    hub.tick();
    later('tick', TICK_MS, tick);
  };

  /** Brings the stream in line with what cells follow. */
  const follow = (): void => {
    gatherSince = null;
    if (stopped || !target) return;
    const all = hub.items();
    if (all.length === 0) {
      startOver();
      clear('tick');
      hub.set({ state: 'waiting' });
      return;
    }
    if (!timers.tick) later('tick', TICK_MS, tick);
    const items = all.slice(0, MAX_LIVE_ITEMS);
    if (all.length > items.length) hub.refuse(all.slice(MAX_LIVE_ITEMS));
    const name = items
      .map(({ sku, warehouse }) => JSON.stringify([sku, warehouse]))
      .sort()
      .join();
    if (stream?.items === name) return;
    // the attempt after a pause takes the items as they are then
    if (!stream && timers.pause) return;
    close();
    void open(target, items, name);
  };

  const gather = (): void => {
    gatherSince ??= now();
    later('gather', Math.max(0, Math.min(GATHER_MS, gatherSince + GATHER_AT_MOST_MS - now())), follow);
  };

  const opened = (): void => {
    anything = true;
    attempts = 0;
    lostAt = null;
    clear('grace');
    hub.set({ state: 'open' });
  };

  const lost = (error: unknown): void => {
    lostAt ??= now();
    if (error instanceof Refusal) {
      clear('grace');
      hub.set({ state: 'refused', ...error.problem.message });
      attempts = Infinity;
    } else {
      const since = lostAt;
      const away = (): void => hub.set({ state: 'away', since });
      if (!anything || now() - since >= GRACE_MS) away();
      else if (!timers.grace) later('grace', since + GRACE_MS - now(), away);
    }
    const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** attempts);
    attempts++;
    later('pause', pause * (0.5 + ports.random() / 2), follow);
  };

  async function open({ address, key, brandId }: LiveTarget, items: LiveItem[], name: string): Promise<void> {
    const controller = new AbortController();
    stream = { controller, items: name };
    const isMine = (): boolean => stream?.controller === controller;
    let timer = setTimeout(() => controller.abort(), OPEN_TIMEOUT_MS);
    try {
      const response = await ports.fetch(`${address}/v1/brands/${encodeURIComponent(brandId)}/live`, {
        method: 'POST',
        headers: {
          Accept: 'text/event-stream',
          'Content-Type': 'application/json',
          ...(key ? { Authorization: `Bearer ${key}` } : {}),
        },
        body: JSON.stringify({ items }),
        signal: controller.signal,
      });
      const type = response.headers.get('content-type') ?? '';
      if (response.status >= 400 && response.status < 500 && /json/.test(type))
        throw new Refusal((await response.json()) as Problem);
      if (!response.ok || !/event-stream/.test(type) || !response.body) throw new Error(`status ${response.status}`);
      const reader = response.body.getReader();
      controller.signal.addEventListener('abort', () => void reader.cancel().catch(() => undefined));
      const decoder = new TextDecoder();
      const buffer = { text: '' };
      for (;;) {
        clearTimeout(timer);
        timer = setTimeout(() => controller.abort(), SILENCE_MS);
        const { value, done } = await reader.read();
        if (done || !isMine()) break;
        buffer.text += decoder.decode(value, { stream: true });
        for (const { event, data } of events(buffer)) {
          if (event === 'end') throw new Refusal(JSON.parse(data) as Problem);
          if (event !== 'stock') continue;
          const { rows, sample } = JSON.parse(data) as LiveEvent;
          opened();
          hub.take(rows, sample);
        }
      }
      throw new Error('the stream has ended');
    } catch (error) {
      // another stream has taken over, or none is wanted any more
      if (!isMine()) return;
      close();
      lost(error);
    } finally {
      clearTimeout(timer);
    }
  }

  hub.set({ state: 'waiting' });
  hub.attach(gather);

  return {
    aim(next) {
      if (stopped || JSON.stringify(next) === JSON.stringify(target)) return;
      const otherData = target && (next?.address !== target.address || next.brandId !== target.brandId);
      target = next;
      startOver();
      hub.set({ state: next ? 'waiting' : 'none' });
      // figures of one brand never stand in a workbook of another
      if (otherData) hub.forget();
      if (next) follow();
    },
    retry() {
      if (!timers.pause) return;
      clear('pause');
      attempts = 0;
      follow();
    },
    stop() {
      startOver();
      stopped = true;
      clear('gather');
      clear('tick');
    },
  };
}
