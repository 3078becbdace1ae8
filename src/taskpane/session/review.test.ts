import type { PlanResult, PlanRow, SkuTier } from '../../planning/types';
import type { OwnChange, OwnPreview } from '../../workbook/own/types';
import type { CellChange, WritePreview } from '../../workbook/types';
import { buildReview } from './review';
import { groupItems, sumOf, tickedCells } from './review-items';
import type { PlanRecord } from './types';

const KEY = ['84029G', 'NGB'];
const change = (
  column: string,
  old: CellChange['old'],
  next: CellChange['new'],
  extra: Partial<CellChange> = {},
): CellChange => ({
  id: `TW_Plan|${KEY.join('|')}|${column}`,
  table: 'TW_Plan',
  key: KEY,
  column,
  old,
  new: next,
  sheetRow: 6,
  ...extra,
});

interface Given {
  before?: PlanRecord | null;
  row?: Partial<PlanRow>;
  result?: Partial<PlanResult>;
  own?: OwnPreview | null;
}

function reviewOf(changes: CellChange[], given: Given = {}) {
  const before = given.before === undefined ? { sku_id: '84029G', warehouse_id: 'NGB' } : given.before;
  const preview: WritePreview = {
    id: 'p',
    stamp: { cut: 'c', dataTime: '2026-11-23T01:12:00Z', planVersion: 'v2' },
    newTables: [],
    changes,
    blocked: [],
    gone: [],
    filtered: [],
  };
  const row = {
    sku_id: '84029G',
    warehouse_id: 'NGB',
    name: 'Bottle',
    rank: 1,
    at_stake: 100,
    value: 50,
    reason: 'below_reorder',
    ...given.row,
  } as PlanRow;
  const result = {
    rows: [row],
    currency: 'CNY',
    totals: { buyLines: 1, buyValue: 50, outOfStock: 0, stopLines: 0 },
    ...given.result,
  } as PlanResult;
  return buildReview({
    preview,
    own: given.own ?? null,
    result,
    before: before ? [before] : [],
    version: 'v2',
    packs: new Map([['84029G', 12]]),
    bonded: new Set(['NGB']),
  });
}
const flagOf = (...changes: CellChange[]) => reviewOf(changes).items[0]?.flag;
const flagWith = (given: Given, ...changes: CellChange[]) => reviewOf(changes, given).items[0]?.flag;

describe('groups of the review (experience.md §6)', () => {
  it('asks for the eye when buying stops or a quantity moves over 30%', () => {
    expect(flagOf(change('action', 'buy', 'stop'))).toBe('new_stop');
    expect(flagOf(change('order_qty', 600, 2400))).toBe('over_limit');
    expect(flagOf(change('order_qty', 1000, 1299))).toBe('changed');
    expect(flagOf(change('order_qty', 1000, 1301))).toBe('over_limit');
    expect(flagOf(change('order_qty', 1000, null))).toBe('over_limit');
  });

  it('folds what moved under 5% or under one carton', () => {
    expect(flagOf(change('order_qty', 1000, 1050))).toBe('drift');
    expect(flagOf(change('order_qty', 24, 30))).toBe('drift');
    expect(flagOf(change('safety_stock', 400, 410), change('explanation', 'a', 'b'), change('rank', 3, 9))).toBe(
      'drift',
    );
    expect(flagOf(change('safety_stock', 400, 440))).toBe('changed');
    // unknown is not a small number
    expect(flagOf(change('safety_stock', null, 1))).toBe('changed');
    expect(flagOf(change('status', 'ok', 'low'))).toBe('changed');
  });

  it('leaves the ticks off where the user has a word of their own', () => {
    const mine = reviewOf([change('order_qty', 600, 700)], {
      before: { sku_id: '84029G', warehouse_id: 'NGB', my_qty: 500 },
    });
    expect(mine.items[0]).toMatchObject({ group: 'overridden', ticked: false });
    expect(tickedCells(mine)).toBe(0);
    expect(flagOf(change('order_qty', 600, 700, { edited: true }))).toBe('edited');
  });

  it('takes a forecast as part of its plan row and a tier as a thing of its own', () => {
    const review = reviewOf([
      change('order_qty', 600, 612),
      change('f1', 40, 41, { table: 'TW_Forecast', id: 'f' }),
      change('tier', 'basic', 'hit', { table: 'TW_SKU', key: ['84029G'], id: 't' }),
    ]);
    expect(review.items).toHaveLength(2);
    expect(groupItems(review, 'eye').map(({ flag, table }) => [flag, table])).toEqual([['tier_changed', 'TW_SKU']]);
    expect(review.cells).toBe(3);
  });

  it('does not take a number typed over the forecast for a figure of yours it goes over: the plan took it over', () => {
    const week = (old: CellChange['old'], next: CellChange['new']): CellChange =>
      change('f1', old, next, { table: 'TW_Forecast', id: 'f', edited: true });
    expect(flagOf(week(500, 70))).toBe('drift');
    expect(flagOf(week(null, 70))).toBe('drift');
    // a word there was taken over by nobody
    expect(flagOf(week('about 50', 70))).toBe('edited');
    expect(flagOf(change('total_13w', 900, 1400, { table: 'TW_Forecast', id: 't' }), week(500, 70))).toBe('changed');
  });

  it('takes an override as part of its plan row, and counts the keys of each new row', () => {
    const fresh = (week: string): Partial<CellChange> => ({
      table: 'TW_Overrides',
      key: [...KEY, week],
      id: week,
      sheetRow: null,
    });
    const review = reviewOf([
      change('order_qty', 600, 700),
      change('quantity', null, 90, fresh('2026-11-30')),
      change('quantity', null, 95, fresh('2026-12-07')),
    ]);
    expect(review.items).toHaveLength(1);
    expect(review.items[0]).toMatchObject({ key: KEY, table: 'TW_Plan', cells: 3 + 2 * 3 });
  });

  it('says nothing when only the version would change', () => {
    expect(reviewOf([change('plan_version', 'v1', 'v2')]).items).toEqual([]);
  });

  it('tells a new line by its quantity', () => {
    const fresh = { sheetRow: null };
    const review = reviewOf([change('action', null, 'buy', fresh), change('order_qty', null, 1752, fresh)], {
      before: null,
    });
    expect(review.items[0]).toMatchObject({ flag: 'first', head: { column: 'order_qty' } });
    expect(review.money).toEqual({ before: null, after: 50 });
  });
});

describe('what needs the eye beside quantities', () => {
  const buys = [change('action', 'hold', 'buy'), change('order_qty', 0, 600)];
  it('is a legal list, a budget that cut the line, and a first bonded buy, once', () => {
    expect(flagWith({ row: { reason: 'list_restriction' } }, change('action', 'buy', 'stop'))).toBe('legal');
    expect(flagWith({ row: { reason: 'over_budget' } }, change('order_qty', 600, 590))).toBe('over_budget');
    const known = (reason: string) => ({ sku_id: '84029G', warehouse_id: 'NGB', reason, action: 'buy' });
    // the sheet says so already
    expect(
      flagWith({ row: { reason: 'over_budget' }, before: known('over_budget') }, change('order_qty', 600, 590)),
    ).toBe('drift');
    const capped = { tiers: [{ sku_id: '84029G', gate: 'capped', firstBatchCap: 600 } as SkuTier] };
    expect(flagWith({ row: { action: 'buy' }, result: capped }, ...buys)).toBe('first_bonded');
    expect(flagWith({ row: { action: 'buy', reason: 'first_batch' } }, ...buys)).toBe('first_bonded');
    expect(flagWith({ row: { action: 'buy' }, result: capped, before: known('first_batch') }, ...buys)).toBe('changed');
    // nothing is bonded by a buy into an overseas warehouse
    expect(
      flagWith(
        { row: { action: 'buy', warehouse_id: 'OSA' }, result: capped },
        ...buys.map((one) => ({ ...one, key: ['84029G', 'OSA'] })),
      ),
    ).toBe('changed');
  });
});

describe('sheets that spell out the plan', () => {
  const tiers = (column: string, old: CellChange['old'], next: CellChange['new']) =>
    change(column, old, next, { table: 'TW_Tiers', key: ['84029G'], id: `tiers ${column}` });
  const quantity = change('order_qty', 600, 612);

  it('go with the plan row: buys ahead, sellable split, figures of a tier, advice on its open orders', () => {
    const review = reviewOf(
      [
        quantity,
        tiers('cv', 0.5, 0.9),
        change('order_qty', null, 900, { table: 'TW_Buys', key: [...KEY, '2026-12-07'], id: 'buy', sheetRow: null }),
        change('spot_qty', 10, 400, { table: 'TW_Sellable', key: ['84029G'], id: 'sell' }),
        change('advice_qty', 5, 50, { table: 'TW_Inbound', key: ['PO-1', '2'], id: 'advice' }),
      ],
      {
        result: {
          inbound: [{ doc_id: 'PO-1', line: 2, sku_id: '84029G', to_id: 'NGB', advice: 'cut', quantity: 50, why: [] }],
        },
      },
    );
    // one thing to decide, and still small drift: its quantity moved by one carton
    expect(review.items.map(({ flag, key, head }) => [flag, key, head.column])).toEqual([['drift', KEY, 'order_qty']]);
    // five changes and the three key cells of the new buy
    expect(review.cells).toBe(8);
  });

  it('are news by themselves where they say something new', () => {
    expect(
      reviewOf([quantity, change('listing', 'spot', 'presale', { table: 'TW_Sellable', key: ['84029G'], id: 's' })])
        .items[0]?.flag,
    ).toBe('changed');
    const moved = reviewOf([
      quantity,
      tiers('tier', 'basic', 'hit'),
      tiers('cv', 0.5, 0.9),
      change('tier', 'basic', 'hit', { table: 'TW_SKU', key: ['84029G'], id: 't' }),
    ]);
    expect(moved.items.map(({ table, flag, changes }) => [table, flag, changes.length]).sort()).toEqual([
      ['TW_Plan', 'drift', 1],
      ['TW_SKU', 'tier_changed', 3],
    ]);
  });

  it('stand alone where no plan row changes, and promotions are one thing each', () => {
    const calendar = (phase: string, sku: string) =>
      change('demand_change', 5, 9, { table: 'TW_Calendar', key: ['618', phase, sku], id: phase + sku });
    const review = reviewOf([tiers('cv', 0.5, 0.9), calendar('presale', ''), calendar('final', '84029G')]);
    expect(review.items.map(({ table, key, flag }) => [table, key, flag]).sort()).toEqual([
      ['TW_Calendar', ['618'], 'drift'],
      ['TW_SKU', ['84029G'], 'drift'],
    ]);
  });
});

describe("the user's own ranges", () => {
  const own = (
    column: string,
    old: OwnChange['old'],
    next: OwnChange['new'],
    extra: Partial<OwnChange> = {},
  ): OwnChange => ({
    id: `own ${column}`,
    mappingId: 'm',
    sku: '84029G',
    warehouse: 'NGB',
    meaning: `TW_Plan.${column}`,
    old,
    new: next,
    address: '备货!F12',
    ...extra,
  });
  const previewOf = (...changes: OwnChange[]): OwnPreview => ({
    id: 'o',
    stamp: { cut: 'c', dataTime: '2026-11-23T01:12:00Z', planVersion: 'v2' },
    brand: null,
    known: {},
    mappings: [
      {
        id: 'm',
        name: '备货',
        place: { kind: 'table', excelId: '1', name: 'T', sheetName: '备货' },
        headingRows: 2,
        columns: [{ position: 5, heading: ['补货', '数量'], meaning: 'TW_Plan.order_qty', write: true }],
        warehouse: null,
      },
    ],
    changes,
    ...{ blocked: [], unknown: [], lacking: [], duplicates: [], filtered: [] },
  });

  it('join the groups: blank is a first recommendation, far is for the eye, a stop is told though only the quantity is there', () => {
    const flag = (change: OwnChange, row: Partial<PlanRow> = {}) =>
      reviewOf([], { before: null, row, own: previewOf(change) }).items[0]?.flag;
    expect(flag(own('order_qty', null, 600))).toBe('first');
    expect(flag(own('order_qty', 600, 2400))).toBe('over_limit');
    expect(flag(own('order_qty', 600, 606))).toBe('drift');
    expect(flag(own('order_qty', 600, 0), { action: 'stop' })).toBe('new_stop');
  });

  it('are one item with the row of our Plan sheet, named by the user’s heading and cell', () => {
    const review = reviewOf([change('order_qty', 600, 2400)], { own: previewOf(own('order_qty', 600, 2400)) });
    expect(review.items).toHaveLength(1);
    expect(review.items[0]?.changes[1]).toMatchObject({
      sheetRow: 12,
      own: { mappingId: 'm', address: '备货!F12', heading: '补货 · 数量' },
    });
    expect(review).toMatchObject({ cells: 2, columns: 2, own: { names: ['备货'] } });
  });

  it('leave your figure alone, say what the plan wrote before, and keep the rest of its row fresh', () => {
    const mine = own('order_qty', 500, 700, { edited: true, wrote: 600 });
    const review = reviewOf([], { own: previewOf(mine, own('days_of_supply', 9, 3)) });
    expect(
      review.items.map(({ flag, ticked, changes }) => [flag, ticked, changes.map(({ column }) => column)]).sort(),
    ).toEqual([
      ['changed', true, ['days_of_supply']],
      ['edited', false, ['order_qty']],
    ]);
    expect(review.items.find(({ flag }) => flag === 'edited')?.head.own?.wrote).toBe(600);
  });
});

it('adds known amounts only, and nothing known is unknown', () => {
  expect(sumOf([1, null, 2])).toBe(3);
  expect(sumOf([null])).toBeNull();
});
