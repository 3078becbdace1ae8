import fc from 'fast-check';
import { forecastSeries, FORECAST_METHODS, type SeriesForecast, type SeriesForecastInput } from './forecast-series';
import type { ForecastProblem, History } from './forecast-methods/history';

const ask = (history: History, more: Partial<SeriesForecastInput> = {}): SeriesForecast | ForecastProblem =>
  forecastSeries({
    history,
    horizon: 6,
    method: 'auto',
    seasonLength: 1,
    alpha: null,
    beta: null,
    gamma: null,
    promo: null,
    futurePromo: null,
    ...more,
  });

function forecast(history: History, more: Partial<SeriesForecastInput> = {}): number[] {
  const found = ask(history, more);
  if ('problem' in found) throw new Error(found.problem);
  return found.periods;
}

/** Even numbers between 0 and 1, the same every time (Park & Miller 1988, minimal standard). */
function* chance(seed: number): Generator<number, never> {
  let state = seed;
  for (;;) {
    state = (state * 48271) % 2147483647;
    yield state / 2147483647;
  }
}

describe('auto', () => {
  it('follows the newest level after a shift, not the mean of all', () => {
    const history = [...Array<number>(40).fill(10), ...Array<number>(20).fill(40)];
    forecast(history).forEach((value) => expect(value).toBeGreaterThan(38));
  });

  it('settles at the mean where there is nothing but noise', () => {
    const noise = chance(7);
    const history = Array.from({ length: 104 }, () => Math.round(100 + 40 * (noise.next().value - 0.5)));
    forecast(history).forEach((value) => expect(Math.abs(value - 100)).toBeLessThan(6));
  });

  it('goes on along a steady rise, and does not take three periods for one', () => {
    const line = Array.from({ length: 26 }, (_, at) => 50 + 3 * at);
    forecast(line).forEach((value, at) => expect(Math.abs(value - (50 + 3 * (26 + at)))).toBeLessThan(4));
    expect(forecast([10, 20, 30])[5]).toBeLessThanOrEqual(30);
  });

  it('finds a season once there are two, and gives it up where there is none', () => {
    const noise = chance(3);
    const months = Array.from(
      { length: 48 },
      (_, at) => 200 * (1 + 0.5 * Math.sin((2 * Math.PI * at) / 12)) + 10 * (noise.next().value - 0.5),
    );
    const ahead = forecast(months, { seasonLength: 12, horizon: 12 });
    ahead.forEach((value, at) =>
      expect(Math.abs(value - 200 * (1 + 0.5 * Math.sin((2 * Math.PI * at) / 12)))).toBeLessThan(15),
    );
    const seasonal = ask(months, { seasonLength: 12 }) as SeriesForecast;
    expect(seasonal.auto?.weights[0]).toMatchObject({ family: 'seasonal' });
    expect(seasonal.auto?.weights[0]?.weight).toBeGreaterThan(0.95);
    expect((ask(months.slice(0, 23), { seasonLength: 12 }) as SeriesForecast).auto?.weights).not.toContainEqual(
      expect.objectContaining({ family: 'seasonal' }),
    );
  });

  it('shifts no season by unknown periods, at the end or within', () => {
    const season = [30, 10, 20, 40];
    const history: (number | null)[] = Array.from({ length: 32 }, (_, at) => season[at % 4] ?? 0);
    history[9] = null;
    history[22] = null;
    history[31] = null;
    forecast([null, ...history.slice(1)], { seasonLength: 4 }).forEach((value, at) =>
      expect(value).toBeCloseTo(season[at % 4] ?? 0, 6),
    );
  });

  it('fades out for an item that has stopped selling', () => {
    const history = [...Array.from({ length: 40 }, (_, at) => (at % 3 ? 0 : 6)), ...Array<number>(30).fill(0)];
    forecast(history).forEach((value) => expect(value).toBeLessThan(0.2));
  });

  it('weights sum to 1', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1, maxLength: 60 }), (history) => {
        const found = ask(history) as SeriesForecast;
        if (!found.auto) return;
        expect(found.auto.weights.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 12);
      }),
    );
  });

  it('forecasts baseline and promotion apart', () => {
    const promo = Array.from({ length: 52 }, (_, at) => (at % 5 === 4 ? 1 : 0));
    const history = promo.map((share) => (share ? 60 : 20));
    const found = forecast(history, { promo, futurePromo: [0, 1, 0, 0.5, 0, 0] });
    [20, 60, 20, 40, 20, 20].forEach((value, at) => expect(Math.abs((found[at] ?? 0) - value)).toBeLessThan(1));
    // no promotion ahead unless it is given
    forecast(history, { promo }).forEach((value) => expect(Math.abs(value - 20)).toBeLessThan(1));
    // the same split serves a named method
    expect(forecast(history, { promo, futurePromo: [0, 1, 0, 0, 0, 0], method: 'mean' })[1]).toBeGreaterThan(55);
  });
});

describe('every method', () => {
  const history = fc.array(
    fc.oneof(
      { weight: 2, arbitrary: fc.constant(0) },
      { weight: 5, arbitrary: fc.integer({ min: 1, max: 400 }) },
      { weight: 1, arbitrary: fc.constant(null) },
    ),
    { minLength: 1, maxLength: 40 },
  );
  const seasonOf = (method: string): number => (method.startsWith('hw') || method === 'snaive' ? 4 : 1);

  it.each(FORECAST_METHODS)('%s is finite and never negative, and the same every time', (method) => {
    const any = fc.array(
      fc.oneof(fc.constant(null), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer({ min: 0, max: 9 })),
      {
        minLength: 1,
        maxLength: 30,
      },
    );
    fc.assert(
      fc.property(fc.oneof(history, any), fc.integer({ min: 1, max: 5 }), (given, seasonLength) => {
        const found = ask(given, { method, seasonLength });
        if ('problem' in found) return;
        const largest = Math.max(...given.map((value) => Math.abs(value ?? 0)));
        for (const value of found.periods) {
          expect(value).not.toBeNaN();
          expect(value).toBeGreaterThanOrEqual(0);
          // a trend may run out of the range of numbers where the history is next to its end
          if (largest < 1e290) expect(value).toBeLessThan(Infinity);
        }
        expect(ask(given, { method, seasonLength })).toEqual(found);
      }),
      // a start level below nothing beside a value that is next to nothing
      { examples: [[[5e-324, 1, null, 1, null], 1]] },
    );
  });

  it.each(FORECAST_METHODS)('%s: k times the history is k times the forecast', (method) => {
    fc.assert(
      fc.property(history, fc.constantFrom(3, 0.1, 7.5, 1e-6, 2 ** 40), (given, factor) => {
        const settings = { method, seasonLength: seasonOf(method), alpha: 0.2, beta: 0.1, gamma: 0.3 };
        const once = ask(given, settings);
        const scaled = ask(
          given.map((value) => (value === null ? null : value * factor)),
          settings,
        );
        if ('problem' in once) return expect(scaled).toEqual(once);
        if ('problem' in scaled) throw new Error(scaled.problem);
        const largest = Math.max(...once.periods, 1e-9);
        once.periods.forEach((value, at) =>
          expect(Math.abs((scaled.periods[at] ?? NaN) / factor - value)).toBeLessThan(1e-7 * largest),
        );
      }),
    );
  });

  it.each(FORECAST_METHODS.filter((method) => method !== 'sba' && method !== 'sbj'))(
    '%s forecasts a constant by the constant',
    (method) => {
      for (const value of [5, 0.1, 1234.5])
        forecast(Array<number>(20).fill(value), { method, seasonLength: seasonOf(method) }).forEach((found) =>
          expect(found / value).toBeCloseTo(1, 9),
        );
    },
  );

  it.each(FORECAST_METHODS)('%s forecasts zeros by zeros, however few', (method) => {
    expect(forecast([0], { method, seasonLength: seasonOf(method), horizon: 2 })).toEqual([0, 0]);
    expect(forecast([null, 0, 0], { method, seasonLength: seasonOf(method), horizon: 2 })).toEqual([0, 0]);
  });

  it.each(FORECAST_METHODS)('%s takes the largest and the smallest numbers', (method) => {
    const settings = { method, seasonLength: seasonOf(method), horizon: 3, alpha: 0.2, beta: 0.1, gamma: 0.1 };
    for (const value of [Number.MAX_VALUE, 5e-324]) {
      const found = forecast(Array<number>(12).fill(value), settings);
      for (const one of found) expect(one).toBeLessThanOrEqual(value);
    }
  });

  it('says why there is no forecast', () => {
    expect(ask([5], { method: 'holt' })).toEqual({ problem: 'too_few', least: 2 });
    expect(ask([5, 6, 7], { method: 'snaive', seasonLength: 4 })).toEqual({ problem: 'too_few_seasons', least: 1 });
    // nothing is left where the promotion share of every known period is unknown
    expect(ask([5, null], { promo: [null, 0] })).toEqual({ problem: 'too_few', least: 1 });
  });
});
