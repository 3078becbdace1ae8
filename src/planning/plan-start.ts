import { addBondedCandidates } from './buys/bonded-candidates';
import { isMonday, parseDay } from './calendar';
import { moneyIn } from './money';
import { NoteBook } from './note-book';
import type { Pace } from './pace';
import type { PlanContext } from './plan-context';
import { indexPlan, itemName, type PlanIndex, type PlanItem } from './plan-index';
import { replenishmentLanes } from './plan-lead-time';
import { bookOverrides, type OverrideBook } from './plan-overrides';
import { SeriesBook } from './plan-series';
import { planTiers } from './plan-tiers';
import { policyBook } from './policy';
import { presaleBook } from './presale/book';
import { PromotionBook, promotionsAhead } from './promotion-orders/ask';
import { promotionCalendar } from './promotions';
import { checkScenario, scenarioPolicy } from './scenario/apply';
import type { PlanInput, SkuTier } from './types';

/** What a run stands on before anything is learnt from the items. */
export interface PlanRun {
  index: PlanIndex;
  tiers: Map<string, SkuTier>;
  overrides: OverrideBook;
  context: Omit<PlanContext, 'knowledge' | 'notes'>;
  /** about the whole plan */
  common: NoteBook;
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
 * Reads and sorts the input: policy, calendar, items, tiers, lanes, overrides, presale. Throws RangeError when `asOf` is not a
 * date or `lastWeek` not a Monday.
 */
export async function startRun(input: PlanInput, pace: Pace): Promise<PlanRun> {
  const asOf = parseDay(input.asOf);
  const lastMonday = parseDay(input.lastWeek);
  if (asOf === null) throw new RangeError(`asOf "${input.asOf}" is not a date: write 2026-11-23. · asOf 不是日期。`);
  if (lastMonday === null || !isMonday(lastMonday)) {
    throw new RangeError(`lastWeek "${input.lastWeek}" is not a Monday: write 2026-11-16. · lastWeek 不是星期一。`);
  }

  checkScenario(input.scenario);
  const common = new NoteBook();
  const policy = scenarioPolicy(policyBook(input.policy, input.asOf), input.scenario);
  for (const refused of policy.refused) common.add('bad_policy', refused);
  for (const retired of policy.retired) common.add('retired_policy', retired);
  const calendar = promotionCalendar(input.promotions);
  for (const refused of calendar.refused) common.add('bad_promotion', refused);
  const index = indexPlan(input, common);
  if (pace.due()) await pace.rest();
  const book = new SeriesBook(input, lastMonday, calendar, policy);
  const tiers = await planTiers(input, index, { policy, calendar, book, notes: common, pace });
  noteMoney(index.items, input.currency, common);
  const lanes = replenishmentLanes(input.lanes, input.scenario?.leadDays);
  addBondedCandidates(index, tiers, { warehouses: input.warehouses, lanes, notes: common });
  const names = new Set(index.items.map((item) => itemName(item.sku.sku_id, item.warehouse.warehouse_id)));
  const overrides = bookOverrides(input.overrides ?? [], names, { asOf, lastMonday, notes: common });
  const presale = presaleBook(input, index, { asOf, lastMonday, policy, tiers, notes: common });
  book.countDepositsApart(presale.bySku);
  const { currency, scenario } = input;
  const promotions = new PromotionBook(promotionsAhead(input.promotions, asOf));
  return {
    index,
    tiers,
    overrides,
    common,
    context: { asOf, lastMonday, currency, policy, lanes, book, overrides, presale, promotions, scenario },
  };
}
