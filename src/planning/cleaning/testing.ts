import { parseDay } from '../calendar';
import type { CleaningContext, Correction, DailyRow } from './types';

/** For tests only: an item's world in which nothing special happens. Monday 16 November 2026 is W-1. */
export const day = (date: string): number => parseDay(date) ?? NaN;

export const OPEN = { weekdays: [], runs: [], has: () => false, wholeWeek: () => null };

export const context = (changes: Partial<CleaningContext> = {}): CleaningContext => ({
  asOf: day('2026-11-23'),
  lastMonday: day('2026-11-16'),
  weeks: 104,
  feed: { first: day('2025-01-06'), last: day('2026-11-22') },
  closed: OPEN,
  weekdayProfile: [1, 1, 1, 1, 1, 1, 1],
  onSaleSince: null,
  promoted: () => false,
  ...changes,
});

/** Rows of so many days in a row from a date on. */
export const daily = (from: string, quantities: readonly number[], more: Partial<DailyRow> = {}): DailyRow[] =>
  quantities.map((qty, i) => ({ ...more, date: day(from) + i, qty }));

export const changes = (corrections: readonly Correction[]): (string | number | null)[][] =>
  corrections.map(({ day: date, kind, change }) => [date, kind, change]);
