import type { CellValue, Language } from '../../tables';
import type { Sql } from '../store';
import { keyed, nameSql, type PullSource, type Scope } from './table';

const STATES = ['on_hand', 'reserved', 'locked', 'defective', 'near_expiry_lock', 'pending_return', 'virtual'] as const;
type State = (typeof STATES)[number];

interface StockRow {
  sku_id: string;
  warehouse_id: string;
  name: string | null;
  type: string | null;
  as_of: string | null;
  source: string | null;
  in_transit: number | null;
  next_arrival: string | null;
  first_expiry: string | null;
  oldest_days: number | null;
}

type KeyTable = 'stock' | 'sales' | 'inbound';

/** Every SKU × warehouse that these tables name, of the brand $1 and the warehouses $2; `also` limits further, # being the key. */
const keysSql = (tables: readonly KeyTable[], also: string): string =>
  tables
    .map((table) => {
      const warehouse = table === 'inbound' ? 'to_id' : 'warehouse_id';
      // sales whose warehouse is unknown have no row here
      const named = table === 'sales' ? "AND warehouse_id <> ''" : '';
      return `(SELECT DISTINCT sku_id, ${warehouse} AS warehouse_id FROM ${table}
    WHERE brand_id = $1 AND ($2::text[] IS NULL OR ${warehouse} = ANY($2)) ${named} ${also.replace(/#/g, `sku_id, ${warehouse}`)})`;
    })
    .join(' UNION ');

const ALL_TABLES = ['stock', 'sales', 'inbound'] as const;

// each branch stops after a page's worth of keys
const PAGE = 'AND ($3::text IS NULL OR (#) > ($3, $4::text)) ORDER BY # LIMIT $5';

const HOURS = 3_600_000;

/** 1 when the figure was fresh at the data cut, 0.9 beyond 24 hours, 0.7 beyond 72. */
export function stockConfidence(asOf: string, dataTime: string): number {
  const age = Date.parse(dataTime) - Date.parse(asOf);
  if (age > 72 * HOURS) return 0.7;
  return age > 24 * HOURS ? 0.9 : 1;
}

/**
 * Stock by state, and what of it can be sold. A state the warehouse never reports is unknown and takes no part; one it
 * reports for other SKUs is 0 here. Without any figure for on hand or virtual stock, available is unknown.
 */
export function stockFigures(
  reported: ReadonlySet<string>,
  sums: Partial<Record<State, number | null>>,
): Record<State | 'available', number | null> {
  const figure = (state: State): number | null => (reported.has(state) ? (sums[state] ?? 0) : null);
  const states = Object.fromEntries(STATES.map((state) => [state, figure(state)])) as Record<State, number | null>;
  const { on_hand, virtual, ...taken } = states;
  if (on_hand === null && virtual === null) return { ...states, available: null };
  const held = Object.values(taken).reduce<number>((sum, value) => sum + (value ?? 0), 0);
  // four decimals as stored: 0.1 + 0.2 must not show as 0.30000000000000004
  return { ...states, available: Math.round(((on_hand ?? 0) + (virtual ?? 0) - held) * 1e4) / 1e4 };
}

const NO_STATES: ReadonlySet<string> = new Set();

function stockValues(row: StockRow & Record<State, number | null>, scope: Scope): Record<string, CellValue> {
  const { facts, dataTime } = scope;
  const reported = row.as_of === null ? NO_STATES : (facts.states.get(row.warehouse_id) ?? NO_STATES);
  return {
    ...row,
    ...stockFigures(reported, row),
    in_transit: facts.inboundKnown ? (row.in_transit ?? 0) : null,
    confidence: row.as_of === null ? null : stockConfidence(row.as_of, dataTime),
  };
}

/**
 * Sums and dates of the keys that `keys` (rows of sku_id, warehouse_id) selects; $1 is the brand, `today` the parameter
 * with the business date.
 */
const rowsSql = (keys: string, today: string, language: Language): string => {
  const sums = STATES.map((state) => `sum(qty) FILTER (WHERE state = '${state}') AS ${state}`).join(', ');
  return `WITH keys AS (${keys})
       SELECT k.sku_id, k.warehouse_id, ${nameSql('s', language)} AS name, w.type, l.as_of, b.*, i.*
         FROM keys k
         LEFT JOIN sku s ON s.brand_id = $1 AND s.sku_id = k.sku_id
         LEFT JOIN warehouse w ON w.brand_id = $1 AND w.warehouse_id = k.warehouse_id
         LEFT JOIN LATERAL (
           SELECT max(as_of) AS as_of FROM stock
            WHERE brand_id = $1 AND sku_id = k.sku_id AND warehouse_id = k.warehouse_id) l ON true
         LEFT JOIN LATERAL (
           SELECT ${sums}, min(data_source) AS source,
                  min(expiry_date) FILTER (WHERE state = 'on_hand' AND qty > 0) AS first_expiry,
                  ${today}::date - min(inbound_date) FILTER (WHERE state = 'on_hand' AND qty > 0) AS oldest_days
             FROM stock
            WHERE brand_id = $1 AND sku_id = k.sku_id AND warehouse_id = k.warehouse_id AND as_of = l.as_of) b ON true
         LEFT JOIN LATERAL (
           SELECT sum(greatest(qty_ordered - coalesce(qty_received, 0), 0)) AS in_transit,
                  min(eta) FILTER (WHERE qty_ordered > coalesce(qty_received, 0) AND eta >= ${today}::date) AS next_arrival
             FROM inbound WHERE brand_id = $1 AND sku_id = k.sku_id AND to_id = k.warehouse_id) i ON true
        ORDER BY k.sku_id, k.warehouse_id`;
};

type SummedRow = StockRow & Record<State, number | null>;

/** Latest stock figures of every SKU × warehouse, also of those that have only sales or inbound. */
export const stockSource: PullSource = {
  id: 'TW_Stock',
  key: ['string', 'string'],
  count: async (sql, { brandId, warehouses }) => {
    const rows = await sql.query<{ n: number }>(`SELECT count(*) AS n FROM (${keysSql(ALL_TABLES, '')}) AS keys`, [
      brandId,
      warehouses,
    ]);
    return rows[0]?.n ?? 0;
  },
  page: async (sql, scope, after, limit) => {
    const rows = await sql.query<SummedRow>(
      rowsSql(`${keysSql(ALL_TABLES, PAGE)} ORDER BY sku_id, warehouse_id LIMIT $5`, '$6', scope.language),
      [scope.brandId, scope.warehouses, after?.[0] ?? null, after?.[1] ?? null, limit, scope.today],
    );
    return keyed(
      rows.map((row) => stockValues(row, scope)),
      'sku_id',
      'warehouse_id',
    );
  },
};

/** The rows of the Stock table that are about these SKUs and know more than that something was sold. */
export async function stockOfSkus(
  sql: Sql,
  scope: Scope,
  skus: readonly string[],
): Promise<Record<string, CellValue>[]> {
  const rows = await sql.query<SummedRow>(
    rowsSql(keysSql(['stock', 'inbound'], 'AND sku_id = ANY($3)'), '$4', scope.language),
    [scope.brandId, scope.warehouses, skus, scope.today],
  );
  return rows.map((row) => stockValues(row, scope));
}
