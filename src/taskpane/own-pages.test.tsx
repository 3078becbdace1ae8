import type { RawCell } from '../workbook/cells';
import type { Navigation } from './navigation';
import type { Session } from './session';
import type { FakeWorkbook } from './session/testing/fake-workbook';
import { button, dom, lendGlobals, mount, press, says, until } from './session/testing/pane';

const { document } = dom.window;

beforeAll(lendGlobals);

let root: { unmount(): void } | null = null;
afterEach(() => root?.unmount());

const SHEET = '备货计划表';
const HEADINGS = ['货号', '仓库', '仓型', '可售', '可用', '近30日销量', '采购单价', '补货周期天', '建议补货量', '备注'];
const ROWS: RawCell[][] = [
  ['84029G', 'NGB', '保税仓', 361, 350, 1200, 18, 30, '', '老客户'],
  ['22752', 'NGB', '保税仓', 60, 60, 260, 19, 30, '', ''],
  ['22752', 'NGB', '保税仓', 60, 60, 260, 19, 30, '', '又一行'],
  ['', 'NGB', '保税仓', 5, '', '', '', '', '', '没有货号'],
];

interface Opened {
  session: Session;
  workbook: FakeWorkbook;
  navigation: Navigation;
}

/** A workbook with one sheet of the user's, nothing of Twinstock's yet. */
async function open(language: 'en' | 'zh' = 'en', fetch?: typeof globalThis.fetch): Promise<Opened> {
  const pane = await mount({ language, ...(fetch ? { fetch } : {}) });
  root = pane.root;
  pane.workbook.own.ranges = [
    { sheetName: SHEET, headings: HEADINGS, rows: ROWS.map((row) => [...row]) },
    { sheetName: '旧表', headings: ['货号', '状态'], rows: [['84029G', '']] },
  ];
  pane.workbook.own.active = `${SHEET}!B3`;
  return pane;
}

const row = (start: string | RegExp): HTMLButtonElement | undefined =>
  [...document.querySelectorAll<HTMLButtonElement>('#pane main button')].find(({ textContent, ariaLabel }) => {
    const text = textContent || (ariaLabel ?? '');
    return typeof start === 'string' ? text.startsWith(start) : start.test(text);
  });
const fieldOf = (label: string): HTMLInputElement | null => {
  const found = [...document.querySelectorAll<HTMLLabelElement>('#pane main label')].find(({ textContent }) =>
    textContent?.startsWith(label),
  );
  return (
    (found && (document.getElementById(found.htmlFor) as HTMLInputElement | null)) ??
    found?.querySelector('input') ??
    null
  );
};
/** Types as a person does: React listens to the value set by the browser. */
function type(input: HTMLInputElement | HTMLSelectElement | null, value: string): void {
  if (!input) throw new Error('no such field');
  const isList = input.tagName === 'SELECT';
  const proto = isList ? dom.window.HTMLSelectElement : dom.window.HTMLInputElement;
  Object.getOwnPropertyDescriptor(proto.prototype, 'value')?.set?.call(input, value);
  input.dispatchEvent(new dom.window.Event(isList ? 'change' : 'input', { bubbles: true }));
}
const choose = async (column: string, meaning: string): Promise<void> => {
  row(column)?.click();
  await until(`the list of ${column}`, () => document.querySelector('#pane main select') !== null);
  type(document.querySelector('#pane main select'), meaning);
  await until('the list closed', () => document.querySelector('#pane main select') === null);
};

it('leads from the third door to a mapping, and back keeps what was chosen', async () => {
  const { session, workbook, navigation } = await open();
  await until('the doors', () => says('Use tables in this workbook'));
  [...document.querySelectorAll<HTMLInputElement>('#pane input[type=radio]')][2]?.click();
  await press('Start');
  await until('the range', () => says(`${SHEET}!A1:J5`));
  expect(navigation.get().page).toBe('map');
  expect(says('Step 1 of 4 · range')).toBe(true);
  expect(says('4 rows below the headings · 10 columns')).toBe(true);
  // other tables of the workbook's sheet are one press away
  expect(row('旧表!A1:B2')).toBeDefined();
  type(fieldOf('Name'), 'November buys');

  await press('Next');
  await until('the columns', () => says('Step 2 of 4 · columns'));
  expect(says('More than one column could be “Available”: 可售, 可用. None was chosen.')).toBe(true);
  expect(row('可售')?.textContent).toContain('Not used');
  expect(row('近30日销量')?.textContent).toContain('Sold in the last 30 days');
  expect(row('近30日销量')?.textContent).toContain('e.g. 1200');
  await choose('可售', 'TW_Stock.available');
  await until('the claim settled', () => !says('More than one column could be'));
  // two columns for one meaning stop the wizard until one gives way
  await choose('可用', 'TW_Stock.available');
  await until('the fault', () => says('“Available” is chosen for more than one column: 可售, 可用.'));
  expect(button('Next')?.disabled).toBe(true);
  await choose('可用', '');
  await until('no fault', () => button('Next')?.disabled === false);

  await press('Next');
  await until('the keys', () => says('3 rows with an SKU were read.'));
  expect(says('1 key stands twice')).toBe(true);
  row('22752')?.click();
  await until('the jump', () => workbook.selectedArea !== null);
  expect(workbook.selectedArea).toEqual({ row: 2, column: 0, rows: 1, columns: 1 });
  expect(says('1 row has no SKU')).toBe(true);

  await press('Next');
  await until('what is written', () => says('Step 4 of 4 · writing'));
  expect(says('Order qty · empty so far')).toBe(true);
  await press('Back');
  await press('Back');
  await until('the columns again', () => says('Step 2 of 4 · columns'));
  expect(row('可售')?.textContent).toContain('Available');
  await press('Next');
  await until('read again', () => says('3 rows with an SKU were read.'));
  await press('Next');
  await until('the brand', () => says('This workbook has no brand yet.'));
  expect(says('Nothing leaves the computer')).toBe(true);

  await press('Keep this mapping');
  await until('the refusal', () => says('Type the name of the brand.'));
  expect(workbook.own.kept.size).toBe(0);
  type(fieldOf('Brand'), 'Flower field');
  type(fieldOf('Currency'), 'CNY');
  await press('Keep this mapping');
  await until('the list', () => says('My own tables') && says('November buys'));
  expect(workbook.binding).toMatchObject({ brandName: 'Flower field', currency: 'CNY', language: 'zh' });
  expect(session.getState().own?.canPlan).toBe(true);
});

/** Maps the sheet without the pane, and plans. */
async function mapAndReview(language: 'en' | 'zh'): Promise<Opened> {
  const opened = await open(language);
  const { session } = opened;
  const { mapping } = await session.guessOwn(await session.lookAtOwn());
  mapping.columns[3]!.meaning = 'TW_Stock.available';
  await session.bindOwn({ name: '花田', currency: 'CNY' });
  await session.keepOwn(mapping);
  await session.plan();
  await session.review();
  return opened;
}

describe.each([
  {
    language: 'en' as const,
    into: 'Into your own tables: 备货计划表',
    twice: 'Stand twice in your tables',
    older: 'Your sheets changed after this plan was made (备货计划表).',
    anyway: 'Write it as it is',
    mine: /建议补货量 plan [\d,]+ · yours 500 · new plan [\d,]+/,
    write: /^Write \d+ cells$/,
  },
  {
    language: 'zh' as const,
    into: '写入你的表格：备货计划表',
    twice: '在你的表中重复',
    older: '这份计划之后，你的表格有改动（备货计划表）。',
    anyway: '照原计划写入',
    mine: /建议补货量 原计划 [\d,]+ · 你的 500 · 新计划 [\d,]+/,
    write: /^写入 \d+ 格$/,
  },
])('the review in $language', ({ language, into, twice, older, anyway, mine, write }) => {
  it('says where it writes, lists what it cannot, and asks before an older plan is written', async () => {
    const { workbook, navigation } = await mapAndReview(language);
    navigation.go({ page: 'review' });
    await until('the review', () => says(into));
    row(new RegExp(twice))?.click();
    await until('the list', () => says('22752'));
    expect(says('3, 4')).toBe(true);
    navigation.go({ page: 'review' });
    workbook.own.range(SHEET)!.rows[0]![3] = 100;
    await press(write);
    await until('the question', () => says(older));
    expect(workbook.own.range(SHEET)!.rows[0]![8]).toBe('');
    await press(anyway);
    await until('written', () => Number(workbook.own.range(SHEET)!.rows[0]![8]) > 0);
  });

  it('shows old plan, yours and new plan where you typed over a result', async () => {
    const { session, workbook, navigation } = await mapAndReview(language);
    await session.write();
    workbook.own.range(SHEET)!.rows[0]![8] = 500;
    workbook.own.range(SHEET)!.rows[0]![3] = 10;
    await session.plan();
    await session.review();
    navigation.go({ page: 'group', group: 'overridden' });
    await until('the comparison', () => mine.test(document.body.textContent ?? ''));
  });
});

it('lists what is wrong with a mapping, and forgets it', async () => {
  const { session, workbook, navigation } = await mapAndReview('en');
  const [id = ''] = workbook.own.kept.keys();
  workbook.own.problems.set(id, { code: 'column_gone', values: { column: '可售', sheet: SHEET } });
  navigation.go({ page: 'data' });
  await until('the problem', () => says('Column “可售” is not found any more.'));
  // asked once: leaving it out settles it
  workbook.own.problems.clear();
  await press(`Leave 可售 out of ${SHEET}`);
  await until('left out', () => workbook.own.kept.get(id)?.columns[3]?.meaning === null);
  await press(`Forget the mapping of ${SHEET}`);
  await until('forgotten', () => says('Plan from a table of your own'));
  expect(session.getState().own?.kept).toEqual([]);
});
