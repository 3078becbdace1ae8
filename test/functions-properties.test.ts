import fc from 'fast-check';
import { associatedIds, call, column, HostError, shown } from './functions-host';

beforeAll(async () => {
  await import('../src/functions');
});

const level = fc.double({ min: 0.5, max: 0.9999, noNaN: true });
const amount = fc.double({ min: 0, max: 1e6, noNaN: true });
const stock = (...args: number[]): number => shown('SAFETYSTOCK', ...args) as number;

describe('SAFETYSTOCK', () => {
  it.each([
    ['service level', 0, level],
    ['demand mean', 1, amount],
    ['demand sd', 2, amount],
    ['lead time', 3, amount],
    ['lead time sd', 4, amount],
    ['review interval', 5, amount],
  ])('never falls when the %s rises (from 50% service on)', (_, index, grows) => {
    fc.assert(
      fc.property(fc.tuple(level, amount, amount, amount, amount, amount), grows, (args, other) => {
        const more = [...args];
        const less = [...args];
        more[index] = Math.max(args[index] ?? 0, other);
        less[index] = Math.min(args[index] ?? 0, other);
        expect(stock(...more)).toBeGreaterThanOrEqual(stock(...less));
      }),
    );
  });

  it('is the mirror image below 50%', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 0.999, noNaN: true }), amount, (p, sd) => {
        expect(stock(p, 0, sd, 4)).toBeCloseTo(-stock(1 - p, 0, sd, 4), 3);
      }),
    );
  });
});

/** Anything a cell can hold. */
const cell = fc.oneof(
  fc.double(),
  fc.integer({ min: -5, max: 500 }),
  fc.constantFrom(0, 0.95, 1, null, '', 'fast', 'metro', '上海', 'closing', '95%', true, false, 1e308, -1e308, 5e-324),
  fc.constantFrom('#N/A', '#REF!').map((code) => new HostError(code)),
  fc.string(),
);
const ranges = fc.oneof(
  cell.map((one) => [[one]]),
  fc.array(cell, { minLength: 1, maxLength: 4 }).map((cells) => cells.map((one) => [one])),
  fc.array(cell, { minLength: 1, maxLength: 4 }).map((cells) => [cells]),
  fc.constant(null),
);

const ARITY: Record<string, number> = { SAFETYSTOCK: 6, DOS: 3, TURNOVERDAYS: 4, ROUTE: 9 };

it('knows every function', () => {
  expect(associatedIds().sort()).toEqual(Object.keys(ARITY).sort());
});

it.each(Object.entries(ARITY))(
  '%s answers only finite numbers, words and errors, whatever it is given',
  (id, arity) => {
    fc.assert(
      fc.property(fc.array(ranges, { minLength: arity, maxLength: arity }), (args) => {
        let answer: unknown[][];
        try {
          answer = call(id, ...args);
        } catch (error) {
          expect(error).toBeInstanceOf(HostError);
          return;
        }
        const width = answer[0]?.length;
        for (const line of answer) {
          expect(line).toHaveLength(width ?? 0);
          for (const one of line) {
            if (typeof one === 'number') expect(Number.isFinite(one)).toBe(true);
            else expect(typeof one === 'string' || typeof one === 'boolean' || one instanceof HostError).toBe(true);
          }
        }
      }),
      { numRuns: 300 },
    );
  },
);

it.each(Object.entries(ARITY))('%s spilled equals row by row', (id, arity) => {
  const rows = fc.array(fc.array(cell, { minLength: arity, maxLength: arity }), { minLength: 2, maxLength: 5 });
  fc.assert(
    fc.property(rows, (table) => {
      // an unknown method fails the whole call, so the method stays out of this
      const args = Array.from({ length: arity }, (_, i) =>
        id === 'TURNOVERDAYS' && i === 3 ? null : column(...table.map((line) => line[i])),
      );
      const spilled = shown(id, ...args) as unknown[][];
      table.forEach((line, index) => {
        const alone = shown(id, ...line.map((one, i) => (id === 'TURNOVERDAYS' && i === 3 ? null : one)));
        const expected = Array.isArray(alone) ? alone[0] : spilled[index]?.map(() => alone);
        expect(spilled[index]).toEqual(expected);
      });
    }),
    { numRuns: 300 },
  );
});
