import { openTestWorkbook, type TestWorkbook } from './testing/open';

// What the host lacks or does not offer must fail and be listed, never pass in silence.
let wb: TestWorkbook;
beforeAll(async () => {
  wb = await openTestWorkbook({ requirementSets: { ExcelApi: '1.12' } });
  jest.spyOn(console, 'error').mockImplementation(() => undefined);
});
afterAll(() => wb.dispose());

test('a member the model lacks', async () => {
  const error = await wb.fails(async (context) => {
    context.workbook.worksheets.getFirst().shapes.load('items/id');
    await context.sync();
  });
  expect(error).toMatchObject({ code: 'ApiNotFound', location: 'Worksheet.shapes' });
  expect(wb.host.unknownMembers).toContain('Worksheet.shapes');
});

test('a member above the offered requirement set', async () => {
  const error = await wb.fails(async (context) => {
    const sheet = context.workbook.worksheets.getFirst();
    sheet.getRange('A1:A2').values = [['a'], [1]];
    sheet.tables.add('A1:A2', true).resize('A1:A3');
    await context.sync();
  });
  expect(error.code).toBe('ApiNotFound');
  expect(wb.host.unknownMembers).toContain('Table.resize (ExcelApi 1.13)');
});
