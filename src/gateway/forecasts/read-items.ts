import type { ForecastPage, ForecastVersionInfo, StoredForecast } from '../../tables';
import type { Sql } from '../store';
import { SEPARATOR } from './item-key';
import { numbersOf, packedLength, readableLines, unpack, type Lines } from './pack';

const ROW_END = '\u001e';

export interface ItemFilter {
  sku: string | null;
  warehouse: string | null;
}

export const EVERY_ITEM: ItemFilter = { sku: null, warehouse: null };

export interface ItemForecast extends Lines {
  sku_id: string;
  warehouse_id: string;
  demand_class: string;
}

/**
 * The first `weeks` weeks of a version's items, in one value: row by row this takes the embedded store ten times as long.
 */
export async function readItems(
  sql: Sql,
  brandId: string,
  version: Pick<ForecastVersionInfo, 'version' | 'weeks'>,
  weeks: number,
  { sku, warehouse }: ItemFilter = EVERY_ITEM,
): Promise<ItemForecast[]> {
  const line = packedLength(version.weeks) / 4;
  const wanted = packedLength(weeks) / 4;
  const parts = [0, 1, 2, 3].map((at) => `substring(numbers FROM ${at * line + 1} FOR ${wanted})`).join(' || ');
  const [row] = await sql.query<{ keys: string | null; numbers: string | null }>(
    `SELECT string_agg(sku_id || $5 || warehouse_id || $5 || demand_class, $6::text ORDER BY sku_id, warehouse_id) AS keys,
            encode(string_agg(${parts}, ''::bytea ORDER BY sku_id, warehouse_id), 'base64') AS numbers
       FROM forecast_item
      WHERE brand_id = $1 AND version = $2 AND ($3::text IS NULL OR sku_id = $3) AND ($4::text IS NULL OR warehouse_id = $4)`,
    [brandId, version.version, sku, warehouse, SEPARATOR, ROW_END],
  );
  if (!row?.keys || row.numbers === null) return [];
  const numbers = numbersOf(row.numbers);
  return row.keys.split(ROW_END).map((key, at) => {
    const [sku_id = '', warehouse_id = '', demand_class = ''] = key.split(SEPARATOR);
    return { sku_id, warehouse_id, demand_class, ...unpack(numbers, at, weeks) };
  });
}

interface StoredRow {
  version: number;
  sku_id: string;
  warehouse_id: string;
  demand_class: string;
  method: string;
  numbers: string;
}

const ROW = `version, sku_id, warehouse_id, demand_class, method, encode(numbers, 'base64') AS numbers`;

const forecastOf = (
  { sku_id, warehouse_id, demand_class, method, numbers }: StoredRow,
  weeks: number,
): StoredForecast => ({
  sku_id,
  warehouse_id,
  demand_class,
  method,
  ...readableLines(unpack(numbersOf(numbers), 0, weeks)),
});

const encodeCursor = (row: StoredForecast): string =>
  Buffer.from(JSON.stringify([row.sku_id, row.warehouse_id])).toString('base64url');

/** The SKU and warehouse a page ended with; null when the text is no cursor. */
export function decodeItemCursor(text: string): [sku: string, warehouse: string] | null {
  try {
    const parts: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    if (!Array.isArray(parts) || parts.length !== 2) return null;
    const [sku, warehouse]: unknown[] = parts;
    if (typeof sku !== 'string' || typeof warehouse !== 'string') return null;
    return `${sku}${warehouse}`.includes('\0') ? null : [sku, warehouse];
  } catch {
    return null;
  }
}

/** One page of a version's items, in the order of SKU and warehouse. */
export async function readVersionPage(
  sql: Sql,
  brandId: string,
  info: ForecastVersionInfo,
  { after, limit, sku, warehouse }: ItemFilter & { after: [string, string] | null; limit: number },
): Promise<ForecastPage> {
  const rows = await sql.query<StoredRow>(
    `SELECT ${ROW} FROM forecast_item
      WHERE brand_id = $1 AND version = $2 AND ($3::text IS NULL OR sku_id = $3) AND ($4::text IS NULL OR warehouse_id = $4)
        AND ($5::text IS NULL OR (sku_id, warehouse_id) > ($5, $6::text))
      ORDER BY sku_id, warehouse_id LIMIT $7`,
    [brandId, info.version, sku, warehouse, after?.[0] ?? null, after?.[1] ?? null, limit + 1],
  );
  const items = rows.slice(0, limit).map((row) => forecastOf(row, info.weeks));
  const last = items[items.length - 1];
  return { ...info, items, next: last && rows.length > limit ? encodeCursor(last) : null };
}

/** What each version said of one item; versions without it are left out. */
export async function readItemHistory(
  sql: Sql,
  brandId: string,
  versions: readonly ForecastVersionInfo[],
  sku: string,
  warehouse: string,
): Promise<Map<number, StoredForecast>> {
  const rows = await sql.query<StoredRow>(
    `SELECT ${ROW} FROM forecast_item
      WHERE brand_id = $1 AND version = ANY($2::int[]) AND sku_id = $3 AND warehouse_id = $4`,
    [brandId, versions.map(({ version }) => version), sku, warehouse],
  );
  const weeks = new Map(versions.map((info) => [info.version, info.weeks]));
  return new Map(rows.map((row) => [row.version, forecastOf(row, weeks.get(row.version) ?? 0)]));
}
