import type { RawCell } from './cells';

/**
 * Excel on the web refuses requests and responses over 5 MB, and smaller ones have been reported to fail, so blocks
 * are sized by the bytes their JSON takes, never by rows. The text is escaped once more inside the transport's own
 * JSON; the budget leaves room for that.
 */
export const BLOCK_BYTES = 1_000_000;
/** what one range costs beside its values: object path, action, address */
const RANGE_BYTES = 450;

export function cellBytes(cell: RawCell): number {
  if (typeof cell !== 'string') return String(cell).length + 1;
  let bytes = 5;
  // outside ASCII a character takes up to three bytes in UTF-8; a quote or backslash is escaped twice
  for (let i = 0; i < cell.length; i++) {
    const code = cell.charCodeAt(i);
    bytes += code > 127 ? 3 : code === 34 || code === 92 || code < 32 ? 4 : 1;
  }
  return bytes;
}

/** A rectangle of cells to write; row and column are 0-based within the table's body. */
export interface Rectangle {
  row: number;
  column: number;
  values: RawCell[][];
}

/** Cells to write: `wanted[row]?.[column]`, where undefined means leave alone. */
export type Wanted = ((RawCell | undefined)[] | undefined)[];

/** From this many ranges on, rewriting the cells between changed ones is cheaper than one range for each. */
const MANY_RANGES = 500;

/**
 * The wanted cells as few rectangles: exactly them, or, when they lie so scattered (a weekly roll of sparse sales)
 * that they would take a range each, with the cells between them filled by what `fill` says they hold now.
 * `fill` returns undefined for a cell that must not be written at all.
 */
export function fewRectangles(wanted: Wanted, fill: Fill): Rectangle[] {
  const exact = rectangles(wanted);
  return exact.length <= MANY_RANGES ? exact : rectangles(wanted, fill);
}

export function rectangles(wanted: Wanted, fill?: Fill): Rectangle[] {
  const done: Rectangle[] = [];
  let open: Rectangle[] = [];
  for (let row = 0; row < wanted.length; row++) {
    const cells = wanted[row];
    const strips = cells ? stripsOf(cells, row, fill) : [];
    const next: Rectangle[] = [];
    for (const strip of strips) {
      const above = open.find(
        (box) => box.column === strip.column && box.values[0]?.length === strip.values[0]?.length,
      );
      if (above) {
        above.values.push(...strip.values);
        next.push(above);
      } else next.push(strip);
    }
    for (const box of open) if (!next.includes(box)) done.push(box);
    open = next;
  }
  return [...done, ...open].sort((a, b) => a.row - b.row || a.column - b.column);
}

type Fill = (row: number, column: number) => RawCell | undefined;

/** The wanted cells of a row as strips; with `fill` a strip widens to all that may be written beside it. */
function stripsOf(cells: (RawCell | undefined)[], row: number, fill: Fill | undefined): Rectangle[] {
  const strips: Rectangle[] = [];
  let start = 0;
  let strip: RawCell[] = [];
  let needed = false;
  const close = (): void => {
    if (needed) strips.push({ row, column: start, values: [strip] });
    strip = [];
    needed = false;
  };
  for (let column = 0; column < cells.length; column++) {
    const cell = cells[column];
    const held = cell ?? fill?.(row, column);
    if (held === undefined) {
      close();
      continue;
    }
    if (strip.length === 0) start = column;
    strip.push(held);
    needed ||= cell !== undefined;
  }
  close();
  return strips;
}

/** Splits rectangles and gathers them into blocks of at most `budget` bytes, in order. A row is never split. */
export function blocks(boxes: readonly Rectangle[], budget = BLOCK_BYTES): Rectangle[][] {
  const result: Rectangle[][] = [];
  let block: Rectangle[] = [];
  let bytes = 0;
  const flush = (): void => {
    if (block.length > 0) result.push(block);
    block = [];
    bytes = 0;
  };
  for (const box of boxes) {
    let part: Rectangle | null = null;
    box.values.forEach((values, offset) => {
      const cost = values.reduce<number>((sum, cell) => sum + cellBytes(cell), 2);
      const opening = part === null ? RANGE_BYTES : 0;
      if (bytes > 0 && bytes + cost + opening > budget) {
        flush();
        part = null;
      }
      if (part === null) {
        part = { row: box.row + offset, column: box.column, values: [] };
        block.push(part);
        bytes += RANGE_BYTES;
      }
      part.values.push(values);
      bytes += cost;
    });
  }
  flush();
  return result;
}

/** Row spans of at most `budget` bytes when a row takes about `rowBytes`. */
export function rowSpans(rows: number, rowBytes: number, budget = BLOCK_BYTES): { row: number; rows: number }[] {
  const size = Math.max(1, Math.floor(budget / Math.max(1, rowBytes)));
  const spans: { row: number; rows: number }[] = [];
  for (let row = 0; row < rows; row += size) spans.push({ row, rows: Math.min(size, rows - row) });
  return spans;
}
