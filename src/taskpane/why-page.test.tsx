import type { Navigation } from './navigation';
import type { RowBefore } from '../workbook/row-before';
import type { Session } from './session';
import { FakeWorkbook } from './session/testing/fake-workbook';
import { fillSheets, itemSheets } from './session/testing/item-sheets';
import { button, dom, lendGlobals, mount, press, says, until } from './session/testing/pane';

const { document } = dom.window;
beforeAll(lendGlobals);

let root: { unmount(): void } | null = null;
afterEach(() => root?.unmount());

/** A workbook that knows the row before the plan was last written: half the safety stock, 200 more in stock. */
class Remembering extends FakeWorkbook {
  before: RowBefore | undefined = {
    at: '2026-11-23T02:00:00Z',
    planVersion: 'v0',
    added: false,
    values: { safety_stock: 200, available: 561, position: 561, target_level: 1680, order_qty: 0, action: 'hold' },
  };
  async rowBefore() {
    return this.before ?? null;
  }
}

async function open(
  workbook = new Remembering(),
): Promise<{ session: Session; workbook: Remembering; navigation: Navigation }> {
  const pane = await mount({ workbook });
  root = pane.root;
  const sheets = itemSheets();
  fillSheets(workbook, {
    ...sheets,
    TW_SKU: [{ sku_id: '84029G', name: 'Bottle', moq: 120, pack_qty: 12, unit_cost: 24, cost_currency: 'CNY' }],
    TW_Lanes: [
      {
        lane_id: 'SUP-NGB',
        from_id: 'SUP',
        to_id: 'NGB',
        purpose: 'replenish',
        lead_mean_days: 30,
        lead_sd_days: 5,
        lead_p50: 29,
        lead_p90: 37,
      },
    ],
    TW_Policy: [
      {
        key: 'service_level',
        scope: 'tier',
        scope_id: 'hit',
        value: '0.95',
        source: 'board minute 12',
        effective_from: '2026-10-01',
      },
    ],
  });
  await pane.session.start();
  pane.session.showItem({ sku: '84029G', warehouse: 'NGB' });
  pane.navigation.go({ page: 'item' });
  return { ...pane, workbook };
}

const row = (figure: string): HTMLButtonElement | null =>
  document.querySelector<HTMLButtonElement>(`[data-figure="${figure}"]`);
const openRow = async (figure: string): Promise<void> => {
  await until(figure, () => row(figure) !== null);
  if (row(figure)?.getAttribute('aria-expanded') !== 'true') row(figure)?.click();
  await until(`${figure} opened`, () => row(figure)?.getAttribute('aria-expanded') === 'true');
};

it('derives the order quantity step by step, and says when the sheets no longer give it', async () => {
  await open();
  await press('Every step ›');
  await until('the page', () => says('Why · 84029G'));
  // 1,880 − 361 = 1,519; the MOQ is 120; cartons of 12: 127 of them
  await until('the need', () => says('1,880 − 361 = 1,519'));
  expect(says('Order-up-to level − Position')).toBe(true);
  expect(says('⌈1,519 ÷ 12⌉ × 12 = 1,524')).toBe(true);
  // the fixture's plan row says 1,752, which these inputs do not give
  expect(says('Derived again from what stands in the sheets now it is 1,524; the plan says 1,752.')).toBe(true);
  expect(says('Data of 23 Nov 09:12, plan v1')).toBe(true);
});

it('shows formula, policy row with its source, and what most of the safety stock is', async () => {
  const { workbook } = await open();
  await press('Every step ›');
  await openRow('safety_stock');
  // (30 + 7)·15² = 8,325; 40²·5² = 40,000; √48,325 = 219.8; × 1.8 = 395.7
  expect(says('(30 + 7) × 15² = 8,325')).toBe(true);
  expect(says('40² × 5² = 40,000')).toBe(true);
  expect(says('1.8 × 219.8 = 395.7')).toBe(true);
  // 40,000 / 48,325 = 83%; 1.8·√8,325 = 164.2
  expect(says('Most of it, 83%, is the lead time: with arrivals always on the day it would be about 164.2.')).toBe(
    true,
  );
  expect(says('service_level · hit, from 2026-10-01: set for this brand (board minute 12)')).toBe(true);
  await press('Show service_level in its sheet');
  await until('the rule', () => workbook.selected?.table === 'TW_Policy');
  expect(workbook.selected?.key).toEqual(['service_level', 'tier', 'hit', '2026-10-01']);
  await press('Show Lead time mean in its sheet');
  await until('the lane', () => workbook.selected?.table === 'TW_Lanes');
});

it('says why it changed: what of the need moved most', async () => {
  await open();
  await press('Every step ›');
  // need: 1,680 − 561 = 1,119 before, 1,519 now; safety stock and stock moved it by 200 each
  await until('the change', () => says('Compared with plan v0'));
  expect(says('went +400.')).toBe(true);
  expect(says('Safety stock200 → 400+200 to the need')).toBe(true);
  expect(says('Available561 → 361+200 to the need')).toBe(true);
  expect(says('Order qty0 → 1,752')).toBe(true);
});

it('says so when the plan before is not known, and when nothing changed', async () => {
  const workbook = new Remembering();
  workbook.before = undefined;
  const { navigation } = await open(workbook);
  await press('Every step ›');
  await until('unknown', () => says('The plan before is not known on this computer'));
  workbook.before = { at: '2026-11-23T02:00:00Z', planVersion: 'v0', added: false, values: {} };
  navigation.back();
  await press('Every step ›');
  await until('the same', () => says('Nothing of this line differs from plan'));
});

it('opens at the figure it was asked from, shows what the sheet says now, in Chinese too', async () => {
  const { session, workbook } = await open();
  workbook.type('TW_Stock', ['84029G', 'NGB'], 'available', 350);
  const driver = (): HTMLButtonElement | undefined =>
    [...document.querySelectorAll<HTMLButtonElement>('#pane main button')].find(({ textContent }) =>
      textContent?.startsWith('Inventory position'),
    );
  await until('the drivers', () => driver() !== undefined);
  driver()?.click();
  await press('Every step');
  await until('the position', () => row('position')?.getAttribute('aria-expanded') === 'true');
  expect(says('361 + 0 = 361')).toBe(true);
  expect(says('361 (now 350)')).toBe(true);
  expect(dom.window.document.activeElement?.getAttribute('data-figure')).toBe('position');
  session.setLanguage('zh');
  await until('Chinese', () => says('由来 · 84029G') && says('可售 + 在途'));
  expect(says('361 (现为 350)')).toBe(true);
  await openRow('safety_stock');
  expect(says('其中大部分（83%）来自补货周期：若每次都准时到货，约为 164.2。')).toBe(true);
});

it('copies everything as text', async () => {
  await open();
  let copied = '';
  Object.defineProperty(dom.window.navigator, 'clipboard', {
    value: { writeText: async (text: string) => void (copied = text) },
    configurable: true,
  });
  await press('Every step ›');
  await press('Copy as text');
  await until('copied', () => button('Copied') !== undefined);
  expect(copied).toContain('84029G · NGB');
  expect(copied).toContain('Order-up-to level: 1,880');
  expect(copied).toContain(
    'Demand per day × (Lead time mean + Review interval) + Safety stock = 40 × (30 + 7) + 400 = 1,880',
  );
  expect(copied).not.toMatch(/undefined|NaN|\{/);
});

it('says what to do where no line is selected', async () => {
  const pane = await mount();
  root = pane.root;
  fillSheets(pane.workbook);
  await pane.session.start();
  pane.navigation.go({ page: 'why' });
  await until('nothing', () => says('No plan line is selected.'));
  pane.session.showItem({ sku: 'NOPE', warehouse: 'NGB' });
  await until('no line', () => says('The plan has no line for NOPE here.'));
});
