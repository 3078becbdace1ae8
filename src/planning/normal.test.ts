import oracle from '../../test/oracles/replenishment.json';
import { normalCdf, normalDensity, normalQuantile } from './normal';
import { normalLoss, normalLossInverse } from './normal-loss';

/** Largest relative error over a table of [x, f(x)] computed with mpmath (test/oracles/replenishment.py). */
function worst(table: number[][], f: (x: number) => number): number {
  return Math.max(...table.map(([x = NaN, expected = NaN]) => Math.abs(f(x) - expected) / (Math.abs(expected) || 1)));
}

describe('normal distribution against mpmath at 60 digits', () => {
  it('quantile, probabilities 1e-300 to 1 − 1e-14', () => {
    expect(worst(oracle.normalQuantile, normalQuantile)).toBeLessThan(1e-15);
  });

  it('share below z, |z| ≤ 37, in either tail', () => {
    expect(worst(oracle.normalCdf, normalCdf)).toBeLessThan(2e-13);
  });

  it('loss, |z| ≤ 37', () => {
    expect(worst(oracle.normalLoss, normalLoss)).toBeLessThan(2e-13);
    const near = oracle.normalLoss.filter(([z = 0]) => Math.abs(z) <= 10);
    expect(worst(near, normalLoss)).toBeLessThan(5e-14);
  });

  it('loss inverse, losses 1e-300 to 1e300', () => {
    const apart = oracle.normalLossInverse.filter(([, k = 0]) => Math.abs(k) > 0.01);
    expect(worst(apart, normalLossInverse)).toBeLessThan(1e-13);
    // near k = 0 the digits of the loss itself limit those of k: there an absolute error
    for (const [y = 0, k = 0] of oracle.normalLossInverse) {
      if (Math.abs(k) <= 0.01) expect(Math.abs(normalLossInverse(y) - k)).toBeLessThan(1e-15);
    }
  });
});

describe('ends of the range', () => {
  it('answers them', () => {
    expect([0, 1, 0.5].map(normalQuantile)).toEqual([-Infinity, Infinity, 0]);
    expect(normalQuantile(-0.1)).toBeNaN();
    expect(normalQuantile(1.1)).toBeNaN();
    expect([-Infinity, 0, Infinity].map(normalCdf)).toEqual([0, 0.5, 1]);
    expect([0, Infinity].map(normalLossInverse)).toEqual([Infinity, -Infinity]);
    expect(normalLossInverse(-1)).toBeNaN();
    expect(normalLoss(Infinity)).toBe(0);
    expect(normalDensity(1e200)).toBe(0);
  });

  it('knows Silver, Pyke & Thomas’ table of the loss (appendix II)', () => {
    // G(0) = 0.3989, G(0.5) = 0.1978, G(1) = 0.08332, G(2) = 0.008491, G(3) = 0.0003822
    const table = [0, 0.5, 1, 2, 3].map((z) => Number(normalLoss(z).toPrecision(4)));
    expect(table).toEqual([0.3989, 0.1978, 0.08332, 0.008491, 0.0003822]);
  });
});
