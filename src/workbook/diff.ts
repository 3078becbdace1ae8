import type { CellValue, Language, SheetColumn, SheetTable } from '../tables';
import type { RawCell } from './cells';
import { fromCell, readsBackAs, sameCell, toCell } from './cells';
import type { Wanted } from './blocks';
import { isIdentity, isOwned, isWritable } from './columns';
import { indexKeys, rowKeys, showKey, splitKey, type KeyIndex } from './keys';
import { goneText, isGoneText } from './sheet-texts';

/** The body of a table of ours as it stands now. */
export interface Body {
  table: SheetTable;
  /** declared column at each position; null for the user's own columns */
  columns: (SheetColumn | null)[];
  values: RawCell[][];
  /** like values, with the formula text where a cell holds one */
  formulas: RawCell[][];
}

export interface Incoming {
  columns: string[];
  rows: CellValue[][];
}

export interface AddedRow {
  key: string;
  /** by position; undefined where nothing is written */
  cells: (RawCell | undefined)[];
}

export interface BlockedCell {
  row: number;
  position: number;
  why: 'formula' | 'duplicate_key';
  wanted: RawCell;
}

/** What has to happen to a table so that it holds the incoming rows; nothing is written by working it out. */
export interface Diff {
  /** per row of the body, per position: the value to write */
  wanted: Wanted;
  added: AddedRow[];
  /** rows of the body whose key the incoming rows no longer have */
  gone: number[];
  duplicates: { key: string; rows: number[] }[];
  blocked: BlockedCell[];
  /** rows of the body that the incoming rows have too */
  matched: number;
  /** rows with at least one change */
  changedRows: number;
}

export interface DiffOptions {
  language: Language;
  /** ISO instant of the data, for the text in rows that are gone */
  dataTime: string;
  /** blank the figures of rows the incoming data lack */
  markGone: boolean;
  /** was this key ever written by the add-in? rows the user typed in are never blanked */
  wasOurs: (key: string) => boolean;
  /** write into proposed columns of rows that exist (the user asked for it in the pane) */
  proposals: boolean;
}

/** A formula the user put there: `formulas` differs from `values` (a text that begins with "=" reads the same in both). */
export const isFormula = (value: RawCell | undefined, formula: RawCell | undefined): boolean =>
  typeof formula === 'string' && formula.startsWith('=') && formula !== value;

/** Values of every row by declared column id, codes and ISO dates; what cannot be read is null. */
export function bodyRows(body: Body, ids: readonly string[]): CellValue[][] {
  const positions = ids.map((id) => body.columns.findIndex((column) => column?.id === id));
  return body.values.map((row) =>
    positions.map((position) => {
      const column = body.columns[position];
      return column ? fromCell(column, row[position] ?? '').value : null;
    }),
  );
}

export const bodyKeys = (body: Body): (string | null)[] =>
  rowKeys(body.table, body.table.key, bodyRows(body, body.table.key));

/** A row without a figure or a word of the user's proposed ones, kept only because it once was in the data. */
export function isGoneRow(body: Body, row: RawCell[]): boolean {
  if (body.table.goneColumn !== undefined) {
    const position = body.columns.findIndex((column) => column?.id === body.table.goneColumn);
    if (position >= 0) return isGoneText(row[position] ?? '');
  }
  return body.columns.every(
    (column, position) => !isWritable(column) || isIdentity(body.table, column) || (row[position] ?? '') === '',
  );
}

/**
 * Compares by key, cell by cell. Only columns the add-in owns are compared; proposed columns are filled when a row is
 * born and, with `proposals`, where a value is offered (or where they are refilled); formulas of the user's and rows whose key stands twice are
 * left alone and listed.
 */
export function diffBody(body: Body, incoming: Incoming, options: DiffOptions): Diff {
  const { table, columns } = body;
  const keys = indexKeys(bodyKeys(body));
  const sourceOf = columns.map((column) => (column ? incoming.columns.indexOf(column.id) : -1));
  const goneAt = columns.findIndex((column) => column?.id === table.goneColumn);
  const diff: Diff = { wanted: [], added: [], gone: [], duplicates: [], blocked: [], matched: 0, changedRows: 0 };
  const want = (row: number, position: number, cell: RawCell): void => {
    const held = body.values[row]?.[position] ?? '';
    if (sameCell(held, readsBackAs(cell))) return;
    if (isFormula(held, body.formulas[row]?.[position])) {
      diff.blocked.push({ row, position, why: 'formula', wanted: cell });
      return;
    }
    const cells = (diff.wanted[row] ??= columns.map(() => undefined));
    if (cells.every((other) => other === undefined)) diff.changedRows++;
    cells[position] = cell;
  };

  const incomingKeys = rowKeys(table, incoming.columns, incoming.rows);
  const arrived = new Set(incomingKeys);
  incoming.rows.forEach((values, i) => {
    const key = incomingKeys[i];
    if (key === null || key === undefined) return;
    const cells = columns.map((column, position) => {
      const source = sourceOf[position] ?? -1;
      return column && isWritable(column) && source >= 0
        ? toCell(column, values[source] ?? null, options.language)
        : undefined;
    });
    const row = keys.rowOf.get(key);
    if (row === undefined) {
      if (!keys.repeated.has(key)) diff.added.push({ key, cells });
      else blockRepeated(diff, keys, key, cells, body);
      return;
    }
    diff.matched++;
    cells.forEach((cell, position) => {
      const column = columns[position];
      if (cell === undefined || !column || table.key.includes(column.id)) return;
      if (column.owner === 'proposed' && (!options.proposals || (cell === '' && !column.refilled))) return;
      want(row, position, cell);
    });
    // the row is back: its mark goes, unless the incoming row has just overwritten it
    if (goneAt >= 0 && (sourceOf[goneAt] ?? -1) < 0 && isGoneText(body.values[row]?.[goneAt] ?? ''))
      want(row, goneAt, '');
  });

  for (const [key, rows] of keys.repeated) diff.duplicates.push({ key: showKey(splitKey(key)), rows });
  for (const [key, row] of keys.rowOf) {
    if (arrived.has(key) || !options.wasOurs(key)) continue;
    diff.gone.push(row);
    if (!options.markGone) continue;
    columns.forEach((column, position) => {
      if (!(column?.refilled || isOwned(column)) || isIdentity(table, column)) return;
      if (position !== goneAt) want(row, position, '');
      else if (!isGoneText(body.values[row]?.[position] ?? '')) {
        want(row, position, goneText(options.dataTime, options.language));
      }
    });
  }
  return diff;
}

function blockRepeated(diff: Diff, keys: KeyIndex, key: string, cells: (RawCell | undefined)[], body: Body): void {
  for (const row of keys.repeated.get(key) ?? []) {
    cells.forEach((cell, position) => {
      if (cell === undefined || !isOwned(body.columns[position] ?? null)) return;
      if (!sameCell(body.values[row]?.[position] ?? '', readsBackAs(cell))) {
        diff.blocked.push({ row, position, why: 'duplicate_key', wanted: cell });
      }
    });
  }
}
