import type { AbcClass } from './abc';
import type { Model, Sentence, Tier } from './types';

export const MODEL_OF_TIER: Readonly<Record<Tier, Model>> = {
  hit: 'bonded',
  basic: 'bonded',
  longtail: 'direct',
  new: 'direct',
  luxury: 'virtual',
};

export interface TierInput {
  /** set by hand: decides alone */
  lock?: Tier | null;
  customMade: boolean;
  /** null: unknown */
  price: number | null;
  luxuryPrice: number;
  /** weeks since launch; null: unknown, so not new */
  ageWeeks: number | null;
  newWeeks: number;
  /** class by sales value over all SKUs; null: value unknown */
  abc: AbcClass | null;
  /** coefficient of variation of demand; null: no demand */
  cv: number | null;
  cvMax: number;
}

export interface TierAnswer {
  tier: Tier;
  model: Model;
  reason: Sentence;
  locked: boolean;
}

/**
 * Tier and fulfilment model, first rule that holds: locked by hand; made to order or price ≥ luxury price → luxury,
 * virtual; younger than new weeks → new, direct; class A and CV ≤ limit → hit, bonded; class B and CV ≤ limit → basic,
 * bonded; else long tail, direct. The reason carries the figures of the rule that decided.
 */
export function tierOf(input: TierInput): TierAnswer {
  const answer = (tier: Tier, id: string, values: Sentence['values'] = {}): TierAnswer => ({
    tier,
    model: MODEL_OF_TIER[tier],
    reason: { id, values },
    locked: false,
  });
  const { lock, price, luxuryPrice, ageWeeks, newWeeks, abc, cv, cvMax } = input;
  if (lock) return { ...answer(lock, 'tier_locked', { tier: lock }), locked: true };
  if (input.customMade) return answer('luxury', 'tier_custom');
  if (price !== null && price >= luxuryPrice) return answer('luxury', 'tier_luxury', { price, limit: luxuryPrice });
  if (ageWeeks !== null && ageWeeks < newWeeks)
    return answer('new', 'tier_new', { weeks: Math.floor(ageWeeks), limit: newWeeks });
  if (abc === null) return answer('longtail', 'tier_no_value');
  if (cv === null) return answer('longtail', 'tier_no_demand');
  if (abc === 'C') return answer('longtail', 'tier_class_c', { cv });
  if (cv > cvMax) return answer('longtail', 'tier_unsteady', { abc, cv, limit: cvMax });
  return answer(abc === 'A' ? 'hit' : 'basic', 'tier_steady', { abc, cv });
}
