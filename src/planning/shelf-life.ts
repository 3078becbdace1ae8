import type { DemandCurve } from './demand-curve';

/** What a brand asks of goods with a shelf life. */
export interface ShelfLifeRule {
  /** share of its shelf life that a new lot still has when it arrives */
  arrivalShare: number;
  /** a lot leaves the sale this share of its shelf life before it expires … */
  stopSaleShare: number;
  /** … but never earlier than so many days before */
  stopSaleMaxDays: number;
}

/** Goods that keep longer than ten years are not limited by it. */
const LONGEST_DAYS = 3650;

/** Shelf life in days where it limits anything, else `null`. */
export const limitingShelfLife = (days: number | null): number | null =>
  days !== null && days > 0 && days <= LONGEST_DAYS ? days : null;

/** Whole days before its expiry date on which a lot leaves the sale. */
export const stopSaleDays = (shelfLife: number, rule: ShelfLifeRule): number =>
  Math.min(rule.stopSaleMaxDays, Math.ceil(rule.stopSaleShare * shelfLife));

/** Days a new lot can be sold after it has arrived. */
export const saleableDays = (shelfLife: number, rule: ShelfLifeRule): number =>
  Math.max(0, rule.arrivalShare * shelfLife - stopSaleDays(shelfLife, rule));

/**
 * Units of an order placed today that can be sold before its stop-sale day: demand up to that day, less what is there and under
 * way (it is older and sells first, FEFO) and less the demand that is lost before the order arrives. Days count from the
 * data cut.
 */
export function sellableUnits(
  demand: DemandCurve,
  position: number,
  lostBeforeArrival: number,
  lastSaleDay: number,
): number {
  return Math.max(0, demand.until(lastSaleDay) - position - lostBeforeArrival);
}
