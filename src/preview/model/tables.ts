import { declareClass, method, navigation, Remote, scalar, type ApiSet } from '../executor/declare';
import { RichError } from '../executor/errors';
import { writeValues, mapCells } from '../book/content';
import { plainValue } from '../book/cell-text';
import {
  addColumn,
  addRows,
  addTable,
  applyFilters,
  clearFilters,
  convertToRange,
  deleteColumn,
  deleteRow,
  deleteTable,
  isFiltered,
  renameColumn,
  renameTable,
  resizeTable,
  sortTable,
} from '../book/table-actions';
import { columnArea, columnById, dataArea, type HostTable } from '../book/tables';
import type { HostWorkbook } from '../book/workbook';
import { columnFilterClass } from './table-filter';
import type { ModelContext } from './context';
import { areaOf, rangeArgument, rangeOf } from './range';
import { worksheetClass } from './worksheets';

export interface TableTarget {
  id: string;
}

export interface TableColumnTarget extends TableTarget {
  column: number;
}

const tableObject = (table: HostTable): Remote<TableTarget> => new Remote(tableClass, { id: table.id });

/** @throws RichError ItemNotFound when the table is gone */
export function tableOf({ id }: TableTarget, { workbook }: ModelContext): HostTable {
  const table = workbook.tables.byId(id);
  if (!table) throw new RichError('ItemNotFound', "The requested table doesn't exist.");
  return table;
}

/** @throws RichError ItemNotFound when the column is gone */
export function columnIndexOf(target: TableColumnTarget, context: ModelContext): number {
  const index = columnById(tableOf(target, context), target.column);
  if (index < 0) throw new RichError('ItemNotFound', "The requested table column doesn't exist.");
  return index;
}

const flag = (set: ApiSet, key: 'showBandedRows' | 'showBandedColumns' | 'showFilterButton') =>
  scalar<TableTarget>(
    set,
    (target, context) => tableOf(target, context)[key],
    (target, value, context) => {
      const table = tableOf(target, context);
      context.workbook.requireWritable(table.sheetId);
      table[key] = value === true;
    },
  );

export const tableClass = declareClass<TableTarget>({
  name: 'Table',
  id: ({ id }) => id,
  members: {
    id: scalar('ExcelApi 1.1', ({ id }) => id),
    name: scalar(
      'ExcelApi 1.1',
      (target, context) => tableOf(target, context).name,
      (target, value, context) => renameTable(context.workbook, tableOf(target, context), String(value)),
    ),
    style: scalar(
      'ExcelApi 1.1',
      (target, context) => tableOf(target, context).style ?? '',
      (target, value, context) => {
        tableOf(target, context).style = value ? String(value) : null;
      },
    ),
    showHeaders: scalar('ExcelApi 1.1', (target, context) => tableOf(target, context).showHeaders),
    showTotals: scalar('ExcelApi 1.1', (target, context) => tableOf(target, context).showTotals),
    showBandedRows: flag('ExcelApi 1.3', 'showBandedRows'),
    showBandedColumns: flag('ExcelApi 1.3', 'showBandedColumns'),
    showFilterButton: flag('ExcelApi 1.3', 'showFilterButton'),
    columns: navigation('ExcelApi 1.1', (target) => new Remote(tableColumnsClass, target)),
    rows: navigation('ExcelApi 1.1', (target) => new Remote(tableRowsClass, target)),
    sort: navigation('ExcelApi 1.2', (target) => new Remote(tableSortClass, target)),
    autoFilter: navigation('ExcelApi 1.9', (target) => new Remote(autoFilterClass, target)),
    worksheet: navigation(
      'ExcelApi 1.2',
      (target, context) => new Remote(worksheetClass, { id: tableOf(target, context).sheetId }),
    ),
    getRange: method('ExcelApi 1.1', (target, _args, context) => {
      const table = tableOf(target, context);
      return rangeOf(table.sheetId, { ...table.area });
    }),
    getDataBodyRange: method('ExcelApi 1.1', (target, _args, context) => {
      const table = tableOf(target, context);
      return rangeOf(table.sheetId, dataArea(table));
    }),
    getHeaderRowRange: method('ExcelApi 1.1', (target, _args, context) => {
      const table = tableOf(target, context);
      return rangeOf(table.sheetId, { ...table.area, rows: 1 });
    }),
    resize: method('ExcelApi 1.13', (target, [newRange], context) => {
      const table = tableOf(target, context);
      resizeTable(context.workbook, table, areaOf(rangeArgument(context.workbook, table.sheetId, newRange)));
    }),
    clearFilters: method('ExcelApi 1.2', (target, _args, context) =>
      clearFilters(context.workbook, tableOf(target, context)),
    ),
    reapplyFilters: method('ExcelApi 1.2', (target, _args, context) =>
      applyFilters(context.workbook, tableOf(target, context)),
    ),
    convertToRange: method('ExcelApi 1.2', (target, _args, context) => {
      const table = tableOf(target, context);
      convertToRange(context.workbook, table);
      return rangeOf(table.sheetId, { ...table.area });
    }),
    delete: method('ExcelApi 1.1', (target, _args, context) => deleteTable(context.workbook, tableOf(target, context))),
  },
});

const findTable = (wb: HostWorkbook, key: unknown, sheetId: string | null): HostTable | null => {
  const table = wb.tables.byId(String(key)) ?? wb.tables.byName(String(key));
  return table && (sheetId === null || table.sheetId === sheetId) ? table : null;
};

/** Tables of the workbook (sheetId null) or of one sheet. */
export interface TablesTarget {
  sheetId: string | null;
}

const tablesOf = ({ sheetId }: TablesTarget, { workbook }: ModelContext): readonly HostTable[] =>
  sheetId === null ? workbook.tables.all() : workbook.tables.onSheet(sheetId);

export const tablesClass = declareClass<TablesTarget>({
  name: 'TableCollection',
  items: (target, context) => tablesOf(target, context).map(tableObject),
  item: ({ sheetId }, key, { workbook }) => {
    const table = findTable(workbook, key, sheetId);
    return table && tableObject(table);
  },
  members: {
    count: scalar('ExcelApi 1.1', (target, context) => tablesOf(target, context).length),
    getCount: method('ExcelApi 1.4', (target, _args, context) => tablesOf(target, context).length),
    add: method('ExcelApi 1.1', (target, [address, hasHeaders], { workbook }) => {
      const range = rangeArgument(workbook, target.sheetId ?? workbook.selection.sheetId, address);
      if (target.sheetId !== null && range.sheetId !== target.sheetId) throw new RichError('InvalidArgument');
      return tableObject(addTable(workbook, range.sheetId, areaOf(range), hasHeaders === true));
    }),
    getItemOrNullObject: method('ExcelApi 1.4', ({ sheetId }, [key], { workbook }) => {
      const table = findTable(workbook, key, sheetId);
      return table && tableObject(table);
    }),
    getItemAt: method('ExcelApi 1.1', (target, [index], context) => {
      const table = tablesOf(target, context)[Number(index)];
      if (!table) throw new RichError('ItemNotFound');
      return tableObject(table);
    }),
  },
});

/** Tables that `range.getTables` found, by id. */
export const tableScopedClass = declareClass<string[]>({
  name: 'TableScopedCollection',
  items: (ids) => ids.map((id) => new Remote(tableClass, { id })),
  item: (ids, key, { workbook }) => {
    const table = findTable(workbook, key, null);
    return table && ids.includes(table.id) ? tableObject(table) : null;
  },
  members: {
    getCount: method('ExcelApi 1.9', (ids) => ids.length),
    getFirst: method('ExcelApi 1.9', (ids) => {
      if (!ids[0]) throw new RichError('ItemNotFound');
      return new Remote(tableClass, { id: ids[0] });
    }),
    getItemOrNullObject: method('ExcelApi 1.14', (ids, [key], { workbook }) => {
      const table = findTable(workbook, key, null);
      return table && ids.includes(table.id) ? tableObject(table) : null;
    }),
  },
});

// ---- columns ----------------------------------------------------------------------------------------------------

const columnRange = (target: TableColumnTarget, context: ModelContext, rows: 'all' | 'data' | 'header') => {
  const table = tableOf(target, context);
  const index = columnIndexOf(target, context);
  const data = columnArea(table, index);
  if (rows === 'data') return rangeOf(table.sheetId, data);
  return rangeOf(table.sheetId, { ...data, row: table.area.row, rows: rows === 'header' ? 1 : table.area.rows });
};

export const tableColumnClass = declareClass<TableColumnTarget>({
  name: 'TableColumn',
  id: ({ column }) => column,
  members: {
    id: scalar('ExcelApi 1.1', ({ column }) => column),
    index: scalar('ExcelApi 1.1', (target, context) => columnIndexOf(target, context)),
    name: scalar(
      'ExcelApi 1.1',
      (target, context) => tableOf(target, context).columns[columnIndexOf(target, context)]!.name,
      (target, value, context) =>
        renameColumn(context.workbook, tableOf(target, context), columnIndexOf(target, context), String(value)),
    ),
    values: scalar(
      'ExcelApi 1.1',
      (target, context) => {
        const { sheetId, area } = columnRange(target, context, 'all').target;
        return mapCells(context.workbook, sheetId, area!, plainValue);
      },
      (target, value, context) => {
        const { sheetId, area } = columnRange(target, context, 'all').target;
        writeValues(context.workbook, sheetId, area!, value, 'addin');
      },
    ),
    filter: navigation('ExcelApi 1.2', (target) => new Remote(columnFilterClass, target)),
    getRange: method('ExcelApi 1.1', (target, _args, context) => columnRange(target, context, 'all')),
    getDataBodyRange: method('ExcelApi 1.1', (target, _args, context) => columnRange(target, context, 'data')),
    getHeaderRowRange: method('ExcelApi 1.1', (target, _args, context) => columnRange(target, context, 'header')),
    delete: method('ExcelApi 1.1', (target, _args, context) =>
      deleteColumn(context.workbook, tableOf(target, context), columnIndexOf(target, context), 'addin'),
    ),
  },
});

const columnObject = (target: TableTarget, column: number): Remote<TableColumnTarget> =>
  new Remote(tableColumnClass, { id: target.id, column });

function findColumn(target: TableTarget, key: unknown, context: ModelContext): Remote<TableColumnTarget> | null {
  const column = tableOf(target, context).columns.find(
    ({ id, name }) => id === key || String(id) === key || name.toLowerCase() === String(key).toLowerCase(),
  );
  return column ? columnObject(target, column.id) : null;
}

const tableColumnsClass = declareClass<TableTarget>({
  name: 'TableColumnCollection',
  items: (target, context) => tableOf(target, context).columns.map(({ id }) => columnObject(target, id)),
  item: findColumn,
  members: {
    count: scalar('ExcelApi 1.1', (target, context) => tableOf(target, context).columns.length),
    getCount: method('ExcelApi 1.4', (target, _args, context) => tableOf(target, context).columns.length),
    getItemOrNullObject: method('ExcelApi 1.4', (target, [key], context) => findColumn(target, key, context)),
    getItemAt: method('ExcelApi 1.1', (target, [index], context) => {
      const column = tableOf(target, context).columns[Number(index)];
      if (!column) throw new RichError('ItemNotFound');
      return columnObject(target, column.id);
    }),
    add: method('ExcelApi 1.1', (target, [index, values, name], context) => {
      const table = tableOf(target, context);
      const at = addColumn(
        context.workbook,
        table,
        typeof index === 'number' ? index : null,
        name ? String(name) : '',
        'addin',
      );
      const added = columnObject(target, table.columns[at]!.id);
      if (values !== null && values !== undefined) {
        // One value more than the table has rows: the first is the heading.
        const rows = Array.isArray(values) ? values.length : 1;
        const { area } = columnRange(added.target, context, rows === table.area.rows ? 'all' : 'data').target;
        writeValues(context.workbook, table.sheetId, area!, values, 'addin');
      }
      return added;
    }),
  },
});

// ---- rows -------------------------------------------------------------------------------------------------------

interface TableRowTarget extends TableTarget {
  index: number;
}

const rowRange = (target: TableRowTarget, context: ModelContext) => {
  const table = tableOf(target, context);
  const body = dataArea(table);
  if (target.index < 0 || target.index >= body.rows) throw new RichError('ItemNotFound');
  return rangeOf(table.sheetId, { ...body, row: body.row + target.index, rows: 1 });
};

const tableRowClass = declareClass<TableRowTarget>({
  name: 'TableRow',
  members: {
    index: scalar('ExcelApi 1.1', ({ index }) => index),
    values: scalar(
      'ExcelApi 1.1',
      (target, context) => {
        const { sheetId, area } = rowRange(target, context).target;
        return mapCells(context.workbook, sheetId, area!, plainValue);
      },
      (target, value, context) => {
        const { sheetId, area } = rowRange(target, context).target;
        writeValues(context.workbook, sheetId, area!, value, 'addin');
      },
    ),
    getRange: method('ExcelApi 1.1', (target, _args, context) => rowRange(target, context)),
    delete: method('ExcelApi 1.1', (target, _args, context) =>
      deleteRow(context.workbook, tableOf(target, context), target.index, 'addin'),
    ),
  },
});

const rowCount = (target: TableTarget, context: ModelContext): number => dataArea(tableOf(target, context)).rows;

const tableRowsClass = declareClass<TableTarget>({
  name: 'TableRowCollection',
  items: (target, context) =>
    Array.from(
      { length: rowCount(target, context) },
      (_, index) => new Remote(tableRowClass, { id: target.id, index }),
    ),
  members: {
    count: scalar('ExcelApi 1.1', rowCount),
    getCount: method('ExcelApi 1.4', (target, _args, context) => rowCount(target, context)),
    getItemAt: method('ExcelApi 1.1', (target, [index], context) => {
      const row = { id: target.id, index: Number(index) };
      rowRange(row, context);
      return new Remote(tableRowClass, row);
    }),
    add: method('ExcelApi 1.1', (target, [index, values], context) => {
      const table = tableOf(target, context);
      const rows = Array.isArray(values) ? values.length : 1;
      const area = addRows(context.workbook, table, typeof index === 'number' ? index : null, rows, 'addin');
      if (values !== null && values !== undefined) {
        writeValues(context.workbook, table.sheetId, area, values, 'addin');
      }
      return new Remote(tableRowClass, { id: target.id, index: area.row - dataArea(table).row });
    }),
  },
});

// ---- sort and filter --------------------------------------------------------------------------------------------

const tableSortClass = declareClass<TableTarget>({
  name: 'TableSort',
  members: {
    fields: scalar('ExcelApi 1.2', (target, context) => tableOf(target, context).sort),
    apply: method('ExcelApi 1.2', (target, [fields], context) => {
      const list = (fields as { key: number; ascending?: boolean }[]).map(({ key, ascending }) => ({
        key,
        ascending: ascending !== false,
      }));
      const table = tableOf(target, context);
      if (list.some(({ key }) => !table.columns[key])) throw new RichError('InvalidArgument');
      sortTable(context.workbook, table, list, 'addin');
    }),
    clear: method('ExcelApi 1.2', (target, _args, context) => {
      tableOf(target, context).sort = [];
    }),
  },
});

const autoFilterClass = declareClass<TableTarget>({
  name: 'AutoFilter',
  members: {
    enabled: scalar('ExcelApi 1.9', (target, context) => tableOf(target, context).showFilterButton),
    isDataFiltered: scalar('ExcelApi 1.9', (target, context) => isFiltered(tableOf(target, context))),
    criteria: scalar('ExcelApi 1.9', (target, context) =>
      tableOf(target, context).columns.map(({ filter }) =>
        filter ? { filterOn: 'Values', values: filter } : { filterOn: 'Values' },
      ),
    ),
    clearCriteria: method('ExcelApi 1.9', (target, _args, context) =>
      clearFilters(context.workbook, tableOf(target, context)),
    ),
    reapply: method('ExcelApi 1.9', (target, _args, context) =>
      applyFilters(context.workbook, tableOf(target, context)),
    ),
  },
});
