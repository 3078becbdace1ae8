import { normalQuantile } from './normal';

export interface SafetyStockInput {
  /** probability of no stock-out in a protection interval, strictly between 0 and 1 */
  serviceLevel: number;
  /** mean demand per period, ≥ 0 */
  demandMean: number;
  /** sd of demand per period, ≥ 0 */
  demandSd: number;
  /** lead time in periods, ≥ 0 */
  leadTime: number;
  /** sd of the lead time in periods, ≥ 0 */
  leadTimeSd?: number;
  /** review interval in periods, ≥ 0 */
  reviewPeriod?: number;
}

/**
 * Sd of demand over the protection interval R + L: √((R+L)·σ² + d²·σL²).
 * Silver, Pyke & Thomas, Inventory and Production Management in Supply Chains (4th ed. 2017), §6; periods are taken as
 * independent, and lead time as independent of demand.
 */
export function protectionSd(input: Omit<SafetyStockInput, 'serviceLevel'>): number {
  const { demandMean, demandSd, leadTime, leadTimeSd = 0, reviewPeriod = 0 } = input;
  const interval = reviewPeriod + leadTime;
  const fromLead = demandMean * leadTimeSd;
  const variance = interval * demandSd * demandSd + fromLead * fromLead;
  // squares leave the range of numbers before their root does; the general way costs more than all the rest
  return variance > 1e-280 && variance < 1e300
    ? Math.sqrt(variance)
    : Math.hypot(Math.sqrt(interval) * demandSd, fromLead);
}

/** A column of items mostly shares one service level, so the last one and its z are kept. */
const kept = Float64Array.of(0.5, 0);

function zOf(serviceLevel: number): number {
  if (serviceLevel !== kept[0]) {
    kept[0] = serviceLevel;
    kept[1] = normalQuantile(serviceLevel);
  }
  return kept[1] as number;
}

/**
 * Safety stock for a cycle service level, in sales units: z·√((R+L)·σ² + d²·σL²).
 * Negative below 50% service (not clipped); 0 when nothing varies. All times in one unit.
 */
export function safetyStock(input: SafetyStockInput): number {
  const sd = protectionSd(input);
  return sd === 0 ? 0 : zOf(input.serviceLevel) * sd;
}
