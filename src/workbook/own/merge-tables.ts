import { sheetTable, type CellValue, type SheetTableId } from '../../tables';
import type { CutStamp, ReadTable } from '../types';

/** Tables whose own row drops every row of ours about the same thing: half of one source and half of another would count twice. */
const REPLACED_BY: Readonly<Partial<Record<SheetTableId, readonly string[]>>> = {
  TW_Sales: ['sku_id', 'warehouse_id'],
  TW_Inbound: ['sku_id', 'to_id'],
};
/** Stock figures stand or fall together: an own stock on hand with our reserved would be neither's. */
const STOCK_FIGURES = ['on_hand', 'reserved', 'locked', 'defective', 'near_expiry_lock', 'virtual', 'available'];

/** Our tables with what the user's own ranges say in the place of theirs (see `ownTables`). */
export function mergeTables(
  base: ReadonlyMap<SheetTableId, ReadTable>,
  own: ReadonlyMap<SheetTableId, ReadTable>,
  stamp: CutStamp,
): Map<SheetTableId, ReadTable> {
  const merged = new Map(base);
  for (const [id, table] of own) {
    const pulled = base.get(id);
    const joined = pulled ? join(pulled, table) : table;
    merged.set(id, { ...joined, stamp: pulled?.stamp ? { ...pulled.stamp, dataTime: stamp.dataTime } : stamp });
  }
  return merged;
}

function join(pulled: ReadTable, own: ReadTable): ReadTable {
  const id = own.table;
  const columns = [...new Set([...pulled.columns, ...own.columns])];
  const wide = (table: ReadTable): CellValue[][] => {
    const at = columns.map((column) => table.columns.indexOf(column));
    return table.rows.map((row) => at.map((place) => (place < 0 ? null : (row[place] ?? null))));
  };
  const by = (REPLACED_BY[id] ?? sheetTable(id).key).map((column) => columns.indexOf(column));
  const keyOf = (row: readonly CellValue[]): string => JSON.stringify(by.map((at) => row[at] ?? ''));
  const ours = wide(pulled);
  const theirs = wide(own);
  const theirKeys = new Set(theirs.map(keyOf));
  const rows: CellValue[][] = [];
  const sheetRows: number[] = [];
  const put = (row: CellValue[], sheetRow: number | undefined): void => {
    rows.push(row);
    sheetRows.push(sheetRow ?? 0);
  };
  const known = new Map<string, CellValue[]>();
  ours.forEach((row, at) => {
    const isReplaced = REPLACED_BY[id] !== undefined && theirKeys.has(keyOf(row));
    if (isReplaced) return;
    known.set(keyOf(row), row);
    put(row, pulled.sheetRows[at]);
  });
  const taken = new Set<string>();
  theirs.forEach((row, at) => {
    const key = keyOf(row);
    const before = taken.has(key) || REPLACED_BY[id] ? undefined : known.get(key);
    taken.add(key);
    if (!before) return put(row, own.sheetRows[at]);
    const hasStock =
      id === 'TW_Stock' && STOCK_FIGURES.some((column) => (row[columns.indexOf(column)] ?? null) !== null);
    columns.forEach((column, place) => {
      const value = row[place] ?? null;
      if (value !== null || (hasStock && STOCK_FIGURES.includes(column))) before[place] = value;
    });
  });
  return {
    ...pulled,
    columns,
    rows,
    sheetRows,
    sheetColumns: columns.map((column) => pulled.sheetColumns[pulled.columns.indexOf(column)] ?? -1),
  };
}
