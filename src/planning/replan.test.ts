import { mergePlans, planPart, runPlan } from '.';
import { replan, type PlanMemo } from './replan';
import { madeLane, madeSku } from './testing';
import type { PlanInput } from './types';

const WAREHOUSES = ['NGB', 'HKG'];

/** Ten SKUs in two warehouses, a year of sales. */
function brand(): PlanInput {
  const skus = Array.from({ length: 10 }, (_, i) =>
    madeSku(`S${i}`, { category: `C${i % 2}`, moq: 10, pack_qty: 5, price: 20 + 9 * i }),
  );
  const perPair = <T>(make: (sku: string, i: number, warehouse: string, w: number) => T): T[] =>
    skus.flatMap(({ sku_id }, i) => WAREHOUSES.map((warehouse, w) => make(sku_id, i, warehouse, w)));
  return {
    asOf: '2026-11-23',
    lastWeek: '2026-11-16',
    currency: 'CNY',
    skus,
    warehouses: [
      { warehouse_id: 'NGB', name: null, type: 'bonded' },
      { warehouse_id: 'HKG', name: null, type: 'overseas' },
    ],
    lanes: [madeLane(), madeLane({ lane_id: 'L2', to_id: 'HKG', lead_mean_days: 12 })],
    stock: perPair((sku_id, i, warehouse_id) => ({
      sku_id,
      warehouse_id,
      available: 40 * i,
      in_transit: 0,
      first_expiry: null,
      confidence: 1,
    })),
    sales: perPair((sku_id, i, warehouse_id, w) => ({
      sku_id,
      warehouse_id,
      model: w ? 'direct' : 'bonded',
      weeks: Array.from({ length: 52 }, (_, week) => 5 + ((i * 7 + week * 5 + w) % (4 + i))),
      oos_days_13w: 0,
    })),
    inbound: [],
    promotions: [],
    policy: [],
    overrides: [],
  };
}

async function memoOf(input: PlanInput, count = 2): Promise<PlanMemo> {
  const parts = await Promise.all(Array.from({ length: count }, (_, index) => planPart(input, { index, count })));
  // as parts from other threads are
  return { input, parts: structuredClone(parts) };
}

/** Plans anew what changed, and says how many items that were; the result is checked against a whole run. */
async function replanned(change: (input: PlanInput) => void): Promise<number | null> {
  const before = brand();
  const now = brand();
  change(now);
  const found = await replan(await memoOf(before), now, { most: 100 });
  if (!found) return null;
  expect(mergePlans(now, [found.part])).toEqual(await runPlan(now));
  return found.items;
}

jest.setTimeout(60_000);

describe('planning again after a change', () => {
  it('plans nothing anew when nothing changed', async () => {
    expect(await replanned(() => undefined)).toBe(0);
  });

  it('plans one item anew for a stock figure or an open order', async () => {
    expect(await replanned((input) => Object.assign(input.stock[4] as object, { available: 3 }))).toBe(1);
    const line = { doc_id: 'PO1', line: 1, sku_id: 'S3', to_id: 'NGB', open_qty: 50, eta: '2026-12-01' };
    expect(await replanned((input) => input.inbound.push(line))).toBe(1);
  });

  it('plans both items of an SKU anew for its pack, cost or own rule', async () => {
    expect(await replanned((input) => Object.assign(input.skus[2] as object, { pack_qty: 24 }))).toBe(2);
    const rule = { key: 'service_level', value: '0.99', scope: 'sku', scope_id: 'S6' };
    expect(await replanned((input) => input.policy.push({ ...rule, effective_from: null, effective_to: null }))).toBe(
      2,
    );
  });

  it('plans those anew whose tier moves with another SKU’s price', async () => {
    const moved = await replanned((input) => Object.assign(input.skus[0] as object, { price: 900 }));
    expect(moved).toBeGreaterThan(2);
    expect(moved).toBeLessThan(20);
  });

  it('plans an overridden week anew', async () => {
    const override = {
      sku_id: 'S1',
      warehouse_id: 'NGB',
      week: '2026-12-07',
      quantity: 200,
      author: 'A',
      reason: null,
      made_on: '2026-11-23',
      expires: null,
    };
    expect(await replanned((input) => input.overrides?.push(override))).toBe(1);
  });

  it('asks for a whole run when every item learns from the change', async () => {
    expect(await replanned((input) => (input.sales[0]?.weeks.splice(0, 1, 99), undefined))).toBeNull();
    expect(await replanned((input) => Object.assign(input.lanes[0] as object, { lead_mean_days: 60 }))).toBeNull();
    const rule = { key: 'service_level', value: '0.99', scope: 'brand', scope_id: null };
    expect(
      await replanned((input) => input.policy.push({ ...rule, effective_from: null, effective_to: null })),
    ).toBeNull();
    const own = { key: 'review_days', value: '14', scope: 'sku', scope_id: 'S1' };
    expect(
      await replanned((input) => input.policy.push({ ...own, effective_from: null, effective_to: null })),
    ).toBeNull();
    expect(await replanned((input) => Object.assign(input, { asOf: '2026-11-24' }))).toBeNull();
    expect(await replanned((input) => input.skus.pop())).toBeNull();
  });

  it('asks for a whole run when more changed than is quick here', async () => {
    const now = brand();
    for (const stock of now.stock) stock.available = 1;
    expect(await replan(await memoOf(brand()), now, { most: 5 })).toBeNull();
  });

  it('goes on from its own result', async () => {
    const first = brand();
    const second = brand();
    Object.assign(second.stock[4] as object, { available: 3 });
    const third = structuredClone(second);
    Object.assign(third.stock[7] as object, { available: 900 });
    const one = await replan(await memoOf(first), second, { most: 100 });
    const two = one && (await replan({ input: second, parts: [one.part] }, third, { most: 100 }));
    expect(two?.items).toBe(1);
    expect(two && mergePlans(third, [two.part])).toEqual(await runPlan(third));
  });
});
