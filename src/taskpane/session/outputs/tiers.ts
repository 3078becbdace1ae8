import { renderExplanation, renderSentence } from '../../../messages/plan-texts';
import { sheetTable, type CellValue, type Language } from '../../../tables';
import type { PlanResult, SkuTier } from '../../../planning/types';
import type { TableRows } from '../../../workbook/types';

/** Rows of the Tiers sheet: what each SKU is, why, what would move it, and the gate before its first bonded buy. */
export function tierTables(result: PlanResult, version: string, language: Language): TableRows[] {
  const columns = sheetTable('TW_Tiers')
    .columns.filter(({ owner }) => owner === 'addin')
    .map(({ id }) => id);
  const names = new Map(result.rows.map((row) => [row.sku_id, row.name]));
  const rows = result.tiers.map((tier) => {
    const cells: Record<string, CellValue> = {
      sku_id: tier.sku_id,
      name: names.get(tier.sku_id) ?? null,
      tier: tier.tier,
      model: tier.model,
      since: tier.since,
      reason: renderSentence(tier.reason, language),
      heading: tier.heading,
      heading_weeks: tier.heading === null ? null : tier.headingWeeks,
      moves_when: renderExplanation(tier.movesWhen, language),
      abc: tier.abc,
      xyz: tier.xyz,
      cv: tier.cv,
      lifecycle: tier.lifecycle,
      gate: tier.gate,
      gate_reason: renderExplanation(tier.gateReasons, language) || null,
      first_batch_cap: tier.firstBatchCap,
      ...testCells(tier),
      ...lockCells(tier),
      plan_version: version,
    };
    return columns.map((id) => cells[id] ?? null);
  });
  return rows.length ? [{ table: 'TW_Tiers', columns, rows }] : [];
}

function testCells({ test }: SkuTier): Record<string, CellValue> {
  if (!test) return {};
  const { weeks, units, conversion, rating, returnRate } = test;
  return { test_weeks: weeks, test_units: units, conversion, rating, return_rate: returnRate };
}

/** The reason of a lock carries who and why. */
function lockCells({ locked, reason: { values } }: SkuTier): Record<string, CellValue> {
  return locked ? { lock_by: values.by ?? null, lock_why: values.why ?? null } : {};
}
