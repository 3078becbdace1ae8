import type { CellValue, SheetTableId } from '../../tables';
import { businessDate } from '../../tables/weeks';
import type { CellChange, CutStamp, WritePreview, WriteReport } from '../../workbook/types';
import type { SessionContext } from './context';
import { SessionError } from './problems';
import type { ItemKey, Notice, PlanRecord } from './types';

/** What one row of a sheet shall hold; the row is made when it is not there. */
export interface RowEdit {
  table: SheetTableId;
  key: string[];
  values: Record<string, CellValue>;
  /** the row as it was just read; null when there is none */
  held: PlanRecord | null;
}

/** Writes the edits through the workbook room: read back, undoable, what changed meanwhile left alone. */
export async function writeRows(
  context: SessionContext,
  edits: readonly RowEdit[],
  stamp: CutStamp,
): Promise<WriteReport | null> {
  const changes = edits.flatMap(({ table, key, values, held }) =>
    Object.entries(values).flatMap(([column, value]): CellChange[] => {
      const old = held?.[column] ?? null;
      if (old === value) return [];
      // a row that stands is found by its key; its number only says that it is there
      const sheetRow = held ? 0 : null;
      return [{ id: [table, ...key, column].join('|'), table, key, column, old, new: value, sheetRow }];
    }),
  );
  if (!changes.length) return null;
  const preview: WritePreview = {
    id: '',
    kind: 'item',
    stamp,
    newTables: [],
    changes,
    blocked: [],
    gone: [],
    filtered: [],
  };
  preview.newTables.push(...new Set(changes.map(({ table }) => table).filter((table) => !context.hasTable(table))));
  // the user named this very item: a filter that hides its row is no reason to ask
  return context.ports.workbook.applyWrite(preview, 'all', { writeHidden: true });
}

/** The sheets are read again, the page shows the item, and the result says what was done. */
export async function shown(
  context: SessionContext,
  key: ItemKey,
  report: WriteReport | null,
  notice: Omit<Notice, 'undoId'>,
): Promise<void> {
  if (!report) return;
  context.decided(report.writeId, key);
  await context.readSheets('data');
  context.showItem(key);
  await context.itemRead();
  const whole = !report.skipped.length && !report.mismatches.length;
  const sheet = report.sheetNames.join(context.state.language === 'zh' ? '、' : ', ');
  context.store.update({
    notice: whole
      ? { ...notice, undoId: report.writeId }
      : {
          kind: 'partly_written',
          values: {
            cells: report.cells,
            sheet,
            skipped: report.skipped.length,
            mismatches: report.mismatches.length,
          },
          undoId: report.writeId,
        },
  });
}

export function anyStamp(context: SessionContext): CutStamp {
  const tables = context.state.workbook?.tables ?? [];
  const stamp = ['TW_Stock', 'TW_Sales', 'TW_Plan']
    .map((id) => tables.find(({ table }) => table === id)?.stamp)
    .find((found) => found);
  if (!stamp) throw new SessionError('nothing_pulled', { tables: 'TW_Stock' });
  return stamp;
}

/** The business date the next plan counts from: the day of the data, which may be older than today. */
export const planDay = (context: SessionContext): string => businessDate(anyStamp(context).dataTime);
