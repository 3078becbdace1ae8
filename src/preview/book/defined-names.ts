import { checkDefinedName } from './names';
import type { DefinedName, HostWorkbook } from './workbook';

/** Defines a name for the workbook. @throws RichError for a name Excel does not take or one in use */
export function addName(wb: HostWorkbook, name: string, formula: string, comment = ''): DefinedName {
  checkDefinedName(name, [...wb.definedNames(), ...wb.tables.names()]);
  const defined: DefinedName = { name, formula, comment, visible: true };
  wb.names.set(name.toLowerCase(), defined);
  wb.book.asHost(() => wb.book.workbook.insertDefinedName(name, formula.replace(/^=/, '')));
  return defined;
}

/**
 * Puts back a name that a file has. A name the grid cannot calculate with is still kept, so that saving loses nothing.
 * @returns whether formulas can use it
 */
export function restoreName(wb: HostWorkbook, name: string, formula: string): boolean {
  try {
    addName(wb, name, formula);
    return true;
  } catch {
    if (!wb.names.has(name.toLowerCase())) {
      wb.names.set(name.toLowerCase(), { name, formula, comment: '', visible: true });
    }
    return false;
  }
}

export function deleteName(wb: HostWorkbook, name: DefinedName): void {
  wb.names.delete(name.name.toLowerCase());
  wb.book.asHost(() => wb.book.workbook.deleteDefinedName(name.name));
}
