import { NetworkSimplex } from './min-cost-flow';
import { sum } from './statistics';
import { wholeQuantities, wholeUnits } from './whole-units';

export interface TransportInput {
  /** units at each origin, ≥ 0 */
  supply: readonly number[];
  /** units wanted at each destination, ≥ 0 */
  demand: readonly number[];
  /** cost per unit, origins × destinations, of any sign; `null`: no lane */
  unitCost: readonly (readonly (number | null)[])[];
  /** most units on each lane; `null`: no limit. 0: no lane */
  laneCapacity?: readonly (readonly (number | null)[])[] | null;
  /** cost per unit not delivered, one for each destination; `null`, or without it: that demand must be met */
  shortagePenalty?: readonly (number | null)[] | null;
}

export interface TransportPlan {
  /** units, origins × destinations */
  quantity: number[][];
  /** freight, without penalties */
  cost: number;
  /** units not delivered, per destination; all 0 when demand is met */
  shortage: number[];
  /** what one more unit at an origin would save; 0 where some is left over */
  supplyValue: number[];
  /** false: demand that must be met cannot be; `quantity` then delivers as much as possible */
  feasible: boolean;
}

/**
 * The plan of least freight plus shortage penalties of the transportation problem with lane capacities: each origin ships
 * at most its supply, each destination receives at most its demand, and exactly its demand without penalties. Whole data
 * give a whole plan. Of plans of equal cost the one that serves the first destinations from the first origins.
 *
 * Source: Hitchcock, The distribution of a product from several sources to numerous localities, J. Math. Phys. 20 (1941);
 * solved as a minimum-cost flow (Ahuja, Magnanti & Orlin, Network Flows, 1993, ch. 11).
 */
export function transportPlan(input: TransportInput): TransportPlan {
  const { supply, demand, unitCost, laneCapacity, shortagePenalty } = input;
  const origins = supply.length;
  const destinations = demand.length;
  const capacities = (laneCapacity ?? []).flat().filter((capacity) => capacity !== null);
  const total = Math.max(sum(supply), sum(demand));
  const units = wholeQuantities([...supply, ...demand, ...capacities.filter((capacity) => capacity <= total)]);

  // whole costs where they are decimals, else between −1 and 1, so that no sum of them overflows
  const costs = unitCost.flat().filter((cost) => cost !== null);
  const penalties = demand.map((_, j) => shortagePenalty?.[j] ?? null);
  const amounts = [...costs, ...penalties.filter((penalty) => penalty !== null)];
  const terms = 2 * (origins + destinations + 1);
  const money = wholeUnits(amounts, 2 * terms);
  const largest = amounts.reduce((most, amount) => Math.max(most, Math.abs(amount)), 0) || 1;
  const scaled = (amount: number): number => (money.dust ? amount / largest : money.of(amount));
  // more than any chain of lanes can cost or save
  const unmetCost = terms * scaled(largest);

  const root = origins + destinations;
  const from: number[] = [];
  const to: number[] = [];
  const capacity: number[] = [];
  const cost: number[] = [];
  const tieCost: number[] = [];
  const start: number[] = [];
  const arc = (tail: number, head: number, most: number, perUnit: number, tie: number): number => {
    from.push(tail);
    to.push(head);
    capacity.push(most);
    cost.push(perUnit);
    tieCost.push(tie);
    return from.length - 1;
  };
  // ties: first the first destinations are served, then the first origins used, then the first from the first
  const perOrigin = origins * destinations * (origins + destinations);
  const perDestination = perOrigin * origins * (origins + destinations);
  const lanes: { arc: number; origin: number; destination: number }[] = [];
  const supplied = supply.map(units.of);
  const wanted = demand.map(units.of);
  for (let i = 0; i < origins; i++) {
    if (!supplied[i]) continue;
    const rowCosts = unitCost[i] as readonly (number | null)[];
    const most = laneCapacity?.[i];
    for (let j = 0; j < destinations; j++) {
      const perUnit = rowCosts[j] ?? null;
      const limit = most?.[j] ?? null;
      const room = limit === null || limit > total ? Infinity : units.of(limit);
      if (perUnit === null || !wanted[j] || room === 0) continue;
      lanes.push({
        arc: arc(i, origins + j, room, scaled(perUnit), perOrigin * i - i * j),
        origin: i,
        destination: j,
      });
    }
  }
  for (let i = 0; i < origins; i++) start.push(arc(i, root, Infinity, 0, 0));
  for (let j = 0; j < destinations; j++) {
    const penalty = penalties[j] ?? null;
    const perUnit = penalty === null ? unmetCost : scaled(penalty);
    const node = origins + j;
    // without demand the arc carries nothing and so must point to the root
    start.push(wanted[j] ? arc(root, node, Infinity, perUnit, -perDestination * j) : arc(node, root, 0, 0, 0));
  }
  const network = new NetworkSimplex({
    nodes: root + 1,
    from,
    to,
    capacity,
    cost,
    supply: [...supplied, ...wanted.map((amount) => -amount), 0],
    root,
    start,
    wholeCosts: money.dust === 0,
  });
  network.solve();
  const perMoney = money.dust ? largest : money.value(1);
  const supplyValue = supply.map((_, i) => Math.max(0, network.potential[i] as number) * perMoney);
  network.settleTies(tieCost);

  const amountOf = (which: number): number => {
    const amount = network.flow[which] as number;
    return amount <= units.dust ? 0 : units.value(amount);
  };
  const quantity = supply.map(() => new Array<number>(destinations).fill(0));
  let freight = 0;
  for (const { arc: which, origin, destination } of lanes) {
    const limit = laneCapacity?.[origin]?.[destination] ?? Infinity;
    const amount = Math.min(amountOf(which), supply[origin] as number, demand[destination] as number, limit);
    if (amount === 0) continue;
    (quantity[origin] as number[])[destination] = amount;
    freight += amount * (unitCost[origin]?.[destination] as number);
  }
  const shortage = wanted.map((amount, j) => (amount ? amountOf(start[origins + j] as number) : 0));
  return {
    quantity,
    cost: freight,
    shortage,
    supplyValue,
    feasible: shortage.every((amount, j) => amount === 0 || penalties[j] !== null),
  };
}
