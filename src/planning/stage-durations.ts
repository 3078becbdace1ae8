import { durationOutliers, sampleQuantile } from './robust-outliers';
import { mean as meanOf, sampleSd } from './statistics';
import type { LearnedLead } from './types';

export type SetAsideReason =
  'unreadable' | 'future' | 'before_previous' | 'too_long' | 'outlier' | 'no_lane' | 'repeated';

/** A stage of a delivery, or its whole way (`stage` null), that nothing was learnt from, and why. */
export interface SetAside {
  doc_id: string;
  lane: string | null;
  stage: string | null;
  reason: SetAsideReason;
  /** the duration it would have had; null: none to speak of */
  days: number | null;
}

export interface LearnedStage {
  stage: string;
  /** the stage it is counted from */
  from: string;
  /** deliveries with a usable duration */
  count: number;
  /** null: too few */
  lead: LearnedLead | null;
  /** share completed by the planned day, of those with both dates; null: none */
  onTime: number | null;
  /** days of lateness that arose in this stage, mean over its deliveries: later than plan by more than the stage before */
  addedLate: number | null;
}

export interface LearnedLane {
  lane: string;
  /** from the first stage to the last */
  from: string;
  to: string;
  count: number;
  /** null: fewer than five */
  lead: LearnedLead | null;
  onTime: number | null;
  /** the stage most of the lateness arises in; null: none is late, or no plan to compare with */
  cause: string | null;
  stages: LearnedStage[];
  setAside: number;
}

/** Fewer deliveries than this teach nothing. */
export const LEAST_DELIVERIES = 5;
/** Longer than this is a slip of the pen (a date, a quantity), not a lead time. */
export const LONGEST_DAYS = 1000;
/** A stage of a delivery with its dates as days since 1970. */
export interface StageDates {
  doc: string;
  stage: string;
  planned: number | null;
  actual: number | null;
}

/** Count, mean, sd and quantiles of durations in days; `null` with fewer than five. */
function leadOf(durations: readonly number[]): LearnedLead | null {
  if (durations.length < LEAST_DELIVERIES) return null;
  const sorted = [...durations].sort((a, b) => a - b);
  return {
    count: durations.length,
    mean: meanOf(durations) ?? 0,
    sd: sampleSd(durations) ?? 0,
    p50: sampleQuantile(sorted, 0.5),
    p90: sampleQuantile(sorted, 0.9),
  };
}

/** Stages in order of their usual place on the way: by the mean rank of their planned (else actual) dates. */
export function stageOrder(ways: readonly StageDates[][]): string[] {
  const ranks = new Map<string, { sum: number; count: number }>();
  for (const way of ways) {
    const dated = way
      .map((point) => ({ stage: point.stage, at: point.planned ?? point.actual }))
      .filter((point): point is { stage: string; at: number } => point.at !== null)
      .sort((a, b) => a.at - b.at);
    dated.forEach(({ stage }, rank) => {
      const found = ranks.get(stage) ?? { sum: 0, count: 0 };
      found.sum += dated.length > 1 ? rank / (dated.length - 1) : 0.5;
      found.count++;
      ranks.set(stage, found);
    });
  }
  return [...ranks]
    .map(([stage, { sum, count }]) => ({ stage, place: sum / count }))
    .sort((a, b) => a.place - b.place || (a.stage < b.stage ? -1 : 1))
    .map(({ stage }) => stage);
}

interface Duration {
  doc: string;
  days: number;
}

/** Sets outliers aside; the rest is what is learnt from. */
function withoutOutliers(durations: readonly Duration[], setAside: (duration: Duration) => void): number[] {
  const outliers = durationOutliers(durations.map(({ days }) => days));
  durations.forEach((duration, index) => outliers[index] && setAside(duration));
  return durations.filter((_, index) => !outliers[index]).map(({ days }) => days);
}

const onTimeOf = (points: readonly StageDates[]): number | null => {
  const both = points.filter(({ planned, actual }) => planned !== null && actual !== null);
  if (both.length === 0) return null;
  return (
    both.filter(({ planned, actual }) => Math.floor(actual as number) <= Math.floor(planned as number)).length /
    both.length
  );
};

/** One lane's lead times out of its deliveries, stages in their order; what cannot be used goes to `aside`. */
export function learnLane(
  lane: string,
  ways: ReadonlyMap<string, StageDates[]>,
  order: readonly string[],
  aside: SetAside[],
): LearnedLane {
  const place = new Map(order.map((stage, index) => [stage, index]));
  const [first, last] = [order[0] ?? '', order[order.length - 1] ?? ''];
  const whole: Duration[] = [];
  const arrivals: StageDates[] = [];
  const byStage = order.map((stage) => ({
    stage,
    durations: [] as Duration[],
    points: [] as StageDates[],
    late: [] as number[],
  }));
  const check = (doc: string, stage: string | null, days: number): boolean => {
    const reason = days < 0 ? 'before_previous' : days > LONGEST_DAYS ? 'too_long' : null;
    if (reason) aside.push({ doc_id: doc, lane, stage, reason, days });
    return reason === null;
  };
  for (const [doc, way] of ways) {
    const points = way
      .filter(({ stage }) => place.has(stage))
      .sort((a, b) => (place.get(a.stage) as number) - (place.get(b.stage) as number));
    let sound = true;
    let lateBefore = 0;
    points.forEach((point, index) => {
      const at = place.get(point.stage) as number;
      const own = byStage[at];
      const previous = points[index - 1];
      if (!own || point.actual === null) return;
      own.points.push(point);
      // a stage is measured from the one right before it
      if (previous && previous.actual !== null && place.get(previous.stage) === at - 1) {
        const days = point.actual - previous.actual;
        if (check(doc, point.stage, days)) own.durations.push({ doc, days });
        else sound = false;
      }
      if (point.planned !== null) {
        const late = Math.max(0, Math.floor(point.actual) - Math.floor(point.planned));
        own.late.push(Math.max(0, late - lateBefore));
        lateBefore = late;
      }
    });
    const [start, end] = [points.find(({ stage }) => stage === first), points.find(({ stage }) => stage === last)];
    if (!start || !end || start === end || start.actual === null || end.actual === null) continue;
    arrivals.push(end);
    const days = end.actual - start.actual;
    // with two stages the whole way is the stage and was checked as such
    if (sound && (order.length === 2 || check(doc, null, days))) whole.push({ doc, days });
  }
  const stages = byStage.slice(1).map(({ stage, durations, points, late }, index): LearnedStage => {
    const kept = withoutOutliers(durations, ({ doc, days }) =>
      aside.push({ doc_id: doc, lane, stage, reason: 'outlier', days }),
    );
    return {
      stage,
      from: order[index] as string,
      count: kept.length,
      lead: leadOf(kept),
      onTime: onTimeOf(points),
      addedLate: meanOf(late),
    };
  });
  const kept = withoutOutliers(whole, ({ doc, days }) => {
    if (order.length > 2) aside.push({ doc_id: doc, lane, stage: null, reason: 'outlier', days });
  });
  // lateness may have arisen before the first duration: the first stage's own lateness counts as well
  const added = byStage.map(({ stage, late }) => ({ stage, days: late.reduce((sum, days) => sum + days, 0) }));
  const worst = added.reduce<(typeof added)[number] | null>(
    (top, one) => (one.days > (top?.days ?? 0) ? one : top),
    null,
  );
  // dates set aside before the lane was looked at count as well
  const docs = new Set(aside.filter((one) => one.lane === lane).map(({ doc_id }) => doc_id));
  return {
    lane,
    from: first,
    to: last,
    count: kept.length,
    lead: leadOf(kept),
    onTime: onTimeOf(arrivals),
    cause: worst?.stage ?? null,
    stages,
    setAside: docs.size,
  };
}
