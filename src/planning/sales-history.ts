import { known, sum } from './statistics';
import type { SalesSeries } from './types';

/** Weekly figures of several series together, newest first: known + unknown = known, unknown + unknown = unknown. */
export function mergeWeeks(series: readonly (readonly (number | null)[])[]): (number | null)[] {
  const merged: (number | null)[] = [];
  for (const weeks of series) {
    weeks.forEach((qty, age) => {
      const before = merged[age] ?? null;
      merged[age] = qty === null ? before : qty + (before ?? 0);
    });
  }
  return merged;
}

/** Weeks that out-of-stock days are counted over. */
export const OOS_WEEKS = 13;

/**
 * Factor ≥ 1 by which the last 13 weeks' sales understate demand because of days out of stock: known days / days in
 * stock, at most `cap`; of several series the mean weighted by what each sold.
 */
export function outOfStockScale(series: readonly SalesSeries[], cap: number): number {
  let sold = 0;
  let scaled = 0;
  for (const one of series) {
    const weeks = known(one.weeks.slice(0, OOS_WEEKS));
    const days = weeks.length * 7;
    const out = Math.max(0, one.oos_days_13w ?? 0);
    const units = sum(weeks);
    sold += units;
    scaled += units * (out < days ? Math.min(cap, days / (days - out)) : out > 0 ? cap : 1);
  }
  return sold > 0 ? scaled / sold : 1;
}
