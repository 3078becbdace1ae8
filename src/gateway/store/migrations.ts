import { alignDataTables } from './schema';
import type { Sql, Store } from './store';

interface Migration {
  id: number;
  name: string;
  statements: string[];
}

/**
 * The gateway's own tables. A migration that has been released is never edited; changes are appended.
 * The data tables are declared in src/tables and follow by `alignDataTables`.
 */
export const MIGRATIONS: readonly Migration[] = [
  {
    id: 1,
    name: 'brands, access keys, imports',
    statements: [
      `CREATE TABLE brand (
        brand_id text COLLATE "C" PRIMARY KEY,
        name text NOT NULL,
        name_zh text NOT NULL,
        currency text NOT NULL,
        sample boolean NOT NULL DEFAULT false,
        cut text,
        data_time timestamptz,
        created_at timestamptz NOT NULL DEFAULT now()
      )`,
      `CREATE TABLE token (
        token_id text PRIMARY KEY,
        hash text NOT NULL,
        label text NOT NULL,
        brands jsonb,
        can_write boolean NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now()
      )`,
      `CREATE TABLE import_run (
        brand_id text COLLATE "C" NOT NULL REFERENCES brand,
        cut text NOT NULL,
        finished_at timestamptz NOT NULL,
        report jsonb NOT NULL,
        PRIMARY KEY (brand_id, cut)
      )`,
    ],
  },
  {
    id: 2,
    name: 'versions of the forecast',
    statements: [
      `CREATE TABLE forecast_version (
        brand_id text COLLATE "C" NOT NULL REFERENCES brand,
        version integer NOT NULL,
        made_at timestamptz NOT NULL,
        made_by text,
        cut text NOT NULL,
        data_time timestamptz NOT NULL,
        last_week date NOT NULL,
        weeks integer NOT NULL,
        items integer NOT NULL,
        overrides integer NOT NULL,
        settings jsonb NOT NULL,
        content text NOT NULL,
        run text NOT NULL,
        PRIMARY KEY (brand_id, version)
      )`,
      // numbers: see forecasts/pack.ts. A reference to forecast_version would be checked row by row
      `CREATE TABLE forecast_item (
        brand_id text COLLATE "C" NOT NULL,
        version integer NOT NULL,
        sku_id text COLLATE "C" NOT NULL,
        warehouse_id text COLLATE "C" NOT NULL,
        demand_class text NOT NULL,
        method text NOT NULL,
        numbers bytea NOT NULL,
        PRIMARY KEY (brand_id, version, sku_id, warehouse_id)
      )`,
    ],
  },
  {
    id: 3,
    name: 'purchase proposals',
    statements: [
      `CREATE TABLE proposal (
        brand_id text COLLATE "C" NOT NULL REFERENCES brand,
        number integer NOT NULL,
        client_id text COLLATE "C" NOT NULL,
        content text NOT NULL,
        supplier_id text,
        currency text NOT NULL,
        plan_version text,
        cut text NOT NULL,
        data_time timestamptz NOT NULL,
        sent_at timestamptz NOT NULL,
        sent_by text,
        sent_with text,
        PRIMARY KEY (brand_id, number)
      )`,
      'CREATE INDEX proposal_by_client ON proposal (brand_id, client_id)',
      `CREATE TABLE proposal_line (
        brand_id text COLLATE "C" NOT NULL,
        number integer NOT NULL,
        line integer NOT NULL,
        sku_id text COLLATE "C" NOT NULL,
        warehouse_id text COLLATE "C" NOT NULL,
        qty numeric(19,4) NOT NULL,
        recommended_qty numeric(19,4),
        order_by date,
        arrives date,
        value numeric(18,4),
        decided_by text,
        decided_on date,
        state text NOT NULL,
        answered_qty numeric(19,4),
        answer text,
        PRIMARY KEY (brand_id, number, line),
        FOREIGN KEY (brand_id, number) REFERENCES proposal ON DELETE CASCADE
      )`,
      'CREATE INDEX proposal_line_by_sku ON proposal_line (brand_id, sku_id, warehouse_id)',
      `CREATE TABLE proposal_event (
        brand_id text COLLATE "C" NOT NULL,
        number integer NOT NULL,
        event integer NOT NULL,
        at timestamptz NOT NULL,
        "by" text,
        "with" text,
        state text NOT NULL,
        lines integer NOT NULL,
        note text,
        PRIMARY KEY (brand_id, number, event),
        FOREIGN KEY (brand_id, number) REFERENCES proposal ON DELETE CASCADE
      )`,
    ],
  },
];

/** Two gateways that start at once on one server must not migrate at once. Any fixed number does. */
const MIGRATION_LOCK = 7_201_106;

/** Brings the database to this version's shape; nothing happens when it is there already. */
export async function migrate(store: Store): Promise<void> {
  await store.transaction(async (sql: Sql) => {
    await sql.query(`SELECT pg_advisory_xact_lock(${MIGRATION_LOCK})::text`);
    await sql.query(
      `CREATE TABLE IF NOT EXISTS migration (id integer PRIMARY KEY, name text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())`,
    );
    const done = new Set((await sql.query<{ id: number }>('SELECT id FROM migration')).map((row) => row.id));
    const newest = Math.max(0, ...done);
    const known = MIGRATIONS[MIGRATIONS.length - 1]?.id ?? 0;
    if (newest > known) {
      throw new Error(
        `The database was made by a newer version of Twinstock (step ${newest}, this one knows ${known}). Update Twinstock.`,
      );
    }
    for (const migration of MIGRATIONS) {
      if (done.has(migration.id)) continue;
      for (const statement of migration.statements) await sql.query(statement);
      await sql.query('INSERT INTO migration (id, name) VALUES ($1, $2)', [migration.id, migration.name]);
    }
    await alignDataTables(sql);
  });
}
