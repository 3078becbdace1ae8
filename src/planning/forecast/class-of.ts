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
  const count = values.length;
  let run = 0;
  while (run < count && values[count - 1 - run] === 0) run += 1;
  const selling = stretch(values, 0, count - run).selling;
  if (selling < LEAST_SELLING) return false;
  const rate = (selling + 1) / (count - run + 2);
  if (run >= LEAST_RUN && (1 - rate) ** run < CHANCE) return true;
  if (count < 3 * RECENT) return false;
  const earlier = stretch(values, count - 3 * RECENT, count - RECENT);
  const recent = stretch(values, count - RECENT, count);
  return earlier.selling >= LEAST_SELLING && recent.sum / RECENT < FADED * (earlier.sum / (2 * RECENT));
}

/** Demand of a stretch, and its periods with any. */
function stretch(values: readonly number[], from: number, to: number): { sum: number; selling: number } {
  let sum = 0;
  let selling = 0;
  for (let at = from; at < to; at += 1) {
    sum += values[at] as number;
    if ((values[at] as number) > 0) selling += 1;
  }
  return { sum, selling };
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
