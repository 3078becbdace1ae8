import { BLOCK_BYTES, cellBytes, rowSpans } from './blocks';
import type { RawCell } from './cells';
import { type Body, bodyKeys, bodyRows, isGoneRow } from './diff';
import { hostCode } from './errors';
import { inBatches } from './excel-run';
import { indexKeys, showKey, splitKey } from './keys';
import { bodyRange, type LiveTable } from './live';
import { cellAddress } from './addresses';
import { fromCell } from './cells';
import type { ReadTable } from './types';

/** Bytes a row takes in a response, from the declared widths: answers must stay under 5 MB as requests must. */
const rowBytes = (live: LiveTable): number =>
  // both `values` and `formulas` are read; a Chinese character takes three bytes
  2 *
  live.columns.reduce((sum, column) => sum + (column?.kind === 'text' ? column.width * 2 + 6 : column ? 14 : 30), 0);

/** the first rows are read alone, to see how long their texts really are */
const PROBE_ROWS = 40;

/** Adds values and formulas of spans of rows to a body, one span after the other. */
export async function readSpans(
  context: Excel.RequestContext,
  live: LiveTable,
  spans: readonly { row: number; rows: number }[],
  body: Body,
  signal?: AbortSignal,
): Promise<void> {
  let range: Excel.Range;
  await inBatches(
    context,
    spans,
    (span) => {
      range = bodyRange(context, live, span.row, 0, span.rows, live.columns.length);
      range.load('values,formulas');
    },
    () => {
      for (const row of range.values) body.values.push(row as RawCell[]);
      for (const row of range.formulas) body.formulas.push(row as RawCell[]);
      range.untrack();
    },
    signal,
  );
}

/** Values and formulas of the table's body, in blocks. */
export async function readBody(
  context: Excel.RequestContext,
  live: LiveTable,
  signal?: AbortSignal,
  budget = BLOCK_BYTES,
): Promise<Body> {
  const body: Body = { table: live.table, columns: live.columns, values: [], formulas: [] };
  try {
    const probe = Math.min(live.rowCount, PROBE_ROWS);
    await readSpans(context, live, [{ row: 0, rows: probe }], body, signal);
    const seen = [...body.values, ...body.formulas].reduce(
      (sum, row) => sum + row.reduce<number>((b, cell) => b + cellBytes(cell), 0),
      0,
    );
    const bytes = Math.max(rowBytes(live), (1.5 * seen) / probe);
    const rest = rowSpans(live.rowCount - probe, bytes, budget).map(({ row, rows }) => ({ row: row + probe, rows }));
    await readSpans(context, live, rest, body, signal);
  } catch (error) {
    // the rows after the first ones are far longer: ask for less at a time
    if (hostCode(error) !== 'ResponsePayloadSizeLimitExceeded' || budget < 20_000) throw error;
    return readBody(context, live, signal, budget / 4);
  }
  return body;
}

/**
 * A body as values for the other rooms: rows that are no longer in the data, and rows without a key, left out. `place`
 * says where in the table each row of a body stands that is only a part of it.
 */
export function toReadTable(live: LiveTable, body: Body, place: (row: number) => number = (row) => row): ReadTable {
  const positions = live.columns.flatMap((column, position) => (column ? [position] : []));
  const columns = positions.map((position) => live.columns[position]!.id);
  const keys = bodyKeys(body);
  const rows = bodyRows(body, columns);
  const kept = body.values.flatMap((row, i) => (keys[i] === null || isGoneRow(body, row) ? [] : [i]));
  const sheetRow = (row: number): number => live.headingRow + 2 + place(row);
  return {
    table: live.table.id,
    sheetName: live.sheetName,
    columns,
    rows: kept.map((i) => rows[i] ?? []),
    sheetRows: kept.map(sheetRow),
    sheetColumns: positions.map((position) => live.firstColumn + position),
    stamp: live.mark?.stamp ?? null,
    duplicates: [...indexKeys(keys).repeated].map(([key, at]) => ({
      key: showKey(splitKey(key)),
      rows: at.map(sheetRow),
    })),
    unreadable: unreadableCells(live, body, kept, place),
  };
}

const MANY_UNREADABLE = 200;

function unreadableCells(
  live: LiveTable,
  body: Body,
  rows: number[],
  place: (row: number) => number,
): { address: string; column: string; text: string }[] {
  const cells: { address: string; column: string; text: string }[] = [];
  for (const i of rows) {
    body.columns.forEach((column, position) => {
      const raw = body.values[i]?.[position] ?? '';
      if (!column || raw === '' || cells.length >= MANY_UNREADABLE || !fromCell(column, raw).unreadable) return;
      const address = cellAddress(live.sheetName, live.headingRow + 1 + place(i), live.firstColumn + position);
      cells.push({ address, column: column.id, text: String(raw) });
    });
  }
  return cells;
}
