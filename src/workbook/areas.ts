import { BLOCK_BYTES, rectangles, type Rectangle, type Wanted } from './blocks';
import type { RawCell } from './cells';

/** A rectangle of cells, 0-based. */
export interface Area {
  row: number;
  column: number;
  rows: number;
  columns: number;
}

export interface Place {
  row: number;
  column: number;
}

export const areaOf = ({ row, column, values }: Rectangle): Area => ({
  row,
  column,
  rows: values.length,
  columns: values[0]?.length ?? 0,
});

export const cellsIn = ({ rows, columns }: Area): number => rows * columns;

/** Single cells with their values as few rectangles; rows and columns stay those of the sheet. */
export function rectanglesOf(cells: readonly (Place & { value: RawCell })[]): Rectangle[] {
  let top = Infinity;
  let left = Infinity;
  for (const { row, column } of cells) {
    top = Math.min(top, row);
    left = Math.min(left, column);
  }
  const wanted: Wanted = [];
  for (const { row, column, value } of cells) (wanted[row - top] ??= [])[column - left] = value;
  return rectangles(wanted).map((box) => ({ ...box, row: box.row + top, column: box.column + left }));
}

export const areasOf = (cells: readonly Place[]): Area[] =>
  rectanglesOf(cells.map(({ row, column }) => ({ row, column, value: 0 }))).map(areaOf);

/** what one range costs in a request or answer beside its cells: object path, action, address */
const RANGE_BYTES = 450;

/**
 * Areas to read, handed out in portions whose answers stay within `budget` as long as a cell takes about `cellBytes`;
 * an area too large for one portion is split by rows. `cellBytes` may change on the way.
 */
export class AreaQueue<T extends { area: Area }> {
  private readonly waiting: T[];

  constructor(
    entries: readonly T[],
    public cellBytes: number,
    private readonly budget = BLOCK_BYTES,
  ) {
    this.waiting = [...entries].reverse();
  }

  get isEmpty(): boolean {
    return this.waiting.length === 0;
  }

  take(): T[] {
    const portion: T[] = [];
    let room = this.budget;
    for (;;) {
      const entry = this.waiting.pop();
      if (!entry) return portion;
      const { area } = entry;
      const rows = Math.floor((room - RANGE_BYTES) / (area.columns * this.cellBytes));
      const taken = Math.min(area.rows, portion.length === 0 ? Math.max(1, rows) : rows);
      if (taken < 1) {
        this.waiting.push(entry);
        return portion;
      }
      if (taken < area.rows) {
        this.waiting.push({ ...entry, area: { ...area, row: area.row + taken, rows: area.rows - taken } });
      }
      portion.push({ ...entry, area: { ...area, rows: taken } });
      room -= RANGE_BYTES + taken * area.columns * this.cellBytes;
    }
  }

  /** The host found the portion too large: it comes again, in smaller ones. False: it cannot be made smaller. */
  putBack(portion: readonly T[]): boolean {
    if (portion.length === 1 && portion[0]?.area.rows === 1) return false;
    this.cellBytes *= 4;
    this.waiting.push(...[...portion].reverse());
    return true;
  }
}
