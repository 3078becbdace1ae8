import type { SupplyPeriod } from '../planning/cover';
import { Fault, fault, type Series } from './engine';

/** Periods of a forecast with their lengths and receipts; a fault where the lists do not fit. */
export function supplyPeriods(
  forecast: Series,
  periodDays: Series,
  receipts: Series | null = null,
): SupplyPeriod[] | Fault {
  const count = forecast.length;
  if (periodDays.length !== 1 && periodDays.length !== count)
    return new Fault('sizes', 'period_days', { found: periodDays.length, expected: count }, true);
  if (receipts && receipts.length !== count)
    return new Fault('sizes', 'receipts', { found: receipts.length, expected: count }, true);
  const periods: SupplyPeriod[] = [];
  for (let at = 0; at < count; at++) {
    const days = periodDays[periodDays.length === 1 ? 0 : at] ?? null;
    if (days === null) return fault('blank', 'period_days');
    periods.push({ days, qty: forecast[at] ?? null, receipt: receipts?.[at] ?? 0 });
  }
  return periods;
}
