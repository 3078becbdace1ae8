import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { dependencies } from '../../package.json';
import { IMPORT_TABLES } from '../tables';
import { openStore, type Store } from './store';
import { embeddedStore } from './store/embedded';
import { migrate, MIGRATIONS } from './store/migrations';
import { openPostgresql } from './store/postgresql';
import { ROW_TYPES } from './store/store';
import { storedColumns } from './store/schema';

/** For tests only. Stores are made on this server when it is set, else on the embedded database in memory. */
export const TEST_DATABASE_URL = process.env.TWINSTOCK_TEST_DATABASE_URL;

const CACHE = path.resolve(__dirname, '../../node_modules/.cache/twinstock');

/** A migrated, empty database as a dumped folder: opening it takes a fifth of making it. */
async function template(): Promise<Blob> {
  const shape = JSON.stringify([
    dependencies['@electric-sql/pglite'],
    MIGRATIONS,
    IMPORT_TABLES.map((table) => [table.key, storedColumns(table)]),
  ]);
  const file = path.join(CACHE, `database-${createHash('sha256').update(shape).digest('hex').slice(0, 16)}.tar`);
  if (!existsSync(file)) {
    const db = await PGlite.create({ parsers: { ...ROW_TYPES } });
    await migrate(await embeddedStore(db));
    const dump = Buffer.from(await (await db.dumpDataDir('none')).arrayBuffer());
    await db.close();
    mkdirSync(CACHE, { recursive: true });
    writeFileSync(`${file}.${process.pid}`, dump);
    renameSync(`${file}.${process.pid}`, file);
  }
  return new Blob([readFileSync(file)]);
}

/** The same server, with a schema of its own in front. */
function inSchema(url: string, schema: string): string {
  const address = new URL(url);
  address.searchParams.set('options', `-c search_path=${schema}`);
  return address.href;
}

/** An empty store of a test file's own; closing it leaves nothing behind. */
export async function openTestStore(): Promise<Store> {
  if (!TEST_DATABASE_URL) return openStore({ loadDataDir: await template() });
  const schema = `test_${process.pid}_${Date.now().toString(36)}_${Math.random().toString(36).slice(2, 8)}`;
  const server = await openPostgresql(TEST_DATABASE_URL);
  await server.query(`CREATE SCHEMA ${schema}`);
  const store = await openStore({ databaseUrl: inSchema(TEST_DATABASE_URL, schema) });
  return {
    ...store,
    close: async () => {
      await store.close();
      await server.query(`DROP SCHEMA ${schema} CASCADE`);
      await server.close();
    },
  };
}
