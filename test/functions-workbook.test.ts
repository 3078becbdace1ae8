import { CATALOGUE } from '../src/functions/catalogue';
import type { Declaration } from '../src/functions/engine';
import { HELP } from '../src/functions/help';
import { openWorkbook, type HeadlessWorkbook } from '../src/tools/headless-workbook';
import { ensureBuild } from '../src/tools/ensure-build';
import { parseExample } from './functions-example';
import { shown } from './functions-host';

// The shipped bundle in the preview workbook, called through the real office.js: every function, entered as a planner would.

const CALLED = CATALOGUE.filter((one): one is Declaration => one.kind !== 'stream');
const exampleOf = (id: string): string => (HELP[id] as { example: string }).example;
const SHEET = 'Sheet1';

const letters = (index: number): string =>
  (index < 26 ? '' : letters(Math.floor(index / 26) - 1)) + String.fromCharCode(65 + (index % 26));
const close = (found: unknown, expected: unknown): void => {
  if (typeof expected === 'number' && typeof found === 'number')
    expect(Math.abs(found - expected)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(expected)));
  else expect(found).toEqual(expected);
};

/** The answer to the example by the same function called directly. */
function directly(id: string): unknown[][] {
  const { args } = parseExample(exampleOf(id));
  const answer = shown(id, ...args);
  return Array.isArray(answer) ? (answer as unknown[][]) : [[answer]];
}

describe.each(['en', 'zh'] as const)('in the preview workbook (%s)', (language) => {
  let workbook: HeadlessWorkbook;
  const { enter, values } = {
    enter: async (cells: Record<string, string | number>): Promise<void> => {
      for (const [address, text] of Object.entries(cells)) workbook.host.user.type(SHEET, address, String(text));
      await workbook.host.idle();
    },
    values: (address: string) => workbook.host.read.values(SHEET, address),
  };

  beforeAll(async () => {
    await import('../src/functions');
    ensureBuild(['functions', 'pane']);
    workbook = await openWorkbook({ fetch: () => Promise.reject(new TypeError('no network')), language });
  }, 180_000);
  afterAll(async () => {
    expect([...workbook.host.unknownMembers]).toEqual([]);
    await workbook.dispose();
  });
  beforeEach(() => workbook.host.user.clear(SHEET, 'A1:BZ400'));

  it('every example answers what the function answers, and spills', async () => {
    const places = new Map<string, number>();
    let row = 1;
    const cells: Record<string, string> = {};
    for (const { id } of CALLED) {
      places.set(id, row);
      cells[`A${row}`] = `=TWIN.${exampleOf(id)}`;
      row += directly(id).length + 1;
    }
    await enter(cells);
    for (const { id } of CALLED) {
      const expected = directly(id);
      const top = places.get(id) as number;
      const found = values(`A${top}:${letters((expected[0]?.length ?? 1) - 1)}${top + expected.length - 1}`);
      expected.forEach((line, at) => line.forEach((cell, column) => close(found[at]?.[column], cell)));
    }
  });

  it("every function nests in Excel's own", async () => {
    const cells: Record<string, string> = {};
    CALLED.forEach(({ id }, at) => {
      cells[`A${at + 1}`] = `=IFERROR(INDEX(TWIN.${exampleOf(id)},1,1),"failed")`;
      cells[`B${at + 1}`] = `=ROWS(TWIN.${exampleOf(id)})`;
    });
    await enter(cells);
    CALLED.forEach(({ id }, at) => {
      const expected = directly(id);
      close(values(`A${at + 1}`)[0]?.[0], expected[0]?.[0]);
      expect([id, values(`B${at + 1}`)[0]?.[0]]).toEqual([id, expected.length]);
    });
  });

  it('every argument may stand in cells', async () => {
    const cells: Record<string, string> = {};
    let row = 1;
    const answers: [id: string, address: string][] = [];
    for (const { id } of CALLED) {
      const { args } = parseExample(exampleOf(id));
      const references = args.map((range) => {
        if (range === null) return '';
        const height = range.length;
        const width = range[0]?.length ?? 1;
        range.forEach((line, y) =>
          line.forEach((cell, x) => {
            if (cell === null || cell === '') return;
            // an apostrophe keeps text text, as a person would type it
            cells[`${letters(20 + x)}${row + y}`] = typeof cell === 'string' ? `'${cell}` : String(cell).toUpperCase();
          }),
        );
        const reference = `${letters(20)}${row}:${letters(20 + width - 1)}${row + height - 1}`;
        row += height;
        return reference;
      });
      answers.push([id, `A${row}`]);
      cells[`A${row}`] = `=TWIN.${id}(${references.join(',')})`;
      row += directly(id).length + 1;
    }
    await enter(cells);
    for (const [id, address] of answers) close(values(address)[0]?.[0], directly(id)[0]?.[0]);
  });

  it('columns, blocks and references to a table, with a bad row among good ones', async () => {
    await enter({
      A1: 'SKU',
      B1: 'Stock',
      C1: 'W1',
      D1: 'W2',
      E1: 'W3',
      F1: 'Lead days',
      A2: 'S1',
      B2: 90,
      C2: 7,
      D2: 14,
      E2: 21,
      F2: 10,
      A3: 'S2',
      B3: 50,
      C3: 0,
      D3: 0,
      E3: 7,
      F3: 'ten',
      A4: 'S3',
      B4: 10,
      C4: 70,
      D4: 70,
      E4: 70,
      F4: 20,
    });
    await workbook.window['Excel'].run(async (context: Excel.RequestContext) => {
      const table = context.workbook.tables.add('Sheet1!A1:F4', true);
      table.name = 'Goods';
      await context.sync();
    });
    await enter({
      H2: '=TWIN.DOSFORWARD(Goods[Stock],Goods[[W1]:[W3]])',
      I2: '=TWIN.REORDERPOINT(95%,10,4,Goods[Lead days])',
      J2: '=TWIN.ABC(Goods[Stock])',
      K2: '=SUM(TWIN.DOS(Goods[Stock],2))',
      L2: '=TWIN.XYZ(Goods[[W1]:[W3]])',
      M2: '=TWIN.DOS(Goods[@Stock],Goods[@[W1]:[W3]])',
    });
    // by hand: 90 outlasts 42 in three weeks: 21 days; 50 outlasts 7: 21 days; 10 of 70 a week: one day
    expect(values('H2:H4')).toEqual([[21], [21], [1]]);
    // 100 + 1.6448536269514722 · 4·√10, an error, 200 + 1.6448536269514722 · 4·√20
    close(values('I2')[0]?.[0], 100 + 1.6448536269514722 * 4 * Math.sqrt(10));
    expect(values('I3')).toEqual([['#VALUE!']]);
    close(values('I4')[0]?.[0], 200 + 1.6448536269514722 * 4 * Math.sqrt(20));
    // 90 of 150 is before 80%, 50 crosses it, 10 is beyond 93.3% but crosses 95%
    expect(values('J2:J4')).toEqual([['A'], ['A'], ['B']]);
    expect(values('K2')).toEqual([[75]]);
    // CV 7/14 = 0.5 → X; mean 7/3, sd 4.04 → 1.73 → Z; none → X
    expect(values('L2:L4')).toEqual([['X'], ['Z'], ['X']]);
    // (7 + 14 + 21) / 3 = 14 a day
    close(values('M2')[0]?.[0], 90 / 14);
  });

  it('words in Chinese mean the same', async () => {
    await enter({
      P1: '=TWIN.ROUTE(1,"快","上海",5,5)',
      P2: '=TWIN.TURNOVERDAYS(7300,{100,200,400},365,"期末")',
      P3: '=TWIN.PERIOD("2024-02-25","旬")',
      P4: '=TWIN.PROMISE("保税","宁波","2026-11-23",2,4)',
    });
    expect(values('P1:Q1')).toEqual([['bonded', 'metro_fast']]);
    expect(values('P2')).toEqual([[20]]);
    expect(values('P3')).toEqual([['2024-02-下旬']]);
    expect(values('P4')).toEqual([['保税仓发货(宁波),预计11月25日-11月27日送达']]);
  });
});
