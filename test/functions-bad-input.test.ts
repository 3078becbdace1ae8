import { CATALOGUE } from '../src/functions/catalogue';
import type { Bounds, Declaration } from '../src/functions/engine';
import { HELP } from '../src/functions/help';
import { parseExample } from './functions-example';
import { call, HostError, shown, words } from './functions-host';

// functions.md, "Blanks, text and errors", for every parameter of every function: a new function is covered by being in
// the catalogue. The right arguments come from its help example.

beforeAll(async () => {
  await import('../src/functions');
});

type Range = unknown[][] | null;
type AnyParameter = Declaration['parameters'][number];

interface Case {
  label: string;
  id: string;
  at: number;
  parameter: AnyParameter;
  args: Range[];
}

const CASES: Case[] = CATALOGUE.flatMap((one) => {
  if (one.kind === 'stream') return [];
  const { args } = parseExample((HELP[one.id] as { example: string }).example);
  const full = one.parameters.map((_, at) => args[at] ?? null);
  return one.parameters.map((parameter, at) => ({
    label: `${one.id}.${parameter.name}`,
    id: one.id,
    at,
    parameter,
    args: full,
  }));
});

/** The arguments with the first cell of one of them replaced. */
function spoil({ args, at }: Case, cell: unknown): Range[] {
  const range = args[at]?.map((row) => [...row]) ?? [[null]];
  (range[0] as unknown[])[0] = cell;
  return args.map((given, index) => (index === at ? range : given));
}

/** The code of the error that an answer shows somewhere; null without any. */
function errorIn(answer: unknown): string | null {
  const cells = Array.isArray(answer) ? (answer as unknown[][]).flat() : [answer];
  const found = cells.find((cell) => typeof cell === 'string' && /^#(VALUE!|NUM!|N\/A|DIV\/0!|REF!)$/.test(cell));
  return (found as string | undefined) ?? null;
}

const shownWith = (one: Case, cell: unknown): string | null => errorIn(shown(one.id, ...spoil(one, cell)));

it.each(CASES.filter(({ at }) => at === 0))('$id answers its example', ({ id, args }) => {
  expect(errorIn(shown(id, ...args))).toBeNull();
});

const numbers = CASES.filter(({ parameter }) => parameter.type === 'number');
it.each(numbers)('$label: a text or TRUE where a number belongs is #VALUE!', (one) => {
  for (const cell of ['x', '95%', '１００', '1,200', '12', true, false]) expect(shownWith(one, cell)).toBe('#VALUE!');
});

it.each(numbers)('$label names itself in both languages', (one) => {
  const { name, zh } = one.parameter;
  const answer = (() => {
    try {
      const cells = call(one.id, ...spoil(one, 'x')).flat();
      return (cells.find((cell) => cell instanceof HostError) as HostError).message;
    } catch (error) {
      return (error as HostError).message;
    }
  })();
  expect(answer).toContain(`${name} `);
  expect(answer).toContain(` · ${zh}`);
});

it.each(CASES)('$label: an error value comes out unchanged', (one) => {
  for (const code of ['#N/A', '#DIV/0!', '#REF!'])
    expect(shownWith(one, new HostError(code, 'from elsewhere'))).toBe(code);
  // the form in which a host with data types passes it
  expect(shownWith(one, { type: 'Error', basicType: 'Error', basicValue: '#NUM!' })).toBe('#NUM!');
});

/** A value outside the bounds, just and far. */
function outside({ min, max, above, below, between, within, whole }: Bounds): number[] {
  return [
    ...(min === undefined ? [] : [min - 1, -1e300]),
    ...(max === undefined ? [] : [max + 1]),
    ...(above === undefined ? [] : [above, above - 1]),
    ...(below === undefined ? [] : [below, below + 1]),
    ...(between ? [between[0], between[1], between[1] + 1, between[0] - 1] : []),
    ...(within ? [within[0] - 0.001, within[1] + 0.001] : []),
    ...(whole ? [(min ?? within?.[0] ?? 1) + 0.5] : []),
  ];
}
const bounded = CASES.filter(({ parameter }) => parameter.bounds && outside(parameter.bounds).length);
it.each(bounded)('$label: outside its range is #NUM!', (one) => {
  for (const value of outside(one.parameter.bounds as Bounds))
    expect([value, shownWith(one, value)]).toEqual([value, '#NUM!']);
});

const required = CASES.filter(
  ({ parameter }) => parameter.kind === 'value' && !parameter.optional && !parameter.skipsBlank,
);
it.each(required)('$label: blank is #VALUE!, not 0', (one) => {
  for (const blank of [null, '', undefined]) expect(shownWith(one, blank)).toBe('#VALUE!');
  const alone = spoil(one, null);
  if (alone.every((range) => range === null || (range.length === 1 && range[0]?.length === 1)))
    expect(words(one.id, ...alone)).toContain(`${one.parameter.name} is blank`);
});

const optional = CASES.filter(({ parameter }) => parameter.optional);
it.each(optional)('$label: blank, empty text and left out are the same', ({ id, at, args }) => {
  const withArgument = (given: Range): unknown =>
    shown(id, ...args.map((range, index) => (index === at ? given : range)));
  const omitted = withArgument(null);
  expect(withArgument([[null]])).toEqual(omitted);
  expect(withArgument([['']])).toEqual(omitted);
});

const choices = CASES.filter(({ parameter }) => parameter.type === 'choice');
it.each(choices)('$label: an unknown word is #VALUE! and the words are listed', (one) => {
  expect(shownWith(one, 'nonsense')).toBe('#VALUE!');
  expect(shownWith(one, 7)).toBe('#VALUE!');
  expect(() => call(one.id, ...spoil(one, 'nonsense'))).toThrow((one.parameter.choices as string[]).join(', '));
  // in any case, with blanks around
  for (const word of one.parameter.choices as string[])
    expect(shownWith(one, ` ${word.toUpperCase()} `)).not.toBe('#VALUE!');
});

it.each(CASES.filter(({ parameter }) => parameter.type === 'date'))('$label: what is no date is refused', (one) => {
  for (const cell of ['yesterday', '2026-02-30', '23/11/2026', true]) expect(shownWith(one, cell)).toBe('#VALUE!');
  for (const cell of [0, -1, 3_000_000]) expect(shownWith(one, cell)).toBe('#NUM!');
});

describe('a spilled answer', () => {
  const rowFunctions = CATALOGUE.filter(({ kind }) => kind === 'row') as Declaration[];
  it.each(rowFunctions)('$id: one bad row shows its error and the others answer', ({ id, parameters }) => {
    const { args } = parseExample((HELP[id] as { example: string }).example);
    const at = parameters.findIndex(({ kind, type }) => kind === 'value' && (type === 'number' || type === 'date'));
    const values = parameters.map((_, index) => args[index] ?? null);
    if (at < 0) {
      // series only: a block, its middle series bad
      const block = values.map((range, index) => {
        if (range === null || parameters[index]?.kind !== 'series') return range;
        const series = range.flat();
        return [series, index === 0 ? ['x', ...series.slice(1)] : series, series];
      });
      const answer = call(id, ...block);
      expect(answer).toHaveLength(3);
      expect((answer[1]?.[0] as HostError).code).toBe('#VALUE!');
      expect(answer[0]).toEqual(answer[2]);
      expect(errorIn([answer[0]])).toBeNull();
      return;
    }
    const good = values[at]?.[0]?.[0];
    const spilled = values.map((range, index) => (index === at ? [[good], ['x'], [good]] : range));
    const answer = call(id, ...spilled);
    expect(answer).toHaveLength(3);
    expect((answer[1]?.[0] as HostError).code).toBe('#VALUE!');
    expect(answer[0]).toEqual(answer[2]);
    expect(answer[0]?.some((cell) => cell instanceof HostError)).toBe(false);
  });

  const twoValues = rowFunctions.filter(
    ({ parameters }) => parameters.filter(({ kind }) => kind === 'value').length > 1,
  );
  it.each(twoValues)(
    '$id: columns of different height fail the call, a row of values answers a row',
    ({ id, parameters }) => {
      const { args } = parseExample((HELP[id] as { example: string }).example);
      const [first, second] = parameters.flatMap(({ kind }, at) => (kind === 'value' && args[at] ? [at] : []));
      if (first === undefined || second === undefined) return;
      const cell = (at: number): unknown => args[at]?.[0]?.[0];
      const uneven = parameters.map((_, at) => {
        if (at === first) return [[cell(at)], [cell(at)]];
        if (at === second) return [[cell(at)], [cell(at)], [cell(at)]];
        return args[at] ?? null;
      });
      expect(shown(id, ...uneven)).toBe('#VALUE!');
      expect(words(id, ...uneven)).toMatch(/\d rows where another argument has \d/);

      if (parameters.some(({ kind }) => kind === 'series')) return;
      const lying = parameters.map((_, at) => (at === first ? [[cell(at), cell(at)]] : (args[at] ?? null)));
      const alone = shown(id, ...parameters.map((_, at) => args[at] ?? null));
      const expected = Array.isArray(alone) ? (alone[0] as unknown[]).map((one) => [one, one]) : [[alone, alone]];
      expect(shown(id, ...lying)).toEqual(expected);
    },
  );
});
