import { parseDay } from '../../planning/calendar';
import { weeklyDemand, weeklySales } from '../../planning/cleaning';
import { addDays, HISTORY_WEEKS, historyMondays } from '../../tables';
import type { Sql } from '../store';
import { brandCorrections } from './brand-corrections';
import { feedDays } from './cut-facts';
import { DAY_SQL, stretches } from './daily-sales';
import { seriesKey, type Scope } from './table';

/** Cleaned demand of a SKU at a warehouse by week. */
export interface ItemDemand {
  sku_id: string;
  /** '' where the sales name no warehouse */
  warehouse_id: string;
  /** newest first, in the order of `mondays`; null: unknown */
  weeks: (number | null)[];
}

export interface WeeklyDemand {
  /** Mondays of W-1, W-2, … (ISO dates), as over the Sales columns */
  mondays: string[];
  /** by SKU, then warehouse */
  items: ItemDemand[];
}

interface RecordedSeries {
  sku_id: string;
  warehouse_id: string;
  model: string;
  /** day number, units, day number, units … */
  days: string | null;
}

/**
 * Every series of a brand with its days between two dates, some thousand rows at a time. As one text a series: the embedded
 * store takes five times as long to sum by week.
 */
async function* recordedSales(sql: Sql, scope: Scope, from: string, to: string): AsyncGenerator<RecordedSeries[]> {
  for (const [first, last] of await stretches(sql, scope.brandId, '0001-01-01')) {
    yield await sql.query<RecordedSeries>(
      `SELECT sku_id, warehouse_id, model,
              string_agg(${DAY_SQL} || ' ' || qty, ' ') FILTER (WHERE date BETWEEN $5::date AND $6::date) AS days
         FROM sales
        WHERE brand_id = $1 AND sku_id BETWEEN $2 AND $3 AND ($4::text[] IS NULL OR warehouse_id = ANY($4))
        GROUP BY sku_id, warehouse_id, model ORDER BY sku_id, warehouse_id, model`,
      [scope.brandId, first, last, scope.warehouses, from, to],
    );
  }
}

function* daysOf(text: string | null): Generator<[day: number, qty: number]> {
  const parts = text === null ? [] : text.split(' ');
  for (let at = 0; at + 1 < parts.length; at += 2) yield [Number(parts[at]), Number(parts[at + 1])];
}

/**
 * Cleaned weekly demand of a brand by SKU × warehouse, all fulfilment models together: known + unknown = known. It rests on
 * every correction; which of them a planner has set aside stands in a workbook and is not known here.
 */
export async function weeklyDemandOf(sql: Sql, scope: Scope): Promise<WeeklyDemand> {
  const mondays = historyMondays(scope.dataTime);
  const newest = mondays[0] ?? '';
  const lastMonday = parseDay(newest) ?? 0;
  const feed = feedDays(scope.facts);
  const { series, at, onSaleSince } = await brandCorrections(sql, scope);
  const items: ItemDemand[] = [];
  for await (const read of recordedSales(sql, scope, mondays[HISTORY_WEEKS - 1] ?? newest, addDays(newest, 6))) {
    for (const { days, ...key } of read) {
      const { sku_id, warehouse_id } = key;
      const recorded = weeklySales(daysOf(days), {
        lastMonday,
        weeks: HISTORY_WEEKS,
        since: onSaleSince.get(sku_id) ?? null,
        feed,
      });
      const weeks = weeklyDemand(recorded, series[at.get(seriesKey(key)) ?? -1]?.corrections ?? [], lastMonday);
      const last = items[items.length - 1];
      if (last?.sku_id === sku_id && last.warehouse_id === warehouse_id) {
        last.weeks = last.weeks.map((sum, i) => {
          const qty = weeks[i] ?? null;
          return qty === null ? sum : Math.round(((sum ?? 0) + qty) * 1e4) / 1e4;
        });
      } else items.push({ sku_id, warehouse_id, weeks });
    }
  }
  return { mondays, items };
}
