import { createGateway, type Gateway } from '..';
import type { CellValue, PullTableId, TablePage } from '../../tables';
import { filesOf } from '../test-files';
import { openTestStore } from '../test-store';
import type { Store } from '../store';
import { cutFactsCache } from './cut-facts';
import { laneOf, type LearningLane } from './lane-learning';
import type { Scope } from './table';
import { weeklyDemandOf } from './weekly-demand';

// Monday 23 November 2026: W-1 is the week of Monday the 16th.
const dated = (from: string, days: number, line: (date: string, i: number) => string): string[] =>
  Array.from({ length: days }, (_, i) => {
    const date = new Date(Date.parse(`${from}T00:00:00Z`) + i * 86_400_000).toISOString().slice(0, 10);
    return line(date, i);
  });

const SALES = [
  'date,sku_id,qty,warehouse_id,model,returns,orders,presale,promo_id,oos_minutes',
  // the shop sells every day, save for 1 to 14 June, a Monday to a Sunday
  ...dated('2026-03-02', 91, (date) => `${date},A,10,NB,bonded,0,5,,,0`),
  ...dated('2026-06-15', 139, (date) => `${date},A,10,NB,bonded,0,5,,,0`),
  '2026-11-01,A,10,NB,bonded,0,5,,,0',
  '2026-11-02,A,0,NB,bonded,0,,,,1440',
  '2026-11-03,A,500,NB,bonded,0,3,,,0',
  '2026-11-04,A,30,NB,bonded,20,6,,,0',
  '2026-11-05,A,10,NB,bonded,,5,,,0',
  '2026-11-05,A,70,NB,bonded,,,1,,',
  ...dated('2026-11-06', 4, (date) => `${date},A,10,NB,bonded,0,5,,,0`),
  // a promotion of the calendar and one that the row names: as large as they like
  '2026-11-10,A,600,NB,bonded,0,3,,,0',
  '2026-11-12,A,600,NB,bonded,0,3,,P2,0',
  ...dated('2026-11-13', 10, (date) => `${date},A,10,NB,bonded,0,5,,,0`),
  // five of the last Sunday come back on the day of the cut
  '2026-11-23,A,10,NB,bonded,4,5,,,0',
  // newly stocked overseas; the SKU itself has long been on sale
  ...dated('2026-10-19', 35, (date) => `${date},A,4,US,direct,,,,,`),
  '2026-11-18,B,3,,,1,,,,',
];
const STAGES = ['ready', 'trunk', 'shelved'];
const way = (doc: string, starts: string, days: readonly number[]): string[] =>
  STAGES.map((stage, i) => {
    const at = Date.parse(`${starts}T00:00:00Z`) + days.slice(0, i).reduce((sum, part) => sum + part, 0) * 86_400_000;
    const planned = Date.parse(`${starts}T00:00:00Z`) + (i === 0 ? 0 : i === 1 ? 10 : 12) * 86_400_000;
    return `${doc},${stage},${new Date(planned).toISOString()},${new Date(at).toISOString()}`;
  });
const FILES = {
  'sku.csv': ['sku_id,name,name_zh', 'A,Bottle,瓶', 'B,Jar,'],
  'warehouse.csv': ['warehouse_id,type', 'NB,bonded', 'US,overseas', 'SUP,supplier'],
  'lane.csv': [
    'lane_id,from_id,to_id,purpose,mode,lead_mean_days,lead_sd_days',
    'AIR,SUP,NB,replenish,air,12,3',
    'SEA,SUP,NB,replenish,sea,60,9',
    'UK,SUP,US,replenish,road,9,3',
  ],
  'lane_stage.csv': [
    'lane_id,seq,stage,p50_days,p90_days',
    ...STAGES.map((stage, i) => `AIR,${i + 1},${stage},${i * 5},${i * 5}`),
  ],
  'stock.csv': ['as_of,warehouse_id,sku_id,qty', '2026-11-23 09:12,NB,A,30'],
  'sales.csv': SALES,
  'inbound.csv': [
    'doc_id,line,sku_id,from_id,to_id,qty_ordered,qty_received',
    ...[1, 2, 3, 4, 5, 6].map((i) => `P${i},1,A,SUP,NB,10,10`),
    ...['NB', 'US'].map((to, i) => `SPLIT,${i},A,SUP,${to},10,10`),
  ],
  'stage_event.csv': [
    'doc_id,stage,planned_at,actual_at',
    ...way('P1', '2026-05-01', [8, 2]),
    ...way('P2', '2026-05-11', [9, 2]),
    ...way('P3', '2026-06-01', [10, 2]),
    ...way('P4', '2026-07-01', [11, 2]),
    ...way('P5', '2026-08-01', [12, 2]),
    ...way('P6', '2026-09-01', [-3, 2]),
    ...way('SPLIT', '2026-09-01', [10, 2]),
  ],
  'promo.csv': ['promo_id,phase,name,starts_at,ends_at', 'P1,main,Singles day,2026-11-10 20:00,2026-11-11'],
  'behaviour.csv': [
    'date,sku_id,pv,uv,cart,fav,presale_deposits,rating',
    '2026-11-02,A,100,,5,,,',
    '2026-11-09,A,10,,1,,,4.5',
    '2026-11-15,A,20,,2,,7,4.8',
    '2026-11-16,A,30,,,,,',
    '2026-11-23,A,99,99,99,99,99,1',
    '2026-11-10,B,,,,3,,',
  ],
};

let store: Store;
let gateway: Gateway;
beforeAll(async () => {
  store = await openTestStore();
  gateway = createGateway({ store, version: '1' });
  const texts = Object.fromEntries(Object.entries(FILES).map(([name, lines]) => [name, `${lines.join('\n')}\n`]));
  const report = await gateway.importFolder({ brandId: 's', sample: true, files: filesOf(texts) });
  if (report.problems.length > 0) throw new Error(JSON.stringify(report.problems));
});
afterAll(() => gateway.close());

type Row = Record<string, CellValue>;
async function pull(table: PullTableId, query = ''): Promise<Row[]> {
  const rows: Row[] = [];
  let next: string | null = null;
  do {
    const address: string = `/v1/brands/s/tables/${table}?limit=2${query}${next ? `&cursor=${next}` : ''}`;
    const page = (await (await gateway.app.request(address)).json()) as TablePage;
    rows.push(...page.rows.map((row) => Object.fromEntries(page.columns.map((column, i) => [column, row[i] ?? null]))));
    next = page.next;
    if (next === null) expect(page.total).toBe(rows.length);
  } while (next !== null);
  return rows;
}

describe('TW_Corrections', () => {
  test('what stands between sales and demand, by SKU, warehouse, model, day and kind', async () => {
    const rows = await pull('TW_Corrections');
    expect(
      rows.map((row) => [row.sku_id, row.warehouse_id, row.model, row.day, row.kind, row.raw, row.change]),
    ).toEqual([
      ['A', 'NB', 'bonded', '2026-06-01', 'closed', null, null],
      ['A', 'NB', 'bonded', '2026-06-08', 'closed', null, null],
      ['A', 'NB', 'bonded', '2026-11-02', 'out_of_stock', 0, expect.any(Number)],
      // limit of a day 10·e^(3.5·0.5) = 57.5
      ['A', 'NB', 'bonded', '2026-11-03', 'bulk', 500, -443],
      ['A', 'NB', 'bonded', '2026-11-04', 'cancelled', 30, -20],
      ['A', 'NB', 'bonded', '2026-11-05', 'presale', 80, -70],
      ['A', 'NB', 'bonded', '2026-11-22', 'returns', 10, -4],
      ['A', 'US', 'direct', '2026-10-19', 'not_on_sale', null, null],
      ['B', null, null, '2026-11-18', 'returns', 3, -1],
    ]);
    expect(rows[3]).toMatchObject({
      name: 'Bottle',
      corrected: 57,
      why: '500 in 3 orders, one of about 496; up to 11 is usual: a one-off, counted as 57.',
    });
    expect(Object.keys(rows[0] as Row)).not.toContain('use_raw');
  });

  test('in Chinese, and by warehouse', async () => {
    const rows = await pull('TW_Corrections', '&lang=zh&warehouses=US');
    expect(rows.map(({ name, kind, why }) => [name, kind, why])).toEqual([
      ['瓶', 'not_on_sale', '2026-10-19 在此首次售出：此前 33 周视为未知，而非 0。'],
    ]);
  });
});

test('weekly demand: the recorded weeks with every correction', async () => {
  const [brand] = await store.query<{ cut: string; data_time: string }>(`SELECT cut, data_time FROM brand`);
  const scope: Scope = {
    brandId: 's',
    cut: brand?.cut ?? '',
    dataTime: brand?.data_time ?? '',
    today: '2026-11-23',
    warehouses: null,
    language: 'en',
    facts: await cutFactsCache()(store, 's', brand?.cut ?? ''),
  };
  const { mondays, items } = await weeklyDemandOf(store, scope);
  expect(mondays.slice(0, 2)).toEqual(['2026-11-16', '2026-11-09']);
  expect(items.map(({ sku_id, warehouse_id }) => [sku_id, warehouse_id])).toEqual([
    ['A', 'NB'],
    ['A', 'US'],
    ['B', ''],
  ]);
  const [bonded, overseas] = items;
  const out = (await pull('TW_Corrections')).find(({ kind }) => kind === 'out_of_stock');
  expect(bonded?.weeks.slice(0, 3)).toEqual([
    66, // 70 sold, 4 back
    10 + 600 + 600 + 30,
    Math.round((57 + 10 + 10 + 30 + Number(out?.change)) * 1e4) / 1e4,
  ]);
  // 1 and 8 June are 24 and 23 weeks before W-1
  expect([22, 23, 24, 25].map((back) => bonded?.weeks[back])).toEqual([70, null, null, 70]);
  expect([4, 5, 30].map((back) => overseas?.weeks[back])).toEqual([28, null, null]);
});

describe('TW_Signals', () => {
  test('a row a SKU and signal that has figures, weeks newest first, unknown where nothing is known', async () => {
    const rows = await pull('TW_Signals');
    expect(rows.map((row) => [row.sku_id, row.signal, row.name, row.w1, row.w2, row.w3, row.w4])).toEqual([
      ['A', 'cart', 'Bottle', null, 3, 5, null],
      ['A', 'deposits', 'Bottle', null, 7, null, null],
      ['A', 'pv', 'Bottle', 30, 30, 100, null],
      // a mean of the days, no sum
      ['A', 'rating', 'Bottle', null, 4.65, null, null],
      ['B', 'fav', 'Jar', null, 3, null, null],
    ]);
    expect(Object.keys(rows[0] as Row)).toContain('w52');
  });
});

describe('TW_Lanes: lead times learnt from stage dates', () => {
  test('the lane whose stated time the plan of a delivery is nearest to', async () => {
    const rows = await pull('TW_Lanes');
    // ready to shelved took 10, 11, 12, 13 and 14 days; ready itself is stated as done at once
    expect(rows[0]).toMatchObject({
      lane_id: 'AIR',
      lead_mean_days: 12,
      learned_count: 5,
      learned_mean: 12,
      learned_p50: 12,
      set_aside: 1,
      set_aside_why: '1 dated before the stage before',
    });
    // sample sd of 10 … 14: √2.5
    expect(rows[0]?.learned_sd).toBeCloseTo(Math.sqrt(2.5), 4);
    for (const row of rows.slice(1))
      expect(row).toMatchObject({ learned_count: null, learned_mean: null, set_aside: null });
    expect((await pull('TW_Lanes', '&warehouses=NB&lang=zh')).map((row) => [row.lane_id, row.set_aside_why])).toEqual([
      ['AIR', '1 单日期早于上一环节'],
      ['SEA', null],
    ]);
  });

  const lane = (lane_id: string, more: Partial<LearningLane> = {}): LearningLane => ({
    lane_id,
    from_id: 'S',
    to_id: 'N',
    purpose: 'replenish',
    lead_mean_days: null,
    stages: [],
    ...more,
  });
  test('which lane a delivery came by', () => {
    const delivery = { doc_id: 'P', from_id: 'S', to_id: 'N', planned: 50 };
    expect(laneOf(delivery, [lane('1'), lane('2', { from_id: 'X' }), lane('3', { purpose: 'fulfil' })])).toBe('1');
    expect(laneOf({ ...delivery, from_id: null }, [lane('1'), lane('2', { to_id: 'X' })])).toBe('1');
    expect(laneOf(delivery, [])).toBeNull();
    const two = [lane('air', { lead_mean_days: 12 }), lane('sea', { lead_mean_days: 60 })];
    expect(laneOf(delivery, two)).toBe('sea');
    expect(laneOf({ ...delivery, planned: 36 }, two)).toBeNull();
    expect(laneOf({ ...delivery, planned: null }, two)).toBeNull();
    expect(laneOf(delivery, [lane('a'), lane('b')])).toBeNull();
  });
});
