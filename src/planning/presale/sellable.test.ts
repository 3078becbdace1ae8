import { runPlan } from '..';
import { madeLane as lane, madeSku as sku, steady } from '../testing';
import type { InboundLine, LaneFacts, PlanInput, PlanResult, SellableRow, SkuFacts, StockFacts } from '../types';

const WAREHOUSES = [
  { warehouse_id: 'NGB', name: 'Ningbo bonded', type: 'bonded', city: 'Ningbo 宁波', country: 'CN' },
  { warehouse_id: 'CGO', name: 'Zhengzhou bonded', type: 'bonded', city: '郑州', country: 'CN' },
  { warehouse_id: 'OSA', name: 'Osaka', type: 'overseas', city: 'Osaka', country: 'JP' },
  { warehouse_id: 'SUP', name: 'Supplier', type: 'supplier', city: null, country: 'JP' },
];
const deliver = (from_id: string, p50: number, p90: number, more: Partial<LaneFacts> = {}): LaneFacts =>
  lane({
    ...{ lane_id: `${from_id}-CN`, from_id, to_id: 'CN', purpose: 'fulfil' },
    ...{ lead_mean_days: null, lead_sd_days: null, lead_p50: p50, lead_p90: p90 },
    ...more,
  });
// 20 days to Ningbo, P50 19.5, P90 24; 10 to Osaka
const LANES = [
  lane(),
  lane({
    lane_id: 'L2',
    from_id: 'SUP',
    to_id: 'OSA',
    lead_mean_days: 10,
    lead_sd_days: 1,
    lead_p50: 10,
    lead_p90: 12,
  }),
  lane({ lane_id: 'L3', to_id: 'CGO' }),
  deliver('NGB', 2, 4),
  deliver('CGO', 1.4, 5.2),
  deliver('OSA', 7, 12),
];
const stock = (warehouse_id: string, available: number | null, more: Partial<StockFacts> = {}): StockFacts => ({
  ...{ sku_id: 'A', warehouse_id, available, in_transit: null, first_expiry: null, confidence: 1 },
  ...more,
});
const inbound = (
  to_id: string,
  open_qty: number,
  eta: string | null,
  more: Partial<InboundLine> = {},
): InboundLine => ({
  ...{ doc_id: 'PO', line: 1, sku_id: 'A', from_id: 'OSA', to_id, open_qty, eta },
  ...more,
});
const sales = (warehouse_id: string, week: number, model = 'bonded') => ({
  ...{ sku_id: 'A', warehouse_id, model, weeks: steady(week), oos_days_13w: 0 },
});
const off = (key: string, value: string) => ({
  ...{ key, value, scope: 'brand', scope_id: null, effective_from: null, effective_to: null },
});

type Given = Partial<PlanInput> & { sku?: Partial<SkuFacts> };
async function planOf({ sku: facts, ...more }: Given = {}): Promise<PlanResult> {
  return runPlan({
    ...{ asOf: '2026-11-23', lastWeek: '2026-11-16', currency: 'CNY', skus: [sku('A', facts)] },
    ...{ warehouses: WAREHOUSES, lanes: LANES, stock: [], sales: [], inbound: [], promotions: [], policy: [] },
    ...more,
  });
}
async function row(more: Given = {}): Promise<SellableRow> {
  const { sellable } = await planOf(more);
  expect(sellable).toHaveLength(1);
  return sellable[0] as SellableRow;
}
const ids = ({ why }: SellableRow): string[] => why.map(({ id }) => id);

describe('spot', () => {
  it('is what is available in the bonded warehouses, sent within two days', async () => {
    expect(await row({ stock: [stock('NGB', 300), stock('CGO', 50)], sales: [sales('NGB', 7)] })).toMatchObject({
      ...{ listing: 'spot', spot_qty: 350, spot_from: 'NGB / CGO', presale_qty: 0, presale_from: null },
      ...{ dispatch_by: '2026-11-25', committed: null, deposits: null, expected: null },
    });
  });

  it('cuts old figures by their confidence, as far as the policy says', async () => {
    const old = { stock: [stock('NGB', 101, { confidence: 0.7 })] };
    // 101 × 0.7 = 70.7; half the haircut: 101 × 0.85 = 85.85
    expect(await row(old)).toMatchObject({ spot_qty: 70 });
    expect(await row({ ...old, policy: [off('stock_haircut', '0.5')] })).toMatchObject({ spot_qty: 85 });
    expect(await row({ ...old, policy: [off('stock_haircut', '0')] })).toMatchObject({ spot_qty: 101 });
    expect(ids(await row(old))).toContain('sell_haircut');
    // no confidence is known: nothing to cut by
    expect(await row({ stock: [stock('NGB', 101, { confidence: null })] })).toMatchObject({ spot_qty: 101 });
  });

  it('leaves unknown stock unknown, and negative stock at none', async () => {
    const unknown = await row({ stock: [stock('NGB', null)], sales: [sales('NGB', 7)] });
    expect(unknown).toMatchObject({ listing: 'hide', spot_qty: null, presale_qty: 0, traffic: null, page: null });
    expect(ids(unknown)).toEqual(['sell_unknown']);
    expect(await row({ stock: [stock('NGB', -5)] })).toMatchObject({
      listing: 'hide',
      spot_qty: 0,
      traffic: 'throttle',
    });
    // one warehouse known to have some, another unknown: what is known
    expect(await row({ stock: [stock('NGB', 8), stock('CGO', null)] })).toMatchObject({ spot_qty: 8 });
    expect(await row({ stock: [stock('NGB', 0), stock('CGO', null)] })).toMatchObject({ spot_qty: null });
    expect(await row({ stock: [stock('OSA', null)], sales: [sales('OSA', 7, 'direct')] })).toMatchObject({
      ...{ spot_qty: 0, presale_qty: null },
    });
  });

  it('keeps virtual units apart: no warehouse has them', async () => {
    const found = await row({ stock: [stock('NGB', 30, { virtual: 20 })] });
    // the 20 come over the lane: P90 24 + 2 days
    expect(found).toMatchObject({ listing: 'spot_presale', spot_qty: 10, presale_qty: 20, dispatch_by: '2026-12-19' });
  });
});

describe('overseas stock', () => {
  it('goes by direct mail, up to the cap', async () => {
    const found = await row({ stock: [stock('NGB', 40), stock('OSA', 99)] });
    expect(found).toMatchObject({ listing: 'spot_presale', spot_qty: 40, presale_qty: 79, presale_from: 'OSA' });
    expect(found.page).toEqual({
      zh: '保税仓发货(宁波),预计2-4天送达,付款后48小时内发货;售完后海外直邮(日本),需清关,预计7-12天送达,付款后48小时内发货',
      en: 'Ships from bonded warehouse (Ningbo), arrives in 2–4 days, dispatched within 48 hours of payment. Once sold out: Direct mail from overseas (Japan), clears customs, arrives in 7–12 days, dispatched within 48 hours of payment',
    });
  });

  it('is not offered where the law allows bonded only, and nothing is off the list', async () => {
    const places = { stock: [stock('NGB', 40), stock('OSA', 99)], inbound: [inbound('OSA', 10, '2026-11-30')] };
    const bonded = await row({ ...places, sku: { hs_remark: 'bonded_only' } });
    expect(bonded).toMatchObject({ listing: 'spot', spot_qty: 40, presale_qty: 0 });
    expect(ids(bonded)).toContain('sell_bonded_only');
    const none = await row({ stock: [stock('OSA', 99)], sku: { hs_remark: 'bonded_only' } });
    expect(none).toMatchObject({ listing: 'hide', presale_qty: 0, page: null, traffic: 'throttle', dispatch_by: null });
    const off = await row({ ...places, sku: { hs_remark: 'off_list' } });
    expect(off).toMatchObject({ listing: 'hide', spot_qty: 0, presale_qty: 0, page: null });
    expect(ids(off)[0]).toBe('sell_off_list');
  });
});

describe('arrivals', () => {
  it('are presold by the day on which nine of ten come, plus two to send', async () => {
    // ETA in 12 days, P90 − P50 = 4.5 → day 17, sent by day 19; 80% of 100
    const found = await row({ stock: [stock('NGB', 0)], inbound: [inbound('NGB', 100, '2026-12-05')] });
    expect(found).toMatchObject({ listing: 'presale', spot_qty: 0, presale_qty: 80, dispatch_by: '2026-12-12' });
    expect(found.page).toEqual({
      zh: '预售:12月12日前发货(宁波保税仓),发货后预计2-4天送达',
      en: 'Presale: ships by 12 Dec (bonded warehouse, Ningbo), arrives 2–4 days after dispatch',
    });
    expect(found.traffic).not.toBe('push');
  });

  it('count neither late nor undated, nor beyond the longest wait, nor without a lane', async () => {
    const at = (eta: string | null, more: Given = {}) =>
      row({ stock: [stock('NGB', 0)], inbound: [inbound('NGB', 100, eta)], ...more });
    for (const eta of [null, '2026-11-22', 'soon']) {
      const found = await at(eta);
      expect([eta, found.listing, found.presale_qty]).toEqual([eta, 'hide', 0]);
      expect(ids(found)).toContain('sell_unsure');
    }
    // sent on day eta + 4.5 → + 2 ≤ 45: the last ETA is 38 days ahead, 31 December
    expect(await at('2026-12-31')).toMatchObject({ presale_qty: 80, dispatch_by: '2027-01-07' });
    // 39 + 4.5 → day 44, sent on day 46
    expect((await at('2027-01-01')).why).toContainEqual({
      id: 'sell_too_far',
      values: { qty: 100, place: 'NGB', wait: 46, days: 45 },
    });
    expect(await at('2026-12-05', { policy: [off('presale_days', '18')] })).toMatchObject({ presale_qty: 0 });
    expect(ids(await at('2026-12-05', { lanes: [deliver('NGB', 2, 4)] }))).toContain('sell_no_lane');
  });

  it('serve spot buyers and safety stock first', async () => {
    // 10 a day, 100 there, 200 arrive on day 17 (ETA 5 December + 4.5): sold out on day 10, 10 sold on day 17, 190 left
    const given: Given = {
      stock: [stock('NGB', 100)],
      sales: [sales('NGB', 70)],
      inbound: [inbound('NGB', 200, '2026-12-05')],
      policy: [off('safety_days', '5')],
    };
    // 80% of 200 is 160; 190 − 50 safety is less
    const found = await row(given);
    expect(found).toMatchObject({
      spot_qty: 100,
      presale_qty: 140,
      listing: 'spot_presale',
      dispatch_by: '2026-12-12',
    });
    // overseas nothing is kept back
    const overseas = await row({
      stock: [stock('OSA', 100)],
      sales: [sales('OSA', 70, 'direct')],
      // 12 days + 2 → day 14 → sent by day 16
      inbound: [inbound('OSA', 200, '2026-12-05', { from_id: 'SUP' })],
    });
    expect(overseas).toMatchObject({ presale_qty: 80 + 160, dispatch_by: '2026-12-09', spot_qty: 0 });
    expect(overseas.page?.zh).toBe(
      '海外直邮(日本),需清关,预计7-12天送达,付款后48小时内发货;售完后预售:12月9日前发货(日本直邮,需清关),发货后预计7-12天送达',
    );
  });
});

describe('virtual stock', () => {
  const luxury = { custom_made: true };

  it('is the supplier’s word, sent once it has come over the lane', async () => {
    // lane into Osaka: P90 12 + 2
    const found = await row({ sku: luxury, stock: [stock('OSA', 25)] });
    expect(found).toMatchObject({ listing: 'presale', spot_qty: 0, presale_qty: 25, dispatch_by: '2026-12-07' });
    expect(ids(found)).toContain('sell_committed');
    // the record says that 5 of them are there
    expect(await row({ sku: luxury, stock: [stock('OSA', 25, { virtual: 20 })] })).toMatchObject({
      presale_qty: 20 + 4,
    });
    expect(await row({ sku: luxury, stock: [stock('OSA', 25)], policy: [off('presale_days', '13')] })).toMatchObject({
      ...{ listing: 'hide', presale_qty: 0 },
    });
  });

  it('at a supplier goes out through the warehouse that delivers', async () => {
    const found = await row({ sku: luxury, stock: [stock('SUP', 40, { confidence: 0.9 })] });
    expect(found).toMatchObject({
      listing: 'presale',
      presale_qty: 36,
      presale_from: 'OSA',
      dispatch_by: '2026-12-07',
    });
    expect(found.page?.zh).toContain('日本直邮');
    // of a SKU that is not virtual a supplier's stock is no offer
    expect((await planOf({ stock: [stock('SUP', 40)] })).sellable).toMatchObject([{ listing: 'hide', presale_qty: 0 }]);
  });
});

describe('traffic and limit', () => {
  it('throttles below cover and limits an order to a day’s share', async () => {
    // 10 a day: 100 last 10 days, an order takes 19.5; 100 / 19.5 = 5.1
    const found = await row({ stock: [stock('NGB', 100)], sales: [sales('NGB', 70)] });
    expect(found).toMatchObject({ traffic: 'throttle', cover_days: 10, limit_per_order: 5 });
    expect(ids(found)).toEqual(['sell_spot', 'sell_throttle', 'sell_limit']);
    expect(await row({ stock: [stock('NGB', 4)], sales: [sales('NGB', 70)] })).toMatchObject({ limit_per_order: 1 });
  });

  it('holds with cover, and raises what is above the maximum', async () => {
    expect(await row({ stock: [stock('NGB', 350)], sales: [sales('NGB', 70)] })).toMatchObject({
      ...{ traffic: 'hold', limit_per_order: null, cover_days: 35 },
    });
    const much = await row({ stock: [stock('NGB', 900)], sales: [sales('NGB', 70)] });
    expect(much).toMatchObject({ traffic: 'push', cover_days: 90 });
    expect(ids(much)).toContain('sell_push');
  });

  it('looks at the warehouses of a model together', async () => {
    // Ningbo is empty and sells 10 a day, Zhengzhou has 900 and sells 10: together 45 days against 19.5
    const both = [sales('NGB', 70), sales('CGO', 70)];
    const found = await row({ stock: [stock('NGB', 0), stock('CGO', 900)], sales: both });
    expect(found).toMatchObject({ traffic: 'hold', cover_days: 45, limit_per_order: null });
    // 300 for 20 a day: 15 days; 300 / 19.5 = 15.4
    expect(await row({ stock: [stock('NGB', 0), stock('CGO', 300)], sales: both })).toMatchObject({
      ...{ traffic: 'throttle', cover_days: 15, limit_per_order: 15 },
    });
  });
});

describe('page text', () => {
  it('holds for every warehouse that may send', async () => {
    const found = await row({ stock: [stock('NGB', 10), stock('CGO', 10)] });
    // P50 2 and 1.4, P90 4 and 5.2: 2 to 6 days
    expect(found.page?.zh).toBe('保税仓发货(宁波/郑州),预计2-6天送达,付款后48小时内发货');
    expect(found.page?.en).toBe(
      'Ships from bonded warehouse (Ningbo/Zhengzhou), arrives in 2–6 days, dispatched within 48 hours of payment',
    );
  });

  it('holds for the nearest and the farthest region', async () => {
    const regions = [deliver('NGB', 5, 9, { lane_id: 'far' }), deliver('NGB', 1, 2, { lane_id: 'near' })];
    const found = await row({ stock: [stock('NGB', 10)], lanes: [lane(), ...regions] });
    expect(found.page?.zh).toBe('保税仓发货(宁波),预计1-9天送达,付款后48小时内发货');
  });

  it('is refused without a delivery lane or a place, with the reason, while the SKU stays listed', async () => {
    const without = await planOf({ stock: [stock('NGB', 10), stock('OSA', 10)], lanes: LANES.slice(0, 5) });
    expect(without.sellable).toMatchObject([{ listing: 'spot_presale', spot_qty: 10, page: null }]);
    expect(without.sellable[0]?.why).toContainEqual({ id: 'page_no_lane', values: { place: 'OSA' } });
    const nowhere = [{ warehouse_id: 'NGB', name: null, type: 'bonded' }];
    const found = await row({ stock: [stock('NGB', 10)], warehouses: nowhere });
    expect(found).toMatchObject({ listing: 'spot', page: null });
    expect(ids(found)).toContain('page_no_place');
    // its name will do
    expect(
      (await row({ stock: [stock('NGB', 10)], warehouses: [{ ...nowhere[0]!, name: '保税仓' }] })).page?.zh,
    ).toContain('(保税仓)');
  });

  it('names a holiday the calendar knows', async () => {
    const holiday = (from: string, to: string) => ({
      ...{ promo_id: 'CNY', phase: 'holiday', name: 'Spring Festival 春节', starts_at: from, ends_at: to },
      ...{ sku_id: null, uplift: 1 },
    });
    const near = await row({
      stock: [stock('NGB', 10)],
      promotions: [holiday('2026-11-27T00:00:00Z', '2026-12-01T00:00:00Z')],
    });
    expect(near.page?.zh).toMatch(/。遇春节,发货和清关可能顺延$/);
    expect(near.page?.en).toMatch(/\. Spring Festival: dispatch and customs may take longer$/);
    const far = await row({
      stock: [stock('NGB', 10)],
      promotions: [holiday('2027-02-01T00:00:00Z', '2027-02-08T00:00:00Z')],
    });
    expect(far.page?.zh).not.toContain('春节');
  });
});

describe('deposits', () => {
  const presale = (phase: string, from: string, to: string) => ({
    ...{
      promo_id: 'D12',
      phase,
      name: 'Double 12',
      starts_at: `${from}T00:00:00+08:00`,
      ends_at: `${to}T23:59:59+08:00`,
    },
    ...{ sku_id: null, uplift: 1, presale: true },
  });
  const signals = (units: number) => [{ sku_id: 'A', signal: 'deposits', weeks: [units, ...steady(0, 51)] }];
  const given: Given = {
    stock: [stock('NGB', 400)],
    sales: [sales('NGB', 70)],
    corrections: [],
    signals: signals(100),
    promotions: [presale('deposit', '2026-11-16', '2026-11-24'), presale('balance', '2026-12-03', '2026-12-05')],
  };

  it('come off what can be promised in full, and off the position by the share that counts', async () => {
    const { sellable, rows } = await planOf(given);
    // 100 × 0.8 = 80 owed; 320 left; before balance day 40 count into the next buy
    expect(sellable).toMatchObject([{ spot_qty: 320, deposits: 100, expected: 80, committed: 80 }]);
    expect(rows).toMatchObject([{ available: 400, presale_owed: 40, position: 360, days_of_supply: 36 }]);
    expect(rows[0]?.explanation.map(({ id }) => id)).toContain('presale_before');
  });

  it('count in full from balance day on', async () => {
    const later = { asOf: '2026-12-03', lastWeek: '2026-11-23' };
    const weeks = [{ sku_id: 'A', signal: 'deposits', weeks: [0, 100, ...steady(0, 50)] }];
    const { rows } = await planOf({ ...given, ...later, signals: weeks });
    expect(rows).toMatchObject([{ presale_owed: 80, position: 320 }]);
    expect(rows[0]?.explanation.map(({ id }) => id)).toContain('presale_after');
  });

  it('raise the next buy by what counts', async () => {
    const low = { stock: [stock('NGB', 200)] };
    const without = await planOf({ ...given, ...low, signals: [] });
    const with100 = await planOf({ ...given, ...low });
    expect((with100.rows[0]?.order_qty ?? 0) - (without.rows[0]?.order_qty ?? 0)).toBeCloseTo(40, 6);
  });

  it('are served by arrivals before they are due, so that spot stays free', async () => {
    // 60 arrive on day 6 (ETA 25 November + 4.5 → 7), due on day 10: of 80 owed 60 come from them, 20 from stock
    const found = await row({ ...given, inbound: [inbound('NGB', 60, '2026-11-25')] });
    expect(found).toMatchObject({ spot_qty: 380, presale_qty: 0, committed: 80 });
  });

  it('count into the cap: what is presold already is not presold again', async () => {
    // 80% of 200 that arrive on day 7 is 160, 80 of them are owed by day 10
    const found = await row({ ...given, inbound: [inbound('NGB', 200, '2026-11-25')] });
    expect(found).toMatchObject({ spot_qty: 400, presale_qty: 80, committed: 80 });
  });

  it('change nothing where the calendar has no presale, but are noted', async () => {
    const plain = await planOf({ ...given, promotions: [], signals: [] });
    const lone = await planOf({ ...given, promotions: [] });
    expect(lone.rows).toEqual(plain.rows);
    expect(lone.sellable).toEqual(plain.sellable);
    expect(lone.notes).toContainEqual({ code: 'deposits_without_presale', count: 1, examples: ['A'] });
  });

  it('are shared by the warehouses the SKU is sold from', async () => {
    const { rows } = await planOf({
      ...given,
      stock: [stock('NGB', 400), stock('CGO', 400), stock('OSA', 50)],
      sales: [sales('NGB', 60), sales('CGO', 20)],
    });
    const owed = Object.fromEntries(rows.map((one) => [one.warehouse_id, one.presale_owed]));
    expect(owed).toEqual({ NGB: 30, CGO: 10, OSA: null });
  });
});

it('is the same however many threads share the plan', async () => {
  const { mergePlans, planPart } = await import('..');
  const input: PlanInput = {
    ...{ asOf: '2026-11-23', lastWeek: '2026-11-16', currency: 'CNY', skus: [sku('A'), sku('B')] },
    ...{ warehouses: WAREHOUSES, lanes: LANES, sales: [sales('NGB', 70)], inbound: [], promotions: [], policy: [] },
    stock: [stock('NGB', 100), stock('OSA', 10), { ...stock('NGB', 5), sku_id: 'B' }],
  };
  const parts = await Promise.all([0, 1].map((index) => planPart(input, { index, count: 2 })));
  expect(mergePlans(input, parts).sellable).toEqual((await runPlan(input)).sellable);
});
