import fc from 'fast-check';
import { QUIET_WEEK, promotedShare, promotionWeek } from '../promotions';
import { forecastDemand, learnCommon, noKnowledge } from './engine';
import type { DemandForecast, DemandSeries } from './types';

const HORIZON = 13;

const series = (qty: readonly (number | null)[], more: Partial<DemandSeries> = {}): DemandSeries => ({
  key: 'A',
  category: null,
  qty,
  promotion: Array.from({ length: qty.length + HORIZON }, () => QUIET_WEEK),
  firstDay: 19_359,
  ...more,
});

const alone = (qty: readonly (number | null)[], more: Partial<DemandSeries> = {}): DemandForecast =>
  forecastDemand(series(qty, more), noKnowledge(), { horizon: HORIZON });

/** Numbers in 0–1 that are the same in every run (Park & Miller 1988). */
function uniform(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 16807) % 2147483647) / 2147483647;
}

const quantity = fc.oneof(
  fc.constant(0),
  fc.constant(null),
  fc.integer({ min: 0, max: 40 }),
  fc.double({ min: 1e-3, max: 1e6, noNaN: true }),
);
const history = fc.array(quantity, { minLength: 1, maxLength: 120 });
const share = fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.double({ min: 0, max: 1, noNaN: true }));
const shares = fc.array(share, { minLength: 133, maxLength: 133 });
const calendarOf = (values: readonly number[]) => values.map((value) => promotedShare(value));

describe('any history', () => {
  it('has a forecast that is finite, never negative and the same every time', () => {
    fc.assert(
      fc.property(history, shares, (qty, promoted) => {
        const run = () => alone(qty, { promotion: calendarOf(promoted).slice(0, qty.length + HORIZON) });
        const forecast = run();
        const known = qty.some((value) => value !== null);
        expect(forecast.mean).toHaveLength(known ? HORIZON : 0);
        for (const value of forecast.mean) expect(Number.isFinite(value) && value >= 0).toBe(true);
        forecast.mean.forEach((value, at) => {
          const parts = (forecast.baseline[at] ?? NaN) + (forecast.promotion[at] ?? NaN);
          expect(Math.abs(parts - value)).toBeLessThanOrEqual(1e-9 * (1 + value));
        });
        expect(JSON.stringify(run())).toBe(JSON.stringify(forecast));
      }),
    );
  });

  it('has quantiles that grow with their probability', () => {
    fc.assert(
      fc.property(history, (qty) => {
        const forecast = alone(qty);
        if (!forecast.mean.length) return;
        const levels = [0.01, 0.1, 0.5, 0.9, 0.99];
        for (const ahead of [1, HORIZON]) {
          const found = levels.map((level) => forecast.quantile(level, ahead));
          found.forEach((value, at) => expect(value).toBeGreaterThanOrEqual(found[at - 1] ?? 0));
        }
      }),
    );
  });

  it('scales with its unit', () => {
    fc.assert(
      fc.property(history, fc.constantFrom(0.125, 4, 1024), (qty, factor) => {
        const forecast = alone(qty);
        const scaled = alone(qty.map((value) => (value === null ? null : value * factor)));
        scaled.mean.forEach((value, at) => {
          const expected = (forecast.mean[at] ?? NaN) * factor;
          expect(Math.abs(value - expected)).toBeLessThanOrEqual(1e-9 * (1e-9 + expected));
        });
      }),
    );
  });

  it('does not see periods before its first demand', () => {
    fc.assert(
      fc.property(history, fc.integer({ min: 1, max: 3 }), fc.constantFrom(0, null), (qty, count, blank) => {
        if (!qty.some((value) => value !== null && value > 0)) return;
        const first = qty.findIndex((value) => value !== null && value > 0);
        const trimmed = alone(qty.slice(first));
        const led = alone([...Array<number | null>(count).fill(blank), ...qty.slice(first)]);
        expect(led.mean).toEqual(trimmed.mean);
      }),
    );
  });

  it('is not changed by what lies ahead of an origin: rolling forecasts are out of sample', () => {
    const random = uniform(7);
    const qty = Array.from({ length: 80 }, () => Math.round(20 * random()));
    const promotion = Array.from({ length: 93 }, (_, at) => promotedShare(at % 9 === 0 ? 0.5 : 0));
    const before = alone(qty, { promotion }).rolling;
    const changed = alone([...qty.slice(0, 60), ...qty.slice(60).map((value) => 1000 - value)], { promotion }).rolling;
    expect(before.origins.length).toBeGreaterThan(10);
    before.origins.forEach((origin, index) => {
      if (origin < 60) expect(changed.expected[index]).toEqual(before.expected[index]);
    });
    expect(changed.expected.at(-1)).not.toEqual(before.expected.at(-1));
  });
});

describe('plain cases', () => {
  it('forecasts a constant as itself', () => {
    const forecast = alone(Array<number>(30).fill(7));
    forecast.mean.forEach((value) => expect(value).toBeCloseTo(7, 9));
    expect(forecast.demandClass).toBe('smooth');
    expect(forecast.accuracy.wape).toBeCloseTo(0, 9);
  });

  it('has nothing to say of no record, and zeros for no demand, with the reason', () => {
    expect(alone([null, null])).toMatchObject({ method: 'none', mean: [], words: [{ id: 'forecast_no_record' }] });
    const idle = alone([0, 0, 0]);
    expect(idle).toMatchObject({ method: 'none', demandClass: 'none', words: [{ id: 'forecast_no_demand' }] });
    expect(idle.mean).toEqual(Array<number>(HORIZON).fill(0));
    expect(idle.quantile(0.95, 1)).toBe(0);
  });

  it('takes one observation for what it is', () => {
    const forecast = alone([12]);
    forecast.mean.forEach((value) => expect(value).toBeCloseTo(12, 9));
    expect(forecast.rolling.origins).toEqual([]);
    expect(forecast.words.map(({ id }) => id)).toContain('forecast_not_tested');
  });

  it('skips unknown periods: they are no zeros', () => {
    const forecast = alone(Array.from({ length: 40 }, (_, at) => (at % 2 ? null : 10)));
    forecast.mean.forEach((value) => expect(value).toBeCloseTo(10, 9));
  });

  it('tells items that are new from those that fade', () => {
    expect(alone([...Array<null>(20).fill(null), 3, 5, 4]).demandClass).toBe('new');
    expect(alone([...Array<number>(40).fill(9), ...Array<number>(12).fill(0)]).demandClass).toBe('dying');
    expect(alone(Array.from({ length: 60 }, (_, at) => (at % 4 ? 0 : 5))).demandClass).toBe('intermittent');
  });

  it('falls to nearly nothing where an item has stopped', () => {
    const forecast = alone([...Array<number>(60).fill(10), ...Array<number>(30).fill(0)]);
    expect(forecast.mean[0]).toBeLessThan(1);
  });
});

describe('promotions', () => {
  // every 8th week half under promotion, which sells 4 times as much: the week sells 10 · (1 + 3 · 0.5) = 25
  const promoted = (at: number): boolean => at % 8 === 7;
  const qty = Array.from({ length: 96 }, (_, at) => (promoted(at) ? 25 : 10));
  const promotion = Array.from({ length: 96 + HORIZON }, (_, at) => promotedShare(promoted(at) ? 0.5 : 0));

  it('learns their uplift and puts it where the calendar has them', () => {
    const given = series(qty, { promotion });
    const forecast = forecastDemand(given, learnCommon([given], { horizon: HORIZON }), { horizon: HORIZON });
    forecast.mean.forEach((value, at) => {
      const expected = promoted(96 + at) ? 25 : 10;
      expect(Math.abs(value - expected)).toBeLessThan(0.03 * expected);
    });
    expect(forecast.uplift).toBeCloseTo(4, 0);
    expect(forecast.words.map(({ id }) => id)).toContain('forecast_uplift_own');
  });

  it('takes the uplift of the category for an item that had none, and says so', () => {
    const others = Array.from({ length: 6 }, (_, index) =>
      series(qty, { key: `B${index}`, category: 'tea', promotion }),
    );
    const fresh = series(Array<number>(96).fill(10), {
      key: 'C',
      category: 'tea',
      promotion: promotion.map((week, at) => (at < 96 ? QUIET_WEEK : week)),
    });
    const common = learnCommon([...others, fresh], { horizon: HORIZON });
    const forecast = forecastDemand(fresh, common, { horizon: HORIZON });
    expect(forecast.mean[7]).toBeGreaterThan(20);
    expect(forecast.mean[0]).toBeCloseTo(10, 1);
    expect(forecast.words.map(({ id }) => id)).toContain('forecast_uplift_others');
  });

  it('invents no uplift where no promotion was ever seen', () => {
    const fresh = series(Array<number>(60).fill(10), {
      promotion: Array.from({ length: 73 }, (_, at) => promotedShare(at > 62 ? 1 : 0)),
    });
    const forecast = forecastDemand(fresh, learnCommon([fresh], { horizon: HORIZON }), { horizon: HORIZON });
    forecast.mean.forEach((value) => expect(value).toBeCloseTo(10, 6));
    expect(forecast.words.map(({ id }) => id)).toContain('forecast_uplift_unknown');
  });

  it('uses an uplift that the calendar gives', () => {
    const monday = 19_359 + 7 * 60;
    const week = promotionWeek([{ from: monday + 14, to: monday + 21, uplift: 3 }], monday + 14);
    const forecast = alone(Array<number>(60).fill(10), {
      promotion: Array.from({ length: 73 }, (_, at) => (at === 62 ? week : QUIET_WEEK)),
    });
    expect(forecast.mean[2]).toBeCloseTo(30, 6);
    expect(forecast.mean[1]).toBeCloseTo(10, 6);
  });

  it('says so when the calendar covers half of the horizon', () => {
    const forecast = alone(qty, { promotion: promotion.slice(0, 96 + 6) });
    expect(forecast.words).toContainEqual({ id: 'forecast_calendar_short', values: { weeks: 6, horizon: HORIZON } });
    expect(forecast.mean).toHaveLength(HORIZON);
  });
});

describe('leading signals', () => {
  const random = uniform(11);
  const views = Array.from({ length: 104 }, (_, at) => 100 * (1 + 0.6 * Math.sin(at / 4)) * (0.95 + 0.1 * random()));
  // demand follows the views of the week before
  const led = Array.from({ length: 104 }, (_, at) => Math.round((views[Math.max(0, at - 1)] ?? 100) / 2));
  const noise = Array.from({ length: 104 }, () => 100 * random());

  it('count where past forecasts were better with them, and are named', () => {
    const forecast = alone(led, { signals: { pv: views, fav: noise } });
    const plain = alone(led);
    expect(forecast.words).toContainEqual(
      expect.objectContaining({ id: 'forecast_signal', values: expect.objectContaining({ signal: 'pv' }) }),
    );
    expect(forecast.accuracy.wape ?? 1).toBeLessThan(plain.accuracy.wape ?? 0);
  });

  it('change nothing where they say nothing', () => {
    const steady = Array.from({ length: 104 }, () => Math.round(40 + 10 * random()));
    expect(alone(steady, { signals: { pv: noise } }).mean).toEqual(alone(steady).mean);
  });
});

it('hands common knowledge to a worker as plain data', () => {
  const random = uniform(3);
  const list = Array.from({ length: 12 }, (_, index) =>
    series(
      Array.from({ length: 110 }, () => Math.round(30 * random())),
      { key: `K${index}`, category: `c${index % 2}` },
    ),
  );
  const common = learnCommon(list, { horizon: HORIZON });
  const copied = structuredClone(common);
  for (const one of list)
    expect(forecastDemand(one, copied, { horizon: HORIZON }).mean).toEqual(
      forecastDemand(one, common, { horizon: HORIZON }).mean,
    );
});
