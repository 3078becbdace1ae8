import type { SellableLine } from '../../messages/sellable-lines';

export const MOST_PRESSING = 10;

const isListed = (line: SellableLine): boolean => line.listing !== 'hide' && line.listing !== null;

/** It can be sold, and the page can promise nothing. */
export const lacksText = (line: SellableLine): boolean => isListed(line) && !line.page_zh && !line.page_en;

/** Short, hidden while somebody waits or buys, or without a promise. */
export const isPressing = (line: SellableLine): boolean =>
  lacksText(line) ||
  (isListed(line) && line.traffic === 'throttle') ||
  (!isListed(line) && (Number(line.committed) > 0 || line.cover_days === 0));

/** What to look at first; the lines come in the order of money at stake. */
export const pressing = (lines: readonly SellableLine[]): SellableLine[] =>
  lines.filter(isPressing).slice(0, MOST_PRESSING);

/** How many lines hold each of these codes in a column; other codes count under ''. */
export function countsOf(
  lines: readonly SellableLine[],
  column: string,
  codes: readonly string[],
): Map<string, number> {
  const counts = new Map<string, number>(codes.map((code) => [code, 0]));
  for (const line of lines) {
    const code = String(line[column] ?? '');
    const known = counts.has(code) ? code : '';
    counts.set(known, (counts.get(known) ?? 0) + 1);
  }
  return counts;
}

/** Lines whose code or name holds the text. */
export function linesWith(lines: readonly SellableLine[], text: string): SellableLine[] {
  const wanted = text.trim().toLowerCase();
  if (!wanted) return [...lines];
  return lines.filter(({ sku_id, name }) => `${sku_id ?? ''}\n${name ?? ''}`.toLowerCase().includes(wanted));
}
