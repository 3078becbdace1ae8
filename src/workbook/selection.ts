import { SHEET_TABLES, sheetTable, type CellValue, type SheetColumn, type SheetTableId } from '../tables';
import type { Area } from './areas';
import { fromCell, type RawCell } from './cells';
import { matchColumns } from './columns';
import { bodyKeys, isFormula } from './diff';
import { exclusively, runExcel } from './excel-run';
import { joinKey } from './keys';
import { bodyRange, loadWorkbook } from './live';
import { readBody } from './read';
import { markKey, parseMark } from './binding';
import type { SelectionInfo } from './types';

/** Moving through a sheet by arrow key fires many events; only where the user comes to rest matters. */
const REST_MS = 150;

/**
 * Tells where the user stands, some 0.15 s after the selection came to rest. A selection that cannot be read (several
 * areas, a chart, a sheet just deleted) is passed over.
 *
 * @returns a function that ends it
 */
export async function onSelection(listener: (info: SelectionInfo) => void): Promise<() => Promise<void>> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let ended = false;
  const look = (): void => {
    readSelection().then(
      (info) => {
        if (!ended) listener(info);
      },
      () => undefined,
    );
  };
  const handler = await runExcel(async (context) => {
    const added = context.workbook.onSelectionChanged.add(async () => {
      clearTimeout(timer);
      timer = setTimeout(look, REST_MS);
    });
    await context.sync();
    return added;
  });
  look();
  return async () => {
    ended = true;
    clearTimeout(timer);
    await Excel.run(handler.context, async (context) => {
      handler.remove();
      await context.sync();
    });
  };
}

const OUR_FUNCTION = /\bTWIN(?:DEV)?\.[A-Z]/i;

function readSelection(): Promise<SelectionInfo> {
  return runExcel(async (context) => {
    const cell = context.workbook.getActiveCell();
    cell.load('address,rowIndex,columnIndex,values,formulas,worksheet/name');
    // a cell that a spilled formula fills shows that formula
    const parent = cell.getSpillParentOrNullObject();
    parent.load('formulas');
    const tables = cell.getTables(false);
    tables.load('items/id,items/name');
    context.workbook.settings.load('items/key,items/value');
    await context.sync();

    const formula = String((parent.isNullObject ? cell : parent).formulas[0]?.[0] ?? '');
    const raw = cell.values[0]?.[0] as RawCell;
    const info: SelectionInfo = {
      address: cell.address,
      sheetName: cell.worksheet.name,
      table: null,
      row: null,
      formula: isFormula(raw, formula) && OUR_FUNCTION.test(formula) ? formula : null,
      value: raw === '' ? null : raw,
    };
    // eslint-disable-next-line office-addins/load-object-before-read -- loaded as items/id,items/name above
    const [excelTable] = tables.items;
    if (!excelTable) return info;
    const settings = new Map(context.workbook.settings.items.map((item) => [item.key, String(item.value)]));
    const marks = SHEET_TABLES.map(({ id }) => ({ id, mark: parseMark(settings.get(markKey(id))) }));
    const table =
      marks.find(({ mark }) => mark?.excelId === excelTable.id)?.id ??
      SHEET_TABLES.find(({ id }) => id.toLowerCase() === excelTable.name.toLowerCase())?.id;
    const range = excelTable.getRange();
    range.load('rowIndex,columnIndex,rowCount,columnCount');
    excelTable.columns.load('items/id,items/name');
    await context.sync();

    const row = cell.rowIndex - range.rowIndex;
    if (row < 1 || row >= range.rowCount) return { ...info, table: table ?? null };
    const line = range.getRow(row);
    line.load('values');
    await context.sync();
    const live = excelTable.columns.items.map(({ id, name }) => ({ id, name }));
    const mark = marks.find(({ id }) => id === table)?.mark;
    const columns = table
      ? matchColumns(sheetTable(table), live, mark?.columns, mark?.leftOut).columns
      : keyColumns(live);
    const values = rowValues(columns, (line.values[0] ?? []) as RawCell[]);
    return { ...info, table: table ?? null, row: Object.keys(values).length > 0 ? values : null };
  });
}

/** In a table of the user's own, the columns that say which SKU and warehouse a row is about. */
function keyColumns(live: { id: number; name: string }[]): (SheetColumn | null)[] {
  const { key, columns } = sheetTable('TW_Stock');
  return matchColumns(sheetTable('TW_Stock'), live).columns.map((column) =>
    column && key.includes(column.id) && columns.includes(column) ? column : null,
  );
}

const rowValues = (columns: readonly (SheetColumn | null)[], values: readonly RawCell[]): Record<string, CellValue> =>
  Object.fromEntries(
    columns.flatMap((column, i) => (column ? [[column.id, fromCell(column, values[i] ?? '').value]] : [])),
  );

/**
 * Goes to the row with this key, to `column` or its first cell.
 *
 * @returns false when the table, the row or its only copy is not there
 */
export function selectRow(table: SheetTableId, key: string[], column?: string): Promise<boolean> {
  return exclusively(() =>
    runExcel(async (context) => {
      const live = (await loadWorkbook(context)).tables.get(table);
      if (!live) return false;
      const body = await readBody(context, live);
      const row = bodyKeys(body).indexOf(joinKey(key));
      if (row < 0) return false;
      const position = Math.max(
        0,
        live.columns.findIndex((candidate) => candidate?.id === column),
      );
      context.workbook.worksheets.getItem(live.sheetId).activate();
      bodyRange(context, live, row, position, 1, 1).select();
      await context.sync();
      return true;
    }),
  );
}

/** Goes to cells (0-based) and selects them; false when their sheet is gone or hidden. */
export function selectArea(sheetId: string, { row, column, rows, columns }: Area): Promise<boolean> {
  return exclusively(() =>
    runExcel(async (context) => {
      const sheet = context.workbook.worksheets.getItemOrNullObject(sheetId);
      sheet.load('visibility');
      await context.sync();
      if (sheet.isNullObject || sheet.visibility !== Excel.SheetVisibility.visible) return false;
      sheet.activate();
      sheet.getRangeByIndexes(row, column, rows, columns).select();
      await context.sync();
      return true;
    }),
  );
}

/** Brings the table's sheet to the front; false when there is none. */
export function activateSheet(table: SheetTableId): Promise<boolean> {
  return exclusively(() =>
    runExcel(async (context) => {
      const live = (await loadWorkbook(context)).tables.get(table);
      if (!live) return false;
      context.workbook.worksheets.getItem(live.sheetId).activate();
      await context.sync();
      return true;
    }),
  );
}
