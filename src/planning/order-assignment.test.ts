import fc from 'fast-check';
import loadHighs from 'highs';
import { assignOrders, assignOrdersInTurn, type OrderAssignmentInput } from './order-assignment';
import { sum } from './statistics';
import { transportPlan } from './transport';

const costOf = ({ cost, unservedPenalty }: OrderAssignmentInput, warehouse: readonly (number | null)[]): number =>
  sum(warehouse.map((chosen, order) => (chosen === null ? unservedPenalty : (cost[order]?.[chosen] as number))));

function expectAllowed(input: OrderAssignmentInput, warehouse: readonly (number | null)[]): void {
  const left = [...input.stock];
  warehouse.forEach((chosen, order) => {
    if (chosen === null) return;
    expect(input.cost[order]?.[chosen] ?? null).not.toBeNull();
    left[chosen] = (left[chosen] as number) - (input.quantity[order] as number);
  });
  left.forEach((units, at) => expect(units).toBeGreaterThanOrEqual(-1e-9 * (1 + (input.stock[at] as number))));
}

/** Least cost of every assignment; a branch is left only where even the cheapest lanes of the rest could not make it the least. */
function leastByEnumeration({ quantity, cost, stock, unservedPenalty }: OrderAssignmentInput): number {
  const left = [...stock];
  const cheapest = cost.map((row) => Math.min(unservedPenalty, ...row.filter((each) => each !== null)));
  let best = Infinity;
  const visit = (order: number, spent: number): void => {
    if (order === quantity.length) {
      best = Math.min(best, spent);
      return;
    }
    if (spent + sum(cheapest.slice(order)) >= best) return;
    const wanted = quantity[order] as number;
    stock.forEach((_, at) => {
      const each = cost[order]?.[at] ?? null;
      if (each === null || wanted > (left[at] as number) + 1e-9) return;
      left[at] = (left[at] as number) - wanted;
      visit(order + 1, spent + each);
      left[at] = (left[at] as number) + wanted;
    });
    visit(order + 1, spent + unservedPenalty);
  };
  visit(0, 0);
  return best;
}

/** A repeatable stream of numbers in [0, 1): the Park–Miller generator. */
function stream(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

interface Shape {
  orders: number;
  warehouses: number;
  /** stock as a share of what the orders want */
  tightness: number;
  penalty: number;
  size: (share: number) => number;
}

function random({ orders, warehouses, tightness, penalty, size }: Shape, seed: number): OrderAssignmentInput {
  const next = stream(seed);
  const quantity = Array.from({ length: orders }, () => size(next()));
  const weights = Array.from({ length: warehouses }, () => 0.5 + next());
  const wanted = sum(quantity);
  return {
    quantity,
    stock: weights.map((weight) => Math.floor((wanted * tightness * weight) / sum(weights))),
    cost: quantity.map((units) =>
      weights.map(() => (next() < 0.1 ? null : Math.round((6 + next() * 20 + units * (0.5 + next())) * 100) / 100)),
    ),
    unservedPenalty: penalty,
  };
}

const costs = fc.option(fc.integer({ min: -2, max: 12 }), { freq: 5 });
const small = fc.integer({ min: 1, max: 3 }).chain((warehouses) =>
  fc.integer({ min: 1, max: 6 }).chain((orders) =>
    fc.record({
      quantity: fc.array(fc.integer({ min: 0, max: 5 }), { minLength: orders, maxLength: orders }),
      cost: fc.array(fc.array(costs, { minLength: warehouses, maxLength: warehouses }), {
        minLength: orders,
        maxLength: orders,
      }),
      stock: fc.array(fc.integer({ min: 0, max: 12 }), { minLength: warehouses, maxLength: warehouses }),
      unservedPenalty: fc.constantFrom(0, 5, 9, 40, 1e6),
    }),
  ),
);

describe('assignOrders', () => {
  it('is as good as trying everything', () => {
    fc.assert(
      fc.property(small, (input) => {
        const plan = assignOrders(input);
        expectAllowed(input, plan.warehouse);
        expect(plan.cost).toBe(leastByEnumeration(input));
        expect(plan.cost).toBe(costOf(input, plan.warehouse));
        expect(plan.gap).toBe(0);
      }),
      {
        numRuns: 3_000,
        // one order is settled as the one that must stay unserved: then no other may
        examples: [
          [
            {
              quantity: [1, 1, 4, 3],
              cost: [
                [null, 1],
                [0, 0],
                [null, 0],
                [null, 0],
              ],
              stock: [1, 7],
              unservedPenalty: 9,
            },
          ],
        ],
      },
    );
  });

  it('proves 12 orders × 4 warehouses best, as trying everything does', () => {
    for (const [tightness, penalty, seed] of [
      [1.05, 1e6, 1],
      [0.9, 1e6, 2],
      [0.8, 25, 3],
      [1, 60, 4],
      [0.6, 200, 5],
    ] as const) {
      const shape = {
        orders: 9,
        warehouses: 4,
        tightness,
        penalty,
        size: (share: number) => 1 + Math.floor(share * 40),
      };
      const input = random(shape, seed);
      const plan = assignOrders(input);
      expectAllowed(input, plan.warehouse);
      expect(plan.cost).toBeCloseTo(leastByEnumeration(input), 9);
      expect(plan.gap).toBe(0);
    }
  });

  it('is as good as trying everything with quantities and costs that are no decimals', () => {
    fc.assert(
      fc.property(small, fc.double({ min: 0.1, max: 3, noNaN: true }), (input, factor) => {
        const scaled = {
          quantity: input.quantity.map((units) => units / 7),
          stock: input.stock.map((units) => units / 7),
          cost: input.cost.map((row) => row.map((each) => (each === null ? null : each * factor))),
          unservedPenalty: input.unservedPenalty * factor,
        };
        const plan = assignOrders(scaled);
        expectAllowed(scaled, plan.warehouse);
        const least = leastByEnumeration(scaled);
        expect(Math.abs(plan.cost - least)).toBeLessThanOrEqual(1e-9 * (1 + Math.abs(least)));
      }),
      { numRuns: 1_000 },
    );
  });

  it('costs what HiGHS says where it proves the best, and never less than its bound', async () => {
    const highs = await loadHighs();
    for (const [orders, warehouses, tightness, seed] of [
      [20, 4, 0.95, 1],
      [30, 5, 1.04, 2],
      [40, 4, 0.97, 3],
    ] as const) {
      const size = (share: number): number => 10 + Math.floor(share * 90);
      const input = random({ orders, warehouses, tightness, penalty: 10_000, size }, seed);
      const terms: string[] = [];
      const rows: string[] = [];
      const binaries: string[] = [];
      const stocked = input.stock.map((): string[] => []);
      input.quantity.forEach((units, i) => {
        const options = [`u${i}`];
        terms.push(`${input.unservedPenalty} u${i}`);
        input.cost[i]?.forEach((each, j) => {
          if (each === null) return;
          terms.push(`${each} x${i}_${j}`);
          options.push(`x${i}_${j}`);
          stocked[j]?.push(`${units} x${i}_${j}`);
        });
        rows.push(`${options.join(' + ')} = 1`);
        binaries.push(...options);
      });
      stocked.forEach((used, j) => rows.push(`${used.join(' + ')} <= ${input.stock[j]}`));
      const model = `Minimize\n obj: ${terms.join(' + ')}\nSubject To\n${rows.join('\n')}\nBinary\n${binaries.join(' ')}\nEnd`;
      const peer = highs.solve(model, { mip_rel_gap: 0 });
      const plan = assignOrders(input);
      expectAllowed(input, plan.warehouse);
      expect(plan.gap).toBe(0);
      expect(Math.abs(plan.cost - peer.ObjectiveValue)).toBeLessThan(1e-5);
    }
  });

  it('is the transportation problem when all orders are of one unit', () => {
    const input = random({ orders: 300, warehouses: 5, tightness: 0.9, penalty: 500, size: () => 1 }, 7);
    const plan = assignOrders(input);
    const transport = transportPlan({
      supply: input.stock,
      demand: input.quantity,
      unitCost: input.stock.map((_, at) => input.cost.map((row) => row[at] as number | null)),
      shortagePenalty: input.quantity.map(() => 500),
    });
    expect(plan.gap).toBe(0);
    expect(plan.cost).toBeCloseTo(transport.cost + 500 * sum(transport.shortage), 6);
  });

  it('never costs more than order by order, and is close to its proven bound on 2,000 orders of mixed sizes', () => {
    const mixed = (share: number): number =>
      share < 0.6 ? 1 : share < 0.9 ? 2 + Math.floor((share - 0.6) * 13) : 6 + Math.floor((share - 0.9) * 300);
    for (const [tightness, seed] of [
      [1.05, 1],
      [0.97, 2],
    ] as const) {
      const input = random({ orders: 2_000, warehouses: 6, tightness, penalty: 1_000, size: mixed }, seed);
      const plan = assignOrders(input);
      expectAllowed(input, plan.warehouse);
      expect(plan.cost).toBeLessThanOrEqual(assignOrdersInTurn(input).cost);
      expect(plan.gap / plan.cost).toBeLessThan(0.001);
      expect(assignOrders(input)).toEqual(plan);
    }
  });

  it('is never worse than order by order', () => {
    const size = fc.integer({ min: 1, max: 40 });
    fc.assert(
      fc.property(
        fc.array(size, { minLength: 10, maxLength: 60 }),
        fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 2, maxLength: 6 }),
        fc.infiniteStream(costs),
        (quantity, stock, each) => {
          const input = {
            quantity,
            stock,
            cost: quantity.map(() => stock.map(() => each.next().value)),
            unservedPenalty: 50,
          };
          const plan = assignOrders(input);
          expectAllowed(input, plan.warehouse);
          expect(plan.cost).toBeLessThanOrEqual(assignOrdersInTurn(input).cost);
        },
      ),
      { numRuns: 100 },
    );
  });

  it('gives ties to the first orders and warehouses', () => {
    const cost = [
      [5, 5],
      [5, 5],
      [5, 5],
      [5, 5],
    ];
    const one = [1, 1, 1, 1];
    expect(assignOrders({ quantity: one, cost, stock: [2, 9], unservedPenalty: 99 }).warehouse).toEqual([0, 0, 1, 1]);
    expect(assignOrders({ quantity: one, cost, stock: [2, 1], unservedPenalty: 99 }).warehouse).toEqual([
      0,
      0,
      1,
      null,
    ]);
  });

  it('serves orders of nothing from the cheapest lane and leaves orders without a lane', () => {
    const input = {
      quantity: [0, 3, 0, 4],
      cost: [
        [7, 4],
        [null, null],
        [null, null],
        [1, 2],
      ],
      stock: [0, 0],
      unservedPenalty: 50,
    };
    expect(assignOrders(input)).toEqual({ warehouse: [1, null, null, null], cost: 154, gap: 0 });
  });

  it('stays within stock at the ends of the number range', () => {
    const wild = fc.constantFrom(0, 5e-324, 1e-300, 1 / 3, 1, 1e6, 1e15, 1e300, 1.7e308);
    fc.assert(
      fc.property(
        fc.array(wild, { minLength: 1, maxLength: 4 }),
        fc.array(wild, { minLength: 1, maxLength: 3 }),
        fc.infiniteStream(
          fc.oneof(
            wild,
            wild.map((value) => -value),
          ),
        ),
        wild,
        (quantity, stock, each, unservedPenalty) => {
          const cost = quantity.map(() => stock.map(() => each.next().value));
          const { warehouse, gap } = assignOrders({ quantity, stock, cost, unservedPenalty });
          expectAllowed({ quantity, stock, cost, unservedPenalty }, warehouse);
          expect(gap).not.toBeNaN();
        },
      ),
      { numRuns: 2_000 },
    );
  });
});
