import fc from 'fast-check';
import { countablePack, packsDown, packsUp } from './packs';
import { wholeQuantities, wholeUnits } from './whole-units';

describe('wholeUnits', () => {
  it('finds the decimals of written numbers', () => {
    const money = wholeUnits([12.35, 0.1, 7]);
    expect([12.35, 0.1, 7].map(money.of)).toEqual([1235, 10, 700]);
    expect(money.value(1235)).toBe(12.35);
    expect(money.dust).toBe(0);
    expect(wholeUnits([3, 1e6]).of(3)).toBe(3);
    // the rounding of 0.1 + 0.2 does not count
    expect(wholeUnits([0.1 + 0.2, 0.3]).of(0.1 + 0.2)).toBe(3);
  });

  it('leaves out what an earlier computation left of nothing', () => {
    expect(wholeQuantities([0.3 - 0.1 - 0.2, 5]).of(5)).toBe(5);
    expect(wholeUnits([0.3 - 0.1 - 0.2, 5]).dust).toBeGreaterThan(0);
  });

  it('is exact for decimals, and close for anything else, sums included', () => {
    const value = fc.oneof(
      fc.integer({ min: 0, max: 1e9 }).map((cents) => cents / 100),
      fc.double({ min: 0, max: 1e9, noNaN: true }),
      fc.constantFrom(5e-324, 1e300, 1.7e308),
    );
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 20 }), (values) => {
        const units = wholeUnits(values);
        const largest = Math.max(...values);
        let total = 0;
        for (const each of values) {
          const count = units.of(each);
          expect(Number.isInteger(count)).toBe(true);
          total += count;
          const error = Math.abs(units.value(count) - each);
          expect(error).toBeLessThanOrEqual(units.dust === 0 ? 2e-15 * each : 1e-12 * largest + 5e-324);
        }
        expect(total).toBeLessThanOrEqual(2 ** 52);
      }),
    );
  });
});

describe('packs', () => {
  it('are counted without the rounding of the division', () => {
    expect(packsUp(0.3, 0.1)).toBe(3);
    expect(packsUp(1_234_567.8, 0.1)).toBe(12_345_678);
    expect(packsUp(25, 12)).toBe(3);
    expect(packsUp(0, 12)).toBe(0);
    expect(packsDown(0.3, 0.1)).toBe(3);
    expect(packsDown(25, 12)).toBe(2);
  });

  it('grow by powers of two where they could not be counted', () => {
    expect(countablePack(12, 1e9)).toBe(12);
    for (const [pack, largest] of [
      [1e-9, 1e300],
      [5e-324, 1.7e308],
      [0.1, 1e20],
    ] as const) {
      const countable = countablePack(pack, largest, 4);
      expect(largest / countable).toBeLessThanOrEqual(2 ** 48);
      expect(Number.isInteger(Math.log2(countable / pack)) || countable / pack === Infinity).toBe(true);
    }
  });
});
