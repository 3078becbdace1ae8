import type { SheetTableId } from '../tables';
import { BLOCK_BYTES, rowSpans } from './blocks';
import { fromCell, type RawCell } from './cells';
import type { Body } from './diff';
import { exclusively, inBatches, runExcel } from './excel-run';
import { keyPart } from './keys';
import { bodyRange, loadWorkbook, type LiveTable } from './live';
import { readSpans, toReadTable } from './read';
import type { ReadTable, RowFilter, WorkOptions } from './types';

/**
 * The rows of our tables that a filter names: only the filter's columns are read of all rows, and only the rows found
 * as a whole, so that one item of a very wide table costs little. A table that does not exist, or lacks a column of
 * its filter, is absent from the map.
 *
 * @throws WorkbookError cancelled
 */
export function readRows(
  filters: Partial<Record<SheetTableId, RowFilter>>,
  options: WorkOptions = {},
): Promise<Map<SheetTableId, ReadTable>> {
  return exclusively(() =>
    runExcel(async (context) => {
      const workbook = await loadWorkbook(context);
      const tables = new Map<SheetTableId, ReadTable>();
      for (const [id, filter] of Object.entries(filters) as [SheetTableId, RowFilter][]) {
        const live = workbook.tables.get(id);
        if (!live) continue;
        const found = await matchingRows(context, live, filter, options.signal);
        if (found) tables.set(id, await readThese(context, live, found, options.signal));
      }
      return tables;
    }),
  );
}

/** 0-based rows of the body; null when a column of the filter is not there. */
async function matchingRows(
  context: Excel.RequestContext,
  live: LiveTable,
  filter: RowFilter,
  signal: AbortSignal | undefined,
): Promise<number[] | null> {
  let rows: number[] | null = null;
  for (const [id, wanted] of Object.entries(filter)) {
    const position = live.columns.findIndex((column) => column?.id === id);
    const column = live.columns[position];
    if (!column) return null;
    const held: RawCell[] = [];
    let range: Excel.Range;
    await inBatches(
      context,
      rowSpans(live.rowCount, column.width * 2 + 6, BLOCK_BYTES),
      (span) => {
        range = bodyRange(context, live, span.row, position, span.rows, 1);
        range.load('values');
      },
      () => {
        for (const [value] of range.values) held.push(value as RawCell);
        range.untrack();
      },
      signal,
    );
    const matches = (row: number): boolean => wanted.includes(keyPart(fromCell(column, held[row] ?? '').value));
    rows = (rows ?? held.map((_, row) => row)).filter(matches);
  }
  return rows;
}

async function readThese(
  context: Excel.RequestContext,
  live: LiveTable,
  rows: readonly number[],
  signal: AbortSignal | undefined,
): Promise<ReadTable> {
  const body: Body = { table: live.table, columns: live.columns, values: [], formulas: [] };
  await readSpans(context, live, spansOf(rows), body, signal);
  return toReadTable(live, body, (row) => rows[row] ?? row);
}

/** Most rows read at once: a row of the widest table is about 10 KB. */
const SPAN_ROWS = 100;

/** Neighbouring rows are read in one piece. */
function spansOf(wanted: readonly number[]): { row: number; rows: number }[] {
  const spans: { row: number; rows: number }[] = [];
  for (const row of wanted) {
    const span = spans.at(-1);
    if (span && span.row + span.rows === row && span.rows < SPAN_ROWS) span.rows++;
    else spans.push({ row, rows: 1 });
  }
  return spans;
}
