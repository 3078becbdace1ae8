/**
 * Builds the sample brand from the two public data sets it names.
 *
 *   npx tsx src/tools/sample-brand/make.ts --data <folder with online-retail/ and scms-leadtimes/> [--out <folder>]
 *
 * The same input gives the same bytes. How, and what is real: docs/sample-brand.md.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readArguments } from '../arguments';
import { sampleBrand } from './build';
import { readSource } from './source';

const USAGE = 'npx tsx src/tools/sample-brand/make.ts --data <folder> [--out assets/sample-brand]';

const options = readArguments({ data: { type: 'string' }, out: { type: 'string' } }, USAGE);
if (!options.data) {
  console.error(`--data is missing: the folder that holds online-retail/ and scms-leadtimes/\n\n${USAGE}`);
  process.exit(2);
}
const out = resolve(options.out ?? 'assets/sample-brand');
const { files, summary } = sampleBrand(readSource(options.data));
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
let bytes = 0;
for (const [name, text] of Object.entries(files)) {
  writeFileSync(join(out, name), text);
  bytes += Buffer.byteLength(text);
}
console.log(summary.join('\n'));
console.log(`${Object.keys(files).length} files, ${(bytes / 1024).toFixed(0)} KB in ${out}`);
