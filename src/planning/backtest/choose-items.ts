import { moneyIn } from '../money';
import { itemName } from '../plan-index';
import { known, sum } from '../statistics';
import type { PlanInput } from '../types';

/**
 * No more than so many SKU × warehouse that sold, by name: spread evenly over their ranking by sales value (units where no price
 * is known), so that fast and slow ones are replayed in proportion. `left`: items that sold and were not taken.
 */
export function chooseItems(input: PlanInput, most: number): { chosen: ReadonlySet<string>; left: number } {
  const prices = new Map(
    input.skus.map((sku) => [sku.sku_id, moneyIn(input.currency, sku.price, sku.currency).amount ?? 0]),
  );
  const isPriced = [...prices.values()].some((price) => price > 0);
  const values = new Map<string, number>();
  for (const { sku_id, warehouse_id, weeks } of input.sales) {
    const units = sum(known(weeks));
    if (!(units > 0) || !prices.has(sku_id)) continue;
    const key = itemName(sku_id, warehouse_id);
    values.set(key, (values.get(key) ?? 0) + units * (isPriced ? (prices.get(sku_id) ?? 0) : 1));
  }
  const ranked = [...values].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).map(([key]) => key);
  const count = Math.min(ranked.length, Math.max(1, most));
  const chosen = new Set(
    Array.from({ length: count }, (_, at) => ranked[Math.floor((at * ranked.length) / count)] as string),
  );
  return { chosen, left: ranked.length - chosen.size };
}
