import { IMPORT_TABLES, type ImportColumn, type ImportTable, type ImportTableId, type ValueKind } from '../../tables';
import type { Sql } from './store';

const PERCENT_TYPE = 'numeric(19,6)';
const TYPES: Record<ValueKind, string> = {
  text: 'text',
  whole: 'bigint',
  number: 'numeric(19,4)',
  money: 'numeric(18,4)',
  percent: PERCENT_TYPE,
  date: 'date',
  datetime: 'timestamp with time zone',
  flag: 'boolean',
};

export const sqlType = (column: ImportColumn): string =>
  column.scale === undefined ? TYPES[column.kind] : `numeric(${15 + column.scale},${column.scale})`;

interface StoredColumn {
  id: string;
  type: string;
  /** what follows the type in the declaration */
  constraint: string;
}

/** Blank codes in a key are stored as '' (they compare and page like any other), never in other columns. */
export const isBlankableKey = (table: ImportTable, column: ImportColumn): boolean =>
  table.key.includes(column.id) && column.kind === 'text' && !column.required;

/** Whether the rows themselves say for which instant they speak; otherwise the import says it for them. */
export const hasAsOf = (table: ImportTable): boolean => table.columns.some((column) => column.id === 'as_of');

export function storedColumns(table: ImportTable): StoredColumn[] {
  const own = table.columns.map((column): StoredColumn => {
    // "C": the same order of codes on every server
    const type = sqlType(column);
    const collation = type === 'text' ? ' COLLATE "C"' : '';
    const nullness = column.required
      ? ' NOT NULL'
      : isBlankableKey(table, column)
        ? ` NOT NULL DEFAULT '${column.default ?? ''}'`
        : '';
    return { id: column.id, type, constraint: `${collation}${nullness}` };
  });
  // where a row came from and when, in every table; policy's own `source` column is its legal or business basis
  return [
    { id: 'brand_id', type: 'text', constraint: ' COLLATE "C" NOT NULL REFERENCES brand' },
    ...own,
    { id: 'data_source', type: 'text', constraint: ' NOT NULL' },
    ...(hasAsOf(table) ? [] : [{ id: 'as_of', type: 'timestamp with time zone', constraint: '' }]),
    { id: 'ingested_at', type: 'timestamp with time zone', constraint: ' NOT NULL DEFAULT now()' },
  ];
}

/**
 * Order of the columns in a table's key where the declared order would not serve the pages of the pull tables (by SKU
 * and warehouse). One index then does both, which halves the cost of an import.
 */
const KEY_ORDER: Partial<Record<ImportTableId, readonly string[]>> = {
  stock: ['sku_id', 'warehouse_id', 'as_of', 'batch_no', 'state'],
  sales: ['sku_id', 'warehouse_id', 'model', 'date', 'channel', 'presale', 'promo_id'],
  behaviour: ['sku_id', 'date'],
};

/** Further indexes; the brand stands first in each. */
const INDEXES: Partial<Record<ImportTableId, readonly string[]>> = { inbound: ['sku_id', 'to_id'] };

function createTable(table: ImportTable): string[] {
  const columns = storedColumns(table).map(({ id, type, constraint }) => `${id} ${type}${constraint}`);
  // a date or flag in the key may be unknown: then two unknowns count as the same
  const plain = table.key.every((id) => {
    const column = table.columns.find((candidate) => candidate.id === id);
    return column?.required || column?.kind === 'text';
  });
  const key = ['brand_id', ...(KEY_ORDER[table.id] ?? table.key)].join(', ');
  const unique = plain ? `PRIMARY KEY (${key})` : `UNIQUE NULLS NOT DISTINCT (${key})`;
  return [`CREATE TABLE ${table.id} (${[...columns, unique].join(', ')})`];
}

function createIndex(table: ImportTable): string[] {
  const columns = INDEXES[table.id];
  return columns
    ? [`CREATE INDEX IF NOT EXISTS ${table.id}_by_sku ON ${table.id} (brand_id, ${columns.join(', ')})`]
    : [];
}

/**
 * Brings the data tables into the shape in which src/tables declares them: missing tables are made, missing
 * optional columns added. Whatever else differs (a type, a newly required column) needs a numbered migration and throws.
 */
export async function alignDataTables(sql: Sql, tables: readonly ImportTable[] = IMPORT_TABLES): Promise<void> {
  const found = await sql.query<{ table: string; id: string; type: string }>(
    `SELECT c.relname AS table, a.attname AS id, format_type(a.atttypid, a.atttypmod) AS type
       FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = current_schema() AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped`,
  );
  for (const table of tables) {
    const present = new Map(found.filter((row) => row.table === table.id).map((row) => [row.id, row.type]));
    const statements: string[] = [];
    if (present.size === 0) statements.push(...createTable(table));
    else {
      for (const { id, type, constraint } of storedColumns(table)) {
        const stored = present.get(id);
        if (stored === type) continue;
        if (stored !== undefined || constraint.includes('NOT NULL')) {
          throw new Error(
            `The database does not fit this version: ${table.id}.${id} is ${stored ?? 'missing'}, expected ${type}. A numbered migration is needed.`,
          );
        }
        statements.push(`ALTER TABLE ${table.id} ADD COLUMN ${id} ${type}${constraint}`);
      }
    }
    for (const statement of [...statements, ...createIndex(table)]) await sql.query(statement);
  }
}
