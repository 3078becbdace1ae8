import { createGateway, type Gateway } from '..';
import {
  addDays,
  FORECAST_VERSIONS_KEPT,
  MAX_FORECAST_ROWS,
  type ForecastAccuracyReport,
  type ForecastDrift,
  type ForecastHistory,
  type ForecastPage,
  type ForecastVersionBody,
  type ForecastVersionInfo,
  type ForecastVersionList,
  type Problem,
  type StoredForecast,
  type StoredVersion,
} from '../../tables';
import type { Store } from '../store';
import { filesOf } from '../test-files';
import { openTestStore } from '../test-store';
import { superfluous } from './versions';

let store: Store;
let gateway: Gateway;
let keyRead: string;
let now = new Date('2026-11-24T00:00:00Z');

const SKUS = ['A', 'B', 'C'];
const SKU_FILE = `sku_id,name\n${SKUS.map((sku) => `${sku},Thing ${sku}`).join('\n')}\n`;
const WAREHOUSE_FILE = 'warehouse_id,type\nNB,bonded\nOS,overseas\n';

/** Mondays of the story: data up to the Sunday before the first, and a week more each time. */
const MONDAYS = ['2026-10-05', '2026-10-12', '2026-10-19', '2026-10-26', '2026-11-02', '2026-11-09', '2026-11-16'];
/** Units a week that A sells at NB: 14 a day, then a little more or less; B sells 7 a week, C nothing. */
const SOLD_A: Record<string, number> = {
  '2026-10-05': 105,
  '2026-10-12': 91,
  '2026-10-19': 112,
  '2026-10-26': 98,
  '2026-11-02': 84,
  '2026-11-09': 105,
};

/** Daily sales up to the Sunday before a Monday. */
function salesBefore(monday: string): string {
  const lines = ['date,sku_id,warehouse_id,qty'];
  for (let day = '2026-06-01'; day < monday; day = addDays(day, 1)) {
    const week = Object.keys(SOLD_A).find((start) => start <= day && day < addDays(start, 7));
    lines.push(`${day},A,NB,${(week ? (SOLD_A[week] ?? 0) : 98) / 7}`, `${day},B,NB,1`);
  }
  return `${lines.join('\n')}\n`;
}

const importUpTo = (brandId: string, monday: string, extra: { sample?: boolean } = {}) =>
  gateway.importFolder({
    brandId,
    ...extra,
    files: filesOf({ 'sku.csv': SKU_FILE, 'warehouse.csv': WAREHOUSE_FILE, 'sales.csv': salesBefore(monday) }),
  });

const item = (sku_id: string, weeks: number[], extra: Partial<StoredForecast> = {}): StoredForecast => ({
  sku_id,
  warehouse_id: 'NB',
  demand_class: 'smooth',
  method: 'ses',
  weeks,
  statistical: weeks,
  lows: weeks.map((week) => Math.max(0, week - 10)),
  highs: weeks.map((week) => week + 10),
  ...extra,
});

/** A run on the morning of a Monday: it knows the week that ended the day before. */
const runOn = (
  monday: string,
  rows: StoredForecast[],
  extra: Partial<ForecastVersionBody> = {},
): ForecastVersionBody => ({
  made_at: `${monday}T03:00:00.000Z`,
  cut: `cut-${monday}`,
  data_time: `${addDays(monday, -1)}T16:00:00.000Z`,
  last_week: addDays(monday, -7),
  settings: { review_days: 7 },
  rows,
  ...extra,
});

async function ask<T>(path: string, key?: string, body?: unknown): Promise<{ status: number; body: T }> {
  const headers: Record<string, string> = key === undefined ? {} : { Authorization: `Bearer ${key}` };
  const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
  const response = await gateway.app.request(path, { ...init, headers });
  return { status: response.status, body: (await response.json()) as T };
}
const send = async (
  body: ForecastVersionBody,
  brand = 'own',
  key: string | undefined = keyRead,
): Promise<StoredVersion> => {
  const answer = await ask<StoredVersion>(`/v1/brands/${brand}/forecasts`, key, body);
  expect(answer).toMatchObject({ status: 200 });
  return answer.body;
};
const read = async <T>(what: string, brand = 'own'): Promise<T> => {
  const answer = await ask<T>(`/v1/brands/${brand}/forecasts${what}`, keyRead);
  expect(answer).toMatchObject({ status: 200 });
  return answer.body;
};
const problem = async (path: string, key?: string, body?: unknown): Promise<[number, string, string]> => {
  const { status, body: answer } = await ask<Problem>(path, key, body);
  expect(answer.message?.zh).toMatch(/[\u4e00-\u9fff]/);
  return [status, answer.code, answer.detail];
};

beforeAll(async () => {
  store = await openTestStore();
  gateway = createGateway({ store, version: '1', now: () => now });
  await importUpTo('own', MONDAYS[0] as string);
  await importUpTo('other', MONDAYS[0] as string);
  await importUpTo('sample', MONDAYS[0] as string, { sample: true });
  keyRead = await gateway.createToken({ label: 'planner', brands: ['own', 'many', 'empty'], write: false });
});
afterAll(() => gateway.close());

describe('from the first plan to drift and accuracy', () => {
  const first = runOn('2026-10-05', [
    item('A', [100, 100, 100, 100], { statistical: [90, 100, 100, 100] }),
    item('B', [7, 7, 7, 7]),
    item('C', [0, 0, 0, 0], { demand_class: 'none', method: 'none', lows: [], highs: [] }),
  ]);

  test('a key that may read the brand stores a version', async () => {
    const stored = await send(first);
    expect(stored).toEqual({
      version: 1,
      made_at: '2026-10-05T03:00:00.000Z',
      made_by: 'planner',
      cut: 'cut-2026-10-05',
      data_time: '2026-10-04T16:00:00.000Z',
      last_week: '2026-09-28',
      weeks: 4,
      rows: 3,
      settings: { review_days: 7 },
      overrides: 1,
      created: true,
      left_out: { count: 0, examples: [] },
    });
    expect(await read<ForecastVersionList>('')).toEqual({
      versions: [expect.objectContaining({ version: 1, overrides: 1 })],
      kept: FORECAST_VERSIONS_KEPT,
    });
  });

  test('the same run, in whatever order, and the same forecast planned again are the same version', async () => {
    expect(await send(first)).toMatchObject({ version: 1, created: false });
    expect(await send({ ...first, rows: [...first.rows].reverse() })).toMatchObject({ version: 1, created: false });
    expect(await send({ ...first, made_at: '2026-10-05T09:00:00.000Z' })).toMatchObject({ version: 1, created: false });
    const { versions } = await read<ForecastVersionList>('');
    expect(versions).toHaveLength(1);
  });

  test('drift and accuracy have nothing to say yet', async () => {
    expect(await problem('/v1/brands/own/forecasts/drift', keyRead)).toEqual([404, 'no_forecast', expect.any(String)]);
    expect(await read<ForecastAccuracyReport>('/accuracy')).toMatchObject({
      versions: 0,
      alerts: 0,
      rows: [],
      more: 0,
    });
    expect(await read<ForecastHistory>('/history?sku=A&warehouse=NB')).toMatchObject({
      accuracy: null,
      versions: [{ version: 1, weeks: [100, 100, 100, 100], statistical: [90, 100, 100, 100], method: 'ses' }],
    });
  });

  test('a week later: drift by date, a new import keeps the versions', async () => {
    await importUpTo('own', '2026-10-12');
    const second = runOn('2026-10-12', [item('A', [104, 100, 100, 110]), item('B', [7, 7, 7, 7])]);
    expect(await send(second)).toMatchObject({ version: 2, created: true });
    const drift = await read<ForecastDrift>('/drift');
    expect(drift).toMatchObject({
      version: { version: 2 },
      against: { version: 1 },
      weeks: ['2026-10-12', '2026-10-19', '2026-10-26'],
      // A 300 → 304, B 21 → 21; C (0 units) is gone
      total_before: 321,
      total_after: 325,
      statistical_before: 321,
      change: 4 / 321,
      common: 2,
      disappeared: { items: 1, total: 0 },
      items: [{ sku_id: 'A', warehouse_id: 'NB', demand_class: 'smooth', before: 300, after: 304 }],
      more: 0,
    });
    expect(await read<ForecastDrift>('/drift?version=1&against=2')).toMatchObject({
      total_before: 325,
      total_after: 321,
    });
  });

  test('accuracy counts complete weeks after the data of each version, by hand', async () => {
    await importUpTo('own', '2026-10-19');
    // sold in the weeks of 5 and 12 October: A 105 and 91, B 7 and 7
    const [all] = (await read<ForecastAccuracyReport>('/accuracy')).rows;
    // A: version 1 off by 5 and −9, version 2 by −13; B: never off; actuals 105 + 91 + 91 + 3 × 7 = 308.
    // C has no sales at all, so that nothing is known of it
    expect(all).toMatchObject({ group: 'all', pairs: 6, wape: 27 / 308, overridden_pairs: 1 });
    expect(all?.bias).toBeCloseTo((5 - 9 - 13) / 308, 12);
    // without the override version 1 would have been off by 15 in the first week
    expect(all?.statistical_wape).toBeCloseTo(37 / 308, 12);
    expect(all?.value_added).toBeCloseTo(10 / 105, 12);
    // bands of ±10 miss only the week off by 13
    expect(all?.coverage).toBeCloseTo(5 / 6, 12);
    expect(all).toMatchObject({ tracking_signal: null, alert: false });

    const { rows: items, more } = await read<ForecastAccuracyReport>('/accuracy?by=item');
    expect(items.map((row) => [row.group, row.sku_id, row.warehouse_id, row.pairs])).toEqual([
      ['A · NB', 'A', 'NB', 3],
      ['B · NB', 'B', 'NB', 3],
    ]);
    expect(more).toBe(0);
    // A sold 98 every week up to 4 October: the week of 5 October is the first difference, 7, and only version 2 knew it
    expect(items[0]?.mase).toBeGreaterThan(0);
    const horizons = (await read<ForecastAccuracyReport>('/accuracy?by=horizon')).rows;
    expect(horizons.map((row) => [row.group, row.pairs])).toEqual([
      ['1', 4],
      ['2', 2],
    ]);
    const versions = (await read<ForecastAccuracyReport>('/accuracy?by=version')).rows;
    expect(versions.map((row) => [row.group, row.wape])).toEqual([
      ['2', 13 / 98],
      ['1', 14 / 210],
    ]);
    const classes = (await read<ForecastAccuracyReport>('/accuracy?by=class')).rows;
    expect(classes.map((row) => [row.group, row.pairs])).toEqual([['smooth', 6]]);
    const own = await read<ForecastAccuracyReport>('/accuracy?by=all&sku=B&warehouse=NB');
    expect(own.rows[0]).toMatchObject({ pairs: 3, wape: 0, bias: 0 });
    expect((await read<ForecastAccuracyReport>('/accuracy?sku=B&warehouse=OS')).rows).toEqual([]);
  });

  test('forecasts that stay too low raise an alert after six weeks', async () => {
    for (const monday of ['2026-10-19', '2026-10-26', '2026-11-02', '2026-11-09', '2026-11-16']) {
      await importUpTo('own', monday);
      await send(runOn(monday, [item('A', [60, 60, 60, 60]), item('B', [7, 7, 7, 7])]));
    }
    const report = await read<ForecastAccuracyReport>('/accuracy?by=item');
    expect(report).toMatchObject({ last_week: '2026-11-09', limit: 4, alerts: 0 });
    // last forecast before each week: 100 and 104, then 60 throughout, against 105, 91, 112, 98, 84, 105
    const errors = [5, -13, 52, 38, 24, 45];
    const signal = (errors.reduce((a, b) => a + b) * 6) / errors.reduce((a, b) => a + Math.abs(b), 0);
    expect(report.rows[0]?.tracking_signal).toBeCloseTo(signal, 6);
    const bySignal = await read<ForecastHistory>('/history?sku=A&warehouse=NB');
    expect(bySignal.accuracy?.tracking_signal).toBeCloseTo(signal, 6);
    expect(bySignal.accuracy?.alert).toBe(false);
    expect(bySignal.versions.map(({ version }) => version)).toEqual([7, 6, 5, 4, 3, 2, 1]);
    expect(bySignal.actual.at(-1)).toEqual({ week: '2026-11-09', quantity: 105 });
    expect(bySignal.actual.at(-2)).toEqual({ week: '2026-11-02', quantity: 84 });

    await importUpTo('own', '2026-11-23');
    // the week of 16 November comes to 98: a seventh error of 38 on the same side, 3 of 2⁶ choices of signs reach so far
    const later = await read<ForecastAccuracyReport>('/accuracy?by=item');
    expect(later).toMatchObject({
      alerts: 1,
      rows: [
        { sku_id: 'A', alert: true },
        { sku_id: 'B', alert: false },
      ],
    });
    expect((await read<ForecastAccuracyReport>('/accuracy?by=all&tracking_limit=7')).alerts).toBe(0);
    const warehouse = await read<ForecastAccuracyReport>('/accuracy?by=item&warehouse=NB');
    expect(warehouse.rows).toHaveLength(2);
  });

  test('a version is read page by page, or for one item', async () => {
    const page = await read<ForecastPage>('/1?limit=2');
    expect(page).toMatchObject({ version: 1, rows: 3, items: [{ sku_id: 'A' }, { sku_id: 'B' }] });
    const rest = await read<ForecastPage>(`/1?limit=2&cursor=${page.next}`);
    expect(rest.items).toEqual([
      item('C', [0, 0, 0, 0], { demand_class: 'none', method: 'none', lows: [], highs: [] }),
    ]);
    expect(rest.next).toBeNull();
    expect((await read<ForecastPage>('/1?sku=A&warehouse=NB')).items).toEqual([first.rows[0]]);
  });
});

test('answers are as the description says', async () => {
  interface Described {
    components: { schemas: Record<string, { required?: string[] }> };
  }
  const { schemas } = (await ask<Described>('/openapi.json')).body.components;
  const isAs = (answer: unknown, schema: string): void =>
    expect([schema, Object.keys(answer as object).sort()]).toEqual([
      schema,
      [...(schemas[schema]?.required ?? [])].sort(),
    ]);
  const list = await read<ForecastVersionList>('');
  isAs(list, 'ForecastVersionList');
  isAs(list.versions[0], 'ForecastVersion');
  isAs(await send(runOn('2026-11-16', [item('A', [1, 2])], { made_at: '2026-01-01T00:00:00Z' })), 'StoredVersion');
  const page = await read<ForecastPage>('/1');
  isAs(page, 'ForecastPage');
  isAs(page.items[0], 'StoredForecast');
  isAs(await read('/drift?version=2&against=1'), 'ForecastDrift');
  const report = await read<ForecastAccuracyReport>('/accuracy?by=item');
  isAs(report, 'ForecastAccuracyReport');
  isAs(report.rows[0], 'AccuracyRow');
  isAs(await read('/history?sku=A&warehouse=NB'), 'ForecastHistory');
});

describe('the order of versions', () => {
  test('a run that comes late stands where it was made', async () => {
    await importUpTo('many', '2026-11-23');
    await send(runOn('2026-11-16', [item('A', [1, 1])]), 'many');
    await send(runOn('2026-11-23', [item('A', [2, 2])]), 'many');
    await send(runOn('2026-11-16', [item('A', [3, 3])], { made_at: '2026-11-18T03:00:00Z' }), 'many');
    const { versions } = await read<ForecastVersionList>('', 'many');
    expect(versions.map(({ version }) => version)).toEqual([2, 3, 1]);
    // version 3 is the last from data of its week, so it is the one that counts: 98 sold, 3 forecast
    const [all] = (await read<ForecastAccuracyReport>('/accuracy', 'many')).rows;
    expect(all).toMatchObject({ pairs: 1, wape: 95 / 98 });
  });

  test('a forecast that is like an older one is a version of its own when another came between', async () => {
    const again = runOn('2026-11-23', [item('A', [9, 9])], { made_at: '2026-11-23T05:00:00Z' });
    const back = runOn('2026-11-23', [item('A', [2, 2])], { made_at: '2026-11-23T06:00:00Z' });
    expect(await send(again, 'many')).toMatchObject({ version: 4, created: true });
    expect(await send(back, 'many')).toMatchObject({ version: 5, created: true });
    // the answer was lost, somebody else stored one, and it is sent again
    await send({ ...again, rows: [item('A', [8, 8])], made_at: '2026-11-23T07:00:00Z' }, 'many');
    expect(await send(back, 'many')).toMatchObject({ version: 5, created: false });
  });

  test('a clock that is ahead does not make a run the newest', async () => {
    now = new Date('2026-11-23T08:00:00Z');
    const ahead = runOn('2026-11-23', [item('A', [4, 4])], { made_at: '2027-01-01T00:00:00Z' });
    expect(await send(ahead, 'many')).toMatchObject({ made_at: '2026-11-23T08:00:00.000Z', created: true });
    expect(await send(ahead, 'many')).toMatchObject({ created: false });
    now = new Date('2026-11-24T00:00:00Z');
  });

  test('the newest are kept; of one week the replaced ones go first, and numbers are never used again', async () => {
    for (let run = 0; run < FORECAST_VERSIONS_KEPT; run++) {
      const made_at = new Date(Date.UTC(2026, 10, 23, 9, run)).toISOString();
      await send(runOn('2026-11-23', [item('A', [100 + run, 1])], { made_at }), 'many');
    }
    const { versions } = await read<ForecastVersionList>('', 'many');
    expect(versions).toHaveLength(FORECAST_VERSIONS_KEPT);
    expect(versions[0]?.version).toBe(7 + FORECAST_VERSIONS_KEPT);
    // of 16 November's data the last one stands, though sixty runs came after it
    expect(versions.at(-1)).toMatchObject({ version: 3, last_week: '2026-11-09' });
    const stored = await store.query<{ version: number }>(
      `SELECT DISTINCT version FROM forecast_item WHERE brand_id = 'many' ORDER BY version`,
    );
    expect(stored.map(({ version }) => version)).toEqual(versions.map(({ version }) => version).sort((a, b) => a - b));
  });

  test('what goes, by hand', () => {
    const info = (version: number, last_week: string) => ({ version, last_week }) as ForecastVersionInfo;
    const list = [info(6, 'w3'), info(5, 'w3'), info(4, 'w3'), info(3, 'w2'), info(2, 'w2'), info(1, 'w1')];
    expect(superfluous(list, 6)).toEqual([]);
    expect(superfluous(list, 5)).toEqual([2]);
    expect(superfluous(list, 4)).toEqual([2, 4]);
    expect(superfluous(list, 3)).toEqual([2, 4, 1]);
    expect(superfluous(list, 2)).toEqual([2, 4, 1, 3]);
  });
});

describe('who may, and what is refused', () => {
  const body = runOn('2026-10-05', [item('A', [1, 2])]);
  const at = (brand: string): string => `/v1/brands/${brand}/forecasts`;

  test('the sample takes versions without a key, signed by nobody', async () => {
    const { status, body: stored } = await ask<StoredVersion>(at('sample'), undefined, body);
    expect([status, stored.version, stored.made_by]).toEqual([200, 1, null]);
    expect((await ask<ForecastVersionList>(at('sample'))).body.versions).toHaveLength(1);
    const large = await gateway.app.request(at('sample'), { method: 'POST', body: `"${'x'.repeat(9 * 1024 * 1024)}"` });
    expect([large.status, ((await large.json()) as Problem).code]).toEqual([422, 'forecast_refused']);
  });

  test('other brands need a key that opens them', async () => {
    expect((await problem(at('own'), undefined, body)).slice(0, 2)).toEqual([401, 'unauthorised']);
    expect((await problem(at('other'), keyRead, body)).slice(0, 2)).toEqual([403, 'forbidden']);
    expect((await problem(at('other'), keyRead)).slice(0, 2)).toEqual([403, 'forbidden']);
    expect((await problem(`${at('other')}/accuracy`, keyRead)).slice(0, 2)).toEqual([403, 'forbidden']);
    await store.query(`INSERT INTO brand (brand_id, name, name_zh, currency) VALUES ('empty', 'e', 'e', 'CNY')`);
    expect((await problem(at('empty'), keyRead, body)).slice(0, 2)).toEqual([409, 'no_data']);
    expect((await problem(`${at('empty')}/drift`, keyRead)).slice(0, 2)).toEqual([409, 'no_data']);
  });

  test('items that the data do not know are left out, and named', async () => {
    const rows = [item('A', [5, 5]), item('X', [1, 1]), item('A', [1, 1], { warehouse_id: 'MOON' })];
    const stored = await send(runOn('2026-10-05', rows));
    expect(stored).toMatchObject({ rows: 1, left_out: { count: 2, examples: ['X · NB', 'A · MOON'] } });
    expect(await problem(at('own'), keyRead, runOn('2026-10-05', [item('X', [1, 1])]))).toEqual([
      422,
      'forecast_refused',
      'The forecast was not stored. None of its 1 items is in the data of "own" (X · NB). Refresh the sheets, then plan again.',
    ]);
  });

  test.each([
    ['an item twice', { rows: [item('A', [1, 2]), item('A', [1, 2])] }, 'A · NB is there twice'],
    ['lines of different lengths', { rows: [item('A', [1, 2]), item('B', [1])] }, 'B · NB has not the 2 weeks'],
    ['half a band', { rows: [item('A', [1, 2], { lows: [] })] }, 'A · NB has not the 2 weeks'],
    ['a week that does not fit the data', { last_week: '2026-10-12' }, 'is not the last week complete'],
    [
      'data the service does not have yet',
      { data_time: '2027-03-01T00:00:00Z', last_week: '2027-02-22' },
      'Refresh the sheets, then plan again',
    ],
  ])('%s', async (_name, change, message) => {
    const [status, code, detail] = await problem(at('own'), keyRead, { ...body, ...change });
    expect([status, code]).toEqual([422, 'forecast_refused']);
    expect(detail).toContain(message);
  });

  test.each([
    ['no JSON', 'x'],
    ['nothing', {}],
    ['no rows', { ...body, rows: [] }],
    ['a negative forecast', { ...body, rows: [item('A', [-1, 2])] }],
    ['no number', { ...body, rows: [item('A', [null as unknown as number, 2])] }],
    ['a sentence for a method', { ...body, rows: [item('A', [1, 2], { method: 'buy this! <b>now</b>' })] }],
    ['a control character in a code', { ...body, rows: [item('A\u001f', [1, 2])] }],
    ['a date that is none', { ...body, last_week: '2026-02-30' }],
    ['an instant that is none', { ...body, made_at: 'today' }],
    ['settings within settings', { ...body, settings: { a: {} } }],
  ])('%s is a bad request', async (_name, sent) => {
    expect((await problem(at('own'), keyRead, sent)).slice(0, 2)).toEqual([400, 'bad_request']);
  });

  test('too many items, with the limit and the mend', async () => {
    const rows = Array.from({ length: MAX_FORECAST_ROWS + 1 }, () => 0);
    const [status, code, detail] = await problem(at('own'), keyRead, { ...body, rows });
    expect([status, code]).toEqual([422, 'forecast_refused']);
    expect(detail).toContain('100,000 items. Choose fewer warehouses');
  });

  test('questions that cannot be answered', async () => {
    const path = at('own');
    expect((await problem(`${path}/99`, keyRead)).slice(0, 2)).toEqual([404, 'no_forecast']);
    expect((await problem(`${path}/drift?version=99`, keyRead)).slice(0, 2)).toEqual([404, 'no_forecast']);
    for (const asked of [
      '/x',
      '/0',
      '/1?cursor=x',
      '/1?limit=0',
      '/drift?version=x',
      '/accuracy?by=colour',
      '/accuracy?tracking_limit=-1',
      '/history?sku=A',
    ]) {
      expect((await problem(path + asked, keyRead)).slice(0, 2)).toEqual([400, 'bad_request']);
    }
  });
});
