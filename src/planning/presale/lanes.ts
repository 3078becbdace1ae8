import { laneLead, replenishmentLanes, type WarehouseLane, type WarehouseLead } from '../plan-lead-time';
import type { LaneFacts } from '../types';

/** Days to a buyer's door: half and nine tenths of the orders keep to them. */
export interface DeliveryDays {
  p50: number;
  p90: number;
}

/** The lanes a promise rests on. */
export interface PromiseLanes {
  /** delivery from a warehouse over all its fulfilment lanes: fastest P50, slowest P90; null: none has a lead time */
  delivery(warehouse: string): DeliveryDays | null;
  /** lead time by which goods come from one place to another, else by the warehouse's replenishment lane */
  inbound(from: string | null, to: string): WarehouseLead | null;
  /** where goods of a supplier go on to that delivers to buyers, by the lane with the shortest P90; null: nowhere known */
  onward(from: string): { to: string; lead: WarehouseLead } | null;
}

const INBOUND: readonly string[] = ['replenish', 'transfer'];

/** A page speaks to the whole country, so its window holds for the nearest and the farthest region a warehouse ships to. */
export function promiseLanes(lanes: readonly LaneFacts[]): PromiseLanes {
  const delivery = new Map<string, DeliveryDays>();
  const direct = new Map<string, WarehouseLead>();
  for (const lane of lanes) {
    const lead = laneLead(lane);
    if (!lead) continue;
    if (lane.purpose === 'fulfil') {
      const known = delivery.get(lane.from_id);
      delivery.set(lane.from_id, {
        p50: Math.min(known?.p50 ?? Infinity, lead.p50),
        p90: Math.max(known?.p90 ?? 0, lead.p90),
      });
    } else if (INBOUND.includes(lane.purpose)) {
      // of several between two places the slowest holds for a line that does not say which it takes
      const key = `${lane.from_id}\u001f${lane.to_id}`;
      const known = direct.get(key);
      if (!known || lead.p90 - lead.p50 > known.p90 - known.p50) direct.set(key, lead);
    }
  }
  const onward = new Map<string, { to: string; lead: WarehouseLead }>();
  for (const lead of direct.values()) {
    const { from_id: from, to_id: to } = lead.lane;
    const known = onward.get(from);
    if (delivery.has(to) && (!known || lead.p90 < known.lead.p90)) onward.set(from, { to, lead });
  }
  const usual: ReadonlyMap<string, WarehouseLane> = replenishmentLanes(lanes);
  return {
    delivery: (warehouse) => delivery.get(warehouse) ?? null,
    onward: (from) => onward.get(from) ?? null,
    inbound: (from, to) => direct.get(`${from ?? ''}\u001f${to}`) ?? usual.get(to)?.lead ?? null,
  };
}
