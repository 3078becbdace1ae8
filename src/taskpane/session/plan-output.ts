import {
  FORECAST_WEEKS,
  forecastWeekId,
  sheetTable,
  type CellValue,
  type Language,
  type SheetTableId,
} from '../../tables';
import { renderExplanation, renderSentence } from '../../messages/plan-texts';
import type { PlanResult } from '../../planning/types';
import type { TableRows } from '../../workbook/types';
import { weeksBefore } from './download';

const ownColumns = (table: SheetTableId): string[] =>
  sheetTable(table)
    .columns.filter(({ owner }) => owner === 'addin')
    .map(({ id }) => id);

const TIER_COLUMNS = ['sku_id', 'tier', 'model', 'tier_reason'];

/** A plan result as the rows of the sheets it goes into, best rank first; words and sentences in the sheets' language. */
export function planTables(result: PlanResult, lastWeek: string, version: string, language: Language): TableRows[] {
  const planColumns = ownColumns('TW_Plan');
  const ranked = [...result.rows].sort((a, b) => a.rank - b.rank);
  const plan = ranked.map((row) => {
    const derived: Record<string, CellValue> = {
      explanation: renderExplanation(row.explanation, language),
      plan_version: version,
    };
    return planColumns.map((id) => derived[id] ?? (row as unknown as Record<string, CellValue>)[id] ?? null);
  });

  const forecastColumns = ownColumns('TW_Forecast');
  const rankOf = new Map(ranked.map((row) => [`${row.sku_id}\n${row.warehouse_id}`, row.rank]));
  const rank = (row: { sku_id: string; warehouse_id: string }): number =>
    rankOf.get(`${row.sku_id}\n${row.warehouse_id}`) ?? Number.MAX_SAFE_INTEGER;
  const forecast = [...result.forecasts]
    .sort((a, b) => rank(a) - rank(b))
    .map((row) => {
      const cells: Record<string, CellValue> = {
        sku_id: row.sku_id,
        warehouse_id: row.warehouse_id,
        name: row.name,
        demand_class: row.demand_class,
        method: row.method,
        total_13w: row.weeks.length ? row.weeks.slice(0, FORECAST_WEEKS).reduce((sum, week) => sum + week, 0) : null,
      };
      row.weeks.slice(0, FORECAST_WEEKS).forEach((quantity, at) => (cells[forecastWeekId(at + 1)] = quantity));
      return forecastColumns.map((id) => cells[id] ?? null);
    });
  const bandTexts = Object.fromEntries(
    Array.from({ length: FORECAST_WEEKS }, (_, at) => [forecastWeekId(at + 1), weeksBefore(lastWeek, -(at + 1))]),
  );

  const tiers = result.tiers.map((tier) => [tier.sku_id, tier.tier, tier.model, renderSentence(tier.reason, language)]);
  return [
    { table: 'TW_Plan', columns: planColumns, rows: plan },
    { table: 'TW_Forecast', columns: forecastColumns, rows: forecast, bandTexts },
    { table: 'TW_SKU', columns: TIER_COLUMNS, rows: tiers },
  ];
}
