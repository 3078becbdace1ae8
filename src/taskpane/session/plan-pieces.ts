/**
 * A large object on its way to or from a plan worker, in pieces: one message with all of it would hold the page's thread
 * for as long as the copy takes.
 */
export type Piece = { field: null; rest: object } | { field: string; rows: readonly unknown[] };

/** About 2 ms of copying for the widest rows, those of 104 weeks. */
const ROWS_A_PIECE = 500;

/** The lists of the object piece by piece, behind one piece with everything else it has. */
export function* piecesOf(whole: object): Generator<Piece> {
  const entries = Object.entries(whole);
  const rest = Object.fromEntries(entries.map(([field, value]) => [field, Array.isArray(value) ? [] : value]));
  yield { field: null, rest };
  for (const [field, value] of entries) {
    if (!Array.isArray(value)) continue;
    for (let at = 0; at < value.length; at += ROWS_A_PIECE) yield { field, rows: value.slice(at, at + ROWS_A_PIECE) };
  }
}

/** Puts the pieces together again, in the order they came. */
export class Gathering<T extends object> {
  private whole: Record<string, unknown> = {};

  take(piece: Piece): void {
    if (piece.field === null) {
      this.whole = { ...piece.rest };
      return;
    }
    const list = this.whole[piece.field] as unknown[];
    for (const row of piece.rows) list.push(row);
  }

  /** What has come; the next piece begins a new object. */
  finish(): T {
    const { whole } = this;
    this.whole = {};
    return whole as T;
  }
}
