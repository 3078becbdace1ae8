import { completedBy, type ErrorWindows } from './error-windows';

/** Where nothing is known: between independent weeks and a lasting miss. */
export const ASSUMED_GROWTH = 0.75;
const MOST_ITEMS = 300;
const MOST_WEEKS = 13;

/** Windows of several lengths, to see how errors grow with it. */
export type GrowthWindows = readonly { weeks: number; windows: readonly ErrorWindows[] }[];

/** Lengths to see the growth at, rising: those that are learnt, a week, and a quarter of a year as far as forecasts reach. */
export const growthLengths = (lengths: readonly number[], reach: number): number[] =>
  [...new Set([1, ...lengths, Math.max(1, Math.min(reach, MOST_WEEKS))])].sort((a, b) => a - b);

/** Windows of some of the items, as many as it takes. */
export function growthWindows(byLength: ReadonlyMap<number, readonly { windows: ErrorWindows }[]>): GrowthWindows {
  return [...byLength].map(([weeks, items]) => {
    const stride = Math.max(1, Math.ceil(items.length / MOST_ITEMS));
    return { weeks, windows: items.filter((_, index) => index % stride === 0).map(({ windows }) => windows) };
  });
}

/**
 * Exponent of the growth of errors with the length of a window: slope of ln(mean absolute error) on ln(length), by the windows
 * completed `age` weeks before the end. 0.5 where the errors of weeks are independent, 1 where a miss lasts.
 */
export function growthAt(lengths: GrowthWindows, age: number): number {
  const points: { x: number; y: number }[] = [];
  for (const { weeks, windows } of lengths) {
    let error = 0;
    let count = 0;
    for (const one of windows) {
      const { demand, forecast } = one;
      const completed = completedBy(one, weeks, age);
      for (let at = 0; at < completed; at++) error += Math.abs((demand[at] as number) - (forecast[at] as number));
      count += completed;
    }
    if (error > 0) points.push({ x: Math.log(weeks), y: Math.log(error / count) });
  }
  if (points.length < 2) return ASSUMED_GROWTH;
  const x = points.reduce((sum, point) => sum + point.x, 0) / points.length;
  const y = points.reduce((sum, point) => sum + point.y, 0) / points.length;
  const across = points.reduce((sum, point) => sum + (point.x - x) * (point.y - y), 0);
  const along = points.reduce((sum, point) => sum + (point.x - x) ** 2, 0);
  return Math.min(1, Math.max(0.5, across / along));
}
