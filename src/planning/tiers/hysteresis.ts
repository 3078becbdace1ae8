import type { Tier } from '../types';

/** Tiers an SKU earns by what it sells, the least first: position = level. From level 1 on it is bonded. */
export const EARNED_TIERS = ['longtail', 'basic', 'hit'] as const satisfies readonly Tier[];
/** The week says nothing: it neither counts nor breaks a run of weeks. */
export const NO_LEVEL = 255;

/** Weeks in a row that move a tier, both at least 1. */
export interface Patience {
  promote: number;
  demote: number;
}

/** Weeks in a row at the end that lie on one side of a level, and the level that all of them reach or stay under. */
export interface Run {
  weeks: number;
  /** the level they point to; the level asked about where there is no run */
  level: number;
}

/**
 * The newest weeks up to `end` that lie all above, or all below, `level`. Over weeks above it the least of them is what they
 * all reached; over weeks below it the best of them is what they all kept. At most `most` weeks are looked at.
 */
export function runOf(levels: Uint8Array, end: number, level: number, most = Infinity): Run {
  let weeks = 0;
  let side = 0;
  let reached = level;
  for (let at = end; at >= 0 && weeks < most; at--) {
    const week = levels[at] as number;
    if (week === NO_LEVEL) continue;
    const its = Math.sign(week - level);
    if (its === 0 || (side !== 0 && its !== side)) break;
    reached = weeks === 0 ? week : side > 0 ? Math.min(reached, week) : Math.max(reached, week);
    side = its;
    weeks += 1;
  }
  return { weeks, level: reached };
}

/**
 * The level after the week `end`: up after `promote` weeks in a row above the present one, down after `demote` weeks below,
 * to the level that all of those weeks support. Asked again in the same week it answers the same.
 */
export function levelAfter(levels: Uint8Array, end: number, level: number, { promote, demote }: Patience): number {
  const newest = newestLevel(levels, end);
  if (newest === NO_LEVEL || newest === level) return level;
  const needed = newest > level ? promote : demote;
  const run = runOf(levels, end, level, needed);
  return run.weeks >= needed ? run.level : level;
}

function newestLevel(levels: Uint8Array, end: number): number {
  for (let at = end; at >= 0; at--) if (levels[at] !== NO_LEVEL) return levels[at] as number;
  return NO_LEVEL;
}

export interface Standing {
  level: number;
  /** the week after which it last moved; null: never since the history begins */
  moved: number | null;
}

/** Weeks in which an SKU that was on sale before the history begins finds its place. */
export const SETTLING_WEEKS = 4;

/**
 * Where the weeks of a history, oldest first, have brought an SKU. It starts unproven (long tail), or, `settled` before the history
 * began, follows its first four weeks. What a week decides depends on that week and those before it only.
 */
export function replay(levels: Uint8Array, settled: boolean, patience: Patience): Standing {
  let level = 0;
  let moved: number | null = null;
  let seen = 0;
  for (let at = 0; at < levels.length; at++) {
    const week = levels[at] as number;
    if (week === NO_LEVEL) continue;
    seen += 1;
    if (settled && seen <= SETTLING_WEEKS) {
      level = week;
      continue;
    }
    const next = levelAfter(levels, at, level, patience);
    if (next === level) continue;
    level = next;
    moved = at;
  }
  return { level, moved };
}
