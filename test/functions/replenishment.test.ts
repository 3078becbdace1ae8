import fc from 'fast-check';
import { replenishmentHelp } from '../../src/functions/help/replenishment';
import { replenishmentEnums, replenishmentWords } from '../../src/functions/words/replenishment';
import oracle from '../oracles/replenishment.json';
import { digits, expectExplained, explainExample, parseExample } from '../functions-example';
import { call, column, HostError, row, shown, words } from '../functions-host';

beforeAll(async () => {
  await import('../../src/functions');
});

const numbers = (answer: unknown): unknown[] => (Array.isArray(answer) ? (answer as unknown[][]).flat() : [answer]);

describe('against the formulas of the catalogue, in mpmath and exact fractions', () => {
  // test/oracles/replenishment.py: 12 to 30 calls of each function
  const calls = oracle.calls as [string, unknown[], number | number[]][];

  it.each([...new Set(calls.map(([id]) => id))])('%s to 12 digits', (id) => {
    for (const [, args, answer] of calls.filter(([name]) => name === id)) {
      const expected = numbers(Array.isArray(answer) ? [answer] : answer) as number[];
      const found = numbers(shown(id, ...args)) as number[];
      const size = Math.max(...expected.map(Math.abs));
      const close =
        found.length === expected.length &&
        found.every((value, at) => Math.abs(value - (expected[at] as number)) <= 1e-12 * size);
      expect({ id, args, found, close }).toEqual({ id, args, found, close: true });
    }
  });
});

describe('SAFETYSTOCK', () => {
  it('works the textbook example', () => {
    // z(0.95) = 1.6448536269514722 (SciPy norm.ppf); √(40·8² + 20²·6²) = √16,960
    expect(shown('SAFETYSTOCK', 0.95, 20, 8, 40, 6)).toBeCloseTo(1.6448536269514722 * Math.sqrt(16_960), 10);
    expect(shown('SAFETYSTOCK', 0.95, 20, 8, 33, 6, 7)).toBe(shown('SAFETYSTOCK', 0.95, 20, 8, 40, 6));
    expect(shown('SAFETYSTOCK', 0.5, 20, 8, 40)).toBe(0);
    expect(shown('SAFETYSTOCK', 0.3, 20, 8, 40)).toBe(-(shown('SAFETYSTOCK', 0.7, 20, 8, 40) as number));
  });

  it('names what is wrong', () => {
    for (const level of [0, 1, 1.5, -0.1, 95]) expect(shown('SAFETYSTOCK', level, 20, 8, 40)).toBe('#NUM!');
    expect(words('SAFETYSTOCK', 95, 20, 8, 40)).toBe(
      'service_level must lie between 0 and 1: write 95% or 0.95 · 服务水平必须在 0 和 1 之间：请写 95% 或 0.95',
    );
    expect(shown('SAFETYSTOCK', 0.95, 20, 8, null)).toBe('#VALUE!');
    expect(shown('SAFETYSTOCK', 0.95, 20, -8, 40)).toBe('#NUM!');
  });
});

describe('SAFETYSTOCKFILL and FILLRATE', () => {
  it('answers 0 without variation and #DIV/0! without a lot', () => {
    expect(shown('SAFETYSTOCKFILL', 0.98, 0, 400)).toBe(0);
    expect(shown('SAFETYSTOCKFILL', 0.98, 0, 0)).toBe(0);
    expect(shown('SAFETYSTOCKFILL', 0.98, 130, 0)).toBe('#DIV/0!');
    expect(words('SAFETYSTOCKFILL', 0.98, 130, 0)).toMatch(/^order_quantity is 0.* · 订货批量为 0/);
    expect(shown('FILLRATE', 10, 130, 0)).toBe('#DIV/0!');
    for (const rate of [0, 1, 1.01]) expect(shown('SAFETYSTOCKFILL', rate, 130, 400)).toBe('#NUM!');
  });

  it('answers every fill rate there is', () => {
    for (const rate of [5e-324, 1e-12, 0.5, 0.999999, 1 - 2 ** -53])
      for (const lot of [1e-300, 1e-3, 1, 1e6, 1e290])
        expect(Number.isFinite(shown('SAFETYSTOCKFILL', rate, 10, lot))).toBe(true);
  });

  it('leads from one to the other', () => {
    const stock = shown('SAFETYSTOCKFILL', 0.98, 130, 2000) as number;
    // with a lot of 15 sd nothing is left over from the cycle before
    expect(shown('FILLRATE', stock, 130, 2000)).toBeCloseTo(0.98, 12);
  });
});

describe('SAFETYSTOCKDYN', () => {
  it('answers T − L − R values, a row per series', () => {
    const forecast = [10, 20, 50, 10, 10];
    expect(shown('SAFETYSTOCKDYN', row(...forecast), 0.3, 0.95, 2)).toEqual([
      [expect.any(Number), expect.any(Number), expect.any(Number)],
    ]);
    const both = call('SAFETYSTOCKDYN', [forecast, forecast.map((f) => 2 * f)], 0.3, 0.95, 1, 1);
    expect(both).toHaveLength(2);
    both[0]?.forEach((value, t) => expect(both[1]?.[t]).toBeCloseTo(2 * (value as number), 12));
    // L and R together are whole; lead times of their own are padded to one width
    expect(call('SAFETYSTOCKDYN', row(...forecast), 0.3, 0.95, 1.5, 0.5)[0]).toHaveLength(3);
    expect(call('SAFETYSTOCKDYN', [forecast, forecast], 0.3, 0.95, column(2, 3))[1]).toEqual([
      expect.any(Number),
      expect.any(Number),
      '',
    ]);
  });

  it('says what it cannot answer', () => {
    expect(shown('SAFETYSTOCKDYN', row(10, 20, 30), 0.3, 0.95, 1.5)).toBe('#NUM!');
    expect(words('SAFETYSTOCKDYN', row(10, 20, 30), 0.3, 0.95, 1.5)).toMatch(/whole periods.*整期/);
    expect(shown('SAFETYSTOCKDYN', row(10, 20, 30), 0.3, 0.95, 0)).toBe('#NUM!');
    expect(shown('SAFETYSTOCKDYN', row(10, 20), 0.3, 0.95, 2)).toBe('#N/A');
    expect(words('SAFETYSTOCKDYN', row(10, 20), 0.3, 0.95, 2)).toMatch(/^forecast needs at least 3 values/);
    // a blank forecast is unknown: only the values that need it are
    const cells = call('SAFETYSTOCKDYN', row(10, 20, 30, null, 10, 10), 0.3, 0.95, 2)[0] as unknown[];
    expect(cells.map((cell) => (cell instanceof HostError ? cell.code : typeof cell))).toEqual([
      'number',
      '#N/A',
      '#N/A',
      'number',
    ]);
    expect((cells[1] as HostError).message).toMatch(/^forecast is blank in period 4/);
  });
});

describe('REORDERPOINT and SERVICELEVEL', () => {
  it('takes the distribution in either language, in any case, as one for the call', () => {
    // SciPy 1.17: gamma.ppf(0.95, 800²/16960, scale=16960/800), nbinom.ppf(0.95, 800²/16160, 800/16960), poisson.ppf(0.95, 800)
    for (const name of ['gamma', 'Gamma', '伽马'])
      expect(shown('REORDERPOINT', 0.95, 20, 8, 40, 6, name)).toBeCloseTo(1025.5693909285565, 8);
    for (const name of ['negbin', '负二项']) expect(shown('REORDERPOINT', 0.95, 20, 8, 40, 6, name)).toBe(1025);
    for (const name of ['poisson', '泊松']) expect(shown('REORDERPOINT', 0.95, 20, 8, 40, 6, name)).toBe(847);
    for (const name of ['normal', '正态', null, ''])
      expect(shown('REORDERPOINT', 0.95, 20, 8, 40, 6, name)).toBeCloseTo(1014.2102167998954, 9);
    expect(shown('REORDERPOINT', column(0.9, 0.95), 20, 8, 40, 6, 'weibull')).toBe('#VALUE!');
  });

  it('goes there and back', () => {
    const levels = [0.01, 0.5, 0.9, 0.999];
    const points = call('REORDERPOINT', column(...levels), 20, 8, 40, 6);
    call('SERVICELEVEL', points, 20, 8, 40, 6).forEach(([level], at) =>
      expect(level).toBeCloseTo(levels[at] as number, 13),
    );
  });

  it('is all or nothing where nothing varies', () => {
    expect(call('SERVICELEVEL', column(799, 800, 801), 20, 0, 40)).toEqual([[0], [1], [1]]);
    expect(shown('REORDERPOINT', 0.99, 20, 0, 40)).toBe(800);
  });
});

describe('LEADTIMEDEMAND', () => {
  it('is counted by hand for a small history', () => {
    // two periods of {0, 1, 3}: sums 0 1 3 1 2 4 3 4 6; sorted 0 1 1 2 3 3 4 4 6
    const history = row(0, 1, 3);
    const answers = [1, 3, 4, 6, 8, 9].map((count) =>
      shown('LEADTIMEDEMAND', history, 2, count === 9 ? 0.999 : count / 9),
    );
    expect(answers).toEqual([0, 1, 2, 3, 4, 6]);
    expect(shown('LEADTIMEDEMAND', row(0, null, 1, 3, null), 2, 0.5)).toBe(3); // blank: unknown
    expect(
      shown(
        'LEADTIMEDEMAND',
        [
          [0, 1, 3],
          [0, 2, 6],
        ],
        2,
        0.5,
      ),
    ).toEqual([[3], [6]]);
  });

  it('names what is wrong', () => {
    expect(shown('LEADTIMEDEMAND', row(1, 2), 1.5, 0.9)).toBe('#NUM!');
    expect(shown('LEADTIMEDEMAND', row(1, 2), 0, 0.9)).toBe('#NUM!');
    expect(shown('LEADTIMEDEMAND', row(1, 2), 1, 1)).toBe('#NUM!');
    expect(shown('LEADTIMEDEMAND', row(null, null), 1, 0.9)).toBe('#N/A');
  });

  it('answers 10,000 histories of a year at once', () => {
    const histories = Array.from({ length: 10_000 }, (_, at) =>
      Array.from({ length: 52 }, (_, t) => (at * 31 + t * t * 7) % 23),
    );
    const before = performance.now();
    expect(call('LEADTIMEDEMAND', histories, 4, 0.95)).toHaveLength(10_000);
    expect(performance.now() - before).toBeLessThan(3000); // a second on a quiet machine
  });
});

describe('ORDERQTY', () => {
  it('follows its rules in their order', () => {
    expect(shown('ORDERQTY', 100, 40)).toBe(60);
    expect(shown('ORDERQTY', 100, 40, 0, 24)).toBe(72);
    expect(shown('ORDERQTY', 100, 40, 100, 24)).toBe(120);
    expect(shown('ORDERQTY', 100, 40, 0, 24, 60)).toBe(48);
    expect(shown('ORDERQTY', 100, 40, 50, 24, 60)).toBe(0); // 48 is under the MOQ
    expect(shown('ORDERQTY', 100, 40, 0, 1, null, 39)).toBe(0);
    expect(shown('ORDERQTY', 100, 40, 0, 1, null, 40)).toBe(60); // at the reorder point it orders
    expect(shown('ORDERQTY', 100, 100, 500)).toBe(0);
    expect(shown('ORDERQTY', 0.3, 0, 0, 0.1)).toBeCloseTo(0.3, 14);
    expect(shown('ORDERQTY', 100, 40, 0, 0)).toBe('#NUM!');
  });
});

describe('EOQ and NEWSVENDOR', () => {
  it('says what cannot be divided or earned', () => {
    expect(words('EOQ', 450, 12_000, 0)).toMatch(/^holding_cost is 0/);
    expect(shown('EOQ', 450, 12_000, 0)).toBe('#DIV/0!');
    expect(shown('EOQ', 450, 12_000, 3.6, 0)).toBe('#DIV/0!');
    expect(shown('NEWSVENDOR', 40, 40, 10, 800, 240)).toBe('#NUM!');
    expect(shown('NEWSVENDOR', 99, 40, 40, 800, 240)).toBe('#NUM!');
    expect(words('NEWSVENDOR', 40, 42, 10, 800, 240)).toMatch(/^cost must be less than price.*成本必须小于售价/);
    expect(words('NEWSVENDOR', 99, 42, 43, 800, 240)).toMatch(/^salvage must be less than cost/);
    // equal margins: the mean
    expect(shown('NEWSVENDOR', 20, 10, 0, 800, 240)).toBe(800);
  });
});

describe('ATP', () => {
  it('spills one row per item', () => {
    expect(shown('ATP', 100, row(0, 0, 0, 50), row(10, 0, 70, 5))).toEqual([[20, 20, 20, 65]]);
    expect(
      shown(
        'ATP',
        column(100, 10),
        [
          [0, 0, 0, 50],
          [0, 5, 0, 0],
        ],
        [
          [10, 0, 70, 5],
          [0, 0, 20, 0],
        ],
      ),
    ).toEqual([
      [20, 20, 20, 65],
      [0, 0, 0, 0],
    ]);
  });

  it('takes blank receipts for none known of, and wants commitments', () => {
    expect(shown('ATP', 100, row(null, null), row(10, 5))).toEqual([[85, 85]]);
    expect(shown('ATP', 100, null, row(10, 5))).toEqual([[85, 85]]);
    expect(shown('ATP', 100, row(5, 5), row(null, null))).toBe('#N/A');
    expect(shown('ATP', 100, row(5, 5, 5), row(1, 1))).toBe('#VALUE!');
    expect(words('ATP', 100, row(5, 5, 5), row(1, 1))).toMatch(/^receipts has 3 values where 2 are needed/);
  });
});

describe('any numbers', () => {
  it('never come out as NaN or Infinity', () => {
    const any = fc.oneof(
      fc.double({ noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.constantFrom(0, 1, 5e-324, 1e-300, 1e300, 1.7e308, 0.5, 1 - 2 ** -53, 3, 10_000),
      fc.integer({ min: 0, max: 60 }),
    );
    const cells = fc.array(any, { minLength: 1, maxLength: 6 }).map((values) => [values]);
    const shapes: [string, number, number[]][] = [
      ['SAFETYSTOCK', 6, []],
      ['SAFETYSTOCKFILL', 3, []],
      ['SAFETYSTOCKDYN', 6, [0]],
      ['SERVICELEVEL', 5, []],
      ['FILLRATE', 3, []],
      ['ORDERQTY', 6, []],
      ['EOQ', 4, []],
      ['NEWSVENDOR', 5, []],
      ['ATP', 3, [1, 2]],
      ['LEADTIMEDEMAND', 3, [0]],
    ];
    for (const [id, arity, seriesAt] of shapes)
      fc.assert(
        fc.property(
          fc.tuple(...Array.from({ length: arity }, (_, at) => (seriesAt.includes(at) ? cells : any))),
          (args) => {
            for (const cell of numbers(shown(id, ...args)))
              expect(typeof cell === 'string' || Number.isFinite(cell)).toBe(true);
          },
        ),
        { numRuns: 300 },
      );
    for (const distribution of ['normal', 'gamma', 'negbin', 'poisson'])
      fc.assert(
        fc.property(fc.double({ min: 0, max: 1, noNaN: true }), any, any, any, any, (p, d, sd, lead, leadSd) => {
          const cell = shown('REORDERPOINT', p, d, sd, lead, leadSd, distribution);
          expect(typeof cell === 'string' || Number.isFinite(cell)).toBe(true);
        }),
        { numRuns: 500 },
      );
  });
});

describe('explanations', () => {
  const explained = (example: string) => {
    const { filled, steps, words: said } = explainExample(replenishmentHelp, example, digits(4));
    return { filled, values: steps.map(({ value }) => Number(Number(value).toPrecision(5))), said };
  };

  // the figures of the steps worked with a pocket calculator and a table of the normal distribution
  it.each([
    ['SAFETYSTOCK(95%,20,8,40,6)', '1.645·√((0 + 40)·8² + 20²·6²)', [1.6449, 2560, 14_400, 130.23, 214.21]],
    ['SAFETYSTOCK(95%,20,0,40)', '1.645·√((0 + 40)·0² + 20²·0²)', [1.6449, 0, 0, 0, 0]],
    ['SAFETYSTOCK(30%,20,8,40,6)', '-0.5244·√((0 + 40)·8² + 20²·6²)', [-0.5244, 2560, 14_400, 130.23, -68.293]],
    ['SAFETYSTOCKFILL(99%,100,200)', '1.663·100, G(1.663) = (1 − 99%)·200/100', [2, 0.02, 1.6631, 166.31]],
    ['SAFETYSTOCKFILL(95%,10,1000)', '-5·10, G(-5) = (1 − 95%)·1000/10', [50, 5, -5, -50]],
    ['SAFETYSTOCKFILL(95%,0,1000)', '0', [0]],
    ['SAFETYSTOCKDYN({10,20,50,10,10},0.3,95%,2,0,0.5)', '1.645·√(261 + 35²·0.5²)', [70, 261, 306.25, 1.6449, 39.175]],
    ['REORDERPOINT(95%,20,8,40,6)', '800 + 1.645·√16960', [800, 16_960, 1.6449, 1014.2]],
    ['REORDERPOINT(95%,20,8,40,6,"gamma")', 'GAMMA.INV(95%, 37.74, 21.2)', [800, 16_960, 37.736, 21.2, 1025.6]],
    ['REORDERPOINT(95%,20,8,40,6,"negbin")', 'F⁻¹(95%; r = 39.6, p = 0.04717)', [800, 16_960, 39.604, 0.04717, 1025]],
    ['REORDERPOINT(95%,20,8,40,6,"poisson")', 'F⁻¹(95%; m = 800)', [800, 16_960, 847]],
    ['REORDERPOINT(90%,5,1,4,0,"negbin")', 'F⁻¹(90%; m = 20)', [20, 4, 26]],
    ['REORDERPOINT(90%,5,0,4,0,"gamma")', '20', [20, 0, 20]],
    ['SERVICELEVEL(1014.2102167998954,20,8,40,6)', 'Φ((1014 − 800)/√16960)', [800, 16_960, 1.6449, 0.95]],
    ['SERVICELEVEL(800,20,0,40)', '800 ≥ 800', [800, 0, 1]],
    ['FILLRATE(-30,0,100)', '1 − min(30, 100)/100', [30, 0.7]],
    ['FILLRATE(0,100,1000)', '1 − 100·(G(0) − G(10))/1000', [0, 0.39894, 7.4746e-25, 39.894, 0.96011]],
    ['ORDERQTY(500,180,100,24,600,200)', '14·24', [320, 14, 336]],
    ['ORDERQTY(500,180,100,24,300)', '12·24', [320, 14, 12, 288]],
    ['ORDERQTY(500,180,400,24,300)', '0', [320, 0]],
    ['ORDERQTY(500,180,0,1,,100)', '0', [320, 0]],
    ['ORDERQTY(500,600)', '0', [-100, 0]],
    ['EOQ(450,12000,3.6)', '√(2·450·12000 / 3.6)', [1732.1, 6.9282]],
    ['EOQ(8,1300,0.225,5)', '√(2·8·1300 / 0.225 · (0.225 + 5)/5)', [304.05, 1.0223, 310.81, 4.1826]],
    ['EOQ(0,1300,0.225)', '√(2·0·1300 / 0.225)', [0]],
    ['NEWSVENDOR(1,0.3,0.12,50,8)', '50 + 8·z((1 − 0.3)/(1 − 0.12))', [0.7, 0.18, 0.79545, 0.82549, 56.604]],
    ['NEWSVENDOR(10,9.9,0,5,8)', '5 + 8·z((10 − 9.9)/(10 − 0))', [0.1, 9.9, 0.01, -2.3263, -13.611]],
    ['ATP(100,{0,0,0,50},{10,0,70,5})', 'max(0, 20), …', [90, 90, 20, 65, 20]],
    ['ATP(10,{0,0},{0,30})', 'max(0, -20), …', [10, -20, 0]],
  ])('%s is %s', (example, filled, values) => expectExplained(explained(example), filled, values));

  it('explains a history by its own figures', () => {
    const { values, filled } = explained('LEADTIMEDEMAND({0,1,3},2,50%)');
    expect(filled).toEqual({
      en: 'smallest D with P(sum of 2 periods ≤ D) ≥ 50%',
      zh: '满足 P(2 期之和 ≤ D) ≥ 50% 的最小 D',
    });
    expect(values).toEqual([3, 2.6667, 3]);
  });
});

describe('texts', () => {
  it('have an example that answers, words for every parameter, and fit the formula wizard', () => {
    for (const [id, { example, declaration }] of Object.entries(replenishmentHelp)) {
      const parsed = parseExample(example);
      expect(parsed.id).toBe(id);
      for (const cell of call(id, ...parsed.args).flat()) expect(typeof cell).toBe('number');
      const { description, parameters } = replenishmentWords[id as keyof typeof replenishmentWords];
      expect(Object.keys(parameters)).toEqual(declaration.parameters.map(({ name }) => name));
      for (const { en, zh } of [description, ...Object.values<{ en: string; zh: string }>(parameters)]) {
        expect(en.length).toBeLessThanOrEqual(255);
        expect(zh.length).toBeLessThanOrEqual(255);
      }
    }
    expect(Object.keys(replenishmentEnums.DISTRIBUTION.values)).toEqual(
      replenishmentHelp['REORDERPOINT']?.declaration.parameters[5]?.choices,
    );
  });
});
