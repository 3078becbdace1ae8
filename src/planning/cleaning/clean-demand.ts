import { formatDay, parseDay } from '../calendar';
import { bulkOrders } from './bulk';
import { closedWeeks } from './closed-weeks';
import { daysOf, toUnits } from './days';
import { notOnSale } from './on-sale';
import { outOfStock } from './out-of-stock';
import { presaleLines } from './presale';
import { netReturns } from './returns';
import type { CleanedDemand, CleaningContext, Correction, CorrectionKind, DailyRow } from './types';

const ORDER: readonly CorrectionKind[] = [
  'not_on_sale',
  'closed',
  'presale',
  'cancelled',
  'returns',
  'bulk',
  'out_of_stock',
];

/**
 * What stands between the recorded sales of one item (SKU × warehouse × model) and its demand, as single corrections that
 * can each be taken back. Later kinds see the day as the earlier ones leave it: presale apart, cancellations and returns
 * netted, one-off bulk orders capped, then the time out of stock filled in. Weeks before the item was on sale, and weeks
 * in which the shop was shut, are unknown rather than 0.
 *
 * Only corrections within the `weeks` up to the week of `lastMonday` are given; later rows still say what came back.
 * Rows that are no day of the past are refused and named. The recorded sales and these changes make up the demand by
 * `weeklyDemand`.
 */
export function cleanDemand(rows: readonly DailyRow[], context: CleaningContext): CleanedDemand {
  const { days, refused } = daysOf(rows, context);
  const { corrections: returns, left } = netReturns(days);
  const bulk = bulkOrders(days, left);
  for (const { day, change } of bulk) {
    const at = parseDay(day) ?? NaN;
    left.set(at, toUnits((left.get(at) ?? 0) + (change ?? 0)));
  }
  const onSale = notOnSale(days, context);
  const all: Correction[] = [
    ...onSale,
    // weeks before the first sale are unknown already
    ...closedWeeks(days, context).filter(({ day }) => day > (onSale[0]?.day ?? '')),
    ...presaleLines(days),
    ...returns,
    ...bulk,
    ...outOfStock(days, left, context),
  ];
  // ISO dates stand in the order of days
  const last = formatDay(context.lastMonday + 6);
  const oldest = formatDay(context.lastMonday - 7 * (context.weeks - 1));
  const corrections = all
    .filter(({ day }) => day >= oldest && day <= last)
    .sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind)));
  return { corrections, refused };
}
