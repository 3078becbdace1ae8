import { formatDay } from '../calendar';
import type { Promotion, PromotionAdvice } from '../types';
import type { PromotionAsk } from './types';

/**
 * What each promotion of the calendar asks of the plan, over the items that sell in it: the last order day of the slowest lane
 * in use, units that come too late, and units it adds. `null` where it is over or no planned item sells in it.
 */
export function promotionAdvice(
  promotions: readonly Promotion[],
  asks: Iterable<readonly PromotionAsk[]>,
): PromotionAdvice[] {
  const sums = promotions.map(() => ({ orderBy: Infinity, short: 0, change: 0 }));
  for (const list of asks) {
    for (const { at, orderBy, short, change } of list) {
      const sum = sums[at];
      if (!sum) continue;
      sum.orderBy = Math.min(sum.orderBy, orderBy);
      sum.short += short;
      sum.change += change;
    }
  }
  return promotions.map(({ promo_id, phase, sku_id }, at) => {
    const { orderBy, short, change } = sums[at] as (typeof sums)[number];
    const asked = Number.isFinite(orderBy);
    return {
      promo_id,
      phase,
      sku_id,
      order_by: asked ? formatDay(orderBy) : null,
      too_late: asked ? short : null,
      demand_change: asked ? change : null,
    };
  });
}
