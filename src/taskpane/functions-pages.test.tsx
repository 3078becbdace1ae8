import '../../test/functions-host';
import { callsIn, parseReference, type FormulaReading, type FormulaValue } from '../workbook/formula';
import { button, dom, lendGlobals, mount, press, says, until, type MountedPane } from './session/testing/pane';

let mockFailing = false;
jest.mock('./functions/load', () => ({
  loadFunctions: () => (mockFailing ? Promise.reject(new Error('no network')) : import('./functions/chunk')),
}));

const { document } = dom.window;
let pane: MountedPane;
beforeAll(lendGlobals);
beforeEach(async () => {
  pane = await mount();
});
afterEach(() => pane.root.unmount());

/** What a person types into the field with this name. */
function fill(label: string, text: string): void {
  const field = document.querySelector<HTMLInputElement>(`input[aria-label="${label}"]`)!;
  Object.getOwnPropertyDescriptor(dom.window.HTMLInputElement.prototype, 'value')!.set!.call(field, text);
  field.dispatchEvent(new dom.window.Event('input', { bubbles: true }));
}
const key = (name: string): boolean =>
  (document.activeElement ?? document.body).dispatchEvent(
    new dom.window.KeyboardEvent('keydown', { key: name, bubbles: true, cancelable: true }),
  );
const rows = (): string[] =>
  [...document.querySelectorAll('#pane main li button')].map(
    (row) => row.querySelector('span > span')?.textContent ?? '',
  );

/** A cell with a formula over cells of the sheet Plan. */
function cell(formula: string, cells: Record<string, FormulaValue>, value: FormulaValue, at = 'M14'): FormulaReading {
  const { area } = parseReference(at) as Extract<ReturnType<typeof parseReference>, { kind: 'area' }>;
  return {
    address: `Plan!${at}`,
    sheetId: 'plan',
    sheetName: 'Plan',
    area,
    formula,
    anchor: null,
    row: 0,
    column: 0,
    value,
    shown: typeof value === 'object' ? '' : String(value),
    calls: callsIn(formula),
    references: Object.fromEntries(
      Object.entries(cells).map(([text, held]) => [
        text,
        {
          place: {
            sheetId: 'plan',
            sheetName: 'Plan',
            area: (parseReference(text) as { area: FormulaReading['area'] }).area,
            heading: null,
            rowLabel: null,
            shown: String(held),
          },
          cells: [[held]],
          onlyRow: false,
          own: undefined,
          problem: null,
          stands: null,
        },
      ]),
    ),
    manualCalculation: false,
  };
}

it('offers to load a page again when it did not come', async () => {
  mockFailing = true;
  pane.navigation.go({ page: 'functions' });
  await until('the reason', () => says('This page could not be loaded.'));
  mockFailing = false;
  await press('Try again');
  await until('the list', () => rows().length > 30);
});

describe('the functions page', () => {
  it('lists all functions by family and finds them in both languages', async () => {
    pane.navigation.go({ page: 'functions' });
    await until('the list', () => rows().length > 30);
    expect(says('Safety stock and replenishment')).toBe(true);
    fill('Search functions', 'turnover days');
    await until('fewer', () => rows().length < 5);
    expect(rows()).toContain('TURNOVERDAYS');
    fill('Search functions', '安全库存');
    await until('safety stock', () => rows()[0] === 'SAFETYSTOCK');
    fill('Search functions', '=twin.dos');
    await until('the prefix', () => rows()[0] === 'DOS' || rows().includes('DOS'));
    fill('Search functions', 'zzz');
    await until('nothing', () => says('No function matches "zzz".'));
    await press('Show all functions');
    await until('all again', () => rows().length > 30);
  });

  it('is worked by keyboard: / searches, Esc empties the field, then goes back', async () => {
    pane.navigation.go({ page: 'functions' });
    await until('the list', () => rows().length > 30);
    await until('the field', () => {
      key('/');
      return document.activeElement?.getAttribute('aria-label') === 'Search functions';
    });
    fill('Search functions', 'abc');
    await until('found', () => rows()[0] === 'ABC');
    key('Escape');
    await until('all', () => rows().length > 30);
    expect(pane.navigation.get().page).toBe('functions');
    key('Escape');
    await until('home', () => pane.navigation.get().page === 'home');
  });

  it('shows a function, inserts its example, and comes back to where it was', async () => {
    pane.navigation.go({ page: 'functions', search: 'safety' });
    await until('the list', () => rows().includes('SAFETYSTOCK'));
    [...document.querySelectorAll<HTMLButtonElement>('#pane main li button')]
      .find((row) => row.textContent?.startsWith('SAFETYSTOCK'))
      ?.click();
    await until('the page', () => says('[lead_time_sd=0], [review_period=0])'));
    expect(says('TWIN.SAFETYSTOCK(service_level, demand_mean,')).toBe(true);
    expect(document.body.textContent).toMatch(/answers 214\.2/);
    await press('Insert example');
    await until('done', () => says('Example inserted into Sheet1!B2.'));
    expect(pane.workbook.inserted).toEqual([
      { formula: expect.stringMatching(/^=TWIN\.SAFETYSTOCK\(/), rows: 1, columns: 1 },
    ]);
    expect(pane.session.getState().history).toMatchObject([{ kind: 'example' }]);
    pane.navigation.go({ page: 'history' });
    await until('history', () => says('Example inserted'));
    pane.navigation.back();
    await press('Back');
    await until('the list again', () => rows().includes('SAFETYSTOCK'));
    await until('its row', () => document.activeElement?.textContent?.startsWith('SAFETYSTOCK') === true);
  });

  it('says why an example is not inserted', async () => {
    pane.navigation.go({ page: 'function', id: 'DOS' });
    await until('the page', () => button('Insert example') !== undefined);
    pane.workbook.fails = { code: 'occupied', values: { address: 'Sheet1!B2' } };
    await press('Insert example');
    await until('the reason', () =>
      says('Sheet1!B2 is not blank. Select a blank cell, then insert the example there.'),
    );
    pane.session.setLanguage('zh');
    await until('in Chinese', () => says('Sheet1!B2 不是空的。'));
  });
});

describe('the explanation of a cell', () => {
  const formula = '=TWIN.DOS(B2,C2)';
  const ours = (value: FormulaValue = 4): FormulaReading => cell(formula, { B2: 20, C2: 5 }, value);
  const open = async (): Promise<void> => {
    pane.workbook.formula = ours();
    pane.navigation.go({ page: 'explain' });
    await until('the cell', () => says('Plan!M14'));
  };

  it('shows value, formula, inputs with their way, steps and words', async () => {
    await open();
    for (const text of [formula, 'Inputs', 'available', 'Plan!B2', 'Steps', 'In words', 'Source'])
      expect([text, says(text)]).toEqual([text, true]);
    await press('Go to Plan!C2');
    await until('there', () => pane.workbook.selectedArea?.column === 2);
    await press('Jump to inputs');
    await until('the first', () => pane.workbook.selectedArea?.column === 1);
    pane.session.setLanguage('zh');
    await until('Chinese', () => says('输入') && says('可售'));
    expect(button('跳到输入')).toBeDefined();
    expect(document.querySelectorAll('#pane h1')).toHaveLength(1);
  });

  it('keeps the explanation on its inputs, and says when a cell is none of ours', async () => {
    await open();
    await pane.session.connect();
    await pane.session.chooseBrand('sample');
    await pane.session.pull();
    const away = cell('5', {}, 5, 'C2');
    // the fake reads one cell: first the input, then the explained cell again
    const held = [away, ours(9)];
    pane.workbook.readFormula = async () => held.shift() ?? away;
    pane.workbook.select('TW_Stock', 0);
    await until('the input', () => says('You are on an input of this cell: sales.'));
    expect(says('The cell shows 9; with its inputs as they are now the function gives 4.')).toBe(true);

    pane.workbook.readFormula = async () => cell('text', {}, 'text', 'D9');
    pane.workbook.select('TW_Stock', 0);
    await until('elsewhere', () => says('Plan!D9 has no Twinstock formula.'));
    const { item } = pane.session.getState();
    expect(button(`Show ${item?.sku}`)).toBeDefined();
    await press('Back to Plan!M14');
    await until('back', () => pane.workbook.selectedArea?.row === 13);
  });

  it('offers the parts of a nested formula', async () => {
    pane.workbook.formula = cell('=TWIN.DOS(TWIN.DOS(B2,C2),C2)', { B2: 20, C2: 5 }, 0.8);
    pane.navigation.go({ page: 'explain' });
    await until('the parts', () => document.querySelectorAll('#pane select option').length === 2);
    await pane.session.explainPart(1);
    await until('the inner one', () => says('Around the function stands') || says('because of what is around it'));
  });

  it('says what an error means and where to look', async () => {
    pane.workbook.formula = cell(formula, { B2: 20, C2: 0 }, { error: '#DIV/0!' });
    pane.navigation.go({ page: 'explain' });
    await until('the words', () => says('the stock never runs out'));
  });

  it('leads to the repair where Excel does not know the function', async () => {
    pane.workbook.formula = cell(formula, { B2: 20, C2: 5 }, { error: '#NAME?' });
    pane.navigation.go({ page: 'explain' });
    await until('what it would answer', () => says('this is what it would answer') && says('Formula'));
    await press('Repair');
    expect(pane.navigation.get().page).toBe('repair');
  });

  it('is offered on the item page while a cell of ours is selected', async () => {
    pane.navigation.go({ page: 'item' });
    await press('Skip');
    await until('the item page', () => says('Select a row with an SKU.'));
    pane.workbook.selectCell('Plan!M14', formula);
    await press(/^Explain this cell/);
    expect(pane.navigation.get().page).toBe('explain');
  });
});
