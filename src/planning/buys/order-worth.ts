import { normalLoss } from '../normal-loss';
import { normalCdf } from '../normal';
import type { OrderWorth } from './buy-draft';

const DAYS_A_YEAR = 365;

/**
 * Units of demand expected to go unserved in a protection interval that a position serves: σ·G((x − μ)/σ), G the standard
 * normal loss; without spread max(0, μ − x).
 * Source: Silver, Pyke & Thomas, Inventory and Production Management in Supply Chains (4th ed. 2017), §6.
 */
export function lostUnits({ mean, sd }: Pick<OrderWorth, 'mean' | 'sd'>, position: number): number {
  return sd > 1e-9 * (1 + mean) ? sd * normalLoss((position - mean) / sd) : Math.max(0, mean - position);
}

/** Chance that the interval passes without a stock-out. */
export function servedChance({ mean, sd }: Pick<OrderWorth, 'mean' | 'sd'>, position: number): number {
  if (sd > 1e-9 * (1 + mean)) return normalCdf((position - mean) / sd);
  return position >= mean ? 1 : 0;
}

/**
 * Margin that an order is expected to save: (price − unit cost) × the lost units it avoids. Concave in the quantity: each
 * further unit is worth (price − cost) × P(demand > position so far), the marginal analysis of the newsvendor.
 * Source: Arrow, Harris & Marschak, Optimal Inventory Policy, Econometrica 19 (1951); Silver, Pyke & Thomas §9.
 */
export function marginSaved(worth: OrderWorth, qty: number): number {
  if (!(qty > 0) || !(worth.margin > 0)) return 0;
  return worth.margin * Math.max(0, lostUnits(worth, worth.position) - lostUnits(worth, worth.position + qty));
}

/**
 * Days that the money of an order is tied up: from the order until half of it is sold. It is sold after what is there and
 * under way, and not before it has arrived.
 */
export function daysTiedUp({ position, rate, leadMean }: OrderWorth, qty: number): number {
  if (!(rate > 0)) return DAYS_A_YEAR;
  return Math.max(1, Math.max(leadMean, position / rate) + qty / 2 / rate);
}

/** Margin saved a year per unit of money tied up; null where it costs nothing or its worth is unknown. */
export function capitalReturn(worth: OrderWorth | null, qty: number, unitCost: number | null): number | null {
  if (!worth || !unitCost || !(qty > 0)) return null;
  return (marginSaved(worth, qty) * DAYS_A_YEAR) / (daysTiedUp(worth, qty) * qty * unitCost);
}
