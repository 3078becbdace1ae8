import type { ICellData } from '@univerjs/core';
import { SetRangeValuesMutation } from '@univerjs/sheets';
import { RichError } from '../executor/errors';
import {
  isEntireColumns,
  isEntireRows,
  MAX_COLUMNS,
  MAX_ROWS,
  quoteSheet,
  shiftArea,
  type Area,
  type Shift,
} from './address';
import { joinTokens, shiftReference, tokenize } from './formula-tokens';
import { shiftCharts } from './charts';
import { retranslate } from './content';
import { writeHeading } from './table-headings';
import type { ChangeSource, ChangeType, HostWorkbook } from './workbook';

/** Puts cells in; what lies there moves down or right. */
export function insertCells(
  wb: HostWorkbook,
  sheetId: string,
  area: Area,
  direction: 'down' | 'right',
  source: ChangeSource,
): void {
  const axis = isEntireRows(area) ? 'row' : isEntireColumns(area) ? 'column' : direction === 'down' ? 'row' : 'column';
  shiftCells(wb, sheetId, area, axis, axis === 'row' ? area.rows : area.columns, source);
}

/** Takes cells out; what lies below or to the right moves in. */
export function deleteCells(
  wb: HostWorkbook,
  sheetId: string,
  area: Area,
  direction: 'up' | 'left',
  source: ChangeSource,
): void {
  const axis = isEntireRows(area) ? 'row' : isEntireColumns(area) ? 'column' : direction === 'up' ? 'row' : 'column';
  shiftCells(wb, sheetId, area, axis, -(axis === 'row' ? area.rows : area.columns), source);
}

function shiftCells(
  wb: HostWorkbook,
  sheetId: string,
  area: Area,
  axis: 'row' | 'column',
  count: number,
  source: ChangeSource,
): void {
  wb.requireWritable(sheetId);
  const at = axis === 'row' ? area.row : area.column;
  const span =
    axis === 'row'
      ? { from: area.column, to: area.column + area.columns - 1 }
      : { from: area.row, to: area.row + area.rows - 1 };
  const whole = axis === 'row' ? isEntireRows(area) : isEntireColumns(area);
  requireUnbrokenTables(wb, sheetId, { axis, at, count, ...(whole ? {} : { span }) });
  // Nothing beside the moved cells: the engine moves whole rows or columns, and every formula follows.
  const alone = whole || nothingBeside(wb, sheetId, axis, at, span);
  if (alone) {
    wb.book.shiftSheet(sheetId, axis, at, count);
    afterShift(wb, sheetId, { axis, at, count });
  } else {
    moveBlock(wb, sheetId, axis, at, count, span);
    afterShift(wb, sheetId, { axis, at, count, span });
  }
  wb.emit({ sheetId, area, type: changeType(axis, count, whole), source });
}

function changeType(axis: 'row' | 'column', count: number, whole: boolean): ChangeType {
  if (!whole) return count > 0 ? 'CellInserted' : 'CellDeleted';
  if (axis === 'row') return count > 0 ? 'RowInserted' : 'RowDeleted';
  return count > 0 ? 'ColumnInserted' : 'ColumnDeleted';
}

/** Moves everything the host keeps after rows or columns moved in the grid. */
export function afterShift(wb: HostWorkbook, sheetId: string, shift: Shift): void {
  const state = wb.state(sheetId);
  const moved = wb.tables.shift(sheetId, shift);
  for (const reference of wb.references.values()) {
    if (reference.sheetId === sheetId && reference.area) reference.area = shiftArea(reference.area, shift);
  }
  state.validations = state.validations.flatMap((item) => {
    const area = shiftArea(item.area, shift);
    return area ? [{ ...item, area, rule: shiftListRule(item.rule, wb.sheetName(sheetId), shift) }] : [];
  });
  state.conditionalFormats = state.conditionalFormats.flatMap((item) => {
    const area = shiftArea(item.area, shift);
    return area ? [{ ...item, area }] : [];
  });
  if (state.filter) {
    const area = shiftArea(state.filter.area, shift);
    state.filter = area && { ...state.filter, area };
  }
  if (shift.axis === 'column' && !shift.span) {
    state.columnGroups = state.columnGroups.flatMap((group) => {
      const area = shiftArea({ row: 0, rows: MAX_ROWS, column: group.from, columns: group.to - group.from + 1 }, shift);
      return area ? [{ ...group, from: area.column, to: area.column + area.columns - 1 }] : [];
    });
  }
  shiftCharts(wb, sheetId, shift);
  const name = wb.sheetName(sheetId);
  shiftNames(wb, name, shift);
  for (const table of moved) {
    if (shift.axis === 'column' && shift.count > 0 && wb.tables.all().includes(table)) {
      for (let index = 0; index < table.columns.length; index++) writeHeading(wb, table, index);
    }
  }
  retranslate(wb, (author, _table, home) => shiftFormula(author, wb.sheetName(home), name, shift));
}

/** A formula of the sheet `home` after rows or columns moved on the sheet `moved`. */
function shiftFormula(formula: string, home: string, moved: string, shift: Shift): string {
  return joinTokens(
    tokenize(formula).map((token) => {
      if (token.kind !== 'reference') return token;
      if ((token.sheet ?? home).toLowerCase() !== moved.toLowerCase()) return token;
      const prefix = token.sheet === null ? '' : `${quoteSheet(token.sheet)}!`;
      return { ...token, text: prefix + shiftReference(token.from, token.to, shift) };
    }),
  );
}

/** A list that is given by cells of the sheet follows them. */
function shiftListRule(rule: Record<string, unknown>, sheetName: string, shift: Shift): Record<string, unknown> {
  const list = rule['list'] as { source?: unknown } | undefined;
  if (typeof list?.source !== 'string' || !list.source.startsWith('=')) return rule;
  return { ...rule, list: { ...list, source: shiftFormula(list.source, sheetName, sheetName, shift) } };
}

function shiftNames(wb: HostWorkbook, sheetName: string, shift: Shift): void {
  for (const name of wb.names.values()) name.formula = shiftFormula(name.formula, '', sheetName, shift);
}

/** A partial move must take a table's rows or columns as a whole. */
function requireUnbrokenTables(wb: HostWorkbook, sheetId: string, shift: Shift): void {
  if (!shift.span) return;
  for (const { area } of wb.tables.onSheet(sheetId)) {
    const byRow = shift.axis === 'row';
    const from = byRow ? area.column : area.row;
    const to = from + (byRow ? area.columns : area.rows) - 1;
    const end = byRow ? area.row + area.rows : area.column + area.columns;
    const touched = end > shift.at && to >= shift.span.from && from <= shift.span.to;
    const covered = from >= shift.span.from && to <= shift.span.to;
    if (touched && !covered) {
      throw new RichError(
        'InvalidOperation',
        'This operation is not allowed. It is attempting to shift cells in a table on the worksheet.',
      );
    }
  }
}

function nothingBeside(
  wb: HostWorkbook,
  sheetId: string,
  axis: 'row' | 'column',
  at: number,
  span: { from: number; to: number },
): boolean {
  const used = wb.book.usedArea(sheetId, false);
  if (!used) return true;
  const [usedFrom, usedTo, end] =
    axis === 'row'
      ? [used.column, used.column + used.columns - 1, used.row + used.rows]
      : [used.row, used.row + used.rows - 1, used.column + used.columns];
  return end <= at || (usedFrom >= span.from && usedTo <= span.to);
}

/** Moves the cells of part of the sheet's rows or columns; formulas elsewhere keep their references. */
function moveBlock(
  wb: HostWorkbook,
  sheetId: string,
  axis: 'row' | 'column',
  at: number,
  count: number,
  span: { from: number; to: number },
): void {
  const { book } = wb;
  const used = book.usedArea(sheetId, false);
  if (!used) return;
  const end = axis === 'row' ? used.row + used.rows : used.column + used.columns;
  const matrix = book.worksheet(sheetId).getCellMatrix();
  const cellAt = (along: number, across: number): ICellData | null =>
    (axis === 'row' ? matrix.getValue(along, across) : matrix.getValue(across, along)) ?? null;
  const cellValue: Record<number, Record<number, ICellData | null>> = {};
  const put = (along: number, across: number, cell: ICellData | null): void => {
    const [row, column] = axis === 'row' ? [along, across] : [across, along];
    const copy = cell && { f: null, v: null, t: null, s: null, custom: null, ...structuredClone(cell) };
    (cellValue[row] ??= {})[column] = copy as unknown as ICellData | null;
  };
  for (let across = span.from; across <= span.to; across++) {
    for (let along = at; along < end + Math.max(count, 0); along++) {
      const from = along - count;
      const inserted = count > 0 && along < at + count;
      put(along, across, inserted || from >= end ? null : cellAt(from, across));
    }
  }
  const limit = axis === 'row' ? MAX_ROWS : MAX_COLUMNS;
  if (end + count > limit) throw new RichError('InvalidOperation', 'The sheet is full.');
  book.ensureSize(
    sheetId,
    axis === 'row'
      ? { row: 0, column: span.to, rows: end + Math.max(count, 0), columns: 1 }
      : { row: span.to, column: 0, rows: 1, columns: end + Math.max(count, 0) },
  );
  book.asHost(() =>
    book.commands.syncExecuteCommand(SetRangeValuesMutation.id, { unitId: book.unitId, subUnitId: sheetId, cellValue }),
  );
}
