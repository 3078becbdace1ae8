import { IMPORT_TABLES, type BrandInfo, type BrandSummary, type ImportTableId, type SourceInfo } from '../tables';
import { latestImport } from './import/import-folder';
import type { Sql } from './store';

const COLUMNS = 'brand_id, name, name_zh, currency, sample, cut, data_time';

export const listBrands = (sql: Sql): Promise<BrandInfo[]> =>
  sql.query<BrandInfo>(`SELECT ${COLUMNS} FROM brand ORDER BY sample DESC, brand_id`);

export async function findBrand(sql: Sql, brandId: string): Promise<BrandInfo | null> {
  return (await sql.query<BrandInfo>(`SELECT ${COLUMNS} FROM brand WHERE brand_id = $1`, [brandId]))[0] ?? null;
}

/** Columns that say up to when a table's rows speak. Dates of plans (an ETA, a promotion) do not. */
const AS_OF: Partial<Record<ImportTableId, string>> = { stock: 'as_of', sales: 'date', behaviour: 'date', fx: 'date' };

/** Rows and age of each import table of a brand. */
export async function sourcesOf(sql: Sql, brandId: string): Promise<SourceInfo[]> {
  const report = await latestImport(sql, brandId);
  const sources: SourceInfo[] = [];
  for (const { id } of IMPORT_TABLES) {
    const asOf = AS_OF[id];
    const [found] = await sql.query<Omit<SourceInfo, 'table' | 'refused'>>(
      `SELECT count(*) AS rows, ${asOf ? `max(${asOf})` : 'NULL'} AS as_of, max(ingested_at) AS ingested_at
         FROM ${id} WHERE brand_id = $1`,
      [brandId],
    );
    sources.push({
      table: id,
      rows: found?.rows ?? 0,
      as_of: found?.as_of ?? null,
      ingested_at: found?.ingested_at ?? null,
      refused: report?.tables.find((table) => table.table === id)?.refused ?? 0,
    });
  }
  return sources;
}

export const warehousesOf = (sql: Sql, brandId: string): Promise<BrandSummary['warehouses']> =>
  sql.query(
    `SELECT warehouse_id, coalesce(name, name_zh, warehouse_id) AS name, coalesce(name_zh, name, warehouse_id) AS name_zh, type
       FROM warehouse WHERE brand_id = $1 ORDER BY warehouse_id`,
    [brandId],
  );
