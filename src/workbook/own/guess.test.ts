import { headingUnit } from './heading-name';
import { guessMeanings } from './guess';
import { MEANINGS_BY_NAME, meaningInfo, OWN_MEANINGS } from './meanings';
import { periodOf } from './periods';
import type { OwnLook, OwnMeaning } from './types';

type Column = [heading: string[], kind: 'text' | 'number' | 'date' | 'blank', examples?: string[]];

const look = (columns: Column[]): OwnLook => ({
  place: { kind: 'range', sheetId: 's', sheetName: 'S', row: 0, column: 0, rows: 9, columns: columns.length },
  address: 'S!A1:Z9',
  headingRows: 1,
  columns: columns.map(([heading, kind, examples = []], position) => ({
    position,
    heading,
    kind,
    filled: kind === 'blank' ? 0 : 5,
    formulas: 0,
    odd: 0,
    merged: 0,
    examples,
    hidden: false,
  })),
  rows: 8,
  hiddenRows: 0,
  filtered: false,
  protected: false,
  others: [],
});
const known = { skus: new Set(['KB-100', 'KB-200']), warehouses: new Set(['NGB', '宁波保税仓']) };
const nobody = { skus: new Set<string>(), warehouses: new Set<string>() };

/** What each column was taken for; `?` after it: unsure. */
const taken = (columns: Column[], of = nobody): (string | null)[] =>
  guessMeanings(look(columns), of).map(({ meaning, sure }) =>
    meaning === null ? null : `${meaning}${sure ? '' : '?'}`,
  );

describe('guessing what a column means', () => {
  test('two rows of headings: the title over a column counts', () => {
    expect(
      taken([
        [['商品', 'SKU货号'], 'text'],
        [['可用库存数量', '总可用'], 'number'],
        [['可用库存数量', '占用'], 'number'],
        [['在途', '数量'], 'number'],
        [['销量', '近7日'], 'number'],
        [['销量', '近30日'], 'number'],
        [['建议', '数量'], 'blank'],
      ]),
    ).toEqual([
      'TW_SKU.sku_id',
      'TW_Stock.available',
      'TW_Stock.reserved',
      'TW_Stock.in_transit',
      'TW_Sales.last_7d',
      'TW_Sales.last_30d',
      expect.anything(),
    ]);
  });

  test('an empty column waits for the plan, one with figures feeds it', () => {
    expect(
      taken([
        [['可售库存'], 'number'],
        [['安全天数'], 'number'],
        [['预计到货'], 'date'],
      ]),
    ).toEqual(['TW_Stock.available', 'TW_Policy.safety_days', 'TW_Inbound.eta']);
    expect(
      taken([
        [['可售'], 'blank'],
        [['安全天数'], 'blank'],
        [['预计到货'], 'blank'],
        [['建议备货数量'], 'blank'],
      ]),
    ).toEqual(['TW_Plan.available', 'TW_Plan.safety_days', 'TW_Plan.arrives', 'TW_Plan.order_qty']);
  });

  test('two columns that claim one meaning: both named, neither sure', () => {
    expect(
      taken([
        [['可用库存'], 'number'],
        [['可售库存'], 'number'],
      ]),
    ).toEqual(['TW_Stock.available?', 'TW_Stock.available?']);
  });

  test('common words are about the list’s subject', () => {
    expect(
      taken([
        [['采购单号'], 'text'],
        [['货号'], 'text'],
        [['数量'], 'number'],
        [['ETA'], 'date'],
      ])[2],
    ).toBe('TW_Inbound.qty_ordered');
    expect(
      taken([
        [['日期'], 'date'],
        [['货号'], 'text'],
        [['数量'], 'number'],
      ])[2],
    ).toBe('TW_Sales.qty');
  });

  test('forecasts are not sales; a bare month is only probably sales; a date is no total of days', () => {
    expect(
      taken([
        [['销量', '10月'], 'number'],
        [['10月'], 'number'],
        [['预测', '12月'], 'number'],
        [['Forecast', '2026-12'], 'number'],
        [['11月预测'], 'number'],
        [['缺口'], 'number'],
      ]),
    ).toEqual(['TW_Sales.period', 'TW_Sales.period?', null, null, null, null]);
  });

  test('a column of known codes is the key whatever its heading; one of strangers is not sure', () => {
    expect(
      taken(
        [
          [['Ref'], 'text', ['KB-100', 'KB-200']],
          [['Where'], 'text', ['NGB']],
        ],
        known,
      ),
    ).toEqual(['TW_SKU.sku_id', 'TW_Warehouses.warehouse_id']);
    expect(taken([[['SKU'], 'text', ['X-1']]], known)).toEqual(['TW_SKU.sku_id?']);
  });

  test('words in a column of figures make it unsure; what nobody can know is left to the user', () => {
    expect(
      taken([
        [['起订量'], 'text'],
        [['负责人'], 'text'],
        [['人工备注'], 'text'],
        [['采购状态'], 'blank'],
      ]),
    ).toEqual(['TW_SKU.moq?', null, null, null]);
  });

  test('English, and units in brackets', () => {
    expect(
      taken([
        [['Item code'], 'text'],
        [['Sales L30D'], 'number'],
        [['30D Sales'], 'number'],
        [['Avg daily sales (30d)'], 'number'],
        [['Lead time (weeks)'], 'number'],
        [['Safety stock (days)'], 'number'],
        [['Safety stock'], 'blank'],
        [['Suggested order'], 'blank'],
      ]),
    ).toEqual([
      'TW_SKU.sku_id',
      'TW_Sales.last_30d?',
      'TW_Sales.last_30d?',
      'TW_Sales.per_day_30d',
      'TW_Lanes.lead_mean_days',
      'TW_Policy.safety_days',
      'TW_Plan.safety_stock',
      'TW_Plan.order_qty',
    ]);
  });
});

describe('periods', () => {
  test.each([
    [['10月'], '2026-10-01', '2026-10-31'],
    [['12月'], '2025-12-01', '2025-12-31'], // not begun this year
    [['2026年', '10月'], '2026-10-01', '2026-10-31'],
    [['10月', '下旬'], '2026-10-21', '2026-10-31'],
    [['W47'], '2026-11-16', '2026-11-22'], // ISO 8601: week 1 of 2026 begins on 2025-12-29
    [['第1周'], '2025-12-29', '2026-01-04'],
    [['11/16-11/22'], '2026-11-16', '2026-11-22'],
    [['销量', 'W-2'], '2026-11-09', '2026-11-15'],
    [['Oct-26'], '2026-10-01', '2026-10-31'],
    [['2026年10月', '出库'], '2026-10-01', '2026-10-31'],
    [['上月销量'], '2026-10-01', '2026-10-31'],
  ])('%j is %s to %s', (path, from, to) => expect(periodOf(path, '2026-11-23')).toMatchObject({ from, to }));

  test.each([[['备注']], [['13月']], [['W54']], [['2026-02-30']], [['销量']]])('%j is none', (path) =>
    expect(periodOf(path, '2026-11-23')).toBeNull(),
  );
});

describe('vocabulary', () => {
  test('every name leads to meanings that exist', () => {
    for (const meanings of MEANINGS_BY_NAME.values())
      for (const meaning of meanings) expect(meaningInfo(meaning)).not.toBeNull();
  });
  test('ids are unique, labels are given in both languages, and results belong to the plan', () => {
    const ids = OWN_MEANINGS.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { label, result, group } of OWN_MEANINGS) {
      expect(label.en && label.zh).toBeTruthy();
      expect(result).toBe(group === 'plan');
    }
    expect(meaningInfo('TW_Sales.last_45d')?.label.zh).toBe('近45日销量');
    expect(meaningInfo('TW_Stock.nonsense' as OwnMeaning)).toBeNull();
  });
  test('units in brackets', () => {
    expect(headingUnit('重量（kg）', 'g').factor).toBe(1000);
    expect(headingUnit('保质期(月)', 'days').factor).toBe(30);
    expect(headingUnit('MOQ (ctn)', 'units').cartons).toBe(true);
    expect(headingUnit('采购单价（元/件）', 'money').currency).toBe('CNY');
    expect(headingUnit('Cost (JPY)', 'money').currency).toBe('JPY');
  });
});
