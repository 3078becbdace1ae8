import { declareClass, method, scalar } from '../executor/declare';
import { RichError } from '../executor/errors';
import { applySheetFilter, clearSheetFilter, filterSheet } from '../book/sheet-filter';
import { areaOf, rangeArgument, rangeOf } from './range';
import type { WorksheetTarget } from './worksheets';

/** The filter of a sheet's plain range. Like a table's, it filters by lists of shown texts. */
export const sheetFilterClass = declareClass<WorksheetTarget>({
  name: 'AutoFilter',
  members: {
    enabled: scalar('ExcelApi 1.9', ({ id }, { workbook }) => workbook.state(id).filter !== null),
    isDataFiltered: scalar(
      'ExcelApi 1.9',
      ({ id }, { workbook }) => (workbook.state(id).filter?.columns.size ?? 0) > 0,
    ),
    criteria: scalar('ExcelApi 1.9', ({ id }, { workbook }) => {
      const { filter } = workbook.state(id);
      if (!filter) return [];
      return Array.from({ length: filter.area.columns }, (_, i) => {
        const values = filter.columns.get(i);
        return values ? { filterOn: 'Values', values } : {};
      });
    }),
    apply: method('ExcelApi 1.9', ({ id }, [range, column, criteria], { workbook }) => {
      const area = areaOf(rangeArgument(workbook, id, range));
      if (typeof column !== 'number') return filterSheet(workbook, id, area, null, []);
      const { filterOn, values } = (criteria ?? {}) as { filterOn?: string; values?: unknown[] };
      if (filterOn !== 'Values' || !Array.isArray(values)) {
        throw new RichError('ApiNotFound', `The preview filters by values only, not by ${String(filterOn)}.`);
      }
      filterSheet(workbook, id, area, column, values.map(String));
    }),
    clearCriteria: method('ExcelApi 1.9', ({ id }, _args, { workbook }) => clearSheetFilter(workbook, id)),
    reapply: method('ExcelApi 1.9', ({ id }, _args, { workbook }) => applySheetFilter(workbook, id)),
    remove: method('ExcelApi 1.9', ({ id }, _args, { workbook }) => {
      clearSheetFilter(workbook, id);
      workbook.state(id).filter = null;
    }),
    getRange: method('ExcelApi 1.9', ({ id }, _args, { workbook }) => {
      const { filter } = workbook.state(id);
      if (!filter) throw new RichError('ItemNotFound');
      return rangeOf(id, { ...filter.area });
    }),
    getRangeOrNullObject: method('ExcelApi 1.9', ({ id }, _args, { workbook }) => {
      const { filter } = workbook.state(id);
      return filter && rangeOf(id, { ...filter.area });
    }),
  },
});
