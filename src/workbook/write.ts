import { numberFormatOf } from '../tables';
import { blocks, BLOCK_BYTES, fewRectangles, rectangles, type Rectangle, type Wanted } from './blocks';
import type { RawCell } from './cells';
import { restoringCell } from './cells';
import { isWritable } from './columns';
import { formatBody } from './create-sheet';
import type { Body, Diff } from './diff';
import { isFormula } from './diff';
import { inBatches } from './excel-run';
import { type Journal, resizeTable } from './journal';
import { columnCharacters, runsOf, widthInPoints } from './layout';
import { bodyRange, type LiveTable } from './live';

/** Cells to write into one table: rectangles of the rows that stand, and rows to add below them. */
export interface TableWrite {
  live: LiveTable;
  /** what stands there now; rows of a table just made are blank */
  before: RawCell[][];
  boxes: Rectangle[];
  /** rows the table must have */
  rows: number;
}

/** A table that was made with no rows has one blank row: the first new row goes there. */
const spareRows = (body: Body): number =>
  body.values.length === 1 && body.values[0]?.every((cell) => cell === '') ? 1 : 0;

/** Which rectangles make the sheet look like the diff says. Formulas and rows that stand twice are never covered. */
export function planTableWrite(body: Body, diff: Diff): Omit<TableWrite, 'live'> {
  const barred = new Set(diff.duplicates.flatMap(({ rows }) => rows));
  const changed = fewRectangles(diff.wanted, (row, position) => {
    const column = body.columns[position] ?? null;
    const held = body.values[row]?.[position] ?? '';
    if (column?.owner !== 'addin' || barred.has(row) || isFormula(held, body.formulas[row]?.[position]))
      return undefined;
    return restoringCell(column, held);
  });
  const first = body.values.length - spareRows(body);
  const added: Wanted = diff.added.map((row) => row.cells);
  return {
    before: body.values,
    boxes: [...changed, ...rectangles(added).map((box) => ({ ...box, row: box.row + first }))],
    rows: Math.max(body.values.length, first + diff.added.length),
  };
}

export const cellCount = (boxes: readonly Rectangle[]): number =>
  boxes.reduce((sum, box) => sum + box.values.length * (box.values[0]?.length ?? 0), 0);

/** Carries the write out in blocks; every block is in the journal before it is sent. */
export async function writeTable(
  context: Excel.RequestContext,
  { live, before, boxes, rows }: TableWrite,
  journal: Journal,
  { signal, onCells }: { signal?: AbortSignal | undefined; onCells?: (cells: number) => void } = {},
): Promise<void> {
  if (rows > live.rowCount) {
    journal.add({ kind: 'rows', live, before: live.rowCount, after: rows });
    growTable(context, live, rows);
    live.rowCount = rows;
  }
  await inBatches(
    context,
    blocks(boxes, BLOCK_BYTES),
    (block) => {
      context.application.suspendApiCalculationUntilNextSync();
      for (const box of block) {
        const width = box.values[0]?.length ?? 0;
        const rows = box.values.map((_, i) => before[box.row + i]?.slice(box.column, box.column + width));
        // rows that were not there before go with the table's size
        const held = rows.filter((row) => row !== undefined);
        if (held.length > 0) journal.add({ kind: 'cells', live, row: box.row, column: box.column, before: held });
        const range = bodyRange(context, live, box.row, box.column, box.values.length, width);
        range.values = box.values;
        range.untrack();
      }
    },
    (block) => onCells?.(cellCount(block)),
    signal,
  );
}

/** Room for more rows: the table's size, and the look of its columns ahead of the values (text stays text). */
function growTable(context: Excel.RequestContext, live: LiveTable, rows: number): void {
  const first = live.rowCount;
  resizeTable(context, live, rows);
  const part = (from: number, to: number): Excel.Range =>
    bodyRange(context, live, first, from, rows - first, to - from + 1);
  for (const run of runsOf(live.columns, (column) => (column ? numberFormatOf(column) : ''))) {
    if (run.value !== '') formatBody(part(run.from, run.to), run.value);
  }
  for (const run of runsOf(live.columns, (column) => (column && column.owner !== 'addin' ? 'editable' : ''))) {
    if (run.value !== '') part(run.from, run.to).format.font.color = '#0F6CBD';
  }
  part(0, live.columns.length - 1).format.rowHeight = 18;
}

/** Puts a deleted column back at its declared place, with its look; its cells are still blank. */
export function restoreColumn(
  context: Excel.RequestContext,
  live: LiveTable,
  missing: LiveTable['missing'][number],
  language: 'en' | 'zh',
): { position: number; handle: Excel.TableColumn } {
  const order = live.table.columns.indexOf(missing);
  const before = live.table.columns
    .slice(0, order)
    .map(({ id }) => live.columns.findIndex((column) => column?.id === id));
  const position = Math.max(-1, ...before) + 1;
  const handle = context.workbook.tables
    .getItem(live.excelId)
    .columns.add(position, undefined, missing.heading[language]);
  handle.load('id');
  const body = bodyRange(context, live, 0, position, live.rowCount, 1);
  formatBody(body, numberFormatOf(missing));
  body.format.columnWidth = widthInPoints(columnCharacters(missing, language));
  if (isWritable(missing) && missing.owner !== 'addin') body.format.font.color = '#0F6CBD';
  return { position, handle };
}
