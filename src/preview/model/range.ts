import { declareClass, method, navigation, Remote, scalar } from '../executor/declare';
import { RichError } from '../executor/errors';
import {
  bounding,
  formatArea,
  intersect,
  isEntireColumns,
  isEntireRows,
  isInSheet,
  MAX_COLUMNS,
  MAX_ROWS,
  quoteSheet,
  tryParseArea,
  splitSheet,
  type Area,
} from '../book/address';
import { shownText, valueType } from '../book/cell-text';
import { clearContents, formulaOrValue, mapCells, writeValues } from '../book/content';
import { formulaAreas, releaseHeld } from '../book/held';
import {
  clearFormats,
  setNumberFormats,
  setColumnsHidden,
  setRowsHidden,
  isColumnHidden,
  isRowHidden,
  groupColumns,
} from '../book/formats';
import { deleteCells, insertCells } from '../book/structure';
import { mergeCells, mergedAreas } from '../book/merges';
import { dataArea } from '../book/tables';
import type { HostWorkbook, RangeReference } from '../book/workbook';
import type { ModelContext } from './context';
import { conditionalFormatsClass } from './conditional-formats';
import { rangeFormatClass } from './range-format';
import { dataValidationClass } from './data-validation';
import { rangeViewClass } from './range-view';
import { tableScopedClass } from './tables';
import { worksheetClass } from './worksheets';

/** A range of the object model. `area` becomes null when its cells are deleted; `id` is set once the add-in keeps it. */
export interface RangeTarget extends RangeReference {
  id: string | null;
}

export const rangeOf = (sheetId: string, area: Area): Remote<RangeTarget> =>
  new Remote(rangeClass, { sheetId, area, id: null });

/** The cells a range stands for. @throws RichError InvalidReference when they were deleted */
export function areaOf(range: RangeTarget): Area {
  if (!range.area) throw new RichError('InvalidReference');
  return range.area;
}

export function addressOf(wb: HostWorkbook, range: RangeTarget): string {
  return `${quoteSheet(wb.sheetName(range.sheetId))}!${formatArea(areaOf(range))}`;
}

/** A range by address, table, table column or defined name; without an address the whole sheet. */
export function resolveRange(wb: HostWorkbook, sheetId: string, address: unknown): Remote<RangeTarget> {
  if (address === undefined || address === null || address === '') {
    return rangeOf(sheetId, { row: 0, column: 0, rows: MAX_ROWS, columns: MAX_COLUMNS });
  }
  const { sheet, rest } = splitSheet(String(address));
  const home = sheet === null ? sheetId : wb.requireSheet(sheet);
  const area = tryParseArea(rest);
  if (area) return rangeOf(home, area);
  const table = wb.tables.byName(rest);
  if (table) return rangeOf(table.sheetId, dataArea(table));
  const name = wb.names.get(rest.toLowerCase());
  const target = name && splitSheet(name.formula.replace(/^=/, ''));
  const named = target && tryParseArea(target.rest);
  if (target && named) return rangeOf(target.sheet ? wb.requireSheet(target.sheet) : home, named);
  throw new RichError('InvalidArgument', `"${String(address)}" is not a range address.`);
}

/** A range given as an argument: an object or an address. */
export function rangeArgument(wb: HostWorkbook, sheetId: string, value: unknown): RangeTarget {
  if (value instanceof Remote && value.type === (rangeClass as unknown)) return value.target as RangeTarget;
  return resolveRange(wb, sheetId, value).target;
}

/** Excel fails to list more merged areas than these in one answer. */
const MOST_MERGES = 512;

const bounded = (area: Area): boolean => !isEntireColumns(area) && !isEntireRows(area);

/** What a value property gives for a range that spans whole rows or columns. */
const cellsOf = <T>(
  range: RangeTarget,
  { workbook }: ModelContext,
  map: Parameters<typeof mapCells<T>>[3],
): T[][] | null => {
  const area = areaOf(range);
  return bounded(area) ? mapCells(workbook, range.sheetId, area, map) : null;
};

function derived(range: RangeTarget, change: Partial<Area>): Remote<RangeTarget> {
  const area = { ...areaOf(range), ...change };
  if (!isInSheet(area)) throw new RichError('InvalidArgument', 'The range lies outside the sheet.');
  return rangeOf(range.sheetId, area);
}

const number = (value: unknown, fallback = 0): number => (typeof value === 'number' ? value : fallback);

function used(range: RangeTarget, valuesOnly: unknown, { workbook }: ModelContext): Remote<RangeTarget> | null {
  const area = areaOf(range);
  const sheetArea = workbook.book.usedArea(range.sheetId, valuesOnly === true);
  const within = sheetArea && intersect(sheetArea, area);
  if (!within) return null;
  let result: Area | null = null;
  const matrix = workbook.book.worksheet(range.sheetId).getCellMatrix();
  const read = workbook.book.cells.reader(workbook.book.worksheet(range.sheetId));
  for (let row = within.row; row < within.row + within.rows; row++) {
    for (let column = within.column; column < within.column + within.columns; column++) {
      const cell = read(row, column);
      const counts =
        cell.value !== null || cell.formula !== null || (valuesOnly !== true && matrix.getValue(row, column)?.s);
      if (!counts) continue;
      const here = { row, column, rows: 1, columns: 1 };
      result = result ? bounding(result, here) : here;
    }
  }
  return result && rangeOf(range.sheetId, result);
}

export const rangeClass = declareClass<RangeTarget>({
  name: 'Range',
  reference: (range) => range.id,
  members: {
    values: scalar(
      'ExcelApi 1.1',
      (range, context) => cellsOf(range, context, (cell) => context.services.shown(cell)),
      (range, value, { workbook }) => writeValues(workbook, range.sheetId, areaOf(range), value, 'addin'),
    ),
    formulas: scalar(
      'ExcelApi 1.1',
      (range, context) => cellsOf(range, context, formulaOrValue),
      (range, value, { workbook }) => writeValues(workbook, range.sheetId, areaOf(range), value, 'addin'),
    ),
    numberFormat: scalar(
      'ExcelApi 1.1',
      (range, context) => {
        const pattern = context.workbook.book.patternReader(range.sheetId);
        return cellsOf(range, context, (_cell, row, column) => pattern(row, column));
      },
      (range, value, { workbook }) => setNumberFormats(workbook, range.sheetId, areaOf(range), value),
    ),
    text: scalar('ExcelApi 1.1', (range, context) => {
      const pattern = context.workbook.book.patternReader(range.sheetId);
      return cellsOf(range, context, (cell, row, column) =>
        cell.error
          ? String(context.services.shown(cell))
          : shownText(cell, pattern(row, column), context.workbook.locale),
      );
    }),
    valueTypes: scalar('ExcelApi 1.1', (range, context) => cellsOf(range, context, valueType)),
    address: scalar('ExcelApi 1.1', (range, { workbook }) => addressOf(workbook, range)),
    rowIndex: scalar('ExcelApi 1.1', (range) => areaOf(range).row),
    columnIndex: scalar('ExcelApi 1.1', (range) => areaOf(range).column),
    rowCount: scalar('ExcelApi 1.1', (range) => areaOf(range).rows),
    columnCount: scalar('ExcelApi 1.1', (range) => areaOf(range).columns),
    cellCount: scalar('ExcelApi 1.1', (range) => {
      const count = areaOf(range).rows * areaOf(range).columns;
      return count > 2 ** 31 - 1 ? -1 : count;
    }),
    isEntireColumn: scalar('ExcelApi 1.9', (range) => isEntireColumns(areaOf(range))),
    isEntireRow: scalar('ExcelApi 1.9', (range) => isEntireRows(areaOf(range))),
    rowHidden: scalar(
      'ExcelApi 1.2',
      (range, { workbook }) => isRowHidden(workbook, range.sheetId, areaOf(range)),
      (range, value, { workbook }) => setRowsHidden(workbook, range.sheetId, areaOf(range), value === true),
    ),
    columnHidden: scalar(
      'ExcelApi 1.2',
      (range, { workbook }) => isColumnHidden(workbook, range.sheetId, areaOf(range)),
      (range, value, { workbook }) => setColumnsHidden(workbook, range.sheetId, areaOf(range), value === true),
    ),
    hidden: scalar('ExcelApi 1.2', (range, { workbook }) => {
      const rows = isRowHidden(workbook, range.sheetId, areaOf(range));
      const columns = isColumnHidden(workbook, range.sheetId, areaOf(range));
      return rows === true || columns === true ? true : rows === null || columns === null ? null : false;
    }),
    hasSpill: scalar('ExcelApi 1.12', (range, { workbook }) => {
      const area = areaOf(range);
      const spills = workbook.book.cells.spills(range.sheetId).filter((spill) => intersect(spill.area, area));
      if (spills.length === 0) return false;
      const covered = spills.reduce((sum, spill) => {
        const part = intersect(spill.area, area);
        return sum + (part ? part.rows * part.columns : 0);
      }, 0);
      return covered === area.rows * area.columns ? true : null;
    }),
    worksheet: navigation('ExcelApi 1.1', (range) => new Remote(worksheetClass, { id: range.sheetId })),
    format: navigation('ExcelApi 1.1', (range) => new Remote(rangeFormatClass, range)),
    dataValidation: navigation('ExcelApi 1.8', (range) => new Remote(dataValidationClass, range)),
    conditionalFormats: navigation('ExcelApi 1.6', (range) => new Remote(conditionalFormatsClass, range)),

    getCell: method('ExcelApi 1.1', (range, [row, column]) => {
      const area = areaOf(range);
      return derived(range, { row: area.row + number(row), column: area.column + number(column), rows: 1, columns: 1 });
    }),
    getRow: method('ExcelApi 1.1', (range, [row]) => derived(range, { row: areaOf(range).row + number(row), rows: 1 })),
    getColumn: method('ExcelApi 1.1', (range, [column]) =>
      derived(range, { column: areaOf(range).column + number(column), columns: 1 }),
    ),
    getLastCell: method('ExcelApi 1.1', (range) => {
      const area = areaOf(range);
      return derived(range, {
        row: area.row + area.rows - 1,
        column: area.column + area.columns - 1,
        rows: 1,
        columns: 1,
      });
    }),
    getLastRow: method('ExcelApi 1.1', (range) =>
      derived(range, { row: areaOf(range).row + areaOf(range).rows - 1, rows: 1 }),
    ),
    getLastColumn: method('ExcelApi 1.1', (range) =>
      derived(range, { column: areaOf(range).column + areaOf(range).columns - 1, columns: 1 }),
    ),
    getResizedRange: method('ExcelApi 1.2', (range, [rows, columns]) =>
      derived(range, { rows: areaOf(range).rows + number(rows), columns: areaOf(range).columns + number(columns) }),
    ),
    getAbsoluteResizedRange: method('ExcelApi 1.7', (range, [rows, columns]) =>
      derived(range, { rows: number(rows, 1), columns: number(columns, 1) }),
    ),
    getOffsetRange: method('ExcelApi 1.1', (range, [rows, columns]) =>
      derived(range, { row: areaOf(range).row + number(rows), column: areaOf(range).column + number(columns) }),
    ),
    getEntireColumn: method('ExcelApi 1.1', (range) => derived(range, { row: 0, rows: MAX_ROWS })),
    getEntireRow: method('ExcelApi 1.1', (range) => derived(range, { column: 0, columns: MAX_COLUMNS })),
    getRowsAbove: method('ExcelApi 1.2', (range, [count]) => {
      const size = number(count, 1);
      const area = areaOf(range);
      return derived(range, { row: size > 0 ? area.row - size : area.row + size, rows: Math.abs(size) });
    }),
    getRowsBelow: method('ExcelApi 1.2', (range, [count]) =>
      derived(range, { row: areaOf(range).row + areaOf(range).rows, rows: Math.abs(number(count, 1)) }),
    ),
    getColumnsAfter: method('ExcelApi 1.2', (range, [count]) =>
      derived(range, { column: areaOf(range).column + areaOf(range).columns, columns: Math.abs(number(count, 1)) }),
    ),
    getBoundingRect: method('ExcelApi 1.1', (range, [other], { workbook }) =>
      rangeOf(range.sheetId, bounding(areaOf(range), areaOf(rangeArgument(workbook, range.sheetId, other)))),
    ),
    getIntersection: method('ExcelApi 1.1', (range, [other], { workbook }) => {
      const area = intersect(areaOf(range), areaOf(rangeArgument(workbook, range.sheetId, other)));
      if (!area) throw new RichError('ItemNotFound');
      return rangeOf(range.sheetId, area);
    }),
    getIntersectionOrNullObject: method('ExcelApi 1.4', (range, [other], { workbook }) => {
      const target = rangeArgument(workbook, range.sheetId, other);
      const area = target.sheetId === range.sheetId ? intersect(areaOf(range), areaOf(target)) : null;
      return area && rangeOf(range.sheetId, area);
    }),
    getUsedRange: method('ExcelApi 1.1', (range, [valuesOnly], context) => {
      return used(range, valuesOnly, context) ?? derived(range, { rows: 1, columns: 1 });
    }),
    getUsedRangeOrNullObject: method('ExcelApi 1.4', (range, [valuesOnly], context) =>
      used(range, valuesOnly, context),
    ),
    getSpillParentOrNullObject: method('ExcelApi 1.12', (range, _args, { workbook }) => {
      const area = areaOf(range);
      const spill = workbook.book.cells.spills(range.sheetId).find((found) => intersect(found.area, area));
      return spill ? derived(range, { row: spill.row, column: spill.column, rows: 1, columns: 1 }) : null;
    }),
    getSpillingToRangeOrNullObject: method('ExcelApi 1.12', (range, _args, { workbook }) => {
      const { row, column } = areaOf(range);
      const spill = workbook.book.cells
        .spills(range.sheetId)
        .find((found) => found.row === row && found.column === column);
      return spill ? rangeOf(range.sheetId, spill.area) : null;
    }),
    getMergedAreasOrNullObject: method('ExcelApi 1.13', (range, _args, { workbook }) => {
      const area = areaOf(range);
      const merges = mergedAreas(workbook, range.sheetId).filter((merge) => intersect(merge, area));
      if (merges.length > MOST_MERGES)
        throw new RichError('InvalidOperation', 'The range holds too many merged areas.');
      return merges.length > 0 ? new Remote(rangeAreasClass, { sheetId: range.sheetId, areas: merges }) : null;
    }),
    getVisibleView: method('ExcelApi 1.3', (range) => new Remote(rangeViewClass, range)),
    getSpecialCellsOrNullObject: method('ExcelApi 1.9', (range, [cellType], { workbook }) => {
      if (cellType !== 'Formulas')
        throw new RichError('ApiNotFound', `The preview finds formulas only, no ${cellType}.`);
      // Excel's own "Go to special" stops before a protected sheet
      workbook.requireWritable(range.sheetId);
      const areas = formulaAreas(workbook, range.sheetId, areaOf(range));
      return areas.length > 0 ? new Remote(rangeAreasClass, { sheetId: range.sheetId, areas }) : null;
    }),
    getTables: method('ExcelApi 1.9', (range, [fullyContained], { workbook }) => {
      const area = areaOf(range);
      const tables = workbook.tables.overlapping(range.sheetId, area).filter((table) => {
        const part = intersect(table.area, area);
        return fullyContained !== true || (part?.rows === table.area.rows && part.columns === table.area.columns);
      });
      return new Remote(
        tableScopedClass,
        tables.map(({ id }) => id),
      );
    }),

    clear: method('ExcelApi 1.1', (range, [applyTo], { workbook }) => {
      const what = typeof applyTo === 'string' ? applyTo : 'All';
      if (what === 'All' || what === 'Contents') clearContents(workbook, range.sheetId, areaOf(range), 'addin');
      if (what === 'All' || what === 'Formats') clearFormats(workbook, range.sheetId, areaOf(range));
    }),
    delete: method('ExcelApi 1.1', (range, [shift], { workbook }) => {
      deleteCells(workbook, range.sheetId, areaOf(range), shift === 'Left' ? 'left' : 'up', 'addin');
      range.area = null;
    }),
    insert: method('ExcelApi 1.1', (range, [shift], { workbook }) => {
      const area = { ...areaOf(range) };
      insertCells(workbook, range.sheetId, area, shift === 'Right' ? 'right' : 'down', 'addin');
      return rangeOf(range.sheetId, area);
    }),
    select: method('ExcelApi 1.1', (range, _args, { workbook }) => {
      workbook.select(range.sheetId, areaOf(range));
    }),
    merge: method('ExcelApi 1.2', (range, _args, { workbook }) => {
      mergeCells(workbook, range.sheetId, areaOf(range));
    }),
    calculate: method('ExcelApi 1.6', (range, _args, { workbook }) => {
      const { row, column, rows, columns } = areaOf(range);
      releaseHeld(workbook, range.sheetId, areaOf(range));
      workbook.book.calculation.markDirty([
        {
          sheetId: range.sheetId,
          startRow: row,
          endRow: row + rows - 1,
          startColumn: column,
          endColumn: column + columns - 1,
        },
      ]);
    }),
    group: method('ExcelApi 1.10', (range, [by], { workbook }) => {
      groupColumns(workbook, range.sheetId, areaOf(range), by === 'ByRows' ? 'rows' : 'columns');
    }),
    hideGroupDetails: method('ExcelApi 1.10', (range, _args, { workbook }) => {
      setGroupCollapsed(workbook, range, true);
    }),
    showGroupDetails: method('ExcelApi 1.10', (range, _args, { workbook }) => {
      setGroupCollapsed(workbook, range, false);
    }),
    _KeepReference: method('ExcelApi 1.1', (range, _args, { workbook }) => {
      range.id ??= workbook.keep(range);
      return null;
    }),
    // The library asks this before it splits a large write into parts.
    _ValidateArraySize: method('ExcelApi 1.3', (range, [rows, columns]) => {
      const area = areaOf(range);
      if (area.rows !== rows || area.columns !== columns) {
        throw new RichError(
          'InvalidArgument',
          "The number of rows or columns in the input array doesn't match the size or dimensions of the range.",
        );
      }
    }),
  },
});

function setGroupCollapsed(wb: HostWorkbook, range: RangeTarget, collapsed: boolean): void {
  const area = areaOf(range);
  const last = area.column + area.columns - 1;
  for (const group of wb.state(range.sheetId).columnGroups) {
    if (group.from >= area.column && group.to <= last) group.collapsed = collapsed;
  }
  setColumnsHidden(wb, range.sheetId, area, collapsed);
}

/** `id` is set once the add-in keeps it. Unlike a single range it stays where it is when its cells move. */
export interface RangeAreasTarget {
  sheetId: string;
  areas: Area[];
  id?: string;
}

/** Several ranges of one sheet, as `getMergedAreasOrNullObject` answers them. */
export const rangeAreasClass = declareClass<RangeAreasTarget>({
  name: 'RangeAreas',
  reference: ({ id }) => id ?? null,
  members: {
    _KeepReference: method('ExcelApi 1.9', (target, _args, { workbook }) => {
      target.id ??= workbook.keepAreas(target);
      return null;
    }),
    address: scalar('ExcelApi 1.9', ({ sheetId, areas }, { workbook }) =>
      areas.map((area) => addressOf(workbook, { sheetId, area, id: null })).join(','),
    ),
    areaCount: scalar('ExcelApi 1.9', ({ areas }) => areas.length),
    cellCount: scalar('ExcelApi 1.9', ({ areas }) => areas.reduce((sum, area) => sum + area.rows * area.columns, 0)),
    areas: navigation('ExcelApi 1.9', (target) => new Remote(rangeCollectionClass, target)),
  },
});

const rangeCollectionClass = declareClass<RangeAreasTarget>({
  name: 'RangeCollection',
  items: ({ sheetId, areas }) => areas.map((area) => rangeOf(sheetId, area)),
  members: {
    getItemAt: method('ExcelApi 1.9', ({ sheetId, areas }, [index]) => {
      const area = areas[number(index)];
      if (!area) throw new RichError('ItemNotFound');
      return rangeOf(sheetId, area);
    }),
    getCount: method('ExcelApi 1.9', ({ areas }) => areas.length),
  },
});
