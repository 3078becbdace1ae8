import {
  FORECAST_LINES,
  FORECAST_WEEKS,
  forecastLineId,
  SHEET_TABLES,
  type ForecastLine,
  type SheetTableId,
} from '../../tables';
import type { PlanRow, SkuTier } from '../../planning/types';
import { figure, text } from './records';
import { isBlank } from './review-items';
import type { PlanRecord, ReviewChange, ReviewFlag, ReviewGroupId } from './types';

/** Limits of the review: a share of the old value. */
export interface ReviewLimits {
  /** an order quantity that moves further needs the user's eye */
  over: number;
  /** figures that move less are small drift */
  drift: number;
}

export const GROUP_OF: Readonly<Record<ReviewFlag, ReviewGroupId>> = {
  new_stop: 'eye',
  legal: 'eye',
  over_budget: 'eye',
  first_bonded: 'eye',
  over_limit: 'eye',
  tier_changed: 'eye',
  you_changed: 'overridden',
  edited: 'overridden',
  first: 'new',
  changed: 'new',
  drift: 'drift',
};

const HEAD_COLUMNS = ['action', 'order_qty', 'status', 'order_by', 'tier', 'model', 'safety_stock', 'total_13w'];
/** columns that follow others: alone they say nothing new */
const FOLLOWERS = new Set([
  'plan_version',
  'rank',
  'explanation',
  'tier_reason',
  'name',
  'order_by',
  'arrives',
  'method',
  'first_week',
  'accuracy',
  'bias',
  'low',
  'high',
  'service_proof',
  'textbook_proof',
  'safety_factor',
  'wanted_qty',
  'capital_return',
  'promo_order_by',
  'bullwhip',
  'bullwhip_raw',
  'overridden_by',
  'expires',
  'made_on',
  'state',
  'statistical',
  'used',
  // by week they move with the calendar; their total tells whether the forecast did
  ...(Object.keys(FORECAST_LINES) as ForecastLine[]).flatMap((line) =>
    Array.from({ length: FORECAST_WEEKS }, (_, week) => forecastLineId(line, week + 1)),
  ),
]);
/** tables that spell out what the plan row already decides, but for the columns that are news by themselves */
const SPELLED_OUT: Partial<Record<SheetTableId, readonly string[]>> = {
  TW_Buys: [],
  TW_Tiers: ['tier', 'model', 'gate'],
  TW_Sellable: ['listing'],
  TW_Inbound: ['advice'],
  TW_Calendar: ['order_by', 'too_late'],
};

/** Worth a line of its own, and not spelling out what another line decides. */
export const isNews = ({ table, column }: ReviewChange): boolean => SPELLED_OUT[table]?.includes(column) ?? true;
const isFollower = (change: ReviewChange): boolean =>
  change.table in SPELLED_OUT ? !isNews(change) : FOLLOWERS.has(change.column);

const REFILLED = new Set(
  SHEET_TABLES.flatMap(({ id, columns }) => columns.flatMap((column) => (column.refilled ? `${id}.${column.id}` : []))),
);

/**
 * A figure of yours the write goes over. A number typed over the forecast of our sheet is none of them: the plan took it over
 * as an override before it moves on to the next week.
 */
const goesOver = ({ edited, own, table, column, old }: ReviewChange): boolean =>
  edited === true && (own !== undefined || !(REFILLED.has(`${table}.${column}`) && typeof old !== 'string'));

/** The change that stands for an item. */
export function headOf(changes: readonly ReviewChange[]): ReviewChange {
  // a new buy is told by its quantity
  const buys = changes.some(({ column, new: next, old }) => column === 'action' && next === 'buy' && isBlank(old));
  const news = changes.filter(isNews);
  for (const wanted of buys ? ['order_qty', ...HEAD_COLUMNS] : HEAD_COLUMNS) {
    const found = news.find(({ column }) => column === wanted);
    if (found) return found;
  }
  return (changes.find((change) => !isFollower(change)) ?? changes[0]) as ReviewChange;
}

/** actions that end buying */
const ENDS = new Set(['stop', 'clear']);
/** actions with a quantity to order */
const BUYS = new Set(['buy', 'to_bonded']);

/** What an item's flag depends on beside its changes. */
export interface FlagFacts {
  table: SheetTableId;
  /** the plan row as our Plan sheet holds it */
  inSheet: PlanRecord | undefined;
  row: PlanRow | undefined;
  tier: SkuTier | undefined;
  bonded: boolean;
  pack: number;
  limits: ReviewLimits;
}

export function flagOf(changes: readonly ReviewChange[], facts: FlagFacts): ReviewFlag {
  const { table, inSheet, row, pack, limits } = facts;
  const of = (column: string): ReviewChange | undefined =>
    changes.find((change) => change.column === column && isNews(change));
  if (changes.some(goesOver)) return 'edited';
  if (table === 'TW_SKU') {
    const tier = of('tier') ?? of('model');
    if (tier) return isBlank(tier.old) ? 'first' : 'tier_changed';
    return changes.every(isFollower) ? 'drift' : 'changed';
  }
  const action = of('action');
  const quantity = of('order_qty');
  if (inSheet && figure(inSheet.my_qty) !== null && (quantity || action)) return 'you_changed';
  if (action || quantity) {
    const warned = warningOf(facts);
    if (warned) return warned;
    // a range of the user's may hold the quantity alone
    if (
      ENDS.has(text(action?.new) ?? '') ||
      (!action && ENDS.has(row?.action ?? '') && figure(quantity?.old) && !figure(quantity?.new))
    )
      return 'new_stop';
  }
  if (!inSheet && changes.every(({ old }) => isBlank(old))) return 'first';
  if (quantity && moved(quantity) > limits.over) return 'over_limit';
  const small = changes.every(
    (change) => isFollower(change) || isDrift(change, change.column === 'order_qty' ? pack : 0, limits.drift),
  );
  return small ? 'drift' : 'changed';
}

/** A warning that the sheet does not hold yet: law, budget, a first bonded buy. */
function warningOf({ inSheet, row, tier, bonded }: FlagFacts): ReviewFlag | null {
  if (!row) return null;
  const before = text(inSheet?.reason);
  if (row.reason === 'list_restriction' && before !== 'list_restriction') return 'legal';
  if (row.reason === 'over_budget' && before !== 'over_budget') return 'over_budget';
  if (!bonded || !BUYS.has(row.action) || BUYS.has(text(inSheet?.action) ?? '')) return null;
  const gated = tier !== undefined && tier.gate !== 'not_needed' && tier.firstBatchCap !== null;
  return row.action === 'to_bonded' || row.reason === 'first_batch' || gated ? 'first_bonded' : null;
}

/** Share of the old value by which a figure moved; 0 when there was none. */
function moved({ old, new: next }: ReviewChange): number {
  const was = figure(old);
  return was ? Math.abs((figure(next) ?? 0) - was) / Math.abs(was) : 0;
}

function isDrift(change: ReviewChange, pack: number, limit: number): boolean {
  const was = figure(change.old);
  const is = figure(change.new);
  if (was === null || is === null) return false;
  return Math.abs(is - was) < pack || Math.abs(is - was) <= limit * Math.abs(was);
}
