import { demandClass } from '../demand-class';
import type { DemandClass } from '../types';
import type { PreparedSeries } from './history';
import { LAUNCH_PERIODS, launched } from './learn-launch';

/** Periods that say whether an item fades. */
const RECENT = 13;
/** A run of periods without demand this unlikely, at the rate it sold before, is no chance. */
const CHANCE = 0.01;
const LEAST_RUN = 8;
/** Recent demand under this share of what it was before is that of an item on its way out. */
const FADED = 0.2;
/** Selling periods before which nothing can be said to fade. */
const LEAST_SELLING = 6;

/** No demand for so long that it hardly comes from the rate it had. */
function faded(values: readonly number[]): boolean {
  let run = 0;
  while (run < values.length && values[values.length - 1 - run] === 0) run += 1;
  const before = values.slice(0, values.length - run);
  const selling = before.filter((value) => value > 0).length;
  if (selling < LEAST_SELLING) return false;
  const rate = (selling + 1) / (before.length + 2);
  if (run >= LEAST_RUN && (1 - rate) ** run < CHANCE) return true;
  if (values.length < 3 * RECENT) return false;
  const mean = (part: readonly number[]): number => part.reduce((sum, value) => sum + value, 0) / part.length;
  const earlier = values.slice(-3 * RECENT, -RECENT);
  return (
    earlier.filter((value) => value > 0).length >= LEAST_SELLING && mean(values.slice(-RECENT)) < FADED * mean(earlier)
  );
}

/**
 * Class of a series: new while its first sale lies in the newest 13 periods and well inside the history; dying when it stopped, or
 * nearly stopped, in a way chance does not explain; else by interval and size (Syntetos, Boylan & Croston 2005). `plain`: demand
 * without promotions, so that a promotion makes no item erratic.
 */
export function classOf(prepared: PreparedSeries, plain: readonly (number | null)[]): DemandClass {
  if (launched(prepared) && prepared.demand.length <= LAUNCH_PERIODS) return 'new';
  const values = plain.filter((value) => value !== null);
  return faded(values) ? 'dying' : demandClass(values);
}
