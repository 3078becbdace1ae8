import { ensureBuild } from '../src/tools/ensure-build';
import { openWorkbook, type HeadlessWorkbook } from '../src/tools/headless-workbook';
import type { CellExplanation } from '../src/taskpane/explain/types';

// "Explain this cell" and the functions page through the shipped bundle: its lazy chunk, the real office.js, the preview
// workbook. Expected figures: functions.md's formulas by hand.

const SAFETY = 1.6448536269514722 * Math.sqrt(40 * 8 ** 2 + 20 ** 2 * 6 ** 2);

let workbook: HeadlessWorkbook;
const open = async (language: 'en' | 'zh' = 'en'): Promise<void> => {
  ensureBuild(['functions', 'pane']);
  workbook = await openWorkbook({ fetch: () => Promise.reject(new TypeError('no network')), language });
  await workbook.window.twinstock.ready;
};
const close = async (): Promise<void> => {
  expect([...workbook.host.unknownMembers]).toEqual([]);
  await workbook.dispose();
};
const enter = async (cells: Record<string, string>, sheet = 'Sheet1'): Promise<void> => {
  for (const [address, text] of Object.entries(cells)) workbook.host.user.type(sheet, address, text);
  await workbook.host.idle();
};
const explainAt = async (address: string, sheet = 'Sheet1'): Promise<CellExplanation | null> => {
  workbook.host.user.select(sheet, address);
  return (await workbook.session.explain()) as CellExplanation | null;
};
/** Name, value and place of each input, as the page has them. */
const inputs = (found: CellExplanation | null) =>
  found?.inputs.map(({ parameter, value, places }) => ({
    name: parameter.name,
    value: value.kind === 'one' ? value.value : value.kind === 'list' ? [...value.values] : value.kind,
    at: places.map(({ sheetName, area }) => [sheetName, area.row, area.column, area.rows, area.columns].join(' '))[0],
  }));
const pane = (): Document => workbook.window.document;
const paneText = (): string => pane().body.textContent ?? '';
const until = async (what: string, holds: () => boolean): Promise<void> => {
  for (let waited = 0; waited < 10_000; waited += 20) {
    if (holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`${what} did not come; the pane says: ${paneText()}`);
};
const press = async (name: string): Promise<void> => {
  const find = (): HTMLButtonElement | undefined =>
    [...pane().querySelectorAll('button')].find(
      (button) => (button.getAttribute('aria-label') ?? button.textContent) === name && !button.disabled,
    );
  await until(`button ${name}`, () => find() !== undefined);
  find()?.click();
};

describe('a cell, explained', () => {
  beforeAll(() => open());
  afterAll(close);
  beforeEach(() => workbook.host.user.clear('Sheet1', 'A1:Z60'));

  it('scalars: inputs with their places, numbers put in, steps, words', async () => {
    await enter({ A1: '20', A2: '8', B1: '=TWIN.SAFETYSTOCK(0.95,A1,A2,40,6)' });
    const found = await explainAt('B1');
    expect(found).toMatchObject({ agreement: 'same', error: null, info: { id: 'SAFETYSTOCK' } });
    expect(found?.answer).toBeCloseTo(SAFETY, 9);
    expect(inputs(found)).toEqual([
      { name: 'service_level', value: 0.95, at: undefined },
      { name: 'demand_mean', value: 20, at: 'Sheet1 0 0 1 1' },
      { name: 'demand_sd', value: 8, at: 'Sheet1 1 0 1 1' },
      { name: 'lead_time', value: 40, at: undefined },
      { name: 'lead_time_sd', value: 6, at: undefined },
      { name: 'review_period', value: 'standard', at: undefined },
    ]);
    expect(found?.steps.length).toBeGreaterThan(0);
    expect(found?.words?.en).toMatch(/\w/);
    expect(found?.words?.zh).toMatch(/[一-鿿]/);
  });

  it('a row of a spill, from the formula above it', async () => {
    await enter({ A1: '10', A2: '20', A3: '30', B1: '5', B2: '4', B3: '3', C1: '=TWIN.DOS(A1:A3,B1:B3)' });
    const found = await explainAt('C3');
    expect(found).toMatchObject({ agreement: 'same', answer: 10, reading: { anchor: 'Sheet1!C1', row: 2 } });
    expect(inputs(found)?.slice(0, 2)).toEqual([
      { name: 'available', value: 30, at: 'Sheet1 2 0 1 1' },
      { name: 'sales', value: 3, at: 'Sheet1 2 1 1 1' },
    ]);
  });

  it('table columns and the row of a table', async () => {
    await enter({ E1: 'SKU', F1: 'On hand', G1: 'W-2', H1: 'W-1', E2: 'P-1', F2: '70', G2: '6', H2: '8', E3: 'P-2' });
    await enter({ F3: '90', G3: '9', H3: '9', J2: '=TWIN.DOS(Stock[On hand],Stock[[W-2]:[W-1]],2)' });
    await workbook.window.Excel.run(async (context: Excel.RequestContext) => {
      context.workbook.worksheets.getItem('Sheet1').tables.add('E1:H3', true).name = 'Stock';
      await context.sync();
    });
    await enter({ J2: '=TWIN.DOS(Stock[On hand],Stock[[W-2]:[W-1]],2)' });
    const found = await explainAt('J3');
    expect(found).toMatchObject({ agreement: 'same', answer: 10 });
    expect(inputs(found)?.slice(0, 2)).toEqual([
      { name: 'available', value: 90, at: 'Sheet1 2 5 1 1' },
      { name: 'sales', value: [9, 9], at: 'Sheet1 2 6 1 2' },
    ]);
    expect(found?.inputs[0]?.places[0]).toMatchObject({ heading: 'On hand', rowLabel: 'P-2' });
  });

  it('names, and functions of Excel within an argument', async () => {
    await workbook.window.Excel.run(async (context: Excel.RequestContext) => {
      context.workbook.names.add('target', '=95%');
      await context.sync();
    });
    await enter({ A1: '16', A2: '20', A3: '24', B1: '=TWIN.SAFETYSTOCK(target,AVERAGE(A1:A3),STDEV.S(A1:A3)*2,40,6)' });
    const found = await explainAt('B1');
    // mean 20, standard deviation 4
    expect(found).toMatchObject({ agreement: 'same' });
    expect(inputs(found)?.slice(0, 3)).toEqual([
      { name: 'service_level', value: 0.95, at: undefined },
      { name: 'demand_mean', value: 20, at: 'Sheet1 0 0 3 1' },
      { name: 'demand_sd', value: 8, at: 'Sheet1 0 0 3 1' },
    ]);
  });

  it('a function within a function, each on its own', async () => {
    await enter({ A1: '40', B1: '=TWIN.DOS(TWIN.DOS(A1,2),4)' });
    const outer = await explainAt('B1');
    expect(outer).toMatchObject({ agreement: 'same', answer: 5, call: 0 });
    expect(inputs(outer)?.[0]).toEqual({ name: 'available', value: 20, at: 'Sheet1 0 0 1 1' });
    await workbook.session.explainPart(1);
    expect(workbook.session.getState().explain?.explanation).toMatchObject({
      call: 1,
      answer: 20,
      agreement: 'around',
    });
  });

  it('what stands around the function', async () => {
    await enter({ A1: '20', B1: '=IFERROR(ROUNDUP(TWIN.DOS(A1,3),0),"")' });
    const found = await explainAt('B1');
    expect(found).toMatchObject({ agreement: 'around', reading: { value: 7 } });
    expect(found?.answer).toBeCloseTo(20 / 3, 12);
    expect(found?.reading.calls[0]?.around).toBe('IFERROR(ROUNDUP(…,0),"")');
  });

  it('an error: what it means and which input it is about, also in one row of many', async () => {
    await enter({ A1: '95', B1: '=TWIN.SAFETYSTOCK(A1,20,8,40)' });
    expect(await explainAt('B1')).toMatchObject({
      agreement: 'same',
      error: { code: '#NUM!', about: 'service_level', text: { en: expect.stringContaining('95% or 0.95') } },
    });
    await enter({ L1: '10', L2: 'x', M1: '5', M2: '5', N1: '=TWIN.DOS(L1:L2,M1:M2)' });
    expect(await explainAt('N2')).toMatchObject({
      agreement: 'same',
      error: { code: '#VALUE!', about: 'available', text: { zh: expect.stringContaining('必须是数字') } },
    });
    expect(await explainAt('N1')).toMatchObject({ answer: 2, error: null });
    await enter({ P1: '=1/0', Q1: '=TWIN.DOS(5,P1)' });
    expect(await explainAt('Q1')).toMatchObject({ error: { code: '#DIV/0!', about: 'sales' } });
  });

  it('an input that only Excel can calculate', async () => {
    await enter({ A1: '20', B1: '=TWIN.DOS(INDEX(A1:A1,1),4)' });
    expect(await explainAt('B1')).toMatchObject({
      agreement: 'unknown',
      inputs: [{ value: { kind: 'none', why: 'excel', what: 'INDEX' } }, {}, {}],
    });
  });

  it('a cell that was not calculated again shows both figures', async () => {
    await enter({ A1: '20', B1: '=TWIN.DOS(A1,4)' });
    workbook.host.user.setManualCalculation(true);
    await enter({ A1: '40' });
    expect(await explainAt('B1')).toMatchObject({
      agreement: 'stale',
      answer: 10,
      reading: { value: 5, manualCalculation: true },
    });
    workbook.host.user.setManualCalculation(false);
    await workbook.host.idle();
  });

  it('a cell of live figures, without a data service', async () => {
    await enter({ A1: '=TWIN.STOCK("P-1")' });
    const found = await explainAt('A1');
    expect(found?.info?.id).toBe('STOCK');
    expect(found?.error?.text.en).toMatch(/\w/);
  });

  it('is none of ours', async () => {
    await enter({ A1: '=SUM(1,2)' });
    expect(await explainAt('A1')).toBeNull();
    expect(workbook.session.getState().explain?.elsewhere).toBe('Sheet1!A1');
  });
});

describe.each([
  ['en', 'Explain this cell', 'Jump to inputs', 'Insert example', 'Undo'],
  ['zh', '解释此单元格', '跳到输入', '插入示例', '撤销'],
] as const)('the pages in the pane (%s)', (language, title, jump, insert, undo) => {
  beforeAll(() => open(language));
  afterAll(close);

  it('the cell menu explains the selected cell, and the page follows the selection', async () => {
    await enter({ A1: '20', B1: '=TWIN.DOS(A1,4)', B2: '=TWIN.DOS(A1,5)' });
    workbook.host.user.select('Sheet1', 'B1');
    await workbook.host.runCommand('TwinExplain');
    await until('the page', () => paneText().includes('=TWIN.DOS(A1,4)'));
    expect(pane().querySelector('h1')?.textContent).toBe(title);
    workbook.host.user.select('Sheet1', 'B2');
    await until('the next cell', () => paneText().includes('=TWIN.DOS(A1,5)'));
    await press(jump);
    await until('the input', () => workbook.session.getState().explain?.onInput === 0);
    expect(workbook.session.getState().explain?.explanation?.reading.address).toBe('Sheet1!B2');
    workbook.host.user.select('Sheet1', 'D9');
    await until('none of ours', () => paneText().includes('Sheet1!D9'));
  });

  it('an example goes into the sheet and comes back out', async () => {
    await press(language === 'en' ? 'Functions' : '函数');
    await until('the list', () => paneText().includes('TURNOVERDAYS'));
    const row = [...pane().querySelectorAll('li button')].find((button) => button.textContent?.startsWith('PERIOD'));
    (row as HTMLElement).click();
    await until('the function', () => paneText().includes('TWIN.PERIOD(date'));
    workbook.host.user.select('Sheet1', 'F20');
    await press(insert);
    await until('the example', () => paneText().includes('Sheet1!F20'));
    await workbook.host.idle();
    expect(workbook.host.read.formulas('Sheet1', 'F20')[0]?.[0]).toMatch(/^=TWIN\.PERIOD\(/);
    // three columns: label, first and last day
    expect(workbook.host.read.values('Sheet1', 'F20:H20')[0]?.every((value) => value !== '')).toBe(true);
    await press(undo);
    await until('undone', () => workbook.host.read.formulas('Sheet1', 'F20')[0]?.[0] === '');
  });
});
