import loadHighs from 'highs';
import { solve } from 'yalps';
import { budgetPlan, type BudgetItem } from '../../planning/budget';
import { assignOrders, assignOrdersInTurn, type OrderAssignmentInput } from '../../planning/order-assignment';
import { rebalancePlan, type RebalanceInput } from '../../planning/rebalance';
import { budgetByRatio } from '../../planning/rules-of-thumb';
import { sum } from '../../planning/statistics';
import { transportPlan, type TransportInput } from '../../planning/transport';
import type { Say } from '../bench';
import { transportModels } from './transport-models';

type Next = () => number;

/** A repeatable stream of numbers in [0, 1): the Park–Miller generator. */
function stream(seed: number): Next {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

const cents = (amount: number): number => Math.round(amount * 100) / 100;
const many = <T>(count: number, make: (at: number) => T): T[] => Array.from({ length: count }, (_, at) => make(at));

interface Timed<T> {
  /** ms of the first run */
  first: number;
  /** ms of the middle run */
  middle: number;
  answer: T;
}

function timed<T>(runs: number, work: () => T): Timed<T> {
  const times: number[] = [];
  let answer = work as unknown as T;
  for (let run = 0; run < runs; run++) {
    const started = performance.now();
    answer = work();
    times.push(performance.now() - started);
  }
  const first = times[0] as number;
  return { first, middle: times.sort((a, b) => a - b)[Math.floor(runs / 2)] as number, answer };
}

const milliseconds = ({ first, middle }: Timed<unknown>): string =>
  `${middle.toFixed(1)} ms (first ${first.toFixed(1)} ms)`;
const percent = (share: number): string => (share === 0 ? 'proven best' : `gap ${(share * 100).toPrecision(2)}%`);

function transports(origins: number, destinations: number): TransportInput {
  const next = stream(1);
  const demand = many(destinations, () => 1 + Math.floor(next() * 100));
  return {
    supply: many(origins, () => Math.ceil((sum(demand) * 1.1) / origins)),
    demand,
    unitCost: many(origins, () => demand.map(() => cents(1 + next() * 50))),
  };
}

/** The same instance by three solvers; the peers' models are built before their clocks start. */
async function transferBench(say: Say, runs: number): Promise<void> {
  const input = transports(20, 200);
  const models = transportModels(input);
  const highs = await loadHighs();

  const ours = timed(runs, () => transportPlan(input));
  say('TRANSFER 20 × 200', `${milliseconds(ours)}, cost ${ours.answer.cost.toFixed(2)}`);
  const yalps = timed(runs, () => solve(models.yalps));
  say('  peer: yalps', `${milliseconds(yalps)}, cost ${yalps.answer.result.toFixed(2)}`);
  const second = timed(runs, () => highs.solve(models.lp));
  say('  peer: HiGHS', `${milliseconds(second)}, cost ${second.answer.ObjectiveValue.toFixed(2)}`);
  const doubled = transports(20, 400);
  const growth = timed(runs, () => transportPlan(doubled)).middle / ours.middle;
  say('  20 × 400 takes', `${growth.toFixed(1)} × as long`);
}

const budgetItems = (count: number): BudgetItem[] => {
  const next = stream(2);
  return many(count, () => {
    const unitCost = cents(2 + next() * 200);
    return {
      need: Math.floor(next() * 500),
      unitCost,
      benefit: cents(unitCost * (0.1 + next() * 0.5)),
      moq: next() < 0.3 ? 24 + Math.floor(next() * 200) : 0,
      pack: [1, 6, 12, 24][Math.floor(next() * 4)] as number,
    };
  });
};

/** Of one margin throughout nothing distinguishes the items: the hardest case for a bound. */
const evenItems = (count: number): BudgetItem[] =>
  budgetItems(count).map((item) => ({ ...item, benefit: item.unitCost * 0.3 }));

function budgetBench(say: Say, runs: number): void {
  const measured = (items: BudgetItem[]): Timed<ReturnType<typeof budgetPlan>> & { simple: number } => {
    const budget = Math.round(sum(items.map(({ need, unitCost }) => need * unitCost)) * 0.2);
    const simple = budgetByRatio(items, budget);
    const useful = items.map(({ need, benefit }, at) => benefit * Math.min(need, simple[at] as number));
    return { ...timed(runs, () => budgetPlan(items, budget)), simple: sum(useful) };
  };
  const shown = (run: ReturnType<typeof measured>): string =>
    `${milliseconds(run)}, ${percent(run.answer.gap / run.answer.benefit)}, ${((run.answer.benefit / run.simple - 1) * 100).toPrecision(2)}% over best ratio first`;
  const plain = measured(budgetItems(500));
  say('BUDGET, 500 items with MOQ and packs', shown(plain));
  say('  1,000 items', shown(measured(budgetItems(1_000))));
  say('  500 items of one margin', shown(measured(evenItems(500))));
}

function orders(count: number, warehouses: number): OrderAssignmentInput {
  const next = stream(3);
  // most orders are of one unit, some of a case
  const quantity = many(count, () => {
    const share = next();
    if (share < 0.6) return 1;
    return share < 0.9 ? 2 + Math.floor(next() * 4) : 6 + Math.floor(next() * 30);
  });
  const weights = many(warehouses, () => 0.5 + next());
  const total = sum(quantity);
  return {
    quantity,
    stock: weights.map((weight) => Math.floor((total * 0.98 * weight) / sum(weights))),
    cost: quantity.map((units) =>
      weights.map(() => (next() < 0.1 ? null : cents(6 + next() * 20 + units * (0.5 + next())))),
    ),
    unservedPenalty: 500,
  };
}

function routeOrdersBench(say: Say, runs: number): void {
  const shown = (input: OrderAssignmentInput): string => {
    const run = timed(runs, () => assignOrders(input));
    const inTurn = assignOrdersInTurn(input).cost;
    const saved = (1 - run.answer.cost / inTurn) * 100;
    return `${milliseconds(run)}, ${percent(run.answer.gap / run.answer.cost)}, ${saved.toFixed(1)}% below order by order`;
  };
  const input = orders(2_000, 6);
  say('ROUTEORDERS, 2,000 × 6, mixed sizes, 2% short of stock', shown(input));
  say('  4,000 × 6', shown(orders(4_000, 6)));
  say(
    '  2,000 × 6, orders of one unit',
    shown({ ...input, quantity: input.quantity.map(() => 1), stock: input.stock.map(() => 327) }),
  );
}

async function rebalanceBench(say: Say, runs: number): Promise<void> {
  const next = stream(4);
  const places = many(12, () => [next() * 100, next() * 100] as const);
  const input: RebalanceInput = {
    onHand: places.map(() => Math.floor(next() * 900)),
    target: places.map(() => Math.floor(next() * 700)),
    unitCost: places.map(([x, y]) => places.map(([u, v]) => cents(0.3 + Math.hypot(x - u, y - v) / 30))),
    pack: 12,
    laneFixedCost: 300,
    shortagePenalty: 20,
    overstockPenalty: 0.5,
  };
  const ours = timed(runs, () => rebalancePlan(input));
  say(
    'REBALANCE, 12 warehouses, packs, cost per lane',
    `${milliseconds(ours)}, ${percent(ours.answer.gap / ours.answer.cost)}, cost ${ours.answer.cost.toFixed(2)}`,
  );
  const highs = await loadHighs();
  const terms: string[] = [];
  const rows: string[] = [];
  const whole: string[] = [];
  const binary: string[] = [];
  places.forEach((_, i) => {
    const most = Math.floor((input.onHand[i] as number) / 12);
    const others = places.flatMap((__, j) => (i === j ? [] : [j]));
    for (const j of others) {
      terms.push(`${cents((input.unitCost[i]?.[j] as number) * 12)} x${i}_${j}`, `300 y${i}_${j}`);
      rows.push(`x${i}_${j} - ${most} y${i}_${j} <= 0`);
      whole.push(`x${i}_${j}`);
      binary.push(`y${i}_${j}`);
    }
    terms.push(`20 s${i}`, `0.5 v${i}`);
    rows.push(`${others.map((j) => `x${i}_${j}`).join(' + ')} <= ${most}`);
    const balance = others.map((j) => `- 12 x${i}_${j} + 12 x${j}_${i}`).join(' ');
    rows.push(`${balance} + s${i} - v${i} = ${(input.target[i] as number) - (input.onHand[i] as number)}`);
  });
  const text = `Minimize\n obj: ${terms.join(' + ')}\nSubject To\n${rows.join('\n')}\nGeneral\n${whole.join(' ')}\nBinary\n${binary.join(' ')}\nEnd`;
  const peer = timed(1, () => highs.solve(text, { mip_rel_gap: 0, time_limit: 60 }));
  say('  peer: HiGHS', `${peer.middle.toFixed(0)} ms, cost ${peer.answer.ObjectiveValue.toFixed(2)}`);
}

/** The optimising functions, each against peers on the same instance or against the simple rule it replaces. */
export async function solversBench(say: Say): Promise<void> {
  await transferBench(say, 15);
  budgetBench(say, 5);
  routeOrdersBench(say, 3);
  await rebalanceBench(say, 5);
}
