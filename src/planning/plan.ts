import { isMonday, parseDay } from './calendar';
import { moneyIn } from './money';
import { NoteBook } from './note-book';
import { STATUS_ORDER } from './plan-decision';
import { indexPlan, itemName, type PlanItem } from './plan-index';
import { Pace } from './pace';
import type { PlanContext } from './plan-context';
import { planItem, type PlannedItem } from './plan-item';
import { replenishmentLanes } from './plan-lead-time';
import { blankRow, type UnrankedRow } from './plan-row';
import { planTiers } from './plan-tiers';
import { policyBook } from './policy';
import { promotionCalendar } from './promotions';
import type { ForecastRow, PlanInput, PlanProgress, PlanResult, PlanRow, SkuTier } from './types';

export interface PlanOptions {
  /** abort to stop: the promise rejects with an error named AbortError */
  signal?: AbortSignal;
  onProgress?: (progress: PlanProgress) => void;
}

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

const broken = (row: UnrankedRow): boolean =>
  Object.values(row).some((value) => typeof value === 'number' && !Number.isFinite(value));

/** One item that cannot be computed never takes the plan down: it is named and left unplanned. */
function planSafely(item: PlanItem, tier: SkuTier, context: PlanContext): PlannedItem {
  let planned: PlannedItem | null = null;
  try {
    planned = planItem(item, tier, context);
  } catch {
    planned = null;
  }
  if (planned && !broken(planned.row) && planned.forecast.weeks.every(Number.isFinite)) return planned;
  context.notes.add('failed', itemName(item.sku.sku_id, item.warehouse.warehouse_id));
  const { sku_id, name } = item.sku;
  return {
    row: { ...blankRow(item, tier, context.policy), explanation: [{ id: 'not_planned_failed', values: {} }] },
    forecast: {
      sku_id,
      warehouse_id: item.warehouse.warehouse_id,
      name,
      demand_class: 'none',
      method: 'none',
      weeks: [],
    },
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

/**
 * Plans every SKU × warehouse (overseas and bonded) that has stock, sales or inbound: tier, forecast, water lines,
 * recommendation, explanation. Deterministic: the same input gives the same result. It gives way to the host every 50 ms
 * and can be cancelled. Throws RangeError when `asOf` is not a date or `lastWeek` not a Monday; everything else that is wrong with the
 * data ends up in `notes` or in the row it concerns.
 */
export async function runPlan(input: PlanInput, options: PlanOptions = {}): Promise<PlanResult> {
  const { signal, onProgress } = options;
  const pace = new Pace(signal);
  const asOf = parseDay(input.asOf);
  const lastMonday = parseDay(input.lastWeek);
  if (asOf === null) throw new RangeError(`asOf "${input.asOf}" is not a date: write 2026-11-23. · asOf 不是日期。`);
  if (lastMonday === null || !isMonday(lastMonday)) {
    throw new RangeError(`lastWeek "${input.lastWeek}" is not a Monday: write 2026-11-16. · lastWeek 不是星期一。`);
  }

  const notes = new NoteBook();
  const policy = policyBook(input.policy, input.asOf);
  for (const refused of policy.refused) notes.add('bad_policy', refused);
  const calendar = promotionCalendar(input.promotions);
  for (const refused of calendar.refused) notes.add('bad_promotion', refused);
  const index = indexPlan(input, notes);
  if (pace.due()) await pace.rest();
  const tiers = await planTiers(input, index, { policy, calendar, notes, pace });
  noteMoney(index.items, input.currency, notes);
  const lanes = replenishmentLanes(input.lanes);
  const context: PlanContext = { asOf, lastMonday, currency: input.currency, policy, calendar, lanes, notes };

  const rows: UnrankedRow[] = [];
  const forecasts: ForecastRow[] = [];
  const total = index.items.length;
  onProgress?.({ done: 0, total });
  for (const item of index.items) {
    const tier = tiers.get(item.sku.sku_id);
    if (!tier) continue;
    const planned = planSafely(item, tier, context);
    rows.push(planned.row);
    forecasts.push(planned.forecast);
    if (!pace.due()) continue;
    onProgress?.({ done: rows.length, total });
    await pace.rest();
  }
  onProgress?.({ done: total, total });

  const ranked = rows.sort(byUrgency).map((row, position): PlanRow => ({ ...row, rank: position + 1 }));
  return {
    asOf: input.asOf,
    currency: input.currency,
    tiers: [...tiers.values()],
    rows: ranked,
    forecasts,
    notes: notes.list(),
    totals: totalsOf(ranked),
  };
}
