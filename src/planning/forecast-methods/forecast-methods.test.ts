import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { croston } from './croston';
import { holt } from './holt';
import { holtWinters, holtWintersStart } from './holt-winters';
import { namedForecast, NAMED_METHODS, type NamedInput } from './named';
import { seasonalNaive } from './naive';
import { simpleExponentialSmoothing } from './simple-exponential-smoothing';
import { tsb } from './tsb';
import type { ForecastProblem, History } from './history';

interface Case {
  method: (typeof NAMED_METHODS)[number];
  history: number[];
  season?: number;
  /** sum of squared errors of R's own search */
  sse?: number;
}

/** Written by test/oracles/demand.R: R 4.2 HoltWinters and forecast 8.20. */
const { forecasts } = JSON.parse(
  fs.readFileSync(path.join(__dirname, '../../../test/oracles/demand-r.json'), 'utf8'),
) as { forecasts: Case[] };

const input = (history: History, more: Partial<NamedInput> = {}): NamedInput => ({
  history,
  horizon: 4,
  seasonLength: 1,
  alpha: null,
  beta: null,
  gamma: null,
  ...more,
});

function periods(method: (typeof NAMED_METHODS)[number], given: NamedInput): number[] {
  const found = namedForecast(method, given);
  if ('problem' in found) throw new Error(found.problem);
  return found.periods;
}

describe('weights left out', () => {
  const searched = forecasts.filter(({ sse }) => sse !== undefined);
  it.each(searched)('$method fits at least as closely as R does', ({ method, history, season = 1, sse = 0 }) => {
    const chosen = namedForecast(method, input(history, { seasonLength: season }));
    if ('problem' in chosen) throw new Error(chosen.problem);
    const { alpha, beta, gamma } = chosen.weights;
    const [a, b, g] = [alpha ?? 0, beta ?? 0, gamma ?? 0];
    const kind = method === 'hw-mul' ? 'multiplicative' : 'additive';
    const error = {
      ses: () => simpleExponentialSmoothing(history, a)?.squaredError,
      holt: () => holt(history, a, b)?.squaredError,
      hw: () => {
        const start = holtWintersStart(history, season, kind);
        if ('problem' in start) throw new Error(start.problem);
        return holtWinters(history, start, kind, { alpha: a, beta: b, gamma: g }).squaredError;
      },
    }[method.startsWith('hw') ? 'hw' : (method as 'ses' | 'holt')]();
    expect(error).toBeGreaterThan(0);
    expect(error).toBeLessThanOrEqual(sse * (1 + 1e-7));
  });

  it('keep the one that was given', () => {
    const history = [12, 15, 9, 14, 18, 22, 17, 21];
    const found = namedForecast('holt', input(history, { beta: 0.25 }));
    expect(found).toMatchObject({ weights: { beta: 0.25, gamma: null } });
  });
});

describe('unknown periods', () => {
  it('lengthen no interval and count as no zero: croston, tsb', () => {
    const known = [0, 3, 0, 0, 5, 2];
    const gaps = [null, 0, null, 3, 0, null, null, 0, 5, null, 2, null];
    expect(croston(gaps, 0.2)).toEqual(croston(known, 0.2));
    expect(tsb(gaps, 0.3, 0.2)).toEqual(tsb(known, 0.3, 0.2));
    // a zero in their place would lengthen the interval
    expect(
      croston(
        gaps.map((value) => value ?? 0),
        0.2,
      ).interval,
    ).toBeGreaterThan(croston(known, 0.2).interval);
  });

  it('leave the level as it is: ses', () => {
    expect(simpleExponentialSmoothing([4, null, 8, null], 0.5)).toEqual(simpleExponentialSmoothing([4, 8], 0.5));
  });

  it('let a trend go on: holt', () => {
    // on the line 10, 12, …, 22 the missing periods change nothing
    expect(holt([10, 12, 14, 16, 18, 20, 22], 0.4, 0.3)).toMatchObject({ level: 22, trend: 2 });
    expect(holt([null, 10, null, 14, 16, null, 20, null], 0.4, 0.3)).toMatchObject({ level: 22, trend: 2 });
    expect(holt([null, 10, null], 0.4, 0.3)).toBeNull();
  });

  it('shift no season: snaive, Holt-Winters', () => {
    expect(seasonalNaive([1, 2, 3, 4, null, 6, null], 3)).toEqual([2, 6, 4]);
    expect(seasonalNaive([1, 2], 3)).toBeNull();
    expect(seasonalNaive([1, null, 3, 4, null, 6], 3)).toBeNull();
    // demand with the season +6, −2, −4 on 20: known or not, the next season is the same
    const season = [26, 18, 16];
    const whole = [...season, ...season, ...season, ...season];
    const holed = whole.map((value, at) => ([1, 7, 11].includes(at) ? null : value));
    for (const method of ['hw-add', 'hw-mul'] as const) {
      const found = periods(method, input([null, ...holed], { seasonLength: 3, alpha: 0.3, beta: 0.1, gamma: 0.4 }));
      expect(found).toHaveLength(4);
      [26, 18, 16, 26].forEach((value, at) => expect(found[at]).toBeCloseTo(value, 9));
    }
  });

  it('leave a start that needs them without one', () => {
    const problem: ForecastProblem = { problem: 'too_few_seasons', least: 2 };
    expect(namedForecast('hw-add', input([1, null, 3, 4, null, 6, 7, 8, 9], { seasonLength: 3 }))).toEqual(problem);
    expect(namedForecast('hw-add', input([1, 2, 3, 4, 5], { seasonLength: 3 }))).toEqual(problem);
    expect(namedForecast('hw-mul', input([1, 2, 3, 4, 0, 6], { seasonLength: 3 }))).toEqual({
      problem: 'not_positive',
    });
  });
});

describe('properties', () => {
  const weight = fc.double({ min: 0, max: 1, noNaN: true });
  const demand = fc.array(fc.integer({ min: 1, max: 500 }), { minLength: 2, maxLength: 40 });

  it('croston without zeros is ses', () => {
    fc.assert(
      fc.property(demand, weight, (history, alpha) => {
        expect(croston(history, alpha).rate).toBeCloseTo(simpleExponentialSmoothing(history, alpha)?.level ?? NaN, 9);
      }),
    );
  });

  it('sba and sbj are croston times their factors', () => {
    fc.assert(
      fc.property(demand, weight, (history, alpha) => {
        const { rate } = croston(history, alpha);
        expect(croston(history, alpha, 'sba').rate).toBeCloseTo(rate * (1 - alpha / 2), 9);
        expect(croston(history, alpha, 'sbj').rate).toBeCloseTo(rate * (1 - alpha / (2 - alpha)), 9);
      }),
    );
  });

  it('tsb fades out where croston stays', () => {
    const history = [5, 3, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    expect(tsb(history, 0.1, 0.2).rate).toBeLessThan(0.2 * tsb(history.slice(0, 3), 0.1, 0.2).rate);
    expect(croston(history).rate).toBe(croston(history.slice(0, 3)).rate);
  });

  it('holt follows a straight line whatever its weights', () => {
    fc.assert(
      fc.property(weight, weight, fc.integer({ min: -5, max: 5 }), (alpha, beta, slope) => {
        const history = Array.from({ length: 12 }, (_, at) => 100 + slope * at);
        const found = periods('holt', input(history, { alpha, beta }));
        found.forEach((value, at) => expect(value).toBeCloseTo(100 + slope * (12 + at), 8));
      }),
    );
  });

  it('every method forecasts a constant by the constant', () => {
    for (const method of NAMED_METHODS.filter((one) => one !== 'sba' && one !== 'sbj')) {
      const found = periods(
        method,
        input(Array<number>(24).fill(7), { seasonLength: method.startsWith('hw') ? 4 : 1 }),
      );
      found.forEach((value) => expect(value).toBeCloseTo(7, 9));
    }
  });
});
