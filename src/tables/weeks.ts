import { HISTORY_WEEKS } from './sheets';

const DAY = 86_400_000;
/** Beijing time is UTC+8 all year. */
const BEIJING = 8 * 3_600_000;

const toMs = (date: string): number => {
  const ms = Date.parse(`${date}T00:00:00Z`);
  if (Number.isNaN(ms)) throw new RangeError(`not a date: ${date}`);
  return ms;
};
const toDate = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** Business date (Asia/Shanghai) of an ISO instant, `2026-11-23`. Throws a RangeError on anything that is not one. */
export function businessDate(instant: string): string {
  const ms = Date.parse(instant);
  if (Number.isNaN(ms)) throw new RangeError(`not an instant: ${instant}`);
  return toDate(ms + BEIJING);
}

/** The date so many days later (or earlier, when negative). */
export const addDays = (date: string, days: number): string => toDate(toMs(date) + days * DAY);

/** Days from one date to another; negative when `to` is earlier. */
export const daysBetween = (from: string, to: string): number => Math.round((toMs(to) - toMs(from)) / DAY);

/** Monday of the date's ISO week. */
export function mondayOf(date: string): string {
  const ms = toMs(date);
  return toDate(ms - ((new Date(ms).getUTCDay() + 6) % 7) * DAY);
}

/**
 * Monday of W-1: the last ISO week (Monday to Sunday) that had ended when the business day of `dataTime` began.
 * On a Sunday the week still runs, so W-1 is the one before.
 */
export const lastCompleteWeek = (dataTime: string): string => addDays(mondayOf(businessDate(dataTime)), -7);

/** Mondays of W-1, W-2, …: what stands over the Sales columns. */
export function historyMondays(dataTime: string, weeks = HISTORY_WEEKS): string[] {
  const last = lastCompleteWeek(dataTime);
  return Array.from({ length: weeks }, (_, i) => addDays(last, -7 * i));
}
