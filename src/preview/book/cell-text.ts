import { numfmt } from '@univerjs/core';
import type { CellContent } from '../univer/cells';

/** A cell's value as Excel's `values` gives it: blank is "", a date its serial, an error its text. */
export function plainValue(cell: CellContent): string | number | boolean {
  return cell.value ?? '';
}

/** A cell as it is shown, by its number format. */
export function shownText(cell: CellContent, pattern: string, locale: string): string {
  const { value } = cell;
  if (value === null) return '';
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  if (cell.error) return String(value);
  try {
    return numfmt.format(pattern, value, { locale });
  } catch {
    return String(value);
  }
}

/** Excel's `valueTypes`. */
export function valueType(cell: CellContent): 'Empty' | 'String' | 'Double' | 'Boolean' | 'Error' {
  if (cell.value === null) return 'Empty';
  if (cell.error) return 'Error';
  if (typeof cell.value === 'number') return 'Double';
  return typeof cell.value === 'boolean' ? 'Boolean' : 'String';
}
