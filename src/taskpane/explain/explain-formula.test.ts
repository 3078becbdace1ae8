import '../../../test/functions-host';
import {
  callsIn,
  evaluateConstants,
  type Area,
  type Cells,
  type FormulaReading,
  type FormulaValue,
  type ReadReference,
  type ReferencePlace,
} from '../../workbook/formula';
import { exampleOf } from '../functions/example';
import { callFunction } from '../functions/call-function';
import { explainFormula } from './explain-formula';
import { explanationText, inputText, whereText, runsNewestFirst, stepText } from './input-text';
import { dateText, percentText, shortNumber } from './number-text';
import { functionTexts, type FunctionTexts as Texts } from '../functions/texts';
import type { CellExplanation } from './types';

const NOW = new Date('2026-11-23T04:00:00Z');
const textsOf = (language: 'en' | 'zh'): Texts => ({ language, t: functionTexts(language), f: {} as never });
const en = textsOf('en');

/** Cells of a sheet by reference, as the workbook room reads them; the row is the first unless said otherwise. */
interface Sheet {
  cells?: Record<string, Cells>;
  more?: Record<string, Partial<ReadReference>>;
  value: FormulaValue;
  row?: number;
  column?: number;
  manualCalculation?: boolean;
}
const placeOf = (area: Area): ReferencePlace => ({
  sheetId: 's',
  sheetName: 'Plan',
  area,
  heading: 'Forecast',
  rowLabel: null,
  shown: null,
});

function reading(
  formula: string,
  { cells = {}, more = {}, value, row = 0, column = 0, ...rest }: Sheet,
): FormulaReading {
  const reference = (held: Cells, at: number): ReadReference => ({
    place: placeOf({ row: 10, column: at, rows: held.length, columns: held[0]?.length ?? 0 }),
    cells: held,
    onlyRow: false,
    own: undefined,
    problem: null,
    stands: null,
  });
  return {
    address: 'Plan!M14',
    sheetId: 's',
    sheetName: 'Plan',
    area: { row: 13, column: 12, rows: 1, columns: 1 },
    formula,
    anchor: row || column ? 'Plan!M11' : null,
    row,
    column,
    value,
    shown: typeof value === 'number' ? String(value) : '',
    calls: callsIn(formula),
    references: Object.fromEntries([
      ...Object.entries(cells).map(([text, held], at) => [text, { ...reference(held, at), ...more[text] }]),
      ...Object.entries(more).flatMap(([text, part]) =>
        text in cells ? [] : [[text, { ...reference([[null]], 9), cells: null, place: null, ...part }]],
      ),
    ]),
    manualCalculation: false,
    ...rest,
  };
}
const explained = (formula: string, sheet: Sheet, call = 0): CellExplanation =>
  explainFormula(reading(formula, sheet), call, NOW);
const inputsOf = ({ inputs }: CellExplanation): [string, string][] =>
  inputs.map((input) => [inputText(input, en), whereText(input, en)]);

// functions.md: z·√((R+L)·σ² + d²·σL²); 1.6448536269514722·√(40·64 + 400·36), by hand 214.2…
const SAFETY = 1.6448536269514722 * Math.sqrt(40 * 64 + 400 * 36);

describe('an explained cell', () => {
  it('shows the inputs with their places, the formula with the numbers, steps and words', () => {
    const found = explained('=TWIN.SAFETYSTOCK(95%,A1,B1,40,6)', {
      cells: { A1: [[20]], B1: [[8]] },
      value: SAFETY,
    });
    expect(found).toMatchObject({ agreement: 'same', error: null, info: { id: 'SAFETYSTOCK' } });
    expect(found.answer).toBeCloseTo(214.2, 1);
    expect(inputsOf(found)).toEqual([
      ['95%', 'written in the formula'],
      ['20', 'Plan!A11 · Forecast'],
      ['8', 'Plan!B11 · Forecast'],
      ['40', 'written in the formula'],
      ['6', 'written in the formula'],
      ['0', 'left out: the default'],
    ]);
    expect(found.filled?.en).toContain('1.645');
    expect(found.steps.length).toBeGreaterThan(0);
    expect(found.words?.zh).toMatch(/[一-鿿]/);
    const text = explanationText(found, textsOf('zh'));
    expect(text).toContain('Plan!M14  =TWIN.SAFETYSTOCK(95%,A1,B1,40,6)');
    expect(text).toContain('需求均值: 20  [Plan!A11 · Forecast]');
  });

  it('shows what a cell shows of a figure, unless the cell is too narrow', () => {
    const place = placeOf({ row: 1, column: 1, rows: 1, columns: 1 });
    const shown = (text: string) =>
      inputsOf(
        explained('=TWIN.SAFETYSTOCK(A1,20,8,40,6)', {
          cells: { A1: [[0.95]] },
          more: { A1: { place: { ...place, shown: text } } },
          value: SAFETY,
        }),
      )[0]?.[0];
    expect(shown('95.0%')).toBe('95.0%');
    expect(shown('###')).toBe('95%');
  });

  it('explains the row of a spill, of a column and across', () => {
    const column = explained('=TWIN.DOS(A1:A3,B1:B3)', {
      cells: { 'A1:A3': [[10], [20], [30]], 'B1:B3': [[1], [2], [5]] },
      value: 6,
      row: 2,
    });
    expect(column.agreement).toBe('same');
    expect(inputsOf(column).slice(0, 2)).toEqual([
      ['30', 'Plan!A13 · Forecast'],
      ['5', 'Plan!B13 · Forecast'],
    ]);
    const across = explained('=TWIN.DOS(A1:C1,A2:C2)', {
      cells: { 'A1:C1': [[10, 20, 30]], 'A2:C2': [[1, 2, 5]] },
      value: 10,
      column: 1,
    });
    expect(across).toMatchObject({ agreement: 'same', answer: 10 });
    expect(inputsOf(across)[0]).toEqual(['20', 'Plan!B11 · Forecast']);
  });

  it('explains one series of a block, and a cell of a list', () => {
    const block = explained('=TWIN.DOS(A1:A2,B1:D2)', {
      cells: {
        'A1:A2': [[10], [20]],
        'B1:D2': [
          [1, 2, 3],
          [4, 5, 6],
        ],
      },
      value: 4,
      row: 1,
    });
    expect(block.agreement).toBe('same');
    expect(inputsOf(block)[1]).toEqual(['3 values: 4, 5, 6', 'Plan!B12:D12 · Forecast']);
    const list = explained('=TWIN.PERIOD(A1)', { cells: { A1: [[46349]] }, value: 46357, column: 2 });
    // 21–30 November 2026: serials 46347 and 46356 (46023 is 2026-01-01)
    expect(list).toMatchObject({ agreement: 'stale', answer: 46356 });
    expect(inputsOf(list)[0]?.[0]).toBe('2026-11-23');
  });

  it('notices that the weeks of the Sales sheet run the other way', () => {
    const place = { ...placeOf({ row: 5, column: 5, rows: 1, columns: 3 }), heading: 'W-1' };
    const sheet: Sheet = { cells: { 'F6:H6': [[30, 20, 10]] }, more: { 'F6:H6': { place } }, value: 30 };
    const found = explained('=TWIN.FORECASTDEMAND(F6:H6,1,"naive")', sheet);
    expect(found.inputs.filter(runsNewestFirst).map(({ parameter }) => parameter.name)).toEqual(['history']);
    const turned = explained('=TWIN.FORECASTDEMAND(SORTBY(F6:H6,COLUMN(F6:H6),-1),1,"naive")', sheet);
    expect(turned.inputs.filter(runsNewestFirst)).toEqual([]);
  });

  it('says a step once', () => {
    const steps: [string, number | string, string][] = [
      ['30 + 7', 37, '30 + 7 = 37'],
      ['0', 0, '0'],
      ['≈', 0.32, '≈ 0.32'],
      ['Σ =', 2580, 'Σ = 2,580'],
      ['6,960 ≤ 7,000', 6960, '6,960 ≤ 7,000'],
      ['39.3%', 0.393, '39.3%'],
    ];
    for (const [expression, value, said] of steps) expect(stepText(expression, value)).toBe(said);
  });

  it('explains the row where only that row was read', () => {
    const found = explained('=TWIN.DOS(A1:A900,B1:B900*2)', {
      cells: { 'A1:A900': [[30]], 'B1:B900': [[5]] },
      more: {
        'A1:A900': { onlyRow: true, place: placeOf({ row: 10, column: 0, rows: 900, columns: 1 }) },
        'B1:B900': { onlyRow: true },
      },
      value: 3,
      row: 700,
    });
    expect(found).toMatchObject({ agreement: 'same', answer: 3 });
    expect(inputsOf(found)[0]).toEqual(['30', 'Plan!A711 · Forecast']);
  });

  it('says what is around the function, and explains the inner function on its own', () => {
    const formula = '=IFERROR(ROUNDUP(TWIN.SAFETYSTOCK(95%,TWIN.DOS(A1,1),8,40,6),0),"")';
    const outer = explained(formula, { cells: { A1: [[20]] }, value: 215 });
    expect(outer).toMatchObject({ agreement: 'around' });
    expect(outer.answer).toBeCloseTo(SAFETY, 9);
    expect(inputsOf(outer)[1]).toEqual(['20', 'TWIN.DOS(A1,1) (Plan!A11 · Forecast)']);
    expect(explanationText(outer, en)).toContain(
      'The cell shows 215 and the function gives 214.2, because of what is around it: IFERROR(ROUNDUP(…,0),"")',
    );
    expect(explained(formula, { cells: { A1: [[20]] }, value: 215 }, 1)).toMatchObject({
      info: { id: 'DOS' },
      answer: 20,
      agreement: 'around',
    });
  });

  it('shows both figures when the cell was not calculated again', () => {
    const found = explained('=TWIN.DOS(A1,2)', { cells: { A1: [[20]] }, value: 9, manualCalculation: true });
    expect(found).toMatchObject({ agreement: 'stale', answer: 10 });
    expect(explanationText(found, en)).toContain(
      'The cell shows 9; with its inputs as they are now the function gives 10.',
    );
  });

  it('says what an error means, and which input it is about', () => {
    const found = explained('=TWIN.SAFETYSTOCK(A1,20,8,40)', { cells: { A1: [[95]] }, value: { error: '#NUM!' } });
    expect(found).toMatchObject({ agreement: 'same', error: { code: '#NUM!', about: 'service_level' } });
    expect(found.error?.text.en).toContain('service_level must lie between 0 and 1');
    expect(found.error?.text.zh).toContain('服务水平必须');
    const passed = explained('=TWIN.DOS(A1,B1)', {
      cells: { A1: [[20]], B1: [[{ error: '#N/A' }]] },
      value: { error: '#N/A' },
    });
    expect(passed).toMatchObject({ agreement: 'same', error: { code: '#N/A', about: 'sales' } });
    const row = explained('=TWIN.DOS(A1:A2,B1:B2)', {
      cells: { 'A1:A2': [[1], [1]], 'B1:B2': [[1], [0]] },
      value: { error: '#DIV/0!' },
      row: 1,
    });
    expect(row.error?.text.en).toContain('the stock never runs out');
  });

  it('explains as far as it can when an input cannot be read', () => {
    const found = explained('=TWIN.DOS(VLOOKUP(A1,B1:C9,2),C1)', {
      cells: { A1: [[1]], 'B1:C9': [[1, 2]], C1: [[5]] },
      value: 4,
    });
    expect(found).toMatchObject({ agreement: 'unknown', answer: null, filled: null, words: null, steps: [] });
    expect(found.info?.formula.en).toBeTruthy();
    expect(found.inputs[0]?.value).toEqual({ kind: 'none', why: 'excel', what: 'VLOOKUP' });
    expect(explanationText(found, en)).toContain('Excel calculates VLOOKUP inside the formula');
    const big = explained('=TWIN.DOS(A1,Big!A:A)', {
      cells: { A1: [[1]] },
      more: { 'Big!A:A': { problem: 'too_large' } },
      value: 4,
    });
    expect(big.inputs[1]?.value).toEqual({ kind: 'none', why: 'too_large', what: 'Big!A:A' });
  });

  it('says so when this version has no such function', () => {
    expect(explained('=TWIN.NOSUCH(1)', { value: { error: '#NAME?' } })).toMatchObject({ info: null, inputs: [] });
  });

  it('explains functions of columns by the row, and of whole calls', () => {
    const cells = { 'A1:A5': [[60], [null], [25], [10], [5]] };
    // shares before each: 0, 0.6, 0.85, 0.95; cuts at 0.8 and 0.95
    const abc = explained('=TWIN.ABC(A1:A5)', { cells, value: 'B', row: 3 });
    expect(abc).toMatchObject({ agreement: 'same', answer: 'B', error: null });
    expect(abc.words?.en).toBeTruthy();
    const formula = exampleOf('TRANSFER', 'TWIN', NOW)?.formula ?? '';
    const plan = evaluateConstants(formula, callFunction, NOW);
    const value = 'cells' in plan ? (plan.cells[1]?.[1] ?? null) : null;
    expect(explained(formula, { value, row: 1, column: 1 })).toMatchObject({ agreement: 'same', answer: value });
  });
});

it('writes numbers short, and exact enough to follow', () => {
  const numbers = [1752, 214.2345, 1.64485, 0.0504333, -3.5, 1e12, 1234567890.5, 1.2e-9, 0, 8.00001];
  expect(numbers.map(shortNumber)).toEqual([
    '1,752',
    '214.2',
    '1.645',
    '0.05043',
    '-3.5',
    '1,000,000,000,000',
    '1.235e+9',
    '1.2e-9',
    '0',
    '8',
  ]);
  expect([0.95, 0.975, 0.999].map(percentText)).toEqual(['95%', '97.5%', '99.9%']);
  expect([46349, 46349.75].map(dateText)).toEqual(['2026-11-23', '2026-11-23 18:00']);
});
