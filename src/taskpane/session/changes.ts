import { sheetTable, type CellValue, type Language } from '../../tables';
import type { CellChange, ReadTable, TableRows } from '../../workbook/types';
import { figure, text, toRecords } from './records';
import { isBlank } from './review';
import type { Review, ReviewGroupId, ReviewItem } from './types';

const SHOWN_FOR_NEW_ROWS = ['action', 'order_qty', 'status'];
const NOT_SHOWN = new Set(['plan_version', 'explanation', 'tier_reason']);

/** The changes of an item as lines of the sheet; a new row is shown by its decision, not by all of its figures. */
function shownChanges(item: ReviewItem): CellChange[] {
  const shown = item.changes.filter(
    ({ column, table, sheetRow, new: next }) =>
      !NOT_SHOWN.has(column) &&
      (sheetRow !== null || (table === 'TW_Plan' && SHOWN_FOR_NEW_ROWS.includes(column) && !isBlank(next))),
  );
  return shown.length ? shown : [item.head];
}

/** The review as rows of TW_Changes, in the order of the review. */
export function changesTable(
  review: Review,
  groupName: (group: ReviewGroupId) => string,
  valueText: (value: CellValue, column: string, table: CellChange['table']) => string,
  language: Language,
): TableRows {
  const columns = sheetTable('TW_Changes').columns.map(({ id }) => id);
  const rows = review.items.flatMap((item) =>
    shownChanges(item).map((change) => {
      const was = figure(change.old);
      const is = figure(change.new);
      const heading = sheetTable(change.table).columns.find(({ id }) => id === change.column)?.heading[language];
      const cells: Record<string, CellValue> = {
        sku_id: item.key[0] ?? null,
        warehouse_id: item.key[1] ?? null,
        column: heading ?? change.column,
        old: valueText(change.old, change.column, change.table),
        new: valueText(change.new, change.column, change.table),
        change: was !== null && is !== null ? is - was : null,
        change_share: was && is !== null ? (is - was) / Math.abs(was) : null,
        money: item.money,
        group: groupName(item.group),
        reason: item.reason,
        write: item.ticked ? 'yes' : 'no',
      };
      return columns.map((id) => cells[id] ?? null);
    }),
  );
  return { table: 'TW_Changes', columns, rows };
}

/** Ids of the items that the sheet's "Write?" column says no to, and of those it says yes to. */
export function readTickColumn(sheet: ReadTable, review: Review): { on: string[]; off: string[] } {
  const refused = new Set<string>();
  const agreed = new Set<string>();
  const lineKey = (sku: CellValue, warehouse: CellValue): string =>
    JSON.stringify([text(sku) ?? '', text(warehouse) ?? '']);
  for (const row of toRecords(sheet)) {
    const line = lineKey(row.sku_id ?? null, row.warehouse_id ?? null);
    (text(row.write) === 'no' ? refused : agreed).add(line);
  }
  const on: string[] = [];
  const off: string[] = [];
  for (const item of review.items) {
    const line = lineKey(item.key[0] ?? null, item.key[1] ?? null);
    if (refused.has(line)) off.push(item.id);
    else if (agreed.has(line)) on.push(item.id);
  }
  return { on, off };
}
