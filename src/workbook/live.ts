import { SHEET_TABLES, type Language, type SheetColumn, type SheetTable, type SheetTableId } from '../tables';
import { BINDING_KEY, markKey, parseBinding, parseMark, type TableMark } from './binding';
import type { RawCell } from './cells';
import { matchColumns } from './columns';
import type { Binding } from './types';

/** One of our tables where it stands now. Rows and columns are 0-based sheet positions. */
export interface LiveTable {
  table: SheetTable;
  excelId: string;
  /** the name references use; the user may have changed it */
  name: string;
  sheetId: string;
  sheetName: string;
  headingRow: number;
  firstColumn: number;
  rowCount: number;
  headings: string[];
  columnIds: number[];
  /** declared column at each position; null for the user's own */
  columns: (SheetColumn | null)[];
  /** declared columns that are gone and were not left out on purpose */
  missing: SheetColumn[];
  /** declared columns that the sheet never had, see matchColumns */
  fresh: SheetColumn[];
  protected: boolean;
  filtered: boolean;
  mark: TableMark | null;
  /** height in points of the rows just below, known once there is to be a row added */
  heightBelow?: number;
  /** the table's first column above the headings, where title and cut line stand */
  above: RawCell[];
}

export interface LiveWorkbook {
  binding: Binding | null;
  settings: Map<string, string>;
  sheets: { id: string; name: string; protected: boolean }[];
  tables: Map<SheetTableId, LiveTable>;
  manualCalculation: boolean;
}

export const languageOf = (live: LiveWorkbook): Language => live.binding?.language ?? 'en';

/** how far down the headings are looked for below their title; more rows above them are the user's own business */
const ROWS_ABOVE = 20;

/** Everything the add-in knows about the workbook, in two round trips whatever its size. */
export async function loadWorkbook(context: Excel.RequestContext): Promise<LiveWorkbook> {
  const { workbook } = context;
  workbook.worksheets.load('items/id,items/name');
  workbook.tables.load('items/id,items/name');
  workbook.settings.load('items/key,items/value');
  workbook.application.load('calculationMode');
  await context.sync();

  const settings = new Map(workbook.settings.items.map((item) => [item.key, String(item.value)]));
  const found = SHEET_TABLES.flatMap((table) => {
    const mark = parseMark(settings.get(markKey(table.id)));
    const items = workbook.tables.items;
    const excelTable =
      items.find((item) => item.id === mark?.excelId) ??
      items.find((item) => item.name.toLowerCase() === table.id.toLowerCase());
    return excelTable ? [{ table, mark, excelTable }] : [];
  });
  for (const sheet of workbook.worksheets.items) sheet.protection.load('protected');
  const handles = found.map(({ excelTable }) => {
    const range = excelTable.getRange();
    const above = range
      .getCell(0, 0)
      .getEntireColumn()
      .getCell(0, 0)
      .getResizedRange(ROWS_ABOVE - 1, 0);
    excelTable.worksheet.load('id');
    excelTable.columns.load('items/id,items/name');
    excelTable.autoFilter.load('isDataFiltered');
    range.load('rowIndex,columnIndex,rowCount');
    above.load('values');
    return { range, above };
  });
  await context.sync();

  const sheets = workbook.worksheets.items.map((sheet) => ({
    id: sheet.id,
    name: sheet.name,
    protected: sheet.protection.protected,
  }));
  const tables = new Map<SheetTableId, LiveTable>();
  found.forEach(({ table, mark, excelTable }, i) => {
    const { range, above } = handles[i]!;
    const columns = excelTable.columns.items.map(({ id, name }) => ({ id, name }));
    const sheet = sheets.find(({ id }) => id === excelTable.worksheet.id);
    tables.set(table.id, {
      table,
      mark,
      excelId: excelTable.id,
      name: excelTable.name,
      sheetId: excelTable.worksheet.id,
      sheetName: sheet?.name ?? '',
      protected: sheet?.protected ?? false,
      filtered: excelTable.autoFilter.isDataFiltered,
      headingRow: range.rowIndex,
      firstColumn: range.columnIndex,
      rowCount: range.rowCount - 1,
      headings: columns.map(({ name }) => name),
      columnIds: columns.map(({ id }) => id),
      above: above.values.slice(0, range.rowIndex).map((row) => row[0] as RawCell),
      ...matchColumns(table, columns, mark?.columns, mark?.leftOut),
    });
  });
  return {
    binding: parseBinding(settings.get(BINDING_KEY)),
    settings,
    sheets,
    tables,
    manualCalculation: workbook.application.calculationMode === Excel.CalculationMode.manual,
  };
}

/** The table's body as a range; rows and columns count from its first data cell. */
export function bodyRange(
  context: Excel.RequestContext,
  live: Pick<LiveTable, 'sheetId' | 'headingRow' | 'firstColumn'>,
  row: number,
  position: number,
  rows: number,
  columns: number,
): Excel.Range {
  return context.workbook.worksheets
    .getItem(live.sheetId)
    .getRangeByIndexes(live.headingRow + 1 + row, live.firstColumn + position, rows, columns);
}

export const rememberedColumns = (
  columns: readonly (SheetColumn | null)[],
  ids: readonly number[],
): Record<string, number> =>
  Object.fromEntries(columns.flatMap((column, i) => (column ? [[column.id, ids[i] ?? 0]] : [])));
