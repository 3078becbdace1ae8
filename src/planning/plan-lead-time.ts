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

/** The replenishment lane into each warehouse: of those with a lead time, the one with the shortest mean. */
export function replenishmentLanes(lanes: readonly LaneFacts[]): Map<string, WarehouseLane> {
  const byWarehouse = new Map<string, WarehouseLane>();
  for (const lane of lanes) {
    if (lane.purpose !== 'replenish') continue;
    const best = byWarehouse.get(lane.to_id) ?? { lead: null, lacking: null };
    const lead = laneLead(lane);
    if (!lead) best.lacking ??= lane.lane_id;
    else if (
      !best.lead ||
      lead.mean < best.lead.mean ||
      (lead.mean === best.lead.mean && lane.lane_id < best.lead.lane.lane_id)
    ) {
      best.lead = lead;
    }
    byWarehouse.set(lane.to_id, best);
  }
  return byWarehouse;
}
