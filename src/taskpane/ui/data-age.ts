import type { Texts } from './hooks';

const HOUR_MS = 3_600_000;
export const STALE_HOURS = 24;
export const OLD_HOURS = 72;
/** beyond this many days an age says less than the date */
const DATE_FROM_DAYS = 60;

export type AgeLevel = 'fresh' | 'stale' | 'old';

/** Data over a day old are marked, over three days marked harder; the sample brand's data never pretend to be live. */
export function dataAge(
  dataTime: string,
  now: Date,
  sample: boolean,
  { t, f }: Pick<Texts, 't' | 'f'>,
): { level: AgeLevel; text: string } {
  const hours = Math.max(0, (now.getTime() - Date.parse(dataTime)) / HOUR_MS);
  const days = Math.floor(hours / 24);
  if (sample && hours >= STALE_HOURS) return { level: 'fresh', text: t('age.sample', { date: f.date(dataTime) }) };
  const level: AgeLevel = hours >= OLD_HOURS ? 'old' : hours >= STALE_HOURS ? 'stale' : 'fresh';
  if (days >= DATE_FROM_DAYS) return { level, text: t('age.date', { date: f.date(dataTime) }) };
  if (days >= 2) return { level, text: t('age.days', { n: days }) };
  if (hours >= 1) return { level, text: t('age.hours', { n: Math.floor(hours) }) };
  return { level, text: t('age.minutes', { n: Math.max(1, Math.floor(hours * 60)) }) };
}
