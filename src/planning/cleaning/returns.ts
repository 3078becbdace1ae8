import { formatDay } from '../calendar';
import { toUnits, type Day } from './days';
import type { Correction } from './types';

/**
 * Days within which a return is netted against a sale: goods must be back in their zone within 45 days of release for
 * the tax to be lifted (customs notice GACC 2020-45), which bounds the returns of cross-border retail.
 */
const RETURN_DAYS = 45;
/** A return of at least this share of the day's own sales is taken as that day's orders cancelled. */
const SAME_DAY = 0.5;

interface Netted {
  qty: number;
  from: number;
  to: number;
}

/**
 * Takes returned units off the sales they undo.
 *
 * Files say when goods came back, not when they were sold. So a return that makes up half or more of what was sold on the
 * same day is a cancellation of that day. Any other belongs to the latest earlier day that sold at least as much and has not
 * been returned yet, which brings a large return to the large sale; where no single day can take it, to the days before it,
 * latest first. What finds no sale within 45 days stays, and is said.
 *
 * @returns the corrections, and by day what is left of its sales (without presale)
 */
export function netReturns(days: readonly Day[]): { corrections: Correction[]; left: Map<number, number> } {
  const left = new Map(days.map(({ day, sold }) => [day, sold]));
  const cancelled = new Map<number, number>();
  const netted = new Map<number, Netted>();
  const unmatched = new Map<number, number>();
  const take = (day: number, qty: number, returnedOn: number): void => {
    left.set(day, toUnits((left.get(day) ?? 0) - qty));
    const before = netted.get(day);
    netted.set(day, {
      qty: toUnits((before?.qty ?? 0) + qty),
      from: Math.min(before?.from ?? returnedOn, returnedOn),
      to: Math.max(before?.to ?? returnedOn, returnedOn),
    });
  };

  days.forEach(({ day, sold, returned }, at) => {
    let open = returned ?? 0;
    if (open <= 0) return;
    if (sold > 0 && open >= SAME_DAY * sold) {
      const gone = Math.min(left.get(day) ?? 0, open);
      cancelled.set(day, gone);
      left.set(day, toUnits((left.get(day) ?? 0) - gone));
      open = toUnits(open - gone);
    }
    const sales: number[] = [];
    for (let back = at - 1; back >= 0; back--) {
      const before = days[back]?.day ?? 0;
      if (day - before > RETURN_DAYS) break;
      if ((left.get(before) ?? 0) > 0) sales.push(before);
    }
    if ((left.get(day) ?? 0) > 0) sales.push(day);
    const whole = sales.find((before) => (left.get(before) ?? 0) >= open);
    if (open > 0 && whole !== undefined) {
      take(whole, open, day);
      open = 0;
    }
    for (const before of sales) {
      if (open <= 0) break;
      const part = Math.min(left.get(before) ?? 0, open);
      if (part > 0) take(before, part, day);
      open = toUnits(open - part);
    }
    if (open > 0) unmatched.set(day, open);
  });

  const corrections: Correction[] = [];
  for (const { day, recorded, sold, presale } of days) {
    const gone = cancelled.get(day) ?? 0;
    if (gone > 0)
      corrections.push({
        kind: 'cancelled',
        day: formatDay(day),
        raw: recorded,
        corrected: toUnits(recorded - gone),
        change: toUnits(-gone),
        why: { id: 'clean_cancelled', values: { qty: gone, sold } },
      });
    // units below zero are returns, not negative demand: the day itself is brought back to what it sold
    const negative = toUnits(sold + presale - recorded);
    const net = netted.get(day);
    const lost = unmatched.get(day) ?? 0;
    if (negative === 0 && !net && lost === 0) continue;
    const change = toUnits(negative - (net?.qty ?? 0));
    const from = formatDay(net?.from ?? day);
    const to = net && net.to !== net.from ? formatDay(net.to) : from;
    const values = { qty: net?.qty ?? 0, from, to, lost };
    const id = !net
      ? lost > 0
        ? 'clean_returns_unmatched'
        : 'clean_returns_negative'
      : lost > 0
        ? 'clean_returns_both'
        : from === to
          ? 'clean_returns'
          : 'clean_returns_span';
    corrections.push({
      kind: 'returns',
      day: formatDay(day),
      raw: recorded,
      corrected: toUnits(recorded + change),
      change,
      why: { id, values: { ...values, negative, days: RETURN_DAYS } },
    });
  }
  return { corrections, left };
}
