import { runPlan, turnoverDays } from '.';
import { madeLane as lane, madeSku as sku, steady } from './testing';
import type { InboundLine, PlanInput, PlanRow, SalesSeries, StockFacts } from './types';

const stock = (sku_id: string, available: number | null, more: Partial<StockFacts> = {}): StockFacts => ({
  sku_id,
  warehouse_id: 'NGB',
  available,
  in_transit: 0,
  first_expiry: null,
  confidence: 1,
  ...more,
});
const sales = (sku_id: string, weeks: (number | null)[], more: Partial<SalesSeries> = {}): SalesSeries => ({
  sku_id,
  warehouse_id: 'NGB',
  model: 'bonded',
  weeks,
  oos_days_13w: 0,
  ...more,
});
const inbound = (
  sku_id: string,
  open_qty: number | null,
  eta: string | null,
  more: Partial<InboundLine> = {},
): InboundLine => ({
  doc_id: 'PO1',
  line: 1,
  sku_id,
  to_id: 'NGB',
  open_qty,
  eta,
  ...more,
});
const input = (more: Partial<PlanInput> = {}): PlanInput => ({
  asOf: '2026-11-23',
  lastWeek: '2026-11-16',
  currency: 'CNY',
  skus: [sku('A')],
  warehouses: [
    { warehouse_id: 'NGB', name: 'Ningbo', type: 'bonded' },
    { warehouse_id: 'OSA', name: 'Osaka', type: 'overseas' },
    { warehouse_id: 'SUP', name: 'Supplier', type: 'supplier' },
  ],
  lanes: [lane()],
  stock: [stock('A', 100)],
  sales: [sales('A', steady(70))],
  inbound: [],
  promotions: [],
  policy: [],
  ...more,
});
const only = async (more: Partial<PlanInput>): Promise<PlanRow> => {
  const { rows } = await runPlan(input(more));
  expect(rows).toHaveLength(1);
  return rows[0] as PlanRow;
};
const ids = (row: PlanRow) => row.explanation.map(({ id }) => id);
const notesOf = async (more: Partial<PlanInput>) =>
  Object.fromEntries((await runPlan(input(more))).notes.map((n) => [n.code, n.count]));

// 70 a week = 10 a day, no variance; lead 20 ± 3, review 7: P = 27. The only SKU is class A and steady: hit, 97.5%.
// All that varies is the lead time, lognormal with that mean and sd: its 97.5% quantile lies 20·(exp(z·s − s²/2) − 1) days
// above its mean, s² = ln(1 + (3/20)²), z = qnorm(0.975). SS = 10 a day over those 6.4953 days.
const Z = 1.959963984540054;
const S2 = Math.log(1 + (3 / 20) ** 2);
const SS = 10 * 20 * (Math.exp(Z * Math.sqrt(S2) - S2 / 2) - 1);

describe('a row worked by hand', () => {
  it('gives levels, quantity, dates and money', async () => {
    const row = await only({
      skus: [sku('A', { moq: 24, pack_qty: 12 })],
      stock: [stock('A', 100, { in_transit: 50 })],
      inbound: [inbound('A', 50, '2026-11-30')],
    });
    expect(row).toMatchObject({
      tier: 'hit',
      model: 'bonded',
      service_target: 0.975,
      review_days: 7,
      demand_mean: 10,
    });
    expect(row.demand_sd).toBeCloseTo(0, 6);
    expect(SS).toBeCloseTo(64.953, 3);
    expect(row.safety_days).toBeCloseTo(SS / 10, 6);
    expect(row).toMatchObject({
      available: 100,
      in_transit: 50,
      position: 150,
      days_of_supply: 10,
      turnover_days: 10,
      next_4w: 280,
    });
    expect(row.safety_stock).toBeCloseTo(SS, 6);
    expect(row.reorder_level).toBeCloseTo(200 + SS, 6);
    expect(row.target_level).toBeCloseTo(270 + SS, 6);
    expect(row.max_level).toBeCloseTo(570 + SS, 6);
    // need 334.95 − 150 = 184.95 → 16 cartons of 12
    expect(row).toMatchObject({ action: 'buy', reason: 'below_reorder', order_qty: 192, value: 3840 });
    expect(row).toMatchObject({ order_by: '2026-11-23', arrives: '2026-12-13', traffic: 'throttle', rank: 1 });
    // 150 last 15 days of 27: 120 lost at 99
    expect(row).toMatchObject({ status: 'will_run_out', at_stake: 11880 });
    expect(row.explanation).toEqual([
      { id: 'buy_pack', values: { qty: 192, cover: 10, p50: 19.5, p90: 24, pack: 12 } },
      { id: 'gap_bonded', values: { days: 4.5 } },
    ]);
  });

  it('can be derived again from its own columns', async () => {
    const weeks = Array.from({ length: 52 }, (_, i) => 40 + ((i * 37) % 50));
    const row = await only({ sales: [sales('A', weeks)] });
    const of = (column: keyof PlanRow): number => Number(row[column] ?? NaN);
    const protection = of('lead_mean') + of('review_days');
    const spread = Math.sqrt(protection * of('demand_sd') ** 2 + (of('demand_mean') * of('lead_sd')) ** 2);
    expect(of('demand_sd')).toBeGreaterThan(0);
    expect(of('safety_factor') * spread).toBeCloseTo(of('safety_stock'), 9);
    expect(of('safety_days') * of('demand_mean')).toBeCloseTo(of('safety_stock'), 9);
    expect(of('demand_mean') * protection + of('safety_stock')).toBe(row.target_level);
    expect(row.position).toBe((row.available ?? NaN) + (row.in_transit ?? NaN));
    expect(row.value).toBe((row.order_qty ?? NaN) * 20);
    const total13 = weeks.slice(0, 13).reduce((a, b) => a + b, 0);
    expect(row.turnover_days).toBe(turnoverDays(total13, 100, 91));
  });

  it('holds above the reorder level until demand takes the position there', async () => {
    const row = await only({ stock: [stock('A', 320)] });
    // (320 − 264.95) / 10 = 5.5 days
    expect(row).toMatchObject({
      status: 'ok',
      action: 'hold',
      reason: null,
      order_qty: 0,
      value: 0,
      at_stake: 0,
      order_by: '2026-11-28',
      arrives: null,
    });
    expect(ids(row)).toEqual(['hold_until']);
  });

  it('orders at the reorder level itself', async () => {
    const row = await only({ lanes: [lane({ lead_sd_days: 0 })], stock: [stock('A', 200)] });
    expect(row).toMatchObject({ safety_stock: 0, reorder_level: 200, action: 'buy', order_qty: 70 });
  });

  it('is low at the reorder level even when the stock just lasts', async () => {
    const policy = [
      { key: 'review_days', value: '0', scope: 'brand', scope_id: null, effective_from: null, effective_to: null },
    ];
    const row = await only({ policy, lanes: [lane({ lead_sd_days: 0 })], stock: [stock('A', 200)] });
    expect(row).toMatchObject({ reorder_level: 200, target_level: 200, status: 'low', action: 'hold', order_qty: 0 });
  });

  it('counts on what is due today', async () => {
    const row = await only({ stock: [stock('A', 0)], inbound: [inbound('A', 320, '2026-11-23')] });
    expect(row).toMatchObject({ in_transit: 320, at_stake: 0, action: 'hold' });
    expect(ids(row)).toEqual(['hold_inbound']);
  });

  it('waits when inbound covers it', async () => {
    const row = await only({
      stock: [stock('A', 200, { in_transit: 120 })],
      inbound: [inbound('A', 120, '2026-11-25')],
    });
    expect(row).toMatchObject({ status: 'ok', action: 'hold', reason: 'inbound_covers' });
  });

  it('counts late and undated inbound in the position but on no date', async () => {
    const row = await only({ inbound: [inbound('A', 300, '2026-11-20'), inbound('A', 10, null, { line: 2 })] });
    expect(row).toMatchObject({
      in_transit: 310,
      position: 410,
      status: 'will_run_out',
      action: 'hold',
      reason: 'inbound_covers',
    });
    expect(ids(row)).toEqual(['hold_inbound', 'late']);
    expect(row.explanation[1]?.values).toEqual({ qty: 300, date: '2026-11-20' });
  });

  it('raises to the MOQ and says so', async () => {
    const row = await only({ skus: [sku('A', { moq: 1000 })], stock: [stock('A', 200)] });
    expect(row).toMatchObject({ action: 'buy', order_qty: 1000, reason: 'moq_rounding' });
    expect(ids(row)[0]).toBe('buy_moq');
  });

  it('buys for a promotion what could wait without it', async () => {
    const promotions = [
      {
        promo_id: '1212',
        phase: null,
        name: null,
        starts_at: '2026-12-06T16:00:00Z',
        ends_at: '2026-12-13T16:00:00Z',
        sku_id: null,
        uplift: 4,
      },
    ];
    const row = await only({ stock: [stock('A', 320)], promotions });
    // the week of 7 December counts 4 × 70, six of its seven days within the 20 of the lead time
    expect(row.reorder_level).toBeCloseTo(140 + 240 + (row.safety_stock ?? 0), 9);
    expect(row).toMatchObject({ action: 'buy', reason: 'for_promotion' });
    expect((await only({ stock: [stock('A', 320)] })).action).toBe('hold');
  });
});

describe('statuses and stops', () => {
  it('is out of stock at or below nothing', async () => {
    const row = await only({ stock: [stock('A', -5)] });
    expect(row).toMatchObject({
      status: 'out_of_stock',
      available: -5,
      position: -5,
      days_of_supply: 0,
      turnover_days: 0,
    });
    expect(row.order_qty).toBe(Math.ceil(270 + SS + 5));
    expect(row.at_stake).toBe(270 * 99);
    expect(await notesOf({ stock: [stock('A', -5)] })).toMatchObject({ negative_stock: 1 });
  });

  it('stops above the maximum, in stock or on order', async () => {
    const over = await only({ stock: [stock('A', 1000)] });
    expect(over).toMatchObject({
      status: 'overstock',
      action: 'stop',
      reason: 'above_maximum',
      order_qty: 0,
      order_by: null,
      traffic: 'push',
    });
    expect(over.at_stake).toBeCloseTo(20 * (1000 - 570 - SS), 4);
    const onOrder = await only({ stock: [stock('A', 320)], inbound: [inbound('A', 1000, '2026-12-01')] });
    expect(onOrder).toMatchObject({ status: 'surplus_on_order', action: 'stop', reason: 'above_maximum' });
  });

  it('stops without sales, but not on blanks and not when new', async () => {
    const dead = await only({
      sales: [sales('A', [...steady(0, 13), ...steady(70, 39)])],
      skus: [sku('A', { tier_lock: 'hit' })],
    });
    expect(dead).toMatchObject({
      status: 'no_sales',
      action: 'clear',
      reason: 'no_sales',
      order_qty: 0,
      turnover_days: null,
    });
    // what little is still expected is less than a unit a week, after 70
    expect(dead.next_4w).toBeLessThan(4);
    expect(ids(dead)).toEqual(['clear_no_sales']);
    const sold = await only({
      sales: [sales('A', [...steady(0, 13), ...steady(70, 39)])],
      skus: [sku('A', { tier_lock: 'hit' })],
      stock: [stock('A', 0)],
    });
    expect(sold).toMatchObject({ action: 'stop', reason: 'no_sales' });
    const unknown = await only({
      sales: [sales('A', [...steady(null, 13), ...steady(70, 39)])],
      skus: [sku('A', { tier_lock: 'hit' })],
    });
    expect(unknown).toMatchObject({ status: 'not_enough_data', days_of_supply: null, next_4w: null });
    const fresh = await only({ sales: [sales('A', steady(0, 5))], skus: [sku('A', { tier_lock: 'new' })] });
    expect(fresh.reason).not.toBe('no_sales');
  });

  it('stops bonded buying of what goes direct, and says when that was set by hand', async () => {
    const weak = [0, 0, 900, ...steady(0, 10)];
    const lowered = await only({ sales: [sales('A', weak)] });
    expect(lowered).toMatchObject({ tier: 'longtail', model: 'direct', action: 'to_direct', reason: 'tier_lowered' });
    expect(lowered).toMatchObject({ order_qty: 0, order_by: null, value: 0 });
    expect(ids(lowered)).toEqual(['to_direct_tier', 'sell_through']);
    // nothing left here, nothing on its way, nothing sold of late: the switch is made
    const made = await only({
      skus: [sku('A', { tier_lock: 'luxury' })],
      stock: [stock('A', 0)],
      sales: [sales('A', [...steady(0, 13), ...steady(70, 39)])],
    });
    expect(made).toMatchObject({ action: 'stop', reason: 'locked_by_hand' });
    expect(await only({ skus: [sku('A', { tier_lock: 'luxury' })] })).toMatchObject({
      model: 'virtual',
      action: 'to_direct',
      reason: 'locked_by_hand',
    });
    expect(await only({ sales: [sales('A', weak)], skus: [sku('A', { tier_lock: 'hit' })] })).toMatchObject({
      tier: 'hit',
      action: 'buy',
    });
  });

  it('does not buy a bonded-only SKU for an overseas warehouse', async () => {
    const row = await only({
      skus: [sku('A', { hs_remark: 'bonded_only' })],
      lanes: [lane({ to_id: 'OSA', from_id: 'SUP' })],
      stock: [stock('A', 1, { warehouse_id: 'OSA' })],
      sales: [sales('A', steady(70), { warehouse_id: 'OSA' })],
    });
    expect(row).toMatchObject({ action: 'stop', reason: 'list_restriction' });
  });

  it('warns of the first expiry before the stock is sold', async () => {
    const row = await only({ stock: [stock('A', 320, { first_expiry: '2026-12-08' })] });
    // 15 days sell 150 of 320
    expect(row).toMatchObject({ status: 'expiry', action: 'clear', reason: 'expiry_gate', order_qty: 0 });
    expect(row.explanation).toEqual([
      { id: 'clear_expiry', values: { unsold: 170, available: 320, date: '2026-12-08' } },
    ]);
    // an item that must be ordered for is ordered for: it says so besides
    const short = await only({ stock: [stock('A', 200, { first_expiry: '2026-12-08' })] });
    expect(short.action).toBe('buy');
    expect(short.explanation).toContainEqual({ id: 'expiry', values: { date: '2026-12-08' } });
    const past = await only({ stock: [stock('A', 320, { first_expiry: '2026-11-20' })] });
    expect(past.explanation).toContainEqual({ id: 'expired', values: { date: '2026-11-20' } });
    expect((await only({ stock: [stock('A', 320, { first_expiry: '2027-12-08' })] })).status).toBe('ok');
  });
});

describe('tiers', () => {
  it('follow lock, price, age, value and steadiness', async () => {
    const skus = [
      sku('big'),
      sku('mid'),
      sku('small'),
      sku('wild'),
      sku('dear', { price: 5000 }),
      sku('made', { custom_made: true }),
      sku('young', { launch_date: '2026-10-12' }),
      sku('held', { tier_lock: 'basic' }),
      sku('quiet'),
    ];
    const weekly = { big: 850, mid: 100, small: 30, wild: 0, dear: 0.01, made: 1, young: 5, held: 1 };
    const series = Object.entries(weekly).map(([id, qty]) => sales(id, steady(qty, 13)));
    const { tiers } = await runPlan(
      input({ skus, stock: [], sales: [...series, sales('wild', [5000, ...steady(0, 12)], { model: 'direct' })] }),
    );
    const byId = Object.fromEntries(tiers.map((tier) => [tier.sku_id, [tier.tier, tier.reason.id]]));
    // value: big 850·13, wild 5000, mid 1300, …: big to 61%, wild crosses 80%, mid crosses 95%
    expect(byId).toEqual({
      big: ['hit', 'tier_steady'],
      wild: ['longtail', 'tier_unsteady'],
      mid: ['basic', 'tier_steady'],
      small: ['longtail', 'tier_class_c'],
      dear: ['luxury', 'tier_luxury'],
      made: ['luxury', 'tier_custom'],
      young: ['new', 'tier_new'],
      held: ['basic', 'tier_locked'],
      quiet: ['longtail', 'tier_no_value'],
    });
    expect(tiers.find(({ sku_id }) => sku_id === 'held')?.locked).toBe(true);
  });
});

it('does not call an SKU unsteady for its promotions', async () => {
  const promotions = [3, 6, 9].map((age) => ({
    promo_id: `P${age}`,
    phase: null,
    name: null,
    starts_at: new Date(Date.UTC(2026, 10, 15, 16) - age * 7 * 86_400_000).toISOString(),
    ends_at: new Date(Date.UTC(2026, 10, 22, 16) - age * 7 * 86_400_000).toISOString(),
    sku_id: null,
    uplift: null,
  }));
  const weeks = steady(10, 13).map((qty, age) =>
    promotions.some(({ promo_id }) => promo_id === `P${age}`) ? 200 : qty,
  );
  expect((await only({ sales: [sales('A', weeks)] })).tier).toBe('longtail'); // CV 1.55
  const known = await only({ sales: [sales('A', weeks)], promotions });
  expect(known.tier).toBe('hit');
  // ten a week, and what promotions sold is not taken for it
  expect(known.next_4w).toBeGreaterThan(36);
  expect(known.next_4w).toBeLessThan(50);
});

describe('bad input', () => {
  it('names a missing lane or lead time and plans the rest', async () => {
    const none = await only({ lanes: [lane({ purpose: 'transfer' })] });
    expect(none).toMatchObject({
      status: 'not_enough_data',
      reason: 'not_enough_data',
      order_qty: null,
      safety_stock: null,
      days_of_supply: 10,
    });
    expect(none.explanation).toEqual([{ id: 'not_planned_lane', values: { warehouse: 'NGB' } }]);
    const blank = await only({
      lanes: [lane({ lead_mean_days: null, lead_sd_days: null, lead_p50: null, lead_p90: null })],
    });
    expect(blank.explanation).toEqual([{ id: 'not_planned_lead_time', values: { lane: 'L1' } }]);
    const slip = await only({ lanes: [lane({ lead_mean_days: 46349 })] }); // a date's serial in the days column
    expect(ids(slip)).toEqual(['not_planned_lead_time']);
  });

  it('takes the shortest lane and fits what a lane leaves out', async () => {
    const row = await only({
      lanes: [lane(), lane({ lane_id: 'L2', lead_mean_days: 10, lead_sd_days: 0, lead_p50: null, lead_p90: null })],
    });
    expect(row).toMatchObject({ lead_mean: 10, lead_sd: 0, lead_p50: 10, lead_p90: 10 });
    const noSd = await only({ lanes: [lane({ lead_sd_days: null, lead_p50: null, lead_p90: null })] });
    expect(noSd).toMatchObject({ lead_mean: 20, lead_sd: null, safety_stock: 0, action: 'buy' });
    expect(await notesOf({ lanes: [lane({ lead_sd_days: null, lead_p50: null, lead_p90: null })] })).toMatchObject({
      no_lead_sd: 1,
    });
  });

  it('does not take a missing stock record for nothing in stock', async () => {
    const row = await only({ stock: [] });
    expect(row).toMatchObject({ status: 'not_enough_data', available: null, position: null, days_of_supply: null });
    expect(ids(row)).toEqual(['not_planned_stock']);
  });

  it('counts unknown codes, duplicates and lonely SKUs', async () => {
    expect(
      await notesOf({
        skus: [sku('A'), sku('A'), sku('B')],
        stock: [
          stock('A', 100),
          stock('X', 1),
          stock('A', 1, { warehouse_id: 'MOON' }),
          stock('B', 1, { warehouse_id: 'SUP' }),
        ],
        sales: [sales('A', steady(70)), sales('A', steady(70), { warehouse_id: '' })],
        inbound: [
          inbound('A', 5, '2026-12-01'),
          inbound('A', 5, '2026-12-01'),
          inbound('A', null, 'soon', { line: 2 }),
        ],
        policy: [
          {
            key: 'service_level',
            value: 'high',
            scope: 'brand',
            scope_id: null,
            effective_from: null,
            effective_to: null,
          },
        ],
        promotions: [
          { promo_id: 'P', phase: null, name: null, starts_at: '?', ends_at: '?', sku_id: null, uplift: null },
        ],
      }),
    ).toMatchObject({
      duplicate_sku: 1,
      unknown_sku: 1,
      unknown_warehouse: 1,
      no_warehouse: 1,
      no_records: 1,
      duplicate_inbound: 1,
      unknown_open_qty: 1,
      bad_policy: 1,
      bad_promotion: 1,
    });
  });

  it('plans neither of two rows that contradict each other, and one of two that agree', async () => {
    expect(ids(await only({ stock: [stock('A', 100), stock('A', 90)] }))).toEqual(['not_planned_duplicate_stock']);
    expect(ids(await only({ sales: [sales('A', steady(70)), sales('A', steady(7))] }))).toEqual([
      'not_planned_duplicate_sales',
    ]);
    expect(
      (
        await only({
          stock: [stock('A', 100), stock('A', 100)],
          sales: [sales('A', steady(70)), sales('A', steady(70))],
        })
      ).demand_mean,
    ).toBe(10);
  });

  it('adds up the models of one warehouse', async () => {
    const row = await only({
      sales: [
        sales('A', steady(40)),
        sales('A', steady(30), { model: 'direct' }),
        sales('A', steady(null), { model: null }),
      ],
    });
    expect(row.demand_mean).toBe(10);
  });

  it('leaves money out in another currency or without one, and says so', async () => {
    const foreign = { skus: [sku('A', { cost_currency: 'JPY', currency: null })] };
    expect(await only(foreign)).toMatchObject({ value: null, at_stake: null, action: 'buy' });
    expect(await notesOf(foreign)).toMatchObject({ other_currency: 1, no_currency: 1, abc_by_units: 1 });
    expect((await only({ skus: [sku('A', { cost_currency: 'cny' })] })).value).toBeGreaterThan(0);
  });

  it('ignores a tier lock that is no tier and rows without an SKU', async () => {
    const odd = { skus: [sku('A', { tier_lock: 'VIP' as never }), sku('')], stock: [stock('A', 100), stock('', 5)] };
    expect(await only(odd)).toMatchObject({ tier: 'hit', model: 'bonded' });
    expect(await notesOf(odd)).toEqual({ bad_tier_lock: 1, no_sku: 1 });
  });

  it('leaves turnover days blank until 13 weeks are known, and a net return is no negative demand', async () => {
    expect((await only({ sales: [sales('A', steady(70, 12))] })).turnover_days).toBeNull();
    const returned = await only({ sales: [sales('A', steady(-7))], skus: [sku('A', { tier_lock: 'hit' })] });
    expect(returned).toMatchObject({ demand_mean: 0, next_4w: 0, days_of_supply: null });
  });

  it('goes on when one item cannot be computed', async () => {
    const { rows, notes } = await runPlan(
      input({
        skus: [sku('A'), sku('B')],
        stock: [stock('A', 100), stock('B', Infinity)],
        sales: [sales('A', steady(70)), sales('B', steady(70))],
      }),
    );
    expect(notes).toContainEqual({ code: 'failed', count: 1, examples: ['B · NGB'] });
    expect(rows.find((row) => row.sku_id === 'B')).toMatchObject({ status: 'not_enough_data', available: null });
    expect(rows.find((row) => row.sku_id === 'A')?.action).toBe('buy');
  });

  it('refuses a plan without dates and accepts one without data', async () => {
    await expect(runPlan(input({ asOf: '23 Nov' }))).rejects.toThrow('asOf "23 Nov" is not a date');
    await expect(runPlan(input({ lastWeek: '2026-11-17' }))).rejects.toThrow('is not a Monday');
    const empty = await runPlan(input({ skus: [], stock: [], sales: [], lanes: [], warehouses: [] }));
    expect(empty).toMatchObject({ rows: [], notes: [], totals: { buyLines: 0, buyValue: 0 } });
  });
});

describe('the run', () => {
  const many = (count: number): PlanInput => {
    const skus = Array.from({ length: count }, (_, i) => sku(`S${i}`));
    return input({
      skus,
      stock: skus.map(({ sku_id }, i) => stock(sku_id, i % 700)),
      sales: skus.map(({ sku_id }, i) =>
        sales(
          sku_id,
          Array.from({ length: 52 }, (_, w) => (i * 13 + w * 29) % 90),
        ),
      ),
    });
  };

  it('ranks by money at stake, worst first, and totals', async () => {
    const { rows, totals } = await runPlan(many(200));
    expect(rows.map(({ rank }) => rank)).toEqual(Array.from({ length: 200 }, (_, i) => i + 1));
    const stakes = rows.map(({ at_stake }) => at_stake ?? -1);
    expect([...stakes].sort((a, b) => b - a)).toEqual(stakes);
    const buys = rows.filter(({ action }) => action === 'buy');
    expect(totals.buyLines).toBe(buys.length);
    expect(totals.buyValue).toBeCloseTo(
      buys.reduce((sum, { value }) => sum + (value ?? 0), 0),
      6,
    );
  });

  it('is the same every time, whatever the order of the input', async () => {
    const first = await runPlan(many(50));
    const again = many(50);
    again.stock.reverse();
    again.sales.reverse();
    expect(JSON.stringify((await runPlan(again)).rows)).toBe(JSON.stringify(first.rows));
  });

  it('lets the host breathe, reports progress and stops when told', async () => {
    const controller = new AbortController();
    const seen: number[] = [];
    let ticks = 0;
    const timer = setInterval(() => (ticks += 1), 1);
    const run = runPlan(many(1500), {
      signal: controller.signal,
      onProgress: ({ done }) => {
        seen.push(done);
        if (done > 0) controller.abort();
      },
    });
    await expect(run).rejects.toMatchObject({ name: 'AbortError' });
    clearInterval(timer);
    expect(ticks).toBeGreaterThan(0);
    expect(seen[0]).toBe(0);
    await expect(runPlan(many(1), { signal: controller.signal })).rejects.toMatchObject({ name: 'AbortError' });
  });
});
