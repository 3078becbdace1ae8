import { branchAndBound, type Expansion } from './branch-and-bound';
import { CLOSED, LaneNetwork, OPEN, UNDECIDED, type Lane, type LaneProblem } from './lane-network';

export interface LaneAnswer {
  /** packs on each lane */
  flow: Float64Array;
  /** the most by which another plan could be cheaper; 0: this one is proven best */
  gap: number;
}

/** Work before the search stops with the gap it has proven, in looks at a lane; a count, so that the answer never depends on the clock. */
const MOST_WORK = 20_000_000;
/** looks at a lane that a step of the simplex method is worth */
const STEP = 100;
const ROUNDING = 1e-12;

/**
 * Flow of least cost with a fixed cost for every lane used. Without fixed costs the flow itself; with them branch and bound
 * on the lane whose fixed cost the flow understates most, after closing the lanes that cannot be part of a better plan.
 */
export function searchLanes(problem: LaneProblem): LaneAnswer {
  return new Search(problem).run();
}

class Search {
  private readonly network: LaneNetwork;
  private readonly lanes: readonly Lane[];
  private best: number;
  private bestFlow: Float64Array;
  private readonly dust: number;
  private work = 0;
  private steps = 0;

  constructor(private readonly problem: LaneProblem) {
    const { lanes, stores, whole } = problem;
    this.lanes = lanes;
    this.network = new LaneNetwork(problem);
    // nothing moved is a plan
    this.bestFlow = new Float64Array(lanes.length);
    this.best = this.network.planCost();
    const size = stores.reduce(
      (sum, { packs, perPackUnder, perPackOver }) => sum + packs * Math.max(Math.abs(perPackUnder), perPackOver),
      Math.abs(this.best),
    );
    this.dust = ROUNDING * size + (whole ? 1e-6 : 0);
  }

  run(): LaneAnswer {
    const undecided = this.lanes.map<number>(({ fixed }) => (fixed > 0 ? UNDECIDED : OPEN));
    const bound = this.solve(undecided);
    this.keepPruned();
    // the reduced costs are those of the relaxation again
    this.solve(undecided);
    undecided.forEach((decided, lane) => {
      if (decided === UNDECIDED && !this.beats(bound + this.network.addedByUse(lane))) undecided[lane] = CLOSED;
    });
    const left = this.beats(bound) ? this.search(undecided) : Infinity;
    this.settle();
    const gap = this.best - Math.max(bound, left);
    return { flow: this.bestFlow, gap: this.beats(Math.max(bound, left)) ? gap : 0 };
  }

  private solve(decided: ArrayLike<number>): number {
    const bound = this.network.solve(decided);
    this.work += 5 * this.lanes.length + STEP * (this.network.steps - this.steps);
    this.steps = this.network.steps;
    return bound;
  }

  /** Whether a plan of cost `bound` would be better than the best. */
  private beats(bound: number): boolean {
    return this.problem.whole ? Math.ceil(bound - this.dust) < this.best : bound + this.dust < this.best;
  }

  private keep(): boolean {
    const cost = this.network.planCost();
    if (!(cost < this.best - (this.problem.whole ? 0 : this.dust))) return false;
    this.best = cost;
    this.bestFlow = this.network.flow.slice();
    return true;
  }

  /** Keeps the network's plan if it is the best; then tries it without one of its lanes after another. */
  private keepPruned(): void {
    for (let improved = this.keep(); improved;) {
      improved = false;
      const used = Array.from(this.bestFlow, (packs) => (packs > 0 ? OPEN : CLOSED));
      this.solve(used);
      improved = this.keep();
      for (let lane = 0; lane < used.length && !improved; lane++) {
        if (used[lane] === CLOSED || (this.lanes[lane] as Lane).fixed === 0) continue;
        used[lane] = CLOSED;
        this.solve(used);
        improved = this.keep();
        used[lane] = OPEN;
      }
    }
  }

  private search(undecided: readonly number[]): number {
    const decided = [...undecided];
    const open = undecided.flatMap((decision, lane) => (decision === UNDECIDED ? [lane] : []));
    const expand = (choices: Int32Array): Expansion => {
      open.forEach((lane, subject) => (decided[lane] = choices[subject] as number));
      const bound = this.solve(decided);
      if (!this.beats(bound)) return { bound, branches: [] };
      // the lane whose fixed cost is understated most
      let chosen = -1;
      let most = 0;
      let filled = 0;
      open.forEach((lane, subject) => {
        const packs = this.network.flow[lane] as number;
        if (choices[subject] !== UNDECIDED || packs === 0) return;
        const share = packs / (this.network.useful[lane] as number);
        const understated = (this.lanes[lane] as Lane).fixed * (1 - share);
        if (understated <= most) return;
        chosen = subject;
        most = understated;
        filled = share;
      });
      this.keepPruned();
      if (chosen < 0) return { bound, branches: [] };
      const order = filled > LIKELY ? [OPEN, CLOSED] : [CLOSED, OPEN];
      return { bound, branches: order.map((choice) => ({ bound, subject: chosen, choice })) };
    };
    return branchAndBound({
      subjects: open.length,
      expand,
      worthwhile: (bound) => this.beats(bound),
      goOn: () => this.work < MOST_WORK,
    });
  }

  /** Of the plans on the lanes of the best one that cost the same the one that moves least. */
  private settle(): void {
    const free = this.lanes.every(({ fixed }) => fixed === 0);
    this.network.solve(Array.from(this.bestFlow, (packs) => (free || packs > 0 ? OPEN : CLOSED)));
    this.network.settleTies();
    const cost = this.network.planCost();
    if (cost > this.best + this.dust) return;
    this.best = cost;
    this.bestFlow = this.network.flow.slice();
  }
}

/** A lane filled to this share is tried open first. */
const LIKELY = 0.3;
