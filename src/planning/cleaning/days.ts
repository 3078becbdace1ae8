import { formatDay, parseDay } from '../calendar';
import type { CleaningContext, DailyRow, RefusedRow } from './types';

const MINUTES_A_DAY = 1440;

/** One day of one item, its rows summed. */
export interface Day {
  day: number;
  /** units recorded, negative ones deducted */
  recorded: number;
  /** units sold, without those sold on presale */
  sold: number;
  presale: number;
  /** units returned that day; null: unknown */
  returned: number | null;
  /** null: unknown for some of the units */
  orders: number | null;
  promoted: boolean;
  /** share of the day without stock, 0–1; null: unknown */
  out: number | null;
}

/** Decimal places of the store: 0.1 + 0.2 must not show as 0.30000000000000004. */
export const toUnits = (value: number): number => Math.round(value * 1e4) / 1e4 + 0;

const isQuantity = (value: number | null | undefined): value is number => typeof value === 'number' && isFinite(value);

/**
 * Rows by day, oldest first. Several rows of a day are its parts (channels, lines): units, returns and orders add up, the
 * time out of stock is the longest named. What cannot be a day of the past is refused.
 */
export function daysOf(rows: readonly DailyRow[], context: CleaningContext): { days: Day[]; refused: RefusedRow[] } {
  const days = new Map<number, Day>();
  const refused: RefusedRow[] = [];
  for (const row of rows) {
    const day = typeof row.date === 'number' ? row.date : parseDay(row.date);
    const qty = row.qty;
    const refuse = (reason: RefusedRow['reason']): void => {
      const isDay = typeof row.date === 'number' && Number.isSafeInteger(row.date);
      refused.push({ date: isDay ? formatDay(Number(row.date)) : String(row.date), reason });
    };
    if (day === null || !Number.isSafeInteger(day)) refuse('not_a_date');
    else if (day > context.asOf) refuse('after_data_cut');
    else if (!isQuantity(qty)) refuse('not_a_number');
    else {
      const found = days.get(day);
      const into: Day = found ?? {
        day,
        recorded: 0,
        sold: 0,
        presale: 0,
        returned: null,
        orders: 0,
        promoted: context.promoted(day),
        out: null,
      };
      if (!found) days.set(day, into);
      const sold = Math.max(0, qty);
      const returned = (isQuantity(row.returns) ? Math.max(0, row.returns) : 0) + Math.max(0, -qty);
      into.recorded = toUnits(into.recorded + qty);
      if (row.presale) into.presale = toUnits(into.presale + sold);
      else {
        into.sold = toUnits(into.sold + sold);
        if (sold > 0)
          into.orders =
            into.orders !== null && isQuantity(row.orders) && row.orders > 0 ? into.orders + row.orders : null;
        if (isQuantity(row.returns) || qty < 0) into.returned = toUnits((into.returned ?? 0) + returned);
      }
      if (row.promo_id) into.promoted = true;
      if (isQuantity(row.oos_minutes))
        into.out = Math.max(into.out ?? 0, Math.min(1, Math.max(0, row.oos_minutes / MINUTES_A_DAY)));
    }
  }
  return { days: [...days.values()].sort((a, b) => a.day - b.day), refused };
}
