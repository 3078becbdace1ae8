import type { ErrorScale } from './types';

/** All windows of one length, pooled over items and standing one behind the other. */
export interface PooledWindows {
  weeks: number;
  count: number;
  forecast: Float64Array;
  demand: Float64Array;
  share: Float64Array;
}

/** Where nothing is known: the error of a window of 100 units is about 31, of 10 about 6. */
export const ASSUMED_SCALE: ErrorScale = { level: 1, power: 0.75, promotion: 0, floor: 0.5 };

/** Windows (not overlapping) that the assumed power weighs at one unit of ln size, and the absence of a promotion effect. */
const PRIOR_POWER = 5;
const PRIOR_PROMOTION = 20;
/** A window with less of its forecast under promotion than this counts as quiet. */
const QUIET_SHARE = 0.05;
const MOST_BINS = 12;
const LEAST_IN_BIN = 25;
const clamp = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value));

/** Mean absolute error that a scale expects of a window, units. */
export function expectedError(scale: ErrorScale, forecast: number, share: number): number {
  return scale.level * (forecast + scale.floor) ** scale.power * (1 + scale.promotion * share);
}

/** Edges that part sorted values into so many groups of about the same count; equal values are never parted. */
export function groupEdges(sorted: Float64Array, groups: number): number[] {
  const edges: number[] = [];
  for (let group = 1; group < groups; group++) {
    const edge = sorted[Math.floor((group * sorted.length) / groups)] as number;
    if (edge > (edges[edges.length - 1] ?? (sorted[0] as number))) edges.push(edge);
  }
  return edges;
}

export function groupOf(edges: readonly number[], value: number): number {
  let group = 0;
  while (group < edges.length && value >= (edges[group] as number)) group++;
  return group;
}

/** Slope of ln(mean absolute error) on ln(size) over groups of quiet windows of similar size. */
function fitPower(
  { forecast, demand, share, count, weeks }: PooledWindows,
  sorted: Float64Array,
  floor: number,
): number {
  const edges = groupEdges(sorted, Math.min(MOST_BINS, Math.floor(count / LEAST_IN_BIN)));
  const groups = Array.from({ length: edges.length + 1 }, () => ({ count: 0, size: 0, error: 0 }));
  for (let at = 0; at < count; at++) {
    if ((share[at] as number) > QUIET_SHARE) continue;
    const mean = forecast[at] as number;
    const group = groups[groupOf(edges, mean)];
    if (!group) continue;
    group.count++;
    group.size += mean;
    group.error += Math.abs((demand[at] as number) - mean);
  }
  const points = groups
    .filter(({ error }) => error > 0)
    .map((group) => ({
      size: Math.log(group.size / group.count + floor),
      error: Math.log(group.error / group.count),
      weight: group.count / weeks,
    }));
  let weight = 0;
  let size = 0;
  let error = 0;
  for (const point of points) {
    weight += point.weight;
    size += point.weight * point.size;
    error += point.weight * point.error;
  }
  let across = PRIOR_POWER * ASSUMED_SCALE.power;
  let spread = PRIOR_POWER;
  for (const point of points) {
    const apart = point.size - size / weight;
    spread += point.weight * apart * apart;
    across += point.weight * apart * (point.error - error / weight);
  }
  return clamp(across / spread, 0.5, 1);
}

/**
 * The scale of the errors of pooled windows: σ = c·F^b by regression over groups of similar size, b between 0.5 (counts)
 * and 1 (a share of the forecast): Silver, Pyke & Thomas (4th ed. 2017), §4; windows under promotion apart by as much as
 * their errors differ beyond that. Each is drawn towards its assumption where few windows speak.
 */
export function fitScale(pool: PooledWindows): ErrorScale {
  const { count, forecast, demand, share, weeks } = pool;
  if (count === 0) return ASSUMED_SCALE;
  const sorted = forecast.slice(0, count).sort();
  const median = sorted[Math.floor(count / 2)] as number;
  const floor = median > 0 ? Math.min(0.5, median / 2) : 0.5;
  const power = count >= 2 * LEAST_IN_BIN ? fitPower(pool, sorted, floor) : ASSUMED_SCALE.power;
  const quiet = { count: 0, error: 0 };
  const promoted = { count: 0, error: 0, share: 0 };
  const size = new Float64Array(count);
  for (let at = 0; at < count; at++) {
    size[at] = ((forecast[at] as number) + floor) ** power;
    const error = Math.abs((demand[at] as number) - (forecast[at] as number)) / (size[at] as number);
    const part = share[at] as number;
    if (part > QUIET_SHARE) {
      promoted.count++;
      promoted.error += error;
      promoted.share += part;
    } else {
      quiet.count++;
      quiet.error += error;
    }
  }
  let promotion = 0;
  if (quiet.error > 0 && promoted.count > 0) {
    const ratio = promoted.error / promoted.count / (quiet.error / quiet.count);
    const evidence = Math.min(promoted.count, quiet.count) / weeks;
    const found = (ratio - 1) / (promoted.share / promoted.count);
    promotion = clamp((found * evidence) / (evidence + PRIOR_PROMOTION), -0.5, 4);
  }
  let level = 0;
  for (let at = 0; at < count; at++) {
    const error = Math.abs((demand[at] as number) - (forecast[at] as number));
    level += error / ((size[at] as number) * (1 + promotion * (share[at] as number)));
  }
  return { level: level > 0 ? level / count : 1e-9, power, promotion, floor };
}
