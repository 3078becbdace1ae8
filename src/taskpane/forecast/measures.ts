import type { AccuracyRow, ForecastHistory } from '../../tables';
import { addDays } from '../../tables/weeks';

/** 1 − WAPE, never under 0: what people call accuracy. */
export const accuracyOf = ({ wape }: Pick<AccuracyRow, 'wape'>): number | null =>
  wape === null ? null : Math.max(0, 1 - wape);

/** One week of an item's past: what was forecast for it last before it began, and what came. */
export interface PastWeek {
  week: string;
  forecast: number;
  actual: number;
}

/** Weeks that are over and were forecast, newest first, each by the newest version that did not know it yet. */
export function pastWeeks(history: ForecastHistory): PastWeek[] {
  return [...history.actual].reverse().flatMap(({ week, quantity }): PastWeek[] => {
    if (quantity === null) return [];
    const version = history.versions.find(({ last_week }) => last_week < week);
    if (!version) return [];
    const ahead = version.weeks.findIndex((_, at) => addDays(version.last_week, 7 * (at + 1)) === week);
    const forecast = version.weeks[ahead];
    return forecast === undefined ? [] : [{ week, forecast, actual: quantity }];
  });
}

/**
 * How many weeks running, up to the newest, sales lay on the same side of the forecast: above it when positive. One week
 * is no run: 0.
 */
export function weeksRunning(past: readonly PastWeek[]): number {
  const sideOf = ({ actual, forecast }: PastWeek): number => Math.sign(actual - forecast);
  const side = past[0] ? sideOf(past[0]) : 0;
  if (side === 0) return 0;
  const end = past.findIndex((week) => sideOf(week) !== side);
  const weeks = end < 0 ? past.length : end;
  return weeks < 2 ? 0 : side * weeks;
}
