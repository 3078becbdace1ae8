import {
  FORECAST_LINES,
  FORECAST_WEEKS,
  forecastLineId,
  sheetTable,
  type CellValue,
  type ForecastLine,
  type Language,
  type SheetTableId,
} from '../../tables';
import { renderExplanation, renderSentence } from '../../messages/plan-texts';
import type { ForecastRow, PlanResult } from '../../planning/types';
import type { TableRows } from '../../workbook/types';
import { addDays } from '../../tables/weeks';
import { weeksBefore } from './download';
import { buyTables } from './outputs/buys';
import { sellableTables } from './outputs/sellable';
import { tierTables } from './outputs/tiers';

/** What a plan writes of a sheet: its own columns, and those it proposes in that it was given or refills. */
const planned = (table: SheetTableId, proposed: readonly string[] = []): string[] =>
  sheetTable(table)
    .columns.filter(({ id, owner, refilled }) => owner === 'addin' || refilled || proposed.includes(id))
    .map(({ id }) => id);

const LINES: Readonly<Record<ForecastLine, keyof ForecastRow>> = {
  f: 'weeks',
  s: 'statistical',
  l: 'lows',
  h: 'highs',
  m: 'minimums',
  t: 'targets',
  x: 'maximums',
};

const OVERRIDE_COLUMNS = ['quantity', 'author', 'reason', 'made_on', 'expires'];

const TIER_COLUMNS = ['sku_id', 'tier', 'model', 'tier_reason'];

/** A plan result as the rows of the sheets it goes into, best rank first; words and sentences in the sheets' language. */
export function planTables(result: PlanResult, lastWeek: string, version: string, language: Language): TableRows[] {
  const planColumns = planned('TW_Plan');
  const ranked = [...result.rows].sort((a, b) => a.rank - b.rank);
  const plan = ranked.map((row) => {
    const derived: Record<string, CellValue> = {
      explanation: renderExplanation(row.explanation, language),
      plan_version: version,
    };
    return planColumns.map((id) => derived[id] ?? (row as unknown as Record<string, CellValue>)[id] ?? null);
  });

  const forecastColumns = planned('TW_Forecast');
  const firstWeek = addDays(lastWeek, 7);
  const rankOf = new Map(ranked.map((row) => [`${row.sku_id}\n${row.warehouse_id}`, row.rank]));
  const rank = (row: { sku_id: string; warehouse_id: string }): number =>
    rankOf.get(`${row.sku_id}\n${row.warehouse_id}`) ?? Number.MAX_SAFE_INTEGER;
  const forecast = [...result.forecasts]
    .sort((a, b) => rank(a) - rank(b))
    .map((row) => {
      const { sku_id, warehouse_id, name, demand_class, method, accuracy, bias, low, high, overridden_by, expires } =
        row;
      const cells: Record<string, CellValue> = {
        ...{ sku_id, warehouse_id, name, demand_class, method, accuracy, bias, low, high, overridden_by, expires },
        total_13w: row.weeks.length ? row.weeks.slice(0, FORECAST_WEEKS).reduce((sum, week) => sum + week, 0) : null,
        first_week: firstWeek,
        plan_version: version,
      };
      for (const [line, field] of Object.entries(LINES) as [ForecastLine, keyof ForecastRow][]) {
        const values = row[field] as readonly number[];
        for (let at = 0; at < FORECAST_WEEKS; at++) cells[forecastLineId(line, at + 1)] = values[at] ?? null;
      }
      return forecastColumns.map((id) => cells[id] ?? null);
    });
  const bandTexts = Object.fromEntries(
    (Object.keys(FORECAST_LINES) as ForecastLine[]).flatMap((line) =>
      Array.from({ length: FORECAST_WEEKS }, (_, at) => [
        forecastLineId(line, at + 1),
        weeksBefore(lastWeek, -(at + 1)),
      ]),
    ),
  );

  const tiers = result.tiers.map((tier) => [tier.sku_id, tier.tier, tier.model, renderSentence(tier.reason, language)]);
  const overrides = overrideRows(result);
  return [
    { table: 'TW_Plan', columns: planColumns, rows: plan },
    { table: 'TW_Forecast', columns: forecastColumns, rows: forecast, bandTexts },
    ...(overrides.rows.length ? [overrides] : []),
    { table: 'TW_SKU', columns: TIER_COLUMNS, rows: tiers },
    ...tierTables(result, version, language),
    ...buyTables(result, version, language),
    ...sellableTables(result, version, language),
  ];
}

/** Every override on record, with what became of it. A row whose key cannot be read is left as its author wrote it. */
function overrideRows(result: PlanResult): TableRows {
  const columns = planned('TW_Overrides', OVERRIDE_COLUMNS);
  const names = new Map(result.forecasts.map((row) => [row.sku_id, row.name]));
  const seen = new Set<string>();
  const rows = result.overrides.flatMap((override) => {
    const key = `${override.sku_id}\n${override.warehouse_id}\n${override.week}`;
    if (!/^\d{4}-\d{2}-\d{2}$/.test(override.week) || seen.has(key)) return [];
    seen.add(key);
    const quantity = Number.isFinite(override.quantity) ? override.quantity : null;
    const expires = override.expires === '?' ? null : override.expires;
    const cells: Record<string, CellValue> = {
      ...override,
      name: names.get(override.sku_id) ?? null,
      quantity,
      expires,
    };
    return [columns.map((id) => cells[id] ?? null)];
  });
  return { table: 'TW_Overrides', columns, rows };
}
