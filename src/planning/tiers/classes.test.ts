import fc from 'fast-check';
import { abcClasses } from '../abc';
import { coefficientOfVariation } from '../demand-class';
import { lifecycleOf, mannKendall } from './lifecycle';
import { listRule } from './list-remark';
import { STEADINESS_UNKNOWN, STEADY, steadinessOf, UNSTEADY } from './steadiness';
import { valueClasses } from './value-classes';

describe('classes by value', () => {
  const classify = (
    list: (number | null)[],
    order = list.map((_, at) => at),
  ): { letters: string; a: unknown; b: unknown } => {
    const classes = new Uint8Array(list.length);
    const values = Float64Array.from(list, (value) => value ?? NaN);
    const floors = valueClasses(values, Uint32Array.from(order), { a: 0.8, b: 0.95 }, classes);
    return { letters: [...classes].map((found) => 'CBA?'[found]).join(''), ...floors };
  };

  it('worked by hand: 70, 15, 10, 5 of 100', () => {
    // shares before: 0, 0.70, 0.85, 0.95 → A, A, B, C
    expect(classify([5, 70, null, 10, 15, 0])).toEqual({ letters: 'CA?BAC', a: 15, b: 10 });
    expect(classify([])).toEqual({ letters: '', a: null, b: null });
    expect(classify([0, -3, null])).toEqual({ letters: 'CC?', a: null, b: null });
    expect(classify([9])).toEqual({ letters: 'A', a: 9, b: 9 });
  });

  it('are those of ABC, for any values', () => {
    const value = fc.option(fc.oneof(fc.integer({ min: -5, max: 12 }), fc.double({ min: 0, max: 1e6, noNaN: true })));
    fc.assert(
      fc.property(fc.array(value, { maxLength: 40 }), (list) => {
        const expected = abcClasses(list, 0.8, 0.95).map((found) => found ?? '?');
        expect(classify(list).letters).toBe(expected.join(''));
      }),
    );
  });

  it('which of equal values is above a cut goes by the order given, not by the rows', () => {
    // ten equal ones: 8 A, 2 B (0.8 is met exactly after eight, 0.95 is not by then)
    expect(classify(Array<number>(10).fill(1)).letters).toBe('AAAAAAAABB');
    expect(classify(Array<number>(10).fill(1), [9, 8, 7, 6, 5, 4, 3, 2, 1, 0]).letters).toBe('BBAAAAAAAA');
  });
});

it('steadiness by week is the CV of the newest weeks known and without promotion, up to that week', () => {
  const demand = [10, NaN, 30, 500, 10, 10, 30, 10];
  const promoted = [3];
  const states = new Uint8Array(demand.length);
  const quiet = new Float64Array(demand.length);
  const { count, cv } = steadinessOf(
    {
      demand: Float64Array.from(demand),
      isQuiet: (week) => !promoted.includes(week),
      window: 3,
      limit: 0.5,
    },
    { start: 0, weeks: demand.length },
    states,
    quiet,
  );
  expect([...quiet.subarray(0, count)]).toEqual([10, 30, 10, 10, 30, 10]);
  // week by week: one value; one; 10 30 → 0.707; the same; 30 10 10 → 0.693 …; 10 30 10 → 0.693
  expect([...states]).toEqual([
    STEADINESS_UNKNOWN,
    STEADINESS_UNKNOWN,
    UNSTEADY,
    UNSTEADY,
    UNSTEADY,
    UNSTEADY,
    UNSTEADY,
    UNSTEADY,
  ]);
  expect(cv).toBe(coefficientOfVariation([10, 30, 10]));
  steadinessOf(
    { demand: Float64Array.from([7, 7, 8]), isQuiet: () => true, window: 3, limit: 0.5 },
    { start: 0, weeks: 3 },
    states,
    quiet,
  );
  expect([...states].slice(0, 3)).toEqual([STEADINESS_UNKNOWN, STEADY, STEADY]);
});

describe('Mann–Kendall', () => {
  it('worked by hand', () => {
    // S = 28, var = 8·7·21/18 = 65.333, (28 − 1)/8.0829
    expect(mannKendall([1, 2, 3, 4, 5, 6, 7, 8])).toBeCloseTo(3.34039, 4);
    // four pairs of ties: S = 24, var = (1176 − 4·2·1·9)/18 = 61.333, 23/7.8316
    expect(mannKendall([1, 1, 2, 2, 3, 3, 4, 4])).toBeCloseTo(2.93684, 4);
    expect(mannKendall([4, 4, 4, 4])).toBe(0);
    expect(mannKendall([])).toBe(0);
  });

  it('turns its sign with the order', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 20 }), (list) => {
        expect(mannKendall([...list].reverse()) + mannKendall(list)).toBeCloseTo(0, 9);
      }),
    );
  });
});

describe('lifecycle', () => {
  const of = (quiet: number[], more = {}) =>
    lifecycleOf({ isNew: false, dormant: false, quiet: Float64Array.from(quiet), ...more });
  it('by launch, by silence, by trend', () => {
    expect(of([], { isNew: true, dormant: true })).toBe('new');
    expect(of([5], { dormant: true })).toBe('dormant');
    expect(of([1, 2, 3, 4, 5, 6, 7])).toBeNull();
    expect(of([10, 11, 12, 13, 14, 15, 16, 17])).toBe('growing');
    expect(of([17, 16, 15, 14, 13, 12, 11, 10])).toBe('fading');
    expect(of([10, 20, 10, 20, 10, 20, 10, 20])).toBe('steady');
    // a trend without doubt, but of 4 in 1,000
    expect(of([1000, 1001, 1002, 1003, 1004, 1005, 1006, 1007])).toBe('steady');
  });
});

it('reads remarks of the list, however they are written', () => {
  expect(['bonded_only', 'Bonded only', ' BONDED-ONLY ', '仅保税', '仅限网购保税商品'].map(listRule)).toEqual(
    Array(5).fill('bonded_only'),
  );
  expect(['off_list', 'Off list', '不在清单', '不在正面清单'].map(listRule)).toEqual(Array(4).fill('off_list'));
  expect([null, '', '限食用', 'weight 2 kg'].map(listRule)).toEqual(Array(4).fill(null));
});
