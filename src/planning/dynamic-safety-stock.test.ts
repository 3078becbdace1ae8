import fc from 'fast-check';
import { dynamicSafetyStock } from './dynamic-safety-stock';
import { safetyStock } from './safety-stock';

const Z95 = 1.6448536269514722; // SciPy 1.17 norm.ppf(0.95)

describe('dynamicSafetyStock', () => {
  it('is a worked example', () => {
    // P = 2, cv = 0.3: windows (20, 50), (50, 10), (10, 10); F̄ = 35, 30, 10; σL = 0.5
    const stocks = dynamicSafetyStock({
      forecast: [10, 20, 50, 10, 10],
      errorCv: 0.3,
      serviceLevel: 0.95,
      protectionPeriods: 2,
      leadTimeSd: 0.5,
    });
    const expected = [
      Z95 * Math.sqrt(0.09 * (400 + 2500) + 35 ** 2 * 0.25),
      Z95 * Math.sqrt(0.09 * (2500 + 100) + 30 ** 2 * 0.25),
      Z95 * Math.sqrt(0.09 * (100 + 100) + 10 ** 2 * 0.25),
    ];
    expect(stocks).toHaveLength(3);
    stocks.forEach((stock, t) => expect(Math.abs((stock as number) / (expected[t] as number) - 1)).toBeLessThan(1e-12));
  });

  it('rises before a promotion, not in it', () => {
    const forecast = [10, 10, 10, 10, 80, 10, 10, 10, 10];
    const stocks = dynamicSafetyStock({ forecast, errorCv: 0.3, serviceLevel: 0.95, protectionPeriods: 2 }) as number[];
    // the promotion is period 4; its own stock is that of an ordinary period
    expect(stocks[2]).toBeGreaterThan(5 * (stocks[1] as number));
    expect(stocks[3]).toBe(stocks[2]);
    expect(stocks[4]).toBe(stocks[1]);
  });

  it('is the static formula for a level forecast', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 0.999, noNaN: true }),
        fc.double({ min: 0.1, max: 1e4, noNaN: true }),
        fc.double({ min: 0, max: 3, noNaN: true }),
        fc.integer({ min: 1, max: 8 }),
        fc.double({ min: 0, max: 4, noNaN: true }),
        (serviceLevel, demandMean, errorCv, protectionPeriods, leadTimeSd) => {
          const forecast = new Array<number>(protectionPeriods + 4).fill(demandMean);
          const expected = safetyStock({
            serviceLevel,
            demandMean,
            demandSd: errorCv * demandMean,
            leadTime: protectionPeriods,
            leadTimeSd,
          });
          const stocks = dynamicSafetyStock({ forecast, errorCv, serviceLevel, protectionPeriods, leadTimeSd });
          expect(stocks).toHaveLength(4);
          for (const stock of stocks)
            expect(Math.abs((stock as number) - expected)).toBeLessThanOrEqual(1e-12 * Math.abs(expected) + 1e-300);
        },
      ),
    );
  });

  it('does not know what depends on an unknown period, and needs one full interval', () => {
    const input = { errorCv: 0.3, serviceLevel: 0.95, protectionPeriods: 2 };
    expect(
      dynamicSafetyStock({ ...input, forecast: [10, 10, null, 10, 10, 10] }).map((stock) => stock === null),
    ).toEqual([true, true, false, false]);
    expect(dynamicSafetyStock({ ...input, forecast: [null, 10, 10] })[0]).not.toBeNull();
    expect(dynamicSafetyStock({ ...input, forecast: [10, 10] })).toEqual([]);
    expect(dynamicSafetyStock({ ...input, forecast: [0, 0, 0] })).toEqual([0]);
  });
});
