import { workbookError, type WorkbookError } from '../errors';
import type { OwnMapping, OwnProblem } from './types';

/** A range that cannot be used, as an error the pane can show; its `problem` values say which and why. */
export function rangeProblem({ code, values }: OwnProblem, mapping: OwnMapping): WorkbookError {
  const sheet = String(values.sheet ?? mapping.place.sheetName);
  if (code === 'protected') return workbookError('protected', { sheet });
  if (code === 'column_gone')
    return workbookError('column_gone', { sheet, column: values.column ?? '', count: values.count ?? 1 });
  return workbookError('range_gone', { name: mapping.name, sheet, why: code });
}
