import { sheetTable, type CellValue, type Language, type SheetTableId } from '../../tables';
import type { ReadTable, TableRows } from '../../workbook/types';
import { figure, text, toRecords } from './records';
import { isNews } from './review-flags';
import { isBlank } from './review-items';
import type { Review, ReviewChange, ReviewGroupId, ReviewItem } from './types';

const SHOWN_FOR_NEW_ROWS = ['action', 'order_qty', 'status'];
const NOT_SHOWN = new Set(['plan_version', 'explanation', 'tier_reason']);

/** The changes of an item as lines of the sheet; a new row is shown by its decision, not by all of its figures. */
function shownChanges(item: ReviewItem): ReviewChange[] {
  const shown = item.changes
    .filter(isNews)
    .filter(
      ({ column, table, sheetRow, new: next }) =>
        !NOT_SHOWN.has(column) &&
        (sheetRow !== null || (table === 'TW_Plan' && SHOWN_FOR_NEW_ROWS.includes(column) && !isBlank(next))),
    );
  return shown.length ? shown : [item.head];
}

/** A change's column as the sheet names it: the user's own by heading and cell. */
const columnText = ({ own, table, column }: ReviewChange, language: Language): string =>
  own
    ? `${own.heading} (${own.address})`
    : (sheetTable(table).columns.find(({ id }) => id === column)?.heading[language] ?? column);

/** The review as rows of TW_Changes, in the order of the review. */
export function changesTable(
  review: Review,
  groupName: (group: ReviewGroupId) => string,
  valueText: (value: CellValue, column: string, table: SheetTableId) => string,
  language: Language,
): TableRows {
  const columns = sheetTable('TW_Changes').columns.map(({ id }) => id);
  const rows = review.items.flatMap((item) =>
    shownChanges(item).map((change) => {
      const was = figure(change.old);
      const is = figure(change.new);
      const cells: Record<string, CellValue> = {
        sku_id: item.key[0] ?? null,
        warehouse_id: item.key[1] ?? null,
        column: columnText(change, language),
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

/**
 * Ids of the items that the sheet's "Write?" column says no to, and of those it says yes to. One row with SKU and warehouse of
 * an item says it, and where several items have these, one with a column of the item's.
 */
export function readTickColumn(sheet: ReadTable, review: Review, language: Language): { on: string[]; off: string[] } {
  const lineKey = (...parts: readonly (CellValue | undefined)[]): string =>
    JSON.stringify(parts.map((part) => text(part) ?? ''));
  const saysNo = new Map<string, boolean>();
  for (const row of toRecords(sheet)) {
    const no = text(row.write) === 'no';
    for (const key of [lineKey(row.sku_id, row.warehouse_id), lineKey(row.sku_id, row.warehouse_id, row.column)])
      saysNo.set(key, no || saysNo.get(key) === true);
  }
  const shared = new Map<string, number>();
  for (const { key } of review.items) {
    const line = lineKey(key[0], key[1]);
    shared.set(line, (shared.get(line) ?? 0) + 1);
  }
  const on: string[] = [];
  const off: string[] = [];
  for (const item of review.items) {
    const line = lineKey(item.key[0], item.key[1]);
    const keys =
      (shared.get(line) ?? 0) > 1
        ? shownChanges(item).map((change) => lineKey(item.key[0], item.key[1], columnText(change, language)))
        : [line];
    const said = keys.flatMap((key) => saysNo.get(key) ?? []);
    if (said.includes(true)) off.push(item.id);
    else if (said.length) on.push(item.id);
  }
  return { on, off };
}
