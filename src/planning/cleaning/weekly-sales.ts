import type { Feed } from './types';

/**
 * Sales of one ISO week as recorded. Without a record they are 0 when the SKU was on sale (`since`, its first sale or its
 * launch, lies before the week's end) and the brand's records cover the whole week; otherwise unknown.
 */
export function weekSales(
  recorded: number | undefined,
  monday: number,
  since: number | null,
  feed: Feed | null,
): number | null {
  if (recorded !== undefined) return recorded;
  const sunday = monday + 6;
  const covered = feed !== null && feed.first <= monday && sunday <= feed.last;
  return covered && since !== null && since <= sunday ? 0 : null;
}

/** Weekly sales as recorded, newest first, of daily sums (day number to units). */
export function weeklySales(
  days: Iterable<readonly [day: number, qty: number]>,
  { lastMonday, weeks, since, feed }: { lastMonday: number; weeks: number; since: number | null; feed: Feed | null },
): (number | null)[] {
  const recorded: (number | undefined)[] = new Array<number | undefined>(weeks).fill(undefined);
  for (const [day, qty] of days) {
    const back = Math.floor((lastMonday + 6 - day) / 7);
    if (back >= 0 && back < weeks) recorded[back] = Math.round(((recorded[back] ?? 0) + qty) * 1e4) / 1e4;
  }
  return recorded.map((sum, back) => weekSales(sum, lastMonday - 7 * back, since, feed));
}
