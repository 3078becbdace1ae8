import type { CellValue, PullTableId, TablePage } from '../../tables';
import type { Sql } from '../store';
import { correctionsSource } from './corrections';
import { inboundSource } from './inbound';
import { calendarSource, laneSource, skuSource, warehouseSource } from './masters';
import { policySource } from './policy';
import { proposalsSource } from './proposals';
import { salesSource } from './sales';
import { signalsSource } from './signals';
import { stockSource } from './stock';
import { pullColumns, type PageKey, type PullSource, type Scope } from './table';

export { cutFactsCache, type CutFacts } from './cut-facts';
export { stockOfSkus } from './stock';
export { pullColumns, type Scope } from './table';
export { weeklyDemandOf } from './weekly-demand';

const SOURCES: readonly PullSource[] = [
  skuSource,
  warehouseSource,
  laneSource,
  stockSource,
  salesSource,
  correctionsSource,
  signalsSource,
  inboundSource,
  calendarSource,
  policySource,
  proposalsSource,
];

export const isPullTable = (id: string): id is PullTableId => SOURCES.some((source) => source.id === id);

const sourceOf = (id: PullTableId): PullSource => {
  const found = SOURCES.find((source) => source.id === id);
  if (!found) throw new Error(`no pull table ${id}`);
  return found;
};

export const PAGE_ROWS = 2000;
/** A page stays below 1 MB, its head and the envelope included. */
const PAGE_BYTES = 900_000;

/** What the opaque `cursor` of the API carries. */
export interface Cursor {
  cut: string;
  total: number;
  after: PageKey;
}

export const encodeCursor = (cursor: Cursor): string => Buffer.from(JSON.stringify(cursor)).toString('base64url');

/** Null when the text is no cursor of this table. */
export function decodeCursor(id: PullTableId, text: string): Cursor | null {
  try {
    const { cut, total, after } = JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as Partial<Cursor>;
    const { key } = sourceOf(id);
    const isPart = (part: unknown, i: number): boolean =>
      typeof part === key[i] && (typeof part === 'string' ? !part.includes('\0') : Number.isSafeInteger(part));
    const isKey = Array.isArray(after) && after.length === key.length && after.every(isPart);
    return typeof cut === 'string' && Number.isSafeInteger(total) && isKey
      ? { cut, total: total as number, after }
      : null;
  } catch {
    return null;
  }
}

/** Reads the next page of a pull table; run it in a snapshot together with the reading of the brand's cut. */
export async function readPage(
  sql: Sql,
  scope: Scope,
  id: PullTableId,
  cursor: Cursor | null,
  limit = PAGE_ROWS,
): Promise<TablePage> {
  const source = sourceOf(id);
  const columns = pullColumns(id);
  const total = cursor?.total ?? (await source.count(sql, scope));
  // one more than asked for tells whether there is a next page
  const pulled = await source.page(sql, scope, cursor?.after ?? null, limit + 1);
  const rows: CellValue[][] = [];
  let bytes = 0;
  for (const { values } of pulled.slice(0, limit)) {
    const row = columns.map((column) => values[column] ?? null);
    bytes += Buffer.byteLength(JSON.stringify(row));
    if (bytes > PAGE_BYTES && rows.length > 0) break;
    rows.push(row);
  }
  const last = pulled[rows.length - 1];
  return {
    table: id,
    cut: scope.cut,
    data_time: scope.dataTime,
    columns,
    rows,
    total,
    next: last && rows.length < pulled.length ? encodeCursor({ cut: scope.cut, total, after: last.key }) : null,
  };
}

/** Rows each pull table has in this scope. */
export async function countRows(sql: Sql, scope: Scope): Promise<Record<PullTableId, number>> {
  const counts: Partial<Record<PullTableId, number>> = {};
  for (const source of SOURCES) counts[source.id] = await source.count(sql, scope);
  return counts as Record<PullTableId, number>;
}
