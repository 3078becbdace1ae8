import fc from 'fast-check';
import oracle from '../../test/oracles/replenishment.json';
import { fillRate, safetyStockForFillRate } from './fill-rate';
import { normalLoss } from './normal-loss';

const share = fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true });
const size = fc.double({ min: -6, max: 6, noNaN: true }).map((log) => 10 ** log);

describe('fillRate', () => {
  it('agrees with mpmath at 400 digits, lots from 1e-12 to 1,000 sd', () => {
    for (const [stock = NaN, sd = NaN, lot = NaN, expected = NaN] of oracle.fillRate) {
      const found = fillRate(stock, sd, lot);
      expect({ stock, lot, close: Math.abs(found / expected - 1) < 1e-12 }).toEqual({ stock, lot, close: true });
    }
  });

  it('counts shortages within the lot where it is small: 0.782 by the exact form, 0.712 by the usual one', () => {
    // k = 0.1, Q = 1.2·σ, tables of G: G(0.1) = 0.3509, G(1.3) = 0.0455
    expect(fillRate(0.1, 1, 1.2)).toBeCloseTo(1 - (0.3509 - 0.0455) / 1.2, 3);
    expect(1 - normalLoss(0.1) / 1.2).toBeLessThan(fillRate(0.1, 1, 1.2));
  });

  it('without variation serves what the lot lifts above the stock', () => {
    expect(fillRate(0, 0, 100)).toBe(1);
    expect(fillRate(-30, 0, 100)).toBeCloseTo(0.7, 15);
    expect(fillRate(-300, 0, 100)).toBe(0);
    expect(fillRate(-30, 1e-9, 100)).toBeCloseTo(0.7, 9);
  });

  it('rises with stock, falls with variation at positive stock, and scales', () => {
    fc.assert(
      fc.property(share, size, size, size, (level, sd, lot, k) => {
        const stock = level * 4 * sd;
        const rate = fillRate(stock, sd, lot);
        expect(rate).toBeGreaterThanOrEqual(0);
        expect(rate).toBeLessThanOrEqual(1);
        expect(fillRate(stock * 1.1, sd, lot)).toBeGreaterThanOrEqual(rate - 1e-15);
        expect(fillRate(stock, sd * 1.1, lot)).toBeLessThanOrEqual(rate + 1e-15);
        expect(Math.abs(fillRate(k * stock, k * sd, k * lot) - rate)).toBeLessThan(1e-12);
      }),
    );
  });
});

describe('safetyStockForFillRate', () => {
  it('is a worked example: σ = 100, Q = 200, 99%', () => {
    // G(k) = 0.01·200/100 = 0.02; Silver, Pyke & Thomas’ table: G(1.66) = 0.02005, G(1.67) = 0.01950
    const stock = safetyStockForFillRate(0.99, 100, 200);
    expect(stock).toBeGreaterThan(166);
    expect(stock).toBeLessThan(167);
  });

  it('solves its equation for every rate, lot and sd', () => {
    fc.assert(
      fc.property(share, size, size, (rate, sd, lot) => {
        const k = safetyStockForFillRate(rate, sd, lot) / sd;
        const wanted = ((1 - rate) * lot) / sd;
        expect(Math.abs(normalLoss(k) / wanted - 1)).toBeLessThan(1e-9);
      }),
    );
  });

  it('gives the rate back, and what shortages left from the cycle before add', () => {
    fc.assert(
      fc.property(share, size, size, (rate, sd, lot) => {
        const stock = safetyStockForFillRate(rate, sd, lot);
        const left = (normalLoss((stock + lot) / sd) * sd) / lot;
        expect(Math.abs(fillRate(stock, sd, lot) - (rate + left))).toBeLessThan(1e-9 * (1 + left));
      }),
    );
  });

  it('is 0 without variation, negative for large lots, and scales', () => {
    expect(safetyStockForFillRate(0.95, 0, 100)).toBe(0);
    expect(safetyStockForFillRate(0.95, 10, 1000)).toBeLessThan(0);
    fc.assert(
      fc.property(share, size, size, size, (rate, sd, lot, k) => {
        const stock = safetyStockForFillRate(rate, sd, lot);
        expect(Math.abs(safetyStockForFillRate(rate, k * sd, k * lot) - k * stock)).toBeLessThanOrEqual(
          1e-12 * k * (Math.abs(stock) + sd),
        );
        expect(safetyStockForFillRate(rate + (1 - rate) / 2, sd, lot)).toBeGreaterThan(stock);
      }),
    );
  });
});
