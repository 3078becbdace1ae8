const DAY_MS = 86_400_000;

/**
 * The shop's calendar is moved forward by whole weeks, so weekdays stay weekdays: 2010-12-01 becomes 2025-11-19, and the last
 * whole week, to Sunday 2011-12-04, becomes the last whole week before the data date, to Sunday 2026-11-22. The five
 * real days after it would lie in the sample's future and are left out.
 */
export const SHIFT_WEEKS = 781;

/** Business date of the sample's data, Asia/Shanghai. */
export const DATA_DATE = '2026-11-23';
/** The same as an instant: 2026-11-23 09:12 in Beijing. */
export const DATA_TIME = '2026-11-23T01:12:00Z';
/** Days of the real calendar the sample covers. */
export const FIRST_REAL_DAY = '2010-12-01';
export const LAST_REAL_DAY = '2011-12-04';

export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + Math.round(days) * DAY_MS).toISOString().slice(0, 10);
}

export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);
}

export const shiftDate = (date: string): string => addDays(date, SHIFT_WEEKS * 7);
