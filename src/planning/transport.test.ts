import fc from 'fast-check';
import loadHighs from 'highs';
import { solve } from 'yalps';
import { transportModels } from '../tools/bench/transport-models';
import { transportPlan, type TransportInput } from './transport';
import { cheapestLaneFirst } from './rules-of-thumb';
import { sum } from './statistics';

const costOf = ({ unitCost }: TransportInput, quantity: readonly (readonly number[])[]): number =>
  sum(quantity.flatMap((row, i) => row.map((amount, j) => (amount ? amount * (unitCost[i]?.[j] as number) : 0))));

const delivered = (quantity: readonly (readonly number[])[], j: number): number =>
  sum(quantity.map((row) => row[j] ?? 0));

function expectAllowed(input: TransportInput, quantity: readonly (readonly number[])[]): void {
  const slack = 1e-9 * (1 + Math.max(sum(input.supply), sum(input.demand)));
  quantity.forEach((row, i) => {
    expect(sum(row)).toBeLessThanOrEqual((input.supply[i] as number) + slack);
    row.forEach((amount, j) => {
      expect(amount).toBeGreaterThanOrEqual(0);
      expect(Object.is(amount, -0)).toBe(false);
      const capacity = input.laneCapacity?.[i]?.[j] ?? Infinity;
      expect(amount).toBeLessThanOrEqual(capacity + slack);
      if ((input.unitCost[i]?.[j] ?? null) === null) expect(amount).toBe(0);
    });
  });
  input.demand.forEach((wanted, j) => expect(delivered(quantity, j)).toBeLessThanOrEqual(wanted + slack));
}

/** Least total cost of every whole plan of two origins and two destinations; Infinity where demand cannot be met. */
function leastByEnumeration(input: TransportInput): number {
  const { supply, demand, unitCost, laneCapacity, shortagePenalty } = input;
  const most = (i: number, j: number): number =>
    (unitCost[i]?.[j] ?? null) === null
      ? 0
      : Math.min(supply[i] as number, demand[j] as number, laneCapacity?.[i]?.[j] ?? Infinity);
  let least = Infinity;
  for (let a = 0; a <= most(0, 0); a++)
    for (let b = 0; b <= most(0, 1); b++)
      for (let c = 0; c <= most(1, 0); c++)
        for (let d = 0; d <= most(1, 1); d++) {
          if (a + b > (supply[0] as number) || c + d > (supply[1] as number)) continue;
          const short = [(demand[0] as number) - a - c, (demand[1] as number) - b - d] as const;
          const mustMeet = (j: 0 | 1): boolean => (shortagePenalty?.[j] ?? null) === null;
          if (short.some((units) => units < 0) || ([0, 1] as const).some((j) => short[j] > 0 && mustMeet(j))) continue;
          const quantity = [
            [a, b],
            [c, d],
          ];
          const penalty = sum(short.map((units, j) => units * (shortagePenalty?.[j] ?? 0)));
          least = Math.min(least, costOf(input, quantity) + penalty);
        }
  return least;
}

const units = fc.integer({ min: 0, max: 4 });
const two = <T>(each: fc.Arbitrary<T>): fc.Arbitrary<T[]> => fc.array(each, { minLength: 2, maxLength: 2 });
const blankable = <T>(each: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(each, { freq: 5 });
const small: fc.Arbitrary<TransportInput> = fc.record({
  supply: two(units),
  demand: two(units),
  unitCost: two(two(blankable(fc.integer({ min: -3, max: 9 })))),
  laneCapacity: fc.option(two(two(blankable(fc.integer({ min: 0, max: 3 }))))),
  shortagePenalty: fc.option(two(blankable(fc.integer({ min: 0, max: 12 })))),
});

/** A repeatable stream of numbers in [0, 1): the Park–Miller generator. */
function stream(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

function random(origins: number, destinations: number, seed: number, cost: (share: number) => number): TransportInput {
  const next = stream(seed);
  const demand = Array.from({ length: destinations }, () => 1 + Math.floor(next() * 100));
  const share = (sum(demand) / origins) * 1.1;
  return {
    supply: Array.from({ length: origins }, () => Math.ceil(share)),
    demand,
    unitCost: Array.from({ length: origins }, () => demand.map(() => cost(next()))),
  };
}

describe('transportPlan', () => {
  // Hillier & Lieberman, Introduction to Operations Research, 10th ed., section 9.1: the P & T Company, Z = 152,535
  it('solves the P & T Company problem of Hillier & Lieberman', () => {
    const plan = transportPlan({
      supply: [75, 125, 100],
      demand: [80, 65, 70, 85],
      unitCost: [
        [464, 513, 654, 867],
        [352, 416, 690, 791],
        [995, 682, 388, 685],
      ],
    });
    expect(plan.cost).toBe(152_535);
    expect(plan.quantity).toEqual([
      [0, 20, 0, 55],
      [80, 45, 0, 0],
      [0, 0, 70, 30],
    ]);
  });

  // Winston, Operations Research: Applications and Algorithms, 4th ed., section 7.1: Powerco, z = 1,020
  it('solves the Powerco problem of Winston', () => {
    const plan = transportPlan({
      supply: [35, 50, 40],
      demand: [45, 20, 30, 30],
      unitCost: [
        [8, 6, 10, 9],
        [9, 12, 13, 7],
        [14, 9, 16, 5],
      ],
    });
    expect(plan.cost).toBe(1_020);
    expect(plan.feasible).toBe(true);
  });

  it('is as good as trying everything', () => {
    fc.assert(
      fc.property(small, (input) => {
        const plan = transportPlan(input);
        expectAllowed(input, plan.quantity);
        const least = leastByEnumeration(input);
        if (least === Infinity) {
          expect(plan.feasible).toBe(false);
          return;
        }
        expect(plan.feasible).toBe(true);
        const penalty = sum(
          input.demand.map((wanted, j) => (input.shortagePenalty?.[j] ?? 0) * (wanted - delivered(plan.quantity, j))),
        );
        expect(costOf(input, plan.quantity) + penalty).toBe(least);
        expect(plan.shortage).toEqual(input.demand.map((wanted, j) => wanted - delivered(plan.quantity, j)));
      }),
      { numRuns: 3_000 },
    );
  });

  it('costs what HiGHS and YALPS say on larger problems', async () => {
    const highs = await loadHighs();
    const inCents = (share: number): number => Math.round(100 + share * 5000) / 100;
    const anyNumber = (share: number): number => 1 + Math.sqrt(share) * 50;
    for (const [origins, destinations, seed, cost] of [
      [4, 9, 1, inCents],
      [7, 30, 2, anyNumber],
      [12, 50, 3, inCents],
      [20, 60, 4, anyNumber],
    ] as const) {
      const input = random(origins, destinations, seed, cost);
      const models = transportModels(input);
      const plan = transportPlan(input);
      expectAllowed(input, plan.quantity);
      const peer = solve(models.yalps);
      const second = highs.solve(models.lp);
      expect(Math.abs(plan.cost / peer.result - 1)).toBeLessThan(1e-9);
      expect(Math.abs(plan.cost / second.ObjectiveValue - 1)).toBeLessThan(1e-9);
      expect(plan.cost).toBeLessThanOrEqual(costOf(input, cheapestLaneFirst(input)) + 1e-6);
    }
  });

  it('names what cannot be delivered, and delivers the rest', () => {
    const plan = transportPlan({
      supply: [10, 5],
      demand: [8, 4, 6],
      unitCost: [
        [1, null, 3],
        [null, null, 2],
      ],
    });
    expect(plan.feasible).toBe(false);
    expect(plan.shortage[1]).toBe(4);
    expect(sum(plan.shortage)).toBe(4);
  });

  it('gives ties to the first origins and destinations', () => {
    const equal = (rows: number, columns: number): number[][] =>
      Array.from({ length: rows }, () => new Array<number>(columns).fill(5));
    expect(transportPlan({ supply: [10, 10, 10], demand: [6, 6, 6], unitCost: equal(3, 3) }).quantity).toEqual([
      [6, 4, 0],
      [0, 2, 6],
      [0, 0, 0],
    ]);
    expect(
      transportPlan({ supply: [8], demand: [6, 6, 6], unitCost: equal(1, 3), shortagePenalty: [9, 9, 9] }).quantity,
    ).toEqual([[6, 2, 0]]);
  });

  it('leaves no dust with quantities that are no decimals', () => {
    const third = 1 / 3;
    const plan = transportPlan({
      supply: [third, third, third],
      demand: [1],
      unitCost: [[1], [2], [3]],
    });
    expect(plan.feasible).toBe(true);
    const sevenths = fc.array(
      fc.integer({ min: 0, max: 70 }).map((count) => count / 7),
      { minLength: 2, maxLength: 5 },
    );
    fc.assert(
      fc.property(
        sevenths,
        sevenths,
        fc.infiniteStream(fc.double({ min: -5, max: 50, noNaN: true })),
        (supply, demand, costs) => {
          const unitCost = supply.map(() => demand.map(() => costs.next().value));
          const input = { supply, demand, unitCost, shortagePenalty: demand.map(() => 60) };
          const { quantity } = transportPlan(input);
          expectAllowed(input, quantity);
          // sums and differences of sevenths are sevenths
          quantity.flat().forEach((amount) => expect(amount === 0 || amount > 1 / 7.001).toBe(true));
          // the penalty exceeds every cost, so that as much as possible goes out
          expect(sum(quantity.flat())).toBeCloseTo(Math.min(sum(supply), sum(demand)), 9);
        },
      ),
    );
  });

  it('stays finite and within bounds at the ends of the number range', () => {
    const wild = fc.constantFrom(0, 5e-324, 1e-300, 0.1, 1, 1e6, 1e15, 1e300, 1.7e308);
    fc.assert(
      fc.property(two(wild), two(wild), two(two(wild)), fc.option(two(wild)), (supply, demand, unitCost, penalty) => {
        const plan = transportPlan({ supply, demand, unitCost, shortagePenalty: penalty });
        plan.quantity.forEach((row, i) =>
          row.forEach((amount, j) => {
            expect(amount).toBeGreaterThanOrEqual(0);
            expect(amount).toBeLessThanOrEqual(
              Math.min(supply[i] as number, demand[j] as number) * (1 + 1e-9) + 5e-324,
            );
          }),
        );
      }),
      { numRuns: 1_000 },
    );
  });
});
