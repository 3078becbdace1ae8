import highsLoader from 'highs';
import { solve } from 'yalps';
import { assignOrders, assignOrdersInTurn } from '../../planning/order-assignment';
import { budgetPlan } from '../../planning/budget';
import { transportPlan } from '../../planning/transport';
import type { Say } from '../bench';

/** Numbers from 0 to 1 that are the same every time (Lehmer's generator). */
function sequence(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

/** Milliseconds of the middle run of several, and the answer. */
async function middle<T>(runs: number, work: () => T): Promise<[number, T]> {
  let answer = work();
  const times: number[] = [];
  for (let run = 0; run < runs; run++) {
    const started = performance.now();
    answer = work();
    times.push(performance.now() - started);
  }
  return [times.sort((a, b) => a - b)[Math.floor(runs / 2)] as number, answer];
}

const ms = (time: number): string => `${time.toFixed(time < 10 ? 2 : 0)} ms`;

interface Transport {
  supply: number[];
  demand: number[];
  unitCost: number[][];
}

function transportInstance(origins: number, destinations: number): Transport {
  const next = sequence(7);
  const demand = Array.from({ length: destinations }, () => 5 + Math.floor(next() * 95));
  const needed = demand.reduce((sum, units) => sum + units, 0);
  const supply = Array.from({ length: origins }, () => Math.ceil((needed / origins) * (1 + next() * 0.3)));
  return { supply, demand, unitCost: supply.map(() => demand.map(() => 1 + Math.floor(next() * 99))) };
}

/** The instance as yalps takes it: a variable a lane. */
const yalpsModel = ({ supply, demand, unitCost }: Transport) => ({
  direction: 'minimize' as const,
  objective: 'cost',
  constraints: {
    ...Object.fromEntries(supply.map((units, i) => [`s${i}`, { max: units }])),
    ...Object.fromEntries(demand.map((units, j) => [`d${j}`, { equal: units }])),
  },
  variables: Object.fromEntries(
    unitCost.flatMap((row, i) => row.map((cost, j) => [`x${i}_${j}`, { cost, [`s${i}`]: 1, [`d${j}`]: 1 }])),
  ),
});

/** The instance in the LP format that highs reads. */
function lpText({ supply, demand, unitCost }: Transport): string {
  const terms = (items: readonly unknown[], term: (index: number) => string): string =>
    items.map((_, index) => term(index)).join(' + ');
  return [
    'Minimize',
    ` obj: ${unitCost.flatMap((row, i) => row.map((cost, j) => `${cost} x${i}_${j}`)).join(' + ')}`,
    'Subject To',
    ...supply.map((units, i) => ` s${i}: ${terms(demand, (j) => `x${i}_${j}`)} <= ${units}`),
    ...demand.map((units, j) => ` d${j}: ${terms(supply, (i) => `x${i}_${j}`)} = ${units}`),
    'End',
  ].join('\n');
}

function orderInstance(orders: number, warehouses: number) {
  const next = sequence(11);
  const quantity = Array.from({ length: orders }, () => 1 + Math.floor(next() * next() * 9));
  const units = quantity.reduce((sum, one) => sum + one, 0);
  // stock for 95% of the units, unevenly spread: some orders stay unserved, many go to their second choice
  const share = Array.from({ length: warehouses }, () => 0.4 + next());
  const whole = share.reduce((sum, one) => sum + one, 0);
  return {
    quantity,
    cost: quantity.map(() => share.map(() => (next() < 0.1 ? null : 8 + Math.round(next() * 4000) / 100))),
    stock: share.map((one) => Math.floor((0.95 * units * one) / whole)),
    unservedPenalty: 200,
  };
}

function budgetInstance(items: number) {
  const next = sequence(13);
  const list = Array.from({ length: items }, () => {
    const unitCost = Math.round((2 + next() * 198) * 100) / 100;
    return {
      need: 1 + Math.floor(next() * 400),
      unitCost,
      benefit: Math.round(unitCost * (0.1 + next()) * 100) / 100,
      moq: next() < 0.4 ? Math.floor(next() * 120) : 0,
      pack: [1, 6, 12, 24][Math.floor(next() * 4)] as number,
    };
  });
  return { list, budget: 0.3 * list.reduce((sum, { need, unitCost }) => sum + need * unitCost, 0) };
}

export async function solversBench(say: Say): Promise<void> {
  const highs = await highsLoader();
  const instance = transportInstance(20, 200);
  const model = yalpsModel(instance);
  const text = lpText(instance);
  const [ours, plan] = await middle(9, () => transportPlan(instance));
  const [theirs, yalps] = await middle(5, () => solve(model));
  const [wasm, answer] = await middle(5, () => highs.solve(text));
  say('TRANSFER, 20 × 200', `${ms(ours)}, cost ${plan.cost}`);
  say('  yalps 0.6.4', `${ms(theirs)}, cost ${yalps.result}`);
  say('  highs 1.15.3, reading its model included', `${ms(wasm)}, cost ${answer.ObjectiveValue}`);
  const growing: number[] = [];
  for (const size of [100, 200, 400]) {
    const larger = transportInstance(20, size);
    growing.push((await middle(5, () => transportPlan(larger)))[0]);
  }
  say('  20 × 100 → 200 → 400', growing.map(ms).join(' → '));

  for (const items of [250, 500, 1000]) {
    const { list, budget } = budgetInstance(items);
    const [time, found] = await middle(3, () => budgetPlan(list, budget));
    const gap =
      found.gap === 0 ? 'proven best' : `within ${((100 * found.gap) / found.benefit).toFixed(4)}% of the best`;
    say(`BUDGET, ${items} items`, `${ms(time)}, ${gap}`);
  }
  for (const orders of [1000, 2000, 4000]) {
    const given = orderInstance(orders, 6);
    const [time, found] = await middle(3, () => assignOrders(given));
    const greedy = assignOrdersInTurn(given);
    const gap = found.gap === 0 ? 'proven best' : `within ${((100 * found.gap) / found.cost).toFixed(4)}% of the best`;
    const saved = (100 * (greedy.cost - found.cost)) / greedy.cost;
    say(
      `ROUTEORDERS, ${orders.toLocaleString('en-US')} orders × 6 warehouses`,
      `${ms(time)}, ${gap}; ${saved.toFixed(1)}% below order by order`,
    );
  }
}
