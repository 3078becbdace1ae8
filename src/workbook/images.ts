import type { CellValue } from '../tables';
import { readsBackAs, type RawCell } from './cells';
import { bodyKeys, type Body, type Diff } from './diff';
import { joinKey } from './keys';
import type { LiveTable } from './live';
import { isTableImage, type StoredWrite, type TableImage } from './records';

/** Before and after of what the diff writes, for undoing it later. */
export function imageOf(
  live: LiveTable,
  body: Body,
  diff: Diff,
  created: boolean,
  markBefore: string | null,
): TableImage {
  const columns = live.columns.flatMap((column) => (column ? [column.id] : []));
  const indexAt = live.columns.map((column) => (column ? columns.indexOf(column.id) : -1));
  const cells: Record<string, RawCell[]> = {};
  const collect = (key: string, wanted: readonly (RawCell | undefined)[], before: readonly RawCell[]): void => {
    const list = (cells[key] ??= []);
    wanted.forEach((cell, position) => {
      const index = indexAt[position] ?? -1;
      if (cell === undefined || index < 0) return;
      const written = readsBackAs(cell);
      const held = before[position] ?? '';
      if (written !== held) list.push(index, held, written);
    });
  };
  const keys = bodyKeys(body);
  diff.wanted.forEach((wanted, row) => {
    const key = keys[row];
    if (wanted && key !== null && key !== undefined) collect(key, wanted, body.values[row] ?? []);
  });
  for (const row of diff.added) collect(row.key, row.cells, []);
  return { table: live.table.id, created, columns, cells, added: diff.added.map(({ key }) => key), markBefore };
}

/** Characters an image takes, before it is turned into JSON: a pull of 50,000 rows must not be serialised in vain. */
export const imageCells = (images: readonly TableImage[]): number =>
  images.reduce(
    (sum, image) => sum + Object.values(image.cells).reduce((cells, list) => cells + list.length / 3, 0),
    0,
  );

/** What the add-in last wrote into each cell, as far as the records tell: key, column → value as the cell shows it. */
export function lastWritten(
  writes: readonly StoredWrite[],
  table: TableImage['table'],
): (key: readonly string[], column: string) => RawCell | undefined {
  const latest = new Map<string, RawCell>();
  // newest first: the first value found for a cell is the last one written
  for (const write of writes) {
    for (const image of write.images ?? []) {
      if (!isTableImage(image) || image.table !== table || write.undone) continue;
      for (const [key, list] of Object.entries(image.cells)) {
        for (let i = 0; i < list.length; i += 3) {
          const cell = `${key}\u001e${image.columns[Number(list[i])]}`;
          const value = list[i + 2];
          if (value !== undefined && !latest.has(cell)) latest.set(cell, value);
        }
      }
    }
  }
  return (key, column) => latest.get(`${joinKey(key)}\u001e${column}`);
}

export const sameValue = (a: CellValue, b: CellValue): boolean =>
  a === b ||
  (typeof a === 'number' && typeof b === 'number' && Math.abs(a - b) <= 1e-13 * Math.max(Math.abs(a), Math.abs(b)));
