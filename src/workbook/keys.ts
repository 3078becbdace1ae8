import type { CellValue, SheetTable } from '../tables';

/** One part of a row's key; unknown counts as '' (data-model.md: blank key parts are legal, a promotion without SKU). */
export const keyPart = (value: CellValue | undefined): string =>
  value === null || value === undefined ? '' : String(value).trim();

/** U+001F (unit separator) cannot be typed into a cell, so joined keys cannot collide. */
const SEPARATOR = '\u001f';

export const joinKey = (parts: readonly string[]): string => parts.join(SEPARATOR);
export const splitKey = (key: string): string[] => key.split(SEPARATOR);
/** For people: `84029G · NGB`. */
export const showKey = (parts: readonly string[]): string => parts.filter((part) => part !== '').join(' · ');

/** The key of each row; null for a row whose key cells are all blank (not a row of ours). */
export function rowKeys(
  table: SheetTable,
  columns: readonly string[],
  rows: readonly CellValue[][],
): (string | null)[] {
  const positions = table.key.map((id) => columns.indexOf(id));
  return rows.map((row) => {
    const parts = positions.map((position) => keyPart(row[position]));
    return parts.every((part) => part === '') ? null : joinKey(parts);
  });
}

export interface KeyIndex {
  /** key → index of its only row */
  rowOf: Map<string, number>;
  /** key → indexes, for keys that stand in several rows */
  repeated: Map<string, number[]>;
}

export function indexKeys(keys: readonly (string | null)[]): KeyIndex {
  const rowOf = new Map<string, number>();
  const repeated = new Map<string, number[]>();
  keys.forEach((key, row) => {
    if (key === null) return;
    const again = repeated.get(key);
    const first = rowOf.get(key);
    if (again) again.push(row);
    else if (first === undefined) rowOf.set(key, row);
    else {
      rowOf.delete(key);
      repeated.set(key, [first, row]);
    }
  });
  return { rowOf, repeated };
}
