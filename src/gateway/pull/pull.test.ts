import { createGateway, type Gateway } from '..';
import type { BrandSummary, CellValue, PullTableId, TablePage } from '../../tables';
import { filesOf } from '../test-files';
import { openTestStore } from '../test-store';

// Monday 23 Nov 2026, 09:12 in Beijing: W-1 is the week of Monday the 16th, W-2 of the 9th, W-3 of the 2nd.
const FILES = {
  'sku.csv': [
    'sku_id,name,name_zh,unit_cost,cost_currency,custom_made,launch_date,barcode',
    '00123,Bottle,瓶,12.5,CNY,1,,6974318532161',
    '1E5,Jar,,,,0,2026-11-04,',
    'C,,罐,,,,,',
    'D,Dead,,,,,,',
  ],
  'warehouse.csv': ['warehouse_id,name_zh,type', 'NB,宁波,bonded', 'US,美国,overseas', 'VS,供应商,virtual'],
  'lane.csv': [
    'lane_id,from_id,to_id,purpose,lead_mean_days,lead_sd_days',
    'OWN,US,NB,replenish,30,10',
    'STG,US,NB,replenish,,',
    'HALF,US,NB,replenish,20,',
    'NONE,US,NB,transfer,,',
    'OUT,NB,CN-South,fulfil,3,1',
  ],
  'lane_stage.csv': ['lane_id,seq,stage,p50_days,p90_days', 'STG,1,ready,10,10', 'STG,2,sea,20,20', 'HALF,1,sea,8,16'],
  'stock.csv': [
    'as_of,warehouse_id,sku_id,qty,state,batch_no,inbound_date,expiry_date',
    '2026-11-20 09:00,NB,00123,999,on_hand,,,', // older than the next one: not counted
    '2026-11-23 09:12,NB,00123,30,on_hand,B1,2026-11-13,2027-05-01',
    '2026-11-23 09:12,NB,00123,70,on_hand,B2,2026-10-24,2027-03-01',
    '2026-11-23 09:12,NB,00123,0,on_hand,B0,2025-01-01,2026-01-01', // empty batch: neither oldest nor first to expire
    '2026-11-23 09:12,NB,00123,12,reserved,,,',
    '2026-11-23 09:12,NB,00123,3,defective,,,',
    '2026-11-22 09:12,NB,1E5,5,on_hand,,,', // exactly 24 hours old
    '2026-11-22 09:11,US,00123,7,on_hand,,,', // 24 hours and a minute
    '2026-11-20 09:11,US,1E5,8.5,on_hand,,,', // 72 hours and a minute
    '2026-11-23 09:12,VS,00123,40,virtual,,,',
  ],
  'sales.csv': [
    'date,sku_id,qty,warehouse_id,model,returns,promo_id,oos_minutes',
    '2026-11-04,00123,2,NB,bonded,,,', // Wednesday of W-3: the first day of the feed
    '2026-11-09,00123,5,NB,bonded,1,,',
    '2026-11-11,00123,15,NB,bonded,2,1111,720',
    '2026-11-15,00123,4,NB,bonded,,,',
    '2026-11-16,1E5,3,US,direct,,,',
    '2026-11-22,1E5,1,,,,,', // where from and how is unknown
    '2026-11-23,00123,50,NB,bonded,,,', // the running week
  ],
  'inbound.csv': [
    'doc_id,line,sku_id,to_id,qty_ordered,qty_shipped,qty_received,eta,unit_cost',
    'PO1,1,00123,NB,100,,,2026-12-10,12.5',
    'PO1,2,00123,NB,100,100,40,2026-12-01,12.5',
    'PO2,1,00123,NB,60,60,,2026-11-20,12.5', // three days late
    'PO3,1,00123,NB,10,10,12,2026-11-30,12.5', // more than ordered has come
    'PO4,1,C,NB,9,9,,,', // no ETA
    'PO10,10,1E5,US,5,5,,2026-11-23,', // due today
    'PO10,9,1E5,US,5,,,2026-11-24,',
  ],
  'promo.csv': [
    'promo_id,phase,name,starts_at,ends_at,sku_id,uplift,presale',
    '1212,main,Double 12,2026-12-09 20:00,2026-12-12,,3.5,0',
    '1212,main,Double 12,2026-12-09 20:00,2026-12-12,00123,4,1',
  ],
  'policy.csv': [
    'key,value,scope,scope_id,effective_from,source',
    'review_days,14,,,,our own',
    'review_days,7,warehouse,NB,2026-12-01,',
    'service_level,0.99,tier,hit,,',
    'house_rule,x,,,,',
  ],
};

let gateway: Gateway;
beforeAll(async () => {
  gateway = createGateway({ store: await openTestStore(), version: '1' });
  const texts = Object.fromEntries(Object.entries(FILES).map(([name, lines]) => [name, `${lines.join('\n')}\n`]));
  const report = await gateway.importFolder({ brandId: 's', sample: true, files: filesOf(texts) });
  if (report.problems.length > 0) throw new Error(JSON.stringify(report.problems));
  await gateway.importFolder({ brandId: 'bare', sample: true, files: filesOf({ 'sku.csv': 'sku_id\nX\n' }) });
});
afterAll(() => gateway.close());

type Row = Record<string, CellValue>;
async function pull(table: PullTableId, query = '', brand = 's'): Promise<Row[]> {
  const rows: Row[] = [];
  let next: string | null = null;
  do {
    // pages of two, so that every test goes over page ends
    const address: string = `/v1/brands/${brand}/tables/${table}?limit=2${query}${next ? `&cursor=${next}` : ''}`;
    const page = (await (await gateway.app.request(address)).json()) as TablePage;
    rows.push(...page.rows.map((row) => Object.fromEntries(page.columns.map((column, i) => [column, row[i] ?? null]))));
    expect(page.total).toBeGreaterThanOrEqual(rows.length);
    next = page.next;
    if (next === null) expect(page.total).toBe(rows.length);
  } while (next !== null);
  return rows;
}
const by = (rows: Row[], ...key: string[]): Record<string, Row> =>
  Object.fromEntries(rows.map((row) => [key.map((id) => row[id] ?? '').join('/'), row]));

test('TW_SKU: codes as text, flags 0/1, names by language, unknown null', async () => {
  const en = await pull('TW_SKU');
  expect(en.map((row) => [row.sku_id, row.name, row.custom_made])).toEqual([
    ['00123', 'Bottle', 1],
    ['1E5', 'Jar', 0],
    ['C', '罐', null],
    ['D', 'Dead', null],
  ]);
  expect(en[0]).toMatchObject({ barcode: '6974318532161', unit_cost: 12.5, cost_currency: 'CNY', moq: null });
  expect(Object.keys(en[0] as Row)).not.toEqual(expect.arrayContaining(['tier']));
  expect((await pull('TW_SKU', '&lang=zh')).map((row) => row.name)).toEqual(['瓶', 'Jar', '罐', 'Dead']);
});

test('TW_Warehouses', async () => {
  expect((await pull('TW_Warehouses')).map((row) => [row.warehouse_id, row.name, row.type])).toEqual([
    ['NB', '宁波', 'bonded'],
    ['US', '美国', 'overseas'],
    ['VS', '供应商', 'virtual'],
  ]);
  expect((await pull('TW_Warehouses', '&warehouses=US,VS')).map((row) => row.warehouse_id)).toEqual(['US', 'VS']);
});

test('TW_Lanes: the lead time the brand states, else that of its stages', async () => {
  const lanes = by(await pull('TW_Lanes'), 'lane_id');
  // lognormal of mean 30, sd 10: σ² = ln(1 + 1/9) = 0.105361, P50 = 30/√(1+1/9) = 28.4605, P90 = P50·e^(1.281552·0.324593) = 43.1421
  expect(lanes.OWN).toMatchObject({ lead_mean_days: 30, lead_sd_days: 10 });
  expect(lanes.OWN?.lead_p50).toBeCloseTo(28.4605, 4);
  expect(lanes.OWN?.lead_p90).toBeCloseTo(43.1421, 3);
  // two fixed stages: 10 + 20
  expect(lanes.STG).toMatchObject({ lead_mean_days: 30, lead_sd_days: 0, lead_p50: 30, lead_p90: 30 });
  // mean its own; sd of the stage: σ = ln 2/1.281552 = 0.540867, mean = 8·e^(σ²/2) = 9.26005, sd = mean·√(e^σ² − 1) = 5.39806
  expect(lanes.HALF?.lead_mean_days).toBe(20);
  expect(lanes.HALF?.lead_sd_days).toBeCloseTo(5.39806, 4);
  expect(lanes.NONE).toMatchObject({ lead_mean_days: null, lead_sd_days: null, lead_p50: null, lead_p90: null });
  expect((await pull('TW_Lanes', '&warehouses=NB')).map((row) => row.lane_id)).toEqual(['HALF', 'NONE', 'OWN', 'STG']);
});

describe('TW_Stock', () => {
  test('the latest figures by state, and what can be sold of them', async () => {
    const stock = by(await pull('TW_Stock'), 'sku_id', 'warehouse_id');
    expect(Object.keys(stock)).toEqual(['00123/NB', '00123/US', '00123/VS', '1E5/NB', '1E5/US', 'C/NB']);
    expect(stock['00123/NB']).toEqual({
      sku_id: '00123',
      name: 'Bottle',
      warehouse_id: 'NB',
      type: 'bonded',
      on_hand: 100,
      reserved: 12,
      locked: null, // NB never reports it
      defective: 3,
      near_expiry_lock: null,
      virtual: null,
      available: 85, // 100 − 12 − 3
      in_transit: 220, // 100 + 60 + 60 + 0
      next_arrival: '2026-12-01', // the late line of 20 Nov does not count
      first_expiry: '2027-03-01',
      oldest_days: 30, // 24 Oct to 23 Nov
      confidence: 1,
      as_of: '2026-11-23T01:12:00.000Z',
      source: 'stock.csv',
    });
    // NB reports reserved for other SKUs, so here it is 0
    expect(stock['1E5/NB']).toMatchObject({
      on_hand: 5,
      reserved: 0,
      defective: 0,
      available: 5,
      in_transit: 0,
      next_arrival: null,
    });
    // a warehouse of virtual stock only
    expect(stock['00123/VS']).toMatchObject({ on_hand: null, virtual: 40, available: 40 });
  });

  test('confidence falls beyond 24 and beyond 72 hours', async () => {
    const stock = by(await pull('TW_Stock'), 'sku_id', 'warehouse_id');
    expect(['1E5/NB', '00123/US', '1E5/US'].map((key) => stock[key]?.confidence)).toEqual([1, 0.9, 0.7]);
  });

  test('only inbound: stock is unknown, not 0', async () => {
    const stock = by(await pull('TW_Stock'), 'sku_id', 'warehouse_id');
    expect(stock['C/NB']).toMatchObject({
      name: '罐',
      on_hand: null,
      reserved: null,
      available: null,
      in_transit: 9,
      next_arrival: null,
      confidence: null,
      as_of: null,
      source: null,
    });
  });

  test('due today is still to come', async () => {
    expect(by(await pull('TW_Stock'), 'sku_id', 'warehouse_id')['1E5/US']).toMatchObject({
      in_transit: 10,
      next_arrival: '2026-11-23',
    });
  });

  test('by warehouse', async () => {
    expect((await pull('TW_Stock', '&warehouses=US')).map((row) => row.sku_id)).toEqual(['00123', '1E5']);
  });
});

describe('TW_Sales', () => {
  test('weeks: sums, 0 where nothing was sold, blank where nothing is known', async () => {
    const sales = by(await pull('TW_Sales'), 'sku_id', 'warehouse_id', 'model');
    expect(Object.keys(sales)).toEqual(['00123/NB/bonded', '1E5//', '1E5/US/direct']);
    const bottle = sales['00123/NB/bonded'] as Row;
    // W-1 covered and without a sale: 0. W-2: 5 + 15 + 4. W-3: what is recorded of it. W-4: before the feed.
    expect([bottle.w1, bottle.w2, bottle.w3, bottle.w4, bottle.w104]).toEqual([0, 24, 2, null, null]);
    expect(bottle.total_13w).toBe(26);
    const jar = sales['1E5/US/direct'] as Row;
    // launched on the 4th: on sale in W-2, without a sale; W-3 is not wholly in the feed (it begins on the 4th)
    expect([jar.w1, jar.w2, jar.w3, jar.total_13w]).toEqual([3, 0, null, 3]);
    expect(sales['1E5//']).toMatchObject({ warehouse_id: null, model: null, w1: 1, w2: 0 });
  });

  test('shares: promotions 15 of 26, returns 3 of the 20 whose returns are known, half a day out of stock', async () => {
    const sales = by(await pull('TW_Sales'), 'sku_id', 'warehouse_id', 'model');
    const bottle = sales['00123/NB/bonded'] as Row;
    expect(bottle.promo_share).toBeCloseTo(15 / 26, 6);
    expect(bottle.return_rate).toBe(0.15);
    expect(bottle.oos_days_13w).toBe(0.5);
    // promotions are recorded in this brand, so none is 0; returns and minutes never were for this SKU
    expect(sales['1E5/US/direct']).toMatchObject({ promo_share: 0, return_rate: null, oos_days_13w: null });
  });

  test('by warehouse', async () => {
    expect((await pull('TW_Sales', '&warehouses=NB')).map((row) => row.sku_id)).toEqual(['00123']);
  });
});

test('TW_Inbound: what is open, how late, where it stands', async () => {
  const lines = await pull('TW_Inbound');
  expect(lines.map((row) => [row.doc_id, row.line, row.open_qty, row.days_late, row.stage])).toEqual([
    ['PO1', 1, 100, 0, 'planned'],
    ['PO1', 2, 60, 0, 'part_received'],
    ['PO10', 9, 5, 0, 'planned'],
    ['PO10', 10, 5, 0, 'in_transit'],
    ['PO2', 1, 60, 3, 'late'],
    ['PO3', 1, 0, null, 'received'],
    ['PO4', 1, 9, null, 'in_transit'],
  ]);
  expect(lines[0]).toMatchObject({ sku_id: '00123', name: 'Bottle', to_id: 'NB', qty_received: null, unit_cost: 12.5 });
  expect((await pull('TW_Inbound', '&warehouses=US')).map((row) => row.line)).toEqual([9, 10]);
});

test('TW_Calendar: instants in UTC, blank SKU for all of them', async () => {
  expect(await pull('TW_Calendar')).toEqual([
    // 20:00 and 23:59:59 in Beijing
    {
      promo_id: '1212',
      phase: 'main',
      name: 'Double 12',
      starts_at: '2026-12-09T12:00:00.000Z',
      ends_at: '2026-12-12T15:59:59.000Z',
      sku_id: null,
      uplift: 3.5,
      presale: 0,
    },
    {
      promo_id: '1212',
      phase: 'main',
      name: 'Double 12',
      starts_at: '2026-12-09T12:00:00.000Z',
      ends_at: '2026-12-12T15:59:59.000Z',
      sku_id: '00123',
      uplift: 4,
      presale: 1,
    },
  ]);
});

test('TW_Policy: shipped defaults, replaced or joined by the brand’s own rows', async () => {
  const rows = await pull('TW_Policy', '&lang=zh');
  const keys = rows.map((row) =>
    [row.key, row.scope, row.scope_id, row.effective_from].map((part) => part ?? '').join('/'),
  );
  expect(new Set(keys).size).toBe(keys.length);
  const policies = Object.fromEntries(rows.map((row, i) => [keys[i], row]));
  expect(policies['review_days/brand//']).toMatchObject({
    value: '14',
    default_value: '7',
    source: 'our own',
    unit: 'days',
  });
  expect(policies['review_days/brand//']?.meaning).toMatch(/下单/);
  expect(policies['review_days/warehouse/NB/2026-12-01']).toMatchObject({ value: '7', default_value: '7' });
  expect(policies['service_level/tier/hit/']).toMatchObject({ value: '0.99', default_value: '0.975' });
  expect(policies['service_level/brand//']).toMatchObject({ value: '0.9', default_value: '0.9' });
  expect(policies['house_rule/brand//']).toMatchObject({ value: 'x', meaning: null, default_value: null });
});

test('a brand with nothing but SKUs: tables are empty, not missing', async () => {
  expect(await pull('TW_SKU', '', 'bare')).toHaveLength(1);
  for (const table of [
    'TW_Warehouses',
    'TW_Lanes',
    'TW_Stock',
    'TW_Sales',
    'TW_Corrections',
    'TW_Signals',
    'TW_Inbound',
    'TW_Calendar',
  ] as const) {
    expect(await pull(table, '', 'bare')).toEqual([]);
  }
});

test('the summary counts what a pull would bring', async () => {
  const summary = async (query: string): Promise<BrandSummary> =>
    (await (await gateway.app.request(`/v1/brands/s${query}`)).json()) as BrandSummary;
  const all = await summary('');
  const policies = (await pull('TW_Policy')).length;
  expect(all.counts).toEqual({
    TW_SKU: 4,
    TW_Warehouses: 3,
    TW_Lanes: 5,
    TW_Stock: 6,
    TW_Sales: 3,
    TW_Corrections: (await pull('TW_Corrections')).length,
    TW_Signals: 0,
    TW_Inbound: 7,
    TW_Calendar: 2,
    TW_Policy: policies,
    TW_Proposals: 0,
  });
  expect((await summary('?warehouses=US')).counts).toMatchObject({
    TW_SKU: 4,
    TW_Warehouses: 1,
    TW_Lanes: 0,
    TW_Stock: 2,
    TW_Sales: 1,
    TW_Inbound: 2,
  });
  expect(all.sources.find((source) => source.table === 'stock')).toMatchObject({
    rows: 10,
    as_of: '2026-11-23T01:12:00.000Z',
  });
  expect(all.sources.find((source) => source.table === 'sales')).toMatchObject({ rows: 7, as_of: '2026-11-23' });
});
