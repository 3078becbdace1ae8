import { buyDraft, orderRules } from './buys/draft-of';
import { firstRound, smoothedDecision } from './buys/first-order';
import type { BuyDraft, OrderWorth } from './buys/buy-draft';
import { capitalReturn } from './buys/order-worth';
import { rawUnrest, unrestOf } from './buys/unrest';
import { formatDay, parseDay } from './calendar';
import { inboundAdvice, type AdviceInput } from './inbound-advice/advise';
import { moneyIn } from './money';
import type { PlanContext } from './plan-context';
import { decide, isEnded, statusOf, trafficOf, type Situation } from './plan-decision';
import { explain } from './plan-explanation';
import { atStake, orderByDate } from './plan-figures';
import { FORECAST_WEEKS } from './plan-learning';
import { levelsNow, weeklyLines, type Levels, type WaterLines } from './plan-levels';
import type { UnrankedRow } from './plan-row';
import { lastSaleDayOf, situationOf, type ItemFacts } from './plan-situation';
import { presaleWords } from './presale/words';
import { projectStock } from './projection';
import { nextAsk, promotionAsks } from './promotion-orders/ask';
import type { PromotionAsk } from './promotion-orders/types';
import type { ProtectionRule } from './protection';
import { protectionSd } from './safety-stock';
import type { InboundAdvice } from './types';

/** What a plan says to do with an item. */
export interface Recommendation {
  row: Partial<UnrankedRow>;
  /** water lines of the weeks from W+1 on */
  lines: WaterLines[];
  draft: BuyDraft;
  inbound: InboundAdvice[];
  promotions: PromotionAsk[];
}

interface Prices {
  /** money of the plan's currency; null: unknown */
  unitCost: number | null;
  price: number | null;
}

/** What an order is worth; null where cost, price or demand do not tell, or direct mail serves the item meanwhile. */
function worthOf(
  { item, lead, reviewDays, supply }: ItemFacts,
  levels: Levels,
  lost: number,
  { unitCost, price }: Prices,
): OrderWorth | null {
  if (price === null || unitCost === null || !(levels.demandMean > 0) || item.promoted) return null;
  return {
    margin: price - unitCost,
    price,
    position: supply.position + lost,
    mean: levels.demandMean * levels.protection,
    sd: protectionSd({
      demandMean: levels.demandMean,
      demandSd: levels.demandSd,
      leadTime: lead.mean,
      leadTimeSd: lead.sd ?? 0,
      reviewPeriod: reviewDays,
    }),
    rate: levels.demandMean,
    leadMean: lead.mean,
  };
}

/** The position beyond which open orders are too much, and why. */
function mostWanted(situation: Situation, { curve }: ItemFacts): Pick<AdviceInput, 'most' | 'excessBecause'> {
  const { levels, noSales, supply, sellable, tier } = situation;
  const there = supply.position - supply.inTransit;
  if (noSales) return { most: Math.max(0, there), excessBecause: 'inbound_unsold' };
  if (isEnded(situation) && tier.gate !== 'closed') {
    return { most: curve.until(levels.protection), excessBecause: 'inbound_ended' };
  }
  // what sells before a new lot's stop-sale day: an open order is no better than a new one
  const sells = sellable === null ? Infinity : supply.position + sellable;
  return { most: Math.min(levels.max, Math.max(sells, there)), excessBecause: 'inbound_over_max' };
}

/**
 * What to do with an item and why: status, this week's order after shelf life, first-batch cap and smoothing, the orders of
 * the weeks ahead, what promotions ask, and whether what is under way is still right.
 */
export function recommend(facts: ItemFacts, rule: ProtectionRule, context: PlanContext): Recommendation {
  const { asOf, notes, policy, currency } = context;
  const { item, target, lead, curve, supply, reviewDays, offset, demand } = facts;
  const { sku } = item;
  const { free, position } = supply;
  const levelInput = {
    demand: curve,
    rule,
    leadMean: lead.mean,
    leadSd: lead.sd ?? 0,
    reviewDays,
    maxExtraDays: policy.value('max_extra_days', target),
  };
  const levels = levelsNow(levelInput);
  const lines = weeklyLines(levelInput, FORECAST_WEEKS, offset);
  const situation = situationOf(facts, levels, context);
  const { projection, sellable, batchRoom } = situation;
  const status = statusOf(situation);
  const unitCost = moneyIn(currency, sku.unit_cost, sku.cost_currency).amount;
  const price = moneyIn(currency, sku.price, sku.currency).amount;
  const lost = price === null ? null : price * projection.unmet;
  const worth = worthOf(facts, levels, situation.lostBeforeArrival, { unitCost, price });

  const ended = isEnded(situation);
  const rules = orderRules({
    ...{ item, lead, curve, lines, offset, reviewDays, free, position, unitCost, worth, batchRoom },
    lastSaleDay: lastSaleDayOf(facts.shelf, lead.mean),
    receipts: supply.receipts,
    undated: supply.late + supply.undated,
    open: !ended,
    changeCap: policy.optional('order_change_cap', target),
    demanded: demand.demand,
    demandSd: levels.demandSd,
  });
  const asked = decide(situation);
  const most = Math.min(levels.max - position, sellable ?? Infinity, batchRoom ?? Infinity);
  const first = firstRound(rules.week, asked, null);
  const { decision, unsmoothed } = smoothedDecision(asked, { ...rules, first }, most);
  const draft = buyDraft({ ...rules, first: firstRound(rules.week, decision, unsmoothed) });
  const bullwhip = unrestOf(draft, draft.orders);

  const ahead = item.promoted ? [] : context.promotions.of(sku.sku_id);
  const promotions = promotionAsks(ahead, {
    ...{ asOf, demand: curve, plain: facts.plainCurve, leadP90: lead.p90 },
    stock: free,
    receipts: supply.receipts,
  });
  const next = ended ? null : nextAsk(promotions, ahead, asOf);
  if (next && next.ask.short > 0) notes.add('promotion_too_late', next.promotion.label);
  const promotion = next && {
    name: next.promotion.label,
    orderBy: formatDay(next.ask.orderBy),
    short: next.ask.short,
  };

  const { action, reason, orderQty } = decision;
  const orderBy = orderByDate(action, position - levels.reorder, curve, levels.protection, asOf);
  const expiry = parseDay(item.stock?.first_expiry ?? null);
  const explanation = explain({
    ...situation,
    ...{ decision, unsmoothed, promotion, asOf, lost, currency, orderBy },
    expiry: expiry === null ? null : expiry - asOf,
    leadP90: lead.p90,
    gapDays: projectStock(free, curve, supply.receipts, lead.p50).daysOut,
    overriddenWeeks: demand.overridden.count,
    clearDays: policy.value('clear_days', target),
  });
  return {
    lines,
    draft,
    promotions,
    inbound: inboundAdvice({
      ...{ asOf, demand: curve, position, unitCost, price, currency },
      ...mostWanted(situation, facts),
      lines: item.inbound,
      stock: position - supply.inTransit,
      newOrderDays: Math.ceil(lead.p50),
      gainDays: policy.value('expedite_gain_days', target),
      moq: draft.moq,
      pack: draft.pack,
    }),
    row: {
      status,
      action,
      reason,
      order_qty: orderQty,
      order_by: orderBy,
      arrives: orderQty > 0 ? formatDay(asOf + Math.ceil(lead.p50)) : null,
      value: unitCost === null ? null : orderQty * unitCost,
      // direct mail serves it until its first bonded batch arrives
      at_stake: item.promoted ? 0 : atStake(status, lost, unitCost, position - levels.max),
      explanation: [...explanation, ...presaleWords(context.presale.bySku.get(sku.sku_id), supply.owed)],
      demand_mean: levels.demandMean,
      demand_sd: levels.demandSd,
      safety_stock: levels.safetyStock,
      reorder_level: levels.reorder,
      target_level: levels.target,
      max_level: levels.max,
      safety_factor: levels.safetyFactor,
      safety_days: levels.safetyDays,
      traffic: trafficOf(situation),
      wanted_qty: decision.wanted ?? orderQty,
      capital_return: capitalReturn(worth, orderQty, unitCost),
      promo: promotion?.name ?? null,
      promo_order_by: promotion?.orderBy ?? null,
      promo_short: promotion?.short ?? null,
      bullwhip,
      bullwhip_raw: draft.changeCap === null ? bullwhip : rawUnrest(draft),
    },
  };
}
