import { coerce } from './coercion';

// What Excel makes of entries in a General cell (support.microsoft.com: "Number formats", "Stop automatically changing
// numbers to dates", "Formatting numbers as text"); serials by hand: 2026-11-23 is day 46349 of the 1900 system
// (DATE(2026,11,23) = 46349), 2026-01-02 is 46024.
const YEAR = new Date().getUTCFullYear();
const serial = (year: number, month: number, day: number): number =>
  Date.UTC(year, month - 1, day) / 86_400_000 + 25_569;

describe('a General cell', () => {
  const entries: [unknown, unknown, string?][] = [
    [12.5, { value: 12.5 }],
    [true, { value: true }],
    ['', null],
    ['hello', { value: 'hello' }],
    ['00123', { value: 123 }],
    ['6974318532161', { value: 6974318532161 }],
    ['1E5', { value: 100000 }, '0.00E+00'],
    ['5%', { value: 0.05 }, '0%'],
    ['95%', { value: 0.95 }, '0%'],
    ['1,234', { value: 1234 }, '#,##0'],
    ['(5)', { value: -5 }],
    ['-5', { value: -5 }],
    ['+5', { value: 5 }],
    ['TRUE', { value: true }],
    ['false', { value: false }],
    ['2026-11-23', { value: 46349 }, 'yyyy-mm-dd'],
    ['2026年11月23日', { value: 46349 }, 'yyyy"年"m"月"d"日"'],
    ['1/2', { value: serial(YEAR, 1, 2) }, 'm/d'],
    ['5 6', { value: '5 6' }],
    ['85123A', { value: '85123A' }],
    ['#N/A', { value: '#N/A', error: true }],
    ["'00123", { value: '00123' }],
    ["'=A1", { value: '=A1' }],
    ["''x", { value: "'x" }],
    ['=A1+1', { formula: '=A1+1' }],
    ['=', { value: '=' }],
    ['+A1', { formula: '=A1' }],
    ['-A1*2', { formula: '=-A1*2' }],
    ['@SUM(A1)', { formula: '=SUM(A1)' }],
    ['-', { value: '-' }],
    ['１２３', { value: '１２３' }],
  ];
  test.each(entries.map(([entry, write, format]) => ({ entry, write, format })))(
    '$entry',
    ({ entry, write, format }) => {
      expect(coerce(entry, 'General')).toEqual({ write, ...(format ? { format } : {}) });
    },
  );

  test('null leaves the cell alone', () => expect(coerce(null, 'General')).toBeUndefined());
});

test.each(['00123', '6974318532161', '1E5', '=A1', '5%', 'TRUE', '2026-11-23', '-x'])(
  '%s stays text in a text cell',
  (entry) => {
    expect(coerce(entry, '@')).toEqual({ write: { value: entry } });
  },
);

test.each([NaN, Infinity, {}, '=SUM(', '=A1)', '="open', '+x(', 'x'.repeat(32768)])('%p is refused', (entry) => {
  expect(() => coerce(entry, 'General')).toThrow(expect.objectContaining({ code: 'InvalidArgument' }));
});
