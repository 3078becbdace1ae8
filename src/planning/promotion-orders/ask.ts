import { shanghaiTime } from '../calendar';
import type { DemandCurve } from '../demand-curve';
import type { Receipt } from '../projection';
import type { Promotion } from '../types';
import type { PromotionAhead, PromotionAsk } from './types';

/** Promotions that are not over at the data cut, in the order of the calendar. One that cannot be read is left out. */
export function promotionsAhead(promotions: readonly Promotion[], asOf: number): PromotionAhead[] {
  return promotions.flatMap(({ promo_id, phase, name, starts_at, ends_at, sku_id }, at) => {
    const from = shanghaiTime(starts_at);
    const to = shanghaiTime(ends_at);
    if (from === null || to === null || to < from || to <= asOf) return [];
    const called = name?.trim() || promo_id;
    return [{ at, label: phase ? `${called} ${phase}` : called, sku_id, from, to }];
  });
}

/** Promotions ahead by SKU: those of its own and those of every SKU. */
export class PromotionBook {
  private readonly common: PromotionAhead[];
  private readonly own = new Map<string, PromotionAhead[]>();

  constructor(ahead: readonly PromotionAhead[]) {
    this.common = ahead.filter(({ sku_id }) => sku_id === null);
    for (const one of ahead) {
      if (one.sku_id === null) continue;
      const list = this.own.get(one.sku_id);
      if (list) list.push(one);
      else this.own.set(one.sku_id, [one]);
    }
  }

  of(sku: string): readonly PromotionAhead[] {
    const own = this.own.get(sku);
    return own ? [...this.common, ...own].sort((a, b) => a.at - b.at) : this.common;
  }
}

export interface AskInput {
  asOf: number;
  /** free stock, may be negative */
  stock: number;
  receipts: readonly Receipt[];
  demand: DemandCurve;
  /** the same without the promotions ahead */
  plain: DemandCurve;
  leadP90: number;
}

/** Units of demand that met no stock, summed up by day, with no new order. */
function unmetByDay({ stock, receipts, demand }: AskInput, days: number): Float64Array {
  const sums = new Float64Array(days + 1);
  const arriving = new Float64Array(days);
  for (const { day, qty } of receipts)
    if (day < days) arriving[Math.max(0, day)] = (arriving[Math.max(0, day)] as number) + qty;
  let left = Math.max(0, stock);
  let before = 0;
  for (let day = 0; day < days; day++) {
    left += arriving[day] as number;
    const until = demand.until(day + 1);
    const wanted = until - before;
    before = until;
    sums[day + 1] = (sums[day] as number) + Math.max(0, wanted - left);
    left = Math.max(0, left - wanted);
  }
  return sums;
}

/**
 * What the promotions ahead ask of an item. Last order day: start − lead time P90, in whole days. Needed: demand of the
 * promotion's days that stock and dated arrivals leave unmet when nothing is ordered. Change: demand with − without
 * promotions on its days, shared evenly among those that run on the same day.
 */
export function promotionAsks(promotions: readonly PromotionAhead[], input: AskInput): PromotionAsk[] {
  if (!promotions.length) return [];
  const { asOf, demand, plain, leadP90, stock } = input;
  const spans = promotions.map(({ from, to }) => ({
    start: Math.max(0, Math.floor(from - asOf)),
    end: Math.ceil(to - asOf),
  }));
  const days = Math.max(...spans.map(({ end }) => end));
  const running = new Uint8Array(days + 1);
  for (const { start, end } of spans)
    for (let day = start; day < end; day++) running[day] = (running[day] as number) + 1;
  // receipts only help: stock that lasts without them leaves nothing unmet
  const unmet = stock >= demand.until(days) ? null : unmetByDay(input, days);
  return promotions.map(({ at, from }, place) => {
    const { start, end } = spans[place] as (typeof spans)[number];
    const orderBy = Math.floor(from) - Math.ceil(leadP90);
    const needed = unmet ? (unmet[end] as number) - (unmet[start] as number) : 0;
    let change = 0;
    for (let day = start; day < end; day++) {
      const [from, to] = [day, day + 1];
      const added = demand.until(to) - demand.until(from) - (plain.until(to) - plain.until(from));
      change += added / (running[day] as number);
    }
    return { at, orderBy, needed, short: orderBy < asOf ? needed : 0, change };
  });
}

/** A promotion asks for an order from this many units on. */
export const LEAST_ASKED = 0.5;

/** The promotion of these that has not begun, asks for an order, and has to be ordered for first. */
export function nextAsk(
  asks: readonly PromotionAsk[],
  promotions: readonly PromotionAhead[],
  asOf: number,
): { ask: PromotionAsk; promotion: PromotionAhead } | null {
  let next: { ask: PromotionAsk; promotion: PromotionAhead } | null = null;
  asks.forEach((ask, place) => {
    const promotion = promotions[place] as PromotionAhead;
    if (promotion.from <= asOf || ask.needed < LEAST_ASKED) return;
    if (!next || ask.orderBy < next.ask.orderBy) next = { ask, promotion };
  });
  return next;
}
