import { FORECAST_WEEKS, forecastLineId, type CellValue, type SheetTableId } from '../../tables';
import { addDays, daysBetween } from '../../tables/weeks';
import { policyDefaults } from '../../planning/policy';
import type { CutStamp, ReadTable } from '../../workbook/types';
import type { SessionContext } from './context';
import { firstWeekOf } from './item-weeks';
import { anyStamp, planDay, shown, writeRows, type RowEdit } from './item-write';
import { endOf } from './overrides';
import { SessionError } from './problems';
import { figure, text, toRecords } from './records';
import type { ItemKey, ItemRule, OverrideRequest, PlanRecord } from './types';

/** The forecast of an item and its overrides, as the sheets hold them now. */
interface Forecast {
  record: PlanRecord;
  overrides: PlanRecord[];
  stamp: CutStamp;
  /** Monday of W+1 */
  first: string;
}

/**
 * Puts a planner's number into weeks of the forecast: a row a week in the Overrides sheet, and the number itself in the
 * Forecast sheet. The plan's own figures follow with the next plan.
 *
 * @throws SessionError no_plan when the item has no forecast, or not in one of these weeks
 */
export async function override(context: SessionContext, key: ItemKey, request: OverrideRequest): Promise<void> {
  const { sku, warehouse } = place(key);
  const forecast = await readForecast(context, sku, warehouse);
  const numbers = new Map<string, number>();
  const edits = request.weeks.map((week): RowEdit => {
    const ahead = aheadOf(forecast, week);
    const statistical = figure(forecast.record[forecastLineId('s', ahead)]);
    const units = 'units' in request.quantity ? request.quantity.units : (statistical ?? NaN) * request.quantity.factor;
    if (!Number.isFinite(units)) throw new SessionError('no_plan');
    const quantity = Math.round(Math.max(0, units) * 10) / 10;
    numbers.set(forecastLineId('f', ahead), quantity);
    return {
      table: 'TW_Overrides',
      key: [sku, warehouse, week],
      held: overrideOf(forecast, week),
      values: {
        name: text(forecast.record.name),
        statistical,
        quantity,
        author: request.author,
        reason: request.reason,
        made_on: planDay(context),
        expires: endOf(week, request.expires),
        // the next plan says what became of it
        state: null,
      },
    };
  });
  const others = inForce(forecast, planDay(context)).filter(({ week }) => !request.weeks.includes(String(week)));
  const signed = signature([...others, ...edits.map(({ values }) => values)]);
  const report = await writeRows(context, [...edits, forecastEdit(forecast, numbers, signed)], forecast.stamp);
  await shown(context, key, report, {
    kind: 'overridden',
    values: { sku, weeks: request.weeks.length },
  });
}

/** The statistical numbers stand again in these weeks; what was overridden stays on record as ended. */
export async function withdrawOverride(context: SessionContext, key: ItemKey, weeks: readonly string[]): Promise<void> {
  const { sku, warehouse } = place(key);
  const forecast = await readForecast(context, sku, warehouse);
  const today = planDay(context);
  const numbers = new Map<string, number>();
  const edits = weeks.flatMap((week): RowEdit[] => {
    const ahead = daysBetween(forecast.first, week) / 7 + 1;
    const statistical = figure(forecast.record[forecastLineId('s', ahead)]);
    if (ahead >= 1 && ahead <= FORECAST_WEEKS && statistical !== null)
      numbers.set(forecastLineId('f', ahead), statistical);
    const held = overrideOf(forecast, week);
    // a number typed into the Forecast sheet may have no row of its own yet
    return held
      ? [{ table: 'TW_Overrides', key: [sku, warehouse, week], held, values: { expires: today, state: null } }]
      : [];
  });
  const others = inForce(forecast, today).filter(({ week }) => !weeks.includes(String(week)));
  edits.push(forecastEdit(forecast, numbers, signature(others)));
  const report = await writeRows(context, edits, forecast.stamp);
  await shown(context, key, report, { kind: 'withdrawn', values: { sku, weeks: weeks.length } });
}

/** The sales of a corrected day count as they are, or the corrected demand does again. */
export async function useRawFigure(
  context: SessionContext,
  key: ItemKey,
  correction: readonly string[],
  on: boolean,
): Promise<void> {
  const { sku, warehouse } = place(key);
  const table = await readItem(context, 'TW_Corrections', sku, warehouse);
  const held = toRecords(table).find((record) =>
    ['sku_id', 'warehouse_id', 'model', 'day', 'kind'].every((id, at) => (text(record[id]) ?? '') === correction[at]),
  );
  if (!table?.stamp || !held) throw new SessionError('no_table', { table: 'TW_Corrections' });
  const edit: RowEdit = {
    table: 'TW_Corrections',
    key: [...correction],
    held,
    values: { use_raw: on ? 'yes' : null },
  };
  const report = await writeRows(context, [edit], table.stamp);
  await shown(context, key, report, {
    kind: on ? 'raw_used' : 'corrected_used',
    values: { sku, day: correction[3] ?? '' },
  });
}

/**
 * Sets a service level or safety days for the SKU alone: a row of the Policy sheet, in force from the data's day. Only
 * one of the two holds at a time, so the other one's row ends the day before. With null both end.
 */
export async function setItemRule(
  context: SessionContext,
  key: ItemKey,
  rule: ItemRule,
  value: number | null,
): Promise<void> {
  const { sku } = key;
  const today = planDay(context);
  const filter = { key: ['service_level', 'safety_days'], scope_id: [sku] };
  const table = (await context.ports.workbook.readRows({ TW_Policy: filter })).get('TW_Policy');
  const stamp = table?.stamp ?? anyStamp(context);
  const own = toRecords(table).filter(({ scope }) => scope === 'sku');
  const keyOf = (row: PlanRecord): string[] =>
    ['key', 'scope', 'scope_id', 'effective_from'].map((id) => text(row[id]) ?? '');
  const current = own.find((row) => row.key === rule && row.effective_from === today);
  const ending = own.filter((row) => {
    if (value !== null && row.key === rule) return false;
    return (text(row.effective_from) ?? '') <= today && (text(row.effective_to) ?? today) >= today;
  });
  const edits = ending.map((row): RowEdit => ({
    table: 'TW_Policy',
    key: keyOf(row),
    held: row,
    values: { effective_to: addDays(today, -1) },
  }));
  if (value !== null) {
    edits.push({
      table: 'TW_Policy',
      key: current ? keyOf(current) : [rule, 'sku', sku, today],
      held: current ?? null,
      values: { ...ruleTexts(context, rule), value: String(value), effective_to: null },
    });
  }
  const report = await writeRows(context, edits, stamp);
  await shown(context, key, report, { kind: value === null ? 'rule_ended' : 'rule_set', values: { sku } });
}

function ruleTexts(context: SessionContext, rule: ItemRule): Record<string, CellValue> {
  const shipped = policyDefaults.find(({ key, scope }) => key === rule && scope === 'brand');
  const { planner } = context.state;
  return {
    meaning: shipped?.meaning[context.sheetLanguage] ?? null,
    unit: shipped?.unit ?? null,
    source: planner || null,
  };
}

const place = ({ sku, warehouse }: ItemKey): { sku: string; warehouse: string } => {
  if (warehouse === null) throw new SessionError('no_plan');
  return { sku, warehouse };
};

async function readItem(
  context: SessionContext,
  table: SheetTableId,
  sku: string,
  warehouse: string,
): Promise<ReadTable | undefined> {
  const filter = { sku_id: [sku], warehouse_id: [warehouse] };
  return (await context.ports.workbook.readRows({ [table]: filter })).get(table);
}

async function readForecast(context: SessionContext, sku: string, warehouse: string): Promise<Forecast> {
  const filter = { sku_id: [sku], warehouse_id: [warehouse] };
  const tables = await context.ports.workbook.readRows({ TW_Forecast: filter, TW_Overrides: filter });
  const table = tables.get('TW_Forecast');
  const [record] = toRecords(table);
  const first = record && firstWeekOf(record, table?.stamp?.dataTime ?? null);
  if (!table?.stamp || !record || !first) throw new SessionError('no_plan');
  return {
    record,
    overrides: toRecords(tables.get('TW_Overrides')),
    stamp: table.stamp,
    first,
  };
}

function aheadOf(forecast: Forecast, week: string): number {
  const ahead = daysBetween(forecast.first, week) / 7 + 1;
  if (!Number.isInteger(ahead) || ahead < 1 || ahead > FORECAST_WEEKS) throw new SessionError('no_plan');
  return ahead;
}

const overrideOf = (forecast: Forecast, week: string): PlanRecord | null =>
  forecast.overrides.find((record) => record.week === week) ?? null;

const inForce = (forecast: Forecast, today: string): PlanRecord[] =>
  forecast.overrides.filter((record) => {
    const expires = text(record.expires);
    const week = text(record.week) ?? '';
    return week >= forecast.first && (expires === null || expires > today) && record.state !== 'refused';
  });

/** Who overrode a week of these, and when the first of those overrides ends. */
function signature(overrides: readonly PlanRecord[]): Record<string, CellValue> {
  const authors = [...new Set(overrides.map(({ author }) => text(author)).filter((name) => name !== null))];
  const ends = overrides
    .map(({ expires }) => text(expires))
    .filter((day) => day !== null)
    .sort();
  return { overridden_by: authors.join(', ') || null, expires: ends[0] ?? null };
}

const forecastEdit = (
  { record }: Forecast,
  numbers: ReadonlyMap<string, number>,
  signed: Record<string, CellValue>,
): RowEdit => ({
  table: 'TW_Forecast',
  key: [text(record.sku_id) ?? '', text(record.warehouse_id) ?? ''],
  held: record,
  values: { ...Object.fromEntries(numbers), ...signed },
});
