import type { LaneFacts, SkuFacts } from './types';

/** A SKU that can be planned, for tests: 20 CNY to buy, 99 CNY to sell, long on sale. */
export const madeSku = (sku_id: string, more: Partial<SkuFacts> = {}): SkuFacts => ({
  sku_id,
  name: `Item ${sku_id}`,
  category: null,
  tier_lock: null,
  moq: null,
  pack_qty: null,
  unit_cost: 20,
  cost_currency: 'CNY',
  price: 99,
  currency: 'CNY',
  shelf_life_days: null,
  launch_date: '2024-01-01',
  hs_remark: null,
  custom_made: false,
  ...more,
});

/** A lane from Osaka to Ningbo that takes 20 ± 3 days. */
export const madeLane = (more: Partial<LaneFacts> = {}): LaneFacts => ({
  lane_id: 'L1',
  from_id: 'OSA',
  to_id: 'NGB',
  purpose: 'replenish',
  mode: 'sea',
  lead_mean_days: 20,
  lead_sd_days: 3,
  lead_p50: 19.5,
  lead_p90: 24,
  ...more,
});

/** The same demand every week. */
export const steady = (value: number | null, weeks = 52): (number | null)[] => Array<number | null>(weeks).fill(value);
