import { FORECAST_WEEKS, forecastLineId, historyWeekId, type ForecastLine } from '../../tables';
import { addDays, daysBetween, lastCompleteWeek } from '../../tables/weeks';
import { parseDay } from '../../planning/calendar';
import { weeklyDemand } from '../../planning/cleaning/weekly-demand';
import type { ItemRows } from './item';
import { figure, text } from './records';
import type { ItemCorrection, ItemOverride, ItemWeek, PlanRecord } from './types';

/** Weeks of history the item's chart shows. */
export const CHART_WEEKS = 26;

/**
 * History and forecast on one line of time. Both sheets count their weeks from their own data time, so a forecast of
 * last week's data still stands at its dates when newer sales have come.
 */
export function itemWeeks(
  held: ItemRows,
  corrections: readonly ItemCorrection[],
  overrides: readonly ItemOverride[],
): ItemWeek[] {
  const weeks = new Map<string, ItemWeek>();
  const base = held.salesTime ?? held.forecastTime;
  if (!base) return [];
  const last = lastCompleteWeek(base);
  const week = (monday: string): ItemWeek => {
    const known = weeks.get(monday);
    if (known) return known;
    const distance = Math.round(daysBetween(last, monday) / 7);
    const made: ItemWeek = {
      monday,
      offset: distance > 0 ? distance : distance - 1,
      sold: null,
      demand: null,
      forecast: null,
      statistical: null,
      low: null,
      high: null,
      minimum: null,
      target: null,
      maximum: null,
      overridden: false,
    };
    weeks.set(monday, made);
    return made;
  };
  if (held.salesTime && held.sales.length) history(held.sales, corrections, last, week);
  const record = held.forecast;
  const first = record && firstWeekOf(record, held.forecastTime);
  if (record && first) {
    const line = (id: ForecastLine, ahead: number): number | null => figure(record[forecastLineId(id, ahead)]);
    for (let ahead = 1; ahead <= FORECAST_WEEKS; ahead++) {
      const at = week(addDays(first, 7 * (ahead - 1)));
      at.forecast = line('f', ahead);
      at.statistical = line('s', ahead);
      at.low = line('l', ahead);
      at.high = line('h', ahead);
      at.minimum = line('m', ahead);
      at.target = line('t', ahead);
      at.maximum = line('x', ahead);
      at.overridden = isOverridden(at, overrides);
    }
  }
  const sorted = [...weeks.values()].sort((a, b) => a.monday.localeCompare(b.monday));
  // nothing known before the first sale on record
  const start = sorted.findIndex(({ sold, forecast }) => sold !== null || forecast !== null);
  return start < 0 ? [] : sorted.slice(start);
}

/** Monday of W+1 of a Forecast row; sheets of former versions say it by their data time only. */
export const firstWeekOf = (record: PlanRecord, dataTime: string | null): string | null =>
  text(record.first_week) ?? (dataTime === null ? null : addDays(lastCompleteWeek(dataTime), 7));

/** Models of one warehouse are added; a week no row knows stays unknown. Demand as the plan makes it of sales and corrections. */
function history(
  rows: readonly PlanRecord[],
  corrections: readonly ItemCorrection[],
  last: string,
  week: (monday: string) => ItemWeek,
): void {
  const lastDay = parseDay(last) ?? 0;
  const series = rows.map((row) => {
    const sold = Array.from({ length: CHART_WEEKS }, (_, at) => figure(row[historyWeekId(at + 1)]));
    const own = corrections
      .filter(({ model }) => model === text(row.model))
      .map(({ day, kind, change, useRaw }) => ({ day, kind, change, use_raw: useRaw }));
    return { sold, demand: weeklyDemand(sold, own, lastDay) };
  });
  const sum = (values: (number | null | undefined)[]): number | null => {
    const known = values.filter((value): value is number => typeof value === 'number');
    return known.length ? known.reduce((total, value) => total + value, 0) : null;
  };
  for (let back = 0; back < CHART_WEEKS; back++) {
    const at = week(addDays(last, -7 * back));
    at.sold = sum(series.map(({ sold }) => sold[back]));
    at.demand = sum(series.map(({ demand }) => demand[back]));
  }
}

/** On record as in force, or typed into the sheet in the place of the statistical number. */
function isOverridden(week: ItemWeek, overrides: readonly ItemOverride[]): boolean {
  const recorded = overrides.find((override) => override.week === week.monday);
  if (recorded) return recorded.state === 'active' || recorded.state === 'new';
  return week.forecast !== null && week.statistical !== null && Math.abs(week.forecast - week.statistical) > 0.05;
}
