import { runPlan } from '.';
import { demandCurve } from './demand-curve';
import { limitingShelfLife, saleableDays, sellableUnits, stopSaleDays } from './shelf-life';
import type { PlanInput, SkuFacts, StockFacts } from './types';

const RULE = { arrivalShare: 2 / 3, stopSaleShare: 0.1, stopSaleMaxDays: 45 };

it('takes goods out of the sale a tenth of their life before they expire, at most 45 days', () => {
  expect(stopSaleDays(120, RULE)).toBe(12);
  expect(stopSaleDays(365, RULE)).toBe(37); // 36.5, whole days
  expect(stopSaleDays(720, RULE)).toBe(45);
});

it('counts the days of sale from arrival', () => {
  expect(saleableDays(120, RULE)).toBeCloseTo(68, 12); // 80 − 12
  expect(saleableDays(30, { ...RULE, arrivalShare: 0 })).toBe(0);
});

it('reads no limit from a life that is missing, nothing or beyond ten years', () => {
  expect([null, 0, -5, 36500].map(limitingShelfLife)).toEqual([null, null, null, null]);
  expect(limitingShelfLife(720)).toBe(720);
});

it('lets older stock sell first and does not count demand lost before the arrival', () => {
  const tenADay = demandCurve([70], 0);
  expect(sellableUnits(tenADay, 100, 100, 28)).toBe(80); // 280 − 100 − 100
  expect(sellableUnits(tenADay, 400, 0, 28)).toBe(0);
});

/** 10 a day without variance; lead time 20, review 7, so reorder at 200 and up to 270. */
async function planOf(sku: Partial<SkuFacts>, stock: Partial<StockFacts> = {}, inbound: PlanInput['inbound'] = []) {
  const { rows } = await runPlan({
    asOf: '2026-11-23',
    lastWeek: '2026-11-16',
    currency: 'CNY',
    skus: [
      {
        sku_id: 'A',
        name: null,
        category: null,
        tier_lock: null,
        moq: null,
        pack_qty: null,
        unit_cost: 20,
        cost_currency: 'CNY',
        price: 99,
        currency: 'CNY',
        shelf_life_days: null,
        launch_date: null,
        hs_remark: null,
        custom_made: false,
        ...sku,
      },
    ],
    warehouses: [{ warehouse_id: 'NGB', name: null, type: 'bonded' }],
    lanes: [
      {
        lane_id: 'L1',
        from_id: 'S',
        to_id: 'NGB',
        purpose: 'replenish',
        mode: null,
        lead_mean_days: 20,
        lead_sd_days: 0,
        lead_p50: 20,
        lead_p90: 20,
      },
    ],
    stock: [
      { sku_id: 'A', warehouse_id: 'NGB', available: 100, in_transit: 0, first_expiry: null, confidence: 1, ...stock },
    ],
    sales: [{ sku_id: 'A', warehouse_id: 'NGB', model: 'bonded', weeks: Array(52).fill(70), oos_days_13w: 0 }],
    inbound,
    promotions: [],
    policy: [],
  });
  const [row] = rows;
  if (!row) throw new Error('no row');
  return row;
}

describe('the expiry gate', () => {
  it('lets an order through that sells in time', async () => {
    // 60 days: 0.667·60 − 6 = 34 days of sale; to day 54 540 − 100 there − 100 lost before arrival = 340 would sell
    expect(await planOf({ shelf_life_days: 60 })).toMatchObject({
      action: 'buy',
      reason: 'below_reorder',
      order_qty: 170,
    });
  });

  it('caps an order at what sells before stop-sale', async () => {
    // 15 days: 10.005 − 2 = 8.005 days of sale; to day 28.005 280.05 − 100 − 100 = 80.05
    const row = await planOf({ shelf_life_days: 15 });
    expect(row).toMatchObject({ action: 'buy', reason: 'expiry_gate', order_qty: 80, value: 1600 });
    expect(row.explanation[0]).toEqual({ id: 'buy_expiry', values: { qty: 80, wanted: 170, life: 15 } });
  });

  it('stops buying where not even the smallest order sells', async () => {
    const row = await planOf({ shelf_life_days: 15, moq: 90, pack_qty: 12 });
    expect(row).toMatchObject({ action: 'stop', reason: 'expiry_gate', order_qty: 0, order_by: null });
    expect(row.explanation).toEqual([{ id: 'stop_expiry', values: { least: 96, life: 15 } }]);
  });

  it('warns of the stop-sale day, not of the expiry date, where the shelf life is known', async () => {
    // expires in 20 days, leaves the sale 12 days before: 8 days sell 80 of 275
    const row = await planOf({ shelf_life_days: 120 }, { available: 275, first_expiry: '2026-12-13' });
    expect(row.status).toBe('expiry');
    expect(row.explanation).toContainEqual({
      id: 'clear_expiry',
      values: { unsold: 195, available: 275, date: '2026-12-01' },
    });
    const late = await planOf({ shelf_life_days: 120 }, { available: 275, first_expiry: '2026-11-28' });
    expect(late.explanation).toContainEqual({ id: 'stop_sale_passed', values: { date: '2026-11-16' } });
  });
});

it('says that a hold leaves a gap before inbound arrives, and does not raise traffic into it', async () => {
  const line = { doc_id: 'PO1', line: 1, sku_id: 'A', to_id: 'NGB' };
  const row = await planOf({}, { available: 250, in_transit: 900 }, [{ ...line, open_qty: 900, eta: '2026-12-19' }]);
  // 250 last 25 days, the inbound comes on day 26
  expect(row).toMatchObject({ status: 'will_run_out', action: 'stop', reason: 'above_maximum' });
  expect(row.explanation).toContainEqual({ id: 'empty_before_inbound', values: { date: '2026-12-18' } });
  const hold = await planOf({}, { available: 250, in_transit: 20 }, [{ ...line, open_qty: 20, eta: '2026-12-19' }]);
  expect(hold).toMatchObject({ status: 'will_run_out', action: 'hold' });
  expect(hold.explanation.map(({ id }) => id)).toContain('empty_before_inbound');
});
