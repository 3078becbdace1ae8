import { availableToPromise } from '../available-to-promise';
import type { Receipt } from '../projection';
import type { Owed } from './types';

/** What can be promised out of one warehouse, cumulative by day. */
export interface Promisable {
  /** units that can be promised to new buyers if they may be sent as late as this day */
  by(day: number): number;
  /** the same as increments: what each arrival adds, day by day; the first is what is there now */
  steps: Receipt[];
}

/**
 * Available to promise of a warehouse: physical stock (cut for old figures), arrivals that can be counted on, less what is owed
 * to presale buyers, with look-ahead: an order that is due later and that no arrival before it serves is kept back now.
 *
 * Example: 100 there, 50 arrive on day 10, 120 are owed by day 20. Now min(100, 150, 30) = 30, and no more later.
 */
export function promisable(onHand: number, arrivals: readonly Receipt[], owed: Owed | undefined): Promisable {
  const due = owed && owed.open > 0 ? owed.day : null;
  const days = [...new Set([0, ...arrivals.map(({ day }) => day), ...(due === null ? [] : [due])])].sort(
    (a, b) => a - b,
  );
  const receipts = days.map((day) => arrivals.reduce((total, one) => (one.day === day ? total + one.qty : total), 0));
  const commitments = days.map((day) => (day === due ? (owed?.open ?? 0) : 0));
  const promised = availableToPromise(onHand, receipts, commitments);
  const steps = days.flatMap((day, at) => {
    const qty = (promised[at] as number) - (at > 0 ? (promised[at - 1] as number) : 0);
    return at === 0 || qty > 0 ? [{ day, qty }] : [];
  });
  return {
    steps,
    by: (day) => steps.reduce((total, step) => (step.day <= day ? total + step.qty : total), 0),
  };
}
