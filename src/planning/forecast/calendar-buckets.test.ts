import fc from 'fast-check';
import { parseDay } from '../calendar';
import { bucketsOf, dailyRates } from './calendar-buckets';

const MONDAY = parseDay('2026-02-02') as number;

describe('daily rates', () => {
  it('sum to each week, and lift the days under promotion (worked by hand)', () => {
    // Thursday to Sunday at 3 times: 3 + 4 · 3 = 15 parts of 30
    const spans = [{ from: MONDAY + 3, to: MONDAY + 7, uplift: null }];
    expect(dailyRates([30, 14], MONDAY, spans, 3).rates).toEqual([2, 2, 2, 6, 6, 6, 6, 2, 2, 2, 2, 2, 2, 2]);
    // half a day at 3 times is a day at 2 times; its own uplift counts where the calendar gives one
    const half = [{ from: MONDAY + 0.5, to: MONDAY + 1, uplift: 3 }];
    expect(dailyRates([16], MONDAY, half, 9).rates).toEqual([4, 2, 2, 2, 2, 2, 2]);
  });

  it('keep the total in weeks, 旬 and months alike', () => {
    const week = fc.double({ min: 0, max: 1e6, noNaN: true });
    const span = fc.record({ from: fc.nat(200), length: fc.integer({ min: 1, max: 30 }) });
    fc.assert(
      fc.property(fc.array(week, { minLength: 1, maxLength: 20 }), fc.array(span, { maxLength: 4 }), (weeks, spans) => {
        const promotions = spans.map(({ from, length }) => ({
          from: MONDAY + from,
          to: MONDAY + from + length,
          uplift: null,
        }));
        const daily = dailyRates(weeks, MONDAY, promotions, 2.5);
        const total = weeks.reduce((sum, value) => sum + value, 0);
        for (const rate of daily.rates) expect(rate).toBeGreaterThanOrEqual(0);
        for (const kind of ['week', 'xun', 'month'] as const) {
          const buckets = bucketsOf(daily, kind);
          const sum = buckets.reduce((all, { quantity }) => all + quantity, 0);
          expect(Math.abs(sum - total)).toBeLessThanOrEqual(1e-9 * (1 + total));
          expect(buckets.reduce((all, { days }) => all + days, 0)).toBe(7 * weeks.length);
        }
        bucketsOf(daily, 'week').forEach(({ quantity }, at) =>
          expect(Math.abs(quantity - (weeks[at] ?? 0))).toBeLessThanOrEqual(1e-9 * (1 + quantity)),
        );
      }),
    );
  });
});

it('cuts 旬 of 8 to 11 days and months where the calendar does', () => {
  // 70 a week is 10 a day; 2026-02-02 to 2026-03-29
  const daily = dailyRates(Array<number>(8).fill(70), MONDAY, [], 1);
  expect(bucketsOf(daily, 'xun').map(({ label, days, quantity }) => [label, days, Math.round(quantity)])).toEqual([
    ['2026-02-上旬', 9, 90],
    ['2026-02-中旬', 10, 100],
    ['2026-02-下旬', 8, 80],
    ['2026-03-上旬', 10, 100],
    ['2026-03-中旬', 10, 100],
    ['2026-03-下旬', 9, 90],
  ]);
  expect(bucketsOf(daily, 'month').map(({ label, quantity }) => [label, Math.round(quantity)])).toEqual([
    ['2026-02', 270],
    ['2026-03', 290],
  ]);
});
