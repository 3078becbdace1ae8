import { formatDay, parseDay } from './calendar';
import type { NoteBook } from './note-book';
import { itemName, type PlanItem } from './plan-index';
import type { Owed } from './presale/types';
import type { Receipt } from './projection';

/** What is there and what is under way. */
export interface Supply {
  /** null: no stock record, or two that contradict each other */
  available: number | null;
  /** available, less what presale buyers will take of it; null with available unknown */
  free: number | null;
  inTransit: number;
  /** presale orders taken off the position; null: nobody left a deposit */
  owed: number | null;
  /** available + in transit − owed; null with available unknown */
  position: number | null;
  /** open lines with an ETA from the data cut on, less what presale buyers will take of them */
  receipts: Receipt[];
  /** open units whose ETA has passed: in the position, but on no date to count on */
  late: number;
  lateSince: string | null;
  /** open units without an ETA */
  undated: number;
}

const SAME = 1e-6;

/**
 * Available stock and open inbound of an item at the data cut. Inbound lines are the authority for what is in transit;
 * the stock record's own figure stands in only where the item has no line, and a difference is noted.
 *
 * Presale orders that count (see presale/deposits.ts) are served by the arrivals that come last before they are due, then
 * by the stock, so that the projection of what is left for everybody else is not emptied earlier than need be.
 */
export function supplyOf(item: PlanItem, asOf: number, notes: NoteBook, presale: Owed | null = null): Supply {
  const name = itemName(item.sku.sku_id, item.warehouse.warehouse_id);
  const available = item.conflict === 'stock' ? null : (item.stock?.available ?? null);
  if (available !== null && available < 0) notes.add('negative_stock', name);

  const receipts: Receipt[] = [];
  let lines = 0;
  let late = 0;
  let undated = 0;
  let lateSince: number | null = null;
  for (const line of item.inbound) {
    if (line.open_qty === null) notes.add('unknown_open_qty', `${line.doc_id} ${line.line}`);
    const open = Math.max(0, line.open_qty ?? 0);
    if (open === 0) continue;
    lines += open;
    const eta = parseDay(line.eta);
    if (line.eta && eta === null) notes.add('bad_date', `${line.doc_id} ${line.line} ${line.eta}`);
    if (eta === null) undated += open;
    else if (eta < asOf) {
      late += open;
      lateSince = Math.min(lateSince ?? eta, eta);
    } else receipts.push({ day: eta - asOf, qty: open });
  }
  const stated = item.stock?.in_transit ?? null;
  if (item.inbound.length && stated !== null && Math.abs(stated - lines) > SAME) notes.add('in_transit_differs', name);
  if (late > 0) notes.add('late_inbound', name);
  if (undated > 0) notes.add('undated_inbound', name);

  const inTransit = item.inbound.length ? lines : Math.max(0, stated ?? 0);
  const owed = presale?.counted ?? 0;
  const left = presale ? afterPresale(receipts, owed, presale.day) : { receipts, fromStock: 0 };
  return {
    available,
    free: available === null ? null : available - left.fromStock,
    inTransit,
    owed: presale ? owed : null,
    position: available === null ? null : available + inTransit - owed,
    receipts: left.receipts,
    late,
    lateSince: lateSince === null ? null : formatDay(lateSince),
    undated: item.inbound.length ? undated : inTransit,
  };
}

/** Arrivals without what is owed by a day, the last ones before it taken first, and what the stock has to give besides. */
function afterPresale(receipts: readonly Receipt[], owed: number, due: number) {
  let fromStock = owed;
  const left = [...receipts]
    .sort((a, b) => b.day - a.day)
    .map(({ day, qty }) => {
      const taken = day <= due ? Math.min(qty, fromStock) : 0;
      fromStock -= taken;
      return { day, qty: qty - taken };
    })
    .filter(({ qty }) => qty > 0);
  return { receipts: left.reverse(), fromStock };
}
