import { parseDay } from '../calendar';
import { normalCdf, normalQuantile } from '../normal';
import { NoteBook } from '../note-book';
import { Pace } from '../pace';
import type { PlanContext } from '../plan-context';
import { demandFacts } from '../plan-demand';
import { indexPlan, itemName, type PlanItem } from '../plan-index';
import { laneOf, replenishmentLanes } from '../plan-lead-time';
import { learnFromItems } from '../plan-learning';
import { levelsNow } from '../plan-levels';
import { SeriesBook } from '../plan-series';
import { policyBook } from '../policy';
import { promotionCalendar } from '../promotions';
import { protectionRule } from '../protection';
import { limitingShelfLife, saleableDays } from '../shelf-life';
import type { PlanInput, Tier } from '../types';
import { inputAsOf } from './past-input';
import { PLAN_SETTINGS } from './types';

/** Levels of one item at the start of a week, by setting: reorder, target; then what can be sold until stop-sale. */
export type ItemLevels = number[];

export interface LevelOptions {
  /** items that are replayed, by name; the others only teach */
  chosen: ReadonlySet<string>;
  /** tier of each SKU: whose service level the plan's own setting has */
  tiers: ReadonlyMap<string, Tier>;
  pace: Pace;
  /** called with the items done so far */
  onItems?: (done: number) => void;
}

/**
 * What the plan would have decided at the start of the week `weeksBack` weeks before the end of the history, with what was
 * known then: each setting's reorder and order-up-to level for every item, in their order. Items that are not replayed or could
 * not be planned have an empty list.
 */
export async function planLevelsAsOf(
  input: PlanInput,
  weeksBack: number,
  { chosen, tiers, pace, onItems }: LevelOptions,
): Promise<ItemLevels[]> {
  const past = inputAsOf(input, weeksBack);
  const notes = new NoteBook();
  const asOf = parseDay(past.asOf) ?? 0;
  const lastMonday = parseDay(past.lastWeek) ?? 0;
  const policy = policyBook(past.policy, past.asOf);
  const calendar = promotionCalendar(past.promotions);
  const index = indexPlan(past, notes);
  const book = new SeriesBook(past, lastMonday, calendar, policy);
  const lanes = replenishmentLanes(past.lanes);
  const knowledge = await learnFromItems(index.items, { asOf, lastMonday, policy, lanes, book, pace });
  const context = {
    asOf,
    lastMonday,
    currency: past.currency,
    policy,
    lanes,
    book,
    knowledge,
    overrides: { byItem: new Map(), loose: [] },
    notes,
  } satisfies Partial<PlanContext>;

  const all: ItemLevels[] = [];
  for (let place = 0; place < index.items.length; place++) {
    const item = index.items[place] as PlanItem;
    const isChosen = chosen.has(itemName(item.sku.sku_id, item.warehouse.warehouse_id));
    all.push(isChosen ? levelsOf(item, place, context as unknown as PlanContext, tiers) : []);
    if (!pace.due()) continue;
    onItems?.(place + 1);
    await pace.rest();
  }
  onItems?.(index.items.length);
  return all;
}

function levelsOf(item: PlanItem, place: number, context: PlanContext, tiers: ReadonlyMap<string, Tier>): ItemLevels {
  const { policy, lanes, knowledge } = context;
  const lead = laneOf(lanes, item.sku.sku_id, item.warehouse.warehouse_id)?.lead;
  if (!lead || item.conflict) return [];
  const target = { sku: item.sku.sku_id, warehouse: item.warehouse.warehouse_id, tier: tiers.get(item.sku.sku_id) };
  const reviewDays = policy.value('review_days', target);
  const shelfLife = limitingShelfLife(item.sku.shelf_life_days);
  const lastSaleDay =
    shelfLife === null
      ? null
      : lead.mean +
        saleableDays(shelfLife, {
          arrivalShare: policy.value('arrival_life_share', target),
          stopSaleShare: policy.value('stop_sale_share', target),
          stopSaleMaxDays: policy.value('stop_sale_max_days', target),
        });
  const demand = demandFacts(item, place, Math.max(lead.mean + reviewDays, lastSaleDay ?? 0), context);
  const { curve } = demand;
  if (!curve) return [];
  const own = policy.value('service_level', target);
  const basic = normalQuantile(policy.value('service_level', { tier: 'basic' }));
  const levels: ItemLevels = [];
  for (const service of PLAN_SETTINGS) {
    const rule = protectionRule({
      series: demand.series,
      forecast: { ...demand.forecast, mean: demand.overridden.weeks },
      errors: knowledge.errors,
      demand: curve,
      leadMean: lead.mean,
      leadSd: lead.sd ?? 0,
      reviewDays,
      // every target moves with that of the basic tier, so that hits keep their lead over the rest
      serviceLevel: service === null ? own : normalCdf(normalQuantile(own) + normalQuantile(service) - basic),
      safetyDays: service === null ? policy.optional('safety_days', target) : null,
      floorDays: service === null ? policy.optional('safety_floor_days', target) : null,
      capDays: service === null ? policy.optional('safety_cap_days', target) : null,
      margin: policy.value('service_margin', target),
      offsetDays: context.asOf - (context.lastMonday + 7),
    });
    const { reorder, target: upTo } = levelsNow({
      demand: curve,
      rule,
      leadMean: lead.mean,
      leadSd: lead.sd ?? 0,
      reviewDays,
      maxExtraDays: policy.value('max_extra_days', target),
    });
    levels.push(reorder, upTo);
  }
  levels.push(lastSaleDay === null ? Infinity : curve.until(lastSaleDay));
  return levels;
}
