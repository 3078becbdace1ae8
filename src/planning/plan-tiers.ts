import { abcClasses } from './abc';
import { parseDay } from './calendar';
import { coefficientOfVariation } from './demand-class';
import { moneyIn } from './money';
import type { NoteBook } from './note-book';
import type { Pace } from './pace';
import type { PlanIndex } from './plan-index';
import type { PolicyBook } from './policy';
import type { PromotionCalendar } from './promotions';
import type { SeriesBook } from './plan-series';
import { mergeWeeks } from './sales-history';
import { known, sum } from './statistics';
import { MODEL_OF_TIER, tierOf } from './tiering';
import type { PlanInput, SkuTier } from './types';

const VALUE_WEEKS = 13;

export interface TierContext {
  policy: PolicyBook;
  calendar: PromotionCalendar;
  book: SeriesBook;
  notes: NoteBook;
  pace: Pace;
}

/**
 * Tier and model of every SKU. Value is the last 13 weeks' units over all warehouses × price; where not one SKU has a price
 * in the plan's currency, units alone rank them and a note says so. CV is that of demand (corrected sales) over weeks without
 * promotion, so that an item is not called unsteady for a promotion, a one-off order or days out of stock.
 */
export async function planTiers(
  input: PlanInput,
  index: PlanIndex,
  context: TierContext,
): Promise<Map<string, SkuTier>> {
  const { policy, calendar, book, notes, pace } = context;
  const asOf = parseDay(input.asOf) ?? 0;
  const lastMonday = parseDay(input.lastWeek) ?? 0;
  const skus = [...index.skus.values()];
  const demand: { units: number | null; cv: number | null }[] = [];
  for (const { sku_id } of skus) {
    const series = index.salesBySku.get(sku_id) ?? [];
    const demanded = mergeWeeks(series.map((one) => book.demandOf(one)));
    const quiet = known(
      demanded.map((qty, age) => (calendar.week(sku_id, lastMonday - 7 * age).share === 0 ? qty : null)),
    );
    const recent = known(mergeWeeks(series.map(({ weeks }) => weeks.slice(0, VALUE_WEEKS))));
    demand.push({
      units: recent.length ? sum(recent) : null,
      cv: coefficientOfVariation(quiet.slice(0, policy.value('deviation_weeks'))),
    });
    if (pace.due()) await pace.rest();
  }
  const prices = skus.map((sku) => moneyIn(input.currency, sku.price, sku.currency).amount);
  const byUnits = prices.every((price) => price === null);
  if (byUnits && skus.length) notes.add('abc_by_units', input.currency);
  const classes = abcClasses(
    demand.map(({ units }, i) => {
      const price = byUnits ? 1 : (prices[i] ?? null);
      return units === null || price === null ? null : units * price;
    }),
    policy.value('abc_cut_a'),
    policy.value('abc_cut_b'),
  );

  return new Map(
    skus.map((sku, i) => {
      const launch = parseDay(sku.launch_date);
      if (sku.launch_date && launch === null) notes.add('bad_date', `${sku.sku_id} ${sku.launch_date}`);
      const lock = sku.tier_lock && Object.keys(MODEL_OF_TIER).includes(sku.tier_lock) ? sku.tier_lock : null;
      if (sku.tier_lock && !lock) notes.add('bad_tier_lock', `${sku.sku_id} ${sku.tier_lock}`);
      const target = { sku: sku.sku_id };
      const answer = tierOf({
        lock,
        customMade: sku.custom_made === true,
        price: prices[i] ?? null,
        luxuryPrice: policy.value('luxury_price', target),
        ageWeeks: launch === null ? null : (asOf - launch) / 7,
        newWeeks: policy.value('new_weeks', target),
        abc: classes[i] ?? null,
        cv: demand[i]?.cv ?? null,
        cvMax: policy.value('tier_cv_max', target),
      });
      return [sku.sku_id, { sku_id: sku.sku_id, ...answer }];
    }),
  );
}
