import { codeOf, sheetTable, wordOf, type CellValue, type SheetColumn, type SheetTableId } from '../../tables';
import type { OwnTexts } from '../own/texts';
import type { ReviewChange, ReviewItem } from '../session';

const ITEM_MARK = {
  new_stop: 'flag.new_stop',
  legal: 'flag.legal',
  over_budget: 'flag.over_budget',
  first_bonded: 'flag.first_bonded',
  tier_changed: 'flag.tier_changed',
  edited: 'flag.edited',
} as const;
/** these flags say what their reason says */
const SAYS_REASON: readonly ReviewItem['flag'][] = ['legal', 'over_budget'];

/** A value of a cell in the pane's words; blank says so, it is not 0. */
export function cellText(value: CellValue, column: string, table: SheetTableId, { t, f, language }: OwnTexts): string {
  if (value === null || value === '') return t('group.blank');
  const declared = sheetTable(table).columns.find(({ id }) => id === column);
  if (typeof value === 'number')
    return declared?.kind === 'percent' ? f.percent(value) : f.number(value, value < 100 ? 1 : 0);
  if (declared?.kind === 'date' || (!declared && ISO_DATE.test(String(value)))) return f.date(String(value));
  return declared ? wordOf(declared, codeOf(declared, String(value)), language) : String(value);
}

/** a result that only own tables have a column for is declared nowhere */
const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/;

/** A column by the name it has in the sheet: the user's own heading where it is theirs. */
export const headingOf = (
  { table, column, heading }: { table: SheetTableId; column: string; heading?: string },
  language: 'en' | 'zh',
): string => heading || (sheetTable(table).columns.find(({ id }) => id === column)?.heading[language] ?? column);

/** Old plan, yours, new plan: a figure of yours in a column that the plan writes. */
export function compareText({ own, old, new: next, column, table }: ReviewChange, texts: OwnTexts): string {
  const text = (value: CellValue): string => cellText(value, column, table, texts);
  return `${own?.heading ?? ''} ${texts.t('review.compare', {
    wrote: text(own?.wrote ?? null),
    old: text(old),
    new: text(next),
  })}`;
}

/** Column, old → new, and by how much: `Order qty 600 → 2,400 ▲300%`. */
export function changeText(item: ReviewItem, texts: OwnTexts): string {
  const { head } = item;
  const order = item.changes.find(({ column }) => column === 'order_qty')?.new;
  if (head.sheetRow === null && head.column === 'order_qty') {
    return `${wordOf(actionColumn, 'buy', texts.language)} ${cellText(head.new, head.column, head.table, texts)}`;
  }
  const heading = headingOf({ ...head, heading: head.own?.heading }, texts.language);
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
export function flagText(item: ReviewItem, { t, language }: OwnTexts): string | null {
  const flag = ITEM_MARK[item.flag as keyof typeof ITEM_MARK] as (typeof ITEM_MARK)[keyof typeof ITEM_MARK] | undefined;
  const reason = item.reason ? wordOf(reasonColumn, item.reason, language) : null;
  if (flag) return reason && !SAYS_REASON.includes(item.flag) ? `${t(flag)} · ${reason}` : t(flag);
  return reason;
}

const planColumn = (wanted: string): SheetColumn =>
  sheetTable('TW_Plan').columns.find(({ id }) => id === wanted) as SheetColumn;
const reasonColumn = planColumn('reason');
const actionColumn = planColumn('action');
