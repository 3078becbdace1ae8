import type { DemandCurve } from './demand-curve';
import { protectionSd } from './safety-stock';
import type { ProtectionRule } from './protection';

/** Water lines for an interval that begins on one day. */
export interface WaterLines {
  /** order at or below this position */
  reorder: number;
  /** order up to this position */
  target: number;
  /** stop above this position */
  max: number;
}

export interface Levels extends WaterLines {
  /** mean demand per day over the protection interval */
  demandMean: number;
  /** sd of the forecast error over the protection interval, per √day */
  demandSd: number;
  safetyStock: number;
  /** safety stock / √(P·demandSd² + demandMean²·lead sd²); null where nothing varies */
  safetyFactor: number | null;
  /** safety stock / mean demand per day; null without demand */
  safetyDays: number | null;
  /** protection interval in days: lead time + review interval */
  protection: number;
}

export interface LevelInput {
  demand: DemandCurve;
  rule: ProtectionRule;
  leadMean: number;
  leadSd: number;
  reviewDays: number;
  maxExtraDays: number;
}

/** A safety stock under this share of the interval's demand is what rounding leaves of none. */
const NOTHING = 1e-6;

type Lines = WaterLines & { demandMean: number; safetyStock: number };

/**
 * Water lines for an interval that begins `start` days after the data cut: reorder level = forecast demand over the lead time
 * + safety stock; order-up-to level = mean per day × (lead time + review) + safety stock; maximum = that + so many days of
 * demand.
 */
function linesAt({ demand, rule, leadMean, reviewDays, maxExtraDays }: LevelInput, start: number): Lines {
  const protection = leadMean + reviewDays;
  const ahead = (days: number): number => Math.max(0, demand.until(start + days) - demand.until(start));
  const demandMean = protection > 0 ? ahead(protection) / protection : ahead(1);
  const found = rule.safetyStock(start);
  const safetyStock = found > NOTHING * demandMean * Math.max(1, protection) ? found : 0;
  const target = demandMean * protection + safetyStock;
  return {
    demandMean,
    safetyStock,
    reorder: ahead(leadMean) + safetyStock,
    target,
    max: target + maxExtraDays * demandMean,
  };
}

/** Levels of an item at the data cut. */
export function levelsNow(input: LevelInput): Levels {
  const { rule, leadMean, leadSd, reviewDays } = input;
  const lines = linesAt(input, 0);
  const { demandMean, safetyStock } = lines;
  const spread = protectionSd({
    demandMean,
    demandSd: rule.sdPerDay,
    leadTime: leadMean,
    leadTimeSd: leadSd,
    reviewPeriod: reviewDays,
  });
  return {
    ...lines,
    demandSd: rule.sdPerDay,
    safetyFactor: spread > 0 ? safetyStock / spread : null,
    safetyDays: demandMean > 0 ? safetyStock / demandMean : null,
    protection: leadMean + reviewDays,
  };
}

/** Water lines at the start of each of so many weeks; `offset`: days of the first one that had passed at the data cut. */
export const weeklyLines = (input: LevelInput, weeks: number, offset: number): WaterLines[] =>
  Array.from({ length: weeks }, (_, week) => linesAt(input, 7 * week - offset));
