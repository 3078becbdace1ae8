import { assignInTurn, type Assignment, type Bins } from './assignment-moves';
import { searchAssignment } from './assignment-search';
import { sum } from './statistics';
import { wholeQuantities, wholeUnits } from './whole-units';

export interface OrderAssignmentInput {
  /** units of each order, ≥ 0 */
  quantity: readonly number[];
  /** cost of each order from each warehouse, orders × warehouses; `null`: no lane */
  cost: readonly (readonly (number | null)[])[];
  /** units in each warehouse, ≥ 0 */
  stock: readonly number[];
  /** cost of an order that is not served, ≥ 0 */
  unservedPenalty: number;
}

export interface OrderAssignment {
  /** warehouse (0-based) of each order, `null` when it is not served */
  warehouse: (number | null)[];
  /** Σ cost of the served + penalty of each one not served */
  cost: number;
  /** the most by which another assignment could be cheaper; 0: this one is proven best */
  gap: number;
}

/** The question in whole units, without the orders that need no choice. */
interface Prepared {
  /** orders with a quantity and a lane whose warehouse could hold it and that is no dearer than the penalty */
  orders: number[];
  assignment: Assignment;
  penalty: number;
  whole: boolean;
  /** money in a unit of cost */
  money: number;
}

function prepare({ quantity, cost, stock, unservedPenalty }: OrderAssignmentInput): Prepared {
  const costsOf = (order: number): number[] =>
    stock.map((units, warehouse) => {
      const each = cost[order]?.[warehouse] ?? null;
      return each === null || each > unservedPenalty || (quantity[order] as number) > units ? Infinity : each;
    });
  const isOpen = (order: number): boolean => (quantity[order] as number) > 0 && Math.min(...costsOf(order)) < Infinity;
  const orders = [...quantity.keys()].filter(isOpen);
  const costs = orders.map(costsOf);
  const known = costs.flat().filter((each) => each < Infinity);
  // above what all lanes together could cost the penalty only says: as many orders as possible; more would blur the costs
  const dearest = costs.map((row) =>
    row.reduce((most, each) => (each < Infinity ? Math.max(most, Math.abs(each)) : most), 0),
  );
  const penalty = Math.min(unservedPenalty, 2 * Math.ceil(sum(dearest)) + 1);
  const units = wholeUnits([...known, penalty], 2 * orders.length + 1);
  const whole = units.dust === 0;
  const largest = known.reduce((most, each) => Math.max(most, Math.abs(each)), penalty) || 1;
  const scaled = (each: number): number => (each === Infinity ? each : whole ? units.of(each) : each / largest);

  const wanted = orders.map((order) => quantity[order] as number);
  const total = sum(wanted);
  const room = stock.map((each) => Math.min(each, total));
  const pieces = wholeQuantities([...wanted, ...room]);
  return {
    orders,
    assignment: {
      quantity: Float64Array.from(wanted, (each) => Math.max(1, pieces.of(each))),
      room: Float64Array.from([...room.map((each) => pieces.of(each) + pieces.dust), Infinity]),
      cost: Float64Array.from(costs.flatMap((row) => [...row, penalty].map(scaled))),
    },
    penalty: scaled(penalty),
    whole,
    money: whole ? units.value(1) : largest,
  };
}

/** Rounding of quantities that are no decimals must not overdraw a warehouse: its last orders go unserved. */
function withinStock({ quantity, stock }: OrderAssignmentInput, warehouse: (number | null)[]): void {
  const left = stock.map((units) => units * (1 + 1e-9));
  warehouse.forEach((chosen, order) => {
    if (chosen === null) return;
    const remaining = (left[chosen] as number) - (quantity[order] as number);
    if (remaining < 0) warehouse[order] = null;
    else left[chosen] = remaining;
  });
}

function answer(input: OrderAssignmentInput, { orders }: Prepared, bins: Bins): Omit<OrderAssignment, 'gap'> {
  const { quantity, cost, stock, unservedPenalty } = input;
  const warehouse = quantity.map((wanted, order): number | null => {
    if (wanted > 0) return null;
    // an order of nothing takes no stock: the cheapest lane
    const row = cost[order] as readonly (number | null)[];
    return row.reduce<number | null>((best, each, at) => {
      if (each === null || each > unservedPenalty) return best;
      return best === null || each < (row[best] as number) ? at : best;
    }, null);
  });
  orders.forEach((order, at) => (warehouse[order] = bins[at] === stock.length ? null : (bins[at] as number)));
  withinStock(input, warehouse);
  const costs = warehouse.map((chosen, order) =>
    chosen === null ? unservedPenalty : (cost[order]?.[chosen] as number),
  );
  return { warehouse, cost: sum(costs) };
}

/**
 * Which warehouse serves each order, at least total cost of the lanes used plus a penalty for each order not served. An
 * order is served whole from one warehouse or not at all. Optimal, unless `gap` is above 0: then the assignment is the best
 * found and the gap is proven. Of equal assignments the first orders go to the first warehouses, as far as whole orders let
 * them; the answer is the same every time.
 */
export function assignOrders(input: OrderAssignmentInput): OrderAssignment {
  const prepared = prepare(input);
  const { assignment, penalty, whole, money } = prepared;
  const found = searchAssignment(assignment, penalty, whole);
  const unserved = found.bins.reduce((count, bin) => count + Number(bin === input.stock.length), 0);
  const gap = (found.cost - found.bound) * money;
  const fewer = Math.max(0, unserved - found.leastUnserved) * (input.unservedPenalty - penalty * money);
  return { ...answer(input, prepared, found.bins), gap: gap > 0 ? gap + Math.max(0, fewer) : 0 };
}

/** Order by order from the cheapest warehouse that still has the stock: what a simple rule does. Its gap is not known. */
export function assignOrdersInTurn(input: OrderAssignmentInput): Omit<OrderAssignment, 'gap'> {
  const prepared = prepare(input);
  return answer(input, prepared, assignInTurn(prepared.assignment));
}
