import { formatDay } from '../calendar';
import { mondayOf } from './closed-days';
import type { Day } from './days';
import { weekSales } from './weekly-sales';
import type { CleaningContext, Correction } from './types';

/**
 * Weeks that would count as 0 although the whole shop sold nothing in them: it was shut or its records are missing. One
 * correction a week; a week of which a single day was open stands as recorded.
 */
export function closedWeeks(days: readonly Day[], context: CleaningContext): Correction[] {
  const { closed, feed, lastMonday, weeks, onSaleSince } = context;
  const oldest = lastMonday - 7 * (weeks - 1);
  const recorded = new Set(days.map(({ day }) => day));
  const corrections: Correction[] = [];
  for (const run of closed.runs) {
    for (let monday = mondayOf(run.first); monday <= run.last; monday += 7) {
      if (monday < oldest || monday > lastMonday) continue;
      const whole = closed.wholeWeek(monday);
      const hasRecord = Array.from({ length: 7 }, (_, i) => monday + i).some((day) => recorded.has(day));
      if (!whole || hasRecord || weekSales(undefined, monday, onSaleSince, feed) !== 0) continue;
      if (corrections.some(({ day }) => day === formatDay(monday))) continue;
      corrections.push({
        kind: 'closed',
        day: formatDay(monday),
        raw: null,
        corrected: null,
        change: null,
        why: { id: 'clean_closed', values: { from: formatDay(whole.first), to: formatDay(whole.last) } },
      });
    }
  }
  return corrections;
}
