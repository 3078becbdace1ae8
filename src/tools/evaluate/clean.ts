import { parseDay } from '../../planning/calendar';
import {
  cleanDemand,
  closedDays,
  mondayOf,
  weekdayProfile,
  type ClosedDays,
  type DailyRow,
  type Feed,
} from '../../planning/cleaning';
import type { PromotionSpan } from '../../planning/promotions';

/** What cleaning knows of a whole shop as of a day. */
export interface ShopCalendar {
  feed: Feed;
  closed: ClosedDays;
  profile: readonly number[];
}

export function shopCalendar(items: Iterable<readonly DailyRow[]>, feed: Feed): ShopCalendar {
  const total = new Map<number, number>();
  for (const rows of items)
    for (const { date, qty } of rows)
      if (typeof date === 'number' && date <= feed.last) total.set(date, (total.get(date) ?? 0) + (qty ?? 0));
  const closed = closedDays(total, feed);
  return { feed, closed, profile: weekdayProfile(total, feed, closed) };
}

/**
 * Demand by day from the first day of the feed to `asOf`, cleaned with what was known on that day: returns netted, one-off bulk
 * orders capped, days out of stock filled in, as the data service does it. A day without a row sold nothing; a closed week and
 * the days before the first sale are unknown.
 */
export function cleanedDays(
  rows: readonly DailyRow[],
  promotions: readonly PromotionSpan[],
  { feed, closed, profile }: ShopCalendar,
  asOf: number,
): (number | null)[] {
  const days = Array<number | null>(Math.max(0, asOf - feed.first + 1)).fill(0);
  let first = Infinity;
  const known = rows.filter(({ date }) => typeof date === 'number' && date <= asOf);
  for (const { date, qty } of known) {
    if (typeof date !== 'number' || date < feed.first) continue;
    days[date - feed.first] = (days[date - feed.first] ?? 0) + (qty ?? 0);
    if ((qty ?? 0) > 0) first = Math.min(first, date);
  }
  const { corrections } = cleanDemand(known, {
    asOf,
    lastMonday: mondayOf(asOf + 1),
    weeks: Math.ceil(days.length / 7) + 2,
    feed: { ...feed, last: asOf },
    closed,
    weekdayProfile: profile,
    onSaleSince: Number.isFinite(first) ? first : null,
    promoted: (day) => promotions.some(({ from, to }) => from < day + 1 && to > day),
  });
  for (const { kind, day, change } of corrections) {
    const at = (parseDay(day) ?? -1) - feed.first;
    if (kind === 'not_on_sale' || at < 0 || at >= days.length) continue;
    if (kind === 'closed') for (let step = at; step < Math.min(days.length, at + 7); step += 1) days[step] = null;
    else days[at] = change === null ? null : (days[at] ?? 0) + change;
  }
  for (let at = 0; at < Math.min(days.length, first - feed.first); at += 1) days[at] = null;
  return days.map((value) => (value === null ? null : Math.max(0, value)));
}
