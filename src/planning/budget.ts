import { lotKnapsack, type Lot } from './lot-knapsack';
import { countablePack, packsDown, packsUp } from './packs';
import { wholeUnits } from './whole-units';

export interface BudgetItem {
  /** units wanted; none wanted: 0 or less */
  need: number;
  /** cost of a unit, ≥ 0 */
  unitCost: number;
  /** worth of a unit that is needed, ≥ 0: margin, avoided shortage, priority */
  benefit: number;
  /** least quantity the supplier accepts */
  moq?: number;
  /** units in a carton, > 0 */
  pack?: number;
}

export interface BudgetPlan {
  /** units to buy of each item */
  quantity: number[];
  /** cost of them */
  spent: number;
  /** Σ benefit · min(quantity, need) */
  benefit: number;
  /** the most by which another plan within the budget could have more benefit; 0: this one is proven best */
  gap: number;
  /** benefit of one more unit of money */
  shadowPrice: number;
}

interface Candidate {
  item: number;
  /** sales units in a unit of the lot */
  units: number;
  lot: Lot;
}

/**
 * Quantities of greatest benefit within a budget: each is 0 or at least the MOQ, whole cartons, at most what covers the
 * need (or the MOQ); what exceeds the need is worth nothing. Optimal, unless `gap` is above 0: then the plan is the
 * best found and the gap is proven. Of equal items the first is served first. Items that cost nothing are bought in
 * full, items without benefit not at all.
 *
 * Source: a bounded knapsack problem with minimum lots (Kellerer, Pferschy & Pisinger, Knapsack Problems, 2004), see
 * `lotKnapsack`.
 */
export function budgetPlan(items: readonly BudgetItem[], budget: number): BudgetPlan {
  const quantity = new Array<number>(items.length).fill(0);
  const scale = benefitScale(items);
  const candidates: Candidate[] = [];
  items.forEach(({ need, unitCost, benefit, moq = 0, ...rest }, item) => {
    const pack = countablePack(rest.pack ?? 1, Math.max(need, moq));
    const worth = benefit * scale;
    if (!(need > 0) || !(worth * need > 0)) return;
    const least = Math.max(1, packsUp(moq, pack));
    const most = Math.max(1, packsUp(Math.max(need, moq), pack));
    const cost = unitCost > 0 ? Math.max(unitCost * pack, Number.MIN_VALUE) : 0;
    if (most * cost <= budget * 2 ** -60) {
      quantity[item] = most * pack;
      return;
    }
    const affordable = Math.min(most, Math.floor((budget / cost) * (1 + 1e-14)));
    if (affordable < least) return;
    const full = packsDown(need, pack);
    if (full < least) {
      // the least quantity covers the need: all or nothing
      const lot = { weight: least * cost, value: worth * need, least: 1, most: 1, lastValue: 0 };
      candidates.push({ item, units: least * pack, lot });
      return;
    }
    const base = Math.min(full, affordable);
    const part = need - full * pack;
    const lastValue = affordable > full && part > pack * 1e-9 ? worth * part : 0;
    candidates.push({ item, units: pack, lot: { weight: cost, value: worth * pack, least, most: base, lastValue } });
  });

  const answer = solve(candidates, budget);
  candidates.forEach(({ item, units }, at) => {
    quantity[item] = (answer.units[at] as number) * units;
  });
  const achieved = items.reduce(
    (total, { need, benefit }, item) => total + benefit * Math.min(quantity[item] as number, Math.max(0, need)),
    0,
  );
  return {
    quantity,
    spent: items.reduce((total, { unitCost }, item) => total + unitCost * (quantity[item] as number), 0),
    benefit: achieved,
    gap: Math.max(0, answer.bound - answer.value) / scale,
    shadowPrice: answer.shadowPrice / scale,
  };
}

/** 1, or what keeps the sum of all benefits finite. */
function benefitScale(items: readonly BudgetItem[]): number {
  let largest = 0;
  for (const { need, benefit } of items)
    if (need > 0 && benefit > 0) largest = Math.max(largest, Math.log2(need) + Math.log2(benefit));
  return largest > 960 ? 2 ** Math.floor(960 - largest) : 1;
}

/** The knapsack in whole money and whole benefit where they are decimals, so that budgets are met to the cent. */
function solve(candidates: readonly Candidate[], budget: number): ReturnType<typeof lotKnapsack> {
  const lots = candidates.map(({ lot }) => lot);
  const total = lots.reduce((sum, { value, most, lastValue }) => sum + value * most + lastValue, 0);
  const money = wholeUnits([...lots.map(({ weight }) => weight), budget], 4);
  const values = lots.flatMap(({ value, lastValue }) => [value, lastValue]);
  const largest = values.reduce((most, value) => Math.max(most, value), 0);
  const worth = wholeUnits(values, Math.ceil(total / (largest || 1)) + 1);
  const wholeMoney = money.dust === 0;
  const wholeWorth = worth.dust === 0;
  const answer = lotKnapsack(
    lots.map((lot) => ({
      ...lot,
      weight: wholeMoney ? money.of(lot.weight) : lot.weight / budget,
      value: wholeWorth ? worth.of(lot.value) : lot.value,
      lastValue: wholeWorth ? worth.of(lot.lastValue) : lot.lastValue,
    })),
    // without whole money sums carry rounding
    wholeMoney ? money.of(budget) : 1 + 1e-13,
    wholeWorth,
  );
  const valueUnit = wholeWorth ? worth.value(1) : 1;
  return {
    units: answer.units,
    value: answer.value * valueUnit,
    bound: answer.bound * valueUnit,
    shadowPrice: (answer.shadowPrice * valueUnit) / (wholeMoney ? money.value(1) : budget),
  };
}
