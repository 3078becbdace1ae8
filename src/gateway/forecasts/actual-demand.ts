import { parseDay } from '../../planning/calendar';
import { historyMondays } from '../../tables';
import { lastFew } from '../last-few';
import { weeklyDemandOf, type Scope } from '../pull';
import type { Sql } from '../store';
import { itemKey } from './item-key';

/** What came: cleaned demand by week, known for complete weeks only. */
export interface ActualDemand {
  /** Monday of the newest week, days since 1970-01-01 */
  lastDay: number;
  /** Mondays, newest first */
  mondays: readonly string[];
  /** newest first, in the order of `mondays`; nothing where the brand has no sales of the item */
  of(sku: string, warehouse: string): readonly (number | null)[];
}

const KEPT = 4;

async function read(sql: Sql, scope: Scope): Promise<ActualDemand> {
  const { mondays, items } = await weeklyDemandOf(sql, { ...scope, warehouses: null });
  const byItem = new Map(items.map((item) => [itemKey(item), item.weeks]));
  return {
    lastDay: parseDay(mondays[0] ?? null) ?? 0,
    mondays,
    of: (sku_id, warehouse_id) => byItem.get(itemKey({ sku_id, warehouse_id })) ?? [],
  };
}

/** The weeks that are over without what came in them: enough to see that no forecast of them is stored. */
export function unknownDemand(dataTime: string): ActualDemand {
  const mondays = historyMondays(dataTime);
  return { lastDay: parseDay(mondays[0] ?? null) ?? 0, mondays, of: () => [] };
}

/** Demand by cut, read once: a cut never changes. */
export function actualDemandCache(): (sql: Sql, scope: Scope) => Promise<ActualDemand> {
  const known = lastFew<ActualDemand>(KEPT);
  return (sql, scope) => known(`${scope.brandId}/${scope.cut}/${scope.dataTime}`, () => read(sql, scope));
}
