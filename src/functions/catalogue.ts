import * as allocation from './allocation';
import * as cover from './cover';
import * as demand from './demand';
import type { Declaration } from './engine';
import * as live from './live';
import * as replenishment from './replenishment';
import * as routing from './routing';

export type CatalogueEntry = Declaration | typeof live.STOCK;
export type FamilyId = 'replenishment' | 'cover' | 'demand' | 'routing' | 'live';

const declared = (family: Record<string, unknown>): Map<string, CatalogueEntry> =>
  new Map(
    Object.values(family)
      .filter((one): one is CatalogueEntry => typeof one === 'object' && one !== null && 'parameters' in one)
      .map((one) => [one.id, one]),
  );
const everything = new Map(
  [allocation, cover, demand, live, replenishment, routing].flatMap((family) => [...declared(family)]),
);

/** Every function, as planners look for them. An id never changes. */
export const FAMILIES: Readonly<Record<FamilyId, readonly string[]>> = {
  replenishment: [
    'SAFETYSTOCK',
    'SAFETYSTOCKFILL',
    'SAFETYSTOCKDYN',
    'REORDERPOINT',
    'LEADTIMEDEMAND',
    'SERVICELEVEL',
    'FILLRATE',
    'ORDERQTY',
    'EOQ',
    'NEWSVENDOR',
    'BUDGET',
    'ATP',
  ],
  cover: ['DOS', 'DOSFORWARD', 'TURNOVER', 'TURNOVERDAYS', 'SLOWMOVING', 'AGEING', 'WRITEOFF', 'CAPITAL', 'GMROI'],
  demand: [
    'ABC',
    'XYZ',
    'DEMANDCLASS',
    'TIER',
    'FORECASTDEMAND',
    'SEASONINDEX',
    'UPLIFT',
    'ACCURACY',
    'PERIOD',
    'LEADTIME',
  ],
  routing: ['ROUTE', 'ROUTEORDERS', 'PROMISE', 'CBECTAX', 'TRANSFER', 'REBALANCE'],
  live: ['STOCK'],
};

function inOrder(): CatalogueEntry[] {
  const ids = Object.values(FAMILIES).flat();
  const missing = ids.filter((id) => !everything.has(id));
  const surplus = [...everything.keys()].filter((id) => !ids.includes(id));
  if (missing.length || surplus.length)
    throw new Error(
      `catalogue: no declaration for ${missing.join(', ') || '-'}, no place for ${surplus.join(', ') || '-'}`,
    );
  return ids.map((id) => everything.get(id) as CatalogueEntry);
}

/** Every function in the order of the pages and of functions.json. */
export const CATALOGUE: readonly CatalogueEntry[] = inOrder();
