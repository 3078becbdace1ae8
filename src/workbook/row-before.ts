import { sheetTable, type CellValue, type SheetTableId } from '../tables';
import { parseMark } from './binding';
import { fromCell } from './cells';
import { joinKey } from './keys';
import { isTableImage, writeRecords } from './records';
import { listWrites } from './undo';

/** A row of one of our tables as it stood before the plan was last written into it. */
export interface RowBefore {
  /** ISO instant of that write */
  at: string;
  /** version of the plan the table held before; null: it held none */
  planVersion: string | null;
  /** the write added the row */
  added: boolean;
  /** old values of the cells it changed, by column id */
  values: Record<string, CellValue>;
}

/**
 * From the before-images kept on this computer. `null` when the last plan written into the table left none (another computer wrote it, it was
 * undone, or its figures were too many to keep).
 */
export async function rowBefore(table: SheetTableId, key: readonly string[]): Promise<RowBefore | null> {
  const declared = sheetTable(table);
  const name = joinKey(key);
  for (const { id, kind, undone, at } of await listWrites()) {
    if (kind !== 'plan' || undone) continue;
    const image = writeRecords()
      .get(id)
      ?.images?.filter(isTableImage)
      .find((one) => one.table === table);
    if (!image) return null;
    const values: Record<string, CellValue> = {};
    const cells = image.cells[name] ?? [];
    for (let i = 0; i < cells.length; i += 3) {
      const column = declared.columns.find((one) => one.id === image.columns[Number(cells[i])]);
      if (column) values[column.id] = fromCell(column, cells[i + 1] ?? '').value;
    }
    const planVersion = image.markBefore === null ? null : (parseMark(image.markBefore)?.stamp?.planVersion ?? null);
    return { at, planVersion, added: image.added.includes(name), values };
  }
  return null;
}
