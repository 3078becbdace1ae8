import type { BuyDraft, RoundOrder } from './buy-draft';
import { demandBetween } from './demand-knots';
import { dayOfWeek, planRounds, roundWeeks, type OrderRules } from './rounds';
import { bullwhipRatio } from './smoothing';

/** Demand of each round ahead; what is left of this week counts as a whole one. */
function demandByRound(rules: OrderRules, weeks: readonly number[]): number[] {
  const whole = 7 * rules.step;
  return weeks.map((week, round) => {
    const from = round === 0 ? 0 : dayOfWeek(rules, week);
    const next = weeks[round + 1];
    const until = next === undefined ? from + whole : dayOfWeek(rules, next);
    return until > from ? (demandBetween(rules.demand, from, until) * whole) / (until - from) : 0;
  });
}

/** Bullwhip ratio of orders by round (see `bullwhipRatio`); rounds in which nothing is wanted may be left out of the list. */
export function unrestOf(rules: OrderRules, orders: readonly RoundOrder[]): number | null {
  const weeks = roundWeeks(rules);
  const units = new Map(orders.map(({ week, qty }) => [week, qty]));
  const { changeCap, weeklySd, step } = rules;
  const demand = demandByRound(rules, weeks);
  // in the long run orders are on average what is demanded
  const usual = demand.reduce((sum, qty) => sum + qty, 0) / demand.length;
  return bullwhipRatio({
    orders: weeks.map((week) => units.get(week) ?? 0),
    demand,
    sd: weeklySd * Math.sqrt(step),
    limit: changeCap === null ? null : changeCap * usual,
  });
}

/** The ratio as the orders would be without smoothing. */
export function rawUnrest(draft: BuyDraft): number | null {
  const raw = { ...draft, changeCap: null };
  const first = { ...draft.first, qty: draft.first.allowed };
  return unrestOf(raw, planRounds(raw, first));
}
