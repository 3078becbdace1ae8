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

test('manual calculation: what is entered is calculated, what depends on it waits', async () => {
  await enter({ A1: '1', B1: '=A1*2', C1: '=TWIN.ADD(A1,1)' });
  wb.host.user.setManualCalculation(true);
  await enter({ A1: '10', D1: '=A1+1' });
  expect([value('B1'), value('C1'), value('D1')]).toEqual([2, 2, 11]);
  wb.host.user.setManualCalculation(false);
  await wb.host.idle();
  expect([value('B1'), value('C1'), value('D1')]).toEqual([20, 11, 11]);
});
