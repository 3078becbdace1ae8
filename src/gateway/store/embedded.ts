import { mkdirSync } from 'node:fs';
import { PGlite, type Transaction } from '@electric-sql/pglite';
import { takeLock, type Lock } from './lock';
import { ROW_TYPES, SNAPSHOT, type Sql, type Store } from './store';

export interface EmbeddedOptions {
  /** folder of the database; in memory without one */
  dataDir?: string;
  /** a dumped data folder to begin from (`PGlite.dumpDataDir`) */
  loadDataDir?: Blob;
}

const over = (db: PGlite | Transaction): Sql => ({
  query: async <Row>(text: string, params: readonly unknown[] = []) =>
    (await db.query<Row>(text, params as unknown[])).rows,
});

/** A running PGlite as a store. */
export async function embeddedStore(db: PGlite, lock: Lock | null = null): Promise<Store> {
  await db.query(`SET TIME ZONE 'UTC'`);
  return {
    kind: 'embedded',
    ...over(db),
    transaction: (work) => db.transaction((tx) => work(over(tx))),
    snapshot: (work) =>
      db.transaction(async (tx) => {
        await tx.query(SNAPSHOT);
        return work(over(tx));
      }),
    close: async () => {
      try {
        await db.close();
      } finally {
        lock?.release();
      }
    },
  };
}

/**
 * PostgreSQL inside this process (PGlite). One connection: a transaction makes all other queries wait.
 * @throws DataDirectoryInUse when another process has the folder open
 */
export async function openEmbedded({ dataDir, loadDataDir }: EmbeddedOptions): Promise<Store> {
  const lock = dataDir ? takeLock(dataDir) : null;
  try {
    if (dataDir) mkdirSync(dataDir, { recursive: true });
    return await embeddedStore(await PGlite.create({ dataDir, loadDataDir, parsers: { ...ROW_TYPES } }), lock);
  } catch (error) {
    lock?.release();
    throw error;
  }
}
