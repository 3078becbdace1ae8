import { openTestWorkbook, type TestWorkbook } from '../testing/open';

// Error names: learn.microsoft.com "Error handling with the application-specific JavaScript APIs"; limits: "Resource
// limits and performance optimization for Office Add-ins" (5 MB a request and a response in Excel on the web).
let wb: TestWorkbook;
beforeAll(async () => {
  wb = await openTestWorkbook();
});
afterAll(() => {
  expect(wb.host.unknownMembers).toEqual([]);
  wb.dispose();
});

const write = (context: Excel.RequestContext): Promise<void> => {
  context.workbook.worksheets.getItem('Sheet1').getRange('A1').values = [['written']];
  return context.sync();
};

test('a request and a response over 5 MB are refused', async () => {
  const request = await wb.fails(async (context) => {
    const text = 'x'.repeat(30_000);
    context.workbook.worksheets.getItem('Sheet1').getRange('A1:A180').values = Array.from({ length: 180 }, () => [
      text,
    ]);
    await context.sync();
  });
  expect(request.code).toBe('RequestPayloadSizeLimitExceeded');
  const response = await wb.fails(async (context) => {
    const sheet = context.workbook.worksheets.getItem('Sheet1');
    const text = 'x'.repeat(30_000);
    for (const half of ['A1:A100', 'A101:A200']) {
      sheet.getRange(half).values = Array.from({ length: 100 }, () => [text]);
      await context.sync();
    }
    sheet.getRange('A1:A200').load('values');
    await context.sync();
  });
  expect(response.code).toBe('ResponsePayloadSizeLimitExceeded');
});

test('cell-edit mode refuses a batch, or holds it when asked to', async () => {
  wb.host.faults.cellEditMode(true);
  expect((await wb.fails(write)).code).toBe('InvalidOperationInCellEditMode');
  const held = wb.page.window['Excel'].run({ delayForCellEdit: true }, wb.page.window['evaluate'](String(write)));
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(wb.host.read.value('Sheet1', 'A1')).not.toBe('written');
  wb.host.faults.cellEditMode(false);
  await held;
  expect(wb.host.read.value('Sheet1', 'A1')).toBe('written');
});

test('a batch that fails on purpose, by transport fault and by error code', async () => {
  wb.host.faults.failNext(7000);
  expect((await wb.fails(write)).code).toBe('AccessDenied');
  wb.host.faults.failNext('GeneralException', 1);
  await wb.run(write);
  expect((await wb.fails(write)).code).toBe('GeneralException');
  await wb.run(write);
});

test('a protected sheet answers AccessDenied', async () => {
  wb.host.user.protectSheet('Sheet1', true);
  const error = await wb.fails(write);
  wb.host.user.protectSheet('Sheet1', false);
  expect(error).toMatchObject({ code: 'AccessDenied', location: 'Range.values' });
});
