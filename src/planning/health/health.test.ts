import fc from 'fast-check';
import { madeLane, madeSku, steady } from '../testing';
import type { InboundLine, PlanInput, SalesSeries, StockFacts } from '../types';
import { checkInputs, type CheckFinding, type CheckId, type SheetFacts, type StockParts } from '.';

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
const inbound = (sku_id: string, open_qty: number | null, eta: string | null, more = {}): InboundLine => ({
  doc_id: 'PO1',
  line: 1,
  sku_id,
  to_id: 'NGB',
  open_qty,
  eta,
  qty_ordered: open_qty,
  ...more,
});
const SKUS = ['A', 'B', 'C', 'D', 'E', 'F'];

/** Six SKUs in good order: 20 to buy, 99 to sell, 70 a week, 300 in stock, packs of 12. */
const clean = (more: Partial<PlanInput> = {}): PlanInput => ({
  asOf: '2026-11-23',
  lastWeek: '2026-11-16',
  currency: 'CNY',
  skus: SKUS.map((sku) => madeSku(sku, { moq: 24, pack_qty: 12, category: 'Care', shelf_life_days: 720 })),
  warehouses: [
    { warehouse_id: 'NGB', name: 'Ningbo', type: 'bonded' },
    { warehouse_id: 'OSA', name: 'Osaka', type: 'overseas' },
  ],
  lanes: [madeLane()],
  stock: SKUS.map((sku, at) => stock(sku, 300 + at)),
  sales: SKUS.map((sku) => sales(sku, steady(70))),
  inbound: [inbound('A', 120, '2026-12-20'), inbound('A', 60, '2027-01-20', { line: 2 })],
  promotions: [],
  policy: [],
  ...more,
});
const withStock = (input: PlanInput): PlanInput => ({
  ...input,
  stock: input.stock.map((row) => {
    const open = input.inbound.filter((line) => line.sku_id === row.sku_id && line.to_id === row.warehouse_id);
    return { ...row, in_transit: open.reduce((sum, { open_qty }) => sum + (open_qty ?? 0), 0) };
  }),
});
const base = (more: Partial<PlanInput> = {}): PlanInput => withStock(clean(more));
const sku = (id: string, more: object): PlanInput => {
  const input = base();
  return { ...input, skus: input.skus.map((one) => (one.sku_id === id ? { ...one, ...more } : one)) };
};
const parts = (id: string, more: Partial<StockParts> = {}): StockParts => ({
  sku_id: id,
  warehouse_id: 'NGB',
  on_hand: 300,
  reserved: 0,
  locked: 0,
  defective: 0,
  near_expiry_lock: null,
  virtual: null,
  available: 300,
  as_of: '2026-11-23T01:12:00Z',
  source: 'ERP',
  ...more,
});
const of = (check: CheckId, input: PlanInput, facts: SheetFacts = {}): CheckFinding[] =>
  checkInputs(input, facts).filter((finding) => finding.check === check);
const weeks = (from: number, values: (number | null)[]): (number | null)[] =>
  steady(70).map((qty, age) => values[age - from + 1] ?? qty);

it('is quiet on clean data', () => {
  expect(checkInputs(base())).toEqual([]);
  expect(checkInputs(base(), { stock: SKUS.map((id) => parts(id)) })).toEqual([]);
});

it('ranks by money at risk, then by level', () => {
  const input = sku('A', { unit_cost: null });
  input.lanes = [];
  const found = checkInputs(input);
  expect(found.map(({ check }) => check)).toEqual(['no_lane', 'no_cost']);
  // four weeks of 70 at 99, six SKUs; 303 … and A: 300 + 180 in transit + 4·70 at 99
  expect(found.map(({ atRisk }) => atRisk)).toEqual([6 * 4 * 70 * 99, (300 + 180 + 280) * 99]);
});

// check, the input that must raise it, place, money at risk worked by hand; and one near by that must not
type Case = [CheckId, [PlanInput, SheetFacts?], string, number | null, [PlanInput, SheetFacts?]];
const month = { weeks: weeks(3, [2100]) };
const CASES: Case[] = [
  ['no_cost', [sku('A', { unit_cost: null })], 'A|unit_cost', 760 * 99, [sku('A', { unit_cost: 0.01 })]],
  ['no_price', [sku('B', { price: null })], 'B|price', 280 * 20, [base()]],
  ['no_currency', [sku('B', { currency: null })], 'B|currency', 20 * (301 + 280), [sku('B', { price: null, currency: null, cost_currency: 'CNY' })]],
  ['other_currency', [sku('B', { cost_currency: 'JPY' })], 'B|cost_currency', null, [sku('B', { cost_currency: 'cny' })]],
  // a cost of 2,000 where 20 is usual: fen for yuan; held 301 + 4 weeks of 70
  ['cost_scale', [sku('B', { unit_cost: 2000 })], 'B|unit_cost', (2000 - 20) * (301 + 280), [sku('B', { unit_cost: 60 })]],
  ['cost_scale', [sku('B', { price: 9900 })], 'B|price', (9900 - 99) * 280, [sku('B', { price: 300 })]],
  ['cost_unusual', [sku('B', { unit_cost: 140 })], 'B|unit_cost', (140 - 20) * (301 + 280), [sku('B', { unit_cost: 90 })]],
  ['cost_over_price', [sku('B', { unit_cost: 99 })], 'B|unit_cost', 280 * 99, [sku('B', { unit_cost: 98 })]],
  ['negative_value', [sku('B', { moq: -12 })], 'B|moq', 280 * 99, [sku('B', { moq: 0 })]],
  ['no_moq', [sku('B', { moq: null })], 'B|moq', 0, [base({ skus: clean().skus.map((one) => ({ ...one, moq: null })) })]],
  ['no_pack', [sku('B', { pack_qty: null })], 'B|pack_qty', 0, [base()]],
  // 26 weeks of 70 = 1,820
  ['moq_large', [sku('B', { moq: 2400 })], 'B|moq', (2400 - 1820) * 20, [sku('B', { moq: 1800 })]],
  ['pack_over_moq', [sku('B', { moq: 2 })], 'B|moq', 10 * 20, [sku('B', { moq: 12 })]],
  ['no_shelf_life', [sku('B', { shelf_life_days: null })], 'B|shelf_life_days', 301 * 20, [base({ skus: clean().skus.map((one, at) => ({ ...one, shelf_life_days: at < 3 ? 720 : null })) })]],
  ['shelf_life_unit', [sku('B', { shelf_life_days: 24 })], 'B|shelf_life_days', 301 * 20, [sku('B', { shelf_life_days: 45, category: 'Other' })]],
  ['launch_after_sale', [sku('B', { launch_date: '2026-11-20' })], 'B|launch_date', 280 * 99, [sku('B', { launch_date: '2025-12-01' })]],
  ['no_records', [base({ skus: [...clean().skus, madeSku('Z')] })], 'Z|', 0, [base()]],
  ['code_number', [base({ stock: [...clean().stock, stock('6.97432E+12', 4)] })], '6.97432E+12/NGB|sku_id', null, [base({ skus: [...clean().skus, madeSku('1E5')], stock: [...clean().stock, stock('1E5', 4)], sales: [...clean().sales, sales('1E5', steady(70))] })]],
  ['code_twins', [base({ skus: [...clean().skus, madeSku('0A')] })], '0A|sku_id', 0, [base({ skus: [...clean().skus, madeSku('A1')] })]],
  ['unknown_sku', [base({ inbound: [inbound('00B', 4, '2026-12-20')] })], 'PO1/1|sku_id', 280 * 99, [base()]],
  ['unknown_sku', [base({ stock: [...clean().stock, stock('Q', 4)] })], 'Q/NGB|sku_id', null, [base()]],
  ['unknown_warehouse', [base({ stock: [...clean().stock, stock('A', 4, { warehouse_id: 'ngb' })] })], 'A/ngb|warehouse_id', null, [base()]],
  ['repeated_row', [base({ stock: [...clean().stock, stock('A', 4)] })], 'A/NGB|', 280 * 99, [base({ stock: [...clean().stock, stock('A', 4, { warehouse_id: 'OSA' })] })]],
  ['unreadable', [base(), { unreadable: [{ table: 'TW_Stock', key: ['A', 'NGB'], column: 'available', address: 'Stock!L6', text: '约300' }] }], 'A/NGB|available', 280 * 99, [base(), { unreadable: [] }]],
  ['refused_rows', [base(), { refused: [{ source: 'sales.csv', rows: 12 }] }], '', null, [base(), { refused: [{ source: 'sales.csv', rows: 0 }] }]],
  ['no_stock', [base({ stock: clean().stock.slice(1) })], 'A/NGB|available', 280 * 99, [base({ stock: clean().stock.slice(1), sales: clean().sales.slice(1) })]],
  ['negative_stock', [base({ stock: [stock('A', -7), ...clean().stock.slice(1)] })], 'A/NGB|available', 7 * 20, [base({ stock: [stock('A', 0), ...clean().stock.slice(1)] })]],
  ['negative_stock', [base(), { stock: [parts('A', { on_hand: -3, available: -3 })] }], 'A/NGB|on_hand', 3 * 20, [base(), { stock: [parts('A', { on_hand: 0, available: 0 })] }]],
  ['reserved_over', [base(), { stock: [parts('A', { reserved: 310, available: 0 })] }], 'A/NGB|reserved', 10 * 20, [base(), { stock: [parts('A', { reserved: 310, virtual: 20, available: 10 })] }]],
  ['available_differs', [base(), { stock: [parts('A', { reserved: 40 })] }], 'A/NGB|available', 40 * 20, [base(), { stock: [parts('A', { reserved: 40, available: 255 })] }]],
  ['reserved_twice', [base(), { stock: [parts('A', { reserved: 40, available: 220 })] }], 'A/NGB|available', 40 * 20, [base(), { stock: [parts('A', { reserved: 40, available: 220 }), parts('B', { reserved: 30, available: 270 }), parts('C', { reserved: 20, available: 280 })] }]],
  ['stock_twice', [base({ stock: [...clean().stock, ...SKUS.map((id, at) => stock(id, 300 + at, { warehouse_id: 'OSA' }))] })], 'A/NGB|available', (6 * 300 + 15) * 20, [base({ stock: [...clean().stock, ...SKUS.map((id) => stock(id, 300, { warehouse_id: 'OSA' }))] })]],
  ['expired_stock', [base({ stock: [stock('A', 300, { first_expiry: '2026-11-22' }), ...clean().stock.slice(1)] })], 'A/NGB|first_expiry', 300 * 20, [base({ stock: [stock('A', 0, { first_expiry: '2026-11-22' }), stock('B', 301, { first_expiry: '2026-11-23' }), ...clean().stock.slice(2)] })]],
  ['transit_differs', [{ ...base(), stock: [stock('A', 300, { in_transit: 240 }), ...clean().stock.slice(1)] }], 'A/NGB|in_transit', 60 * 20, [{ ...base(), stock: [stock('A', 300, { in_transit: 181 }), ...clean().stock.slice(1)] }]],
  ['stale_stock', [base({ stock: [stock('A', 300, { confidence: 0.9 }), ...clean().stock.slice(1)] }), { stock: [parts('A', { as_of: '2026-11-21T22:00:00Z' }), parts('B')] }], 'A/NGB|as_of', 300 * 20 * 0.1, [base(), { stock: [parts('A', { as_of: '2026-11-22T22:00:00Z' }), parts('B')] }]],
  ['older_cut', [base(), { tables: [{ table: 'TW_Stock', dataTime: '2026-11-23T01:12:00Z' }, { table: 'TW_Sales', dataTime: '2026-11-21T01:12:00Z' }] }], '|', null, [base(), { tables: [{ table: 'TW_Stock', dataTime: '2026-11-23T01:12:00Z' }] }]],
  ['no_sales', [base({ sales: clean().sales.slice(1) })], 'A/NGB|available', 300 * 20, [base()]],
  // cartons of 12 since four weeks: 70 → 6; the other way 840
  ['sales_step', [base({ sales: [sales('A', steady(70).map((qty, age) => (age < 4 ? 6 : qty)))] })], 'A/NGB/bonded|w1', 4 * 64 * 99, [base({ sales: [sales('A', steady(70).map((qty, age) => (age < 4 ? 6 : qty)), { oos_days_13w: 20 })] })]],
  ['sales_step', [base({ sales: [sales('A', steady(70).map((qty, age) => (age < 3 ? 840 : qty)))] })], 'A/NGB/bonded|w1', 4 * 770 * 20, [base({ sales: [sales('A', steady(70).map((qty, age) => (age < 2 ? 840 : qty)))] })]],
  // 30 × 70 in W-3; 4 × 70 exactly in W-3
  ['month_in_week', [base({ sales: [sales('A', month.weeks)] })], 'A/NGB/bonded|w3', 2030 * 20, [base({ sales: [sales('A', month.weeks)], corrections: [{ sku_id: 'A', warehouse_id: 'NGB', model: 'bonded', day: '2026-11-04', kind: 'bulk', change: -2000, use_raw: false }] })]],
  ['month_in_week', [base({ sales: [sales('A', weeks(3, [280]))] })], 'A/NGB/bonded|w3', 210 * 20, [base({ sales: [sales('A', weeks(3, [281]))] })]],
  ['sales_twice', [base({ sales: ['bonded', 'direct'].map((model) => sales('A', steady(0).map((_, age) => 50 + (age % 7)), { model })) })], 'A/NGB/bonded|', null, [base({ sales: ['bonded', 'direct'].map((model) => sales('A', steady(2), { model })) })]],
  ['negative_sales', [base({ sales: [sales('A', weeks(5, [-4]))] })], 'A/NGB/bonded|w5', 4 * 20, [base({ sales: [sales('A', weeks(5, [0]))] })]],
  ['out_days', [base({ sales: [sales('A', steady(70), { oos_days_13w: 1440 })] })], 'A/NGB/bonded|oos_days_13w', 280 * 99, [base({ sales: [sales('A', steady(70), { oos_days_13w: 91 })] })]],
  ['inbound_late', [base({ inbound: [inbound('A', 120, '2026-11-10')] })], 'PO1/1|eta', 120 * 20, [base({ inbound: [inbound('A', 120, '2026-11-17')] })]],
  ['inbound_undated', [base({ inbound: [inbound('A', 120, null)] })], 'PO1/1|eta', 120 * 20, [base({ inbound: [inbound('A', 0, null)] })]],
  ['inbound_twice', [base({ inbound: [inbound('A', 120, '2026-12-20'), inbound('A', 120, '2026-12-20', { line: 2 })] })], 'PO1/2|', 120 * 20, [base({ inbound: [inbound('A', 120, '2026-12-20'), inbound('A', 120, '2026-12-20', { doc_id: 'PO2' })] })]],
  ['inbound_unusual', [base({ inbound: [inbound('A', 0, null, { qty_ordered: 120 }), inbound('A', 0, null, { line: 2, qty_ordered: 120 }), inbound('A', 2880, '2026-12-20', { line: 3 })] })], 'PO1/3|qty_ordered', 2760 * 20, [base({ inbound: [inbound('A', 0, null, { qty_ordered: 120 }), inbound('A', 0, null, { line: 2, qty_ordered: 120 }), inbound('A', 1440, '2026-12-20', { line: 3 })] })]],
  ['inbound_dates', [base({ inbound: [inbound('A', 120, '2027-12-30')] })], 'PO1/1|eta', 120 * 20, [base({ inbound: [inbound('A', 120, '2027-12-20')] })]],
  ['inbound_dates', [base({ inbound: [inbound('A', 120, '2026-12-20', { etd: '2026-12-21' })] })], 'PO1/1|eta', 120 * 20, [base()]],
  ['inbound_no_quantity', [base({ inbound: [inbound('A', null, '2026-12-20', { qty_ordered: 120 })] })], 'PO1/1|open_qty', 120 * 20, [base()]],
  ['no_lane', [base({ lanes: [] })], 'NGB|', 6 * 280 * 99, [base()]],
  ['no_lead_time', [base({ lanes: [madeLane({ lead_mean_days: null, lead_p50: null, lead_p90: null })] })], 'L1|lead_mean_days', 6 * 280 * 99, [base({ lanes: [madeLane({ lead_mean_days: null })] })]],
  ['lead_order', [base({ lanes: [madeLane({ lead_p50: 24, lead_p90: 20 })] })], 'L1|lead_p90', 6 * 280 * 99, [base({ lanes: [madeLane({ lead_p50: 20, lead_p90: 20 })] })]],
  // 3 stated, 21.4 learned: weeks
  ['lead_unit', [base({ lanes: [madeLane({ lead_mean_days: 3, lead_p50: 3, lead_p90: 4, learned: { count: 9, mean: 21.4, sd: 3, p50: 21, p90: 26 } })] })], 'L1|lead_mean_days', 6 * 280 * 99, [base({ lanes: [madeLane({ learned: { count: 9, mean: 32, sd: 3, p50: 31, p90: 38 } })] })]],
  ['lead_absurd', [base({ lanes: [madeLane({ lead_mean_days: 1, lead_p50: 1, lead_p90: 1.2 })] })], 'L1|lead_mean_days', 6 * 280 * 99, [base({ lanes: [madeLane({ lead_mean_days: 2, lead_p50: 2, lead_p90: 3 })] })]],
  ['no_lead_sd', [base({ lanes: [madeLane({ lead_sd_days: null, lead_p50: null, lead_p90: null })] })], 'L1|lead_sd_days', 0, [base({ lanes: [madeLane({ lead_sd_days: null })] })]],
  ['policy_refused', [base({ policy: [{ key: 'service_level', value: '95', scope: 'brand', scope_id: null, effective_from: null, effective_to: null }] })], 'service_level/brand//|value', null, [base({ policy: [{ key: 'service_level', value: '95%', scope: 'brand', scope_id: null, effective_from: null, effective_to: null }] })]],
  ['policy_scope', [base({ policy: [{ key: 'service_level', value: '0.9', scope: 'sku', scope_id: 'Q', effective_from: null, effective_to: null }] })], 'service_level/sku/Q/|value', null, [base({ policy: [{ key: 'service_level', value: '0.9', scope: 'sku', scope_id: 'A', effective_from: null, effective_to: null }] })]],
  ['promotion_dates', [base({ promotions: [{ promo_id: 'P', phase: null, name: null, starts_at: '', ends_at: '2026-12-12T00:00:00Z', sku_id: 'A', uplift: null }] })], 'P//A|starts_at', 280 * 99, [base({ promotions: [{ promo_id: 'P', phase: null, name: null, starts_at: '2026-12-09T00:00:00Z', ends_at: '2026-12-12T00:00:00Z', sku_id: 'A', uplift: null }] })]],
  // 2026-12-10 to 12-16: six days of the four weeks
  ['promotion_overlap', [base({ promotions: ['P', 'Q'].map((promo_id, at) => ({ promo_id, phase: null, name: null, starts_at: `2026-12-${at ? '10' : '01'}T00:00:00Z`, ends_at: `2026-12-${at ? '20' : '16'}T00:00:00Z`, sku_id: 'A', uplift: null })) })], 'Q//A|starts_at', (280 * 99 * 6) / 28, [base({ promotions: ['P', 'Q'].map((promo_id, at) => ({ promo_id, phase: null, name: null, starts_at: `2026-12-${at ? '10' : '01'}T00:00:00Z`, ends_at: `2026-12-${at ? '20' : '10'}T00:00:00Z`, sku_id: 'A', uplift: null })) })]],
  ['promotion_uplift', [base({ promotions: [{ promo_id: 'P', phase: null, name: null, starts_at: '2026-12-09T00:00:00Z', ends_at: '2026-12-16T00:00:00Z', sku_id: 'A', uplift: 150 }] })], 'P//A|uplift', (280 * 99) / 4, [base({ promotions: [{ promo_id: 'P', phase: null, name: null, starts_at: '2026-12-09T00:00:00Z', ends_at: '2026-12-16T00:00:00Z', sku_id: 'A', uplift: 1.5 }] })]],
]; // prettier-ignore

describe('each check speaks up, and keeps still beside its threshold', () => {
  it.each(CASES)('%s', (check, [bad, badFacts], where, atRisk, [good, goodFacts]) => {
    const found = of(check, bad, badFacts);
    expect(found).toHaveLength(1);
    const [finding] = found;
    expect(finding?.place ? `${finding.place.key.join('/')}|${finding.place.column ?? ''}` : '').toBe(where);
    if (check === 'sales_twice') {
      // four weeks of the newest 13: 50 + 0 … 6 twice but one
      expect(finding?.atRisk).toBeCloseTo(4 * (50 + 36 / 13) * 99, 6);
    } else if (atRisk === null) expect(finding?.atRisk).toBeNull();
    else expect(finding?.atRisk).toBeCloseTo(atRisk, 6);
    expect(of(check, good, goodFacts)).toEqual([]);
  });
});

it('says a blank column once', () => {
  const input = base({ skus: clean().skus.map((one) => ({ ...one, price: null, currency: null })) });
  expect(of('no_price', input)).toMatchObject([
    { count: 6, sku_id: null, what: { id: 'no_price_column', values: { n: 6, of: 6 } }, atRisk: 6 * 280 * 20 },
  ]);
});

it('guesses the code that was meant', () => {
  const [found] = of('unknown_sku', base({ inbound: [inbound('00B', 4, '2026-12-20')] }));
  expect(found).toMatchObject({ expected: 'B', what: { id: 'unknown_sku_likely', values: { likely: 'B' } } });
});

it('does not take promotions for a change of units', () => {
  const lifted = steady(70).map((qty, age) => (age < 3 ? 840 : qty));
  const promotions = [
    {
      promo_id: 'D11',
      phase: null,
      name: null,
      starts_at: '2026-11-01T16:00:00Z',
      ends_at: '2026-11-22T15:59:59Z',
      sku_id: null,
      uplift: null,
    },
  ];
  expect(of('sales_step', base({ sales: [sales('A', lifted)], promotions }))).toEqual([]);
});

it('is as quiet for a brand of one SKU', () => {
  const tiny: PlanInput = {
    ...base(),
    skus: [madeSku('A')],
    stock: [stock('A', 5)],
    sales: [sales('A', [2, 0, 1, null])],
    inbound: [],
  };
  expect(checkInputs(tiny)).toEqual([]);
});

// whatever stands in the sheets, the check ends, and says each thing once
it('never throws, names each finding once, and gives no money that is none', () => {
  const figure = fc.option(fc.oneof(fc.double(), fc.integer({ min: -5, max: 5000 }), fc.constant(NaN)), { nil: null });
  const word = fc.oneof(fc.constantFrom('A', 'B', '00A', '', '6.9E+12', 'NGB', 'OSA'), fc.string());
  const day = fc.option(fc.oneof(fc.constantFrom('2026-11-01', '2027-13-45', '', '2026-11-30'), fc.string()), {
    nil: null,
  });
  const record = fc.record;
  const input = record({
    asOf: fc.constant('2026-11-23'),
    lastWeek: fc.constant('2026-11-16'),
    currency: fc.constantFrom('CNY', ''),
    skus: fc.array(
      record({ sku_id: word, name: fc.constant(null), category: fc.option(word, { nil: null }), tier_lock: fc.constant(null), moq: figure, pack_qty: figure, unit_cost: figure, cost_currency: fc.option(word, { nil: null }), price: figure, currency: fc.constantFrom('CNY', null, 'JPY'), shelf_life_days: figure, launch_date: day, hs_remark: fc.constant(null), custom_made: fc.constant(null) }),
      { maxLength: 12 },
    ),
    warehouses: fc.constant(clean().warehouses),
    lanes: fc.array(record({ lane_id: word, from_id: word, to_id: word, purpose: fc.constantFrom('replenish', 'transfer'), mode: fc.constant(null), lead_mean_days: figure, lead_sd_days: figure, lead_p50: figure, lead_p90: figure })),
    stock: fc.array(record({ sku_id: word, warehouse_id: word, available: figure, in_transit: figure, first_expiry: day, confidence: figure })),
    sales: fc.array(record({ sku_id: word, warehouse_id: word, model: fc.constantFrom('bonded', 'direct', null), weeks: fc.array(figure, { maxLength: 40 }), oos_days_13w: figure })),
    inbound: fc.array(record({ doc_id: word, line: fc.integer(), sku_id: word, to_id: word, open_qty: figure, eta: day, etd: day, qty_ordered: figure })),
    promotions: fc.array(record({ promo_id: word, phase: fc.constant(null), name: fc.constant(null), starts_at: word, ends_at: word, sku_id: fc.option(word, { nil: null }), uplift: figure })),
    policy: fc.array(record({ key: fc.constantFrom('service_level', 'x'), value: word, scope: fc.constantFrom('brand', 'sku', 'q'), scope_id: fc.option(word, { nil: null }), effective_from: day, effective_to: day })),
  }); // prettier-ignore
  fc.assert(
    fc.property(input, (made) => {
      const rows = made.stock.map((row) =>
        parts(row.sku_id, {
          warehouse_id: row.warehouse_id,
          on_hand: row.available,
          reserved: row.in_transit,
          as_of: row.first_expiry,
        }),
      );
      const found = checkInputs(made as PlanInput, { stock: rows }); // prettier-ignore
      expect(new Set(found.map(({ id }) => id)).size).toBe(found.length);
      for (const { atRisk } of found) expect(atRisk === null || Number.isFinite(atRisk)).toBe(true);
    }),
    { numRuns: 300 },
  );
});

it('looks 20,000 rows over in under half a second', () => {
  const ids = Array.from({ length: 10_000 }, (_, at) => `S${at}`);
  const pairs = ids.flatMap((id, at) => ['NGB', 'OSA'].map((warehouse_id, w) => ({ id, at, w, warehouse_id })));
  const held = (at: number, w: number): number => (at * (13 + w)) % 701;
  const input: PlanInput = {
    ...clean(),
    skus: ids.map((id, at) =>
      madeSku(id, { category: `C${at % 40}`, moq: 24, pack_qty: 12, unit_cost: 10 + (at % 30) }),
    ),
    lanes: [madeLane(), madeLane({ lane_id: 'L2', to_id: 'OSA' })],
    stock: pairs.map(({ id, at, w, warehouse_id }) => stock(id, held(at, w), { warehouse_id })),
    sales: pairs.map(({ id, at, w, warehouse_id }) =>
      sales(
        id,
        Array.from({ length: 104 }, (_, week) => (at * 17 + week * (29 + w)) % (10 + (at % 60))),
        { warehouse_id },
      ),
    ),
    inbound: [],
  };
  const facts = {
    stock: pairs.map(({ id, at, w, warehouse_id }) =>
      parts(id, { warehouse_id, on_hand: held(at, w), available: held(at, w) }),
    ),
  };
  const found = checkInputs(input, facts);
  expect(found.length).toBeLessThan(100);
  // processor time, best of three: what else the computer does makes it longer, never shorter
  const took = [0, 1, 2].map(() => {
    const before = process.cpuUsage();
    checkInputs(input, facts);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1e6;
  });
  // half a second on a core of its own; cores that many programs share take a multiple of their time
  expect(Math.min(...took)).toBeLessThan(2);
});
