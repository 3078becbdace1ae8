import { formatDay } from '../calendar';
import type { BuyLine, PlanRow, SkuFacts } from '../types';
import type { BuyDraft, RoundOrder } from './buy-draft';
import { orderDay } from './draft-of';

/** Days are few, lines are many. */
const dates = new Map<number, string>();
const MOST_DATES = 5_000;
function dateOf(day: number): string {
  const found = dates.get(day);
  if (found !== undefined) return found;
  if (dates.size >= MOST_DATES) dates.clear();
  const date = formatDay(day);
  dates.set(day, date);
  return date;
}

/** The buys of an item by week, the first of them this week's where the row says to buy. */
export function buyLines(
  row: Omit<PlanRow, 'rank'>,
  sku: SkuFacts | undefined,
  draft: BuyDraft,
  orders: readonly RoundOrder[],
  { asOf, lastMonday }: { asOf: number; lastMonday: number },
): BuyLine[] {
  const { unitCost, leadP50, leadP90, lane_id } = draft;
  const each = (units: number, of: number | null | undefined, per: number): number | null =>
    of === null || of === undefined || !(of >= 0) ? null : (units * of) / per;
  return orders.flatMap(({ week, qty, allowed, reason }): BuyLine[] => {
    if (!(qty > 0)) return [];
    const day = asOf + orderDay(draft, week);
    return [
      {
        sku_id: row.sku_id,
        warehouse_id: row.warehouse_id,
        name: row.name,
        order_week: dateOf(lastMonday + 7 * (week + 1)),
        order_qty: qty,
        order_by: dateOf(day),
        arrives: dateOf(day + Math.ceil(leadP50)),
        arrives_late: dateOf(day + Math.ceil(leadP90)),
        reason,
        value: unitCost === null ? null : qty * unitCost,
        supplier_id: sku?.supplier_id ?? null,
        lane_id,
        weight_kg: each(qty, sku?.weight_g, 1e3),
        volume_m3: each(qty, sku?.volume_cm3, 1e6),
        wanted_qty: allowed,
      },
    ];
  });
}
