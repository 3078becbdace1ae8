import { sheetTable, type Language, type SheetTableId } from '../tables';
import { markKey, type TableMark } from './binding';
import { createTableSheet } from './create-sheet';
import { diffBody, type Body, type Diff, type DiffOptions, type Incoming } from './diff';
import { suspendFilters } from './filters';
import { imageOf } from './images';
import type { Journal } from './journal';
import { knownKeys, packKeys } from './known-keys';
import { rememberedColumns, type LiveTable, type LiveWorkbook } from './live';
import { checkRoom } from './preflight';
import { readBody } from './read';
import type { TableImage } from './records';
import { rowKeys } from './keys';
import { readTopRows, writeTopRows } from './stamps';
import { cutText } from './sheet-texts';
import type { Binding, CutStamp, WorkOptions } from './types';
import { cellCount, planTableWrite, restoreColumn, writeTable, type TableWrite } from './write';

/** One table of a job: what shall stand in it. */
export interface TableJob {
  table: SheetTableId;
  incoming: Incoming;
  bandTexts: Record<string, string>;
  columnDecision?: 'restore' | 'leave_out' | undefined;
  /** works out the cells from what the sheet holds at the moment of writing */
  diff: (body: Body) => Diff;
  /** keys that count as written by the add-in from now on; null leaves the memory as it is */
  keys: string[] | null;
}

export interface TableResult {
  live: LiveTable;
  created: boolean;
  body: Body;
  diff: Diff;
  write: TableWrite;
  image: TableImage;
}

interface Prepared {
  job: TableJob;
  live: LiveTable | null;
  body: Body | null;
}

export const emptyBody = (live: LiveTable): Body => ({
  table: live.table,
  columns: live.columns,
  values: [],
  formulas: [],
});

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
 * the journal, so the caller can take all of it back.
 */
export async function writeTables(
  context: Excel.RequestContext,
  workbook: LiveWorkbook,
  binding: Binding,
  stamp: CutStamp,
  jobs: readonly TableJob[],
  journal: Journal,
  { signal, onProgress }: WorkOptions,
  results: TableResult[] = [],
): Promise<TableResult[]> {
  const prepared: Prepared[] = [];
  for (const job of jobs) {
    const live = workbook.tables.get(job.table) ?? null;
    prepared.push({ job, live, body: live && (await readBody(context, live, signal)) });
  }
  const standing = prepared.flatMap(({ job, live, body }) =>
    live && body ? [{ live, rows: planTableWrite(live, body, job.diff(body)).rows }] : [],
  );
  await checkRoom(context, standing.filter(({ live, rows }) => rows > live.rowCount));
  const tops = await readTopRows(context, standing.map(({ live }) => live));

  const refilter = await suspendFilters(context, standing.map(({ live }) => live), journal);
  const total = prepared.reduce((sum, { job }) => sum + job.incoming.rows.length * job.incoming.columns.length, 0);
  let offset = 0;
  for (const { job, live, body } of prepared) {
    const result = await writeOne(context, workbook, binding, stamp, job, live, body, journal, signal, (cells) =>
      onProgress?.({ step: 'writing', table: job.table, done: Math.min(total, offset + cells), total }),
    );
    offset += job.incoming.rows.length * job.incoming.columns.length;
    results.push(result);
    onProgress?.({ step: 'writing', table: job.table, done: offset, total });
  }
  for (const { job, live } of prepared) {
    const top = tops.find((candidate) => candidate.live === live);
    if (top) writeTopRows(context, top, stamp, job.bandTexts, binding.language, journal);
  }
  results.forEach(({ live }, i) => {
    const job = prepared[i]!.job;
    remember(context, workbook, live, markOf(live, binding, stamp, job), journal);
  });
  refilter();
  await context.sync();
  return results;
}

async function writeOne(
  context: Excel.RequestContext,
  workbook: LiveWorkbook,
  binding: Binding,
  stamp: CutStamp,
  job: TableJob,
  standing: LiveTable | null,
  read: Body | null,
  journal: Journal,
  signal: AbortSignal | undefined,
  onCells: (done: number) => void,
): Promise<TableResult> {
  const { language, brandName } = binding;
  const markBefore = workbook.settings.get(markKey(job.table)) ?? null;
  const report = counter(onCells);
  if (!standing || !read) {
    const rowCount = job.incoming.rows.length;
    const table = sheetTable(job.table);
    const live = await createTableSheet(
      context,
      workbook,
      { table, rowCount, brandName, language, stamp, bandTexts: job.bandTexts },
      (sheetId) => journal.add({ kind: 'sheet', sheetId }),
    );
    const body = emptyBody(live);
    const diff = job.diff(body);
    const write = planTableWrite(live, body, diff);
    await writeTable(context, write, journal, { signal, onCells: report });
    return { live, created: true, body, diff, write, image: imageOf(live, body, diff, true, markBefore) };
  }
  const body = await putColumnsBack(context, standing, read, job, journal, language);
  const diff = job.diff(body);
  const write = planTableWrite(standing, body, diff);
  await writeTable(context, write, journal, { signal, onCells: report });
  return { live: standing, created: false, body, diff, write, image: imageOf(standing, body, diff, false, markBefore) };
}

const counter = (onCells: (done: number) => void): ((cells: number) => void) => {
  let done = 0;
  return (cells) => onCells((done += cells));
};

/** Carries out the user's decision about columns that were deleted; returns the body with the new blank columns. */
async function putColumnsBack(
  context: Excel.RequestContext,
  live: LiveTable,
  body: Body,
  job: TableJob,
  journal: Journal,
  language: Language,
): Promise<Body> {
  if (live.missing.length === 0 || job.columnDecision !== 'restore') return body;
  const added = live.missing.map((column) => {
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
  live.missing = [];
  return { ...body, columns: live.columns };
}

function markOf(live: LiveTable, binding: Binding, stamp: CutStamp, { keys, columnDecision }: TableJob): TableMark {
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
