/**
 * Builds what is missing or older than its sources: `tsx src/tools/ensure-build.ts [functions|pane|preview …]`
 * (default: functions and pane, the shipped add-in).
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

export type Bundle = 'functions' | 'pane' | 'preview';

const root = path.resolve(__dirname, '../..');

/** The rooms each bundle is made from; anything else may change without a new build. */
const SOURCES: Record<Bundle, string[]> = {
  functions: ['src/functions', 'src/planning', 'src/tools/functions-metadata.ts'],
  pane: [
    'src/taskpane',
    'src/commands',
    'src/workbook',
    'src/functions',
    'src/planning',
    'src/messages',
    'src/tables',
    'src/tools/manifest',
    'manifest.xml',
    'assets/icons',
  ],
  preview: ['src/preview', 'src/tables', 'src/messages'],
};
const OUTPUT: Record<Bundle, string> = {
  functions: 'dist/functions.js',
  pane: 'dist/taskpane.js',
  preview: 'build/preview/preview.js',
};

function* filesUnder(entry: string): Generator<string> {
  if (!existsSync(entry)) return;
  if (statSync(entry).isFile()) {
    yield entry;
    return;
  }
  for (const name of readdirSync(entry).sort()) {
    if (!/\.test\.tsx?$/.test(name)) yield* filesUnder(path.join(entry, name));
  }
}

/** Changes when any source of the bundle, the lock file or the build settings change. */
function fingerprint(bundle: Bundle): string {
  const hash = createHash('sha256');
  for (const key of ['TWINSTOCK_ORIGIN', 'TWINSTOCK_DEV_ORIGIN', 'TWINSTOCK_OFFICE_JS'])
    hash.update(`${key}=${process.env[key] ?? ''};`);
  for (const entry of [...SOURCES[bundle], 'webpack.config.js', 'package-lock.json', 'tsconfig.json']) {
    for (const file of filesUnder(path.join(root, entry)))
      hash.update(path.relative(root, file)).update(readFileSync(file));
  }
  return hash.digest('hex');
}

/** Builds those of the bundles that are out of date; throws with webpack's own words when a build fails. */
export function ensureBuild(bundles: Bundle[], say: (line: string) => void = console.log): void {
  const stampOf = (bundle: Bundle): string => path.join(root, 'build', `${bundle}.stamp`);
  const stale = bundles.filter((bundle) => {
    const stamp = stampOf(bundle);
    const current = existsSync(stamp) && existsSync(path.join(root, OUTPUT[bundle])) ? readFileSync(stamp, 'utf8') : '';
    return current !== fingerprint(bundle);
  });
  if (stale.length === 0) return;
  say(`Building ${stale.join(', ')} …`);
  const started = Date.now();
  const names = stale.flatMap((bundle) => ['--config-name', bundle]);
  const run = spawnSync(
    process.execPath,
    [
      path.join(root, 'node_modules/webpack/bin/webpack.js'),
      '--mode',
      'production',
      '--stats',
      'errors-warnings',
      ...names,
    ],
    {
      cwd: root,
      encoding: 'utf8',
    },
  );
  if (run.status !== 0) throw new Error(`The build failed.\n${run.stdout}\n${run.stderr}`);
  if (run.stdout.trim()) say(run.stdout.trim());
  mkdirSync(path.join(root, 'build'), { recursive: true });
  for (const bundle of stale) writeFileSync(stampOf(bundle), fingerprint(bundle));
  say(`Built in ${((Date.now() - started) / 1000).toFixed(0)} s.`);
}

if (require.main === module) {
  const asked = process.argv.slice(2) as Bundle[];
  ensureBuild(asked.length ? asked : ['functions', 'pane']);
}
