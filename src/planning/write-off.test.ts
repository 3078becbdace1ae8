import fc from 'fast-check';
import type { DemandPeriod } from './cover';
import { expectedWriteOff, type ExpiringLot } from './write-off';

const lots = (...pairs: [quantity: number, saleableDays: number][]): ExpiringLot[] =>
  pairs.map(([quantity, saleableDays]) => ({ quantity, saleableDays }));
const weeks = (...quantities: (number | null)[]): DemandPeriod[] => quantities.map((qty) => ({ days: 7, qty }));
const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0);

describe('expectedWriteOff', () => {
  it('writes off what is left after the last day of sale', () => {
    expect(expectedWriteOff(lots([100, 10]), weeks(70, 70)).units).toEqual([0]); // 10 a day for 10 days
    expect(expectedWriteOff(lots([100, 9]), weeks(70, 70)).units).toEqual([10]);
    expect(expectedWriteOff(lots([100, 9.9]), weeks(70, 70)).units).toEqual([10]); // the tenth day is not whole
  });

  it('sells the lot first that leaves the sale first, whatever the order given', () => {
    // 7 days: 70 of the 90 sell, 20 left; then 3 days: 30 of the 50
    expect(expectedWriteOff(lots([50, 10], [90, 7]), weeks(70, 70)).units).toEqual([20, 20]);
    // the first lot is gone after 2 days, the second has the other 8
    expect(expectedWriteOff(lots([20, 7], [90, 10]), weeks(70, 70)).units).toEqual([0, 10]);
  });

  it('writes off at once what has no day left, and nothing that is saleable when the forecast ends', () => {
    expect(expectedWriteOff(lots([5, 0], [6, -3], [7, 0.9]), weeks(70)).units).toEqual([5, 6, 7]);
    expect(expectedWriteOff(lots([500, 8]), weeks(70)).units).toEqual([0]); // may be sold on day 8
    expect(expectedWriteOff(lots([500, 7]), weeks(70)).units).toEqual([430]); // its last day is the last of the forecast
  });

  it('asks for the demand of an unknown period only where it decides', () => {
    expect(expectedWriteOff(lots([70, 30]), weeks(70, null, 70, 70, 70))).toEqual({ units: [0], unknownPeriod: null });
    expect(expectedWriteOff(lots([90, 7]), weeks(70, null)).units).toEqual([20]);
    expect(expectedWriteOff(lots([90, 8]), weeks(70, null)).unknownPeriod).toBe(1);
    expect(expectedWriteOff(lots([90, 15]), weeks(70, null)).unknownPeriod).toBeNull(); // saleable beyond the forecast
    expect(expectedWriteOff(lots([5, 0]), weeks(null))).toEqual({ units: [5], unknownPeriod: null });
  });

  /** Day after day: throw away what can no longer be sold, then serve the demand from the lot that leaves first. */
  function dayByDay(given: readonly ExpiringLot[], periods: readonly DemandPeriod[]): number {
    const left = given.map((lot) => ({ ...lot })).sort((a, b) => a.saleableDays - b.saleableDays);
    const demand = periods.flatMap(({ days, qty }) => Array<number>(days).fill((qty ?? 0) / days));
    let gone = 0;
    for (let day = 1; day <= demand.length + 1; day++) {
      for (const lot of left) {
        if (lot.saleableDays < day) {
          gone += lot.quantity;
          lot.quantity = 0;
        }
      }
      let wanted = demand[day - 1] ?? 0;
      for (const lot of left) {
        const sold = Math.min(lot.quantity, wanted);
        lot.quantity -= sold;
        wanted -= sold;
      }
    }
    return gone;
  }

  const quantity = fc.integer({ min: 0, max: 400 }).map((quarters) => quarters / 4);
  const someLots = fc.array(
    fc.record({ quantity, saleableDays: fc.integer({ min: -8, max: 320 }).map((quarters) => quarters / 4) }),
    { minLength: 1, maxLength: 6 },
  );
  const someDemand = fc.array(fc.record({ days: fc.integer({ min: 1, max: 11 }), qty: quantity }), {
    minLength: 1,
    maxLength: 9,
  });
  const total = (given: ExpiringLot[], periods: DemandPeriod[]) => sum(expectedWriteOff(given, periods).units);

  it('is what walking day by day finds', () => {
    fc.assert(
      fc.property(someLots, someDemand, (given, periods) => {
        expect(total(given, periods)).toBeCloseTo(dayByDay(given, periods), 9);
      }),
      { numRuns: 500 },
    );
  });

  it('lies between nothing and everything, rises with stock and falls with demand', () => {
    fc.assert(
      fc.property(someLots, someDemand, quantity, fc.nat(9), (given, periods, more, at) => {
        const before = total(given, periods);
        expect(before).toBeGreaterThanOrEqual(0);
        expect(before).toBeLessThanOrEqual(sum(given.map((lot) => lot.quantity)) + 1e-9);
        const bigger = given.map((lot, i) =>
          i === at % given.length ? { ...lot, quantity: lot.quantity + more } : lot,
        );
        const busier = periods.map((one, i) => (i === at % periods.length ? { ...one, qty: one.qty + more } : one));
        expect(total(bigger, periods)).toBeGreaterThanOrEqual(before - 1e-9);
        expect(total(given, busier)).toBeLessThanOrEqual(before + 1e-9);
      }),
    );
  });
});
