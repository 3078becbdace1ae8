import { parseDay, shanghaiTime } from './calendar';
import {
  LEAST_DELIVERIES,
  learnLane,
  stageOrder,
  type LearnedLane,
  type SetAside,
  type SetAsideReason,
  type StageDates,
} from './stage-durations';

export { blendLead, learnedLead, statedLead } from './lead-time-blend';
export type { SetAsideReason } from './stage-durations';

/** One stage of one delivery. */
export interface StageEvent {
  doc_id: string;
  stage: string;
  /** when the stage was to be completed; an ISO date or instant, null: unknown */
  planned_at: string | null;
  /** when it was completed */
  actual_at: string | null;
  /** lane of the delivery, or `from→to`; null: unknown */
  lane: string | null;
}

export interface LearnedLeadTimes {
  lanes: LearnedLane[];
  setAside: SetAside[];
  counts: Partial<Record<SetAsideReason, number>>;
}

export interface LeadTimeSettings {
  /** data cut, an ISO date or instant: what lies after it has not happened */
  asOf: string;
  /** stages of a lane in their order; else they are put in order of their dates */
  stages?: ReadonlyMap<string, readonly string[]>;
}

const timeOf = (text: string | null): number | null => {
  if (text === null || text.trim() === '') return null;
  return parseDay(text) ?? shanghaiTime(text);
};

/**
 * Lead times learnt from the stage dates of past deliveries, per lane and per stage (from the stage before to this one): count,
 * mean, sd, P50, P90 in days, share on time, and the stage the lateness arises in. Not learnt from, but listed with the reason:
 * dates that cannot be read, after the data cut or before the stage before, ways over 1,000 days, a stage told twice, deliveries
 * without a lane, and outliers (durationOutliers). Fewer than five deliveries: null.
 */
export function learnLeadTimes(events: readonly StageEvent[], settings: LeadTimeSettings): LearnedLeadTimes {
  const asOf = timeOf(settings.asOf) ?? Infinity;
  // a date without a time lasts to its end
  const cut = parseDay(settings.asOf) === null ? asOf : asOf + 1;
  const setAside: SetAside[] = [];
  const byLane = new Map<string, Map<string, StageDates[]>>();
  for (const event of events) {
    const base = { doc_id: event.doc_id, lane: event.lane, stage: event.stage, days: null };
    const [planned, actual] = [timeOf(event.planned_at), timeOf(event.actual_at)];
    if (event.lane === null || event.lane === '') {
      setAside.push({ ...base, reason: 'no_lane' });
      continue;
    }
    const isUnreadable = event.actual_at !== null && event.actual_at.trim() !== '' && actual === null;
    if (isUnreadable) setAside.push({ ...base, reason: 'unreadable' });
    const isFuture = actual !== null && actual >= cut;
    if (isFuture) setAside.push({ ...base, reason: 'future' });
    const ways = byLane.get(event.lane) ?? new Map<string, StageDates[]>();
    byLane.set(event.lane, ways);
    const way = ways.get(event.doc_id) ?? [];
    ways.set(event.doc_id, way);
    if (way.some(({ stage }) => stage === event.stage)) setAside.push({ ...base, reason: 'repeated' });
    else way.push({ doc: event.doc_id, stage: event.stage, planned, actual: isFuture ? null : actual });
  }
  // a lane with few deliveries goes by the order of all: one pair of swapped dates must not turn it round
  const usual = stageOrder([...byLane.values()].flatMap((ways) => [...ways.values()]));
  const orderOf = (lane: string, ways: ReadonlyMap<string, StageDates[]>): readonly string[] => {
    const given = settings.stages?.get(lane);
    if (given) return given;
    if (ways.size >= LEAST_DELIVERIES) return stageOrder([...ways.values()]);
    const own = new Set([...ways.values()].flatMap((way) => way.map(({ stage }) => stage)));
    return usual.filter((stage) => own.has(stage));
  };
  const lanes = [...byLane]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([lane, ways]) => learnLane(lane, ways, orderOf(lane, ways), setAside));
  const counts: LearnedLeadTimes['counts'] = {};
  for (const { reason } of setAside) counts[reason] = (counts[reason] ?? 0) + 1;
  return { lanes, setAside, counts };
}
