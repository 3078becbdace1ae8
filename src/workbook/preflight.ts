import { sheetTable, type Language, type SheetTableId } from '../tables';
import { parseMark, markKey } from './binding';
import type { Diff } from './diff';
import { workbookError } from './errors';
import { cellAddress } from './addresses';
import { missingKeys } from './columns';
import { indexKeys, rowKeys, showKey, splitKey } from './keys';
import type { LiveTable, LiveWorkbook } from './live';
import type { Binding, TableRows } from './types';

/** The workbook's binding; without it nothing may be written, since nobody could tell whose figures they are. */
export function boundTo(live: LiveWorkbook): Binding {
  if (!live.binding) throw workbookError('other_brand', { brand: '', table: '', sheet: '' });
  return live.binding;
}

/** A sheet of another brand, by what the workbook remembers or, in a sheet copied in, by its title. */
export function brandMismatch(live: LiveTable, binding: Binding): string | null {
  if (live.mark) return live.mark.brandId === binding.brandId ? null : live.mark.brandId;
  const titles = Object.values(live.table.sheet).map((name) => `${name} · `);
  const title = live.above.map(String).find((text) => titles.some((start) => text.startsWith(start)));
  const brand = title?.slice(title.indexOf(' · ') + 3);
  return brand === undefined || brand === binding.brandName ? null : brand;
}

/**
 * Everything that can be known to stand in the way before the first cell is written. Throws the first problem, so
 * that the user hears of it while nothing has changed.
 */
export function checkTable(
  workbook: LiveWorkbook,
  incoming: TableRows,
  columnDecision: 'restore' | 'leave_out' | undefined,
): void {
  const table = sheetTable(incoming.table);
  const absentKey = table.key.find((id) => !incoming.columns.includes(id));
  if (absentKey !== undefined) {
    throw workbookError('host_error', {
      table: table.id,
      detail: `the data for ${table.id} have no column ${absentKey}`,
    });
  }
  const repeated = [...indexKeys(rowKeys(table, incoming.columns, incoming.rows)).repeated.keys()][0];
  if (repeated !== undefined) {
    throw workbookError('duplicate_keys', { table: table.id, key: showKey(splitKey(repeated)), rows: '', sheet: '' });
  }
  const binding = boundTo(workbook);
  const live = workbook.tables.get(incoming.table);
  if (!live) return;
  const place = { sheet: live.sheetName, table: table.id };
  const otherBrand = brandMismatch(live, binding);
  if (otherBrand !== null) throw workbookError('other_brand', { ...place, brand: otherBrand });
  const language: Language = live.mark?.language ?? binding.language;
  const [goneKey] = missingKeys(table, live.missing);
  if (goneKey) throw workbookError('key_column_gone', { ...place, column: goneKey.heading[language] });
  if (live.missing.length > 0 && !columnDecision) {
    const names = live.missing.map((column) => column.heading[language]);
    throw workbookError('column_gone', { ...place, column: names.join(', '), count: names.length });
  }
  if (live.protected) throw workbookError('protected', place);
}

export interface Growth {
  live: LiveTable;
  rows: number;
}

/** New rows go below the table; whatever the user keeps there is never written over. */
export async function checkRoom(context: Excel.RequestContext, growing: readonly Growth[]): Promise<void> {
  if (growing.length === 0) return;
  const zones = growing.map(({ live, rows }) => {
    const zone = context.workbook.worksheets
      .getItem(live.sheetId)
      .getRangeByIndexes(
        live.headingRow + 1 + live.rowCount,
        live.firstColumn,
        rows - live.rowCount,
        live.columns.length,
      );
    const used = zone.getUsedRangeOrNullObject(true);
    const merged = zone.getMergedAreasOrNullObject();
    used.load('rowIndex,columnIndex');
    merged.load('address');
    zone.load('format/rowHeight');
    return { live, zone, used, merged };
  });
  await context.sync();
  for (const { live, zone, used, merged } of zones) {
    live.heightBelow = zone.format.rowHeight;
    if (used.isNullObject && merged.isNullObject) continue;
    const address = used.isNullObject ? merged.address : cellAddress(live.sheetName, used.rowIndex, used.columnIndex);
    throw workbookError('blocked_cells', { sheet: live.sheetName, table: live.table.id, address, count: 1 });
  }
}

/** How many rows a table will have once the diff is written. */
export const rowsAfter = (live: LiveTable, diff: Diff, spare: number): number =>
  Math.max(live.rowCount, live.rowCount - spare + diff.added.length);

/** Tables of another brand than `brandId` that the workbook already holds. */
export const tablesOfOthers = (workbook: LiveWorkbook, brandId: string): SheetTableId[] =>
  [...workbook.tables.keys()].filter((id) => {
    const mark = parseMark(workbook.settings.get(markKey(id)));
    return mark !== null && mark.brandId !== brandId;
  });
