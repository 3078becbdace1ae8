import { parseDay } from '../calendar';
import { weeklySales, weekSales } from './weekly-sales';

const day = (date: string): number => parseDay(date) ?? NaN;
// Weeks of Monday 2 and Monday 9 November 2026; the feed's days are chosen around them.
const first = day('2026-11-02');
const second = day('2026-11-09');
const feed = { first, last: day('2026-11-15') };
const before = day('2026-10-01');

describe('weekSales', () => {
  test('a recorded sum stands as it is, 0 included', () => {
    expect(weekSales(7, second, null, null)).toBe(7);
    expect(weekSales(0, second, null, null)).toBe(0);
  });

  test('without a record: 0 in a week the feed covers from Monday to Sunday', () => {
    expect(weekSales(undefined, first, before, feed)).toBe(0);
    expect(weekSales(undefined, second, before, feed)).toBe(0);
  });

  test('unknown where the feed begins within the week, or ends before its Sunday', () => {
    expect(weekSales(undefined, first, before, { ...feed, first: first + 1 })).toBeNull();
    expect(weekSales(undefined, second, before, { ...feed, last: second + 5 })).toBeNull();
    expect(weekSales(undefined, second, before, null)).toBeNull();
  });

  test('unknown before the SKU was on sale; the week it began in counts', () => {
    expect(weekSales(undefined, first, day('2026-11-08'), feed)).toBe(0);
    expect(weekSales(undefined, first, second, feed)).toBeNull();
    expect(weekSales(undefined, first, null, feed)).toBeNull();
  });
});

test('weeklySales: sums by ISO week, newest first, days outside left out', () => {
  const days = [
    [day('2026-11-15'), 4],
    [day('2026-11-09'), 0.1],
    [day('2026-11-09'), 0.2],
    [day('2026-11-16'), 99],
    [day('2026-10-25'), 99],
    [day('2026-10-28'), 3],
  ] as const;
  expect(weeklySales(days, { lastMonday: second, weeks: 3, since: before, feed })).toEqual([4.3, 0, 3]);
});
