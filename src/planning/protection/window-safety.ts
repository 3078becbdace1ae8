import { quantileBySize } from './error-curve';
import { expectedError } from './error-scale';
import type { ErrorLaw, ProtectionInput } from './types';

/** Protection interval as the errors see it. */
export interface IntervalErrors {
  law: ErrorLaw;
  /** the item's error size, 1 = as the scale says */
  factor: number;
  /** interval / length of the windows learnt from */
  stretch: number;
}

/** Sd of a normal error per mean absolute error: √(π/2). */
export const SD_PER_ABSOLUTE = Math.sqrt(Math.PI / 2);

const signedSquare = (value: number): number => value * Math.abs(value);
const signedRoot = (value: number): number => Math.sign(value) * Math.sqrt(Math.abs(value));

/** Mean absolute error of an interval's forecast, units. */
export function intervalError({ law, factor, stretch }: IntervalErrors, mean: number, share: number): number {
  return factor * expectedError(law.scale, mean / stretch, share) * stretch ** law.growth;
}

/**
 * Units above the mean forecast that demand over the interval does not exceed with probability p: quantile of the error at
 * the mean lead time and `late`, the demand of the days by which a lead time may run over, put together as independent parts
 * (root of the sum of squares). 0 where no demand is expected.
 */
export function safetyAt(interval: IntervalErrors, mean: number, share: number, p: number, late: number): number {
  if (!(mean > 0)) return 0;
  const { law, stretch } = interval;
  const size = Math.log(mean / stretch + law.scale.floor);
  const fromError = quantileBySize(law.curves, size, p) * intervalError(interval, mean, share);
  return late === 0 ? fromError : signedRoot(signedSquare(fromError) + signedSquare(late));
}

/** The planner's bounds, in days of demand, and the safety days that take the place of the service level. */
export interface SafetyBounds {
  safetyDays: number | null;
  floorDays: number;
  capDays: number;
}

const daysOr = (value: number | null | undefined, otherwise: number): number =>
  value != null && Number.isFinite(value) && value >= 0 ? value : otherwise;

export function safetyBounds(input: Pick<ProtectionInput, 'safetyDays' | 'floorDays' | 'capDays'>): SafetyBounds {
  const floorDays = daysOr(input.floorDays, 0);
  const safetyDays = daysOr(input.safetyDays, NaN);
  return {
    safetyDays: Number.isNaN(safetyDays) ? null : safetyDays,
    floorDays,
    capDays: Math.max(floorDays, daysOr(input.capDays, Infinity)),
  };
}

/** Safety stock within its bounds and never negative; `day` is the mean demand of a day of the interval. */
export function boundSafety({ safetyDays, floorDays, capDays }: SafetyBounds, safety: number, day: number): number {
  const wanted = Math.max(0, safetyDays === null ? safety : safetyDays * day, floorDays * day);
  return capDays === Infinity ? wanted : Math.min(wanted, capDays * day);
}

const LEAST_SERVICE = 1e-4;
const MOST_SERVICE = 1 - 1e-6;

/** A service level within what can be said: 0.01% to 99.9999%. */
export const clampService = (p: number): number => Math.min(MOST_SERVICE, Math.max(LEAST_SERVICE, p));
