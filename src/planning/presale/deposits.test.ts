import { parseDay } from '../calendar';
import type { Promotion } from '../types';
import { campaignsFor, campaignsOf } from './campaigns';
import { depositsOf, type DepositInput } from './deposits';

const day = (text: string): number => parseDay(text) ?? NaN;

const phase = (phase: string, from: string, to: string, more: Partial<Promotion> = {}): Promotion => ({
  promo_id: '618',
  phase,
  name: '618',
  starts_at: `${from}+08:00`,
  ends_at: `${to}+08:00`,
  sku_id: null,
  uplift: null,
  presale: true,
  ...more,
});
// the week of 25 May is W-2, that of 1 June W-1
const DEPOSIT = phase('deposit', '2026-05-26T20:00:00', '2026-06-07T23:59:59');
const BALANCE = phase('balance', '2026-06-11T20:00:00', '2026-06-14T23:59:59');

const given = (more: Partial<DepositInput> & { promotions?: Promotion[] } = {}): DepositInput => {
  const { promotions = [DEPOSIT, BALANCE], ...rest } = more;
  return {
    asOf: day('2026-06-08'),
    lastMonday: day('2026-06-01'),
    weeks: [60, 100, 7, null],
    campaigns: campaignsFor(campaignsOf(promotions), 'A'),
    booked: [],
    conversion: 0.8,
    shareBefore: 0.5,
    shareAfter: 1,
    longestWait: 45,
    ...rest,
  };
};

test('before balance day: half of what the deposits of the presale lead to', () => {
  // 60 + 100 (the 7 of the week before are no part of it); × 0.8 = 128; × 0.5 = 64; balance day is three days ahead
  expect(depositsOf(given())).toEqual({
    deposits: 160,
    expected: 128,
    conversion: 0.8,
    booked: 0,
    open: 128,
    counted: 64,
    share: 0.5,
    day: 3,
    balanceDay: '2026-06-11',
    balanceOpen: false,
  });
});

test.each([
  ['2026-06-10', 64],
  ['2026-06-11', 128],
  ['2026-06-14', 128],
])('on %s %d count', (asOf, counted) => {
  expect(depositsOf(given({ asOf: day(asOf) }))?.counted).toBe(counted);
});

test('orders booked from balance day on are in the stock figures already', () => {
  const booked = [
    { day: day('2026-06-10'), units: 9 }, // before it: of something else
    { day: day('2026-06-12'), units: 50 },
    { day: day('2026-06-20'), units: 5 }, // after the phase
  ];
  expect(depositsOf(given({ asOf: day('2026-06-13'), booked }))).toMatchObject({ booked: 50, open: 78, counted: 78 });
  const all = [{ day: day('2026-06-12'), units: 500 }];
  expect(depositsOf(given({ asOf: day('2026-06-13'), booked: all }))).toMatchObject({ open: 0, counted: 0 });
});

test('after the balance phase unpaid deposits lapse', () => {
  expect(depositsOf(given({ asOf: day('2026-06-15') }))).toBeNull();
});

test('before the first deposit, without a presale, or with no week known: nothing is known', () => {
  expect(depositsOf(given({ asOf: day('2026-05-25') }))).toBeNull();
  expect(depositsOf(given({ promotions: [] }))).toBeNull();
  expect(depositsOf(given({ promotions: [{ ...DEPOSIT, presale: false }, BALANCE] }))).toBeNull();
  expect(depositsOf(given({ weeks: [null, null, 7] }))).toBeNull();
  // nobody left one: known, and none
  expect(depositsOf(given({ weeks: [0, 0] }))).toMatchObject({ deposits: 0, counted: 0 });
});

test('without a balance phase: due when deposits end, lapsed after the longest wait', () => {
  // deposits end on 7 June; 45 days later is 22 July
  const promotions = [DEPOSIT];
  expect(depositsOf(given({ promotions, asOf: day('2026-06-05') }))).toMatchObject({
    ...{ counted: 64, day: 2, balanceDay: null, balanceOpen: false },
  });
  expect(depositsOf(given({ promotions, asOf: day('2026-07-22') }))?.counted).toBe(64);
  expect(depositsOf(given({ promotions, asOf: day('2026-07-23') }))).toBeNull();
});

test('a week that two presales share counts once', () => {
  const other = { promo_id: 'B' };
  const promotions = [
    DEPOSIT,
    BALANCE,
    // two days of W-1 against six of the other
    phase('定金', '2026-06-06T00:00:00', '2026-06-09T00:00:00', other),
    phase('尾款', '2026-06-20T00:00:00', '2026-06-21T00:00:00', other),
  ];
  expect(depositsOf(given({ promotions }))).toMatchObject({ deposits: 160, balanceDay: '2026-06-11' });
});

test("a SKU's own rows stand in the place of those for every SKU, and borrow their balance phase", () => {
  const own = phase('deposit', '2026-06-01T00:00:00', '2026-06-07T23:59:59', { sku_id: 'A' });
  const campaigns = campaignsOf([DEPOSIT, BALANCE, own]);
  expect(campaignsFor(campaigns, 'A')).toMatchObject([{ sku: 'A', balanceFrom: day('2026-06-11') + 20 / 24 }]);
  expect(campaignsFor(campaigns, 'B')).toMatchObject([{ sku: null }]);
  expect(depositsOf(given({ campaigns: campaignsFor(campaigns, 'A') }))?.deposits).toBe(60);
});
