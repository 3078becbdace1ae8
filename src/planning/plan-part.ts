import { isMonday, parseDay } from './calendar';
import { moneyIn } from './money';
import { NoteBook, type PlacedNote } from './note-book';
import { Pace } from './pace';
import type { PlanContext } from './plan-context';
import { indexPlan, itemName, type PlanItem } from './plan-index';
import { planItem, type PlannedItem } from './plan-item';
import { replenishmentLanes } from './plan-lead-time';
import { learnFromItems } from './plan-learning';
import { bookOverrides, overrideWeeks, type PlacedOverride } from './plan-overrides';
import { blankForecast, blankRow, type UnrankedRow } from './plan-row';
import { SeriesBook } from './plan-series';
import { planTiers } from './plan-tiers';
import { policyBook } from './policy';
import { promotionCalendar } from './promotions';
import type { ForecastRow, PlanInput, PlanProgress, SkuTier } from './types';

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

/** What one part of a run found: plain data, so that it can come from another thread. */
export interface PlanPart extends PlanShare {
  /** of the items of this part, in their order */
  rows: UnrankedRow[];
  forecasts: ForecastRow[];
  overrides: PlacedOverride[];
  notes: PlacedNote[];
  /** what is said once for the whole plan: in part 0 only */
  tiers: SkuTier[];
}

const broken = (row: UnrankedRow): boolean =>
  Object.values(row).some((value) => typeof value === 'number' && !Number.isFinite(value));

const brokenForecast = (forecast: ForecastRow): boolean =>
  Object.values(forecast)
    .flat()
    .some((value) => typeof value === 'number' && !Number.isFinite(value));

/** One item that cannot be computed never takes the plan down: it is named and left unplanned. */
function planSafely(item: PlanItem, place: number, tier: SkuTier, context: PlanContext): PlannedItem {
  let planned: PlannedItem | null = null;
  try {
    planned = planItem(item, place, tier, context);
  } catch {
    planned = null;
  }
  if (planned && !broken(planned.row) && !brokenForecast(planned.forecast)) return planned;
  const name = itemName(item.sku.sku_id, item.warehouse.warehouse_id);
  context.notes.add('failed', name);
  return {
    row: { ...blankRow(item, tier, context.policy), explanation: [{ id: 'not_planned_failed', values: {} }] },
    forecast: blankForecast(item),
    overrides: overrideWeeks([], context.overrides.byItem.get(name) ?? [], 0).outcomes,
  };
}

/** Costs and prices the money columns had to leave out, once a SKU that is planned. */
function noteMoney(items: readonly PlanItem[], currency: string, notes: NoteBook): void {
  for (const sku of new Set(items.map((item) => item.sku))) {
    const problems = [
      [
        moneyIn(currency, sku.unit_cost, sku.cost_currency).problem,
        'no_cost',
        `${sku.sku_id} ${sku.cost_currency ?? ''}`,
      ],
      [moneyIn(currency, sku.price, sku.currency).problem, 'no_price', `${sku.sku_id} ${sku.currency ?? ''}`],
    ] as const;
    for (const [problem, unknown, example] of problems) {
      if (problem === 'unknown') notes.add(unknown, sku.sku_id);
      else if (problem) notes.add(problem, problem === 'other_currency' ? example : sku.sku_id);
    }
  }
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
  const asOf = parseDay(input.asOf);
  const lastMonday = parseDay(input.lastWeek);
  if (asOf === null) throw new RangeError(`asOf "${input.asOf}" is not a date: write 2026-11-23. · asOf 不是日期。`);
  if (lastMonday === null || !isMonday(lastMonday)) {
    throw new RangeError(`lastWeek "${input.lastWeek}" is not a Monday: write 2026-11-16. · lastWeek 不是星期一。`);
  }

  const common = new NoteBook();
  const policy = policyBook(input.policy, input.asOf);
  for (const refused of policy.refused) common.add('bad_policy', refused);
  for (const retired of policy.retired) common.add('retired_policy', retired);
  const calendar = promotionCalendar(input.promotions);
  for (const refused of calendar.refused) common.add('bad_promotion', refused);
  const index = indexPlan(input, common);
  if (pace.due()) await pace.rest();
  const book = new SeriesBook(input, lastMonday, calendar, policy);
  const tiers = await planTiers(input, index, { policy, calendar, book, notes: common, pace });
  noteMoney(index.items, input.currency, common);
  const lanes = replenishmentLanes(input.lanes);
  const names = new Set(index.items.map((item) => itemName(item.sku.sku_id, item.warehouse.warehouse_id)));
  const overrides = bookOverrides(input.overrides ?? [], names, { asOf, lastMonday, notes: common });
  const total = Math.max(0, Math.ceil((index.items.length - part) / count));
  onProgress?.({ done: 0, total });
  const knowledge = await learnFromItems(index.items, { asOf, lastMonday, policy, lanes, book, pace });
  const notes = new NoteBook();
  const { currency } = input;
  const context: PlanContext = { asOf, lastMonday, currency, policy, lanes, book, knowledge, overrides, notes };

  const placed: PlacedOverride[] = [];
  const rows: UnrankedRow[] = [];
  const forecasts: ForecastRow[] = [];
  for (let place = part; place < index.items.length; place += count) {
    const item = index.items[place] as PlanItem;
    notes.turnTo(place);
    const planned = planSafely(item, place, tiers.get(item.sku.sku_id) as SkuTier, context);
    placed.push(...planned.overrides);
    rows.push(planned.row);
    forecasts.push(planned.forecast);
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
    overrides: first ? [...overrides.loose, ...placed] : placed,
    notes: first ? [...common.list(), ...notes.list()] : notes.list(),
    tiers: first ? [...tiers.values()] : [],
  };
}
