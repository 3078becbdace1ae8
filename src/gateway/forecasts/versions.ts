import type { ForecastVersionInfo } from '../../tables';
import type { Sql } from '../store';

const COLUMNS = `version, made_at, made_by, cut, data_time, last_week, weeks, items AS rows, settings, overrides`;
/** A run that could not be stored at once comes later than runs made after it: the run's own time counts. */
const NEWEST_FIRST = 'ORDER BY made_at DESC, version DESC';

/** Stored versions of a brand, newest first. */
export const listVersions = (sql: Sql, brandId: string): Promise<ForecastVersionInfo[]> =>
  sql.query<ForecastVersionInfo>(`SELECT ${COLUMNS} FROM forecast_version WHERE brand_id = $1 ${NEWEST_FIRST}`, [
    brandId,
  ]);

/**
 * Versions to let go so that `kept` stay; `newestFirst` in, oldest first out. First those that a later version from data of
 * the same week replaced: accuracy counts only the last of a week, and a day of many runs must not push last month's out.
 */
export function superfluous(newestFirst: readonly ForecastVersionInfo[], kept: number): number[] {
  const surplus = newestFirst.length - kept;
  if (surplus <= 0) return [];
  const weeks = new Set<string>();
  const replaced: number[] = [];
  const standing: number[] = [];
  newestFirst.forEach(({ version, last_week }, at) => {
    // the newest two are what drift compares
    if (at >= 2 && weeks.has(last_week)) replaced.push(version);
    else standing.push(version);
    weeks.add(last_week);
  });
  return [...replaced.reverse(), ...standing.reverse()].slice(0, surplus);
}
