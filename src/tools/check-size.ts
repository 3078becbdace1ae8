/** The size budget of what is shipped, gzipped. Fails when a bundle outgrows it. */
import { readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { ensureBuild } from './ensure-build';

const KB = 1024;
const root = path.resolve(__dirname, '../..');
const gzipped = (file: string): number => gzipSync(readFileSync(path.join(root, file)), { level: 9 }).length;

const folderSize = (folder: string): number =>
  readdirSync(path.join(root, folder)).reduce((sum, name) => sum + statSync(path.join(root, folder, name)).size, 0);

ensureBuild(['functions', 'pane']);
/** Scripts of the workers; exactly one, with the hash of its content in its name. */
const workers = readdirSync(path.join(root, 'dist')).filter((name) => /^plan-worker\.[0-9a-f]+\.js$/.test(name));
if (workers.length !== 1) throw new Error(`dist has ${workers.length} scripts of the plan worker`);
const budgets: [name: string, bytes: number, limit: number][] = [
  ['functions alone (gz)', gzipped('dist/functions.js'), 80 * KB],
  [
    'pane first load (gz)',
    gzipped('dist/taskpane.html') + gzipped('dist/functions.js') + gzipped('dist/taskpane.js'),
    300 * KB,
  ],
  ['plan worker (gz)', gzipped(`dist/${workers[0]}`), 60 * KB],
  ['sample brand', folderSize('assets/sample-brand'), 4096 * KB],
];
for (const [name, bytes, limit] of budgets) {
  const verdict = bytes <= limit ? 'within' : 'OVER';
  console.log(`${name}: ${(bytes / KB).toFixed(1)} KB, ${verdict} the budget of ${limit / KB} KB`);
  if (bytes > limit) process.exitCode = 1;
}
