import { rectanglesOf } from '../areas';
import { BLOCK_BYTES, cellBytes } from '../blocks';
import { readsBackAs, sameCell, type RawCell } from '../cells';
import { isFormula } from '../diff';
import type { LiveList } from './live-list';
import { restoredCell } from './cell-values';
import { columnRuns, readRuns } from './sheet-reading';

/** A cell about to be written; index and position count from the body's first cell. */
export interface PlacedCell {
  index: number;
  position: number;
  raw: RawCell;
  /** entered instead of the value: a formula put back */
  formula?: string;
  /** what the cell is known to hold */
  held: RawCell;
}

/** Something that was overwritten and must come back. */
export interface Owed {
  /** key cells of its row when it was overwritten; null: columns had moved, so only the place is known */
  keys: RawCell[] | null;
  /** 0-based in the sheet, at that time */
  row: number;
  column: number;
  /** from the list's first column */
  position: number;
  /** what stands there instead */
  wrote: RawCell;
  before: RawCell;
  formula: string | null;
}

export interface BlockResult<T> {
  /** cells that hold what was written in the row they were meant for */
  landed: { cell: T; after: RawCell }[];
  /** cells somebody changed since they were read: their content comes back */
  changed: T[];
  /** cells whose row or column was no longer there */
  missed: T[];
  owed: Owed[];
  /** rows or columns were moved, here or where the next block goes */
  moved: boolean;
}

/** Small, so that a co-author's sort or insert meets few cells; the answer to a block is several times its request. */
export const BLOCK_LIMITS = { bytes: 400_000, rows: 2000 };
const MOST_RECTANGLES = 400;

/** Cells in the order of their rows, in blocks of one request each. */
export function blocksOfCells<T extends PlacedCell>(list: LiveList, cells: readonly T[]): T[][] {
  const positions = [...new Set(cells.map(({ position }) => position))];
  const rowBytes = 3 * averageBytes(list, positions) + 40;
  const rows = Math.max(1, Math.min(BLOCK_LIMITS.rows, Math.floor(BLOCK_BYTES / rowBytes)));
  const blocks: T[][] = [];
  let block: T[] = [];
  let bytes = 0;
  for (const cell of [...cells].sort((a, b) => a.index - b.index || a.position - b.position)) {
    const cost = cellBytes(cell.raw) + 20;
    const full = bytes + cost > BLOCK_LIMITS.bytes || cell.index - (block[0]?.index ?? cell.index) >= rows;
    if (block.length > 0 && (full || tooScattered(block, cell))) {
      blocks.push(block);
      block = [];
      bytes = 0;
    }
    block.push(cell);
    bytes += cost;
  }
  if (block.length > 0) blocks.push(block);
  return blocks;
}

/** Cells that do not lie side by side take a range each, and a range costs more than its values. */
const tooScattered = (block: readonly PlacedCell[], next: PlacedCell): boolean =>
  block.length >= MOST_RECTANGLES &&
  block.length % MOST_RECTANGLES === 0 &&
  rectanglesOf(places([...block, next])).length > MOST_RECTANGLES;

const places = (cells: readonly PlacedCell[]): { row: number; column: number; value: RawCell }[] =>
  cells.map(({ index, position, raw }) => ({ row: index, column: position, value: raw }));

function averageBytes({ values }: LiveList, positions: readonly number[]): number {
  const step = Math.max(1, Math.floor(values.length / 200));
  let bytes = 0;
  let rows = 0;
  for (let i = 0; i < values.length; i += step) {
    rows++;
    for (const position of positions) bytes += cellBytes(values[i]![position] ?? '') + 12;
  }
  return bytes / Math.max(1, rows);
}

interface Span {
  first: number;
  rows: number;
}

/** The rows of the cells, with those their keys are taken from. */
function spanOf({ leans }: LiveList, cells: readonly PlacedCell[]): Span {
  let first = cells[0]!.index;
  for (const { index } of cells) for (const other of leans.get(index) ?? []) first = Math.min(first, other);
  return { first, rows: cells.at(-1)!.index - first + 1 };
}

/**
 * One request that reads headings, keys and cells, writes, and reads keys and cells again: what is read in the same
 * request tells in which rows the values came to stand and what they replaced, whoever moved rows before it. The keys
 * of the next block are read along, so that a move is mostly seen before it is written.
 */
export class BlockRequest<T extends PlacedCell> {
  private readonly span: Span;
  private readonly positions: number[];
  private readonly keyPositions: number[];
  private readonly runs: { position: number; columns: number }[];
  private headings!: Excel.Range;
  private keysBefore: Excel.Range[] = [];
  private keysAfter: Excel.Range[] = [];
  private keysNext: Excel.Range[] = [];
  private cellsBefore: Excel.Range[] = [];
  private cellsAfter: Excel.Range[] = [];
  private readonly nextSpan: Span | null;

  constructor(
    private readonly list: LiveList,
    private readonly cells: readonly T[],
    next: readonly T[] | undefined,
  ) {
    this.span = spanOf(list, cells);
    this.nextSpan = next && next.length > 0 ? spanOf(list, next) : null;
    this.positions = [...new Set(cells.map(({ position }) => position))];
    this.keyPositions = list.keyColumns;
    this.runs = columnRuns(this.positions, []).map(({ column, columns }) => ({ position: column, columns }));
  }

  queue(context: Excel.RequestContext): void {
    const { found } = this.list;
    const sheet = context.workbook.worksheets.getItem(found.sheetId);
    const part = ({ first, rows }: Span, position: number, columns: number): Excel.Range =>
      sheet.getRangeByIndexes(found.bodyRow + first, found.firstColumn + position, rows, columns);
    const keys = (span: Span): Excel.Range[] =>
      this.keyPositions.map((position) => {
        const range = part(span, position, 1);
        range.load('values');
        return range;
      });
    const read = (withFormulas: boolean): Excel.Range[] =>
      this.runs.map(({ position, columns }) => {
        const range = part(this.span, position, columns);
        range.load('values');
        if (withFormulas) range.load('formulas');
        return range;
      });
    this.headings = sheet.getRangeByIndexes(found.headingRow, found.firstColumn, found.headingRows, found.columns);
    this.headings.load('values');
    this.keysBefore = keys(this.span);
    this.cellsBefore = read(true);
    context.application.suspendApiCalculationUntilNextSync();
    const plain = this.cells.filter(({ formula }) => formula === undefined);
    // formulas first: entered alone into a blank column of a table, one would fill the whole column
    for (const { index, position, formula } of this.cells) {
      if (formula !== undefined) part({ first: index, rows: 1 }, position, 1).formulas = [[formula]];
    }
    for (const { row, column, values } of rectanglesOf(places(plain))) {
      const range = part({ first: row, rows: values.length }, column, values[0]!.length);
      range.values = values;
      range.untrack();
    }
    this.keysAfter = keys(this.span);
    this.cellsAfter = read(false);
    this.keysNext = this.nextSpan ? keys(this.nextSpan) : [];
  }

  /** To be read after the request came back. */
  result(): BlockResult<T> {
    const { list, span } = this;
    const { found } = list;
    const result: BlockResult<T> = { landed: [], changed: [], missed: [], owed: [], moved: false };
    const standing = (position: number): boolean =>
      found.headingCells.every((row, i) =>
        sameCell(row[position] ?? '', (this.headings.values[i]?.[position] ?? '') as RawCell),
      );
    const keysStand = this.keyPositions.every(standing);
    const rowOk: boolean[] = [];
    for (let i = 0; i < span.rows; i++) {
      const expected = this.keyPositions.map((position) => list.values[span.first + i]?.[position] ?? '');
      const before = keysAt(this.keysBefore, i);
      const after = keysAt(this.keysAfter, i);
      rowOk.push(keysStand && same(expected, before) && same(expected, after));
    }
    const anyMoved = rowOk.includes(false);
    // under titles any row in between may have become one: a title typed into a blank row moves nothing
    const firstBad = rowOk.indexOf(false);
    const titled = list.warehouse === null && list.leans.size > 0;
    const stands = (index: number): boolean =>
      titled
        ? firstBad < 0 || firstBad > index - span.first
        : [index, ...(list.leans.get(index) ?? [])].every((row) => rowOk[row - span.first]);
    for (const cell of this.cells) {
      const i = cell.index - span.first;
      const before = this.at(this.cellsBefore, 'values', i, cell.position);
      const formula = this.at(this.cellsBefore, 'formulas', i, cell.position);
      const after = this.at(this.cellsAfter, 'values', i, cell.position);
      const columnOk = standing(cell.position);
      const owe = (): void => {
        result.owed.push({
          keys: keysStand && columnOk ? keysAt(this.keysBefore, i) : null,
          row: found.bodyRow + cell.index,
          column: found.firstColumn + cell.position,
          position: cell.position,
          wrote: after,
          before,
          formula: isFormula(before, formula) ? String(formula) : null,
        });
      };
      if (!stands(cell.index) || !columnOk) {
        owe();
        result.missed.push(cell);
      } else if (!sameCell(before, cell.held) || isFormula(before, formula)) {
        owe();
        result.changed.push(cell);
      } else result.landed.push({ cell, after });
    }
    const nextMoved =
      this.nextSpan !== null &&
      Array.from({ length: this.nextSpan.rows }, (_, i) => i).some(
        (i) =>
          !same(
            this.keyPositions.map((position) => list.values[this.nextSpan!.first + i]?.[position] ?? ''),
            keysAt(this.keysNext, i),
          ),
      );
    result.moved = anyMoved || nextMoved || result.missed.length > 0;
    for (const range of [
      ...this.keysBefore,
      ...this.keysAfter,
      ...this.keysNext,
      ...this.cellsBefore,
      ...this.cellsAfter,
    ])
      range.untrack();
    return result;
  }

  private at(ranges: readonly Excel.Range[], property: 'values' | 'formulas', i: number, position: number): RawCell {
    const run = this.runs.findIndex((one) => position >= one.position && position < one.position + one.columns);
    return (ranges[run]?.[property][i]?.[position - this.runs[run]!.position] ?? '') as RawCell;
  }
}

const keysAt = (ranges: readonly Excel.Range[], i: number): RawCell[] =>
  ranges.map((range) => (range.values[i]?.[0] ?? '') as RawCell);

const same = (a: readonly RawCell[], b: readonly RawCell[]): boolean => a.every((raw, i) => sameCell(raw, b[i] ?? ''));

/** What a cell reads as once `cell` was written into it, as far as nothing but the value decides. */
export const wantedReading = ({ raw }: PlacedCell): RawCell => readsBackAs(raw);

/** Whether headings and keys stand where they were read, which takes several requests for a long list. */
export async function stillStands(context: Excel.RequestContext, list: LiveList): Promise<boolean> {
  const { found, values, keyColumns } = list;
  const sheet = context.workbook.worksheets.getItem(found.sheetId);
  const headings = sheet.getRangeByIndexes(found.headingRow, found.firstColumn, found.headingRows, found.columns);
  headings.load('values');
  // rows that came in after the end was looked for have pushed the last ones out of what was read
  const ends = found.tableId
    ? context.workbook.tables.getItem(found.tableId).getDataBodyRange()
    : sheet.getUsedRange(true);
  ends.load('rowIndex,rowCount');
  await context.sync();
  if (ends.rowIndex + ends.rowCount !== found.bodyRow + found.bodyRows) return false;
  const headingsNow = headings.values as RawCell[][];
  const stand = found.headingCells.every((row, i) => same(row, headingsNow[i]!));
  if (!stand || values.length === 0) return stand;
  const runs = columnRuns(
    keyColumns.map((position) => found.firstColumn + position),
    ['values'],
  );
  const now = await readRuns(context, found.sheetId, found.bodyRow, values.length, runs);
  return runs.every((run, r) =>
    values.every((row, i) => {
      const position = run.column - found.firstColumn;
      return same(row.slice(position, position + run.columns), now[r]!.values?.[i] ?? []);
    }),
  );
}

const MOST_RETURNS = 5;

/**
 * Puts back at once, by place, what was overwritten after columns or headings had moved. What is read in the same
 * request tells whether the cell was the right one; if not, what stood there comes back next.
 *
 * @returns what could not be put back and has to be looked for
 */
export async function returnByPlace(
  context: Excel.RequestContext,
  sheetId: string,
  owed: readonly Owed[],
): Promise<Owed[]> {
  const lost: Owed[] = [];
  let open = [...owed];
  for (let round = 0; open.length > 0 && round < MOST_RETURNS; round++) {
    const sheet = context.workbook.worksheets.getItem(sheetId);
    const ranges = open.map(({ row, column, before, formula }) => {
      const cell = (): Excel.Range => sheet.getRangeByIndexes(row, column, 1, 1);
      const held = cell();
      held.load('values,formulas');
      if (formula !== null) cell().formulas = [[formula]];
      else cell().values = [[restoredCell(before, 'General')]];
      const after = cell();
      after.load('values');
      return { held, after };
    });
    // eslint-disable-next-line office-addins/no-context-sync-in-loop -- the next round depends on these answers
    await context.sync();
    const again: Owed[] = [];
    open.forEach((debt, i) => {
      const held = ranges[i]!.held.values[0]![0] as RawCell;
      if (sameCell(held, debt.wrote)) return;
      const formula = ranges[i]!.held.formulas[0]![0] as RawCell;
      const wrote = ranges[i]!.after.values[0]![0] as RawCell;
      again.push({ ...debt, wrote, before: held, formula: isFormula(held, formula) ? String(formula) : null });
      lost.push(debt);
    });
    open = again;
  }
  return [...lost, ...open];
}
