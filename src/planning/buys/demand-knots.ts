import type { DemandCurve } from '../demand-curve';

/**
 * Demand ahead as plain numbers, so that it can come from another thread: units demanded from the data cut up to the first
 * Monday after it and up to each Monday that follows, even in between. Beyond the last one the mean of the last four weeks
 * goes on.
 */
export interface DemandKnots {
  /** days from the data cut to the first Monday after it, > 0 */
  first: number;
  /** units up to that Monday, to the next, … */
  to: number[];
}

const LASTING_WEEKS = 4;

export function demandKnots(curve: DemandCurve, first: number, count: number): DemandKnots {
  return { first, to: Array.from({ length: count }, (_, week) => Math.max(0, curve.until(first + 7 * week))) };
}

/** Units demanded in the first `days` days. */
export function demandTo({ first, to }: DemandKnots, days: number): number {
  if (days <= 0) return 0;
  if (days <= first) return ((to[0] ?? 0) * days) / first;
  const weeks = (days - first) / 7;
  const last = to.length - 1;
  const at = Math.floor(weeks);
  if (at >= last) {
    const back = Math.min(LASTING_WEEKS, last);
    const end = to[last] ?? 0;
    return back > 0 ? end + ((weeks - last) * (end - (to[last - back] as number))) / back : end;
  }
  const from = to[at] as number;
  return from + (weeks - at) * ((to[at + 1] as number) - from);
}

/** Units demanded between two days. */
export const demandBetween = (knots: DemandKnots, from: number, until: number): number =>
  Math.max(0, demandTo(knots, until) - demandTo(knots, from));
