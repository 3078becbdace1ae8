import type { ReadTable } from '../../workbook/types';
import { itemKeyOf, itemRows, planRowsOf, rowFilters, viewItem } from './item';
import { toRecords } from './records';
import { FakeWorkbook } from './testing/fake-workbook';
import { fillSheets, ITEM_STAMP, itemSheets, STATISTICAL } from './testing/item-sheets';
import type { ItemView } from './types';

const KEY = { sku: '84029G', warehouse: 'NGB' };

async function view(change: (workbook: FakeWorkbook) => void = () => {}): Promise<ItemView> {
  const workbook = new FakeWorkbook();
  fillSheets(workbook);
  change(workbook);
  const plan = toRecords((await workbook.readTables(['TW_Plan'])).get('TW_Plan'));
  const tables = await workbook.readRows(rowFilters(KEY.sku, KEY.warehouse));
  return viewItem({ plan, rows: itemRows(tables), words: null, pending: false }, KEY, null);
}
const week = (item: ItemView, offset: number) => item.weeks.find((candidate) => candidate.offset === offset);
const correct = (workbook: FakeWorkbook, row: Record<string, string | number | null>): void => {
  const sheets = itemSheets();
  fillSheets(workbook, { ...sheets, TW_Corrections: [{ ...sheets.TW_Corrections?.[0], ...row }] });
};

describe('the weeks of an item', () => {
  it('run from W-26 to W+13, each by its Monday, with no gap at the data cut', async () => {
    const item = await view();
    expect(item.weeks).toHaveLength(39);
    expect(item.weeks.map(({ offset }) => offset).filter((offset) => Math.abs(offset) === 1)).toEqual([-1, 1]);
    // the data are of Monday 23 November: W-1 is the week of the 16th, W+1 the week that begins that day
    expect(week(item, -1)).toMatchObject({ monday: '2026-11-16', sold: 290, forecast: null });
    expect(week(item, 1)).toMatchObject({ monday: '2026-11-23', sold: null, forecast: 520, low: 364, target: 1880 });
    expect(week(item, 13)?.monday).toBe('2027-02-15');
  });

  it('hold the demand that the plan counts: sold and the corrections of the week', async () => {
    const item = await view();
    // +30 on 18 November (W-1), −80 on 5 November (W-3)
    expect(week(item, -1)?.demand).toBe(320);
    expect(week(item, -3)).toMatchObject({ sold: 300, demand: 220 });
    expect(week(item, -2)).toMatchObject({ sold: 820, demand: 820 });
  });

  it('take a day at its raw figure when the planner says so', async () => {
    const item = await view((workbook) => correct(workbook, { use_raw: 'yes' }));
    expect(week(item, -1)).toMatchObject({ sold: 290, demand: 290 });
    expect(item.corrections[0]?.useRaw).toBe(true);
  });

  it('are unknown, not 0, where a correction leaves the day unknown', async () => {
    const item = await view((workbook) => correct(workbook, { change: null, corrected: null }));
    expect(week(item, -1)).toMatchObject({ sold: 290, demand: null });
  });

  it('add the models of a warehouse, and only what is of this item', async () => {
    const item = await view((workbook) => {
      const sheets = itemSheets();
      const direct = { sku_id: '84029G', warehouse_id: 'NGB', model: 'direct', w1: 10 };
      fillSheets(workbook, { ...sheets, TW_Sales: [...(sheets.TW_Sales ?? []), direct] });
    });
    // corrections are of the bonded row alone
    expect(week(item, -1)).toMatchObject({ sold: 300, demand: 330 });
    expect(week(item, -2)?.sold).toBe(820);
  });

  it('stand at their dates when newer sales have come than the forecast was made from', async () => {
    const item = await view((workbook) => {
      const sales = workbook.tables.get('TW_Sales');
      if (sales) sales.stamp = { ...ITEM_STAMP, dataTime: '2026-11-30T01:12:00Z' };
    });
    // the week of 23 November is over now: it has sales and what was forecast for it
    expect(week(item, -1)).toMatchObject({ monday: '2026-11-23', sold: 290, forecast: STATISTICAL[0] });
    expect(week(item, 1)).toMatchObject({ monday: '2026-11-30', forecast: STATISTICAL[1] });
    expect(item.weeks[item.weeks.length - 1]?.offset).toBe(12);
  });

  it('follow the date a Forecast row says itself', async () => {
    const item = await view((workbook) => {
      const sheets = itemSheets();
      const [row] = sheets.TW_Forecast ?? [];
      fillSheets(workbook, { ...sheets, TW_Forecast: [{ ...row, first_week: '2026-11-30' }] });
    });
    expect(week(item, 2)).toMatchObject({ monday: '2026-11-30', forecast: STATISTICAL[0] });
  });

  it('are none when the sheets know nothing of the item', async () => {
    const workbook = new FakeWorkbook();
    fillSheets(workbook);
    const tables = await workbook.readRows(rowFilters('NOPE', 'NGB'));
    const item = viewItem({ plan: [], rows: itemRows(tables), words: null, pending: false }, KEY, null);
    expect(item).toMatchObject({ weeks: [], forecast: null, overrides: [], corrections: [], row: null });
  });
});

describe('overrides', () => {
  const line = (row: Record<string, string | number | null>) => async (): Promise<ItemView> =>
    view((workbook) => {
      const base = { sku_id: '84029G', warehouse_id: 'NGB', quantity: 400, author: 'Zhao', statistical: 310 };
      fillSheets(workbook, { ...itemSheets(), TW_Overrides: [{ ...base, week: '2026-11-30', ...row }] });
      workbook.type('TW_Forecast', ['84029G', 'NGB'], 'f2', 400);
    });

  it('are new until a plan says what became of them, and wait for it', async () => {
    const item = await line({ expires: '2026-12-07', state: null })();
    expect(item.overrides).toMatchObject([{ week: '2026-11-30', quantity: 400, state: 'new', author: 'Zhao' }]);
    expect(week(item, 2)).toMatchObject({ overridden: true, forecast: 400, statistical: 310 });
    expect(item.pending).toBe(true);
  });

  it('are withdrawn when they ended before the plan knew', async () => {
    const item = await line({ expires: '2026-11-23', state: null })();
    expect(item.overrides[0]?.state).toBe('withdrawn');
    expect(week(item, 2)?.overridden).toBe(false);
    expect(item.pending).toBe(true);
  });

  it('keep the state of the last plan', async () => {
    const item = await line({ expires: '2026-12-07', state: 'active' })();
    expect(item.overrides[0]?.state).toBe('active');
    expect(item.pending).toBe(false);
  });

  it('are seen, too, where a number was typed into the Forecast sheet', async () => {
    const item = await view((workbook) => workbook.type('TW_Forecast', ['84029G', 'NGB'], 'f3', 99));
    expect(week(item, 3)).toMatchObject({ overridden: true, forecast: 99, statistical: 280 });
    expect(item.overrides).toEqual([]);
  });
});

it('lists the promotions of the weeks shown: those of every SKU and its own, phases as one', async () => {
  const item = await view((workbook) => {
    const sheets = itemSheets();
    const presale = {
      promo_id: 'BF',
      phase: 'presale',
      name: 'Black Friday',
      starts_at: '2026-11-22T16:00:00Z',
      ends_at: '2026-11-24T15:59:59Z',
      sku_id: '84029G',
    };
    fillSheets(workbook, { ...sheets, TW_Calendar: [...(sheets.TW_Calendar ?? []), presale] });
  });
  expect(item.promotions).toEqual([
    // 20:00 on 10 November in Beijing is 12:00 UTC
    { id: 'D11', name: '11.11', from: '2026-11-10', to: '2026-11-11', uplift: null },
    { id: 'BF', name: 'Black Friday', from: '2026-11-23', to: '2026-11-30', uplift: 2.5 },
  ]);
});

describe('rules', () => {
  const policy = (rows: Record<string, string | null>[]) =>
    view((workbook) => {
      const filled = rows.map((row) => ({ scope: 'sku', scope_id: '84029G', effective_from: null, ...row }));
      fillSheets(workbook, { ...itemSheets(), TW_Policy: filled });
    });

  it('are those of the SKU alone, the latest in force', async () => {
    const item = await policy([
      { key: 'service_level', value: '97%', effective_from: '2026-01-01' },
      { key: 'service_level', value: '0.98', effective_from: '2026-11-01' },
      { key: 'service_level', value: '0.99', effective_from: '2026-11-24' },
      { key: 'safety_days', value: '12', effective_to: '2026-11-22' },
      { key: 'safety_days', value: '14', scope_id: '22752' },
    ]);
    expect(item.rules).toMatchObject({ serviceLevel: 0.98, safetyDays: null });
  });

  it('give the days an override holds, the narrowest scope first', async () => {
    expect((await policy([])).rules.overrideDays).toBe(91);
    const rows = [
      { key: 'override_days', value: '28', scope: 'brand', scope_id: null },
      { key: 'override_days', value: '14', scope: 'tier', scope_id: 'hit' },
    ];
    expect((await policy(rows)).rules.overrideDays).toBe(14);
  });
});

describe('the plan row', () => {
  const plan = [
    { sku_id: 'A', warehouse_id: 'X', at_stake: 1 },
    { sku_id: 'A', warehouse_id: 'Y', at_stake: 9 },
    { sku_id: 'B', warehouse_id: 'X', at_stake: 99 },
  ];

  it('is the dearest one of an SKU without a warehouse, and never another warehouse’s', () => {
    expect(planRowsOf(plan, { sku: 'A', warehouse: null }).row?.warehouse_id).toBe('Y');
    expect(planRowsOf(plan, { sku: 'A', warehouse: 'Z' }).row).toBeNull();
    expect(planRowsOf(plan, { sku: 'A', warehouse: 'X' }).rows).toHaveLength(2);
  });

  it('is named by any sheet that has an SKU and a warehouse, or where goods go to', () => {
    const selected = (row: ReadTable['rows'][number] | Record<string, string | null>) =>
      itemKeyOf({ address: 'A6', sheetName: 'x', table: null, row: row as never, formula: null, value: null });
    expect(selected({ sku_id: 'A', to_id: 'NGB' })).toEqual({ sku: 'A', warehouse: 'NGB' });
    expect(selected({ sku_id: 'A' })).toEqual({ sku: 'A', warehouse: null });
    expect(selected({ sku_id: null })).toBeNull();
  });
});
