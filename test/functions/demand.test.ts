import fs from 'node:fs';
import path from 'node:path';
import { call, column, HostError, row, shown, words } from '../functions-host';

beforeAll(async () => {
  await import('../../src/functions');
});

const read = <T>(name: string): T =>
  JSON.parse(fs.readFileSync(path.join(__dirname, '..', 'oracles', name), 'utf8')) as T;

/** Written by test/oracles/demand.R: R 4.2 (HoltWinters) and forecast 8.20 (croston, ses, naive methods, accuracy). */
const r = read<{
  forecasts: {
    method: string;
    history: number[];
    season?: number;
    alpha?: number;
    beta?: number;
    gamma?: number;
    answer?: number[];
  }[];
  accuracy: ({ training: number[]; actual: number[]; forecast: number[]; season: number } & Record<
    'mae' | 'rmse' | 'mape' | 'mase',
    number
  >)[];
}>('demand-r.json');

/** Written by test/oracles/demand.py: mpmath, SciPy 1.17, numpy, datetime, recursions in exact fractions. */
const python = read<{
  intermittent: { history: number[]; alpha: number; beta: number; tsb: number; sba: number; sbj: number }[];
  leadtime: { stages: [number, number][]; mean: number; sd: number; p50: number; p90: number }[];
  variation: { demand: number[]; cv: number; adi: number; cv2: number }[];
  accuracy: ({ actual: number[]; forecast: number[]; training: number[]; season: number; quantile: number } & Record<
    'pinball' | 'wape' | 'bias' | 'rmsse',
    number
  >)[];
  week: [date: string, label: string, monday: string][];
  xun: [date: string, label: string, first: string, last: string][];
}>('demand-py.json');

const serial = (iso: string): number => Date.parse(iso) / 86_400_000 + 25_569;

function expectClose(found: unknown, expected: number, relative = 1e-12): void {
  expect(typeof found).toBe('number');
  expect(Math.abs((found as number) - expected)).toBeLessThanOrEqual(relative * Math.max(Math.abs(expected), 1e-300));
}

/** Error codes, row by row, of an answer of one column. */
const codes = (answer: unknown[][]): unknown[] =>
  answer.map(([cell]) => (cell instanceof HostError ? cell.code : cell));

describe('ABC', () => {
  it('gives the item that crosses a cut to the upper class', () => {
    // by hand: 90% alone is A; 96% crosses 95%
    expect(call('ABC', column(90, 6, 4))).toEqual(column('A', 'B', 'C'));
    // 80% is reached exactly after two items: the third begins class B
    expect(call('ABC', column(40, 15, 40, 5))).toEqual(column('A', 'B', 'A', 'C'));
    // ten times a tenth: eight are 80%, whatever 0.1 adds up to in binary
    expect(
      call('ABC', column(...Array<number>(10).fill(0.1)))
        .flat()
        .join(''),
    ).toBe('AAAAAAAABB');
    expect(call('ABC', column(50, 30, 20), 0.5, 1)).toEqual(column('A', 'B', 'B'));
  });

  it('keeps ties in their order', () => {
    expect(call('ABC', column(1, 1, 1, 1, 1), 0.4, 0.8)).toEqual(column('A', 'A', 'B', 'B', 'C'));
  });

  it('leaves blanks blank, calls zero and negative C, and shows text in its row only', () => {
    const answer = call('ABC', column(90, null, 0, -5, 'x', 6, '', 4));
    expect(codes(answer)).toEqual(['A', '', 'C', 'C', '#VALUE!', 'B', '', 'C']);
    expect(codes(call('ABC', column(90, new HostError('#REF!'), 10)))).toEqual(['A', '#REF!', 'B']);
    expect(shown('ABC', null)).toBe('');
    expect(call('ABC', row(90, 6, 4))).toEqual(row('A', 'B', 'C'));
  });

  it('fails with cuts out of order or out of range', () => {
    expect(shown('ABC', column(1, 2), 0.9, 0.8)).toBe('#VALUE!');
    expect(words('ABC', column(1, 2), 0.9, 0.8)).toContain('cut_b must not be less than cut_a');
    for (const cut of [0, -0.1, 1.01, 80]) expect(shown('ABC', column(1, 2), cut)).toBe('#NUM!');
    expect(shown('ABC', column(1, 2), column(0.8, 0.8))).toBe('#VALUE!');
  });

  it('takes values whose sum has no finite size, and none above 0', () => {
    expect(call('ABC', column(1e308, 1e308, 1e308))).toEqual(column('A', 'A', 'A'));
    expect(call('ABC', column(5e-324, 0))).toEqual(column('A', 'C'));
    expect(call('ABC', column(0, -1))).toEqual(column('C', 'C'));
  });

  it('classes 100,000 rows', () => {
    // a share looked up anew for every row would take minutes
    const values = Array.from({ length: 100_000 }, (_, at) => [((at * 7919) % 100_003) ** 2 / 1e6]);
    const start = performance.now();
    expect(call('ABC', values)).toHaveLength(100_000);
    expect(performance.now() - start).toBeLessThan(5000);
  });
});

describe('XYZ and DEMANDCLASS', () => {
  it('measure as numpy does', () => {
    for (const { demand, cv, adi, cv2 } of python.variation) {
      // on either side of the measured value
      expect(shown('XYZ', row(...demand), cv * (1 + 1e-9), 10)).toBe('X');
      expect(shown('XYZ', row(...demand), cv * (1 - 1e-9), 10)).toBe('Y');
      expect(shown('XYZ', row(...demand), 0, cv * (1 + 1e-9))).toBe('Y');
      expect(shown('XYZ', row(...demand), 0, cv * (1 - 1e-9))).toBe('Z');
      const classed = (a: number, c: number) => shown('DEMANDCLASS', row(...demand), adi * a, Math.max(cv2, 1e-9) * c);
      const [under, over] = [1 - 1e-9, 1 + 1e-9];
      if (cv2 > 0) {
        expect([classed(over, over), classed(over, under)]).toEqual(['smooth', 'erratic']);
        expect([classed(under, over), classed(under, under)]).toEqual(['intermittent', 'lumpy']);
      }
    }
  });

  it('XYZ: every period counts, zeros included; no demand is Z', () => {
    // by hand: 9, 10, 11 → sd 1, CV 0.1; 1, 9, 5 → sd 4, CV 0.8; 0, 0, 9 → CV √3
    expect(call('XYZ', [row(9, 10, 11)[0], row(1, 9, 5)[0], row(0, 0, 9)[0], row(0, 0, 0)[0]])).toEqual(
      column('X', 'Y', 'Z', 'Z'),
    );
    expect(shown('XYZ', row(-4, -6))).toBe('Z');
    expect(shown('XYZ', 0)).toBe('Z');
  });

  it('XYZ: a blank is unknown, one period of demand has no deviation', () => {
    expect(shown('XYZ', row(9, null, 10, '', 11))).toBe('X');
    expect(shown('XYZ', row(null, 7))).toBe('#N/A');
    expect(words('XYZ', row(null, 7))).toContain('demand needs at least 2 values');
    expect(shown('XYZ', row(null, null))).toBe('#N/A');
  });

  it('XYZ: cuts out of order fail the call', () => {
    expect(shown('XYZ', [row(9, 10, 11)[0], row(1, 9, 5)[0]], 1, 0.5)).toBe('#VALUE!');
    expect(shown('XYZ', row(9, 10, 11), 2)).toBe('#VALUE!');
    expect(shown('XYZ', row(9, 10, 11), -1)).toBe('#NUM!');
  });

  it('DEMANDCLASS: the four classes, the cut itself on the upper side', () => {
    expect(shown('DEMANDCLASS', row(5, 6, 5, 6))).toBe('smooth');
    expect(shown('DEMANDCLASS', row(1, 20, 1, 1))).toBe('erratic');
    expect(shown('DEMANDCLASS', row(5, 0, 5, 0))).toBe('intermittent');
    expect(shown('DEMANDCLASS', row(1, 0, 20, 0, 1, 0))).toBe('lumpy');
    expect(shown('DEMANDCLASS', row(5, 5, 0), 1.5)).toBe('intermittent'); // ADI 1.5
  });

  it('DEMANDCLASS: counts periods as given; an item not on sale yet is left blank', () => {
    expect(shown('DEMANDCLASS', row(0, 0, 0, 5, 6, 5, 6))).toBe('intermittent'); // ADI 7/4
    expect(shown('DEMANDCLASS', row(null, null, null, 5, 6, 5, 6))).toBe('smooth');
    expect(shown('DEMANDCLASS', row(0, 0, 0, 9))).toBe('intermittent'); // one demand: CV² 0
  });

  it('DEMANDCLASS: no demand is #N/A', () => {
    expect(shown('DEMANDCLASS', row(0, 0))).toBe('#N/A');
    expect(words('DEMANDCLASS', row(0, 0))).toContain('demand holds no demand');
    expect(shown('DEMANDCLASS', row(5, 6), 0)).toBe('#NUM!');
  });
});

describe('TIER', () => {
  const steady = [20, 21, 19, 20];
  const wild = [0, 0, 80, 0];

  it('goes through its rules in order', () => {
    const values = column(700, 150, 100, 30, 20);
    const demand = [steady, steady, wild, steady, steady];
    expect(call('TIER', values, demand)).toEqual([
      ['hit', 'bonded'],
      ['hit', 'bonded'], // 700 of 1,000 before it: it crosses 80%
      ['longtail', 'direct'], // B, but CV 2
      ['longtail', 'direct'], // 95% before it: C
      ['longtail', 'direct'],
    ]);
    expect(call('TIER', column(800, 150, 50), [steady, steady, steady])).toEqual([
      ['hit', 'bonded'],
      ['basic', 'bonded'],
      ['longtail', 'direct'],
    ]);
  });

  it('lets custom, price and age decide before value and demand', () => {
    const answer = call(
      'TIER',
      column(900, 900, 900, 900, 900),
      [steady, wild, steady, steady, steady],
      column(3, 3, 7.9, 8, null),
      column(100, 5000, 4999.99, null, 1),
      column(1, 0, false, null, ''),
    );
    expect(answer).toEqual([
      ['luxury', 'virtual'],
      ['luxury', 'virtual'],
      ['new', 'direct'],
      ['hit', 'bonded'],
      ['basic', 'bonded'], // four fifths of the value before it
    ]);
    expect(call('TIER', 900, row(...steady), null, 800, null, 800)).toEqual([['luxury', 'virtual']]);
  });

  it('asks for demand only where it decides', () => {
    const answer = call(
      'TIER',
      column(10, 10, 900, 500, 0, 400),
      [
        [null, null],
        [null, null],
        [null, null],
        [7, null],
        [null, null],
        [0, 0],
      ],
      column(2, null, null, null, null, null),
      column(null, 9000, null, null, null, null),
    );
    expect(codes(answer)).toEqual(['new', 'luxury', '#N/A', '#N/A', 'longtail', 'longtail']);
  });

  it('classes over the good rows; a bad one shows its own error', () => {
    const answer = call('TIER', column(700, null, 'x', 300), [steady, steady, steady, steady]);
    expect(codes(answer)).toEqual(['hit', '#VALUE!', '#VALUE!', 'hit']);
    expect(codes(call('TIER', column(700, 300), [steady, [1, 'x', 2, 3]]))).toEqual(['hit', '#VALUE!']);
  });
});

describe('FORECASTDEMAND', () => {
  const answered = r.forecasts.filter(({ answer }) => answer);
  it.each(answered)('$method agrees with R', ({ method, history, season, alpha, beta, gamma, answer = [] }) => {
    const found = call('FORECASTDEMAND', row(...history), answer.length, method, season, alpha, beta, gamma)[0] ?? [];
    expect(found).toHaveLength(answer.length);
    answer.forEach((value, at) => expectClose(found[at], Math.max(0, value), 1e-11));
  });

  it('croston with α left out takes 0.1', () => {
    const { history, answer = [] } = answered.find(({ method, alpha }) => method === 'croston' && alpha === 0.1) ?? {
      history: [],
    };
    expectClose(call('FORECASTDEMAND', row(...history), 1, 'croston')[0]?.[0], answer[0] ?? NaN, 1e-11);
  });

  it('tsb, sba and sbj agree with their papers', () => {
    for (const { history, alpha, beta, ...expected } of python.intermittent)
      for (const method of ['tsb', 'sba', 'sbj'] as const)
        expectClose(call('FORECASTDEMAND', row(...history), 1, method, null, alpha, beta)[0]?.[0], expected[method]);
  });

  it('starts croston and tsb at the first demand and its position', () => {
    // by hand: first demand 6 in period 3, then 2 after 2 periods; α = 0.5: z = 4, p = 2.5
    expect(call('FORECASTDEMAND', row(0, 0, 6, 0, 2), 2, 'croston', null, 0.5)).toEqual([[1.6, 1.6]]);
    expect(call('FORECASTDEMAND', row(0, 0, 6), 1, 'croston')).toEqual([[2]]);
    expect(call('FORECASTDEMAND', row(0, 6), 1, 'tsb', null, 0.1, 0.1)).toEqual([[3]]);
  });

  it('answers one row for each series, one of them for a column', () => {
    const block = [
      [4, 4, 4, 4],
      [0, 0, 0, 0],
      [1, 2, 3, 4],
    ];
    expect(call('FORECASTDEMAND', block, 2, 'naive')).toEqual([
      [4, 4],
      [0, 0],
      [4, 4],
    ]);
    expect(call('FORECASTDEMAND', column(1, 2, 3, 4), 2, 'mean')).toEqual([[2.5, 2.5]]);
    // a horizon for each series: short rows are filled with blanks
    expect(call('FORECASTDEMAND', block, column(1, 2, 1), 'naive')).toEqual([
      [4, ''],
      [0, 0],
      [4, ''],
    ]);
    const bad = call(
      'FORECASTDEMAND',
      [
        [1, 'x', 3],
        [1, 2, 3],
      ],
      2,
      'naive',
    );
    expect(codes(bad)).toEqual(['#VALUE!', 3]);
    expect((bad[0]?.[1] as HostError).code).toBe('#VALUE!');
  });

  it('skips blanks and reads Chinese method names', () => {
    expect(call('FORECASTDEMAND', row(2, null, 4, ''), 1, '均值')).toEqual([[3]]);
    expect(call('FORECASTDEMAND', row(2, null, 4, ''), 1, 'NAIVE')).toEqual([[4]]);
    expect(call('FORECASTDEMAND', row(1, 2, 3, null), 3, '季节朴素', 2)).toEqual([[3, 2, 3]]);
  });

  it('never answers a negative demand', () => {
    expect(call('FORECASTDEMAND', row(30, 20, 10), 4, 'holt', null, 0.5, 0.5)).toEqual([[0, 0, 0, 0]]);
    expect(call('FORECASTDEMAND', row(-5, -3), 1, 'mean')).toEqual([[0]]);
  });

  it('too little data is #N/A, and the words say how much is needed', () => {
    expect(shown('FORECASTDEMAND', row(5), 2, 'holt')).toBe('#N/A');
    expect(words('FORECASTDEMAND', row(5), 2, 'holt')).toContain('history needs at least 2 values');
    expect(shown('FORECASTDEMAND', row(1, 2, 3, 4, 5, 6, 7), 2, 'hw-add', 4)).toBe('#N/A');
    expect(words('FORECASTDEMAND', row(1, 2, 3, 4, 5, 6, 7), 2, 'hw-add', 4)).toContain('2 whole seasons');
    expect(shown('FORECASTDEMAND', row(1, 2, 3), 2, 'snaive', 4)).toBe('#N/A');
    expect(shown('FORECASTDEMAND', row(null, null), 2)).toBe('#N/A');
  });

  it('what lies outside its range is #NUM!', () => {
    for (const horizon of [0, -1, 1.5, 521]) expect(shown('FORECASTDEMAND', row(1, 2), horizon)).toBe('#NUM!');
    for (const at of [4, 5, 6])
      for (const weight of [-0.1, 1.1]) {
        const args: unknown[] = [row(1, 2, 3), 2, 'ses', 1, null, null, null];
        args[at] = weight;
        expect(shown('FORECASTDEMAND', ...args)).toBe('#NUM!');
      }
    expect(shown('FORECASTDEMAND', row(1, 2, 3, 4), 2, 'hw-add')).toBe('#NUM!');
    expect(shown('FORECASTDEMAND', row(1, 2, 0, 4), 2, 'hw-mul', 2)).toBe('#NUM!');
    expect(shown('FORECASTDEMAND', row(1, 2), 2, 'ses', 0)).toBe('#NUM!');
    expect(shown('FORECASTDEMAND', row(1, 2), 1, null, null, null, null, null, row(0, 2))).toBe('#NUM!');
    // the ends themselves are weights: α = 1 is the newest value, α = 0 the first one
    expect(call('FORECASTDEMAND', row(3, 5, 8), 1, 'ses', 1, 1)).toEqual([[8]]);
    expect(call('FORECASTDEMAND', row(3, 5, 8), 1, 'ses', 1, 0)).toEqual([[3]]);
  });

  it('an unknown method fails the call', () => {
    expect(
      shown(
        'FORECASTDEMAND',
        [
          [1, 2],
          [3, 4],
        ],
        1,
        'magic',
      ),
    ).toBe('#VALUE!');
    expect(words('FORECASTDEMAND', row(1, 2), 1, 'magic')).toContain('auto, croston, sba');
  });

  describe('promotions', () => {
    const promo = Array.from({ length: 30 }, (_, at) => (at % 5 === 4 ? 1 : 0));
    const history = promo.map((share) => (share ? 30 : 10));

    it('are taken apart and put back on', () => {
      const ask = (method: string | null) =>
        call('FORECASTDEMAND', row(...history), 3, method, null, null, null, null, row(...promo), row(0, 1, 0.5))[0];
      // uplift 3 of six even promotions counts 1/(1 + 2/36)
      const [none = 0, whole, half] = ask('mean') as number[];
      expectClose(none, 10, 0.01);
      expectClose(whole, none * (1 + 2 / (1 + 2 / 36)));
      expectClose(half, none * (1 + 1 / (1 + 2 / 36)));
      [10, 30, 20].forEach((value, at) => expectClose(ask(null)?.[at], value, 0.05));
    });

    it('ahead are none unless given', () => {
      const left = call('FORECASTDEMAND', row(...history), 2, null, null, null, null, null, row(...promo));
      const zeros = call('FORECASTDEMAND', row(...history), 2, null, null, null, null, null, row(...promo), row(0, 0));
      expect(left).toEqual(zeros);
    });

    it('need sizes that agree, and both series', () => {
      const ask = (...given: unknown[]) =>
        ['FORECASTDEMAND', row(...history), 2, null, null, null, null, null, ...given] as const;
      expect(shown(...ask(row(0, 1)))).toBe('#VALUE!');
      expect(words(...ask(row(0, 1)))).toContain('promo has 2 values where 30 are needed');
      expect(shown(...ask(row(...promo), row(0, 1, 0)))).toBe('#VALUE!');
      expect(shown(...ask(null, row(0, 1)))).toBe('#VALUE!');
      expect(words(...ask(null, row(0, 1)))).toContain('future_promo needs promo too');
      expect(shown(...ask(row(...promo), row(1, null)))).toBe('#N/A');
      expect(words(...ask(row(...promo), row(1, null)))).toContain('future_promo is blank in period 2');
    });
  });

  it('answers a block of 300 series of 104 weeks', () => {
    const block = Array.from({ length: 300 }, (_, item) =>
      Array.from({ length: 104 }, (_, week) => ((item * 104_729 + week * 7919) % 97) % 11),
    );
    const answer = call('FORECASTDEMAND', block, 13);
    expect(answer).toHaveLength(300);
    for (const at of [0, 150, 299]) expect(answer[at]).toEqual(call('FORECASTDEMAND', [block[at]], 13)[0]);
  });
});

describe('SEASONINDEX', () => {
  it('is the ratio to the mean, with mean 1', () => {
    // by hand: position means 92, 109, 136, 71, their mean 102
    const answer = call('SEASONINDEX', row(90, 110, 130, 70, 94, 108, 142, 72), 4)[0] ?? [];
    [92, 109, 136, 71].forEach((mean, at) => expectClose(answer[at], mean / 102));
    expect(call('SEASONINDEX', row(5, 7), 1)).toEqual([[1]]);
  });

  it('takes the newest whole seasons and keeps the position of the first period', () => {
    // 1, 2, 3 | 4, 5, 6, 7 with season 3: the last six count; positions from the first period given
    const answer = call('SEASONINDEX', row(1000, 2, 3, 4, 5, 6, 7), 3)[0] ?? [];
    // position 1 holds 4 and 7, position 2 holds 2 and 5, position 3 holds 3 and 6: means 5.5, 3.5, 4.5
    [5.5, 3.5, 4.5].forEach((mean, at) => expectClose(answer[at], mean / 4.5));
  });

  it('skips what is unknown', () => {
    const answer = call('SEASONINDEX', row(10, 30, null, 50, 30, ''), 2)[0] ?? [];
    expectClose(answer[0], 20 / 30);
    expectClose(answer[1], 40 / 30);
    expect(shown('SEASONINDEX', row(10, null, 30, null), 2)).toBe('#N/A');
    expect(words('SEASONINDEX', row(10, null, 30, null), 2)).toContain('position 2');
  });

  it('needs a whole season and sales', () => {
    expect(shown('SEASONINDEX', row(1, 2, 3), 4)).toBe('#N/A');
    expect(shown('SEASONINDEX', row(0, 0, 0, 0), 2)).toBe('#DIV/0!');
    expect(shown('SEASONINDEX', row(1, 2), 0)).toBe('#NUM!');
    expect(shown('SEASONINDEX', row(1, 2), 1.5)).toBe('#NUM!');
    expect(call('SEASONINDEX', row(1e308, 1e308), 2)).toEqual([[1, 1]]);
  });
});

describe('UPLIFT', () => {
  it('is the mean on promotion over the mean of the others', () => {
    expect(shown('UPLIFT', row(10, 30, 10, 50), row(0, 1, 0, 0.4))).toBe(4);
    expect(shown('UPLIFT', row(10, 30, null, 50, 99), row(0, 1, 0, 0.4, null))).toBe(4);
    // a calendar for all items
    expect(
      call(
        'UPLIFT',
        [
          [10, 20],
          [5, 20],
        ],
        row(0, 1),
      ),
    ).toEqual(column(2, 4));
    expect(shown('UPLIFT', row(1e308, 1e308, 1e308), row(0, 1, 1))).toBe(1);
  });

  it('needs periods of both kinds', () => {
    expect(shown('UPLIFT', row(10, 30), row(0, 0))).toBe('#N/A');
    expect(words('UPLIFT', row(10, 30), row(0, 0))).toContain('no promotion');
    expect(shown('UPLIFT', row(10, 30), row(1, 1))).toBe('#N/A');
    expect(shown('UPLIFT', row(10, null), row(0, 1))).toBe('#N/A');
    expect(shown('UPLIFT', row(0, 30), row(0, 1))).toBe('#DIV/0!');
    expect(shown('UPLIFT', row(1, 2, 3), row(0, 1))).toBe('#VALUE!');
    expect(shown('UPLIFT', row(1, 2), row(-1, 1))).toBe('#NUM!');
  });
});

describe('ACCURACY', () => {
  it('agrees with forecast::accuracy of R', () => {
    for (const { training, actual, forecast, season, ...expected } of r.accuracy)
      for (const metric of ['mae', 'rmse', 'mape', 'mase'] as const)
        expectClose(
          shown('ACCURACY', row(...actual), row(...forecast), metric, row(...training), season),
          expected[metric],
        );
  });

  it('agrees with numpy', () => {
    for (const { actual, forecast, training, season, quantile, ...expected } of python.accuracy) {
      const ask = (...more: unknown[]) => shown('ACCURACY', row(...actual), row(...forecast), ...more);
      expectClose(ask(), expected.wape);
      expectClose(ask('bias'), expected.bias);
      expectClose(ask('pinball', quantile), expected.pinball);
      expectClose(ask('rmsse', row(...training), season), expected.rmsse);
    }
  });

  it('a positive bias means that too little was forecast', () => {
    expect(shown('ACCURACY', row(10, 10), row(8, 8), 'bias')).toBe(0.2);
    expect(shown('ACCURACY', row(10, 10), row(12, 12), '偏差')).toBe(-0.2);
  });

  it('skips periods unknown on either side', () => {
    expect(shown('ACCURACY', row(10, null, 20), row(9, 5, null), 'mae')).toBe(1);
    expect(shown('ACCURACY', row(10, null), row(null, 5), 'mae')).toBe('#N/A');
    // differences of the training data over a gap are none
    expect(shown('ACCURACY', row(10), row(9), 'mase', row(1, null, 4, 6))).toBe(0.5);
  });

  it('a scale of 0 is #DIV/0!', () => {
    expect(shown('ACCURACY', row(0, 0), row(1, 2))).toBe('#DIV/0!');
    expect(shown('ACCURACY', row(5, -5), row(1, 2), 'bias')).toBe('#DIV/0!');
    expect(shown('ACCURACY', row(5, 0), row(1, 2), 'mape')).toBe('#DIV/0!');
    expect(shown('ACCURACY', row(5), row(1), 'mase', row(3, 3, 3))).toBe('#DIV/0!');
    expect(shown('ACCURACY', row(5), row(1), 'rmsse', row(3, 3, 3))).toBe('#DIV/0!');
  });

  it('asks for training where it is needed', () => {
    for (const metric of ['mase', 'rmsse', 'pinball']) {
      expect(shown('ACCURACY', row(5), row(1), metric)).toBe('#N/A');
      expect(words('ACCURACY', row(5), row(1), metric)).toContain(`training is needed for ${metric}`);
    }
    expect(shown('ACCURACY', row(5), row(1), 'mase', row(1, 2), 4)).toBe('#N/A');
    expect(words('ACCURACY', row(5), row(1), 'mase', row(1, 2), 4)).toContain('training needs at least 5 values');
    for (const quantile of [0, 1, 95]) expect(shown('ACCURACY', row(5), row(1), 'pinball', quantile)).toBe('#NUM!');
    expect(shown('ACCURACY', row(5), row(1), 'pinball', row(0.5, 0.9))).toBe('#VALUE!');
  });

  it('sizes that disagree and an unknown metric fail the call', () => {
    expect(shown('ACCURACY', row(1, 2, 3), row(1, 2))).toBe('#VALUE!');
    expect(words('ACCURACY', row(1, 2, 3), row(1, 2))).toContain('forecast has 2 values where 3 are needed');
    expect(shown('ACCURACY', [row(1, 2, 3)[0], row(1, 2, 3)[0]], row(1, 2))).toBe('#VALUE!');
    expect(shown('ACCURACY', row(1), row(1), 'smape')).toBe('#VALUE!');
  });

  it('measures the largest numbers', () => {
    expect(shown('ACCURACY', row(1e308, 1e308), row(0, 0))).toBe(1);
    expect(shown('ACCURACY', row(1e308, 1e308), row(0, 0), 'rmse')).toBe(1e308);
  });
});

describe('PERIOD', () => {
  it('knows every xun of some months', () => {
    for (const [date, label, first, last] of python.xun)
      expect(call('PERIOD', date)).toEqual([[label, serial(first), serial(last)]]);
  });

  it('numbers weeks as ISO 8601 does, at the turn of the year too', () => {
    for (const [date, label, monday] of python.week)
      expect(call('PERIOD', date, 'week')).toEqual([[label, serial(monday), serial(monday) + 6]]);
    expect(call('PERIOD', serial('2024-12-30'), '周')[0]?.[0]).toBe('2025-W01');
  });

  it('takes months, serials with a time of day, and columns', () => {
    expect(call('PERIOD', serial('2024-02-29') + 0.99, '月')).toEqual([
      ['2024-02', serial('2024-02-01'), serial('2024-02-29')],
    ]);
    expect(codes(call('PERIOD', column('2024-02-25', 'soon', null), 'xun'))).toEqual([
      '2024-02-下旬',
      '#VALUE!',
      '#VALUE!',
    ]);
    expect(shown('PERIOD', '2024-02-25', 'quarter')).toBe('#VALUE!');
    expect(shown('PERIOD', 0)).toBe('#NUM!');
  });
});

describe('LEADTIME', () => {
  it('agrees with mpmath', () => {
    for (const { stages, mean, sd, p50, p90 } of python.leadtime) {
      const [answer = []] = call('LEADTIME', row(...stages.map(([p]) => p)), row(...stages.map(([, p]) => p)));
      [mean, sd, p50, p90].forEach((value, at) => expectClose(answer[at], value, 1e-10));
    }
  });

  it('keeps fixed stages and leaves out those that are none', () => {
    expect(call('LEADTIME', row(5, 0, null, 2), row(5, 9, '', 2))).toEqual([[7, 0, 7, 7]]);
    expect(
      call(
        'LEADTIME',
        [
          [5, 2],
          [3, 1],
        ],
        [
          [5, 2],
          [3, 1],
        ],
      ),
    ).toEqual([
      [7, 0, 7, 7],
      [4, 0, 4, 4],
    ]);
    expect(call('LEADTIME', 0, 0)).toEqual([[0, 0, 0, 0]]);
  });

  it('refuses a P90 under its P50 and a stage half known', () => {
    expect(shown('LEADTIME', row(5, 8), row(9, 7))).toBe('#NUM!');
    expect(shown('LEADTIME', row(5, 8), row(9, null))).toBe('#N/A');
    expect(words('LEADTIME', row(5, 8), row(9, null))).toContain('stage_p90 is blank for stage 2');
    expect(words('LEADTIME', row(null, 8), row(9, 9))).toContain('stage_p50 is blank for stage 1');
    expect(shown('LEADTIME', row(5, 8), 9)).toBe('#VALUE!');
    expect(shown('LEADTIME', row(-1, 8), row(9, 9))).toBe('#NUM!');
    expect(shown('LEADTIME', row(null, null), row(null, null))).toBe('#N/A');
  });

  it('knows no infinite lead time', () => {
    expect(shown('LEADTIME', 1, 1e300)).toBe('#NUM!');
    expect(shown('LEADTIME', 5e-324, 1e308)).toBe('#NUM!');
    // a stage of that spread has a mean, but its sd is beyond the range of numbers
    expect(shown('LEADTIME', 1, 1e20)).toBe('#NUM!');
    const [answer = []] = call('LEADTIME', row(1, 5e-324), row(1e9, 5e-324)) as number[][];
    for (const value of answer) expect(Number.isFinite(value)).toBe(true);
  });
});
