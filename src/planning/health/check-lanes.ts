import { laneLead } from '../plan-lead-time';
import type { LaneFacts } from '../types';
import { nearFactor } from './robust';
import { pairKey, type HealthContext } from './context';
import type { CheckPlace } from './types';

/** What a stated lead time is of what was learned when weeks, months or hours were typed for days. */
const UNITS = [
  ['weeks', 7],
  ['months', 30.4],
  ['hours', 1 / 24],
] as const;
const UNIT_TOLERANCE = 0.3;
/** Replenishment that takes no day and a half, or more than half a year, is asked about. */
const SHORTEST = 1.5;
const LONGEST = 180;

const place = (lane: LaneFacts, column: string | null): CheckPlace => ({
  table: 'TW_Lanes',
  key: [lane.lane_id],
  column,
});

/** Lanes into the planned warehouses. At risk: four weeks' sales of the items they feed, at price. */
export function checkLanes(context: HealthContext): void {
  const atRisk = new Map<string, number | null>();
  const used = new Set<string>();
  for (const { sku, warehouse } of context.pairs.values()) {
    const holds = (context.stock.get(pairKey(sku, warehouse))?.available ?? 0) > 0;
    if (!holds && context.weekly(sku, warehouse) <= 0) continue;
    used.add(warehouse);
    const amount = context.salesAtRisk(sku, warehouse);
    if (amount !== null) atRisk.set(warehouse, (atRisk.get(warehouse) ?? 0) + amount);
  }
  for (const warehouse of used) {
    if (context.lanesInto(warehouse).length) continue;
    const at: CheckPlace = { table: 'TW_Warehouses', key: [warehouse], column: null };
    context.add('no_lane', 'error', at, {
      warehouse_id: warehouse,
      values: { warehouse },
      atRisk: atRisk.get(warehouse) ?? null,
    });
  }
  for (const lane of context.input.lanes) {
    const feeds = lane.purpose === 'replenish' && used.has(lane.to_id);
    const risk = feeds ? (atRisk.get(lane.to_id) ?? null) : 0;
    const about = { warehouse_id: lane.to_id, atRisk: risk };
    const { lead_p50: p50, lead_p90: p90 } = lane;
    if (p50 !== null && p90 !== null && p90 < p50) {
      context.add('lead_order', 'error', place(lane, 'lead_p90'), {
        ...about,
        found: p90,
        expected: p50,
        values: { lane: lane.lane_id, p50, p90 },
      });
      continue;
    }
    if (!feeds) continue;
    const lead = laneLead(lane);
    if (!lead) {
      context.add('no_lead_time', 'error', place(lane, 'lead_mean_days'), {
        ...about,
        found: lane.lead_mean_days,
        values: { lane: lane.lane_id, warehouse: lane.to_id },
      });
      continue;
    }
    leadTimes(context, lane, about);
    if (lead.sd === null) {
      context.add('no_lead_sd', 'hint', place(lane, 'lead_sd_days'), {
        ...about,
        atRisk: 0,
        values: { lane: lane.lane_id },
      });
    }
  }
}

function leadTimes(
  context: HealthContext,
  lane: LaneFacts,
  about: { warehouse_id: string; atRisk: number | null },
): void {
  const stated = lane.lead_mean_days ?? lane.lead_p50;
  const { learned } = lane;
  if (stated === null) return;
  if (learned && learned.count > 0 && stated > 0) {
    const unit = UNITS.find(([, factor]) => nearFactor(learned.mean / stated, factor, UNIT_TOLERANCE));
    if (unit) {
      context.add('lead_unit', 'warning', place(lane, 'lead_mean_days'), {
        ...about,
        found: stated,
        expected: Number(learned.mean.toFixed(1)),
        text: `lead_unit_${unit[0]}`,
        values: { lane: lane.lane_id, stated, learned: learned.mean, count: learned.count },
      });
      return;
    }
  }
  const median = lane.lead_p50;
  const apart = lane.lead_mean_days !== null && median !== null && median > 0 && lane.lead_mean_days > 4 * median;
  if (stated < SHORTEST || stated > LONGEST || apart) {
    context.add('lead_absurd', 'warning', place(lane, 'lead_mean_days'), {
      ...about,
      found: stated,
      expected: apart ? median : null,
      text: apart ? 'lead_apart' : 'lead_absurd',
      values: { lane: lane.lane_id, stated, ...(apart ? { p50: median } : {}) },
    });
  }
}
