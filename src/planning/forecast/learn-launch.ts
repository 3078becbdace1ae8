import { byCategory } from './by-category';
import type { PreparedSeries } from './history';
import { NO_LAUNCH_KNOWLEDGE, type LaunchKnowledge } from './knowledge';

/** Periods since the first sale that a profile describes. */
export const LAUNCH_PERIODS = 13;
/** Periods the grid must have before an item's first sale to call that a launch. */
const BEFORE = 4;
/** Items an even profile weighs. */
const EVEN_ITEMS = 10;

/** Whether the item's first sale lies well inside the history that the data cover. */
export const launched = ({ offset }: PreparedSeries): boolean => offset >= BEFORE;

/** How items start: demand by period since the first sale, relative to the mean of the first ones, and that mean. */
export function learnLaunch(prepared: readonly PreparedSeries[], back: number): LaunchKnowledge {
  const sums = new Float64Array(LAUNCH_PERIODS).fill(EVEN_ITEMS);
  const counts = new Float64Array(LAUNCH_PERIODS).fill(EVEN_ITEMS);
  const levels: { category: string | null; level: number }[] = [];
  for (const item of prepared) {
    const { demand, series } = item;
    if (!launched(item) || demand.length - back < LAUNCH_PERIODS) continue;
    let sum = 0;
    let count = 0;
    for (let age = 0; age < LAUNCH_PERIODS; age += 1) {
      const value = demand[age] as number;
      if (Number.isNaN(value)) continue;
      sum += value;
      count += 1;
    }
    if (!(sum > 0) || count < LAUNCH_PERIODS / 2) continue;
    const level = sum / count;
    const weight = level / (level + 2);
    for (let age = 0; age < LAUNCH_PERIODS; age += 1) {
      const value = demand[age] as number;
      if (Number.isNaN(value)) continue;
      sums[age] = (sums[age] as number) + weight * (value / level);
      counts[age] = (counts[age] as number) + weight;
    }
    levels.push({ category: series.category, level });
  }
  if (!levels.length) return NO_LAUNCH_KNOWLEDGE;
  // a few hits would make the mean one of hits alone: the geometric mean, between median and mean
  const middle = (values: readonly { level: number }[]): number =>
    Math.exp(values.reduce((sum, value) => sum + Math.log(value.level), 0) / values.length);
  const level = middle(levels);
  return {
    profile: Array.from(sums, (sum, age) => sum / (counts[age] as number)),
    level,
    levelByCategory: Object.fromEntries(
      byCategory(levels, ({ category }) => category).map(([category, own]) => [
        category,
        Math.exp((own.length * Math.log(middle(own)) + 3 * Math.log(level)) / (own.length + 3)),
      ]),
    ),
    items: levels.length,
  };
}
