import { column, HostError, row, shown, words, call } from './functions-host';

beforeAll(async () => {
  await import('../src/functions');
});

describe('SAFETYSTOCK', () => {
  it('agrees with the formula at z = 1.6448536269514722 (R: qnorm(0.95))', () => {
    // d 20, σ 8, L 40, σL 6: 1.6448536269514722 × √(40·64 + 400·36); by hand with z 1.65 the known example is 214.9
    expect(shown('SAFETYSTOCK', 0.95, 20, 8, 40, 6)).toBeCloseTo(214.21021679989542, 10);
    // lead-time variance left out: 1.6448536269514722 × √(40·64)
    expect(shown('SAFETYSTOCK', 0.95, 20, 8, 40)).toBeCloseTo(83.22374206008918, 10);
  });

  it('protects the review interval as well', () => {
    // qnorm(0.975) = 1.959963984540054; (30 + 7)·25 + 100·16 = 2525
    expect(shown('SAFETYSTOCK', 0.975, 10, 5, 30, 4, 7)).toBeCloseTo(98.48697133252026, 10);
  });

  it('answers 0 at 50%, a negative below, and 0 when nothing varies', () => {
    expect(shown('SAFETYSTOCK', 0.5, 20, 8, 40, 6)).toBe(0);
    expect(shown('SAFETYSTOCK', 0.1, 0, 1, 1)).toBeCloseTo(-1.2815515655446004, 12); // R: qnorm(0.1)
    expect(shown('SAFETYSTOCK', 0.99, 20, 0, 40)).toBe(0);
  });

  it('stays right far out in the tail', () => {
    expect(shown('SAFETYSTOCK', 1e-100, 0, 1, 1)).toBeCloseTo(-21.273453560965322, 10); // SciPy: norm.ppf(1e-100)
  });

  it('refuses what is out of range with #NUM! and what is not a number with #VALUE!', () => {
    for (const level of [0, 1, 1.2, -0.1, 95]) expect(shown('SAFETYSTOCK', level, 20, 8, 40)).toBe('#NUM!');
    expect(shown('SAFETYSTOCK', 0.95, -1, 8, 40)).toBe('#NUM!');
    expect(shown('SAFETYSTOCK', 0.95, 20, 8, -1)).toBe('#NUM!');
    expect(shown('SAFETYSTOCK', 0.95, 20, 8, 40, -1)).toBe('#NUM!');
    for (const text of ['95%', '１００', '1,200', 'x', true, false])
      expect(shown('SAFETYSTOCK', text, 20, 8, 40)).toBe('#VALUE!');
    expect(shown('SAFETYSTOCK', 0.95, 1e200, 1e200, 1e200, 1e200)).toBe('#NUM!');
  });

  it('reads a blank lead time as missing, a blank optional as its default', () => {
    expect(shown('SAFETYSTOCK', 0.95, 20, 8, null)).toBe('#VALUE!');
    expect(shown('SAFETYSTOCK', 0.95, 20, 8, '')).toBe('#VALUE!');
    expect(shown('SAFETYSTOCK', 0.95, 20, 8, 40, '', null)).toBeCloseTo(83.22374206008918, 10);
    expect(shown('SAFETYSTOCK', 0.95, 20, 8, 40, undefined)).toBeCloseTo(83.22374206008918, 10);
  });

  it('names the parameter and the mend in both languages', () => {
    expect(words('SAFETYSTOCK', 95, 20, 8, 40)).toBe(
      'service_level must lie between 0 and 1: write 95% or 0.95 · 服务水平必须在 0 和 1 之间：请写 95% 或 0.95',
    );
    expect(words('SAFETYSTOCK', 0.95, 20, 8, null)).toBe('lead_time is blank: enter a value · 补货周期为空：请填写');
  });

  it('takes the value a data type shows', () => {
    const formatted = { type: 'FormattedNumber', basicType: 'Double', basicValue: 0.95, numberFormat: '0%' };
    expect(shown('SAFETYSTOCK', formatted, 20, 8, 40, 6)).toBeCloseTo(214.21021679989542, 10);
  });
});

describe('shapes', () => {
  it('spills a column and repeats single values', () => {
    expect(shown('SAFETYSTOCK', 0.5, column(1, 2, 3), 1, 4)).toEqual([[0], [0], [0]]);
    const spilled = call('SAFETYSTOCK', column(0.9, 0.95), 20, column(8, 9), 40, 6);
    expect(spilled).toEqual([call('SAFETYSTOCK', 0.9, 20, 8, 40, 6)[0], call('SAFETYSTOCK', 0.95, 20, 9, 40, 6)[0]]);
  });

  it('shows a bad row alone', () => {
    expect(shown('SAFETYSTOCK', column(0.5, 2, 'x', null, 0.5), 20, 8, 40)).toEqual([
      [0],
      ['#NUM!'],
      ['#VALUE!'],
      ['#VALUE!'],
      [0],
    ]);
  });

  it('refuses columns of different height and blocks, as a whole', () => {
    expect(shown('SAFETYSTOCK', column(0.9, 0.95), column(1, 2, 3), 8, 40)).toBe('#VALUE!');
    expect(words('SAFETYSTOCK', column(0.9, 0.95), column(1, 2, 3), 8, 40)).toContain('3 rows');
    expect(
      shown(
        'SAFETYSTOCK',
        [
          [0.9, 0.95],
          [0.9, 0.95],
        ],
        20,
        8,
        40,
      ),
    ).toBe('#VALUE!');
  });

  it('answers in a row when every range given is a row', () => {
    expect(shown('SAFETYSTOCK', row(0.5, 0.5), 20, 8, 40)).toEqual([[0, 0]]);
    expect(shown('SAFETYSTOCK', row(0.5, 2), row(20, 20), 8, 40)).toEqual([[0, '#NUM!']]);
    expect(shown('SAFETYSTOCK', row(0.5, 0.5), column(20, 20), 8, 40)).toBe('#VALUE!');
    expect(shown('SAFETYSTOCK', row(0.5, 0.5), row(20, 20, 20), 8, 40)).toBe('#VALUE!');
  });

  it('lets an error value through unchanged, in its row or as the answer', () => {
    const missing = new HostError('#N/A', 'from a lookup');
    // also where another argument of the row is wrong
    expect(shown('SAFETYSTOCK', 'x', missing, -1, 40)).toBe('#N/A');
    expect(call('DOS', column(null, 10), column(missing, 5))).toEqual([[missing], [2]]);
    expect(call('SAFETYSTOCK', column(0.5, missing), 20, 8, 40)).toEqual([[0], [missing]]);
    expect(shown('SAFETYSTOCK', 0.95, missing, 8, 40)).toBe('#N/A');
    expect(words('SAFETYSTOCK', 0.95, missing, 8, 40)).toBe('from a lookup');
    // a function cannot throw #REF! or #NAME?, so these come back as a value
    const gone = new HostError('#REF!');
    expect(call('SAFETYSTOCK', 0.95, gone, 8, 40)).toEqual([[gone]]);
    expect(() => call('SAFETYSTOCK', 0.95, missing, 8, 40)).toThrow(missing);
    expect(shown('DOS', 100, row(1, new HostError('#DIV/0!'), 3))).toBe('#DIV/0!');
    expect(shown('DOS', 100, { type: 'Error', basicType: 'Error', basicValue: '#N/A' })).toBe('#N/A');
  });
});

describe('DOS', () => {
  it('divides by the daily rate', () => {
    expect(shown('DOS', 361, 40)).toBeCloseTo(9.025, 12); // 361 / 40
  });

  it('averages the last window days, zeros counted and blanks left out', () => {
    expect(shown('DOS', 100, column(90, 0, 0, 10, 10), 4)).toBe(20); // (0 + 0 + 10 + 10) / 4 = 5
    expect(shown('DOS', 100, row(10, 0))).toBe(20); // fewer than 30 days: all of them
    expect(shown('DOS', 100, row(10, null, 0, ''))).toBe(20); // (10 + 0) / 2
    expect(shown('DOS', 100, column(1000, ...Array<number>(30).fill(2)))).toBe(50); // the 31st day is outside
  });

  it('reads a column as high as the stock as a rate for each row, a block as a series a row', () => {
    expect(shown('DOS', column(10, 20, 0), column(1, 4, 5))).toEqual([[10], [5], [0]]);
    expect(
      shown('DOS', column(10, 20), [
        [1, 3],
        [4, 6],
      ]),
    ).toEqual([[5], [4]]); // rates 2 and 5
    expect(
      shown('DOS', 60, [
        [1, 3],
        [4, 6],
        [6, 6],
      ]),
    ).toEqual([[30], [12], [10]]);
    expect(shown('DOS', column(10, 20), row(1, 3))).toEqual([[5], [10]]); // one series for both
    expect(shown('DOS', column(10, 20, 30), column(1, 3))).toEqual([[5], [10], [15]]); // another height: one series
    expect(shown('DOS', row(10, 20), row(1, 4))).toEqual([[10, 5]]);
    expect(
      shown('DOS', column(10, 20, 30), [
        [1, 3],
        [4, 6],
      ]),
    ).toBe('#VALUE!');
  });

  it('says 0 without stock and #DIV/0! without sales', () => {
    expect(shown('DOS', 0, 40)).toBe(0);
    expect(shown('DOS', -3, 40)).toBe(0);
    expect(shown('DOS', 0, 0)).toBe(0);
    expect(shown('DOS', 5, 0)).toBe('#DIV/0!');
    expect(words('DOS', 5, row(0, 0))).toContain('no sales: the stock never runs out');
  });

  it('refuses a bad window and history without a known day', () => {
    for (const window of [0, -1, 2.5]) expect(shown('DOS', 5, row(1, 2), window)).toBe('#NUM!');
    expect(shown('DOS', 5, row(null, ''))).toBe('#N/A');
    expect(shown('DOS', 5, row(3, null, null), 2)).toBe('#N/A'); // nothing known in the window
    expect(shown('DOS', 5, row(1, '2'))).toBe('#VALUE!');
    expect(shown('DOS', null, 4)).toBe('#VALUE!');
  });
});

describe('TURNOVERDAYS', () => {
  it('takes the stock as average, trapezoid or closing', () => {
    const snapshots = row(100, 200, 400);
    expect(shown('TURNOVERDAYS', 7300, snapshots)).toBeCloseTo(35 / 3, 12); // 365 · (700/3) / 7300
    expect(shown('TURNOVERDAYS', 7300, snapshots, 365, 'trapezoid')).toBe(11.25); // (50 + 200 + 200)/2 = 225 → 365·225/7300
    expect(shown('TURNOVERDAYS', 7300, snapshots, 365, 'closing')).toBe(20);
    expect(shown('TURNOVERDAYS', 7300, snapshots, 365, '期末')).toBe(20);
    expect(shown('TURNOVERDAYS', 910, 100, 91)).toBe(10);
  });

  it('answers rows, with a stock for each', () => {
    expect(shown('TURNOVERDAYS', column(100, 0, 50), column(10, 10, 10), 10)).toEqual([[1], ['#DIV/0!'], [2]]);
  });

  it('skips unknown snapshots and needs two for the trapezoid', () => {
    expect(shown('TURNOVERDAYS', 100, row(10, null, 20), 10)).toBe(1.5);
    expect(shown('TURNOVERDAYS', 100, 10, 10, 'trapezoid')).toBe('#N/A');
    expect(shown('TURNOVERDAYS', 100, row(null, ''), 10)).toBe('#N/A');
  });

  it('refuses an unknown method for the whole call, and a period of no days', () => {
    expect(shown('TURNOVERDAYS', column(1, 2), column(1, 2), 365, column('average', 'mean'))).toBe('#VALUE!');
    expect(words('TURNOVERDAYS', 1, 1, 365, 'mean')).toContain('average, trapezoid, closing');
    expect(shown('TURNOVERDAYS', 1, 1, 0)).toBe('#NUM!');
    expect(shown('TURNOVERDAYS', -1, 1)).toBe('#NUM!');
    expect(shown('TURNOVERDAYS', 0, 5)).toBe('#DIV/0!');
  });
});

describe('ROUTE', () => {
  const route = (...args: unknown[]) => shown('ROUTE', ...args);

  it('prefers bonded for fast metro orders, direct for patient or remote ones', () => {
    expect(route(1, 'fast', 'metro', 5, 5)).toEqual([['bonded', 'metro_fast']]);
    expect(route(1, '快', '上海', 5, 5)).toEqual([['bonded', 'metro_fast']]);
    expect(route(1, 'patient', 'Shanghai', 5, 5)).toEqual([['direct', 'patient']]);
    expect(route(1, '耐心等待', 'other', 5, 5)).toEqual([['direct', 'patient']]);
    expect(route(1, 'fast', '新疆维吾尔自治区', 5, 5)).toEqual([['direct', 'remote']]);
    expect(route(1, 'standard', 'Inner Mongolia', 5, 5)).toEqual([['direct', 'remote']]);
  });

  it('else takes the cheaper where both costs are known, bonded on a tie', () => {
    expect(route(1, 'standard', 'other', 5, 5, 0, true, 30, 20)).toEqual([['direct', 'cheaper']]);
    expect(route(1, 'fast', 'other', 5, 5, 0, true, 20, 30)).toEqual([['bonded', 'cheaper']]);
    expect(route(1, 'standard', 'metro', 5, 5, 0, true, 20, 20)).toEqual([['bonded', 'default']]);
    expect(route(1, 'standard', 'metro', 5, 5, 0, true, null, 20)).toEqual([['bonded', 'default']]);
  });

  it('falls back to the other, presale, refuse', () => {
    expect(route(6, 'fast', 'metro', 5, 6)).toEqual([['direct', 'fallback_bonded_short']]);
    expect(route(6, 'patient', 'metro', 6, 5)).toEqual([['bonded', 'fallback_direct_short']]);
    expect(route(1, 'patient', 'metro', 5, 5, 0, false)).toEqual([['bonded', 'direct_not_allowed']]);
    expect(route(6, 'fast', 'metro', 5, 6, 6, false)).toEqual([['presale', 'presale_stock']]);
    expect(route(6, 'fast', 'metro', 5, 5, 5)).toEqual([['refuse', 'no_stock']]);
    expect(route(1, 'fast', 'metro', -2, 0)).toEqual([['refuse', 'no_stock']]);
  });

  it('spills two columns, an error in both of its row', () => {
    expect(route(column(1, 1, 0), column('fast', 'soon', 'fast'), 'metro', 5, 5)).toEqual([
      ['bonded', 'metro_fast'],
      ['#VALUE!', '#VALUE!'],
      ['#NUM!', '#NUM!'],
    ]);
  });

  it('refuses what it cannot read', () => {
    expect(route(1, 'fast', null, 5, 5)).toBe('#VALUE!');
    expect(route(1, 'fast', 7, 5, 5)).toBe('#VALUE!');
    expect(route(1, 'fast', 'metro', 5, 5, 0, 'TRUE')).toBe('#VALUE!');
    expect(route(-1, 'fast', 'metro', 5, 5)).toBe('#NUM!');
    expect(words('ROUTE', 1, 'soon', 'metro', 5, 5)).toContain('fast, standard, patient');
  });
});
