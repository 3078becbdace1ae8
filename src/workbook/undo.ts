import type { CellValue } from '../tables';
import { BINDING_KEY, markKey, parseBinding, parseMark, WORKBOOK_KEY } from './binding';
import { fewRectangles, type Wanted } from './blocks';
import { fromCell, restoringCell, sameCell, type RawCell } from './cells';
import { cellAddress } from './addresses';
import { bodyKeys, isFormula, type Body } from './diff';
import { asWorkbookError, throwIfCancelled, workbookError } from './errors';
import { exclusively, inBatches, runExcel } from './excel-run';
import { suspendFilters } from './filters';
import { CHART_POINTS, dataColumn } from './forecast-formulas';
import { Journal } from './journal';
import { indexKeys } from './keys';
import { loadWorkbook, type LiveTable } from './live';
import { readBody } from './read';
import { isOwnImage, isTableImage, writeRecords, type FormulaImage, type TableImage } from './records';
import { undoRepair } from './repair-undo';
import { readTopRows, writeTopRows } from './stamps';
import type { UndoReport, WorkOptions, WriteRecord } from './types';
import { writeTable } from './write';

/** The last writes on this computer into this workbook, newest first. */
export function listWrites(): Promise<WriteRecord[]> {
  return exclusively(() =>
    runExcel(async (context) => {
      const item = context.workbook.settings.getItemOrNullObject(BINDING_KEY);
      // repairs made before the workbook was bound to a brand
      const unbound = context.workbook.settings.getItemOrNullObject(WORKBOOK_KEY);
      item.load('value');
      unbound.load('value');
      await context.sync();
      const binding = item.isNullObject ? null : parseBinding(String(item.value));
      return writeRecords().list(binding?.workbookId ?? '', unbound.isNullObject ? '' : String(unbound.value));
    }),
  );
}

/** What undoing one table's part of a write takes. */
interface Reversal {
  live: LiveTable;
  image: TableImage;
  body: Body;
  wanted: Wanted;
  cells: number;
  left: UndoReport['left'];
  /** rows the write added and nobody has put anything into, last first */
  surplus: number[];
  /** the sheet the write made holds nothing of the user's */
  removable: boolean;
}

/**
 * Takes a write back as far as the sheets still hold what it wrote: cells changed since are left alone and listed,
 * rows it added go if nothing was put into them, a sheet it made goes if nothing in it is the user's. A sheet it made in
 * which something stands beside the table is left whole and listed.
 *
 * @throws WorkbookError protected, cancelled, host_error (the write is unknown or its figures were not kept)
 */
export function undoWrite(writeId: string, options: WorkOptions = {}): Promise<UndoReport> {
  return exclusively(() =>
    runExcel(async (context) => {
      const records = writeRecords();
      const write = records.get(writeId);
      if (!write?.images) throw workbookError('host_error', { detail: `write ${writeId} can no longer be undone` });
      if (write.kind === 'repair' || write.kind === 'example') {
        const report = await undoRepair(
          context,
          write.images.filter((image): image is FormulaImage => 'formulas' in image),
          options,
        );
        records.markUndone(writeId);
        return report;
      }
      const own = write.images.filter(isOwnImage);
      if (own.length > 0) {
        const { undoOwn } = await import(/* webpackChunkName: "own-workbook" */ './own');
        const { whole, ...report } = await undoOwn(context, own, options);
        // a range that is not found now may be back tomorrow, and then the rest can be undone
        if (whole) records.markUndone(writeId);
        return report;
      }
      const workbook = await loadWorkbook(context);
      const images = write.images.filter(isTableImage).filter(({ table }) => workbook.tables.has(table));
      for (const { table } of images) {
        const live = workbook.tables.get(table)!;
        if (live.protected) throw workbookError('protected', { sheet: live.sheetName, table });
      }
      const reversals: Reversal[] = [];
      // a sheet the write made stays whole when the user has put something beside the table
      const kept: UndoReport['left'] = [];
      for (const image of images) {
        const live = workbook.tables.get(image.table)!;
        const body = await readBody(context, live, options.signal);
        const reversal = reversalOf(live, image, body);
        // what stands beside the table belongs to rows of it: taking rows out would pull them apart
        if (image.created && !(await holdsNothingElse(context, live)))
          kept.push({ address: live.sheetName, found: null });
        else reversals.push(reversal);
      }
      // a workbook must keep a sheet
      if (reversals.filter(({ removable }) => removable).length >= workbook.sheets.length) {
        throw workbookError('host_error', { detail: 'the only sheet of a workbook cannot be removed' });
      }
      throwIfCancelled(options.signal);

      const journal = new Journal();
      let refilter: () => void;
      try {
        refilter = await restoreCells(context, reversals, journal, options);
      } catch (error) {
        await journal.restore(context);
        throw asWorkbookError(error);
      }
      const rowsRemoved = await removeRows(context, reversals);
      // deleting rows under a filter does nothing (office-js#226), so the filters come back last
      refilter();
      await context.sync();
      records.markUndone(writeId);
      return {
        restored: reversals.reduce((sum, { cells }) => sum + cells, 0),
        rowsRemoved,
        left: [...kept, ...reversals.flatMap(({ left }) => left)],
      };
    }),
  );
}

function reversalOf(live: LiveTable, image: TableImage, body: Body): Reversal {
  const keys = indexKeys(bodyKeys(body));
  const positionOf = image.columns.map((id) => live.columns.findIndex((column) => column?.id === id));
  const added = new Set(image.added);
  const reversal: Reversal = {
    live,
    image,
    body,
    wanted: [],
    cells: 0,
    left: [],
    surplus: [],
    removable: image.created,
  };
  const shown = (position: number, raw: RawCell): CellValue => {
    const column = live.columns[position];
    return column ? fromCell(column, raw).value : raw;
  };
  for (const [key, list] of Object.entries(image.cells)) {
    const row = keys.rowOf.get(key);
    if (row === undefined) {
      reversal.removable = false;
      continue;
    }
    const held = body.values[row] ?? [];
    if (added.has(key) && untouched(live, list, positionOf, held, body.formulas[row] ?? [])) {
      reversal.surplus.push(row);
      reversal.cells += list.length / 3;
      continue;
    }
    reversal.removable = false;
    for (let i = 0; i < list.length; i += 3) {
      const position = positionOf[Number(list[i])] ?? -1;
      const before = list[i + 1] ?? '';
      const written = list[i + 2] ?? '';
      const now = held[position] ?? '';
      if (position < 0 || sameCell(now, before)) continue;
      // rows the user made their own keep what we wrote: without its key a note would belong to nothing
      if (added.has(key) || !sameCell(now, written) || isFormula(now, body.formulas[row]?.[position])) {
        const address = cellAddress(live.sheetName, live.headingRow + 1 + row, live.firstColumn + position);
        if (!added.has(key)) reversal.left.push({ address, found: shown(position, now) });
        continue;
      }
      (reversal.wanted[row] ??= live.columns.map(() => undefined))[position] = restoringCell(
        live.columns[position] ?? null,
        before,
      );
      reversal.cells++;
    }
    if (added.has(key)) {
      reversal.left.push({
        address: cellAddress(live.sheetName, live.headingRow + 1 + row, live.firstColumn),
        found: shown(0, held[0] ?? ''),
      });
    }
  }
  reversal.removable &&= live.columns.length === live.table.columns.length;
  reversal.removable &&= reversal.surplus.length === body.values.length || image.added.length === 0;
  reversal.surplus.sort((a, b) => b - a);
  // a table keeps one row, a blank one
  if (!reversal.removable && reversal.surplus.length === live.rowCount) {
    const row = reversal.surplus.pop() ?? 0;
    reversal.wanted[row] = live.columns.map((column) => (column ? '' : undefined));
  }
  return reversal;
}

/** The row holds exactly what the write put there and nothing else; formulas in the user's columns fill themselves. */
function untouched(
  live: LiveTable,
  list: readonly RawCell[],
  positionOf: readonly number[],
  values: readonly RawCell[],
  formulas: readonly RawCell[],
): boolean {
  const written = new Map<number, RawCell>();
  for (let i = 0; i < list.length; i += 3) written.set(positionOf[Number(list[i])] ?? -1, list[i + 2] ?? '');
  return live.columns.every((column, position) => {
    const held = values[position] ?? '';
    if (column === null && isFormula(held, formulas[position])) return true;
    return sameCell(held, written.get(position) ?? '');
  });
}

/** How far right of a table's rows something of the user's is looked for. */
const BESIDE_COLUMNS = 1000;

/** Columns the add-in itself uses in the rows above the table: a block there reaches beyond it. */
const columnsAbove = ({ table, columns }: LiveTable): number =>
  table.topBlock ? Math.max(columns.length, dataColumn({ table }) + 1 + CHART_POINTS) : columns.length;

/** Nothing stands in the sheet outside the table and the rows above it. */
async function holdsNothingElse(context: Excel.RequestContext, live: LiveTable): Promise<boolean> {
  const sheet = context.workbook.worksheets.getItem(live.sheetId);
  const used = sheet.getUsedRange(true);
  used.load('rowIndex,columnIndex,rowCount,columnCount');
  const beside = sheet
    .getRangeByIndexes(live.headingRow, live.firstColumn + live.columns.length, live.rowCount + 1, BESIDE_COLUMNS)
    .getUsedRangeOrNullObject(true);
  beside.load('address');
  const { tables } = sheet;
  tables.load('items/id');
  await context.sync();
  return (
    tables.items.length === 1 &&
    used.columnIndex >= live.firstColumn &&
    beside.isNullObject &&
    used.columnIndex + used.columnCount <= live.firstColumn + columnsAbove(live) &&
    used.rowIndex + used.rowCount <= live.headingRow + 1 + live.rowCount
  );
}

async function restoreCells(
  context: Excel.RequestContext,
  reversals: readonly Reversal[],
  journal: Journal,
  options: WorkOptions,
): Promise<() => void> {
  const standing = reversals.filter(({ removable }) => !removable);
  const lives = standing.map(({ live }) => live);
  const tops = await readTopRows(context, lives);
  const refilter = await suspendFilters(context, lives, journal);
  for (const [done, { live, body, wanted }] of standing.entries()) {
    // only cells that still hold what was written: nothing between them is touched
    const boxes = fewRectangles(wanted, () => undefined);
    const write = { live, before: body.values, boxes, rows: live.rowCount };
    await writeTable(context, write, journal, { signal: options.signal });
    options.onProgress?.({ step: 'restoring', table: live.table.id, done: done + 1, total: standing.length });
  }
  for (const { live, image } of standing) {
    const mark = parseMark(image.markBefore ?? undefined);
    const top = tops.find((candidate) => candidate.live === live);
    if (!mark || !live.mark) continue;
    // the keys written since still count as ours; only the cut goes back
    const back = { ...live.mark, stamp: mark.stamp, cutText: mark.cutText };
    if (top && mark.stamp) writeTopRows(context, top, mark.stamp, {}, mark.language, journal);
    context.workbook.settings.add(markKey(live.table.id), JSON.stringify(back));
  }
  await context.sync();
  return refilter;
}

/** Neighbouring rows together; the rows come last first, and so do the runs. */
function runsOf(rows: readonly number[]): { first: number; count: number }[] {
  const runs: { first: number; count: number }[] = [];
  for (const row of rows) {
    const run = runs[runs.length - 1];
    if (run && run.first === row + 1) {
      run.first = row;
      run.count++;
    } else runs.push({ first: row, count: 1 });
  }
  return runs;
}

async function removeRows(context: Excel.RequestContext, reversals: readonly Reversal[]): Promise<number> {
  let removed = 0;
  const deletions: (() => void)[] = [];
  for (const { live, surplus, removable } of reversals) {
    removed += surplus.length;
    if (removable) {
      deletions.push(() => {
        context.workbook.worksheets.getItem(live.sheetId).delete();
        context.workbook.settings.getItemOrNullObject(markKey(live.table.id)).delete();
      });
      continue;
    }
    // from the last row up, so that the places of the others hold; neighbours go in one piece
    for (const { first, count } of runsOf(surplus)) {
      deletions.push(() => {
        const body = context.workbook.tables.getItem(live.excelId).getDataBodyRange();
        body
          .getRow(first)
          .getResizedRange(count - 1, 0)
          .delete(Excel.DeleteShiftDirection.up);
      });
    }
  }
  await inBatches(context, deletions, (queue) => queue());
  return removed;
}
