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
function roomLeft({ quantity, room }: Assignment, bins: Bins): Float64Array {
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

/**
 * Serves an unserved order by gathering in one bin the room that is scattered over the others: orders leave that bin, or
 * change places with smaller ones, until it fits. The smallest unserved order first, the bins in turn; changes `bins` where
 * the whole saves something. Answers the looks it took.
 */
export function serveByGathering(problem: Assignment, bins: Bins, mostLooks: number): number {
  const { quantity, room, cost } = problem;
  const width = room.length;
  const orders = quantity.length;
  const unserved = width - 1;
  let looks = 0;

  /** The exchange that frees most of the room needed, of these the cheapest: which order leaves, whither, for whom. */
  const exchange = (bin: number, need: number, at: Bins, left: Float64Array): [number, number, number] | null => {
    let best: [number, number, number] | null = null;
    let mostFreed = 0;
    let least = Infinity;
    const consider = (freed: number, added: number, leaving: number, whither: number, coming: number): void => {
      const useful = Math.min(freed, need);
      if (added === Infinity || useful < mostFreed || (useful === mostFreed && added >= least)) return;
      mostFreed = useful;
      least = added;
      best = [leaving, whither, coming];
    };
    for (let a = 0; a < orders; a++) {
      if (at[a] !== bin) continue;
      const size = quantity[a] as number;
      const saved = cost[a * width + bin] as number;
      looks += width + orders;
      for (let other = 0; other < unserved; other++)
        if (other !== bin && size <= (left[other] as number))
          consider(size, (cost[a * width + other] as number) - saved, a, other, -1);
      for (let b = 0; b < orders; b++) {
        const other = at[b] as number;
        const freed = size - (quantity[b] as number);
        if (other === bin || other === unserved || freed <= 0 || freed > (left[other] as number)) continue;
        const before = saved + (cost[b * width + other] as number);
        consider(freed, (cost[a * width + other] as number) + (cost[b * width + bin] as number) - before, a, other, b);
      }
    }
    return best;
  };

  const serve = (order: number, bin: number): boolean => {
    const at = bins.slice();
    const left = roomLeft(problem, at);
    for (;;) {
      const need = (quantity[order] as number) - (left[bin] as number);
      if (need <= 0) break;
      const found = looks < mostLooks ? exchange(bin, need, at, left) : null;
      if (!found) return false;
      const [leaving, whither, coming] = found;
      const freed = (quantity[leaving] as number) - (coming < 0 ? 0 : (quantity[coming] as number));
      at[leaving] = whither;
      if (coming >= 0) at[coming] = bin;
      left[bin] = (left[bin] as number) + freed;
      left[whither] = (left[whither] as number) - freed;
    }
    at[order] = bin;
    if (costOf(problem, at) >= costOf(problem, bins)) return false;
    bins.set(at);
    return true;
  };

  const waiting = [...bins.keys()].filter((order) => bins[order] === unserved);
  waiting.sort((a, b) => (quantity[a] as number) - (quantity[b] as number) || a - b);
  for (const order of waiting)
    for (let bin = 0; bin < unserved && looks < mostLooks; bin++)
      if ((cost[order * width + bin] as number) < Infinity && serve(order, bin)) break;
  return looks;
}
