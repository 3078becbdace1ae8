import { workbookError, type WorkbookError } from '../errors';
import type { Binding } from '../types';
import type { OwnMapping, OwnProblem } from './types';

/** A range that cannot be used, as an error the pane can show; its `problem` values say which and why. */
export function rangeProblem({ code, values }: OwnProblem, mapping: OwnMapping): WorkbookError {
  const sheet = String(values.sheet ?? mapping.place.sheetName);
  if (code === 'protected') return workbookError('protected', { sheet });
  if (code === 'column_gone')
    return workbookError('column_gone', { sheet, column: values.column ?? '', count: values.count ?? 1 });
  if (code === 'other_brand') return workbookError('other_brand', { brand: values.brand ?? '', table: '', sheet });
  return workbookError('range_gone', { name: mapping.name, sheet, why: code });
}

/** A mapping made for a brand the workbook no longer belongs to: figures of two brands are never mixed. */
export const brandProblem = ({ brand, place }: OwnMapping, binding: Binding | null): OwnProblem | null =>
  brand === undefined || binding === null || brand === binding.brandId
    ? null
    : { code: 'other_brand', values: { sheet: place.sheetName, brand: binding.brandName } };
