import { formatDay } from '../calendar';
import { mondayOf } from './closed-days';
import type { Day } from './days';
import { weekSales } from './weekly-sales';
import type { CleaningContext, Correction } from './types';

/** Weeks without a sale before the first one count as "not on sale" when the item's own pace makes them less likely than this. */
const BY_CHANCE = 0.05;

/**
 * The weeks before an item's first sale at a warehouse that would count as 0 although it was hardly on sale there yet: a
 * new item, or an old one newly stocked. L such weeks are left out when (1 − p)^L < 0.05, p being the share of the
 * weeks after the first sale's that saw one, by the rule of succession (k + 1)/(n + 2). A slow item, of which months without
 * a sale are usual, thus keeps its zeros. One correction a series, dated the first day sold.
 */
export function notOnSale(days: readonly Day[], context: CleaningContext): Correction[] {
  const { feed, lastMonday, weeks, onSaleSince } = context;
  const first = days.find(({ sold, presale }) => sold > 0 || presale > 0)?.day;
  if (first === undefined || feed === null) return [];
  const firstMonday = mondayOf(first);
  const oldest = lastMonday - 7 * (weeks - 1);
  const recorded = new Set(days.map(({ day }) => mondayOf(day)));
  let zeros = 0;
  for (let monday = firstMonday - 7; monday >= oldest; monday -= 7) {
    // exports that write a line a day write lines of 0 before the first sale, too
    if (recorded.has(monday) || weekSales(undefined, monday, onSaleSince, feed) === 0) zeros++;
  }
  if (zeros === 0) return [];
  const sold = new Set(days.filter(({ sold: units }) => units > 0).map(({ day }) => mondayOf(day)));
  sold.delete(firstMonday);
  const since = Math.max(0, Math.round((lastMonday - firstMonday) / 7));
  const share = (Math.min(sold.size, since) + 1) / (since + 2);
  if ((1 - share) ** zeros >= BY_CHANCE) return [];
  return [
    {
      kind: 'not_on_sale',
      day: formatDay(first),
      raw: null,
      corrected: null,
      change: null,
      why: { id: 'clean_not_on_sale', values: { date: formatDay(first), weeks: zeros } },
    },
  ];
}
