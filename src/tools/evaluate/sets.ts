import { QUIET_WEEK, promotionWeek, type PromotionSpan } from '../../planning/promotions';
import { mondayOf, type DailyRow } from '../../planning/cleaning';
import type { DemandSeries } from '../../planning/forecast/types';
import { cleanedDays, type ShopCalendar } from './clean';

/** One item of a data set by day. */
export interface DailyItem {
  key: string;
  category: string | null;
  /** day number (since 1970-01-01) of demand[0] */
  firstDay: number;
  /** what was recorded, as cleaning reads it; without it demand is taken to need no cleaning */
  rows?: readonly DailyRow[];
  /** cleaned with all that the data say (planning/cleaning); null: unknown */
  demand: readonly (number | null)[];
  /** what a forecast is judged by: sold less same-day cancellations; one-off bulk orders and the like stay */
  actual: readonly (number | null)[];
  promotions: readonly PromotionSpan[];
  /** leading signals by day, aligned with demand */
  signals?: Readonly<Record<string, readonly (number | null)[]>>;
}

export interface EvaluationSet {
  id: string;
  title: string;
  credit: string | null;
  items: readonly DailyItem[];
  /** first and last day of the data, of any item */
  firstDay: number;
  lastDay: number;
  /** promotions are known, and known ahead */
  calendar: boolean;
  /** its closed days and weekdays, for cleaning */
  shop?: ShopCalendar;
  notes: string[];
}

/** One item binned into weeks or months, on a grid all items of the set share. */
export interface BinnedItem {
  item: DailyItem;
  /** what methods learn from; null: unknown, or before the item first sold */
  demand: (number | null)[];
  /** what forecasts are judged by */
  actual: (number | null)[];
  series: DemandSeries;
}

export interface Bins {
  /** first day of each bin, then the end of the last one */
  edges: number[];
  /** ISO weeks Monday to Sunday, or calendar months; a period that the data do not wholly cover is left out */
  kind: 'week' | 'month';
}

/** ISO weeks wholly inside the data. */
export function weekBins({ firstDay, lastDay }: EvaluationSet): Bins {
  const edges: number[] = [];
  for (let day = mondayOf(firstDay + 6); day <= mondayOf(lastDay + 1); day += 7) edges.push(day);
  return { edges, kind: 'week' };
}

/** Calendar months wholly inside the data. */
export function monthBins({ firstDay, lastDay }: EvaluationSet): Bins {
  const start = new Date(firstDay * 86_400_000);
  let month = start.getUTCFullYear() * 12 + start.getUTCMonth() + (start.getUTCDate() > 1 ? 1 : 0);
  const edges: number[] = [];
  for (; ; month += 1) {
    const day = Date.UTC(Math.floor(month / 12), month % 12, 1) / 86_400_000;
    if (day > lastDay + 1) break;
    edges.push(day);
  }
  return { edges, kind: 'month' };
}

/** Sum of the known days of a bin; null where none is known. */
function binned(values: readonly (number | null)[], firstDay: number, from: number, to: number): number | null {
  let sum: number | null = null;
  for (let at = Math.max(0, from - firstDay); at < to - firstDay && at < values.length; at += 1) {
    const value = values[at] ?? null;
    if (value !== null) sum = (sum ?? 0) + value;
  }
  return sum;
}

/**
 * The items of a set in bins. Periods before an item's first sale are unknown: it may not have been on sale. Its promotions are
 * known for every bin and for `ahead` bins after the last one. Without `calendar` there are none. With `asOf` demand is cleaned
 * with what was known on that day, and later periods are unknown.
 */
export function binItems(
  set: EvaluationSet,
  bins: Bins,
  options: { calendar: boolean; ahead?: number; asOf?: number },
): BinnedItem[] {
  const { edges } = bins;
  const count = Math.max(0, edges.length - 1);
  return set.items.map((item) => {
    const demand: (number | null)[] = [];
    const actual: (number | null)[] = [];
    const promotion = [];
    const signals: Record<string, (number | null)[]> = Object.fromEntries(
      Object.keys(item.signals ?? {}).map((name) => [name, []]),
    );
    let started = false;
    const { asOf } = options;
    const clean = asOf !== undefined && item.rows && set.shop;
    const days = clean ? cleanedDays(item.rows ?? [], item.promotions, clean, asOf) : item.demand;
    const firstDay = clean ? clean.feed.first : item.firstDay;
    for (let at = 0; at < count; at += 1) {
      const from = edges[at] ?? 0;
      const to = edges[at + 1] ?? 0;
      const value = asOf !== undefined && to > asOf + 1 ? null : binned(days, firstDay, from, to);
      started ||= (value ?? 0) > 0;
      demand.push(started ? value : null);
      actual.push(started ? binned(item.actual, item.firstDay, from, to) : null);
      for (const [name, days] of Object.entries(item.signals ?? {}))
        signals[name]?.push(binned(days, item.firstDay, from, to));
      promotion.push(options.calendar ? promotionWeek(item.promotions, from, to - from) : QUIET_WEEK);
    }
    const end = edges[count] ?? 0;
    for (let step = 0; step < (options.ahead ?? 0); step += 1)
      promotion.push(options.calendar ? promotionWeek(item.promotions, end + 7 * step) : QUIET_WEEK);
    const series: DemandSeries = {
      key: item.key,
      category: item.category,
      qty: demand,
      promotion,
      firstDay: bins.kind === 'week' ? (edges[0] ?? null) : null,
      ...(item.signals ? { signals } : {}),
    };
    return { item, demand, actual, series };
  });
}
