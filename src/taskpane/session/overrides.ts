import { FORECAST_WEEKS, forecastLineId, type SheetTableId } from '../../tables';
import { addDays, mondayOf } from '../../tables/weeks';
import type { ForecastOverride } from '../../planning/types';
import type { ReadTable } from '../../workbook/types';
import { firstWeekOf } from './item-weeks';
import { figure, rowKey, text, toRecords } from './records';
import type { PlanRecord } from './types';

export interface OverrideTerms {
  /** business date of the data: what is made or withdrawn now is so from this day on */
  today: string;
  /** who types on this computer; '' when nobody said */
  author: string;
  /** days an override of this item holds at most */
  days(sku: string, warehouse: string): number;
}

type Tables = ReadonlyMap<SheetTableId, ReadTable>;

const isDate = (day: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(day);
const sameNumber = (a: number | null, b: number | null): boolean =>
  a === b || (a !== null && b !== null && Math.abs(a - b) <= 1e-9 * (1 + Math.abs(a)));

/** The day from which an override no longer holds: with its week it ends at the latest. */
export function endOf(week: string, latest: string): string {
  const over = addDays(week, 7);
  return latest < over ? latest : over;
}

/** Rows of the Overrides sheet, and what is typed over the Forecast sheet put into them. */
export function collectOverrides(tables: Tables, terms: OverrideTerms): ForecastOverride[] {
  const overrides = recorded(tables.get('TW_Overrides'));
  const forecast = tables.get('TW_Forecast');
  // a sheet of a version without statistical numbers beside the forecast does not tell what was typed
  if (!forecast?.columns.includes(forecastLineId('s', 1))) return overrides.map(({ override }) => override);
  const byWeek = new Map<string, Recorded>();
  for (const row of overrides) {
    const { sku_id, warehouse_id, week } = row.override;
    if (!isDate(week)) continue;
    const key = rowKey(sku_id, warehouse_id, mondayOf(week));
    // of two rows for one week the one that the last plan used is what stands in the forecast
    if (row.used !== null || (byWeek.get(key)?.used ?? null) === null) byWeek.set(key, row);
  }
  const added: ForecastOverride[] = [];
  const unread = unreadable(forecast);
  toRecords(forecast).forEach((row, at) => {
    const first = firstWeekOf(row, forecast.stamp?.dataTime ?? null);
    if (!first || !isDate(first)) return;
    for (let ahead = 1; ahead <= FORECAST_WEEKS; ahead++) {
      const id = forecastLineId('f', ahead);
      // a word there is no number: it is left for its author to mend
      if (unread.has(`${forecast.sheetRows[at] ?? 0} ${id}`)) continue;
      const week = addDays(first, 7 * (ahead - 1));
      const known = byWeek.get(rowKey(row.sku_id, row.warehouse_id, week));
      const made = typed(row, ahead, week, known, terms);
      if (made) added.push(made);
    }
  });
  return [...overrides.map(({ override }) => override), ...added];
}

interface Recorded {
  override: ForecastOverride;
  /** what the last plan wrote into the Forecast sheet for this week; null: the statistical number */
  used: number | null;
}

/** Cells of a table that hold something else than the number or date they should, as "row column". */
const unreadable = (table: ReadTable): Set<string> =>
  new Set((table.unreadable ?? []).map(({ address, column }) => `${/\d+$/.exec(address)?.[0] ?? ''} ${column}`));

function recorded(table: ReadTable | undefined): Recorded[] {
  if (!table) return [];
  const unread = unreadable(table);
  return toRecords(table).flatMap((row, at): Recorded[] => {
    const isUnread = (column: string): boolean => unread.has(`${table.sheetRows[at] ?? 0} ${column}`);
    const quantity = isUnread('quantity') ? NaN : figure(row.quantity);
    const week = text(row.week) ?? (isUnread('week') ? '?' : '');
    // a row that asks for nothing yet
    if (!week && quantity === null) return [];
    return [
      {
        override: {
          sku_id: text(row.sku_id)?.trim() ?? '',
          warehouse_id: text(row.warehouse_id)?.trim() ?? '',
          week,
          quantity,
          author: text(row.author),
          reason: text(row.reason),
          made_on: text(row.made_on),
          expires: isUnread('expires') ? '?' : text(row.expires),
        },
        used: figure(row.used),
      },
    ];
  });
}

/**
 * What a cell W+n of the Forecast sheet says, when somebody typed into it: it then holds neither what the last plan wrote
 * there nor what the row of the Overrides sheet asks for by now. A row that is on record takes the number over; without one the
 * answer is a new override. The statistical number typed back, or a blank, withdraws the override on record, which ends
 * today and stays in its sheet.
 */
function typed(
  row: PlanRecord,
  ahead: number,
  week: string,
  known: Recorded | undefined,
  { today, author, days }: OverrideTerms,
): ForecastOverride | null {
  const held = figure(row[forecastLineId('f', ahead)]);
  const statistical = figure(row[forecastLineId('s', ahead)]);
  const inForce = known !== undefined && !(known.override.expires !== null && known.override.expires <= today);
  const asked = inForce && known.override.quantity !== null ? known.override.quantity : statistical;
  const written = known?.used ?? statistical;
  if (sameNumber(held, asked) || sameNumber(held, written)) return null;
  const withdrawn = held === null || sameNumber(held, statistical);
  if (withdrawn) {
    if (known && inForce && known.override.quantity !== null) known.override.expires = today;
    return null;
  }
  const sku = text(row.sku_id) ?? '';
  const warehouse = text(row.warehouse_id) ?? '';
  const latest = addDays(today, Math.floor(days(sku, warehouse)));
  const entry = {
    quantity: held,
    author: author || null,
    reason: text(row.why),
    made_on: today,
    expires: endOf(week, latest),
  };
  if (known) {
    Object.assign(known.override, { ...entry, reason: entry.reason ?? known.override.reason });
    return null;
  }
  return { sku_id: sku, warehouse_id: warehouse, week, ...entry };
}
