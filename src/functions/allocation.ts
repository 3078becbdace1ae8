import { budgetPlan, type BudgetItem } from '../planning/budget';
import { assignOrders } from '../planning/order-assignment';
import { rebalancePlan, type RebalanceInput } from '../planning/rebalance';
import { transportPlan, type TransportInput } from '../planning/transport';
import {
  callFunction,
  columnsFunction,
  fault,
  list,
  matrix,
  number,
  series,
  single,
  type Fault,
  type Series,
} from './engine';

/** A share as a percentage of two figures, rounded up so that it never promises too much. */
function percentUp(share: number): string {
  const unit = 10 ** (Math.floor(Math.log10(share * 100)) - 1);
  return `${Number((Math.ceil(((share * 100) / unit) * (1 - 1e-12)) * unit).toPrecision(2))}%`;
}

/**
 * What the cell beside an answer says when it could not be proven best: how far the best possible may be, as a share of it.
 * Nothing for a proven answer. `best` is the least the best possible can be in size.
 */
export function gapNote(gap: number, best: number): string | null {
  if (gap === 0) return null;
  const share = gap / best;
  if (!(share > 0 && Number.isFinite(share))) return 'not proven to be the best possible · 未证明为最优';
  const percent = percentUp(Math.max(share, 1e-6));
  return `within ${percent} of the best possible · 距最优不超过 ${percent}`;
}

/** Columns of the arguments as items. */
export const budgetItems = (
  needs: readonly number[],
  unitCosts: readonly number[],
  benefits: readonly number[],
  moqs: readonly number[],
  packs: readonly number[],
): BudgetItem[] =>
  needs.map((need, at) => ({
    need,
    unitCost: unitCosts[at] as number,
    benefit: benefits[at] as number,
    moq: moqs[at] as number,
    pack: packs[at] as number,
  }));

/**
 * Quantities to buy that bring the greatest benefit, Σ benefit·min(quantity, need), for the budget: each 0 or at least the
 * MOQ, whole packs, at most what covers need or MOQ. Units; money in one currency. Optimal, or the best found with the
 * proven gap said beside it. A bounded knapsack problem: Kellerer, Pferschy & Pisinger, Knapsack Problems (2004).
 */
export const BUDGET = columnsFunction({
  id: 'BUDGET',
  parameters: [
    number('need', '需求量'),
    number('unit_cost', '单位成本', { min: 0 }),
    number('benefit', '单位收益', { min: 0 }),
    single(number('budget', '预算', { min: 0 })),
    number('moq', '起订量', { min: 0, default: 0 }),
    number('pack', '箱规', { above: 0, default: 1 }),
  ],
  columns: (needs, unitCosts, benefits, budget, moqs, packs) => {
    const plan = budgetPlan(budgetItems(needs, unitCosts, benefits, moqs, packs), budget);
    return { rows: plan.quantity, note: gapNote(plan.gap, plan.benefit + plan.gap) };
  },
});

/**
 * Which warehouse (column of `cost`, 1-based) serves each order whole, at least total cost plus a penalty for each order not
 * served, which shows blank. Orders take from one stock per warehouse; a blank cost is no lane. Optimal, or the best found
 * with the proven gap said beside it. A generalised assignment problem: Martello & Toth, Knapsack Problems (1990), ch. 7.
 */
export const ROUTEORDERS = columnsFunction({
  id: 'ROUTEORDERS',
  parameters: [
    number('order_qty', '订单数量', { min: 0 }),
    series('cost', '成本', { blankRow: true }),
    list('stock', '各仓库存', { min: 0 }),
    single(number('unserved_penalty', '未发惩罚', { min: 0, default: 1e6 })),
  ],
  columns: (quantity, cost, stock, unservedPenalty) => {
    const unequal = cost.find((row) => row.length !== stock.length);
    if (unequal) return fault('sizes', 'stock', { found: stock.length, expected: unequal.length });
    const plan = assignOrders({ quantity, cost, stock: stock as readonly number[], unservedPenalty });
    return {
      rows: plan.warehouse.map((chosen) => (chosen === null ? '' : chosen + 1)),
      note: gapNote(plan.gap, plan.cost - plan.gap),
    };
  },
});

const sizeOf = (block: readonly Series[]): string => `${block.length} × ${block[0]?.length ?? 0}`;

/** Of a block that must be so many rows × columns; rows of unequal length never fit. */
function misfit(name: string, block: readonly Series[], rows: number, columns: number): Fault | null {
  if (block.length === rows && block.every((row) => row.length === columns)) return null;
  return fault('block_size', name, { found: sizeOf(block), expected: `${rows} × ${columns}` });
}

const isOneCell = (block: readonly Series[]): boolean => block.length === 1 && block[0]?.length === 1;

/** One value stands for all. */
function forEach(name: string, values: Series, count: number): Series | Fault {
  if (values.length === 1) return new Array<number | null>(count).fill(values[0] as number | null);
  return values.length === count ? values : fault('sizes', name, { found: values.length, expected: count });
}

const shortened = (amount: number): string => String(Number(amount.toPrecision(9)));

/** What TRANSFER asks, or what is wrong with the sizes of its arguments. */
export function transportQuestion(
  supply: Series,
  demand: Series,
  unitCost: readonly Series[],
  capacity: readonly Series[] | null,
  penalty: Series | null,
): TransportInput | Fault {
  const wrong =
    misfit('unit_cost', unitCost, supply.length, demand.length) ??
    (capacity && !isOneCell(capacity) ? misfit('lane_capacity', capacity, supply.length, demand.length) : null);
  if (wrong) return wrong;
  const shortagePenalty = penalty && forEach('shortage_penalty', penalty, demand.length);
  if (shortagePenalty && 'id' in shortagePenalty) return shortagePenalty;
  const one = capacity && isOneCell(capacity) ? (capacity[0]?.[0] ?? null) : undefined;
  return {
    supply: supply as readonly number[],
    demand: demand as readonly number[],
    unitCost,
    laneCapacity: one === undefined ? capacity : supply.map(() => demand.map(() => one)),
    shortagePenalty,
  };
}

/**
 * The optimal transport plan, units from each supply (row) to each demand (column): least freight plus shortage penalties.
 * A blank cost or a capacity of 0 is no lane, a blank capacity no limit. Demand without a penalty must be met, else #NUM!
 * naming the shortfall. The transportation problem of Hitchcock, J. Math. Phys. 20 (1941), with lane capacities.
 */
export const TRANSFER = callFunction({
  id: 'TRANSFER',
  parameters: [
    list('supply', '供应量', { min: 0 }),
    list('demand', '需求量', { min: 0 }),
    matrix('unit_cost', '单位运费'),
    matrix('lane_capacity', '线路运力', { min: 0, default: null }),
    list('shortage_penalty', '缺货惩罚', { min: 0, default: null, blank: 'null' }),
  ],
  call: (...values) => {
    const question = transportQuestion(...values);
    if ('id' in question) return question;
    const plan = transportPlan(question);
    if (plan.feasible) return plan.quantity;
    const short = plan.shortage.flatMap((units, at) =>
      units > 0 && (question.shortagePenalty?.[at] ?? null) === null ? [[at + 1, shortened(units)] as const] : [],
    );
    return fault('demand_unmet', 'demand', {
      short: short.map(([at, units]) => `${units} at demand ${at}`).join(', '),
      shortZh: short.map(([at, units]) => `第 ${at} 个需求 ${units}`).join('、'),
    });
  },
});

type Penalty = RebalanceInput['shortagePenalty'];

/** What REBALANCE asks, or what is wrong with the sizes of its arguments. */
export function rebalanceQuestion(
  onHand: Series,
  target: Series,
  unitCost: readonly Series[],
  pack: number,
  fixed: readonly Series[],
  shortage: Series,
  overstock: Series,
): RebalanceInput | Fault {
  const count = onHand.length;
  if (target.length !== count) return fault('sizes', 'target', { found: target.length, expected: count });
  const wrong =
    misfit('unit_cost', unitCost, count, count) ??
    (isOneCell(fixed) ? null : misfit('lane_fixed_cost', fixed, count, count));
  if (wrong) return wrong;
  const shortagePenalty = forEach('shortage_penalty', shortage, count);
  if ('id' in shortagePenalty) return shortagePenalty;
  const overstockPenalty = forEach('overstock_penalty', overstock, count);
  if ('id' in overstockPenalty) return overstockPenalty;
  return {
    onHand: onHand as readonly number[],
    target: target as readonly number[],
    unitCost,
    pack,
    laneFixedCost: isOneCell(fixed) ? (fixed[0]?.[0] ?? 0) : fixed,
    shortagePenalty: shortagePenalty as Penalty,
    overstockPenalty: overstockPenalty as Penalty,
  };
}

/**
 * Transfers between warehouses, one a row: from, to (1-based numbers) and units, of least freight, fixed cost per lane used,
 * shortage and overstock against target; whole packs, never more than is on hand. Nothing worth moving: a row of blanks.
 * Optimal, or the best found with the proven gap said beside it. A fixed-charge network flow problem: Ahuja, Magnanti &
 * Orlin, Network Flows (1993), ch. 14; Balinski, Naval Res. Logist. Q. 8 (1961).
 */
export const REBALANCE = callFunction({
  id: 'REBALANCE',
  parameters: [
    list('on_hand', '在库'),
    list('target', '目标库存', { min: 0 }),
    matrix('unit_cost', '单位运费'),
    single(number('pack', '箱规', { above: 0, default: 1 })),
    matrix('lane_fixed_cost', '线路固定费用', { min: 0, default: [[0]] as Series[] }),
    list('shortage_penalty', '缺货惩罚', { min: 0, default: [0] as Series, blank: 'zero' }),
    list('overstock_penalty', '积压惩罚', { min: 0, default: [0] as Series, blank: 'zero' }),
  ],
  call: (...values) => {
    const question = rebalanceQuestion(...values);
    if ('id' in question) return question;
    const plan = rebalancePlan(question);
    const rows: (string | number)[][] = plan.moves.map(({ from, to, quantity }) => [from + 1, to + 1, quantity]);
    if (rows.length === 0) rows.push(['', '', '']);
    const note = gapNote(plan.gap, plan.cost - plan.gap);
    if (note) rows[0]?.push(note);
    return rows;
  },
});
