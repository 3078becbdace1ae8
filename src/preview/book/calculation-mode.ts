import type { HostWorkbook } from './workbook';

export function markAllFormulasDirty(wb: HostWorkbook): void {
  wb.book.calculation.markDirty(
    wb
      .sheetIds()
      .flatMap((sheetId) =>
        wb.book.cells
          .formulaCells(sheetId)
          .map(({ row, column }) => ({ sheetId, startRow: row, endRow: row, startColumn: column, endColumn: column })),
      ),
  );
}

/** Manual: formulas keep their values until they are entered again or `calculate` is called. */
export function setManualCalculation(wb: HostWorkbook, on: boolean): void {
  const before = wb.book.calculation.manual;
  wb.book.calculation.setManual(on);
  if (before && !on) markAllFormulasDirty(wb);
}
