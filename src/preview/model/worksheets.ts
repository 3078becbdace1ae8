import { declareClass, method, navigation, Remote, scalar } from '../executor/declare';
import { RichError } from '../executor/errors';
import { freeze, moveSheet, renameSheet, setGridlines, setTabColor, setVisibility } from '../book/sheet-actions';
import { MAX_COLUMNS, MAX_ROWS } from '../book/address';
import type { HostWorkbook } from '../book/workbook';
import { chartsClass } from './charts';
import type { ModelContext } from './context';
import { namesClass } from './names';
import { pageLayoutClass } from './page-layout';
import { areaOf, rangeArgument, rangeOf, resolveRange, type RangeTarget } from './range';
import { color } from './range-format';
import { sheetFilterClass } from './sheet-filter';
import { tablesClass } from './tables';

export interface WorksheetTarget {
  id: string;
}

const sheetObject = (id: string): Remote<WorksheetTarget> => new Remote(worksheetClass, { id });

/** @throws RichError ItemNotFound when the sheet was deleted */
function idOf({ id }: WorksheetTarget, { workbook }: ModelContext): string {
  if (!workbook.hasSheet(id)) throw new RichError('ItemNotFound', "The requested sheet doesn't exist.");
  return id;
}

const wholeSheet = { row: 0, column: 0, rows: MAX_ROWS, columns: MAX_COLUMNS };

function usedRange(target: WorksheetTarget, valuesOnly: unknown, context: ModelContext): Remote<RangeTarget> | null {
  const id = idOf(target, context);
  const area = context.workbook.book.usedArea(id, valuesOnly === true);
  return area && rangeOf(id, area);
}

const EVENTS = { _RegisterDataChangedEvent: 10, _RegisterSelectionChangedEvent: 14, _RegisterActivatedEvent: 11 };

/** Methods the library calls when a handler is attached to, or taken from, an event. */
const eventMethods = <T>(target: (item: T, context: ModelContext) => string, without: string[] = []) =>
  Object.fromEntries(
    Object.entries(EVENTS)
      .filter(([name]) => !without.includes(name))
      .flatMap(([name, type]) => [
        [
          name,
          method<T>('ExcelApi 1.7', (item, _args, context) =>
            context.services.registerEvent(type, target(item, context)),
          ),
        ],
        [
          name.replace('_Register', '_Unregister'),
          method<T>('ExcelApi 1.7', (item, _args, context) =>
            context.services.unregisterEvent(type, target(item, context)),
          ),
        ],
      ]),
  );

export const worksheetClass = declareClass<WorksheetTarget>({
  name: 'Worksheet',
  id: ({ id }) => id,
  members: {
    id: scalar('ExcelApi 1.1', (target, context) => idOf(target, context)),
    name: scalar(
      'ExcelApi 1.1',
      (target, context) => context.workbook.sheetName(idOf(target, context)),
      (target, value, context) => renameSheet(context.workbook, idOf(target, context), String(value)),
    ),
    position: scalar(
      'ExcelApi 1.1',
      (target, context) => context.workbook.sheetIds().indexOf(idOf(target, context)),
      (target, value, context) => moveSheet(context.workbook, idOf(target, context), Number(value)),
    ),
    visibility: scalar(
      'ExcelApi 1.1',
      (target, context) => context.workbook.state(idOf(target, context)).visibility,
      (target, value, context) => setVisibility(context.workbook, idOf(target, context), String(value)),
    ),
    tabColor: scalar(
      'ExcelApi 1.7',
      (target, context) => (context.workbook.book.sheet(idOf(target, context)).getTabColor() ?? '').toUpperCase(),
      (target, value, context) =>
        setTabColor(context.workbook, idOf(target, context), value === '' ? null : color(value)),
    ),
    showGridlines: scalar(
      'ExcelApi 1.8',
      (target, context) => !context.workbook.book.sheet(idOf(target, context)).hasHiddenGridLines(),
      (target, value, context) => setGridlines(context.workbook, idOf(target, context), value === true),
      'Gridlines',
    ),
    tables: navigation(
      'ExcelApi 1.1',
      (target, context) => new Remote(tablesClass, { sheetId: idOf(target, context) }),
    ),
    charts: navigation(
      'ExcelApi 1.1',
      (target, context) => new Remote(chartsClass, { sheetId: idOf(target, context) }),
    ),
    names: navigation('ExcelApi 1.4', (target, context) => new Remote(namesClass, { sheetId: idOf(target, context) })),
    freezePanes: navigation('ExcelApi 1.7', (target) => new Remote(freezePanesClass, target)),
    autoFilter: navigation('ExcelApi 1.9', (target) => new Remote(sheetFilterClass, target)),
    protection: navigation('ExcelApi 1.2', (target) => new Remote(protectionClass, target)),
    pageLayout: navigation('ExcelApi 1.9', (target) => new Remote(pageLayoutClass, target)),
    activate: method('ExcelApi 1.1', (target, _args, context) => context.workbook.activateSheet(idOf(target, context))),
    delete: method('ExcelApi 1.1', (target, _args, context) => context.workbook.deleteSheet(idOf(target, context))),
    calculate: method('ExcelApi 1.6', (target, _args, context) =>
      calculateSheet(context.workbook, idOf(target, context)),
    ),
    getRange: method('ExcelApi 1.1', (target, [address], context) =>
      resolveRange(context.workbook, idOf(target, context), address),
    ),
    getRangeByIndexes: method('ExcelApi 1.7', (target, [row, column, rows, columns], context) => {
      const area = { row: Number(row), column: Number(column), rows: Number(rows), columns: Number(columns) };
      const fits = area.row >= 0 && area.column >= 0 && area.rows > 0 && area.columns > 0;
      if (!fits || area.row + area.rows > MAX_ROWS || area.column + area.columns > MAX_COLUMNS) {
        throw new RichError('InvalidArgument');
      }
      return rangeOf(idOf(target, context), area);
    }),
    getCell: method('ExcelApi 1.1', (target, [row, column], context) =>
      rangeOf(idOf(target, context), { row: Number(row), column: Number(column), rows: 1, columns: 1 }),
    ),
    getUsedRange: method(
      'ExcelApi 1.1',
      (target, [valuesOnly], context) =>
        usedRange(target, valuesOnly, context) ??
        rangeOf(idOf(target, context), { row: 0, column: 0, rows: 1, columns: 1 }),
    ),
    getUsedRangeOrNullObject: method('ExcelApi 1.4', (target, [valuesOnly], context) =>
      usedRange(target, valuesOnly, context),
    ),
    ...eventMethods<WorksheetTarget>(({ id }) => id),
  },
});

function calculateSheet(wb: HostWorkbook, sheetId: string): void {
  wb.book.calculation.markDirty(
    wb.book.cells
      .formulaCells(sheetId)
      .map(({ row, column }) => ({ sheetId, startRow: row, endRow: row, startColumn: column, endColumn: column })),
  );
}

function visibleSheets(wb: HostWorkbook, visibleOnly: unknown): string[] {
  return wb.sheetIds().filter((id) => visibleOnly !== true || wb.state(id).visibility === 'Visible');
}

export const worksheetsClass = declareClass<null>({
  name: 'WorksheetCollection',
  items: (_target, { workbook }) => workbook.sheetIds().map(sheetObject),
  item: (_target, key, { workbook }) => {
    const id = workbook.findSheet(String(key));
    return id === null ? null : sheetObject(id);
  },
  members: {
    add: method('ExcelApi 1.1', (_target, [name], { workbook }) =>
      sheetObject(workbook.addSheet(name === null || name === undefined ? null : String(name))),
    ),
    getItemOrNullObject: method('ExcelApi 1.4', (_target, [key], { workbook }) => {
      const id = workbook.findSheet(String(key));
      return id === null ? null : sheetObject(id);
    }),
    getActiveWorksheet: method('ExcelApi 1.1', (_target, _args, { workbook }) =>
      sheetObject(workbook.book.workbook.getActiveSheet().getSheetId()),
    ),
    getFirst: method('ExcelApi 1.5', (_target, [visibleOnly], { workbook }) =>
      sheetObject(visibleSheets(workbook, visibleOnly)[0]!),
    ),
    getLast: method('ExcelApi 1.5', (_target, [visibleOnly], { workbook }) =>
      sheetObject(visibleSheets(workbook, visibleOnly).at(-1)!),
    ),
    getCount: method(
      'ExcelApi 1.4',
      (_target, [visibleOnly], { workbook }) => visibleSheets(workbook, visibleOnly).length,
    ),
    ...eventMethods<null>(() => 'Workbook'),
  },
});

const freezePanesClass = declareClass<WorksheetTarget>({
  name: 'WorksheetFreezePanes',
  members: {
    freezeAt: method('ExcelApi 1.7', (target, [range], { workbook }) => {
      const area = areaOf(rangeArgument(workbook, target.id, range));
      const rows = area.rows === MAX_ROWS ? 0 : area.row + area.rows;
      const columns = area.columns === MAX_COLUMNS ? 0 : area.column + area.columns;
      freeze(workbook, target.id, rows, columns);
    }),
    freezeRows: method('ExcelApi 1.7', (target, [count], { workbook }) =>
      freeze(workbook, target.id, Number(count ?? 1), 0),
    ),
    freezeColumns: method('ExcelApi 1.7', (target, [count], { workbook }) =>
      freeze(workbook, target.id, 0, Number(count ?? 1)),
    ),
    unfreeze: method('ExcelApi 1.7', (target, _args, { workbook }) => freeze(workbook, target.id, 0, 0)),
    getLocationOrNullObject: method('ExcelApi 1.7', (target, _args, { workbook }) => {
      const { rows, columns } = workbook.state(target.id).freeze;
      if (rows === 0 && columns === 0) return null;
      return rangeOf(target.id, { ...wholeSheet, ...(rows > 0 ? { rows } : {}), ...(columns > 0 ? { columns } : {}) });
    }),
  },
});

const protectionClass = declareClass<WorksheetTarget>({
  name: 'WorksheetProtection',
  members: {
    protected: scalar('ExcelApi 1.2', ({ id }, { workbook }) => workbook.state(id).protection.on),
    options: scalar('ExcelApi 1.2', ({ id }, { workbook }) => workbook.state(id).protection.options),
    protect: method('ExcelApi 1.2', ({ id }, [options], { workbook }) => {
      const { protection } = workbook.state(id);
      if (protection.on) throw new RichError('InvalidOperation', 'The sheet is already protected.');
      protection.on = true;
      protection.options = (options ?? {}) as Record<string, unknown>;
    }),
    unprotect: method('ExcelApi 1.2', ({ id }, _args, { workbook }) => {
      workbook.state(id).protection.on = false;
    }),
  },
});
