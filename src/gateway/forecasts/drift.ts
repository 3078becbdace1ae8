import { formatDay, parseDay } from '../../planning/calendar';
import { forecastDrift, type DriftingVersion } from '../../planning/forecast-review';
import type { ForecastDrift, ForecastVersionInfo } from '../../tables';
import type { Sql } from '../store';
import { itemKey, SEPARATOR } from './item-key';
import { readItems } from './read-items';

/** Movers a report gives. */
export const DRIFT_ITEMS = 200;

async function drifting(sql: Sql, brandId: string, info: ForecastVersionInfo): Promise<DriftingVersion> {
  const rows = await readItems(sql, brandId, info, info.weeks);
  return {
    lastDay: parseDay(info.last_week) ?? 0,
    weeks: info.weeks,
    items: new Map(
      rows.map((row) => [
        itemKey(row),
        { demandClass: row.demand_class, weeks: row.weeks, statistical: row.statistical },
      ]),
    ),
  };
}

/** How far `version` differs from `against`. */
export async function driftOf(
  sql: Sql,
  brandId: string,
  version: ForecastVersionInfo,
  against: ForecastVersionInfo,
): Promise<ForecastDrift> {
  const before = await drifting(sql, brandId, against);
  const drift = forecastDrift(before, await drifting(sql, brandId, version));
  return {
    version,
    against,
    weeks: drift.days.map(formatDay),
    total_before: drift.totalBefore,
    total_after: drift.totalAfter,
    statistical_before: drift.statisticalBefore,
    statistical_after: drift.statisticalAfter,
    change: drift.change,
    common: drift.common,
    appeared: drift.appeared,
    disappeared: drift.disappeared,
    items: drift.items.slice(0, DRIFT_ITEMS).map((item) => {
      const [sku_id = '', warehouse_id = ''] = item.key.split(SEPARATOR);
      return {
        sku_id,
        warehouse_id,
        demand_class: item.demandClass,
        before: item.before,
        after: item.after,
        statistical_before: item.statisticalBefore,
        statistical_after: item.statisticalAfter,
      };
    }),
    more: Math.max(0, drift.items.length - DRIFT_ITEMS),
  };
}
