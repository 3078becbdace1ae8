import type { ForecastVersionBody, StoredForecast } from '../../tables';
import { lastCompleteWeek } from '../../tables/weeks';
import { policyBook, policyDefaults } from '../../planning/policy';
import type { ForecastRow, PolicyRow } from '../../planning/types';
import type { PlanOutcome } from './types';

/** Units as they are sent: no forecast is known to more digits. */
const sent = (quantity: number): number => Math.round(quantity * 1e4) / 1e4;
const isQuantity = (quantity: number): boolean => Number.isFinite(quantity) && quantity >= 0;

/** A name in the letters the data service takes. */
const nameOf = (name: string): string => name.replace(/[^\w .+/()-]/g, '_').slice(0, 64) || 'none';

/** Policies in force for the whole brand and by tier, and how many rows are about less: what shaped the run. */
function settingsOfRun(rows: readonly PolicyRow[], asOf: string): ForecastVersionBody['settings'] {
  const book = policyBook(rows, asOf);
  const settings: ForecastVersionBody['settings'] = {};
  for (const { key, scope_id } of policyDefaults) {
    const value = book.optional(key, scope_id === null ? {} : { tier: scope_id });
    settings[scope_id === null ? key : `${key}/${scope_id}`] = value ?? 'off';
  }
  settings.rules_of_warehouses = rows.filter(({ scope }) => scope === 'warehouse').length;
  settings.rules_of_skus = rows.filter(({ scope }) => scope === 'sku').length;
  return settings;
}

function rowOf(row: ForecastRow, weeks: number): StoredForecast | null {
  const { sku_id, warehouse_id, demand_class, method, statistical, lows, highs } = row;
  const whole = [row.weeks, statistical].every((line) => line.length === weeks && line.every(isQuantity));
  if (!whole || sku_id === '') return null;
  const hasBand = [lows, highs].every((line) => line.length === weeks && line.every(isQuantity));
  return {
    sku_id,
    warehouse_id,
    demand_class,
    method: nameOf(method),
    weeks: row.weeks.map(sent),
    statistical: statistical.map(sent),
    lows: hasBand ? lows.map(sent) : [],
    highs: hasBand ? highs.map(sent) : [],
  };
}

/** A plan's forecast as the data service stores it; null when no item has one. */
export function forecastBody(
  { asOf, forecasts, stamp }: Pick<PlanOutcome, 'asOf' | 'forecasts' | 'stamp'>,
  policy: readonly PolicyRow[],
  madeAt: Date,
): ForecastVersionBody | null {
  const weeks = Math.max(0, ...new Set(forecasts.map((row) => row.weeks.length)));
  const rows = forecasts.flatMap((row) => rowOf(row, weeks) ?? []);
  if (weeks === 0 || rows.length === 0) return null;
  return {
    made_at: madeAt.toISOString(),
    cut: stamp.cut,
    data_time: new Date(stamp.dataTime).toISOString(),
    last_week: lastCompleteWeek(stamp.dataTime),
    settings: settingsOfRun(policy, asOf),
    rows,
  };
}
