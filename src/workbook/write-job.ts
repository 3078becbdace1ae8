import type { Diff } from './diff';
import { asWorkbookError, WorkbookError } from './errors';
import { imageCells } from './images';
import { Journal } from './journal';
import { writeRecords, type TableImage } from './records';
import type { WorkOptions, WriteRecord, WriteReport } from './types';
import { writeTables, type TableJob, type TableResult, type WriteTarget } from './write-tables';

/** Cells beyond this many are not kept for undo: they would not fit into the browser's storage. */
const MAX_IMAGE_CELLS = 250_000;

const keepable = (images: TableImage[]): TableImage[] | null => (imageCells(images) > MAX_IMAGE_CELLS ? null : images);

export const newWriteId = (): string =>
  `${Date.now().toString(36)}-${Math.floor(Math.random() * 0xffffff).toString(36)}`;

export interface WriteJob {
  id: string;
  kind: WriteRecord['kind'];
  target: WriteTarget;
  tables: readonly TableJob[];
  started: number;
}

/**
 * Carries out a write and keeps its record. When it is cancelled or fails midway, everything is put back; where that
 * is not possible either (the sheet was protected meanwhile), the error carries what stands in the sheets, and the
 * record allows to undo it later.
 */
export async function runWriteJob(
  context: Excel.RequestContext,
  job: WriteJob,
  options: WorkOptions,
): Promise<TableResult[]> {
  const journal = new Journal();
  const results: TableResult[] = [];
  try {
    await writeTables(context, job.target, job.tables, { journal, results }, options);
  } catch (error) {
    const problem = asWorkbookError(error, results.at(-1)?.live.sheetName);
    try {
      await journal.restore(context, (done, total) =>
        options.onProgress?.({ step: 'restoring', table: null, done, total }),
      );
    } catch {
      keepRecord(job, results);
      throw new WorkbookError(problem.problem, reportOf(job, results), { cause: error });
    }
    throw problem;
  }
  keepRecord(job, results);
  return results;
}

/** Cells of a diff that get another content, and those of new rows that are not blank. */
function changedCells({ wanted, added }: Diff): number {
  let count = 0;
  for (const row of wanted) for (const cell of row ?? []) if (cell !== undefined) count++;
  for (const { cells } of added) for (const cell of cells) if (cell !== undefined && cell !== '') count++;
  return count;
}

export function reportOf(job: WriteJob, results: readonly TableResult[]): WriteReport {
  return {
    writeId: job.id,
    // what lies between changed cells and goes along unchanged is no change
    cells: results.reduce((sum, { written, diff }) => sum + Math.min(written, changedCells(diff)), 0),
    rowsAdded: results.reduce((sum, { diff }) => sum + diff.added.length, 0),
    skipped: [],
    mismatches: [],
    seconds: (Date.now() - job.started) / 1000,
    sheetNames: [...new Set(results.map(({ live }) => live.sheetName))],
  };
}

function keepRecord(job: WriteJob, results: readonly TableResult[]): void {
  const { cells, rowsAdded } = reportOf(job, results);
  writeRecords().add({
    id: job.id,
    workbookId: job.target.binding.workbookId,
    kind: job.kind,
    at: new Date().toISOString(),
    stamp: job.target.stamp,
    cells,
    rowsAdded,
    undone: false,
    canUndo: true,
    images: keepable(results.map(({ image }) => image)),
  });
}
