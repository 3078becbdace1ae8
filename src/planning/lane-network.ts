import { NetworkSimplex } from './min-cost-flow';

export interface Lane {
  from: number;
  to: number;
  perPack: number;
  /** cost of using the lane at all, ≥ 0 */
  fixed: number;
}

/** Packs in a store and what each costs there: so many under the target, perhaps one across it, the others over it; ascending. */
export interface Store {
  packs: number;
  under: number;
  perPackUnder: number;
  perPackAcross: number | null;
  perPackOver: number;
}

export interface LaneProblem {
  lanes: readonly Lane[];
  stores: readonly Store[];
  /** all costs are whole */
  whole: boolean;
}

/** What is decided about a lane. */
export const UNDECIDED = -1;
export const CLOSED = 0;
export const OPEN = 1;

/**
 * The packs as a flow: from what a store holds to what it holds afterwards, by the store's own arc or by lanes, and on at the
 * cost of holding it there. A lane not yet decided bears its fixed cost spread over the most it could usefully carry, so
 * that a plan costs no less than its flow.
 */
export class LaneNetwork {
  /** packs on each lane */
  readonly flow: Float64Array;
  /** most packs a lane can usefully carry as the lanes now stand */
  readonly useful: Float64Array;
  private readonly network: NetworkSimplex;
  private readonly arcs: number;
  private readonly deterrent: number;
  /** a store gains nothing from packs over its target that lanes bring */
  private readonly takesNoSurplus: boolean[];
  /** a store gains nothing from sending packs under its target */
  private readonly sendsSurplusOnly: boolean[];

  constructor(private readonly problem: LaneProblem) {
    const { lanes, stores } = problem;
    const count = stores.length;
    const root = 2 * count;
    const from: number[] = [];
    const to: number[] = [];
    const capacity: number[] = [];
    const cost: number[] = [];
    const arc = (tail: number, head: number, most: number, each: number): number => {
      from.push(tail);
      to.push(head);
      capacity.push(most);
      cost.push(each);
      return from.length - 1;
    };
    for (const { from: sender, to: receiver, perPack } of lanes) arc(sender, count + receiver, Infinity, perPack);
    const stay = stores.map((_, at) => arc(at, count + at, Infinity, 0));
    const over = stores.map(({ under, perPackUnder, perPackAcross, perPackOver }, at) => {
      if (under > 0) arc(count + at, root, under, perPackUnder);
      if (perPackAcross !== null) arc(count + at, root, 1, perPackAcross);
      return arc(count + at, root, Infinity, perPackOver);
    });
    const dearest = cost.reduce((most, each) => Math.max(most, Math.abs(each)), 0);
    this.deterrent = 4 * (count + 1) * (dearest + lanes.reduce((most, { fixed }) => Math.max(most, fixed), 0)) + 1;
    this.arcs = from.length;
    this.flow = new Float64Array(lanes.length);
    this.useful = new Float64Array(lanes.length);
    this.takesNoSurplus = stores.map(({ perPackOver }, at) =>
      lanes.every((lane) => lane.to !== at || lane.perPack + perPackOver >= (stores[lane.from] as Store).perPackOver),
    );
    this.sendsSurplusOnly = stores.map(({ perPackUnder }, at) =>
      lanes.every((lane) => lane.from !== at || lane.perPack + (stores[lane.to] as Store).perPackUnder >= perPackUnder),
    );
    this.network = new NetworkSimplex({
      nodes: root + 1,
      from,
      to,
      capacity,
      cost,
      supply: [...stores.map(({ packs }) => packs), ...new Array<number>(count + 1).fill(0)],
      root,
      start: [...stay, ...over],
      wholeCosts: problem.whole && lanes.every(({ fixed }) => fixed === 0),
    });
  }

  /** Work done so far, in steps of the simplex method. */
  get steps(): number {
    return this.network.pivots;
  }

  /** Solves with these decisions and answers a bound on the cost of every plan that keeps to them. */
  solve(decided: ArrayLike<number>): number {
    const { lanes } = this.problem;
    this.limitUse(decided);
    let paid = 0;
    lanes.forEach(({ perPack, fixed }, lane) => {
      const spread = decided[lane] === UNDECIDED ? fixed / (this.useful[lane] as number) : 0;
      if (decided[lane] === OPEN) paid += fixed;
      this.network.setCost(lane, this.useful[lane] === 0 ? this.deterrent : perPack + spread);
    });
    this.network.solve();
    this.readFlow();
    return paid + this.network.value();
  }

  /** After `solve`: of the flows of least cost the one that moves least, then by the lowest numbers. */
  settleTies(): void {
    const { lanes, stores } = this.problem;
    const count = stores.length;
    // dearer than any difference of numbers on a way through all stores
    const perMove = 4 * (count + 1) ** 3;
    const tieCost = new Array<number>(this.arcs).fill(0);
    lanes.forEach(({ from, to }, lane) => (tieCost[lane] = perMove + from * count + to));
    this.network.settleTies(tieCost);
    this.readFlow();
  }

  /** What an undecided lane would add at least beyond the last bound if it were used. */
  addedByUse(lane: number): number {
    const most = this.useful[lane] as number;
    const each = this.network.reducedCost(lane);
    const { fixed } = this.problem.lanes[lane] as Lane;
    // between one pack and the most the addition is linear
    return Math.min(each + fixed * (1 - 1 / most), each * most);
  }

  /** Cost of the last flow as a plan, fixed costs in full. */
  planCost(): number {
    const { lanes, stores } = this.problem;
    const held = stores.map(({ packs }) => packs);
    let cost = 0;
    lanes.forEach(({ from, to, perPack, fixed }, lane) => {
      const packs = this.flow[lane] as number;
      if (packs === 0) return;
      held[from] = (held[from] as number) - packs;
      held[to] = (held[to] as number) + packs;
      cost += perPack * packs + fixed;
    });
    stores.forEach(({ under, perPackUnder, perPackAcross, perPackOver }, at) => {
      const packs = held[at] as number;
      const across = packs > under && perPackAcross !== null ? 1 : 0;
      const over = Math.max(0, packs - under - across);
      cost += Math.min(packs, under) * perPackUnder + across * (perPackAcross ?? 0) + over * perPackOver;
    });
    return cost;
  }

  private readFlow(): void {
    for (let lane = 0; lane < this.flow.length; lane++) this.flow[lane] = this.network.flow[lane] as number;
  }

  /** Undoing a move that gains nothing leaves a plan that is no worse: so much a lane carries at most in some best plan. */
  private limitUse(decided: ArrayLike<number>): void {
    const { lanes, stores } = this.problem;
    const sends = new Uint8Array(stores.length);
    const receives = new Uint8Array(stores.length);
    lanes.forEach(({ from, to }, lane) => {
      if (decided[lane] === CLOSED) return;
      sends[from] = 1;
      receives[to] = 1;
    });
    lanes.forEach(({ from, to }, lane) => {
      const sender = stores[from] as Store;
      const receiver = stores[to] as Store;
      const surplus =
        this.sendsSurplusOnly[from] && !receives[from] ? Math.max(0, sender.packs - sender.under) : sender.packs;
      const wanted = receiver.under + (receiver.perPackAcross === null ? 0 : 1) - (sends[to] ? 0 : receiver.packs);
      const room = this.takesNoSurplus[to] ? Math.max(0, wanted) : Infinity;
      this.useful[lane] = decided[lane] === CLOSED ? 0 : Math.min(surplus, room);
    });
  }
}
