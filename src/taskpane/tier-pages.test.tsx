import type { SheetTableId } from '../tables';
import type { Navigation } from './navigation';
import type { Session } from './session';
import type { FakeWorkbook } from './session/testing/fake-workbook';
import { fillSheets, ITEM_STAMP } from './session/testing/item-sheets';
import { button, dom, lendGlobals, mount, pause, press, says, until } from './session/testing/pane';

const { document } = dom.window;
beforeAll(lendGlobals);

let root: { unmount(): void } | null = null;
afterEach(() => root?.unmount());
// timers of the form's focus run out before the page's globals go
afterAll(() => pause(500));

type Cells = Record<string, string | number | null>;
const MADE = 'of a made brand';

/** Tiers as a plan of the week wrote them: one moved, eleven are about to, one gate is closed, one first batch capped. */
function tierRows(): Cells[] {
  const row = (sku_id: string, more: Cells): Cells => ({
    sku_id,
    name: `${sku_id} ${MADE}`,
    tier: 'longtail',
    model: 'direct',
    since: null,
    reason: 'Class C by sales value, CV 0.4.',
    gate: 'not_needed',
    ...more,
  });
  return [
    row('84029G', {
      tier: 'hit',
      model: 'bonded',
      since: '2026-09-07',
      reason: 'Class A by sales value, CV 0.3.',
      moves_when: 'After 6 weeks in a row in class C or with CV over 1 it is lowered to long tail.',
      gate: 'open',
      gate_reason: 'It already sells from bonded stock: 14,000 in the last year.',
    }),
    row('22752', { tier: 'basic', model: 'bonded', since: '2026-11-23', gate: 'capped', gate_reason: 'At most 60.' }),
    row('NOHS', { tier: 'basic', model: 'bonded', gate: 'closed', gate_reason: 'No HS code: add the code.' }),
    ...Array.from({ length: 11 }, (_, at) =>
      row(`GROW${at}`, { heading: 'basic', heading_weeks: 3, moves_when: 'After another 1 week it is raised.' }),
    ),
  ];
}

function put(workbook: FakeWorkbook, table: SheetTableId, rows: Cells[]): void {
  const columns = [...new Set(rows.flatMap((cells) => Object.keys(cells)))];
  workbook.tables.set(table, {
    columns,
    rows: rows.map((cells) => columns.map((id) => cells[id] ?? null)),
    stamp: { ...ITEM_STAMP, planVersion: 'v1' },
  });
}

async function open(
  page: 'tiers' | 'item',
  language: 'en' | 'zh' = 'en',
): Promise<{ session: Session; workbook: FakeWorkbook; navigation: Navigation }> {
  const offline = () => Promise.reject(new TypeError('Failed to fetch'));
  const pane = await mount({ language, fetch: offline });
  root = pane.root;
  fillSheets(pane.workbook);
  put(pane.workbook, 'TW_Tiers', tierRows());
  await pane.session.start();
  if (page === 'item') pane.session.showItem({ sku: '84029G', warehouse: 'NGB' });
  pane.navigation.go({ page });
  return pane;
}

const label = (start: string): HTMLElement | undefined =>
  [...document.querySelectorAll<HTMLElement>('#pane main label')].find(({ textContent }) =>
    textContent?.startsWith(start),
  );
function type(start: string, value: string): void {
  const input = document.getElementById(label(start)?.getAttribute('for') ?? '') as HTMLInputElement | null;
  if (!input) throw new Error(`no field ${start}`);
  const select = input.tagName === 'SELECT';
  const proto = select ? dom.window.HTMLSelectElement : dom.window.HTMLInputElement;
  Object.getOwnPropertyDescriptor(proto.prototype, 'value')?.set?.call(input, value);
  input.dispatchEvent(new dom.window.Event(select ? 'change' : 'input', { bubbles: true }));
}
const lines = (title: string): string[] => {
  const section = [...document.querySelectorAll('#pane main section')].find(
    (found) => found.querySelector('h2')?.textContent === title,
  );
  return [...(section?.querySelectorAll('button, li') ?? [])].map(({ textContent }) => textContent ?? '');
};

describe('the page', () => {
  it('counts by tier and model, and lists what moved, what is about to and which gates are shut', async () => {
    const { navigation, session, workbook } = await open('tiers');
    await until('the counts', () => lines('By tier').length === 3);
    expect(lines('By tier')).toEqual(['Hit · Bonded1 SKU', 'Basic · Bonded2 SKUs', 'Long tail · Direct11 SKUs']);
    expect(lines('Moved in the last week')[0]).toContain('22752');
    expect(lines('Moved in the last week')[0]).toContain('Basic · 23 Nov');
    expect(lines('Bonded gate closed')[0]).toContain('No HS code: add the code.');
    expect(lines('First bonded buys')[0]).toContain('At most 60.');
    expect(says('14 SKUs by the data of')).toBe(true);

    // eight of the eleven, and the way to the rest
    const heading = lines('About to move');
    expect(heading).toHaveLength(9);
    expect(heading[0]).toContain('Long tail → Basic, 3 weeks in a row');
    expect(says('3 more are in the Tiers sheet.')).toBe(true);
    expect(heading[8]).toBe('Show the Tiers sheet');

    await press(/NOHS/);
    await until('its item', () => navigation.get().page === 'item');
    expect(session.getState().item?.sku).toBe('NOHS');
    expect(workbook.selected).toMatchObject({ table: 'TW_Tiers', key: ['NOHS'] });
  });

  it('speaks Chinese', async () => {
    await open('tiers', 'zh');
    await until('the counts', () => lines('各分层数量').length === 3);
    expect(lines('各分层数量')[0]).toContain('爆款');
    expect(lines('即将变动')[0]).toContain('长尾 → 基础款，已连续 3 周');
    expect(says('“分层”表中还有 3 个。')).toBe(true);
  });

  it('says what to do before a plan', async () => {
    const pane = await mount();
    root = pane.root;
    pane.navigation.go({ page: 'tiers' });
    await until('the hint', () => says('No plan has set tiers yet. Plan first.'));
    await press('To the plan');
    await until('the plan page', () => pane.navigation.get().page === 'plan');
  });
});

describe('on the Item page', () => {
  it('tells why, what would move it and the gate', async () => {
    await open('item');
    await until('the tier', () => says('Class A by sales value, CV 0.3.'));
    expect(says('since 7 Sept') || says('since 7 Sep')).toBe(true);
    expect(says('it is lowered to long tail')).toBe(true);
    expect(says('Bonded gate: Open')).toBe(true);
    expect(button('Unlock')).toBeUndefined();
  });

  it('locks with name and reason, can be undone, and unlocks', async () => {
    const { session, workbook } = await open('item');
    await press('Lock the tier');
    await until('the form', () => label('Lock it as') !== undefined);
    type('Lock it as', 'longtail');
    // signed and with a reason, or not at all
    await press('Lock as Long tail');
    await until('what is missing', () => says('Say in a few words why.') && says('a lock is signed'));
    expect(workbook.cell('TW_SKU', workbook.rowAt('TW_SKU', ['84029G']), 'tier_lock') ?? null).toBeNull();
    type('Reason', 'Supplier leaves');
    type('Your name', 'Zhao');
    await press('Lock as Long tail');
    await until('the lock', () => says('Locked as Long tail by Zhao') && says('Supplier leaves'));
    expect(says('It counts with the next plan.')).toBe(true);
    const at = workbook.rowAt('TW_SKU', ['84029G']);
    expect(['tier_lock', 'lock_by', 'lock_why', 'locked_on'].map((id) => workbook.cell('TW_SKU', at, id))).toEqual([
      'longtail',
      'Zhao',
      'Supplier leaves',
      '2026-11-23',
    ]);
    expect(session.getState().planner).toBe('Zhao');
    await session.undo(session.getState().notice?.undoId ?? '');
    await until('no lock', () => !says('Locked as Long tail'));

    await session.lockTier({ sku: '84029G', warehouse: 'NGB' }, { tier: 'new', author: 'Li', reason: 'Test again' });
    await press('Unlock');
    await until('no lock again', () => !says('Locked as New'));
    expect(workbook.cell('TW_SKU', workbook.rowAt('TW_SKU', ['84029G']), 'tier_lock')).toBeNull();
  });

  it('in Chinese', async () => {
    await open('item', 'zh');
    await until('the tier', () => says('保税闸门：放行'));
    await press('锁定分层');
    await until('the form', () => says('锁定需署名') || label('锁定为') !== undefined);
    await press(/^锁定为/);
    await until('what is missing', () => says('简单说明理由。'));
  });
});
