import fc from 'fast-check';
import oracle from '../../test/oracles/replenishment.json';
import { gammaQuantile, gammaTails } from './gamma';

const probability = fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true });
const shape = fc.double({ min: Math.log(0.01), max: Math.log(1e6), noNaN: true }).map(Math.exp);

describe('gamma quantile', () => {
  it('agrees with mpmath at 60 digits for shapes 0.01 to 1e6, probabilities 1e-6 to 1 − 1e-6', () => {
    for (const [p = NaN, a = NaN, x = NaN] of oracle.gammaQuantile) {
      // what lies below the smallest normal number has no digits to compare: (1e-6·Γ(1.01))^100 is 0
      const error = x < 1e-300 ? Math.abs(gammaQuantile(p, a) - x) : Math.abs(gammaQuantile(p, a) / x - 1);
      expect({ p, a, close: error < 3e-13 }).toEqual({ p, a, close: true });
    }
  });

  it('gives the probability back', () => {
    fc.assert(
      fc.property(probability, shape, (p, a) => {
        const x = gammaQuantile(p, a);
        fc.pre(x > 1e-300);
        const { lower, upper } = gammaTails(a, x);
        return Math.abs(p < 0.5 ? lower / p - 1 : upper / (1 - p) - 1) < 1e-8;
      }),
    );
  });

  it('is the exponential for shape 1 and scales', () => {
    for (const p of [1e-9, 0.1, 0.5, 0.9, 1 - 1e-9])
      expect(Math.abs(gammaQuantile(p, 1, 3) / (-3 * Math.log1p(-p)) - 1)).toBeLessThan(1e-14);
  });

  it('goes over into the expansion for large shapes without a step', () => {
    for (const p of [1e-6, 0.01, 0.5, 0.95, 1 - 1e-6]) {
      const below = gammaQuantile(p, 19_999.999_999) / 19_999.999_999;
      const above = gammaQuantile(p, 20_000.000_001) / 20_000.000_001;
      expect(Math.abs(above / below - 1)).toBeLessThan(1e-11);
    }
  });

  it('answers a number at any shape', () => {
    for (const a of [1e-300, 1e-100, 1e-5, 3, 1e10, 1e100, 1e300])
      for (const p of [1e-300, 1e-20, 0.5, 0.9, 1 - 2 ** -53]) {
        const x = gammaQuantile(p, a);
        expect(x >= 0 && Number.isFinite(x)).toBe(true);
      }
  });
});
