import { costOf, roomLeft, type Assignment, type Bins } from './assignment-moves';

/**
 * Serves one unserved order more by gathering in one bin the room that is scattered over the others: orders leave that bin,
 * or change places with smaller ones, until it fits. Where the room of all bins is not enough, unserved orders first change
 * places with larger served ones. The smallest unserved order first, the bins in turn; changes `bins` where the whole saves
 * something. Answers the looks it took.
 */
export function serveByGathering(problem: Assignment, bins: Bins, mostLooks: number): number {
  return new Gathering(problem, bins, mostLooks).run();
}

/** Of several exchanges the one that frees most of the room needed, of these the cheapest. */
class Best<T> {
  found: T | null = null;
  private freed = 0;
  private added = Infinity;

  constructor(private readonly need: number) {}

  consider(freed: number, added: number, exchange: () => T): void {
    const useful = Math.min(freed, this.need);
    if (added === Infinity || useful < this.freed || (useful === this.freed && added >= this.added)) return;
    this.freed = useful;
    this.added = added;
    this.found = exchange();
  }
}

class Gathering {
  private looks = 0;
  private readonly width: number;
  private readonly unserved: number;

  constructor(
    private readonly problem: Assignment,
    private readonly bins: Bins,
    private readonly mostLooks: number,
  ) {
    this.width = problem.room.length;
    this.unserved = this.width - 1;
  }

  run(): number {
    const { quantity } = this.problem;
    const waiting = [...this.bins.keys()].filter((order) => this.bins[order] === this.unserved);
    waiting.sort((a, b) => (quantity[a] as number) - (quantity[b] as number) || a - b);
    for (const order of waiting) {
      if (this.looks >= this.mostLooks) break;
      const at = this.bins.slice();
      const left = roomLeft(this.problem, at);
      if (this.bins[order] !== this.unserved || !this.makeRoom(order, at, left)) continue;
      for (let bin = 0; bin < this.unserved; bin++)
        if (this.costOf(order, bin) < Infinity && this.serve(order, bin, at.slice(), left.slice())) break;
    }
    return this.looks;
  }

  private costOf(order: number, bin: number): number {
    return this.problem.cost[order * this.width + bin] as number;
  }

  private sizeOf(order: number): number {
    return this.problem.quantity[order] as number;
  }

  /** Trades other unserved orders for larger served ones until all bins together have room for the order. */
  private makeRoom(order: number, at: Bins, left: Float64Array): boolean {
    const { unserved } = this;
    for (;;) {
      let short = this.sizeOf(order);
      for (let bin = 0; bin < unserved; bin++) short -= left[bin] as number;
      if (short <= 0) return true;
      const best = new Best<{ a: number; b: number }>(short);
      for (let a = 0; a < at.length; a++) {
        if (at[a] !== unserved || a === order) continue;
        this.looks += at.length;
        for (let b = 0; b < at.length; b++) {
          const bin = at[b] as number;
          const freed = this.sizeOf(b) - this.sizeOf(a);
          if (bin === unserved || freed <= 0) continue;
          best.consider(freed, this.costOf(a, bin) - this.costOf(b, bin), () => ({ a, b }));
        }
      }
      if (!best.found || this.looks >= this.mostLooks) return false;
      const { a, b } = best.found;
      const bin = at[b] as number;
      at[a] = bin;
      at[b] = unserved;
      left[bin] = (left[bin] as number) + this.sizeOf(b) - this.sizeOf(a);
    }
  }

  private serve(order: number, bin: number, at: Bins, left: Float64Array): boolean {
    for (;;) {
      const need = this.sizeOf(order) - (left[bin] as number);
      if (need <= 0) break;
      const found = this.looks < this.mostLooks ? this.exchange(bin, need, at, left) : null;
      if (!found) return false;
      const { leaving, whither, coming } = found;
      const freed = this.sizeOf(leaving) - (coming < 0 ? 0 : this.sizeOf(coming));
      at[leaving] = whither;
      if (coming >= 0) at[coming] = bin;
      left[bin] = (left[bin] as number) + freed;
      left[whither] = (left[whither] as number) - freed;
    }
    at[order] = bin;
    if (costOf(this.problem, at) >= costOf(this.problem, this.bins)) return false;
    this.bins.set(at);
    return true;
  }

  /** Which order leaves the bin, whither, and which one comes for it (−1: none). */
  private exchange(
    bin: number,
    need: number,
    at: Bins,
    left: Float64Array,
  ): { leaving: number; whither: number; coming: number } | null {
    const best = new Best<{ leaving: number; whither: number; coming: number }>(need);
    for (let a = 0; a < at.length; a++) {
      if (at[a] !== bin) continue;
      const size = this.sizeOf(a);
      const saved = this.costOf(a, bin);
      this.looks += this.width + at.length;
      for (let other = 0; other < this.unserved; other++)
        if (other !== bin && size <= (left[other] as number))
          best.consider(size, this.costOf(a, other) - saved, () => ({ leaving: a, whither: other, coming: -1 }));
      for (let b = 0; b < at.length; b++) {
        const other = at[b] as number;
        const freed = size - this.sizeOf(b);
        if (other === bin || other === this.unserved || freed <= 0 || freed > (left[other] as number)) continue;
        const added = this.costOf(a, other) + this.costOf(b, bin) - saved - this.costOf(b, other);
        best.consider(freed, added, () => ({ leaving: a, whither: other, coming: b }));
      }
    }
    return best.found;
  }
}
