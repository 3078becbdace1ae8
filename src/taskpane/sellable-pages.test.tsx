import type { CellValue } from '../tables';
import { fillSheets, itemSheets } from './session/testing/item-sheets';
import { button, dom, lendGlobals, mount, press, says, until, type MountedPane } from './session/testing/pane';

const { document } = dom.window;

beforeAll(() => {
  lendGlobals();
  Object.assign(globalThis, { HTMLAnchorElement: dom.window.HTMLAnchorElement, URL: dom.window.URL });
});

let root: { unmount(): void } | null = null;
afterEach(() => root?.unmount());

type Row = Record<string, CellValue>;
const line = (sku_id: string, more: Row = {}): Row => ({
  ...{ sku_id, name: `Item ${sku_id}`, listing: 'spot', spot_qty: 40, spot_from: 'NGB', presale_qty: 0 },
  ...{ dispatch_by: '2026-11-25', traffic: 'hold', cover_days: 40, why: `Why ${sku_id}`, plan_version: 'v1' },
  ...{ page_zh: `保税仓发货(宁波),${sku_id}`, page_en: `Ships from Ningbo, ${sku_id}` },
  ...more,
});
const SHORT = line('84029G', { traffic: 'throttle', cover_days: 9, limit_per_order: 3, committed: 12 });
const SILENT = line('22752', { page_zh: null, page_en: null, listing: 'spot_presale', presale_qty: 79 });
const HIDDEN = line('00123', {
  ...{ listing: 'hide', spot_qty: 0, page_zh: null, page_en: null, traffic: 'throttle', cover_days: 0 },
});

async function open(rows: Row[], language: 'en' | 'zh' = 'en'): Promise<MountedPane> {
  const pane = await mount({ language });
  root = pane.root;
  fillSheets(pane.workbook, { ...itemSheets(), ...(rows.length ? { TW_Sellable: rows } : {}) });
  await pane.session.start();
  pane.navigation.go({ page: 'sellable' });
  return pane;
}

const section = (title: string): string =>
  [...document.querySelectorAll('#pane main section')].find((one) => one.querySelector('h2')?.textContent === title)
    ?.textContent ?? '';

function clipboard(works = true): string[] {
  const copied: string[] = [];
  const writeText = (text: string): Promise<void> => {
    copied.push(text);
    return works ? Promise.resolve() : Promise.reject(new Error('not allowed'));
  };
  Object.defineProperty(dom.window.navigator, 'clipboard', { value: { writeText }, configurable: true });
  return copied;
}

it('says how many are listed how, what presses first, and what cannot be promised', async () => {
  await open([SHORT, SILENT, HIDDEN, line('85123A', { traffic: 'push' }), line('X', { traffic: null })]);
  await until('the counts', () => section('How it is listed') !== '');
  expect(section('How it is listed')).toBe(
    'How it is listed5 SKUsSell3 SKUsSell, then presale1 SKUPresale0 SKUsHide1 SKU',
  );
  expect(section('Traffic advice')).toBe('Traffic adviceThrottle2 SKUsHold1 SKURaise1 SKUNo advice1 SKU');
  expect(says('1 SKU can be sold, but the page can promise nothing')).toBe(true);
  const first = section('Look at these first');
  expect(first).toContain('84029G');
  expect(first).toContain('Throttle · lasts 9 days · limit 3 an order · 12 owed to presale buyers');
  expect(first).toContain('Sell, then presale · Spot 40 · presale 79');
  expect(first).toContain('no promise possible');
  expect(first).toContain('00123');
  expect(first).not.toContain('85123A');
});

it('shows ten at most of those, dearest first', async () => {
  await open(Array.from({ length: 30 }, (_, at) => line(`S${at}`, { traffic: 'throttle' })));
  await until('the list', () => section('Look at these first') !== '');
  const first = section('Look at these first');
  expect([first.includes('S0'), first.includes('S9Item S9'), first.includes('S10')]).toEqual([true, true, false]);
  // of all, twenty at a time
  expect(section('All SKUs').includes('S19')).toBe(true);
  expect(section('All SKUs').includes('S20')).toBe(false);
  await press('Show 10 more');
  await until('the rest', () => section('All SKUs').includes('S29'));
});

it('opens a SKU to its page texts, and copies each', async () => {
  const copied = clipboard();
  const { workbook } = await open([line('85123A')]);
  await press(/^85123A/);
  await until('the texts', () => says('Ships from Ningbo, 85123A') && says('保税仓发货(宁波),85123A'));
  expect(says('Why 85123A')).toBe(true);
  await press('Copy Chinese');
  await until('said', () => button('Copied') !== undefined);
  await press('Copy English');
  expect(copied).toEqual(['保税仓发货(宁波),85123A', 'Ships from Ningbo, 85123A']);
  await press('Show the line in Sellable');
  await until('the sheet', () => workbook.selected !== null);
  expect(workbook.selected).toMatchObject({ table: 'TW_Sellable', key: ['85123A'] });
});

it('says where there is no text, and when the browser does not copy', async () => {
  clipboard(false);
  await open([SILENT, HIDDEN, line('85123A')]);
  await press(/^22752/);
  await until('no text', () => says('No text: the reason is below.') && says('Why 22752'));
  expect(button('Copy Chinese')).toBeUndefined();
  await press(/^00123/);
  await until('hidden', () => says('Not listed, so no text.'));
  await press(/^85123A/);
  await press('Copy Chinese');
  await until('refused', () => says('The browser did not allow it. Select the text and press Ctrl+C.'));
});

it('shows the texts of the SKU selected in the sheet', async () => {
  const { session } = await open([line('85123A'), line('22752')]);
  await until('the list', () => section('All SKUs') !== '');
  expect(says('Page text of')).toBe(false);
  session.showItem({ sku: '22752', warehouse: null });
  await until('the selected one', () => section('Page text of 22752').includes('Ships from Ningbo, 22752'));
});

it('finds by code and name', async () => {
  await open([line('85123A', { name: 'White heart holder' }), line('22752', { name: 'Drawers' })]);
  await until('the field', () => document.querySelector('#pane main input') !== null);
  const type = (value: string): void => {
    const input = document.querySelector<HTMLInputElement>('#pane main input');
    Object.getOwnPropertyDescriptor(dom.window.HTMLInputElement.prototype, 'value')?.set?.call(input, value);
    input?.dispatchEvent(new dom.window.Event('input', { bubbles: true }));
  };
  type('heart');
  await until('one', () => !section('All SKUs').includes('22752') && section('All SKUs').includes('85123A'));
  type('nothing such');
  await until('none', () => says('No SKU has “nothing such” in its code or name.'));
});

describe('for shop operations', () => {
  it('saves the list as a file and copies it', async () => {
    const copied = clipboard();
    const files: Blob[] = [];
    const clicked: string[] = [];
    const URLs = dom.window.URL as unknown as Record<string, unknown>;
    URLs.createObjectURL = (blob: Blob) => (files.push(blob), 'blob:1');
    URLs.revokeObjectURL = () => undefined;
    const click = dom.window.HTMLAnchorElement.prototype.click;
    dom.window.HTMLAnchorElement.prototype.click = function (this: HTMLAnchorElement) {
      clicked.push(this.download);
    };
    try {
      await open([SHORT, line('00123')]);
      await press('Save 2 lines as CSV');
      await until('said', () => says('Handed to the browser as sellable-2026-11-23.csv.'));
      expect(clicked).toEqual(['sellable-2026-11-23.csv']);
      const bytes = Buffer.from(await (files[0] as Blob).arrayBuffer());
      expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
      const [head, first, second] = bytes.toString('utf8').split('\r\n');
      expect(head).toContain('SKU,Name,Listing,Spot');
      expect(first).toContain('84029G,Item 84029G,Sell,40,NGB');
      expect(first).toContain('2026-11-23');
      expect(second).toMatch(/^00123\t,/);
      await press('Copy 2 lines');
      await until('copied', () => says('Copied: paste into cells.'));
      expect(copied[0]?.split('\r\n')[1]?.split('\t')[0]).toBe('84029G');
    } finally {
      delete URLs.createObjectURL;
      dom.window.HTMLAnchorElement.prototype.click = click;
    }
  });

  it('says so where the host saves no files', async () => {
    await open([SHORT]);
    await press('Save 1 line as CSV');
    await until('said', () => says('This Excel does not save files from here. Copy the lines'));
  });
});

it('before a plan: one sentence and the way there', async () => {
  const { navigation } = await open([]);
  await until('the sentence', () => says('Nothing to sell yet. Run a plan'));
  expect(document.querySelector('#pane footer')).toBeNull();
  await press('Plan');
  await until('the plan page', () => navigation.get().page === 'plan');
});

it('speaks Chinese', async () => {
  await open([SHORT, SILENT, HIDDEN], 'zh');
  await until('the counts', () => section('上架方式') !== '');
  expect(section('上架方式')).toBe('上架方式3 个货号现货1 个货号现货+预售1 个货号预售0 个货号下架1 个货号');
  expect(section('先看这些')).toContain('限流 · 够 9 天 · 每单限购 3 · 预售待发 12');
  expect(says('1 个货号可售，但页面无法承诺')).toBe(true);
  expect(button('把 3 行存为 CSV')).toBeDefined();
  expect(button('复制 3 行')).toBeDefined();
});

it('shows what a plan made here says, without its sheet', async () => {
  const pane = await mount();
  root = pane.root;
  await pane.session.connect();
  await pane.session.chooseBrand('sample');
  await pane.session.pull();
  const { sellable } = await pane.session.plan();
  expect(sellable).toHaveLength(5);
  pane.navigation.go({ page: 'sellable' });
  await until('the counts', () => says('5 SKUs can be sold') || says('5 SKUs'));
  // the fixture has no delivery lanes: everything is listed, nothing promised
  expect(says('the page can promise nothing')).toBe(true);
  const list = await pane.session.sellable();
  expect(list?.lines.find(({ sku_id }) => sku_id === '84029G')).toMatchObject({ spot_qty: 361, page_zh: null });
});
