import { mean as average, known } from '../statistics';
import type { History } from './history';

/** Mean of all known periods; `null` without any. */
export const meanForecast = (history: History): number | null => average(known(history));

/** The newest known period; `null` without any. */
export const naiveForecast = (history: History): number | null => known(history).at(-1) ?? null;

/**
 * Seasonal naive: each period ahead repeats the newest known value of its season position (Hyndman & Athanasopoulos, fpp3
 * §5.2). One value per position, the period right after the history first. `null` with less than a whole season of history or
 * with a position that is never known.
 */
export function seasonalNaive(history: History, seasonLength: number): number[] | null {
  if (history.length < seasonLength) return null;
  const season: number[] = [];
  for (let ahead = 0; ahead < seasonLength; ahead += 1) {
    let at = history.length + ahead - seasonLength;
    while (at >= 0 && (history[at] ?? null) === null) at -= seasonLength;
    const value = at < 0 ? null : (history[at] ?? null);
    if (value === null) return null;
    season.push(value);
  }
  return season;
}
