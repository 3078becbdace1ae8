import { blocks } from './blocks';
import { restoringCell, type RawCell } from './cells';
import { inBatches } from './excel-run';
import { bodyRange, type LiveTable } from './live';

/** One thing done to the workbook, with what it takes to put it back. */
type Entry =
  | { kind: 'cells'; live: LiveTable; row: number; column: number; before: RawCell[][] }
  | { kind: 'formulas'; sheetId: string; row: number; column: number; before: RawCell[][] }
  | { kind: 'rows'; live: LiveTable; before: number; after: number }
  | { kind: 'column'; live: LiveTable; columnId: number }
  | { kind: 'sheet'; sheetId: string }
  | { kind: 'setting'; key: string; before: string | undefined }
  | { kind: 'custom'; restore: (context: Excel.RequestContext) => void };

/**
 * What one job has done so far, so that cancelling or failing midway leaves every sheet as it was. Entries for cells
 * are made before the batch that writes them is sent: a batch that fails has still carried out its first half (Excel
 * does not roll back).
 */
export class Journal {
  private readonly entries: Entry[] = [];

  add(entry: Entry): void {
    this.entries.push(entry);
  }

  get isEmpty(): boolean {
    return this.entries.length === 0;
  }

  /** Puts everything back, last first. */
  async restore(context: Excel.RequestContext, onProgress?: (done: number, total: number) => void): Promise<void> {
    const entries = [...this.entries].reverse();
    // what was done inside a sheet that goes away as a whole need not be taken back first
    const made = new Set(entries.flatMap((entry) => (entry.kind === 'sheet' ? [entry.sheetId] : [])));
    const steps = entries.filter(
      (entry) =>
        !('live' in entry && made.has(entry.live.sheetId)) && !(entry.kind === 'formulas' && made.has(entry.sheetId)),
    );
    await inBatches(
      context,
      steps,
      (entry) => {
        if (entry.kind === 'cells') context.application.suspendApiCalculationUntilNextSync();
        queueRestore(context, entry);
      },
      (_, index) => onProgress?.(index + 1, steps.length),
    );
    this.entries.length = 0;
  }
}

function queueRestore(context: Excel.RequestContext, entry: Entry): void {
  const { workbook } = context;
  switch (entry.kind) {
    case 'cells': {
      const { live, row, column, before } = entry;
      const values = before.map((cells) =>
        cells.map((cell, i) => restoringCell(live.columns[column + i] ?? null, cell)),
      );
      for (const block of blocks([{ row, column, values }])) {
        for (const box of block) {
          bodyRange(context, live, box.row, box.column, box.values.length, box.values[0]?.length ?? 0).values =
            box.values;
        }
      }
      return;
    }
    case 'formulas':
      workbook.worksheets
        .getItem(entry.sheetId)
        .getRangeByIndexes(entry.row, entry.column, entry.before.length, entry.before[0]?.length ?? 0).formulas =
        entry.before;
      return;
    case 'rows': {
      const { live, before, after } = entry;
      resizeTable(context, live, before);
      const added = bodyRange(context, live, before, 0, after - before, live.columns.length);
      added.clear(Excel.ClearApplyTo.all);
      if (live.heightBelow) added.format.rowHeight = live.heightBelow;
      return;
    }
    case 'column':
      workbook.tables.getItem(entry.live.excelId).columns.getItem(entry.columnId).delete();
      return;
    case 'sheet':
      workbook.worksheets.getItem(entry.sheetId).delete();
      return;
    case 'setting':
      if (entry.before === undefined) workbook.settings.getItemOrNullObject(entry.key).delete();
      else workbook.settings.add(entry.key, entry.before);
      return;
    case 'custom':
      entry.restore(context);
  }
}

/** Gives the table `rows` rows; `table.resize` (ExcelApi 1.13) is what raises the product's floor to 1.13. */
export function resizeTable(context: Excel.RequestContext, live: LiveTable, rows: number): void {
  const whole = context.workbook.worksheets
    .getItem(live.sheetId)
    .getRangeByIndexes(live.headingRow, live.firstColumn, rows + 1, live.columns.length);
  context.workbook.tables.getItem(live.excelId).resize(whole);
}
