import { interleave } from './interleave';
import { limitBuys } from './limits/limit-buys';
import { mergeNotes } from './note-book';
import { STATUS_ORDER } from './plan-decision';
import type { PlanPart } from './plan-part';
import type { UnrankedRow } from './plan-row';
import { sellableRows } from './presale/sellable';
import { promotionAdvice } from './promotion-orders/advice';
import { NO_MEASURES, STOPS } from './scenario/measures';
import type { PlanInput, PlanLimits, PlanResult, PlanRow } from './types';

export { NO_MEASURES };

export const NO_LIMITS: PlanLimits = {
  budget: null,
  spent: null,
  wanted: null,
  withoutCost: 0,
  gap: null,
  next: { amount: 0, lines: [] },
  lanes: [],
};

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
  const buys = rows.filter((row) => (row.order_qty ?? 0) > 0);
  const values = buys.flatMap((row) => (row.value === null ? [] : [row.value]));
  return {
    buyLines: buys.length,
    buyValue: buys.length && !values.length ? null : values.reduce((total, value) => total + value, 0),
    outOfStock: rows.filter((row) => row.status === 'out_of_stock').length,
    stopLines: rows.filter((row) => STOPS.includes(row.action)).length,
  };
}

/**
 * The parts of one run put together: what limits buys over all items, ranks, totals and notes. Gives what one part alone would
 * have given. Throws RangeError when a part is missing, stands twice or belongs to another division.
 */
export function mergePlans(input: PlanInput, parts: readonly PlanPart[]): PlanResult {
  const sorted = [...parts].sort((a, b) => a.index - b.index);
  if (!sorted.length || sorted.some((part, at) => part.index !== at || part.count !== sorted.length)) {
    throw new RangeError(`not all parts of one plan: ${parts.map((part) => `${part.index}/${part.count}`).join(', ')}`);
  }
  const orders = interleave(sorted.map((part) => part.orders));
  const limited = limitBuys(input, interleave(sorted.map((part) => part.rows)), orders);
  const ranked = [...limited.rows].sort(byUrgency).map((row, position): PlanRow => ({ ...row, rank: position + 1 }));
  const tiers = sorted.flatMap((part) => part.tiers);
  const forecasts = interleave(sorted.map((part) => part.forecasts));
  const sellable = sellableRows(input, { rows: ranked, forecasts, tiers });
  return {
    asOf: input.asOf,
    currency: input.currency,
    tiers,
    rows: ranked,
    forecasts,
    overrides: sorted
      .flatMap((part) => [...part.overrides, ...part.itemOverrides.flat()])
      .sort((a, b) => a.place - b.place)
      .map(({ outcome }) => outcome),
    buys: limited.buys,
    inbound: orders.flatMap(({ inbound }) => inbound),
    promotions: promotionAdvice(
      input.promotions,
      orders.map(({ promotions }) => promotions),
    ),
    limits: limited.limits,
    measures: limited.measures,
    sellable: sellable.rows,
    notes: mergeNotes([...sorted.flatMap((part) => [part.notes, ...part.itemNotes]), sellable.notes]),
    totals: totalsOf(ranked),
  };
}
