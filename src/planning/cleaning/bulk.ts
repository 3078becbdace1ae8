import { formatDay } from '../calendar';
import { toUnits, type Day } from './days';
import { logScale } from './robust-scale';
import type { Correction } from './types';

/** Selling days without promotion below which nothing is known to be usual. */
const LEAST_DAYS = 8;
/** Spreads above the median of the logarithms beyond which a day is unusual; 3.5 is the usual cut of the modified z-score. */
const SPREADS = 3.5;
/** The least spread, so that an item that sells the same every day may yet sell five times that. */
const LEAST_SPREAD = 0.5;
/** Other days that sold half as much or more: with more than this many such days the size is usual for the item … */
const LIKE_IT = 1;
/** … and so it is when one of them lies within as many days: demand has moved, and did not come once. */
const NEAR = 28;
/** What is taken off must matter: a third of the day, and two weeks of the item's average sales. */
const LEAST_SHARE = 1 / 3;
const LEAST_WEEKS = 2;

/**
 * One-off bulk orders: days that sold far more than the item's selling days do. A day is one when it lies 3.5 robust spreads
 * above the median of the logarithms of the selling days without promotion (the modified z-score of Iglewicz and Hoaglin
 * 1993, on logarithms because order sizes are skewed), by at least what two average weeks sell, and hardly any other day
 * comes near half of it. Where the orders of each day are known, the largest order must itself be that unusual among orders:
 * many small orders are demand, however many.
 *
 * Promotion days are left alone, and so are items with fewer than 8 selling days or whose large days recur. The day is capped
 * to the largest that is still usual, not to the average.
 *
 * @param left by day the units sold, without presale and what was returned
 */
export function bulkOrders(days: readonly Day[], left: ReadonlyMap<number, number>): Correction[] {
  const selling = days
    .filter(({ promoted }) => !promoted)
    .map((day) => ({ ...day, units: left.get(day.day) ?? 0 }))
    .filter(({ units }) => units > 0);
  const [first] = selling;
  const last = selling[selling.length - 1];
  if (!first || !last || selling.length < LEAST_DAYS + 1) return [];
  const limitOf = (values: readonly number[]): { usual: number; limit: number } => {
    const { centre, spread } = logScale(values, LEAST_SPREAD);
    return { usual: Math.exp(centre), limit: Math.exp(centre + SPREADS * spread) };
  };
  const byDay = limitOf(selling.map(({ units }) => units));
  const suspects = selling.filter(({ units }) => units > byDay.limit);
  if (!suspects.length) return [];
  const ordersKnown = selling.filter(({ orders }) => orders !== null && orders > 0);
  const byOrder =
    ordersKnown.length > LEAST_DAYS ? limitOf(ordersKnown.map(({ units, orders }) => units / (orders ?? 1))) : null;
  const weeks = Math.max(1, (last.day - first.day + 1) / 7);
  const total = selling.reduce((sum, { units }) => sum + units, 0);

  return suspects.flatMap((day): Correction[] => {
    const like = selling.filter((other) => other !== day && other.units >= day.units / 2);
    if (like.length > LIKE_IT || like.some((other) => Math.abs(other.day - day.day) <= NEAR)) return [];
    let usual = byDay.limit;
    let why: Correction['why'];
    if (byOrder && day.orders !== null && day.orders > 0) {
      const others = (day.orders - 1) * byOrder.usual;
      const largest = day.units - others;
      if (largest <= byOrder.limit) return [];
      usual = Math.max(byDay.limit, others + byOrder.limit);
      why = {
        id: 'clean_bulk_order',
        values: { qty: day.units, orders: day.orders, size: Math.round(largest), limit: Math.floor(byOrder.limit) },
      };
    } else why = { id: 'clean_bulk', values: { qty: day.units, middle: Math.round(byDay.usual) } };
    // whole units where the item sells in whole units
    const cap = Number.isInteger(day.units) ? Math.floor(usual) : toUnits(usual);
    const excess = toUnits(day.units - cap);
    if (excess < LEAST_SHARE * day.units || excess < (LEAST_WEEKS * (total - excess)) / weeks) return [];
    return [
      {
        kind: 'bulk',
        day: formatDay(day.day),
        raw: day.recorded,
        corrected: toUnits(day.recorded - excess),
        change: toUnits(-excess),
        why: { ...why, values: { ...why.values, cap } },
      },
    ];
  });
}
