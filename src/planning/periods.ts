import { formatDay } from './calendar';

export const PERIOD_KINDS = ['xun', 'week', 'month'] as const;
export type PeriodKind = (typeof PERIOD_KINDS)[number];

/** A planning period: its label, its first and its last day (days since 1970-01-01). */
export interface Period {
  label: string;
  first: number;
  last: number;
}

const XUN = ['上旬', '中旬', '下旬'];

/** Day of the week, Monday 0; 1970-01-01 was a Thursday. */
const weekday = (day: number): number => (((day + 3) % 7) + 7) % 7;

const firstOfMonth = (year: number, month: number): number => Date.UTC(year, month, 1) / 86_400_000;

function weekOf(day: number): Period {
  const first = day - weekday(day);
  // the week belongs to the year of its Thursday
  const year = Number(formatDay(first + 3).slice(0, 4));
  const fourthOfJanuary = firstOfMonth(year, 0) + 3;
  const week = (first - (fourthOfJanuary - weekday(fourthOfJanuary))) / 7 + 1;
  return { label: `${year}-W${String(week).padStart(2, '0')}`, first, last: first + 6 };
}

/**
 * The planning period a day lies in. `xun`: ten days, 2024-02-上旬 (1st–10th), 中旬 (11th–20th), 下旬 (21st to the end of the
 * month, 8 to 11 days); `week`: ISO 8601, Monday to Sunday, 2024-W09, the year is that of its Thursday; `month`: 2024-02. A time
 * of day is left aside.
 */
export function periodOf(moment: number, kind: PeriodKind): Period {
  const day = Math.floor(moment);
  if (kind === 'week') return weekOf(day);
  const [year = 0, month = 1, date = 1] = formatDay(day).split('-').map(Number);
  const first = firstOfMonth(year, month - 1);
  const last = firstOfMonth(year, month) - 1;
  const label = formatDay(day).slice(0, 7);
  if (kind === 'month') return { label, first, last };
  const third = Math.min(2, Math.floor((date - 1) / 10));
  return {
    label: `${label}-${XUN[third] ?? ''}`,
    first: first + 10 * third,
    last: third === 2 ? last : first + 10 * third + 9,
  };
}
