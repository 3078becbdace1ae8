/**
 * `npm run plan -- --data <folder> --out <file.xlsx>`: the main job without a screen. Imports the folder into a database in
 * memory, runs the shipped bundle (pull, plan, write) in the stand-in for Excel, and saves the workbook.
 */
import { existsSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ImportReport } from '../tables';
import { commandLineLanguage, readArguments } from './arguments';
import { problemsCsv } from './csv';
import { ensureBuild } from './ensure-build';
import { speaker } from './texts';
import { version } from '../../package.json';

const USAGE = `npm run plan -- --data <import folder> --out <file.xlsx> [--brand <name>] [--lang en|zh] [--threads <n>]
  --data    folder with sku.csv, stock.csv, sales.csv … (docs/import.md)
  --out     the workbook to write
  --brand   the brand's name in the workbook (default: the folder's name)
  --lang    language of the workbook and of what is printed
  --threads cores the plan may use at once (default: all; 0: it runs in the page's own thread)
Ends with 0 when the workbook was written (refused rows are listed), 1 when not, 2 for a wrong option.`;

const SHOWN_PROBLEMS = 20;

const args = readArguments(
  {
    data: { type: 'string' },
    out: { type: 'string' },
    brand: { type: 'string' },
    lang: { type: 'string' },
    threads: { type: 'string' },
    help: { type: 'boolean' },
  },
  USAGE,
);
const language = commandLineLanguage(args.lang);
const text = speaker(language);
const say = (line: string): void => console.log(line);
const started = Date.now();
const seconds = (): string => ((Date.now() - started) / 1000).toFixed(1);

/** The workbook's place, once this run has made a file there. */
let reserved: string | null = null;

function giveUp(message: string, code = 1): never {
  // an empty .xlsx would look like a result, and Excel calls it damaged
  if (reserved) rmSync(reserved, { force: true });
  console.error(message);
  process.exit(code);
}

function reportImport(report: ImportReport, out: string): void {
  for (const table of report.tables) {
    const encoding = table.encoding && table.encoding !== 'utf-8' ? ` (${table.encoding})` : '';
    say(
      table.missing
        ? text('missingFile', { file: table.file })
        : text('imported', { file: table.file, taken: table.taken, refused: table.refused, encoding }),
    );
  }
  report.problems
    .slice(0, SHOWN_PROBLEMS)
    .forEach((problem) => say(text('refusedRow', { message: problem.message[language] })));
  const more = report.problems.length + report.more_problems - SHOWN_PROBLEMS;
  if (more > 0) {
    const file = out.replace(/\.xlsx$/i, '.refused.csv');
    writeFileSync(file, problemsCsv(report.problems, language));
    say(text('moreRefused', { count: more, file }));
  }
}

/** Files without which no line can be planned, so far as they brought nothing. */
function nothingPlanned(report: ImportReport): string {
  const files = report.tables
    .filter(({ table, taken }) => taken === 0 && ['warehouse', 'stock', 'sales'].includes(table))
    .map(({ file }) => file);
  return files.length ? text('nothingPlanned', { files: files.join(', ') }) : text('nothingPlannedNotes');
}

async function main(): Promise<void> {
  if (args.help) return say(USAGE);
  if (args.lang !== undefined && args.lang !== 'en' && args.lang !== 'zh')
    giveUp(text('badLanguage', { value: args.lang }), 2);
  if (args.threads !== undefined && !/^\d{1,3}$/.test(args.threads))
    giveUp(text('badThreads', { value: args.threads }), 2);
  if (!args.data || !args.out) giveUp(USAGE, 2);
  const data = path.resolve(args.data);
  const out = path.resolve(args.out);
  if (!/\.xlsx$/i.test(out)) giveUp(text('notXlsx', { file: out }), 2);
  if (!existsSync(data) || !statSync(data).isDirectory()) giveUp(text('noFolder', { folder: data }), 2);
  try {
    const there = existsSync(out);
    // found out now rather than after a minute of work
    writeFileSync(out, '', { flag: 'a' });
    if (!there) reserved = out;
  } catch (error) {
    giveUp(text('cannotWrite', { file: out, detail: (error as Error).message }));
  }
  ensureBuild(['functions', 'pane'], say);
  // loaded only now, so that a wrong option is answered at once
  const { createGateway, importFolder, openStore, readFolder } = await import('../gateway');
  const { openWorkbook } = await import('./headless-workbook');
  const { saveXlsx } = await import('../preview/files');

  const store = await openStore({});
  const gateway = createGateway({ store, version });
  const name = args.brand ?? path.basename(data);
  say(text('importing', { folder: data }));
  const report = await importFolder(store, { brandId: 'brand', name, files: readFolder(data) });
  reportImport(report, out);
  if (report.cut === null) giveUp(text('nothingImported', { message: report.problems[0]?.message[language] ?? '' }));

  const key = await gateway.createToken({ label: 'plan', brands: null, write: false });
  const workbook = await openWorkbook({
    api: gateway.app,
    language,
    threads: args.threads === undefined ? undefined : Number(args.threads),
  });
  try {
    const done = await workbook.session.runAll({ brandId: 'brand', key, language });
    say(text('pulled', { rows: done.pull.rows, tables: done.pull.tables.length }));
    const { totals, rows, currency, noteTexts } = done.plan;
    const value =
      totals.buyValue === null ? '' : ` (${currency} ${Math.round(totals.buyValue).toLocaleString('en-US')})`;
    say(
      text('planned', {
        rows: rows.length,
        seconds: done.plan.seconds.toFixed(1),
        buy: totals.buyLines,
        value,
        stop: totals.stopLines,
        out: totals.outOfStock,
      }),
    );
    if (rows.length === 0) say(nothingPlanned(report));
    for (const note of noteTexts) say(text('note', { text: note }));
    say(
      text('written', {
        cells: done.write.cells,
        mismatches: done.write.mismatches.length ? ` (${done.write.mismatches.length} differ)` : '',
      }),
    );
    if (rows.length > 0) {
      // the plan's figures derived again by formulas, for a reader who wants to follow them
      await workbook.session.checkSheet();
      await workbook.session.showSheet('TW_Plan');
    }
    await workbook.host.idle();
    const [blank] = workbook.host.read.sheets();
    if (blank && workbook.host.read.usedAddress(blank.name) === null) workbook.host.user.deleteSheet(blank.name);
    const bytes = await saveXlsx(workbook.host.toBookFile());
    writeFileSync(out, bytes);
    reserved = null;
    say(text('saved', { file: out, size: Math.round(bytes.length / 1024), seconds: seconds() }));
    if (done.write.mismatches.length) process.exitCode = 1;
  } finally {
    await workbook.dispose();
    await store.close();
  }
}

main().then(
  () => process.exit(process.exitCode ?? 0),
  (error: Error) => giveUp(text('failed', { detail: error.stack ?? error.message })),
);
