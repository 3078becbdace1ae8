import { policyDefaults, type PolicyDefault } from '../../planning';
import type { CellValue } from '../../tables';
import type { Sql } from '../store';
import { unknownIfBlank, type PulledRow, type PullSource, type Scope } from './table';

interface StoredPolicy {
  key: string;
  scope: string;
  scope_id: string;
  value: string;
  effective_from: string | null;
  effective_to: string | null;
  source: string | null;
}

const sameTarget = (row: StoredPolicy, shipped: PolicyDefault): boolean =>
  row.key === shipped.key && row.scope === shipped.scope && row.scope_id === (shipped.scope_id ?? '');

/** Blank for a rule that is off until somebody gives it a value. */
const defaultText = ({ value }: PolicyDefault): string | null => (value === null ? null : String(value));

/** The shipped policies that the brand has not replaced for good, and the brand's own rows. */
export function policyRows(stored: readonly StoredPolicy[], language: Scope['language']): Record<string, CellValue>[] {
  const shippedFor = (row: StoredPolicy): PolicyDefault | undefined =>
    policyDefaults.find((shipped) => sameTarget(row, shipped)) ??
    policyDefaults.find((shipped) => shipped.key === row.key && shipped.scope === 'brand');
  const own = stored.map((row): Record<string, CellValue> => {
    const shipped = shippedFor(row);
    return {
      ...row,
      scope_id: unknownIfBlank(row.scope_id),
      meaning: shipped?.meaning[language] ?? null,
      unit: shipped?.unit ?? null,
      default_value: shipped ? defaultText(shipped) : null,
    };
  });
  const untouched = policyDefaults
    .filter((shipped) => !stored.some((row) => sameTarget(row, shipped) && row.effective_from === null))
    .map((shipped): Record<string, CellValue> => ({
      key: shipped.key,
      meaning: shipped.meaning[language],
      scope: shipped.scope,
      scope_id: shipped.scope_id,
      value: defaultText(shipped),
      unit: shipped.unit,
      default_value: defaultText(shipped),
      effective_from: null,
      effective_to: null,
      source: shipped.source,
    }));
  const order = ['key', 'scope', 'scope_id', 'effective_from'];
  const rank = (row: Record<string, CellValue>): string => order.map((id) => row[id] ?? '').join('\u0001');
  return [...untouched, ...own].sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
}

async function allRows(sql: Sql, scope: Scope): Promise<PulledRow[]> {
  const stored = await sql.query<StoredPolicy>(
    'SELECT key, scope, scope_id, value, effective_from, effective_to, source FROM policy WHERE brand_id = $1',
    [scope.brandId],
  );
  return policyRows(stored, scope.language).map((values, i) => ({ key: [i], values }));
}

/** Policies are few: the list is made whole, and the key of a page is its place in the list. */
export const policySource: PullSource = {
  id: 'TW_Policy',
  key: ['number'],
  count: async (sql, scope) => (await allRows(sql, scope)).length,
  page: async (sql, scope, after, limit) => {
    const from = after === null ? 0 : Number(after[0]) + 1;
    return (await allRows(sql, scope)).slice(from, from + limit);
  },
};
