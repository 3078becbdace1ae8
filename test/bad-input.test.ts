import { Hono } from 'hono';
import { importFolder, type FileSource } from '../src/gateway';
import type { ImportReport, Language, Problem } from '../src/tables';
import { ensureBuild } from '../src/tools/ensure-build';
import { letters } from './journeys/sheets';
import { nodeDriver, startService, type Service } from './journeys/node-driver';
import { badRows, CODES, filesOf, NAMES, smallBrand, sourcesOf } from './small-brand';
import { everything } from './workbook-harness';

// Bad input through the shipped bundle, the real office.js and the real data service: the message says what, where and
// the mend, in both languages, and what stands in the workbook stays.
type Driver = Awaited<ReturnType<typeof nodeDriver>>;

const FIRST_ROW = 6;
/** The service hands out SKUs in the order of their codes. */
const BY_CODE = CODES.map((code, i) => ({ code, name: NAMES[i] as string, barcode: `00000000000${i}0` })).sort(
  (a, b) => (a.code < b.code ? -1 : 1),
);
const SORTED = BY_CODE.map(({ code }) => code);
/** What happens before the service answers a request; set by a test, taken away after it. */
let beforeAnswer: (path: string) => Promise<void> | void = () => {};
let service: Service;
let en: Driver;
let zh: Driver;

const importTables = (files: FileSource[], brandId = 'mine', name = 'Mine'): Promise<ImportReport> =>
  importFolder(service.store, { brandId, name, files });

async function open(language: Language): Promise<Driver> {
  const app = new Hono();
  app.use('*', async (context, next) => {
    await beforeAnswer(context.req.path);
    await next();
  });
  app.route('/', service.gateway.app);
  return nodeDriver({ ...service, gateway: { ...service.gateway, app } }, language);
}

beforeAll(async () => {
  ensureBuild(['functions', 'pane']);
  service = await startService(sourcesOf(smallBrand()));
  en = await open('en');
}, 300_000);
afterEach(() => {
  beforeAnswer = () => {};
});
afterAll(async () => {
  await en?.dispose();
  await zh?.dispose();
  await service?.close();
});

const snapshot = async (driver: Driver): Promise<unknown> => {
  await driver.settle();
  return everything(driver.workbook.host);
};
const table = (driver: Driver, name: string): Record<string, unknown>[] => {
  const { headings, rows } = driver.workbook.host.read.table(name);
  return rows.map((row) => Object.fromEntries(headings.map((heading, i) => [heading, row[i]])));
};
const column = (driver: Driver, name: string, heading: string): unknown[] =>
  table(driver, name).map((row) => row[heading]);
const stateOf = (driver: Driver) => driver.workbook.session.getState();

/** The command fails with this message, and every cell, name, filter and width is as before. */
async function refusedUnchanged(driver: Driver, action: string, message: string | RegExp): Promise<void> {
  const before = await snapshot(driver);
  await driver.ribbon(action);
  await driver.waitFor(message);
  expect(await snapshot(driver)).toEqual(before);
}

async function refreshed(driver: Driver): Promise<void> {
  await driver.ribbon('TwinRefresh');
  await driver.waitFor(driver === zh ? /已更新 [\d,]+ 行/ : /Updated [\d,]+ rows/);
  await driver.settle();
}

/** Resolves when the session's state is so. */
const when = (driver: Driver, is: (state: ReturnType<typeof stateOf>) => boolean): Promise<void> =>
  new Promise((resolve) => {
    const look = (): void => {
      if (!is(stateOf(driver))) return;
      end();
      resolve();
    };
    const end = driver.workbook.session.subscribe(look);
    queueMicrotask(look);
  });

describe('connecting', () => {
  test('a wrong access key: said, and the right one goes on from there', async () => {
    await en.click(/^Connect my data/);
    await en.click('Start');
    await en.fill('Access key', 'not-the-key');
    await en.click('Connect');
    await en.waitFor(
      'The data service does not know this access key. Type it again, or ask whoever runs the service for a new one.',
    );
    expect(await en.tables()).toEqual([]);
    await en.fill('Access key', service.key);
    await en.click('Connect');
    await en.waitFor('Choose a brand');
    await en.click(/^Mine/);
    await en.click('Use Mine');
    await en.waitFor(/Your data is in the sheets/);
    await en.settle();
    expect(column(en, 'TW_SKU', 'SKU')).toEqual(SORTED);
  });

  test('在中文窗格里：错误的访问密钥', async () => {
    zh = await open('zh');
    await zh.click(/^连接我的数据/);
    await zh.click('开始');
    await zh.fill('访问密钥', 'not-the-key');
    await zh.click('连接');
    await zh.waitFor('数据服务不认识此访问密钥。请重新填写，或向服务管理员索取新密钥。');
    await zh.fill('访问密钥', service.key);
    await zh.click('连接');
    await zh.click(/^Mine/);
    await zh.click('使用 Mine');
    await zh.waitFor(/数据已在表格中/);
    await zh.settle();
    expect(column(zh, 'TW_SKU', '货号')).toEqual(SORTED);
  });

  test('codes and texts that look like numbers, dates and formulas are text in every sheet, and calculate nothing', async () => {
    expect(column(en, 'TW_SKU', 'Name')).toEqual(BY_CODE.map(({ name }) => name));
    expect(column(en, 'TW_SKU', 'Barcode')).toEqual(BY_CODE.map(({ barcode }) => barcode));
    expect(new Set(column(en, 'TW_Stock', 'Warehouse'))).toEqual(new Set(['NGB1', '007']));
    const pairs = table(en, 'TW_Sales').map((row) => `${row['SKU']}|${row['Name']}`);
    expect(new Set(pairs)).toEqual(new Set(CODES.map((code, i) => `${code}|${NAMES[i]}`)));
    expect(column(en, 'TW_Inbound', 'Document')).toEqual(['0042', '0042']);
  });
});

describe('the service', () => {
  beforeAll(async () => {
    // what a user keeps in and beside the sheets; every test below must leave it alone
    const own = letters((await en.tables()).find(({ name }) => name === 'TW_Stock')?.columns.length ?? 0);
    await en.user('type', 'Stock', `${own}5`, 'Mine');
    await en.user('type', 'Stock', `${own}${FIRST_ROW}`, '=2*21');
    await en.user('addSheet', 'Scratch');
    await en.user('type', 'Scratch', 'B2', 'do not lose me');
  });

  test('goes away in the middle of a pull, then comes back', async () => {
    await en.serviceDown(true, 4);
    await refusedUnchanged(
      en,
      'TwinRefresh',
      /did not answer\. Your sheets still show 23 Nov 09:12\. Try again, or plan offline/,
    );
    await en.serviceDown(false);
    await en.click('Try again');
    await en.waitFor(/Updated [\d,]+ rows/);
    await zh.serviceDown(true, 4);
    await refusedUnchanged(zh, 'TwinRefresh', /数据服务没有响应。表格仍是 11-23 09:12 的数据。可重试，或先离线计划/);
    await zh.serviceDown(false);
  });

  test('ends the access key: said, sheets stay', async () => {
    const [token] = await service.gateway.listTokens();
    const key = service.key;
    expect(token).toBeDefined();
    // a key that never was stands in for an ended one: the service answers both alike
    await en.workbook.session.connect({ key: 'ended' }).catch(() => {});
    await en.waitFor(/does not know this access key/);
    await en.workbook.session.connect({ key });
    await refreshed(en);
  });

  test('takes in new data during a download: started over once, and every sheet is of one cut', async () => {
    let imports = 0;
    beforeAnswer = async (path) => {
      if (/tables\/TW_Inbound/.test(path) && imports++ === 0) await importTables(sourcesOf(smallBrand()));
    };
    await refreshed(en);
    expect(imports).toBe(2);
    const [{ cut } = { cut: '' }] = await service.store.query<{ cut: string }>(
      "SELECT cut FROM brand WHERE brand_id = 'mine'",
    );
    const stamps = stateOf(en).workbook?.tables.map(({ stamp }) => stamp?.cut);
    expect(new Set(stamps)).toEqual(new Set([cut]));
  });

  test('takes in new data twice during a download: nothing is changed', async () => {
    beforeAnswer = async (path) => {
      if (/tables\/TW_Inbound/.test(path)) await importTables(sourcesOf(smallBrand()));
    };
    await refusedUnchanged(
      en,
      'TwinRefresh',
      'New data arrived twice during the download. Nothing was changed; refresh again in a minute.',
    );
    await refusedUnchanged(zh, 'TwinRefresh', '下载期间两次来了新数据，表格没有改动。请稍等一分钟再刷新。');
  });
});

describe('cancel', () => {
  test.each([
    ['downloading', (state: ReturnType<typeof stateOf>) => state.job?.step === 'downloading'],
    ['writing', (state: ReturnType<typeof stateOf>) => state.job?.step === 'writing' && state.job.done > 0],
  ])('while %s: every sheet is as it was', async (_, reached) => {
    const tables = smallBrand();
    (tables['sku.csv'] ?? []).slice(1).forEach((row) => (row[1] = 'changed'));
    await importTables(sourcesOf(tables));
    // long enough for the pane to show the work and its Cancel button
    beforeAnswer = () => new Promise((resolve) => setTimeout(resolve, 60));
    const before = await snapshot(en);
    const refreshing = en.ribbon('TwinRefresh');
    await en.waitFor('Step 1 of 2');
    await when(en, reached);
    await en.click('Cancel');
    await refreshing;
    await en.waitFor('Cancelled. Nothing in your sheets was changed.');
    expect(await snapshot(en)).toEqual(before);
    expect(column(en, 'TW_SKU', 'Name')).toEqual(BY_CODE.map(({ name }) => name));
  });

  test('afterwards a refresh brings the new data', async () => {
    await refreshed(en);
    expect(new Set(column(en, 'TW_SKU', 'Name'))).toEqual(new Set(['changed']));
  });
});

describe('imports', () => {
  const send = async (files: Record<string, Buffer>): Promise<Response> => {
    const form = new FormData();
    for (const [name, bytes] of Object.entries(files)) form.append('files', new Blob([new Uint8Array(bytes)]), name);
    const headers = { Authorization: `Bearer ${service.key}` };
    return service.gateway.app.request('/v1/brands/mine/imports', { method: 'POST', body: form, headers });
  };

  test('without sku.csv: refused whole, and the data of before are still pulled', async () => {
    const { 'sku.csv': _, ...rest } = smallBrand();
    const answer = await send(filesOf(rest));
    expect(answer.status).toBe(422);
    const problem = (await answer.json()) as Problem;
    expect(problem.code).toBe('import_refused');
    expect(problem.problems?.[0]?.message.en).toMatch(/no sku\.csv.*Add sku\.csv/);
    expect(problem.problems?.[0]?.message.zh).toMatch(/没有 sku\.csv.*请加入 sku\.csv/);
    await refreshed(en);
    expect(column(en, 'TW_SKU', 'SKU')).toEqual(SORTED);
  });

  test('bad rows: each named with the mend in both languages; the others arrive; a row that is gone is marked, not removed', async () => {
    const answer = await send(filesOf(badRows(smallBrand())));
    expect(answer.status).toBe(200);
    const { problems } = (await answer.json()) as ImportReport;
    expect(problems.map(({ message }) => message)).toEqual([
      {
        en: 'stock.csv, line 3, qty: -4 is below 0. Correct it; returns and corrections belong in their own column.',
        zh: 'stock.csv 第 3 行“qty”列：-4 小于 0。请改正；退货和调整请放在各自的列。',
      },
      {
        en: expect.stringMatching(/^stock\.csv, line 18: .* stands in line 2 already.*Delete one/),
        zh: expect.stringMatching(/^stock\.csv 第 18 行：.*已在第 2 行出现.*请删除其一/),
      },
      {
        en: 'sales.csv, line 17, date: "2026-13-45" is not a date. Write it as 2026-11-23.',
        zh: 'sales.csv 第 17 行“date”列：“2026-13-45”不是日期。请写成 2026-11-23。',
      },
      {
        en: expect.stringMatching(/^sales\.csv, line 2242, sku_id: sku\.csv has no "NOPE".*Add it there/),
        zh: expect.stringMatching(/^sales\.csv 第 2242 行“sku_id”列：sku\.csv 中没有“NOPE”.*请在那里补上/),
      },
    ]);
    await refreshed(en);
    await en.ribbon('TwinData');
    await en.waitFor(/2 rows refused/);
    // a refused figure is unknown, never 0 and never the old one
    const stock = table(en, 'TW_Stock').find((row) => row['SKU'] === '00123' && row['Warehouse'] === '007');
    expect(stock?.['On hand'] ?? '').toBe('');
    expect((await en.values('Scratch', 'B2'))[0]?.[0]).toBe('do not lose me');
  });
});

describe('sheets the user has changed', () => {
  test('renamed, sorted and filtered: a refresh changes, adds and marks rows by key and leaves the rest', async () => {
    await importTables(sourcesOf(smallBrand()));
    await refreshed(en);
    await en.user('sortTable', 'TW_Stock', 'Available', false);
    await en.user('renameSheet', 'Stock', 'Bestand 库存');
    await en.user('filterTable', 'TW_Stock', 'Warehouse', ['007']);
    await en.settle();
    const order = table(en, 'TW_Stock').map((row) => `${row['SKU']}|${row['Warehouse']}`);
    const formulaAt = table(en, 'TW_Stock').findIndex((row) => row['Mine'] === 42);
    expect(formulaAt).toBeGreaterThanOrEqual(0);

    const next = smallBrand();
    const without = (file: string, keep: (row: string[]) => boolean): void => {
      next[file] = (next[file] ?? []).filter((row, i) => i === 0 || keep(row));
    };
    for (const file of Object.keys(next)) without(file, (row) => !row.includes('A-03'));
    (next['sku.csv'] ?? []).push((next['sku.csv']?.[1] ?? []).map((value, i) => (i === 0 ? 'NEW-1' : value)));
    (next['stock.csv'] ?? []).push(['2026-11-23 09:12', 'NGB1', 'NEW-1', '5', 'on_hand']);
    const changed = next['stock.csv']?.find((row) => row[2] === '1E5' && row[1] === '007');
    if (changed) changed[3] = '4321';
    await importTables(sourcesOf(next));
    await refreshed(en);

    const rows = table(en, 'TW_Stock');
    expect(rows.map((row) => `${row['SKU']}|${row['Warehouse']}`)).toEqual([...order, 'NEW-1|NGB1']);
    expect(rows.find((row) => row['SKU'] === '1E5' && row['Warehouse'] === '007')?.['On hand']).toBe(4321);
    expect(rows[formulaAt]?.['Mine']).toBe(42);
    const gone = rows.filter((row) => row['SKU'] === 'A-03');
    expect(gone.map((row) => [row['On hand'], row['Name']])).toEqual([
      ['', "'quoted"],
      ['', "'quoted"],
    ]);
    for (const row of gone) expect(String(row['Source'])).toMatch(/not in data since 23 Nov/);
    expect((await en.tables()).find(({ name }) => name === 'TW_Stock')).toMatchObject({
      sheet: 'Bestand 库存',
      filters: ['007'],
    });
    await en.user('filterTable', 'TW_Stock', 'Warehouse', null);
  });

  test('protected: named, nothing written anywhere', async () => {
    await en.user('protectSheet', 'Bestand 库存', true);
    await refusedUnchanged(
      en,
      'TwinRefresh',
      'Sheet "Bestand 库存" is protected. Unprotect it and write again; we never do that for you.',
    );
    await en.user('protectSheet', 'Bestand 库存', false);
    await zh.user('protectSheet', '销量', true);
    await refusedUnchanged(zh, 'TwinRefresh', '工作表“销量”受保护。请取消保护后再写入；加载项不会代为取消。');
    await zh.user('protectSheet', '销量', false);
  });

  test('a row the user copied: both are named and left alone, the rest is refreshed', async () => {
    const last = Number(/\d+$/.exec((await en.tables()).find(({ name }) => name === 'TW_SKU')?.range ?? '')?.[0]);
    // typed without the apostrophe Excel itself would make 123 of it
    await en.user('type', 'SKU', `A${last + 1}`, "'00123");
    await en.user('type', 'SKU', `B${last + 1}`, 'my copy');
    await en.ribbon('TwinRefresh');
    await en.waitFor(
      `00123 appears in rows ${FIRST_ROW + SORTED.indexOf('00123')}, ${last + 1} of SKU. Neither was written. Keep one and try again.`,
    );
    await en.settle();
    expect((await en.values('SKU', `B${last + 1}`))[0]?.[0]).toBe('my copy');
    await en.user('deleteRow', 'SKU', last + 1);
    await refreshed(en);
  });

  test('columns deleted in two tables: asked for each, one put back, one left out', async () => {
    await en.user('deleteTableColumn', 'TW_Stock', 'Reserved');
    await en.user('deleteTableColumn', 'TW_SKU', 'MOQ');
    await refusedUnchanged(
      en,
      'TwinRefresh',
      /Column "MOQ" was deleted from SKU\. Put it back, or leave it out from now on\?/,
    );
    await en.click('Put it back');
    await en.waitFor(/Column "Reserved" was deleted from Bestand 库存/);
    await en.click('Leave it out');
    await en.waitFor(/Updated [\d,]+ rows/);
    await en.settle();
    expect(column(en, 'TW_SKU', 'MOQ')[1]).toBe(24);
    expect(Object.keys(table(en, 'TW_Stock')[0] ?? {})).not.toContain('Reserved');
    expect(column(en, 'TW_Stock', 'Mine')).toContain(42);
    // left out is left out: nobody asks again
    await refreshed(en);
  });

  test('another brand in the same workbook: refused with the way out', async () => {
    await importTables(sourcesOf(smallBrand()), 'other', 'Other house');
    const before = await snapshot(en);
    await en.workbook.session.connect();
    await expect(en.workbook.session.chooseBrand('other')).rejects.toMatchObject({ problem: { code: 'other_brand' } });
    await en.waitFor('This workbook belongs to Mine. You are working as Other house. Nothing has been written.');
    await en.waitFor(
      'For Other house, open a new workbook and choose the brand there. Figures of two brands are never mixed.',
    );
    expect(await snapshot(en)).toEqual(before);
    await en.click('Work as Mine');
    await refreshed(en);
  });
});

test('nothing the add-in asked for was missing in the host', async () => {
  expect([...(await en.unknownMembers()), ...(await zh.unknownMembers())]).toEqual([]);
});
