import { normalQuantile } from './normal';

export interface NewsvendorInput {
  /** revenue of a unit sold */
  price: number;
  /** cost of a unit, below the price */
  cost: number;
  /** what a unit left over still brings, below the cost; negative: what it costs to be rid of it */
  salvage: number;
  demandMean: number;
  demandSd: number;
}

/** (price − cost)/(price − salvage): the probability of meeting demand that the margins ask for. */
export const criticalRatio = ({ price, cost, salvage }: Pick<NewsvendorInput, 'price' | 'cost' | 'salvage'>): number =>
  (price - cost) / (price - cost + (cost - salvage));

/**
 * Newsvendor quantity μ + σ·z((price − cost)/(price − salvage)): one order for one season of normal demand, in units. Arrow,
 * Harris & Marschak (1951); Snyder & Shen (2019), Fundamentals of Supply Chain Theory, §4.3.
 */
export function newsvendorQuantity(input: NewsvendorInput): number {
  const underage = input.price - input.cost;
  const overage = input.cost - input.salvage;
  // the smaller share keeps its digits however near the other is to 1
  const z =
    underage <= overage ? normalQuantile(criticalRatio(input)) : -normalQuantile(overage / (underage + overage));
  return input.demandSd === 0 ? input.demandMean : input.demandMean + input.demandSd * z;
}
