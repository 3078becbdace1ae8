import { known, sum } from '../statistics';
import type { SalesSeries, TestRecord } from '../types';

/** Weeks back that a test is looked at; the signals reach as far. */
const MOST_WEEKS = 52;
/** Reviews of the newest weeks count. */
const RATING_WEEKS = 13;

export interface TestInput {
  series: readonly SalesSeries[];
  /** units sold over all warehouses by week, oldest first, NaN unknown */
  sold: Float64Array;
  /** weeks since launch; null: unknown */
  ageWeeks: number | null;
  /** visitors and mean review score by week, newest first */
  visitors: readonly (number | null)[] | undefined;
  ratings: readonly (number | null)[] | undefined;
}

/** Share of the units of the last 13 weeks that came back, over the series that know it. */
export function returnRateOf(series: readonly SalesSeries[]): number | null {
  let units = 0;
  let back = 0;
  for (const { weeks, return_rate } of series) {
    const sold = sum(known(weeks.slice(0, 13)));
    if (return_rate === null || return_rate === undefined || !(sold > 0)) continue;
    units += sold;
    back += return_rate * sold;
  }
  return units > 0 ? back / units : null;
}

/** Mean review score of the newest weeks that have any. */
export function ratingOf(ratings: TestInput['ratings']): number | null {
  const scores = known((ratings ?? []).slice(0, RATING_WEEKS));
  return scores.length ? sum(scores) / scores.length : null;
}

/**
 * What the test period of a SKU showed: the weeks since its launch or, where that is unknown, since its first sale on record; a
 * year at most. Conversion compares units and visitors of the weeks in which both are known.
 */
export function testRecord({ series, sold, ageWeeks, visitors, ratings }: TestInput): TestRecord {
  const firstSale = sold.findIndex((units) => units > 0);
  const onRecord = firstSale < 0 ? 0 : sold.length - firstSale;
  const weeks = Math.min(MOST_WEEKS, ageWeeks === null ? onRecord : Math.max(0, Math.floor(ageWeeks)));
  let units: number | null = null;
  let bought = 0;
  let visits = 0;
  for (let age = 0; age < Math.min(weeks, sold.length); age++) {
    const sale = sold[sold.length - 1 - age] as number;
    if (Number.isNaN(sale)) continue;
    units = (units ?? 0) + sale;
    const came = visitors?.[age] ?? null;
    if (came === null) continue;
    bought += sale;
    visits += came;
  }
  return {
    weeks,
    units,
    conversion: visits > 0 ? bought / visits : null,
    rating: ratingOf(ratings),
    returnRate: returnRateOf(series),
  };
}
