import type { BudgetItem } from './budget';
import { packsDown, packsUp } from './packs';
import type { TransportInput } from './transport';

/** What simple rules do where a planner has no solver: the measure of what an optimal plan is worth. */

/**
 * A budget spent on the best benefit per money first: each item in turn gets what covers its need, or as many packs as the
 * money left allows. Answers the quantities.
 */
export function budgetByRatio(items: readonly BudgetItem[], budget: number): number[] {
  const quantity = new Array<number>(items.length).fill(0);
  const wanted = items.map(({ need, moq = 0, pack = 1 }) => (need > 0 ? packsUp(Math.max(need, moq), pack) * pack : 0));
  const ratio = items.map(({ need, unitCost, benefit }, at) => (benefit * need) / (unitCost * (wanted[at] as number)));
  const order = [...items.keys()].filter((at) => (wanted[at] as number) > 0 && (items[at] as BudgetItem).benefit > 0);
  order.sort((a, b) => (ratio[b] as number) - (ratio[a] as number) || a - b);
  let left = budget;
  for (const at of order) {
    const { unitCost, moq = 0, pack = 1 } = items[at] as BudgetItem;
    const affordable = unitCost > 0 ? packsDown(left / unitCost, pack) * pack : Infinity;
    const bought = Math.min(wanted[at] as number, affordable);
    if (bought < moq || bought === 0) continue;
    quantity[at] = bought;
    left -= bought * unitCost;
  }
  return quantity;
}

/** The cheapest lane filled first, then the next (the least-cost rule of the textbooks). Answers origins × destinations. */
export function cheapestLaneFirst({ supply, demand, unitCost, laneCapacity }: TransportInput): number[][] {
  const left = [...supply];
  const wanted = [...demand];
  const quantity = supply.map(() => demand.map(() => 0));
  const lanes = supply.flatMap((_, i) =>
    demand.flatMap((__, j) => {
      const cost = unitCost[i]?.[j] ?? null;
      return cost === null ? [] : [{ i, j, cost }];
    }),
  );
  lanes.sort((a, b) => a.cost - b.cost || a.i - b.i || a.j - b.j);
  for (const { i, j } of lanes) {
    const shipped = Math.min(left[i] as number, wanted[j] as number, laneCapacity?.[i]?.[j] ?? Infinity);
    (quantity[i] as number[])[j] = shipped;
    left[i] = (left[i] as number) - shipped;
    wanted[j] = (wanted[j] as number) - shipped;
  }
  return quantity;
}
