import type { SourceItem, SourceSale } from './source';
import { LAST_REAL_DAY, addDays } from './calendar';

/** Why a SKU is in the sample; decides where it is kept as well. */
export type Group = 'hit' | 'middle' | 'tail' | 'new' | 'dead';

export interface ChosenSku extends SourceItem {
  group: Group;
  /** first and last day with a sale in the real calendar */
  first: string;
  last: string;
}

export const GROUP_SIZES: Record<Group, number> = { hit: 44, middle: 116, tail: 92, new: 30, dead: 18 };

const ORDER_TOO_LARGE = 1000;
const NEW_SINCE = addDays(LAST_REAL_DAY, -55);
const DEAD_SINCE = addDays(LAST_REAL_DAY, -91);

/**
 * A day with one invoice of 1,000 units or more that was cancelled in full the same day was an order by mistake (80,995
 * units of 23843 on 2011-12-09): neither its sale nor its return is kept.
 */
export const isCancelledOrder = (sale: SourceSale): boolean =>
  sale.orders === 1 && sale.sold >= ORDER_TOO_LARGE && sale.returned >= sale.sold;

/**
 * Picks the sample's SKUs from what was sold. Only real products count: a code of five digits with up to two letters,
 * a description in capitals (the shop's clerks wrote damages and corrections in lower case) and a price. Ranked by
 * revenue: the best sellers; every n-th of the ranks to 900 and of the ranks 901–2,300, as far as they sold in the
 * last 13 weeks; the best of those first sold in the last 55 days; those of the most units that stopped selling.
 */
export function chooseSkus(items: readonly SourceItem[], sales: readonly SourceSale[]): ChosenSku[] {
  const totals = new Map<string, { revenue: number; units: number; first: string; last: string }>();
  for (const sale of sales) {
    if (sale.sold <= 0 || sale.date > LAST_REAL_DAY || isCancelledOrder(sale)) continue;
    const total = totals.get(sale.sku) ?? { revenue: 0, units: 0, first: sale.date, last: sale.date };
    total.revenue += sale.revenue;
    total.units += sale.sold;
    if (sale.date < total.first) total.first = sale.date;
    if (sale.date > total.last) total.last = sale.date;
    totals.set(sale.sku, total);
  }
  const ranked = items
    .filter((item) => /^\d{5}[A-Z]{0,2}$/.test(item.sku) && !/[a-z]/.test(item.description) && item.price > 0)
    .flatMap((item) => {
      const total = totals.get(item.sku);
      return total ? [{ ...item, ...total }] : [];
    })
    .sort((a, b) => b.revenue - a.revenue || (a.sku < b.sku ? -1 : 1));
  const old = ranked.filter((item) => item.first < NEW_SINCE);
  const living = (from: number, to: number) => old.slice(from, to).filter((item) => item.last > DEAD_SINCE);
  const groups: Record<Group, typeof ranked> = {
    hit: living(0, GROUP_SIZES.hit * 2).slice(0, GROUP_SIZES.hit),
    middle: everyNth(living(GROUP_SIZES.hit * 2, 900), GROUP_SIZES.middle),
    tail: everyNth(living(900, 2300), GROUP_SIZES.tail),
    new: ranked.filter((item) => item.first >= NEW_SINCE).slice(0, GROUP_SIZES.new),
    dead: old
      .filter((item) => item.last <= DEAD_SINCE)
      .sort((a, b) => b.units - a.units || (a.sku < b.sku ? -1 : 1))
      .slice(0, GROUP_SIZES.dead),
  };
  return (Object.keys(groups) as Group[])
    .flatMap((group) =>
      groups[group].map(({ sku, description, price, first, last }) => ({
        sku,
        description,
        price,
        first,
        last,
        group,
      })),
    )
    .sort((a, b) => (a.sku < b.sku ? -1 : 1));
}

function everyNth<T>(list: readonly T[], count: number): T[] {
  const step = list.length / Math.min(count, list.length);
  return list.filter((_, i) => Math.floor(i / step) !== Math.floor((i - 1) / step));
}
