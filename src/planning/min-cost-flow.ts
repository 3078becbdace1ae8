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
  private readonly root: number;
  private readonly parent: Int32Array;
  private readonly parentArc: Int32Array;
  /** 1 where the arc to the parent points to the parent */
  private readonly upward: Int8Array;
  private readonly depth: Int32Array;
  private readonly firstChild: Int32Array;
  private readonly nextSibling: Int32Array;
  private readonly previousSibling: Int32Array;
  private readonly stack: Int32Array;
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
    this.root = root;
    this.allowance = wholeCosts ? 0 : ROUNDING;
    this.flow = new Float64Array(arcs);
    this.potential = new Float64Array(nodes);
    this.state = new Int8Array(arcs).fill(AT_ZERO);
    this.parent = new Int32Array(nodes).fill(-1);
    this.parentArc = new Int32Array(nodes).fill(-1);
    this.upward = new Int8Array(nodes);
    this.depth = new Int32Array(nodes);
    this.firstChild = new Int32Array(nodes).fill(-1);
    this.nextSibling = new Int32Array(nodes).fill(-1);
    this.previousSibling = new Int32Array(nodes).fill(-1);
    this.stack = new Int32Array(nodes);
    this.block = Math.max(20, Math.ceil(Math.sqrt(arcs)));
    for (let node = 0; node < nodes; node++) {
      if (node === root) continue;
      const arc = start[node] as number;
      this.state[arc] = IN_PLAN;
      this.upward[node] = this.from[arc] === node ? 1 : 0;
      this.hang(node, (this.upward[node] ? this.to[arc] : this.from[arc]) as number, arc);
    }
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
    const limit = this.pivots + 1_000 + 100 * (candidates.length + this.parent.length);
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
    const { flow, capacity, state, parent, parentArc, upward, depth } = this;
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
    this.rehang(cost, entering, onTailSide ? tail : head, onTailSide ? head : tail, leaving);
  }

  /** Cuts the subtree of `cut` off its parent and hangs it, turned over, by `inside` from `outside`. */
  private rehang(cost: Float64Array, entering: number, inside: number, outside: number, cut: number): void {
    const { parent, parentArc, upward } = this;
    let node = inside;
    let above = outside;
    let arc = entering;
    for (;;) {
      const oldParent = parent[node] as number;
      const oldArc = parentArc[node] as number;
      this.unhang(node);
      upward[node] = this.from[arc] === node ? 1 : 0;
      this.hang(node, above, arc);
      if (node === cut) break;
      above = node;
      arc = oldArc;
      node = oldParent;
    }
    const shift = upward[inside]
      ? (this.potential[outside] as number) - (cost[entering] as number) - (this.potential[inside] as number)
      : (this.potential[outside] as number) + (cost[entering] as number) - (this.potential[inside] as number);
    this.visit(inside, (below) => {
      this.potential[below] = (this.potential[below] as number) + shift;
      this.depth[below] = (this.depth[parent[below] as number] as number) + 1;
    });
  }

  private hang(node: number, above: number, arc: number): void {
    this.parent[node] = above;
    this.parentArc[node] = arc;
    const sibling = this.firstChild[above] as number;
    this.nextSibling[node] = sibling;
    this.previousSibling[node] = -1;
    if (sibling >= 0) this.previousSibling[sibling] = node;
    this.firstChild[above] = node;
  }

  private unhang(node: number): void {
    const next = this.nextSibling[node] as number;
    const previous = this.previousSibling[node] as number;
    if (previous >= 0) this.nextSibling[previous] = next;
    else this.firstChild[this.parent[node] as number] = next;
    if (next >= 0) this.previousSibling[next] = previous;
  }

  /** Visits a subtree, a node before those below it. */
  private visit(top: number, each: (node: number) => void): void {
    const { stack } = this;
    let size = 0;
    stack[size++] = top;
    while (size > 0) {
      const node = stack[--size] as number;
      each(node);
      for (let child = this.firstChild[node] as number; child >= 0; child = this.nextSibling[child] as number)
        stack[size++] = child;
    }
  }

  private priceTree(cost: Float64Array): void {
    this.visit(this.root, (node) => {
      if (node === this.root) {
        this.potential[node] = 0;
        return;
      }
      const above = this.potential[this.parent[node] as number] as number;
      const arc = cost[this.parentArc[node] as number] as number;
      this.potential[node] = this.upward[node] ? above - arc : above + arc;
    });
  }

  /** Flow of the first plan: each node passes on to its parent what enters in its subtree. */
  private firstFlow(supply: readonly number[]): void {
    const order: number[] = [];
    this.visit(this.root, (node) => {
      order.push(node);
      this.depth[node] = node === this.root ? 0 : (this.depth[this.parent[node] as number] as number) + 1;
    });
    const passing = Float64Array.from(supply);
    for (let at = order.length - 1; at > 0; at--) {
      const node = order[at] as number;
      const amount = passing[node] as number;
      this.flow[this.parentArc[node] as number] = this.upward[node] ? amount : -amount;
      const above = this.parent[node] as number;
      passing[above] = (passing[above] as number) + amount;
    }
  }
}
