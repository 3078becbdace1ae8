import { openTestWorkbook, type TestWorkbook } from '../testing/open';

// Functions of src/preview/testing/addin/functions.js, called through office.js. How Excel marshals: learn.microsoft.com
// "Custom functions parameter options", "Handle and return errors from your custom function".
let wb: TestWorkbook;
beforeAll(async () => {
  wb = await openTestWorkbook();
});
afterAll(() => {
  expect(wb.host.unknownMembers).toEqual([]);
  wb.dispose();
});
beforeEach(() => {
  wb.host.user.clear('Sheet1', 'A1:Z1000');
  wb.page.window['functionCalls'].length = 0;
});

const enter = async (cells: Record<string, string>): Promise<void> => {
  for (const [address, text] of Object.entries(cells)) wb.host.user.type('Sheet1', address, text);
  await wb.host.idle();
};
const value = (address: string): unknown => wb.host.read.value('Sheet1', address);

test('a blank, an omitted argument and 0 are three things', async () => {
  await enter({ A1: '1', A3: '0', B1: '=TWIN.ADD(A1,A3)', C1: '=TWIN.TWICE(A1:A3)' });
  expect(value('B1')).toBe(1);
  expect(wb.page.window['functionCalls']).toContainEqual(['ADD', [1, 0, null]]);
  expect(wb.host.read.values('Sheet1', 'C1:C3')).toEqual([[2], ['blank'], [0]]);
});

test('matrices arrive as rows of cells even for one value, single values as themselves', async () => {
  await enter({ A1: '4', B1: '=TWIN.TWICE(A1)', B2: '=TWIN.TWICE(8)', B3: '=TWIN.ADD(A1,{2})' });
  expect(wb.page.window['functionCalls']).toEqual(
    expect.arrayContaining([
      ['TWICE', [[[4]]]],
      ['TWICE', [[[8]]]],
      ['ADD', [4, 2, null]],
    ]),
  );
});

test('errors: thrown with their message, in a cell of a spill, passed in, caught', async () => {
  await enter({
    A1: '1',
    A2: 'x',
    A3: '#N/A',
    B1: '=TWIN.FAIL("na")',
    B2: '=TWIN.FAIL("throw")',
    B3: '=TWIN.FAIL("infinite")',
    B4: '=IFERROR(TWIN.FAIL("na"),"caught")',
    C1: '=TWIN.TWICE(A1:A3)',
  });
  expect([value('B1'), value('B2'), value('B3'), value('B4')]).toEqual(['#N/A', '#VALUE!', '#NUM!', 'caught']);
  expect(wb.host.read.functionMessage('Sheet1', 'B1')).toBe('nothing here · 这里没有');
  expect(wb.host.read.values('Sheet1', 'C1:C3')).toEqual([[2], ['#VALUE!'], ['#N/A']]);
});

test('calls nest in each other and in Excel’s own functions, in lower case too', async () => {
  await enter({ A1: '5', B1: '=SUM(twin.twice(A1:A1),TWIN.ADD(TWIN.ADD(1,TWIN.LATER(2)),3))*10' });
  expect(value('B1')).toBe(160);
});

test('many cells go out in one event and come back in one batch; equal calls are made once', async () => {
  const before = wb.host.stats.roundTrips;
  await wb.run(async (context) => {
    const sheet = context.workbook.worksheets.getItem('Sheet1');
    sheet.getRange('A1:A500').values = Array.from({ length: 500 }, (_, i) => [i % 100]);
    sheet.getRange('B1:B500').formulas = Array.from({ length: 500 }, (_, i) => [`=TWIN.ADD(A${i + 1},1)`]);
    await context.sync();
  });
  await wb.host.idle();
  expect(wb.page.window['functionCalls']).toHaveLength(100);
  expect(value('B500')).toBe(100);
  expect(wb.host.stats.roundTrips - before).toBeLessThanOrEqual(3);
});

test('#BUSY! while an answer is awaited; reading through office.js waits for it', async () => {
  wb.host.user.type('Sheet1', 'A1', '=TWIN.LATER(42)');
  await new Promise((resolve) => setTimeout(resolve, 160));
  expect(value('A1')).toBe('#BUSY!');
  const read = await wb.run(async (context) => {
    const cell = context.workbook.worksheets.getItem('Sheet1').getRange('A1');
    cell.load('values');
    await context.sync();
    return cell.values;
  });
  expect(read).toEqual([[42]]);
});

test('a changed argument asks again; the address is given on request', async () => {
  await enter({ A1: '1', B1: '=TWIN.ADD(A1,A1)', C7: '=TWIN.WHERE()' });
  await enter({ A1: '21' });
  expect(value('B1')).toBe(42);
  expect(value('C7')).toBe('Sheet1!C7');
});

test('whole columns are sent as far as they are used', async () => {
  await enter({ A1: '1', A2: '2', A3: '3', C1: '=SUM(TWIN.TWICE(A:A))' });
  expect(value('C1')).toBe(12);
  expect(wb.page.window['functionCalls']).toContainEqual(['TWICE', [[[1], [2], [3]]]]);
});

test('a spill is blocked by a value and recovers when it is cleared', async () => {
  await enter({ A1: '1', A2: '2', B2: 'in the way', B1: '=TWIN.TWICE(A1:A2)' });
  expect(value('B1')).toBe('#SPILL!');
  wb.host.user.clear('Sheet1', 'B2');
  await wb.host.idle();
  expect(wb.host.read.values('Sheet1', 'B1:B2')).toEqual([[2], [4]]);
});

test('streaming: every answer reaches the cell', async () => {
  await enter({ D1: '=TWIN.TICK()' });
  expect(value('D1')).toBe(0);
  wb.page.window['tick']();
  await new Promise((resolve) => setTimeout(resolve, 800));
  await wb.host.idle();
  expect(value('D1')).toBe(1);
});

describe('streams end when no cell holds them', () => {
  const open = (): string[] => Object.keys(wb.page.window['streams'] as object).sort();
  const canceled = (): unknown[] =>
    (wb.page.window['functionCalls'] as [string, unknown[]][])
      .filter(([id]) => id === 'WATCH canceled')
      .map(([, [what]]) => what);
  const asked = (): number =>
    (wb.page.window['functionCalls'] as [string, unknown[]][]).filter(([id]) => id === 'WATCH').length;
  /** After everything is calculated, and what came of it has been told. */
  const settled = async (): Promise<void> => {
    await wb.host.idle();
    await new Promise((resolve) => setTimeout(resolve, 120));
    await wb.host.idle();
  };
  const streamed = async (what: string, next: unknown): Promise<void> => {
    wb.page.window['streams'][what](next);
    // the library sends at most twice a second
    await new Promise((resolve) => setTimeout(resolve, 700));
    await wb.host.idle();
  };
  afterEach(async () => {
    wb.host.user.clear('Sheet1', 'A1:Z1000');
    await settled();
    expect(open()).toEqual([]);
  });

  test('cleared, or replaced by something else', async () => {
    await enter({ A1: '=TWIN.WATCH("a")', A2: '=TWIN.WATCH("b")', A3: '=TWIN.WATCH("c")' });
    expect([value('A1'), open()]).toEqual(['first a', ['a', 'b', 'c']]);
    wb.host.user.clear('Sheet1', 'A1');
    await settled();
    expect([open(), canceled()]).toEqual([['b', 'c'], ['a']]);
    await enter({ A2: '7' });
    await settled();
    expect(open()).toEqual(['c']);
    await enter({ A3: '=1+1' });
    await settled();
    expect([open(), value('A3')]).toEqual([[], 2]);
  });

  test('a changed argument or formula ends the old one', async () => {
    await enter({ A1: 'a', B1: '=TWIN.WATCH(A1)' });
    await enter({ A1: 'b' });
    await settled();
    expect([value('B1'), open(), canceled()]).toEqual(['first b', ['b'], ['a']]);
    await enter({ B1: '=IF(A1="c",0,TWIN.WATCH("x")&TWIN.WATCH("y"))' });
    await settled();
    expect([value('B1'), open()]).toEqual(['first xfirst y', ['x', 'y']]);
  });

  test('equal calls are one, which lives as long as one cell holds it', async () => {
    await enter({ A1: '=TWIN.WATCH("a")', A2: '=TWIN.WATCH("a")', A3: '=1&TWIN.WATCH("a")' });
    expect(asked()).toBe(1);
    wb.host.user.clear('Sheet1', 'A1:A2');
    await settled();
    expect([open(), canceled()]).toEqual([['a'], []]);
    await streamed('a', 'second');
    expect([value('A1'), value('A3')]).toEqual(['', '1second']);
    // the formula changes, what it calls does not
    await enter({ A3: '=TWIN.WATCH("a")&2' });
    await settled();
    expect([value('A3'), canceled(), asked()]).toEqual(['second2', [], 1]);
  });

  test('rows put in and taken out: the cell goes on where it stands, or is gone', async () => {
    await enter({ A3: '=TWIN.WATCH("a")', A5: '=TWIN.WATCH("b")' });
    wb.host.user.insertRow('Sheet1', 2, 2);
    await settled();
    expect([value('A5'), open(), canceled(), asked()]).toEqual(['first a', ['a', 'b'], [], 2]);
    await streamed('a', 'second');
    expect([value('A3'), value('A5')]).toEqual(['', 'second']);
    wb.host.user.deleteRow('Sheet1', 5);
    await settled();
    expect([open(), value('A6')]).toEqual([['b'], 'first b']);
    await streamed('b', 'third');
    expect(value('A6')).toBe('third');
  });

  test('a sheet is deleted; one is renamed', async () => {
    wb.host.user.addSheet('Other');
    wb.host.user.type('Other', 'A1', '=TWIN.WATCH("o")');
    await enter({ A1: '=TWIN.WATCH("a")' });
    wb.host.user.renameSheet('Other', 'Renamed');
    await settled();
    expect([open(), canceled()]).toEqual([['a', 'o'], []]);
    wb.host.user.deleteSheet('Renamed');
    await settled();
    expect([open(), canceled()]).toEqual([['a'], ['o']]);
  });

  test('the message of an error that is streamed; results of a stream that has ended are not heard', async () => {
    await enter({ A1: '=TWIN.WATCH("a")' });
    const set = wb.page.window['streams']['a'] as (value: unknown) => void;
    const { Error: HostError, ErrorCode } = wb.page.window['CustomFunctions'];
    await streamed('a', new HostError(ErrorCode.notAvailable, 'away since 14:02 · 无应答'));
    expect([value('A1'), wb.host.read.functionMessage('Sheet1', 'A1')]).toEqual(['#N/A', 'away since 14:02 · 无应答']);
    await streamed('a', [[1], [2]]);
    expect(wb.host.read.values('Sheet1', 'A1:A2')).toEqual([[1], [2]]);
    expect(wb.host.read.functionMessage('Sheet1', 'A1')).toBeNull();
    await enter({ A1: '5' });
    await settled();
    set(9);
    await new Promise((resolve) => setTimeout(resolve, 700));
    await wb.host.idle();
    expect(value('A1')).toBe(5);
  });

  test('500 cells of 100 calls, all cleared at once', async () => {
    await wb.run(async (context) => {
      const sheet = context.workbook.worksheets.getItem('Sheet1');
      sheet.getRange('A1:A500').formulas = Array.from({ length: 500 }, (_, i) => [`=TWIN.WATCH(${i % 100})`]);
      await context.sync();
    });
    await wb.host.idle();
    expect([open().length, asked(), value('A500')]).toEqual([100, 100, 'first 99']);
    wb.host.user.clear('Sheet1', 'A1:A500');
    await settled();
    expect([open(), canceled().length]).toEqual([[], 100]);
  });
});

test('manual calculation: what is entered is calculated, what depends on it waits', async () => {
  await enter({ A1: '1', B1: '=A1*2', C1: '=TWIN.ADD(A1,1)' });
  wb.host.user.setManualCalculation(true);
  await enter({ A1: '10', D1: '=A1+1' });
  expect([value('B1'), value('C1'), value('D1')]).toEqual([2, 2, 11]);
  wb.host.user.setManualCalculation(false);
  await wb.host.idle();
  expect([value('B1'), value('C1'), value('D1')]).toEqual([20, 11, 11]);
});
