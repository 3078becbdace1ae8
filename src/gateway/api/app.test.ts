import { Hono } from 'hono';
import { createGateway, type Gateway } from '..';
import type { BrandInfo, BrandSummary, ImportReport, Problem, TablePage } from '../../tables';
import type { LogEntry } from '../log';
import type { Store } from '../store';
import { filesOf } from '../test-files';
import { openTestStore } from '../test-store';

let store: Store;
let gateway: Gateway;
let keyAll: string;
let keyOwn: string;
let keyRead: string;
const log: LogEntry[] = [];

const SKU = `sku_id,name\n${Array.from({ length: 5 }, (_, i) => `S${i},Thing ${i}`).join('\n')}\n`;

beforeAll(async () => {
  store = await openTestStore();
  gateway = createGateway({ store, version: '1.2.3', log: (entry) => log.push(entry) });
  await gateway.importFolder({
    brandId: 'sample',
    name: 'Sample',
    nameZh: '示例',
    sample: true,
    files: filesOf({ 'sku.csv': SKU }),
  });
  await gateway.importFolder({ brandId: 'own', files: filesOf({ 'sku.csv': SKU }) });
  await gateway.importFolder({ brandId: 'other', files: filesOf({ 'sku.csv': SKU }) });
  keyAll = await gateway.createToken({ label: 'all', brands: null, write: true });
  keyOwn = await gateway.createToken({ label: 'own', brands: ['own', 'fresh'], write: true });
  keyRead = await gateway.createToken({ label: 'read', brands: ['own'], write: false });
});
afterAll(() => gateway.close());

interface Answer<T> {
  status: number;
  body: T;
  headers: Headers;
}
async function ask<T>(path: string, key?: string, init: RequestInit = {}): Promise<Answer<T>> {
  const headers: Record<string, string> = key === undefined ? {} : { Authorization: `Bearer ${key}` };
  const response = await gateway.app.request(path, { ...init, headers });
  return { status: response.status, body: (await response.json()) as T, headers: response.headers };
}
const problem = async (path: string, key?: string, init?: RequestInit): Promise<[number, string]> => {
  const { status, body, headers } = await ask<Problem>(path, key, init);
  expect(headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  expect(body).toMatchObject({ status, title: expect.any(String), detail: body.message.en });
  expect(body.message.zh).toMatch(/[\u4e00-\u9fff]/);
  return [status, body.code];
};
const upload = (files: Record<string, string>, fields: Record<string, string> = {}): RequestInit => {
  const form = new FormData();
  for (const [name, text] of Object.entries(files)) form.append('files', new File([text], name));
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return { method: 'POST', body: form };
};

describe('who may read what', () => {
  test('health and the description are open', async () => {
    expect((await ask('/health')).body).toEqual({
      status: 'ok',
      name: 'twinstock',
      version: '1.2.3',
      store: store.kind,
    });
    expect((await ask('/openapi.json')).status).toBe(200);
  });

  test('the sample needs no key; a key adds its brands', async () => {
    const ids = async (key?: string): Promise<string[]> =>
      (await ask<{ brands: BrandInfo[] }>('/v1/brands', key)).body.brands.map((brand) => brand.brand_id);
    expect(await ids()).toEqual(['sample']);
    expect(await ids(keyRead)).toEqual(['sample', 'own']);
    expect(await ids(keyAll)).toEqual(['sample', 'other', 'own']);
    expect((await ask('/v1/brands/sample/tables/TW_SKU')).status).toBe(200);
  });

  test('a wrong key is refused everywhere, also where none is needed', async () => {
    const forged = [`${keyAll.slice(0, -1)}${keyAll.endsWith('A') ? 'B' : 'A'}`, 'tw_000000000000_x', '', 'nonsense'];
    for (const key of forged) {
      expect(await problem('/v1/brands', key)).toEqual([401, 'unauthorised']);
      expect(await problem('/v1/brands/sample', key)).toEqual([401, 'unauthorised']);
    }
    expect((await gateway.app.request('/v1/brands/own')).headers.get('www-authenticate')).toContain('Bearer');
  });

  test('without a key nobody learns which brands exist', async () => {
    expect(await problem('/v1/brands/own')).toEqual([401, 'unauthorised']);
    expect(await problem('/v1/brands/none')).toEqual([401, 'unauthorised']);
    expect(await problem('/v1/brands/other', keyRead)).toEqual([403, 'forbidden']);
    expect(await problem('/v1/brands/none', keyRead)).toEqual([403, 'forbidden']);
    expect(await problem('/v1/brands/none', keyAll)).toEqual([404, 'brand_not_found']);
    expect(await problem('/v1/brands/other/imports/latest', keyRead)).toEqual([403, 'forbidden']);
    expect(await problem('/v1/brands/other/tables/TW_SKU', keyRead)).toEqual([403, 'forbidden']);
  });

  test('keys are stored as hashes, can be listed and ended', async () => {
    const key = await gateway.createToken({ label: 'short-lived', brands: null, write: false });
    const id = key.split('_')[1] as string;
    expect(await gateway.listTokens()).toContainEqual({
      tokenId: id,
      label: 'short-lived',
      brands: null,
      write: false,
      created_at: expect.any(String),
    });
    const stored = JSON.stringify(await store.query('SELECT * FROM token'));
    expect(stored).not.toContain(key.split('_').slice(2).join('_'));
    expect((await ask('/v1/brands/own', key)).status).toBe(200);
    expect(await gateway.revokeToken(id)).toBe(true);
    expect(await gateway.revokeToken(id)).toBe(false);
    expect(await problem('/v1/brands/own', key)).toEqual([401, 'unauthorised']);
  });
});

describe('pages', () => {
  const page = async (query: string): Promise<TablePage> =>
    (await ask<TablePage>(`/v1/brands/own/tables/TW_SKU?${query}`, keyRead)).body;

  test('follow `next` to the end; together they are the table', async () => {
    const first = await page('limit=2');
    expect(first).toMatchObject({ table: 'TW_SKU', total: 5, cut: expect.any(String), data_time: expect.any(String) });
    const second = await page(`limit=2&cursor=${first.next}`);
    const third = await page(`limit=2&cursor=${second.next}`);
    expect([first, second, third].flatMap((part) => part.rows.map((row) => row[0]))).toEqual([
      'S0',
      'S1',
      'S2',
      'S3',
      'S4',
    ]);
    expect([second.total, third.next]).toEqual([5, null]);
    expect((await page('limit=5')).next).toBeNull();
  });

  test('new data meanwhile: the cursor and the cut no longer hold', async () => {
    const first = await page('limit=2');
    await gateway.importFolder({ brandId: 'own', files: filesOf({ 'sku.csv': SKU }) });
    expect(await problem(`/v1/brands/own/tables/TW_SKU?limit=2&cursor=${first.next}`, keyRead)).toEqual([
      409,
      'cut_changed',
    ]);
    expect(await problem(`/v1/brands/own/tables/TW_SKU?cut=${first.cut}`, keyRead)).toEqual([409, 'cut_changed']);
    const { cut } = await page('limit=1');
    expect((await ask(`/v1/brands/own/tables/TW_SKU?cut=${cut}`, keyRead)).status).toBe(200);
  });

  test.each([
    'limit=0',
    'limit=2001',
    'limit=x',
    'lang=fr',
    'cursor=x',
    `cursor=${Buffer.from('{"cut":"c","total":1,"after":[5]}').toString('base64url')}`,
    'warehouses=%00',
  ])('%s is a bad request', async (query) =>
    expect(await problem(`/v1/brands/own/tables/TW_SKU?${query}`, keyRead)).toEqual([400, 'bad_request']),
  );

  test('addresses that lead nowhere', async () => {
    expect(await problem('/v1/brands/own/tables/TW_Plan', keyRead)).toEqual([404, 'table_not_found']);
    expect(await problem('/v1/brands/a%20b', keyAll)).toEqual([400, 'bad_request']);
    expect(await problem('/v2/brands')).toEqual([404, 'not_found']);
    const site = new Hono().route('/api', gateway.app);
    const response = await site.request('/api/nowhere');
    expect([response.status, ((await response.json()) as Problem).code]).toEqual([404, 'not_found']);
  });

  test('a page stays below 1 MB however long its names are', async () => {
    const name = '长'.repeat(3900); // 11.7 KB each in UTF-8
    const rows = Array.from({ length: 200 }, (_, i) => `L${String(i).padStart(3, '0')},${name}`);
    await gateway.importFolder({
      brandId: 'long',
      files: filesOf({ 'sku.csv': `sku_id,name_zh\n${rows.join('\n')}\n` }),
    });
    const seen: unknown[] = [];
    let next: string | null = '';
    let pages = 0;
    while (next !== null) {
      const response: Response = await gateway.app.request(
        `/v1/brands/long/tables/TW_SKU?lang=zh${next ? `&cursor=${next}` : ''}`,
        { headers: { Authorization: `Bearer ${keyAll}` } },
      );
      const text = await response.text();
      expect(Buffer.byteLength(text)).toBeLessThan(1_000_000);
      const body = JSON.parse(text) as TablePage;
      seen.push(...body.rows.map((row) => row[0]));
      next = body.next;
      pages++;
    }
    expect([seen.length, new Set(seen).size, pages > 2]).toEqual([200, 200, true]);
  });
});

describe('imports over HTTP', () => {
  test('a key that may write makes a brand and replaces it', async () => {
    const made = await ask<ImportReport>(
      '/v1/brands/fresh/imports',
      keyOwn,
      upload(
        { 'folder/sku.csv': SKU, 'warehouse.csv': 'warehouse_id,type\nNB,?\nZZ,bonded\n' },
        { name: 'Fresh', currency: 'EUR' },
      ),
    );
    expect(made.status).toBe(200);
    expect(made.body.problems.map((row) => [row.code, row.file, row.line])).toEqual([
      ['not_one_of', 'warehouse.csv', 2],
    ]);
    const { body } = await ask<BrandSummary>('/v1/brands/fresh', keyOwn);
    expect(body).toMatchObject({ name: 'Fresh', name_zh: 'Fresh', currency: 'EUR', sample: false, cut: made.body.cut });
    expect(body.warehouses).toEqual([{ warehouse_id: 'ZZ', name: 'ZZ', name_zh: 'ZZ', type: 'bonded' }]);
    expect(body.sources.find((source) => source.table === 'warehouse')).toMatchObject({ rows: 1, refused: 1 });
    expect((await ask<ImportReport>('/v1/brands/fresh/imports/latest', keyOwn)).body.cut).toBe(made.body.cut);
  });

  test('who may not', async () => {
    const files = upload({ 'sku.csv': SKU });
    expect(await problem('/v1/brands/own/imports', undefined, files)).toEqual([401, 'unauthorised']);
    expect(await problem('/v1/brands/own/imports', keyRead, files)).toEqual([403, 'forbidden']);
    expect(await problem('/v1/brands/other/imports', keyOwn, files)).toEqual([403, 'forbidden']);
    // the sample can be read by everybody, so nobody's data may get into it
    expect(await problem('/v1/brands/sample/imports', keyAll, files)).toEqual([403, 'forbidden']);
  });

  test('a folder without sku.csv is refused whole, with the reason', async () => {
    const { status, body } = await ask<Problem>('/v1/brands/own/imports', keyAll, upload({ 'stock.csv': 'x\n' }));
    expect([status, body.code, body.problems?.[0]?.code]).toEqual([422, 'import_refused', 'no_sku_file']);
    expect(body.message.zh).toContain('sku.csv');
  });

  test('what is not a form, a currency that is none, too much', async () => {
    expect(await problem('/v1/brands/own/imports', keyAll, { method: 'POST', body: 'x' })).toEqual([
      400,
      'bad_request',
    ]);
    expect(await problem('/v1/brands/own/imports', keyAll, upload({ 'sku.csv': SKU }, { currency: 'Yuan' }))).toEqual([
      400,
      'bad_request',
    ]);
    const response = await gateway.app.request('/v1/brands/own/imports', {
      method: 'POST',
      body: 'x',
      headers: { Authorization: `Bearer ${keyAll}`, 'Content-Length': String(200 * 1024 * 1024) },
    });
    expect([response.status, ((await response.json()) as Problem).code]).toEqual([413, 'too_large']);
  });
});

describe('what is told of it', () => {
  interface Description {
    paths: Record<string, Record<string, { parameters: { name: string }[]; responses: Record<string, unknown> }>>;
    components: { schemas: Record<string, { prefixItems?: unknown[] }> };
  }

  test('the description has every route of the app, and no other', async () => {
    const { body } = await ask<Description>('/openapi.json');
    const described = Object.entries(body.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${path}`),
    );
    const served = gateway.app.routes
      .filter((route) => route.method !== 'ALL')
      .map((route) => `${route.method.toLowerCase()} ${route.path.replace(/:(\w+)/g, '{$1}')}`);
    expect(described.sort()).toEqual([...new Set(served)].sort());
    expect(body.paths['/v1/brands/{brand}/tables/{table}']?.get?.parameters.map((parameter) => parameter.name)).toEqual(
      ['brand', 'table', 'warehouses', 'cursor', 'limit', 'lang', 'cut'],
    );
  });

  test('every reference in the description exists, and a page has as many columns as described', async () => {
    const { body } = await ask<Description>('/openapi.json');
    const named = [...JSON.stringify(body).matchAll(/#\/components\/schemas\/(\w+)/g)].map(([, name]) => name);
    expect(named.filter((name) => !((name as string) in body.components.schemas))).toEqual([]);
    for (const table of [
      'TW_SKU',
      'TW_Warehouses',
      'TW_Lanes',
      'TW_Stock',
      'TW_Sales',
      'TW_Corrections',
      'TW_Signals',
      'TW_Inbound',
      'TW_Calendar',
      'TW_Policy',
    ]) {
      const { body: page } = await ask<TablePage>(`/v1/brands/sample/tables/${table}`);
      expect([table, body.components.schemas[table]?.prefixItems?.length]).toEqual([table, page.columns.length]);
    }
  });

  test('the log has the request and no key', async () => {
    log.length = 0;
    await ask('/v1/brands/own', keyAll);
    expect(log).toEqual([
      { level: 'info', event: 'request', method: 'GET', path: '/v1/brands/own', status: 200, ms: expect.any(Number) },
    ]);
    expect(JSON.stringify(log)).not.toContain(keyAll.slice(16));
  });

  test('an error of the service is a problem without its innards, and is logged', async () => {
    const broken = createGateway({
      store: { ...store, query: () => Promise.reject(new Error('password=secret')) },
      version: '1',
      log: (entry) => log.push(entry),
    });
    const response = await broken.app.request('/v1/brands');
    const text = await response.text();
    expect([response.status, (JSON.parse(text) as Problem).code]).toEqual([500, 'internal']);
    expect(text).not.toContain('secret');
    expect(log.some((entry) => entry.event === 'failed' && entry.level === 'error')).toBe(true);
  });

  test('health does not wait for a store that is busy', async () => {
    const busy = createGateway({ store: { ...store, query: () => new Promise(() => undefined) }, version: '1' });
    expect(await (await busy.app.request('/health')).json()).toMatchObject({ status: 'busy' });
  });
});
