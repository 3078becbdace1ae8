import { day } from './testing';
import { weeklyDemand } from './weekly-demand';

const lastMonday = day('2026-11-16');

test('changes count in the week of their day, Monday to Sunday', () => {
  const corrections = [
    { day: '2026-11-22', kind: 'bulk', change: -4 },
    { day: '2026-11-16', kind: 'returns', change: -1 },
    { day: '2026-11-15', kind: 'out_of_stock', change: 2.5 },
    // outside the weeks at hand
    { day: '2026-11-23', kind: 'bulk', change: -9 },
    { day: '2026-10-01', kind: 'bulk', change: -9 },
  ];
  expect(weeklyDemand([10, 10, 10], corrections, lastMonday)).toEqual([5, 12.5, 10]);
});

test('an unknown week stays unknown; a correction without a change makes one unknown; never below 0', () => {
  expect(weeklyDemand([null], [{ day: '2026-11-17', kind: 'out_of_stock', change: 5 }], lastMonday)).toEqual([null]);
  const unknown = { day: '2026-11-17', kind: 'out_of_stock', change: null };
  const known = { day: '2026-11-18', kind: 'returns', change: -1 };
  expect(weeklyDemand([7], [unknown, known], lastMonday)).toEqual([null]);
  expect(weeklyDemand([7], [known, unknown], lastMonday)).toEqual([null]);
  expect(weeklyDemand([7], [{ ...unknown, use_raw: true }, known], lastMonday)).toEqual([6]);
  expect(weeklyDemand([3], [{ day: '2026-11-17', kind: 'returns', change: -9 }], lastMonday)).toEqual([0]);
});

test('before it was on sale: weeks without a sale are unknown, weeks with one stand', () => {
  const onSale = { day: '2026-11-10', kind: 'not_on_sale', change: null };
  expect(weeklyDemand([0, 4, 0, 2, null], [onSale], lastMonday)).toEqual([0, 4, null, 2, null]);
  expect(weeklyDemand([0, 4, 0, 2, null], [{ ...onSale, use_raw: true }], lastMonday)).toEqual([0, 4, 0, 2, null]);
  // the week of the first sale may be older than the history at hand, or of the running week
  expect(weeklyDemand([0, 0], [{ ...onSale, day: '2025-01-01' }], lastMonday)).toEqual([0, 0]);
  expect(weeklyDemand([0, 0], [{ ...onSale, day: '2026-11-25' }], lastMonday)).toEqual([null, null]);
});

test('a day that cannot be read changes nothing; the recorded weeks are not written to', () => {
  const weeks = Object.freeze([5]) as readonly number[];
  expect(weeklyDemand(weeks, [{ day: '23.11.2026', kind: 'bulk', change: -5 }], lastMonday)).toEqual([5]);
  expect(weeklyDemand(weeks, [{ day: '2026-11-17', kind: 'bulk', change: -5 }], lastMonday)).toEqual([0]);
});
