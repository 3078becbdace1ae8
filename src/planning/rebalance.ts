import { countablePack, packsDown } from './packs';
import type { LaneProblem } from './lane-network';
import { searchLanes } from './lane-search';
import { sum } from './statistics';
import { wholeUnits } from './whole-units';

export interface RebalanceInput {
  /** units in each warehouse; less than 0 counts as nothing to take */
  onHand: readonly number[];
  /** units wanted in each warehouse */
  target: readonly number[];
  /** freight per unit, from (rows) × to (columns); `null`: no lane. The diagonal is not read */
  unitCost: readonly (readonly (number | null)[])[];
  /** units in a carton, > 0 */
  pack?: number;
  /** cost of using a lane at all, ≥ 0: one for all, or from × to; `null`: 0 */
  laneFixedCost?: number | readonly (readonly (number | null)[])[];
  /** cost per unit below target, ≥ 0: one for all, or one each */
  shortagePenalty?: number | readonly number[];
  /** cost per unit above target, ≥ 0: one for all, or one each */
  overstockPenalty?: number | readonly number[];
}

export interface Move {
  /** warehouse the goods leave, 0-based */
  from: number;
  to: number;
  quantity: number;
}

export interface RebalancePlan {
  moves: Move[];
  /** freight, fixed costs, shortage and overstock with the moves made */
  cost: number;
  /** the most by which another plan could be cheaper; 0: this one is proven best */
  gap: number;
}

/** What a plan costs: freight, fixed cost of the lanes used, shortage and overstock against target. */
export function rebalanceCost(input: RebalanceInput, moves: readonly Move[]): number {
  const { onHand, target, unitCost, laneFixedCost = 0, shortagePenalty = 0, overstockPenalty = 0 } = input;
  const each = (penalty: number | readonly number[], at: number): number =>
    typeof penalty === 'number' ? penalty : (penalty[at] as number);
  const after = [...onHand];
  let cost = 0;
  for (const { from, to, quantity } of moves) {
    after[from] = (after[from] as number) - quantity;
    after[to] = (after[to] as number) + quantity;
    const fixed = typeof laneFixedCost === 'number' ? laneFixedCost : (laneFixedCost[from]?.[to] ?? 0);
    cost += (unitCost[from]?.[to] as number) * quantity + fixed;
  }
  after.forEach((units, at) => {
    const short = (target[at] as number) - units;
    cost += short > 0 ? each(shortagePenalty, at) * short : each(overstockPenalty, at) * -short;
  });
  return cost;
}

/** 1, or what keeps the costs of packs finite. */
function costScale(
  { unitCost, laneFixedCost = 0, shortagePenalty = 0, overstockPenalty = 0 }: RebalanceInput,
  pack: number,
): number {
  const largest = (amounts: readonly (number | null)[]): number =>
    amounts.reduce<number>((most, amount) => Math.max(most, Math.abs(amount ?? 0)), 0);
  const each = largest([unitCost.flat(), shortagePenalty, overstockPenalty].flat());
  const fixed = largest(typeof laneFixedCost === 'number' ? [laneFixedCost] : laneFixedCost.flat());
  const size = Math.max(Math.log2(each) + Math.log2(pack), Math.log2(each), Math.log2(fixed));
  return size > 900 ? 2 ** Math.floor(900 - size) : 1;
}

/**
 * Transfers between warehouses of least freight, fixed cost per lane used, shortage and overstock against target, in whole
 * packs and from what is on hand: what arrives in this plan does not leave in it. Optimal, unless `gap` is above 0: then the
 * plan is the best found and the gap is proven. Of equal plans the one that moves least, then the lowest warehouse numbers.
 *
 * Source: a fixed-charge network flow problem with convex costs at the warehouses (Ahuja, Magnanti & Orlin, Network Flows,
 * 1993, ch. 14; Balinski, Fixed-cost transportation problems, Naval Res. Logist. Q. 8 (1961)), see `searchLanes`.
 */
export function rebalancePlan(input: RebalanceInput): RebalancePlan {
  const { onHand, target, unitCost, laneFixedCost = 0, shortagePenalty = 0, overstockPenalty = 0 } = input;
  const warehouses = [...onHand.keys()];
  const available = onHand.map((units) => Math.max(0, units));
  const pack = countablePack(input.pack ?? 1, Math.max(...available), available.length);
  const packs = available.map((units) => packsDown(units, pack));
  const all = sum(packs);
  const scale = costScale(input, pack);

  const lanes = warehouses.flatMap((from) =>
    warehouses.flatMap((to) => {
      const each = unitCost[from]?.[to] ?? null;
      if (from === to || each === null || !packs[from]) return [];
      const fixed = typeof laneFixedCost === 'number' ? laneFixedCost : (laneFixedCost[from]?.[to] ?? 0);
      return [{ from, to, perPack: each * scale * pack, fixed: fixed * scale }];
    }),
  );
  const stores = warehouses.map((at) => {
    const short = scale * (typeof shortagePenalty === 'number' ? shortagePenalty : (shortagePenalty[at] as number));
    const over = scale * (typeof overstockPenalty === 'number' ? overstockPenalty : (overstockPenalty[at] as number));
    // packs that fit under the target on top of what does not make a pack, and the part of the next that does
    const rest = (onHand[at] as number) - (packs[at] as number) * pack;
    const room = Math.max(0, (target[at] as number) - rest);
    const under = Math.min(all, packsDown(room, pack));
    const part = under === all ? 0 : room - under * pack;
    return {
      packs: packs[at] as number,
      under,
      perPackUnder: -short * pack,
      perPackAcross: part > pack * 1e-9 ? over * (pack - part) - short * part : null,
      perPackOver: over * pack,
    };
  });

  const amounts = [
    ...lanes.flatMap(({ perPack, fixed }) => [perPack, fixed]),
    ...stores.flatMap(({ perPackUnder, perPackAcross, perPackOver }) => [
      perPackUnder,
      perPackAcross ?? 0,
      perPackOver,
    ]),
  ];
  const money = wholeUnits(amounts, 8 * (warehouses.length + 1));
  const whole = money.dust === 0;
  const largest = amounts.reduce((most, amount) => Math.max(most, Math.abs(amount)), 0) || 1;
  const scaled = (amount: number): number => (whole ? money.of(amount) : amount / largest);
  const problem: LaneProblem = {
    lanes: lanes.map((lane) => ({ ...lane, perPack: scaled(lane.perPack), fixed: scaled(lane.fixed) })),
    stores: stores.map((store) => ({
      ...store,
      perPackUnder: scaled(store.perPackUnder),
      perPackAcross: store.perPackAcross === null ? null : scaled(store.perPackAcross),
      perPackOver: scaled(store.perPackOver),
    })),
    whole,
  };
  const { flow, gap } = searchLanes(problem);
  const moves = lanes.flatMap(({ from, to }, lane) =>
    flow[lane] ? [{ from, to, quantity: (flow[lane] as number) * pack }] : [],
  );
  return { moves, cost: rebalanceCost(input, moves), gap: (gap * (whole ? money.value(1) : largest)) / scale };
}
