import type { Assignment, Bins } from './assignment-moves';
import { NetworkSimplex } from './min-cost-flow';

/**
 * The assignment with orders allowed to be split. As an order takes the same room in every bin this is a transportation
 * problem: order → bin at cost/quantity a unit, solved exactly, with at most as many split orders as there are bins.
 * Options can be forbidden and allowed again; every `solve` starts from the last plan.
 */
export class Relaxation {
  /** price of a unit of room in each bin, ≥ 0, the last 0 */
  readonly price: Float64Array;
  /** units of each order in each bin, orders × bins */
  readonly share: Float64Array;
  /** an order stands in an option forbidden to it: there is no plan */
  impossible = false;
  private readonly network: NetworkSimplex;
  private readonly arcOf: Int32Array;
  private readonly forbidden: Uint8Array;
  private readonly width: number;
  private readonly arcs: number;
  private readonly deterrent: number;

  constructor(private readonly problem: Assignment) {
    const { quantity, room, cost } = problem;
    const orders = quantity.length;
    const width = (this.width = room.length);
    const unserved = width - 1;
    const root = orders + unserved;
    this.price = new Float64Array(width);
    this.share = new Float64Array(orders * width);
    this.forbidden = new Uint8Array(orders * width);
    this.arcOf = new Int32Array(orders * width).fill(-1);
    const from: number[] = [];
    const to: number[] = [];
    const perUnit: number[] = [];
    const capacity: number[] = [];
    const start: number[] = [];
    let dearest = 0;
    const arc = (tail: number, head: number, most: number, each: number): number => {
      from.push(tail);
      to.push(head);
      capacity.push(most);
      perUnit.push(each);
      dearest = Math.max(dearest, Math.abs(each));
      return from.length - 1;
    };
    for (let order = 0; order < orders; order++)
      for (let bin = 0; bin < width; bin++) {
        const whole = cost[order * width + bin] as number;
        if (whole === Infinity || (quantity[order] as number) > (room[bin] as number)) continue;
        const head = bin === unserved ? root : orders + bin;
        this.arcOf[order * width + bin] = arc(order, head, Infinity, whole / (quantity[order] as number));
      }
    for (let order = 0; order < orders; order++) start.push(this.arcOf[order * width + unserved] as number);
    for (let bin = 0; bin < unserved; bin++) start.push(arc(orders + bin, root, room[bin] as number, 0));
    this.arcs = from.length;
    // dearer than any chain of moves through all bins can be
    this.deterrent = 4 * (width + 1) * dearest + 1;
    this.network = new NetworkSimplex({
      nodes: root + 1,
      from,
      to,
      capacity,
      cost: perUnit,
      supply: [...quantity, ...new Array<number>(width).fill(0)],
      root,
      start,
    });
  }

  /** Work done so far, in steps of the simplex method. */
  get steps(): number {
    return this.network.pivots;
  }

  allows(order: number, bin: number): boolean {
    const at = order * this.width + bin;
    return (this.arcOf[at] as number) >= 0 && !this.forbidden[at];
  }

  forbid(order: number, bin: number, forbidden = true): void {
    const at = order * this.width + bin;
    const arc = this.arcOf[at] as number;
    this.forbidden[at] = Number(forbidden);
    const each = (this.problem.cost[at] as number) / (this.problem.quantity[order] as number);
    this.network.setCost(arc, forbidden ? this.deterrent : each);
  }

  /** Changes the cost of an option of an order in the problem itself. */
  setCost(order: number, bin: number, cost: number): void {
    this.problem.cost[order * this.width + bin] = cost;
    this.network.setCost(
      this.arcOf[order * this.width + bin] as number,
      cost / (this.problem.quantity[order] as number),
    );
  }

  /** Solves and answers the proven lower bound on any assignment that the present options allow. */
  solve(): number {
    const { quantity, room } = this.problem;
    const { width, network, price } = this;
    const orders = quantity.length;
    network.solve();
    this.readShares();
    let bound = 0;
    for (let bin = 0; bin < width - 1; bin++) {
      price[bin] = Math.max(0, -(network.potential[orders + bin] as number));
      bound -= (price[bin] as number) * (room[bin] as number);
    }
    for (let order = 0; order < orders; order++) {
      let least = Infinity;
      for (let bin = 0; bin < width; bin++) {
        if (this.allows(order, bin)) least = Math.min(least, this.priced(order, bin));
      }
      bound += least;
    }
    return bound;
  }

  /** After `solve`: of the plans of least cost the one that leaves the last orders unserved and fills the first bins from the first orders. */
  settleTies(): void {
    const orders = this.problem.quantity.length;
    const unserved = this.width - 1;
    const tieCost = new Array<number>(this.arcs).fill(0);
    for (let at = 0; at < this.arcOf.length; at++) {
      const arc = this.arcOf[at] as number;
      const order = Math.floor(at / this.width);
      const bin = at % this.width;
      if (arc >= 0)
        tieCost[arc] = bin === unserved ? -order * orders * this.width ** 2 : bin * (orders * this.width - order);
    }
    this.network.settleTies(tieCost);
    this.readShares();
  }

  /** Cost of an option with the room it takes at its price. */
  priced(order: number, bin: number): number {
    const { cost, quantity } = this.problem;
    return (cost[order * this.width + bin] as number) + (this.price[bin] as number) * (quantity[order] as number);
  }

  /** Orders not served, split ones by the part of them that is not. */
  unserved(): number {
    let count = 0;
    this.problem.quantity.forEach((wanted, order) => {
      count += (this.share[order * this.width + this.width - 1] as number) / wanted;
    });
    return count;
  }

  /** Number of bins among which an order is split; 1: it is not. */
  parts(order: number): number {
    let count = 0;
    for (let at = order * this.width; at < (order + 1) * this.width; at++) if ((this.share[at] as number) > 0) count++;
    return count;
  }

  /** The plan made whole: each split order, the largest first, where it costs least and fits. */
  rounded(): Bins {
    const { quantity, room, cost } = this.problem;
    const { width, share } = this;
    const left = room.slice();
    const bins = new Int32Array(quantity.length);
    const put = (order: number, bin: number): void => {
      bins[order] = bin;
      left[bin] = (left[bin] as number) - (quantity[order] as number);
    };
    const split: number[] = [];
    for (let order = 0; order < quantity.length; order++) {
      if (this.parts(order) > 1) split.push(order);
      else
        put(
          order,
          share.subarray(order * width, (order + 1) * width).findIndex((part) => part > 0),
        );
    }
    split.sort((a, b) => (quantity[b] as number) - (quantity[a] as number) || a - b);
    for (const order of split) {
      let chosen = width - 1;
      for (let bin = width - 1; bin >= 0; bin--) {
        const better = (cost[order * width + bin] as number) <= (cost[order * width + chosen] as number);
        if (better && (quantity[order] as number) <= (left[bin] as number)) chosen = bin;
      }
      put(order, chosen);
    }
    return bins;
  }

  private readShares(): void {
    this.impossible = false;
    for (let at = 0; at < this.share.length; at++) {
      const arc = this.arcOf[at] as number;
      const share = arc < 0 ? 0 : (this.network.flow[arc] as number);
      this.share[at] = share;
      if (share > 0 && this.forbidden[at]) this.impossible = true;
    }
  }
}
