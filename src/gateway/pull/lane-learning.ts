import { renderSentence } from '../../messages/plan-texts';
import { learnedLead, learnLeadTimes, type SetAsideReason, type StageEvent } from '../../planning/lead-time-learning';
import type { CellValue, Language } from '../../tables';
import type { Sql } from '../store';
import type { Scope } from './table';

export interface LaneStage {
  stage: string;
  p50: number;
  p90: number;
}

/** What the join of deliveries to lanes has to know of a lane. */
export interface LearningLane {
  lane_id: string;
  from_id: string;
  to_id: string;
  purpose: string;
  /** stated, days */
  lead_mean_days: number | null;
  /** stated, in order */
  stages: LaneStage[];
}

export interface Delivery {
  doc_id: string;
  from_id: string | null;
  to_id: string;
  /** days from the first planned stage to the last; null: no plan */
  planned: number | null;
}

const GOODS_COME_BY: readonly string[] = ['replenish', 'transfer'];

/**
 * The lane a delivery came by: the one that leads from where it came to where it went. Of several (sea and air), the one
 * whose stated lead time is nearest to the delivery's planned days; without a plan to tell them apart, none.
 */
export function laneOf(delivery: Delivery, lanes: readonly LearningLane[]): string | null {
  const fitting = lanes.filter(
    ({ from_id, to_id, purpose }) =>
      to_id === delivery.to_id &&
      GOODS_COME_BY.includes(purpose) &&
      (delivery.from_id === null || from_id === delivery.from_id),
  );
  if (fitting.length < 2) return fitting[0]?.lane_id ?? null;
  const { planned } = delivery;
  if (planned === null) return null;
  const apart = (lane: LearningLane): number =>
    lane.lead_mean_days === null ? Infinity : Math.abs(lane.lead_mean_days - planned);
  const [best, next] = [...fitting].sort((a, b) => apart(a) - apart(b));
  return best && next && apart(best) < apart(next) ? best.lane_id : null;
}

interface EventRow extends Delivery {
  stage: string;
  planned_at: string | null;
  actual_at: string | null;
  partner_id: string | null;
}

/** Every stage date of a brand's deliveries with the way each went; deliveries to several warehouses went several ways. */
async function eventsOf(sql: Sql, brandId: string): Promise<EventRow[]> {
  return sql.query<EventRow>(
    `SELECT e.doc_id, e.stage, e.planned_at, e.actual_at, e.partner_id, d.from_id, d.to_id,
            extract(epoch FROM max(e.planned_at) OVER (PARTITION BY e.doc_id) - min(e.planned_at) OVER (PARTITION BY e.doc_id))::float8
              / 86400 AS planned
       FROM stage_event e
       JOIN (SELECT doc_id, min(from_id) AS from_id, min(to_id) AS to_id FROM inbound
              WHERE brand_id = $1 GROUP BY doc_id HAVING count(DISTINCT to_id) = 1 AND count(DISTINCT from_id) < 2) d USING (doc_id)
      WHERE e.brand_id = $1 ORDER BY e.doc_id, e.planned_at, e.actual_at, e.stage`,
    [brandId],
  );
}

const rounded = (value: number | undefined): number | null =>
  value === undefined ? null : Math.round(value * 1e4) / 1e4;

function reasonsText(reasons: ReadonlyMap<SetAsideReason, ReadonlySet<string>>, language: Language): string | null {
  const parts = [...reasons].map(([reason, docs]) =>
    renderSentence({ id: `aside_${reason}`, values: { count: docs.size } }, language),
  );
  return parts.length > 0 ? parts.join(language === 'zh' ? '；' : '; ') : null;
}

/** The learnt columns of the Lanes table, by lane; a lane no delivery came by has none. */
export async function learnedColumns(
  sql: Sql,
  { brandId, dataTime, language }: Scope,
  lanes: readonly LearningLane[],
): Promise<Map<string, Record<string, CellValue>>> {
  const rows = await eventsOf(sql, brandId);
  if (rows.length === 0) return new Map();
  const ways = new Map<string, string | null>();
  const events = rows.map((row): StageEvent => {
    const known = ways.get(row.doc_id);
    const lane = known === undefined ? laneOf(row, lanes) : known;
    ways.set(row.doc_id, lane);
    return { ...row, lane };
  });
  const stages = new Map(
    lanes.filter((lane) => lane.stages.length > 0).map((lane) => [lane.lane_id, lane.stages.map(({ stage }) => stage)]),
  );
  const learned = learnLeadTimes(events, { asOf: dataTime, stages });
  return new Map(
    learned.lanes.map((lane) => {
      const lead = learnedLead(lane, lanes.find(({ lane_id }) => lane_id === lane.lane)?.stages ?? []);
      const reasons = new Map<SetAsideReason, Set<string>>();
      for (const { lane: of, reason, doc_id } of learned.setAside) {
        if (of === lane.lane) reasons.set(reason, (reasons.get(reason) ?? new Set()).add(doc_id));
      }
      return [
        lane.lane,
        {
          learned_count: lead?.count ?? null,
          learned_mean: rounded(lead?.mean),
          learned_sd: rounded(lead?.sd),
          learned_p50: rounded(lead?.p50),
          learned_p90: rounded(lead?.p90),
          set_aside: lane.setAside,
          set_aside_why: reasonsText(reasons, language),
        },
      ];
    }),
  );
}
