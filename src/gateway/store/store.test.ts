import { mkdtempSync, rmSync, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { IMPORT_TABLES, importTable, type ImportTable } from '../../tables';
import { openTestStore, TEST_DATABASE_URL } from '../test-store';
import { DataDirectoryInUse, openStore, type Store } from '.';
import { migrate, MIGRATIONS } from './migrations';
import { alignDataTables } from './schema';

let store: Store;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());

test('values leave both stores alike', async () => {
  const [row] = await store.query(
    `SELECT count(*) AS n, 12.5000::numeric(19,4) AS qty, 9007199254740991::bigint AS big, '2026-11-23'::date AS day,
            '2026-11-23 09:12:30.5+08'::timestamptz AS at, true AS yes, '00123'::text AS code, '{"a":[1,null]}'::jsonb AS doc,
            NULL::numeric AS nothing, 7::int AS seven`,
  );
  expect(row).toEqual({
    n: 1,
    qty: 12.5,
    big: 9007199254740991,
    day: '2026-11-23',
    at: '2026-11-23T01:12:30.500Z',
    yes: true,
    code: '00123',
    doc: { a: [1, null] },
    nothing: null,
    seven: 7,
  });
});

test('arrays go in with unknowns, quotes and the word NULL', async () => {
  const rows = await store.query('SELECT * FROM unnest($1::text[], $2::numeric[], $3::boolean[]) AS u(a, b, c)', [
    ['a,"b\\', 'NULL', '', null],
    ['1.5', null, '-0.0001', '99999999999.9999'],
    [true, false, null, true],
  ]);
  expect(rows).toEqual([
    { a: 'a,"b\\', b: 1.5, c: true },
    { a: 'NULL', b: null, c: false },
    { a: '', b: -0.0001, c: null },
    { a: null, b: 99999999999.9999, c: true },
  ]);
});

test('a transaction is all or nothing, and its error comes through', async () => {
  const failing = store.transaction(async (sql) => {
    await sql.query(`INSERT INTO brand (brand_id, name, name_zh, currency) VALUES ('t', 't', 't', 'CNY')`);
    throw new Error('stop');
  });
  await expect(failing).rejects.toThrow('stop');
  expect(await store.query(`SELECT 1 FROM brand WHERE brand_id = 't'`)).toEqual([]);
  await expect(store.query('SELECT nonsense')).rejects.toThrow('nonsense');
  expect(await store.query('SELECT 1 AS still')).toEqual([{ still: 1 }]);
});

test('a snapshot cannot write', async () => {
  await expect(store.snapshot((sql) => sql.query('DELETE FROM brand'))).rejects.toThrow(/read-only/);
});

describe('shape', () => {
  test('migrating again changes nothing', async () => {
    const shape = (): Promise<unknown[]> =>
      store.query(
        `SELECT table_name, column_name, data_type, numeric_precision, numeric_scale, is_nullable FROM information_schema.columns
          WHERE table_schema = current_schema() ORDER BY 1, 2`,
      );
    const before = await shape();
    await migrate(store);
    expect(await shape()).toEqual(before);
    expect(await store.query('SELECT id FROM migration')).toEqual(MIGRATIONS.map(({ id }) => ({ id })));
  });

  test('only the declared tables and the gateway’s own exist, each led by its brand', async () => {
    const tables = await store.query<{ name: string }>(
      `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = current_schema() ORDER BY 1`,
    );
    const forecasts = ['forecast_item', 'forecast_version'];
    const proposals = ['proposal', 'proposal_event', 'proposal_line'];
    const own = ['brand', 'import_run', 'migration', 'token', ...forecasts, ...proposals];
    expect(tables.map((table) => table.name)).toEqual([...own, ...IMPORT_TABLES.map((table) => table.id)].sort());
    const keys = await store.query<{ table: string; first: string }>(
      `SELECT c.relname AS table, a.attname AS first FROM pg_index i
         JOIN pg_class c ON c.oid = i.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace
         JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0]
        WHERE n.nspname = current_schema()`,
    );
    const led = new Set(keys.filter((key) => key.first !== 'brand_id').map((key) => key.table));
    expect([...led].sort()).toEqual(['migration', 'token']);
  });

  const withColumn = (changed: ImportTable['columns'][number]): ImportTable => {
    const sku = importTable('sku');
    return { ...sku, columns: [...sku.columns.filter((column) => column.id !== changed.id), changed] };
  };

  test('a newly declared column is added; anything else asks for a migration', async () => {
    const rollback = new Error('rollback');
    await expect(
      store.transaction(async (sql) => {
        await alignDataTables(sql, [withColumn({ id: 'origin', kind: 'text', aliases: [] })]);
        await sql.query(`SELECT origin FROM sku`);
        throw rollback;
      }),
    ).rejects.toBe(rollback);
    await expect(
      store.transaction((sql) => alignDataTables(sql, [withColumn({ id: 'moq', kind: 'text', aliases: [] })])),
    ).rejects.toThrow('sku.moq is numeric(19,4), expected text');
    await expect(
      store.transaction((sql) =>
        alignDataTables(sql, [withColumn({ id: 'must', kind: 'text', required: true, aliases: [] })]),
      ),
    ).rejects.toThrow('sku.must is missing');
  });

  test('a database of a newer version is left alone', async () => {
    await store.query(`INSERT INTO migration (id, name) VALUES (99, 'from the future')`);
    await expect(migrate(store)).rejects.toThrow('newer version');
    await store.query('DELETE FROM migration WHERE id = 99');
  });
});

describe('opening', () => {
  test('a server that is not there is an error', async () => {
    await expect(openStore({ databaseUrl: 'postgres://nobody@127.0.0.1:9/none' })).rejects.toThrow('ECONNREFUSED');
  });

  const embedded = TEST_DATABASE_URL ? test.skip : test;

  embedded('a folder keeps its data, is locked while open and free afterwards', async () => {
    const root = mkdtempSync(path.join(tmpdir(), 'twinstock-store-'));
    const dataDir = path.join(root, 'new', 'db');
    try {
      const first = await openStore({ dataDir });
      await first.query(`INSERT INTO brand (brand_id, name, name_zh, currency) VALUES ('kept', 'k', 'k', 'CNY')`);
      await expect(openStore({ dataDir })).rejects.toBeInstanceOf(DataDirectoryInUse);
      await first.close();
      expect(existsSync(`${dataDir}.lock`)).toBe(false);
      const second = await openStore({ dataDir });
      expect(await second.query('SELECT brand_id FROM brand')).toEqual([{ brand_id: 'kept' }]);
      await second.close();
    } finally {
      rmSync(root, { recursive: true });
    }
  });
});
