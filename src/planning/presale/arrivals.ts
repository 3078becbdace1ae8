import { parseDay } from '../calendar';
import type { PlanItem } from '../plan-index';
import type { Receipt } from '../projection';
import type { PromiseLanes } from './lanes';

const ROUNDING = 1e-9;

/** What is under way to a warehouse, as far as a promise may rest on it. Units; days after the data cut. */
export interface Arrivals {
  /** on the day by which nine of ten come */
  safe: Receipt[];
  /** late, or without an ETA */
  unsure: number;
  /** no lane with a lead time says how far an ETA can be trusted */
  withoutLane: number;
}

/**
 * Open lines of an item by the day to count on: ETA + (P90 − P50) of the lane the line comes by, rounded up, tomorrow at
 * the earliest. An ETA is a median; the promise must hold nine times in ten. A line that is late already, or has no ETA, is promised to nobody.
 *
 * Example: ETA in 12 days, lane P50 19.5 and P90 24: day 12 + 4.5 → 17.
 */
export function arrivalsOf({ inbound, warehouse }: PlanItem, asOf: number, lanes: PromiseLanes): Arrivals {
  const arrivals: Arrivals = { safe: [], unsure: 0, withoutLane: 0 };
  for (const line of inbound) {
    const open = Math.max(0, line.open_qty ?? 0);
    if (open === 0) continue;
    const eta = parseDay(line.eta);
    if (eta === null || eta < asOf) {
      arrivals.unsure += open;
      continue;
    }
    const lead = lanes.inbound(line.from_id ?? null, warehouse.warehouse_id);
    if (!lead) arrivals.withoutLane += open;
    else arrivals.safe.push({ day: Math.max(1, Math.ceil(eta - asOf + lead.p90 - lead.p50 - ROUNDING)), qty: open });
  }
  return arrivals;
}
