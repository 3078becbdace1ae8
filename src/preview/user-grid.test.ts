import type { FWorksheet } from '@univerjs/sheets/facade';
import { openTestWorkbook, type TestWorkbook } from './testing/open';

// A person's edits in Univer's own grid come as Univer's commands, here through its facade, not through the host.
let wb: TestWorkbook;
let grid: FWorksheet;
beforeEach(async () => {
  wb = await openTestWorkbook();
  await wb.run(async (context) => {
    const sheet = context.workbook.worksheets.getItem('Sheet1');
    sheet.getRange('A1:B3').values = [
      ['SKU', 'Qty'],
      ["'007", 1],
      ["'1E5", 2],
    ];
    sheet.tables.add('A1:B3', true).name = 'T';
    const seen: unknown[] = [];
    (window as any).seen = seen;
    await context.sync();
    sheet.onChanged.add(async (event) => {
      seen.push([event.changeType, event.address]);
    });
    await context.sync();
  });
  grid = wb.host.workbook.book.workbook.getActiveSheet();
});
afterEach(() => wb.dispose());

const settle = async (): Promise<void> => {
  await wb.host.idle();
  await new Promise((resolve) => setTimeout(resolve, 50));
};

test('typing raises the event, grows the table and understands structured references', async () => {
  grid.getRange('A4').setValue({ v: 'x' });
  grid.getRange('B4').setValue({ v: 5 });
  grid.getRange('D1').setValue({ f: '=SUM(T[Qty])' });
  await settle();
  expect(wb.host.read.tables()[0]!.address).toBe('A1:B4');
  expect(wb.host.read.value('Sheet1', 'D1')).toBe(8);
  expect(wb.host.read.formulas('Sheet1', 'D1')).toEqual([['=SUM(T[Qty])']]);
  expect(wb.page.window['seen']).toEqual([
    ['RangeEdited', 'A4'],
    ['RangeEdited', 'B4'],
    ['RangeEdited', 'D1'],
  ]);
});

test('a formula typed over one with structured references replaces it', async () => {
  wb.host.user.type('Sheet1', 'D1', '=SUM(T[Qty])');
  await settle();
  grid.getRange('D1').setValue({ f: '=B2*100', v: null });
  await settle();
  expect(wb.host.read.formulas('Sheet1', 'D1')).toEqual([['=B2*100']]);
  expect(wb.host.read.value('Sheet1', 'D1')).toBe(100);
});

test('a heading typed over renames the column; a doubled one gets a number', async () => {
  grid.getRange('B1').setValue({ v: 'SKU', t: 1 });
  await settle();
  expect(wb.host.read.table('T').headings).toEqual(['SKU', 'SKU2']);
});

test('rows and columns inserted and deleted in the grid move the table', async () => {
  wb.host.user.type('Sheet1', 'D1', '=SUM(T[Qty])');
  grid.insertRowsBefore(0, 2);
  grid.insertColumnsBefore(1, 1);
  await settle();
  expect(wb.host.read.tables()[0]).toMatchObject({ address: 'A3:C5' });
  expect(wb.host.read.table('T').headings).toEqual(['SKU', 'Column1', 'Qty']);
  expect(wb.host.read.value('Sheet1', 'E3')).toBe(3);
  expect(wb.page.window['seen']).toEqual(
    expect.arrayContaining([
      ['RowInserted', '1:2'],
      ['ColumnInserted', 'B:B'],
    ]),
  );
});

test('formatting in the grid leaves text text', async () => {
  grid.getRange('A2:A3').setFontWeight('bold');
  await settle();
  expect(wb.host.read.values('Sheet1', 'A2:A3')).toEqual([['007'], ['1E5']]);
  expect(wb.host.read.style('Sheet1', 'A2')).toMatchObject({ bold: true });
});

test('a sheet renamed or deleted by its tab', async () => {
  wb.host.user.addSheet('Two');
  wb.host.user.type('Two', 'A1', '=SUM(T[Qty])+Sheet1!B2');
  grid.setName('Other name');
  await settle();
  expect(wb.host.read.formulas('Two', 'A1')).toEqual([["=SUM(T[Qty])+'Other name'!B2"]]);
  expect(wb.host.read.value('Two', 'A1')).toBe(4);
  wb.host.workbook.book.workbook.deleteSheet(grid);
  await settle();
  expect(wb.host.read.tables()).toEqual([]);
  expect(wb.host.read.sheets().map(({ name }) => name)).toEqual(['Two']);
});
