import { runPlan } from '../planning';
import type { CellValue } from '../tables';
import { FakeService } from './session/testing/fake-service';
import { fixtureTables } from './session/testing/fixture';
import { fillSheets } from './session/testing/item-sheets';
import { button, dom, lendGlobals, mount, press, says, until } from './session/testing/pane';

const { document } = dom.window;

beforeAll(lendGlobals);
let root: { unmount(): void } | null = null;
afterEach(() => root?.unmount());

type Row = Record<string, CellValue>;
const buy = (sku_id: string, order_qty: number, value: number | null, more: Row = {}): Row => ({
  sku_id,
  name: `Thing ${sku_id}`,
  warehouse_id: 'NGB',
  action: 'buy',
  status: 'low',
  reason: 'below_reorder',
  tier: 'hit',
  order_by: '2026-11-25',
  order_qty,
  value,
  plan_version: 'v48',
  ...more,
});
const PLAN: Row[] = [
  buy('84029G', 1752, 35_040),
  buy('22752', 60, 300, { tier: 'basic', reason: 'for_promotion' }),
  buy('00123', 6, null),
  { ...buy('85123A', 0, null), action: 'stop', reason: 'no_sales' },
];
const SKUS: Row[] = [
  { sku_id: '84029G', supplier_id: 'SUP1', barcode: '6974318532161', pack_qty: 12 },
  { sku_id: '22752', supplier_id: 'SUP2' },
  { sku_id: '00123' },
];

async function open(
  page: 'decide' | 'plan' | 'scenarios' | 'budget',
  setup: { plan?: Row[]; service?: FakeService } = {},
) {
  const service = setup.service ?? new FakeService(fixtureTables());
  const pane = await mount({
    fetch: (input, init) => service.fetch(input, init),
    now: () => new Date('2026-11-24T04:00:00Z'),
  });
  root = pane.root;
  fillSheets(pane.workbook, {
    TW_SKU: SKUS,
    TW_Stock: [{ sku_id: '84029G', warehouse_id: 'NGB', available: 361 }],
    TW_Plan: setup.plan ?? PLAN,
  });
  await pane.session.start();
  pane.navigation.go({ page });
  return { ...pane, service };
}

const cell = (workbook: Awaited<ReturnType<typeof open>>['workbook'], sku: string, column: string): CellValue =>
  workbook.cell('TW_Plan', workbook.rowAt('TW_Plan', [sku, 'NGB']), column);
const setValue = (element: Element | null | undefined, value: string): void => {
  const kind = element?.tagName === 'SELECT' ? dom.window.HTMLSelectElement : dom.window.HTMLInputElement;
  Object.getOwnPropertyDescriptor(kind.prototype, 'value')?.set?.call(element, value);
  element?.dispatchEvent(new dom.window.Event(element?.tagName === 'SELECT' ? 'change' : 'input', { bubbles: true }));
};
const field = (label: string): Element | null => {
  const found = [...document.querySelectorAll('#pane label')].find(({ textContent }) => textContent?.startsWith(label));
  return found ? document.getElementById(found.getAttribute('for') ?? '') : null;
};
const states = (): Element | null => document.querySelector('#pane main select');
const menuItem = (text: string): HTMLElement | undefined =>
  [...document.querySelectorAll<HTMLElement>('[role=menuitem]')].find(({ textContent }) => textContent === text);

describe('deciding', () => {
  it('lists by money, asks for the name once, and its button says what it does', async () => {
    const { workbook, session } = await open('decide');
    await until('the lines', () => says('84029G · Ningbo bonded'));
    const text = document.querySelector('#pane main')?.textContent ?? '';
    expect(text.indexOf('84029G')).toBeLessThan(text.indexOf('22752'));
    expect(says('Buy 1,752, order by 25 Nov')).toBe(true);
    expect(says('Below reorder · SUP1')).toBe(true);
    expect(says('Undecided: 4 lines, CNY 35.3K')).toBe(true);

    setValue(field('Your name'), '李雷');
    await press('Keep');
    await until('no more question', () => !says('Your name'));
    expect(session.getState().planner).toBe('李雷');

    await press('Accept 4 lines');
    await until('accepted', () => cell(workbook, '84029G', 'decision') === 'accept');
    expect(cell(workbook, '84029G', 'decided_by')).toBe('李雷');
    await until('the rest', () => says('Accepted: 4 lines') && says('No line is undecided.'));
    await until('undo', () => says('Wrote 16 cells in Plan'));
  });

  it('acts on the filter, and on ticked lines alone when some are', async () => {
    const { workbook } = await open('decide');
    await until('the lines', () => button('Accept 4 lines') !== undefined);
    await press('Filter');
    await until('the filter', () => field('Tier') !== null);
    setValue(field('Tier'), '=basic');
    await until('one line', () => button('Accept 1 line') !== undefined);
    expect(says('22752')).toBe(true);
    await press('Clear the filter');
    setValue(field('Value from'), '1000');
    await until('the dear one', () => button('Accept 1 line') !== undefined && says('84029G · Ningbo bonded'));
    await press('Clear the filter');
    await until('all again', () => button('Accept 4 lines') !== undefined);
    const list = document.querySelector<HTMLElement>('[role=listbox]');
    list?.dispatchEvent(new dom.window.KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true }));
    await until('the second line', () => list?.getAttribute('aria-activedescendant')?.includes('22752') ?? false);
    list?.dispatchEvent(new dom.window.KeyboardEvent('keydown', { key: ' ', bubbles: true }));
    await until('one ticked', () => says('1 line ticked') && button('Accept 1 line') !== undefined);
    await press('More');
    await until('the menu', () => menuItem('Reject 1 line') !== undefined);
    menuItem('Reject 1 line')?.click();
    await until('rejected', () => cell(workbook, '22752', 'decision') === 'reject');
    expect(cell(workbook, '84029G', 'decision')).toBeNull();
  });

  it('shows what was decided for an older recommendation as such', async () => {
    const decided = { decision: 'accept', decided_by: '李雷', decided_on: '2026-11-20', decided_qty: 1200 };
    await open('decide', { plan: [buy('84029G', 1752, 35_040, decided), ...PLAN.slice(1)] });
    await until('the states', () => states() !== null);
    setValue(states(), 'accepted');
    await until('both figures', () => says('Accepted 1,200, plan now says 1,752'));
    expect(says('李雷, 20 Nov')).toBe(true);
    await press(/^Sending/);
    await until('why not', () => says('1 accepted line: the plan now says another quantity. Decide again.'));
    expect(button('Send 0 lines …')?.disabled).toBe(true);
  });

  it('says what is missing: no plan yet', async () => {
    const { workbook, session } = await open('decide');
    workbook.tables.delete('TW_Plan');
    await session.start();
    await until('the way', () => says('No plan in this workbook yet.'));
  });

  it('stands in Chinese', async () => {
    const { session } = await open('decide');
    session.setLanguage('zh');
    await until('the lines', () => says('未处理：4 行，¥3.53万') && button('接受 4 行') !== undefined);
    expect(says('补货 1,752，最晚 11-25 下单')).toBe(true);
    await press(/^提交/);
    await until('nothing to send', () => says('没有待提交的已接受行。'));
  });
});

describe('sending', () => {
  const accepted = async (service?: FakeService) => {
    const pane = await open('decide', service ? { service } : {});
    await press('Accept 4 lines');
    await press(/^Send 3 lines/);
    await until('the sum', () => says('3 lines to 3 suppliers'));
    return pane;
  };

  it('is confirmed with count, suppliers and money, and says what happened', async () => {
    const { service, workbook } = await accepted();
    expect(says('CNY 35.3K')).toBe(true);
    expect(says('1 line has no known cost')).toBe(true);
    expect(says('no supplier')).toBe(true);
    await press('Send 3 lines …');
    await until('the question', () => says('Send 3 lines to 3 suppliers, CNY 35.3K? This cannot be undone here.'));
    expect(service.proposals).toHaveLength(0);
    await press('Send 3 lines');
    await until('sent', () =>
      says('Sent 3 lines to 3 suppliers’ proposals. This cannot be undone here; cancel with the supplier.'),
    );
    expect(service.proposals.map(({ proposal }) => proposal.supplier_id)).toEqual(['SUP1', 'SUP2', null]);
    expect(cell(workbook, '84029G', 'proposal')).toBe('P-0001 · sent');
    await until('what stands', () => says('P-0001 · Sent') && says('No accepted line waits to be sent.'));
    await press('Withdraw P-0001');
    await until('withdrawn', () => cell(workbook, '84029G', 'proposal') === 'P-0001 · withdrawn');
  });

  it('asks for the typed word only over the user’s limit', async () => {
    const { session, service } = await accepted();
    session.setSendLimit(10_000);
    await press('Send 3 lines …');
    await until('the word', () => says('The sum is over your limit of CNY 10K. Type “send” to go on.'));
    expect(button('Send 3 lines')?.disabled).toBe(true);
    setValue(field('The sum is over'), 'Send');
    await press('Send 3 lines');
    await until('sent', () => says('Sent 3 lines'));
    expect(service.proposals).toHaveLength(3);
  });

  it('shows theirs and mine of a conflict; theirs is left until mine is ticked', async () => {
    const service = new FakeService(fixtureTables());
    service.proposals.push({
      body: {
        sent_by: '韩梅',
        seen: 0,
        known: [],
        plan_version: null,
        cut: 'cut1',
        data_time: service.dataTime,
        currency: 'CNY',
        proposals: [],
      },
      proposal: {
        id: 'theirs-1',
        supplier_id: 'SUP1',
        lines: [
          {
            sku_id: '84029G',
            warehouse_id: 'NGB',
            qty: 1000,
            recommended_qty: null,
            order_by: null,
            arrives: null,
            value: null,
            decided_by: null,
            decided_on: null,
          },
        ],
      },
      state: 'sent',
    });
    await accepted(service);
    await press('Send 3 lines …');
    await press('Send 3 lines');
    await until('both', () => says('Somebody else sent this line since. Nothing was sent.'));
    expect(says('mine 1,752 · 韩梅 1,000 in P-0001, 23 Nov 09:12')).toBe(true);
    expect(service.proposals).toHaveLength(1);
    await until('theirs is left', () => button('Send 2 lines …') !== undefined);
    document.querySelector<HTMLElement>('#pane main input[type=checkbox]')?.click();
    await press('Send 3 lines …');
    await press('Send 3 lines');
    await until('sent', () => says('Sent 3 lines'));
    expect(service.proposals).toHaveLength(4);
  });

  it('says why it cannot: a key without the right, an older service, no answer; export works meanwhile', async () => {
    const service = new FakeService(fixtureTables());
    service.maySend = false;
    const { session } = await accepted(service);
    await until('the reason', () => says('Your access key may read but not send.'));
    expect(button('Send 3 lines …')?.disabled).toBe(true);
    expect(button('Copy Purchase SUP1 2026-11-23.csv')).toBeDefined();
    service.maySend = undefined;
    await session.reconnect();
    await until('older', () => says('This data service does not take proposals yet.'));
    Object.assign(service, { fetch: () => Promise.reject(new TypeError('Failed to fetch')) });
    await session.pull().catch(() => undefined);
    await until('offline', () => says('The data service does not answer. Accepted lines stay accepted'));
  });

  it('says that a lost answer is no reason to fear doubles', async () => {
    const service = new FakeService(fixtureTables());
    const { session } = await accepted(service);
    service.losesAnswers = 2;
    await press('Send 3 lines …');
    await press('Send 3 lines');
    await until('the failure', () => says('What arrived before the connection broke is not sent twice. Send again.'));
    await session.reconnect();
    await press('Send 3 lines …');
    await press('Send 3 lines');
    await until('sent', () => says('3 of them were there already from an earlier try and not doubled.'));
    expect(service.proposals).toHaveLength(3);
  });
});

describe('from the Plan page', () => {
  it('leads to deciding, what-ifs, money, tiers, the shop and the proof', async () => {
    const { navigation } = await open('plan');
    await until('the links', () => says('Decide and send') && says('3 buys undecided'));
    for (const [label, page] of [
      [/^Decide and send/, 'decide'],
      [/^Scenarios/, 'scenarios'],
      [/^Budget/, 'budget'],
      [/^Tiers/, 'tiers'],
      [/^Spot and presale/, 'sellable'],
      [/^Proof/, 'proof'],
    ] as const) {
      await press(label);
      await until(page, () => navigation.get().page === page);
      navigation.go({ page: 'plan' });
      await until('back', () => says('From this plan'));
    }
  });
});

describe('scenarios and budget', () => {
  const planned = async (page: 'scenarios' | 'budget') => {
    const service = new FakeService(fixtureTables());
    let plans = 0;
    const pane = await mount({
      fetch: (input, init) => service.fetch(input, init),
      runPlan: (input, options) => {
        plans++;
        return runPlan(input, options);
      },
    });
    root = pane.root;
    await pane.session.chooseBrand('sample');
    await pane.session.pull();
    await pane.session.plan();
    pane.navigation.go({ page });
    return { ...pane, plans: () => plans };
  };

  it('stands beside the last plan, side by side and in words, and touches neither plan nor sheets', async () => {
    const { session, workbook, plans } = await planned('scenarios');
    const before = structuredClone([...workbook.tables]);
    const { plan } = session.getState();
    await press('Add a scenario');
    await until('the form', () => field('Demand, % more') !== null);
    expect(says('Says nothing yet: it is the base plan.')).toBe(true);
    setValue(field('Demand, % more'), 'a lot');
    await until('what is wrong', () => says('Per cent from −100 to 1,000.'));
    setValue(field('Demand, % more'), '+50');
    setValue(field('Name'), 'Viral');
    await press('Run 1 scenario');
    await until('the table', () => document.querySelector('#pane main table') !== null);
    const heads = [...document.querySelectorAll('#pane main thead th')].map(({ textContent }) => textContent);
    expect(heads).toEqual(['Measure', 'Base plan', 'Viral+50%']);
    expect(says('In words')).toBe(true);
    expect(session.getState().plan).toBe(plan);
    expect([...workbook.tables]).toEqual(before);
    // the plan itself is not run again for it
    expect(plans()).toBe(2);
    // kept with the workbook, by name
    expect(workbook.settings.get('scenarios')).toEqual([{ name: 'Viral', scenario: { demandShare: 0.5 } }]);

    await press('As sheet');
    await until('the sheet', () => workbook.tables.has('TW_Scenarios'));
    const sheet = workbook.tables.get('TW_Scenarios');
    expect(sheet?.rows[0]?.slice(0, 3)).toEqual(['Name', 'Base plan', 'Viral']);
    expect(sheet?.rows[2]?.slice(0, 3)).toEqual(['Demand', 'as planned', '+50%']);

    session.setLanguage('zh');
    await until('Chinese', () => says('并排比较') && says('基准计划'));
  });

  it('needs a plan', async () => {
    await open('scenarios', { plan: [] });
    await until('what is missing', () => says('Scenarios stand beside the last plan. Plan first.'));
  });

  it('shows the plan’s money and sets the budget as a policy row with its author', async () => {
    const { session, workbook } = await planned('budget');
    session.setPlanner('李雷');
    await until('the money', () => says('No budget is set. The plan buys what it recommends.'));
    setValue(field('New budget'), 'much');
    await until('refused', () => says('A sum of money, 0 or more.'));
    setValue(field('New budget'), '50,000');
    await press('Write CNY 50K into Policy');
    await until('the row', () => workbook.rowAt('TW_Policy', ['budget', 'brand', '', '2026-11-23']) >= 0);
    const at = workbook.rowAt('TW_Policy', ['budget', 'brand', '', '2026-11-23']);
    expect(workbook.cell('TW_Policy', at, 'value')).toBe('50000');
    expect(workbook.cell('TW_Policy', at, 'source')).toBe('李雷');
    const undo = session.getState().notice?.undoId ?? '';
    await session.setBudget(null);
    expect(workbook.cell('TW_Policy', at, 'value')).toBe('off');
    await session.undo(undo);
    expect(workbook.rowAt('TW_Policy', ['budget', 'brand', '', '2026-11-23'])).toBe(-1);
    session.setLanguage('zh');
    await until('Chinese', () => says('没有设置预算'));
  });
});
