import fc from 'fast-check';
import { parseDay } from '../calendar';
import { cleanDemand } from './clean-demand';
import { closedDays, weekdayProfile } from './closed-days';
import { context, day } from './testing';
import type { CleaningContext, DailyRow } from './types';
import { weeklyDemand } from './weekly-demand';
import { weeklySales } from './weekly-sales';

const from = day('2026-06-01');
const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(arbitrary, { nil: null, freq: 2 });
const row = (least: number): fc.Arbitrary<DailyRow> =>
  fc.record({
    date: fc.integer({ min: from, max: day('2026-11-25') }),
    qty: fc.oneof(fc.integer({ min: least, max: 30 }), fc.constant(900)),
    returns: maybe(fc.integer({ min: 0, max: 60 })),
    orders: maybe(fc.integer({ min: 0, max: 9 })),
    presale: maybe(fc.boolean()),
    promo_id: maybe(fc.constant('P')),
    oos_minutes: maybe(fc.integer({ min: -10, max: 2000 })),
  });
const rows = (least = -20): fc.Arbitrary<DailyRow[]> => fc.array(row(least), { maxLength: 120 });

function world(given: readonly DailyRow[]): CleaningContext {
  const total = new Map<number, number>();
  for (const { date, qty } of given) total.set(Number(date), (total.get(Number(date)) ?? 0) + (qty ?? 0));
  const feed = { first: from, last: day('2026-11-22') };
  const closed = closedDays(total, feed);
  return context({ feed, closed, weekdayProfile: weekdayProfile(total, feed, closed), onSaleSince: from });
}
const rawOf = (given: readonly DailyRow[]): (number | null)[] =>
  weeklySales(
    given.map(({ date, qty }) => [Number(date), qty ?? 0] as const),
    { lastMonday: day('2026-11-16'), weeks: 26, since: from, feed: { first: from, last: day('2026-11-22') } },
  );

test('each correction stands for itself: corrected − raw is its change, one a day and kind, within the weeks asked for', () => {
  fc.assert(
    fc.property(rows(), (given) => {
      const { corrections } = cleanDemand(given, world(given));
      for (const { raw, corrected, change, day: date } of corrections) {
        if (change === null) expect(corrected).toBeNull();
        else expect((corrected ?? NaN) - (raw ?? NaN)).toBeCloseTo(change, 6);
        expect(parseDay(date)).toBeLessThanOrEqual(day('2026-11-22'));
      }
      const keys = corrections.map(({ day: date, kind }) => `${date} ${kind}`);
      expect(new Set(keys).size).toBe(keys.length);
    }),
  );
});

test('whatever the rows: demand of a day is never below 0, however the corrections add up', () => {
  fc.assert(
    fc.property(rows(), (given) => {
      const byDay = new Map<string, number>();
      for (const { day: date, raw, change } of cleanDemand(given, world(given)).corrections)
        if (change !== null) byDay.set(date, (byDay.get(date) ?? raw ?? 0) + change);
      for (const demand of byDay.values()) expect(demand).toBeGreaterThan(-1e-6);
    }),
  );
});

test('only time out of stock, and units booked below zero, add; everything else takes off', () => {
  fc.assert(
    fc.property(rows(0), (given) => {
      for (const { kind, change } of cleanDemand(given, world(given)).corrections) {
        if (change === null) continue;
        if (kind === 'out_of_stock') expect(change).toBeGreaterThan(0);
        else expect(change).toBeLessThanOrEqual(0);
      }
    }),
  );
});

test('all taken back: the recorded weeks; the order of the rows and of the corrections does not matter', () => {
  fc.assert(
    fc.property(rows(), (given) => {
      const raw = rawOf(given);
      const { corrections } = cleanDemand(given, world(given));
      const lastMonday = day('2026-11-16');
      expect(
        weeklyDemand(
          raw,
          corrections.map((one) => ({ ...one, use_raw: true })),
          lastMonday,
        ),
      ).toEqual(raw);
      expect(cleanDemand([...given].reverse(), world(given)).corrections).toEqual(corrections);
      expect(weeklyDemand(raw, [...corrections].reverse(), lastMonday)).toEqual(
        weeklyDemand(raw, corrections, lastMonday),
      );
    }),
  );
});

test('units that came back are taken off once: netted, cancelled and unmatched make up the returns of spot sales', () => {
  fc.assert(
    fc.property(rows(0), (given) => {
      const spot = given.filter(({ presale }) => !presale);
      const { corrections } = cleanDemand(spot, world(spot));
      const returned = spot
        .filter(({ date }) => Number(date) <= day('2026-11-23'))
        .reduce((sum, { returns }) => sum + (returns ?? 0), 0);
      let found = 0;
      for (const { kind, change, why } of corrections)
        if (kind === 'cancelled') found -= change ?? 0;
        else if (kind === 'returns') found += Number(why.values.lost) - (change ?? 0);
      // days of the running week are no weeks yet: what came off them is not listed
      if (spot.every(({ date }) => Number(date) <= day('2026-11-22'))) expect(found).toBe(returned);
      else expect(found).toBeLessThanOrEqual(returned);
    }),
  );
});
