import type { PolicyBook, PolicyKey } from '../policy';
import type { PolicyRow } from '../types';

/** Policy values tiers go by, for one SKU. */
export interface TierSettings {
  cvMax: number;
  cvWeeks: number;
  luxuryPrice: number;
  newWeeks: number;
  promote: number;
  demote: number;
  xyzX: number;
  xyzY: number;
  noSalesWeeks: number;
  proofWeeks: number;
  proofUnits: number;
  /** null: not asked for */
  proofRating: number | null;
  proofReturns: number;
  batchDays: number;
  lifeShare: number;
  arrivalShare: number;
}

/** Settings by SKU; those without a row of their own share one set, so that 20,000 SKUs cost no 300,000 look-ups. */
export function tierSettings(policy: PolicyBook, rows: readonly PolicyRow[]): (sku: string) => TierSettings {
  const own = new Set(rows.filter(({ scope }) => scope === 'sku').map(({ scope_id }) => scope_id));
  const read = (sku?: string): TierSettings => {
    const of = (key: PolicyKey): number => policy.value(key, { sku });
    return {
      cvMax: of('tier_cv_max'),
      cvWeeks: policy.value('deviation_weeks'),
      luxuryPrice: of('luxury_price'),
      newWeeks: of('new_weeks'),
      promote: Math.ceil(of('promote_weeks')),
      demote: Math.ceil(of('demote_weeks')),
      xyzX: of('xyz_cut_x'),
      xyzY: of('xyz_cut_y'),
      noSalesWeeks: of('no_sales_weeks'),
      proofWeeks: of('proof_weeks'),
      proofUnits: of('proof_units'),
      proofRating: policy.optional('proof_rating', { sku }),
      proofReturns: of('proof_return_rate'),
      batchDays: of('first_batch_days'),
      lifeShare: of('gate_life_share'),
      arrivalShare: of('arrival_life_share'),
    };
  };
  const common = read();
  return (sku) => (own.has(sku) ? read(sku) : common);
}
