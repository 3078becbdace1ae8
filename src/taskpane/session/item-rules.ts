import type { CellValue } from '../../tables';
import { text } from './records';
import type { ItemRules, PlanRecord } from './types';

/** Days an override holds where the policy does not say, as planning/policy ships it. */
const OVERRIDE_DAYS = 91;

/** The latest row in force stands, as in the plan. */
export function rulesOf(
  policy: readonly PlanRecord[],
  { sku, warehouse, tier }: { sku: string; warehouse: string | null; tier: string | null },
  asOf: string | null,
): ItemRules {
  const inForce = (key: string, scope: string, id: string | null): number | null => {
    const rows = policy
      .filter((row) => row.key === key && (text(row.scope) ?? 'brand') === scope && (!id || row.scope_id === id))
      .filter((row) => !asOf || (text(row.effective_from) ?? '') <= asOf)
      .filter((row) => !asOf || (text(row.effective_to) ?? asOf) >= asOf)
      .sort((a, b) => (text(a.effective_from) ?? '').localeCompare(text(b.effective_from) ?? ''));
    return number(rows[rows.length - 1]?.value);
  };
  return {
    serviceLevel: inForce('service_level', 'sku', sku),
    safetyDays: inForce('safety_days', 'sku', sku),
    overrideDays:
      inForce('override_days', 'sku', sku) ??
      (tier === null ? null : inForce('override_days', 'tier', tier)) ??
      (warehouse === null ? null : inForce('override_days', 'warehouse', warehouse)) ??
      inForce('override_days', 'brand', null) ??
      OVERRIDE_DAYS,
  };
}

/** A policy value is text: `0.95`, `95%` or `12`. */
function number(value: CellValue | undefined): number | null {
  const read = text(value)?.trim() ?? '';
  const percent = /^(-?\d+(?:\.\d+)?)%$/.exec(read);
  if (percent) return Number(percent[1]) / 100;
  return read === '' || Number.isNaN(Number(read)) ? null : Number(read);
}
