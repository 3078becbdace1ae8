import fc from 'fast-check';
import { runPlan } from '../plan';
import { policyBook, policyDefaults, type PolicyKey } from '../policy';
import { madeLane, madeSku } from '../testing';
import type { PlanInput, PlanRow, PolicyRow, Tier } from '../types';
import { changesOf, inspectRow, policyOrigin, type Figure, type InspectInput, type RowRecord } from '.';

const DAY = '2026-11-23';
/** Sold in a week: differs by SKU and week, nothing random. */
const sold = (at: number, week: number): number =>
  at % 7 === 6
    ? 0
    : Math.round((4 + 3 * at) * (1 + 0.4 * Math.sin(week * 1.3 + at)) * (at % 5 === 4 && week % 3 ? 0 : 1));

/** Sixty SKUs in two warehouses: short and long of stock, with and without MOQ, inbound on time and late, a promotion, a shelf life. */
function brand(): PlanInput {
  const ids = Array.from({ length: 60 }, (_, at) => `S${at}`);
  const pairs = ids.flatMap((sku_id, at) => ['NGB', 'OSA'].map((warehouse_id, w) => ({ sku_id, warehouse_id, at, w })));
  return {
    asOf: DAY,
    lastWeek: '2026-11-16',
    currency: 'CNY',
    skus: ids.map((id, at) =>
      madeSku(id, {
        moq: at % 3 ? 24 * (1 + (at % 4)) : null,
        pack_qty: at % 2 ? 12 : null,
        unit_cost: at % 11 === 10 ? null : 12 + at,
        price: 40 + 2 * at,
        shelf_life_days: at % 9 === 8 ? 300 : null,
      }),
    ),
    warehouses: [
      { warehouse_id: 'NGB', name: null, type: 'bonded' },
      { warehouse_id: 'OSA', name: null, type: 'overseas' },
    ],
    lanes: [madeLane(), madeLane({ lane_id: 'L2', to_id: 'OSA', lead_mean_days: 11, lead_sd_days: 4, lead_p50: 10, lead_p90: 16 })],
    stock: pairs.map(({ sku_id, warehouse_id, at, w }) => ({
      sku_id,
      warehouse_id,
      available: at % 13 === 12 ? null : (at * (37 + 11 * w)) % 400,
      in_transit: 0,
      first_expiry: at % 9 === 8 ? '2027-01-15' : null,
      confidence: 1,
    })),
    sales: pairs.map(({ sku_id, warehouse_id, at, w }) => ({
      sku_id,
      warehouse_id,
      model: w ? 'direct' : 'bonded',
      weeks: Array.from({ length: 60 }, (_, week) => sold(at, week + w)),
      oos_days_13w: 0,
    })),
    inbound: pairs
      .filter(({ at }) => at % 4 === 1)
      .map(({ sku_id, warehouse_id, at }, line) => ({
        doc_id: 'PO',
        line,
        sku_id,
        to_id: warehouse_id,
        open_qty: 40 + at,
        eta: at % 8 === 1 ? '2026-11-10' : '2026-12-05',
      })),
    promotions: [
      { promo_id: 'D12', phase: null, name: 'D12', starts_at: '2026-12-09T12:00:00Z', ends_at: '2026-12-12T15:59:59Z', sku_id: null, uplift: 1.6 },
    ],
    policy: [{ key: 'max_extra_days', value: '20', scope: 'warehouse', scope_id: 'OSA', effective_from: '2026-01-01', effective_to: null }],
  }; // prettier-ignore
}

const inputOf = (input: PlanInput, row: PlanRow, weeks: number[]): InspectInput => ({
  row: row as unknown as RowRecord,
  asOf: input.asOf,
  currency: input.currency,
  sku: input.skus.find((one) => one.sku_id === row.sku_id) ?? null,
  warehouse: input.warehouses.find((one) => one.warehouse_id === row.warehouse_id) ?? null,
  stock: input.stock.find((one) => one.sku_id === row.sku_id && one.warehouse_id === row.warehouse_id) ?? null,
  lanes: input.lanes.filter((one) => one.to_id === row.warehouse_id),
  inbound: input.inbound.filter((one) => one.sku_id === row.sku_id && one.to_id === row.warehouse_id),
  forecast: { weeks, firstWeek: DAY },
  sold: input.sales.filter((one) => one.sku_id === row.sku_id && one.warehouse_id === row.warehouse_id),
  promotions: input.promotions,
  tier: null,
  policy: input.policy,
});

/** Figures that must be derived for every planned row. */
const DERIVED = [
  ...['order_qty', 'order_by', 'arrives', 'status', 'safety_stock', 'reorder_level', 'target_level', 'max_level'],
  ...['position', 'demand_mean', 'service_target'],
];

describe('a whole plan', () => {
  let traces: { row: PlanRow; figures: Figure[] }[] = [];
  beforeAll(async () => {
    const input = brand();
    const plan = await runPlan(input);
    const weeks = new Map(plan.forecasts.map((one) => [`${one.sku_id} ${one.warehouse_id}`, one.weeks]));
    traces = plan.rows.map((row) => ({
      row,
      figures: inspectRow(inputOf(input, row, weeks.get(`${row.sku_id} ${row.warehouse_id}`) ?? [])),
    }));
  });

  it('is derived again, figure by figure, from what the sheets hold', () => {
    const planned = traces.filter(({ row }) => row.status !== 'not_enough_data');
    expect(planned.length).toBeGreaterThan(90);
    expect(new Set(planned.map(({ row }) => row.action)).size).toBeGreaterThan(2);
    for (const { row, figures } of planned) {
      const name = `${row.sku_id} ${row.warehouse_id}`;
      for (const figure of figures) {
        expect([name, figure.id, figure.agrees, figure.cell, figure.computed]).toEqual([
          name,
          figure.id,
          figure.agrees === false ? true : figure.agrees,
          figure.cell,
          figure.computed,
        ]);
        if (DERIVED.includes(figure.id)) expect([name, figure.id, figure.agrees]).toEqual([name, figure.id, true]);
      }
    }
  });

  it('names the step each figure ends in, and money where cost and price are known', () => {
    const bought = traces.filter(({ row }) => (row.order_qty ?? 0) > 0 && row.value !== null);
    expect(bought.length).toBeGreaterThan(10);
    for (const { row, figures } of bought) {
      const value = figures.find(({ id }) => id === 'value');
      expect(value?.steps[0]?.value).toBeCloseTo(row.value ?? NaN, 6);
      const stake = figures.find(({ id }) => id === 'at_stake');
      if (row.at_stake) expect(stake?.agrees).toBe(true);
    }
  });

  it('leaves what is unknown underived', () => {
    const unknown = traces.filter(({ row }) => row.available === null);
    expect(unknown.length).toBeGreaterThan(0);
    for (const { figures } of unknown) {
      expect(figures.find(({ id }) => id === 'order_qty')?.agrees ?? null).not.toBe(false);
      expect(figures.find(({ id }) => id === 'position')?.computed).toBeNull();
    }
  });
});

// worked by hand: P = 27, 27·4² = 432, 10²·3² = 900, √1,332 = 36.497, × 1.645 = 60.04; target 10·27 + 60.04 = 330.04
describe('a row worked by hand', () => {
  const row: RowRecord = {
    ...{ sku_id: 'A', warehouse_id: 'NGB', status: 'low', action: 'buy', reason: 'below_reorder', tier: 'hit' },
    ...{ available: 100, in_transit: 50, position: 150, order_qty: 192, order_by: DAY, arrives: '2026-12-13' },
    ...{ demand_mean: 10, demand_sd: 4, lead_mean: 20, lead_sd: 3, lead_p50: 19.5, lead_p90: 24, review_days: 7 },
    ...{ safety_factor: 1.645, safety_stock: 60.0365, reorder_level: 260.0365, target_level: 330.0365, max_level: 630.0365 },
    ...{ days_of_supply: 10, turnover_days: 10, service_target: 0.975, traffic: 'throttle', value: 3840, wanted_qty: null },
  }; // prettier-ignore
  const input: InspectInput = {
    row,
    asOf: DAY,
    currency: 'CNY',
    sku: madeSku('A', { moq: 24, pack_qty: 12 }),
    warehouse: { warehouse_id: 'NGB', name: null, type: 'bonded' },
    stock: { sku_id: 'A', warehouse_id: 'NGB', available: 80, in_transit: 50, first_expiry: null, confidence: 1 },
    lanes: [madeLane()],
    inbound: [],
    forecast: { weeks: Array<number>(13).fill(70), firstWeek: DAY },
    sold: [{ model: 'bonded', weeks: Array<number>(13).fill(70) }],
    promotions: [],
    tier: null,
    policy: [
      { key: 'max_extra_days', value: '30', scope: 'brand', scope_id: null, effective_from: null, effective_to: null, source: 'sample' },
      { key: 'max_extra_days', value: '40', scope: 'sku', scope_id: 'A', effective_from: '2026-12-01', effective_to: null, source: 'later' },
    ],
  }; // prettier-ignore
  const figures = new Map(inspectRow(input).map((figure) => [figure.id, figure]));
  const step = (id: Parameters<typeof figures.get>[0], name: string) =>
    figures.get(id)?.steps.find((one) => one.id === name)?.value;

  it('gives each step', () => {
    expect(step('safety_stock', 'by_demand')).toBe(432);
    expect(step('safety_stock', 'by_lead')).toBe(900);
    expect(step('safety_stock', 'spread')).toBeCloseTo(36.4966, 4);
    expect(step('safety_stock', 'safety_stock')).toBeCloseTo(60.0368, 3);
    expect(step('reorder_level', 'lead_demand')).toBeCloseTo(200, 9);
    expect(step('order_qty', 'need')).toBeCloseTo(180.0365, 9);
    expect(step('order_qty', 'wanted_qty')).toBe(192);
    expect(figures.get('arrives')?.computed).toBe('2026-12-13');
    expect(figures.get('days_of_supply')?.computed).toBeCloseTo(10, 9);
    expect(figures.get('traffic')?.rules.map(({ holds }) => holds)[0]).toBe(true);
  });

  it('says what most of it is: 900 of 1,332 is the lead time; without it 1.645·√432', () => {
    const [words] = figures.get('safety_stock')?.words ?? [];
    expect(words?.id).toBe('mostly_lead');
    expect(words?.values.share).toBeCloseTo(900 / 1332, 9);
    expect(words?.values.without).toBeCloseTo(1.645 * Math.sqrt(432), 9);
  });

  it('shows both numbers where the sheet says another one now, and the policy row in force', () => {
    const position = figures.get('position');
    expect(position?.inputs.find(({ id }) => id === 'available')).toMatchObject({
      value: 100,
      now: 80,
      place: { table: 'TW_Stock', key: ['A', 'NGB'], column: 'available' },
    });
    expect(position?.agrees).toBe(true);
    const extra = figures.get('max_level')?.inputs.find(({ id }) => id === 'max_extra_days');
    expect(extra?.policy).toEqual({
      ...{ key: 'max_extra_days', value: 30, scope: 'brand', scope_id: null, effective_from: null },
      ...{ source: 'sample', isDefault: true },
      place: { table: 'TW_Policy', key: ['max_extra_days', 'brand', '', ''], column: 'value' },
    });
  });

  it('says so when a rule was changed after the plan', () => {
    const changed = inspectRow({ ...input, asOf: '2026-12-01', policy: input.policy });
    expect(changed.find(({ id }) => id === 'max_level')).toMatchObject({ agrees: false, cell: 630.0365 });
  });
});

it('splits a change of the need into its parts, which add up', () => {
  const before: RowRecord = {
    ...{ demand_mean: 10, lead_mean: 20, review_days: 7, safety_stock: 60 },
    ...{ target_level: 330, available: 300, in_transit: 0, position: 300, order_qty: 0, action: 'hold' },
  };
  const now: RowRecord = { ...{ demand_mean: 12, lead_mean: 25, review_days: 7, safety_stock: 80 }, ...{ target_level: 464, available: 150, in_transit: 20, position: 170, order_qty: 294, action: 'buy' } }; // prettier-ignore
  const { changes, need } = changesOf(before, now);
  expect(need).toBe(264);
  const effects = Object.fromEntries(changes.flatMap(({ id, effect }) => (effect === null ? [] : [[id, effect]])));
  // 2·27, 12·5, 20, 150, −20
  expect(effects).toEqual({ demand_mean: 54, lead_mean: 60, safety_stock: 20, available: 150, in_transit: -20 });
  expect(Object.values(effects).reduce((a, b) => a + b, 0)).toBe(need);
  expect(changes.find(({ id }) => id === 'action')).toMatchObject({ before: 'hold', now: 'buy', effect: null });
});

it('finds the policy row that the plan itself goes by', () => {
  const keys = [...new Set(policyDefaults.map(({ key }) => key))];
  const policyRow = fc.record({
    key: fc.constantFrom(...keys),
    value: fc.oneof(fc.constantFrom('0.9', '5', '30', 'off', 'x', ''), fc.double({ noNaN: true }).map(String)),
    scope: fc.constantFrom('brand', 'warehouse', 'tier', 'sku', ''),
    scope_id: fc.constantFrom(null, 'A', 'NGB', 'hit', 'basic'),
    effective_from: fc.constantFrom(null, '2026-01-01', '2026-11-23', '2027-01-01', 'soon'),
    effective_to: fc.constantFrom(null, '2026-06-01', '2027-01-01'),
  });
  fc.assert(
    fc.property(fc.array(policyRow, { maxLength: 12 }), fc.constantFrom(...keys), fc.constantFrom('hit', 'longtail'), (rows, key, tier) => {
      const target = { sku: 'A', warehouse: 'NGB', tier: tier as Tier };
      const expected = policyBook(rows as PolicyRow[], DAY).optional(key as PolicyKey, target);
      expect(policyOrigin(rows as PolicyRow[], DAY, key as PolicyKey, target).value).toEqual(expected);
    }),
    { numRuns: 500 },
  );
}); // prettier-ignore

it('never throws, whatever stands in the row', () => {
  const cell = fc.oneof(fc.constant(null), fc.double(), fc.string(), fc.boolean());
  const ids = ['order_qty', 'target_level', 'position', 'reorder_level', 'available', 'demand_mean', 'lead_mean', 'lead_p50', 'review_days', 'status', 'action', 'order_by', 'safety_factor', 'days_of_supply', 'traffic', 'at_stake'];
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...ids), cell), fc.array(fc.option(fc.double(), { nil: null }), { maxLength: 13 }), (row, weeks) => {
      const figures = inspectRow({
        ...{ row, asOf: DAY, currency: 'CNY', sku: null, warehouse: null, stock: null, lanes: [], inbound: [] },
        ...{ forecast: { weeks, firstWeek: DAY }, sold: [], promotions: [], tier: null, policy: [] },
      });
      expect(figures.length).toBeGreaterThan(15);
    }),
  );
}); // prettier-ignore
