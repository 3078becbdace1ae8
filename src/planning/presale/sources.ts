import { demandCurve, type DemandCurve } from '../demand-curve';
import { itemName, type PlanItem } from '../plan-index';
import type { PolicyBook } from '../policy';
import { projectStock, type Receipt } from '../projection';
import type { ForecastRow, PlanRow, Sentence, SkuTier, WarehouseFacts } from '../types';
import { arrivalsOf } from './arrivals';
import type { PresaleBook } from './book';
import type { PromiseLanes } from './lanes';
import { promisable, type Promisable } from './promisable';
import type { Owed } from './types';

/** Goods leave the warehouse within 48 hours of payment, or of the day a presale promised (platform rule). */
export const DISPATCH_DAYS = 2;

/**
 * spot: physical stock in a bonded warehouse; direct: physical stock overseas; arriving: on its way; committed: a supplier's
 * word, in no warehouse yet
 */
export type SourceKind = 'spot' | 'direct' | 'arriving' | 'committed';

/** Units of one place that can be offered. */
export interface Source {
  kind: SourceKind;
  warehouse: WarehouseFacts;
  qty: number;
  /** days after the data cut by which all of them are sent */
  dispatch: number;
}

export interface SourceFacts {
  asOf: number;
  /** days of the forecast's first week that had passed at the data cut */
  offset: number;
  policy: PolicyBook;
  lanes: PromiseLanes;
  presale: PresaleBook;
  rows: ReadonlyMap<string, PlanRow>;
  forecasts: ReadonlyMap<string, ForecastRow>;
  warehouses: ReadonlyMap<string, WarehouseFacts>;
}

export interface ItemSources {
  sources: Source[];
  /** the stock of this warehouse is not known */
  unknown: boolean;
  words: Sentence[];
}

/** Fractions that do not add up exactly are no shortfall: 0.8 × 10 is 8 units, not 7. */
const ROUNDING = 1e-9;
export const wholeUnits = (qty: number): number => Math.max(0, Math.floor(qty + ROUNDING * Math.max(1, Math.abs(qty))));

/**
 * What one SKU offers out of one warehouse.
 *
 * - Stock figures older than a day count for their confidence: × (1 − haircut × (1 − confidence)).
 * - Bonded, physical, available to promise now: spot. Overseas: direct mail, at most the presale cap's share of it, counting
 *   what presale buyers have already.
 * - Arrivals that can be counted on (arrivals.ts) and sent within the longest wait: presale, at most the cap's share of them, and
 *   in a bonded warehouse no more than the projected stock then exceeds the safety stock by: what arrives serves spot buyers
 *   first. Of all days up to the longest wait the one that gives most; the earliest of those.
 * - What a supplier committed (virtual stock) is sent once it has come over the warehouse's lane, P90; the cap is on stock and
 *   does not touch it. Presale orders that stock and arrivals cannot serve come off it.
 */
export function sourcesOf(item: PlanItem, tier: SkuTier, facts: SourceFacts): ItemSources {
  const { policy, lanes, presale, asOf } = facts;
  const { sku, warehouse, stock } = item;
  const name = itemName(sku.sku_id, warehouse.warehouse_id);
  const target = { sku: sku.sku_id, warehouse: warehouse.warehouse_id, tier: tier.tier };
  const share = policy.value('presale_cap_share', target);
  const longestWait = policy.value('presale_days', target);
  const place = warehouse.warehouse_id;
  const available = item.conflict === 'stock' ? null : (stock?.available ?? null);
  const arrivals = arrivalsOf(item, asOf, lanes);
  const sources: Source[] = [];
  const words: Sentence[] = [];
  const isBonded = warehouse.type === 'bonded';
  const offer = (kind: SourceKind, qty: number, dispatch: number): void => {
    if (wholeUnits(qty) > 0) sources.push({ kind, warehouse, qty: wholeUnits(qty), dispatch });
  };

  const confidence = Math.min(1, Math.max(0, stock?.confidence ?? 1));
  const factor = 1 - policy.value('stock_haircut', target) * (1 - confidence);
  const committed = committedOf(item, tier);
  const physical = (available ?? 0) - committed;
  const onHand = physical > 0 ? physical * factor : physical;
  if (factor < 1 && physical > 0) words.push({ id: 'sell_haircut', values: { place, share: factor } });
  const owed = presale.byItem.get(name);
  const promise = promisable(onHand, arrivals.safe, owed);
  const presold = presoldOf(arrivals.safe, owed);
  if (available !== null) {
    const now = promise.by(0);
    if (isBonded) offer('spot', now, DISPATCH_DAYS);
    else offer('direct', Math.min(now, share * Math.max(0, onHand) - presold.stock), DISPATCH_DAYS);
    if (committed > 0) {
      const unserved = Math.max(
        0,
        (owed?.open ?? 0) - arrivals.safe.reduce((total, { qty }) => total + qty, Math.max(0, onHand)),
      );
      const lead = lanes.inbound(null, place);
      const dispatch = lead && Math.ceil(lead.p90 - ROUNDING) + DISPATCH_DAYS;
      if (dispatch === null) words.push({ id: 'sell_no_lane', values: { qty: committed, place } });
      else if (dispatch > longestWait)
        words.push({ id: 'sell_too_far', values: { qty: committed, place, wait: dispatch, days: longestWait } });
      else offer('committed', committed * factor - unserved, dispatch);
    }
  }

  const cut = bestCut(promise, arrivals.safe, {
    share,
    presold: presold.arrivals,
    lastDay: longestWait - DISPATCH_DAYS,
    keep: isBonded ? keptForSpot(name, facts) : null,
  });
  if (cut) offer('arriving', cut.qty, cut.day + DISPATCH_DAYS);
  if (arrivals.unsure > 0) words.push({ id: 'sell_unsure', values: { qty: arrivals.unsure, place } });
  if (arrivals.withoutLane > 0) words.push({ id: 'sell_no_lane', values: { qty: arrivals.withoutLane, place } });
  const late = arrivals.safe.filter(({ day }) => day > longestWait - DISPATCH_DAYS);
  if (late.length > 0) {
    const qty = late.reduce((total, one) => total + one.qty, 0);
    const wait = Math.min(...late.map(({ day }) => day)) + DISPATCH_DAYS;
    words.push({ id: 'sell_too_far', values: { qty, place, wait, days: longestWait } });
  }
  return { sources, unknown: available === null, words };
}

/** What presale buyers will take: of the arrivals before it is due, the rest of the stock. */
function presoldOf(arrivals: readonly Receipt[], owed: Owed | undefined): { arrivals: number; stock: number } {
  const open = owed?.open ?? 0;
  const before = arrivals.reduce((total, { day, qty }) => (day <= (owed?.day ?? -1) ? total + qty : total), 0);
  return { arrivals: Math.min(open, before), stock: Math.max(0, open - before) };
}

/** Virtual units of the stock; where the record does not say, all that a SKU of virtual stock has overseas. */
function committedOf({ stock, warehouse }: PlanItem, tier: SkuTier): number {
  const available = Math.max(0, stock?.available ?? 0);
  const assumed = tier.model === 'virtual' && warehouse.type !== 'bonded' ? available : 0;
  return Math.min(available, Math.max(0, stock?.virtual ?? assumed));
}

interface Kept {
  demand: DemandCurve;
  safetyStock: number;
}

/** Demand ahead and safety stock of a planned item; of one that is not planned nothing is known to keep back. */
function keptForSpot(name: string, { rows, forecasts, offset }: SourceFacts): Kept {
  return {
    demand: demandCurve(forecasts.get(name)?.weeks ?? [], offset),
    safetyStock: rows.get(name)?.safety_stock ?? 0,
  };
}

/** The day up to which arrivals give most, and how much. */
function bestCut(
  promise: Promisable,
  arrivals: readonly { day: number; qty: number }[],
  { share, presold, lastDay, keep }: { share: number; presold: number; lastDay: number; keep: Kept | null },
): { qty: number; day: number } | null {
  let best: { qty: number; day: number } | null = null;
  const days = [...new Set(arrivals.map(({ day }) => day))].filter((day) => day <= lastDay).sort((a, b) => a - b);
  const now = promise.by(0);
  for (const day of days) {
    const came = arrivals.reduce((total, one) => (one.day <= day ? total + one.qty : total), 0);
    let qty = Math.min(share * came - presold, promise.by(day) - now);
    if (keep) {
      const steps = promise.steps.filter((step) => step.day > 0 && step.day <= day);
      const left = projectStock(now, keep.demand, steps, day + 1).end - keep.safetyStock;
      qty = Math.min(qty, left);
    }
    if (wholeUnits(qty) > (best?.qty ?? 0)) best = { qty: wholeUnits(qty), day };
  }
  return best;
}
