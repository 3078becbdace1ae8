import { toMillionths, type DemandFacts } from './plan-demand';
import type { PlanItem } from './plan-index';
import type { WarehouseLead } from './plan-lead-time';
import { COVER_DAYS, FORECAST_WEEKS } from './plan-learning';
import type { WaterLines } from './plan-levels';
import { blankForecast } from './plan-row';
import type { ProtectionRule, ServiceProof } from './protection';
import type { ForecastRow, Sentence } from './types';

const LOW = 0.1;
const HIGH = 0.9;

export interface ForecastRowInput {
  item: PlanItem;
  demand: DemandFacts;
  /** null: nothing is known of demand */
  rule: ProtectionRule | null;
  proof: ServiceProof | null;
  lead: WarehouseLead | null;
  /** days of the first week that had passed at the data cut */
  offset: number;
  /** water lines by week; empty where the item cannot be planned */
  lines: readonly WaterLines[];
}

/** What the safety stock of an item is worth on its own history. */
function proofWords(proof: ServiceProof | null, promise: ProtectionRule | null): Sentence[] {
  if (!proof || !promise || promise.safetyDays === null) return [];
  if (proof.reason) return [proof.reason];
  const { achieved, target, windows, textbook } = proof;
  if (achieved === null) return [];
  const values = { target, achieved, windows };
  return textbook.achieved === null
    ? [{ id: 'proof', values }]
    : [{ id: 'proof_textbook', values: { ...values, textbook: textbook.achieved } }];
}

function leadWords(lead: WarehouseLead | null): Sentence[] {
  if (!lead || lead.learnedFrom === null || lead.sd === null) return [];
  const values = { lane: lead.lane.lane_id, mean: lead.mean, sd: lead.sd, count: lead.learnedFrom };
  return [{ id: 'lead_learned', values }];
}

/** Who set weeks of the forecast by hand, and until when. */
function overrideWords({ overridden: { count, by, expires } }: DemandFacts): Sentence[] {
  if (!count) return [];
  const values = { weeks: count, by: by ?? '', until: expires ?? '' };
  return [{ id: `overridden${by === null ? '' : '_by'}${expires === null ? '' : '_until'}`, values }];
}

/**
 * The forecast of an item by week: as planned with and as the statistics say, each week's P10 and P90 (which move with an
 * override in proportion), those of the 13 weeks together, the water lines, and in words what all of it rests on.
 */
export function forecastRow({ item, demand, rule, proof, lead, offset, lines }: ForecastRowInput): ForecastRow {
  const { forecast, statistical, overridden } = demand;
  const weeks = overridden.weeks.slice(0, FORECAST_WEEKS);
  const band = (p: number): number[] => {
    // weeks that are forecast alike have one band
    const bounds = new Map<number, number>();
    let near: number | undefined;
    return weeks.map((used, week) => {
      const before = statistical[week];
      if (before === undefined || before <= 0) return used;
      const bound = bounds.get(before) ?? forecast.quantile(p, week + 1, near);
      bounds.set(before, bound);
      near = Number.isInteger(bound) ? bound : undefined;
      return toMillionths(used === before ? bound : (bound * used) / before);
    });
  };
  const total = (p: number): number | null => (rule ? rule.quantileOver(p, -offset, COVER_DAYS) : null);
  const { wape, bias } = forecast.accuracy;
  return {
    ...blankForecast(item),
    demand_class: forecast.demandClass,
    method: forecast.method,
    accuracy: wape === null ? null : 1 - wape,
    bias,
    low: total(LOW),
    high: total(HIGH),
    weeks,
    statistical: statistical.slice(0, FORECAST_WEEKS),
    lows: band(LOW),
    highs: band(HIGH),
    minimums: lines.map(({ reorder }) => reorder),
    targets: lines.map(({ target }) => target),
    maximums: lines.map(({ max }) => max),
    overridden_by: overridden.by,
    expires: overridden.expires,
    words: [
      ...overrideWords(demand),
      ...forecast.words,
      ...demand.words,
      ...(rule?.words ?? []),
      ...proofWords(proof, rule),
      ...leadWords(lead),
    ],
  };
}
