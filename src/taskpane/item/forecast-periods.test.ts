import { forecastPeriods } from './forecast-periods';

const day = (number: number): string => new Date(number * 86_400_000).toISOString().slice(0, 10);
/** Worked by hand: 70 a week from Monday 2 November 2026 is 10 a day. */
const weeks = ['2026-11-02', '2026-11-09', '2026-11-16', '2026-11-23', '2026-11-30'].map((monday) => ({
  monday,
  forecast: 70 as number | null,
}));
const shown = (kind: 'xun' | 'month' | 'week', promotions: Parameters<typeof forecastPeriods>[1] = []) =>
  forecastPeriods(weeks, promotions, kind).map(({ label, days, quantity }) => [
    label,
    days,
    Number(quantity.toFixed(9)),
  ]);

it('counts the days of each 旬 and month that are forecast', () => {
  expect(shown('xun')).toEqual([
    ['2026-11-上旬', 9, 90],
    ['2026-11-中旬', 10, 100],
    ['2026-11-下旬', 10, 100],
    ['2026-12-上旬', 6, 60],
  ]);
  expect(shown('month')).toEqual([
    ['2026-11', 29, 290],
    ['2026-12', 6, 60],
  ]);
});

it('a promotion sells on its own days, and its week stays what it is', () => {
  // 10 and 11 November at 3.5 times a usual day: 70 / (5 + 7) = 5.8333 a usual day, 20.41667 on the two
  const promotion = [{ from: '2026-11-10', to: '2026-11-11', uplift: 3.5 }];
  expect(shown('week', promotion).map(([, , quantity]) => quantity)).toEqual([70, 70, 70, 70, 70]);
  expect(shown('xun', promotion).slice(0, 2)).toEqual([
    ['2026-11-上旬', 9, 96.25],
    ['2026-11-中旬', 10, 93.75],
  ]);
  // without a given uplift the days of a week are alike
  expect(shown('xun', [{ from: '2026-11-10', to: '2026-11-11', uplift: null }])).toEqual(shown('xun'));
});

it('begins with the first week that is forecast and ends with the last', () => {
  const past = { monday: '2026-10-26', forecast: null };
  const found = forecastPeriods([past, ...weeks.slice(0, 2), past, ...weeks.slice(2)], [], 'month');
  expect(found.map(({ label, quantity }) => [label, quantity])).toEqual([['2026-11', 140]]);
  expect(day(found[0]?.first ?? 0)).toBe('2026-11-01');
  expect(forecastPeriods([past], [], 'month')).toEqual([]);
});
