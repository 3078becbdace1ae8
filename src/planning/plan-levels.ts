import type { DemandCurve } from './demand-curve';
import { safetyStock } from './safety-stock';

export interface Levels {
  /** mean demand per day over the protection interval */
  demandMean: number;
  safetyStock: number;
  /** order at or below this position */
  reorder: number;
  /** order up to this position */
  target: number;
  /** stop above this position */
  max: number;
  /** protection interval in days: lead time + review interval */
  protection: number;
}

export interface LevelInput {
  demand: DemandCurve;
  sdPerDay: number;
  serviceLevel: number;
  leadMean: number;
  leadSd: number;
  reviewDays: number;
  maxExtraDays: number;
}

/**
 * Water lines of an item. Safety stock by safetyStock() with the mean over the protection interval, floored at 0; reorder
 * level = forecast demand over the lead time + safety stock; order-up-to level = forecast demand over the protection
 * interval + safety stock, so demandMean × (lead time + review) + safety stock gives it back; maximum = that + so many days
 * of demand.
 */
export function waterLines({
  demand,
  sdPerDay,
  serviceLevel,
  leadMean,
  leadSd,
  reviewDays,
  maxExtraDays,
}: LevelInput): Levels {
  const protection = leadMean + reviewDays;
  const demandMean = protection > 0 ? demand.until(protection) / protection : demand.until(1);
  const stock = Math.max(
    0,
    safetyStock({
      serviceLevel,
      demandMean,
      demandSd: sdPerDay,
      leadTime: leadMean,
      leadTimeSd: leadSd,
      reviewPeriod: reviewDays,
    }),
  );
  const target = demandMean * protection + stock;
  return {
    demandMean,
    safetyStock: stock,
    reorder: demand.until(leadMean) + stock,
    target,
    max: target + maxExtraDays * demandMean,
    protection,
  };
}
