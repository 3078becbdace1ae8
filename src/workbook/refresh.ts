import { asWorkbookError, throwIfCancelled, workbookError } from './errors';
import { exclusively, runExcel } from './excel-run';
import { imageCells } from './images';
import { Journal } from './journal';
import { loadWorkbook } from './live';
import { boundTo, checkTable } from './preflight';
import { writeRecords, type TableImage } from './records';
import type { RefreshOptions, RefreshReport, RefreshedTable, TableRows, WorkOptions } from './types';
import { diffFor, diffOptions, keysOf, writeTables, writtenCells, type TableJob, type TableResult } from './write-tables';

/** Cells beyond this many are not kept for undo: they would not fit into the browser's storage. */
const MAX_IMAGE_CELLS = 250_000;

export const newWriteId = (): string =>
  `${Date.now().toString(36)}-${Math.floor(Math.random() * 0xffffff).toString(36)}`;

/**
 * Brings tables to one data cut. Everything that can stand in the way is checked for all tables before the first cell
 * is written; rows are matched by key; only changed cells of the add-in's own columns are written. The user's columns,
 * notes, order, formats and filters stay. Cancelling or failing midway puts every sheet back.
 *
 * @throws WorkbookError protected, other_brand, key_column_gone, column_gone, duplicate_keys (in the data),
 *   blocked_cells (something stands below a table that must grow), cancelled, editing, too_large, host_error
 */
export function refreshTables(tables: TableRows[], options: RefreshOptions): Promise<RefreshReport> {
  const started = Date.now();
  return exclusively(() =>
    runExcel(async (context) => {
      const workbook = await loadWorkbook(context);
      const binding = boundTo(workbook);
      const { stamp, columnDecisions = {} } = options;
      for (const rows of tables) checkTable(workbook, rows, columnDecisions[rows.table]);
      throwIfCancelled(options.signal);
      const jobs = tables.map((incoming): TableJob => {
        const asked = diffOptions(workbook, binding, incoming.table, stamp, { markGone: true, proposals: false });
        return {
          table: incoming.table,
          incoming,
          bandTexts: incoming.bandTexts ?? {},
          columnDecision: columnDecisions[incoming.table],
          diff: diffFor(incoming, asked),
          keys: keysOf(incoming.table, incoming),
        };
      });
      const results = await orRestore(context, options, (journal) =>
        writeTables(context, workbook, binding, stamp, jobs, journal, options),
      );
      const refreshed = results.map(summaryOf);
      const writeId = newWriteId();
      const added = refreshed.reduce((sum, table) => sum + table.added, 0);
      writeRecords().add({
        id: writeId,
        workbookId: binding.workbookId,
        kind: 'refresh',
        at: new Date().toISOString(),
        stamp,
        cells: writtenCells(results),
        rowsAdded: added,
        undone: false,
        canUndo: true,
        images: keepable(results.map(({ image }) => image)),
      });
      return {
        tables: refreshed,
        rows: refreshed.reduce((sum, table) => sum + table.rows, 0),
        added,
        gone: refreshed.reduce((sum, table) => sum + table.gone, 0),
        seconds: (Date.now() - started) / 1000,
        writeId,
      };
    }),
  );
}

export const keepable = (images: TableImage[]): TableImage[] | null =>
  imageCells(images) > MAX_IMAGE_CELLS ? null : images;

/** Does the work; when it is cancelled or fails, puts back everything the journal names and throws. */
export async function orRestore<T>(
  context: Excel.RequestContext,
  { onProgress }: WorkOptions,
  work: (journal: Journal) => Promise<T>,
): Promise<T> {
  const journal = new Journal();
  try {
    return await work(journal);
  } catch (error) {
    const problem = asWorkbookError(error);
    try {
      await journal.restore(context, (done, total) => onProgress?.({ step: 'restoring', table: null, done, total }));
    } catch (second) {
      const detail = second instanceof Error ? second.message : String(second);
      throw workbookError(problem.problem.code, { ...problem.problem.values, restored: 0, detail }, error);
    }
    throw problem;
  }
}

function summaryOf({ live, created, body, diff, write }: TableResult): RefreshedTable {
  return {
    table: live.table.id,
    sheetName: live.sheetName,
    rows: created ? diff.added.length : body.values.length + diff.added.length - diff.gone.length,
    created,
    added: diff.added.length,
    changed: diff.changedRows,
    gone: diff.gone.length,
    duplicates: diff.duplicates.map(({ key, rows }) => ({ key, rows: rows.map((row) => write.live.headingRow + 2 + row) })),
  };
}
