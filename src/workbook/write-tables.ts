import { sheetTable, type Language, type SheetColumn, type SheetTableId } from '../tables';
import { markKey, type TableMark } from './binding';
import type { RawCell } from './cells';
import { createTableSheet, writeSummary } from './create-sheet';
import { refillForecastBlock, writeForecastBlock } from './forecast-block';
import { diffBody, type Body, type Diff, type DiffOptions, type Incoming } from './diff';
import { throwIfCancelled } from './errors';
import { suspendFilters } from './filters';
import { imageOf } from './images';
import type { Journal } from './journal';
import { knownKeys, packKeys } from './known-keys';
import { rememberedColumns, type LiveTable, type LiveWorkbook } from './live';
import { checkRoom } from './preflight';
import { readBody } from './read';
import type { TableImage } from './records';
import { headingRowOf } from './layout';
import { rowKeys } from './keys';
import { readTopRows, writeTopRows } from './stamps';
import { cutText } from './sheet-texts';
import type { Binding, CutStamp, WorkOptions } from './types';
import { cellCount, planTableWrite, restoreColumn, writeTable, type TableWrite } from './write';

/** Tables the chart above the forecast reads beside the forecast itself. */
const CHART_SOURCES: readonly SheetTableId[] = ['TW_Sales', 'TW_Corrections'];

/** One table of a job: what shall stand in it. */
export interface TableJob {
  table: SheetTableId;
  bandTexts: Record<string, string>;
  columnDecision?: 'restore' | 'leave_out' | undefined;
  /** works out the cells from what the sheet holds at the moment of writing */
  diff: (body: Body) => Diff;
  /** keys that count as written by the add-in from now on; null leaves the memory as it is */
  keys: (body: Body, diff: Diff) => string[] | null;
}

export interface TableResult {
  live: LiveTable;
  created: boolean;
  body: Body;
  diff: Diff;
  write: TableWrite;
  image: TableImage;
  /** cells sent so far */
  written: number;
}

interface Prepared {
  job: TableJob;
  /** null: the table is made by this job */
  live: LiveTable | null;
  body: Body;
  diff: Diff;
  rows: number;
  cells: number;
}

/** Options of a diff for a table in this workbook. */
export function diffOptions(
  workbook: LiveWorkbook,
  binding: Binding,
  table: SheetTableId,
  stamp: CutStamp,
  more: Pick<DiffOptions, 'markGone' | 'proposals'>,
): DiffOptions {
  return {
    language: binding.language,
    dataTime: stamp.dataTime,
    wasOurs: knownKeys(workbook.tables.get(table)?.mark?.keys ?? ''),
    ...more,
  };
}

/**
 * Writes several tables as one job: reads what stands, makes sure there is room, then writes. Everything done is in
 * the journal, so the caller can take all of it back; `results` grows as the tables are begun.
 */
export async function writeTables(
  context: Excel.RequestContext,
  { workbook, binding, stamp }: WriteTarget,
  jobs: readonly TableJob[],
  { journal, results }: { journal: Journal; results: TableResult[] },
  { signal, onProgress }: WorkOptions,
): Promise<void> {
  const prepared: Prepared[] = [];
  for (const job of jobs) prepared.push(await prepare(context, workbook, job, signal));
  const standing = prepared.flatMap(({ live, rows }) => (live ? [{ live, rows }] : []));
  await checkRoom(
    context,
    standing.filter(({ live, rows }) => rows > live.rowCount),
  );
  const tops = await readTopRows(
    context,
    standing.map(({ live }) => live),
  );

  const refilter = await suspendFilters(
    context,
    standing.map(({ live }) => live),
    journal,
  );
  const total = prepared.reduce((sum, { cells }) => sum + cells, 0);
  let done = 0;
  for (const item of prepared) {
    const { table } = item.job;
    const result = await begin(context, { workbook, binding, stamp }, item, journal);
    results.push(result);
    const onCells = (cells: number): void => {
      result.written += cells;
      done += cells;
      onProgress?.({ step: 'writing', table, done: Math.min(done, total), total });
    };
    await writeTable(context, result.write, journal, { signal, onCells });
  }
  throwIfCancelled(signal);
  for (const { live, created, diff } of results) {
    if (!created) continue;
    writeSummary(context, live, binding.language);
    if (live.table.topBlock) {
      const shown = (id: string): RawCell =>
        diff.added[0]?.cells[live.columns.findIndex((column) => column?.id === id)] ?? '';
      writeForecastBlock(context, workbook, live, binding.language, [shown('sku_id'), shown('warehouse_id')]);
    }
  }
  const forecast = workbook.tables.get('TW_Forecast');
  const madeForecast = results.some(({ live, created }) => created && live === forecast);
  const read = results.some(({ live, created }) => created && CHART_SOURCES.includes(live.table.id));
  // rows above it tell a sheet with a block from one made before there was any
  if (forecast && !madeForecast && read && forecast.headingRow >= headingRowOf(forecast.table)) {
    await refillForecastBlock(context, workbook, forecast, journal);
  }
  prepared.forEach(({ job, live }, i) => {
    const result = results[i]!;
    const top = tops.find((candidate) => candidate.live === live);
    if (top) writeTopRows(context, top, stamp, job.bandTexts, binding.language, journal);
    remember(context, workbook, result.live, markOf(result, binding, stamp, job), journal);
  });
  refilter();
  await context.sync();
}

export interface WriteTarget {
  workbook: LiveWorkbook;
  binding: Binding;
  stamp: CutStamp;
}

async function prepare(
  context: Excel.RequestContext,
  workbook: LiveWorkbook,
  job: TableJob,
  signal: AbortSignal | undefined,
): Promise<Prepared> {
  const live = workbook.tables.get(job.table) ?? null;
  const table = sheetTable(job.table);
  const body = live
    ? await readBody(context, live, signal)
    : { table, columns: [...table.columns], values: [], formulas: [] };
  const diff = job.diff(body);
  const { boxes, rows } = planTableWrite(body, diff);
  return { job, live, body, diff, rows, cells: cellCount(boxes) };
}

/** Makes the table, or puts deleted columns back, so that its cells can be written. */
async function begin(
  context: Excel.RequestContext,
  { workbook, binding, stamp }: WriteTarget,
  { job, live, body, diff, rows }: Prepared,
  journal: Journal,
): Promise<TableResult> {
  const { language, brandName } = binding;
  const markBefore = workbook.settings.get(markKey(job.table)) ?? null;
  if (!live) {
    const wanted = {
      table: sheetTable(job.table),
      rowCount: rows,
      brandName,
      language,
      stamp,
      bandTexts: job.bandTexts,
    };
    const made = await createTableSheet(context, workbook, wanted, (sheetId) =>
      journal.add({ kind: 'sheet', sheetId }),
    );
    const write = { live: made, ...planTableWrite(body, diff) };
    return {
      live: made,
      created: true,
      body,
      diff,
      write,
      image: imageOf(made, body, diff, true, markBefore),
      written: 0,
    };
  }
  const whole = await putColumnsBack(context, live, body, job, journal, language);
  const now = whole === body ? diff : job.diff(whole);
  const write = { live, ...planTableWrite(whole, now) };
  const image = imageOf(live, whole, now, false, markBefore);
  return { live, created: false, body: whole, diff: now, write, image, written: 0 };
}

/**
 * Adds the columns that are newer than the sheet, and carries out the user's decision about columns that were deleted;
 * returns the body with the new blank columns.
 */
async function putColumnsBack(
  context: Excel.RequestContext,
  live: LiveTable,
  body: Body,
  job: TableJob,
  journal: Journal,
  language: Language,
): Promise<Body> {
  const wanted = [...live.fresh, ...(job.columnDecision === 'restore' ? live.missing : [])];
  if (wanted.length === 0) return body;
  const added = inDeclaredOrder(live, wanted).map((column) => {
    const { position, handle } = restoreColumn(context, live, column, language);
    live.columns.splice(position, 0, column);
    live.headings.splice(position, 0, column.heading[language]);
    live.columnIds.splice(position, 0, 0);
    for (const rows of [body.values, body.formulas]) for (const row of rows) row.splice(position, 0, '');
    return { column, handle };
  });
  await context.sync();
  for (const { column, handle } of added) {
    live.columnIds[live.columns.indexOf(column)] = handle.id;
    journal.add({ kind: 'column', live, columnId: handle.id });
  }
  live.missing = live.missing.filter((column) => !wanted.includes(column));
  live.fresh = [];
  return { ...body, columns: live.columns };
}

/** Each column's place is found from those declared before it. */
const inDeclaredOrder = ({ table }: LiveTable, columns: readonly SheetColumn[]): SheetColumn[] =>
  table.columns.filter((column) => columns.includes(column));

function markOf({ live, body, diff }: TableResult, binding: Binding, stamp: CutStamp, job: TableJob): TableMark {
  const { columnDecision } = job;
  const keys = job.keys(body, diff);
  const leftOut = columnDecision === 'leave_out' ? live.missing.map((column) => column.id) : [];
  return {
    excelId: live.excelId,
    brandId: binding.brandId,
    language: binding.language,
    columns: rememberedColumns(live.columns, live.columnIds),
    leftOut: [...new Set([...(live.mark?.leftOut ?? []), ...leftOut])],
    stamp,
    cutText: cutText(stamp, binding.language),
    keys: keys === null ? (live.mark?.keys ?? '') : packKeys(keys),
  };
}

export function remember(
  context: Excel.RequestContext,
  workbook: LiveWorkbook,
  live: LiveTable,
  mark: TableMark,
  journal: Journal,
): void {
  const key = markKey(live.table.id);
  journal.add({ kind: 'setting', key, before: workbook.settings.get(key) });
  context.workbook.settings.add(key, JSON.stringify(mark));
  live.mark = mark;
}

export const keysOf = (table: SheetTableId, incoming: Incoming): string[] =>
  rowKeys(sheetTable(table), incoming.columns, incoming.rows).filter((key) => key !== null);

export const diffFor =
  (incoming: Incoming, options: DiffOptions) =>
  (body: Body): Diff =>
    diffBody(body, incoming, options);

export const writtenCells = (results: readonly TableResult[]): number =>
  results.reduce((sum, { write }) => sum + cellCount(write.boxes), 0);
