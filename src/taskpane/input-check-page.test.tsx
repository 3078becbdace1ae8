import type { Navigation } from './navigation';
import type { Session } from './session';
import type { FakeWorkbook } from './session/testing/fake-workbook';
import { button, dom, lendGlobals, mount, press, says, until } from './session/testing/pane';

const { document } = dom.window;
beforeAll(lendGlobals);

let root: { unmount(): void } | null = null;
afterEach(() => root?.unmount());

/** The pulled fixture with three slips of the pen (a cost in fen, a stock below zero, P90 under P50), and rows refused. */
async function open(): Promise<{ session: Session; workbook: FakeWorkbook; navigation: Navigation }> {
  const pane = await mount();
  root = pane.root;
  await pane.session.connect();
  await pane.session.chooseBrand('sample');
  await pane.session.pull();
  pane.workbook.type('TW_SKU', ['22752'], 'unit_cost', 1900);
  pane.workbook.type('TW_Stock', ['85123A', 'NGB'], 'available', -6);
  pane.workbook.type('TW_Lanes', ['SUP-OSA'], 'lead_p90', 5);
  pane.navigation.go({ page: 'inputCheck' });
  return pane;
}

const cell = (workbook: FakeWorkbook, table: 'TW_InputCheck', column: string): unknown[] =>
  workbook.tables.get(table)?.rows.map((_, at) => workbook.cell(table, at, column)) ?? [];

it('lists what is wrong by money, leads to the cell, and forgets what was mended', async () => {
  const { session, workbook } = await open();
  await until('the page', () => says('Not checked yet.'));
  await press('Check now');
  await until('the findings', () => says('Cost or price far off'));
  expect(says('4 to look at.')).toBe(true);
  const groups = [...document.querySelectorAll('#pane main button[aria-expanded]')].map(
    (one) => one.getAttribute('aria-label') ?? '',
  );
  // a hundredfold cost on 75 + 4 weeks hangs most; six pieces at 20 least
  expect(groups).toEqual([
    'Cost or price far off, 1 finding',
    'P90 under P50, 1 finding',
    'Stock below zero, 1 finding',
    'Rows refused by the import, 1 finding',
  ]);
  await press('Cost or price far off, 1 finding');
  await until('the sentence', () => says('22752 costs 1,900; at its price of 52, about'));
  expect(says('Check the decimal point, and yuan against fen.')).toBe(true);
  await press('SKU!F6');
  await until('the cell', () => workbook.selected?.column === 'unit_cost');
  expect(workbook.selected).toMatchObject({ table: 'TW_SKU', key: ['22752'] });

  workbook.type('TW_SKU', ['22752'], 'unit_cost', 19);
  await press('Check again');
  await until('three left', () => says('3 to look at.'));
  expect(says('Cost or price far off')).toBe(false);
  expect(session.getState().inputCheck?.findings?.map(({ check }) => check)).toEqual([
    'lead_order',
    'negative_stock',
    'refused_rows',
  ]);
});

it('remembers in the workbook what is right, by whom, until the value changes', async () => {
  const { session, workbook } = await open();
  session.setPlanner('Zhao');
  await press('Check now');
  await until('the findings', () => says('Stock below zero'));
  await press('Stock below zero, 1 finding');
  await press(/^This is right: 85123A at NGB holds -6/);
  await until('set aside', () => says('Set aside as right') && says('3 to look at, 1 set aside.'));
  expect(says('Zhao, 23 Nov')).toBe(true);
  expect(Object.values(workbook.settings.get('inputCheck.right') as object)).toEqual([
    { value: '-6|1', by: 'Zhao', on: '2026-11-23' },
  ]);
  await press('Check again');
  await until('still set aside', () => session.getState().job === null && says('1 set aside'));
  workbook.type('TW_Stock', ['85123A', 'NGB'], 'available', -7);
  await press('Check again');
  await until('asked again', () => says('4 to look at.'));
  expect(says('Set aside as right')).toBe(false);
});

it('writes the findings as a sheet, in the language of the workbook', async () => {
  const { session, workbook } = await open();
  await press('Check now');
  await until('the findings', () => says('P90 under P50'));
  await press('As sheet');
  await until('the sheet', () => says('holds 4 findings.'));
  expect(cell(workbook, 'TW_InputCheck', 'check')).toEqual([
    'Cost or price far off',
    'P90 under P50',
    'Stock below zero',
    'Rows refused by the import',
  ]);
  expect(cell(workbook, 'TW_InputCheck', 'level')).toEqual(['error', 'error', 'error', 'warning']);
  expect(cell(workbook, 'TW_InputCheck', 'place')).toEqual(['SKU!F6', 'Lanes!I7', 'Stock!E10', '']);
  expect(session.getState().problem).toBeNull();
});

it('looks a plan’s input over without being asked, and Home and Data say so', async () => {
  const { session, navigation } = await open();
  await session.plan();
  expect(session.getState().inputCheck).toMatchObject({ look: 4, total: 4 });
  navigation.go({ page: 'home' });
  await until('Home', () => says('Input check4 of 4 look'));
  navigation.go({ page: 'data' });
  await until('Data', () => says('4 of 4 look'));
  session.setLanguage('zh');
  await until('Chinese', () => says('数据体检') && says('4 项中 4 项待核对'));
  await press(/数据体检/);
  await until('the page in Chinese', () => button('重新体检') !== undefined);
  await press('成本或售价相差悬殊，1 项');
  await until('the sentence', () => says('22752 成本 1,900；售价 52 时同类目常见约'));
});

it('recalls the numbers of the last look when the workbook is opened again', async () => {
  const first = await open();
  await press('Check now');
  await until('the findings', () => says('P90 under P50'));
  root?.unmount();
  const pane = await mount({ workbook: first.workbook });
  root = pane.root;
  await until('the numbers', () => pane.session.getState().inputCheck !== null);
  expect(pane.session.getState().inputCheck).toMatchObject({ look: 4, total: 4, findings: null });
});

it('says when nothing is wrong, and when there is nothing to look at', async () => {
  const pane = await mount();
  root = pane.root;
  pane.navigation.go({ page: 'inputCheck' });
  await until('no data', () => says('No data in this workbook yet.'));
  await pane.session.connect();
  await pane.session.chooseBrand('sample');
  await pane.session.pull();
  await press('Check now');
  // the service has refused rows, which is no fault of the sheets
  await until('all there is', () => says('1 to look at.') && says('Rows refused by the import'));
  await press('Rows refused by the import, 1 finding');
  await press(/^This is right: 3 rows of stock.csv/);
  await until('nothing left', () => says('Nothing needs a look, 1 set aside.'));
  expect(button('As sheet')?.disabled).toBe(true);
});
