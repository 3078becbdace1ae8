import { formatDay, parseDay } from './calendar';
import { moneyIn } from './money';
import type { NoteBook } from './note-book';
import type { Pace } from './pace';
import type { PlanIndex } from './plan-index';
import type { PolicyBook } from './policy';
import type { PromotionCalendar } from './promotions';
import type { SeriesBook } from './plan-series';
import { MODEL_OF_TIER } from './tiering';
import { bondedFacts, listNotes } from './tiers/bonded-facts';
import { bondedGate } from './tiers/gate';
import { EARNED_TIERS, levelAfter, replay, runOf, type Standing } from './tiers/hysteresis';
import { lifecycleOf } from './tiers/lifecycle';
import { listRule, type ListRule } from './tiers/list-remark';
import { tierSettings, type TierSettings } from './tiers/settings';
import { ratingOf, returnRateOf, testRecord } from './tiers/test-record';
import { firstKnown, VALUE_WEEKS, weekLevels, type SkuWeeks } from './tiers/week-levels';
import { abcLetter, movesWhen, tierReason, type Ruling, type TierFacts } from './tiers/why';
import type { Model, PlanInput, SkuFacts, SkuTier, Tier, TierMemory } from './types';

export interface TierContext {
  policy: PolicyBook;
  calendar: PromotionCalendar;
  book: SeriesBook;
  notes: NoteBook;
  pace: Pace;
}

const isTier = (text: string): text is Tier => Object.keys(MODEL_OF_TIER).includes(text);

/**
 * Tier and model of every SKU, and the gate before its first bonded buy. Every week of history is classed by the rule of
 * TIER from what was known by then (value is 13 weeks' units over all warehouses × price, units alone where not one SKU
 * has a price in the plan's currency; CV is that of demand in weeks without promotion). A tier moves up or down only after several
 * such weeks in a row; from where, the plan before remembers, or else the history is gone through from its start. A lock, made
 * to order, luxury and new act at once. The answer depends on the input alone, not on the order of its rows.
 */
export async function planTiers(
  input: PlanInput,
  index: PlanIndex,
  { policy, calendar, book, notes, pace }: TierContext,
): Promise<Map<string, SkuTier>> {
  const asOf = parseDay(input.asOf) ?? 0;
  const lastMonday = parseDay(input.lastWeek) ?? 0;
  const skus = [...index.skus.values()];
  const settings = tierSettings(policy, input.policy);
  const known = skus.map((sku) => moneyIn(input.currency, sku.price, sku.currency).amount);
  const byUnits = known.every((price) => price === null);
  if (byUnits && skus.length) notes.add('abc_by_units', input.currency);
  const history = await weekLevels({
    ...{ skus, index, calendar, book, pace, lastMonday, settings },
    prices: byUnits ? skus.map(() => 1) : known,
    cuts: { a: policy.value('abc_cut_a'), b: policy.value('abc_cut_b') },
  });
  const mondayOf = (week: number): number => lastMonday - 7 * (history.weeks - 1 - week);
  const memories = new Map<string, TierMemory>();
  for (const memory of input.tierMemory ?? []) {
    if (isTier(memory.tier) && !memories.has(memory.sku_id)) memories.set(memory.sku_id, memory);
  }
  const factsOfBonded = bondedFacts(input, index);
  const signals = signalsBySku(input);

  const tiers = new Map<string, SkuTier>();
  for (const [at, sku] of skus.entries()) {
    const weeks = history.skus[at] as SkuWeeks;
    const own = settings(sku.sku_id);
    const price = known[at] ?? null;
    const launch = parseDay(sku.launch_date);
    if (sku.launch_date && launch === null) notes.add('bad_date', `${sku.sku_id} ${sku.launch_date}`);
    const ageWeeks = launch === null ? null : (asOf - launch) / 7;
    const lock = sku.tier_lock && isTier(sku.tier_lock) ? sku.tier_lock : null;
    if (sku.tier_lock && !lock) notes.add('bad_tier_lock', `${sku.sku_id} ${sku.tier_lock}`);
    if (lock && !(sku.lock_by?.trim() && sku.lock_why?.trim())) notes.add('lock_unsigned', sku.sku_id);

    const ruling = rulingOf(sku, lock, price, ageWeeks, own);
    const memory = memories.get(sku.sku_id);
    const settled =
      firstKnown(weeks.sold) === history.firstWeek && (launch === null || launch <= mondayOf(history.firstWeek));
    const standing = standingOf(weeks.levels, memory, settled, own);
    const run = runOf(weeks.levels, weeks.levels.length - 1, standing.level);
    const tier = lock ?? (ruling === null ? tierAt(standing.level) : ruling === 'new' ? 'new' : 'luxury');
    const list = listRule(sku.hs_remark);
    const model = modelOf(tier, ruling, list);
    const facts: TierFacts = {
      sku,
      ruling,
      tier,
      run,
      price,
      ageWeeks,
      level: standing.level,
      abc: weeks.abc,
      cv: weeks.cv,
      value: weeks.value,
      currency: byUnits ? null : input.currency,
      floors: history.floors,
    };

    const series = index.salesBySku.get(sku.sku_id) ?? [];
    const bonded = factsOfBonded(sku);
    const ownSignals = signals.get(sku.sku_id);
    const gate = bondedGate(
      {
        hasHsCode: bonded.hasHsCode,
        hasExit: bonded.hasExit,
        bondedUnits: bonded.bondedUnits,
        bondedThere: bonded.bondedThere,
        bonded: model === 'bonded',
        locked: lock !== null,
        list,
        saleWeeks: saleWeeks(weeks.sold),
        units: unitsOf(weeks.sold, VALUE_WEEKS),
        rating: ratingOf(ownSignals?.get('rating')),
        returnRate: returnRateOf(series),
        demandPerDay: demandPerDay(weeks.quiet),
        shelfLifeDays: sku.shelf_life_days,
        moq: sku.moq,
        pack: sku.pack_qty,
      },
      own,
    );
    listNotes({ sku, list, model, gate: gate.state, hasHsCode: bonded.hasHsCode }, notes);
    const pointsElsewhere = (ruling === null || ruling === 'new') && run.weeks > 0;
    tiers.set(sku.sku_id, {
      sku_id: sku.sku_id,
      tier,
      model,
      reason: tierReason(facts, own),
      locked: lock !== null,
      since: sinceOf({
        sku,
        ruling,
        tier,
        memory,
        standing,
        launch,
        newWeeks: own.newWeeks,
        asOf,
        lastMonday,
        mondayOf,
      }),
      heading: pointsElsewhere ? tierAt(run.level) : null,
      headingWeeks: pointsElsewhere ? run.weeks : 0,
      movesWhen: movesWhen(facts, own),
      abc: abcLetter(weeks.abc),
      xyz: xyzOf(weeks, own),
      cv: weeks.cv,
      lifecycle: lifecycleOf({
        isNew: ageWeeks !== null && ageWeeks < own.newWeeks,
        dormant: isDormant(weeks.sold, own.noSalesWeeks),
        quiet: weeks.quiet,
      }),
      gate: gate.state,
      gateReasons: gate.reasons,
      firstBatchCap: gate.cap,
      test:
        model === 'bonded' && bonded.bondedUnits > 0
          ? null
          : testRecord({
              series,
              ageWeeks,
              sold: weeks.sold,
              visitors: ownSignals?.get('uv'),
              ratings: ownSignals?.get('rating'),
            }),
    });
    if (pace.due()) await pace.rest();
  }
  return tiers;
}

const tierAt = (level: number): Tier => EARNED_TIERS[level] ?? 'longtail';

function rulingOf(
  sku: SkuFacts,
  lock: Tier | null,
  price: number | null,
  ageWeeks: number | null,
  { luxuryPrice, newWeeks }: TierSettings,
): Ruling | null {
  if (lock) return 'lock';
  if (sku.custom_made === true) return 'custom';
  if (price !== null && price >= luxuryPrice) return 'luxury';
  return ageWeeks !== null && ageWeeks < newWeeks ? 'new' : null;
}

/** Goods that the list lets in through bonded only go by bonded stock or not at all, unless somebody decided otherwise. */
function modelOf(tier: Tier, ruling: Ruling | null, list: ListRule | null): Model {
  const ruled = ruling === 'lock' || tier === 'luxury';
  return list === 'bonded_only' && !ruled ? 'bonded' : MODEL_OF_TIER[tier];
}

/** What sales have earned it: by its memory one step from the tier before, else by the whole history. */
function standingOf(
  levels: Uint8Array,
  memory: TierMemory | undefined,
  settled: boolean,
  patience: TierSettings,
): Standing {
  const before = memory ? (EARNED_TIERS as readonly Tier[]).indexOf(memory.tier) : -1;
  if (before < 0) return replay(levels, settled, patience);
  const last = levels.length - 1;
  const level = levelAfter(levels, last, before, patience);
  return { level, moved: level === before ? null : last };
}

interface Since {
  sku: SkuFacts;
  ruling: Ruling | null;
  tier: Tier;
  memory: TierMemory | undefined;
  standing: Standing;
  launch: number | null;
  newWeeks: number;
  asOf: number;
  lastMonday: number;
  mondayOf: (week: number) => number;
}

/** The day the tier last changed: a move shows on the Monday after the week that made it. */
function sinceOf(facts: Since): string | null {
  const { sku, ruling, tier, memory, standing, launch, newWeeks, asOf, lastMonday, mondayOf } = facts;
  if (ruling === 'lock' && parseDay(sku.locked_on ?? null) !== null) return sku.locked_on ?? null;
  if (ruling === 'new') return sku.launch_date;
  if (memory?.tier === tier) return parseDay(memory.since) === null ? null : memory.since;
  if (ruling !== null) return memory ? formatDay(asOf) : null;
  const earned = standing.moved === null ? null : mondayOf(standing.moved) + 7;
  // it was new until then, whatever its sales had earned it before
  const grownUp = launch === null || launch + 7 * newWeeks < mondayOf(0) ? null : Math.ceil(launch + 7 * newWeeks);
  if (memory && memory.tier !== 'new') return formatDay(lastMonday + 7);
  const day = Math.max(earned ?? -Infinity, grownUp ?? -Infinity);
  return Number.isFinite(day) ? formatDay(day) : null;
}

function saleWeeks(sold: Float64Array): number {
  let count = 0;
  for (let at = 0; at < sold.length; at++) if ((sold[at] as number) > 0) count += 1;
  return count;
}

/** Units of the newest weeks; null: none of them is known. */
function unitsOf(sold: Float64Array, weeks: number): number | null {
  let units: number | null = null;
  for (let at = Math.max(0, sold.length - weeks); at < sold.length; at++) {
    if (!Number.isNaN(sold[at] as number)) units = (units ?? 0) + (sold[at] as number);
  }
  return units;
}

/** Units a day over the newest 13 known weeks without promotion. */
function demandPerDay(quiet: Float64Array): number | null {
  const units = unitsOf(quiet, VALUE_WEEKS);
  return units === null ? null : units / Math.min(VALUE_WEEKS, quiet.length) / 7;
}

/** Weeks enough to call an item without sales dormant. */
const ENOUGH_WEEKS = 4;

function isDormant(sold: Float64Array, weeks: number): boolean {
  let known = 0;
  for (let at = Math.max(0, sold.length - Math.max(1, Math.floor(weeks))); at < sold.length; at++) {
    if ((sold[at] as number) > 0) return false;
    if (!Number.isNaN(sold[at] as number)) known += 1;
  }
  return known >= ENOUGH_WEEKS;
}

function xyzOf({ cv, quiet }: SkuWeeks, { xyzX, xyzY }: TierSettings): SkuTier['xyz'] {
  if (cv === null) return quiet.length > 1 ? 'Z' : null;
  return cv <= xyzX ? 'X' : cv <= xyzY ? 'Y' : 'Z';
}

function signalsBySku(input: PlanInput): Map<string, Map<string, (number | null)[]>> {
  const found = new Map<string, Map<string, (number | null)[]>>();
  for (const { sku_id, signal, weeks } of input.signals ?? []) {
    if (signal !== 'uv' && signal !== 'rating') continue;
    const own = found.get(sku_id) ?? new Map<string, (number | null)[]>();
    own.set(signal, weeks);
    found.set(sku_id, own);
  }
  return found;
}
