import type { SheetTableId } from '../../tables';
import { addDays, businessDate } from '../../tables/weeks';
import type { Sentence } from '../../planning/types';
import type { ReadTable, RowFilter, SelectionInfo } from '../../workbook/types';
import { rulesOf } from './item-rules';
import { itemWeeks } from './item-weeks';
import { figure, text, toRecords } from './records';
import type { ItemCorrection, ItemKey, ItemOverride, ItemPromotion, ItemView, ItemWeek, PlanRecord } from './types';

/** What the sheets hold about one item beside its plan row. */
export interface ItemRows {
  sales: PlanRecord[];
  forecast: PlanRecord | null;
  overrides: PlanRecord[];
  corrections: PlanRecord[];
  calendar: PlanRecord[];
  policy: PlanRecord[];
  /** data times of the Sales and the Forecast sheet: W-1 and W+1 count from them */
  salesTime: string | null;
  forecastTime: string | null;
}

/** What the Item page looks things up in. */
export interface ItemSources {
  plan: PlanRecord[];
  /** null until read */
  rows: ItemRows | null;
  words: Sentence[] | null;
  pending: boolean;
}

/** The SKU (and warehouse) of a selected row, in any of our tables. */
export function itemKeyOf(info: SelectionInfo): ItemKey | null {
  const sku = text(info.row?.sku_id);
  if (!sku) return null;
  return { sku, warehouse: text(info.row?.warehouse_id) ?? text(info.row?.to_id) };
}

/** Which rows of which sheets are about an item; a promotion without SKU is about all of them. */
export function rowFilters(sku: string, warehouse: string): Partial<Record<SheetTableId, RowFilter>> {
  const here: RowFilter = { sku_id: [sku], warehouse_id: [warehouse] };
  return {
    TW_Sales: here,
    TW_Forecast: here,
    TW_Overrides: here,
    TW_Corrections: here,
    TW_Calendar: { sku_id: [sku, ''] },
    TW_Policy: { key: ['service_level', 'safety_days', 'override_days'] },
  };
}

export function itemRows(tables: ReadonlyMap<SheetTableId, ReadTable>): ItemRows {
  const records = (id: SheetTableId): PlanRecord[] => toRecords(tables.get(id));
  return {
    sales: records('TW_Sales'),
    forecast: records('TW_Forecast')[0] ?? null,
    overrides: records('TW_Overrides'),
    corrections: records('TW_Corrections'),
    calendar: records('TW_Calendar'),
    policy: records('TW_Policy'),
    salesTime: tables.get('TW_Sales')?.stamp?.dataTime ?? null,
    forecastTime: tables.get('TW_Forecast')?.stamp?.dataTime ?? null,
  };
}

/** The plan row an item stands for: without a warehouse (SKU sheet) the one with most money at stake. */
export function planRowsOf(plan: readonly PlanRecord[], key: ItemKey): { row: PlanRecord | null; rows: PlanRecord[] } {
  const rows = plan
    .filter((row) => row.sku_id === key.sku)
    .sort((a, b) => (figure(b.at_stake) ?? -1) - (figure(a.at_stake) ?? -1));
  const row = key.warehouse === null ? rows[0] : rows.find((candidate) => candidate.warehouse_id === key.warehouse);
  return { row: row ?? null, rows };
}

/**
 * One SKU in one warehouse, from the sheets. A warehouse without a plan row is shown as such, never another one's
 * figures.
 */
export function viewItem(sources: ItemSources, key: ItemKey, info: SelectionInfo | null): ItemView {
  const { row: found, rows } = planRowsOf(sources.plan, key);
  const live = info?.table === 'TW_Plan' && info.row?.sku_id === key.sku ? info.row : null;
  const row = live ?? found;
  const warehouse = key.warehouse ?? text(row?.warehouse_id);
  const held = sources.rows;
  const time = held?.salesTime ?? held?.forecastTime ?? null;
  const asOf = time && businessDate(time);
  const corrections = (held?.corrections ?? []).map(correctionOf).sort((a, b) => b.day.localeCompare(a.day));
  const overrides = (held?.overrides ?? []).map((record) => overrideOf(record, asOf)).sort(byWeek);
  const weeks = held ? itemWeeks(held, corrections, overrides) : [];
  return {
    sku: key.sku,
    warehouse,
    row,
    others: rows.filter((other) => other.warehouse_id !== warehouse),
    name: text(row?.name) ?? text(held?.forecast?.name) ?? text(held?.sales[0]?.name),
    asOf,
    weeks,
    forecast: held?.forecast ?? null,
    promotions: promotionsOf(held?.calendar ?? [], weeks),
    corrections,
    overrides,
    rules: rulesOf(held?.policy ?? [], { sku: key.sku, warehouse, tier: text(row?.tier) }, asOf),
    words: sources.words,
    pending: sources.pending || overrides.some(({ state }) => state === 'new' || state === 'withdrawn'),
  };
}

const byWeek = (a: { week: string }, b: { week: string }): number => a.week.localeCompare(b.week);

const correctionOf = (record: PlanRecord): ItemCorrection => ({
  key: ['sku_id', 'warehouse_id', 'model', 'day', 'kind'].map((id) => text(record[id]) ?? ''),
  day: text(record.day) ?? '',
  model: text(record.model),
  kind: text(record.kind) ?? '',
  raw: figure(record.raw),
  corrected: figure(record.corrected),
  change: figure(record.change),
  why: text(record.why),
  useRaw: record.use_raw === 'yes',
});

const RUN_STATES = ['active', 'expired', 'past', 'refused'] as const;

function overrideOf(record: PlanRecord, asOf: string | null): ItemOverride {
  const expires = text(record.expires);
  const ended = expires !== null && asOf !== null && expires <= asOf;
  const state = RUN_STATES.find((known) => known === record.state);
  return {
    week: text(record.week) ?? '',
    quantity: figure(record.quantity),
    statistical: figure(record.statistical),
    author: text(record.author),
    reason: text(record.reason),
    madeOn: text(record.made_on),
    expires,
    // a plan gives the state; until then the sheet says what was asked for
    state: state ?? (ended ? 'withdrawn' : 'new'),
  };
}

function promotionsOf(calendar: readonly PlanRecord[], weeks: readonly ItemWeek[]): ItemPromotion[] {
  const first = weeks[0]?.monday;
  const lastWeek = weeks[weeks.length - 1]?.monday;
  if (!first || !lastWeek) return [];
  const found = new Map<string, ItemPromotion>();
  for (const record of calendar) {
    const starts = text(record.starts_at);
    const ends = text(record.ends_at);
    const id = text(record.promo_id);
    if (!starts || !ends || !id || ends < starts) continue;
    const [from, to] = [businessDate(starts), businessDate(ends)];
    if (to < first || from > addDays(lastWeek, 6)) continue;
    const known = found.get(id);
    const uplift = figure(record.uplift);
    // phases of one promotion are one stretch of time
    if (known) {
      known.from = from < known.from ? from : known.from;
      known.to = to > known.to ? to : known.to;
      known.uplift = uplift === null ? known.uplift : Math.max(known.uplift ?? 0, uplift);
    } else found.set(id, { id, name: text(record.name) ?? id, from, to, uplift });
  }
  return [...found.values()].sort((a, b) => a.from.localeCompare(b.from));
}
