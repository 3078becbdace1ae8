import type { Bounds } from './bounds';
import type { Cell } from './cells';
import { PassedError, type Problem } from './errors';

export interface Named {
  readonly name: string;
  readonly zh: string;
  readonly optional: boolean;
  readonly type: 'number' | 'flag' | 'text' | 'date' | 'choice';
  /** of numbers: what lies outside is #NUM! */
  readonly bounds?: Bounds;
  /** the words of a choice, for the formula wizard */
  readonly choices?: readonly string[];
}

/** What a blank cell is read as where it leaves its row out. */
export const SKIPPED = Symbol('skipped');

/** One value per row. */
export interface ValueParameter<T> extends Named {
  readonly kind: 'value';
  /** a blank cell leaves the row out instead of being an error (columnsFunction only) */
  readonly skipsBlank?: boolean;
  read(cell: Cell): T | Problem;
  /** values of `count` one-cell rows; problems by row */
  readColumn(rows: readonly Cell[][], problems: Problems): T[];
}

/** A list of numbers per row. */
export interface SeriesParameter<T> extends Named {
  readonly kind: 'series';
  read(cells: readonly Cell[]): T | Problem;
}

/** A whole argument, read at once. */
export interface WholeParameter<T> extends Named {
  readonly kind: 'whole';
  readAll(cells: Cell[][]): T | Problem;
}

export type RowParameter<T> = ValueParameter<T> | SeriesParameter<T>;
export type Parameter<T> = RowParameter<T> | WholeParameter<T>;

/** The first problem of each row; an error value in an argument goes before any other. */
export class Problems {
  private readonly byRow = new Map<number, Problem>();

  add(row: number, problem: Problem): void {
    const before = this.byRow.get(row);
    if (!before || (problem instanceof PassedError && !(before instanceof PassedError))) this.byRow.set(row, problem);
  }

  get(row: number): Problem | undefined {
    return this.byRow.get(row);
  }

  has(row: number): boolean {
    return this.byRow.has(row);
  }

  get any(): boolean {
    return this.byRow.size > 0;
  }

  values(): IterableIterator<Problem> {
    return this.byRow.values();
  }
}
