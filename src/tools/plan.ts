/**
 * `npm run plan -- --data <folder> --out <file.xlsx>`: the main job without a screen. Imports the folder into a database in
 * memory, runs the shipped bundle (pull, plan, write) in the stand-in for Excel, and saves the workbook.
 * `npm run plan -- --workbook <in.xlsx> --out <out.xlsx>` plans a workbook of one's own in place instead.
 */
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ImportReport } from '../tables';
import type { PlanOutcome } from '../taskpane/session/types';
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
npm run plan -- --workbook <in.xlsx> --out <out.xlsx> [--data <folder>] [--mapping <file.json>] …
  --workbook      a workbook of your own: planned from its own lists (and --data), results go into its empty columns
  --mapping       what its columns mean, as saved by --save-mapping
  --save-mapping  where to save what its columns were taken for
  --as-of         date its figures are of, 2026-11-23 (default: the newest date in them, or today)
  --currency      of figures of money that name none (default: CNY)
  --export        folder for the lines to buy, a CSV a supplier
Ends with 0 when the workbook was written (refused rows are listed), 1 when not, 2 for a wrong option.`;

const SHOWN_PROBLEMS = 20;

const args = readArguments(
  {
    data: { type: 'string' },
    out: { type: 'string' },
    brand: { type: 'string' },
    lang: { type: 'string' },
    threads: { type: 'string' },
    workbook: { type: 'string' },
    mapping: { type: 'string' },
    'save-mapping': { type: 'string' },
    'as-of': { type: 'string' },
    currency: { type: 'string' },
    export: { type: 'string' },
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

/** Plans a workbook of the user's own in place. */
async function planOwn(file: string): Promise<void> {
  if (!args.out) giveUp(USAGE, 2);
  const source = path.resolve(file);
  const out = path.resolve(args.out);
  if (!existsSync(source) || !statSync(source).isFile()) giveUp(text('noWorkbook', { file: source }), 2);
  const ending = path.extname(source).toLowerCase();
  if (path.extname(out).toLowerCase() !== ending) giveUp(text('sameKind', { ending, file: out }), 2);
  if (out === source) giveUp(text('sameFile'), 2);
  const asOf = args['as-of'] ?? null;
  if (asOf !== null && Number.isNaN(Date.parse(/^\d{4}-\d{2}-\d{2}$/.test(asOf) ? `${asOf}T00:00:00Z` : 'no')))
    giveUp(text('badDate', { value: asOf }), 2);
  const currency = (args.currency ?? 'CNY').toUpperCase();
  if (!/^[A-Z]{3}$/.test(currency)) giveUp(text('badCurrency', { value: currency }), 2);
  const { readMappingFile } = await import('./own/mapping-file');
  const mapping = args.mapping === undefined ? null : readMappingFile(readText(args.mapping));
  if (typeof mapping === 'string') giveUp(text('badMapping', { file: args.mapping ?? '', detail: mapping }), 2);
  reserve(out);
  ensureBuild(['functions', 'pane'], say);
  const { planWorkbook, rangeOf, WorkbookPlanFault } = await import('./own/plan-workbook');
  const { exportBuys, sayMapping, sayWritten } = await import('./own/command');
  const { UnreadableFile } = await import('../preview/files');
  const saveMapping = (content: object): void => {
    const target = args['save-mapping'];
    if (target === undefined) return;
    writeFileSync(target, `${JSON.stringify(content, null, 2)}\n`);
    say(text('mappingSaved', { file: path.resolve(target) }));
  };
  say(text('reading', { file: source }));
  const service = args.data === undefined ? null : await serviceFrom(path.resolve(args.data), out);
  try {
    const done = await planWorkbook(
      {
        bytes: readFileSync(source),
        language,
        name: args.brand ?? path.basename(source, path.extname(source)),
        currency,
        asOf,
        mapping,
        service: service?.access,
        threads: args.threads === undefined ? undefined : Number(args.threads),
      },
      (lists) => {
        sayMapping(lists, language, text, say);
        const used = lists.filter(({ leftAlone }) => leftAlone === null);
        saveMapping({ asOf, warehouseTypes: mapping?.warehouseTypes ?? {}, ranges: used.map(rangeOf) });
      },
    );
    sayPlan(done.plan);
    for (const note of done.plan.noteTexts) say(text('note', { text: note }));
    sayWritten(done, text, say);
    writeFileSync(out, done.bytes);
    reserved = null;
    // again, with what was written: the next run tells by it which cells were changed by hand
    saveMapping(done.mappingFile);
    if (args.export !== undefined) {
      const files = exportBuys(done, path.resolve(args.export));
      const lines = done.plan.rows.filter(({ order_qty }) => order_qty).length;
      say(text('exported', { lines, files: files.join(', ') }));
    }
    say(text('saved', { file: out, size: Math.round(done.bytes.length / 1024), seconds: seconds() }));
    if (done.mismatches.length) process.exitCode = 1;
  } catch (error) {
    if (error instanceof UnreadableFile) giveUp(language === 'zh' ? error.zh : error.message);
    if (!(error instanceof WorkbookPlanFault)) throw error;
    const id = error.code === 'nothingPlanned' ? 'ownNothingPlanned' : error.code;
    giveUp([text(id, error.values), ...error.details.map((line) => `  ${line}`)].join('\n'));
  } finally {
    await service?.close();
  }
}

const readText = (file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    return giveUp(text('badMapping', { file, detail: (error as Error).message }), 2);
  }
};

/** Finds out now rather than after a minute of work that the file cannot be written. */
function reserve(out: string): void {
  try {
    const there = existsSync(out);
    writeFileSync(out, '', { flag: 'a' });
    if (!there) reserved = out;
  } catch (error) {
    giveUp(text('cannotWrite', { file: out, detail: (error as Error).message }));
  }
}

/** The folder's data, served from memory. */
async function serviceFrom(folder: string, out: string) {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) giveUp(text('noFolder', { folder }), 2);
  const { createGateway, importFolder, openStore, readFolder } = await import('../gateway');
  const store = await openStore({});
  const gateway = createGateway({ store, version });
  say(text('importing', { folder }));
  const name = args.brand ?? path.basename(folder);
  const report = await importFolder(store, { brandId: 'brand', name, files: readFolder(folder) });
  reportImport(report, out);
  if (report.cut === null) giveUp(text('nothingImported', { message: report.problems[0]?.message[language] ?? '' }));
  const key = await gateway.createToken({ label: 'plan', brands: null, write: false });
  return { access: { api: gateway.app, key, brandId: 'brand' }, report, close: () => store.close() };
}

function sayPlan({ totals, rows, currency, seconds: took }: PlanOutcome): void {
  const value = totals.buyValue === null ? '' : ` (${currency} ${Math.round(totals.buyValue).toLocaleString('en-US')})`;
  say(
    text('planned', {
      rows: rows.length,
      seconds: took.toFixed(1),
      buy: totals.buyLines,
      value,
      stop: totals.stopLines,
      out: totals.outOfStock,
    }),
  );
}

async function main(): Promise<void> {
  if (args.help) return say(USAGE);
  if (args.lang !== undefined && args.lang !== 'en' && args.lang !== 'zh')
    giveUp(text('badLanguage', { value: args.lang }), 2);
  if (args.threads !== undefined && !/^\d{1,3}$/.test(args.threads))
    giveUp(text('badThreads', { value: args.threads }), 2);
  if (args.workbook !== undefined) return planOwn(args.workbook);
  if (!args.data || !args.out) giveUp(USAGE, 2);
  const data = path.resolve(args.data);
  const out = path.resolve(args.out);
  if (!/\.xlsx$/i.test(out)) giveUp(text('notXlsx', { file: out }), 2);
  if (!existsSync(data) || !statSync(data).isDirectory()) giveUp(text('noFolder', { folder: data }), 2);
  reserve(out);
  ensureBuild(['functions', 'pane'], say);
  // loaded only now, so that a wrong option is answered at once
  const { openWorkbook } = await import('./headless-workbook');
  const { saveXlsx } = await import('../preview/files');
  const { access, report, close } = await serviceFrom(data, out);
  const workbook = await openWorkbook({
    api: access.api,
    language,
    threads: args.threads === undefined ? undefined : Number(args.threads),
  });
  try {
    const done = await workbook.session.runAll({ brandId: access.brandId, key: access.key, language });
    say(text('pulled', { rows: done.pull.rows, tables: done.pull.tables.length }));
    const { rows, noteTexts } = done.plan;
    sayPlan(done.plan);
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
    await close();
  }
}

main().then(
  () => process.exit(process.exitCode ?? 0),
  (error: Error) => giveUp(text('failed', { detail: error.stack ?? error.message })),
);
