import type { Sentence, SkuFacts, Tier } from '../types';
import { EARNED_TIERS, type Run } from './hysteresis';
import type { TierSettings } from './settings';
import { CLASS_A, CLASS_B, CLASS_C, CLASS_UNKNOWN, type ClassFloors } from './value-classes';

/** What decided before sales could. */
export type Ruling = 'lock' | 'custom' | 'luxury' | 'new';

/** Everything the sentences about a tier speak of. */
export interface TierFacts {
  sku: SkuFacts;
  ruling: Ruling | null;
  tier: Tier;
  /** level earned by sales; the tier itself where nothing else rules */
  level: number;
  /** weeks in a row that point elsewhere */
  run: Run;
  /** value-classes.ts */
  abc: number;
  cv: number | null;
  /** sales value of 13 weeks; NaN: unknown */
  value: number;
  /** null: values are units, as no price is known */
  currency: string | null;
  price: number | null;
  ageWeeks: number | null;
  floors: ClassFloors;
}

export const ABC_NAMES = ['C', 'B', 'A'] as const;

const say = (id: string, values: Sentence['values'] = {}): Sentence => ({ id, values });
const tierAt = (level: number): Tier => EARNED_TIERS[level] ?? 'longtail';
const abcName = (abc: number): string => ABC_NAMES[abc] ?? '?';

/** Why an SKU is where it is, with the figures of the rule that decided. */
export function tierReason(facts: TierFacts, settings: TierSettings): Sentence {
  const { sku, ruling, tier, level, run, abc, cv, price, ageWeeks } = facts;
  const limit = settings.cvMax;
  if (ruling === 'lock') return lockReason(sku, tier);
  if (ruling === 'custom') return say('tier_custom');
  if (ruling === 'luxury') return say('tier_luxury', { price: price ?? 0, limit: settings.luxuryPrice });
  if (ruling === 'new')
    return say('tier_new', { weeks: Math.floor(Math.max(0, ageWeeks ?? 0)), limit: settings.newWeeks });
  if (abc === CLASS_UNKNOWN) return level > 0 ? say('tier_kept', { tier }) : say('tier_no_value');
  const toward = { weeks: run.weeks, tier: tierAt(run.level) };
  if (run.weeks > 0 && run.level > level && cv !== null)
    return say('tier_rising', { abc: abcName(abc), cv, limit, needed: settings.promote, ...toward });
  if (run.weeks > 0 && run.level < level) {
    const figures = { abc: abcName(abc), needed: settings.demote, ...toward };
    return cv === null ? say('tier_falling_no_demand', figures) : say('tier_falling', { ...figures, cv, limit });
  }
  if (cv === null) return level > 0 ? say('tier_kept_unsure', { tier }) : say('tier_no_demand');
  if (level > 0) return say('tier_steady', { abc: abcName(abc), cv });
  return abc === CLASS_C ? say('tier_class_c', { cv }) : say('tier_unsteady', { abc: abcName(abc), cv, limit });
}

function lockReason({ lock_by, lock_why }: SkuFacts, tier: Tier): Sentence {
  const by = lock_by?.trim();
  const why = lock_why?.trim().replace(/[.。]+$/, '');
  if (by && why) return say('tier_locked_by_why', { tier, by, why });
  if (by) return say('tier_locked_by', { tier, by });
  return why ? say('tier_locked_why', { tier, why }) : say('tier_locked', { tier });
}

/** What would move it, the likeliest first. */
export function movesWhen(facts: TierFacts, settings: TierSettings): Sentence[] {
  const { ruling, level, run, ageWeeks } = facts;
  const bySales = tierAt(level);
  if (ruling === 'lock') return [say('moves_unlock', { tier: bySales })];
  if (ruling === 'custom') return [say('moves_custom')];
  if (ruling === 'luxury') return [say('moves_price', { limit: settings.luxuryPrice, tier: bySales })];
  if (ruling === 'new') {
    const left = Math.max(1, Math.ceil(settings.newWeeks - (ageWeeks ?? 0)));
    // by then it may have gathered the weeks it needs
    return [say(level > 0 ? 'moves_new_earned' : 'moves_new', { weeks: left, tier: bySales })];
  }
  if (facts.abc === CLASS_UNKNOWN) return [say('moves_value')];
  const up = run.weeks > 0 && run.level > level;
  const down = run.weeks > 0 && run.level < level;
  return [
    ...(down ? [downAfter(facts, settings, settings.demote - run.weeks, run.level, true)] : []),
    ...(level < CLASS_A ? [upWhen(facts, settings, up)] : []),
    ...(level > 0 && !down ? [downAfter(facts, settings, settings.demote, 0, false)] : []),
  ];
}

function downAfter(
  { level }: TierFacts,
  { cvMax: limit }: TierSettings,
  weeks: number,
  to: number,
  going: boolean,
): Sentence {
  const values = { weeks: Math.max(1, weeks), limit, tier: tierAt(to) };
  // from hit to basic it is the class alone that fell
  if (to === CLASS_B && level === CLASS_A) return say('moves_down_class', values);
  return say(going ? 'moves_down_going' : 'moves_down', values);
}

function upWhen(facts: TierFacts, settings: TierSettings, up: boolean): Sentence {
  const { level, run, abc, cv, value, floors, currency } = facts;
  const { cvMax: limit, promote } = settings;
  if (up) {
    const weeks = Math.max(1, promote - run.weeks);
    return say('moves_up_going', { weeks, abc: abcName(run.level), limit, tier: tierAt(run.level) });
  }
  // the next class to reach: of a long tail item any bonded one, of a basic one A
  const next = Math.max(level + 1, Math.min(abc, CLASS_A));
  const tier = tierAt(next);
  const floor = next === CLASS_A ? floors.a : floors.b;
  if (abc < next) {
    const values = { abc: abcName(next), weeks: promote, limit, tier, value };
    if (floor === null) return say('moves_up_class', values);
    return say('moves_up_value', { ...values, need: floor, ...(currency === null ? {} : { currency }) });
  }
  return cv === null
    ? say('moves_up_demand', { weeks: promote, limit, tier })
    : say('moves_up_cv', { cv, weeks: promote, limit, tier });
}

/** A class as its letter; null where it is unknown. */
export const abcLetter = (abc: number): 'A' | 'B' | 'C' | null => ABC_NAMES[abc] ?? null;
