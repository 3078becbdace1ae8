import oracle from '../../../test/oracles/protection.json';
import { leadAtoms, leadMargin, leadSpread } from './lead-spread';

describe('leadMargin', () => {
  it('is the larger of the lognormal and the normal quantile (SciPy)', () => {
    for (const { mean, sd, p, lognormal, normal } of oracle.leads)
      expect(leadMargin(mean, sd, p)).toBeCloseTo(Math.max(lognormal, normal), 9);
  });

  it('rises with the sd and is nothing without', () => {
    expect(leadMargin(35, 0, 0.95)).toBe(0);
    let before = 0;
    for (let sd = 1; sd < 400; sd++) {
      const margin = leadMargin(35, sd, 0.95);
      expect(margin).toBeGreaterThan(before);
      before = margin;
    }
  });

  it('is negative below one half, as the normal is', () => {
    // SciPy norm.ppf(0.3) = −0.5244005127080409
    expect(leadMargin(35, 10, 0.3)).toBeCloseTo(-5.244005127080409, 9);
  });
});

describe('leadAtoms', () => {
  it('keeps the mean and nearly the sd', () => {
    const atoms = leadAtoms(40, 10);
    const mean = atoms.reduce((sum, days) => sum + days, 0) / atoms.length;
    expect(mean).toBeCloseTo(40, 9);
    const sd = Math.sqrt(atoms.reduce((sum, days) => sum + (days - mean) ** 2, 0) / atoms.length);
    expect(Math.abs(sd - 10)).toBeLessThan(0.5);
  });
  it('is one lead time where nothing varies', () => {
    expect(leadAtoms(40, 0)).toEqual([40]);
    expect(leadAtoms(0, 3)).toEqual([0]);
  });
});

it('reads the sd, else takes that of the lognormal with P50 and P90', () => {
  expect(leadSpread(6, 30, 50)).toBe(6);
  // SciPy lognorm(s = ln(50/30)/norm.ppf(0.9), scale = 30).std() = 13.955…: checked as 30·e^{s²/2}·√(e^{s²} − 1)
  const s = Math.log(50 / 30) / 1.2815515655446004;
  expect(leadSpread(null, 30, 50)).toBeCloseTo(30 * Math.exp(s ** 2 / 2) * Math.sqrt(Math.expm1(s ** 2)), 9);
  expect(leadSpread(null, null, null)).toBe(0);
  expect(leadSpread(NaN, 50, 30)).toBe(0);
});
