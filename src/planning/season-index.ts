import { known, mean, scaleOf } from './statistics';

export type SeasonIndexProblem =
  | { problem: 'too_few_seasons' | 'no_sales' }
  /** position in the season, counted from 1 */
  | { problem: 'position_unknown'; position: number };

/**
 * Seasonal index by the ratio-to-mean method: the mean of each season position / the mean of those means, so that the indices
 * have mean 1. Only whole seasons count: where the series is not a multiple of the season length, the newest ones. The first
 * index belongs to the season position of the first period given, whichever periods count. Unknown periods are skipped.
 *
 * Problems: less than one whole season; a season position without any known period; nothing was sold, or returns outweigh
 * sales. Source: Silver, Pyke & Thomas, Inventory and Production Management in Supply Chains, 4th ed., ch. 3.
 */
export function seasonIndex(sales: readonly (number | null)[], seasonLength: number): number[] | SeasonIndexProblem {
  const seasons = Math.floor(sales.length / seasonLength);
  if (seasons < 1) return { problem: 'too_few_seasons' };
  const scale = scaleOf(sales);
  const from = sales.length - seasons * seasonLength;
  const positions: (number | null)[][] = Array.from({ length: seasonLength }, () => []);
  for (let at = from; at < sales.length; at += 1) {
    const value = sales[at] ?? null;
    positions[at % seasonLength]?.push(value === null ? null : value / scale);
  }
  const means: number[] = [];
  for (const [index, position] of positions.entries()) {
    const centre = mean(known(position));
    if (centre === null) return { problem: 'position_unknown', position: index + 1 };
    means.push(centre);
  }
  const overall = mean(means) ?? 0;
  return overall > 0 ? means.map((centre) => centre / overall) : { problem: 'no_sales' };
}
