/**
 * `npm run bench [-- --only functions,solvers,import,forecast,plan,pull,own,files,start,pane]`: the figures that are watched, each beside a peer in the
 * same run where there is one. Times depend on the machine; compare the pairs, not single numbers across machines.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readArguments } from './arguments';
import { ensureBuild } from './ensure-build';
import { filesBench } from './bench/files';
import { forecastBench } from './bench/forecast';
import { functionsBench } from './bench/functions';
import { importBench } from './bench/import';
import { ownWriteBench } from './bench/own-write';
import { planBench } from './bench/plan';
import { pullBench } from './bench/pull';
import { solversBench } from './bench/solvers';
import { paneBench, startBench } from './bench/start';

export type Say = (name: string, figure: string) => void;

const BENCHES: Record<string, (say: Say, folder: string) => Promise<void>> = {
  functions: functionsBench,
  solvers: solversBench,
  import: importBench,
  forecast: forecastBench,
  plan: planBench,
  pull: pullBench,
  own: ownWriteBench,
  files: filesBench,
  start: startBench,
  pane: paneBench,
};

async function main(): Promise<void> {
  const args = readArguments(
    { only: { type: 'string' } },
    `npm run bench -- [--only ${Object.keys(BENCHES).join(',')}]`,
  );
  const wanted = args.only?.split(',') ?? Object.keys(BENCHES);
  ensureBuild(['functions', 'pane', 'preview']);
  for (const name of wanted) {
    const bench = BENCHES[name];
    if (!bench) throw new Error(`no bench "${name}": ${Object.keys(BENCHES).join(', ')}`);
    const folder = mkdtempSync(path.join(tmpdir(), 'twinstock-bench-'));
    console.log(`\n${name}`);
    try {
      await bench((what, figure) => console.log(`  ${what.padEnd(62)} ${figure}`), folder);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
}

main().then(
  () => process.exit(0),
  (error: Error) => {
    console.error(error.stack);
    process.exit(1);
  },
);
