import { sheetTable } from '../tables';
import { markKey } from './binding';
import { fewRectangles, rectangles } from './blocks';
import { toCell, type RawCell } from './cells';
import { isWritable } from './columns';
import { createTableSheet, writeSummary } from './create-sheet';
import { workbookError } from './errors';
import { exclusively, runExcel } from './excel-run';
import { bodyRange, loadWorkbook } from './live';
import { boundTo, checkRoom, checkTable } from './preflight';
import type { CutStamp, TableRows } from './types';
import { Journal, resizeTable } from './journal';
import { cutText } from './sheet-texts';
import { readTopRows, writeTopRows } from './stamps';
import { writeTable } from './write';
import { rememberedColumns } from './live';

/**
 * Writes a record sheet (Changes, Check) whole: it belongs to the add-in, and the rows of an earlier record go. Columns
 * the user added stay where they are. `formulas` gives for a column one formula a row (null: the row's value instead).
 *
 * @returns the sheet's name
 * @throws WorkbookError protected, key_column_gone, blocked_cells
 */
export function writeRecordSheet(
  rows: TableRows,
  stamp: CutStamp,
  formulas: Record<string, (string | null)[]> = {},
): Promise<string> {
  const table = sheetTable(rows.table);
  if (table.source !== 'record') throw workbookError('host_error', { detail: `${table.id} is not a record sheet` });
  return exclusively(() =>
    runExcel(async (context) => {
      const workbook = await loadWorkbook(context);
      const binding = boundTo(workbook);
      checkTable(workbook, { ...rows, rows: [] }, 'leave_out');
      const { language, brandName } = binding;
      const rowCount = Math.max(1, rows.rows.length);
      const journal = new Journal();
      const standing = workbook.tables.get(table.id);
      if (standing && rowCount > standing.rowCount) await checkRoom(context, [{ live: standing, rows: rowCount }]);
      const live =
        standing ??
        (await createTableSheet(
          context,
          workbook,
          { table, rowCount, brandName, language, stamp, bandTexts: rows.bandTexts ?? {} },
          (sheetId) => journal.add({ kind: 'sheet', sheetId }),
        ));
      try {
        if (standing) {
          context.workbook.tables.getItem(live.excelId).clearFilters();
          for (const top of await readTopRows(context, [live])) {
            writeTopRows(context, top, stamp, rows.bandTexts ?? {}, language, journal);
          }
        }
        const sources = live.columns.map((column) => (column ? rows.columns.indexOf(column.id) : -1));
        // rows beyond the new record are blanked before the table lets go of them
        const height = Math.max(rowCount, standing?.rowCount ?? 0);
        const wanted = Array.from({ length: height }, (_, row) =>
          live.columns.map((column, position): RawCell | undefined => {
            if (!column || !isWritable(column)) return undefined;
            const formula = formulas[column.id]?.[row];
            // in place of the formula, which follows when all values stand
            if (formula !== null && formula !== undefined) return '';
            return toCell(column, rows.rows[row]?.[sources[position] ?? -1] ?? null, language);
          }),
        );
        const write = { live, before: [], boxes: fewRectangles(wanted, () => undefined), rows: height };
        await writeTable(context, write, journal);
        for (const box of rectangles(formulaCells(live.columns, formulas, rows.rows.length))) {
          const width = box.values[0]?.length ?? 0;
          bodyRange(context, live, box.row, box.column, box.values.length, width).formulas = box.values;
        }
        if (!standing) writeSummary(context, live, language);
        if (standing && rowCount < live.rowCount) resizeTable(context, live, rowCount);
        const mark = {
          excelId: live.excelId,
          brandId: binding.brandId,
          language,
          columns: rememberedColumns(live.columns, live.columnIds),
          leftOut: live.mark?.leftOut ?? [],
          stamp,
          cutText: cutText(stamp, language),
          keys: '',
        };
        context.workbook.settings.add(markKey(table.id), JSON.stringify(mark));
        await context.sync();
      } catch (error) {
        // a half-written new sheet goes; a standing one is a copy of what the pane shows and is simply written again
        if (!standing) await journal.restore(context);
        throw error;
      }
      return live.sheetName;
    }),
  );
}

const formulaCells = (
  columns: readonly ({ id: string } | null)[],
  formulas: Record<string, (string | null)[]>,
  rows: number,
): (RawCell | undefined)[][] =>
  Array.from({ length: rows }, (_, row) =>
    columns.map((column) => (column ? (formulas[column.id]?.[row] ?? undefined) : undefined)),
  );
