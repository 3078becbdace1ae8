import { runPlan, type PlanInput } from '../../planning';
import type { Say } from '../bench';
import { median } from './timed';

const SKUS = 5_000;
const WAREHOUSES = ['W1', 'W2'];

/** 5,000 SKUs in two warehouses with a year of weekly sales, varied without chance. */
export function largePlan(): PlanInput {
  const ids = Array.from({ length: SKUS }, (_, i) => `S${String(i).padStart(5, '0')}`);
  const perPair = <T>(make: (sku: string, i: number, warehouse: string, w: number) => T): T[] =>
    ids.flatMap((sku, i) => WAREHOUSES.map((warehouse, w) => make(sku, i, warehouse, w)));
  return {
    asOf: '2026-11-23',
    lastWeek: '2026-11-16',
    currency: 'CNY',
    skus: ids.map((sku_id, i) => ({
      sku_id,
      name: `Item ${i}`,
      category: null,
      tier_lock: null,
      moq: i % 3 ? 24 : 100,
      pack_qty: 12,
      unit_cost: 5 + (i % 70),
      cost_currency: 'CNY',
      price: 12 + (i % 190),
      currency: 'CNY',
      shelf_life_days: null,
      launch_date: '2025-01-01',
      hs_remark: null,
      custom_made: false,
    })),
    warehouses: WAREHOUSES.map((warehouse_id, w) => ({ warehouse_id, name: null, type: w ? 'overseas' : 'bonded' })),
    lanes: WAREHOUSES.map((to_id, w) => ({
      lane_id: `L${w}`,
      from_id: 'SUP',
      to_id,
      purpose: 'replenish',
      mode: 'sea',
      lead_mean_days: 30 - 10 * w,
      lead_sd_days: 5,
      lead_p50: 29 - 10 * w,
      lead_p90: 37 - 10 * w,
    })),
    stock: perPair((sku_id, i, warehouse_id) => ({
      sku_id,
      warehouse_id,
      available: (i * 13) % 700,
      in_transit: 0,
      first_expiry: null,
      confidence: 1,
    })),
    sales: perPair((sku_id, i, warehouse_id, w) => ({
      sku_id,
      warehouse_id,
      model: w ? 'direct' : 'bonded',
      weeks: Array.from({ length: 52 }, (_, week) => (i * 17 + week * 29 + w * 5) % (10 + (i % 60))),
      oos_days_13w: 0,
    })),
    inbound: [],
    promotions: [],
    policy: [],
  };
}

export async function planBench(say: Say): Promise<void> {
  const input = largePlan();
  const result = await runPlan(input);
  const seconds = await median(3, () => runPlan(input));
  say(
    `plan of ${SKUS.toLocaleString('en-US')} SKUs × 2 warehouses × 52 weeks (median of 3)`,
    `${seconds.toFixed(2)} s, ${result.rows.length} rows`,
  );
  let longest = 0;
  let last = performance.now();
  const pulse = setInterval(() => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  }, 1);
  await runPlan(input);
  clearInterval(pulse);
  say('  longest time it kept the thread', `${Math.round(longest)} ms`);
}
