import { searchOpenOrders } from './assignment-branching';
import { serveByGathering } from './assignment-gathering';
import { assignInTurn, costOf, improveByMoves, type Assignment, type Bins } from './assignment-moves';
import { Relaxation } from './assignment-relaxation';

export interface AssignmentAnswer {
  bins: Bins;
  cost: number;
  /** no assignment costs less; equal to `cost` when it is proven best */
  bound: number;
  /** orders that cannot be served whatever the assignment, as far as proven */
  leastUnserved: number;
}

/** Work before the search stops with the gap it has proven, in looks at an option; a count, so that the answer never depends on the clock. */
const MOST_WORK = 30_000_000;
/** Of it for each attempt to improve the relaxation's plan made whole. */
const MOST_IMPROVEMENT = 6_000_000;
/** With no more open orders than this the search is not begun anew. */
const FEW_OPEN = 60;
const MOST_TANGENTS = 20;

/**
 * Assignment of least cost of whole orders to bins of limited room. The relaxation with split orders gives prices of room
 * and a bound; a whole number of orders not served sharpens it; orders whose next best option costs more than the open gap
 * are settled; the rest is searched by branch and bound on a split order, the likeliest bin first. Exact unless the work
 * runs out; then `bound` says how far the best may be. With `whole` costs the bound is rounded up.
 *
 * Source: a generalised assignment problem whose quantities do not depend on the bin; Martello & Toth, Knapsack Problems
 * (1990), ch. 7 (relaxations, reduction, branch and bound).
 */
export function searchAssignment(problem: Assignment, penalty: number, whole: boolean): AssignmentAnswer {
  return new Search(problem, penalty, whole).run();
}

class Search {
  private readonly width: number;
  private readonly unserved: number;
  private bins: Bins;
  private best: number;
  private readonly dust: number;
  private work = 0;
  private leastUnserved = 0;
  /** In the relaxation an unserved order costs the penalty less this, and this times the least number of them is sure. */
  private countPrice = 0;

  constructor(
    private readonly problem: Assignment,
    private readonly penalty: number,
    private readonly whole: boolean,
  ) {
    this.width = problem.room.length;
    this.unserved = this.width - 1;
    this.bins = assignInTurn(problem);
    this.best = costOf(problem, this.bins);
    this.dust = 1e-12 * Math.abs(this.best) + (whole ? 1e-6 : 0);
  }

  run(): AssignmentAnswer {
    const { problem } = this;
    const relaxed: Assignment = { ...problem, cost: problem.cost.slice() };
    const relaxation = new Relaxation(relaxed);
    const bound = this.sharpened(relaxation, relaxation.solve());
    const regret = this.regrets(relaxed, relaxation.price);
    relaxation.settleTies();
    const rounded = relaxation.rounded();
    this.improve(rounded);
    let proven = bound;
    while (this.beats(proven) && this.work < MOST_WORK) proven = this.explore(relaxed, regret, bound);
    if (!this.beats(proven)) proven = this.best;
    if (this.whole) proven = Math.ceil(proven - this.dust);
    return { bins: this.bins, cost: this.best, bound: proven, leastUnserved: this.leastUnserved };
  }

  /** Whether an assignment of cost `bound` would be better than the best. */
  private beats(bound: number): boolean {
    return this.whole ? Math.ceil(bound - this.dust) < this.best : bound + this.dust < this.best;
  }

  private improve(bins: Bins): void {
    const { problem, unserved } = this;
    this.work += improveByMoves(problem, bins, MOST_IMPROVEMENT);
    if (bins.filter((bin) => bin === unserved).length > this.leastUnserved) {
      this.work += serveByGathering(problem, bins, MOST_IMPROVEMENT);
      this.work += improveByMoves(problem, bins, MOST_IMPROVEMENT);
    }
    this.keep(bins);
  }

  private keep(bins: Bins): void {
    const cost = costOf(this.problem, bins);
    if (cost >= this.best) return;
    this.best = cost;
    this.bins = bins;
  }

  /**
   * The bound with a whole number of unserved orders. That at least so many stay unserved is priced into the relaxation; the
   * bound is concave in that price, and its best is where two of its tangents meet.
   */
  private sharpened(relaxation: Relaxation, plain: number): number {
    const { problem, penalty, unserved, width } = this;
    const orders = problem.quantity.length;
    let count = relaxation.unserved();
    if (count === 0) return plain;
    const onlyCounted = problem.cost.map((cost, at) => (at % width === unserved ? 1 : cost === Infinity ? cost : 0));
    const least = Math.ceil(new Relaxation({ ...problem, cost: onlyCounted }).solve() - 1e-6);
    this.leastUnserved = least;
    if (count >= least) return plain;
    const boundAt = (price: number): number => {
      for (let order = 0; order < orders; order++) relaxation.setCost(order, unserved, penalty - price);
      const bound = relaxation.solve() + price * least;
      count = relaxation.unserved();
      return bound;
    };
    let low = { price: 0, bound: plain, slope: least - count };
    const atPenalty = boundAt(penalty);
    let best = atPenalty > plain ? { price: penalty, bound: atPenalty } : { price: 0, bound: plain };
    let high = { price: penalty, bound: atPenalty, slope: least - count };
    for (let turn = 0; turn < MOST_TANGENTS && high.slope < 0; turn++) {
      const price =
        (high.bound - low.bound + low.slope * low.price - high.slope * high.price) / (low.slope - high.slope);
      if (!(price > low.price && price < high.price)) break;
      const promised = low.bound + low.slope * (price - low.price);
      const here = { price, bound: boundAt(price), slope: 0 };
      here.slope = least - count;
      if (here.bound > best.bound) best = here;
      if (promised - here.bound <= this.dust) break;
      if (here.slope > 0) low = here;
      else high = here;
    }
    this.countPrice = best.price;
    return boundAt(best.price);
  }

  /** What each option costs at the relaxation's prices beyond the order's best option. */
  private regrets({ quantity, cost }: Assignment, price: Float64Array): Float64Array {
    const { width } = this;
    const regret = cost.map(
      (each, at) => each + (price[at % width] as number) * (quantity[Math.floor(at / width)] as number),
    );
    for (let start = 0; start < regret.length; start += width) {
      const least = regret.subarray(start, start + width).reduce((a, b) => Math.min(a, b), Infinity);
      for (let at = start; at < start + width; at++) regret[at] = (regret[at] as number) - least;
    }
    return regret;
  }

  /**
   * Searches the orders whose choice is open at the present gap and answers the bound proven then. Ends early where the gap
   * halved and many orders were open: fewer are now.
   */
  private explore(relaxed: Assignment, regret: Float64Array, bound: number): number {
    const { problem, width, countPrice } = this;
    const room = problem.room.slice();
    const bins = new Int32Array(problem.quantity.length);
    const core: number[] = [];
    let offset = countPrice * this.leastUnserved;
    let unservedNeeded = this.leastUnserved;
    bins.forEach((_, order) => {
      const own = regret.subarray(order * width, (order + 1) * width);
      if (own.filter((each) => this.beats(bound + each)).length > 1) {
        core.push(order);
        return;
      }
      const bin = (bins[order] = own.indexOf(0));
      room[bin] = (room[bin] as number) - (problem.quantity[order] as number);
      offset += relaxed.cost[order * width + bin] as number;
      if (bin === this.unserved) unservedNeeded--;
    });
    if (room.some((left) => left < 0)) return this.best;
    const part = (cost: Float64Array): Assignment => ({
      quantity: Float64Array.from(core, (order) => problem.quantity[order] as number),
      room,
      cost: Float64Array.from(core.flatMap((order) => [...cost.subarray(order * width, (order + 1) * width)])),
    });
    const relaxation = new Relaxation(part(relaxed.cost));
    core.forEach((order, at) => {
      for (let bin = 0; bin < width; bin++)
        if (relaxation.allows(at, bin) && !this.beats(bound + (regret[order * width + bin] as number)))
          relaxation.forbid(at, bin);
    });
    const halfGap = (this.best - bound) / 2;
    const left = searchOpenOrders(part(problem.cost), relaxation, {
      unservedNeeded: countPrice > 0 ? unservedNeeded : Infinity,
      worthwhile: (partBound) => this.beats(offset + partBound),
      found: (partBins) => {
        core.forEach((order, at) => (bins[order] = partBins[at] as number));
        this.keep(bins.slice());
      },
      goOn: (work) => (this.work += work) < MOST_WORK && (core.length <= FEW_OPEN || this.best - bound > halfGap),
    });
    return Math.max(bound, Math.min(this.best, offset + left));
  }
}
