import { openEmbedded, type EmbeddedOptions } from './embedded';
import { migrate } from './migrations';
import { openPostgresql } from './postgresql';
import type { Store } from './store';

export { DataDirectoryInUse } from './lock';
export type { Sql, Store } from './store';

export interface StoreOptions extends EmbeddedOptions {
  /** connection address of a PostgreSQL server; the embedded database is not opened then */
  databaseUrl?: string;
}

/**
 * Opens the store and brings it to this version's shape.
 * @throws DataDirectoryInUse when another process has the embedded data folder open
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  const { databaseUrl, ...embedded } = options;
  const store = databaseUrl ? await openPostgresql(databaseUrl) : await openEmbedded(embedded);
  try {
    await migrate(store);
    return store;
  } catch (error) {
    await store.close();
    throw error;
  }
}
