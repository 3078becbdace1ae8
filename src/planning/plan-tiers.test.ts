import fc from 'fast-check';
import { formatDay, parseDay } from './calendar';
import { NoteBook } from './note-book';
import { Pace } from './pace';
import { indexPlan } from './plan-index';
import { SeriesBook } from './plan-series';
import { planTiers } from './plan-tiers';
import { policyBook } from './policy';
import { promotionCalendar } from './promotions';
import { madeLane, madeSku, steady } from './testing';
import type { PlanInput, PolicyRow, SalesSeries, SkuTier, Tier } from './types';

type Weeks = (number | null)[];

const MONDAY = '2026-11-16';
const sales = (sku_id: string, weeks: Weeks, more: Partial<SalesSeries> = {}): SalesSeries => ({
  sku_id,
  warehouse_id: 'OSA',
  model: 'direct',
  weeks,
  oos_days_13w: 0,
  ...more,
});
/** A brand whose class A is held by STAR; the others are direct-mail items. */
const input = (more: Partial<PlanInput> = {}): PlanInput => ({
  asOf: '2026-11-23',
  lastWeek: MONDAY,
  currency: 'CNY',
  skus: [],
  warehouses: [
    { warehouse_id: 'NGB', name: 'Ningbo', type: 'bonded' },
    { warehouse_id: 'OSA', name: 'Osaka', type: 'overseas' },
  ],
  lanes: [madeLane(), madeLane({ lane_id: 'R1', from_id: 'NGB', to_id: 'OSA', purpose: 'return' })],
  stock: [],
  sales: [],
  inbound: [],
  promotions: [],
  policy: [],
  corrections: [],
  ...more,
});
const rule = (key: string, value: string, scope = 'brand', scope_id: string | null = null): PolicyRow => ({
  ...{ key, value, scope, scope_id, effective_from: null, effective_to: null },
});

async function tiersOf(given: PlanInput): Promise<{ tiers: Map<string, SkuTier>; notes: Map<string, number> }> {
  const book = new NoteBook();
  const policy = policyBook(given.policy, given.asOf);
  const calendar = promotionCalendar(given.promotions);
  const index = indexPlan(given, book);
  const series = new SeriesBook(given, parseDay(given.lastWeek) ?? 0, calendar, policy);
  const tiers = await planTiers(given, index, {
    ...{ policy, calendar, book: series, notes: book, pace: new Pace(undefined) },
  });
  return { tiers, notes: new Map(book.list().map(({ code, count }) => [code, count])) };
}

/** One SKU beside STAR, which sells 1,000 a week all the time; weeks newest first. */
async function one(weeks: Weeks, sku: Parameters<typeof madeSku>[1] = {}, more: Partial<PlanInput> = {}) {
  const { tiers, notes } = await tiersOf(
    input({
      skus: [madeSku('ITEM', { hs_code: '33049900', ...sku }), madeSku('STAR', { hs_code: '33049900' })],
      sales: [sales('ITEM', weeks), sales('STAR', steady(1000, 60))],
      ...more,
    }),
  );
  return { tier: tiers.get('ITEM') as SkuTier, notes };
}

/**
 * 300 a week beside 1,000: by 13 weeks' value the share before it is 13,000 / (13,000 + v). It is class A while that is under
 * 80% (v over 3,250 units), B while under 95% (v over 684).
 */
const PACE = 300;

describe('with the memory of the plan before', () => {
  const memory = (tier: Tier, since: string | null = '2026-09-07') => ({
    tierMemory: [{ sku_id: 'ITEM', tier, since }],
  });

  it('it stays where it is while its weeks say the same', async () => {
    const { tier } = await one(steady(PACE, 60), {}, memory('hit'));
    expect(tier).toMatchObject({ tier: 'hit', since: '2026-09-07', heading: null, headingWeeks: 0, locked: false });
    expect(tier.reason).toEqual({ id: 'tier_steady', values: { abc: 'A', cv: 0 } });
    expect(tier.movesWhen).toEqual([{ id: 'moves_down', values: { weeks: 6, limit: 1, tier: 'longtail' } }]);
  });

  it('six weeks below class A lower it, five do not', async () => {
    // k weeks without a sale leave 3,900 − 300·k: class B from the third on
    const silent = async (k: number) => (await one([...steady(0, k), ...steady(PACE, 50)], {}, memory('hit'))).tier;
    expect((await silent(2)).heading).toBeNull();
    expect(await silent(3)).toMatchObject({ tier: 'hit', heading: 'basic', headingWeeks: 1 });
    const five = await silent(7);
    expect(five).toMatchObject({ tier: 'hit', heading: 'basic', headingWeeks: 5, since: '2026-09-07' });
    expect(five.reason).toMatchObject({ id: 'tier_falling', values: { abc: 'B', weeks: 5, needed: 6, tier: 'basic' } });
    expect(five.movesWhen[0]).toMatchObject({ id: 'moves_down_class', values: { weeks: 1, tier: 'basic' } });
    expect(await silent(8)).toMatchObject({ tier: 'basic', since: '2026-11-23', heading: null });
  });

  it('four good weeks raise it, three do not', async () => {
    // first sold k weeks ago: 300·k are class C for two weeks, then B
    const sold = async (k: number) =>
      (await one([...steady(PACE, k), ...steady(null, 9)], {}, memory('longtail'))).tier;
    const three = await sold(5);
    expect(three).toMatchObject({ tier: 'longtail', model: 'direct', heading: 'basic', headingWeeks: 3 });
    expect(three.reason).toEqual({
      id: 'tier_rising',
      values: { abc: 'B', cv: 0, limit: 1, needed: 4, weeks: 3, tier: 'basic' },
    });
    expect(three.movesWhen).toEqual([
      { id: 'moves_up_going', values: { weeks: 1, abc: 'B', limit: 1, tier: 'basic' } },
    ]);
    expect(await sold(6)).toMatchObject({ tier: 'basic', model: 'bonded', since: '2026-11-23' });
  });

  it('weeks without a record of its own neither count nor break the row', async () => {
    const gap = [PACE, null, null, PACE, PACE, PACE, PACE, PACE];
    const { tier } = await one([...gap, ...steady(null, 9)], {}, memory('longtail'));
    expect(tier).toMatchObject({ tier: 'basic' });
    const short = await one([null, null, PACE, PACE, PACE, PACE, PACE, ...steady(null, 9)], {}, memory('longtail'));
    expect(short.tier).toMatchObject({ tier: 'longtail', headingWeeks: 3 });
  });

  it('a brand decides how many weeks, and so does a rule for one SKU', async () => {
    const policy = [rule('promote_weeks', '2'), rule('promote_weeks', '3', 'sku', 'ITEM')];
    const at = async (k: number, rows: PolicyRow[]) =>
      (await one([...steady(PACE, k), ...steady(null, 9)], {}, { ...memory('longtail'), policy: rows })).tier.tier;
    expect([await at(4, policy.slice(0, 1)), await at(4, policy), await at(5, policy)]).toEqual([
      'basic',
      'longtail',
      'basic',
    ]);
  });

  it('a memory that is no tier is passed over', async () => {
    expect((await one(steady(PACE, 60), {}, memory('爆' as Tier))).tier.tier).toBe('hit');
  });
});

describe('without memory', () => {
  it('what was on sale when the history begins is steady from the first plan on', async () => {
    const { tier } = await one(steady(PACE, 60));
    expect(tier).toMatchObject({ tier: 'hit', since: null, abc: 'A', xyz: 'X', lifecycle: 'steady' });
  });

  it('what came later went through long tail and basic, and the day of its last move is known', async () => {
    const sold = async (k: number) => (await one([...steady(PACE, k), ...steady(null, 9)])).tier;
    // basic after its 6th week, which ended on the Sunday 7 weeks before 22 November
    expect(await sold(13)).toMatchObject({ tier: 'basic', since: '2026-10-05', heading: 'hit', headingWeeks: 3 });
    expect(await sold(14)).toMatchObject({ tier: 'hit', since: '2026-11-23' });
  });

  it('an unsteady item is long tail and says at which CV it would move', async () => {
    const wild = Array.from({ length: 60 }, (_, week) => (week % 4 ? 0 : 1600));
    const { tier } = await one(wild);
    expect(tier).toMatchObject({ tier: 'longtail', abc: 'A', xyz: 'Z' });
    expect(tier.reason.id).toBe('tier_unsteady');
    expect(tier.movesWhen).toEqual([{ id: 'moves_up_cv', values: { cv: tier.cv, weeks: 4, limit: 1, tier: 'hit' } }]);
  });

  it('a small one says what class B takes', async () => {
    const { tiers } = await tiersOf(
      input({
        skus: ['TOP', 'MID', 'ITEM'].map((sku) => madeSku(sku, { price: 2 })),
        sales: [sales('TOP', steady(1000, 60)), sales('MID', steady(210, 60)), sales('ITEM', steady(3, 60))],
      }),
    );
    // TOP alone is 82% of the value: class A; B begins with MID at 13 · 210 · 2
    expect(tiers.get('ITEM')?.movesWhen).toEqual([
      {
        id: 'moves_up_value',
        values: { abc: 'B', weeks: 4, limit: 1, tier: 'basic', value: 78, need: 5460, currency: 'CNY' },
      },
    ]);
  });
});

describe('what acts at once', () => {
  it('a new item leaves new at its eighth week, to where its sales have brought it by then', async () => {
    const weeks = [...steady(PACE, 7), ...steady(null, 9)];
    const young = (await one(weeks, { launch_date: '2026-10-05' })).tier;
    expect(young).toMatchObject({ tier: 'new', model: 'direct', since: '2026-10-05', lifecycle: 'new' });
    expect(young.reason).toEqual({ id: 'tier_new', values: { weeks: 7, limit: 8 } });
    expect(young.movesWhen).toEqual([{ id: 'moves_new_earned', values: { weeks: 1, tier: 'basic' } }]);
    const grown = { launch_date: '2026-09-28' };
    expect((await one(weeks, grown)).tier).toMatchObject({ tier: 'basic', since: '2026-11-23' });
    expect(
      (await one(weeks, grown, { tierMemory: [{ sku_id: 'ITEM', tier: 'new', since: '2026-09-28' }] })).tier,
    ).toMatchObject({ tier: 'basic', since: '2026-11-23' });
    expect((await one([PACE, PACE, ...steady(null, 9)], grown)).tier.tier).toBe('longtail');
  });

  it('luxury and made to order, whatever was remembered', async () => {
    const tierMemory = [{ sku_id: 'ITEM', tier: 'hit' as Tier, since: '2026-01-05' }];
    const dear = (await one(steady(PACE, 60), { price: 5000 }, { tierMemory })).tier;
    expect(dear).toMatchObject({ tier: 'luxury', model: 'virtual', since: '2026-11-23', gate: 'not_needed' });
    expect(dear.movesWhen).toEqual([{ id: 'moves_price', values: { limit: 5000, tier: 'hit' } }]);
    expect((await one(steady(PACE, 60), { custom_made: true })).tier).toMatchObject({
      tier: 'luxury',
      movesWhen: [{ id: 'moves_custom' }],
    });
  });

  it('a lock, with who and why; without a name it holds and is noted', async () => {
    const signed = { tier_lock: 'basic' as const, lock_by: 'Zhao', lock_why: '新品牌活动。', locked_on: '2026-11-20' };
    const { tier, notes } = await one(steady(1, 60), signed);
    expect(tier).toMatchObject({ tier: 'basic', model: 'bonded', locked: true, since: '2026-11-20', heading: null });
    expect(tier.reason).toEqual({ id: 'tier_locked_by_why', values: { tier: 'basic', by: 'Zhao', why: '新品牌活动' } });
    expect(tier.movesWhen).toEqual([{ id: 'moves_unlock', values: { tier: 'longtail' } }]);
    expect(notes.has('lock_unsigned')).toBe(false);
    const bare = await one(steady(1, 60), { tier_lock: 'basic' });
    expect(bare.tier.reason.id).toBe('tier_locked');
    expect(bare.notes.get('lock_unsigned')).toBe(1);
  });
});

describe('the test of what is not bonded yet, and the gate', () => {
  it('units, conversion over the weeks with visitors, reviews and returns', async () => {
    const weeks = [4, 6, null, 2, 8, ...steady(0, 20), ...steady(null, 10)];
    const { tier } = await one(
      weeks,
      { launch_date: '2026-10-26' },
      {
        sales: [sales('ITEM', weeks, { return_rate: 0.05 }), sales('STAR', steady(1000, 60))],
        signals: [
          { sku_id: 'ITEM', signal: 'uv', weeks: [100, 150, 100, null] },
          { sku_id: 'ITEM', signal: 'rating', weeks: [4.8, null, 4.4] },
        ],
      },
    );
    // four weeks since 26 October; visitors and units are both known in two of them: 10 of 250
    expect(tier.test).toEqual({ weeks: 4, units: 12, conversion: 0.04, rating: 4.6, returnRate: 0.05 });
  });

  it('what is not known stays unknown', async () => {
    const { tier } = await one(steady(null, 60), { launch_date: null });
    expect(tier.test).toEqual({ weeks: 0, units: null, conversion: null, rating: null, returnRate: null });
    expect(tier.reason.id).toBe('tier_no_value');
  });

  it('a promoted item may buy a first batch; one that sells from bonded stock has no cap and no test', async () => {
    const { tier } = await one(steady(PACE, 60));
    // 300 a week for 30 days
    expect(tier).toMatchObject({ gate: 'capped', firstBatchCap: 1286 });
    expect(tier.test).toMatchObject({ weeks: 52, units: 52 * PACE });
    const bonded = sales('ITEM', steady(PACE, 60), { warehouse_id: 'NGB', model: 'bonded' });
    const selling = (await one([], {}, { sales: [bonded, sales('STAR', steady(1000, 60))] })).tier;
    expect(selling).toMatchObject({ tier: 'hit', gate: 'open', firstBatchCap: null, test: null });
  });

  it('takes off what lies in bonded stock and travels there', async () => {
    const there = {
      stock: [
        { sku_id: 'ITEM', warehouse_id: 'NGB', available: 200, in_transit: null, first_expiry: null, confidence: 1 },
        { sku_id: 'ITEM', warehouse_id: 'OSA', available: 900, in_transit: null, first_expiry: null, confidence: 1 },
      ],
      inbound: [{ doc_id: 'PO', line: 1, sku_id: 'ITEM', to_id: 'NGB', open_qty: 86, eta: '2026-12-01' }],
    };
    expect((await one(steady(PACE, 60), {}, there)).tier.firstBatchCap).toBe(1000);
  });

  it('goods that may only be bonded are, whatever their tier; off the list nothing is bought', async () => {
    const only = (await one(steady(1, 60), { hs_remark: 'bonded_only' })).tier;
    expect(only).toMatchObject({ tier: 'longtail', model: 'bonded', gate: 'capped' });
    const { tier, notes } = await one(steady(1, 60), { hs_remark: 'bonded_only', price: 9000 });
    expect(tier.model).toBe('virtual');
    expect(notes.get('bonded_only_direct')).toBe(1);
    expect((await one(steady(1, 60), { hs_remark: '不在清单' })).tier.gate).toBe('closed');
  });

  it('without any HS code in the brand the list is not checked, and a note says so', async () => {
    const { tiers, notes } = await tiersOf(
      input({ skus: [madeSku('ITEM')], sales: [sales('ITEM', steady(PACE, 60))] }),
    );
    expect(tiers.get('ITEM')?.gate).toBe('capped');
    expect(notes.get('list_unchecked')).toBe(1);
    expect((await one(steady(PACE, 60), { hs_code: ' ' })).tier.gate).toBe('closed');
  });

  it('a return lane must leave a bonded warehouse; none at all is not known', async () => {
    const elsewhere = [madeLane({ lane_id: 'R', purpose: 'return', from_id: 'OSA', to_id: 'SUP' })];
    expect((await one(steady(PACE, 60), {}, { lanes: elsewhere })).tier.gate).toBe('closed');
    const { tier } = await one(steady(PACE, 60), {}, { lanes: [madeLane()] });
    expect(tier.gate).toBe('capped');
    expect(tier.gateReasons.map(({ id }) => id)).toContain('gate_exit_unknown');
  });
});

describe('properties', () => {
  const WEEKS = 34;
  const week = fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: 0, max: 40 }) },
    { weight: 3, arbitrary: fc.constantFrom(0, 0, 20, 400) },
    { weight: 1, arbitrary: fc.constant(null) },
  );
  // the oldest weeks are known, so that every SKU has settled long before the newest one
  const history = fc
    .tuple(
      fc.array(week, { minLength: WEEKS - 8, maxLength: WEEKS - 8 }),
      fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 8, maxLength: 8 }),
    )
    .map(([newer, older]): Weeks => [...newer, ...older]);
  const brand = fc.record({
    histories: fc.array(history, { minLength: 2, maxLength: 6 }),
    launched: fc.array(fc.option(fc.integer({ min: 0, max: 20 }), { nil: null }), { minLength: 6, maxLength: 6 }),
    prices: fc.array(fc.constantFrom(10, 10, 99, 6000), { minLength: 6, maxLength: 6 }),
  });
  type Brand = typeof brand extends fc.Arbitrary<infer B> ? B : never;
  const monday = parseDay(MONDAY) ?? 0;

  /** The brand as it was so many weeks ago. */
  const ago = ({ histories, launched, prices }: Brand, weeks: number): PlanInput =>
    input({
      asOf: formatDay(monday + 7 - 7 * weeks),
      lastWeek: formatDay(monday - 7 * weeks),
      skus: histories.map((_, at) => {
        const since = launched[at] ?? null;
        return madeSku(`S${at}`, {
          price: prices[at] ?? 10,
          launch_date: since === null ? null : formatDay(monday - 7 * since - 3),
        });
      }),
      sales: histories.map((list, at) => sales(`S${at}`, list.slice(weeks))),
    });
  const said = ({ tiers }: Awaited<ReturnType<typeof tiersOf>>) =>
    [...tiers.values()].sort((a, b) => (a.sku_id < b.sku_id ? -1 : 1));

  it('the memory of last week gives what the whole history gives', async () => {
    await fc.assert(
      fc.asyncProperty(brand, async (any) => {
        const before = await tiersOf(ago(any, 1));
        const tierMemory = said(before).map(({ sku_id, tier, since }) => ({ sku_id, tier, since }));
        const now = ago(any, 0);
        const remembered = said(await tiersOf({ ...now, tierMemory }));
        expect(remembered).toEqual(said(await tiersOf(now)));
      }),
      { numRuns: 150 },
    );
  });

  it('the same input gives the same tiers, in whatever order its rows stand', async () => {
    await fc.assert(
      fc.asyncProperty(brand, fc.infiniteStream(fc.integer({ min: 0, max: 1e6 })), async (any, dice) => {
        const given = ago(any, 0);
        const shuffled = <T>(list: readonly T[]): T[] =>
          list
            .map((item) => [Number(dice.next().value), item] as const)
            .sort((a, b) => a[0] - b[0])
            .map(([, item]) => item);
        const mixed = {
          ...given,
          skus: shuffled(given.skus),
          sales: shuffled(given.sales),
          lanes: shuffled(given.lanes),
        };
        expect(said(await tiersOf(mixed))).toEqual(said(await tiersOf(given)));
      }),
      { numRuns: 100 },
    );
  });
});
