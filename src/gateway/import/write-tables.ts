import { randomBytes } from 'node:crypto';
import type { ImportTable, ImportTableId } from '../../tables';
import { hasAsOf, sqlType } from '../store/schema';
import type { Sql } from '../store';
import type { ReadTable } from './read-table';

/** Rows a statement; measured best between 5,000 and 10,000 on both stores. */
const BATCH = 8_000;

/** Parameters: brand, source, one array a column, then the instant of rows that do not carry their own. */
function insertStatement({ table, columns }: ReadTable): string {
  const ids = columns.map((column) => column.id).join(', ');
  const arrays = columns.map((column, i) => `$${i + 3}::${sqlType(column).replace(/\(.*\)/, '')}[]`);
  const asOf = hasAsOf(table) ? ['', ''] : [', as_of', `, $${columns.length + 3}::timestamptz`];
  return `INSERT INTO ${table.id} (brand_id, data_source, ${ids}${asOf[0]})
    SELECT $1, $2, ${ids}${asOf[1]} FROM unnest(${arrays.join(', ')}) AS u(${ids})`;
}

/** Replaces a brand's rows of one table. */
export async function replaceRows(
  sql: Sql,
  brandId: string,
  read: ReadTable,
  source: { file: string; asOf: string },
  afterBatch: (rowsDone: number) => void,
): Promise<void> {
  await sql.query(`DELETE FROM ${read.table.id} WHERE brand_id = $1`, [brandId]);
  const statement = insertStatement(read);
  for (let from = 0; from < read.taken; from += BATCH) {
    const arrays = read.values.map((column) => column.slice(from, from + BATCH));
    await sql.query(statement, [brandId, source.file, ...arrays, ...(hasAsOf(read.table) ? [] : [source.asOf])]);
    afterBatch(Math.min(read.taken, from + BATCH));
  }
}

/** A new id for the data of a brand: when they came, and something no other import has. */
export const newCut = (at: Date): string =>
  `${at.toISOString().slice(0, 16).replace(/[-:]/g, '')}-${randomBytes(4).toString('hex')}`;

/** Codes already in the store under a table's first key column; null when the brand has no such rows. */
export async function storedCodes(sql: Sql, brandId: string, table: ImportTable): Promise<Set<string> | null> {
  const rows = await sql.query<{ code: string }>(
    `SELECT DISTINCT ${table.key[0]} AS code FROM ${table.id} WHERE brand_id = $1`,
    [brandId],
  );
  return rows.length > 0 ? new Set(rows.map((row) => row.code)) : null;
}

/** Dead rows make room and the planner learns the new figures; the embedded store has no autovacuum to do it. */
export async function tidy(sql: Sql, tables: readonly ImportTableId[]): Promise<void> {
  for (const table of tables) await sql.query(`VACUUM (ANALYZE) ${table}`);
}
