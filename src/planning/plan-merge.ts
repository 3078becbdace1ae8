import { mergeNotes } from './note-book';
import { STATUS_ORDER } from './plan-decision';
import type { PlanPart } from './plan-part';
import type { UnrankedRow } from './plan-row';
import type { PlanInput, PlanResult, PlanRow } from './types';

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Most money at stake first; where it is none or unknown the worse status decides, then the SKU. */
function byUrgency(a: UnrankedRow, b: UnrankedRow): number {
  return (
    (b.at_stake ?? 0) - (a.at_stake ?? 0) ||
    STATUS_ORDER.indexOf(a.status) - STATUS_ORDER.indexOf(b.status) ||
    compare(a.sku_id, b.sku_id) ||
    compare(a.warehouse_id, b.warehouse_id)
  );
}

function totalsOf(rows: readonly PlanRow[]): PlanResult['totals'] {
  const buys = rows.filter((row) => row.action === 'buy');
  const values = buys.flatMap((row) => (row.value === null ? [] : [row.value]));
  return {
    buyLines: buys.length,
    buyValue: buys.length && !values.length ? null : values.reduce((total, value) => total + value, 0),
    outOfStock: rows.filter((row) => row.status === 'out_of_stock').length,
    stopLines: rows.filter((row) => row.action === 'stop').length,
  };
}

/** Items of the parts in the order they have in the plan: the first of every part, the second of every part, … */
function interleave<T>(lists: readonly (readonly T[])[]): T[] {
  const together: T[] = [];
  const longest = Math.max(0, ...lists.map((list) => list.length));
  for (let at = 0; at < longest; at++) {
    for (const list of lists) if (at < list.length) together.push(list[at] as T);
  }
  return together;
}

/**
 * The parts of one run put together: ranks, totals and notes over all items. Gives what one part alone would have given.
 * Throws RangeError when a part is missing, stands twice or belongs to another division.
 */
export function mergePlans(input: PlanInput, parts: readonly PlanPart[]): PlanResult {
  const sorted = [...parts].sort((a, b) => a.index - b.index);
  if (!sorted.length || sorted.some((part, at) => part.index !== at || part.count !== sorted.length)) {
    throw new RangeError(`not all parts of one plan: ${parts.map((part) => `${part.index}/${part.count}`).join(', ')}`);
  }
  const rows = interleave(sorted.map((part) => part.rows));
  const ranked = rows.sort(byUrgency).map((row, position): PlanRow => ({ ...row, rank: position + 1 }));
  return {
    asOf: input.asOf,
    currency: input.currency,
    tiers: sorted.flatMap((part) => part.tiers),
    rows: ranked,
    forecasts: interleave(sorted.map((part) => part.forecasts)),
    overrides: sorted
      .flatMap((part) => part.overrides)
      .sort((a, b) => a.place - b.place)
      .map(({ outcome }) => outcome),
    notes: mergeNotes(sorted.map((part) => part.notes)),
    totals: totalsOf(ranked),
  };
}
