import type { Area } from '../areas';
import { BLOCK_BYTES, cellBytes, rowSpans } from '../blocks';
import type { RawCell } from '../cells';
import { hostCode } from '../errors';
import { inBatches } from '../excel-run';

export type CellProperty = 'values' | 'formulas' | 'numberFormat' | 'text';

/** Neighbouring columns of which the same is wanted. */
export interface ColumnRun {
  column: number;
  columns: number;
  properties: readonly CellProperty[];
}

export type RunCells = Partial<Record<CellProperty, RawCell[][]>>;

/** By name, so that what is asked of Excel can be checked against what its versions have. */
const LOADS: Readonly<Record<CellProperty, (range: Excel.Range) => void>> = {
  values: (range) => range.load('values'),
  formulas: (range) => range.load('formulas'),
  numberFormat: (range) => range.load('numberFormat'),
  text: (range) => range.load('text'),
};

const PROBE_ROWS = 30;

/**
 * Rows of some columns, in as few answers as their bytes allow; one entry a run, in order.
 */
export async function readRuns(
  context: Excel.RequestContext,
  sheetId: string,
  firstRow: number,
  rowCount: number,
  runs: readonly ColumnRun[],
  signal?: AbortSignal,
  budget = BLOCK_BYTES,
): Promise<RunCells[]> {
  const found: RunCells[] = runs.map(({ properties }) =>
    Object.fromEntries(properties.map((property) => [property, []])),
  );
  if (rowCount === 0 || runs.length === 0) return found;
  const sheet = context.workbook.worksheets.getItem(sheetId);
  let ranges: Excel.Range[] = [];
  const read = (spans: { row: number; rows: number }[]): Promise<void> =>
    inBatches(
      context,
      spans,
      (span) => {
        ranges = runs.map(({ column, columns, properties }) => {
          const range = sheet.getRangeByIndexes(firstRow + span.row, column, span.rows, columns);
          for (const property of properties) LOADS[property](range);
          return range;
        });
      },
      () => {
        runs.forEach(({ properties }, i) => {
          for (const property of properties) {
            for (const row of ranges[i]![property] as RawCell[][]) found[i]![property]!.push(row);
          }
          ranges[i]!.untrack();
        });
      },
      signal,
    );
  try {
    const probe = Math.min(rowCount, PROBE_ROWS);
    await read([{ row: 0, rows: probe }]);
    const rest = rowCount - probe;
    if (rest === 0) return found;
    let bytes = 0;
    for (const cells of found) {
      for (const rows of Object.values(cells)) {
        for (const row of rows) for (const cell of row) bytes += cellBytes(cell);
      }
    }
    // blank rows above say little of what is to come
    const width = runs.reduce((sum, { columns, properties }) => sum + columns * properties.length, 0);
    const rowBytes = Math.max((1.5 * bytes) / probe, width * 8);
    await read(rowSpans(rest, rowBytes, budget).map(({ row, rows }) => ({ row: row + probe, rows })));
  } catch (error) {
    if (hostCode(error) !== 'ResponsePayloadSizeLimitExceeded' || budget < 20_000) throw error;
    return readRuns(context, sheetId, firstRow, rowCount, runs, signal, budget / 4);
  }
  return found;
}

/** Column numbers as runs of neighbours. */
export function columnRuns(columns: Iterable<number>, properties: readonly CellProperty[]): ColumnRun[] {
  const runs: ColumnRun[] = [];
  for (const column of [...new Set(columns)].sort((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last && last.column + last.columns === column) last.columns++;
    else runs.push({ column, columns: 1, properties });
  }
  return runs;
}

/** Queues asking for the merged areas that touch a range; the answer is read after the next sync. */
export function askMerges(range: Excel.Range): () => Area[] {
  const merged = range.getMergedAreasOrNullObject();
  merged.load('areas/items/rowIndex,areas/items/columnIndex,areas/items/rowCount,areas/items/columnCount');
  return () =>
    merged.isNullObject
      ? []
      : merged.areas.items.map(({ rowIndex, columnIndex, rowCount, columnCount }) => ({
          row: rowIndex,
          column: columnIndex,
          rows: rowCount,
          columns: columnCount,
        }));
}

/** Fewest rows in which more merged areas than Excel answers at once (512) are no reason to ask again. */
const FEWEST_ROWS = 100;

/** The merged areas that touch an area, however many there are. */
export async function readMerges(context: Excel.RequestContext, sheetId: string, area: Area): Promise<Area[]> {
  if (area.rows < 1 || area.columns < 1) return [];
  const ask = askMerges(
    context.workbook.worksheets.getItem(sheetId).getRangeByIndexes(area.row, area.column, area.rows, area.columns),
  );
  try {
    await context.sync();
    return ask();
  } catch (error) {
    if (area.rows <= FEWEST_ROWS) throw error;
  }
  const half = Math.floor(area.rows / 2);
  const upper = await readMerges(context, sheetId, { ...area, rows: half });
  const lower = await readMerges(context, sheetId, { ...area, row: area.row + half, rows: area.rows - half });
  const known = new Set(upper.map(({ row, column }) => `${row} ${column}`));
  return [...upper, ...lower.filter(({ row, column }) => !known.has(`${row} ${column}`))];
}

/** Most visible rows asked of in one answer: their addresses come as texts. */
const VISIBLE_ROWS = 20_000;

/** Rows (0-based in the sheet) that are hidden, by hand or by a filter. One round trip where none is. */
export async function hiddenRows(
  context: Excel.RequestContext,
  sheetId: string,
  area: Area,
  signal?: AbortSignal,
): Promise<Set<number>> {
  const sheet = context.workbook.worksheets.getItem(sheetId);
  const whole = sheet.getRangeByIndexes(area.row, area.column, area.rows, area.columns);
  whole.load('rowHidden');
  const columns = Array.from({ length: area.columns }, (_, i) => {
    const column = sheet.getRangeByIndexes(area.row, area.column + i, 1, 1);
    column.load('columnHidden');
    return column;
  });
  await context.sync();
  const all = whole.rowHidden as boolean | null;
  const hidden = new Set<number>();
  const shown = columns.findIndex((column) => column.columnHidden === false);
  if (all === false || shown < 0) return hidden;
  for (let row = area.row; row < area.row + area.rows; row++) hidden.add(row);
  if (all === true) return hidden;
  const views: Excel.RangeView[] = [];
  await inBatches(
    context,
    rowSpans(area.rows, 1, VISIBLE_ROWS),
    (span) => {
      const view = sheet.getRangeByIndexes(area.row + span.row, area.column + shown, span.rows, 1).getVisibleView();
      view.load('cellAddresses');
      views.push(view);
    },
    () => {
      for (const [address] of (views.at(-1)?.cellAddresses ?? []) as string[][]) {
        const row = /(\d+)$/.exec(String(address));
        if (row) hidden.delete(Number(row[1]) - 1);
      }
    },
    signal,
  );
  return hidden;
}
