import { sheetTable, type Language, type SheetTableId } from '../tables';
import { cellAddress } from './addresses';
import { fromCell, readsBackAs, sameCell, toCell, type RawCell } from './cells';
import { bodyKeys, isFormula, type Body, type Diff } from './diff';
import { throwIfCancelled, workbookError } from './errors';
import { exclusively, runExcel } from './excel-run';
import { sameValue } from './images';
import { indexKeys, joinKey, splitKey } from './keys';
import { knownKeys } from './known-keys';
import { loadWorkbook, type LiveWorkbook } from './live';
import { boundTo, checkTable } from './preflight';
import { readBody } from './read';
import type { CellChange, WorkOptions, WritePreview, WriteReport } from './types';
import { newWriteId, reportOf, runWriteJob, type WriteJob } from './write-job';
import type { TableJob, TableResult } from './write-tables';

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
        const skipped = new Map<SheetTableId, CellChange[]>();
        const tables = [...chosen].map(([table, changes]) => jobOf(workbook, preview, table, changes, skipped));
        for (const { table } of tables)
          checkTable(workbook, { table, columns: [...sheetTable(table).key], rows: [] }, 'leave_out');
        const filtered = tables.map(({ table }) => workbook.tables.get(table)).find((live) => live?.filtered);
        if (filtered && !options.writeHidden) {
          throw workbookError('filtered', { sheet: filtered.sheetName, table: filtered.table.id });
        }
        throwIfCancelled(options.signal);
        const target = { workbook, binding, stamp: preview.stamp };
        const job: WriteJob = { id: newWriteId(), kind: preview.kind ?? 'plan', target, tables, started };
        const results = await runWriteJob(context, job, options);
        const mismatches = await readBack(context, results, options);
        return { ...reportOf(job, results), skipped: [...skipped.values()].flat(), mismatches };
      },
      { undoGroup: preview.newTables.length === 0 },
    ),
  );
}

/** The accepted changes of one table as a job; its diff looks at what the sheet holds when it is written. */
function jobOf(
  workbook: LiveWorkbook,
  preview: WritePreview,
  table: SheetTableId,
  changes: readonly CellChange[],
  skipped: Map<SheetTableId, CellChange[]>,
): TableJob {
  const byKey = new Map<string, CellChange[]>();
  for (const change of changes) {
    const key = joinKey(change.key);
    const list = byKey.get(key);
    if (list) list.push(change);
    else byKey.set(key, [change]);
  }
  const known = knownKeys(workbook.tables.get(table)?.mark?.keys ?? '');
  // a row that the pane adds to a pulled table for the user is the user's: a refresh must not blank it as gone
  const ours = sheetTable(table).source !== 'pull';
  const language = workbook.binding?.language ?? 'en';
  return {
    table,
    bandTexts: preview.bandTexts?.[table] ?? {},
    diff: (body) => {
      const { diff, left } = diffOfChanges(body, byKey, language);
      skipped.set(table, left);
      return diff;
    },
    keys: (body, diff) =>
      [
        ...bodyKeys(body).filter((key) => key !== null && (known(key) || (ours && byKey.has(key)))),
        ...(ours ? diff.added.map(({ key }) => key) : []),
      ] as string[],
  };
}

function diffOfChanges(
  body: Body,
  byKey: ReadonlyMap<string, CellChange[]>,
  language: Language,
): { diff: Diff; left: CellChange[] } {
  const left: CellChange[] = [];
  const diff: Diff = { wanted: [], added: [], gone: [], duplicates: [], blocked: [], matched: 0, changedRows: 0 };
  const columnOf = new Map(body.table.columns.map((column) => [column.id, column]));
  const { rowOf, repeated } = indexKeys(bodyKeys(body));
  const positionOf = new Map(body.columns.map((column, position) => [column?.id, position]));
  for (const [key, changes] of byKey) {
    const row = rowOf.get(key);
    const expectsRow = changes[0]?.sheetRow !== null;
    if (repeated.has(key) || expectsRow !== (row !== undefined)) {
      left.push(...changes);
      continue;
    }
    const cells: (RawCell | undefined)[] = body.columns.map(() => undefined);
    for (const change of changes) {
      const column = columnOf.get(change.column);
      const position = positionOf.get(change.column);
      if (!column || position === undefined) {
        left.push(change);
        continue;
      }
      const cell = toCell(column, change.new, language);
      if (row === undefined) cells[position] = cell;
      else {
        const held = body.values[row]?.[position] ?? '';
        if (sameCell(held, readsBackAs(cell))) continue;
        const read = fromCell(column, held);
        const changedSince = !sameValue(read.unreadable ? String(held) : read.value, change.old);
        if (changedSince || isFormula(held, body.formulas[row]?.[position])) left.push(change);
        else cells[position] = cell;
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
  return { diff, left };
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
