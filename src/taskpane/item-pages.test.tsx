import type { Navigation } from './navigation';
import type { Session } from './session';
import { FakeService } from './session/testing/fake-service';
import type { FakeWorkbook } from './session/testing/fake-workbook';
import { fixtureTables } from './session/testing/fixture';
import { forecastFetch } from './session/testing/forecast-answers';
import { fillSheets } from './session/testing/item-sheets';
import { button, dom, lendGlobals, mount, pause, press, says, until } from './session/testing/pane';

const { document } = dom.window;
const ITEM = ['84029G', 'NGB'];

beforeAll(lendGlobals);

let root: { unmount(): void } | null = null;
afterEach(() => root?.unmount());

async function openItem(
  ports: Parameters<typeof mount>[0] = {},
): Promise<{ session: Session; workbook: FakeWorkbook; navigation: Navigation }> {
  const pane = await mount(ports);
  root = pane.root;
  fillSheets(pane.workbook);
  await pane.session.start();
  pane.session.showItem({ sku: '84029G', warehouse: 'NGB' });
  pane.navigation.go({ page: 'item' });
  await until('the chart', () => chart(1) !== undefined);
  return pane;
}

/** What the arrow keys move over: the water lines, then sales and forecast. */
const chart = (at: number): HTMLElement | undefined =>
  document.querySelectorAll<HTMLElement>('#pane main [role=slider]')[at];
const key = (target: Element | undefined, name: string): void => {
  target?.dispatchEvent(new dom.window.KeyboardEvent('keydown', { key: name, bubbles: true, cancelable: true }));
};
const label = (start: string): HTMLElement | undefined =>
  [...document.querySelectorAll<HTMLElement>('#pane main label')].find(({ textContent }) =>
    textContent?.startsWith(start),
  );
const field = (start: string): HTMLInputElement | null =>
  document.getElementById(label(start)?.getAttribute('for') ?? '') as HTMLInputElement | null;
/** Types as a person does: React listens to the value set by the browser. */
function type(input: HTMLInputElement | HTMLSelectElement | null, value: string): void {
  if (!input) throw new Error('no such field');
  const proto = input.tagName === 'SELECT' ? dom.window.HTMLSelectElement : dom.window.HTMLInputElement;
  Object.getOwnPropertyDescriptor(proto.prototype, 'value')?.set?.call(input, value);
  input.dispatchEvent(new dom.window.Event(input.tagName === 'SELECT' ? 'change' : 'input', { bubbles: true }));
}

describe('the chart', () => {
  it('says itself in a sentence, and week by week to the arrow keys', async () => {
    await openItem();
    const images = [...document.querySelectorAll('#pane main svg[role=img]')].map((image) =>
      image.getAttribute('aria-label'),
    );
    expect(images).toContainEqual(expect.stringMatching(/^Last 26 weeks sold [\d,]+; next 13 weeks forecast 3,950/));
    expect(images).toContainEqual(expect.stringContaining('The reorder level is 1,543 at the start'));
    const weeks = chart(1);
    expect(weeks?.getAttribute('aria-valuetext')).toContain('W+1 (23 Nov), Forecast 520, Range 364–702');
    expect(weeks?.getAttribute('aria-valuetext')).toContain('Promotion Black Friday');
    key(weeks, 'ArrowLeft');
    await until('the week before', () => chart(1)?.getAttribute('aria-valuetext')?.startsWith('W-1') === true);
    expect(weeks?.getAttribute('aria-valuetext')).toBe('W-1 (16 Nov), Sold 290, Demand, corrected 320');
    key(weeks, 'End');
    await until('the last week', () => chart(1)?.getAttribute('aria-valuenow') === '39');
    key(weeks, 'ArrowRight');
    await pause(30);
    expect(weeks?.getAttribute('aria-valuenow')).toBe('39');
  });

  it('becomes a table, week by week', async () => {
    await openItem();
    await press('Show as table');
    await until('the table', () => document.querySelectorAll('#pane main table tbody tr').length === 39);
    const [first] = document.querySelectorAll('#pane main table tbody tr');
    expect(first?.textContent).toContain('W+1 (23 Nov)');
    expect(document.querySelector('#pane main table caption')?.textContent).toContain('Last 26 weeks sold');
    await press('Show as chart');
    await until('the chart again', () => document.querySelectorAll('#pane main [role=slider]').length === 2);
  });

  it('shows the weeks ahead by 旬 and by month as well', async () => {
    await openItem();
    await press('Show as table');
    const rows = (): string[] =>
      [...document.querySelectorAll('#pane main table tbody tr')].map(({ textContent }) => textContent ?? '');
    await until('the table', () => rows().length === 39);
    const by = document.querySelector<HTMLSelectElement>('#pane main select[aria-label=Rows]');
    // 23 November 2026 to 21 February 2027
    type(by, 'month');
    await until('months', () => rows().length === 4);
    expect(rows()[0]).toMatch(/^2026-11.*8 of 30 days/);
    expect(rows()[1]).toMatch(/^2026-12/);
    expect(rows()[1]).not.toContain('days');
    type(by, 'xun');
    await until('旬', () => rows().length === 10);
    expect(rows()[0]).toMatch(/^2026-11-下旬.*8 of 10 days/);
    expect(rows()[9]).toMatch(/^2027-02-下旬.*1 of 8 days/);
  });

  it('lets the first Esc close what it says, and only the next one leave', async () => {
    const { navigation } = await openItem();
    navigation.go({ page: 'history' });
    navigation.go({ page: 'item' });
    await until('the chart', () => chart(1) !== undefined);
    chart(1)?.focus();
    await until('the reading', () => document.querySelector('#pane main [aria-hidden=true] + *') !== undefined);
    key(chart(1), 'Escape');
    await pause(20);
    expect(navigation.get().page).toBe('item');
  });
});

describe('overriding', () => {
  it('keeps a signed number for two weeks, says that the plan follows, and takes it back', async () => {
    const { session, workbook } = await openItem();
    await press('Override the forecast');
    await until('the form', () => label('From week') !== undefined);
    type(field('From week'), '2026-11-30');
    type(field('To week'), '2026-12-07');
    type(field('Units in each week'), '400');
    await until('both totals', () => says('2 weeks: statistical 590 → yours 800 in all'));

    // nothing is kept without a reason and a name
    await press('Keep for 2 weeks');
    await until('what is missing', () => says('Say in a few words why.') && says('Type your name'));
    expect(workbook.tables.has('TW_Overrides')).toBe(false);
    type(field('Why'), 'Live stream');
    type(field('Your name'), 'Zhao');
    expect(field('Expires')?.value).toBe('2027-02-22');
    await press('Keep for 2 weeks');
    await until('the result', () => says('Your forecast for 84029G is kept, 2 weeks.'));
    await until('the override', () => says('W+2 (30 Nov)') && says('310 → 400') && says('not in the plan yet'));
    expect(says('Its figures change with the next plan.')).toBe(true);
    expect(session.getState().planner).toBe('Zhao');
    expect(chart(1)).toBeDefined();

    await press('Withdraw the override of W+3 (7 Dec)');
    await until('the withdrawal', () => says('withdrawn, still in the plan'));
    expect(workbook.cell('TW_Forecast', workbook.rowAt('TW_Forecast', ITEM), 'f3')).toBe(280);
    expect(workbook.cell('TW_Forecast', workbook.rowAt('TW_Forecast', ITEM), 'f2')).toBe(400);
  });

  it('plans again from the note, and leads to the review', async () => {
    const service = new FakeService(fixtureTables());
    const { session, navigation } = await openItem({ fetch: (input, init) => service.fetch(input, init) });
    await session.chooseBrand('sample');
    await session.pull();
    await session.setItemRule({ sku: '84029G', warehouse: 'NGB' }, 'safety_days', 9);
    await until('the note', () => says('The plan does not hold what you changed here yet.'));
    await press('Plan again');
    await until('the review', () => navigation.get().page === 'review');
  });
});

it('uses the raw figure of a corrected day, and says what it does to the last weeks', async () => {
  const { workbook } = await openItem();
  // +30 and −80
  expect(says('Last 13 weeks: sold 4,260, demand 4,210 (−50).')).toBe(true);
  const toggle = document.querySelector<HTMLInputElement>('input[aria-label="Use the raw figure of 5 Nov"]');
  expect(toggle?.getAttribute('role')).toBe('switch');
  toggle?.click();
  await until('the new effect', () => says('Last 13 weeks: sold 4,260, demand 4,290 (+30).'));
  const row = workbook.rowAt('TW_Corrections', ['84029G', 'NGB', 'bonded', '2026-11-05', 'bulk']);
  expect(workbook.cell('TW_Corrections', row, 'use_raw')).toBe('yes');
});

it('shows promise and proof, reads safety days and service level as each other, and sets one for the SKU', async () => {
  const { workbook } = await openItem();
  expect(says('95% promised; your own history says 94% (textbook rule 87%).')).toBe(true);
  expect(says('falls short')).toBe(false);
  expect(says('Safety stock 400 = 10 days of demand ↔ service level about 95%.')).toBe(true);
  await press('Set it for this SKU');
  await until('the form', () => label('Service level in %') !== undefined);
  type(field('Service level in %'), '99');
  await until('the other reading', () => says('About 14.1 safety days, 566 units.'));
  type(field('Service level in %'), '40');
  await until('what is wrong', () => says('Type a share from 50 to 99.99.'));
  expect(button('Set for 84029G')?.disabled).toBe(true);
  type(field('Service level in %'), '98.5');
  await press('Set for 84029G');
  await until('the rule', () => says('Set for this SKU: service level 98.5%.'));
  const row = workbook.rowAt('TW_Policy', ['service_level', 'sku', '84029G', '2026-11-23']);
  expect(workbook.cell('TW_Policy', row, 'value')).toBe('0.985');
  await press('Back to the general rule');
  await until('no rule', () => !says('Set for this SKU: service level'));
});

it('warns where the proof falls short of the promise', async () => {
  const { session, workbook } = await openItem();
  workbook.type('TW_Plan', ITEM, 'service_proof', 0.9);
  await session.start();
  await until('the warning', () => says('The proof falls short of the promise by 5 points.'));
});

it('says what the forecast is made of, part by part', async () => {
  await openItem();
  expect(says('Black Friday · W+1')).toBe(true);
  const part = [...document.querySelectorAll('#pane main button')].find(({ textContent }) =>
    textContent?.startsWith('Black Friday'),
  ) as HTMLButtonElement | undefined;
  // 520 in W+1; the other weeks but W+2 (the sale ends on Monday 30 November) average (280 + 10·284) / 11 = 283.6
  expect(part?.textContent).toContain('+263');
  part?.click();
  await until('its source', () => says('The calendar says 2.5 times the sales of a day without it.'));
  expect(part?.getAttribute('aria-expanded')).toBe('true');
});

it('shows how stored versions of its forecast did, and that its sales run away', async () => {
  const service = new FakeService(fixtureTables());
  await openItem({ fetch: forecastFetch(service) });
  await until('the past', () => says('How its forecast did'));
  expect(says('Sold more than forecast for 4 weeks running')).toBe(true);
  expect(says('tracking signal +6, limit ±4')).toBe(true);
});

it('works offline from the sheets, in Chinese too', async () => {
  const { session } = await openItem({ fetch: () => Promise.reject(new TypeError('Failed to fetch')) });
  await until('offline', () => session.getState().connection.state === 'offline');
  expect(says('What the forecast is made of')).toBe(true);
  expect(says('How its forecast did')).toBe(false);
  session.setLanguage('zh');
  await until('Chinese', () => says('预测由什么构成') && says('承诺 95%；按自身历史为 94%（教科书公式 87%）。'));
  expect(says('缺货')).toBe(true);
});
