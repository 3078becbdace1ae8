import { designOf, type Design } from './design';
import type { PreparedSeries } from './history';
import { NO_SLICE, type KnowledgeSlice } from './knowledge';
import { LAUNCH_PERIODS, launched } from './learn-launch';
import { MEAN_RULE, RULES, type Rule } from './rules';
import { Scratch } from './scratch';
import { emptyRun, fillForecasts, plainHistory, runRule, type RuleRun } from './run-rule';

/** Which losses of other series a series is compared with at a time: how old it is and how often it sells. */
export type Group = 'new' | 'intermittent' | 'regular';

/** Periods per period with demand from which demand is intermittent (Syntetos, Boylan & Croston 2005). */
const INTERMITTENT = 1.32;
/** Origins a back-test looks from at most, evenly spread. */
const MOST_ORIGINS = 40;
const LEAST_HISTORY = 2;
/** What a loss still counts a period later. */
const LOSS_MEMORY = 0.97;

/** One stretch of the history with the knowledge of its time. */
interface Segment {
  from: number;
  until: number;
  slice: KnowledgeSlice;
  design: Design;
}

export interface BackTest {
  rules: readonly Rule[];
  runs: RuleRun[];
  /** of the newest knowledge: what forecasts ahead are made with */
  design: Design;
  slice: KnowledgeSlice;
  /** indices into demand, ascending; the last one is the end of the history */
  origins: number[];
  groups: Group[];
  slices: KnowledgeSlice[];
  reach: number;
  /** forecasts by rule, origin and step: [(rule · origins + origin) · reach + ahead − 1] */
  forecasts: Float64Array;
  /** losses known at each origin, by rule: [origin · rules + rule], and how many periods they come from */
  losses: Float64Array;
  judged: Float64Array;
}

const usable = (rule: Rule, prepared: PreparedSeries, seasonal: boolean): boolean => {
  switch (rule.kind) {
    case 'level':
      return seasonal || !rule.season;
    case 'trend':
      return prepared.known >= 12;
    case 'launch':
      return launched(prepared) && prepared.demand.length <= 3 * LAUNCH_PERIODS;
    default:
      return true;
  }
};

const BEFORE_ANY: KnowledgeSlice = { back: Infinity, ...NO_SLICE };

const lastEvents = new WeakMap<PreparedSeries['series']['promotion'], number>();

/** Last period with a promotion or right after one; −1: none. */
function lastEvent(promotion: PreparedSeries['series']['promotion']): number {
  const found = lastEvents.get(promotion);
  if (found !== undefined) return found;
  let last = promotion.length - 1;
  while (last >= 0 && !((promotion[last]?.share ?? 0) > 0 || promotion[last]?.after)) last -= 1;
  lastEvents.set(promotion, last);
  return last;
}

function segmentsOf(
  prepared: PreparedSeries,
  slices: readonly KnowledgeSlice[],
  horizon: number,
  memory: Scratch,
): Segment[] {
  const { demand, series, offset } = prepared;
  const length = demand.length;
  const newest = slices[slices.length - 1] as KnowledgeSlice;
  const eventful =
    launched(prepared) || slices.some(({ season }) => season !== null) || lastEvent(series.promotion) >= offset;
  if (!eventful) {
    return [{ from: 0, until: length, slice: newest, design: designOf(prepared, newest, horizon, memory) }];
  }
  const starts: { from: number; slice: KnowledgeSlice }[] = [{ from: 0, slice: BEFORE_ANY }];
  for (const slice of slices) {
    const from = Math.max(0, length - 1 - slice.back);
    while (starts.length && (starts[starts.length - 1] as { from: number }).from >= from) starts.pop();
    starts.push({ from, slice });
  }
  return starts.map(({ from, slice }, index) => {
    const until = starts[index + 1]?.from ?? length;
    return { from, until, slice, design: designOf(prepared, slice, horizon, memory) };
  });
}

/**
 * Runs every rule of the pool along a series and judges it from origins along the history: each forecast uses what was known at
 * its origin alone, the knowledge from other series included.
 */
export function backTest(
  prepared: PreparedSeries,
  slices: readonly KnowledgeSlice[],
  horizon: number,
  step: number | null = null,
  memory = new Scratch(),
): BackTest {
  const { demand } = prepared;
  const length = demand.length;
  const segments = segmentsOf(prepared, slices, horizon, memory);
  const newest = segments[segments.length - 1] as Segment;
  const seasonal = segments.some(({ design }) => design.seasonal);
  const rules = RULES.filter((rule) => usable(rule, prepared, seasonal));
  const reach = Math.max(1, Math.min(horizon, length - 1));
  const runs = rules.map((rule) => emptyRun(rule, length, Math.max(horizon, reach), memory));
  const level = runs[rules.findIndex(({ id }) => id === MEAN_RULE)] as RuleRun;
  for (const { from, until, design } of segments) {
    runRule(prepared, design, level, level, [], from, until);
    const plain = plainHistory(prepared, design, level, until);
    for (const run of runs) if (run !== level) runRule(prepared, design, run, level, plain, from, until);
  }

  const first = Math.min(length - 1, LEAST_HISTORY - 1);
  const every = step ?? Math.max(1, Math.ceil((length - first) / MOST_ORIGINS));
  const origins: number[] = [];
  for (let origin = length - 1; origin >= first; origin -= every) origins.push(origin);
  origins.reverse();

  const forecasts = memory.take(rules.length * origins.length * reach);
  // sizes and squares of the errors: which of them counts depends on what kind of demand it has been by then
  const sizeAt = memory.take(rules.length * length);
  const squareAt = memory.take(rules.length * length);
  const countAt = memory.take(length);
  const losses = memory.take(origins.length * rules.length);
  const judged = memory.take(origins.length);
  const groups: Group[] = [];
  const chosen: KnowledgeSlice[] = [];
  const sizes = memory.take(rules.length);
  const squares = memory.take(rules.length);
  let count = 0;
  let passed = 0;
  let known = 0;
  let selling = 0;
  let segment = 0;
  const young = launched(prepared) ? LAUNCH_PERIODS : 0;
  // plain loops: a figure that a closure changes is a new object each time
  for (let index = 0; index < origins.length; index += 1) {
    const origin = origins[index] as number;
    for (; passed <= origin; passed += 1) {
      const value = demand[passed] as number;
      if (!Number.isNaN(value)) {
        known += 1;
        if (value > 0) selling += 1;
      }
      const seen = countAt[passed] as number;
      for (let rule = 0; rule < rules.length; rule += 1) {
        const place = rule * length + passed;
        const size = seen > 0 ? (sizeAt[place] as number) / seen : 0;
        const square = seen > 0 ? (squareAt[place] as number) / seen : 0;
        sizes[rule] = LOSS_MEMORY * (sizes[rule] as number) + size;
        squares[rule] = LOSS_MEMORY * (squares[rule] as number) + square;
      }
      count = LOSS_MEMORY * count + (seen > 0 ? 1 : 0);
    }
    while (origin >= (segments[segment] as Segment).until) segment += 1;
    const { design, slice } = segments[segment] as Segment;
    const rare = known > INTERMITTENT * selling;
    groups.push(origin < young ? 'new' : rare ? 'intermittent' : 'regular');
    chosen.push(slice);
    losses.set(rare ? squares : sizes, index * rules.length);
    judged[index] = count;
    const most = Math.min(reach, length - 1 - origin);
    for (let ahead = 1; ahead <= most; ahead += 1)
      if (!Number.isNaN(demand[origin + ahead])) countAt[origin + ahead] = (countAt[origin + ahead] as number) + 1;
    for (let rule = 0; rule < runs.length; rule += 1) {
      const place = (rule * origins.length + index) * reach;
      fillForecasts(runs[rule] as RuleRun, design, origin, reach, forecasts, place);
      const start = rule * length + origin;
      for (let ahead = 1; ahead <= most; ahead += 1) {
        const error = (demand[origin + ahead] as number) - (forecasts[place + ahead - 1] as number);
        if (Number.isNaN(error)) continue;
        const at = start + ahead;
        sizeAt[at] = (sizeAt[at] as number) + Math.abs(error);
        squareAt[at] = (squareAt[at] as number) + error * error;
      }
    }
  }
  return {
    rules,
    runs,
    design: newest.design,
    slice: newest.slice,
    origins,
    groups,
    slices: chosen,
    reach,
    forecasts,
    losses,
    judged,
  };
}
