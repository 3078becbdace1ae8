/** Asks the database. Values come back alike from both kinds of store: see `ROW_TYPES`. */
export interface Sql {
  query<Row = Record<string, unknown>>(text: string, params?: readonly unknown[]): Promise<Row[]>;
}

export interface Store extends Sql {
  readonly kind: 'embedded' | 'postgresql';
  /** All or nothing; rolls back when `work` throws. */
  transaction<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
  /** Reads of one moment: what is imported meanwhile is not seen. */
  snapshot<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

const INT8 = 20;
const DATE = 1082;
const TIMESTAMPTZ = 1184;
const NUMERIC = 1700;

/** `2026-11-23 01:12:00+00` (both stores speak UTC) → `2026-11-23T01:12:00.000Z`. */
const instant = (text: string): string => new Date(`${text.replace(' ', 'T').replace(/\+00$/, '')}Z`).toISOString();

/**
 * How values leave the database, in both stores: counts and decimals as numbers (quantities and money have at most
 * 15 significant digits, see `import/values.ts`), dates as `2026-11-23`, instants as ISO UTC.
 */
export const ROW_TYPES: Readonly<Record<number, (text: string) => unknown>> = {
  [INT8]: Number,
  [NUMERIC]: Number,
  [DATE]: (text) => text,
  [TIMESTAMPTZ]: instant,
};

export const SNAPSHOT = 'SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY';
