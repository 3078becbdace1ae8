import { codeOf, sheetTable, wordOf, type CellValue, type SheetColumn, type SheetTableId } from '../../tables';
import type { ReviewItem } from '../session';
import type { Texts } from '../ui/hooks';

const ITEM_MARK: Partial<Record<ReviewItem['flag'], 'flag.new_stop' | 'flag.tier_changed' | 'flag.edited'>> = {
  new_stop: 'flag.new_stop',
  tier_changed: 'flag.tier_changed',
  edited: 'flag.edited',
};

/** A value of a cell in the pane's words; blank says so, it is not 0. */
export function cellText(value: CellValue, column: string, table: SheetTableId, { t, f, language }: Texts): string {
  if (value === null || value === '') return t('group.blank');
  const declared = sheetTable(table).columns.find(({ id }) => id === column);
  if (typeof value === 'number')
    return declared?.kind === 'percent' ? f.percent(value) : f.number(value, value < 100 ? 1 : 0);
  if (declared?.kind === 'date') return f.date(String(value));
  return declared ? wordOf(declared, codeOf(declared, String(value)), language) : String(value);
}

export const headingOf = (table: SheetTableId, column: string, language: 'en' | 'zh'): string =>
  sheetTable(table).columns.find(({ id }) => id === column)?.heading[language] ?? column;

/** Column, old → new, and by how much: `Order qty 600 → 2,400 ▲300%`. */
export function changeText(item: ReviewItem, texts: Texts): string {
  const { head } = item;
  const order = item.changes.find(({ column }) => column === 'order_qty')?.new;
  if (head.sheetRow === null && head.column === 'order_qty') {
    return `${wordOf(actionColumn, 'buy', texts.language)} ${cellText(head.new, head.column, head.table, texts)}`;
  }
  const heading = headingOf(head.table, head.column, texts.language);
  const quantity =
    head.column === 'action' && head.new === 'buy' && typeof order === 'number' ? ` ${texts.f.number(order)}` : '';
  const next = cellText(head.new, head.column, head.table, texts) + quantity;
  if (head.sheetRow === null) return `${heading} ${next}`;
  const { old, new: now } = head;
  const share = typeof old === 'number' && typeof now === 'number' && old !== 0 ? (now - old) / Math.abs(old) : null;
  const moved = share === null ? '' : ` ${share > 0 ? '▲' : '▼'}${texts.f.percent(Math.abs(share), 0)}`;
  return `${heading} ${cellText(old, head.column, head.table, texts)} → ${next}${moved}`;
}

/** Why the item stands in its group, in a few words. */
export function flagText(item: ReviewItem, { t, language }: Texts): string | null {
  const flag = ITEM_MARK[item.flag];
  const reason = item.reason ? wordOf(reasonColumn, item.reason, language) : null;
  if (flag) return reason ? `${t(flag)} · ${reason}` : t(flag);
  return reason;
}

const planColumn = (wanted: string): SheetColumn =>
  sheetTable('TW_Plan').columns.find(({ id }) => id === wanted) as SheetColumn;
const reasonColumn = planColumn('reason');
const actionColumn = planColumn('action');
