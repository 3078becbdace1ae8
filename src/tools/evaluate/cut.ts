/**
 * `tsx src/tools/evaluate/cut.ts <folder of the full sets>`: the small cut in test/data/evaluate that `npm run evaluate` reads
 * without options. Of the pasta every third SKU by name, of the shop every sixteenth, all their days.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import Papa from 'papaparse';

const OUT = path.resolve(__dirname, '../../../test/data/evaluate');

const CUTS = [
  { file: 'pasta-promo/sales_sku_day_promo.csv', every: 3, blank: [] as string[] },
  { file: 'online-retail/sales_sku_day_market.csv', every: 16, blank: ['revenue_gbp', 'qty_adjusted'] },
];

const from = process.argv[2];
if (!from) {
  console.error('tsx src/tools/evaluate/cut.ts <folder of the full sets>');
  process.exit(2);
}
for (const { file, every, blank } of CUTS) {
  const { data } = Papa.parse<Record<string, string>>(readFileSync(path.join(from, file), 'utf8').trim(), {
    header: true,
  });
  const kept = new Set([...new Set(data.map(({ sku }) => sku))].sort().filter((_, index) => index % every === 0));
  const rows = data
    .filter(({ sku }) => kept.has(sku))
    .map((row) => ({ ...row, ...Object.fromEntries(blank.map((column) => [column, ''])) }));
  const out = path.join(OUT, `${file}.gz`);
  mkdirSync(path.dirname(out), { recursive: true });
  writeFileSync(out, gzipSync(Papa.unparse(rows, { newline: '\n' }), { level: 9 }));
  console.warn(`${file}: ${kept.size} SKUs, ${rows.length} rows`);
}
