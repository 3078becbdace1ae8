import { closedDays, weekdayProfile } from './closed-days';
import { cleanDemand } from './clean-demand';
import { changes, context, day } from './testing';

const first = day('2026-01-05');
/** Units by day from Monday 5 January 2026 on. */
const shop = (units: readonly number[]): Map<number, number> => new Map(units.map((qty, i) => [first + i, qty]));
const feedOf = (length: number): { first: number; last: number } => ({ first, last: first + length - 1 });

test('a weekday that never sells is closed', () => {
  const units = Array.from({ length: 70 }, (_, i) => (i % 7 === 5 ? 0 : 20));
  const closed = closedDays(shop(units), feedOf(70));
  expect(closed.weekdays).toEqual([false, false, false, false, false, true, false]);
  expect(closed.runs).toEqual([]);
  expect(weekdayProfile(shop(units), feedOf(70), closed)).toEqual([1, 1, 1, 1, 1, 0, 1]);
});

test('a fortnight without a sale in a shop that sells every day is closed, whole weeks are known', () => {
  const units = Array.from({ length: 140 }, (_, i) => (i >= 59 && i < 74 ? 0 : 20));
  const closed = closedDays(shop(units), feedOf(140));
  const run = { first: first + 59, last: first + 73 };
  expect(closed.runs).toEqual([run]);
  // days 56–62 and 70–76 were partly open, 63–69 not at all
  expect([56, 63, 70].map((at) => closed.wholeWeek(first + at))).toEqual([null, run, null]);
});

test('a shop that seldom sells has no closed days', () => {
  const units = Array.from({ length: 365 }, (_, i) => (i % 9 === 0 ? 3 : 0));
  const closed = closedDays(shop(units), feedOf(365));
  expect([closed.weekdays.some(Boolean), closed.runs]).toEqual([false, []]);
});

test('no feed, nothing closed', () => {
  expect(closedDays(new Map(), null).runs).toEqual([]);
  expect(closedDays(shop([0, 0, 0]), feedOf(3)).runs).toEqual([]);
});

test('the weekday profile of few weeks is drawn towards 1', () => {
  // two weeks, all sold on Mondays: 2 of 14 days sell 70, so the average is 10: (2·7 + 2) / (2 + 2) and (0 + 2) / (2 + 2)
  const units = Array.from({ length: 14 }, (_, i) => (i % 7 === 0 ? 70 : 0));
  const open = { weekdays: [], runs: [], has: () => false, wholeWeek: () => null };
  expect(weekdayProfile(shop(units), feedOf(14), open)).toEqual([4, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5]);
});

test('an item’s week in a closed shop is unknown, once a week; a week with a record stands', () => {
  const units = Array.from({ length: 140 }, (_, i) => (i >= 63 && i < 77 ? 0 : 20));
  const feed = feedOf(140);
  const closed = closedDays(shop(units), feed);
  const world = context({ feed, closed, onSaleSince: first, lastMonday: first + 133, asOf: first + 140 });
  const sold = [0, 7, 14, 21, 28, 35, 42, 49, 56, 77, 84].map((at) => ({ date: first + at, qty: 3 }));
  const { corrections } = cleanDemand(sold, world);
  expect(changes(corrections)).toEqual([
    ['2026-03-09', 'closed', null],
    ['2026-03-16', 'closed', null],
  ]);
  expect(changes(cleanDemand([...sold, { date: first + 65, qty: 0 }], world).corrections)).toEqual([
    ['2026-03-16', 'closed', null],
  ]);
});
