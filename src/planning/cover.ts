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
  /** length of the period, more than 0 */
  days: number;
  /** units demanded in it; null: not known */
  qty: number | null;
}

/** What arrives at the start of a period is there for the demand of that period. */
export interface SupplyPeriod extends DemandPeriod {
  /** units; left out: none */
  receipt?: number;
}

export interface ForwardCover {
  /** days until demand first meets no stock; with `outlasts` the horizon, a floor; with `unknown` the days that are known */
  days: number;
  end: 'runs_out' | 'outlasts' | 'unknown';
  /** index of the period in which it ends; the number of periods when the stock outlasts them */
  period: number;
  /** units left at the start of that period, its receipt included */
  left: number;
}

/** Decimal fractions do not add up exactly in binary: a shortfall of this share of all that came in is none. */
const ROUNDING = 1e-12;

/**
 * Days of supply looking forward: the forecast is consumed period by period, the last one pro rata over its own days; a receipt
 * arrives at the start of its period, so a stock-out before a later receipt counts. Nothing there at the start: 0 days. A
 * period of unknown demand ends what can be known. Silver, Pyke & Thomas (2017), Inventory and Production Management, ch. 6.
 */
export function coverAhead(available: number, periods: readonly SupplyPeriod[]): ForwardCover {
  let left = available + (periods[0]?.receipt ?? 0);
  if (left <= 0) return { days: 0, end: 'runs_out', period: 0, left };
  let came = left;
  let days = 0;
  for (const [index, period] of periods.entries()) {
    const receipt = index > 0 ? (period.receipt ?? 0) : 0;
    left += receipt;
    came += receipt;
    if (period.qty === null) return { days, end: 'unknown', period: index, left };
    if (period.qty - left > ROUNDING * came) {
      return { days: days + period.days * (left / period.qty), end: 'runs_out', period: index, left };
    }
    left = Math.max(0, left - period.qty);
    days += period.days;
  }
  return { days, end: 'outlasts', period: periods.length, left };
}

/** Days a forecast that is known throughout can be served, at most its own length. */
export const forwardCover = (available: number, periods: readonly DemandPeriod[]): number =>
  coverAhead(available, periods).days;
