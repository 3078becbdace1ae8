import type { BuyDraft } from './buys/buy-draft';
import { NoteBook, type PlacedNote } from './note-book';
import { Pace } from './pace';
import type { PlanContext } from './plan-context';
import { itemName, type PlanItem } from './plan-index';
import { noOrders, planItem, type PlannedItem } from './plan-item';
import { learnFromItems, type Learnt } from './plan-learning';
import { overrideWeeks, type PlacedOverride } from './plan-overrides';
import { blankForecast, blankRow, type UnrankedRow } from './plan-row';
import { startRun, type PlanRun } from './plan-start';
import type { PromotionAsk } from './promotion-orders/types';
import type { ForecastRow, InboundAdvice, PlanInput, PlanProgress, SkuTier } from './types';

export { mergePlans } from './plan-merge';

export interface PlanOptions {
  /** abort to stop: the promise rejects with an error named AbortError */
  signal?: AbortSignal;
  onProgress?: (progress: PlanProgress) => void;
}

/** Part `index` of `count` of a run: the items whose position is index + k · count. */
export interface PlanShare {
  index: number;
  count: number;
}

export interface PartOrders {
  /** null: it could not be planned */
  draft: BuyDraft | null;
  inbound: InboundAdvice[];
  promotions: PromotionAsk[];
  /** to be bonded now and never sold from there: what its buy is worth cannot be told */
  promoted: boolean;
}

/** What one part of a run found: plain data, so that it can come from another thread. */
export interface PlanPart extends PlanShare {
  /** of the items of this part, in their order */
  rows: UnrankedRow[];
  forecasts: ForecastRow[];
  /** of each row: its orders, advice on those under way, and what promotions ask of it */
  orders: PartOrders[];
  /** of each row: what became of its overrides, and the notes about it alone */
  itemOverrides: PlacedOverride[][];
  itemNotes: PlacedNote[][];
  /** overrides of no planned item, notes about the whole plan, and what else is said once: in part 0 only */
  overrides: PlacedOverride[];
  notes: PlacedNote[];
  tiers: SkuTier[];
  learnt: Learnt | null;
}

/** A figure, or one of a list of figures, is none. */
function broken(row: UnrankedRow | ForecastRow): boolean {
  for (const value of Object.values(row)) {
    if (typeof value === 'number') {
      if (!Number.isFinite(value)) return true;
    } else if (Array.isArray(value) && typeof value[0] === 'number') {
      for (const one of value) if (!Number.isFinite(one)) return true;
    }
  }
  return false;
}

export interface PlannedPlace extends Pick<PlannedItem, 'row' | 'forecast' | 'overrides'> {
  orders: PartOrders;
  notes: PlacedNote[];
}

/** Plans the item at one place of a run, with the notes about it alone. */
export function planPlace(run: PlanRun, place: number, context: PlanContext): PlannedPlace {
  const item = run.index.items[place] as PlanItem;
  const notes = new NoteBook();
  notes.turnTo(place);
  const tier = run.tiers.get(item.sku.sku_id) as SkuTier;
  const { row, forecast, overrides, draft, inbound, promotions } = planSafely(item, place, tier, { ...context, notes });
  const orders = { draft, inbound, promotions, promoted: Boolean(item.promoted) };
  return { row, forecast, overrides, orders, notes: notes.list() };
}

/** One item that cannot be computed never takes the plan down: it is named and left unplanned. */
function planSafely(item: PlanItem, place: number, tier: SkuTier, context: PlanContext): PlannedItem {
  let planned: PlannedItem | null = null;
  try {
    planned = planItem(item, place, tier, context);
  } catch {
    planned = null;
  }
  if (planned && !broken(planned.row) && !broken(planned.forecast)) return planned;
  const name = itemName(item.sku.sku_id, item.warehouse.warehouse_id);
  context.notes.add('failed', name);
  return {
    row: { ...blankRow(item, tier, context.policy), explanation: [{ id: 'not_planned_failed', values: {} }] },
    forecast: blankForecast(item),
    overrides: overrideWeeks([], context.overrides.byItem.get(name) ?? [], 0).outcomes,
    ...noOrders(item),
  };
}

/**
 * Plans one part of the items, so that several threads can share a plan: tiers and what the items learn from each other
 * come from the whole input in every part, so the parts put together (`mergePlans`) do not depend on how many there are.
 * It gives way to the host every 50 ms, tells its progress in items of its own and can be cancelled. Throws RangeError when
 * `asOf` is not a date, `lastWeek` not a Monday or the share not one of 0 … count − 1.
 */
export async function planPart(input: PlanInput, share: PlanShare, options: PlanOptions = {}): Promise<PlanPart> {
  const { signal, onProgress } = options;
  const pace = new Pace(signal);
  const { index: part, count } = share;
  if (!(Number.isInteger(count) && Number.isInteger(part) && part >= 0 && part < count)) {
    throw new RangeError(`part ${part} of ${count} does not exist`);
  }
  const run = await startRun(input, pace);
  const { index, overrides, common } = run;
  const { asOf, lastMonday, policy, lanes, book } = run.context;
  const total = Math.max(0, Math.ceil((index.items.length - part) / count));
  onProgress?.({ done: 0, total });
  const knowledge = await learnFromItems(index.items, { asOf, lastMonday, policy, lanes, book, pace });
  const context: PlanContext = { ...run.context, knowledge, notes: new NoteBook() };

  const itemOverrides: PlacedOverride[][] = [];
  const itemNotes: PlacedNote[][] = [];
  const rows: UnrankedRow[] = [];
  const forecasts: ForecastRow[] = [];
  const orders: PartOrders[] = [];
  for (let place = part; place < index.items.length; place += count) {
    const planned = planPlace(run, place, context);
    itemOverrides.push(planned.overrides);
    itemNotes.push(planned.notes);
    rows.push(planned.row);
    forecasts.push(planned.forecast);
    orders.push(planned.orders);
    if (!pace.due()) continue;
    onProgress?.({ done: rows.length, total });
    await pace.rest();
  }
  onProgress?.({ done: total, total });
  const first = part === 0;
  return {
    index: part,
    count,
    rows,
    forecasts,
    orders,
    itemOverrides,
    itemNotes,
    overrides: first ? overrides.loose : [],
    notes: first ? common.list() : [],
    tiers: first ? [...run.tiers.values()] : [],
    learnt: first ? { common: knowledge.common, errors: knowledge.errors } : null,
  };
}
