import { formatDay } from './calendar';
import type { DemandCurve } from './demand-curve';
import { known, sum } from './statistics';
import { turnoverDays } from './turnover';
import type { Action, Status } from './types';

/** how far ahead the latest order date is looked for, beyond the protection interval */
export const LOOK_AHEAD_DAYS = 182;
const TURNOVER_WEEKS = 13;

/** Stock over the units of the last 13 weeks, in days. A week that is not known leaves it unknown, as no stock record does. */
export function turnoverOf(weeks: readonly (number | null)[], available: number | null): number | null {
  const recent = known(weeks.slice(0, TURNOVER_WEEKS));
  if (available === null || recent.length < TURNOVER_WEEKS) return null;
  return turnoverDays(Math.max(0, sum(recent)), Math.max(0, available), 7 * TURNOVER_WEEKS);
}

/** Today for a purchase; for a hold the day demand takes the position down to the reorder level; null beyond the horizon. */
export function orderByDate(
  action: Action,
  above: number,
  curve: DemandCurve,
  protection: number,
  asOf: number,
): string | null {
  if (action === 'buy' || action === 'to_bonded') return formatDay(asOf);
  if (action !== 'hold') return null;
  const horizon = protection + LOOK_AHEAD_DAYS;
  const days = curve.cover(above, horizon);
  return days < horizon ? formatDay(asOf + Math.floor(days)) : null;
}

/** Money at stake: sales that would be lost, or cost of the stock above the maximum; null: not known in the plan's currency. */
export function atStake(status: Status, lost: number | null, unitCost: number | null, excess: number): number | null {
  switch (status) {
    case 'out_of_stock':
    case 'will_run_out':
    case 'low':
      return lost;
    case 'surplus_on_order':
    case 'overstock':
    case 'no_sales':
      return unitCost === null ? null : unitCost * Math.max(0, excess);
    case 'ok':
      return 0;
    default:
      return null;
  }
}
