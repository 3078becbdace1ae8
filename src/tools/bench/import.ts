import { PGlite } from '@electric-sql/pglite';
import { importFolder, openStore, type FileSource } from '../../gateway';
import type { Say } from '../bench';
import { timed } from './timed';

const SKUS = 1_000;
const DAYS = 300;

const day = (index: number): string => new Date(Date.UTC(2026, 0, 1) + index * 86_400_000).toISOString().slice(0, 10);

function folder(): { files: FileSource[]; salesCsv: string } {
  const skus = Array.from({ length: SKUS }, (_, i) => `S${String(i).padStart(5, '0')}`);
  const sales = ['date,sku_id,qty,warehouse_id,model,revenue,currency'];
  for (let d = 0; d < DAYS; d++)
    for (const [i, sku] of skus.entries())
      sales.push(`${day(d)},${sku},${(i * 7 + d) % 40},W1,bonded,${(i % 90) + 0.5},CNY`);
  const salesCsv = sales.join('\n');
  const file = (name: string, text: string): FileSource => ({
    name,
    read: async () => new TextEncoder().encode(text),
  });
  return {
    salesCsv,
    files: [
      file('sku.csv', ['sku_id,name', ...skus.map((sku) => `${sku},Item ${sku}`)].join('\n')),
      file('warehouse.csv', 'warehouse_id,type\nW1,bonded'),
      file('sales.csv', salesCsv),
    ],
  };
}

/** Import of 300,000 sales rows, every value checked; the peer is PGlite's own COPY of the same file, unchecked. */
export async function importBench(say: Say): Promise<void> {
  const { files, salesCsv } = folder();
  const rows = SKUS * DAYS;
  const rate = (seconds: number): string =>
    `${seconds.toFixed(1)} s, ${Math.round(rows / seconds).toLocaleString('en-US')} rows/s`;
  const store = await openStore({});
  say('import, embedded database, checked', rate(await timed(() => importFolder(store, { brandId: 'bench', files }))));
  await store.close();

  const raw = await PGlite.create();
  await raw.exec(
    'CREATE TABLE sales (date date, sku_id text, qty numeric, warehouse_id text, model text, revenue numeric, currency text, PRIMARY KEY (sku_id, warehouse_id, date))',
  );
  const copy = (): Promise<unknown> =>
    raw.query(`COPY sales FROM '/dev/blob' WITH (FORMAT csv, HEADER)`, [], { blob: new Blob([salesCsv]) });
  say('  peer: COPY of the same file, unchecked', rate(await timed(copy)));
  await raw.close();

  const databaseUrl = process.env.TWINSTOCK_TEST_DATABASE_URL;
  if (!databaseUrl) return say('import, PostgreSQL', 'not measured: TWINSTOCK_TEST_DATABASE_URL is not set');
  const server = await openStore({ databaseUrl });
  say('import, PostgreSQL, checked', rate(await timed(() => importFolder(server, { brandId: 'bench', files }))));
  await server.query(`DELETE FROM sales WHERE brand_id = 'bench'`);
  await server.close();
}
