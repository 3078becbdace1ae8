import { improveByMoves, type Assignment, type Bins } from './assignment-moves';
import type { Relaxation } from './assignment-relaxation';
import { branchAndBound, type Branch } from './branch-and-bound';

export interface OpenOrders {
  /** so many orders stay unserved in any case: a plan with no more of them costs what its relaxation says; Infinity: every plan does */
  unservedNeeded: number;
  /** whether a plan with this bound on its cost could still be better than the best */
  worthwhile: (bound: number) => boolean;
  found: (bins: Bins) => void;
  /** whether to go on after so much more work */
  goOn: (work: number) => boolean;
}

/** Up to so many orders pairs are swapped at every node, beyond at every 16th. */
const FEW_ORDERS = 120;

/** Searches the bins of one order after another, each time the largest split one. Answers the least bound left unsearched. */
export function searchOpenOrders(
  problem: Assignment,
  relaxation: Relaxation,
  { unservedNeeded, worthwhile, found, goOn }: OpenOrders,
): number {
  const { quantity, room } = problem;
  const width = room.length;
  const unserved = width - 1;
  const allowed = Array.from(quantity, (_, order) => [...room.keys()].filter((bin) => relaxation.allows(order, bin)));
  const fixed = new Int32Array(quantity.length).fill(-1);
  // a step of the simplex method, in looks at an option: it turns over a part of the tree
  const step = 200 + quantity.length / 2;
  let nodes = 0;
  let steps = 0;
  let work = 0;

  const fix = (order: number, bin: number): void => {
    if (fixed[order] === bin) return;
    fixed[order] = bin;
    for (const other of allowed[order] as number[]) relaxation.forbid(order, other, bin >= 0 && other !== bin);
  };
  const shareOf = (order: number, bin: number): number => relaxation.share[order * width + bin] as number;

  /** The largest order that is split; where none is and more are unserved than need be, the largest of those with a choice. */
  const openOrder = (): number => {
    let chosen = -1;
    const largest = (order: number): void => {
      if (chosen < 0 || (quantity[order] as number) > (quantity[chosen] as number)) chosen = order;
    };
    for (let order = 0; order < quantity.length; order++) if (relaxation.parts(order) > 1) largest(order);
    if (chosen >= 0 || relaxation.unserved() <= unservedNeeded + 1e-9) return chosen;
    for (let order = 0; order < quantity.length; order++) {
      const hasChoice = fixed[order] === -1 && (allowed[order] as number[]).length > 1;
      if (hasChoice && shareOf(order, unserved) > 0) largest(order);
    }
    return chosen;
  };

  /** The likeliest bin first; a bin costs at least what it does at the prices of the node beyond the best one. */
  const branches = (bound: number, order: number): Branch[] => {
    const options = allowed[order] as number[];
    const priced = options.map((bin) => relaxation.priced(order, bin));
    const least = Math.min(...priced);
    return options
      .map((bin, at) => ({ bound: bound + (priced[at] as number) - least, subject: order, choice: bin }))
      .sort((a, b) => shareOf(order, b.choice) - shareOf(order, a.choice) || a.choice - b.choice);
  };

  return branchAndBound({
    subjects: quantity.length,
    worthwhile,
    goOn: () => goOn(work),
    expand(choices) {
      choices.forEach((bin, order) => fix(order, bin));
      const bound = relaxation.solve();
      work = 5 * quantity.length * width + step * (relaxation.steps - steps);
      steps = relaxation.steps;
      if (relaxation.impossible || !worthwhile(bound)) return { bound, branches: [] };
      const bins = relaxation.rounded();
      if (quantity.length <= FEW_ORDERS || nodes++ % 16 === 0)
        work += improveByMoves(problem, bins, quantity.length ** 2);
      found(bins);
      const order = openOrder();
      return { bound, branches: order < 0 ? [] : branches(bound, order) };
    },
  });
}
