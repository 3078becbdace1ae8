/**
 * A spanning tree of the nodes of a network, kept so that the way to the root, and the subtree below a node, are found
 * without a search.
 */
export class SpanningTree {
  readonly parent: Int32Array;
  /** arc between a node and its parent */
  readonly arc: Int32Array;
  /** 1 where that arc points to the parent */
  readonly upward: Int8Array;
  /** arcs on the way to the root */
  readonly depth: Int32Array;
  private readonly firstChild: Int32Array;
  private readonly nextSibling: Int32Array;
  private readonly previousSibling: Int32Array;
  private readonly stack: Int32Array;

  /** The tree in which each node but the root is joined by its arc of `start` to the next node on the way to the root. */
  constructor(
    nodes: number,
    readonly root: number,
    start: readonly number[],
    private readonly from: Int32Array,
    to: Int32Array,
  ) {
    this.parent = new Int32Array(nodes).fill(-1);
    this.arc = new Int32Array(nodes).fill(-1);
    this.upward = new Int8Array(nodes);
    this.depth = new Int32Array(nodes);
    this.firstChild = new Int32Array(nodes).fill(-1);
    this.nextSibling = new Int32Array(nodes).fill(-1);
    this.previousSibling = new Int32Array(nodes).fill(-1);
    this.stack = new Int32Array(nodes);
    for (let node = 0; node < nodes; node++) {
      if (node === root) continue;
      const arc = start[node] as number;
      this.hang(node, (from[arc] === node ? to[arc] : from[arc]) as number, arc);
    }
    this.visit(root, (node) => this.measure(node));
  }

  /** Visits a subtree, a node before those below it. */
  visit(top: number, each: (node: number) => void): void {
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

  /** Cuts the subtree of `cut` off its parent and hangs it, turned over, by its node `inside` and a new arc from `outside`. */
  rehang(entering: number, inside: number, outside: number, cut: number): void {
    let node = inside;
    let above = outside;
    let arc = entering;
    for (;;) {
      const oldParent = this.parent[node] as number;
      const oldArc = this.arc[node] as number;
      this.unhang(node);
      this.hang(node, above, arc);
      if (node === cut) break;
      above = node;
      arc = oldArc;
      node = oldParent;
    }
  }

  /** The depth of a node whose parent's is known. */
  measure(node: number): void {
    this.depth[node] = node === this.root ? 0 : (this.depth[this.parent[node] as number] as number) + 1;
  }

  private hang(node: number, above: number, arc: number): void {
    this.parent[node] = above;
    this.arc[node] = arc;
    this.upward[node] = this.from[arc] === node ? 1 : 0;
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
}
