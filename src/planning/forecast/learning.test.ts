import { promotionCalendar, promotionWeek, QUIET_WEEK, type PromotionSpan } from '../promotions';
import { forecastDemand, learnCommon } from './engine';
import type { CommonKnowledge } from './knowledge';
import type { DemandSeries } from './types';

const MONDAY = 19_359;
const HORIZON = 13;

/** Numbers in 0–1 that are the same in every run (Park & Miller 1988). */
function uniform(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 16807) % 2147483647) / 2147483647;
}

interface Made {
  weeks: number;
  spans: readonly PromotionSpan[];
  base: number;
  gain: (week: number) => number;
  category?: string | null;
  random?: () => number;
}

/** Demand of base · (1 + gain) by week, ±5 % where random. */
function made(key: string, { weeks, spans, base, gain, category = null, random }: Made): DemandSeries {
  return {
    key,
    category,
    firstDay: MONDAY,
    qty: Array.from({ length: weeks }, (_, week) => {
      const noise = random ? 0.95 + 0.1 * random() : 1;
      return base * (1 + gain(week)) * noise;
    }),
    promotion: Array.from({ length: weeks + HORIZON }, (_, week) => promotionWeek(spans, MONDAY + 7 * week)),
  };
}

const newest = ({ slices }: CommonKnowledge) => {
  const slice = slices[slices.length - 1];
  if (!slice) throw new Error('no slice');
  return slice;
};
const weekSpan = (week: number, more: Partial<PromotionSpan> = {}): PromotionSpan => ({
  from: MONDAY + 7 * week,
  to: MONDAY + 7 * week + 7,
  uplift: null,
  ...more,
});

describe('uplift', () => {
  const weeks = Array.from({ length: 10 }, (_, at) => 8 + 8 * at);
  const spans = weeks.map((week) => weekSpan(week));
  const gained = (gain: number) => (week: number) => (weeks.includes(week) ? gain : 0);

  it('is learnt by category, and an item with one promotion is drawn to its category', () => {
    const random = uniform(5);
    const strong = Array.from({ length: 8 }, (_, at) =>
      made(`S${at}`, { weeks: 90, spans, base: 50, gain: gained(3), category: 'strong', random }),
    );
    const weak = Array.from({ length: 8 }, (_, at) =>
      made(`W${at}`, { weeks: 90, spans, base: 50, gain: gained(0.5), category: 'weak', random }),
    );
    const { promotion } = newest(learnCommon([...strong, ...weak], { horizon: HORIZON }));
    expect(promotion.items).toBe(16);
    expect(promotion.gainByCategory.strong).toBeGreaterThan(2);
    expect(promotion.gainByCategory.strong).toBeLessThan(3.1);
    expect(promotion.gainByCategory.weak).toBeGreaterThan(0.4);
    expect(promotion.gainByCategory.weak).toBeLessThan(1.2);
  });

  it('is not learnt from weeks whose uplift the calendar gives', () => {
    const given = weeks.map((week) => weekSpan(week, { uplift: 2 }));
    const list = [made('G', { weeks: 90, spans: given, base: 50, gain: gained(1) })];
    expect(newest(learnCommon(list, { horizon: HORIZON })).promotion).toMatchObject({ gain: 0, periods: 0 });
  });

  it('finds what is missing after a promotion, and none where nothing is', () => {
    const after = (week: number): number => (weeks.includes(week) ? 2 : weeks.includes(week - 1) ? -0.4 : 0);
    const dip = Array.from({ length: 6 }, (_, at) => made(`D${at}`, { weeks: 90, spans, base: 50, gain: after }));
    const found = newest(learnCommon(dip, { horizon: HORIZON })).promotion.dip;
    expect(found).toBeGreaterThan(0.25);
    expect(found).toBeLessThan(0.45);
    const none = Array.from({ length: 6 }, (_, at) => made(`N${at}`, { weeks: 90, spans, base: 50, gain: gained(2) }));
    expect(newest(learnCommon(none, { horizon: HORIZON })).promotion.dip).toBe(0);
    const forecast = forecastDemand(dip[0] as DemandSeries, learnCommon(dip, { horizon: HORIZON }), { horizon: 13 });
    expect(Math.min(...forecast.promotion)).toBeLessThanOrEqual(0);
  });

  it('tells short promotions that sell much from long ones that do not', () => {
    const short = Array.from({ length: 8 }, (_, at) => weekSpan(10 + 12 * at));
    const long = Array.from({ length: 4 }, (_, at) => ({ ...weekSpan(14 + 24 * at), to: MONDAY + 7 * (18 + 24 * at) }));
    const isShort = (week: number): boolean => (week - 10) % 12 === 0 && week < 106;
    const isLong = (week: number): boolean =>
      long.some(({ from }) => week >= (from - MONDAY) / 7 && week < (from - MONDAY) / 7 + 4);
    const gain = (week: number): number => (isShort(week) ? 4 : isLong(week) ? 0.5 : 0);
    const list = Array.from({ length: 6 }, (_, at) =>
      made(`L${at}`, { weeks: 104, spans: [...short, ...long], base: 60, gain }),
    );
    const { intensity } = newest(learnCommon(list, { horizon: HORIZON })).promotion;
    // cells: one week (5–8 days) in its first days, and over 16 days in its first days
    expect(intensity[4] ?? 0).toBeGreaterThan(2 * (intensity[10] ?? NaN));
  });
});

describe('events', () => {
  it('are aligned by name from year to year, wherever they lie in the calendar', () => {
    // Chinese New Year goods move: 2023-01-02 + 14 weeks, a year later + 3 weeks; 618 stays
    const promotions = [
      ['cny-1', '年货节 2023', 14],
      ['cny-2', '2024年 年货节', 52 + 17],
      ['cny-3', '年货节2025', 104 + 5],
      ['618-1', '618大促 2023', 24],
      ['618-2', '618大促 2024', 52 + 24],
      ['d-1', '会员日 2023', 34],
      ['d-2', '会员日 2024', 52 + 34],
    ].map(([promo_id, name, week]) => ({
      promo_id: String(promo_id),
      name: String(name),
      phase: null,
      sku_id: null,
      uplift: null,
      starts_at: new Date((MONDAY + 7 * Number(week)) * 86_400_000 - 8 * 3_600_000).toISOString(),
      ends_at: new Date((MONDAY + 7 * Number(week) + 7) * 86_400_000 - 8 * 3_600_000).toISOString(),
    }));
    const spans = promotionCalendar(promotions).spans('any');
    expect(new Set(spans.map(({ event }) => event))).toEqual(new Set(['年货节', '618大促', '会员日']));
    const gain = (week: number): number => (week === 14 || week === 69 ? 5 : [24, 76, 34, 86].includes(week) ? 1 : 0);
    const list = Array.from({ length: 10 }, (_, at) => made(`E${at}`, { weeks: 104, spans, base: 40 + at, gain }));
    const common = learnCommon(list, { horizon: HORIZON });
    const { events } = newest(common).promotion;
    expect(events['年货节'] ?? 0).toBeGreaterThan(1.5 * (events['618大促'] ?? NaN));
    // the third New Year lies in week 109, that is 6 ahead, where no earlier one lay
    const forecast = forecastDemand(list[0] as DemandSeries, common, { horizon: HORIZON });
    expect(forecast.mean.indexOf(Math.max(...forecast.mean))).toBe(5);
    expect(forecast.mean[5] ?? 0).toBeGreaterThan(2.5 * (forecast.mean[0] ?? NaN));
  });
});

describe('season and launch', () => {
  it('borrows the season of the category once there are two of them', () => {
    const random = uniform(21);
    const wave = (week: number): number => 0.6 * Math.sin((2 * Math.PI * week) / 52.1775);
    const list = Array.from({ length: 12 }, (_, at) =>
      made(`T${at}`, { weeks: 156, spans: [], base: 30 + at, gain: wave, category: 'tea', random }),
    );
    const common = learnCommon(list, { horizon: HORIZON });
    const forecast = forecastDemand(list[0] as DemandSeries, common, { horizon: HORIZON });
    const expected = Array.from({ length: HORIZON }, (_, at) => 30 * (1 + wave(156 + at)));
    const off = forecast.mean.reduce((sum, value, at) => sum + Math.abs(value - (expected[at] ?? 0)), 0);
    expect(off / expected.reduce((sum, value) => sum + value, 0)).toBeLessThan(0.1);
    expect(forecast.words.map(({ id }) => id)).toContain('forecast_season_category');
    expect(
      newest(
        learnCommon(
          list.map((one) => ({ ...one, qty: one.qty.slice(-90) })),
          { horizon: 13 },
        ),
      ).season,
    ).toBeNull();
  });

  it('starts a new item between its own first week and what items of its category began with', () => {
    const start = 40;
    const begun = (key: string, sold: number, weeks: number): DemandSeries => ({
      key,
      category: 'tea',
      firstDay: MONDAY,
      qty: [...Array<null>(start).fill(null), ...Array<number>(weeks).fill(sold)],
      promotion: Array.from({ length: start + weeks + HORIZON }, () => QUIET_WEEK),
    });
    const older = Array.from({ length: 12 }, (_, at) => begun(`O${at}`, 20, 40));
    const fresh: DemandSeries = { ...begun('F', 60, 1), qty: [...Array<null>(79).fill(null), 60] };
    const common = learnCommon([...older, fresh], { horizon: HORIZON });
    const forecast = forecastDemand(fresh, common, { horizon: HORIZON });
    expect(forecast.demandClass).toBe('new');
    expect(forecast.mean[0] ?? 0).toBeGreaterThan(20);
    expect(forecast.mean[0] ?? 0).toBeLessThan(60);
    expect(forecast.words.map(({ id }) => id)).toContain('forecast_launch');
  });
});

it('keeps past forecasts out of sample in what is learnt over all series, too', () => {
  const spans = Array.from({ length: 14 }, (_, at) => weekSpan(6 + 8 * at));
  const build = (lateGain: number): DemandSeries[] =>
    Array.from({ length: 6 }, (_, at) =>
      made(`P${at}`, {
        weeks: 120,
        spans,
        base: 40,
        gain: (week) => ((week - 6) % 8 === 0 ? (week < 100 ? 1 : lateGain) : 0.2 * Math.sin(week * (at + 1))),
      }),
    );
  const [same, other] = [1, 9].map((gain) => {
    const list = build(gain);
    return forecastDemand(list[0] as DemandSeries, learnCommon(list, { horizon: HORIZON }), { horizon: HORIZON });
  });
  same?.rolling.origins.forEach((origin, index) => {
    if (origin < 100) expect(other?.rolling.expected[index]).toEqual(same.rolling.expected[index]);
  });
  expect(other?.mean).not.toEqual(same?.mean);
});
