import fc from 'fast-check';
import oracle from '../../test/oracles/replenishment.json';
import { countQuantile } from './count-demand';
import { negativeBinomialDemand } from './negative-binomial';
import { poissonDemand } from './poisson';

describe('Poisson demand', () => {
  it('has the smallest whole number with F ≥ p, summed term by term with mpmath, means 0.001 to 1e6', () => {
    for (const [mean = NaN, p = NaN, k] of oracle.poisson)
      expect({ mean, p, k: countQuantile(poissonDemand(mean), p) }).toEqual({ mean, p, k });
  });

  it('has exact shares', () => {
    // e^-2·(1 + 2 + 2) and e^-2·2^2/2
    const law = poissonDemand(2);
    expect(law.tails(2).lower).toBeCloseTo(5 * Math.exp(-2), 15);
    expect(law.term(2)).toBeCloseTo(2 * Math.exp(-2), 15);
    expect(law.term(0)).toBeCloseTo(Math.exp(-2), 15);
  });
});

describe('negative binomial demand', () => {
  it('has the smallest whole number with F ≥ p, summed with mpmath (SciPy beyond variances of 3e6)', () => {
    for (const [mean = NaN, variance = NaN, p = NaN, k] of oracle.negativeBinomial) {
      const found = countQuantile(negativeBinomialDemand(mean, variance), p);
      expect({ mean, variance, p, found }).toEqual({ mean, variance, p, found: k });
    }
  });

  it('is exact at a boundary: with p = ½ and whole r, P(X ≤ r − 1) = ½ by symmetry', () => {
    for (const r of [1, 10, 100, 1000, 100_000, 1_000_000])
      expect(countQuantile(negativeBinomialDemand(r, 2 * r), 0.5)).toBe(r - 1);
    // geometric with p = ½: F(k) = 1 − 2^-(k+1)
    for (let k = 0; k < 40; k++) expect(countQuantile(negativeBinomialDemand(1, 2), 1 - 2 ** -(k + 1))).toBe(k);
  });

  it('runs into Poisson as the variance approaches the mean', () => {
    for (const mean of [0.1, 3, 50, 1000, 1e6]) {
      const near = negativeBinomialDemand(mean, mean * (1 + 1e-9));
      const poisson = poissonDemand(mean);
      for (
        let k = Math.max(0, Math.floor(mean - 3 * Math.sqrt(mean)));
        k < mean + 4 * Math.sqrt(mean) + 2;
        k += 1 + Math.floor(Math.sqrt(mean))
      ) {
        expect(Math.abs(near.tails(k).lower - poisson.tails(k).lower)).toBeLessThan(1e-6);
        expect(Math.abs(near.term(k) / poisson.term(k) - 1)).toBeLessThan(1e-6);
      }
    }
  });

  it('has terms that add up to the shares', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.05, max: 200, noNaN: true }),
        fc.double({ min: 1e-6, max: 20, noNaN: true }),
        (mean, excess) => {
          const law = negativeBinomialDemand(mean, mean * (1 + excess));
          let sum = 0;
          for (let k = 0; k < 60; k++) {
            sum += law.term(k);
            const { lower, upper } = law.tails(k);
            expect(Math.abs(lower - sum)).toBeLessThan(1e-12);
            expect(Math.abs(lower + upper - 1)).toBeLessThan(1e-12);
          }
        },
      ),
      { numRuns: 50 },
    );
  });
});

describe('large counts', () => {
  it('go over without a step', () => {
    for (const p of [1e-6, 0.05, 0.95, 1 - 1e-6])
      for (const factor of [1, 1.5, 100, 1e5]) {
        const law = (mean: number) =>
          factor === 1 ? poissonDemand(mean) : negativeBinomialDemand(mean, mean * factor);
        // the last mean that is searched exactly against the first beyond it
        let low = 1e5;
        let high = 1e8;
        while (high / low > 1 + 1e-12) {
          const middle = Math.sqrt(low * high);
          if (countQuantile(law(middle), p) > 1e7) high = middle;
          else low = middle;
        }
        const [below, above] = [countQuantile(law(low), p), countQuantile(law(high), p)];
        expect(Math.abs(above - below)).toBeLessThanOrEqual(2);
      }
  });

  it('answer quickly and finitely at any mean', () => {
    for (const mean of [1e-300, 1e-9, 1e7, 1e9, 1e15, 1e100])
      for (const factor of [1 + 1e-12, 2, 1e6])
        for (const p of [1e-6, 0.5, 1 - 1e-6]) {
          const k = countQuantile(negativeBinomialDemand(mean, mean * factor), p);
          expect(k >= 0 && Number.isFinite(k)).toBe(true);
        }
  });
});
