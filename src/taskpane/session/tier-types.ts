import type { Tier } from '../../planning/types';
import type { PlanRecord } from './types';

/** Where an SKU stands, as the sheets hold it. */
export interface ItemTier {
  sku: string;
  /** its row of the Tiers sheet by column id; null: no plan has written one */
  row: PlanRecord | null;
  /** the lock of the SKU sheet; null: none */
  lock: TierLock | null;
  /** a lock stands in the SKU sheet that the Tiers sheet does not know yet, or the other way round */
  pending: boolean;
  /** there is a SKU sheet with this SKU, so that a lock has a place */
  canLock: boolean;
}

export interface TierLock {
  /** null: what stands there is no tier */
  tier: Tier | null;
  by: string | null;
  why: string | null;
  on: string | null;
}

export interface TierLockRequest {
  tier: Tier;
  author: string;
  reason: string;
}

/** One SKU of the Tiers page, with what there is to say about it in words. */
export interface TierLine {
  sku: string;
  name: string | null;
  tier: Tier;
  /** where it was, or is heading for */
  other: Tier | null;
  since: string | null;
  weeks: number | null;
  why: string;
}

/** The tiers in short: of the plan made in this pane, or else of the Tiers sheet. */
export interface TierBoard {
  source: 'plan' | 'sheet';
  asOf: string | null;
  total: number;
  counts: { tier: Tier; model: string; skus: number }[];
  locked: number;
  /** since the plan before; where none is known, in the week before the data */
  moved: TierLine[];
  /** moved since the plan before (and not just lately) */
  sinceLastPlan: boolean;
  /** pointing to another tier, nearest to it first */
  heading: TierLine[];
  closed: TierLine[];
  /** first bonded buys that may be made, up to their cap */
  capped: TierLine[];
}
