import { moneyIn } from '../money';
import type { Pace } from '../pace';
import type { PlanItem } from '../plan-index';
import type { WarehouseLead } from '../plan-lead-time';
import type { PolicyBook } from '../policy';
import { limitingShelfLife, saleableDays } from '../shelf-life';
import { known, sum } from '../statistics';
import { leadDraws } from './lead-draws';
import type { ItemLevels } from './plan-levels';
import { fixedDaysLevels, minMaxLevels, minMaxSums } from './simple-rules';
import { replay, type Replay, type ReplayItem, type WeekLevels } from './simulate';
import {
  BACKTEST_DAYS,
  BACKTEST_SERVICE,
  PLAN_SETTINGS,
  type BacktestPoint,
  type BacktestResult,
  type BacktestSetting,
} from './types';

export interface ReplaySubject {
  item: PlanItem;
  name: string;
  lead: WarehouseLead | null;
  /** cleaned demand of the whole history, oldest first */
  demand: readonly (number | null)[];
  /** the plan's levels by replayed week */
  levels: readonly ItemLevels[];
}

/** Weeks before the replay whose mean is under way when it begins. */
const RATE_WEEKS = 8;

const SETTINGS: readonly BacktestSetting[] = [
  ...PLAN_SETTINGS.map((value): BacktestSetting => ({ rule: 'plan', value })),
  ...BACKTEST_SERVICE.map((value): BacktestSetting => ({ rule: 'min_max', value })),
  ...BACKTEST_DAYS.map((value): BacktestSetting => ({ rule: 'fixed_days', value })),
];

interface Sums {
  days: number;
  stockoutDays: number;
  demanded: number;
  lost: number;
  lostSales: number;
  capital: number;
  stock: number;
  writtenOff: number;
  orders: number;
  orderVariance: number;
  demandVariance: number;
}

const emptySums = (): Sums => ({
  days: 0,
  stockoutDays: 0,
  demanded: 0,
  lost: 0,
  lostSales: 0,
  capital: 0,
  stock: 0,
  writtenOff: 0,
  orders: 0,
  orderVariance: 0,
  demandVariance: 0,
});

/** Sample variance; 0 with fewer than two values. */
function varianceOf(values: ArrayLike<number>): number {
  const count = values.length;
  if (count < 2) return 0;
  let total = 0;
  for (let at = 0; at < count; at++) total += values[at] as number;
  let squares = 0;
  for (let at = 0; at < count; at++) squares += ((values[at] as number) - total / count) ** 2;
  return squares / (count - 1);
}

/** Levels a rule's setting has at the start of each replayed week. */
function levelsBy(
  subject: ReplaySubject,
  { weeks, reviewDays }: { weeks: number; reviewDays: number },
): (setting: BacktestSetting) => (week: number) => WeekLevels | null {
  const { demand, lead, levels } = subject;
  const rules = { demand, leadMean: lead?.mean ?? 0, leadSd: lead?.sd ?? 0, reviewDays };
  const start = demand.length - weeks;
  const sums = minMaxSums(demand);
  return ({ rule, value }) =>
    (week) => {
      if (rule === 'min_max') return minMaxLevels(sums, rules, value ?? 0, start + week);
      if (rule === 'fixed_days') return fixedDaysLevels(rules, value ?? 0, start + week);
      const own = levels[week] ?? [];
      const at = 2 * PLAN_SETTINGS.indexOf(value);
      if (own.length <= at + 1) return null;
      return { reorder: own[at] as number, target: own[at + 1] as number, sellable: own[own.length - 1] as number };
    };
}

/** Replays every setting on every item and sums up. */
export async function replayItems(
  subjects: readonly ReplaySubject[],
  { weeks, policy, currency, pace }: { weeks: number; policy: PolicyBook; currency: string; pace: Pace },
): Promise<Pick<BacktestResult, 'points' | 'withoutCost' | 'withoutPrice'>> {
  const sums = SETTINGS.map(emptySums);
  let withoutCost = 0;
  let withoutPrice = 0;
  for (const subject of subjects) {
    const { item, name, lead, demand } = subject;
    const { sku } = item;
    const target = { sku: sku.sku_id, warehouse: item.warehouse.warehouse_id };
    const reviewDays = policy.value('review_days', target);
    const shelfLife = limitingShelfLife(sku.shelf_life_days);
    const asked = demand.slice(demand.length - weeks);
    const before = known(demand.slice(0, demand.length - weeks)).slice(-RATE_WEEKS);
    const cost = moneyIn(currency, sku.unit_cost, sku.cost_currency).amount;
    const price = moneyIn(currency, sku.price, sku.currency).amount;
    if (cost === null) withoutCost++;
    if (price === null) withoutPrice++;
    const replayed: ReplayItem = {
      demand: asked,
      rate: before.length ? sum(before) / before.length : 0,
      leads: leadDraws(name, weeks, lead?.mean ?? 0, lead?.sd ?? 0),
      leadMean: lead?.mean ?? 0,
      every: Math.max(1, Math.round(reviewDays / 7)),
      moq: sku.moq !== null && sku.moq > 0 ? sku.moq : undefined,
      pack: sku.pack_qty !== null && sku.pack_qty > 0 ? sku.pack_qty : undefined,
      saleable:
        shelfLife === null
          ? null
          : saleableDays(shelfLife, {
              arrivalShare: policy.value('arrival_life_share', target),
              stopSaleShare: policy.value('stop_sale_share', target),
              stopSaleMaxDays: policy.value('stop_sale_max_days', target),
            }),
    };
    const levels = levelsBy(subject, { weeks, reviewDays });
    const demandVariance = varianceOf(known(asked));
    SETTINGS.forEach((setting, at) => {
      const done = replay(replayed, levels(setting));
      add(sums[at] as Sums, done, { cost: cost ?? 0, price: price ?? 0, demandVariance, days: 7 * weeks });
    });
    if (pace.due()) await pace.rest();
  }
  const priced = withoutPrice < subjects.length;
  const costed = withoutCost < subjects.length;
  return {
    points: SETTINGS.map((setting, at) => pointOf(setting, sums[at] as Sums, priced, costed)),
    withoutCost,
    withoutPrice,
  };
}

function add(
  into: Sums,
  done: Replay,
  { cost, price, demandVariance, days }: { cost: number; price: number; demandVariance: number; days: number },
): void {
  into.days += done.days;
  into.stockoutDays += done.stockoutDays;
  into.demanded += done.demanded;
  into.lost += done.lost;
  into.lostSales += done.lost * price;
  into.stock += done.stockDays / days;
  into.capital += (done.stockDays / days) * cost;
  into.writtenOff += done.writtenOff * cost;
  into.orders += done.orders;
  into.orderVariance += varianceOf(done.ordered);
  into.demandVariance += demandVariance;
}

const pointOf = (setting: BacktestSetting, sums: Sums, priced: boolean, costed: boolean): BacktestPoint => ({
  ...setting,
  inStock: sums.days > 0 ? 1 - sums.stockoutDays / sums.days : 1,
  filled: sums.demanded > 0 ? 1 - sums.lost / sums.demanded : 1,
  stockoutDays: sums.stockoutDays,
  lostUnits: sums.lost,
  lostSales: priced ? sums.lostSales : null,
  capital: costed ? sums.capital : null,
  stockUnits: sums.stock,
  writtenOff: costed ? sums.writtenOff : null,
  orders: sums.orders,
  bullwhip: sums.demandVariance > 0 ? sums.orderVariance / sums.demandVariance : null,
});
