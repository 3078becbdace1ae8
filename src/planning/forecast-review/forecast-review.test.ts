import fc from 'fast-check';
import oracle from '../../../test/oracles/forecast-review.json';
import { accuracy } from '../accuracy';
import {
  chanceOfSum,
  forecastDrift,
  ForecastReview,
  naiveScales,
  signalAlerts,
  signalOf,
  SIGNAL_WEEKS,
  trackingSignal,
  type DriftingVersion,
  type GroupReview,
  type ReviewedForecast,
  type Signal,
} from '.';

/** Written by test/oracles/forecast-review.R: base R over long tables, and forecast 8.20 for one MASE. Weeks are numbered there. */
const NEWEST = 39;
const dayOf = (week: number): number => 7 * week;
const orNaN = (line: (number | null)[]): number[] => line.map((value) => value ?? NaN);

type Expected = Record<string, number | null>;

const versions = [...new Map(Object.values(oracle.forecasts).map(({ version, last }) => [version, last]))].map(
  ([version, last]) => ({ version, lastDay: dayOf(last) }),
);
const forecastsOf = (item: number): ReviewedForecast[] =>
  Object.values(oracle.forecasts)
    .filter((forecast) => forecast.item === item)
    .map(({ version, last, class: demandClass, weeks, statistical, lows, highs }) => ({
      version: { version, lastDay: dayOf(last) },
      demandClass,
      weeks,
      statistical,
      lows: orNaN(lows),
      highs: orNaN(highs),
    }));

function expectMeasures(found: GroupReview | undefined, expected: Expected): void {
  for (const [name, value] of Object.entries(expected)) {
    const measured = found?.[name as keyof GroupReview] ?? null;
    if (value === null) expect([name, measured]).toEqual([name, null]);
    else expect(measured).toBeCloseTo(value, 10);
  }
}

function expectSignal(found: Signal | null | undefined, expected: { value: number; chance: number }): void {
  expect(found?.value).toBeCloseTo(expected.value, 10);
  expect(found?.leans).toBe(expected.chance <= 0.05);
}

describe('review of stored forecasts, against R', () => {
  const review = new ForecastReview(versions, dayOf(NEWEST));
  const items = new Map(
    Object.entries(oracle.actuals).map(([item, actual]) => [
      item,
      review.add({ actual: [...actual].reverse(), forecasts: forecastsOf(Number(item)) }),
    ]),
  );

  test('all items: the version that a later one of the same week replaced does not count', () => {
    expectMeasures(review.total(), oracle.all);
    expectSignal(review.total().signal, oracle.signals.all);
  });

  test.each(Object.keys(oracle.item))('item %s', (item) => {
    expectMeasures(items.get(item) ?? undefined, oracle.item[item as '1']);
    expectSignal(items.get(item)?.signal, oracle.signals.item[item as '1']);
  });

  test('classes as they were when each forecast was made', () => {
    const classes = review.byClass();
    expect([...classes.keys()].sort()).toEqual(Object.keys(oracle.class).sort());
    for (const [name, group] of classes) {
      expectMeasures(group, oracle.class[name as 'smooth']);
      expectSignal(group.signal, oracle.signals.class[name as 'smooth']);
    }
  });

  test('weeks ahead, and versions with every one of them', () => {
    const horizons = review.byHorizon();
    expect([...horizons.keys()].map(String).sort()).toEqual(Object.keys(oracle.horizon).sort());
    for (const [ahead, group] of horizons) expectMeasures(group, oracle.horizon[String(ahead) as '1']);
    const byVersion = review.byVersion();
    expect([...byVersion.keys()].map(String).sort()).toEqual(Object.keys(oracle.version).sort());
    for (const [version, group] of byVersion) expectMeasures(group, oracle.version[String(version) as '1']);
  });

  test('MASE of one forecast is that of the forecast package', () => {
    const alone = new ForecastReview(versions, dayOf(NEWEST));
    const forecasts = forecastsOf(1).filter(({ version }) => version.version === 4);
    const found = alone.add({ actual: [...oracle.actuals['1']].reverse(), forecasts });
    expect(found?.mase).toBeCloseTo(oracle.mase_of_forecast_package, 10);
  });
});

describe('what counts', () => {
  const version = { version: 1, lastDay: 0 };
  const forecast = (weeks: number[], extra: Partial<ReviewedForecast> = {}): ReviewedForecast => ({
    version,
    demandClass: 'smooth',
    weeks,
    statistical: weeks,
    lows: weeks.map(() => NaN),
    highs: weeks.map(() => NaN),
    ...extra,
  });

  test('only weeks after the last one the version knew, and only those that are over', () => {
    // three weeks later, of which the middle one is unknown: pairs are (20, 21) and (22, 24)
    const review = new ForecastReview([version], dayOf(3));
    const found = review.add({ actual: [24, null, 21, 9, 9, 9], forecasts: [forecast([20, 21, 22, 23, 24])] });
    expect(found).toMatchObject({ pairs: 2, wape: 3 / 45, bias: 3 / 45, pinball: null, coverage: null });
    // history of nines: no naive forecast was ever off, so nothing can be scaled by it
    expect(found).toMatchObject({ mase: null, rmsse: null, signal: null });
    const same = new ForecastReview([version], 0);
    expect(same.add({ actual: [9, 9], forecasts: [forecast([20])] })).toBeNull();
    expect(same.total()).toMatchObject({ pairs: 0, wape: null, bias: null, signal: null });
  });

  test('an item without sales, or sold 0 throughout', () => {
    const review = new ForecastReview([version], dayOf(2));
    expect(review.add({ actual: [], forecasts: [forecast([1, 1])] })).toBeNull();
    expect(review.add({ actual: [0, 0, 5], forecasts: [forecast([1, 1])] })).toMatchObject({ pairs: 2, wape: null });
  });

  test('overrides are judged by the weeks they stand in', () => {
    // sold 30 and 10; statistics said 20 and 10, the planner 28 and 10: 8 of 10 units of error saved, of 30 sold
    const review = new ForecastReview([version], dayOf(2));
    const found = review.add({ actual: [10, 30, 1], forecasts: [forecast([28, 10], { statistical: [20, 10] })] });
    expect(found).toMatchObject({ overridden_pairs: 1, wape: 2 / 40, statistical_wape: 10 / 40 });
    expect(found?.value_added).toBeCloseTo(8 / 30, 12);
  });

  test('each week of a signal by the last forecast before it, over the newest 13 weeks', () => {
    const two = [
      { version: 1, lastDay: 0 },
      { version: 2, lastDay: dayOf(2) },
    ];
    // sold 10 throughout; version 1 says 0, version 2 says 8: errors 10, 10 (weeks 1, 2), then 2, 2, 2
    const review = new ForecastReview(two, dayOf(5));
    const found = review.add({
      actual: [10, 10, 10, 10, 10, 10],
      forecasts: two.map((one, at) => forecast(Array(6).fill(at * 8), { version: one })),
    });
    expect(found?.signal?.value).toBe(5);
    const long = new ForecastReview([version], dayOf(40));
    const weeks = Array(40).fill(0);
    // far too low 20 weeks ago, right since
    const actual = [...Array(20).fill(0), ...Array(20).fill(50), 0];
    expect(long.add({ actual, forecasts: [forecast(weeks)] })?.signal).toEqual({ value: 0, leans: false });
  });
});

describe('naive scales', () => {
  test('grow with the history and skip what is unknown', () => {
    // oldest first 4, 7, ?, 5, 6: differences 3 and 1
    expect(naiveScales([6, 5, null, 7, 4])).toEqual([
      { absolute: 2, square: 5 },
      { absolute: 3, square: 9 },
      { absolute: 3, square: 9 },
      { absolute: 3, square: 9 },
      null,
    ]);
    expect(naiveScales([])).toEqual([]);
  });

  test('one item forecast once: all measures are those of `accuracy`', () => {
    const quantity = fc.integer({ min: 0, max: 500 });
    const unknown = fc.option(quantity, { nil: null, freq: 8 });
    fc.assert(
      fc.property(
        fc.array(unknown, { minLength: 2, maxLength: 30 }),
        fc.array(fc.tuple(quantity, quantity), { minLength: 1, maxLength: 8 }),
        (training, pairs) => {
          const review = new ForecastReview([{ version: 1, lastDay: 0 }], dayOf(pairs.length));
          const weeks = pairs.map(([, forecast]) => forecast);
          const found = review.add({
            actual: [...training, ...pairs.map(([actual]) => actual)].reverse(),
            forecasts: [
              {
                version: { version: 1, lastDay: 0 },
                demandClass: 'smooth',
                weeks,
                statistical: weeks,
                lows: weeks,
                highs: weeks,
              },
            ],
          });
          const given = pairs.map(([actual, forecast]) => ({ actual, forecast }));
          for (const metric of ['wape', 'bias', 'mase', 'rmsse'] as const) {
            const expected = accuracy(given, metric, { training });
            if (expected === null) expect(found?.[metric]).toBeNull();
            else expect(found?.[metric]).toBeCloseTo(expected, 9);
          }
          const pinball = ([0.1, 0.9] as const).map((quantile) => accuracy(given, 'pinball', { quantile }) ?? NaN);
          expect(found?.pinball).toBeCloseTo(((pinball[0] ?? NaN) + (pinball[1] ?? NaN)) / 2, 9);
        },
      ),
    );
  });
});

describe('tracking signal', () => {
  test('by hand: errors 10, −2, 6, 6 sum to 20, their mean size is 6', () => {
    expect(trackingSignal([10, -2, 6, 6])).toBeCloseTo(20 / 6, 12);
    expect(trackingSignal([-10, 2, -6, -6])).toBeCloseTo(-20 / 6, 12);
    expect(trackingSignal([1, 2, 3])).toBeNull();
    expect(trackingSignal([0, 0, 0, 0])).toBe(0);
  });

  test.each(oracle.chances.map(({ errors, value, chance }) => [errors, value, chance] as const))(
    'chance of %j, every choice of signs written out in R',
    (errors, value, chance) => {
      expect(trackingSignal(errors)).toBeCloseTo(value, 12);
      expect(chanceOfSum(errors)).toBeCloseTo(chance, 12);
    },
  );

  test('alerts beyond the limit only when the errors lean by more than chance', () => {
    expect(signalAlerts(signalOf([3, 5, 2, 6, 4, 1]))).toBe(true);
    expect(signalAlerts(signalOf([-3, -5, -2, -6, -4, -1]))).toBe(true);
    expect(signalAlerts(signalOf([3, 5, 2, 6, 4, 1]), 6)).toBe(false);
    // beyond the limit, but five weeks on one side come once in sixteen times
    const five = signalOf([3, 5, 2, 6, 4]);
    expect(five).toEqual({ value: 5, leans: false });
    expect(signalAlerts(five)).toBe(false);
    expect(signalAlerts(null)).toBe(false);
  });

  test('lies within the number of errors, and turns with them', () => {
    const errors = fc.array(fc.integer({ min: -99, max: 99 }), { minLength: 4, maxLength: SIGNAL_WEEKS });
    fc.assert(
      fc.property(errors, (list) => {
        const value = trackingSignal(list) ?? NaN;
        expect(Math.abs(value)).toBeLessThanOrEqual(list.length + 1e-9);
        expect(trackingSignal(list.map((error) => -error))).toBeCloseTo(-value, 9);
        const chance = chanceOfSum(list);
        expect(chance).toBeGreaterThan(0);
        expect(chance).toBeLessThanOrEqual(1);
        expect(chanceOfSum([...list].reverse())).toBe(chance);
      }),
    );
  });

  test('alarms of forecasts without bias stay near one in twenty, where the limit alone gives more than one in four', () => {
    // Lehmer's generator (Park & Miller 1988), so that the run is the same everywhere
    let seed = 20261123;
    const uniform = (): number => (seed = (seed * 48271) % 2147483647) / 2147483647;
    const normal = (): number => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
    let alone = 0;
    let alerts = 0;
    const runs = 1000;
    for (let run = 0; run < runs; run++) {
      const signal = signalOf(Array.from({ length: SIGNAL_WEEKS }, normal));
      if (Math.abs(signal?.value ?? 0) > 4) alone++;
      if (signalAlerts(signal)) alerts++;
    }
    expect(alone / runs).toBeGreaterThan(0.25);
    expect(alerts / runs).toBeLessThan(0.065);
    expect(alerts / runs).toBeGreaterThan(0.03);
  });
});

describe('drift', () => {
  const versionOf = (number: number): DriftingVersion => {
    const rows = Object.values(oracle.forecasts).filter(({ version }) => version === number);
    return {
      lastDay: dayOf(rows[0]?.last ?? 0),
      weeks: 6,
      items: new Map(
        rows.map(({ item, class: demandClass, weeks, statistical }) => [
          String(item),
          { demandClass, weeks, statistical },
        ]),
      ),
    };
  };

  test.each(Object.entries(oracle.drift))('%s, against R', (name, expected) => {
    const [before = 0, after = 0] = name.split('-').map(Number);
    const drift = forecastDrift(versionOf(before), versionOf(after));
    expect(drift.days).toEqual(expected.weeks.map(dayOf));
    expect(drift.totalBefore).toBeCloseTo(expected.total_before, 9);
    expect(drift.totalAfter).toBeCloseTo(expected.total_after, 9);
    expect(drift.statisticalBefore).toBeCloseTo(expected.statistical_before, 9);
    expect(drift.statisticalAfter).toBeCloseTo(expected.statistical_after, 9);
    expect(drift.change).toBeCloseTo(expected.change, 12);
    expect(drift.appeared.items).toBe(expected.appeared_items);
    expect(drift.appeared.total).toBeCloseTo(expected.appeared, 9);
    for (const [key, item] of Object.entries(expected.by_item)) {
      const found = drift.items.find((candidate) => candidate.key === key);
      expect(found?.before).toBeCloseTo(item.before, 9);
      expect(found?.after).toBeCloseTo(item.after, 9);
    }
  });

  const one = (lastDay: number, items: Record<string, number[]>, weeks = 3): DriftingVersion => ({
    lastDay,
    weeks,
    items: new Map(
      Object.entries(items).map(([key, line]) => [key, { demandClass: 'smooth', weeks: line, statistical: line }]),
    ),
  });

  test('units that move between weeks or items are change, though the total stays', () => {
    const drift = forecastDrift(one(0, { a: [10, 10, 10], b: [5, 5, 5] }), one(0, { a: [0, 20, 9], b: [5, 5, 6] }));
    expect(drift).toMatchObject({ totalBefore: 45, totalAfter: 45, change: 22 / 45, common: 2 });
    expect(drift.items.map(({ key, before, after }) => [key, before, after])).toEqual([
      ['a', 30, 29],
      ['b', 15, 16],
    ]);
  });

  test('weeks are matched by date: a week later the first week falls away', () => {
    const drift = forecastDrift(one(0, { a: [1, 2, 3] }), one(7, { a: [2, 3, 4] }));
    expect(drift).toMatchObject({ days: [14, 21], totalBefore: 5, totalAfter: 5, change: 0, items: [] });
  });

  test('new and gone items are told apart from drift', () => {
    const drift = forecastDrift(one(0, { a: [1, 1, 1], gone: [4, 0, 0] }), one(0, { a: [1, 1, 1], fresh: [0, 9, 0] }));
    expect(drift).toMatchObject({
      change: 0,
      common: 1,
      appeared: { items: 1, total: 9 },
      disappeared: { items: 1, total: 4 },
    });
    expect(drift.items.map(({ key, before, after }) => [key, before, after])).toEqual([
      ['fresh', null, 9],
      ['gone', 4, null],
    ]);
  });

  test('versions too far apart have nothing in common; nothing forecast before is no share of anything', () => {
    expect(forecastDrift(one(0, { a: [1, 2, 3] }), one(28, { a: [1, 2, 3] }))).toMatchObject({
      days: [],
      change: null,
    });
    expect(forecastDrift(one(0, { a: [0, 0, 0] }), one(0, { a: [1, 0, 0] })).change).toBeNull();
  });
});
