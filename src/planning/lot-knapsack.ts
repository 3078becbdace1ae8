import { searchLots, type Piece } from './lot-search';

/** A lot that is bought in units of equal weight: none, or from `least` to `most` of them; one more may follow at a lower value. */
export interface Lot {
  /** weight of a unit, > 0 */
  weight: number;
  /** value of a unit, > 0 */
  value: number;
  /** 1 ≤ least ≤ most */
  least: number;
  most: number;
  /** value of one unit more after the last, < value; 0: none */
  lastValue: number;
}

export interface KnapsackAnswer {
  /** units of each lot */
  units: number[];
  value: number;
  /** no choice is worth more than this */
  bound: number;
  /** value of one more unit of capacity, by the linear relaxation */
  shadowPrice: number;
}

/**
 * Lots of greatest value within the capacity: a knapsack with bounded quantities, minimum lots and a last unit worth less.
 * The linear relaxation (best ratio first) fixes a plan and a bound, from which `searchLots` sets out. Exact unless the search
 * gives up; then `bound` says how far the best may be. With `whole` values the bound is rounded down.
 *
 * Source: Pisinger, A minimal algorithm for the multiple-choice knapsack problem, EJOR 83 (1995) 394–410; Kellerer, Pferschy
 * & Pisinger, Knapsack Problems (2004), ch. 11.
 */
export function lotKnapsack(lots: readonly Lot[], capacity: number, whole = false): KnapsackAnswer {
  const pieces = hullPieces(lots);
  const units = new Array<number>(lots.length).fill(0);
  let weight = 0;
  let value = 0;
  let broken = 0;
  for (; broken < pieces.length; broken++) {
    const piece = pieces[broken] as Piece;
    if (weight + piece.weight > capacity) break;
    weight += piece.weight;
    value += piece.value;
    units[piece.lot] = (units[piece.lot] as number) + (piece.last ? 1 : (lots[piece.lot] as Lot).most);
  }
  if (broken === pieces.length) return { units, value, bound: value, shadowPrice: 0 };
  const price = (pieces[broken] as Piece).ratio;
  const relaxed = { units, weight, value, broken, price };
  return { ...searchLots(lots, pieces, capacity, whole, relaxed), shadowPrice: price };
}

function hullPieces(lots: readonly Lot[]): Piece[] {
  return lots
    .flatMap(({ weight, value, most, lastValue }, lot): Piece[] => {
      const base = { lot, ratio: value / weight, weight: weight * most, value: value * most, last: false };
      return lastValue > 0 ? [base, { lot, ratio: lastValue / weight, weight, value: lastValue, last: true }] : [base];
    })
    .sort((a, b) => b.ratio - a.ratio || a.lot - b.lot || Number(a.last) - Number(b.last));
}
