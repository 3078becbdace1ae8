import type { BuyDraft, OrderWorth } from '../buys/buy-draft';
import { marginSaved } from '../buys/order-worth';
import { buyDraft } from '../buys/draft-of';
import type { LaneFacts } from '../types';
import { applyLimits, type LimitedItem } from './apply-limits';
import { withinBudget } from './budget-limit';
import { shareRoom } from './lane-room';
import { chooseLines, type ChoiceLine } from './line-choice';

const seeded = (seed: number) => (): number => (seed = (seed * 16807) % 2147483647) / 2147483647;

const worthOf = (more: Partial<OrderWorth> = {}): OrderWorth => ({
  margin: 30,
  price: 50,
  position: 100,
  mean: 150,
  sd: 40,
  rate: 5,
  leadMean: 20,
  ...more,
});

/** The best of all choices, one by one. */
function bruteForce(lines: readonly ChoiceLine[], money: number): number {
  const best = (at: number, left: number): number => {
    const line = lines[at];
    if (!line) return 0;
    let most = best(at + 1, left);
    for (let packs = Math.max(1, line.least); packs <= line.most; packs++) {
      const cost = packs * line.cost;
      if (cost > left + 1e-9) break;
      most = Math.max(most, line.yearly * marginSaved(line.worth, packs * line.pack) + best(at + 1, left - cost));
    }
    return most;
  };
  return best(0, money);
}

describe('the choice within a budget', () => {
  it('is the best there is, found by trying all of them', () => {
    const random = seeded(11);
    let proven = 0;
    for (let run = 0; run < 60; run++) {
      const lines = Array.from({ length: 4 }, (): ChoiceLine => {
        const least = 1 + Math.floor(random() * 4);
        return {
          pack: 10,
          cost: Math.round(50 + 400 * random()),
          from: 0,
          least,
          most: least + Math.floor(random() * 4),
          worth: worthOf({ position: 60 + 80 * random(), sd: 5 + 60 * random(), margin: 5 + 40 * random() }),
          yearly: 4 + 8 * random(),
        };
      });
      const money = lines.reduce((sum, { cost, most }) => sum + cost * most, 0) * (0.15 + 0.6 * random());
      const choice = chooseLines(lines, money);
      const best = bruteForce(lines, money);
      expect(choice.spent).toBeLessThanOrEqual(money * (1 + 1e-12));
      expect(choice.benefit).toBeLessThanOrEqual(best * (1 + 1e-9));
      // what it may lack is what it says it may lack
      expect(choice.benefit).toBeGreaterThanOrEqual(best * (1 - choice.gap) * (1 - 1e-9));
      lines.forEach(({ least, most }, at) => {
        const packs = choice.packs[at] as number;
        expect(packs === 0 || (packs >= least && packs <= most)).toBe(true);
      });
      if (choice.gap < 1e-9) {
        proven++;
        expect(choice.benefit).toBeGreaterThanOrEqual(best * (1 - 1e-9));
      }
    }
    expect(proven).toBeGreaterThan(55);
  });

  it('keeps to the budget, MOQ and packs on many lines, and says how far it may be off', () => {
    const random = seeded(5);
    const lines = Array.from({ length: 3000 }, (): ChoiceLine => {
      const least = 1 + Math.floor(random() * 5);
      return {
        pack: 12,
        cost: 100 + 900 * random(),
        from: 0,
        least,
        most: least + Math.floor(random() * 40),
        worth: worthOf({ position: 40 + 100 * random(), mean: 100 + 300 * random() }),
        yearly: 5 + 5 * random(),
      };
    });
    const money = 2_000_000;
    const choice = chooseLines(lines, money);
    expect(choice.spent).toBeLessThanOrEqual(money);
    expect(choice.spent).toBeGreaterThan(0.999 * money);
    expect(choice.gap).toBeGreaterThan(0);
    expect(choice.gap).toBeLessThan(0.02);
    expect(choice.packs.every((packs, at) => packs === 0 || packs >= (lines[at] as ChoiceLine).least)).toBe(true);
  });

  it('takes all that fits, and adds to what stands', () => {
    const line: ChoiceLine = { pack: 10, cost: 100, from: 0, least: 2, most: 5, worth: worthOf(), yearly: 10 };
    expect(chooseLines([line], 500)).toMatchObject({ packs: [5], spent: 500, gap: 0 });
    expect(chooseLines([line], 199)).toMatchObject({ packs: [0], spent: 0, gap: 0 });
    expect(chooseLines([{ ...line, from: 3 }], 100)).toMatchObject({ packs: [4], spent: 100, gap: 0 });
    expect(chooseLines([], 100)).toMatchObject({ packs: [], spent: 0, gap: 0 });
  });
});

describe('room on a lane', () => {
  const claim = (qty: number, money: number, more: object = {}) => ({ qty, moq: 0, pack: 1, money, units: 1, ...more });

  it('goes to the most urgent, whole packs of it, and what is left to smaller ones', () => {
    // 100: the second takes 60; the first, of 50 in packs of 24, takes 24; 16 are left for the third
    expect(shareRoom([claim(50, 10, { pack: 24 }), claim(60, 99), claim(30, 5)], 100)).toEqual([24, 60, 16]);
    expect(shareRoom([claim(50, 10, { moq: 40, pack: 10 }), claim(70, 99)], 100)).toEqual([0, 70]);
    expect(shareRoom([claim(5, 1), claim(5, 1)], 5)).toEqual([5, 0]);
    expect(shareRoom([claim(5, 0, { units: 1 }), claim(5, 0, { units: 2 })], 5)).toEqual([0, 5]);
    expect(shareRoom([claim(5, 1)], 0)).toEqual([0]);
  });
});

const draft = (more: Partial<BuyDraft> = {}): BuyDraft =>
  buyDraft({
    lane_id: 'L1',
    leadMean: 14,
    leadP50: 14,
    leadP90: 18,
    step: 1,
    week: 0,
    stock: 140,
    receipts: [],
    undated: 0,
    demand: { first: 7, to: Array.from({ length: 18 }, (_, week) => 70 * (week + 1)) },
    reorder: Array<number>(13).fill(160),
    target: Array<number>(13).fill(230),
    max: Array<number>(13).fill(500),
    moq: 0,
    pack: 10,
    saleDays: null,
    batchCap: null,
    open: true,
    first: { week: 0, wanted: 90, allowed: 90, qty: 90, reason: 'below_reorder' },
    before: 70,
    changeCap: null,
    weeklySd: 10,
    unitCost: 20,
    worth: worthOf({ position: 140, mean: 210, sd: 30, rate: 10, leadMean: 14 }),
    ...more,
  });
const item = (sku: string, more: Partial<BuyDraft> = {}, rest: Partial<LimitedItem> = {}): LimitedItem => ({
  sku_id: sku,
  warehouse_id: 'W',
  draft: draft(more),
  atStake: 0,
  last: false,
  ...rest,
});
const lane = (capacity_per_week: number | null) => [{ lane_id: 'L1', capacity_per_week } as LaneFacts];
const unlimited = { lanes: lane(null), budget: null, budgetStep: 1000 };

describe('limits over all items', () => {
  it('leave a plan alone that nothing limits', () => {
    const items = [item('A'), item('B')];
    const { orders, limits } = applyLimits(items, unlimited);
    expect(orders.map((list, at) => list === items[at]?.draft.orders)).toEqual([true, true]);
    expect(limits).toEqual({
      ...{ budget: null, spent: 3600, wanted: 3600, withoutCost: 0, gap: null },
      ...{ next: { amount: 1000, lines: [] }, lanes: [] },
    });
  });

  it('move what a lane has no room for to later weeks, the dearer sales first', () => {
    const dear = worthOf({ price: 500, position: 140, mean: 210, sd: 30, rate: 10, leadMean: 14 });
    const items = [item('A'), item('B', { worth: dear })];
    const { orders, limits } = applyLimits(items, { ...unlimited, lanes: lane(120) });
    expect(orders[1]?.[0]).toMatchObject({ qty: 90, reason: 'below_reorder' });
    expect(orders[0]?.[0]).toMatchObject({ qty: 30, wanted: 90, reason: 'lane_full' });
    expect(limits.lanes).toEqual([{ lane_id: 'L1', capacity: 120, wanted: 180, bought: 120 }]);
    const weeks = new Map<number, number>();
    for (const { week, qty } of orders.flat()) weeks.set(week, (weeks.get(week) ?? 0) + qty);
    expect(Math.max(...weeks.values())).toBeLessThanOrEqual(120);
    // nothing is forgotten: in week 2 the lane is still full of what both ask for
    expect(weeks.get(1)).toBe(120);
  });

  it('never exceed a lane in any week, whatever is asked', () => {
    const random = seeded(3);
    for (let run = 0; run < 25; run++) {
      const items = Array.from({ length: 12 }, (_, at) => {
        const pack = 1 + Math.floor(random() * 12);
        const qty = pack * Math.floor(random() * 12);
        return item(`S${at}`, {
          ...{
            pack,
            moq: Math.floor(random() * 40),
            stock: Math.floor(random() * 200),
            step: 1 + Math.floor(random() * 2),
          },
          first: { week: 0, wanted: qty, allowed: qty, qty, reason: 'below_reorder' },
        });
      });
      const capacity = Math.floor(random() * 700);
      const budget = random() < 0.5 ? null : 8000 * random();
      const { orders, limits } = applyLimits(items, { ...unlimited, lanes: lane(capacity), budget });
      const weeks = new Map<number, number>();
      orders.forEach((list) => {
        for (const { week, qty } of list) weeks.set(week, (weeks.get(week) ?? 0) + qty);
      });
      expect(Math.max(0, ...weeks.values())).toBeLessThanOrEqual(capacity);
      if (budget !== null) expect(limits.spent).toBeLessThanOrEqual(budget);
      const bad = orders.flatMap((list, at) => {
        const { moq, pack } = (items[at] as LimitedItem).draft;
        return list.filter(({ qty }) => !(qty === 0 || (qty >= moq && qty % pack === 0)));
      });
      // the first orders given need not keep the MOQ themselves
      expect(bad.filter(({ week }) => week > 0)).toEqual([]);
    }
  });

  it('spend a budget where it returns most, name what more money buys, and plan the rest again', () => {
    const poor = worthOf({ margin: 2, price: 22, position: 140, mean: 210, sd: 30, rate: 10, leadMean: 14 });
    const items = [item('A', { worth: poor }), item('B'), item('C', { unitCost: null, worth: null })];
    const { orders, limits } = applyLimits(items, { ...unlimited, budget: 1800, budgetStep: 1000 });
    expect(orders.map((list) => list[0]?.qty)).toEqual([0, 90, 90]);
    expect(orders[0]?.[0]).toMatchObject({ wanted: 90, reason: 'over_budget' });
    // next week it asks again
    expect(orders[0]?.[1]).toMatchObject({ week: 1, reason: 'below_reorder' });
    expect(orders[0]?.[1]?.qty).toBeGreaterThan(90);
    expect(limits).toMatchObject({ budget: 1800, spent: 1800, wanted: 3600, withoutCost: 1, gap: 0 });
    expect(limits.next.amount).toBe(1000);
    expect(limits.next.lines).toHaveLength(1);
    expect(limits.next.lines[0]).toMatchObject({ sku_id: 'A', quantity: 50, value: 1000 });
  });

  it('put buys whose worth cannot be told behind those of which it can', () => {
    const items = [item('A', {}, { last: true }), item('B'), item('C', { worth: null })];
    const buys = items.map((one) => ({ ...one, order: one.draft.first }));
    expect(withinBudget(buys, 1800, 100).quantities).toEqual([0, 90, 0]);
    expect(withinBudget(buys, 3000, 100).quantities).toEqual([60, 90, 0]);
    expect(withinBudget(buys, 0, 100)).toMatchObject({ quantities: [0, 0, 0], limits: { spent: 0, wanted: 5400 } });
  });
});
