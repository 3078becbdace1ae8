import fc from 'fast-check';
import { coverAhead } from './cover';
import { demandCurve } from './demand-curve';

describe('demandCurve', () => {
  it('spreads weeks over days from the data cut on', () => {
    const curve = demandCurve([7, 14], 2); // two days of the first week are gone
    expect([curve.until(0), curve.until(5), curve.until(6), curve.until(12)]).toEqual([0, 5, 7, 19]);
    expect(curve.until(19)).toBe(33); // beyond the forecast its last week goes on
    expect(curve.cover(7, 91)).toBeCloseTo(6, 12);
    expect(curve.cover(1e9, 91)).toBe(91);
    expect(demandCurve([0, 0], 0).cover(5, 91)).toBe(91);
  });

  it('starts later when the first week has not begun', () => {
    expect(demandCurve([7], -2).until(3)).toBe(1);
  });
});

describe('demandCurve by day', () => {
  it('puts a week where its days sell, and keeps its total', () => {
    // Tuesday and Wednesday sell three times what the others do: parts 1,3,3,1,1,1,1 of 11, 22 units
    const curve = demandCurve([22, 7], 0, (week) => (week === 0 ? [1, 3, 3, 1, 1, 1, 1] : null));
    expect([1, 2, 3, 4, 7, 8].map((day) => curve.until(day))).toEqual([2, 8, 14, 16, 22, 23]);
    expect(curve.until(1.5)).toBe(5);
    expect(curve.cover(8, 91)).toBe(2);
    expect(curve.cover(15, 91)).toBe(3.5);
    expect(demandCurve([22], 0, () => [0, 0, 0, 0, 0, 0, 0]).until(1)).toBeCloseTo(22 / 7, 12);
  });

  it('looks back to the Monday it begins on', () => {
    const curve = demandCurve([70, 7], 3);
    expect(curve.until(-3)).toBe(-30);
    expect(curve.until(-10)).toBe(-30);
  });

  it('covers as long as stock consumed day by day lasts', () => {
    const units = fc.integer({ min: 0, max: 400 });
    fc.assert(
      fc.property(
        fc.array(units, { minLength: 1, maxLength: 20 }),
        fc.integer({ min: 0, max: 13 }),
        fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 7, maxLength: 7 }),
        fc.integer({ min: 0, max: 3000 }),
        fc.integer({ min: 1, max: 200 }),
        (weeks, offset, parts, stock, horizon) => {
          const curve = demandCurve(weeks, offset, (week) => (week % 2 ? parts : null));
          const days = Array.from({ length: horizon }, (_, day) => ({
            days: 1,
            qty: curve.until(day + 1) - curve.until(day),
          }));
          expect(curve.cover(stock, horizon)).toBeCloseTo(coverAhead(stock, days).days, 6);
        },
      ),
    );
  });
});
