import { demandCurve } from './demand-curve';
import { forecastDemand, learntUplift, type HistoryWeek } from './forecast';
import { projectStock } from './projection';
import { promotionCalendar, type PromotionWeek } from './promotions';
import { mergeWeeks, outOfStockScale } from './sales-history';
import type { Promotion, SalesSeries } from './types';

const quiet: PromotionWeek = { share: 0, multiplier: () => 1 };
const busy = (share: number): PromotionWeek => ({ share, multiplier: (learnt) => 1 + share * (learnt - 1) });
const plainWeeks = (...qty: (number | null)[]): HistoryWeek[] => qty.map((one) => ({ qty: one, promotion: quiet }));
const settings = { baselineWeeks: 13, deviationWeeks: 26, oosScale: 1, upliftMax: 5, upliftMinWeeks: 3 };

describe('forecastDemand', () => {
  it('is the mean of the known weeks: a blank is skipped, a zero counts', () => {
    const zeros = forecastDemand({ ...settings, history: plainWeeks(10, 0, 10, 0), future: [quiet, quiet] });
    expect(zeros).toMatchObject({ method: 'mean13', weeks: [5, 5] });
    const blanks = forecastDemand({ ...settings, history: plainWeeks(10, null, 10, null, 10, 10), future: [quiet] });
    expect(blanks).toMatchObject({ method: 'mean13', weeks: [10] });
  });

  it('learns nothing from a week that a promotion takes out of the sale whole', () => {
    const closed: PromotionWeek = { share: 1, multiplier: () => 0 };
    const history = [{ qty: 0, promotion: closed }, ...plainWeeks(6)];
    expect(forecastDemand({ ...settings, history, future: [quiet] }).baseline).toBe(6);
    const nothing = forecastDemand({ ...settings, history: [{ qty: 0, promotion: closed }], future: [quiet] });
    expect(nothing).toMatchObject({ method: 'none', baseline: null });
  });

  it('looks at the last 13 weeks only and measures the sd on 26', () => {
    const history = plainWeeks(
      ...Array<number>(13).fill(14),
      ...Array<number>(13).fill(28),
      ...Array<number>(26).fill(1000),
    );
    const { baseline, sdPerDay } = forecastDemand({ ...settings, history, future: [quiet] });
    expect(baseline).toBe(14);
    expect(sdPerDay).toBeCloseTo(Math.sqrt((26 * 49) / 25 / 7), 12); // 26 values 7 away from their mean 21
  });

  it('says so when little is known, and answers nothing when nothing is', () => {
    expect(forecastDemand({ ...settings, history: plainWeeks(6, null, 8), future: [quiet] })).toMatchObject({
      method: 'mean_short',
      weeks: [7],
    });
    const one = forecastDemand({ ...settings, history: plainWeeks(7), future: [quiet] });
    expect(one.sdPerDay).toBe(1); // Poisson: √(7/7)
    const none = forecastDemand({ ...settings, history: plainWeeks(null, null), future: [quiet] });
    expect(none).toMatchObject({ method: 'none', baseline: null, weeks: [], sdPerDay: null });
  });

  it('grows the baseline for days out of stock', () => {
    expect(
      forecastDemand({ ...settings, oosScale: 1.5, history: plainWeeks(4, 4, 4, 4), future: [quiet] }).weeks,
    ).toEqual([6]);
  });

  it('keeps promotion weeks out of the baseline and puts the uplift on those ahead', () => {
    const promoted = (qty: number): HistoryWeek => ({ qty, promotion: busy(1) });
    const history = [...plainWeeks(10, 10, 10, 10), promoted(30), promoted(30), promoted(30)];
    const { baseline, uplift, weeks, method, sdPerDay } = forecastDemand({
      ...settings,
      history,
      future: [quiet, busy(0.5), busy(1)],
    });
    expect([baseline, uplift, method, sdPerDay]).toEqual([10, 3, 'mean13+promo', 0]);
    expect(weeks).toEqual([10, 20, 30]);
  });

  it('takes the promotion out of short history', () => {
    const history: HistoryWeek[] = [{ qty: 40, promotion: { share: 1, multiplier: () => 4 } }, ...plainWeeks(10)];
    expect(forecastDemand({ ...settings, history, future: [quiet] })).toMatchObject({
      method: 'mean_short',
      baseline: 10,
    });
  });
});

describe('learntUplift', () => {
  const weeks = (share: number, ...qty: number[]): HistoryWeek[] =>
    qty.map((one) => ({ qty: one, promotion: busy(share) }));

  it('is the ratio of means, held between 1 and 5', () => {
    expect(learntUplift([...plainWeeks(10, 10), ...weeks(1, 20, 25, 30)], 5, 3)).toBe(2.5);
    expect(learntUplift([...plainWeeks(10, 10), ...weeks(1, 200, 200, 200)], 5, 3)).toBe(5);
    expect(learntUplift([...plainWeeks(10, 10), ...weeks(1, 5, 5, 5)], 5, 3)).toBe(1);
  });

  it('counts only the promoted part of a week: 17.5 in a half promoted week is 2.5 times', () => {
    expect(learntUplift([...plainWeeks(10, 10), ...weeks(0.5, 17.5, 17.5, 17.5)], 5, 3)).toBeCloseTo(2.5, 12);
  });

  it('trusts fewer than three weeks less', () => {
    expect(learntUplift([...plainWeeks(10), ...weeks(1, 40)], 5, 3)).toBe(2); // 1 + 3·1/3
    expect(learntUplift(plainWeeks(10, 10), 5, 3)).toBe(1);
    expect(learntUplift([...plainWeeks(0), ...weeks(1, 40, 40, 40)], 5, 3)).toBe(1);
  });
});

describe('promotionCalendar', () => {
  const promotion = (starts_at: string, ends_at: string, more: Partial<Promotion> = {}): Promotion => ({
    promo_id: 'P',
    phase: null,
    name: null,
    starts_at,
    ends_at,
    sku_id: null,
    uplift: null,
    ...more,
  });

  it('cuts a week by Shanghai time: from Thursday 20:00 to Saturday 20:00 is 2/7', () => {
    const calendar = promotionCalendar([promotion('2026-11-26T12:00:00Z', '2026-11-28T12:00:00Z', { uplift: 8 })]);
    const monday = Date.UTC(2026, 10, 23) / 86_400_000;
    expect(calendar.week('A', monday).share).toBeCloseTo(2 / 7, 12);
    expect(calendar.week('A', monday).multiplier(1)).toBeCloseTo(1 + (7 * 2) / 7, 12);
    expect(calendar.week('A', monday + 7).share).toBe(0);
  });

  it('lets the larger uplift count where two overlap', () => {
    const monday = Date.UTC(2026, 10, 23) / 86_400_000;
    const calendar = promotionCalendar([
      promotion('2026-11-22T16:00:00Z', '2026-11-29T16:00:00Z', { uplift: 2 }),
      promotion('2026-11-22T16:00:00Z', '2026-11-23T16:00:00Z', { uplift: 9, sku_id: 'A' }),
    ]);
    expect(calendar.week('A', monday).multiplier(1)).toBeCloseTo((9 + 6 * 2) / 7, 12);
    expect(calendar.week('B', monday).multiplier(1)).toBeCloseTo(2, 12);
    expect(calendar.week('A', monday).share).toBeCloseTo(1, 12);
  });

  it('refuses what it cannot read or that ends before it starts', () => {
    expect(
      promotionCalendar([
        promotion('soon', '2026-11-28T12:00:00Z'),
        promotion('2026-11-28T12:00:00Z', '2026-11-26T12:00:00Z'),
      ]).refused,
    ).toEqual(['P', 'P']);
  });
});

describe('demandCurve', () => {
  it('spreads weeks over days from the data cut on', () => {
    const curve = demandCurve([7, 14], 2); // two days of the first week are gone
    expect([curve.until(0), curve.until(5), curve.until(6), curve.until(12)]).toEqual([0, 5, 7, 19]);
    expect(curve.until(19)).toBe(33); // beyond the forecast its last week goes on
    expect(curve.cover(7, 91)).toBeCloseTo(6, 12);
    expect(curve.cover(1e9, 91)).toBe(91);
    expect(demandCurve([0, 0], 0).cover(5, 91)).toBe(91);
  });

  it('starts later when the first week has not begun', () => {
    expect(demandCurve([7], -2).until(3)).toBe(1);
  });
});

describe('projectStock', () => {
  const daily = demandCurve([70], 0); // 10 a day

  it('loses demand while nothing is there, and sells again after a receipt', () => {
    const seen = projectStock(25, daily, [{ day: 5, qty: 20 }], 10);
    expect(seen).toMatchObject({ emptyDay: 2, unmet: 55, end: 0 }); // sells 25, then 20 of the last 50
    expect(seen.daysOut).toBeCloseTo(5.5, 12); // 2.5 before the receipt, 3 after it
  });

  it('counts what arrives today and part days', () => {
    expect(projectStock(0, daily, [{ day: 0, qty: 30 }], 2.5)).toMatchObject({ unmet: 0, end: 5, emptyDay: 0 });
    expect(projectStock(-5, daily, [], 1)).toMatchObject({ unmet: 10, lowest: -10, emptyDay: 0 });
    expect(projectStock(100, daily, [], 3)).toMatchObject({
      unmet: 0,
      lowest: 70,
      end: 70,
      emptyDay: null,
      daysOut: 0,
    });
  });
});

describe('sales history', () => {
  const series = (weeks: (number | null)[], oos: number | null = null): SalesSeries => ({
    sku_id: 'A',
    warehouse_id: 'W',
    model: null,
    weeks,
    oos_days_13w: oos,
  });

  it('adds models: known + unknown = known, unknown + unknown = unknown', () => {
    expect(mergeWeeks([series([1, null, null, 0]), series([2, 3, null])])).toEqual([3, 3, null, 0]);
    expect(mergeWeeks([])).toEqual([]);
  });

  it('scales by the days in stock, weighted by sales and capped', () => {
    expect(outOfStockScale([series([10, 10], 7)], 3)).toBe(2); // 14 days, 7 in stock
    expect(outOfStockScale([series([10, 10], 14)], 3)).toBe(3);
    expect(outOfStockScale([series([10, 10], null)], 3)).toBe(1);
    expect(outOfStockScale([series([10, 10], 7), series([60, 0], 0)], 3)).toBeCloseTo((20 * 2 + 60) / 80, 12);
    expect(outOfStockScale([series([0, 0], 7)], 3)).toBe(1);
  });
});
