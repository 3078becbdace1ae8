import { NO_LIMITS, NO_MEASURES } from '../../planning/plan-merge';
import { runPlan } from '../../planning';
import type { ForecastRow } from '../../planning/types';
import type { AccuracyRow } from '../../tables';
import { SessionContext } from './context';
import { askService, chooseBrand } from './connecting';
import { forecastBody } from './forecast-body';
import {
  forecastAccuracy,
  forecastDrift,
  forecastHistory,
  forecastVersions,
  lookAtForecasts,
  storeForecast,
} from './forecast-versions';
import { watchForecasts } from './forecast-watch';
import { FakeService } from './testing/fake-service';
import { FakeWorkbook } from './testing/fake-workbook';
import { fixtureTables, storageIn } from './testing/fixture';
import type { PlanOutcome } from './types';

const ADDRESS = 'https://stock.test/api';

const row = (sku_id: string, weeks: number[], extra: Partial<ForecastRow> = {}): ForecastRow => ({
  sku_id,
  warehouse_id: 'NGB',
  name: null,
  demand_class: 'smooth',
  method: 'damped trend',
  accuracy: null,
  bias: null,
  low: null,
  high: null,
  weeks,
  statistical: weeks,
  lows: weeks.map((week) => week * 0.8),
  highs: weeks.map((week) => week * 1.2),
  minimums: [],
  targets: [],
  maximums: [],
  overridden_by: null,
  expires: null,
  words: [],
  ...extra,
});

const outcome = (forecasts: ForecastRow[]): PlanOutcome => ({
  asOf: '2026-11-23',
  currency: 'CNY',
  tiers: [],
  rows: [],
  forecasts,
  overrides: [],
  buys: [],
  inbound: [],
  promotions: [],
  limits: NO_LIMITS,
  measures: NO_MEASURES,
  sellable: [],
  notes: [],
  totals: { buyLines: 0, buyValue: null, outOfStock: 0, stopLines: 0 },
  // a Monday morning in Beijing: the last complete week began on 16 November
  stamp: { cut: 'cut1', dataTime: '2026-11-23T01:12:00Z', planVersion: 'v1' },
  noteTexts: [],
  seconds: 1,
});

async function connected() {
  const service = new FakeService(fixtureTables(), ADDRESS);
  let minute = 0;
  const context = new SessionContext({
    workbook: new FakeWorkbook(),
    runPlan,
    fetch: (input, init) => service.fetch(input, init),
    storage: storageIn(new Map()),
    now: () => new Date(Date.UTC(2026, 10, 23, 4, minute++)),
    defaultAddress: ADDRESS,
    functionsNamespace: 'TWIN',
    language: 'en',
  });
  watchForecasts(context);
  await askService(context);
  await chooseBrand(context, 'sample');
  return { service, context };
}

/** Lets what was set off without being waited for come to its end. */
const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 30));

describe('what is sent', () => {
  it('is every forecast item with its lines, the data it read and the policy in force', () => {
    const policy = [
      { key: 'service_level', value: '0.99', scope: 'tier', scope_id: 'hit', effective_from: null, effective_to: null },
      { key: 'review_days', value: '14', scope: 'sku', scope_id: 'A', effective_from: null, effective_to: null },
    ];
    const at = new Date('2026-11-23T04:00:00Z');
    const body = forecastBody(outcome([row('A', [10.00004, 12]), row('B', [])]), policy, at);
    expect(body).toMatchObject({
      made_at: '2026-11-23T04:00:00.000Z',
      cut: 'cut1',
      data_time: '2026-11-23T01:12:00.000Z',
      last_week: '2026-11-16',
      settings: { 'service_level/hit': 0.99, review_days: 7, rules_of_skus: 1, rules_of_warehouses: 0 },
    });
    // B has no forecast; a digit beyond the fourth says nothing
    expect(body?.rows).toEqual([
      {
        sku_id: 'A',
        warehouse_id: 'NGB',
        demand_class: 'smooth',
        method: 'damped trend',
        weeks: [10, 12],
        statistical: [10, 12],
        lows: [8, 9.6],
        highs: [12, 14.4],
      },
    ]);
  });

  it('leaves out what is no forecast, and a band that is none', () => {
    const rows = [
      row('gap', [1, NaN]),
      row('short', [1]),
      row('below', [1, -1]),
      row('bandless', [1, 2], { lows: [], highs: [] }),
      row('named', [1, 2], { method: '均值 × 大促' }),
    ];
    const sent = forecastBody(outcome(rows), [], new Date())?.rows;
    expect(sent?.map(({ sku_id, lows, method }) => [sku_id, lows.length, method])).toEqual([
      ['bandless', 0, 'damped trend'],
      ['named', 2, '__ _ __'],
    ]);
    expect(forecastBody(outcome([]), [], new Date())).toBeNull();
    expect(forecastBody(outcome([row('none', [])]), [], new Date())).toBeNull();
  });
});

describe('storing', () => {
  it('makes a version and looks at the accuracy of those there', async () => {
    const { service, context } = await connected();
    service.accuracy = {
      versions: 3,
      alerts: 2,
      rows: [{ wape: 0.25, bias: -0.1 } as AccuracyRow],
    };
    await storeForecast(context, outcome([row('A', [1, 2])]));
    expect(context.state.forecastRecord).toEqual({ state: 'stored', version: 1, leftOut: 0, problem: null });
    expect(service.forecasts[0]?.rows).toHaveLength(1);
    await settle();
    expect(context.state.forecastStanding).toMatchObject({
      versions: 1,
      newest: { version: 1 },
      reviewed: 3,
      alerts: 2,
      wape: 0.25,
      bias: -0.1,
      lastWeek: '2026-11-16',
    });
    expect(context.state.problem).toBeNull();
  });

  it('waits while the service is away and goes when it answers again: the newest run, once', async () => {
    const { service, context } = await connected();
    service.forecastsAway = true;
    await storeForecast(context, outcome([row('A', [1, 2])]));
    expect(context.state.forecastRecord).toMatchObject({ state: 'waiting', problem: { code: 'no_answer' } });
    expect(context.state.connection.state).toBe('offline');
    // the plan itself is none the worse for it
    expect(context.state.problem).toBeNull();
    // nothing is asked of a service that is known to be away
    const asked = service.requests.length;
    await storeForecast(context, outcome([row('B', [3, 4])]));
    expect(service.requests).toHaveLength(asked);
    expect(context.state.forecastRecord.state).toBe('waiting');
    service.forecastsAway = false;
    await askService(context);
    await settle();
    expect(service.forecasts.map(({ rows }) => rows[0]?.sku_id)).toEqual(['B']);
    expect(context.state.forecastRecord).toMatchObject({ state: 'stored', version: 1, problem: null });
    await askService(context);
    await settle();
    expect(service.forecasts).toHaveLength(1);
  });

  it('waits for a key that opens the brand', async () => {
    const { service, context } = await connected();
    service.key = 'secret';
    await storeForecast(context, outcome([row('A', [1, 2])]));
    expect(context.state.forecastRecord).toMatchObject({ state: 'waiting', problem: { code: 'unauthorised' } });
    expect(context.state.connection.state).toBe('signed_out');
    await askService(context, { key: 'secret' });
    await settle();
    expect(context.state.forecastRecord).toMatchObject({ state: 'stored', version: 1 });
  });

  it('is given up where the service has refused it', async () => {
    const { service, context } = await connected();
    service.withoutForecasts = true;
    await storeForecast(context, outcome([row('A', [1, 2])]));
    expect(context.state.forecastRecord).toMatchObject({ state: 'refused', problem: { code: 'not_found' } });
    service.withoutForecasts = false;
    await askService(context);
    await settle();
    expect(service.forecasts).toHaveLength(0);
  });

  it('two runs in a row are two versions, in their order', async () => {
    const { service, context } = await connected();
    const both = [
      storeForecast(context, outcome([row('A', [1, 2])])),
      storeForecast(context, outcome([row('B', [1, 2])])),
    ];
    await Promise.all(both);
    expect(service.forecasts.at(-1)?.rows[0]?.sku_id).toBe('B');
    expect(context.state.forecastRecord.state).toBe('stored');
  });

  it('does nothing in a workbook without a brand, or for a plan without a forecast', async () => {
    const { service, context } = await connected();
    await storeForecast(context, outcome([]));
    context.store.update({ workbook: null });
    await storeForecast(context, outcome([row('A', [1, 2])]));
    expect(service.forecasts).toHaveLength(0);
    expect(context.state.forecastRecord.state).toBe('none');
  });
});

describe('asking', () => {
  it('drift is null before there are two versions', async () => {
    const { service, context } = await connected();
    await storeForecast(context, outcome([row('A', [1, 2])]));
    expect(await forecastDrift(context)).toBeNull();
    await storeForecast(context, outcome([row('A', [1, 3])]));
    service.drift = { change: 0.5 };
    expect(await forecastDrift(context)).toMatchObject({
      version: { version: 2 },
      against: { version: 1 },
      change: 0.5,
    });
    await forecastDrift(context, { version: 2, against: 1 });
    expect(service.requests.at(-1)).toBe('/api/v1/brands/sample/forecasts/drift?version=2&against=1');
    expect((await forecastVersions(context)).versions.map(({ version }) => version)).toEqual([2, 1]);
  });

  it('accuracy and history go by the limit in the Policy sheet, the default without one', async () => {
    const { service, context } = await connected();
    await forecastAccuracy(context, 'item');
    expect(service.requests.at(-1)).toBe('/api/v1/brands/sample/forecasts/accuracy?by=item&tracking_limit=4');
    await context.ports.workbook.refreshTables(
      [
        {
          table: 'TW_Policy',
          columns: ['key', 'scope', 'scope_id', 'value', 'effective_from', 'effective_to'],
          rows: [['tracking_limit', 'brand', null, '6', null, null]],
        },
      ],
      { stamp: { cut: 'cut1', dataTime: '2026-11-23T01:12:00Z', planVersion: null } },
    );
    await context.lookAtWorkbook();
    expect((await forecastAccuracy(context, 'class', { warehouse: 'NGB' })).limit).toBe(6);
    expect(service.requests.at(-1)).toContain('by=class&warehouse=NGB&tracking_limit=6');
    service.itemHistory = { sku_id: 'A', warehouse_id: 'NGB', limit: 6 };
    expect(await forecastHistory(context, { sku: 'A', warehouse: 'NGB' })).toMatchObject({ sku_id: 'A', limit: 6 });
    expect(service.requests.at(-1)).toContain('history?sku=A&warehouse=NGB&tracking_limit=6');
  });

  it('says why it cannot, and the connection knows', async () => {
    const { service, context } = await connected();
    service.forecastsAway = true;
    await expect(forecastAccuracy(context, 'all')).rejects.toMatchObject({ problem: { code: 'no_answer' } });
    expect(context.state.connection.state).toBe('offline');
    await expect(lookAtForecasts(context)).resolves.toBeUndefined();
  });

  it('an older service leaves Home without figures, and without a problem', async () => {
    const { service, context } = await connected();
    service.withoutForecasts = true;
    context.store.update({ forecastStanding: null });
    await lookAtForecasts(context);
    expect(context.state.forecastStanding).toBeNull();
    expect(context.state.problem).toBeNull();
  });
});
