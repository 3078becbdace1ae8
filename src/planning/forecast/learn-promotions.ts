import { byCategory } from './by-category';
import { PROMOTION_CELLS, partsOf, promotionCell } from './exposure';
import type { PreparedSeries } from './history';
import type { PromotionWeek } from '../promotions';
import { NO_PROMOTION_KNOWLEDGE, priorGain, type PromotionKnowledge } from './knowledge';

/** One period under promotions whose uplift is not given, or right after one. */
interface Observation {
  /** periods from here to the end of the history */
  back: number;
  demand: number;
  /** what sold without promotion just before */
  base: number;
  /** share of the period by cell; one list for all items with the same week */
  cells: readonly Cell[];
  /** share of the period in the seven days after a promotion */
  after: number;
}

interface Cell {
  cell: number;
  share: number;
  event: string | null;
}

export interface PromotionEvidence {
  category: string | null;
  observations: readonly Observation[];
}

/** Weight of the newest quiet period in the local baseline. */
const BASE_ALPHA = 0.1;
/** Quiet periods before a promotion can be compared with anything. */
const BASE_PERIODS = 4;

const cellsOfWeek = new WeakMap<PromotionWeek, readonly Cell[] | null>();

/** The stretches of a week whose uplift is to be learnt; null where one is given: that week says nothing of the rest. */
function cellsOf(week: PromotionWeek): readonly Cell[] | null {
  const found = cellsOfWeek.get(week);
  if (found !== undefined) return found;
  const cells: Cell[] = [];
  let isWhole = true;
  for (const { share, running } of partsOf(week)) {
    const learnt = running.find(({ uplift }) => uplift === null);
    if (learnt) cells.push({ cell: promotionCell(learnt), share, event: learnt.event });
    else isWhole = false;
  }
  const answer = isWhole ? cells : null;
  cellsOfWeek.set(week, answer);
  return answer;
}

/** What a series says about promotions. Looks only back, so that each observation was already complete in its time. */
export function promotionEvidence({ series, offset, demand }: PreparedSeries): PromotionEvidence | null {
  const observations: Observation[] = [];
  let base = 0;
  let count = 0;
  for (let at = 0; at < demand.length; at += 1) {
    const value = demand[at] as number;
    const week = series.promotion[offset + at];
    if (Number.isNaN(value) || !week) continue;
    const after = week.after ?? 0;
    if (partsOf(week).length || after > 0) {
      const cells = count >= BASE_PERIODS && base > 0 ? cellsOf(week) : null;
      if (cells) observations.push({ back: demand.length - 1 - at, demand: value, base, cells, after });
    } else {
      count += 1;
      base += Math.max(BASE_ALPHA, 1 / count) * (value - base);
    }
  }
  return observations.length ? { category: series.category, observations } : null;
}

/** Periods an average effect weighs in each cell and event: fewer observations, nearer to it. */
const CELL_WEIGHT = 5;
const EVENT_WEIGHT = 5;
const DIP_WEIGHT = 20;
const MOST_DIP = 0.6;
const LEAST_STRENGTH = 0.1;
/** An item whose promotions hardly sell more cannot say which of them sell most. */
const LEAST_GAIN = 0.2;

interface ItemGain {
  category: string | null;
  gain: number;
  exposure: number;
  /** squared deviations of its periods from the fit */
  scatter: number;
  periods: number;
}

interface Strengths {
  intensity: number[];
  events: Record<string, number>;
}

function exposed({ cells }: Observation, { intensity, events }: Strengths): number {
  let sum = 0;
  for (let at = 0; at < cells.length; at += 1) {
    const { cell, share, event } = cells[at] as Cell;
    sum += share * (intensity[cell] as number) * ((event === null ? undefined : events[event]) ?? 1);
  }
  return sum;
}

/** Σ extra demand / Σ baseline · exposure. */
function gainOf(observations: readonly Observation[], strengths: Strengths): { gain: number; exposure: number } {
  let extra = 0;
  let weight = 0;
  let exposure = 0;
  for (const one of observations) {
    const x = exposed(one, strengths);
    extra += one.demand - one.base;
    weight += one.base * x;
    exposure += x;
  }
  return { gain: weight > 0 ? Math.max(0, extra / weight) : 0, exposure };
}

/** Counts scatter less where there are more of them; beyond a handful an item's other noise decides. */
const precision = (base: number, gain: number): number => {
  const counts = (base * gain * gain) / (1 + gain);
  return counts / (counts + 5);
};

/** Relative strength by cell and event: ridge regression towards 1, coordinate by coordinate. */
function strengthsOf(items: readonly { own: readonly Observation[]; gain: number }[], before: Strengths): Strengths {
  const above = new Float64Array(PROMOTION_CELLS).fill(CELL_WEIGHT);
  const below = new Float64Array(PROMOTION_CELLS).fill(CELL_WEIGHT);
  const eventAbove: Record<string, number> = {};
  const eventBelow: Record<string, number> = {};
  for (const { own, gain } of items) {
    if (gain < LEAST_GAIN) continue;
    for (const one of own) {
      const x = exposed(one, before);
      if (!(x > 0)) continue;
      const found = (one.demand - one.base) / (one.base * gain);
      const weight = precision(one.base, gain);
      for (const { cell, share, event } of one.cells) {
        const factor = (before.intensity[cell] as number) * ((event === null ? undefined : before.events[event]) ?? 1);
        // the part of the period's surprise that this stretch answers for
        const part = (share * factor) / x;
        const wanted = part * Math.max(-1, Math.min(6 * x, found));
        above[cell] =
          (above[cell] as number) + weight * share * (wanted / (factor / (before.intensity[cell] as number)));
        below[cell] = (below[cell] as number) + weight * share * share;
        if (event !== null) {
          eventAbove[event] =
            (eventAbove[event] ?? EVENT_WEIGHT) + weight * share * (wanted / (before.intensity[cell] as number));
          eventBelow[event] = (eventBelow[event] ?? EVENT_WEIGHT) + weight * share * share;
        }
      }
    }
  }
  return {
    intensity: Array.from(above, (value, cell) => Math.max(LEAST_STRENGTH, value / (below[cell] as number))),
    events: Object.fromEntries(
      Object.keys(eventAbove)
        .sort()
        .map((event) => [
          event,
          Math.max(LEAST_STRENGTH, (eventAbove[event] as number) / (eventBelow[event] as number)),
        ]),
    ),
  };
}

/** Missing demand after a promotion, drawn towards none. */
function dipOf(items: readonly (readonly Observation[])[]): number {
  let missing = 0;
  let exposure = DIP_WEIGHT;
  for (const own of items) {
    for (const { demand, base, cells, after } of own) {
      if (cells.length || !(after > 0)) continue;
      const weight = base / (base + 2);
      missing += weight * Math.max(-2, (base - demand) / base);
      exposure += weight * after;
    }
  }
  return Math.min(MOST_DIP, Math.max(0, missing / exposure));
}

const meanBy = <T>(items: readonly T[], value: (item: T) => number, weight: (item: T) => number): number => {
  let sum = 0;
  let total = 0;
  for (const item of items) {
    sum += weight(item) * value(item);
    total += weight(item);
  }
  return total > 0 ? sum / total : 0;
};

/**
 * Promotion knowledge as of so many periods before the end: uplift by category and overall, strength by length, stage and
 * event, the dip after.
 *
 * Empirical Bayes (Efron & Morris 1975, J. Am. Stat. Assoc. 70:311): an item's gain is drawn towards its category's with the
 * weight of σ²/τ² periods, σ² the scatter of one period about its item's mean gain, τ² the variance between items beyond what
 * that scatter explains.
 */
export function learnPromotions(evidence: readonly PromotionEvidence[], back: number): PromotionKnowledge {
  const all = evidence.map(({ category, observations }) => ({
    category,
    own: observations.filter((one) => one.back >= back),
  }));
  const promoted = all
    .map(({ category, own }) => ({ category, own: own.filter(({ cells }) => cells.length) }))
    .filter(({ own }) => own.length);
  const dip = dipOf(all.map(({ own }) => own));
  if (!promoted.length) return { ...NO_PROMOTION_KNOWLEDGE, dip };

  let strengths: Strengths = { intensity: Array<number>(PROMOTION_CELLS).fill(1), events: {} };
  for (let round = 0; round < 3; round += 1) {
    const given = strengths;
    strengths = strengthsOf(
      promoted.map(({ own }) => ({ own, gain: gainOf(own, given).gain })),
      given,
    );
  }
  const items = promoted.map(({ category, own }): ItemGain => {
    const { gain, exposure } = gainOf(own, strengths);
    let scatter = 0;
    for (const one of own)
      scatter += Math.min(25, ((one.demand - one.base) / one.base - gain * exposed(one, strengths)) ** 2);
    return { category, gain, exposure, scatter, periods: own.length };
  });
  // an item counts by what it has seen, up to a point: categories are made of items
  const weight = ({ exposure }: ItemGain): number => exposure / (exposure + 2);
  const gain = meanBy(items, (item) => item.gain, weight);
  const gainByCategory: Record<string, number> = {};
  for (const [category, own] of byCategory(items, ({ category }) => category)) {
    const seen = own.reduce((sum, item) => sum + weight(item), 0);
    gainByCategory[category] = (seen * meanBy(own, (item) => item.gain, weight) + 2 * gain) / (seen + 2);
  }
  const periods = items.reduce((sum, item) => sum + item.periods, 0);
  const within = items.reduce((sum, item) => sum + item.scatter, 0) / Math.max(1, periods - items.length);
  const spread = meanBy(items, (item) => (item.gain - priorGain({ gain, gainByCategory }, item.category)) ** 2, weight);
  const sampling = meanBy(items, (item) => within / Math.max(0.5, item.exposure), weight);
  const between = Math.max(spread - sampling, 0.1 * gain * gain + 0.01);
  return {
    gain,
    gainByCategory,
    weight: Math.min(8, Math.max(0.2, within / between)),
    intensity: strengths.intensity,
    events: strengths.events,
    dip,
    items: items.length,
    periods,
  };
}
