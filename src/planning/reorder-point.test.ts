import fc from 'fast-check';
import { cycleServiceLevel, leadTimeMoments, reorderPoint, type DemandDistribution } from './reorder-point';
import { protectionSd, safetyStock } from './safety-stock';

const ALL: DemandDistribution[] = ['normal', 'gamma', 'negbin', 'poisson'];
const level = fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true });
const amount = fc.double({ min: 0.01, max: 1000, noNaN: true });
const demand = fc.record({
  demandMean: amount,
  demandSd: amount,
  leadTime: fc.double({ min: 0.1, max: 100, noNaN: true }),
  leadTimeSd: fc.double({ min: 0, max: 20, noNaN: true }),
});

describe('reorderPoint', () => {
  const input = { demandMean: 20, demandSd: 8, leadTime: 40, leadTimeSd: 6 };

  it('knows the moments of lead-time demand', () => {
    // 20·40 and √(40·8² + 20²·6²) = √16,960
    expect(leadTimeMoments(input)).toEqual({ mean: 800, sd: Math.sqrt(16_960) });
  });

  it('answers by distribution', () => {
    const moments = leadTimeMoments(input);
    // SciPy 1.17 at 95%: 800 + norm.ppf·√16960, gamma(800²/16960, scale=16960/800), nbinom(800²/16160, 800/16960), poisson(800)
    expect(reorderPoint(0.95, moments)).toBeCloseTo(1014.2102167998954, 9);
    expect(reorderPoint(0.95, moments, 'gamma')).toBeCloseTo(1025.5693909285565, 8);
    expect(reorderPoint(0.95, moments, 'negbin')).toBe(1025);
    expect(reorderPoint(0.95, moments, 'poisson')).toBe(847);
  });

  it('takes Poisson for a negative binomial that does not exist', () => {
    for (const sd of [0, 1, Math.sqrt(20)])
      expect(reorderPoint(0.9, { mean: 20, sd }, 'negbin')).toBe(reorderPoint(0.9, { mean: 20, sd }, 'poisson'));
    // and runs into it: variance 20·(1 + 1e-9)
    expect(reorderPoint(0.9, { mean: 20, sd: Math.sqrt(20 * (1 + 1e-9)) }, 'negbin')).toBe(26);
    expect(reorderPoint(0.9, { mean: 20, sd: 0 }, 'poisson')).toBe(26); // SciPy poisson.ppf(0.9, 20)
  });

  it('is the mean where nothing varies and 0 where nothing is sold', () => {
    expect(reorderPoint(0.99, { mean: 12.5, sd: 0 })).toBe(12.5);
    expect(reorderPoint(0.99, { mean: 12.5, sd: 0 }, 'gamma')).toBe(12.5);
    for (const distribution of ALL) expect(reorderPoint(0.99, { mean: 0, sd: 0 }, distribution)).toBe(0);
    for (const distribution of ALL.slice(1)) expect(reorderPoint(0.99, { mean: 0, sd: 5 }, distribution)).toBe(0);
    expect(reorderPoint(0.99, { mean: 12.5, sd: 1e-9 }, 'gamma')).toBeCloseTo(12.5, 8);
  });

  it('is mean demand and safety stock together (normal)', () => {
    fc.assert(
      fc.property(level, demand, (p, given) => {
        const { mean } = leadTimeMoments(given);
        const stock = safetyStock({ serviceLevel: p, ...given });
        expect(Math.abs(reorderPoint(p, leadTimeMoments(given)) - mean - stock)).toBeLessThan(
          1e-9 * (mean + Math.abs(stock)),
        );
      }),
    );
  });

  it('rises with the service level, whatever the distribution', () => {
    fc.assert(
      fc.property(level, level, demand, fc.constantFrom(...ALL), (a, b, given, distribution) => {
        const moments = leadTimeMoments(given);
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        expect(reorderPoint(low, moments, distribution)).toBeLessThanOrEqual(
          reorderPoint(high, moments, distribution) + 1e-12 * (moments.mean + 10 * moments.sd),
        );
      }),
    );
  });

  it('rises with variance above 50% and with lead time (normal)', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.5, max: 1 - 1e-6, noNaN: true }), demand, (p, given) => {
        const base = reorderPoint(p, leadTimeMoments(given));
        for (const more of [
          { ...given, demandSd: given.demandSd * 1.2 },
          { ...given, leadTimeSd: given.leadTimeSd + 1 },
          { ...given, leadTime: given.leadTime * 1.2 },
        ])
          expect(reorderPoint(p, leadTimeMoments(more))).toBeGreaterThanOrEqual(base * (1 - 1e-12));
      }),
    );
  });

  it('scales with the unit of demand (normal, gamma)', () => {
    fc.assert(
      fc.property(
        level,
        demand,
        fc.double({ min: 0.001, max: 1000, noNaN: true }),
        fc.constantFrom(...ALL.slice(0, 2)),
        (p, given, k, distribution) => {
          const one = reorderPoint(p, leadTimeMoments(given), distribution);
          const scaled = { ...given, demandMean: k * given.demandMean, demandSd: k * given.demandSd };
          const { mean, sd } = leadTimeMoments(scaled);
          fc.pre(mean > 0.1 * sd); // gamma shapes from 0.01
          expect(Math.abs(reorderPoint(p, leadTimeMoments(scaled), distribution) - k * one)).toBeLessThanOrEqual(
            1e-11 * (Math.abs(k * one) + sd),
          );
        },
      ),
    );
  });

  it('goes to 0 with gamma as the variation grows without bound', () => {
    const at = [1, 10, 100, 1000].map((cv) => reorderPoint(0.95, { mean: 10, sd: 10 * cv }, 'gamma'));
    for (let i = 1; i < at.length; i++) expect(at[i]).toBeLessThan(at[i - 1] as number);
    expect(at[3]).toBe(0);
  });
});

describe('cycleServiceLevel', () => {
  it('gives the probability of a reorder point back', () => {
    fc.assert(
      fc.property(level, demand, (p, given) => {
        const moments = leadTimeMoments(given);
        // what the sum m + z·sd can hold of z
        const digits = 1e-15 * (moments.mean / moments.sd + 10);
        const back = cycleServiceLevel(reorderPoint(p, moments), moments);
        expect(Math.abs(back - p)).toBeLessThan(digits + 1e-12 * p);
      }),
    );
  });

  it('is all or nothing where nothing varies', () => {
    const moments = leadTimeMoments({ demandMean: 0.1, demandSd: 0, leadTime: 3 });
    expect([0.3, 0.31, 0.29].map((reorder) => cycleServiceLevel(reorder, moments))).toEqual([1, 1, 0]);
  });
});

describe('safetyStock', () => {
  it('is monotone in service level, lead time, review interval and both variances, and scales', () => {
    const upper = fc.double({ min: 0.5, max: 1 - 1e-6, noNaN: true });
    fc.assert(
      fc.property(upper, demand, amount, (p, given, k) => {
        const input = { serviceLevel: p, ...given, reviewPeriod: 3 };
        const base = safetyStock(input);
        for (const more of [
          { ...input, serviceLevel: p + (1 - p) / 2 },
          { ...input, leadTime: given.leadTime + 1 },
          { ...input, reviewPeriod: 4 },
          { ...input, demandSd: given.demandSd * 1.1 },
          { ...input, leadTimeSd: given.leadTimeSd + 0.1 },
        ])
          expect(safetyStock(more)).toBeGreaterThanOrEqual(base);
        const scaled = { ...input, demandMean: k * given.demandMean, demandSd: k * given.demandSd };
        expect(Math.abs(safetyStock(scaled) - k * base)).toBeLessThanOrEqual(1e-13 * k * base);
        expect(safetyStock({ ...input, serviceLevel: 1 - p })).toBeLessThanOrEqual(0);
      }),
    );
  });

  it('vanishes with σ, keeps its digits at the ends of the number range, and remembers no other service level', () => {
    const input = { serviceLevel: 0.95, demandMean: 20, demandSd: 0, leadTime: 40 };
    expect(safetyStock(input)).toBe(0);
    expect(Object.is(safetyStock({ ...input, serviceLevel: 0.2 }), 0)).toBe(true);
    const z = 1.6448536269514722; // SciPy norm.ppf(0.95)
    expect(safetyStock({ ...input, demandMean: 0, demandSd: 1e200, leadTime: 4 }) / 2e200).toBeCloseTo(z, 13);
    expect(safetyStock({ ...input, demandMean: 0, demandSd: 1e-200, leadTime: 4 }) / 2e-200).toBeCloseTo(z, 13);
    expect(safetyStock({ ...input, serviceLevel: 0.5, demandSd: 3 })).toBe(0);
    expect(safetyStock({ ...input, demandSd: 3, leadTime: 1 })).toBeCloseTo(3 * z, 13);
    expect(protectionSd({ demandMean: 3, demandSd: 4, leadTime: 1, leadTimeSd: 1 })).toBe(5);
  });
});
