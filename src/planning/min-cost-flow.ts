import { SpanningTree } from './spanning-tree';

/** Arcs of a network: `from[a]` → `to[a]`, nodes numbered from 0; capacities whole or Infinity; costs of any sign. */
export interface Network {
  nodes: number;
  from: readonly number[];
  to: readonly number[];
  capacity: readonly number[];
  cost: readonly number[];
  /** whole units that enter at a node, negative where they leave; the root takes up the balance and its own figure is ignored */
  supply: readonly number[];
  root: number;
  /**
   * For each node but the root (whose entry is ignored) the arc of a first plan that joins it to the next node on the way
   * to the root. The plan must be feasible, and an arc without flow must point to the root and have room.
   */
  start: readonly number[];
  /** the costs are whole and no sum of them along a path reaches 2^53: they are compared without allowance for rounding */
  wholeCosts?: boolean;
}

const IN_PLAN = 0;
const AT_ZERO = 1;
const AT_CAPACITY = -1;

/** A reduced cost this small beside its parts is rounding. */
const ROUNDING = 2 ** -44;

/**
 * Minimum-cost flow by the network simplex method. Quantities are whole, so the answer is; the spanning tree is kept
 * strongly feasible, so it ends in spite of degeneracy. Changing costs with `setCost` and solving again starts from the
 * last plan.
 *
 * Source: Ahuja, Magnanti & Orlin, Network Flows (1993), ch. 11; Cunningham, A network simplex method, Mathematical
 * Programming 11 (1976) 105–116 (rule for the leaving arc); Király & Kovács, Efficient implementations of minimum-cost
 * flow algorithms (2012) (block search).
 */
export class NetworkSimplex {
  readonly flow: Float64Array;
  /** price of a node: cost[a] + potential[from] − potential[to] ≥ 0 where a has no flow, ≤ 0 where it is full, the root's 0 */
  readonly potential: Float64Array;

  private readonly all: Int32Array;
  private readonly from: Int32Array;
  private readonly to: Int32Array;
  private readonly capacity: Float64Array;
  private readonly cost: Float64Array;
  private readonly state: Int8Array;
  private readonly tree: SpanningTree;
  private readonly block: number;
  private readonly allowance: number;
  private nextArc = 0;
  /** pivots since the network was made: a measure of work that does not depend on the clock */
  pivots = 0;

  constructor({ nodes, from, to, capacity, cost, supply, root, start, wholeCosts }: Network) {
    const arcs = from.length;
    this.all = Int32Array.from(from.keys());
    this.from = Int32Array.from(from);
    this.to = Int32Array.from(to);
    this.capacity = Float64Array.from(capacity);
    this.cost = Float64Array.from(cost);
    this.allowance = wholeCosts ? 0 : ROUNDING;
    this.flow = new Float64Array(arcs);
    this.potential = new Float64Array(nodes);
    this.state = new Int8Array(arcs).fill(AT_ZERO);
    this.block = Math.max(20, Math.ceil(Math.sqrt(arcs)));
    this.tree = new SpanningTree(nodes, root, start, this.from, this.to);
    for (const arc of this.tree.arc) if (arc >= 0) this.state[arc] = IN_PLAN;
    this.firstFlow(supply);
  }

  setCost(arc: number, cost: number): void {
    this.cost[arc] = cost;
  }

  /** Finds a plan of least cost, from the present one on, and the prices that prove it. */
  solve(): void {
    this.improve(this.cost, this.all);
  }

  /** After `solve`: of the plans of least cost the one of least tie cost. The prices are then those of the tie costs. */
  settleTies(tieCost: readonly number[]): void {
    const tied = this.all.filter((arc) => this.state[arc] === IN_PLAN || this.isTied(arc));
    this.improve(Float64Array.from(tieCost), tied);
  }

  /** Cost of the present plan. */
  value(): number {
    let total = 0;
    for (let arc = 0; arc < this.flow.length; arc++) total += (this.flow[arc] as number) * (this.cost[arc] as number);
    return total;
  }

  reducedCost(arc: number): number {
    return (
      (this.cost[arc] as number) +
      (this.potential[this.from[arc] as number] as number) -
      (this.potential[this.to[arc] as number] as number)
    );
  }

  private rounding(cost: Float64Array, arc: number): number {
    return (
      this.allowance *
      (Math.abs(cost[arc] as number) +
        Math.abs(this.potential[this.from[arc] as number] as number) +
        Math.abs(this.potential[this.to[arc] as number] as number))
    );
  }

  private isTied(arc: number): boolean {
    return Math.abs(this.reducedCost(arc)) <= this.rounding(this.cost, arc);
  }

  private improve(cost: Float64Array, candidates: Int32Array): void {
    // far above what any instance needs: only a defence against numbers that defeat the arithmetic
    const limit = this.pivots + 1_000 + 100 * (candidates.length + this.potential.length);
    for (;;) {
      this.priceTree(cost);
      const before = this.pivots;
      for (let arc; (arc = this.entering(cost, candidates)) >= 0 && this.pivots < limit;) this.pivot(cost, arc);
      // prices that were changed step by step carry rounding: look again with fresh ones
      if (this.pivots === before || this.pivots >= limit) return;
    }
  }

  /** The arc of a block that promises most per unit, block after block; −1 when none promises anything. */
  private entering(cost: Float64Array, candidates: Int32Array): number {
    const { from, to, state, potential, block } = this;
    const count = candidates.length;
    let best = 0;
    let bestArc = -1;
    let left = block;
    let at = this.nextArc < count ? this.nextArc : 0;
    for (let seen = 0; seen < count; seen++) {
      const arc = candidates[at] as number;
      if (++at === count) at = 0;
      const promise =
        (state[arc] as number) *
        ((cost[arc] as number) + (potential[from[arc] as number] as number) - (potential[to[arc] as number] as number));
      if (promise < best && -promise > this.rounding(cost, arc)) {
        best = promise;
        bestArc = arc;
      }
      if (--left === 0) {
        if (bestArc >= 0) break;
        left = block;
      }
    }
    this.nextArc = at;
    return bestArc;
  }

  private pivot(cost: Float64Array, entering: number): void {
    const { flow, capacity, state } = this;
    const { parent, arc: parentArc, upward, depth } = this.tree;
    this.pivots++;
    const forward = state[entering] === AT_ZERO;
    const tail = (forward ? this.from[entering] : this.to[entering]) as number;
    const head = (forward ? this.to[entering] : this.from[entering]) as number;

    // The cycle runs join → tail → head → join. Of the arcs that block first the last one on it leaves the tree.
    let room = capacity[entering] as number;
    let leaving = -1;
    let onTailSide = false;
    let a = tail;
    let b = head;
    while (a !== b) {
      if ((depth[a] as number) >= (depth[b] as number)) {
        const arc = parentArc[a] as number;
        const here = (upward[a] ? flow[arc] : (capacity[arc] as number) - (flow[arc] as number)) as number;
        if (here < room) {
          room = here;
          leaving = a;
          onTailSide = true;
        }
        a = parent[a] as number;
      } else b = parent[b] as number;
    }
    const join = a;
    for (b = head; b !== join; b = parent[b] as number) {
      const arc = parentArc[b] as number;
      const here = (upward[b] ? (capacity[arc] as number) - (flow[arc] as number) : flow[arc]) as number;
      if (here <= room) {
        room = here;
        leaving = b;
        onTailSide = false;
      }
    }

    if (room > 0) {
      flow[entering] = (flow[entering] as number) + (forward ? room : -room);
      for (a = tail; a !== join; a = parent[a] as number) {
        const arc = parentArc[a] as number;
        flow[arc] = (flow[arc] as number) + (upward[a] ? -room : room);
      }
      for (b = head; b !== join; b = parent[b] as number) {
        const arc = parentArc[b] as number;
        flow[arc] = (flow[arc] as number) + (upward[b] ? room : -room);
      }
    }
    if (leaving < 0) {
      state[entering] = forward ? AT_CAPACITY : AT_ZERO;
      return;
    }
    const left = parentArc[leaving] as number;
    state[left] = flow[left] === 0 ? AT_ZERO : AT_CAPACITY;
    state[entering] = IN_PLAN;
    const [inside, outside] = onTailSide ? [tail, head] : [head, tail];
    this.tree.rehang(entering, inside, outside, leaving);
    const across = (upward[inside] ? -1 : 1) * (cost[entering] as number);
    const shift = (this.potential[outside] as number) + across - (this.potential[inside] as number);
    this.tree.visit(inside, (below) => {
      this.potential[below] = (this.potential[below] as number) + shift;
      this.tree.measure(below);
    });
  }

  private priceTree(cost: Float64Array): void {
    const { root, parent, arc, upward } = this.tree;
    this.tree.visit(root, (node) => {
      if (node === root) {
        this.potential[node] = 0;
        return;
      }
      const above = this.potential[parent[node] as number] as number;
      const each = cost[arc[node] as number] as number;
      this.potential[node] = upward[node] ? above - each : above + each;
    });
  }

  /** Flow of the first plan: each node passes on to its parent what enters in its subtree. */
  private firstFlow(supply: readonly number[]): void {
    const { root, parent, arc, upward } = this.tree;
    const order: number[] = [];
    this.tree.visit(root, (node) => order.push(node));
    const passing = Float64Array.from(supply);
    for (let at = order.length - 1; at > 0; at--) {
      const node = order[at] as number;
      const amount = passing[node] as number;
      this.flow[arc[node] as number] = upward[node] ? amount : -amount;
      const above = parent[node] as number;
      passing[above] = (passing[above] as number) + amount;
    }
  }
}
