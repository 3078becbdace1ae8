import { formatDay, parseDay } from '../calendar';
import { NoteBook } from '../note-book';
import { Pace } from '../pace';
import { indexPlan, itemName, type PlanIndex, type PlanItem } from '../plan-index';
import { laneOf, replenishmentLanes, type WarehouseLead } from '../plan-lead-time';
import { SeriesBook } from '../plan-series';
import { planTiers } from '../plan-tiers';
import { policyBook, type PolicyBook } from '../policy';
import { promotionCalendar } from '../promotions';
import type { PlanInput, PlanProgress } from '../types';
import { chooseItems } from './choose-items';
import { compareCurves } from './compare';
import { inputAsOf } from './past-input';
import { planLevelsAsOf, type ItemLevels } from './plan-levels';
import { replayItems } from './replay-items';
import type { BacktestOptions, BacktestResult } from './types';

export interface BacktestShare {
  index: number;
  count: number;
}

/** What one part of a backtest decided: plain data, so that it can come from another thread. */
export interface BacktestPart extends BacktestShare {
  /** of the replayed weeks index, index + count, …: levels of every item */
  weeks: ItemLevels[][];
}

export interface BacktestRunOptions {
  signal?: AbortSignal;
  /** in weeks × items */
  onProgress?: (progress: PlanProgress) => void;
}

/** The history ends too soon: nothing could be judged that was not also learnt from. */
export class HistoryTooShort extends RangeError {
  override name = 'HistoryTooShort';
  constructor(
    readonly weeks: number,
    readonly least: number,
  ) {
    super(
      `A backtest takes ${least} weeks of sales; there are ${weeks}. · 回测至少需要 ${least} 周销量，现有 ${weeks} 周。`,
    );
  }
}

/** Before the first replayed week at least this share of the history, and so many weeks, is known. */
const KNOWN_SHARE = 1 / 3;
const KNOWN_LEAST = 13;
const LEAST_REPLAYED = 8;

interface Setting {
  /** items that are replayed, by name; all items teach */
  chosen: ReadonlySet<string>;
  index: PlanIndex;
  book: SeriesBook;
  policy: PolicyBook;
  /** weeks replayed */
  weeks: number;
  leftOut: number;
}

/** What is replayed, by the input and options alone: the same in every part. */
function settingOf(input: PlanInput, { weeks, items }: BacktestOptions): Setting {
  const history = Math.max(
    0,
    ...input.sales.map((series) => series.weeks.findLastIndex((units) => units !== null) + 1),
  );
  const least = KNOWN_LEAST + LEAST_REPLAYED;
  if (history < least) throw new HistoryTooShort(history, least);
  const known = Math.max(KNOWN_LEAST, Math.ceil(history * KNOWN_SHARE));
  const { chosen, left } = chooseItems(input, items);
  const today = inputAsOf(input, 0);
  const policy = policyBook(today.policy, today.asOf);
  const lastMonday = parseDay(today.lastWeek) ?? 0;
  const book = new SeriesBook(today, lastMonday, promotionCalendar(today.promotions), policy);
  const index = indexPlan(today, new NoteBook());
  return { chosen, index, book, policy, weeks: Math.min(weeks, history - known), leftOut: left };
}

/**
 * Decides the weeks of one part: at the start of each, what the plan would have ordered by with the data of that day. The longest
 * part of a backtest; weeks do not depend on each other. Gives way to the host every 50 ms; can be cancelled (AbortError).
 *
 * @throws HistoryTooShort under 21 weeks of sales
 */
export async function backtestPart(
  input: PlanInput,
  share: BacktestShare,
  options: BacktestOptions,
  { signal, onProgress }: BacktestRunOptions = {},
): Promise<BacktestPart> {
  const pace = new Pace(signal);
  const { chosen, index, book, policy, weeks } = settingOf(input, options);
  const calendar = promotionCalendar(input.promotions);
  const known = await planTiers(inputAsOf(input, 0), index, { policy, calendar, book, notes: new NoteBook(), pace });
  const tiers = new Map([...known].map(([sku, { tier }]) => [sku, tier]));
  const own = Array.from({ length: weeks }, (_, week) => week).filter((week) => week % share.count === share.index);
  const items = index.items.length;
  const total = own.length * items;
  onProgress?.({ done: 0, total });
  const decided: ItemLevels[][] = [];
  for (const [at, week] of own.entries()) {
    const onItems = (done: number): void => onProgress?.({ done: at * items + done, total });
    decided.push(await planLevelsAsOf(input, weeks - week, { chosen, tiers, pace, onItems }));
  }
  return { ...share, weeks: decided };
}

/**
 * The parts of a backtest put together: every rule's settings replayed on every item, summed up and compared.
 *
 * Source: the replay is a simulation of the periodic-review policy on recorded demand with lost sales (Silver, Pyke & Thomas 2017,
 * ch. 6–7); bullwhip is Σ Var(orders)/Σ Var(demand) (Chen et al. 2000, Management Science 46:436).
 */
export async function finishBacktest(
  input: PlanInput,
  options: BacktestOptions,
  parts: readonly BacktestPart[],
  signal?: AbortSignal,
): Promise<BacktestResult> {
  const { chosen, index, book, policy, weeks, leftOut } = settingOf(input, options);
  const decided = Array.from({ length: weeks }, (_, week): ItemLevels[] => {
    const part = parts[week % parts.length];
    const levels = part?.weeks[Math.floor(week / parts.length)];
    if (!part || part.index !== week % parts.length || part.count !== parts.length || !levels) {
      throw new RangeError('not all parts of one backtest');
    }
    return levels;
  });
  const lanes = replenishmentLanes(input.lanes);
  const leadOf = ({ sku, warehouse }: PlanItem): WarehouseLead | null =>
    laneOf(lanes, sku.sku_id, warehouse.warehouse_id)?.lead ?? null;
  const usable = (item: PlanItem): boolean => leadOf(item) !== null && !item.conflict;
  const asked = index.items.flatMap((item, place) =>
    chosen.has(itemName(item.sku.sku_id, item.warehouse.warehouse_id)) ? [{ item, place }] : [],
  );
  const items = asked.filter(({ item }) => usable(item));
  const sums = await replayItems(
    items.map(({ item, place }) => ({
      item,
      name: itemName(item.sku.sku_id, item.warehouse.warehouse_id),
      lead: leadOf(item),
      demand: [...book.historyOf(item).demand].reverse(),
      levels: decided.map((levels) => levels[place] ?? []),
    })),
    { weeks, policy, currency: input.currency, pace: new Pace(signal) },
  );
  const lastMonday = parseDay(input.lastWeek) ?? 0;
  return {
    from: formatDay(lastMonday - 7 * (weeks - 1)),
    to: formatDay(lastMonday),
    weeks,
    items: items.length,
    leftOut,
    withoutLead: asked.length - items.length,
    ...sums,
    currency: input.currency,
    ...compareCurves(sums.points),
  };
}

/** A whole backtest in this thread. */
export async function runBacktest(
  input: PlanInput,
  options: BacktestOptions,
  run: BacktestRunOptions = {},
): Promise<BacktestResult> {
  return finishBacktest(input, options, [await backtestPart(input, { index: 0, count: 1 }, options, run)], run.signal);
}
