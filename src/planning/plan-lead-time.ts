import { lognormalFromMoments } from './lead-time';
import { statedLead } from './lead-time-blend';
import { LEAST_DELIVERIES, LONGEST_DAYS } from './stage-durations';
import type { LaneFacts } from './types';

export interface WarehouseLead {
  lane: LaneFacts;
  mean: number;
  /** null: unknown, read as none */
  sd: number | null;
  p50: number;
  p90: number;
  /** deliveries it was learned from; null: as stated */
  learnedFrom: number | null;
}

const isDays = (value: number): boolean => value >= 0 && value <= LONGEST_DAYS;

/** What past deliveries say, where there are enough of them and their figures can be lead times. */
function learnedLead(lane: LaneFacts): WarehouseLead | null {
  const { learned } = lane;
  if (!learned || !(learned.count >= LEAST_DELIVERIES)) return null;
  const { mean, sd, p50, p90, count } = learned;
  return [mean, sd, p50, p90].every(isDays) && p90 >= p50 ? { lane, mean, sd, p50, p90, learnedFrom: count } : null;
}

/**
 * Lead time of a lane: learned from at least five past deliveries, else its stated mean and sd, else those of the lognormal
 * with its P50 and P90; `null` without either, or when one of them is out of 0–1,000 days.
 */
export function laneLead(lane: LaneFacts): WarehouseLead | null {
  const learned = learnedLead(lane);
  if (learned) return learned;
  const fitted = statedLead(lane.lead_p50, lane.lead_p90);
  const mean = lane.lead_mean_days ?? fitted?.mean ?? null;
  if (mean === null || !isDays(mean)) return null;
  const stated = lane.lead_sd_days !== null && lane.lead_sd_days >= 0 ? lane.lead_sd_days : null;
  const sd = stated ?? fitted?.sd ?? null;
  // a P90 far from the P50 has a lognormal whose sd is years: the same slip of the pen
  if (sd !== null && sd > LONGEST_DAYS) return null;
  const { p50, p90 } = fitted ?? lognormalFromMoments(mean, sd ?? 0);
  return { lane, mean, sd, p50, p90, learnedFrom: null };
}

export interface WarehouseLane {
  lead: WarehouseLead | null;
  /** a lane that leads here without a usable lead time: what to mend */
  lacking: string | null;
}

/** A lead time so many days longer; never under 0. */
function longer(lead: WarehouseLead, days: number): WarehouseLead {
  const of = (value: number): number => Math.max(0, value + days);
  return { ...lead, mean: of(lead.mean), p50: of(lead.p50), p90: of(lead.p90) };
}

/** Where lanes of one SKU are kept beside those of every SKU; a tab cannot be part of a code. */
const ownPlace = (sku: string, warehouse: string): string => `${warehouse}\t${sku}`;

/** The lane by which an SKU comes into a warehouse: its own, else the one of every SKU. */
export const laneOf = (
  lanes: ReadonlyMap<string, WarehouseLane>,
  sku: string,
  warehouse: string,
): WarehouseLane | undefined => lanes.get(ownPlace(sku, warehouse)) ?? lanes.get(warehouse);

/**
 * The replenishment lane into each warehouse, and of SKUs with lanes of their own (see `laneOf`): of those with a lead time,
 * the one with the shortest mean. `extraDays`: a scenario in which every lane takes so many days longer.
 */
export function replenishmentLanes(lanes: readonly LaneFacts[], extraDays = 0): Map<string, WarehouseLane> {
  const byWarehouse = new Map<string, WarehouseLane>();
  for (const lane of lanes) {
    if (lane.purpose !== 'replenish') continue;
    const place = lane.sku_id ? ownPlace(lane.sku_id, lane.to_id) : lane.to_id;
    const best = byWarehouse.get(place) ?? { lead: null, lacking: null };
    const found = laneLead(lane);
    const lead = found && extraDays ? longer(found, extraDays) : found;
    if (!lead) best.lacking ??= lane.lane_id;
    else if (
      !best.lead ||
      lead.mean < best.lead.mean ||
      (lead.mean === best.lead.mean && lane.lane_id < best.lead.lane.lane_id)
    ) {
      best.lead = lead;
    }
    byWarehouse.set(place, best);
  }
  return byWarehouse;
}
