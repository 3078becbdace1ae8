import fc from 'fast-check';
import { evaluate, type Evaluated, type Surroundings } from './evaluate';
import { parseExpression, referencesIn } from './expression';
import { callsIn, evaluateArguments, type ReadReference } from './reading';
import { planReading } from './reading-plan';
import type { Cells, FormulaValue } from './values';

const NOW = new Date(2026, 10, 23, 18, 0);

const CELLS: Record<string, Cells> = {
  A1: [[4]],
  A2: [[null]],
  A3: [['x']],
  A4: [[{ error: '#N/A' }]],
  'B1:B4': [[10], [20], [null], ['text']],
  'C1:D1': [[1, 2]],
  'E1:E2': [[1], [2]],
  rate: [[0.95]],
};
const around = (extra: Partial<Surroundings> = {}): Surroundings => ({
  now: NOW,
  reference: (text) => (CELLS[text] ? { cells: CELLS[text] } : { why: 'lost', what: text }),
  callFunction: () => null,
  ...extra,
});
const answer = (formula: string, extra?: Partial<Surroundings>): Evaluated =>
  evaluate(parseExpression(formula), around(extra));
const value = (formula: string): FormulaValue | string => {
  const found = answer(formula);
  if (!('cells' in found)) return `${found.why} ${found.what}`;
  const [[only = null] = []] = found.cells;
  return typeof only === 'object' && only !== null ? only.error : only;
};

// order of operations and coercions: Microsoft, "Calculation operators and precedence in Excel"; the examples by hand
describe('arithmetic as Excel does it', () => {
  it.each<[string, FormulaValue]>([
    ['=1+2*3', 7],
    ['=(1+2)*3', 9],
    ['=-2^2', 4],
    ['=2^3^2', 64],
    ['=2^-1', 0.5],
    ['=10-4-3', 3],
    ['=95%', 0.95],
    ['=2*50%^2', 0.5],
    ['=--"3"', 3],
    ['="1,200"+1', 1201],
    ['="95%"*2', 1.9],
    ['="x"+1', '#VALUE!'],
    ['=1/0', '#DIV/0!'],
    ['=0^0', '#NUM!'],
    ['=10^400', '#NUM!'],
    ['=TRUE+1', 2],
    ['=1&2', '12'],
    ['=0.1+0.2&""', '0.3'],
    ['="a""b"', 'a"b'],
    ['=1<2', true],
    ['="B"="b"', true],
    ['=2<"1"', true],
    ['="z"<FALSE', true],
    ['=A2=0', true],
    ['=A2=""', true],
    ['=A2+1', 1],
    ['=A1*25%', 1],
    ['=-A1', -4],
    ['=A4+1', '#N/A'],
    ['=#DIV/0!', '#DIV/0!'],
    ['=rate', 0.95],
    ['=@A1', 4],
  ])('%s is %s', (formula, expected) => expect(value(formula)).toEqual(expected));

  it('takes a blank, a text and an array as they are', () => {
    expect(answer('A2')).toMatchObject({ cells: [[null]] });
    expect(answer('')).toMatchObject({ cells: [[null]] });
    expect(answer('{1,-2;"a",TRUE}')).toMatchObject({
      cells: [
        [1, -2],
        ['a', true],
      ],
    });
  });

  it('goes cell by cell, one row or column standing for all, #N/A where there is none', () => {
    expect(answer('=C1:D1*E1:E2')).toMatchObject({
      cells: [
        [1, 2],
        [2, 4],
      ],
    });
    expect(answer('=E1:E2+10')).toMatchObject({ cells: [[11], [12]] });
    expect(answer('={1;2;3}+E1:E2')).toMatchObject({ cells: [[2], [4], [{ error: '#N/A' }]] });
  });

  it('agrees with JavaScript where both know the operator', () => {
    const operator = fc.constantFrom('+', '-', '*');
    fc.assert(
      fc.property(fc.integer(), operator, fc.integer(), operator, fc.nat(), (a, first, b, second, c) => {
        const text = `(${a})${first}(${b})${second}${c}`;
        const expected: number = new Function(`return ${text}`)();
        expect(value(`=${text}`)).toBe(expected + 0);
      }),
    );
  });
});

// definitions: Microsoft's pages of each function; figures by hand
describe('the few functions of Excel that are known', () => {
  it.each<[string, FormulaValue]>([
    ['=AVERAGE(B1:B4)', 15],
    ['=SUM(B1:B4,1,"2")', 33],
    ['=COUNT(B1:B4)', 2],
    ['=MAX(B1:B4)', 20],
    ['=MIN(A2)', 0],
    ['=STDEV.S({2,4,4,4,5,5,7,9})', Math.sqrt(32 / 7)],
    ['=STDEV.P({2,4,4,4,5,5,7,9})', 2],
    ['=STDEV.S(A1)', '#DIV/0!'],
    ['=AVERAGE(A3)', '#DIV/0!'],
    ['=SUM(A4)', '#N/A'],
    ['=ROUND(2.675,2)', 2.68],
    ['=ROUND(-1.5,0)', -2],
    ['=ROUND(1234,-2)', 1200],
    ['=ROUNDUP(1.001,0)', 2],
    ['=ROUNDDOWN(-1.9,0)', -1],
    ['=INT(-1.5)', -2],
    ['=ABS(-4)', 4],
    ['=SQRT(-1)', '#NUM!'],
    // 2026-11-23 is serial 46349: 2026-01-01 is 46023, and 326 days follow
    ['=TODAY()', 46349],
    ['=NOW()', 46349.75],
    ['=DATE(2026,11,23)', 46349],
    ['=DATE(2026,13,1)', 46388],
  ])('%s is %s', (formula, expected) => expect(value(formula)).toEqual(expected));

  it('leaves everything else to Excel, and says what', () => {
    expect(value('=1+VLOOKUP(A1,B1:B4,1)')).toBe('excel VLOOKUP');
    expect(value('=SUM(A1:INDEX(B:B,3))')).toBe('excel A1:INDEX(B:B,3)');
    expect(value('=SUM((A1,A2))')).toBe('excel (A1,A2)');
    expect(value('=IF(')).toBe('excel IF(');
    expect(value('=Z1')).toBe('lost Z1');
  });

  it('never sums one row of a range that was not read whole', () => {
    const onlyRow: Partial<Surroundings> = { reference: () => ({ cells: [[5]], onlyRow: true }) };
    expect(answer('=SUM(A1:A99)', onlyRow)).toEqual({ why: 'too_large', what: 'SUM' });
    expect(answer('=A1:A99*2', onlyRow)).toEqual({ cells: [[10]], onlyRow: true });
    expect(answer('=ROUND(A1:A99*2,0)', onlyRow)).toEqual({ cells: [[10]], onlyRow: true });
  });
});

describe('a formula and its calls of ours', () => {
  const texts = (formula: string) =>
    callsIn(formula).map(({ id, within, around: rest, args }) => [id, within, rest, args.map(({ text }) => text)]);

  it('finds the call and what stands around it', () => {
    expect(texts('=TWIN.DOS(A1,30)')).toEqual([['DOS', null, null, ['A1', '30']]]);
    expect(texts('=+@TWIN.DOS( A1 )')).toEqual([['DOS', null, null, ['A1']]]);
    expect(texts('=(twindev.dos(A1))')).toEqual([['DOS', null, null, ['A1']]]);
    expect(texts('=IFERROR(ROUNDUP(TWIN.DOS(A1,),0),"")')).toEqual([
      ['DOS', null, 'IFERROR(ROUNDUP(…,0),"")', ['A1', '']],
    ]);
  });

  it('finds the calls within a call', () => {
    expect(texts('=TWIN.ORDERQTY(TWIN.REORDERPOINT(1,TWIN.DOS(2)),3)')).toEqual([
      ['ORDERQTY', null, null, ['TWIN.REORDERPOINT(1,TWIN.DOS(2))', '3']],
      ['REORDERPOINT', 0, 'TWIN.ORDERQTY(…,3)', ['1', 'TWIN.DOS(2)']],
      ['DOS', 1, 'TWIN.ORDERQTY(TWIN.REORDERPOINT(1,…),3)', ['2']],
    ]);
  });

  it('evaluates arguments, calls of ours and names in them', () => {
    const reference = (cells: Cells | null, more: Partial<ReadReference> = {}): ReadReference => ({
      place: null,
      cells,
      onlyRow: false,
      own: undefined,
      problem: null,
      stands: null,
      ...more,
    });
    const references = {
      A1: reference([[4]]),
      growth: reference(null, { stands: parseExpression('=1+A1%') }),
      'Big!A:A': reference(null, { problem: 'too_large' }),
      'B1:B3': reference([[1], [2], [3]], { own: 2 }),
    };
    const [call] = callsIn('=TWIN.X(A1*growth,TWIN.DOUBLE(A1),IF(A1,1),Big!A:A,@B1:B3,TWIN.NONE(1))');
    const double = (id: string, [first]: Cells[]): Evaluated | null =>
      id === 'DOUBLE' ? { cells: [[2 * Number(first?.[0]?.[0])]] } : null;
    expect(evaluateArguments({ references }, call!, double, NOW)).toEqual([
      { cells: [[4.16]], onlyRow: false },
      { cells: [[8]], onlyRow: false },
      { why: 'excel', what: 'IF' },
      { why: 'too_large', what: 'Big!A:A' },
      { cells: [[2]], onlyRow: false },
      { why: 'excel', what: 'TWIN.NONE' },
    ]);
  });

  it('names the references of a formula once each', () => {
    expect(referencesIn(parseExpression('=A1+SUM(A1,T[x],-rate%)&{1,2}'))).toEqual(['A1', 'T[x]', 'rate']);
  });

  it('takes any text apart without throwing', () => {
    const piece = fc.constantFrom('=', '(', ')', ',', '"', '{', '}', ';', '-', '%', '@', 'A1', '1', ' ', 'TWIN.X', '&');
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 25 }).map((parts) => parts.join('')),
        (text) => {
          const found = answer(text);
          expect('cells' in found ? found.cells.length > 0 : found.what !== undefined).toBe(true);
          callsIn(text);
        },
      ),
      { numRuns: 2000 },
    );
  });
});

describe('how much is read', () => {
  const column = (rows: number, columns = 1) => ({ row: 5, column: 0, rows, columns });

  it('reads everything within the budget', () => {
    expect(planReading([column(100), column(100, 52)], { rows: 100, row: 7 }, 10_000)).toEqual([
      { area: column(100), onlyRow: false },
      { area: column(100, 52), onlyRow: false },
    ]);
  });

  it('reads one row of ranges as high as the spill where they are too many', () => {
    expect(planReading([column(300), column(300, 52), column(12)], { rows: 300, row: 7 }, 10_000)).toEqual([
      { area: { row: 12, column: 0, rows: 1, columns: 1 }, onlyRow: true },
      { area: { row: 12, column: 0, rows: 1, columns: 52 }, onlyRow: true },
      { area: column(12), onlyRow: false },
    ]);
  });

  it('leaves out what does not fit', () => {
    expect(planReading([column(300, 52), column(12)], null, 10_000)).toEqual([
      { area: null, onlyRow: false },
      { area: column(12), onlyRow: false },
    ]);
  });
});
