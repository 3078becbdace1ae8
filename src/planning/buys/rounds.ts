import { orderQuantity } from '../order-quantity';
import type { Reason } from '../types';
import { BUY_WEEKS, type BuyDraft, type RoundOrder } from './buy-draft';
import { demandBetween } from './demand-knots';
import { ROUNDS_BEFORE, smoothedOrder } from './smoothing';

/** A draft without what is worked out from it. */
export type OrderRules = Omit<BuyDraft, 'orders'>;

/** A quantity this much over the need was made by the MOQ or the pack, not by demand. */
const ROUNDING_SHARE = 0.25;

/** Days after the data cut on which week `week` (W+1 is 0) begins. */
export const dayOfWeek = ({ demand, week: now }: OrderRules, week: number): number =>
  demand.first + 7 * (week - now - 1);

/** The order was made larger than the need by more than a rounding: by its MOQ or its carton. */
export const isRoundedUp = (qty: number, need: number): boolean => qty > need * (1 + ROUNDING_SHARE) && qty - need > 1;

const none = (week: number): RoundOrder => ({ week, wanted: 0, allowed: 0, qty: 0, reason: null });

/**
 * One item from round to round: what is on hand and under way, and what its water lines ask for. Demand that meets no stock
 * is lost. An order arrives its P50 lead time after it is placed.
 */
export class OrderFlow {
  private stock: number;
  private day = 0;
  private readonly arrivals: { day: number; qty: number }[];
  private readonly before: number[];
  /** all that is under way, with and without a date */
  private underway: number;
  /** units that met no stock so far */
  lost = 0;

  constructor(readonly rules: OrderRules) {
    this.stock = rules.stock;
    this.arrivals = [...rules.receipts].sort((a, b) => a.day - b.day);
    this.underway = rules.undated + rules.receipts.reduce((sum, { qty }) => sum + qty, 0);
    this.before = Array<number>(ROUNDS_BEFORE).fill(rules.before);
  }

  get position(): number {
    return this.stock + this.underway;
  }

  get onHand(): number {
    return this.stock;
  }

  /** Mean order of the rounds before. */
  get mean(): number {
    return this.before.reduce((sum, qty) => sum + qty, 0) / this.before.length;
  }

  /** Lets the days pass up to the one given. */
  goTo(day: number): void {
    while (this.day < day) {
      const next = this.arrivals[0];
      const until = next && next.day < day ? Math.max(this.day, next.day) : day;
      if (until > this.day) {
        const demanded = demandBetween(this.rules.demand, this.day, until);
        this.lost += Math.max(0, demanded - this.stock);
        this.stock = Math.max(0, this.stock - demanded);
        this.day = until;
      }
      if (next && next.day <= this.day) {
        this.arrivals.shift();
        this.stock += next.qty;
        this.underway -= next.qty;
      } else if (this.day >= day) break;
    }
    for (let next = this.arrivals[0]; next && next.day <= day; next = this.arrivals[0]) {
      this.arrivals.shift();
      this.stock += next.qty;
      this.underway -= next.qty;
    }
  }

  /** Places an order today. */
  place(qty: number): void {
    this.before.shift();
    this.before.push(qty);
    if (!(qty > 0)) return;
    const day = this.day + Math.ceil(this.rules.leadP50);
    const at = this.arrivals.findIndex((other) => other.day > day);
    this.arrivals.splice(at < 0 ? this.arrivals.length : at, 0, { day, qty });
    this.underway += qty;
  }

  /** What this item asks for today by the water lines of the week. */
  ask(week: number): RoundOrder {
    const { rules } = this;
    if (!rules.open) return none(week);
    const { moq, pack, reorder, target, max } = rules;
    const to = target[week] ?? 0;
    const position = this.position;
    const order = { target: to, position, moq, pack, reorderLevel: reorder[week] ?? 0 };
    const wanted = orderQuantity(order);
    const cap = this.mostSellable();
    const room = rules.batchCap === null ? null : Math.max(0, rules.batchCap - position);
    const shelf = cap === null || wanted === 0 ? wanted : orderQuantity({ ...order, cap });
    const allowed = room === null || shelf === 0 ? shelf : orderQuantity({ ...order, cap: Math.min(room, shelf) });
    let reason: Reason | null = null;
    if (allowed < shelf) reason = 'first_batch';
    else if (shelf < wanted) reason = 'expiry_gate';
    else if (wanted > 0) reason = isRoundedUp(wanted, to - position) ? 'moq_rounding' : 'below_reorder';
    const most = Math.min(Math.max(0, (max[week] ?? 0) - position), cap ?? Infinity, room ?? Infinity);
    const qty = this.smooth(allowed, Math.max(allowed, most));
    return { week, wanted, allowed, qty, reason: qty === allowed ? reason : 'smoothed' };
  }

  /** The order after smoothing, see `smoothedOrder`; `most`: where raising it ends. */
  smooth(allowed: number, most: number): number {
    const { changeCap, moq, pack, step, leadP50, demand } = this.rules;
    if (changeCap === null) return allowed;
    // until what the next round orders has arrived
    const lasts = this.day + Math.ceil(leadP50) + 7 * step;
    const demanded = demandBetween(demand, this.day, lasts);
    const needed = Math.max(0, demanded - this.lostBeforeArrival() - this.position);
    return smoothedOrder({ qty: allowed, mean: this.mean, cap: changeCap, moq, pack, needed, most });
  }

  /** Demand that is lost before an order placed today arrives, at least. */
  private lostBeforeArrival(): number {
    const { demand, leadP50 } = this.rules;
    return Math.max(0, demandBetween(demand, this.day, this.day + Math.ceil(leadP50)) - this.position);
  }

  /** Units of an order placed today that sell before their stop-sale day; null: no shelf life limits it. */
  private mostSellable(): number | null {
    const { saleDays, demand } = this.rules;
    if (saleDays === null) return null;
    const sold = demandBetween(demand, this.day, this.day + saleDays);
    return Math.max(0, sold - this.position - this.lostBeforeArrival());
  }

  /** Units demanded by the time an order of the next round would have arrived that nothing is there or under way for. */
  missedByWaiting(weeks = 1): number {
    const { demand, leadP50 } = this.rules;
    const until = this.day + Math.ceil(leadP50) + 7 * weeks;
    return Math.max(0, demandBetween(demand, this.day, until) - this.position - this.lostBeforeArrival());
  }
}

/** Weeks of the rounds ahead, this week's first. */
export function roundWeeks({ week, step }: OrderRules): number[] {
  const weeks = [week];
  for (let next = week + step; next < BUY_WEEKS; next += step) if (next >= 0) weeks.push(next);
  return weeks;
}

/** The orders of the rounds ahead as if neither a lane nor money limited them; `first` is this week's. */
export function planRounds(rules: OrderRules, first = rules.first): RoundOrder[] {
  const flow = new OrderFlow(rules);
  return roundWeeks(rules).map((week, round) => {
    flow.goTo(round === 0 ? 0 : dayOfWeek(rules, week));
    const order = round === 0 ? first : flow.ask(week);
    flow.place(order.qty);
    return order;
  });
}

/** Rounds in which anything was wanted. */
export const wantedRounds = (orders: readonly RoundOrder[]): RoundOrder[] =>
  orders.filter(({ wanted, qty }) => wanted > 0 || qty > 0);
