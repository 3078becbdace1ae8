import fc from 'fast-check';
import loadHighs from 'highs';
import { budgetPlan, type BudgetItem } from './budget';
import { budgetByRatio } from './rules-of-thumb';
import { sum } from './statistics';

/** Every permitted quantity of every item, straight from the definition. */
function bestByEnumeration(items: readonly BudgetItem[], budget: number): number {
  const options = items.map(({ need, moq = 0, pack = 1 }) => {
    const most = Math.ceil(Math.max(need, moq, 0) / pack - 1e-9) * pack;
    const quantities = [0];
    for (let quantity = pack; quantity <= most + 1e-9; quantity += pack)
      if (quantity >= moq - 1e-9) quantities.push(quantity);
    return quantities;
  });
  const best = (at: number, left: number): number => {
    if (at === items.length) return 0;
    const { need, unitCost, benefit } = items[at] as BudgetItem;
    let most = -Infinity;
    for (const quantity of options[at] as number[]) {
      const cost = quantity * unitCost;
      if (cost > left + 1e-9) break;
      most = Math.max(most, benefit * Math.max(0, Math.min(quantity, need)) + best(at + 1, left - cost));
    }
    return most;
  };
  return best(0, budget);
}

function expectAllowed(items: readonly BudgetItem[], budget: number, quantity: readonly number[]): void {
  let spent = 0;
  items.forEach(({ need, unitCost, moq = 0, pack = 1 }, at) => {
    const bought = quantity[at] as number;
    spent += bought * unitCost;
    expect(bought).toBeGreaterThanOrEqual(0);
    expect(Math.abs(bought / pack - Math.round(bought / pack))).toBeLessThan(1e-6);
    if (bought > 0) expect(bought).toBeGreaterThanOrEqual(moq - 1e-9);
    expect(bought).toBeLessThanOrEqual(Math.ceil(Math.max(need, moq, 0) / pack - 1e-9) * pack + 1e-9);
  });
  expect(spent).toBeLessThanOrEqual(budget * (1 + 1e-12));
}

const small = fc.record({
  need: fc.integer({ min: -2, max: 14 }),
  unitCost: fc.integer({ min: 0, max: 12 }),
  benefit: fc.integer({ min: 0, max: 12 }),
  moq: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 16 })),
  pack: fc.integer({ min: 1, max: 5 }),
});

describe('budgetPlan', () => {
  it('is as good as trying everything', () => {
    fc.assert(
      fc.property(
        fc.array(small, { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 0, max: 300 }),
        (items, budget) => {
          const plan = budgetPlan(items, budget);
          expectAllowed(items, budget, plan.quantity);
          const best = bestByEnumeration(items, budget);
          expect(plan.benefit).toBe(best);
          expect(plan.gap).toBe(0);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('is as good as trying everything with prices in cents and fractions of units', () => {
    const item = fc.record({
      need: fc.integer({ min: 0, max: 60 }).map((tenths) => tenths / 10),
      unitCost: fc.integer({ min: 1, max: 999 }).map((cents) => cents / 100),
      benefit: fc.double({ min: 0, max: 9, noNaN: true }),
      moq: fc.integer({ min: 0, max: 4 }),
      pack: fc.constantFrom(0.5, 1, 0.6),
    });
    fc.assert(
      fc.property(
        fc.array(item, { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 0, max: 5_000 }).map((cents) => cents / 100),
        (items, budget) => {
          const plan = budgetPlan(items, budget);
          expectAllowed(items, budget, plan.quantity);
          expect(plan.benefit).toBeCloseTo(bestByEnumeration(items, budget), 9);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  // J. Burkardt, KNAPSACK_01 data sets (Florida State University), P01 and P07, with their published optima
  it('solves published knapsack problems', () => {
    const published = [
      {
        capacity: 165,
        weights: [23, 31, 29, 44, 53, 38, 63, 85, 89, 82],
        profits: [92, 57, 49, 68, 60, 43, 67, 84, 87, 72],
        chosen: [1, 1, 1, 1, 0, 1, 0, 0, 0, 0],
        optimum: 309,
      },
      {
        capacity: 750,
        weights: [70, 73, 77, 80, 82, 87, 90, 94, 98, 106, 110, 113, 115, 118, 120],
        profits: [135, 139, 149, 150, 156, 163, 173, 184, 192, 201, 210, 214, 221, 229, 240],
        chosen: [1, 0, 1, 0, 1, 0, 1, 1, 1, 0, 0, 0, 0, 1, 1],
        optimum: 1458,
      },
    ];
    for (const { capacity, weights, profits, chosen, optimum } of published) {
      const items = weights.map((unitCost, at) => ({ need: 1, unitCost, benefit: profits[at] as number }));
      const plan = budgetPlan(items, capacity);
      expect(plan.quantity).toEqual(chosen);
      expect(plan.benefit).toBe(optimum);
      expect(plan.gap).toBe(0);
    }
  });

  it('beats the best ratio first where that is not optimal, and is never worse', () => {
    // 10 for 6 leaves 4 that buy nothing; 9 + 9 for 5 + 5 use it all
    const items = [
      { need: 1, unitCost: 6, benefit: 11 },
      { need: 1, unitCost: 5, benefit: 9 },
      { need: 1, unitCost: 5, benefit: 9 },
    ];
    expect(budgetByRatio(items, 10)).toEqual([1, 0, 0]);
    expect(budgetPlan(items, 10).quantity).toEqual([0, 1, 1]);
    fc.assert(
      fc.property(
        fc.array(small, { minLength: 1, maxLength: 30 }),
        fc.integer({ min: 0, max: 3_000 }),
        (some, budget) => {
          const simple = budgetByRatio(some, budget);
          expectAllowed(some, budget, simple);
          const worth = sum(
            some.map(({ need, benefit }, at) => benefit * Math.max(0, Math.min(need, simple[at] as number))),
          );
          expect(budgetPlan(some, budget).benefit).toBeGreaterThanOrEqual(worth);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('has the benefit that HiGHS finds for 40 items with minimum lots', async () => {
    const highs = await loadHighs();
    let state = 7;
    const next = (): number => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
    for (let run = 0; run < 4; run++) {
      const items = Array.from({ length: 40 }, () => ({
        need: 1 + Math.floor(next() * 200),
        unitCost: Math.round(100 + next() * 9_000) / 100,
        benefit: Math.round(next() * 4_000) / 100,
        moq: next() < 0.5 ? 0 : 1 + Math.floor(next() * 90),
        pack: [1, 6, 12][Math.floor(next() * 3)] as number,
      }));
      const budget = Math.round(sum(items.map(({ need, unitCost }) => need * unitCost)) * 0.25);
      // x packs, y bought at all, v units of use
      const rows = [
        `${items.map(({ unitCost, pack }, i) => `${(unitCost * pack).toFixed(2)} x${i}`).join(' + ')} <= ${budget}`,
      ];
      items.forEach(({ need, moq, pack }, i) => {
        rows.push(`x${i} - ${Math.ceil(Math.max(need, moq) / pack)} y${i} <= 0`);
        rows.push(`x${i} - ${Math.ceil(moq / pack)} y${i} >= 0`);
        rows.push(`v${i} - ${pack} x${i} <= 0`);
        rows.push(`v${i} <= ${need}`);
      });
      const objective = items.map(({ benefit }, i) => `${benefit} v${i}`).join(' + ');
      const whole = items.map((_, i) => `x${i}`).join(' ');
      const binary = items.map((_, i) => `y${i}`).join(' ');
      const model = `Maximize\n obj: ${objective}\nSubject To\n${rows.join('\n')}\nGeneral\n${whole}\nBinary\n${binary}\nEnd`;
      const peer = highs.solve(model, { mip_rel_gap: 0 });
      const plan = budgetPlan(items, budget);
      expectAllowed(items, budget, plan.quantity);
      expect(plan.gap).toBe(0);
      expect(Math.abs(plan.benefit / peer.ObjectiveValue - 1)).toBeLessThan(1e-6);
    }
  });

  it('meets the budget to the cent', () => {
    expect(budgetPlan([{ need: 3, unitCost: 0.1, benefit: 1 }], 0.3).quantity).toEqual([3]);
    expect(budgetPlan([{ need: 9, unitCost: 1 / 3, benefit: 1 }], 1).quantity).toEqual([3]);
    expect(budgetPlan([{ need: 3, unitCost: 0.1, benefit: 1 }], 0.29).quantity).toEqual([2]);
  });

  it('takes what is free in full, nothing that is worth nothing, and the first of equals', () => {
    const items = [
      { need: 10, unitCost: 0, benefit: 1, pack: 6 },
      { need: 10, unitCost: 0, benefit: 0 },
      { need: -4, unitCost: 1, benefit: 9, moq: 5 },
      { need: 4, unitCost: 2, benefit: 3 },
      { need: 4, unitCost: 2, benefit: 3 },
    ];
    expect(budgetPlan(items, 10).quantity).toEqual([12, 0, 0, 4, 1]);
    expect(budgetPlan(items, 0).quantity).toEqual([12, 0, 0, 0, 0]);
    expect(budgetPlan([], 10).quantity).toEqual([]);
  });

  it('prices one more unit of money by the benefit it would buy', () => {
    const items = [
      { need: 100, unitCost: 4, benefit: 10 },
      { need: 100, unitCost: 5, benefit: 10 },
    ];
    expect(budgetPlan(items, 600).shadowPrice).toBeCloseTo(2, 12);
    expect(budgetPlan(items, 1_000).shadowPrice).toBe(0);
  });

  it('answers the same every time, and within its proven gap, for 500 items of one margin', () => {
    // benefits in proportion to cost: nothing to choose by, the hardest case for the bound
    const items = Array.from({ length: 500 }, (_, at) => ({
      need: 20 + ((at * 37) % 400),
      unitCost: 3.17 + ((at * 7_919) % 20_000) / 100,
      benefit: 0.25 * (3.17 + ((at * 7_919) % 20_000) / 100),
      pack: [6, 12, 24][at % 3] as number,
      moq: at % 4 ? 0 : 48,
    }));
    const plan = budgetPlan(items, 123_456.78);
    expectAllowed(items, 123_456.78, plan.quantity);
    expect(plan.gap / plan.benefit).toBeLessThan(1e-4);
    expect(budgetPlan(items, 123_456.78)).toEqual(plan);
  });

  it('stays finite and within the budget at the ends of the number range', () => {
    const wild = fc.constantFrom(0, 5e-324, 1e-300, 1 / 3, 1, 7, 1e6, 1e15, 1e300, 1.7e308);
    const item = fc.record({
      need: fc.oneof(
        wild,
        wild.map((value) => -value),
      ),
      unitCost: wild,
      benefit: wild,
      moq: wild,
      pack: wild.filter((pack) => pack > 0),
    });
    fc.assert(
      fc.property(fc.array(item, { maxLength: 5 }), wild, (items, budget) => {
        const { quantity } = budgetPlan(items, budget);
        quantity.forEach((units) => expect(units).toBeGreaterThanOrEqual(0));
        const spent = quantity.reduce((total, units, at) => total + units * (items[at] as BudgetItem).unitCost, 0);
        expect(spent).toBeLessThanOrEqual(budget * (1 + 1e-9));
      }),
      { numRuns: 3_000 },
    );
  });
});
