import fc from 'fast-check';
import oracle from '../../test/oracles/replenishment.json';
import { bootstrapSumQuantile } from './bootstrap-sum';
import { empiricalSumQuantile } from './empirical-sum';
import { leadTimeDemand } from './lead-time-demand';

const cases = oracle.empirical as [number[], number, number, number][];
const probability = fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true });

/** Every sum of `periods` draws, counted one by one. */
function byEnumeration(history: number[], periods: number, p: number): number {
  let sums = [0];
  for (let period = 0; period < periods; period++) sums = sums.flatMap((sum) => history.map((value) => sum + value));
  sums.sort((a, b) => a - b);
  return sums.find((_, index) => (index + 1) / sums.length >= p - 1e-12) ?? NaN;
}

describe('leadTimeDemand', () => {
  it('agrees with exact fractions (test/oracles/replenishment.py)', () => {
    for (const [history, periods, p, expected] of cases)
      expect({ history, periods, p, d: leadTimeDemand(history, periods, p) }).toEqual({
        history,
        periods,
        p,
        d: expected,
      });
  });

  it('agrees with enumeration, with shifts and steps and unknown periods', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 1, max: 4 }),
        probability,
        fc.constantFrom(1, 12, 500_000),
        fc.integer({ min: 0, max: 1000 }),
        (base, periods, p, step, shift) => {
          const history = base.map((value) => shift + step * value);
          const answer = byEnumeration(history, periods, p);
          expect(leadTimeDemand(history, periods, p)).toBe(answer);
          expect(leadTimeDemand([null, ...history.toReversed(), null], periods, p)).toBe(answer);
        },
      ),
    );
  });

  it('is exact at a boundary, whichever way it is summed', () => {
    // 20 values: 19 of them give 0.95; two of ten: P(0 + 0) = 0.81; 1 − 1e-6 of six tens
    expect(
      leadTimeDemand(
        Array.from({ length: 20 }, (_, i) => i + 1),
        1,
        0.95,
      ),
    ).toBe(19);
    expect(leadTimeDemand([0, 0, 0, 0, 0, 0, 0, 0, 0, 5], 2, 0.81)).toBe(0);
    expect(leadTimeDemand([0, 0, 0, 0, 0, 0, 0, 0, 0, 1], 6, 0.999999)).toBe(5);
    // a fair coin over an odd number of periods: exactly half the sums lie at or below (n − 1)/2
    for (const periods of [3, 51, 501, 5001, 100_001])
      expect(leadTimeDemand([0, 1], periods, 0.5)).toBe((periods - 1) / 2);
  });

  it('sums by Fourier transform as by pairs', () => {
    // binomial quantiles, SciPy 1.17 binom.ppf(p, 2000, 0.5) and (p, 2000, 0.02)
    const coin = { values: Int32Array.of(0, 1), weights: Float64Array.of(1, 1), length: 2 };
    const rare = { values: Int32Array.of(0, 1), weights: Float64Array.of(49, 1), length: 2 };
    expect([0.001, 0.5, 0.95, 0.999999].map((p) => empiricalSumQuantile(coin, 2000, p))).toEqual([
      931, 1000, 1037, 1106,
    ]);
    expect([0.001, 0.5, 0.95, 0.999999].map((p) => empiricalSumQuantile(rare, 2000, p))).toEqual([22, 40, 51, 73]);
  });

  it('resamples what is not whole: the same every time, near the exact answer', () => {
    const history = [0.5, 1.25, 3, 0, 2.75, 8.5, 1, 1, 0.25, 4];
    const answer = leadTimeDemand(history, 5, 0.95) as number;
    expect(leadTimeDemand([3.1, 4.1], 7, 0.5)).not.toBeNull(); // another length in between
    expect(leadTimeDemand(history, 5, 0.95)).toBe(answer);
    expect(leadTimeDemand(history.toReversed(), 5, 0.95)).toBe(answer);
    const quarters = leadTimeDemand(
      history.map((value) => value * 4),
      5,
      0.95,
    ) as number;
    // 10,000 draws: the share below is within 4·√(0.95·0.05/10,000) = 0.009 of 0.95
    const [low, high] = [0.941, 0.959].map(
      (p) =>
        leadTimeDemand(
          history.map((value) => value * 4),
          5,
          p,
        ) as number,
    );
    expect(answer * 4).toBeGreaterThanOrEqual(low as number);
    expect(answer * 4).toBeLessThanOrEqual(high as number);
    expect(quarters).toBeGreaterThanOrEqual(low as number);
  });

  it('resamples without bias', () => {
    // uniform history 0 … 1 in 1,001 steps, three periods: the median of the sum is 1.5
    const history = Float64Array.from({ length: 1001 }, (_, i) => i / 1000);
    expect(bootstrapSumQuantile(history, 3, 0.5)).toBeCloseTo(1.5, 1);
    // shares of one period are those of the history
    for (const p of [0.05, 0.5, 0.95]) expect(Math.abs(bootstrapSumQuantile(history, 1, p) - p)).toBeLessThan(0.01);
  });

  it('takes the moments over very many periods', () => {
    const history = [0.5, 1.25, 3, 0, 2.75, 8.5, 1, 1, 0.25, 4];
    const quarters = history.map((value) => value * 4);
    for (const p of [0.01, 0.5, 0.95, 0.9999]) {
      const exact = (leadTimeDemand(quarters, 5000, p) as number) / 4;
      expect(Math.abs((leadTimeDemand(history, 5000, p) as number) / exact - 1)).toBeLessThan(1e-4);
    }
    expect(leadTimeDemand([0, 1, 1_000_003], 1_000_000_000, 0.5)).toBeGreaterThan(3e14);
  });

  it('has simple limits', () => {
    expect(leadTimeDemand([null, null], 3, 0.5)).toBeNull();
    expect(leadTimeDemand([7, null, 7], 3, 0.5)).toBe(21);
    expect(leadTimeDemand([0.1, 0.1], 3, 0.5)).toBeCloseTo(0.3, 15);
    expect(leadTimeDemand([4, 9], 1, 1e-12)).toBe(4);
    expect(leadTimeDemand([4, 9], 1, 1 - 1e-12)).toBe(9);
  });

  it('rises with probability, periods and units', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 2, maxLength: 20 }),
        fc.integer({ min: 1, max: 12 }),
        probability,
        probability,
        (history, periods, a, b) => {
          const at = (p: number, over = periods, k = 1) =>
            leadTimeDemand(
              history.map((value) => value * k),
              over,
              p,
            ) as number;
          expect(at(Math.min(a, b))).toBeLessThanOrEqual(at(Math.max(a, b)));
          expect(at(a, periods + 1)).toBeGreaterThanOrEqual(at(a));
          expect(at(a, periods, 7)).toBe(7 * at(a));
        },
      ),
    );
  });
});
