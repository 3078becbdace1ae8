import type { ItemWeek } from '../session';
import type { ForecastTexts } from '../forecast/texts';

/** `W+2`, `W-1`. */
export const weekCode = ({ offset }: Pick<ItemWeek, 'offset'>): string => (offset > 0 ? `W+${offset}` : `W${offset}`);

/** `W+2 (30 Nov)`, named by its Monday. */
export const weekName = (week: Pick<ItemWeek, 'offset' | 'monday'>, { t, f }: ForecastTexts): string =>
  t('chart.weekName', { week: weekCode(week), date: f.date(week.monday) });

/** +120, −15, 0. */
export const signed = (value: number, f: ForecastTexts['f'], digits = 0): string =>
  value === 0 ? '0' : `${value > 0 ? '+' : '−'}${f.number(Math.abs(value), digits)}`;

/** A weekly figure: whole where it is large, one decimal where a decimal says something. */
export const units = (value: number | null, f: ForecastTexts['f']): string =>
  f.number(value, value !== null && Math.abs(value) < 10 ? 1 : 0);

export const total = (values: readonly (number | null)[]): number =>
  values.reduce<number>((sum, value) => sum + (value ?? 0), 0);
