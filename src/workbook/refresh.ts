import { throwIfCancelled } from './errors';
import { exclusively, runExcel } from './excel-run';
import { loadWorkbook } from './live';
import { boundTo, checkTable } from './preflight';
import type { RefreshedTable, RefreshOptions, RefreshReport, TableRows } from './types';
import { newWriteId, runWriteJob, type WriteJob } from './write-job';
import { diffFor, diffOptions, keysOf, type TableJob, type TableResult } from './write-tables';

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
          bandTexts: incoming.bandTexts ?? {},
          columnDecision: columnDecisions[incoming.table],
          diff: diffFor(incoming, asked),
          keys: () => keysOf(incoming.table, incoming),
        };
      });
      const job: WriteJob = {
        id: newWriteId(),
        kind: 'refresh',
        target: { workbook, binding, stamp },
        tables: jobs,
        started,
      };
      const refreshed = (await runWriteJob(context, job, options)).map(summaryOf);
      const sum = (count: (table: RefreshedTable) => number): number =>
        refreshed.reduce((total, table) => total + count(table), 0);
      return {
        tables: refreshed,
        rows: sum((table) => table.rows),
        added: sum((table) => table.added),
        gone: sum((table) => table.gone),
        seconds: (Date.now() - started) / 1000,
        writeId: job.id,
      };
    }),
  );
}

function summaryOf({ live, created, diff }: TableResult): RefreshedTable {
  const sheetRow = (row: number): number => live.headingRow + 2 + row;
  return {
    table: live.table.id,
    sheetName: live.sheetName,
    rows: diff.added.length + diff.matched,
    created,
    added: diff.added.length,
    changed: diff.changedRows,
    gone: diff.gone.length,
    duplicates: diff.duplicates.map(({ key, rows }) => ({ key, rows: rows.map(sheetRow) })),
  };
}
