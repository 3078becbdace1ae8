import {
  addDays,
  businessDate,
  daysBetween,
  IMPORT_TABLES,
  type ImportProblem,
  type ImportReport,
  type ImportTableId,
} from '../../tables';
import type { Sql, Store } from '../store';
import { decode } from './decode';
import { importProblem } from './problems';
import { codesOf, readTable, type KnownCodes, type ReadTable } from './read-table';
import type { FileSource } from './source';
import { newCut, replaceRows, storedCodes, tidy } from './write-tables';

export interface ImportProgress {
  step: 'reading' | 'writing';
  table: ImportTableId;
  done: number;
  total: number;
}

export interface ImportOptions {
  brandId: string;
  files: readonly FileSource[];
  /** names of a new brand; the brand's id without them */
  name?: string;
  nameZh?: string;
  /** ISO code; without it the brand's own, else the one most SKUs are priced in, else CNY */
  currency?: string;
  /** readable without an access key */
  sample?: boolean;
  /** name of the new data; made from the time without it */
  cut?: string;
  signal?: AbortSignal;
  onProgress?: (progress: ImportProgress) => void;
  now?: () => Date;
}

const MAX_PROBLEMS = 1000;
/** Import reports kept a brand. */
const RUNS_KEPT = 20;

type TableReport = ImportReport['tables'][number];

interface ReadFolder {
  tables: { read: ReadTable; file: string }[];
  reports: TableReport[];
  problems: ImportProblem[];
  moreProblems: number;
  ignoredFiles: string[];
}

const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Which file is which table, by name in any case (`SKU.CSV` is `sku.csv`). */
function filesByTable(files: readonly FileSource[]): {
  found: Map<ImportTableId, FileSource>;
  ignored: string[];
  problems: ImportProblem[];
} {
  const found = new Map<ImportTableId, FileSource>();
  const ignored: string[] = [];
  const problems: ImportProblem[] = [];
  for (const file of files) {
    const table = IMPORT_TABLES.find((candidate) => candidate.file === file.name.toLowerCase());
    const twin = table && found.get(table.id);
    if (!table) ignored.push(file.name);
    else if (twin) problems.push(importProblem('same_file_twice', file.name, null, { other: twin.name }));
    else found.set(table.id, file);
  }
  return { found, ignored, problems };
}

async function readFiles(store: Store, options: ImportOptions): Promise<ReadFolder> {
  const { found, ignored, problems } = filesByTable(options.files);
  const result: ReadFolder = { tables: [], reports: [], problems, moreProblems: 0, ignoredFiles: ignored };
  if (!found.has('sku')) result.problems.push(importProblem('no_sku_file', 'sku.csv'));
  const known: KnownCodes = {};
  for (const table of IMPORT_TABLES) {
    options.signal?.throwIfAborted();
    const source = found.get(table.id);
    const decoded = source ? decode(await source.read()) : null;
    const report: TableReport = {
      table: table.id,
      file: source?.name ?? table.file,
      encoding: decoded?.encoding ?? null,
      read: 0,
      taken: 0,
      refused: 0,
      missing: !source,
    };
    result.reports.push(report);
    if (source && decoded) {
      const read = await readTable(table, decoded.text, source.name, {
        known,
        maxProblems: Math.max(0, MAX_PROBLEMS - result.problems.length),
        pause: async (done, total) => {
          options.onProgress?.({ step: 'reading', table: table.id, done, total });
          await breathe();
          options.signal?.throwIfAborted();
        },
      });
      report.read = read.read;
      report.taken = read.usable ? read.taken : 0;
      report.refused = read.refused;
      report.skipped = read.skipped;
      report.ignored_columns = read.ignoredColumns;
      result.problems.push(...read.problems);
      result.moreProblems += read.moreProblems;
      if (read.usable) {
        result.tables.push({ read, file: source.name });
        known[table.id] = codesOf(read);
      }
    } else if (source) result.problems.push(importProblem('unreadable', source.name));
    // what is not replaced stays, and other files may refer to it
    known[table.id] ??= await storedCodes(store, options.brandId, table);
  }
  return result;
}

function mostFrequent(read: ReadTable | undefined, id: string): string | null {
  const at = read?.columns.findIndex((column) => column.id === id) ?? -1;
  const counts = new Map<string, number>();
  for (const value of read?.values[at] ?? []) {
    if (typeof value === 'string') counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null;
}

const valuesOf = (read: ReadTable, id: string): ReadTable['values'][number] =>
  read.values[read.columns.findIndex((column) => column.id === id)] ?? [];

function newest(read: ReadTable, id: string): string | null {
  return valuesOf(read, id).reduce<string | null>(
    (latest, value) => (typeof value === 'string' && (latest === null || value > latest) ? value : latest),
    null,
  );
}

/** Days without a sale after which a date to come is taken as a slip of the pen. */
const LONGEST_GAP = 31;

const datesOf = (read: ReadTable): string[] => valuesOf(read, 'date') as string[];

/**
 * The last day of a table of days. A date that has not come yet and stands far behind all others, 2062 for 2026, would put
 * every other figure into the distant past: it does not count.
 */
function lastDay(read: ReadTable, now: Date): string | null {
  const today = businessDate(now.toISOString());
  const days = [...new Set(datesOf(read))].sort();
  while (days.length > 1) {
    const [before = '', last = ''] = days.slice(-2);
    if (last <= today || daysBetween(before, last) <= LONGEST_GAP) break;
    days.pop();
  }
  return days[days.length - 1] ?? null;
}

/** Names the days of sales and behaviour that lie after the instant the data speak for. */
function lateRows(tables: ReadFolder['tables'], asOf: string): ImportProblem[] {
  const today = businessDate(asOf);
  return tables.flatMap(({ read, file }) => {
    if (read.table.id !== 'sales' && read.table.id !== 'behaviour') return [];
    const late = datesOf(read).filter((date) => date > today);
    const days = [...new Set(late)].sort();
    if (days.length === 0) return [];
    const named = days.length > 3 ? [...days.slice(0, 2), '…', days[days.length - 1]] : days;
    return [importProblem('after_cut', file, null, { value: today, other: `${late.length}: ${named.join(', ')}` })];
  });
}

/** The instant the data speak for: the newest stock figure, else the end of the last day of sales, else now. */
async function dataTimeOf(sql: Sql, brandId: string, tables: ReadFolder['tables'], now: Date): Promise<string> {
  const replaced = (id: ImportTableId): ReadTable | undefined => tables.find(({ read }) => read.table.id === id)?.read;
  const stored = async (table: string, column: string): Promise<string | null> => {
    const rows = await sql.query<{ newest: string | null }>(
      `SELECT max(${column}) AS newest FROM ${table} WHERE brand_id = $1`,
      [brandId],
    );
    return rows[0]?.newest ?? null;
  };
  const stock = replaced('stock');
  const asOf = stock ? newest(stock, 'as_of') : await stored('stock', 'as_of');
  if (asOf) return asOf;
  const sales = replaced('sales');
  const date = sales ? lastDay(sales, now) : await stored('sales', 'date');
  return date ? new Date(`${addDays(date, 1)}T00:00:00+08:00`).toISOString() : now.toISOString();
}

async function saveBrand(sql: Sql, options: ImportOptions, folder: ReadFolder): Promise<void> {
  const sku = folder.tables.find(({ read }) => read.table.id === 'sku')?.read;
  const guess = mostFrequent(sku, 'currency') ?? mostFrequent(sku, 'cost_currency') ?? 'CNY';
  const { brandId, name, nameZh, currency, sample } = options;
  await sql.query(
    `INSERT INTO brand (brand_id, name, name_zh, currency, sample)
     VALUES ($1, coalesce($2::text, $1), coalesce($3::text, $2::text, $1), coalesce($4::text, $5::text), coalesce($6::boolean, false))
     ON CONFLICT (brand_id) DO UPDATE SET
       name = coalesce($2::text, brand.name), name_zh = coalesce($3::text, brand.name_zh),
       currency = coalesce($4::text, brand.currency), sample = coalesce($6::boolean, brand.sample)`,
    [brandId, name ?? null, nameZh ?? null, currency ?? null, guess, sample ?? null],
  );
  // held to the end of the transaction: two imports of one brand follow each other
  await sql.query('SELECT 1 FROM brand WHERE brand_id = $1 FOR UPDATE', [brandId]);
}

/**
 * Imports the files of data-model.md for one brand. Tables whose file is there (and usable) are replaced, the others
 * stay; all in one transaction, so that a failed or cancelled import changes nothing. Bad rows are refused one by one
 * and reported. Without a usable sku.csv nothing is imported: the report's `cut` is null and its problems say why.
 */
export async function importFolder(store: Store, options: ImportOptions): Promise<ImportReport> {
  const started = performance.now();
  const now = options.now?.() ?? new Date();
  const { brandId, signal, onProgress } = options;
  const folder = await readFiles(store, options);
  const usable = folder.tables.some(({ read }) => read.table.id === 'sku');
  const cut = usable ? (options.cut ?? newCut(now)) : null;
  const report: ImportReport = {
    brand_id: brandId,
    cut,
    tables: folder.reports,
    problems: folder.problems,
    more_problems: folder.moreProblems,
    ignored_files: folder.ignoredFiles,
    seconds: 0,
  };
  if (cut === null) {
    report.tables = report.tables.map((table) => ({ ...table, taken: 0 }));
    report.seconds = (performance.now() - started) / 1000;
    return report;
  }
  await store.transaction(async (sql) => {
    await saveBrand(sql, options, folder);
    const asOf = await dataTimeOf(sql, brandId, folder.tables, now);
    report.problems = [...folder.problems, ...lateRows(folder.tables, asOf)];
    for (const { read, file } of folder.tables) {
      await replaceRows(sql, brandId, read, { file, asOf }, (done) => {
        onProgress?.({ step: 'writing', table: read.table.id, done, total: read.taken });
        signal?.throwIfAborted();
      });
    }
    await sql.query('UPDATE brand SET cut = $2, data_time = $3 WHERE brand_id = $1', [brandId, cut, asOf]);
    report.seconds = (performance.now() - started) / 1000;
    // a cut with a given name may come again, after another one
    await sql.query(
      `INSERT INTO import_run (brand_id, cut, finished_at, report) VALUES ($1, $2, $3, $4)
       ON CONFLICT (brand_id, cut) DO UPDATE SET finished_at = $3, report = $4`,
      [brandId, cut, now.toISOString(), JSON.stringify(report)],
    );
    await sql.query(
      `DELETE FROM import_run WHERE brand_id = $1 AND cut NOT IN
         (SELECT cut FROM import_run WHERE brand_id = $1 ORDER BY finished_at DESC, cut DESC LIMIT ${RUNS_KEPT})`,
      [brandId],
    );
    signal?.throwIfAborted();
  });
  await tidy(
    store,
    folder.tables.map(({ read }) => read.table.id),
  );
  report.seconds = (performance.now() - started) / 1000;
  return report;
}

/** The report of a brand's last import; null when nothing has been imported. */
export async function latestImport(sql: Sql, brandId: string): Promise<ImportReport | null> {
  const rows = await sql.query<{ report: ImportReport }>(
    'SELECT r.report FROM import_run r JOIN brand b USING (brand_id, cut) WHERE b.brand_id = $1',
    [brandId],
  );
  return rows[0]?.report ?? null;
}
