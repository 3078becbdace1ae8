import { parseDay } from '../calendar';
import { policyBook, policyDefaults, type PolicyKey, type PolicyTarget } from '../policy';
import type { PolicyOrigin, SourcedPolicyRow } from './types';

/**
 * The row of the policy table that gives a key's value in force on a date, as `policyBook` settles it: the narrowest scope wins, of two
 * rows for one scope the one that took effect later; where no row is usable, the shipped value.
 */
export function policyOrigin(
  rows: readonly SourcedPolicyRow[],
  asOf: string,
  key: PolicyKey,
  target: PolicyTarget,
): PolicyOrigin {
  const day = parseDay(asOf) ?? 0;
  const scopes: [scope: string, id: string | null][] = [
    ['sku', target.sku ?? null],
    ['tier', target.tier ?? null],
    ['warehouse', target.warehouse ?? null],
    ['brand', null],
  ];
  for (const [scope, id] of scopes) {
    if (scope !== 'brand' && id === null) continue;
    const shipped = policyDefaults.find((one) => one.key === key && one.scope === scope && one.scope_id === id);
    let found: SourcedPolicyRow | null = null;
    let since = -Infinity;
    for (const row of rows) {
      if (row.key !== key || (row.scope || 'brand') !== scope) continue;
      if (scope !== 'brand' && row.scope_id !== id) continue;
      const from = parseDay(row.effective_from);
      const to = parseDay(row.effective_to);
      if ((from !== null && from > day) || (to !== null && to < day)) continue;
      if (policyBook([row], asOf).refused.length || (from ?? -1e9) < since) continue;
      found = row;
      since = from ?? -1e9;
    }
    if (found) {
      const value = policyBook([found], asOf).optional(key, target);
      const { scope_id, effective_from } = found;
      return {
        ...{ key, value, scope, scope_id, effective_from },
        source: found.source ?? shipped?.source ?? null,
        isDefault: shipped !== undefined && shipped.value === value,
        place: { table: 'TW_Policy', key: [key, scope, scope_id ?? '', effective_from ?? ''], column: 'value' },
      };
    }
    if (shipped) {
      return {
        ...{ key, value: shipped.value, scope, scope_id: shipped.scope_id, effective_from: null },
        source: shipped.source,
        isDefault: true,
        place: null,
      };
    }
  }
  return {
    key,
    value: null,
    scope: 'brand',
    scope_id: null,
    effective_from: null,
    source: null,
    isDefault: true,
    place: null,
  };
}
