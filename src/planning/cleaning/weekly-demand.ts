import { parseDay } from '../calendar';
import type { CorrectionKind } from './types';

/** What a correction says about a week; a row of the Corrections sheet has it, too. */
export interface WeekCorrection {
  day: string;
  kind: CorrectionKind | (string & {});
  /** null: the day makes its week unknown */
  change: number | null;
  /** the planner prefers the recorded figure */
  use_raw?: boolean;
}

/**
 * Cleaned weekly demand, newest first: the recorded sales of each week and the changes of its corrections, save those whose
 * recorded figure the planner prefers. A correction without a change makes its week unknown; `not_on_sale` does so with
 * the weeks before its day that have no sale. An unknown week stays unknown, and demand is never below 0.
 *
 * @param weeks recorded sales, weeks[0] being the week of `lastMonday`
 * @param lastMonday Monday of weeks[0] as a day number
 */
export function weeklyDemand(
  weeks: readonly (number | null)[],
  corrections: readonly WeekCorrection[],
  lastMonday: number,
): (number | null)[] {
  const demand = [...weeks];
  const changes = new Map<number, number | null>();
  let onSaleFrom: number | null = null;
  for (const { day, kind, change, use_raw } of corrections) {
    const at = use_raw ? null : parseDay(day);
    if (at === null) continue;
    const back = Math.floor((lastMonday + 6 - at) / 7);
    if (kind === 'not_on_sale') onSaleFrom = onSaleFrom === null ? back : Math.max(onSaleFrom, back);
    else {
      const before = changes.get(back);
      changes.set(back, change === null || before === null ? null : (before ?? 0) + change);
    }
  }
  for (const [back, change] of changes) {
    const sold = demand[back] ?? null;
    if (sold === null) continue;
    demand[back] = change === null ? null : Math.max(0, Math.round((sold + change) * 1e4) / 1e4);
  }
  if (onSaleFrom !== null)
    for (let back = Math.max(0, onSaleFrom + 1); back < demand.length; back++)
      if (weeks[back] === 0) demand[back] = null;
  return demand;
}
