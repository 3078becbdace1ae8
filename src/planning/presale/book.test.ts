import { parseDay } from '../calendar';
import { NoteBook } from '../note-book';
import { indexPlan } from '../plan-index';
import { SeriesBook } from '../plan-series';
import { policyBook } from '../policy';
import { promotionCalendar } from '../promotions';
import { madeSku, steady } from '../testing';
import type { PlanInput, SkuTier } from '../types';
import { presaleBook } from './book';

const input = (more: Partial<PlanInput> = {}): PlanInput => ({
  ...{ asOf: '2026-11-23', lastWeek: '2026-11-16', currency: 'CNY', skus: [madeSku('A')], lanes: [], inbound: [] },
  warehouses: [
    { warehouse_id: 'NGB', name: null, type: 'bonded' },
    { warehouse_id: 'OSA', name: null, type: 'overseas' },
  ],
  stock: [],
  sales: ['NGB', 'OSA'].map((warehouse_id) => ({
    ...{ sku_id: 'A', warehouse_id, model: null, weeks: steady(7), oos_days_13w: null },
  })),
  promotions: [
    {
      ...{ promo_id: 'D12', phase: 'deposit', name: null, sku_id: null, uplift: null, presale: true },
      ...{ starts_at: '2026-11-15T16:00:00Z', ends_at: '2026-11-25T16:00:00Z' },
    },
  ],
  policy: [],
  signals: [
    { sku_id: 'A', signal: 'deposits', weeks: [10, 0] },
    { sku_id: 'A', signal: 'uv', weeks: [500, 400] },
  ],
  ...more,
});

function open(given: PlanInput, model: 'bonded' | 'direct') {
  const notes = new NoteBook();
  const lastMonday = parseDay(given.lastWeek) ?? 0;
  const policy = policyBook(given.policy, given.asOf);
  const index = indexPlan(given, notes);
  const tiers = new Map([['A', { sku_id: 'A', tier: 'basic', model } as SkuTier]]);
  const book = presaleBook(given, index, { asOf: lastMonday + 7, lastMonday, policy, tiers, notes });
  const series = new SeriesBook(given, lastMonday, promotionCalendar(given.promotions), policy);
  series.countDepositsApart(book.bySku);
  const item = index.items[0]!;
  return { book, notes: notes.list(), signals: series.seriesOf(item, series.historyOf(item), 13).signals };
}

test.each([
  ['bonded', null, 'A · NGB'],
  ['direct', null, 'A · OSA'],
  ['direct', 'bonded_only', 'A · NGB'],
] as const)('orders fall to where a %s SKU (%s) is sent from', (model, hs_remark, item) => {
  const { book } = open(input({ skus: [madeSku('A', { hs_remark })] }), model);
  // 10 × 0.8, half of them until balance day; due when deposits end, at midnight of the 26th
  expect([...book.byItem]).toEqual([[item, { open: 8, counted: 4, day: 3 }]]);
});

test('deposits that are counted do not lift the forecast besides', () => {
  expect(Object.keys(open(input(), 'bonded').signals ?? {})).toEqual(['uv']);
  // in no presale they are a signal like any other
  const { book, signals, notes } = open(input({ promotions: [] }), 'bonded');
  expect(Object.keys(signals ?? {})).toEqual(['deposits', 'uv']);
  expect(book.byItem.size).toBe(0);
  expect(notes).toMatchObject([{ code: 'deposits_without_presale', count: 1 }]);
});

test('the policy of the SKU decides how many are expected', () => {
  const policy = [
    {
      ...{ key: 'presale_conversion', value: '50%', scope: 'sku', scope_id: 'A' },
      ...{ effective_from: null, effective_to: null },
    },
  ];
  expect(open(input({ policy }), 'bonded').book.bySku.get('A')).toMatchObject({ expected: 5, counted: 2.5 });
});
