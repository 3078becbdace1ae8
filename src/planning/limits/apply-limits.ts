import type { BuyDraft, RoundOrder } from '../buys/buy-draft';
import { planRounds, wantedRounds } from '../buys/rounds';
import type { LaneFacts, PlanLimits, Reason } from '../types';
import { withinBudget } from './budget-limit';
import { firstWithin, roundsWithin } from './lane-room';

/** An item that can be planned, with the orders it asks for. */
export interface LimitedItem {
  sku_id: string;
  warehouse_id: string;
  draft: BuyDraft;
  /** money at stake without an order */
  atStake: number;
  /** what the order is worth cannot be told */
  last: boolean;
}

export interface LimitInput {
  lanes: readonly LaneFacts[];
  /** null: none is set */
  budget: number | null;
  budgetStep: number;
}

export interface LimitAnswer {
  /** orders of each item by week, those in which anything was wanted */
  orders: RoundOrder[][];
  limits: PlanLimits;
}

const SAME = 1e-9;

/** Units a week of the lanes that have a capacity. */
const capacities = (lanes: readonly LaneFacts[]): Map<string, number> =>
  new Map(
    lanes.flatMap(({ lane_id, capacity_per_week: most }) =>
      most !== null && most !== undefined && most >= 0 ? [[lane_id, most] as const] : [],
    ),
  );

/** Units by week over several lists of orders. */
function unitsByWeek(orders: Iterable<readonly RoundOrder[]>): Map<number, number> {
  const units = new Map<number, number>();
  for (const list of orders) for (const { week, qty } of list) units.set(week, (units.get(week) ?? 0) + qty);
  return units;
}

/**
 * What limits buys over all items: room on lanes, then money. This week's orders are cut to the room of each lane, then to the
 * budget; the weeks that follow are worked out again for every item that was cut, and for every lane that would be over its
 * capacity in any week.
 */
export function applyLimits(items: readonly LimitedItem[], { lanes, budget, budgetStep }: LimitInput): LimitAnswer {
  const room = capacities(lanes);
  const byLane = new Map<string, number[]>();
  items.forEach(({ draft }, at) => {
    if (!room.has(draft.lane_id)) return;
    const list = byLane.get(draft.lane_id);
    if (list) list.push(at);
    else byLane.set(draft.lane_id, [at]);
  });
  const first = items.map(({ draft }) => draft.first);
  const laneLimits: PlanLimits['lanes'] = [];
  for (const [lane_id, places] of byLane) {
    const capacity = room.get(lane_id) as number;
    const wanted = places.reduce((sum, at) => sum + (first[at] as RoundOrder).qty, 0);
    if (wanted > capacity + SAME) {
      const buying = places.filter((at) => (first[at] as RoundOrder).qty > 0);
      const cut = firstWithin(
        buying.map((at) => (items[at] as LimitedItem).draft),
        buying.map((at) => first[at] as RoundOrder),
        capacity,
      );
      buying.forEach((at, place) => (first[at] = cut[place] as RoundOrder));
    }
    laneLimits.push({ lane_id, capacity, wanted, bought: 0 });
  }

  const buying = items
    .map((item, at) => ({ ...item, at, order: first[at] as RoundOrder }))
    .filter(({ order }) => order.qty > 0)
    .sort((a, b) => b.atStake - a.atStake || a.at - b.at);
  const { quantities, limits } = withinBudget(buying, budget, budgetStep);
  buying.forEach(({ at, order }, place) => {
    const qty = quantities[place] as number;
    if (qty < order.qty - SAME) first[at] = { ...order, qty, reason: 'over_budget' };
  });

  const isCut = (at: number): boolean => CUT.includes((first[at] as RoundOrder).reason);
  const orders = items.map(({ draft }, at) =>
    isCut(at) && !room.has(draft.lane_id) ? wantedRounds(planRounds(draft, first[at])) : draft.orders,
  );
  for (const [lane_id, places] of byLane) {
    const capacity = room.get(lane_id) as number;
    const units = unitsByWeek(places.map((at) => orders[at] as RoundOrder[]));
    if (places.some(isCut) || [...units.values()].some((qty) => qty > capacity + SAME)) {
      const within = roundsWithin(
        places.map((at) => (items[at] as LimitedItem).draft),
        places.map((at) => first[at] as RoundOrder),
        capacity,
      );
      places.forEach((at, place) => (orders[at] = within[place] as RoundOrder[]));
    }
  }
  for (const lane of laneLimits)
    lane.bought = (byLane.get(lane.lane_id) ?? []).reduce((sum, at) => sum + (first[at] as RoundOrder).qty, 0);
  laneLimits.sort((a, b) => (a.lane_id < b.lane_id ? -1 : a.lane_id > b.lane_id ? 1 : 0));
  return { orders, limits: { ...limits, lanes: laneLimits } };
}

const CUT: readonly (Reason | null)[] = ['lane_full', 'over_budget'];
