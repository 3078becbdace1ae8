import fc from 'fast-check';
import { runPlan } from '.';
import { madeLane, madeSku, steady } from './testing';
import type {
  DemandCorrection,
  ForecastOverride,
  ForecastRow,
  PlanInput,
  PlanResult,
  PlanRow,
  PolicyRow,
  Promotion,
} from './types';

const sku = madeSku('A', { tier_lock: 'hit' });
const lane = madeLane();
const uneven = Array.from({ length: 104 }, (_, week) => 40 + ((week * 37) % 50));
const policy = (key: string, value: string): PolicyRow => ({
  key,
  value,
  scope: 'brand',
  scope_id: null,
  effective_from: null,
  effective_to: null,
});
const override = (week: string, quantity: number | null, more: Partial<ForecastOverride> = {}): ForecastOverride => ({
  sku_id: 'A',
  warehouse_id: 'NGB',
  week,
  quantity,
  author: null,
  reason: null,
  made_on: '2026-11-23',
  expires: null,
  ...more,
});
/** Wednesday 25 November; W+1 is the week of Monday 23. */
const input = (more: Partial<PlanInput> & { weeks?: (number | null)[] } = {}): PlanInput => {
  const { weeks = steady(70), ...rest } = more;
  return {
    asOf: '2026-11-25',
    lastWeek: '2026-11-16',
    currency: 'CNY',
    skus: [sku],
    warehouses: [{ warehouse_id: 'NGB', name: 'Ningbo', type: 'bonded' }],
    lanes: [lane],
    stock: [{ sku_id: 'A', warehouse_id: 'NGB', available: 100, in_transit: 0, first_expiry: null, confidence: 1 }],
    sales: [{ sku_id: 'A', warehouse_id: 'NGB', model: 'bonded', weeks, oos_days_13w: 0 }],
    inbound: [],
    promotions: [],
    policy: [],
    corrections: [],
    ...rest,
  };
};
type One = PlanResult & { row: PlanRow; forecast: ForecastRow; noted: Record<string, number> };
async function plan(more: Parameters<typeof input>[0] = {}): Promise<One> {
  const result = await runPlan(input(more));
  const [row, forecast] = [result.rows[0], result.forecasts[0]];
  if (!row || !forecast) throw new Error('nothing was planned');
  return { ...result, row, forecast, noted: Object.fromEntries(result.notes.map(({ code, count }) => [code, count])) };
}
const words = ({ forecast }: One): string[] => forecast.words.map(({ id }) => id);

describe('overrides', () => {
  it('takes the place of the statistical week, in the plan and in the band', async () => {
    const before = await plan({ weeks: uneven });
    const after = await plan({ weeks: uneven, overrides: [override('2026-12-07', 500, { author: 'Lin' })] });
    const third = before.forecast.weeks[2] ?? NaN;
    expect(after.forecast.statistical).toEqual(before.forecast.statistical);
    expect(after.forecast.weeks).toEqual(before.forecast.weeks.map((units, week) => (week === 2 ? 500 : units)));
    expect(after.forecast.lows[2]).toBeCloseTo(((before.forecast.lows[2] ?? NaN) * 500) / third, 4);
    expect(after.forecast.highs[2]).toBeCloseTo(((before.forecast.highs[2] ?? NaN) * 500) / third, 4);
    expect(after.row.next_4w).toBeCloseTo((before.row.next_4w ?? NaN) + 500 - third, 6);
    // the week of 7 December lies wholly within the 27 days from 25 November on
    expect(after.row.demand_mean).toBeCloseTo((before.row.demand_mean ?? NaN) + (500 - third) / 27, 6);
    expect(after.row.reorder_level).toBeGreaterThan(before.row.reorder_level ?? NaN);
    expect(after.forecast).toMatchObject({ overridden_by: 'Lin', expires: null });
    expect(words(after)).toContain('overridden_by');
    expect(after.row.explanation).toContainEqual({ id: 'with_overrides', values: { weeks: 1 } });
    expect(after.overrides).toEqual([
      { ...override('2026-12-07', 500, { author: 'Lin' }), statistical: third, state: 'active', used: 500 },
    ]);
  });

  it('says of each what became of it', async () => {
    const result = await plan({
      overrides: [
        override('2026-11-16', 1),
        override('2026-11-30', 2, { expires: '2026-11-25' }),
        override('2026-12-09', 3, { expires: '2026-11-26', author: 'Lin' }),
        override('2026-12-14', -4),
        override('2026-12-21', NaN),
        override('2026-12-28', null),
        override('soon', 5),
        override('2027-01-04', 6, { expires: 'never' }),
        override('2027-01-11', 7, { warehouse_id: 'MOON' }),
        override('2027-01-18', 8, { sku_id: 'B' }),
      ],
    });
    expect(result.overrides.map(({ state, used }) => [state, used])).toEqual([
      ['past', null],
      ['expired', null],
      ['active', 3],
      ...Array(7).fill(['refused', null]),
    ]);
    // a Wednesday stands for its week; a withdrawn override is nothing to note
    expect(result.forecast.weeks[2]).toBe(3);
    expect(result.noted).toMatchObject({ bad_override: 4, override_item: 2 });
    expect(result.overrides[1]?.statistical).toBe(70);
    expect(result.overrides.map(({ week, quantity }) => [week, quantity])).toContainEqual(['2026-12-14', -4]);
    expect(result.forecast).toMatchObject({ overridden_by: 'Lin', expires: '2026-11-26' });
    expect(words(result)).toContain('overridden_by_until');
  });

  it('lets the one made last stand where two are for one week', async () => {
    const early = override('2026-12-01', 1, { made_on: '2026-11-01' });
    const late = override('2026-11-30', 2, { made_on: '2026-11-20' });
    for (const overrides of [
      [early, late],
      [late, early],
    ]) {
      const { forecast, overrides: outcomes, noted } = await plan({ overrides });
      expect(forecast.weeks[1]).toBe(2);
      expect(outcomes.find(({ quantity }) => quantity === 1)?.state).toBe('refused');
      expect(noted.double_override).toBe(1);
    }
    const same = await plan({ overrides: [override('2026-11-30', 1), override('2026-12-01', 2)] });
    expect(same.forecast.weeks[1]).toBe(2);
  });

  it('plans an item of which nothing else is known', async () => {
    const weeks = steady(null);
    expect((await plan({ weeks })).row.status).toBe('not_enough_data');
    const overrides = Array.from({ length: 13 }, (_, week) =>
      override(new Date(Date.UTC(2026, 10, 23 + 7 * week)).toISOString().slice(0, 10), 70),
    );
    // overseas: a bonded warehouse would ask for proof of demand first
    const warehouses = [{ warehouse_id: 'NGB', name: 'Ningbo', type: 'overseas' }];
    const planned = await plan({ weeks, overrides, warehouses });
    expect(planned.forecast).toMatchObject({ statistical: [], weeks: steady(70, 13) });
    expect(planned.row).toMatchObject({ demand_mean: 10, days_of_supply: 10, action: 'buy' });
    expect(planned.row.safety_stock).toBeGreaterThan(0);
  });

  it('buys what did not sell when a planner expects sales', async () => {
    const weeks = [...steady(0, 13), ...steady(70, 39)];
    expect((await plan({ weeks })).row.reason).toBe('no_sales');
    const overrides = ['2026-11-30', '2026-12-07', '2026-12-14'].map((week) => override(week, 300));
    expect((await plan({ weeks, overrides })).row).toMatchObject({ action: 'buy', status: 'will_run_out' });
  });

  it('gives every week either the planner’s number or its own, and every override its outcome', async () => {
    const quantity = fc.oneof(fc.integer({ min: -5, max: 900 }), fc.constant(null));
    const week = fc.integer({ min: -3, max: 20 }).map((ahead) => Date.UTC(2026, 10, 23 + 7 * ahead));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(week, quantity), { maxLength: 6 }), async (given) => {
        const overrides = given.map(([at, units]) => override(new Date(at).toISOString().slice(0, 10), units));
        const { forecast, overrides: outcomes, row } = await plan({ overrides });
        expect(outcomes.map(({ week: of, quantity: units }) => [of, units])).toEqual(
          overrides.map(({ week: of, quantity: units }) => [of, units]),
        );
        forecast.weeks.forEach((units, at) => {
          const monday = new Date(Date.UTC(2026, 10, 23 + 7 * at)).toISOString().slice(0, 10);
          const used = outcomes.find((one) => one.week === monday && one.used !== null);
          expect(units).toBe(used ? used.quantity : forecast.statistical[at]);
        });
        expect(row.target_level).toBeGreaterThanOrEqual((row.reorder_level ?? NaN) - 1e-6);
      }),
      { numRuns: 40 },
    );
  });
});

describe('demand instead of sales', () => {
  const correction = (more: Partial<DemandCorrection>): DemandCorrection => ({
    sku_id: 'A',
    warehouse_id: 'NGB',
    model: 'bonded',
    day: '2026-11-18',
    kind: 'bulk',
    change: -500,
    use_raw: false,
    ...more,
  });
  const weeks = [570, ...steady(70, 51)];

  it('forecasts from corrected weeks, and says what was left out', async () => {
    const raw = await plan({ weeks });
    const clean = await plan({ weeks, corrections: [correction({})] });
    expect(clean.forecast.weeks).toEqual(steady(70, 13));
    expect(raw.forecast.weeks[0]).toBeGreaterThan(71);
    expect(clean.forecast.words).toContainEqual({ id: 'demand_bulk', values: { qty: 500, days: 1, weeks: 13 } });
    // turnover is about what was sold: 570 + 12 · 70
    expect(clean.row.turnover_days).toBeCloseTo((91 * 100) / 1410, 9);
  });

  it('takes the sales as they are where the planner prefers them, or where the correction is of another model', async () => {
    const raw = await plan({ weeks });
    for (const more of [{ use_raw: true }, { model: 'direct' }, { sku_id: 'B' }, { day: 'x' }]) {
      const { forecast } = await plan({ weeks, corrections: [correction(more)] });
      expect(forecast.weeks).toEqual(raw.forecast.weeks);
      expect(forecast.words.map(({ id }) => id)).not.toContain('demand_bulk');
    }
  });

  it('does not take a week out of stock for a week without demand', async () => {
    const empty = [...steady(0, 13), ...steady(70, 39)];
    const corrections = Array.from({ length: 13 }, (_, age) =>
      correction({
        kind: 'out_of_stock',
        change: null,
        day: new Date(Date.UTC(2026, 10, 18 - 7 * age)).toISOString().slice(0, 10),
      }),
    );
    const { row } = await plan({ weeks: empty, corrections });
    expect(row).toMatchObject({ action: 'buy', demand_mean: 10 });
  });

  it('scales for days out of stock only in a workbook without corrections', async () => {
    const sales = [{ sku_id: 'A', warehouse_id: 'NGB', model: null, weeks: steady(70), oos_days_13w: 45.5 }];
    const old = await plan({ sales, corrections: undefined });
    // half of the 91 days: twice the sales in 13 of 52 weeks
    expect(old.forecast.weeks[0]).toBeGreaterThan(80);
    expect(old.forecast.words).toContainEqual({ id: 'demand_scaled', values: { more: 1 } });
    expect((await plan({ sales })).forecast.weeks).toEqual(steady(70, 13));
  });
});

describe('promotions by day', () => {
  const promotion = (starts_at: string, ends_at: string, uplift: number): Promotion => ({
    promo_id: 'P',
    phase: null,
    name: null,
    starts_at,
    ends_at,
    sku_id: null,
    uplift,
  });

  it('lie on their days, so that stock ends when they begin', async () => {
    // Friday 27 November, all day, 8 times: 15 × 10 units in the week, 80 of them on Friday
    const promotions = [promotion('2026-11-26T16:00:00Z', '2026-11-27T16:00:00Z', 8)];
    const { row, forecast } = await plan({ promotions });
    expect(forecast.weeks[0]).toBeCloseTo(140, 6);
    // 100 last: Wednesday and Thursday 20, Friday 80 → nothing is left at the end of Friday
    expect(row.days_of_supply).toBeCloseTo(3, 6);
    const spread = await plan({ promotions: [promotion('2026-11-22T16:00:00Z', '2026-11-29T16:00:00Z', 2)] });
    expect(spread.forecast.weeks[0]).toBeCloseTo(140, 6);
    expect(spread.row.days_of_supply).toBeCloseTo(5, 6);
  });

  it('raise the water lines before they begin and let them fall before they end', async () => {
    // two weeks from 4 January at 3 times: 42 days from now; lead 20, review 7
    const { forecast } = await plan({
      weeks: uneven,
      promotions: [promotion('2027-01-03T16:00:00Z', '2027-01-17T16:00:00Z', 3)],
    });
    const { targets, minimums, maximums } = forecast;
    expect([targets, minimums, maximums].map(({ length }) => length)).toEqual([13, 13, 13]);
    const at = (week: number): number => targets[week] ?? NaN;
    // the interval of week 0 ends before the promotion, that of week 5 (28 December) holds all of it, that of week 8 none
    expect(at(5)).toBeGreaterThan(1.5 * at(0));
    expect(at(7)).toBeLessThan(at(5));
    expect(at(8)).toBeLessThan(1.1 * at(0));
    targets.forEach((target, week) => {
      expect(minimums[week]).toBeLessThanOrEqual(target + 1e-6);
      expect(maximums[week]).toBeGreaterThanOrEqual(target);
    });
  });

  it('says nothing of the lines before the lead time is known', async () => {
    const { forecast, row } = await plan({ lanes: [] });
    expect(forecast).toMatchObject({ minimums: [], targets: [], maximums: [], weeks: steady(70, 13) });
    expect(row.safety_stock).toBeNull();
  });
});

describe('safety stock by the planner’s rules', () => {
  it('takes days in the place of the service level, and shows what they are worth', async () => {
    const byLevel = await plan({ weeks: uneven });
    const byDays = await plan({ weeks: uneven, policy: [policy('safety_days', '30')] });
    expect(byDays.row.safety_stock).toBeCloseTo(30 * (byDays.row.demand_mean ?? NaN), 6);
    expect(byDays.row.safety_days).toBeCloseTo(30, 6);
    expect(byDays.row.service_target).toBeGreaterThan(byLevel.row.service_target);
    expect(words(byDays)).toContain('safety_by_days');
    // the service shown, promised instead, needs the same stock
    const back = await plan({
      weeks: uneven,
      policy: [policy('service_level', String(Math.min(0.9999, byDays.row.service_target)))],
    });
    if (byDays.row.service_target < 0.9999) {
      expect(back.row.safety_stock).toBeCloseTo(byDays.row.safety_stock ?? NaN, 3);
    }
  });

  it('keeps within a floor and a cap in days', async () => {
    const days = async (...rows: PolicyRow[]) => (await plan({ weeks: uneven, policy: rows })).row.safety_days ?? NaN;
    const free = await days();
    expect(await days(policy('safety_floor_days', String(free + 5)))).toBeCloseTo(free + 5, 6);
    expect(await days(policy('safety_cap_days', String(free - 1)))).toBeCloseTo(free - 1, 6);
    expect(await days(policy('safety_floor_days', '0'), policy('safety_cap_days', '700'))).toBeCloseTo(free, 6);
  });

  it('shows the proof beside the promise and the textbook', async () => {
    const { row, forecast } = await plan({ weeks: uneven });
    for (const share of [row.service_proof, row.textbook_proof]) {
      expect(share).toBeGreaterThanOrEqual(0);
      expect(share).toBeLessThanOrEqual(1);
    }
    expect(forecast.words.find(({ id }) => id === 'proof_textbook')?.values.achieved).toBe(row.service_proof);
    const young = await plan({ weeks: [12, 9, 14] });
    expect(young.row.service_proof).toBeNull();
    expect(words(young)).toContain('proof_short');
  });
});

describe('lead times', () => {
  const learned = { count: 5, mean: 30, sd: 6, p50: 29, p90: 38 };

  it('are learned from five deliveries on, in words', async () => {
    const stated = await plan();
    const known = await plan({ lanes: [{ ...lane, learned }] });
    expect(known.row).toMatchObject({ lead_mean: 30, lead_sd: 6, lead_p50: 29, lead_p90: 38 });
    expect(known.forecast.words).toContainEqual({
      id: 'lead_learned',
      values: { lane: 'L1', mean: 30, sd: 6, count: 5 },
    });
    for (const few of [
      { ...learned, count: 4 },
      { ...learned, mean: -3 },
      { ...learned, sd: NaN },
      { ...learned, p90: 20 },
      { ...learned, mean: 46349 },
    ]) {
      expect((await plan({ lanes: [{ ...lane, learned: few }] })).row).toEqual(stated.row);
    }
  });
});

it('names rules of an earlier version that hold a value of one’s own', async () => {
  const { noted } = await plan({ policy: [policy('baseline_weeks', '26'), policy('uplift_max', '5')] });
  expect(noted).toMatchObject({ retired_policy: 1 });
  expect(noted.bad_policy).toBeUndefined();
});

it('keeps the forecast of a week within its band, and the band within the total’s', async () => {
  const { forecast } = await plan({ weeks: uneven });
  forecast.weeks.forEach((units, week) => {
    expect(forecast.lows[week]).toBeLessThanOrEqual(units);
    expect(forecast.highs[week]).toBeGreaterThanOrEqual(units);
  });
  const total = forecast.weeks.reduce((sum, units) => sum + units, 0);
  expect(forecast.low).toBeLessThan(total);
  expect(forecast.high).toBeGreaterThan(total);
  // 13 weeks together vary less than each of them at once
  expect(forecast.high).toBeLessThan(forecast.highs.reduce((sum, units) => sum + units, 0));
  expect(forecast.accuracy).toBeLessThan(1);
});
