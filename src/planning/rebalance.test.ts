import fc from 'fast-check';
import loadHighs from 'highs';
import { rebalanceCost, rebalancePlan, type Move, type RebalanceInput } from './rebalance';
import { sum } from './statistics';

const packsIn = (quantity: number, pack: number): number => Math.floor(quantity / pack + 1e-9);

function expectAllowed(input: RebalanceInput, moves: readonly Move[]): void {
  const { onHand, unitCost, pack = 1 } = input;
  const taken = onHand.map(() => 0);
  moves.forEach(({ from, to, quantity }) => {
    expect(from).not.toBe(to);
    expect(quantity).toBeGreaterThan(0);
    expect(unitCost[from]?.[to] ?? null).not.toBeNull();
    expect(Math.abs(quantity / pack - Math.round(quantity / pack))).toBeLessThanOrEqual(1e-9 * (quantity / pack));
    taken[from] = (taken[from] as number) + quantity;
  });
  taken.forEach((units, at) => expect(units).toBeLessThanOrEqual(Math.max(0, onHand[at] as number) * (1 + 1e-9)));
  expect(new Set(moves.map(({ from, to }) => `${from}-${to}`)).size).toBe(moves.length);
}

/** Least cost of every combination of packs on every lane. */
function leastByEnumeration(input: RebalanceInput): number {
  const { onHand, unitCost, pack = 1 } = input;
  const lanes = onHand.flatMap((_, from) =>
    onHand.flatMap((__, to) => (from === to || (unitCost[from]?.[to] ?? null) === null ? [] : [{ from, to }])),
  );
  const left = onHand.map((units) => packsIn(Math.max(0, units), pack));
  const moves: Move[] = [];
  let best = Infinity;
  const visit = (lane: number): void => {
    const next = lanes[lane];
    if (!next) {
      best = Math.min(best, rebalanceCost(input, moves));
      return;
    }
    visit(lane + 1);
    const most = left[next.from] as number;
    for (let packs = 1; packs <= most; packs++) {
      left[next.from] = most - packs;
      moves.push({ ...next, quantity: packs * pack });
      visit(lane + 1);
      moves.pop();
    }
    left[next.from] = most;
  };
  visit(0);
  return best;
}

const amount = (max: number): fc.Arbitrary<number> => fc.integer({ min: 0, max });
const small = fc.integer({ min: 1, max: 3 }).chain((count) => {
  const each = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T[]> =>
    fc.array(arbitrary, { minLength: count, maxLength: count });
  return fc.record({
    onHand: each(fc.integer({ min: -2, max: count === 3 ? 7 : 14 })),
    target: each(amount(12)),
    unitCost: each(each(fc.option(fc.integer({ min: -1, max: 6 }), { freq: 6 }))),
    pack: fc.constantFrom(1, 2, 3),
    laneFixedCost: fc.oneof(fc.constant(0), amount(12), each(each(fc.option(amount(9), { freq: 6 })))),
    shortagePenalty: fc.oneof(amount(9), each(amount(9))),
    overstockPenalty: fc.oneof(amount(4), each(amount(4))),
  });
});

/** A repeatable stream of numbers in [0, 1): the Park–Miller generator. */
function stream(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

interface Shape {
  warehouses: number;
  pack: number;
  laneFixedCost: number;
  shortagePenalty: number;
}

/** Warehouses spread over a square; freight grows with the distance. */
function random({ warehouses, ...rest }: Shape, seed: number): RebalanceInput & Shape {
  const next = stream(seed);
  const places = Array.from({ length: warehouses }, () => [next() * 100, next() * 100] as const);
  return {
    warehouses,
    ...rest,
    overstockPenalty: 0.5,
    onHand: places.map(() => Math.floor(next() * 900)),
    target: places.map(() => Math.floor(next() * 700)),
    unitCost: places.map(([x, y]) =>
      places.map(([u, v]) => Math.round((0.3 + Math.hypot(x - u, y - v) / 30) * 100) / 100),
    ),
  };
}

/** The same question as a mixed-integer programme in the LP format. */
function asProgramme({
  onHand,
  target,
  unitCost,
  pack,
  laneFixedCost,
  shortagePenalty,
  overstockPenalty,
}: RebalanceInput & Shape): string {
  const terms: string[] = [];
  const rows: string[] = [];
  const whole: string[] = [];
  const binary: string[] = [];
  onHand.forEach((units, i) => {
    const most = packsIn(units, pack);
    const out: string[] = [];
    const balance: string[] = [];
    onHand.forEach((_, j) => {
      if (i === j) return;
      terms.push(`${((unitCost[i]?.[j] as number) * pack).toFixed(4)} x${i}_${j}`);
      whole.push(`x${i}_${j}`);
      out.push(`x${i}_${j}`);
      balance.push(`- ${pack} x${i}_${j}`, `+ ${pack} x${j}_${i}`);
      terms.push(`${laneFixedCost} y${i}_${j}`);
      binary.push(`y${i}_${j}`);
      rows.push(`x${i}_${j} - ${most} y${i}_${j} <= 0`);
    });
    rows.push(`${out.join(' + ')} <= ${most}`);
    rows.push(`${balance.join(' ')} + s${i} - v${i} = ${(target[i] as number) - units}`);
    terms.push(`${shortagePenalty} s${i}`, `${overstockPenalty as number} v${i}`);
  });
  return `Minimize\n obj: ${terms.join(' + ')}\nSubject To\n${rows.join('\n')}\nGeneral\n${whole.join(' ')}\nBinary\n${binary.join(' ')}\nEnd`;
}

describe('rebalancePlan', () => {
  // By hand: W1 has 30 too many (five packs of 6), W2 is 20 short, W3 24 short. Each of the first three packs to W2 saves
  // 6 · 5 − 6 · 1 = 24, the fourth 2 · 5 − 6 = 4; each of four to W3 saves 6 · 5 − 6 · 2 = 18. A sixth pack would leave W1
  // short for as much. So three go to W2 and two to W3: freight 18 · 1 + 12 · 2 = 42, short 2 + 12 at 5 = 70, together 112.
  it('solves a case worked by hand', () => {
    const input: RebalanceInput = {
      onHand: [130, 80, 76],
      target: [100, 100, 100],
      unitCost: [
        [0, 1, 2],
        [1, 0, 1.5],
        [2, 1.5, 0],
      ],
      pack: 6,
      shortagePenalty: 5,
    };
    const plan = rebalancePlan(input);
    expect(plan.moves).toEqual([
      { from: 0, to: 1, quantity: 18 },
      { from: 0, to: 2, quantity: 12 },
    ]);
    expect(plan.cost).toBe(112);
    // With 60 a lane: four packs to W2 save 24 · 3 + (2 · 5 − 6) − 60 = 16, four to W3 4 · 18 − 60 = 12, both lanes nothing.
    expect(rebalancePlan({ ...input, laneFixedCost: 60 }).moves).toEqual([{ from: 0, to: 1, quantity: 24 }]);
  });

  it('is as good as trying everything', () => {
    fc.assert(
      fc.property(small, (input) => {
        const plan = rebalancePlan(input);
        expectAllowed(input, plan.moves);
        expect(plan.cost).toBeCloseTo(leastByEnumeration(input), 9);
        expect(plan.cost).toBe(rebalanceCost(input, plan.moves));
        expect(plan.gap).toBe(0);
      }),
      { numRuns: 1_500 },
    );
  });

  it('is as good as trying everything with amounts that are no decimals', () => {
    fc.assert(
      fc.property(small, fc.double({ min: 0.1, max: 3, noNaN: true }), (input, factor) => {
        const scaled = {
          ...input,
          unitCost: input.unitCost.map((row) => row.map((each) => (each === null ? null : each * factor))),
          shortagePenalty: 4 * factor,
          overstockPenalty: factor / 3,
        };
        const plan = rebalancePlan(scaled);
        expectAllowed(scaled, plan.moves);
        expect(plan.cost).toBeCloseTo(leastByEnumeration(scaled), 9);
      }),
      { numRuns: 500 },
    );
  });

  it('costs what HiGHS says on larger problems', async () => {
    const highs = await loadHighs();
    for (const [warehouses, pack, laneFixedCost, shortagePenalty, seed] of [
      [5, 1, 100, 8, 1],
      [6, 12, 300, 60, 2],
      [8, 6, 150, 20, 3],
      [8, 12, 0, 8, 4],
    ] as const) {
      const input = random({ warehouses, pack, laneFixedCost, shortagePenalty }, seed);
      const plan = rebalancePlan(input);
      expectAllowed(input, plan.moves);
      expect(plan.gap).toBe(0);
      const peer = highs.solve(asProgramme(input), { mip_rel_gap: 0 });
      expect(Math.abs(plan.cost - peer.ObjectiveValue)).toBeLessThan(1e-4);
    }
  });

  it('proves 12 warehouses with fixed costs best', () => {
    for (const [laneFixedCost, shortagePenalty, seed] of [
      [200, 8, 11],
      [600, 60, 12],
    ] as const) {
      const input = random({ warehouses: 12, pack: 12, laneFixedCost, shortagePenalty }, seed);
      const plan = rebalancePlan(input);
      expectAllowed(input, plan.moves);
      expect(plan.gap).toBe(0);
      expect(plan.cost).toBeLessThanOrEqual(rebalanceCost(input, []));
      expect(rebalancePlan(input)).toEqual(plan);
    }
  });

  it('moves nothing where nothing is worth moving, and the least of what costs the same', () => {
    const square = [
      [0, 1],
      [1, 0],
    ];
    expect(rebalancePlan({ onHand: [50, 0], target: [10, 10], unitCost: square }).moves).toEqual([]);
    expect(rebalancePlan({ onHand: [50, 0], target: [10, 10], unitCost: square, shortagePenalty: 1 }).moves).toEqual(
      [],
    );
    const free = { onHand: [50, 50, 0], target: [0, 0, 0], unitCost: [0, 1, 2].map(() => [0, 0, 0]) };
    expect(rebalancePlan(free).moves).toEqual([]);
    expect(rebalancePlan({ ...free, target: [0, 0, 30], shortagePenalty: 2 }).moves).toEqual([
      { from: 0, to: 2, quantity: 30 },
    ]);
  });

  it('stays finite and within stock at the ends of the number range', () => {
    const wild = fc.constantFrom(0, 5e-324, 1e-300, 1 / 3, 1, 1e6, 1e15, 1e300, 1.7e308);
    const pair = <T>(each: fc.Arbitrary<T>): fc.Arbitrary<T[]> => fc.array(each, { minLength: 2, maxLength: 2 });
    fc.assert(
      fc.property(
        pair(
          fc.oneof(
            wild,
            wild.map((value) => -value),
          ),
        ),
        pair(wild),
        pair(pair(fc.option(wild))),
        wild.filter((pack) => pack > 0),
        wild,
        wild,
        wild,
        (onHand, target, unitCost, pack, laneFixedCost, shortagePenalty, overstockPenalty) => {
          const input = { onHand, target, unitCost, pack, laneFixedCost, shortagePenalty, overstockPenalty };
          const plan = rebalancePlan(input);
          plan.moves.forEach(({ from, quantity }) => {
            expect(Number.isFinite(quantity)).toBe(true);
            expect(quantity).toBeLessThanOrEqual(Math.max(0, onHand[from] as number) * (1 + 1e-9));
          });
          expect(sum(plan.moves.map(({ quantity }) => quantity))).not.toBeNaN();
        },
      ),
      { numRuns: 2_000 },
    );
  });
});
