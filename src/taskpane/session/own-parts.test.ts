import type { OwnBody, OwnColumnFacts, OwnGuess, OwnLook, OwnMapping, OwnMeaning } from '../../workbook/own/types';
import type { ReadTable } from '../../workbook/types';
import { checkRows } from './own-check';
import { inputsHash } from './own-hash';
import { claimsIn, faultOf, givesOf, proposalOf, samePlace } from './own-mapping';
import { pulledFirst } from './own-merge';
import { ownWanted } from './own-wanted';

const place = (row = 0, column = 0, rows = 5, columns = 4) => ({
  kind: 'range' as const,
  sheetId: 's1',
  sheetName: '备货计划',
  ...{ row, column, rows, columns },
});

const mappingOf = (meanings: (OwnMeaning | null)[], patch: Partial<OwnMapping> = {}): OwnMapping => ({
  id: 'm1',
  name: '备货计划',
  place: place(),
  headingRows: 1,
  columns: meanings.map((meaning, position) => ({ position, heading: [`h${position}`], meaning, write: false })),
  warehouse: null,
  ...patch,
});

const facts = (position: number, heading: string, patch: Partial<OwnColumnFacts> = {}): OwnColumnFacts => ({
  position,
  heading: [heading],
  kind: 'number',
  filled: 4,
  formulas: 0,
  odd: 0,
  merged: 0,
  examples: [],
  hidden: false,
  ...patch,
});

const lookOf = (columns: OwnColumnFacts[]): OwnLook => ({
  place: place(0, 0, 5, columns.length),
  address: '备货计划!A1:E5',
  headingRows: 1,
  columns,
  rows: 4,
  hiddenRows: 0,
  filtered: false,
  protected: false,
  others: [],
});

const guess = (position: number, meaning: OwnMeaning | null, sure = true): OwnGuess => ({
  ...{ position, meaning, sure, rivals: [] },
});

describe('what a range could be mapped as', () => {
  const look = lookOf([
    facts(0, '货号'),
    facts(1, '可售'),
    facts(2, '可用'),
    facts(3, '建议补货量', { filled: 0, kind: 'blank' }),
    facts(4, '状态'),
  ]);
  const guesses = [
    guess(0, 'TW_SKU.sku_id'),
    guess(1, 'TW_Stock.available', false),
    guess(2, 'TW_Stock.available', false),
    guess(3, 'TW_Plan.order_qty'),
    guess(4, 'TW_Plan.status'),
  ];

  it('gives a meaning that two columns claim to neither, and shows both', () => {
    const { mapping, claimed } = proposalOf(look, guesses, null);
    expect(claimed).toEqual([{ meaning: 'TW_Stock.available', positions: [1, 2] }]);
    expect(mapping.columns.map(({ meaning }) => meaning)).toEqual([
      'TW_SKU.sku_id',
      null,
      null,
      'TW_Plan.order_qty',
      'TW_Plan.status',
    ]);
  });

  it('writes results into columns that are empty, never into filled ones unasked', () => {
    const { mapping } = proposalOf(look, guesses, null);
    expect(mapping.columns.map(({ write }) => write)).toEqual([false, false, false, true, false]);
  });

  it('keeps what was chosen before, by heading, wherever the column stands now', () => {
    const before = mappingOf(['TW_SKU.sku_id', null, 'TW_Stock.available', null, 'TW_Plan.status'], { id: 'kept' });
    before.columns.forEach((column, at) => (column.heading = look.columns[at]!.heading));
    before.columns[4]!.write = true;
    const moved = lookOf([...look.columns].reverse().map((column, position) => ({ ...column, position })));
    const again = proposalOf(
      moved,
      guesses.map((one) => ({ ...one, position: 4 - one.position })),
      before,
    );
    expect(again).toMatchObject({ kept: true, claimed: [], mapping: { id: 'kept' } });
    expect(again.mapping.columns.map(({ meaning, write }) => [meaning, write])).toEqual([
      ['TW_Plan.status', true],
      // chosen to be unused, whatever the guess says
      [null, false],
      ['TW_Stock.available', false],
      [null, false],
      ['TW_SKU.sku_id', false],
    ]);
  });

  it('knows a range again that has grown, and the one beside it as another', () => {
    expect(samePlace(place(0, 0, 5, 4), place(0, 0, 9, 6))).toBe(true);
    expect(samePlace(place(0, 0, 5, 4), place(0, 5, 5, 4))).toBe(false);
  });
});

describe('what keeps a mapping from being kept', () => {
  it('names columns that hold one meaning, the SKU under any of our tables included', () => {
    expect(faultOf(mappingOf(['TW_SKU.sku_id', 'TW_Plan.sku_id', 'TW_Plan.status']))).toEqual({
      why: 'double',
      meaning: 'TW_SKU.sku_id',
      columns: ['h0', 'h1'],
    });
    // columns of a period each may be many
    expect(claimsIn(mappingOf(['TW_Sales.period', 'TW_Sales.period']).columns)).toEqual([]);
  });

  it('asks for a key, for a meaning, and for the warehouse of stock and sales', () => {
    expect(faultOf(mappingOf([null, null]))).toEqual({ why: 'nothing' });
    expect(faultOf(mappingOf(['TW_SKU.sku_id', null]))).toEqual({ why: 'nothing' });
    expect(faultOf(mappingOf([null, 'TW_Plan.order_qty']))).toEqual({ why: 'noKey' });
    expect(faultOf(mappingOf(['TW_SKU.sku_id', 'TW_Stock.available']))).toEqual({ why: 'noWarehouse' });
    expect(faultOf(mappingOf(['TW_SKU.sku_id', 'TW_Stock.available'], { warehouse: ' ' }))).toEqual({
      why: 'noWarehouse',
    });
    expect(faultOf(mappingOf(['TW_SKU.sku_id', 'TW_Stock.available'], { warehouse: 'NGB' }))).toBeNull();
    expect(faultOf(mappingOf(['TW_SKU.sku_id', 'TW_Warehouses.warehouse_id', 'TW_Stock.available']))).toBeNull();
    // an SKU list needs none, and neither does one that only takes results
    expect(faultOf(mappingOf(['TW_SKU.sku_id', 'TW_SKU.unit_cost']))).toBeNull();
    expect(faultOf(mappingOf(['TW_SKU.sku_id', 'TW_Plan.order_qty']))).toBeNull();
  });

  it('lets nothing be written but results, and none of our own tables be mapped', () => {
    const stock = mappingOf(['TW_SKU.sku_id', 'TW_Stock.available'], { warehouse: 'NGB' });
    stock.columns[1]!.write = true;
    expect(faultOf(stock)).toEqual({ why: 'notResult', meaning: 'TW_Stock.available' });
    const ours = { kind: 'table' as const, excelId: '1', name: 'TW_Plan', sheetName: 'Plan' };
    expect(faultOf({ ...stock, place: ours })).toEqual({ why: 'ours' });
  });

  it('tells whether a range gives stock or sales', () => {
    expect(givesOf(mappingOf(['TW_SKU.sku_id', 'TW_Stock.available', 'TW_Plan.status']))).toEqual({
      stock: true,
      sales: false,
    });
    expect(givesOf(mappingOf(['TW_SKU.sku_id', 'TW_Sales.last_30d']))).toEqual({ stock: false, sales: true });
  });
});

const bodyOf = (
  keys: (readonly [string | null, string | null])[],
  values: (string | number)[][] = keys.map(([sku, warehouse]) => [sku ?? '', warehouse ?? '']),
  mapping = mappingOf(['TW_SKU.sku_id', 'TW_Warehouses.warehouse_id']),
): OwnBody => ({
  mapping,
  sheetId: 's1',
  sheetName: '备货计划',
  firstRow: 2,
  firstColumn: 1,
  values,
  formulas: values,
  rows: keys.map(([sku, warehouse], index) => ({
    index,
    kind: sku === null ? 'no_key' : 'data',
    ...{ sku, warehouse },
    hidden: false,
  })),
});

describe('how rows fit to what is known', () => {
  const known = {
    against: 'plan' as const,
    keys: [
      { sku: 'A', warehouse: 'NGB' },
      { sku: 'B', warehouse: 'NGB' },
      { sku: 'A', warehouse: 'OSA' },
    ],
  };

  it('counts, and lists strangers, twins and what is missing with their cells', () => {
    const check = checkRows(
      bodyOf([
        ['A', 'NGB'],
        ['X', 'NGB'],
        [null, null],
        ['A', 'NGB'],
      ]),
      known,
    );
    expect(check).toMatchObject({ against: 'plan', rows: 3, matched: 2, sheetId: 's1' });
    // rows 3 to 6 of the sheet, keys in column B
    expect(check.unknown).toEqual([{ sku: 'X', warehouse: 'NGB', address: "'备货计划'!B4" }]);
    expect(check.duplicates).toEqual([{ sku: 'A', warehouse: 'NGB', rows: [3, 6], address: "'备货计划'!B3" }]);
    expect(check.noKey).toEqual(["'备货计划'!B5"]);
    // Osaka is in no row: this list is about Ningbo
    expect(check.lacking).toEqual([{ sku: 'B', warehouse: 'NGB' }]);
  });

  it('compares a list without warehouses by SKU', () => {
    const check = checkRows(
      bodyOf([
        ['A', null],
        ['Y', null],
      ]),
      known,
    );
    expect(check).toMatchObject({
      rows: 2,
      matched: 1,
      unknown: [{ sku: 'Y' }],
      lacking: [{ sku: 'B', warehouse: null }],
    });
  });

  it('says nothing of strangers while nothing is known', () => {
    const check = checkRows(bodyOf([['A', 'NGB']]), { against: 'nothing', keys: [] });
    expect(check).toMatchObject({ rows: 1, matched: 0, unknown: [], lacking: [] });
  });
});

describe('whether a range changed after the plan', () => {
  const mapping = mappingOf(['TW_SKU.sku_id', 'TW_Stock.available', 'TW_Plan.order_qty'], { warehouse: 'NGB' });
  const keys = [
    ['A', 'NGB'],
    ['B', 'NGB'],
  ] as const;
  const hash = inputsHash(
    bodyOf(
      [...keys],
      [
        ['A', 5, ''],
        ['B', 7, ''],
      ],
      mapping,
    ),
  );

  it('does not mind sorting, or what the plan itself writes', () => {
    expect(
      inputsHash(
        bodyOf(
          [...keys].reverse(),
          [
            ['B', 7, 40],
            ['A', 5, 12],
          ],
          mapping,
        ),
      ),
    ).toBe(hash);
  });

  it('minds a figure, a row more, and two figures that changed places', () => {
    expect(
      inputsHash(
        bodyOf(
          [...keys],
          [
            ['A', 6, ''],
            ['B', 7, ''],
          ],
          mapping,
        ),
      ),
    ).not.toBe(hash);
    expect(
      inputsHash(
        bodyOf(
          [...keys],
          [
            ['A', 7, ''],
            ['B', 5, ''],
          ],
          mapping,
        ),
      ),
    ).not.toBe(hash);
    expect(
      inputsHash(
        bodyOf(
          [...keys, ['C', 'NGB']],
          [
            ['A', 5, ''],
            ['B', 7, ''],
            ['C', 1, ''],
          ],
          mapping,
        ),
      ),
    ).not.toBe(hash);
  });

  it('is nothing where the plan reads nothing', () => {
    expect(
      inputsHash(
        bodyOf(
          [...keys],
          [
            ['A', ''],
            ['B', ''],
          ],
          mappingOf(['TW_SKU.sku_id', 'TW_Plan.status']),
        ),
      ),
    ).toBe('');
  });
});

describe('pulled sheets and own ranges together', () => {
  const table = (id: ReadTable['table'], columns: string[], rows: ReadTable['rows']): ReadTable => ({
    ...{ table: id, columns, rows, sheetName: id, stamp: null, duplicates: [] },
    sheetRows: rows.map((_, at) => at + 6),
    sheetColumns: columns.map((_, at) => at),
  });

  it('fill what the pulled facts leave blank', () => {
    const pulled = table(
      'TW_SKU',
      ['sku_id', 'moq', 'unit_cost'],
      [
        ['A', 120, null],
        ['B', null, 3],
      ],
    );
    const own = table(
      'TW_SKU',
      ['sku_id', 'unit_cost', 'moq'],
      [
        ['A', 18, 60],
        ['C', 9, null],
      ],
    );
    expect(pulledFirst(pulled, own).rows).toEqual([
      ['A', 120, 18],
      ['B', null, 3],
      ['C', null, 9],
    ]);
    // the pulled sheet itself is left as it is
    expect(pulled.rows[0]).toEqual(['A', 120, null]);
  });

  it('never count the sales of one item, its stock or its lead time from both', () => {
    const sales = ['sku_id', 'warehouse_id', 'model', 'w1'];
    const pulled = table('TW_Sales', sales, [
      ['A', 'NGB', 'bonded', 10],
      ['A', 'NGB', 'direct', 2],
    ]);
    const own = table('TW_Sales', sales, [
      ['A', 'NGB', null, 13],
      ['B', 'NGB', null, 4],
    ]);
    expect(pulledFirst(pulled, own).rows).toEqual([
      ['A', 'NGB', 'bonded', 10],
      ['A', 'NGB', 'direct', 2],
      ['B', 'NGB', null, 4],
    ]);
    const lanes = (...rows: ReadTable['rows']) => table('TW_Lanes', ['lane_id', 'to_id', 'lead_mean_days'], rows);
    expect(pulledFirst(lanes(['L1', 'NGB', 30]), lanes(['own', 'NGB', 12], ['other', 'OSA', 9])).rows).toEqual([
      ['L1', 'NGB', 30],
      ['other', 'OSA', 9],
    ]);
  });
});

describe('what the plan would have stand in a range', () => {
  const plan = {
    table: 'TW_Plan' as const,
    columns: ['sku_id', 'warehouse_id', 'order_qty', 'days_of_supply'],
    rows: [
      ['A', 'NGB', 120, 9.7],
      ['A', 'OSA', null, 91],
    ],
  };
  const mapping = mappingOf(['TW_SKU.sku_id', 'TW_Plan.order_qty', 'TW_Plan.out_of_stock_on', 'TW_Plan.status']);
  mapping.columns[1]!.write = true;
  mapping.columns[2]!.write = true;

  it('brings the agreed columns only, with the day the stock runs out', () => {
    const [wanted] = ownWanted([mapping], plan, '2026-11-23');
    expect(wanted?.meanings).toEqual(['TW_Plan.order_qty', 'TW_Plan.out_of_stock_on']);
    // 23 November and nine whole days; 91 is the horizon, beyond which nothing is known
    expect(wanted?.rows).toEqual([
      { sku: 'A', warehouse: 'NGB', values: [120, '2026-12-02'] },
      { sku: 'A', warehouse: 'OSA', values: [null, null] },
    ]);
  });

  it('leaves other warehouses out of a range of one', () => {
    const [wanted] = ownWanted([{ ...mapping, warehouse: 'OSA' }], plan, '2026-11-23');
    expect(wanted?.rows.map(({ warehouse }) => warehouse)).toEqual(['OSA']);
  });
});
