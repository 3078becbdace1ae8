import type { PlanResult, PlanRow } from '../../planning/types';
import type { CellChange, WritePreview } from '../../workbook/types';
import { buildReview, groupItems, sumOf, tickedCells } from './review';
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

function reviewOf(changes: CellChange[], before: PlanRecord | null = { sku_id: '84029G', warehouse_id: 'NGB' }) {
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
    at_stake: 100,
    value: 50,
    reason: 'below_reorder',
  } as PlanRow;
  const result = {
    rows: [row],
    currency: 'CNY',
    totals: { buyLines: 1, buyValue: 50, outOfStock: 0, stopLines: 0 },
  } as PlanResult;
  return buildReview({
    preview,
    result,
    before: before ? [before] : [],
    version: 'v2',
    packs: new Map([['84029G', 12]]),
  });
}
const flagOf = (...changes: CellChange[]) => reviewOf(changes).items[0]?.flag;

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
    const mine = reviewOf([change('order_qty', 600, 700)], { sku_id: '84029G', warehouse_id: 'NGB', my_qty: 500 });
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
    const review = reviewOf([change('action', null, 'buy', fresh), change('order_qty', null, 1752, fresh)], null);
    expect(review.items[0]).toMatchObject({ flag: 'first', head: { column: 'order_qty' } });
    expect(review.money).toEqual({ before: null, after: 50 });
  });
});

it('adds known amounts only, and nothing known is unknown', () => {
  expect(sumOf([1, null, 2])).toBe(3);
  expect(sumOf([null])).toBeNull();
});
