import { madeLane, madeSku } from '../testing';
import type { PlanInput } from '../types';
import { backtestPart, finishBacktest, HistoryTooShort, runBacktest } from './backtest';
import { chooseItems } from './choose-items';
import { compareCurves } from './compare';
import { leadDraws } from './lead-draws';
import { inputAsOf } from './past-input';
import { fixedDaysLevels, minMaxLevels, minMaxSums, recentRate } from './simple-rules';
import { replay, type ReplayItem, type WeekLevels } from './simulate';
import type { BacktestPoint } from './types';

const item = (more: Partial<ReplayItem> = {}): ReplayItem => ({
  demand: [70, 70, 70, 70],
  rate: 70,
  leads: new Int32Array(4).fill(7),
  leadMean: 7,
  every: 1,
  moq: undefined,
  pack: undefined,
  saleable: null,
  ...more,
});
const always =
  (reorder: number, target: number): (() => WeekLevels) =>
  () => ({ reorder, target, sellable: Infinity });

// worked out by hand: 10 units a day, orders take a week
describe('the replay of one item', () => {
  it('orders back to the target every week and never runs out', () => {
    const done = replay(item(), always(130, 140));
    // day 0: 70 under way arrive, 140 on hand; 70 are ordered on days 7, 14 and 21
    expect([...done.ordered]).toEqual([0, 70, 70, 70]);
    expect(done).toMatchObject({ days: 28, orders: 3, demanded: expect.closeTo(280, 9) });
    expect(done.lost).toBeCloseTo(0, 9);
    expect(done.stockoutDays).toBeCloseTo(0, 9);
    // on hand + on order at the end of each day: 130 … 70, every week
    expect(done.stockDays).toBeCloseTo(4 * 700, 6);
  });

  it('loses what it cannot serve, by the day', () => {
    const done = replay(item(), always(70, 70));
    // a week of stock is gone when the next order is placed, and so is every second week
    expect([...done.ordered]).toEqual([0, 70, 0, 70]);
    expect(done.lost).toBeCloseTo(140, 6);
    expect(done.stockoutDays).toBeCloseTo(14, 6);
  });

  it('rounds by MOQ and carton, as the plan does', () => {
    const done = replay(item({ moq: 100, pack: 12 }), always(130, 140));
    expect(done.ordered[1]).toBe(108);
  });

  it('writes off what is left of a lot on its stop-sale day', () => {
    // 200 on hand, nothing under way: 100 are sold in ten days, then the rest may not be sold any more
    const done = replay(item({ rate: 0, saleable: 10 }), always(-1, 200));
    expect(done.writtenOff).toBeCloseTo(100, 6);
    expect(done.lost).toBeCloseTo(180, 6);
  });

  it('orders no more than sells before the stop-sale day', () => {
    const done = replay(item({ rate: 0 }), (week) => ({ reorder: 50, target: 500, sellable: week === 0 ? 500 : 80 }));
    expect(Math.max(...done.ordered)).toBeLessThanOrEqual(80);
  });

  it('measures nothing in a week whose demand is unknown', () => {
    const done = replay(item({ demand: [70, null, 70, 70] }), always(130, 140));
    expect(done.days).toBe(21);
    expect(done.demanded).toBeCloseTo(210, 9);
  });

  it('an order on its way longer than the replay never arrives', () => {
    const done = replay(item({ rate: 0, leads: new Int32Array(4).fill(90) }), always(130, 140));
    expect(done.lost).toBeCloseTo(140, 6);
  });
});

describe('the simple rules', () => {
  const weeks = [8, 12, 8, 12, 8, 12, 8, 12];
  const lead = { demand: weeks, leadMean: 14, leadSd: 3, reviewDays: 7 };

  it('min/max is mean + z·σ over lead time and review', () => {
    // mean 10, sd √(32/7) = 2.13809; 3 weeks, lead sd 3/7: 1.959964·√(3·4.571429 + 100·0.183673) = 11.1013
    const levels = minMaxLevels(minMaxSums(weeks), lead, 0.975, 8);
    expect(levels?.reorder).toBeCloseTo(20 + 11.1013, 3);
    expect(levels?.target).toBeCloseTo(30 + 11.1013, 3);
    expect(minMaxLevels(minMaxSums(weeks), lead, 0.975, 7)).toBeNull();
  });

  it('fixed days weigh the newest 7, 14 and 30 days', () => {
    // 2 a day, 21/14 = 1.5 and (35 + 2)/30: 0.5·2 + 0.3·1.5 + 0.2·37/30
    const demand = [7, 7, 7, 7, 14];
    const rate = 1 + 0.45 + (0.2 * 37) / 30;
    expect(recentRate(demand, 5)).toBeCloseTo(rate, 12);
    expect(fixedDaysLevels({ ...lead, demand }, 30, 5)?.target).toBeCloseTo(44 * rate, 9);
    expect(recentRate([null, null], 2)).toBeNull();
    expect(recentRate([7, null], 2)).toBeCloseTo(1, 12);
  });
});

describe('lead times of a replay', () => {
  it('are lognormal with the mean and sd, and the same every time', () => {
    const draws = leadDraws('A · NGB', 20_000, 40, 10);
    const mean = draws.reduce((sum, days) => sum + days, 0) / draws.length;
    const sd = Math.sqrt(draws.reduce((sum, days) => sum + (days - mean) ** 2, 0) / draws.length);
    expect(mean).toBeCloseTo(40, 0);
    expect(Math.abs(sd - 10)).toBeLessThan(0.3);
    expect([...leadDraws('A · NGB', 50, 40, 10)]).toEqual([...draws.slice(0, 50)]);
    expect([...leadDraws('B · NGB', 50, 40, 10)]).not.toEqual([...draws.slice(0, 50)]);
  });

  it('without spread are the mean', () => {
    expect([...leadDraws('A', 3, 20, 0)]).toEqual([20, 20, 20]);
    expect([...leadDraws('A', 2, 0, 5)]).toEqual([0, 0]);
  });
});

const point = (
  rule: BacktestPoint['rule'],
  value: number | null,
  capital: number,
  lostSales: number,
): BacktestPoint => ({
  rule,
  value,
  capital,
  lostSales,
  inStock: 1,
  filled: 1,
  stockoutDays: 0,
  lostUnits: 0,
  stockUnits: 0,
  writtenOff: 0,
  orders: 0,
  bullwhip: null,
});

describe('the comparison at the same capital', () => {
  const curve = [point('plan', 0.9, 100, 50), point('plan', 0.5, 200, 10)];

  it('reads the plan off between its settings', () => {
    const { comparisons, beyond } = compareCurves([...curve, point('min_max', 0.9, 150, 40)]);
    expect(beyond).toBe(0);
    expect(comparisons).toEqual([{ rule: 'min_max', value: 0.9, capital: 150, loss: 40, planLoss: 30 }]);
  });

  it('compares nothing beyond the ends of the curve', () => {
    const others = [point('fixed_days', 0, 99, 60), point('fixed_days', 90, 201, 5)];
    expect(compareCurves([...curve, ...others])).toEqual({ comparisons: [], beyond: 2 });
  });

  it('leaves today’s own targets out of the curve', () => {
    const own = point('plan', null, 150, 1000);
    expect(compareCurves([...curve, own, point('min_max', 0.9, 150, 40)]).comparisons[0]?.planLoss).toBe(30);
  });
});

/** Six items over 40 weeks: steady, growing, rare, seasonal; two have a shelf life. */
function brand(weeks = 40): PlanInput {
  const units = (i: number, week: number): number => {
    const noise = (i * 7 + week * 11 + ((week * week) % 5)) % (4 + i);
    if (i === 2) return week % 4 === 0 ? 3 + noise : 0;
    return Math.round((i === 1 ? 30 - week / 3 : 20) + 3 * noise);
  };
  const skus = Array.from({ length: 6 }, (_, i) =>
    madeSku(`S${i}`, { moq: 12, pack_qty: 6, shelf_life_days: i > 3 ? 180 : null }),
  );
  return {
    asOf: '2026-11-23',
    lastWeek: '2026-11-16',
    currency: 'CNY',
    skus,
    warehouses: [{ warehouse_id: 'NGB', name: null, type: 'bonded' }],
    lanes: [madeLane()],
    stock: [],
    sales: skus.map(({ sku_id }, i) => ({
      sku_id,
      warehouse_id: 'NGB',
      model: 'bonded',
      weeks: Array.from({ length: 104 }, (_, week) => (week < weeks ? units(i, week) : null)),
      oos_days_13w: 0,
    })),
    inbound: [],
    promotions: [],
    policy: [],
    corrections: [
      {
        sku_id: 'S0',
        warehouse_id: 'NGB',
        model: 'bonded',
        day: '2026-11-10',
        kind: 'out_of_stock',
        change: 5,
        use_raw: false,
      },
    ],
  };
}

const OPTIONS = { weeks: 6, items: 100 };

describe('the backtest', () => {
  it('sees nothing later than the week it decides in', () => {
    const past = inputAsOf(brand(), 2);
    expect(past).toMatchObject({ asOf: '2026-11-09', lastWeek: '2026-11-02', stock: [], inbound: [], overrides: [] });
    expect(past.sales[0]?.weeks[0]).toBe(brand().sales[0]?.weeks[2]);
    expect(past.corrections).toEqual([]);
    expect(inputAsOf(brand(), 0).corrections).toHaveLength(1);
  });

  it('decides earlier weeks alike, whatever came later', async () => {
    const later = brand();
    for (const series of later.sales) series.weeks[0] = 5000;
    const [before, after] = await Promise.all(
      [brand(), later].map((input) => backtestPart(input, { index: 0, count: 1 }, OPTIONS)),
    );
    // the last replayed week begins when W-1 is not yet over
    expect(after?.weeks).toEqual(before?.weeks);
  }, 60_000);

  it('gives the same in any number of parts, more stock for more service, and every setting', async () => {
    const whole = await runBacktest(brand(), OPTIONS);
    const parts = await Promise.all([0, 1, 2].map((index) => backtestPart(brand(), { index, count: 3 }, OPTIONS)));
    expect(await finishBacktest(brand(), OPTIONS, parts)).toEqual(whole);
    expect(whole).toMatchObject({
      weeks: 6,
      items: 6,
      leftOut: 0,
      withoutLead: 0,
      from: '2026-10-12',
      to: '2026-11-16',
    });
    const plan = whole.points.filter(({ rule, value }) => rule === 'plan' && value !== null);
    expect(plan).toHaveLength(8);
    for (let at = 1; at < plan.length; at++) {
      expect(plan[at]?.capital ?? 0).toBeGreaterThanOrEqual(plan[at - 1]?.capital ?? 0);
    }
    for (const one of whole.points) {
      expect(one.filled).toBeGreaterThanOrEqual(0);
      expect(one.filled).toBeLessThanOrEqual(1);
      expect(Number.isFinite(one.capital)).toBe(true);
    }
    await expect(finishBacktest(brand(), OPTIONS, parts.slice(0, 2))).rejects.toThrow(RangeError);
  }, 120_000);

  it('can be cancelled', async () => {
    const controller = new AbortController();
    const running = runBacktest(brand(), OPTIONS, { signal: controller.signal });
    controller.abort();
    await expect(running).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('says when the history is too short', async () => {
    await expect(runBacktest(brand(20), OPTIONS)).rejects.toThrow(HistoryTooShort);
    await expect(runBacktest(brand(20), OPTIONS)).rejects.toMatchObject({ weeks: 20, least: 21 });
  });

  it('takes items spread over fast and slow ones, and says how many it left', () => {
    const { chosen, left } = chooseItems(brand(), 3);
    expect(left).toBe(3);
    expect(chosen.size).toBe(3);
    // the best and the middle of the ranking, not the three best
    expect([...chosen]).not.toContain('S2 · NGB');
  });

  it('learns from all items, whichever are replayed', async () => {
    const [few, all] = await Promise.all(
      [2, 100].map((items) => backtestPart(brand(), { index: 0, count: 1 }, { weeks: 2, items })),
    );
    few?.weeks.forEach((levels, week) => {
      expect(levels.filter((own) => own.length > 0)).toHaveLength(2);
      levels.forEach((own, place) => own.length > 0 && expect(own).toEqual(all?.weeks[week]?.[place]));
    });
  });

  it('counts what has no cost, price or lead time rather than inventing it', async () => {
    const input = brand();
    (input.skus[0] as { unit_cost: number | null }).unit_cost = null;
    (input.skus[1] as { price: number | null }).price = null;
    const result = await runBacktest(input, { weeks: 2, items: 100 });
    expect(result).toMatchObject({ withoutCost: 1, withoutPrice: 1 });
    const nowhere = await runBacktest({ ...input, lanes: [] }, { weeks: 2, items: 100 });
    expect(nowhere).toMatchObject({ items: 0, withoutLead: 6 });
  }, 60_000);
});
