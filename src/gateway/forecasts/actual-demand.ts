import { parseDay } from '../../planning/calendar';
import { historyMondays } from '../../tables';
import { weeklyDemandOf, type Scope } from '../pull';
import type { Sql } from '../store';

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
const keyOf = (sku: string, warehouse: string): string => `${sku}\u001f${warehouse}`;

async function read(sql: Sql, scope: Scope): Promise<ActualDemand> {
  const { mondays, items } = await weeklyDemandOf(sql, { ...scope, warehouses: null });
  const byItem = new Map(items.map(({ sku_id, warehouse_id, weeks }) => [keyOf(sku_id, warehouse_id), weeks]));
  return {
    lastDay: parseDay(mondays[0] ?? null) ?? 0,
    mondays,
    of: (sku, warehouse) => byItem.get(keyOf(sku, warehouse)) ?? [],
  };
}

/** The weeks that are over without what came in them: enough to see that no forecast of them is stored. */
export function unknownDemand(dataTime: string): ActualDemand {
  const mondays = historyMondays(dataTime);
  return { lastDay: parseDay(mondays[0] ?? null) ?? 0, mondays, of: () => [] };
}

/** Answers of one key made once, the last few kept; what failed is asked again. */
export function lastFew<T>(kept: number): (key: string, make: () => Promise<T>) => Promise<T> {
  const known = new Map<string, Promise<T>>();
  return (key, make) => {
    const found = known.get(key) ?? make();
    known.delete(key);
    known.set(key, found);
    found.catch(() => known.delete(key));
    const oldest = known.keys().next().value;
    if (known.size > kept && oldest !== undefined) known.delete(oldest);
    return found;
  };
}

/** Demand by cut, read once: a cut never changes. */
export function actualDemandCache(): (sql: Sql, scope: Scope) => Promise<ActualDemand> {
  const known = lastFew<ActualDemand>(KEPT);
  return (sql, scope) => known(`${scope.brandId}/${scope.cut}/${scope.dataTime}`, () => read(sql, scope));
}
