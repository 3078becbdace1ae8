import './functions-host';
import { CATALOGUE, FAMILIES } from '../src/functions/catalogue';
import { HELP } from '../src/functions/help';
import { explainFormula } from '../src/taskpane/explain/explain-formula';
import { exampleOf } from '../src/taskpane/functions/example';
import { FUNCTIONS, searchFunctions, signatureOf } from '../src/taskpane/functions/function-list';
import { callsIn, isError, type Cells, type FormulaReading, type FormulaValue } from '../src/workbook/formula';

// What the pane says about each function, over the whole catalogue: a new function is covered by being in it.

const NOW = new Date('2026-11-23T04:00:00Z');
const LIVE = new Set(FAMILIES.live);
const CALLED = CATALOGUE.map(({ id }) => id).filter((id) => !LIVE.has(id));
const CHINESE = /[一-鿿]/;

const answerOf = (id: string): Cells => {
  const found = exampleOf(id, 'TWIN', NOW);
  if (!found?.answer) throw new Error(`${id}: the example "${found?.formula}" is not made of constants alone`);
  return found.answer;
};
/** The example as it stands in a cell of a sheet; the cell in question is one of its spill. */
function reading(id: string, row: number, column: number, value: FormulaValue): FormulaReading {
  const formula = exampleOf(id, 'TWIN', NOW)?.formula ?? '';
  return {
    address: 'Sheet1!B2',
    sheetId: 's',
    sheetName: 'Sheet1',
    area: { row: 1 + row, column: 1 + column, rows: 1, columns: 1 },
    formula,
    anchor: null,
    row,
    column,
    value,
    shown: '',
    calls: callsIn(formula),
    references: {},
    manualCalculation: false,
  };
}

it('has a page for every function', () => {
  expect(FUNCTIONS.map(({ id }) => id)).toEqual(CATALOGUE.map(({ id }) => id));
  expect(Object.keys(HELP).sort()).toEqual(CATALOGUE.map(({ id }) => id).sort());
});

describe.each(FUNCTIONS.map((info) => [info.id, info] as const))('%s', (id, info) => {
  it('is described in both languages, with every parameter', () => {
    for (const text of [info.text, ...info.parameters.map((parameter) => parameter.text)]) {
      expect(text.en.trim()).not.toBe('');
      expect(text.zh).toMatch(CHINESE);
    }
    for (const { zh, words } of info.parameters) {
      expect(zh.trim()).not.toBe('');
      for (const { code, text } of words) {
        expect([code, text?.en ? 'said' : '']).toEqual([code, 'said']);
        expect(text?.zh).toMatch(CHINESE);
      }
    }
    expect(info.formula.en.trim()).not.toBe('');
    expect(info.source.en.trim()).not.toBe('');
    expect(info.source.zh.trim()).not.toBe('');
  });

  it('is found by its id, however it is written', () => {
    for (const query of [id, id.toLowerCase(), `=TWIN.${id}`, ` ${id} `])
      expect(searchFunctions(query)[0]?.id).toBe(id);
  });
});

describe.each(CALLED)('the example of %s', (id) => {
  it('answers without an error', () => {
    const cells = answerOf(id).flat();
    expect(cells.length).toBeGreaterThan(0);
    expect(cells.filter(isError)).toEqual([]);
    for (const value of cells) if (typeof value === 'number') expect(Number.isFinite(value)).toBe(true);
  });

  it('is explained: finite steps, words in both languages, no hole in a text', () => {
    const answer = answerOf(id);
    answer.forEach((line, row) =>
      line.forEach((value, column) => {
        const found = explainFormula(reading(id, row, column, value), 0, NOW);
        expect([found.agreement, found.error]).toEqual(['same', null]);
        if (value === '') return;
        expect(found.steps.length).toBeGreaterThan(0);
        for (const { name, value: result } of found.steps) {
          expect([name.en, name.zh].map((text) => text.trim() !== '')).toEqual([true, true]);
          if (typeof result === 'number') expect(Number.isFinite(result)).toBe(true);
        }
        const texts = [
          found.words?.en,
          found.words?.zh,
          found.filled?.en,
          found.filled?.zh,
          ...found.steps.flatMap(({ name, expression }) => [name.en, name.zh, expression]),
        ];
        for (const text of texts) expect(text).not.toMatch(/undefined|NaN|Infinity|null|\[object/);
        expect(found.words?.en.trim()).not.toBe('');
        expect(found.words?.zh).toMatch(CHINESE);
        expect(found.filled?.en.trim()).not.toBe('');
      }),
    );
  });
});

describe('the list of functions', () => {
  const found = (query: string): string[] => searchFunctions(query).map(({ id }) => id);

  it('is searched in both languages, whole words or parts, in any width', () => {
    expect(found('')).toHaveLength(FUNCTIONS.length);
    expect(found('安全库存')[0]).toBe('SAFETYSTOCK');
    expect(found('ｓａｆｅｔｙｓｔｏｃｋ')[0]).toBe('SAFETYSTOCK');
    expect(found('safety stock')).toEqual(expect.arrayContaining(['SAFETYSTOCK', 'SAFETYSTOCKFILL', 'SAFETYSTOCKDYN']));
    expect(found('周转天数')).toContain('TURNOVERDAYS');
    expect(found('=TWIN.SAFETYSTOCK(')[0]).toBe('SAFETYSTOCK');
    expect(found('补货点')).toContain('REORDERPOINT');
    expect(found('保税')).toContain('TIER');
    expect(found('days of cover')).toEqual(expect.arrayContaining(['DOS', 'DOSFORWARD']));
    expect(found('lead_time_sd')).toContain('REORDERPOINT');
    expect(found('no such thing')).toEqual([]);
  });

  it('writes signatures as functions.md does: optional parameters in brackets, with what stands for them', () => {
    const signature = (id: string): string =>
      signatureOf(
        FUNCTIONS.find((info) => info.id === id)!,
        'TWIN',
      );
    expect(signature('SAFETYSTOCK')).toBe(
      'TWIN.SAFETYSTOCK(service_level, demand_mean, demand_sd, lead_time, [lead_time_sd=0], [review_period=0])',
    );
    expect(signature('ORDERQTY')).toBe(
      'TWIN.ORDERQTY(order_up_to, position, [moq=0], [pack=1], [cap], [reorder_point])',
    );
    expect(signature('REORDERPOINT')).toContain('[distribution="normal"]');
    expect(signature('AGEING')).toContain('[edges={30,60,90,180,365}]');
    expect(signature('ROUTE')).toContain('[direct_allowed=TRUE]');
  });
});
