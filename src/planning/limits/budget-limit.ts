import type { BuyDraft, RoundOrder } from '../buys/buy-draft';
import { capitalReturn, daysTiedUp, marginSaved } from '../buys/order-worth';
import { packsDown, packsUp } from '../packs';
import type { BudgetLine, PlanLimits } from '../types';
import { chooseLines, type ChoiceLine } from './line-choice';

/** A buy of this week, with what it is for. */
export interface BudgetBuy {
  sku_id: string;
  warehouse_id: string;
  draft: BuyDraft;
  order: RoundOrder;
  /** the worth of the buy cannot be told: it comes after those of which it can, in the order given */
  last: boolean;
}

const DAYS_A_YEAR = 365;

/** A line of the choice; null: it costs nothing known, or its worth cannot be told. */
function choiceLine({ draft, order, last }: BudgetBuy): ChoiceLine | null {
  const { unitCost, worth, pack, moq } = draft;
  if (!unitCost || !worth || last || !(marginSaved(worth, order.qty) > 0)) return null;
  const most = packsUp(order.qty, pack);
  return {
    pack,
    cost: unitCost * pack,
    from: 0,
    least: Math.min(most, Math.max(1, packsUp(moq, pack))),
    most,
    worth,
    yearly: DAYS_A_YEAR / daysTiedUp(worth, order.qty),
  };
}

export interface BudgetAnswer {
  /** units of each buy */
  quantities: number[];
  limits: Omit<PlanLimits, 'lanes'>;
}

/**
 * The buys a sum of money reaches for, by margin saved a year per unit of money (see `order-worth.ts` and `chooseLines`). Buys
 * whose worth cannot be told (no price, or an SKU that direct mail still serves) follow with what is left, in the order given.
 * Buys without a cost stay and are counted. `next`: what the next `step` of money would buy on top, best return first.
 */
export function withinBudget(buys: readonly BudgetBuy[], budget: number | null, step: number): BudgetAnswer {
  const costOf = ({ draft }: BudgetBuy): number | null => draft.unitCost;
  const valueOf = (quantities: readonly number[]): number | null => {
    const costed = buys.flatMap((buy, at) => {
      const cost = costOf(buy);
      return cost === null ? [] : [cost * (quantities[at] as number)];
    });
    return costed.length || !buys.length ? costed.reduce((sum, value) => sum + value, 0) : null;
  };
  const wanted = buys.map(({ order }) => order.qty);
  const withoutCost = buys.filter((buy) => costOf(buy) === null).length;
  const whole = valueOf(wanted);
  const limits = { budget, spent: whole, wanted: whole, withoutCost };
  const nothing = { amount: step, lines: [] };
  if (budget === null) return { quantities: wanted, limits: { ...limits, gap: null, next: nothing } };
  if ((whole ?? 0) <= budget * (1 + 1e-12)) return { quantities: wanted, limits: { ...limits, gap: 0, next: nothing } };

  const lines = buys.map(choiceLine);
  const judged = lines.flatMap((line, at) => (line ? [at] : []));
  const choose = (from: readonly number[], money: number) => {
    const open = judged.map((at) => ({ ...(lines[at] as ChoiceLine), from: from[at] as number }));
    const choice = chooseLines(open, money);
    const packs = [...from];
    judged.forEach((at, place) => (packs[at] = choice.packs[place] as number));
    let left = money - choice.spent;
    buys.forEach((buy, at) => {
      if (lines[at] || !costOf(buy)) return;
      const { pack, moq, unitCost } = buy.draft;
      const has = packs[at] as number;
      const reach = packsDown(left / (unitCost as number), pack);
      const more = Math.min(packsUp(buy.order.qty, pack) - has, reach);
      if (!(more > 0) || (has + more) * pack < moq) return;
      packs[at] = has + more;
      left -= more * pack * (unitCost as number);
    });
    return { packs, gap: choice.gap };
  };

  const now = choose(
    buys.map(() => 0),
    budget,
  );
  const quantities = buys.map((buy, at) =>
    costOf(buy) ? Math.min(buy.order.qty, (now.packs[at] as number) * buy.draft.pack) : buy.order.qty,
  );
  const spent = valueOf(quantities);
  const then = choose(now.packs, Math.max(0, budget - (spent ?? 0)) + step);
  const next = buys.flatMap((buy, at): BudgetLine[] => {
    const { sku_id, warehouse_id, draft } = buy;
    const quantity = ((then.packs[at] as number) - (now.packs[at] as number)) * draft.pack;
    if (!(quantity > 0) || !draft.unitCost) return [];
    const value = quantity * draft.unitCost;
    const worth = lines[at]?.worth ?? null;
    const after = worth && { ...worth, position: worth.position + (quantities[at] as number) };
    return [{ sku_id, warehouse_id, quantity, value, capitalReturn: capitalReturn(after, quantity, draft.unitCost) }];
  });
  next.sort((a, b) => (b.capitalReturn ?? -1) - (a.capitalReturn ?? -1));
  return { quantities, limits: { ...limits, spent, gap: now.gap, next: { amount: step, lines: next } } };
}
