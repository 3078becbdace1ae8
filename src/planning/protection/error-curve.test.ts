import fc from 'fast-check';
import oracle from '../../../test/oracles/protection.json';
import { CURVE_LEVELS, curveQuantile, empiricalCurve, gammaCurve, quantileBySize } from './error-curve';
import type { ErrorCurve } from './types';

const flat: ErrorCurve = { centre: 0, values: CURVE_LEVELS.map(() => 0), tail: 0 };

describe('gammaCurve', () => {
  it('is the gamma distribution of SciPy in units of the mean absolute error', () => {
    for (const { mean, error, values, tail } of oracle.curves) {
      const curve = gammaCurve(mean, error, 1);
      values.forEach((value, at) => expect(curve.values[at]).toBeCloseTo(value, 9));
      expect(curve.tail).toBeCloseTo(tail, 9);
    }
  });

  it('stays finite for next to no demand and for none', () => {
    for (const mean of [0, 1e-12, 1e12]) {
      const curve = gammaCurve(mean, 1, 0);
      expect([...curve.values, curve.tail].every(Number.isFinite)).toBe(true);
    }
  });
});

describe('empiricalCurve', () => {
  it('takes the conformal quantile, drawn towards the prior by 20 windows', () => {
    // 1,000 errors 1 … 1,000, all independent: the 0.9 quantile is number ⌈0.9 · 1.001 · 1,000⌉ = 901; weight 1,000 / 1,020
    const sorted = Float64Array.from({ length: 1000 }, (_, at) => at + 1);
    const curve = empiricalCurve(sorted, 1000, flat);
    expect(curve.values[CURVE_LEVELS.indexOf(0.9)]).toBeCloseTo((901 * 1000) / 1020, 9);
    expect(curve.values[CURVE_LEVELS.indexOf(0.5)]).toBeCloseTo((501 * 1000) / 1020, 9);
  });

  it('extends the tail where fewer than five independent errors lie beyond', () => {
    // 100 of them: up to 0.95 read off, then by the mean excess of the largest tenth: 91 … 100 over 91 is 4.5
    const sorted = Float64Array.from({ length: 100 }, (_, at) => at + 1);
    const curve = empiricalCurve(sorted, 100, flat);
    const weight = 100 / 120;
    const at95 = 96; // ⌈0.95 · 1.01 · 100⌉
    expect(curve.values[CURVE_LEVELS.indexOf(0.95)]).toBeCloseTo(weight * at95, 9);
    expect(curve.values[CURVE_LEVELS.indexOf(0.99)]).toBeCloseTo(weight * (at95 + 4.5 * Math.log(5)), 9);
    expect(curveQuantile(curve, 0.999)).toBeCloseTo(weight * (at95 + 4.5 * Math.log(50)), 9);
  });

  it('is the prior without errors', () => expect(empiricalCurve(new Float64Array(0), 1, flat)).toBe(flat));
});

describe('quantiles', () => {
  const errors = fc.array(fc.double({ min: -5, max: 50, noNaN: true }), { minLength: 1, maxLength: 200 });
  const level = fc.double({ min: 1e-4, max: 1 - 1e-6, noNaN: true });

  it('rise with the probability', () => {
    fc.assert(
      fc.property(errors, fc.integer({ min: 1, max: 13 }), level, level, (values, overlap, a, b) => {
        const sorted = Float64Array.from(values).sort();
        const curve = empiricalCurve(sorted, Math.max(1, values.length / overlap), gammaCurve(10, 4, 2));
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        expect(curveQuantile(curve, high)).toBeGreaterThanOrEqual(curveQuantile(curve, low) - 1e-9);
      }),
    );
  });

  it('pass from one size to the next without a jump', () => {
    const curves = [gammaCurve(1, 0.8, 0), gammaCurve(20, 6, 3), gammaCurve(400, 60, 6)];
    for (const centre of [0, 3, 6]) {
      const [below, above] = [centre - 1e-9, centre + 1e-9].map((size) => quantileBySize(curves, size, 0.95));
      expect(Math.abs((below as number) - (above as number))).toBeLessThan(1e-7);
    }
    expect(quantileBySize(curves, -9, 0.95)).toBe(curveQuantile(curves[0] as ErrorCurve, 0.95));
    expect(quantileBySize(curves, 99, 0.95)).toBe(curveQuantile(curves[2] as ErrorCurve, 0.95));
  });
});
