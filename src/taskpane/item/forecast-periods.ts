import { parseDay } from '../../planning/calendar';
import { bucketsOf, dailyRates, type Bucket } from '../../planning/forecast/calendar-buckets';
import type { PeriodKind } from '../../planning/periods';
import type { ItemPromotion, ItemWeek } from '../session';

/**
 * The forecast ahead by ISO week, 旬 or month, from one rate per day. Days under a promotion carry its uplift where the calendar
 * gives one; else the days of a week are alike. The weeks' sums stay as they are, and so does the total.
 */
export function forecastPeriods(
  weeks: readonly Pick<ItemWeek, 'monday' | 'forecast'>[],
  promotions: readonly Pick<ItemPromotion, 'from' | 'to' | 'uplift'>[],
  kind: PeriodKind,
): Bucket[] {
  const begin = weeks.findIndex(({ forecast }) => forecast !== null);
  const firstDay = parseDay(weeks[begin]?.monday ?? null);
  if (firstDay === null) return [];
  const quantities: number[] = [];
  for (const { forecast } of weeks.slice(begin)) {
    if (forecast === null) break;
    quantities.push(forecast);
  }
  const spans = promotions.flatMap(({ from, to, uplift }) => {
    const [first, last] = [parseDay(from), parseDay(to)];
    return first === null || last === null ? [] : [{ from: first, to: last + 1, uplift }];
  });
  return bucketsOf(dailyRates(quantities, firstDay, spans, 1), kind);
}
