import { runPlan } from '../../planning';
import { planInput } from '../../taskpane/session/plan-input';
import { toRecords } from '../../taskpane/session/records';
import { historyWeekId, type SheetTableId } from '../../tables';
import type { RawCell } from '../cells';
import { dateSerial } from '../serials';
import type { ReadTable } from '../types';
import { ownTables, type OwnConvertOptions } from './convert';
import { isSkuMeaning, isWarehouseMeaning } from './meanings';
import type { OwnBody, OwnMapping, OwnMeaning } from './types';

const NOW = '2026-11-23T01:12:00.000Z';

/** A range as the workbook room reads it. */
function body(
  name: string,
  columns: [heading: string, meaning: OwnMeaning | null][],
  values: RawCell[][],
  warehouse: string | null = null,
): OwnBody {
  const mapping: OwnMapping = {
    id: name,
    name,
    place: {
      kind: 'range',
      sheetId: name,
      sheetName: name,
      row: 0,
      column: 0,
      rows: values.length + 1,
      columns: columns.length,
    },
    headingRows: 1,
    columns: columns.map(([heading, meaning], position) => ({
      position,
      heading: heading.split('>'),
      meaning,
      write: false,
    })),
    warehouse,
  };
  const at = (is: (meaning: OwnMeaning | null) => boolean): number => columns.findIndex(([, meaning]) => is(meaning));
  const [sku, place] = [at(isSkuMeaning), at(isWarehouseMeaning)];
  return {
    mapping,
    sheetId: name,
    sheetName: name,
    firstRow: 1,
    firstColumn: 0,
    values,
    formulas: values,
    rows: values.map((row, index) => {
      const code = String(row[sku] ?? '');
      const isTotal = code === '合计';
      const kind = isTotal ? 'total' : sku >= 0 && code === '' ? 'no_key' : 'data';
      const where = place < 0 ? warehouse : String(row[place] ?? '') || null;
      return { index, kind, sku: code === '' ? null : code, warehouse: where, hidden: false };
    }),
  };
}

const convert = (bodies: OwnBody[], options: Partial<OwnConvertOptions> = {}) =>
  ownTables(bodies, { now: NOW, currency: 'CNY', ...options });
const rowsOf = (tables: ReadonlyMap<SheetTableId, ReadTable>, id: SheetTableId) => toRecords(tables.get(id));
const codes = (problems: { code: string }[]): string[] => problems.map(({ code }) => code);

const PLAN: [string, OwnMeaning | null][] = [
  ['SKU货号', 'TW_SKU.sku_id'],
  ['商品名称', 'TW_SKU.name'],
  ['仓库', 'TW_Warehouses.warehouse_id'],
  ['可用库存', 'TW_Stock.available'],
  ['采购在途', 'TW_Stock.in_transit'],
  ['近7日销量', 'TW_Sales.last_7d'],
  ['近30日销量', 'TW_Sales.last_30d'],
  ['补货周期(天)', 'TW_Lanes.lead_mean_days'],
  ['安全天数', 'TW_Policy.safety_days'],
  ['起订量', 'TW_SKU.moq'],
  ['采购单价', 'TW_SKU.unit_cost'],
];

describe('one range with everything in a row', () => {
  const rows: RawCell[][] = [
    ['KB-100', '精华', '宁波保税仓', 160, 0, 70, 300, 30, 10, 120, 86],
    ['KB-100', '精华', '东京海外仓', 90, 0, 21, 90, 14, 10, 120, 86],
    ['KB-200', '面霜', '宁波保税仓', '4,800 件', '-', 35, 150, 30, 10, 60, 120],
    ['00731', '套装', '宁波保税仓', '待盘点', '６０', 56, 240, 35, 10, 100, 64.5],
    ['', '无编码', '宁波保税仓', 5, 0, 1, 4, 30, '', '', ''],
    ['合计', '', '', 5050, 60, 182, 780, '', '', '', ''],
  ];

  test('becomes SKU, stock, sales, lanes, warehouses and rules', () => {
    const { tables, problems, asOf } = convert([body('备货计划表', PLAN, rows)]);
    expect(asOf).toBe(NOW);
    expect(rowsOf(tables, 'TW_SKU').map(({ sku_id }) => sku_id)).toEqual(['KB-100', 'KB-200', '00731']);
    expect(rowsOf(tables, 'TW_SKU')[0]).toMatchObject({ name: '精华', moq: 120, unit_cost: 86, cost_currency: 'CNY' });
    expect(rowsOf(tables, 'TW_Warehouses')).toMatchObject([
      { warehouse_id: '宁波保税仓', type: 'bonded' },
      { warehouse_id: '东京海外仓', type: 'overseas' },
    ]);
    const stock = rowsOf(tables, 'TW_Stock');
    expect(stock[2]).toMatchObject({ sku_id: 'KB-200', available: 4800 });
    // words are unknown, and "-" in a column that writes 0 elsewhere is, too
    expect(stock[3]).toMatchObject({ sku_id: '00731', available: null, in_transit: 60 });
    expect(stock[2]?.in_transit ?? null).toBeNull();
    expect(problems.find(({ code }) => code === 'not_a_number')).toMatchObject({
      address: '备货计划表!D5',
      table: 'TW_Stock',
      column: 'available',
    });
    expect(problems.find(({ code }) => code === 'no_sku')?.message.zh).toContain('备货计划表!A6');
    const sales = rowsOf(tables, 'TW_Sales')[0];
    // 70 in the last week; (300 − 70) / 23 days = 10 a day before
    expect([1, 2, 3, 4, 5].map((week) => sales?.[historyWeekId(week)])).toEqual([70, 70, 70, 70, null]);
    expect(codes(problems)).toContain('spread');
    expect(rowsOf(tables, 'TW_Policy')).toContainEqual(
      expect.objectContaining({ key: 'safety_days', value: '10', scope: 'sku', scope_id: 'KB-100' }),
    );
    // most rows of Ningbo say 30; the SKU that says 35 has a lane of its own
    expect(rowsOf(tables, 'TW_Lanes')).toMatchObject([
      { to_id: '宁波保税仓', sku_id: null, lead_mean_days: 30, purpose: 'replenish' },
      { to_id: '宁波保税仓', sku_id: '00731', lead_mean_days: 35 },
      { to_id: '东京海外仓', sku_id: null, lead_mean_days: 14 },
    ]);
  });

  test('is enough for a plan', async () => {
    const good = rows.map((row) => row.map((cell) => (cell === '待盘点' ? 300 : cell)));
    const { tables, asOf } = convert([body('备货计划表', PLAN, good)]);
    const input = planInput(tables, { cut: 'own', dataTime: asOf, planVersion: 'v1' }, 'CNY');
    const result = await runPlan(input);
    const row = (sku: string, warehouse: string) =>
      result.rows.find((one) => one.sku_id === sku && one.warehouse_id === warehouse);
    const buy = row('KB-100', '宁波保税仓');
    // 10 a day, 30 days to arrive, 7 between orders, 10 days of safety: up to 470; 160 are there; MOQ 120
    expect(buy).toMatchObject({ available: 160, lead_mean: 30, safety_days: 10 });
    expect(buy?.days_of_supply).toBeCloseTo(16, 6);
    expect(buy?.reorder_level).toBeCloseTo(10 * 30 + 100, 6);
    expect(buy?.target_level).toBeCloseTo(10 * 37 + 100, 6);
    expect(buy?.wanted_qty ?? buy?.order_qty).toBe(310);
    // 4,800 last 960 days at 5 a day
    expect(['stop', 'clear']).toContain(row('KB-200', '宁波保税仓')?.action);
    expect(row('00731', '宁波保税仓')?.lead_mean).toBe(35);
    expect(result.rows).toHaveLength(4);
  });
});

test('进销存表: the closing stock of the newest month, what went out as sold, "-" in sales as 0', () => {
  const { tables, problems } = convert([
    body(
      '进销存',
      [
        ['货号', 'TW_SKU.sku_id'],
        ['10月>期初', 'TW_Stock.opening'],
        ['10月>入库', 'TW_Stock.received'],
        ['10月>出库', 'TW_Sales.issued'],
        ['10月>期末', 'TW_Stock.closing'],
        ['11月>出库', 'TW_Sales.issued'],
        ['11月>期末', 'TW_Stock.closing'],
      ],
      [
        ['A', 500, 0, 310, 190, 22, 168],
        ['B', 50, 0, '-', 50, '-', 50],
      ],
      '宁波保税仓',
    ),
  ]);
  expect(rowsOf(tables, 'TW_Stock')).toMatchObject([
    { sku_id: 'A', on_hand: 168, available: 168 },
    { sku_id: 'B', on_hand: 50, available: 50 },
  ]);
  const [a, b] = rowsOf(tables, 'TW_Sales');
  // 22 in the 22 days of November so far: 1 a day; October 10 a day
  expect([a?.w1, a?.w2, a?.w4]).toEqual([7, 7, 1 + 6 * 10]);
  expect(b?.w1).toBe(0);
  expect(codes(problems)).toEqual(expect.arrayContaining(['issued_as_sales', 'dash_zero', 'on_hand_only']));
});

test('orders in a list of their own: what has not come yet is open, dates in any writing', () => {
  const { tables } = convert([
    body(
      'PO',
      [
        ['PO', 'TW_Inbound.doc_id'],
        ['SKU', 'TW_SKU.sku_id'],
        ['To', 'TW_Warehouses.warehouse_id'],
        ['Qty', 'TW_Inbound.qty_ordered'],
        ['Received', 'TW_Inbound.qty_received'],
        ['ETA', 'TW_Inbound.eta'],
      ],
      [
        ['P1', 'A', 'NGB bonded', 300, 60, '2026年12月10日'],
        ['P1', 'B', 'NGB bonded', 100, '', dateSerial('2026-12-05') ?? 0],
        ['', 'C', 'NGB bonded', 40, 40, '2026/12/1'],
      ],
    ),
  ]);
  expect(rowsOf(tables, 'TW_Inbound')).toMatchObject([
    { doc_id: 'P1', line: 1, sku_id: 'A', to_id: 'NGB bonded', open_qty: 240, eta: '2026-12-10' },
    { doc_id: 'P1', line: 2, sku_id: 'B', open_qty: 100, eta: '2026-12-05' },
    { doc_id: 'PO!A4', line: 1, sku_id: 'C', open_qty: 0, eta: '2026-12-01' },
  ]);
});

test('sales by day: presale is left out, channels add up', () => {
  const day = (text: string): number => dateSerial(text) ?? 0;
  const { tables, problems } = convert([
    body(
      '明细',
      [
        ['日期', 'TW_Sales.date'],
        ['货号', 'TW_SKU.sku_id'],
        ['仓库', 'TW_Warehouses.warehouse_id'],
        ['数量', 'TW_Sales.qty'],
        ['预售', 'TW_Sales.presale'],
      ],
      [
        [day('2026-11-09'), 'A', '宁波保税仓', 3, '否'],
        [day('2026-11-09'), 'A', '宁波保税仓', 2, '否'],
        [day('2026-11-18'), 'A', '宁波保税仓', 9, '是'],
        [day('2026-11-22'), 'A', '宁波保税仓', 4, ''],
      ],
    ),
  ]);
  expect(rowsOf(tables, 'TW_Sales')).toMatchObject([{ sku_id: 'A', w1: 4, w2: 5, w3: null }]);
  expect(codes(problems)).toContain('presale_left_out');
});

test('units, batches, lead times by their parts, shares', () => {
  const { tables, problems } = convert([
    body(
      'S',
      [
        ['SKU', 'TW_SKU.sku_id'],
        ['MOQ (ctn)', 'TW_SKU.moq'],
        ['Pack', 'TW_SKU.pack_qty'],
        ['Weight (kg)', 'TW_SKU.weight_g'],
        ['Cost (JPY)', 'TW_SKU.unit_cost'],
        ['Shelf life', 'TW_SKU.shelf_life_days'],
        ['Batch', 'TW_Stock.batch_no'],
        ['Stock', 'TW_Stock.on_hand'],
        ['Expiry', 'TW_Stock.first_expiry'],
        ['Production days', 'TW_Lanes.purchase_days'],
        ['Transit (weeks)', 'TW_Lanes.transit_days'],
        ['Service', 'TW_Policy.service_level'],
      ],
      [
        ['A', 10, 12, 0.25, 1700, '24个月', 'L1', 5, '2027-06-30', 10, 2, '95%'],
        ['A', 10, 12, 0.25, 1700, '24个月', 'L2', 7, '2027.03.31', 10, 2, '95%'],
        ['B', 4, '', '', '', '', '', '-', '', '', '', 95],
      ],
      'Tokyo',
    ),
  ]);
  expect(rowsOf(tables, 'TW_SKU')[0]).toMatchObject({
    moq: 120,
    weight_g: 250,
    unit_cost: 1700,
    cost_currency: 'JPY',
    shelf_life_days: 720,
  });
  expect(rowsOf(tables, 'TW_SKU')[1]?.moq ?? null).toBeNull();
  expect(codes(problems)).toContain('cartons');
  expect(rowsOf(tables, 'TW_Stock')).toMatchObject([{ sku_id: 'A', on_hand: 12, first_expiry: '2027-03-31' }]);
  expect(rowsOf(tables, 'TW_Lanes')).toMatchObject([{ lead_mean_days: 24 }]);
  expect(rowsOf(tables, 'TW_Policy').map(({ value }) => value)).toEqual(['0.95', '0.95']);
});

test('what cannot be planned says what to add', () => {
  const { problems } = convert([body('表', PLAN.slice(0, 4), [['A', '甲', 'WH-7', 5]])]);
  expect(problems.map(({ code, message }) => [code, message.zh.includes('WH-7')])).toEqual(
    expect.arrayContaining([
      ['warehouse_type', true],
      ['no_lead', true],
      ['no_sales', false],
    ]),
  );
  const told = convert([body('表', PLAN.slice(0, 4), [['A', '甲', 'WH-7', 5]])], {
    warehouseTypes: { 'WH-7': 'bonded' },
  });
  expect(codes(told.problems)).not.toContain('warehouse_type');
});

test('rows that contradict each other both stand, so that the plan refuses the item rather than picks one', async () => {
  const { tables, asOf } = convert([
    body('表', PLAN, [
      ['A', '甲', '宁波保税仓', 5, 0, 7, 30, 30, 10, 1, 1],
      ['A', '甲', '宁波保税仓', 9, 0, 7, 30, 30, 10, 1, 1],
    ]),
  ]);
  expect(rowsOf(tables, 'TW_Stock')).toHaveLength(2);
  const result = await runPlan(planInput(tables, { cut: 'own', dataTime: asOf, planVersion: null }, 'CNY'));
  expect(result.rows[0]?.explanation[0]?.id).toBe('not_planned_duplicate_stock');
});

describe('beside pulled sheets', () => {
  const pulled = (table: SheetTableId, columns: string[], rows: (string | number | null)[][]): ReadTable => ({
    table,
    columns,
    rows,
    sheetName: table,
    sheetRows: rows.map((_, at) => at + 6),
    sheetColumns: columns.map((_, at) => at),
    stamp: { cut: 'c1', dataTime: NOW, planVersion: null },
    duplicates: [],
  });
  const base = new Map<SheetTableId, ReadTable>([
    [
      'TW_SKU',
      pulled(
        'TW_SKU',
        ['sku_id', 'name', 'moq'],
        [
          ['A', 'Alpha', 10],
          ['B', 'Beta', 20],
        ],
      ),
    ],
    ['TW_Warehouses', pulled('TW_Warehouses', ['warehouse_id', 'type'], [['NGB', 'bonded']])],
    [
      'TW_Stock',
      pulled(
        'TW_Stock',
        ['sku_id', 'warehouse_id', 'on_hand', 'reserved', 'available', 'first_expiry'],
        [
          ['A', 'NGB', 100, 40, 60, '2027-01-01'],
          ['B', 'NGB', 50, 0, 50, null],
        ],
      ),
    ],
    [
      'TW_Sales',
      pulled(
        'TW_Sales',
        ['sku_id', 'warehouse_id', 'model', 'w1'],
        [
          ['A', 'NGB', 'bonded', 5],
          ['A', 'NGB', 'direct', 6],
          ['B', 'NGB', 'bonded', 7],
        ],
      ),
    ],
    [
      'TW_Lanes',
      pulled('TW_Lanes', ['lane_id', 'to_id', 'purpose', 'lead_mean_days'], [['L1', 'NGB', 'replenish', 25]]),
    ],
  ]);

  test('own figures take the place of theirs, thing by thing; the rest stays', () => {
    const { tables, problems } = convert(
      [
        body(
          '表',
          [
            ['SKU', 'TW_SKU.sku_id'],
            ['MOQ', 'TW_SKU.moq'],
            ['库存', 'TW_Stock.on_hand'],
            ['近7日销量', 'TW_Sales.last_7d'],
            ['交期', 'TW_Lanes.lead_mean_days'],
          ],
          [['A', 99, 80, 14, 40]],
          'NGB',
        ),
      ],
      { base },
    );
    expect(rowsOf(tables, 'TW_SKU')).toMatchObject([
      { sku_id: 'A', name: 'Alpha', moq: 99 },
      { sku_id: 'B', moq: 20 },
    ]);
    // reserved is not known of the own figure: theirs does not belong to it; the expiry still does
    expect(rowsOf(tables, 'TW_Stock')).toMatchObject([
      { sku_id: 'A', on_hand: 80, reserved: null, available: 80, first_expiry: '2027-01-01' },
      { sku_id: 'B', on_hand: 50, available: 50 },
    ]);
    expect(rowsOf(tables, 'TW_Sales')).toMatchObject([
      { sku_id: 'B', model: 'bonded', w1: 7 },
      { sku_id: 'A', model: null, w1: 14 },
    ]);
    expect(rowsOf(tables, 'TW_Lanes')).toMatchObject([
      { lane_id: 'L1', lead_mean_days: 25 },
      { to_id: 'NGB', sku_id: 'A', lead_mean_days: 40 },
    ]);
    expect(rowsOf(tables, 'TW_Warehouses')).toMatchObject([{ warehouse_id: 'NGB', type: 'bonded' }]);
    expect(codes(problems)).not.toContain('warehouse_type');
    expect(tables.get('TW_Stock')?.stamp?.cut).toBe('c1');
    // what was pulled is not changed by it
    expect(base.get('TW_Stock')?.rows[0]).toEqual(['A', 'NGB', 100, 40, 60, '2027-01-01']);
  });
});
