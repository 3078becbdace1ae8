/** A branch to search: one subject decided, and a bound on the cost of all plans in it. */
export interface Branch {
  bound: number;
  subject: number;
  choice: number;
}

export interface Expansion {
  bound: number;
  /** the likeliest first; none: nothing better is left here */
  branches: readonly Branch[];
}

export interface Branching {
  /** number of subjects that can be decided */
  subjects: number;
  /** Looks at the node where these choices are made, −1 where a subject is open. */
  expand(choices: Int32Array): Expansion;
  /** whether a plan with this bound on its cost could still be better than the best */
  worthwhile(bound: number): boolean;
  /** whether to go on; asked after every node */
  goOn(): boolean;
}

interface Node extends Branch {
  depth: number;
  parent: Node | null;
}

const isBefore = (a: Node, b: Node): boolean => a.bound < b.bound || (a.bound === b.bound && a.depth > b.depth);

/** Nodes to search, the one of least bound first. */
class Waiting {
  private readonly heap: Node[] = [];

  get least(): number {
    return this.heap[0]?.bound ?? Infinity;
  }

  push(node: Node): void {
    const { heap } = this;
    let at = heap.push(node) - 1;
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (!isBefore(node, heap[above] as Node)) break;
      heap[at] = heap[above] as Node;
      at = above;
    }
    heap[at] = node;
  }

  pop(): Node | undefined {
    const { heap } = this;
    const first = heap[0];
    const last = heap.pop();
    if (!last || heap.length === 0) return first;
    let at = 0;
    for (;;) {
      let below = 2 * at + 1;
      if (below >= heap.length) break;
      if (below + 1 < heap.length && isBefore(heap[below + 1] as Node, heap[below] as Node)) below++;
      if (!isBefore(heap[below] as Node, last)) break;
      heap[at] = heap[below] as Node;
      at = below;
    }
    heap[at] = last;
    return first;
  }
}

/**
 * Branch and bound: down the likeliest branch until it closes, then from the most promising one left. Answers the least
 * bound of what was not searched: Infinity when everything was.
 *
 * Source: Land & Doig, An automatic method of solving discrete programming problems, Econometrica 28 (1960) 497–520.
 */
export function branchAndBound({ subjects, expand, worthwhile, goOn }: Branching): number {
  const waiting = new Waiting();
  const choices = new Int32Array(subjects);
  let next: Node | undefined = { bound: -Infinity, subject: -1, choice: -1, depth: 0, parent: null };
  while (next) {
    const node: Node = next;
    choices.fill(-1);
    for (let at: Node | null = node; at && at.subject >= 0; at = at.parent) choices[at.subject] = at.choice;
    const { bound, branches } = expand(choices);
    const open = branches
      .map((each) => ({ ...each, bound: Math.max(each.bound, bound, node.bound), depth: node.depth + 1, parent: node }))
      .filter((each) => worthwhile(each.bound));
    next = open[0];
    for (const other of open.slice(1)) waiting.push(other);
    if (!goOn()) return Math.min(waiting.least, next?.bound ?? Infinity);
    next ??= waiting.pop();
    if (next && !worthwhile(next.bound)) return Infinity;
  }
  return Infinity;
}
