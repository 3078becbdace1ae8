import fc from 'fast-check';
import { mergePlans, planPart, runPlan } from '.';
import type { PlanInput } from './types';

const maybe = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: null, freq: 4 });
const quantity = fc.integer({ min: -20, max: 900 });
const figure = fc.integer({ min: 0, max: 2000 }).map((tenths) => tenths / 10);
const date = fc.constantFrom('2026-11-01', '2026-11-23', '2026-12-05', '2027-06-30', 'soon', '');

/** One SKU at one warehouse, with everything that a real file may lack or get wrong. */
const anyInput: fc.Arbitrary<PlanInput> = fc
  .record({
    moq: maybe(fc.integer({ min: 0, max: 100 })),
    pack_qty: maybe(fc.integer({ min: 0, max: 48 })),
    price: maybe(figure),
    currency: maybe(fc.constantFrom('CNY', 'GBP')),
    tier_lock: maybe(fc.constantFrom('hit' as const, 'longtail' as const, 'VIP' as never)),
    type: fc.constantFrom('bonded', 'overseas'),
    lead: maybe(figure),
    leadSd: maybe(figure),
    p50: maybe(figure),
    p90: maybe(figure),
    available: maybe(quantity),
    expiry: maybe(date),
    weeks: fc.array(maybe(quantity), { maxLength: 52 }),
    oos: maybe(fc.integer({ min: 0, max: 200 })),
    inbound: fc.array(fc.record({ open_qty: maybe(quantity), eta: maybe(date) }), { maxLength: 3 }),
    promotions: fc.array(
      fc.record({
        from: fc.integer({ min: -300, max: 60 }),
        days: fc.integer({ min: 0, max: 40 }),
        uplift: maybe(figure),
      }),
      {
        maxLength: 4,
      },
    ),
    policy: fc.array(
      fc.record({
        key: fc.constantFrom(
          'service_level',
          'review_days',
          'safety_days',
          'safety_floor_days',
          'safety_cap_days',
          'new_weeks',
        ),
        value: fc.constantFrom('0.99', '0', '14', 'x', ''),
      }),
      {
        maxLength: 3,
      },
    ),
  })
  .map((any) => {
    const instant = (days: number) => new Date(Date.UTC(2026, 10, 23) + days * 86_400_000).toISOString();
    return {
      asOf: '2026-11-25',
      lastWeek: '2026-11-16',
      currency: 'CNY',
      skus: [
        {
          sku_id: '00123',
          name: null,
          category: null,
          tier_lock: any.tier_lock,
          moq: any.moq,
          pack_qty: any.pack_qty,
          unit_cost: any.price,
          cost_currency: any.currency,
          price: any.price,
          currency: any.currency,
          shelf_life_days: null,
          launch_date: null,
          hs_remark: null,
          custom_made: null,
        },
      ],
      warehouses: [{ warehouse_id: 'W', name: null, type: any.type }],
      lanes: [
        {
          lane_id: 'L',
          from_id: 'S',
          to_id: 'W',
          purpose: 'replenish',
          mode: null,
          lead_mean_days: any.lead,
          lead_sd_days: any.leadSd,
          lead_p50: any.p50,
          lead_p90: any.p90,
        },
      ],
      stock: [
        {
          sku_id: '00123',
          warehouse_id: 'W',
          available: any.available,
          in_transit: null,
          first_expiry: any.expiry,
          confidence: null,
        },
      ],
      sales: [{ sku_id: '00123', warehouse_id: 'W', model: null, weeks: any.weeks, oos_days_13w: any.oos }],
      inbound: any.inbound.map((line, i) => ({ doc_id: 'D', line: i, sku_id: '00123', to_id: 'W', ...line })),
      promotions: any.promotions.map(({ from, days, uplift }) => ({
        promo_id: 'P',
        phase: null,
        name: null,
        starts_at: instant(from),
        ends_at: instant(from + days),
        sku_id: null,
        uplift,
      })),
      policy: any.policy.map((row) => ({
        ...row,
        scope: 'brand',
        scope_id: null,
        effective_from: null,
        effective_to: null,
      })),
    };
  });

it('answers for any input, with finite figures, whole cartons and levels in order', async () => {
  await fc.assert(
    fc.asyncProperty(anyInput, async (input) => {
      const { rows, forecasts, notes } = await runPlan(input);
      expect(notes.map(({ code }) => code)).not.toContain('failed');
      const [row] = rows;
      if (!row) throw new Error('the item got no row');
      for (const value of Object.values(row)) if (typeof value === 'number') expect(Number.isFinite(value)).toBe(true);
      for (const week of forecasts[0]?.weeks ?? []) expect(week).toBeGreaterThanOrEqual(0);
      expect(row.explanation.length).toBeGreaterThan(0);
      if (row.status === 'not_enough_data') return expect([row.action, row.order_qty]).toEqual(['hold', null]);
      const { moq, pack_qty: pack } = input.skus[0] ?? { moq: 0, pack_qty: 1 };
      const [quantity, safety, reorder, target, max] = [
        row.order_qty,
        row.safety_stock,
        row.reorder_level,
        row.target_level,
        row.max_level,
      ].map((value) => value ?? NaN) as [number, number, number, number, number];
      expect(quantity % (pack || 1)).toBeCloseTo(0, 6);
      expect(quantity === 0 || quantity >= (moq ?? 0)).toBe(true);
      expect(quantity > 0).toBe(row.action === 'buy');
      // the target is kept as mean × days + safety stock, so the last digits may differ
      const slack = 1e-9 * (1 + max);
      expect(safety).toBeGreaterThanOrEqual(0);
      expect(reorder).toBeGreaterThanOrEqual(safety - slack);
      expect(target).toBeGreaterThanOrEqual(reorder - slack);
      expect(max).toBeGreaterThanOrEqual(target - slack);
      if (row.action === 'buy') expect((row.position ?? NaN) + quantity).toBeGreaterThanOrEqual(target - slack);
    }),
    { numRuns: 400 },
  );
});

it('never orders more when there is more in stock', async () => {
  await fc.assert(
    fc.asyncProperty(anyInput, fc.integer({ min: 1, max: 500 }), async (input, more) => {
      const richer = {
        ...input,
        stock: input.stock.map((row) => ({ ...row, available: (row.available ?? 0) + more })),
      };
      const plain = { ...input, stock: input.stock.map((row) => ({ ...row, available: row.available ?? 0 })) };
      const [before, after] = [(await runPlan(plain)).rows[0], (await runPlan(richer)).rows[0]];
      expect(after?.order_qty ?? 0).toBeLessThanOrEqual(before?.order_qty ?? 0);
    }),
    { numRuns: 200 },
  );
});

it('a lead time spread over years is a slip of the pen: not planned, the lane is named', async () => {
  const input: PlanInput = {
    asOf: '2026-11-25',
    lastWeek: '2026-11-16',
    currency: 'CNY',
    skus: [],
    warehouses: [{ warehouse_id: 'W', name: null, type: 'bonded' }],
    lanes: [
      {
        lane_id: 'L9',
        from_id: 'S',
        to_id: 'W',
        purpose: 'replenish',
        mode: null,
        lead_mean_days: 3,
        lead_sd_days: null,
        lead_p50: 0.1,
        lead_p90: 163.1,
      },
    ],
    stock: [{ sku_id: 'A', warehouse_id: 'W', available: 0, in_transit: 0, first_expiry: null, confidence: 1 }],
    sales: [{ sku_id: 'A', warehouse_id: 'W', model: null, weeks: [8, 9, 7, 8, 8], oos_days_13w: 0 }],
    inbound: [],
    promotions: [],
    policy: [],
  };
  const sku = { moq: null, pack_qty: 3, unit_cost: null, cost_currency: null, price: null, currency: null };
  const rest = { shelf_life_days: null, launch_date: null, hs_remark: null, custom_made: null };
  input.skus = [{ sku_id: 'A', name: null, category: null, tier_lock: null, ...sku, ...rest }];
  const { rows, notes } = await runPlan(input);
  expect(rows[0]).toMatchObject({ status: 'not_enough_data', order_qty: null });
  expect(notes.find(({ code }) => code === 'no_lead_time')?.examples).toContain('L9');
});

it('is the same in any number of parts, in any order they come back', async () => {
  // several items of one brand: the SKUs of many single cases side by side, each in two warehouses
  const brand = fc.array(anyInput, { minLength: 1, maxLength: 6 }).map((cases): PlanInput => {
    const [first] = cases as [PlanInput];
    const name = (at: number) => `SKU${at}`;
    return {
      ...first,
      skus: cases.flatMap(({ skus }, at) => skus.map((sku) => ({ ...sku, sku_id: name(at) }))),
      warehouses: ['W', 'V'].map((warehouse_id) => ({ warehouse_id, name: null, type: 'bonded' })),
      stock: cases.flatMap(({ stock }, at) =>
        ['W', 'V', 'MOON'].flatMap((warehouse_id) => stock.map((row) => ({ ...row, sku_id: name(at), warehouse_id }))),
      ),
      sales: cases.flatMap(({ sales }, at) =>
        ['V', 'W'].flatMap((warehouse_id) => sales.map((row) => ({ ...row, sku_id: name(at), warehouse_id }))),
      ),
      inbound: cases.flatMap(({ inbound }, at) =>
        inbound.map((row) => ({ ...row, doc_id: `D${at}`, sku_id: name(at) })),
      ),
      overrides: cases.flatMap((_, at) =>
        ['2026-12-07', '2026-12-09', '2026-11-30', 'soon'].map((week, i) => ({
          sku_id: name(i === 2 ? cases.length - 1 - at : at),
          warehouse_id: ['W', 'V', 'MOON'][(at + i) % 3] ?? 'W',
          week,
          quantity: [70, -1, 5.5, 8][(at + i) % 4] ?? null,
          author: `P${at}`,
          reason: null,
          made_on: null,
          expires: null,
        })),
      ),
      corrections: cases.flatMap((_, at) => [
        {
          sku_id: name(at),
          warehouse_id: 'W',
          model: null,
          day: '2026-11-10',
          kind: 'bulk',
          change: -9,
          use_raw: at % 2 === 1,
        },
      ]),
    };
  });
  await fc.assert(
    fc.asyncProperty(brand, fc.integer({ min: 1, max: 5 }), async (input, count) => {
      const parts = await Promise.all(
        Array.from({ length: count }, (_, index) => planPart(structuredClone(input), { index, count })),
      );
      const together = mergePlans(input, structuredClone(parts).reverse());
      expect(together).toEqual(await runPlan(input));
    }),
    { numRuns: 60 },
  );
});

it('does not take a plan for whole when a part is missing', async () => {
  const input = fc.sample(anyInput, { numRuns: 1, seed: 1 })[0] as PlanInput;
  const [first, second] = await Promise.all([0, 1].map((index) => planPart(input, { index, count: 2 })));
  if (!first || !second) throw new Error('no parts');
  expect(() => mergePlans(input, [first])).toThrow('not all parts of one plan: 0/2');
  expect(() => mergePlans(input, [first, first])).toThrow(RangeError);
  expect(() => mergePlans(input, [])).toThrow(RangeError);
  await expect(planPart(input, { index: 2, count: 2 })).rejects.toThrow('part 2 of 2 does not exist');
});
