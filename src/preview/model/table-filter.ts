import { declareClass, method, scalar } from '../executor/declare';
import { RichError } from '../executor/errors';
import { setFilter } from '../book/table-actions';
import { columnIndexOf, tableOf, type TableColumnTarget } from './tables';
import type { ModelContext } from './context';

const apply = (target: TableColumnTarget, values: readonly string[] | null, context: ModelContext): void =>
  setFilter(context.workbook, tableOf(target, context), columnIndexOf(target, context), values);

/** A column's filter. The preview filters by a list of shown texts, the form Excel's own filter list makes. */
export const columnFilterClass = declareClass<TableColumnTarget>({
  name: 'Filter',
  members: {
    criteria: scalar('ExcelApi 1.2', (target, context) => {
      const { filter } = tableOf(target, context).columns[columnIndexOf(target, context)]!;
      return filter ? { filterOn: 'Values', values: filter } : null;
    }),
    apply: method('ExcelApi 1.2', (target, [criteria], context) => {
      const { filterOn, values } = criteria as { filterOn?: string; values?: unknown[] };
      if (filterOn !== 'Values' || !Array.isArray(values)) {
        throw new RichError('ApiNotFound', `The preview filters by values only, not by ${String(filterOn)}.`);
      }
      apply(target, values.map(String), context);
    }),
    applyValuesFilter: method('ExcelApi 1.2', (target, [values], context) => {
      apply(target, (values as unknown[]).map(String), context);
    }),
    clear: method('ExcelApi 1.2', (target, _args, context) => {
      if (tableOf(target, context).columns[columnIndexOf(target, context)]!.filter) apply(target, null, context);
    }),
  },
});
