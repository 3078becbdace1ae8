import { mergePlans, planPart, runPlan } from '.';
import { normalLoss } from './normal-loss';
import { compareScenarios } from './scenario';
import { madeLane as lane, madeSku as sku, steady } from './testing';
import type { PlanInput, PlanRow, PolicyRow, SalesSeries, StockFacts } from './types';

const rule = (key: string, value: string): PolicyRow => ({
  ...{ key, value, scope: 'brand', scope_id: null, effective_from: null, effective_to: null },
});
const stock = (
  sku_id: string,
  available: number,
  warehouse_id = 'NGB',
  more: Partial<StockFacts> = {},
): StockFacts => ({
  ...{ sku_id, warehouse_id, available, in_transit: 0, first_expiry: null, confidence: 1 },
  ...more,
});
const sales = (sku_id: string, weekly: number | (number | null)[], warehouse_id = 'NGB'): SalesSeries => ({
  sku_id,
  warehouse_id,
  model: warehouse_id === 'OSA' ? 'direct' : 'bonded',
  weeks: typeof weekly === 'number' ? steady(weekly) : weekly,
  oos_days_13w: 0,
});
/** 70 a week from Ningbo, 20 ± 3 days away. */
const input = (more: Partial<PlanInput> = {}): PlanInput => ({
  asOf: '2026-11-23',
  lastWeek: '2026-11-16',
  currency: 'CNY',
  skus: [sku('A', { pack_qty: 12, supplier_id: 'S1', weight_g: 500, volume_cm3: 2000 })],
  warehouses: [
    { warehouse_id: 'HGH', name: 'Hangzhou', type: 'bonded' },
    { warehouse_id: 'NGB', name: 'Ningbo', type: 'bonded' },
    { warehouse_id: 'OSA', name: 'Osaka', type: 'overseas' },
  ],
  lanes: [lane(), lane({ lane_id: 'L2', to_id: 'HGH', lead_mean_days: 15 }), lane({ lane_id: 'L3', to_id: 'OSA' })],
  stock: [stock('A', 100)],
  sales: [sales('A', 70)],
  inbound: [],
  promotions: [],
  policy: [],
  ...more,
});
const rowOf = (rows: readonly PlanRow[], id: string, warehouse = 'NGB'): PlanRow =>
  rows.find(({ sku_id, warehouse_id }) => sku_id === id && warehouse_id === warehouse) as PlanRow;
const ids = (row: PlanRow) => row.explanation.map(({ id }) => id);

describe('buys of the weeks ahead', () => {
  it('begin with the row’s own order and say when, what and how much of everything', async () => {
    const { rows, buys } = await runPlan(input());
    const [row] = rows;
    // need 334.95 − 100 = 234.95 → 20 cartons of 12
    expect(row).toMatchObject({ action: 'buy', order_qty: 240, wanted_qty: 240 });
    expect(buys[0]).toEqual({
      ...{ sku_id: 'A', warehouse_id: 'NGB', name: 'Item A', order_week: '2026-11-23', order_qty: 240 },
      ...{ order_by: '2026-11-23', arrives: '2026-12-13', arrives_late: '2026-12-17', reason: 'below_reorder' },
      ...{ value: 4800, supplier_id: 'S1', lane_id: 'L1', weight_kg: 120, volume_m3: 0.48, wanted_qty: 240 },
    });
    // 10 a day from 100: gone on 3 December, so by Monday 7 the position is 240, by the 14th 240 on hand less a day
    expect(buys.map(({ order_week }) => order_week)).toEqual([...buys.map(({ order_week }) => order_week)].sort());
    expect(new Set(buys.map(({ order_week }) => order_week)).size).toBe(buys.length);
    const total = buys.reduce((sum, { order_qty }) => sum + order_qty, 0);
    // 13 weeks of 70 to come, and the lines to be kept at the end, less what is there
    expect(total).toBeGreaterThan(700);
    expect(total).toBeLessThan(13 * 70 + 335);
  });

  it('are worth what they save on what they tie up', async () => {
    const { rows } = await runPlan(input({ lanes: [lane({ lead_sd_days: 0 })] }));
    // no spread: position 100 + 100 lost before the order arrives, 270 wanted: 70 units saved of 79 margin each.
    // 180 units of 20 are tied up for max(20, 20) + 180/2/10 days
    const row = rowOf(rows, 'A');
    expect(row.order_qty).toBe(180);
    expect(row.capital_return).toBeCloseTo((70 * 79 * 365) / (180 * 20 * 29), 6);
  });

  it('are smoothed on request, and say so', async () => {
    const policy = [rule('order_change_cap', '20%')];
    const row = rowOf((await runPlan(input({ policy }))).rows, 'A');
    // 70 a round before: at most 84, in cartons of 12. Until the next order arrives (20 + 7 days) 270 are sold, of which 100
    // are there and 100 are lost before this one arrives: 70 last
    expect(row).toMatchObject({ action: 'buy', reason: 'smoothed', wanted_qty: 240, order_qty: 84, value: 1680 });
    expect(row.explanation[0]).toEqual({ id: 'buy_smoothed_down', values: { qty: 84, wanted: 240 } });
    // demand that is sure and even has no variance to compare with
    expect(row).toMatchObject({ bullwhip: null, bullwhip_raw: null });

    const weeks = Array.from({ length: 52 }, (_, week) => 40 + ((week * 37) % 61));
    const restless = { sales: [sales('A', weeks)], stock: [stock('A', 250)] };
    const plain = rowOf((await runPlan(input(restless))).rows, 'A');
    const smooth = rowOf((await runPlan(input({ ...restless, policy }))).rows, 'A');
    expect(plain.bullwhip).toBe(plain.bullwhip_raw);
    expect(smooth.bullwhip_raw).toBeCloseTo(plain.bullwhip_raw as number, 9);
    expect(smooth.bullwhip as number).toBeLessThan(0.6 * (smooth.bullwhip_raw as number));
  });
});

describe('promotions ahead', () => {
  const big = (starts_at: string, ends_at: string) => ({
    promotions: [{ promo_id: 'P1', phase: 'main', name: 'Big', sku_id: null, uplift: 4, starts_at, ends_at }],
  });

  it('tell each item and the calendar by when to order for them', async () => {
    // 21 December, at midnight in Shanghai, less 24 days
    const { rows, promotions, notes } = await runPlan(
      input({ stock: [stock('A', 390)], ...big('2026-12-20T16:00:00Z', '2026-12-23T16:00:00Z') }),
    );
    const row = rowOf(rows, 'A');
    expect(row).toMatchObject({ promo: 'Big main', promo_order_by: '2026-11-27', promo_short: 0 });
    expect(ids(row)).toContain('promo_order_by');
    // three days of 10 × 4 instead of 10, spread as the forecast has them
    expect(promotions).toEqual([
      {
        promo_id: 'P1',
        phase: 'main',
        sku_id: null,
        order_by: '2026-11-27',
        too_late: 0,
        demand_change: expect.anything(),
      },
    ]);
    expect(promotions[0]?.demand_change).toBeCloseTo(90, 6);
    expect(notes.map(({ code }) => code)).not.toContain('promotion_too_late');
  });

  it('say what cannot arrive before they begin', async () => {
    const given = input({ stock: [stock('A', 60)], ...big('2026-12-06T16:00:00Z', '2026-12-09T16:00:00Z') });
    const { rows, promotions, notes } = await runPlan(given);
    const row = rowOf(rows, 'A');
    // 60 are gone on 29 November; all 120 of the three days are missing
    expect(row).toMatchObject({ action: 'buy', promo_order_by: '2026-11-13' });
    expect(row.promo_short).toBeCloseTo(120, 6);
    expect(ids(row)).toContain('promo_too_late');
    expect(promotions[0]?.too_late).toBeCloseTo(120, 6);
    expect(notes).toContainEqual({ code: 'promotion_too_late', count: 1, examples: ['Big main'] });
  });

  it('that stock covers ask for nothing', async () => {
    const covered = await runPlan(
      input({ stock: [stock('A', 560)], ...big('2026-12-20T16:00:00Z', '2026-12-23T16:00:00Z') }),
    );
    expect(rowOf(covered.rows, 'A')).toMatchObject({ promo: null, promo_order_by: null, promo_short: null });
  });
});

describe('stock that must go', () => {
  it('is cleared when it lasts too long, unless it is new', async () => {
    const row = rowOf((await runPlan(input({ stock: [stock('A', 2500)] }))).rows, 'A');
    expect(row).toMatchObject({ action: 'clear', reason: 'above_maximum', order_qty: 0, order_by: null });
    expect(row.explanation[0]).toMatchObject({
      id: 'clear_lasts',
      values: { available: 2500, cover: 250, limit: 180 },
    });
    const longer = await runPlan(input({ stock: [stock('A', 2500)], policy: [rule('clear_days', '300')] }));
    expect(rowOf(longer.rows, 'A').action).toBe('stop');
    const fresh = input({ stock: [stock('A', 2500)], skus: [sku('A', { tier_lock: 'new' })] });
    expect(rowOf((await runPlan(fresh)).rows, 'A').action).not.toBe('clear');
  });
});

describe('an SKU that is to be bonded', () => {
  const direct = (more: Partial<PlanInput> = {}): PlanInput =>
    input({
      skus: [sku('A', { tier_lock: 'hit', pack_qty: 12 }), sku('B'), sku('C')],
      stock: [stock('A', 500, 'OSA'), stock('B', 500), stock('C', 500, 'HGH')],
      sales: [sales('A', 70, 'OSA'), sales('B', 60), sales('C', 50, 'HGH')],
      ...more,
    });

  it('gets a first batch where the brand sells most bonded stock, from its direct demand', async () => {
    const { rows, tiers, buys, totals } = await runPlan(direct());
    expect(tiers.find(({ sku_id }) => sku_id === 'A')).toMatchObject({ gate: 'capped', firstBatchCap: 300 });
    const row = rowOf(rows, 'A');
    // 335 are wanted; 30 days of 10 a day may come
    expect(row).toMatchObject({ action: 'to_bonded', reason: 'first_batch', order_qty: 300, wanted_qty: 336 });
    expect(row).toMatchObject({
      available: 0,
      position: 0,
      status: 'ok',
      at_stake: 0,
      traffic: null,
      capital_return: null,
    });
    expect(row.explanation).toEqual([
      { id: 'to_bonded_capped', values: { qty: 300, wanted: 336, cap: 300 } },
      { id: 'bonded_most_sales', values: { warehouse: 'NGB', lane: 'L1', share: 60 / 110, other: 'HGH' } },
    ]);
    expect(buys.filter(({ sku_id, warehouse_id }) => sku_id === 'A' && warehouse_id === 'NGB')[0]).toMatchObject({
      order_qty: 300,
      reason: 'first_batch',
    });
    expect(totals.buyLines).toBe(rows.filter(({ order_qty }) => (order_qty ?? 0) > 0).length);
    // its own warehouse goes on as before
    expect(rowOf(rows, 'A', 'OSA')).toMatchObject({ action: 'hold', available: 500 });
  });

  it('waits at the gate with the reasons', async () => {
    const { rows } = await runPlan(direct({ skus: [sku('A', { tier_lock: 'hit', moq: 5000 }), sku('B'), sku('C')] }));
    const row = rowOf(rows, 'A');
    expect(row).toMatchObject({ action: 'hold', reason: 'bonded_gate', order_qty: 0 });
    expect(ids(row).slice(0, 2)).toEqual(['hold_bonded_gate', 'gate_moq']);
  });

  it('has no candidate where no lane leads to bonded stock, and says so', async () => {
    const { rows, notes } = await runPlan(direct({ lanes: [lane({ lane_id: 'L3', to_id: 'OSA' })] }));
    expect(rowOf(rows, 'A')).toBeUndefined();
    expect(notes).toContainEqual({ code: 'no_bonded_lane', count: 1, examples: ['A'] });
  });

  it('keeps to where its first batch already is, and buys no second one', async () => {
    const { rows } = await runPlan(
      direct({ stock: [stock('A', 500, 'OSA'), stock('A', 290, 'HGH'), stock('B', 500), stock('C', 500, 'HGH')] }),
    );
    expect(rowOf(rows, 'A')).toBeUndefined();
    expect(rowOf(rows, 'A', 'HGH')).toMatchObject({ action: 'hold', order_qty: 0, available: 290 });
  });
});

describe('money', () => {
  const two = (more: Partial<PlanInput> = {}): PlanInput =>
    input({
      skus: [sku('A'), sku('B', { price: 25 }), sku('C', { unit_cost: null })],
      stock: [stock('A', 100), stock('B', 100), stock('C', 100)],
      sales: [sales('A', 70), sales('B', 70), sales('C', 70)],
      ...more,
    });

  it('that does not reach goes where it returns most; what is cut says so', async () => {
    const budget = 3000;
    const { rows, limits, buys } = await runPlan(
      two({ policy: [rule('budget', `${budget}`), rule('budget_step', '1000')] }),
    );
    const whole = await runPlan(two());
    const [wantedA, wantedB] = ['A', 'B'].map((id) => rowOf(whole.rows, id).order_qty as number) as [number, number];
    // every way to spend it on A (79 a unit saved) and B (5 a unit), one by one
    const saved = (id: string, margin: number, wanted: number) => {
      const row = rowOf(whole.rows, id);
      const of = (column: keyof PlanRow): number => Number(row[column]);
      const protection = of('lead_mean') + of('review_days');
      const mean = of('demand_mean') * protection;
      const sd = Math.sqrt(protection * of('demand_sd') ** 2 + (of('demand_mean') * of('lead_sd')) ** 2);
      // 100 there, and 100 of the 200 demanded before it arrives are lost whatever is bought
      const lost = (position: number) => sd * normalLoss((position - mean) / sd);
      const years = (Math.max(of('lead_mean'), 200 / of('demand_mean')) + wanted / 2 / of('demand_mean')) / 365;
      return (qty: number) => (margin * (lost(200) - lost(200 + qty))) / years;
    };
    const [ofA, ofB] = [saved('A', 79, wantedA), saved('B', 5, wantedB)];
    let best = 0;
    for (let a = 0; a <= budget / 20; a++) {
      if (a <= wantedA) best = Math.max(best, ofA(a) + ofB(Math.min(wantedB, budget / 20 - a)));
    }
    const [a, b] = [rowOf(rows, 'A'), rowOf(rows, 'B')];
    const chosen = ofA(a.order_qty as number) + ofB(b.order_qty as number);
    expect(chosen).toBeGreaterThanOrEqual(best * (1 - (limits.gap ?? 1)) * (1 - 1e-9));
    expect(limits.gap).toBeLessThan(0.01);
    expect(a.order_qty as number).toBeGreaterThan(b.order_qty as number);
    expect(b).toMatchObject({ reason: 'over_budget', wanted_qty: wantedB });
    expect(b.explanation[0]).toMatchObject({ values: { wanted: wantedB, budget } });
    expect(rowOf(rows, 'C')).toMatchObject({ action: 'buy', value: null });
    expect(limits).toMatchObject({ budget, wanted: 20 * (wantedA + wantedB), withoutCost: 1 });
    expect(limits.spent).toBe(20 * ((a.order_qty as number) + (b.order_qty as number)));
    expect(limits.spent).toBeLessThanOrEqual(budget);
    expect(limits.next.amount).toBe(1000);
    expect(limits.next.lines.reduce((sum, { value }) => sum + value, 0)).toBeLessThanOrEqual(
      1000 + budget - (limits.spent ?? 0),
    );
    expect(limits.next.lines.length).toBeGreaterThan(0);
    // what was cut asks again next week
    expect(buys.some(({ sku_id, order_week }) => sku_id === 'B' && order_week === '2026-11-30')).toBe(true);
  });

  it('that is not there buys nothing but what has no cost', async () => {
    const { rows, limits } = await runPlan(two({ policy: [rule('budget', '0')] }));
    const cut = rowOf(rows, 'A');
    expect(cut).toMatchObject({ action: 'hold', order_qty: 0, reason: 'over_budget', value: 0, arrives: null });
    expect(cut.explanation[0]).toMatchObject({ id: 'hold_over_budget' });
    expect(cut.order_by).toBe('2026-11-23');
    expect(limits).toMatchObject({ budget: 0, spent: 0, withoutCost: 1 });
    expect(rowOf(rows, 'C').order_qty).toBeGreaterThan(0);
  });

  it('of a scenario takes the place of the policy’s', async () => {
    const policy = [rule('budget', '0')];
    const { limits, totals } = await runPlan(two({ policy, scenario: { budget: null } }));
    expect(limits).toMatchObject({ budget: null, spent: totals.buyValue, wanted: totals.buyValue });
    expect(totals.buyValue).toBeGreaterThan(5000);
  });
});

describe('a scenario', () => {
  it('of nothing is the base plan', async () => {
    const base = await runPlan(input());
    for (const scenario of [{}, { leadDays: 0, demandShare: 0 }])
      expect(await runPlan(input({ scenario }))).toEqual(base);
  });

  it('moves lead time, demand, service and money, and leaves the input alone', async () => {
    const given = input();
    const before = JSON.stringify(given);
    const base = await runPlan(given);
    const late = await runPlan({ ...given, scenario: { leadDays: 14 } });
    expect(rowOf(late.rows, 'A')).toMatchObject({ lead_mean: 34, lead_p50: 33.5, lead_p90: 38 });
    const more = await runPlan({ ...given, scenario: { demandShare: 0.2 } });
    expect(rowOf(more.rows, 'A').demand_mean).toBeCloseTo(12, 9);
    expect(rowOf(more.rows, 'A').next_4w).toBeCloseTo(336, 9);
    expect(more.forecasts[0]?.statistical).toEqual(base.forecasts[0]?.statistical);
    const safe = await runPlan({ ...given, scenario: { serviceLevel: 0.999 } });
    expect(rowOf(safe.rows, 'A')).toMatchObject({ service_target: 0.999 });
    const poor = await runPlan({ ...given, scenario: { budget: 0 } });
    expect(rowOf(poor.rows, 'A')).toMatchObject({ order_qty: 0, reason: 'over_budget' });
    expect(JSON.stringify(given)).toBe(before);

    const { measures } = compareScenarios(base, [late, more, safe, poor]);
    const of = (id: string) => {
      const measure = measures.find((one) => one.id === id);
      return [measure?.base ?? null, ...(measure?.scenarios.map(({ value }) => value) ?? [])] as number[];
    };
    // 335 − 100 = 235 → 240; 14 days more: 475 (14 · 10 more); a fifth more demand; …
    expect(of('buy_units')[0]).toBe(240);
    expect(of('buy_units')[1]).toBeGreaterThan(240 + 120);
    expect(of('buy_value')).toEqual(of('buy_units').map((units) => units * 20));
    expect(of('lost_sales')[4]).toBeGreaterThan(of('lost_sales')[0] as number);
    expect(of('safety_value')[3]).toBeGreaterThan(of('safety_value')[0] as number);
    expect(of('capital')[0]).toBe((100 + 240) * 20);
    expect(of('over_budget')).toEqual([0, 0, 0, 0, 1]);
    expect(of('service')[4]).toBeLessThan(of('service')[0] as number);
    const capital = measures.find(({ id }) => id === 'capital');
    expect(capital?.scenarios[3]?.difference).toBe(-240 * 20);
  });

  it('that no plan can be made with is refused, as is one of another data cut', async () => {
    await expect(runPlan(input({ scenario: { serviceLevel: 2 } }))).rejects.toThrow(/serviceLevel/);
    await expect(runPlan(input({ scenario: { demandShare: NaN } }))).rejects.toThrow(RangeError);
    const base = await runPlan(input());
    expect(() => compareScenarios(base, [{ ...base, asOf: '2026-11-24' }])).toThrow(/2026-11-24/);
  });
});

it('does not depend on how many parts it is planned in', async () => {
  const skus = Array.from({ length: 9 }, (_, at) => sku(`S${at}`, { pack_qty: 6, moq: 10 * at, price: 30 + 9 * at }));
  const given = input({
    skus: [...skus, sku('P', { tier_lock: 'hit' })],
    stock: skus.map(({ sku_id }, at) => stock(sku_id, 40 * at, at % 2 ? 'NGB' : 'HGH')),
    sales: [...skus.map(({ sku_id }, at) => sales(sku_id, 20 + 9 * at, at % 2 ? 'NGB' : 'HGH')), sales('P', 40, 'OSA')],
    inbound: [{ doc_id: 'PO1', line: 1, sku_id: 'S3', to_id: 'NGB', open_qty: 60, eta: '2026-12-30', qty_shipped: 0 }],
    lanes: [
      lane({ capacity_per_week: 300 }),
      lane({ lane_id: 'L2', to_id: 'HGH' }),
      lane({ lane_id: 'L3', to_id: 'OSA' }),
    ],
    promotions: [
      {
        ...{ promo_id: 'P1', phase: null, name: 'Big', sku_id: null, uplift: 3 },
        ...{ starts_at: '2026-12-11T16:00:00Z', ends_at: '2026-12-14T16:00:00Z' },
      },
    ],
    policy: [rule('budget', '12000'), rule('order_change_cap', '0.5')],
  });
  const whole = await runPlan(given);
  for (const count of [2, 3]) {
    const parts = await Promise.all(Array.from({ length: count }, (_, index) => planPart(given, { index, count })));
    expect(mergePlans(given, structuredClone(parts))).toEqual(whole);
  }
  expect(whole.limits.lanes[0]).toMatchObject({ lane_id: 'L1', capacity: 300 });
  expect(whole.limits.spent).toBeLessThanOrEqual(12000);
  expect(whole.promotions[0]?.demand_change).toBeGreaterThan(0);
  expect(whole.inbound).toHaveLength(1);
});
