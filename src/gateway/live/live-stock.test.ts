import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { createGateway, type Gateway } from '..';
import {
  MAX_LIVE_ITEMS,
  type LiveEvent,
  type LiveItem,
  type LiveRow,
  type Problem,
  type TablePage,
} from '../../tables';
import type { LogEntry } from '../log';
import type { Store } from '../store';
import { filesOf } from '../test-files';
import { openTestStore } from '../test-store';

const SKU = 'sku_id,name\n00123,Bottle\n1E5,Jar\nC,Can\n';
const WAREHOUSES = 'warehouse_id,type\nNB,bonded\nUS,overseas\nVS,virtual\n';
const INBOUND = 'doc_id,line,sku_id,to_id,qty_ordered,qty_received\nPO1,1,00123,NB,100,40\nPO2,1,1E5,US,5,\n';
const stock = (bottles: number): string =>
  [
    'as_of,warehouse_id,sku_id,qty,state',
    `2026-11-23 09:12,NB,00123,${bottles},on_hand`,
    '2026-11-23 09:12,NB,00123,12,reserved',
    '2026-11-20 09:00,NB,00123,999,on_hand', // older than the first line: not counted
    '2026-11-19 08:00,US,00123,7.5,on_hand',
    '2026-11-22 10:00,US,1E5,3,on_hand',
    '2026-11-22 11:00,VS,1E5,40,virtual',
    '',
  ].join('\n');
const files = (bottles = 100): ReturnType<typeof filesOf> =>
  filesOf({ 'sku.csv': SKU, 'warehouse.csv': WAREHOUSES, 'stock.csv': stock(bottles), 'inbound.csv': INBOUND });

let store: Store;
let gateway: Gateway;
let key: string;
const log: LogEntry[] = [];
const open: Stream[] = [];

beforeAll(async () => {
  store = await openTestStore();
  gateway = createGateway({
    store,
    version: '1',
    log: (entry) => log.push(entry),
    liveTimes: { pollMs: 40, heartbeatMs: 120 },
  });
  key = await gateway.createToken({ label: 'reader', brands: ['own', 'own2'], write: true });
});
beforeEach(async () => {
  await gateway.importFolder({ brandId: 'own', files: files() });
  await gateway.importFolder({ brandId: 'sample', sample: true, files: files() });
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((stream) => stream.cancel()));
  expect(gateway.liveListeners()).toEqual([]);
});
afterAll(() => gateway.close());

/** Reads server-sent events from a body. */
class Stream {
  private readonly reader: ReadableStreamDefaultReader<Uint8Array>;
  private readonly decoder = new TextDecoder();
  private text = '';

  constructor(body: ReadableStream<Uint8Array>) {
    this.reader = body.getReader();
    open.push(this);
  }

  /** The next block: `{ event, data }`, the comment as such, or null at the end. */
  async block(): Promise<{ event: string; data: unknown } | string | null> {
    for (;;) {
      const end = this.text.indexOf('\n\n');
      if (end >= 0) {
        const block = this.text.slice(0, end);
        this.text = this.text.slice(end + 2);
        if (block.startsWith(':')) return block;
        const [, event = '', data = ''] = /^event: (\w+)\ndata: (.*)$/.exec(block) ?? [];
        return { event, data: JSON.parse(data) as unknown };
      }
      const { value, done } = await this.reader.read();
      if (done) return null;
      this.text += this.decoder.decode(value, { stream: true });
    }
  }

  /** The next event that is no comment. */
  async event(name: 'stock'): Promise<LiveEvent>;
  async event(name: 'end'): Promise<Problem>;
  async event(name: string): Promise<unknown> {
    for (;;) {
      const block = await this.block();
      if (block === null) throw new Error('the stream has ended');
      if (typeof block === 'string') continue;
      expect(block.event).toBe(name);
      return block.data;
    }
  }

  cancel(): Promise<void> {
    return this.reader.cancel();
  }
}

const ask = (brand: string, body: unknown, token?: string, init: RequestInit = {}): Promise<Response> =>
  Promise.resolve(
    gateway.app.request(`/v1/brands/${brand}/live`, {
      method: 'POST',
      body: typeof body === 'string' ? body : JSON.stringify(body),
      headers: { 'Content-Type': 'application/json', ...(token ? { Authorization: `Bearer ${token}` } : {}) },
      ...init,
    }),
  );
async function follow(brand: string, items: LiveItem[], token: string | undefined = key): Promise<Stream> {
  const response = await ask(brand, { items }, token);
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/event-stream; charset=utf-8']);
  return new Stream(response.body as ReadableStream<Uint8Array>);
}
const item = (sku: string, warehouse: string | null = null): LiveItem => ({ sku, warehouse });
const quiet = async (stream: Stream): Promise<void> => expect(await stream.block()).toBe(': still here');

describe('figures', () => {
  test('one row for each item, with what the Stock table says', async () => {
    const { rows, sample, cut } = await (
      await follow('own', [item('00123', 'NB'), item('00123'), item('1E5'), item('C', 'US'), item('C')])
    ).event('stock');
    const as_of = '2026-11-23T01:12:00.000Z';
    const inbound = { in_transit_as_of: as_of };
    const known = { unknown: null, ...inbound };
    expect([sample, cut]).toEqual([false, expect.any(String)]);
    expect(rows).toEqual([
      // 100 on hand, 12 of them reserved; 60 of 100 ordered are still to come
      {
        sku: '00123',
        warehouse: 'NB',
        available: 88,
        on_hand: 100,
        reserved: 12,
        in_transit: 60,
        as_of,
        oldest_warehouse: 'NB',
        ...known,
      },
      // with 7.5 in US, whose figures are four days older; US never says what is reserved
      {
        sku: '00123',
        warehouse: null,
        available: 95.5,
        on_hand: 107.5,
        reserved: 12,
        in_transit: 60,
        as_of: '2026-11-19T00:00:00.000Z',
        oldest_warehouse: 'US',
        ...known,
      },
      // virtual stock can be sold but is not on hand
      {
        sku: '1E5',
        warehouse: null,
        available: 43,
        on_hand: 3,
        reserved: null,
        in_transit: 5,
        as_of: '2026-11-22T02:00:00.000Z',
        oldest_warehouse: 'US',
        ...known,
      },
      // nobody has counted any C; nothing is on the way, which is known
      {
        sku: 'C',
        warehouse: 'US',
        available: null,
        on_hand: null,
        reserved: null,
        in_transit: 0,
        as_of: null,
        oldest_warehouse: null,
        ...known,
      },
      {
        sku: 'C',
        warehouse: null,
        available: null,
        on_hand: null,
        reserved: null,
        in_transit: 0,
        as_of: null,
        oldest_warehouse: null,
        ...known,
      },
    ]);
  });

  test('agrees with the Stock table on every SKU and warehouse', async () => {
    const page = (await (await gateway.app.request('/v1/brands/sample/tables/TW_Stock')).json()) as TablePage;
    const table = page.rows.map((row) => Object.fromEntries(page.columns.map((column, i) => [column, row[i]])));
    const { rows } = await (
      await follow(
        'sample',
        table.map((row) => item(String(row.sku_id), String(row.warehouse_id))),
      )
    ).event('stock');
    expect(table).toHaveLength(4);
    const measures = ['available', 'on_hand', 'reserved', 'in_transit', 'as_of'] as const;
    expect(rows.map((row) => measures.map((id) => row[id]))).toEqual(table.map((row) => measures.map((id) => row[id])));
  });

  test('codes the brand does not have, whatever is in them', async () => {
    const { rows } = await (
      await follow('own', [item('NONE'), item('00123', 'XX'), item('a\0b', 'NB'), item('\ud800'), item(''), item('c')])
    ).event('stock');
    expect(rows.map(({ unknown, available }) => [unknown, available])).toEqual([
      ['sku', null],
      ['warehouse', null],
      ['sku', null],
      ['sku', null],
      ['sku', null],
      ['sku', null],
    ]);
  });

  test('without any inbound file nothing is known about what is in transit', async () => {
    await gateway.importFolder({ brandId: 'own2', files: filesOf({ 'sku.csv': SKU, 'stock.csv': stock(1) }) });
    const { rows } = await (await follow('own2', [item('00123', 'NB'), item('C', 'NB')])).event('stock');
    expect(rows.map((row) => [row.unknown, row.in_transit, row.in_transit_as_of])).toEqual([
      [null, null, null],
      [null, null, null],
    ]);
  });

  test('many items come in several events, in their order', async () => {
    const items = Array.from({ length: 2500 }, (_, i) => item(i === 2400 ? '1E5' : `S${i}`));
    const stream = await follow('own', items);
    const events: LiveEvent[] = [];
    while (events.flatMap(({ rows }) => rows).length < items.length) events.push(await stream.event('stock'));
    expect(events.map(({ rows }) => rows.length)).toEqual([1000, 1000, 500]);
    const rows = events.flatMap((event) => event.rows);
    expect(rows.map(({ sku }) => sku)).toEqual(items.map(({ sku }) => sku));
    expect(rows.filter(({ unknown }) => unknown === null).map(({ sku }) => sku)).toEqual(['1E5']);
  });
});

describe('changes', () => {
  test('an import in this process is told at once, and only rows that differ', async () => {
    const slow = createGateway({ store, version: '1', liveTimes: { pollMs: 60_000, heartbeatMs: 60_000 } });
    const response = await slow.app.request('/v1/brands/own/live', {
      method: 'POST',
      body: JSON.stringify({ items: [item('00123', 'NB'), item('1E5'), item('00123')] }),
      headers: { Authorization: `Bearer ${key}` },
    });
    const stream = new Stream(response.body as ReadableStream<Uint8Array>);
    const first = await stream.event('stock');
    const next = stream.event('stock');
    await slow.importFolder({ brandId: 'own', files: files(101) });
    const { rows, cut } = await next;
    expect(cut).not.toBe(first.cut);
    expect(rows.map(({ sku, warehouse, available }) => [sku, warehouse, available])).toEqual([
      ['00123', 'NB', 89],
      ['00123', null, 96.5],
    ]);
    await stream.cancel();
    expect(slow.liveListeners()).toEqual([]);
  });

  test('an import over HTTP is told at once too', async () => {
    const slow = createGateway({ store, version: '1', liveTimes: { pollMs: 60_000, heartbeatMs: 60_000 } });
    const headers = { Authorization: `Bearer ${key}` };
    const response = await slow.app.request('/v1/brands/own/live', {
      method: 'POST',
      body: JSON.stringify({ items: [item('00123', 'NB')] }),
      headers,
    });
    const stream = new Stream(response.body as ReadableStream<Uint8Array>);
    await stream.event('stock');
    const next = stream.event('stock');
    const form = new FormData();
    form.append('files', new File([SKU], 'sku.csv'));
    form.append('files', new File([stock(55)], 'stock.csv'));
    await slow.app.request('/v1/brands/own/imports', { method: 'POST', body: form, headers });
    expect((await next).rows[0]?.on_hand).toBe(55);
    await stream.cancel();
  });

  test('an import by another process is found by looking', async () => {
    const stream = await follow('own', [item('00123', 'NB')]);
    await stream.event('stock');
    const next = stream.event('stock');
    const other = createGateway({ store, version: '1' });
    await other.importFolder({ brandId: 'own', files: files(77) });
    expect((await next).rows.map((row) => row.on_hand)).toEqual([77]);
  });

  test('the same figures again are not sent again; another brand’s import is nobody’s business', async () => {
    const stream = await follow('own', [item('00123', 'NB'), item('1E5')]);
    await stream.event('stock');
    await gateway.importFolder({ brandId: 'own', files: files() });
    await gateway.importFolder({ brandId: 'sample', files: files(5) });
    await quiet(stream);
    await quiet(stream);
  });

  test('who reads late gets the newest figures, not every one between', async () => {
    const stream = await follow('own', [item('00123', 'NB')]);
    await stream.event('stock');
    for (const bottles of [21, 22, 23]) await gateway.importFolder({ brandId: 'own', files: files(bottles) });
    expect((await stream.event('stock')).rows.map((row) => row.on_hand)).toEqual([23]);
    await quiet(stream);
  });

  test('what two streams follow is read once a data cut', async () => {
    let reads = 0;
    const counting = createGateway({
      store: { ...store, snapshot: (work) => (reads++, store.snapshot(work)) },
      version: '1',
      liveTimes: { pollMs: 20, heartbeatMs: 60_000 },
    });
    const streams = await Promise.all(
      [0, 1, 2].map(async () => {
        const response = await counting.app.request('/v1/brands/sample/live', {
          method: 'POST',
          body: JSON.stringify({ items: [item('00123'), item('1E5', 'US')] }),
        });
        return new Stream(response.body as ReadableStream<Uint8Array>);
      }),
    );
    await Promise.all(streams.map((stream) => stream.event('stock')));
    expect(reads).toBe(1);
    await Promise.all(streams.map((stream) => stream.cancel()));
    expect(counting.liveListeners()).toEqual([]);
  });
});

describe('who may listen, and to what', () => {
  const code = async (response: Response): Promise<[number, string]> => [
    response.status,
    ((await response.json()) as Problem).code,
  ];

  test('as for the tables', async () => {
    const items = [item('00123')];
    expect((await (await follow('sample', items, '')).event('stock')).sample).toBe(true);
    expect(await code(await ask('own', { items }))).toEqual([401, 'unauthorised']);
    expect(await code(await ask('own', { items }, 'tw_wrong'))).toEqual([401, 'unauthorised']);
    expect(await code(await ask('sample', { items }, 'tw_wrong'))).toEqual([401, 'unauthorised']);
    expect(await code(await ask('theirs', { items }, key))).toEqual([403, 'forbidden']);
    const all = await gateway.createToken({ label: 'all', brands: null, write: false });
    expect(await code(await ask('nobody', { items }, all))).toEqual([404, 'brand_not_found']);
    await store.query("INSERT INTO brand (brand_id, name, name_zh, currency) VALUES ('empty', 'E', 'E', 'CNY')");
    expect(await code(await ask('empty', { items }, all))).toEqual([409, 'no_data']);
  });

  test.each([
    ['no JSON', 'x'],
    ['nothing', ''],
    ['no items', {}],
    ['an empty list', { items: [] }],
    ['a number as a code', { items: [{ sku: 5 }] }],
    ['no list', { items: { sku: 'A' } }],
  ])('%s is a bad request', async (_what, body) =>
    expect(await code(await ask('own', body, key))).toEqual([400, 'bad_request']),
  );

  test('too many items, too many bytes', async () => {
    const many = (count: number, sku = 'S'): unknown => ({ items: Array.from({ length: count }, () => ({ sku })) });
    const response = await ask('own', many(MAX_LIVE_ITEMS + 1), key);
    expect(((await response.json()) as Problem).message.en).toContain('at most 20000 items');
    expect(await code(await ask('own', many(900, 'x'.repeat(10_000)), key))).toEqual([400, 'bad_request']);
    const stream = await follow('own', [...(many(MAX_LIVE_ITEMS) as { items: LiveItem[] }).items]);
    expect((await stream.event('stock')).rows).toHaveLength(1000);
  });

  test('a key that is ended ends its streams, with the reason', async () => {
    const short = await gateway.createToken({ label: 'short', brands: ['own'], write: false });
    const stream = await follow('own', [item('00123')], short);
    await stream.event('stock');
    await gateway.revokeToken(short.split('_')[1] as string);
    expect(await stream.event('end')).toMatchObject({ status: 401, code: 'unauthorised' });
    expect(await stream.block()).toBeNull();
    expect(gateway.liveListeners()).toEqual([]);
  });
});

describe('ends', () => {
  test('the request is aborted', async () => {
    const controller = new AbortController();
    const response = await ask('sample', { items: [item('00123')] }, undefined, { signal: controller.signal });
    const stream = new Stream(response.body as ReadableStream<Uint8Array>);
    await stream.event('stock');
    expect(gateway.liveListeners()).toEqual([{ brandId: 'sample', items: [item('00123')] }]);
    controller.abort();
    expect(gateway.liveListeners()).toEqual([]);
    expect(await stream.block()).toBeNull();
  });

  test('the store fails: streams end, so that nobody believes to be up to date', async () => {
    let broken = false;
    const failing = createGateway({
      store: {
        ...store,
        query: (text, params) => (broken ? Promise.reject(new Error('away')) : store.query(text, params)),
      },
      version: '1',
      log: (entry) => log.push(entry),
      liveTimes: { pollMs: 20, heartbeatMs: 60_000 },
    });
    const response = await failing.app.request('/v1/brands/sample/live', {
      method: 'POST',
      body: JSON.stringify({ items: [item('00123')] }),
    });
    const stream = new Stream(response.body as ReadableStream<Uint8Array>);
    await stream.event('stock');
    broken = true;
    expect(await stream.block()).toBeNull();
    expect(log).toContainEqual({ level: 'error', event: 'live', message: 'away' });
    expect(failing.liveListeners()).toEqual([]);
  });

  test('over a socket: comes as it happens, goes when the reader or the service goes', async () => {
    const own = createGateway({ store: { ...store, close: async () => undefined }, version: '1' });
    const server = http.createServer(getRequestListener(new Hono().route('/api', own.app).fetch));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1/brands/own/live`;
    const connect = async (signal?: AbortSignal): Promise<Stream> => {
      const body = JSON.stringify({ items: [item('00123', 'NB')] });
      const response = await fetch(url, { method: 'POST', body, signal, headers: { Authorization: `Bearer ${key}` } });
      return new Stream(response.body as ReadableStream<Uint8Array>);
    };
    try {
      const controller = new AbortController();
      const first = await connect(controller.signal);
      const rows: LiveRow[] = (await first.event('stock')).rows;
      expect(rows.map((row) => row.on_hand)).toEqual([100]);
      const next = first.event('stock');
      await own.importFolder({ brandId: 'own', files: files(42) });
      expect((await next).rows.map((row) => row.on_hand)).toEqual([42]);
      controller.abort();
      open.length = 0;
      for (let tries = 0; own.liveListeners().length > 0 && tries < 100; tries++)
        await new Promise((resolve) => setTimeout(resolve, 20));
      expect(own.liveListeners()).toEqual([]);

      const second = await connect();
      await second.event('stock');
      await own.close();
      expect(await second.block()).toBeNull();
    } finally {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  });
});
