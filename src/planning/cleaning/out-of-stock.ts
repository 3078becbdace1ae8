import { formatDay } from '../calendar';
import { weekdayOf } from './closed-days';
import { toUnits, type Day } from './days';
import type { CleaningContext, Correction } from './types';

/** The rate in stock is read from the days this near, and from twice as far when those are too few. */
const NEAR = 28;
const FAR = 56;
/** Days in stock (parts of days add up) without which no rate is known. */
const LEAST_DAYS = 3;
/** Without a rate, a day out of stock for at least this share is unknown; for less it stands as recorded. */
const UNKNOWN_FROM = 0.5;

interface Exposure {
  units: number;
  /** days in stock, each weighted by its weekday */
  days: number;
  /** the same unweighted */
  plain: number;
  most: number;
}

/**
 * Demand of the time out of stock, which sales do not show (they are censored): the rate in stock times the time without
 * stock. The rate is all that was sold on near days over the days in stock, each counted by its share in stock and its
 * weekday: the maximum-likelihood estimate of a Poisson rate from censored days (Nahmias 1994 gives the same idea for lost
 * sales). Days under a promotion are measured by days under a promotion; where those are too few, by the plain ones, which is
 * on the low side. The corrected day never exceeds the largest near day in stock. Where hardly any near day had stock, demand is
 * unknown, which is not 0.
 *
 * @param left by day the units sold, without presale, returns and bulk orders
 */
export function outOfStock(
  days: readonly Day[],
  left: ReadonlyMap<number, number>,
  context: CleaningContext,
): Correction[] {
  if (!days.some(({ out }) => out !== null && out > 0)) return [];
  const { closed, weekdayProfile } = context;
  const firstDay = days[0]?.day ?? 0;
  const firstSold = days.find(({ sold }) => sold > 0)?.day;
  // before it was on sale there was nothing to run out of; an item that never sold may have been out all the time
  const from =
    firstSold === undefined ? firstDay : Math.max(firstDay, Math.min(context.onSaleSince ?? firstSold, firstSold));
  const to = Math.min(context.asOf, context.feed?.last ?? days[days.length - 1]?.day ?? 0);

  const length = Math.max(0, to - from + 1);
  /** share of each day in stock, 0 on closed days; its units; whether it lay in a promotion */
  const inStock = new Float64Array(length);
  const units = new Float64Array(length);
  const inPromotion = new Uint8Array(length);
  for (let at = 0; at < length; at++) {
    inStock[at] = closed.has(from + at) ? 0 : 1;
    inPromotion[at] = context.promoted(from + at) ? 1 : 0;
  }
  for (const { day, out, promoted } of days) {
    const at = day - from;
    if (at < 0 || at >= length) continue;
    inStock[at] = (inStock[at] ?? 0) * (1 - (out ?? 0));
    units[at] = left.get(day) ?? 0;
    inPromotion[at] = promoted ? 1 : 0;
  }
  // days without a record that lie within a stretch out of stock, or follow the last such day, had none either
  days.forEach(({ day, out }, i) => {
    if ((out ?? 0) < 1) return;
    const next = days[i + 1];
    if (next === undefined || next.out === 1)
      inStock.fill(0, Math.max(0, day - from), Math.max(0, (next?.day ?? to + 1) - from));
  });
  const exposure = (day: number, reach: number, promoted: boolean): Exposure => {
    const found: Exposure = { units: 0, days: 0, plain: 0, most: 0 };
    const last = Math.min(length - 1, day - from + reach);
    for (let at = Math.max(0, day - from - reach); at <= last; at++) {
      if ((inPromotion[at] === 1) !== promoted) continue;
      const share = inStock[at] ?? 0;
      const sold = units[at] ?? 0;
      found.units += sold;
      found.plain += share;
      found.days += share * (weekdayProfile[weekdayOf(from + at)] ?? 1);
      if (sold > found.most) found.most = sold;
    }
    return found;
  };
  const enough = ({ plain, days: weighted }: Exposure): boolean => plain >= LEAST_DAYS && weighted > 0;
  const nearest = (at: number, promoted: boolean): Exposure | null =>
    [NEAR, FAR].map((reach) => exposure(at, reach, promoted)).find(enough) ?? null;

  return days.flatMap(({ day, recorded, out, promoted }): Correction[] => {
    if (out === null || out <= 0 || day < from || closed.has(day)) return [];
    const own = promoted ? nearest(day, true) : null;
    const rate = own ?? nearest(day, false);
    const hours = Math.round(out * 240) / 10;
    if (!rate) {
      if (out < UNKNOWN_FROM) return [];
      return [
        {
          kind: 'out_of_stock',
          day: formatDay(day),
          raw: recorded,
          corrected: null,
          change: null,
          why: { id: 'clean_out_unknown', values: { hours, days: FAR } },
        },
      ];
    }
    const sold = left.get(day) ?? 0;
    const lost = (rate.units / rate.days) * (weekdayProfile[weekdayOf(day)] ?? 1) * out;
    const added = Math.round(Math.min(lost, Math.max(0, rate.most - sold)) * 100) / 100;
    if (added <= 0) return [];
    return [
      {
        kind: 'out_of_stock',
        day: formatDay(day),
        raw: recorded,
        corrected: toUnits(recorded + added),
        change: added,
        why: {
          id: own ? 'clean_out_promotion' : 'clean_out',
          values: { hours, lost: added, days: Math.round(rate.plain) },
        },
      },
    ];
  });
}
