import { sheetTable, type SheetColumn, type SheetTableId } from '../tables';
import { cellAddress } from './addresses';
import { fromCell, readsBackAs, sameCell, toCell, type RawCell } from './cells';
import { bodyKeys, type Body, type Diff } from './diff';
import { WorkbookError, asWorkbookError, throwIfCancelled, workbookError } from './errors';
import { exclusively, runExcel } from './excel-run';
import { sameValue } from './images';
import { Journal } from './journal';
import { indexKeys, joinKey, splitKey } from './keys';
import { knownKeys } from './known-keys';
import { loadWorkbook, type LiveWorkbook } from './live';
import { boundTo, checkTable } from './preflight';
import { readBody } from './read';
import { keepable, newWriteId } from './refresh';
import { writeRecords } from './records';
import type { CellChange, WorkOptions, WritePreview, WriteReport } from './types';
import { writeTables, type TableJob, type TableResult } from './write-tables';

/**
 * Writes the accepted changes of a preview. Keys and old values are read again first: what anyone changed since the
 * preview is left alone and listed. Blocks of values are written, read back and compared.
 *
 * @throws WorkbookError filtered (unless `writeHidden`), protected, other_brand, key_column_gone, blocked_cells,
 *   cancelled. An error with `partial` stopped midway: what it reports stands in the sheets and can be undone by its
 *   `writeId`; the same changes can be applied again, those already written are then no changes any more.
 */
export function applyWrite(
  preview: WritePreview,
  accepted: ReadonlySet<string> | 'all',
  options: WorkOptions & { writeHidden?: boolean } = {},
): Promise<WriteReport> {
  const started = Date.now();
  const chosen = new Map<SheetTableId, CellChange[]>();
  for (const change of preview.changes) {
    if (accepted !== 'all' && !accepted.has(change.id)) continue;
    const list = chosen.get(change.table);
    if (list) list.push(change);
    else chosen.set(change.table, [change]);
  }
  return exclusively(() =>
    runExcel(
      async (context) => {
        const workbook = await loadWorkbook(context);
        const binding = boundTo(workbook);
        const skipped: CellChange[] = [];
        const jobs = [...chosen].map(([table, changes]) => jobOf(workbook, preview, table, changes, skipped));
        for (const { table, incoming } of jobs) checkTable(workbook, { table, ...incoming }, 'leave_out');
        const filtered = jobs.map(({ table }) => workbook.tables.get(table)).find((live) => live?.filtered);
        if (filtered && !options.writeHidden) {
          throw workbookError('filtered', { sheet: filtered.sheetName, table: filtered.table.id });
        }
        throwIfCancelled(options.signal);

        const journal = new Journal();
        const writeId = newWriteId();
        const results: TableResult[] = [];
        const report = (mismatches: WriteReport['mismatches'] = []): WriteReport => ({
          writeId,
          cells: results.reduce((sum, { image }) => sum + changedCells(image.cells), 0),
          rowsAdded: results.reduce((sum, { diff }) => sum + diff.added.length, 0),
          skipped,
          mismatches,
          seconds: (Date.now() - started) / 1000,
          sheetNames: [...new Set(results.map(({ live }) => live.sheetName))],
        });
        const record = (): void =>
          writeRecords().add({
            id: writeId,
            workbookId: binding.workbookId,
            kind: 'plan',
            at: new Date().toISOString(),
            stamp: preview.stamp,
            cells: report().cells,
            rowsAdded: report().rowsAdded,
            undone: false,
            canUndo: true,
            images: keepable(results.map(({ image }) => image)),
          });
        try {
          // listing skipped changes happens while the diff is worked out, last when the write itself needs it
          await writeTables(context, workbook, binding, preview.stamp, jobs, journal, options, results);
        } catch (error) {
          const problem = asWorkbookError(error);
          if (problem.problem.code === 'cancelled' || results.length === 0) {
            await journal.restore(context);
            throw problem;
          }
          record();
          throw new WorkbookError(problem.problem, report(), { cause: error });
        }
        record();
        return report(await readBack(context, results, options));
      },
      { undoGroup: preview.newTables.length === 0 },
    ),
  );
}

const changedCells = (cells: Record<string, RawCell[]>): number =>
  Object.values(cells).reduce((sum, list) => sum + list.length / 3, 0);

/** The accepted changes of one table as a job; its diff looks at what the sheet holds when it is written. */
function jobOf(
  workbook: LiveWorkbook,
  preview: WritePreview,
  table: SheetTableId,
  changes: readonly CellChange[],
  skipped: CellChange[],
): TableJob {
  const declared = sheetTable(table);
  const columnOf = new Map(declared.columns.map((column) => [column.id, column]));
  const byKey = new Map<string, CellChange[]>();
  for (const change of changes) {
    const key = joinKey(change.key);
    const list = byKey.get(key);
    if (list) list.push(change);
    else byKey.set(key, [change]);
  }
  const born = [...byKey.keys()].filter((key) => byKey.get(key)?.[0]?.sheetRow === null);
  const known = knownKeys(workbook.tables.get(table)?.mark?.keys ?? '');
  const keys = [...byKey.keys()];
  const language = workbook.binding?.language ?? 'en';
  return {
    table,
    // only the keys matter here: how many rows a new table needs, and whether any is named twice
    incoming: { columns: [...declared.key], rows: born.map((key) => splitKey(key)) },
    bandTexts: preview.bandTexts?.[table] ?? {},
    diff: (body) => diffOfChanges(body, byKey, columnOf, language, skipped),
    keys: declared.source === 'plan' ? keysToRemember(workbook, table, keys, known) : null,
  };
}

/** Memory of keys is rebuilt from the rows of this write; rows of earlier writes that still stand are asked for again. */
function keysToRemember(
  workbook: LiveWorkbook,
  table: SheetTableId,
  keys: string[],
  known: (key: string) => boolean,
): string[] | null {
  const standing = workbook.tables.get(table);
  return standing && keys.every((key) => known(key)) ? null : keys;
}

function diffOfChanges(
  body: Body,
  byKey: ReadonlyMap<string, CellChange[]>,
  columnOf: ReadonlyMap<string, SheetColumn>,
  language: 'en' | 'zh',
  skipped: CellChange[],
): Diff {
  skipped.length = 0;
  const diff: Diff = { wanted: [], added: [], gone: [], duplicates: [], blocked: [], changedRows: 0 };
  const { rowOf, repeated } = indexKeys(bodyKeys(body));
  const positionOf = new Map(body.columns.map((column, position) => [column?.id, position]));
  for (const [key, changes] of byKey) {
    const row = rowOf.get(key);
    const expectsRow = changes[0]?.sheetRow !== null;
    if (repeated.has(key) || expectsRow !== (row !== undefined)) {
      skipped.push(...changes);
      continue;
    }
    const cells: (RawCell | undefined)[] = body.columns.map(() => undefined);
    for (const change of changes) {
      const column = columnOf.get(change.column);
      const position = positionOf.get(change.column);
      if (!column || position === undefined) {
        skipped.push(change);
        continue;
      }
      const cell = toCell(column, change.new, language);
      if (row === undefined) cells[position] = cell;
      else {
        const held = body.values[row]?.[position] ?? '';
        const formula = body.formulas[row]?.[position];
        if (sameCell(held, readsBackAs(cell))) continue;
        const read = fromCell(column, held);
        const changedSince = !sameValue(read.unreadable ? String(held) : read.value, change.old);
        if (changedSince || (typeof formula === 'string' && formula.startsWith('=') && formula !== held)) {
          skipped.push(change);
        } else cells[position] = cell;
      }
    }
    if (row === undefined) {
      splitKey(key).forEach((part, i) => {
        const column = columnOf.get(body.table.key[i] ?? '');
        const position = positionOf.get(column?.id);
        if (column && position !== undefined) cells[position] = toCell(column, part, language);
      });
      diff.added.push({ key, cells });
    } else if (cells.some((cell) => cell !== undefined)) {
      diff.wanted[row] = cells;
      diff.changedRows++;
    }
  }
  return diff;
}

const MANY_MISMATCHES = 50;

/** Reads the tables again and compares every cell written with what was meant. */
async function readBack(
  context: Excel.RequestContext,
  results: readonly TableResult[],
  { onProgress }: WorkOptions,
): Promise<WriteReport['mismatches']> {
  const mismatches: WriteReport['mismatches'] = [];
  for (const [done, { live, write }] of results.entries()) {
    onProgress?.({ step: 'checking', table: live.table.id, done, total: results.length });
    const body = await readBody(context, live);
    for (const box of write.boxes) {
      box.values.forEach((values, i) =>
        values.forEach((value, j) => {
          const found = body.values[box.row + i]?.[box.column + j] ?? '';
          const expected = readsBackAs(value);
          if (sameCell(found, expected) || mismatches.length >= MANY_MISMATCHES) return;
          const row = live.headingRow + 1 + box.row + i;
          mismatches.push({
            address: cellAddress(live.sheetName, row, live.firstColumn + box.column + j),
            expected,
            found,
          });
        }),
      );
    }
  }
  return mismatches;
}
