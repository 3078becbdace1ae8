import { lognormalFromMoments, lognormalFromQuantiles, sumOfStages, type LeadTime } from './lead-time';
import type { LearnedLane } from './stage-durations';
import type { LearnedLead } from './types';

/** Deliveries that a stated lead time weighs against what was learnt. */
const STATED_WEIGHT = 10;

/** A stated P50 and P90 as a lead time: the lognormal with them. `null` when they are no quantiles. */
export function statedLead(p50: number | null, p90: number | null): LeadTime | null {
  if (p50 === null || p90 === null || !(p50 >= 0) || !(p90 >= p50)) return null;
  const { mean, variance } = lognormalFromQuantiles(p50, p90);
  return { mean, sd: Math.sqrt(variance), p50, p90 };
}

/**
 * What to plan with: the learnt lead time and the stated one put together, the stated one weighing as much as ten deliveries:
 * mean, variance and both quantiles each as the weighted mean. The one that exists when there is only one.
 */
export function blendLead(
  learned: LearnedLead | null,
  stated: LeadTime | null,
  weight = STATED_WEIGHT,
): LeadTime | null {
  if (!learned) return stated;
  if (!stated) return { mean: learned.mean, sd: learned.sd, p50: learned.p50, p90: learned.p90 };
  const share = learned.count / (learned.count + weight);
  const mix = (own: number, given: number): number => given + share * (own - given);
  return {
    mean: mix(learned.mean, stated.mean),
    sd: Math.sqrt(mix(learned.sd ** 2, stated.sd ** 2)),
    p50: mix(learned.p50, stated.p50),
    p90: mix(learned.p90, stated.p90),
  };
}

/**
 * A lane's learnt lead time from the order on. Stage dates are completions: where the first of them ends a stage that itself
 * takes time (`stages`: what is stated, in order), that stage's stated time is added to what was learnt from it on, as an
 * independent part. `null` with too few deliveries.
 */
export function learnedLead(
  lane: Pick<LearnedLane, 'from' | 'lead'>,
  stages: readonly { stage: string; p50: number; p90: number }[],
): LearnedLead | null {
  const place = stages.findIndex(({ stage }) => stage === lane.from);
  if (!lane.lead || place < 0) return lane.lead;
  const before = sumOfStages(stages.slice(0, place + 1));
  if (before.mean === 0) return lane.lead;
  const mean = lane.lead.mean + before.mean;
  const sd = Math.hypot(lane.lead.sd, before.sd);
  return { count: lane.lead.count, mean, sd, ...lognormalFromMoments(mean, sd) };
}
