import { budgetPlan, type BudgetItem } from '../budget';
import { marginSaved } from '../buys/order-worth';
import type { OrderWorth } from '../buys/buy-draft';

/** A buy that money may cut. */
export interface ChoiceLine {
  /** units in a pack, cost of a pack */
  pack: number;
  cost: number;
  /** packs that stand already: what is chosen comes on top */
  from: number;
  /** packs: none, or from `least` to `most` in all */
  least: number;
  most: number;
  worth: OrderWorth;
  /** turns margin saved into margin saved a year: 365 / days the money is tied up */
  yearly: number;
}

export interface Choice {
  /** packs of each line in all */
  packs: number[];
  spent: number;
  /** margin saved a year */
  benefit: number;
  /** share of the best plan's benefit that this one may lack; 0: proven best */
  gap: number;
}

/** A stretch of one line's packs, bought from first to last. */
interface Piece {
  line: number;
  packs: number;
  /** all of it or nothing: the first stretch, up to the MOQ */
  whole: boolean;
  money: number;
  value: number;
}

/** Pieces up to which the choice is searched for the very best; beyond, the best ratio first, with its gap. */
const MOST_SEARCHED = 1_500;
/** Stretches of a line where there are many lines, and packs one by one where there are few. */
const STRETCHES = 8;
const MOST_BRANCHES = 24;

const valueOf = ({ worth, pack, yearly }: ChoiceLine, packs: number): number =>
  yearly * marginSaved(worth, packs * pack);

function piecesOf(lines: readonly ChoiceLine[], fine: boolean): Piece[] {
  return lines.flatMap((line, at) => {
    const { from, least, most, cost } = line;
    const pieces: Piece[] = [];
    let done = from;
    const add = (packs: number, whole: boolean): void => {
      const value = valueOf(line, done + packs) - valueOf(line, done);
      pieces.push({ line: at, packs, whole, money: packs * cost, value: Math.max(0, value) });
      done += packs;
    };
    if (done < least) add(least - done, true);
    const stretch = fine ? 1 : Math.max(1, Math.ceil((most - done) / STRETCHES));
    while (done < most) add(Math.min(stretch, most - done), false);
    return pieces;
  });
}

/** Pieces that one line by one would need. */
const fineCount = (lines: readonly ChoiceLine[]): number =>
  lines.reduce((sum, { from, least, most }) => sum + 1 + most - Math.max(from, least), 0);

/**
 * Quantities of greatest benefit within a sum of money: of each line none or at least its MOQ, in whole packs, at most what
 * is wanted. Benefit is the margin that is saved a year, concave in the quantity, so a line is bought by stretches of falling
 * worth. Up to 1,500 packs in all the best choice is searched for (`budgetPlan` over the stretches, branching where a line
 * would be bought without its first stretch); beyond, the best ratio of worth to money first. The gap is proven either way:
 * by the bound of the search, or by the Lagrangian bound λ·money + Σ max(0, max worth − λ·cost).
 *
 * Source: Kellerer, Pferschy & Pisinger, Knapsack Problems (2004), ch. 11; Everett, Operations Research 11 (1963).
 */
export function chooseLines(lines: readonly ChoiceLine[], money: number): Choice {
  const searched = fineCount(lines) <= MOST_SEARCHED;
  const found = searched ? search(lines, money) : byRatio(lines, piecesOf(lines, false), money);
  const benefit = lines.reduce((sum, line, at) => sum + gain(line, found.packs[at] as number), 0);
  const spent = lines.reduce((sum, { cost, from }, at) => sum + cost * ((found.packs[at] as number) - from), 0);
  const bound = Math.min(found.bound, lagrangeBound(lines, money, found.price));
  const missing = Math.max(0, bound - benefit);
  return { packs: found.packs, spent, benefit, gap: bound > 0 && missing > 1e-9 * bound ? missing / bound : 0 };
}

const gain = (line: ChoiceLine, packs: number): number => valueOf(line, packs) - valueOf(line, line.from);

interface Found {
  packs: number[];
  bound: number;
  /** worth of one more unit of money */
  price: number;
}

/** Best ratio first; a stretch that does not fit is taken as far as money reaches, and the line is done with. */
function byRatio(lines: readonly ChoiceLine[], pieces: readonly Piece[], money: number): Found {
  const packs = lines.map(({ from }) => from);
  const done = new Uint8Array(lines.length);
  const ratio = ({ value, money: cost }: Piece): number => (cost > 0 ? value / cost : Infinity);
  const order = pieces
    .map((piece, at) => ({ piece, at, ratio: ratio(piece) }))
    .filter(({ piece }) => piece.value > 0)
    .sort((a, b) => b.ratio - a.ratio || a.at - b.at);
  let left = money;
  let price = 0;
  for (const { piece, ratio: worth } of order) {
    const { line, whole, money: cost } = piece;
    if (done[line]) continue;
    const each = (lines[line] as ChoiceLine).cost;
    const fits = cost <= left ? piece.packs : whole ? 0 : Math.min(piece.packs, Math.floor(left / each));
    if (fits < piece.packs) {
      done[line] = 1;
      price ||= worth;
    }
    packs[line] = (packs[line] as number) + fits;
    left = Math.max(0, left - fits * each);
  }
  return { packs, bound: Infinity, price };
}

/** The best plan of all, or the best found with what another could come to at most. */
function search(lines: readonly ChoiceLine[], money: number): Found {
  const pieces = piecesOf(lines, true);
  let best = byRatio(lines, pieces, money);
  const { price } = best;
  const total = (packs: readonly number[]): number =>
    lines.reduce((sum, line, at) => sum + gain(line, packs[at] as number), 0);
  let bestTotal = total(best.packs);
  /** what could not be looked at comes to no more than this */
  let unseen = 0;
  // lines whose first stretch is bought, or that are left out
  const branches: { bought: number[]; out: number[] }[] = [{ bought: [], out: [] }];
  for (let turn = 0; branches.length; turn++) {
    const { bought, out } = branches.pop() as (typeof branches)[number];
    const isBought = (piece: Piece): boolean => piece.whole && bought.includes(piece.line);
    const fixed = pieces.filter(isBought);
    const left = money - fixed.reduce((sum, piece) => sum + piece.money, 0);
    if (left < -1e-9 * money) continue;
    const open = pieces.filter((piece) => !isBought(piece) && !out.includes(piece.line));
    const answer = budgetPlan(open.map(asItem), Math.max(0, left));
    const base = fixed.reduce((sum, { value }) => sum + value, 0);
    const bound = base + answer.benefit + answer.gap;
    if (bound <= bestTotal * (1 + 1e-12)) continue;
    if (turn >= MOST_BRANCHES) {
      unseen = Math.max(unseen, bound);
      continue;
    }
    const taken = lines.map(({ from }) => from);
    const whole = new Set<number>(bought);
    for (const { line, packs } of fixed) taken[line] = (taken[line] as number) + packs;
    open.forEach((piece, at) => {
      const packs = Math.round(answer.quantity[at] as number);
      taken[piece.line] = (taken[piece.line] as number) + packs;
      if (piece.whole && packs > 0) whole.add(piece.line);
    });
    const broken = lines.findIndex(
      ({ from, least }, line) => from < least && (taken[line] as number) > from && !whole.has(line),
    );
    if (broken < 0) {
      const achieved = total(taken);
      if (answer.gap > 0) unseen = Math.max(unseen, bound);
      if (achieved > bestTotal) {
        best = { packs: taken, bound: achieved, price };
        bestTotal = achieved;
      }
      continue;
    }
    branches.push({ bought, out: [...out, broken] }, { bought: [...bought, broken], out });
  }
  return { packs: best.packs, bound: Math.max(bestTotal, unseen), price };
}

const asItem = ({ packs, whole, money, value }: Piece): BudgetItem => ({
  need: packs,
  unitCost: money / packs,
  benefit: value / packs,
  pack: 1,
  moq: whole ? packs : 0,
});

/** No plan within the money is worth more, whatever the price ≥ 0 of money. */
function lagrangeBound(lines: readonly ChoiceLine[], money: number, price: number): number {
  return lines.reduce((sum, line) => {
    const { cost, from, least, most } = line;
    const net = (packs: number): number => gain(line, packs) - price * cost * (packs - from);
    // concave: the first pack that is not worth its price ends it
    let [low, high] = [Math.max(from, least), most];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (net(middle + 1) > net(middle)) low = middle + 1;
      else high = middle;
    }
    return sum + Math.max(0, net(low));
  }, price * money);
}
