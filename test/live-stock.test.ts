import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { createGateway, type FileSource, type Gateway } from '../src/gateway';
import { openTestStore } from '../src/gateway/test-store';
import { openXlsx, saveXlsx } from '../src/preview/files';
import type { CellValue, TablePage } from '../src/tables';
import { openWorkbook, type HeadlessWorkbook } from '../src/tools/headless-workbook';
import { loadSampleBrand } from '../src/tools/sample-brand/load';

/** STOCK in the shipped bundle: cells of the preview, the pane's connection, and a real data service behind a socket. */

const NOW = new Date();
const hoursAgo = (hours: number): string => new Date(NOW.getTime() - hours * 3_600_000).toISOString();
const SKU = 'sku_id,name\n84029G,Bottle\n22752,Drawers\n00123,Lantern\n';
const WAREHOUSES = 'warehouse_id,type\nNB01,bonded\nOSA,overseas\n';
const stockCsv = (bottles: number, hours = 1): string =>
  [
    'as_of,warehouse_id,sku_id,qty,state',
    `${hoursAgo(hours)},NB01,84029G,${bottles},on_hand`,
    `${hoursAgo(hours)},NB01,84029G,11,reserved`,
    `${hoursAgo(hours)},OSA,84029G,90,on_hand`,
    `${hoursAgo(hours)},NB01,22752,60,on_hand`,
    '',
  ].join('\n');
const INBOUND = 'doc_id,line,sku_id,to_id,qty_ordered\nPO1,1,22752,NB01,480\n';
const files = (texts: Record<string, string>): FileSource[] =>
  Object.entries(texts).map(([name, text]) => ({ name, read: async () => new TextEncoder().encode(text) }));
const own = (bottles: number, hours?: number): FileSource[] =>
  files({
    'sku.csv': SKU,
    'warehouse.csv': WAREHOUSES,
    'stock.csv': stockCsv(bottles, hours),
    'inbound.csv': INBOUND,
  });

let gateway: Gateway;
let key: string;
let server: http.Server;
let port = 0;
let workbook: HeadlessWorkbook;

const listen = (): Promise<void> =>
  new Promise((resolve) => {
    server = http.createServer(getRequestListener(new Hono().route('/api', gateway.app).fetch));
    server.listen(port, '127.0.0.1', () => {
      port = (server.address() as AddressInfo).port;
      resolve();
    });
  });
const goDown = (): Promise<unknown> => {
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeAllConnections();
  return closed;
};

/** The page's fetch over the socket; jsdom's abort signal is of another realm, so it is carried over by hand. */
const pageFetch: typeof fetch = (input, init = {}) => {
  const url = new URL(String(input), 'https://localhost');
  const controller = new AbortController();
  const foreign = init.signal;
  if (foreign?.aborted) controller.abort();
  foreign?.addEventListener('abort', () => controller.abort());
  return fetch(`http://127.0.0.1:${port}${url.pathname}${url.search}`, { ...init, signal: controller.signal });
};

beforeAll(async () => {
  const store = await openTestStore();
  gateway = createGateway({ store, version: 'test', liveTimes: { pollMs: 500, heartbeatMs: 2_000 } });
  await loadSampleBrand(store);
  await gateway.importFolder({ brandId: 'mine', files: own(361) });
  await gateway.importFolder({ brandId: 'other', files: own(5) });
  key = await gateway.createToken({ label: 'test', brands: null, write: true });
  await listen();
  workbook = await openWorkbook({ fetch: pageFetch, language: 'en' });
}, 300_000);
afterAll(async () => {
  await workbook?.dispose();
  await goDown();
  await gateway.close();
});

const type = (address: string, text: string): void => workbook.host.user.type('Sheet1', address, text);
const value = (address: string): CellValue => workbook.host.read.value('Sheet1', address) as CellValue;
const message = (address: string): string => workbook.host.read.functionMessage('Sheet1', address) ?? '';
/** Waits until it is so, looking only: nothing is calculated by the test. */
async function eventually(look: () => unknown, expected: unknown, timeoutMs = 15_000): Promise<void> {
  const until = Date.now() + timeoutMs;
  for (;;) {
    try {
      return expect(look()).toEqual(expected);
    } catch (error) {
      if (Date.now() > until) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
/** What the data service is asked to follow, stream by stream. */
const followed = (): string[][] =>
  gateway.liveListeners().map(({ items }) => items.map(({ sku, warehouse }) => `${sku}@${warehouse ?? 'all'}`).sort());
const brandsFollowed = (): string[] => gateway.liveListeners().map(({ brandId }) => brandId);

describe('before the workbook is connected', () => {
  test('a cell says what to do; no stream is opened', async () => {
    type('A1', '=TWIN.STOCK("84029G","NB01")');
    await eventually(() => value('A1'), '#N/A');
    expect(message('A1')).toBe(
      "not connected: open Twinstock and connect this workbook's data · 未连接：打开双仓协同，连接本工作簿的数据",
    );
    expect(followed()).toEqual([]);
  });

  test('a key is needed: without and with a wrong one the reason stands in the pane, with the right one in the cell a figure', async () => {
    const { session } = workbook;
    await expect(session.chooseBrand('mine')).rejects.toMatchObject({ problem: { code: 'unauthorised' } });
    await expect(session.connect({ key: 'tw_wrong' })).rejects.toMatchObject({ problem: { code: 'unauthorised' } });
    expect(value('A1')).toBe('#N/A');
    await session.connect({ key });
    await session.chooseBrand('mine');
    await eventually(() => value('A1'), 350);
    expect([followed(), brandsFollowed()]).toEqual([[['84029G@NB01']], ['mine']]);
  });
});

describe('figures', () => {
  test('measures by either name, all warehouses together, nested in formulas of Excel', async () => {
    type('B1', '=TWIN.STOCK("84029G")');
    type('B2', '=TWIN.STOCK("84029G","NB01","on_hand")');
    type('B3', '=TWIN.STOCK("84029G","NB01","已占用")');
    type('B4', '=TWIN.STOCK("22752",,"在途")');
    type('B5', '=IFERROR(TWIN.STOCK("84029G","NB01")*2+TWIN.STOCK("22752"),"none")');
    type('B6', '=TWIN.STOCK(22752)');
    await eventually(() => ['B1', 'B2', 'B3', 'B4', 'B5', 'B6'].map(value), [440, 361, 11, 480, 760, 60]);
    expect(followed()).toEqual([['22752@all', '84029G@NB01', '84029G@all']]);
  });

  test('unknown codes are named, unknown figures too', async () => {
    type('C1', '=TWIN.STOCK("84029H","NB01")');
    type('C2', '=TWIN.STOCK("84029G","XX")');
    type('C3', '=TWIN.STOCK("00123","NB01")');
    type('C4', '=TWIN.STOCK("")');
    await eventually(() => ['C1', 'C2', 'C3', 'C4'].map(value), ['#N/A', '#N/A', '#N/A', '#VALUE!']);
    expect(['C1', 'C2', 'C3', 'C4'].map(message)).toEqual([
      'there is no SKU 84029H in this data · 数据中没有货号 84029H',
      'there is no warehouse XX in this data · 数据中没有仓库 XX',
      'no figure is known: available of 00123, NB01 · 没有已知数值：00123在NB01的可售',
      'sku is blank: enter a value · 货号为空：请填写',
    ]);
  });

  test('a range of codes spills; a bad row has its own error', async () => {
    ['84029G', '22752', '', 'nothing'].forEach((code, at) => type(`E${at + 1}`, code));
    type('F1', '=TWIN.STOCK(E1:E4,"NB01")');
    await eventually(() => ['F1', 'F2', 'F3', 'F4'].map(value), [350, 60, '#VALUE!', '#N/A']);
    type('E4', '00123');
    type('F1', '=TWIN.STOCK(E1:E4,"NB01","on_hand")');
    await eventually(() => ['F1', 'F2', 'F3', 'F4'].map(value), [361, 60, '#VALUE!', '#N/A']);
  });

  test('fifty cells are one stream with each item once', async () => {
    for (let row = 1; row <= 50; row++) type(`H${row}`, `=TWIN.STOCK("${['84029G', '22752'][row % 2]}","NB01")`);
    await eventually(() => [value('H1'), value('H49'), value('H50')], [60, 60, 350]);
    expect(followed()).toHaveLength(1);
    expect(new Set(followed()[0]).size).toBe(followed()[0]?.length);
  });
});

describe('changes', () => {
  test('an import reaches every cell, without anybody calculating', async () => {
    await gateway.importFolder({ brandId: 'mine', files: own(400) });
    await eventually(() => ['A1', 'B1', 'B2', 'B5', 'F1', 'H50'].map(value), [389, 479, 400, 838, 400, 389]);
  });

  test('figures older than 72 hours are no longer shown as live', async () => {
    await gateway.importFolder({ brandId: 'mine', files: own(400, 100) });
    await eventually(() => value('A1'), '#N/A');
    expect(message('A1')).toMatch(
      /^the figure is 4 days old: 389 at \d{4}-\d\d-\d\d \d\d:\d\d; import newer data · 数值已有 4 天：389/,
    );
    expect(message('B1')).toMatch(/^the figures of (NB01|OSA) are 4 days old: 479 in all/);
    await gateway.importFolder({ brandId: 'mine', files: own(401) });
    await eventually(() => ['A1', 'B1'].map(value), [390, 480]);
  });

  test('the data service away: the figure stays for a moment, then the cell says since when; back: the new figure', async () => {
    await goDown();
    await gateway.importFolder({ brandId: 'mine', files: own(500) });
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    expect(value('A1')).toBe(390);
    await eventually(() => value('A1'), '#N/A', 45_000);
    expect(message('A1')).toMatch(
      /^data service away since \d{4}-\d\d-\d\d \d\d:\d\d; last known 390 at \d{4}-\d\d-\d\d \d\d:\d\d · 数据服务自 .* 起无应答；最后已知 390（/,
    );
    await listen();
    // the browser says so when the network is back; otherwise the next attempt comes within 30 s
    workbook.window.dispatchEvent(new workbook.window.Event('online'));
    await eventually(() => value('A1'), 489, 45_000);
    expect(followed()).toHaveLength(1);
  }, 120_000);

  test('an ended key ends the figures, in the words of the data service', async () => {
    const [{ tokenId } = { tokenId: '' }] = await gateway.listTokens();
    await gateway.revokeToken(tokenId);
    await eventually(() => value('A1'), '#N/A');
    expect(message('A1')).toMatch(/^The access key is missing or not valid/);
    expect(followed()).toEqual([]);
    key = await gateway.createToken({ label: 'another', brands: null, write: true });
    await workbook.session.connect({ key });
    await eventually(() => value('A1'), 489);
  });
});

describe('ends', () => {
  test('cells that go take their items with them, the last one the stream', async () => {
    workbook.host.user.clear('Sheet1', 'B1:H50');
    await eventually(followed, [['84029G@NB01']]);
    type('A1', '=TWIN.STOCK("22752","NB01")');
    await eventually(() => [value('A1'), followed()], [60, [['22752@NB01']]]);
    workbook.host.user.deleteRow('Sheet1', 1);
    await eventually(followed, []);
  });
});

describe('another brand, and opening again', () => {
  test('a workbook that is bound to another brand shows its figures and no other', async () => {
    type('A1', '=TWIN.STOCK("84029G","NB01","on_hand")');
    await eventually(() => value('A1'), 500);
    await workbook.session.chooseBrand('other');
    await eventually(() => value('A1'), 5);
    expect(brandsFollowed()).toEqual(['other']);
  });

  test('the sample brand: its data do not age, and agree with its Stock table', async () => {
    await workbook.session.chooseBrand('sample');
    const page = (await (
      await gateway.app.request('/v1/brands/sample/tables/TW_Stock?limit=2000')
    ).json()) as TablePage;
    const at = (id: string): number => page.columns.indexOf(id);
    const rows = page.rows.filter((row) => row[at('available')] !== null).slice(0, 40);
    rows.forEach((row, index) => {
      type(`A${index + 1}`, `=TWIN.STOCK("${row[at('sku_id')]}","${row[at('warehouse_id')]}")`);
      type(`B${index + 1}`, `=TWIN.STOCK("${row[at('sku_id')]}","${row[at('warehouse_id')]}","in_transit")`);
      type(`C${index + 1}`, `=TWIN.STOCK("${row[at('sku_id')]}")`);
    });
    await eventually(
      () => rows.map((_, index) => value(`A${index + 1}`)),
      rows.map((row) => row[at('available')]),
    );
    expect(rows.map((_, index) => value(`B${index + 1}`))).toEqual(rows.map((row) => row[at('in_transit')]));
    const total = (sku: CellValue): number =>
      page.rows
        .filter((row) => row[at('sku_id')] === sku)
        .reduce((sum, row) => sum + Number(row[at('available')] ?? 0), 0);
    expect(rows.map((_, index) => value(`C${index + 1}`))).toEqual(rows.map((row) => total(row[at('sku_id')] ?? null)));
  });

  test('a saved workbook connects by itself when it is opened again', async () => {
    const shown = value('A1');
    const file = await openXlsx(await saveXlsx(workbook.host.toBookFile()));
    await workbook.dispose();
    await eventually(followed, []);
    workbook = await openWorkbook({ fetch: pageFetch, language: 'zh', file });
    await eventually(() => value('A1'), shown);
    expect(brandsFollowed()).toEqual(['sample']);
  });
});

test('nothing the add-in asked for was missing in the host', () => {
  expect(workbook.host.unknownMembers).toEqual([]);
});
