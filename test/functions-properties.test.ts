import fc from 'fast-check';
import { CATALOGUE } from '../src/functions/catalogue';
import type { Declaration } from '../src/functions/engine';
import { HELP } from '../src/functions/help';
import { parseExample } from './functions-example';
import { associatedIds, call, column, HostError, shown } from './functions-host';

// Over the whole catalogue: a new function is covered by being in it.

beforeAll(async () => {
  await import('../src/functions');
});

const CALLED = CATALOGUE.filter((one): one is Declaration => one.kind !== 'stream');

it('associates every function of the catalogue', () => {
  expect(associatedIds().sort()).toEqual(CATALOGUE.map(({ id }) => id).sort());
});

/** Words that some parameter takes, so that the texts among the arguments are not all refused. */
const WORDS = [...new Set(CALLED.flatMap(({ parameters }) => parameters.flatMap(({ choices }) => choices ?? [])))];

/** Anything a cell can hold. */
const cell = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 60 }) },
  fc.double(),
  fc.integer({ min: -5, max: 5000 }),
  fc.constantFrom(0, 0.95, 0.5, 1, null, '', '上海', '95%', '2026-11-23', true, false),
  fc.constantFrom(1e308, -1e308, 5e-324, 1e-9, 46_000, Number.MAX_SAFE_INTEGER, -0),
  fc.constantFrom(...WORDS),
  fc.constantFrom('#N/A', '#REF!').map((code) => new HostError(code)),
  fc.string({ maxLength: 6 }),
);
const line = fc.array(cell, { minLength: 1, maxLength: 8 });
const ranges = fc.oneof(
  cell.map((one) => [[one]]),
  line.map((cells) => cells.map((one) => [one])),
  line.map((cells) => [cells]),
  // blocks, ragged ones among them
  fc.array(line, { minLength: 1, maxLength: 5 }),
  fc.constant(null),
);

function expectAnswerOrError(id: string, args: readonly unknown[]): void {
  let answer: unknown[][];
  try {
    answer = call(id, ...args);
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    expect(error.message).toMatch(/ · |^$/);
    return;
  }
  const width = answer[0]?.length ?? 0;
  expect(width).toBeGreaterThan(0);
  // one assertion for all cells: long answers would take minutes otherwise
  expect(answer.filter((cells) => cells.length !== width)).toEqual([]);
  expect(answer.flat().filter((one) => !mayStandInCell(one))).toEqual([]);
}

const mayStandInCell = (one: unknown): boolean =>
  typeof one === 'number'
    ? Number.isFinite(one)
    : typeof one === 'string' || typeof one === 'boolean' || one instanceof HostError;

describe('answers only finite numbers, words and errors, in a rectangle, whatever it is given', () => {
  it.each(CALLED)('$id: anything', ({ id, parameters }) => {
    const args = fc.array(ranges, { minLength: parameters.length, maxLength: parameters.length });
    fc.assert(
      fc.property(args, (given) => expectAnswerOrError(id, given)),
      { numRuns: 200 },
    );
  });

  // Starting from arguments that are right gets further inside than starting from noise.
  it.each(CALLED)('$id: its example with one or two arguments spoilt', ({ id, parameters }) => {
    const { args } = parseExample((HELP[id] as { example: string }).example);
    const full = parameters.map((_, at) => args[at] ?? null);
    const spoilt = fc.array(fc.tuple(fc.nat({ max: parameters.length - 1 }), ranges), { minLength: 1, maxLength: 2 });
    fc.assert(
      fc.property(spoilt, (changes) => {
        const given = [...full];
        for (const [at, range] of changes) given[at] = range;
        expectAnswerOrError(id, given);
      }),
      { numRuns: 200 },
    );
  });
});

describe('answers ranges far longer than it was made for', () => {
  it.each(CALLED)('$id', ({ id, parameters }) => {
    const { args } = parseExample((HELP[id] as { example: string }).example);
    parameters.forEach((_, at) => {
      const cell = args[at]?.[0]?.[0] ?? 1;
      const long: unknown[][][] = [
        column(...new Array<unknown>(3000).fill(cell)),
        [new Array<unknown>(3000).fill(cell)],
        Array.from({ length: 100 }, () => new Array<unknown>(100).fill(cell)),
        // a whole column of a sheet: mostly blank
        column(cell, ...new Array<unknown>(3000).fill(null)),
      ];
      for (const range of long) {
        expectAnswerOrError(
          id,
          parameters.map((__, index) => (index === at ? range : (args[index] ?? null))),
        );
      }
    });
  });
});

describe('a spilled answer equals the answers row by row', () => {
  const rowFunctions = CALLED.filter(({ kind }) => kind === 'row');
  it.each(rowFunctions)('$id', ({ id, parameters }) => {
    const { args } = parseExample((HELP[id] as { example: string }).example);
    // a word that fails the whole call (a method) stays out of this, and a series stays one for all rows
    const varying = parameters.map(({ kind, type }) => kind === 'value' && type !== 'choice');
    const start = parameters.map((_, at) => args[at]?.[0]?.[0] ?? null);
    const near = (value: unknown): fc.Arbitrary<unknown> =>
      typeof value === 'number'
        ? fc.oneof(
            { weight: 3, arbitrary: fc.double({ min: 0.5, max: 1.5, noNaN: true }).map((factor) => value * factor) },
            { weight: 1, arbitrary: cell },
          )
        : fc.oneof({ weight: 3, arbitrary: fc.constant(value) }, { weight: 1, arbitrary: cell });
    const rows = fc.array(fc.tuple(...start.map(near)), { minLength: 2, maxLength: 5 });
    fc.assert(
      fc.property(rows, (table) => {
        if (!varying.includes(true)) return;
        const spilledArgs = parameters.map((_, at) =>
          varying[at] ? column(...table.map((cells) => cells[at])) : (args[at] ?? null),
        );
        const spilled = shown(id, ...spilledArgs);
        table.forEach((cells, index) => {
          const alone = shown(id, ...parameters.map((_, at) => (varying[at] ? cells[at] : (args[at] ?? null))));
          const whole = spilled as unknown[][];
          const found = [...(whole[index] as unknown[])];
          const expected = Array.isArray(alone) ? [...(alone[0] as unknown[])] : [alone];
          // a short list is followed by blanks, an error stands in every column
          while (expected.length < found.length)
            expected.push(typeof alone === 'string' && alone.startsWith('#') ? alone : '');
          expect(found).toEqual(expected);
        });
      }),
      { numRuns: 150 },
    );
  });
});
