import type { Lot } from './lot-knapsack';

/** A straight piece of the upper hull of value over weight of one lot: from none to `most` units, or the unit after them. */
export interface Piece {
  lot: number;
  ratio: number;
  weight: number;
  value: number;
  last: boolean;
}

/** Best ratio first until a piece does not fit. */
export interface Relaxed {
  units: number[];
  weight: number;
  value: number;
  /** first piece that does not fit */
  broken: number;
  price: number;
}

/** A change of one lot's units against the relaxation's plan. */
interface Move {
  lot: number;
  units: number;
  weight: number;
  value: number;
}

/** Choices that none other beats at their weight, lightest first, so that their values rise too. */
interface States {
  size: number;
  weight: Float64Array;
  value: Float64Array;
  /** where in the trail the choice was made; −1: the first plan */
  trail: Int32Array;
}

const MOST_STATES = 10_000;
/** States made before the search stops with the gap it has proven; a count, so that the answer never depends on the clock. */
const MOST_WORK = 1_500_000;
const ROUNDING = 1e-12;
/** weight of being near the capacity among choices whose bounds are as good as equal */
const NEARNESS = 1e-6;
/** of so many choices one is looked at to tell where to cut */
const SAMPLING = 32;

/**
 * Lots are freed one by one, those nearest to the relaxation's price first, and of all choices among the free lots only those
 * are kept that are not dominated and whose bound exceeds the best value found. Exact when the list runs empty.
 *
 * Source: Pisinger, A minimal algorithm for the multiple-choice knapsack problem, EJOR 83 (1995) 394–410.
 */
export function searchLots(
  lots: readonly Lot[],
  pieces: readonly Piece[],
  capacity: number,
  whole: boolean,
  relaxed: Relaxed,
): { units: number[]; value: number; bound: number } {
  return new Search(lots, pieces, capacity, whole, relaxed).run();
}

const NONE: States = {
  size: 0,
  weight: new Float64Array(0),
  value: new Float64Array(0),
  trail: new Int32Array(0),
};

class Search {
  private best: number;
  private bestTrail = -1;
  private bestFill: { lot: number; units: number }[] = [];
  /** greatest bound among choices given up for want of room */
  private givenUp: number;
  private readonly dust: number;
  private work = 0;
  private readonly free: Uint8Array;
  /** nearest pieces on either side of the broken one whose lots are not free: taken, and not taken, in the relaxation */
  private left: number;
  private right: number;
  /** how a choice came about: the one before it, and the move made */
  private readonly trailBefore: number[] = [];
  private readonly trailMove: number[] = [];
  private readonly moves: Move[] = [];

  constructor(
    private readonly lots: readonly Lot[],
    private readonly pieces: readonly Piece[],
    private readonly capacity: number,
    private readonly whole: boolean,
    private readonly relaxed: Relaxed,
  ) {
    this.free = new Uint8Array(lots.length);
    this.left = relaxed.broken - 1;
    this.right = relaxed.broken;
    this.best = relaxed.value;
    this.givenUp = relaxed.value;
    this.dust = ROUNDING * (relaxed.value + (capacity - relaxed.weight) * relaxed.price) + (whole ? 1e-6 : 0);
  }

  run(): { units: number[]; value: number; bound: number } {
    const { relaxed, pieces } = this;
    const limit = this.rounded(relaxed.value + (this.capacity - relaxed.weight) * relaxed.price);
    let states: States = {
      size: 1,
      weight: Float64Array.of(relaxed.weight),
      value: Float64Array.of(relaxed.value),
      trail: Int32Array.of(-1),
    };
    this.fill(-1, relaxed.weight, relaxed.value);
    for (let turn = 0; states.size > 0 && limit > this.best && this.work < MOST_WORK; turn++) {
      // the broken piece first, then the next on either side in turn
      const fromRight = this.left < 0 || (turn % 2 === 0 && this.right < pieces.length);
      const piece = pieces[fromRight ? this.right : this.left];
      if (!piece) break;
      this.free[piece.lot] = 1;
      while (this.left >= 0 && this.free[(pieces[this.left] as Piece).lot]) this.left--;
      while (this.right < pieces.length && this.free[(pieces[this.right] as Piece).lot]) this.right++;
      states = this.thinned(this.choose(states, piece.lot), this.ratioUp, this.ratioDown);
    }
    for (let at = 0; at < states.size; at++)
      this.givenUp = Math.max(this.givenUp, this.boundOf(states.weight[at] as number, states.value[at] as number));
    const bound = Math.max(this.best, Math.min(limit, this.rounded(this.givenUp)));
    return { units: this.unitsOfBest(), value: this.best, bound };
  }

  /** What a bound comes to, allowing for rounding: whole values round down, others are no better than the best by dust. */
  private rounded(bound: number): number {
    return this.whole ? Math.floor(bound + this.dust) : bound - this.dust;
  }

  private get ratioUp(): number {
    return this.pieces[this.right]?.ratio ?? 0;
  }

  private get ratioDown(): number {
    return this.pieces[this.left]?.ratio ?? Infinity;
  }

  /** Most that a choice can come to when lots that are not free are filled or emptied in fractions. */
  private boundOf(weight: number, value: number, up = this.ratioUp, down = this.ratioDown): number {
    const room = this.capacity - weight;
    return value + room * (room >= 0 ? up : down);
  }

  /** The choices with every useful number of units of one lot. */
  private choose(states: States, index: number): States {
    const { weight, value, least, most, lastValue } = this.lots[index] as Lot;
    const { relaxed, ratioUp, ratioDown } = this;
    const now = relaxed.units[index] as number;
    const valueOf = (units: number): number => Math.min(units, most) * value + (units > most ? lastValue : 0);
    const move = (units: number): Move => ({
      lot: index,
      units: units - now,
      weight: (units - now) * weight,
      value: valueOf(units) - valueOf(now),
    });
    // a number of units that at the relaxation's price loses more than the open gap is part of no better plan
    const worth = (units: number): number => valueOf(units) - relaxed.price * weight * units;
    const gap = relaxed.value + (this.capacity - relaxed.weight) * relaxed.price - this.best;
    const floor = worth(now) - gap - this.dust;
    const margin = value - relaxed.price * weight;
    let low = least;
    let high = most;
    if (margin > 0) low = Math.max(low, Math.ceil(floor / margin - 1e-9));
    if (margin < 0) high = Math.min(high, Math.floor(floor / margin + 1e-9));
    let chosen = NONE;
    if (floor <= 0) {
      if (low <= 1) low = 0;
      else chosen = this.merged(chosen, states, move(0), ratioUp, ratioDown);
    }
    if (low <= high) {
      // from the relaxation's side on, 1, 2, 4, … units more or fewer reach every number in between; bounds then count on
      // more of this lot to come, or to go
      const taken = now >= most;
      const sign = taken ? -1 : 1;
      const up = taken ? ratioUp : Math.max(ratioUp, value / weight);
      const down = taken ? Math.min(ratioDown, value / weight) : ratioDown;
      let range = this.merged(NONE, states, move(taken ? high : low), up, down);
      for (let left = high - low, step = 1; left > 0; step *= 2) {
        const units = sign * Math.min(step, left);
        const more = { lot: index, units, weight: units * weight, value: units * value };
        // every step may double the choices: a lot of millions of packs is thinned on the way
        range = this.thinned(this.merged(range, range, more, up, down), up, down);
        left -= step;
      }
      chosen = this.merged(chosen, range, { lot: index, units: 0, weight: 0, value: 0 }, ratioUp, ratioDown);
    }
    if (lastValue > 0 && worth(most + 1) >= floor)
      chosen = this.merged(chosen, states, move(most + 1), ratioUp, ratioDown);
    return chosen;
  }

  /** Both lists, the second with the move made, without what is dominated or cannot beat the best. */
  private merged(a: States, b: States, move: Move, ratioUp: number, ratioDown: number): States {
    const size = a.size + b.size;
    const weights = new Float64Array(size);
    const values = new Float64Array(size);
    const trail = new Int32Array(size);
    let count = 0;
    let highest = -Infinity;
    this.work += size;
    const moved = this.moves.push(move) - 1;
    for (let i = 0, j = 0; i < a.size || j < b.size;) {
      let fromA = j >= b.size;
      if (!fromA && i < a.size) {
        const lead = (a.weight[i] as number) - (b.weight[j] as number) - move.weight;
        fromA = lead < 0 || (lead === 0 && (a.value[i] as number) >= (b.value[j] as number) + move.value);
      }
      const weight = fromA ? (a.weight[i] as number) : (b.weight[j] as number) + move.weight;
      const value = fromA ? (a.value[i] as number) : (b.value[j] as number) + move.value;
      const before = fromA ? (a.trail[i++] as number) : (b.trail[j++] as number);
      if (value <= highest || this.rounded(this.boundOf(weight, value, ratioUp, ratioDown)) <= this.best) continue;
      highest = value;
      weights[count] = weight;
      values[count] = value;
      trail[count] = fromA || move.units === 0 ? before : this.trailBefore.push(before) - 1;
      if (!fromA && move.units !== 0) this.trailMove.push(moved);
      if (weight <= this.capacity && value > this.best) {
        this.best = value;
        this.bestTrail = trail[count] as number;
        this.bestFill = [];
      }
      count++;
    }
    return { size: count, weight: weights, value: values, trail };
  }

  /** At most `MOST_STATES` choices, those with the greatest bounds; what the others might have come to is remembered. */
  private thinned(states: States, ratioUp: number, ratioDown: number): States {
    if (states.size <= MOST_STATES) return states;
    const boundAt = (at: number): number =>
      this.boundOf(states.weight[at] as number, states.value[at] as number, ratioUp, ratioDown);
    // among equal bounds the fuller choices are the nearer to a plan
    const nearness = NEARNESS * this.relaxed.price;
    const rankAt = (at: number): number =>
      boundAt(at) - nearness * Math.abs(this.capacity - (states.weight[at] as number));
    const sample = Float64Array.from({ length: Math.ceil(states.size / SAMPLING) }, (_, at) =>
      rankAt(at * SAMPLING),
    ).sort();
    const lowest = sample[Math.floor(sample.length * (1 - MOST_STATES / states.size))] as number;
    let kept = 0;
    for (let at = 0; at < states.size; at++) {
      if (rankAt(at) < lowest || kept === MOST_STATES) {
        this.givenUp = Math.max(this.givenUp, boundAt(at));
        continue;
      }
      states.weight[kept] = states.weight[at] as number;
      states.value[kept] = states.value[at] as number;
      states.trail[kept++] = states.trail[at] as number;
    }
    return { ...states, size: kept };
  }

  /** Completes a choice with whole units of the lots not yet taken, best ratio first, and keeps it if it is the best. */
  private fill(trail: number, weight: number, value: number): void {
    const filled: { lot: number; units: number }[] = [];
    let room = this.capacity - weight;
    let total = value;
    for (let at = this.right; at < this.pieces.length; at++) {
      const { lot, last } = this.pieces[at] as Piece;
      const { weight: each, value: worth, least, most, lastValue } = this.lots[lot] as Lot;
      if (this.free[lot] || (last && (this.relaxed.units[lot] as number) < most)) continue;
      const units = last ? Number(each <= room) : Math.min(most, Math.floor(room / each));
      if (units < (last ? 1 : least)) continue;
      filled.push({ lot, units });
      room -= units * each;
      total += last ? lastValue : units * worth;
    }
    if (room < 0 || total <= this.best) return;
    this.best = total;
    this.bestTrail = trail;
    this.bestFill = filled;
  }

  private unitsOfBest(): number[] {
    const units = [...this.relaxed.units];
    const add = (lot: number, more: number): void => {
      units[lot] = (units[lot] as number) + more;
    };
    for (let at = this.bestTrail; at >= 0; at = this.trailBefore[at] as number) {
      const move = this.moves[this.trailMove[at] as number] as Move;
      add(move.lot, move.units);
    }
    for (const { lot, units: more } of this.bestFill) add(lot, more);
    return units;
  }
}
