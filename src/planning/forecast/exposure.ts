import type { PromotionPart, PromotionWeek } from '../promotions';
import { STAGE_DAYS } from '../promotions';
import type { PromotionKnowledge } from './knowledge';

/** Lengths of promotions in days that are told apart: a flash sale, a week, a fortnight, longer. */
const LENGTHS = [3, 8, 16] as const;

/** Cell 0 is a promotion of unknown length; then by length the first days, the middle and the end. */
export const PROMOTION_CELLS = 1 + (LENGTHS.length + 1) * (STAGE_DAYS.length + 1);

type Running = PromotionPart['running'][number];

/** Which cell of the intensity table a stretch of a promotion belongs to. */
export function promotionCell({ elapsed, length }: Running): number {
  if (elapsed === null || length === null) return 0;
  let lengthBand = 0;
  while (lengthBand < LENGTHS.length && length > (LENGTHS[lengthBand] as number)) lengthBand += 1;
  let stage = 0;
  while (stage < STAGE_DAYS.length && elapsed >= (STAGE_DAYS[stage] as number)) stage += 1;
  return 1 + lengthBand * (STAGE_DAYS.length + 1) + stage;
}

const UNKNOWN: Running = { uplift: null, event: null, elapsed: null, length: null };

/** The stretches of a week under promotion; a bare share is one stretch of unknown length. */
export const partsOf = (week: PromotionWeek): readonly PromotionPart[] =>
  week.share > 0 ? (week.parts ?? [{ share: week.share, running: [UNKNOWN] }]) : [];

/** Strength of one running promotion relative to an average one. */
const strength = (running: Running, { intensity, events }: PromotionKnowledge): number =>
  (intensity[promotionCell(running)] ?? 1) * ((running.event === null ? undefined : events[running.event]) ?? 1);

/**
 * What a week's promotions come to, given what is learnt: demand = baseline · known + gain · exposure, with
 * `known` the factor of promotions whose uplift the calendar gives (and of the dip after a promotion) and `exposure` the
 * share of the week under promotions whose uplift is learnt, weighted by their strength. Where promotions overlap the
 * strongest counts.
 */
export function exposureOf(
  week: PromotionWeek,
  knowledge: PromotionKnowledge,
  gain: number,
): { known: number; exposure: number } {
  let known = 1 - knowledge.dip * (week.after ?? 0);
  let exposure = 0;
  for (const { share, running } of partsOf(week)) {
    let given = -Infinity;
    let learnt = -Infinity;
    for (const one of running) {
      if (one.uplift === null) learnt = Math.max(learnt, strength(one, knowledge));
      else given = Math.max(given, one.uplift);
    }
    if (learnt > -Infinity && 1 + gain * learnt >= given) exposure += share * learnt;
    else known += share * (given - 1);
  }
  return { known, exposure };
}
