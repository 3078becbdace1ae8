import { cleanDemand } from './clean-demand';
import { changes, context, daily, day } from './testing';
import type { DailyRow } from './types';
import { weeklyDemand } from './weekly-demand';
import { weeklySales } from './weekly-sales';

const clean = (rows: DailyRow[], more = {}): ReturnType<typeof cleanDemand> => cleanDemand(rows, context(more));
const ten = (count: number): number[] => new Array<number>(count).fill(10);

describe('returns', () => {
  test('come off the latest earlier day that sold as much', () => {
    const { corrections } = clean([
      { date: '2026-11-02', qty: 10 },
      { date: '2026-11-04', qty: 10 },
      { date: '2026-11-06', qty: 8, returns: 3 },
    ]);
    expect(corrections).toEqual([
      {
        kind: 'returns',
        day: '2026-11-04',
        raw: 10,
        corrected: 7,
        change: -3,
        why: expect.objectContaining({ id: 'clean_returns' }),
      },
    ]);
  });

  test('a large return finds the large sale, past smaller ones', () => {
    const { corrections } = clean([
      { date: '2026-11-02', qty: 10 },
      { date: '2026-11-03', qty: 50 },
      { date: '2026-11-05', qty: 10 },
      { date: '2026-11-09', qty: 0, returns: 40 },
    ]);
    expect(changes(corrections)).toEqual([['2026-11-03', 'returns', -40]]);
  });

  test('where no day sold as much: day by day, latest first, never below 0', () => {
    const { corrections } = clean([
      { date: '2026-11-03', qty: 5 },
      { date: '2026-11-05', qty: 4 },
      { date: '2026-11-09', qty: 0, returns: 7 },
    ]);
    expect(changes(corrections)).toEqual([
      ['2026-11-03', 'returns', -3],
      ['2026-11-05', 'returns', -4],
    ]);
  });

  test('45 days back and no further; what finds no sale changes nothing and is said', () => {
    // 1 October is 45 days before 15 November
    expect(
      changes(
        clean([
          { date: '2026-10-01', qty: 9 },
          { date: '2026-11-15', qty: 0, returns: 6 },
        ]).corrections,
      ),
    ).toEqual([['2026-10-01', 'returns', -6]]);
    const { corrections } = clean([
      { date: '2026-10-01', qty: 9 },
      { date: '2026-11-16', qty: 0, returns: 6 },
    ]);
    expect(corrections).toEqual([
      {
        kind: 'returns',
        day: '2026-11-16',
        raw: 0,
        corrected: 0,
        change: 0,
        why: { id: 'clean_returns_unmatched', values: expect.objectContaining({ lost: 6, days: 45 }) },
      },
    ]);
  });

  test('a unit is returned once: the second return goes to what is left', () => {
    const { corrections } = clean([
      { date: '2026-11-02', qty: 6 },
      { date: '2026-11-03', qty: 6 },
      { date: '2026-11-09', qty: 0, returns: 6 },
      { date: '2026-11-10', qty: 0, returns: 6 },
    ]);
    expect(changes(corrections)).toEqual([
      ['2026-11-02', 'returns', -6],
      ['2026-11-03', 'returns', -6],
    ]);
  });

  test('quantities below zero are returns: the day itself is 0, the earlier sale less', () => {
    const { corrections } = clean([
      { date: '2026-11-03', qty: 10 },
      { date: '2026-11-10', qty: -3 },
    ]);
    expect(changes(corrections)).toEqual([
      ['2026-11-03', 'returns', -3],
      ['2026-11-10', 'returns', 3],
    ]);
  });

  test('goods that came back in the running week still come off the weeks before', () => {
    const { corrections } = clean([
      { date: '2026-11-20', qty: 9 },
      { date: '2026-11-23', qty: 1, returns: 4 },
    ]);
    // one of the four undoes the sale of the running day itself, which is no week yet
    expect(changes(corrections)).toEqual([['2026-11-20', 'returns', -3]]);
  });
});

describe('same-day cancellations', () => {
  test('half of the day or more back the same day is cancelled; what remains is returned', () => {
    const { corrections } = clean([
      { date: '2026-11-02', qty: 12 },
      { date: '2026-11-04', qty: 10, returns: 14 },
    ]);
    expect(changes(corrections)).toEqual([
      ['2026-11-02', 'returns', -4],
      ['2026-11-04', 'cancelled', -10],
    ]);
  });
});

describe('one-off bulk orders', () => {
  const base = daily('2026-09-01', ten(20));
  const bulk: DailyRow = { date: '2026-11-04', qty: 500 };

  test('are capped to the largest usual day', () => {
    // median ln 10, spread at its least, 0.5: 10·e^(3.5·0.5) = 57.546
    const { corrections } = clean([...base, bulk]);
    expect(changes(corrections)).toEqual([['2026-11-04', 'bulk', 57 - 500]]);
    expect(corrections[0]?.why).toEqual({ id: 'clean_bulk', values: { qty: 500, middle: 10, cap: 57 } });
  });

  test('never on a promotion day, by the row or by the calendar', () => {
    expect(clean([...base, { ...bulk, promo_id: '1111' }]).corrections).toEqual([]);
    expect(clean([...base, bulk], { promoted: (at: number) => at === day('2026-11-04') }).corrections).toEqual([]);
  });

  test('many small orders are demand, one large order is not', () => {
    const ordered = base.map((row) => ({ ...row, orders: 10 }));
    expect(clean([...ordered, { ...bulk, orders: 480 }]).corrections).toEqual([]);
    const { corrections } = clean([...ordered, { ...bulk, orders: 11 }]);
    // an order is 1 unit, at most e^1.75 = 5.75 as usual; the day's limit of 57.5 is the higher one
    expect(changes(corrections)).toEqual([['2026-11-04', 'bulk', 57 - 500]]);
    expect(corrections[0]?.why).toEqual({
      id: 'clean_bulk_order',
      values: { qty: 500, orders: 11, size: 490, limit: 5, cap: 57 },
    });
  });

  test('not where such days come again: lumpy demand, or a new level', () => {
    const monthly = ['2026-07-01', '2026-08-01', '2026-09-25'].map((date) => ({ date, qty: 450 }));
    expect(clean([...base, ...monthly, bulk]).corrections).toEqual([]);
    expect(clean([...base, bulk, { date: '2026-11-06', qty: 300 }]).corrections).toEqual([]);
  });

  test('not where the size varies as much anyway', () => {
    const lumpy = daily('2026-09-01', [1, 40, 3, 120, 8, 2, 60, 15, 4, 90, 1, 30]);
    expect(clean([...lumpy, bulk]).corrections).toEqual([]);
  });

  test('not with fewer than 8 other selling days', () => {
    expect(clean([...daily('2026-10-01', ten(7)), bulk]).corrections).toEqual([]);
  });

  test('a cancelled order is not capped once more', () => {
    expect(changes(clean([...base, { ...bulk, qty: 510, returns: 500 }]).corrections)).toEqual([
      ['2026-11-04', 'cancelled', -500],
    ]);
  });
});

describe('out of stock', () => {
  const before = daily('2026-10-01', ten(28), { oos_minutes: 0 });

  test('the lost share of the day at the rate in stock', () => {
    const { corrections } = clean([
      ...before,
      { date: '2026-10-29', qty: 5, oos_minutes: 720 },
      { date: '2026-10-30', qty: 0, oos_minutes: 1440 },
    ]);
    // (280 + 5) units over 28 + ½ days in stock are 10 a day; after the 30th nothing is recorded, so it stayed out
    expect(changes(corrections)).toEqual([
      ['2026-10-29', 'out_of_stock', 5],
      ['2026-10-30', 'out_of_stock', 10],
    ]);
  });

  test('days without a sale since the item was on sale lower the rate; days before do not', () => {
    const feed = { first: day('2025-01-06'), last: day('2026-10-30') };
    const rows = [...before, { date: '2026-10-30', qty: 0, oos_minutes: 1440 }];
    // of the 28 days before, 27 sold 10 and the 29th has no record: 270 / 28
    expect(changes(clean(rows, { feed }).corrections)).toEqual([['2026-10-30', 'out_of_stock', 9.64]]);
  });

  test('by weekday: a Saturday that sells double loses double', () => {
    const weekdayProfile = [0.75, 0.75, 0.75, 0.75, 0.75, 1.5, 1.75];
    const feed = { first: day('2025-01-06'), last: day('2026-10-31') };
    const rows = daily('2026-10-01', [
      // Thursday 1 October on
      ...Array.from({ length: 30 }, (_, i) => 100 * (weekdayProfile[(3 + i) % 7] ?? 0)),
    ]);
    const saturday = { date: '2026-10-31', qty: 0, oos_minutes: 1440 };
    expect(changes(clean([...rows, saturday], { feed, weekdayProfile }).corrections)).toEqual([
      ['2026-10-31', 'out_of_stock', 150],
    ]);
  });

  test('promotion days go by promotion days, and by plain ones where those are too few', () => {
    const feed = { first: day('2025-01-06'), last: day('2026-11-04') };
    const promotion = daily('2026-11-01', [40, 40, 40], { promo_id: 'P', oos_minutes: 0 });
    const out = { date: '2026-11-04', qty: 0, promo_id: 'P', oos_minutes: 1440 };
    const full = daily('2026-10-01', ten(31), { oos_minutes: 0 });
    expect(changes(clean([...full, ...promotion, out], { feed }).corrections)).toEqual([
      ['2026-11-04', 'out_of_stock', 40],
    ]);
    expect(
      changes(clean([...full, { date: '2026-11-01', qty: 10 }, ...promotion.slice(1), out], { feed }).corrections),
    ).toEqual([['2026-11-04', 'out_of_stock', 10]]);
  });

  test('never in stock: unknown, which makes the week unknown and not 0', () => {
    const rows = daily('2026-11-09', [0, 0, 0, 0, 0, 0, 0], { oos_minutes: 1440 });
    const { corrections } = clean(rows);
    expect(corrections.map(({ corrected, change }) => [corrected, change])).toEqual(new Array(7).fill([null, null]));
    expect(weeklyDemand([0, 0, 3], corrections, day('2026-11-16'))).toEqual([0, null, 3]);
  });

  test('minutes beyond a day count as a day, below 0 as none', () => {
    const feed = { first: day('2025-01-06'), last: day('2026-10-29') };
    expect(
      changes(clean([...before, { date: '2026-10-29', qty: 0, oos_minutes: 99_999 }], { feed }).corrections),
    ).toEqual([['2026-10-29', 'out_of_stock', 10]]);
    expect(clean([...before, { date: '2026-10-29', qty: 0, oos_minutes: -5 }], { feed }).corrections).toEqual([]);
  });
});

test('presale is kept apart from spot demand', () => {
  const { corrections } = clean([
    { date: '2026-11-04', qty: 7 },
    { date: '2026-11-04', qty: 90, presale: true },
  ]);
  expect(corrections).toMatchObject([{ day: '2026-11-04', kind: 'presale', raw: 97, corrected: 7, change: -90 }]);
});

describe('weeks before the item was on sale', () => {
  const weekly = (from: string, quantities: number[]): DailyRow[] =>
    quantities.map((qty, i) => ({ date: day(from) + 7 * i, qty }));
  const onSaleSince = day('2026-01-05');

  test('are unknown where its pace would not leave them empty', () => {
    // first sale 19 October, one a week since: p = 5/6, and 41 weeks before it
    const { corrections } = clean(weekly('2026-10-19', [5, 5, 5, 5, 5]), { onSaleSince });
    expect(corrections).toMatchObject([{ kind: 'not_on_sale', day: '2026-10-19', change: null }]);
    expect(weeklyDemand([5, 5, 5, 5, 5, 0, 0, null], corrections, day('2026-11-16'))).toEqual([
      5,
      5,
      5,
      5,
      5,
      null,
      null,
      null,
    ]);
  });

  test('are 0 where a slow item sells that rarely', () => {
    // on sale 5 January, sold 6 July and not since: (1 − 1/21)^26 = 0.28
    expect(clean(weekly('2026-07-06', [1]), { onSaleSince }).corrections).toEqual([]);
  });

  test('lines of 0 before the first sale are trimmed as well', () => {
    const rows = [...daily('2026-08-03', new Array<number>(77).fill(0)), ...weekly('2026-10-19', [5, 5, 5, 5, 5])];
    expect(changes(clean(rows).corrections)).toEqual([['2026-10-19', 'not_on_sale', null]]);
  });
});

describe('rows that cannot be used', () => {
  test('are refused by name; the others stand', () => {
    const { corrections, refused } = clean([
      { date: '2026-11-24', qty: 9, returns: 9 },
      { date: '2062-11-04', qty: 9 },
      { date: '2026-02-30', qty: 9 },
      { date: 'soon', qty: 9 },
      { date: 1.5, qty: 9 },
      { date: '2026-11-03', qty: null },
      { date: '2026-11-03', qty: NaN },
      { date: '2026-11-03', qty: 4, returns: 2 },
    ]);
    expect(refused).toEqual([
      { date: '2026-11-24', reason: 'after_data_cut' },
      { date: '2062-11-04', reason: 'after_data_cut' },
      { date: '2026-02-30', reason: 'not_a_date' },
      { date: 'soon', reason: 'not_a_date' },
      { date: '1.5', reason: 'not_a_date' },
      { date: '2026-11-03', reason: 'not_a_number' },
      { date: '2026-11-03', reason: 'not_a_number' },
    ]);
    expect(changes(corrections)).toEqual([['2026-11-03', 'cancelled', -2]]);
  });

  test('several rows of a day are its parts', () => {
    const whole = clean([{ date: '2026-11-03', qty: 8, returns: 4 }]);
    const parts = clean([
      { date: '2026-11-03', qty: 5, returns: 1 },
      { date: '2026-11-03', qty: 3, returns: 3 },
    ]);
    expect(parts).toEqual(whole);
  });

  test('no rows, no corrections', () => {
    expect(clean([])).toEqual({ corrections: [], refused: [] });
    expect(clean([{ date: '2026-11-03', qty: 1 }], { feed: null }).corrections).toEqual([]);
  });
});

test('every correction can be taken back by itself', () => {
  const rows = [
    ...daily('2026-09-01', ten(20)),
    { date: '2026-11-04', qty: 500 },
    { date: '2026-11-05', qty: 20, presale: true },
    { date: '2026-11-06', qty: 10, returns: 8 },
  ];
  const { corrections } = clean(rows);
  const raw = weeklySales(
    rows.map((row) => [typeof row.date === 'number' ? row.date : day(row.date), row.qty ?? 0] as const),
    { lastMonday: day('2026-11-16'), weeks: 4, since: null, feed: null },
  );
  expect(raw[2]).toBe(530);
  expect(changes(corrections)).toEqual([
    ['2026-11-04', 'bulk', -443],
    ['2026-11-05', 'presale', -20],
    ['2026-11-06', 'cancelled', -8],
  ]);
  const demand = (useRaw: string[]): number | null | undefined =>
    weeklyDemand(
      raw,
      corrections.map((one) => ({ ...one, use_raw: useRaw.includes(one.kind) })),
      day('2026-11-16'),
    )[2];
  expect(demand([])).toBe(59);
  expect(demand(['bulk'])).toBe(502);
  expect(demand(['presale'])).toBe(79);
  expect(demand(['bulk', 'presale', 'cancelled'])).toBe(530);
});
