/**
 * Orders to be given whole to bins of limited room. The last bin stands for "not served": it takes any order, at the penalty.
 * Quantities and rooms are whole; a bin that an order may not go to costs Infinity.
 */
export interface Assignment {
  quantity: Float64Array;
  /** room of each bin, the last Infinity */
  room: Float64Array;
  /** orders × bins */
  cost: Float64Array;
}

/** Bin of each order. */
export type Bins = Int32Array;

export const costOf = ({ room, cost }: Assignment, bins: Bins): number => {
  let total = 0;
  for (let order = 0; order < bins.length; order++)
    total += cost[order * room.length + (bins[order] as number)] as number;
  return total;
};

/** Order by order into the cheapest bin with room, the first on a tie. */
export function assignInTurn({ quantity, room, cost }: Assignment): Bins {
  const left = room.slice();
  return Int32Array.from(quantity, (wanted, order) => {
    let chosen = room.length - 1;
    for (let bin = room.length - 1; bin >= 0; bin--) {
      const better = (cost[order * room.length + bin] as number) <= (cost[order * room.length + chosen] as number);
      if (better && wanted <= (left[bin] as number)) chosen = bin;
    }
    left[chosen] = (left[chosen] as number) - wanted;
    return chosen;
  });
}

/** Room left in each bin. */
export function roomLeft({ quantity, room }: Assignment, bins: Bins): Float64Array {
  const left = room.slice();
  bins.forEach((bin, order) => (left[bin] = (left[bin] as number) - (quantity[order] as number)));
  return left;
}

/**
 * Moves single orders and swaps pairs as long as that saves anything, at most so many looks at a pair. Changes `bins` and
 * answers the looks it took.
 */
export function improveByMoves(problem: Assignment, bins: Bins, mostLooks: number): number {
  const { quantity, room, cost } = problem;
  const width = room.length;
  const orders = quantity.length;
  const left = roomLeft(problem, bins);
  const put = (order: number, bin: number): void => {
    const from = bins[order] as number;
    left[from] = (left[from] as number) + (quantity[order] as number);
    left[bin] = (left[bin] as number) - (quantity[order] as number);
    bins[order] = bin;
  };
  let looks = 0;
  // ends when every order was looked at since the last change
  for (let a = 0, unchanged = 0; unchanged < orders && looks < mostLooks; a = (a + 1) % orders, unchanged++) {
    const wanted = quantity[a] as number;
    looks += width + orders - a;
    for (let bin = 0; bin < width; bin++) {
      const saved = (cost[a * width + (bins[a] as number)] as number) - (cost[a * width + bin] as number);
      if (saved <= 0 || wanted > (left[bin] as number)) continue;
      put(a, bin);
      unchanged = 0;
    }
    for (let b = a + 1; b < orders; b++) {
      const from = bins[a] as number;
      const other = bins[b] as number;
      if (from === other) continue;
      const saved =
        (cost[a * width + from] as number) -
        (cost[a * width + other] as number) +
        (cost[b * width + other] as number) -
        (cost[b * width + from] as number);
      if (!(saved > 0)) continue;
      const more = wanted - (quantity[b] as number);
      if (more > (left[other] as number) || -more > (left[from] as number)) continue;
      put(a, other);
      put(b, from);
      unchanged = 0;
    }
  }
  return looks;
}
