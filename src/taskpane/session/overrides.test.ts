import { FORECAST_WEEKS, forecastLineId, type CellValue, type SheetTableId } from '../../tables';
import type { ReadTable } from '../../workbook/types';
import { collectOverrides } from './overrides';

type Row = Record<string, CellValue>;

const F = (week: number) => forecastLineId('f', week);
const S = (week: number) => forecastLineId('s', week);
const block = (line: 'f' | 's', value: CellValue): Row =>
  Object.fromEntries(Array.from({ length: FORECAST_WEEKS }, (_, at) => [forecastLineId(line, at + 1), value]));

function sheet(table: SheetTableId, rows: Row[], more: Partial<ReadTable> = {}): [SheetTableId, ReadTable] {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return [
    table,
    {
      table,
      columns,
      rows: rows.map((row) => columns.map((id) => row[id] ?? null)),
      sheetName: table,
      sheetRows: rows.map((_, at) => 6 + at),
      sheetColumns: columns.map((_, at) => at),
      // W+1 is the week of 23 November
      stamp: { cut: 'c', dataTime: '2026-11-23T01:12:00Z', planVersion: 'v1' },
      duplicates: [],
      ...more,
    },
  ];
}
const forecast = (...cells: Row[]): [SheetTableId, ReadTable] =>
  sheet(
    'TW_Forecast',
    cells.map((row) => ({ sku_id: 'A', warehouse_id: 'NGB', ...block('f', 70), ...block('s', 70), why: null, ...row })),
  );
const recorded = (...rows: Row[]): [SheetTableId, ReadTable] =>
  sheet(
    'TW_Overrides',
    rows.map((row) => ({
      sku_id: 'A',
      warehouse_id: 'NGB',
      week: '2026-11-30',
      quantity: 100,
      author: 'Lin',
      reason: 'launch',
      made_on: '2026-11-16',
      expires: '2026-12-07',
      used: null,
      ...row,
    })),
  );
const terms = { today: '2026-11-23', author: 'Wu', days: () => 91 };
const collect = (...tables: [SheetTableId, ReadTable][]) => collectOverrides(new Map(tables), terms);

describe('numbers typed over the forecast', () => {
  it('are overrides of their week, signed, with the row’s reason, until the week is over', () => {
    expect(collect(forecast({ [F(3)]: 120, why: 'TV spot' }))).toEqual([
      {
        sku_id: 'A',
        warehouse_id: 'NGB',
        week: '2026-12-07',
        quantity: 120,
        author: 'Wu',
        reason: 'TV spot',
        made_on: '2026-11-23',
        expires: '2026-12-14',
      },
    ]);
    expect(collectOverrides(new Map([forecast({ [F(1)]: 0 })]), { ...terms, author: '' })).toMatchObject([
      { week: '2026-11-23', quantity: 0, author: null },
    ]);
  });

  it('end earlier where the policy says so', () => {
    const [early] = collectOverrides(new Map([forecast({ [F(13)]: 1 })]), { ...terms, days: () => 28 });
    expect(early?.expires).toBe('2026-12-21');
  });

  it('are none where the cell holds what the plan wrote', () => {
    expect(collect(forecast({}))).toEqual([]);
    // Excel keeps 15 digits
    expect(collect(forecast({ [S(2)]: 70.000000000000014, [F(2)]: 70 }))).toEqual([]);
    expect(collect(forecast({ ...block('f', null), ...block('s', null) }))).toEqual([]);
  });

  it('are of the week the row was written for, not of the sheet’s newest', () => {
    expect(collect(forecast({ [F(1)]: 9, first_week: '2026-11-16' }))).toMatchObject([{ week: '2026-11-16' }]);
  });

  it('cannot be told from a forecast without its statistical numbers beside it', () => {
    expect(collect(sheet('TW_Forecast', [{ sku_id: 'A', warehouse_id: 'NGB', ...block('f', 5) }]))).toEqual([]);
  });

  it('stand where nothing was forecast', () => {
    const typed = collect(forecast({ ...block('f', null), ...block('s', null), [F(2)]: 40 }));
    expect(typed).toMatchObject([{ week: '2026-11-30', quantity: 40 }]);
  });

  it('are no words: those are left to their author', () => {
    const [id, table] = forecast({ [F(2)]: null });
    const unreadable = [{ address: 'Forecast!M6', column: F(2), text: 'about 50' }];
    expect(collect([id, { ...table, unreadable }], recorded({ used: 100 }))).toMatchObject([
      { quantity: 100, expires: '2026-12-07' },
    ]);
  });
});

describe('overrides on record', () => {
  it('stay as they are while the forecast shows them, used or just asked for', () => {
    expect(collect(recorded({ used: 100 }), forecast({ [F(2)]: 100 }))).toMatchObject([
      { quantity: 100, author: 'Lin' },
    ]);
    expect(collect(recorded({}), forecast({ [F(2)]: 100 }))).toMatchObject([{ quantity: 100, author: 'Lin' }]);
    // asked for in the Overrides sheet and not planned yet: the forecast still holds the statistical number
    expect(collect(recorded({}), forecast({}))).toMatchObject([{ quantity: 100, expires: '2026-12-07' }]);
  });

  it('take over a number typed into the forecast, and its reason where there is one', () => {
    expect(collect(recorded({ used: 100 }), forecast({ [F(2)]: 150 }))).toEqual([
      {
        sku_id: 'A',
        warehouse_id: 'NGB',
        week: '2026-11-30',
        quantity: 150,
        author: 'Wu',
        reason: 'launch',
        made_on: '2026-11-23',
        expires: '2026-12-07',
      },
    ]);
    expect(collect(recorded({ used: 100 }), forecast({ [F(2)]: 150, why: 'more' }))[0]?.reason).toBe('more');
  });

  it('end today when the statistical number is typed back or the cell is blanked, and stay on record', () => {
    for (const cell of [70, null]) {
      expect(collect(recorded({ used: 100 }), forecast({ [F(2)]: cell }))).toMatchObject([
        { quantity: 100, author: 'Lin', expires: '2026-11-23' },
      ]);
    }
  });

  it('follow a change in their own sheet, whatever the forecast still shows', () => {
    expect(collect(recorded({ quantity: 60, used: 100 }), forecast({ [F(2)]: 100 }))).toMatchObject([{ quantity: 60 }]);
    expect(collect(recorded({ quantity: null, used: 100 }), forecast({ [F(2)]: 100 }))).toMatchObject([
      { quantity: null },
    ]);
    const expired = recorded({ expires: '2026-11-20', used: 100 });
    expect(collect(expired, forecast({ [F(2)]: 100 }))).toMatchObject([{ quantity: 100, expires: '2026-11-20' }]);
  });

  it('are made anew by a number typed after they ended', () => {
    const ended = recorded({ expires: '2026-11-20' });
    expect(collect(ended, forecast({ [F(2)]: 55 }))).toMatchObject([
      { quantity: 55, made_on: '2026-11-23', expires: '2026-12-07' },
    ]);
  });

  it('may be typed by hand, for any day of the week', () => {
    const byHand = recorded({ week: '2026-12-02', author: null, reason: null, made_on: null, expires: null });
    expect(collect(byHand, forecast({}))).toMatchObject([{ week: '2026-12-02', quantity: 100, expires: null }]);
    expect(collect(byHand, forecast({ [F(2)]: 110 }))).toMatchObject([{ week: '2026-12-02', quantity: 110 }]);
  });

  it('that cannot be read are named, and a row that asks for nothing is left out', () => {
    const [id, table] = recorded({ quantity: null }, { week: null, quantity: null });
    const unreadable = [
      { address: "'Overrides'!F6", column: 'quantity', text: 'many' },
      { address: "'Overrides'!J6", column: 'expires', text: 'soon' },
    ];
    expect(collect([id, { ...table, unreadable }])).toMatchObject([{ quantity: NaN, expires: '?' }]);
  });
});
