/**
 * Days of supply looking backward: stock over the daily rate of the past, in days. No stock (or less) is 0.
 * `null` when there is stock and no sales: it never runs out, and no number says so.
 */
export function daysOfSupply(available: number, dailyRate: number): number | null {
  if (available <= 0) return 0;
  return dailyRate > 0 ? available / dailyRate : null;
}

/** Demand of one forecast period, even over its days. */
export interface DemandPeriod {
  days: number;
  qty: number;
}

/**
 * Days of supply looking forward: the forecast is consumed period by period, the last one pro rata (days).
 * Stock that outlasts the forecast answers the length of the horizon, a floor. Silver, Pyke & Thomas (2017).
 */
export function forwardCover(available: number, periods: readonly DemandPeriod[]): number {
  if (available <= 0) return 0;
  let left = available;
  let days = 0;
  for (const period of periods) {
    if (period.qty > left) return days + (period.days * left) / period.qty;
    left -= period.qty;
    days += period.days;
  }
  return days;
}
