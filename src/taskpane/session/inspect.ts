import { FORECAST_WEEKS, forecastLineId, sheetTable, type SheetTableId } from '../../tables';
import { businessDate } from '../../tables/weeks';
import { changesOf, inspectRow, type InspectInput, type SourcedPolicyRow } from '../../planning/inspect';
import { policyDefaults } from '../../planning/policy';
import type { ReadTable, RowFilter } from '../../workbook/types';
import type { SessionContext } from './context';
import type { ItemTrace, PlanBefore } from './inspect-types';
import { policyRows, sheetInput } from './plan-input';
import { planSources } from './plan-sources';
import { figure, rowKey, text, toRecords } from './records';
import type { ItemKey, PlanRecord } from './types';

type Tables = ReadonlyMap<SheetTableId, ReadTable>;

const POLICY_KEYS = [...new Set<string>(policyDefaults.map(({ key }) => key))];

/** Rows of the sheets that a recommendation was made from. */
const filtersOf = (sku: string, warehouse: string): Partial<Record<SheetTableId, RowFilter>> => ({
  TW_Plan: { sku_id: [sku], warehouse_id: [warehouse] },
  TW_SKU: { sku_id: [sku] },
  TW_Warehouses: { warehouse_id: [warehouse] },
  TW_Lanes: { to_id: [warehouse] },
  TW_Stock: { sku_id: [sku], warehouse_id: [warehouse] },
  TW_Sales: { sku_id: [sku], warehouse_id: [warehouse] },
  TW_Inbound: { sku_id: [sku], to_id: [warehouse] },
  TW_Forecast: { sku_id: [sku], warehouse_id: [warehouse] },
  TW_Calendar: { sku_id: [sku, ''] },
  TW_Tiers: { sku_id: [sku] },
  TW_Policy: { key: POLICY_KEYS },
});

/** Every figure of one recommendation with what it was made of; null when the plan has no such row. */
export async function inspectItem(context: SessionContext, key: ItemKey): Promise<ItemTrace | null> {
  if (key.warehouse === null) return null;
  const wanted = filtersOf(key.sku, key.warehouse);
  const there = Object.fromEntries(
    (Object.keys(wanted) as SheetTableId[]).flatMap((id) => (context.hasTable(id) ? [[id, wanted[id]]] : [])),
  ) as Partial<Record<SheetTableId, RowFilter>>;
  const tables = await readThese(context, there);
  const stored = toRecords(tables.get('TW_Plan'))[0] ?? context.planRow(key);
  const stamp = tables.get('TW_Plan')?.stamp ?? tables.get('TW_Stock')?.stamp ?? null;
  if (!stored || !stamp) return null;
  const currency = context.state.workbook?.binding?.currency ?? '';
  const input = inspectInput(tables, key, stored, businessDate(stamp.dataTime), currency);
  const before = await planBefore(context, key, stored);
  return {
    sku: key.sku,
    warehouse: key.warehouse,
    row: stored,
    asOf: input.asOf,
    dataTime: stamp.dataTime,
    planVersion: text(stored.plan_version),
    currency,
    figures: inspectRow(input),
    before,
  };
}

/** The rows of our sheets; where the user's own ranges are read, all that a plan would read. */
async function readThese(context: SessionContext, there: Partial<Record<SheetTableId, RowFilter>>): Promise<Tables> {
  const tables = await context.ports.workbook.readRows(there);
  if (!context.state.own?.kept.length) return tables;
  const job = { signal: new AbortController().signal, report: () => undefined };
  const sources = await planSources(context, job);
  return new Map([...sources.tables, ...[...tables].filter(([id]) => sheetTable(id).source === 'plan')]);
}

/** What the sheets hold about one recommendation, as planning/inspect asks for it. */
export function inspectInput(
  tables: Tables,
  { sku, warehouse }: ItemKey,
  row: PlanRecord,
  asOf: string,
  currency: string,
): InspectInput {
  const stamp = { cut: '', dataTime: `${asOf}T04:00:00Z`, planVersion: null };
  const held = sheetInput(tables, stamp, currency);
  const forecast = toRecords(tables.get('TW_Forecast')).find(
    (one) => one.sku_id === sku && one.warehouse_id === warehouse,
  );
  const sources = new Map(
    toRecords(tables.get('TW_Policy')).map((one) => [
      rowKey(one.key, one.scope || 'brand', one.scope_id, one.effective_from),
      text(one.source),
    ]),
  );
  return {
    row,
    asOf,
    currency,
    sku: held.skus.find((one) => one.sku_id === sku) ?? null,
    warehouse: held.warehouses.find((one) => one.warehouse_id === warehouse) ?? null,
    stock: held.stock.find((one) => one.sku_id === sku && one.warehouse_id === warehouse) ?? null,
    lanes: held.lanes.filter((lane) => lane.to_id === warehouse),
    inbound: held.inbound.filter((line) => line.sku_id === sku && line.to_id === warehouse),
    forecast: forecast
      ? {
          weeks: Array.from({ length: FORECAST_WEEKS }, (_, at) => figure(forecast[forecastLineId('f', at + 1)])),
          firstWeek: text(forecast.first_week),
        }
      : null,
    sold: held.sales.filter((one) => one.sku_id === sku && one.warehouse_id === warehouse),
    promotions: held.promotions,
    tier: toRecords(tables.get('TW_Tiers')).find((one) => one.sku_id === sku) ?? null,
    policy: policyRows(tables.get('TW_Policy')).map((one): SourcedPolicyRow => ({
      ...one,
      source: sources.get(rowKey(one.key, one.scope, one.scope_id, one.effective_from)) ?? null,
    })),
  };
}

/** The row as it stood before the plan was last written, and what differs; null: the workbook no longer knows. */
async function planBefore(context: SessionContext, key: ItemKey, now: PlanRecord): Promise<PlanBefore | null> {
  const { workbook } = context.ports;
  const image = await workbook.rowBefore?.('TW_Plan', [key.sku, key.warehouse ?? '']);
  if (!image) return null;
  const { at, planVersion, added, values } = image;
  if (added) return { at, version: planVersion, added, changes: [], need: null };
  const before: PlanRecord = { ...now, ...values };
  return { at, version: text(values.plan_version) ?? planVersion, added, ...changesOf(before, now) };
}
