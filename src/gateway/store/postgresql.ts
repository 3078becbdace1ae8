import { Pool, types, type PoolClient } from 'pg';
import { ROW_TYPES, SNAPSHOT, type Sql, type Store } from './store';

const CONNECTIONS = 8;

const over = (client: Pool | PoolClient): Sql => ({
  query: async <Row>(text: string, params: readonly unknown[] = []) =>
    (await client.query(text, params as unknown[])).rows as Row[],
});

/** A PostgreSQL server (15 or newer), by its connection address. Rejects when it does not answer. */
export async function openPostgresql(databaseUrl: string): Promise<Store> {
  const pool = new Pool({
    connectionString: databaseUrl,
    max: CONNECTIONS,
    connectionTimeoutMillis: 10_000,
    application_name: 'twinstock',
    onConnect: async (client) => {
      await client.query(`SET TIME ZONE 'UTC'`);
    },
    types: {
      getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
        ROW_TYPES[oid] ?? types.getTypeParser(oid, format)) as typeof types.getTypeParser,
    },
  });
  // an idle connection that the server drops must not end this process; the next query opens another
  pool.on('error', () => undefined);

  const within = async <T>(begin: string[], work: (sql: Sql) => Promise<T>): Promise<T> => {
    const client = await pool.connect();
    let broken = false;
    try {
      for (const statement of begin) await client.query(statement);
      const result = await work(over(client));
      await client.query('COMMIT');
      return result;
    } catch (error) {
      await client.query('ROLLBACK').catch(() => (broken = true));
      throw error;
    } finally {
      client.release(broken);
    }
  };

  const store: Store = {
    kind: 'postgresql',
    ...over(pool),
    transaction: (work) => within(['BEGIN'], work),
    snapshot: (work) => within(['BEGIN', SNAPSHOT], work),
    close: () => pool.end(),
  };
  try {
    await store.query('SELECT 1');
  } catch (error) {
    await pool.end();
    throw error;
  }
  return store;
}
