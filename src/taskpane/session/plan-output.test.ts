import { METHOD_PHRASES } from '../../messages/forecast-words';
import { runPlan, type ForecastOverride, type PlanInput } from '../../planning';
import { FORECAST_METHOD_WORDS, sheetTable, type CellValue } from '../../tables';
import { planTables } from './plan-output';

const override = (week: string, quantity: number | null, more: Partial<ForecastOverride> = {}): ForecastOverride => ({
  sku_id: 'A',
  warehouse_id: 'NGB',
  week,
  quantity,
  author: 'Lin',
  reason: null,
  made_on: '2026-11-20',
  expires: null,
  ...more,
});

/** One item that sells 70 a week; W+1 is the week of 23 November. */
const input = (overrides: ForecastOverride[] = []): PlanInput => ({
  asOf: '2026-11-23',
  lastWeek: '2026-11-16',
  currency: 'CNY',
  skus: [
    {
      ...{ sku_id: 'A', name: 'Bottle', category: null, tier_lock: null, moq: null, pack_qty: null, unit_cost: 20 },
      ...{ cost_currency: 'CNY', price: 99, currency: 'CNY', shelf_life_days: null, launch_date: null },
      ...{ hs_remark: null, custom_made: false },
    },
  ],
  warehouses: [{ warehouse_id: 'NGB', name: null, type: 'bonded' }],
  lanes: [
    {
      ...{ lane_id: 'L', from_id: 'S', to_id: 'NGB', purpose: 'replenish', mode: null },
      ...{ lead_mean_days: 20, lead_sd_days: 3, lead_p50: 19, lead_p90: 24 },
    },
  ],
  stock: [{ sku_id: 'A', warehouse_id: 'NGB', available: 100, in_transit: 0, first_expiry: null, confidence: 1 }],
  sales: [{ sku_id: 'A', warehouse_id: 'NGB', model: null, weeks: Array<number>(60).fill(70), oos_days_13w: null }],
  inbound: [],
  promotions: [],
  policy: [],
  corrections: [],
  overrides,
});
async function written(overrides: ForecastOverride[] = []) {
  const given = input(overrides);
  const tables = planTables(await runPlan(given), given.lastWeek, 'v7', 'en');
  const of = (id: string) => tables.find(({ table }) => table === id);
  const records = (id: string) => {
    const table = of(id);
    return (table?.rows ?? []).map((row): Record<string, CellValue> =>
      Object.fromEntries((table?.columns ?? []).map((column, at) => [column, row[at] ?? null])),
    );
  };
  return { of, records };
}

it('writes the forecast with its lines by week, each under its Monday', async () => {
  const { of, records } = await written([override('2026-12-02', 90)]);
  const [row] = records('TW_Forecast');
  expect(row).toMatchObject({
    sku_id: 'A',
    f1: 70,
    f2: 90,
    s2: 70,
    f13: 70,
    total_13w: 13 * 70 + 20,
    first_week: '2026-11-23',
    plan_version: 'v7',
    overridden_by: 'Lin',
  });
  for (const line of ['l', 'h', 'm', 't', 'x'])
    for (const week of [1, 13]) expect(row?.[`${line}${week}`]).not.toBeNull();
  const bands = of('TW_Forecast')?.bandTexts ?? {};
  expect([bands.f1, bands.s1, bands.x13]).toEqual(['2026-11-23', '2026-11-23', '2027-02-15']);
  // everything that the sheet declares as the add-in's, and the weeks it refills
  const declared = sheetTable('TW_Forecast').columns.filter(({ owner, refilled }) => owner === 'addin' || refilled);
  expect(of('TW_Forecast')?.columns).toEqual(declared.map(({ id }) => id));
});

it('keeps every override on record, with what became of it; without any there is no sheet', async () => {
  const rows = (
    await written([
      override('2026-12-02', 90),
      override('2026-11-09', 5),
      override('2026-12-14', null),
      override('2026-12-21', NaN, { expires: '?' }),
      override('soon', 3),
      override('2026-12-28', 4, { sku_id: 'nobody' }),
    ])
  ).records('TW_Overrides');
  expect(rows.map((row) => [row.week, row.quantity, row.used, row.state, row.statistical])).toEqual([
    ['2026-12-02', 90, 90, 'active', 70],
    ['2026-11-09', 5, null, 'past', null],
    ['2026-12-14', null, null, 'refused', 70],
    // what cannot be read is left as its author wrote it
    ['2026-12-21', null, null, 'refused', 70],
    ['2026-12-28', 4, null, 'refused', null],
  ]);
  expect(rows[3]?.expires).toBeNull();
  expect(rows[0]?.name).toBe('Bottle');
  expect((await written()).of('TW_Overrides')).toBeUndefined();
});

it('has a word for every method a forecast may name', () => {
  for (const method of Object.keys(METHOD_PHRASES)) expect(FORECAST_METHOD_WORDS).toHaveProperty(method);
});
