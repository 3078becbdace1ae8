import type { PlanIndex } from '../plan-index';
import type { SeriesBook } from '../plan-series';
import type { Pace } from '../pace';
import type { PromotionCalendar, PromotionSpan } from '../promotions';
import type { SkuFacts } from '../types';
import { NO_LEVEL } from './hysteresis';
import type { TierSettings } from './settings';
import { STEADY, steadinessOf, UNSTEADY } from './steadiness';
import { CLASS_C, CLASS_UNKNOWN, valueClasses, type ClassFloors } from './value-classes';

/** Weeks whose sales are an SKU's value. */
export const VALUE_WEEKS = 13;

/** Units and levels by week are oldest first, NaN and NO_LEVEL unknown. */
export interface SkuWeeks {
  /** units sold over all warehouses */
  sold: Float64Array;
  /** demand in known weeks without promotion, closed up */
  quiet: Float64Array;
  levels: Uint8Array;
  /** CV of the newest of those */
  cv: number | null;
  /** ABC class now (value-classes.ts), sales value of the last 13 weeks (NaN: unknown) */
  abc: number;
  value: number;
}

export interface WeekLevels {
  /** in the order of the SKUs given */
  skus: SkuWeeks[];
  weeks: number;
  /** first week that any SKU has a record of; `weeks`: none has */
  firstWeek: number;
  /** least value of the classes now */
  floors: ClassFloors;
}

export interface WeekLevelsInput {
  skus: readonly SkuFacts[];
  /** null: not known in the plan's currency */
  prices: readonly (number | null)[];
  index: PlanIndex;
  calendar: PromotionCalendar;
  book: SeriesBook;
  pace: Pace;
  /** Monday of W-1 as a day number */
  lastMonday: number;
  cuts: { a: number; b: number };
  settings: (sku: string) => TierSettings;
}

const isPromoted = (spans: readonly PromotionSpan[], monday: number): boolean =>
  spans.some(({ from, to }) => to > from && to > monday && from < monday + 7);

/** Adds weeks, newest first in the list, to those at a place, oldest first: known + unknown is known (see mergeWeeks). */
function addWeeks(out: Float64Array, start: number, weeks: number, newestFirst: readonly (number | null)[]): void {
  for (let age = 0; age < newestFirst.length; age++) {
    const units = newestFirst[age];
    if (units === null || units === undefined) continue;
    const at = start + weeks - 1 - age;
    const before = out[at] as number;
    out[at] = units + (Number.isNaN(before) ? 0 : before);
  }
}

/**
 * The tier every SKU would have by each week of its history alone, from what was known by then: ABC class over all SKUs by the
 * value of 13 weeks, and CV of demand in weeks without promotion (TIER rule: A and steady is hit, B and steady basic, else long
 * tail). Prices are those of today: older ones are not known. A week without a record of the SKU's own has no level.
 */
export async function weekLevels(input: WeekLevelsInput): Promise<WeekLevels> {
  const { skus, prices, index, calendar, book, pace, lastMonday, cuts, settings } = input;
  let weeks = 0;
  for (const series of index.salesBySku.values()) for (const one of series) weeks = Math.max(weeks, one.weeks.length);
  const mondayOf = (week: number): number => lastMonday - 7 * (weeks - 1 - week);
  const everySku = calendar.spans('');
  const quietOfAll = Array.from({ length: weeks }, (_, week) => !isPromoted(everySku, mondayOf(week)));

  const size = skus.length * weeks;
  const allSold = new Float64Array(size).fill(NaN);
  const allQuiet = new Float64Array(size);
  const allLevels = new Uint8Array(size);
  const steadiness = new Uint8Array(size);
  const demand = new Float64Array(weeks);
  // by week, all SKUs of one side by side: they are ranked a week at a time
  const values = new Float64Array(size);
  const classes = new Uint8Array(size);
  const found: SkuWeeks[] = [];
  let firstWeek = weeks;
  const everyQuiet = (week: number): boolean => quietOfAll[week] === true;
  for (let at = 0; at < skus.length; at++) {
    const sku = idOf(skus, at);
    const start = at * weeks;
    demand.fill(NaN);
    for (const series of index.salesBySku.get(sku) ?? []) {
      addWeeks(allSold, start, weeks, series.weeks);
      addWeeks(demand, 0, weeks, book.demandOf(series));
    }
    const spans = calendar.spans(sku);
    const isQuiet = spans === everySku ? everyQuiet : (week: number): boolean => !isPromoted(spans, mondayOf(week));
    const { cvWeeks: window, cvMax: limit } = settings(sku);
    const { count, cv } = steadinessOf({ demand, isQuiet, window, limit }, { start, weeks }, steadiness, allQuiet);
    const sold = allSold.subarray(start, start + weeks);
    const price = prices[at] ?? NaN;
    for (let week = 0; week < weeks; week++) values[week * skus.length + at] = unitsUpTo(sold, week) * price;
    firstWeek = Math.min(firstWeek, firstKnown(sold));
    // written out: 20,000 spreads cost more than the rest
    found.push({
      sold,
      cv,
      quiet: allQuiet.subarray(start, start + count),
      levels: allLevels.subarray(start, start + weeks),
      abc: CLASS_UNKNOWN,
      value: NaN,
    });
    if (pace.due()) await pace.rest();
  }

  const order = Uint32Array.from(skus.keys()).sort((a, b) => (idOf(skus, a) < idOf(skus, b) ? -1 : 1));
  let floors: ClassFloors = { a: null, b: null };
  for (let week = 0; week < weeks; week++) {
    const [from, to] = [week * skus.length, (week + 1) * skus.length];
    floors = valueClasses(values.subarray(from, to), order, cuts, classes.subarray(from, to));
    if (pace.due()) await pace.rest();
  }
  found.forEach((sku, at) => {
    for (let week = 0; week < weeks; week++) {
      const abc = classes[week * skus.length + at] as number;
      let level = NO_LEVEL;
      if (!Number.isNaN(sku.sold[week] as number) && abc !== CLASS_UNKNOWN) {
        const state = steadiness[at * weeks + week];
        if (abc === CLASS_C || state === UNSTEADY) level = 0;
        else if (state === STEADY) level = abc;
      }
      sku.levels[week] = level;
    }
    if (!weeks) return;
    sku.abc = classes[(weeks - 1) * skus.length + at] as number;
    sku.value = values[(weeks - 1) * skus.length + at] as number;
  });
  return { skus: found, weeks, firstWeek, floors };
}

/** First known week; their number where none is. */
export function firstKnown(weeks: Float64Array): number {
  let at = 0;
  while (at < weeks.length && Number.isNaN(weeks[at] as number)) at += 1;
  return at;
}

const idOf = (skus: readonly SkuFacts[], at: number): string => skus[at]?.sku_id ?? '';

/** Units of the 13 weeks up to this one, known weeks only; NaN: none is known. */
function unitsUpTo(sold: Float64Array, week: number): number {
  let units = 0;
  let known = false;
  for (let at = week; at > week - VALUE_WEEKS && at >= 0; at--) {
    const sale = sold[at] as number;
    if (Number.isNaN(sale)) continue;
    units += sale;
    known = true;
  }
  return known ? units : NaN;
}
