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

export function deleteName(wb: HostWorkbook, name: DefinedName): void {
  wb.names.delete(name.name.toLowerCase());
  wb.book.asHost(() => wb.book.workbook.deleteDefinedName(name.name));
}
