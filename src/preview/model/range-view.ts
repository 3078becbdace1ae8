import { declareClass, scalar } from '../executor/declare';
import { formatArea } from '../book/address';
import { mapCells } from '../book/content';
import { isColumnHidden, isRowHidden } from '../book/formats';
import type { ModelContext } from './context';
import { areaOf, type RangeTarget } from './range';

/** Rows and columns of a range that are not hidden. */
function visible(range: RangeTarget, { workbook }: ModelContext): { rows: number[]; columns: number[] } {
  const area = areaOf(range);
  const one = { row: 0, column: 0, rows: 1, columns: 1 };
  const rows = Array.from({ length: area.rows }, (_, i) => area.row + i);
  const columns = Array.from({ length: area.columns }, (_, i) => area.column + i);
  return {
    rows: rows.filter((row) => isRowHidden(workbook, range.sheetId, { ...one, row }) !== true),
    columns: columns.filter((column) => isColumnHidden(workbook, range.sheetId, { ...one, column }) !== true),
  };
}

export const rangeViewClass = declareClass<RangeTarget>({
  name: 'RangeView',
  members: {
    rowCount: scalar('ExcelApi 1.3', (range, context) => visible(range, context).rows.length),
    columnCount: scalar('ExcelApi 1.3', (range, context) => visible(range, context).columns.length),
    cellAddresses: scalar('ExcelApi 1.3', (range, context) => {
      const { rows, columns } = visible(range, context);
      return rows.map((row) => columns.map((column) => formatArea({ row, column, rows: 1, columns: 1 })));
    }),
    values: scalar('ExcelApi 1.3', (range, context) => {
      const { rows, columns } = visible(range, context);
      return rows.map((row) =>
        columns.map(
          (column) =>
            mapCells(context.workbook, range.sheetId, { row, column, rows: 1, columns: 1 }, (cell) =>
              context.services.shown(cell),
            )[0]![0],
        ),
      );
    }),
  },
});
