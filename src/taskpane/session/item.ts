import { FORECAST_WEEKS, forecastWeekId, historyWeekId, type CellValue } from '../../tables';
import type { SelectionInfo } from '../../workbook/types';
import { figure, text } from './records';
import type { ItemKey, ItemView, PlanRecord } from './types';

/** Weeks of history the item's chart shows. */
export const CHART_WEEKS = 26;

/** What the sheets held when last read; the Item page looks things up here. */
export interface ItemSources {
  plan: PlanRecord[];
  sales: PlanRecord[];
  forecast: PlanRecord[];
}

/** The SKU (and warehouse) of a selected row, in any of our tables. */
export function itemKeyOf(info: SelectionInfo): ItemKey | null {
  const sku = text(info.row?.sku_id);
  if (!sku) return null;
  return { sku, warehouse: text(info.row?.warehouse_id) ?? text(info.row?.to_id) };
}

/**
 * One SKU in one warehouse, from the sheets. Without a warehouse (SKU sheet) its plan row with most money at stake is
 * shown; a warehouse without a plan row is shown as such, never another one's figures.
 */
export function viewItem(sources: ItemSources, key: ItemKey, info: SelectionInfo | null): ItemView {
  const rows = sources.plan
    .filter((row) => row.sku_id === key.sku)
    .sort((a, b) => (figure(b.at_stake) ?? -1) - (figure(a.at_stake) ?? -1));
  const found = key.warehouse === null ? rows[0] : rows.find((row) => row.warehouse_id === key.warehouse);
  const live = info?.table === 'TW_Plan' && info.row?.sku_id === key.sku ? info.row : null;
  const row = live ?? found ?? null;
  const warehouse = key.warehouse ?? text(row?.warehouse_id);
  const here = (record: PlanRecord): boolean => record.sku_id === key.sku && record.warehouse_id === warehouse;
  const forecast = sources.forecast.find(here);
  return {
    sku: key.sku,
    warehouse,
    row,
    others: rows.filter((other) => other.warehouse_id !== warehouse),
    history: salesHistory(sources.sales.filter(here)),
    forecast: forecast
      ? Array.from({ length: FORECAST_WEEKS }, (_, at) => figure(forecast[forecastWeekId(at + 1)]))
      : [],
  };
}

/** Oldest week first; models of one warehouse are added, a week no row knows stays unknown. */
function salesHistory(rows: readonly PlanRecord[]): (number | null)[] {
  const weeks = Array.from({ length: CHART_WEEKS }, (_, at) => {
    const known = rows
      .map((row): CellValue => row[historyWeekId(CHART_WEEKS - at)] ?? null)
      .map(figure)
      .filter((value): value is number => value !== null);
    return known.length ? known.reduce((sum, value) => sum + value, 0) : null;
  });
  return weeks.some((week) => week !== null) ? weeks : [];
}
