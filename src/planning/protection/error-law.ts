import { credibilityConstant } from './credibility';
import { expectedError, fitScale, type PooledWindows } from './error-scale';
import { completedBy, independentCount, type ErrorWindows } from './error-windows';
import { groupFactor, groupsAt } from './item-groups';
import { learnCurves, learnServiceCredibility, standardise, type ItemErrorSizes } from './standardised-errors';
import type { ErrorItem, ErrorLaw } from './types';

/** Items that the whole weighs against a group of them. */
const PRIOR_ITEMS = 10;
/** An item's scale is not moved by errors beyond this quantile of all. */
const CAP_AT = 0.98;

export interface PooledItem {
  item: ErrorItem;
  windows: ErrorWindows;
}

const cappedMean = (sizes: Float64Array, cap: number): number => {
  let sum = 0;
  for (const size of sizes) sum += Math.min(size, cap);
  return sum / sizes.length;
};

/** Class first, then category on what the class leaves; each drawn towards 1 by ten items. */
function learnGroups(law: ErrorLaw, errors: readonly ItemErrorSizes[]): void {
  for (let level = 0; level < 2; level++) {
    const sums = new Map<string, { items: number; sum: number }>();
    for (const { group: own, sizes, factor } of errors) {
      const group = own[level];
      if (group === undefined) continue;
      const found = sums.get(group) ?? { items: 0, sum: 0 };
      found.items++;
      found.sum += cappedMean(sizes, law.cap) / factor;
      sums.set(group, found);
    }
    for (const [group, { items, sum }] of sums) law.groups[group] = (sum + PRIOR_ITEMS) / (items + PRIOR_ITEMS);
    for (const error of errors) error.factor = groupFactor(law, error.group.slice(0, level + 1));
  }
}

function learnCredibility(law: ErrorLaw, errors: readonly ItemErrorSizes[]): void {
  const means: number[] = [];
  let within = 0;
  let degrees = 0;
  for (const { sizes, factor } of errors) {
    const mean = cappedMean(sizes, law.cap);
    means.push(mean / factor);
    for (const size of sizes) within += ((Math.min(size, law.cap) - mean) / factor) ** 2;
    degrees += sizes.length - 1;
  }
  law.credibility = credibilityConstant(
    means,
    errors.map(({ independent }) => independent),
    degrees > 0 ? within / degrees : 1,
  );
}

/** The law as it stood `age` weeks before the end, from the windows completed by then. */
export function lawAt(items: readonly PooledItem[], weeks: number, age: number, growth: number): ErrorLaw | null {
  const completed = items
    .map(({ item, windows }) => ({ series: item.series, windows, count: completedBy(windows, weeks, age) }))
    .filter(({ count }) => count > 0);
  const total = completed.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return null;
  const pool: PooledWindows = {
    weeks,
    count: total,
    forecast: new Float64Array(total),
    demand: new Float64Array(total),
    share: new Float64Array(total),
  };
  let filled = 0;
  for (const { windows, count } of completed) {
    pool.forecast.set(windows.forecast.subarray(0, count), filled);
    pool.demand.set(windows.demand.subarray(0, count), filled);
    pool.share.set(windows.share.subarray(0, count), filled);
    filled += count;
  }
  const scale = fitScale(pool);
  const all = new Float64Array(total);
  filled = 0;
  const errors: ItemErrorSizes[] = completed.map(({ series, windows, count }) => {
    const { forecast, demand, share } = windows;
    const sizes = all.subarray(filled, filled + count);
    for (let at = 0; at < count; at++) {
      const expected = expectedError(scale, forecast[at] as number, share[at] as number);
      sizes[at] = Math.abs((demand[at] as number) - (forecast[at] as number)) / expected;
    }
    filled += count;
    return {
      windows,
      group: groupsAt(series, series.qty.length - age),
      sizes,
      independent: independentCount(windows, 0, count),
      factor: 1,
    };
  });
  const cap = Math.max(1, all.slice().sort()[Math.min(total - 1, Math.floor(CAP_AT * total))] as number);

  const law: ErrorLaw = {
    scale,
    growth,
    groups: {},
    credibility: 0,
    serviceCredibility: 0,
    cap,
    curves: [],
    windows: 0,
  };
  learnGroups(law, errors);
  learnCredibility(law, errors);
  const standardised = standardise(law, errors, weeks);
  law.windows = errors.reduce((sum, { independent }) => sum + independent, 0);
  law.curves = learnCurves(law, standardised);
  law.serviceCredibility = learnServiceCredibility(law, errors, standardised);
  return law;
}
