import { BUY_WEEKS, type BuyDraft, type RoundOrder } from '../buys/buy-draft';
import { dayOfWeek, OrderFlow, roundWeeks, wantedRounds, type OrderRules } from '../buys/rounds';
import { packsDown } from '../packs';

/** What asks for room on a lane in one week. */
export interface RoomClaim {
  qty: number;
  moq: number;
  pack: number;
  /** sales lost by waiting a week, in money, and in units where money does not tell */
  money: number;
  units: number;
}

/** Most money lost by waiting first, then most units, then in the order given. */
const mostUrgentFirst = (claims: readonly RoomClaim[]): number[] =>
  claims
    .map((_, at) => at)
    .sort((a, b) => {
      const [one, other] = [claims[a] as RoomClaim, claims[b] as RoomClaim];
      return other.money - one.money || other.units - one.units || a - b;
    });

/**
 * Room of a lane shared out among what claims it: the most urgent first, each in full or in the whole packs that still fit, at
 * least its MOQ; what a large order leaves goes to smaller ones behind it. Gives units by claim.
 */
export function shareRoom(claims: readonly RoomClaim[], capacity: number): number[] {
  const given = claims.map(() => 0);
  let room = capacity;
  for (const at of mostUrgentFirst(claims)) {
    const { qty, moq, pack } = claims[at] as RoomClaim;
    const fits = qty <= room ? qty : packsDown(room, pack) * pack;
    if (!(fits > 0) || fits > room || fits < moq) continue;
    given[at] = fits;
    room -= fits;
  }
  return given;
}

/** What an item that orders so much today loses when it waits a week. */
export function claimOf(flow: OrderFlow, qty: number): RoomClaim {
  const { moq, pack, worth } = flow.rules;
  const units = Math.min(qty, flow.missedByWaiting());
  return { qty, moq, pack, money: units * (worth?.price ?? 0), units };
}

/** Orders of this week of all items of one lane, cut to its capacity. */
export function firstWithin(
  rules: readonly OrderRules[],
  first: readonly RoundOrder[],
  capacity: number,
): RoundOrder[] {
  const claims = first.map(({ qty }, at) => claimOf(new OrderFlow(rules[at] as OrderRules), qty));
  const given = shareRoom(claims, capacity);
  return first.map((order, at) => cutTo(order, given[at] as number));
}

const cutTo = (order: RoundOrder, qty: number): RoundOrder =>
  qty < order.qty ? { ...order, qty, reason: 'lane_full' } : order;

/**
 * Orders of the weeks ahead of all items of one lane, none of which exceeds its capacity: what does not fit is left to the
 * week that follows, in which the item asks again. `first`: orders of this week, within the capacity.
 */
export function roundsWithin(
  drafts: readonly BuyDraft[],
  first: readonly RoundOrder[],
  capacity: number,
): RoundOrder[][] {
  const flows = drafts.map((draft) => new OrderFlow(draft));
  const due = drafts.map((draft) => new Set(roundWeeks(draft)));
  const orders: RoundOrder[][] = drafts.map(() => []);
  const waits = drafts.map(() => false);
  const start = drafts[0]?.week ?? BUY_WEEKS;
  for (let week = start; week < BUY_WEEKS; week++) {
    const asking: { at: number; order: RoundOrder }[] = [];
    drafts.forEach((draft, at) => {
      if (!due[at]?.has(week) && !waits[at]) return;
      const flow = flows[at] as OrderFlow;
      flow.goTo(week === start ? 0 : dayOfWeek(draft, week));
      asking.push({ at, order: week === start ? (first[at] as RoundOrder) : flow.ask(week) });
    });
    const given =
      week === start
        ? asking.map(({ order }) => order.qty)
        : shareRoom(
            asking.map(({ at, order }) => claimOf(flows[at] as OrderFlow, order.qty)),
            capacity,
          );
    asking.forEach(({ at, order }, claim) => {
      const placed = cutTo(order, given[claim] as number);
      waits[at] = placed.reason === 'lane_full';
      (flows[at] as OrderFlow).place(placed.qty);
      (orders[at] as RoundOrder[]).push(placed);
    });
  }
  return orders.map(wantedRounds);
}
