import { weeklySales, type SoldFacts } from './series';

// Monday 2026-11-23: W-1 is 16 to 22 November, and the newest day known is the 22nd
const TODAY = '2026-11-23';
const LAST = '2026-11-16';
const sold = (facts: Partial<SoldFacts>): SoldFacts => ({
  days: new Map(),
  listedTo: null,
  totals: [],
  rate: null,
  ...facts,
});
const total = (from: string, to: string, qty: number) => ({ from, to, qty });

describe('weeks from what people know of sales', () => {
  test('totals of 7, 14 and 30 days give what each has beyond the shorter one', () => {
    const { weeks } = weeklySales(
      sold({
        totals: [
          total('2026-10-24', '2026-11-22', 300),
          total('2026-11-16', '2026-11-22', 70),
          total('2026-11-09', '2026-11-22', 110),
        ],
      }),
      TODAY,
      LAST,
    );
    // 70; 110 − 70 = 40; (300 − 110) / 16 days = 11.875 a day, 83.125 a week
    expect(weeks.slice(0, 5)).toEqual([70, 40, 83.125, 83.125, null]);
  });

  test('a month is spread over its own days, one that still runs over those that are over', () => {
    const { weeks, spread } = weeklySales(
      sold({ totals: [total('2026-10-01', '2026-10-31', 310), total('2026-11-01', '2026-11-30', 220)] }),
      TODAY,
      LAST,
    );
    // October: 10 a day of 31; November: 220 over 22 days, 10 a day, too
    expect(weeks.slice(0, 3)).toEqual([70, 70, 70]);
    // back to the week of 5 October; that of 28 September holds four days of October, which stand for it
    expect(weeks.slice(0, 8)).toEqual(Array(8).fill(70));
    expect(weeks[8]).toBeNull();
    expect(spread).toBe(8);
  });

  test('weeks are taken as they are, and a month gives the rest to its other days', () => {
    const { weeks } = weeklySales(
      sold({ totals: [total('2026-11-16', '2026-11-22', 100), total('2026-11-01', '2026-11-22', 250)] }),
      TODAY,
      LAST,
    );
    // 150 over the 15 other days of November: 10 a day
    expect(weeks.slice(0, 3)).toEqual([100, 70, 70]);
  });

  test('a daily average fills what nothing finer says', () => {
    const { weeks } = weeklySales(
      sold({ totals: [total('2026-11-16', '2026-11-22', 0)], rate: { perDay: 3, days: 28 } }),
      TODAY,
      LAST,
    );
    expect(weeks.slice(0, 5)).toEqual([0, 21, 21, 21, null]);
  });

  test('a list by day: 0 where the item sold nothing, unknown before it ever sold and after the list ends', () => {
    const days = new Map([
      ['2026-11-05', 4],
      ['2026-11-10', 6],
      ['2026-11-17', 5],
    ]);
    const { weeks, spread } = weeklySales(sold({ days, listedTo: '2026-11-20' }), TODAY, LAST);
    // W-1 ends on the 22nd, two days after the list; W-2 is whole; W-3 began before the first sale
    expect(weeks.slice(0, 4)).toEqual([null, 6, null, null]);
    expect(spread).toBe(0);
  });

  test('a longer total below a shorter one is left out and named', () => {
    const { weeks, contradictions } = weeklySales(
      sold({ totals: [total('2026-11-16', '2026-11-22', 70), total('2026-10-24', '2026-11-22', 40)] }),
      TODAY,
      LAST,
    );
    expect(weeks.slice(0, 2)).toEqual([70, null]);
    expect(contradictions).toEqual([{ total: total('2026-10-24', '2026-11-22', 40), shown: 70 }]);
  });

  test('on a Sunday the last complete week is half known from a total of 7 days: one day of it stands for it', () => {
    // 2026-11-22 is a Sunday: W-1 is 9 to 15 November, and 7 days reach back to the 15th
    const { weeks } = weeklySales(
      sold({ totals: [total('2026-11-15', '2026-11-21', 70)] }),
      '2026-11-22',
      '2026-11-09',
    );
    expect(weeks.slice(0, 2)).toEqual([70, null]);
  });
});
