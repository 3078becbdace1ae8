import type { RawCell } from './cells';
import { BINDING_KEY, newWorkbookId, parseBinding, WORKBOOK_KEY } from './binding';
import { workbookError } from './errors';
import { exclusively, runExcel } from './excel-run';
import { writeRecords } from './records';
import type { InsertReport } from './types';
import { newWriteId } from './write-job';

/** Room a formula needs for what it spills. */
export interface FormulaSize {
  rows: number;
  columns: number;
}

/**
 * Enters a formula into the active cell, when that is blank and everything it will spill over is too. Nothing in a table is
 * written: Excel would fill the formula down the column.
 *
 * @throws WorkbookError occupied, inside_table, no_room, text_cell, protected: nothing was written
 */
export function insertFormula(formula: string, { rows, columns }: FormulaSize): Promise<InsertReport> {
  return exclusively(() =>
    runExcel(
      async (context) => {
        const { workbook } = context;
        const cell = workbook.getActiveCell();
        const room = cell.getResizedRange(rows - 1, columns - 1);
        cell.load('address,rowIndex,columnIndex,formulas,numberFormat,worksheet/id,worksheet/name');
        cell.worksheet.protection.load('protected');
        room.load('address,formulas');
        const tables = [cell.getTables(false), room.getTables(false)] as const;
        for (const found of tables) found.load('items/id');
        const binding = workbook.settings.getItemOrNullObject(BINDING_KEY);
        const unbound = workbook.settings.getItemOrNullObject(WORKBOOK_KEY);
        binding.load('value');
        unbound.load('value');
        await context.sync();

        const { address } = cell;
        const { id: sheetId, name: sheetName } = cell.worksheet;
        const [inTable, overTable] = tables.map(({ items }) => items.length > 0);
        if (cell.worksheet.protection.protected) throw workbookError('protected', { sheet: sheetName });
        if (inTable) throw workbookError('inside_table', { address });
        if (cell.formulas[0]?.[0] !== '') throw workbookError('occupied', { address });
        if (cell.numberFormat[0]?.[0] === '@') throw workbookError('text_cell', { address });
        const others = (room.formulas as RawCell[][]).flat().some((held) => held !== '');
        if (overTable || others) throw workbookError('no_room', { address: room.address, rows, columns });

        cell.formulas = [[formula]];
        const written = workbook.worksheets.getItem(sheetId).getCell(cell.rowIndex, cell.columnIndex);
        written.load('formulas');
        await context.sync();

        const held = binding.isNullObject ? null : parseBinding(String(binding.value));
        let workbookId = held?.workbookId ?? (unbound.isNullObject ? '' : String(unbound.value));
        if (workbookId === '') {
          workbookId = newWorkbookId();
          workbook.settings.add(WORKBOOK_KEY, workbookId);
          await context.sync();
        }
        const id = newWriteId();
        const now = String(written.formulas[0]?.[0] ?? '');
        writeRecords().add({
          id,
          workbookId,
          kind: 'example',
          at: new Date().toISOString(),
          stamp: null,
          cells: 1,
          rowsAdded: 0,
          undone: false,
          canUndo: true,
          images: [{ sheetId, sheetName, formulas: [cell.rowIndex, cell.columnIndex, '', now] }],
        });
        return { writeId: id, address };
      },
      { undoGroup: true },
    ),
  );
}
