import { RichError } from '../executor/errors';
import { renameSheetInFormula } from './formula-tokens';
import { checkSheetName } from './names';
import { retranslate } from './content';
import type { HostWorkbook } from './workbook';

/** Renames a sheet; formulas and names that refer to it follow. */
export function renameSheet(wb: HostWorkbook, sheetId: string, name: string): void {
  const before = wb.sheetName(sheetId);
  if (before === name) return;
  checkSheetName(
    name,
    wb.sheetNames().filter((other) => other !== before),
  );
  wb.book.asHost(() => wb.book.sheet(sheetId).setName(name));
  followRename(wb, before, name);
}

/** Names and the authors' formulas after a sheet was renamed in the grid. */
export function followRename(wb: HostWorkbook, before: string, name: string): void {
  for (const defined of wb.names.values()) defined.formula = renameSheetInFormula(defined.formula, before, name);
  retranslate(wb, (author) => renameSheetInFormula(author, before, name));
}

export function moveSheet(wb: HostWorkbook, sheetId: string, position: number): void {
  if (position < 0 || position >= wb.sheetIds().length) throw new RichError('InvalidArgument');
  wb.book.asHost(() => wb.book.workbook.moveSheet(wb.book.sheet(sheetId), position));
}

export function setVisibility(wb: HostWorkbook, sheetId: string, visibility: string): void {
  if (visibility !== 'Visible' && visibility !== 'Hidden' && visibility !== 'VeryHidden') {
    throw new RichError('InvalidArgument');
  }
  const visible = wb.sheetIds().filter((id) => wb.state(id).visibility === 'Visible');
  if (visibility !== 'Visible' && visible.length <= 1 && visible[0] === sheetId) {
    throw new RichError('InvalidOperation', 'A workbook must contain at least one visible worksheet.');
  }
  wb.state(sheetId).visibility = visibility;
  wb.book.asHost(() => {
    if (visibility === 'Visible') wb.book.sheet(sheetId).showSheet();
    else wb.book.sheet(sheetId).hideSheet();
  });
}

export function freeze(wb: HostWorkbook, sheetId: string, rows: number, columns: number): void {
  wb.state(sheetId).freeze = { rows, columns };
  wb.book.asHost(() => {
    const sheet = wb.book.sheet(sheetId);
    if (rows === 0 && columns === 0) sheet.cancelFreeze();
    else {
      sheet.setFreeze({
        startRow: rows === 0 ? -1 : rows,
        startColumn: columns === 0 ? -1 : columns,
        ySplit: rows,
        xSplit: columns,
      });
    }
  });
}

export function setTabColor(wb: HostWorkbook, sheetId: string, color: string | null): void {
  wb.book.asHost(() => wb.book.sheet(sheetId).setTabColor(color ?? ''));
}

export function setGridlines(wb: HostWorkbook, sheetId: string, shown: boolean): void {
  wb.book.asHost(() => wb.book.sheet(sheetId).setHiddenGridlines(!shown));
}
