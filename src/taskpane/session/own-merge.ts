import { sheetTable, type CellValue, type SheetTableId } from '../../tables';
import type { ReadTable } from '../../workbook/types';
import { isBlank } from './review-items';
import { rowKey } from './records';

/**
 * Tables of which one source counts as a whole for all rows with these columns alike: half of one and half of another would
 * count sales, stock or open orders twice, or mix two lead times.
 */
const WHOLE: Partial<Record<SheetTableId, readonly string[]>> = {
  TW_Stock: ['sku_id', 'warehouse_id'],
  TW_Sales: ['sku_id', 'warehouse_id'],
  TW_Inbound: ['sku_id', 'to_id'],
  TW_Lanes: ['to_id'],
};

/**
 * The pulled sheet counts: what the user's own ranges say is taken for what it has no row about, and, in tables of facts, for
 * what it leaves blank.
 *
 * @param other a table that holds the user's figures, those of the pulled sheet too or not
 */
export function pulledFirst(pulled: ReadTable, other: ReadTable): ReadTable {
  const columns = [...new Set([...pulled.columns, ...other.columns])];
  const whole = WHOLE[pulled.table];
  const key = whole ?? sheetTable(pulled.table).key;
  const rowsOf = (table: ReadTable): { row: CellValue[]; id: string; sheetRow: number }[] => {
    const at = columns.map((column) => table.columns.indexOf(column));
    return table.rows.map((held, index) => ({
      row: at.map((position) => held[position] ?? null),
      id: rowKey(...key.map((column) => held[table.columns.indexOf(column)] ?? null)),
      sheetRow: table.sheetRows[index] ?? 0,
    }));
  };
  const lines = rowsOf(pulled);
  const known = new Map(lines.map((line) => [line.id, line.row]));
  for (const line of rowsOf(other)) {
    const row = known.get(line.id);
    if (!row) lines.push(line);
    else if (!whole) {
      line.row.forEach((value, position) => {
        if (isBlank(row[position] ?? null)) row[position] = value;
      });
    }
  }
  return {
    ...pulled,
    columns,
    rows: lines.map(({ row }) => row),
    sheetRows: lines.map(({ sheetRow }) => sheetRow),
    sheetColumns: columns.map((column) => pulled.sheetColumns[pulled.columns.indexOf(column)] ?? -1),
  };
}
