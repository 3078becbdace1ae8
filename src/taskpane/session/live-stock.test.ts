import { createLiveHub, type LiveHub } from '../../functions/live-hub';
import type { LiveRow } from '../../tables';
import { createLiveStock, type LiveStock, type LiveTarget } from './live-stock';

const TARGET: LiveTarget = { address: 'https://stock.test/api', key: 'tw_key', brandId: 'my brand' };
const START = Date.parse('2026-11-23T04:00:00Z');

/** One request to the data service, answered by the test. */
class Request {
  readonly items: { sku: string; warehouse: string | null }[];
  answer!: (response: Response | Error) => void;
  private controller!: ReadableStreamDefaultController<Uint8Array>;
  cancelled = false;
  readonly signal: AbortSignal;
  readonly response: Promise<Response>;

  constructor(
    readonly url: string,
    readonly init: RequestInit,
  ) {
    this.items = (JSON.parse(init.body as string) as { items: Request['items'] }).items;
    this.signal = init.signal as AbortSignal;
    this.response = new Promise((resolve, reject) => {
      this.answer = (answer) => (answer instanceof Error ? reject(answer) : resolve(answer));
      this.signal.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
    });
  }

  accept(): this {
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => void (this.controller = controller),
      cancel: () => void (this.cancelled = true),
    });
    this.answer(new Response(body, { headers: { 'content-type': 'text/event-stream; charset=utf-8' } }));
    return this;
  }

  send(text: string): void {
    this.controller.enqueue(new TextEncoder().encode(text));
  }
  stock(...figures: [sku: string, available: number][]): void {
    const rows = figures.map(([sku, available]) => ({ sku, warehouse: null, available }) as LiveRow);
    this.send(`event: stock\ndata: ${JSON.stringify({ cut: 'c', sample: false, rows })}\n\n`);
  }
  end(): void {
    this.controller.close();
  }
  fail(): void {
    this.controller.error(new TypeError('network error'));
  }
  refuse(status: number, code: string): void {
    const message = { en: `${code} in words`, zh: `${code}的说明` };
    const headers = { 'content-type': 'application/problem+json' };
    this.answer(new Response(JSON.stringify({ code, message }), { status, headers }));
  }
}

let hub: LiveHub;
let live: LiveStock;
let requests: Request[];
const last = (): Request => requests[requests.length - 1] as Request;
const state = (): string => hub.connection.state;
/** Lets promises run, then time pass. */
const pass = (milliseconds = 0): Promise<void> => jest.advanceTimersByTimeAsync(milliseconds);

interface Cell {
  readonly available: number | null | undefined;
  stop(): void;
}
function cell(...skus: string[]): Cell {
  const following = hub.follow(
    skus.map((sku) => ({ sku, warehouse: null })),
    () => undefined,
  );
  return {
    get available() {
      const [figures] = following.figures();
      return typeof figures === 'object' ? figures.available : undefined;
    },
    stop: () => following.stop(),
  };
}

beforeEach(() => {
  jest.useFakeTimers({ now: START });
  hub = createLiveHub();
  requests = [];
  live = createLiveStock({
    hub,
    fetch: (input, init = {}) => {
      requests.push(new Request(String(input), init));
      return last().response;
    },
    now: () => Date.now(),
    random: () => 1,
  });
});
afterEach(() => {
  live.stop();
  jest.useRealTimers();
});

/** A cell with a figure, over a stream that is open. */
async function connected(): Promise<Cell> {
  live.aim(TARGET);
  const one = cell('A');
  await pass(100);
  last().accept().stock(['A', 1]);
  await pass();
  expect([state(), one.available]).toEqual(['open', 1]);
  return one;
}

test('nothing is asked before a cell follows; then one request with the key', async () => {
  expect(state()).toBe('waiting');
  live.aim(TARGET);
  await pass(120_000);
  expect(requests).toEqual([]);
  cell('A', 'B');
  cell('A');
  cell('C');
  await pass(99);
  expect(requests).toEqual([]);
  await pass(1);
  expect(requests.map(({ url, items }) => [url, items.map(({ sku }) => sku)])).toEqual([
    ['https://stock.test/api/v1/brands/my%20brand/live', ['A', 'B', 'C']],
  ]);
  expect(last().init.method).toBe('POST');
  expect(last().init.headers).toMatchObject({ Authorization: 'Bearer tw_key', Accept: 'text/event-stream' });
});

test('cells before the pane, and the pane before the workbook is known', async () => {
  const one = cell('A');
  await pass(200);
  expect([requests.length, state()]).toEqual([0, 'waiting']);
  live.aim({ ...TARGET, key: null });
  expect(last().init.headers).not.toHaveProperty('Authorization');
  last().accept().stock(['A', 5]);
  await pass();
  expect([state(), one.available]).toEqual(['open', 5]);
});

test('a workbook without a data service', async () => {
  cell('A');
  live.aim(null);
  await pass(60_000);
  expect([requests.length, state()]).toEqual([0, 'none']);
});

test('events in pieces, comments between them, several in one piece', async () => {
  const one = await connected();
  const text = `event: stock\ndata: ${JSON.stringify({ cut: 'c', sample: true, rows: [{ sku: 'A', warehouse: null, available: 7, note: '仓' }] })}\n\n`;
  const bytes = new TextEncoder().encode(`: still here\n\n${text}`);
  for (const byte of bytes) {
    expect(one.available).toBe(1);
    last()['controller'].enqueue(new Uint8Array([byte]));
    await pass();
  }
  expect([one.available, hub.sample]).toEqual([7, true]);
  last().send(`${text.replace('7', '8')}event: other\ndata: x\n\n${text.replace('7', '9')}`);
  await pass();
  expect(one.available).toBe(9);
});

test('other items: one request takes the place of the other; the same again: none', async () => {
  const one = await connected();
  const two = cell('B');
  await pass(100);
  expect(requests).toHaveLength(2);
  expect([requests[0]?.cancelled, last().items.map(({ sku }) => sku)]).toEqual([true, ['A', 'B']]);
  last().accept().stock(['A', 1], ['B', 2]);
  await pass();
  expect([one.available, two.available, state()]).toEqual([1, 2, 'open']);
  // recalculated in another order
  one.stop();
  cell('A');
  await pass(2_000);
  expect(requests).toHaveLength(2);
  two.stop();
  await pass(100);
  expect(last().items.map(({ sku }) => sku)).toEqual(['A']);
});

test('cells that come one after another are gathered, for a second at most', async () => {
  live.aim(TARGET);
  for (let at = 0; at < 25; at++) {
    cell(`S${at}`);
    await pass(50);
  }
  expect(requests).toHaveLength(1);
  await pass(1_000);
  expect(requests).toHaveLength(2);
  expect(last().items).toHaveLength(25);
});

test('the last cell goes: the stream ends, and its figure is forgotten', async () => {
  const one = await connected();
  one.stop();
  await pass(100);
  expect([last().signal.aborted, last().cancelled, state()]).toEqual([true, true, 'waiting']);
  await pass(120_000);
  expect(requests).toHaveLength(1);
  expect(cell('A').available).toBeUndefined();
});

test('beyond 20,000 items the rest is refused', async () => {
  live.aim(TARGET);
  cell(...Array.from({ length: 20_000 }, (_, at) => `S${at}`));
  const beyond = hub.follow([{ sku: 'ONE MORE', warehouse: null }], () => undefined);
  await pass(100);
  expect(last().items).toHaveLength(20_000);
  expect(beyond.figures()).toEqual(['too_many']);
});

describe('a loss', () => {
  test.each([
    ['the stream ends', (request: Request) => request.end()],
    ['the stream breaks', (request: Request) => request.fail()],
  ])('%s: the figure stays for 30 s, then the cells say since when', async (_what, lose) => {
    const one = await connected();
    await pass(5_000);
    lose(last());
    await pass();
    expect([state(), one.available]).toEqual(['open', 1]);
    // attempts after 1, 2, 4, 8 … seconds
    for (const [pause, count] of [
      [1_000, 2],
      [2_000, 3],
      [4_000, 4],
      [8_000, 5],
    ] as const) {
      await pass(pause - 1);
      expect(requests).toHaveLength(count - 1);
      await pass(1);
      expect(requests).toHaveLength(count);
      last().answer(new TypeError('Failed to fetch'));
      await pass();
      expect(state()).toBe('open');
    }
    await pass(14_999);
    expect(state()).toBe('open');
    await pass(1);
    expect(hub.connection).toEqual({ state: 'away', since: START + 100 + 5_000 });
    expect(one.available).toBe(1);
    // and again and again, every 30 s
    for (let at = 0; at < 4; at++) {
      const count = requests.length;
      last().answer(new TypeError('Failed to fetch'));
      await pass(30_000);
      expect(requests.length - count).toBe(1);
    }
    last().accept().stock(['A', 2]);
    await pass();
    expect([state(), one.available]).toEqual(['open', 2]);
    // the next loss has a grace of its own
    last().end();
    await pass(29_999);
    expect(state()).toBe('open');
  });

  test('before the first figure: the cells are told at once', async () => {
    live.aim(TARGET);
    cell('A');
    await pass(100);
    last().answer(new TypeError('Failed to fetch'));
    await pass();
    expect(hub.connection).toEqual({ state: 'away', since: START + 100 });
  });

  test('a blink is not seen', async () => {
    const one = await connected();
    last().end();
    await pass(1_000);
    last().accept().stock(['A', 1]);
    for (let at = 0; at < 4; at++) {
      expect([state(), one.available]).toEqual(['open', 1]);
      await pass(15_000);
      last().send(': still here\n\n');
    }
    expect(requests).toHaveLength(2);
  });

  test('silence for 40 s is a loss; comments break it', async () => {
    await connected();
    for (let at = 0; at < 8; at++) {
      await pass(15_000);
      last().send(': still here\n\n');
    }
    await pass();
    expect(requests).toHaveLength(1);
    await pass(40_000);
    expect(last().cancelled).toBe(true);
    await pass(1_000);
    expect(requests).toHaveLength(2);
  });

  test('no answer for 10 s is a loss', async () => {
    live.aim(TARGET);
    cell('A');
    await pass(100);
    await pass(10_000);
    expect([state(), last().signal.aborted]).toEqual(['away', true]);
  });

  test.each([
    ['an error page', new Response('<html>', { status: 502, headers: { 'content-type': 'text/html' } })],
    ['another site', new Response('<html>', { headers: { 'content-type': 'text/html' } })],
    [
      'a failing service',
      new Response('{"code":"internal","message":{}}', {
        status: 500,
        headers: { 'content-type': 'application/problem+json' },
      }),
    ],
  ])('%s is no answer', async (_what, response) => {
    live.aim(TARGET);
    cell('A');
    await pass(100);
    last().answer(response);
    await pass();
    expect(state()).toBe('away');
  });

  test('retry does not wait for the pause, and only where there is one', async () => {
    await connected();
    live.retry();
    expect(requests).toHaveLength(1);
    last().end();
    await pass();
    live.retry();
    expect(requests).toHaveLength(2);
    live.retry();
    expect(requests).toHaveLength(2);
  });

  test('a new cell meanwhile waits for the next attempt', async () => {
    await connected();
    last().end();
    await pass(500);
    cell('B');
    await pass(200);
    expect(requests).toHaveLength(1);
    await pass(300);
    expect(last().items.map(({ sku }) => sku)).toEqual(['A', 'B']);
  });
});

describe('refused', () => {
  test('in the words of the service, and asked again after 30 s', async () => {
    live.aim(TARGET);
    cell('A');
    await pass(100);
    last().refuse(401, 'unauthorised');
    await pass();
    expect(hub.connection).toEqual({ state: 'refused', en: 'unauthorised in words', zh: 'unauthorised的说明' });
    await pass(29_999);
    expect(requests).toHaveLength(1);
    await pass(1);
    expect(requests).toHaveLength(2);
    last().accept().stock(['A', 1]);
    await pass();
    expect(state()).toBe('open');
  });

  test('in the middle', async () => {
    await connected();
    last().send('event: end\ndata: {"code":"unauthorised","message":{"en":"ended","zh":"已停用"}}\n\n');
    await pass();
    expect(hub.connection).toEqual({ state: 'refused', en: 'ended', zh: '已停用' });
    expect(last().cancelled).toBe(true);
  });

  test('another key is tried at once', async () => {
    const one = await connected();
    last().send('event: end\ndata: {"code":"unauthorised","message":{"en":"ended","zh":"已停用"}}\n\n');
    await pass();
    live.aim({ ...TARGET, key: 'tw_new' });
    expect(last().init.headers).toMatchObject({ Authorization: 'Bearer tw_new' });
    last().accept().stock(['A', 3]);
    await pass();
    expect([state(), one.available]).toEqual(['open', 3]);
  });
});

describe('another target', () => {
  test('another brand: the figures of the first are gone before those of the second come', async () => {
    const one = await connected();
    live.aim({ ...TARGET, brandId: 'other' });
    expect([one.available, state(), requests[0]?.cancelled]).toEqual([undefined, 'waiting', true]);
    expect(last().url).toContain('/brands/other/live');
    last().accept().stock(['A', 40]);
    await pass();
    expect([state(), one.available]).toEqual(['open', 40]);
  });

  test('none any more', async () => {
    const one = await connected();
    live.aim(null);
    await pass(60_000);
    expect([state(), one.available, requests.length]).toEqual(['none', undefined, 1]);
  });

  test('the same again changes nothing', async () => {
    await connected();
    live.aim({ ...TARGET });
    expect([requests.length, last().signal.aborted]).toEqual([1, false]);
  });
});

test('ages are looked at every minute while a cell follows', async () => {
  const ticks = jest.spyOn(hub, 'tick');
  const one = await connected();
  for (let at = 0; at < 6; at++) {
    await pass(30_000);
    last().send(': still here\n\n');
  }
  expect(ticks).toHaveBeenCalledTimes(3);
  one.stop();
  await pass(600_000);
  expect(ticks).toHaveBeenCalledTimes(3);
});

test('after the end nothing happens any more', async () => {
  await connected();
  live.stop();
  cell('B');
  live.aim({ ...TARGET, brandId: 'other' });
  live.retry();
  await pass(120_000);
  expect([requests.length, last().signal.aborted]).toEqual([1, true]);
  expect(jest.getTimerCount()).toBe(0);
});
