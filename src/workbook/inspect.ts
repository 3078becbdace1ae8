import type { SheetTableId } from '../tables';
import { BINDING_KEY, markKey, PANE_PREFIX } from './binding';
import { workbookError } from './errors';
import { exclusively, runExcel } from './excel-run';
import { loadWorkbook } from './live';
import { tablesOfOthers } from './preflight';
import { readBody, toReadTable } from './read';
import type { Binding, ReadTable, WorkbookState, WorkOptions } from './types';

/** What the workbook holds of ours, and whether anything stands in the way. Reads no figures. */
export function inspectWorkbook(): Promise<WorkbookState> {
  return exclusively(() =>
    runExcel(async (context) => {
      const workbook = await loadWorkbook(context);
      const ours = new Set([...workbook.tables.values()].map((live) => live.sheetId));
      const used = workbook.sheets
        .filter((sheet) => !ours.has(sheet.id))
        .map((sheet) => context.workbook.worksheets.getItem(sheet.id).getUsedRangeOrNullObject(true));
      for (const range of used) range.load('address');
      await context.sync();
      return {
        binding: workbook.binding,
        foreignSheets: used.filter((range) => !range.isNullObject).length,
        tables: [...workbook.tables.values()].map((live) => ({
          table: live.table.id,
          sheetName: live.sheetName,
          rows: live.rowCount,
          protected: live.protected,
          filtered: live.filtered,
          missingColumns: live.missing.map((column) => column.id),
          stamp: live.mark?.stamp ?? null,
        })),
        manualCalculation: workbook.manualCalculation,
      };
    }),
  );
}

/**
 * Ties the workbook to a brand. A workbook that already holds another brand's tables keeps its brand.
 *
 * @throws WorkbookError other_brand
 */
export function bindWorkbook(binding: Binding): Promise<void> {
  return exclusively(() =>
    runExcel(async (context) => {
      const workbook = await loadWorkbook(context);
      const [other] = tablesOfOthers(workbook, binding.brandId);
      if (other !== undefined) {
        const live = workbook.tables.get(other);
        const brand = live?.mark?.brandId ?? '';
        throw workbookError('other_brand', { brand, table: other, sheet: live?.sheetName ?? '' });
      }
      context.workbook.settings.add(BINDING_KEY, JSON.stringify(binding));
      await context.sync();
    }),
  );
}

/** Forgets the brand and the tables; the sheets stay as they are, as the user's own. */
export function unbindWorkbook(): Promise<void> {
  return exclusively(() =>
    runExcel(async (context) => {
      const workbook = await loadWorkbook(context);
      const keys = [BINDING_KEY, ...[...workbook.tables.keys()].map(markKey)];
      for (const key of keys.filter((name) => workbook.settings.has(name))) {
        context.workbook.settings.getItemOrNullObject(key).delete();
      }
      await context.sync();
    }),
  );
}

/**
 * Our tables as they stand in the sheets, whatever the user renamed, moved or sorted. Tables that do not exist are
 * absent from the map; rows no longer in the data are left out.
 *
 * @throws WorkbookError key_column_gone, cancelled
 */
export function readTables(ids: SheetTableId[], options: WorkOptions = {}): Promise<Map<SheetTableId, ReadTable>> {
  return exclusively(() =>
    runExcel(async (context) => {
      const workbook = await loadWorkbook(context);
      const tables = new Map<SheetTableId, ReadTable>();
      for (const id of ids) {
        const live = workbook.tables.get(id);
        if (!live) continue;
        const goneKey = live.missing.find((column) => live.table.key.includes(column.id));
        if (goneKey) {
          const heading = goneKey.heading[workbook.binding?.language ?? 'en'];
          throw workbookError('key_column_gone', { sheet: live.sheetName, table: id, column: heading });
        }
        tables.set(id, toReadTable(live, await readBody(context, live, options.signal)));
      }
      return tables;
    }),
  );
}

/** A setting of the pane's own that travels with the workbook; null when it was never written or is unreadable. */
export function readSetting(key: string): Promise<unknown> {
  return exclusively(() =>
    runExcel(async (context) => {
      const item = context.workbook.settings.getItemOrNullObject(PANE_PREFIX + key);
      item.load('value');
      await context.sync();
      if (item.isNullObject) return null;
      try {
        return JSON.parse(String(item.value)) as unknown;
      } catch {
        return null;
      }
    }),
  );
}

/** `json` is any value JSON can hold. */
export function writeSetting(key: string, json: unknown): Promise<void> {
  return exclusively(() =>
    runExcel(async (context) => {
      context.workbook.settings.add(PANE_PREFIX + key, JSON.stringify(json));
      await context.sync();
    }),
  );
}
