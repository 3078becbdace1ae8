import { PreviewHost, createHeadlessBook } from '../node';
import { addTable, addColumn, addRows, resizeTable } from './table-actions';
import { parseArea } from './address';
import { writeValues } from './content';
import { addName } from './defined-names';

// Excel's rules for tables (support.microsoft.com "Overview of Excel tables", "Resize a table", "Rename an Excel table").
let host: PreviewHost;
let sheetId: string;

beforeEach(async () => {
  host = new PreviewHost({
    book: await createHeadlessBook(),
    functions: { functions: [] },
    namespace: 'TWIN',
    locale: 'en-US',
  });
  sheetId = host.workbook.requireSheet('Sheet1');
  writeValues(
    host.workbook,
    sheetId,
    parseArea('B2:D5'),
    [
      ['SKU', 'Qty', 'qty'],
      ["'001", 3, 10],
      ["'002", 1, 20],
      ["'003", 2, 30],
    ],
    'user',
  );
});
afterEach(() => host.dispose());

const make = (address = 'B2:D5', name = 'T') => {
  const table = addTable(host.workbook, sheetId, parseArea(address), true);
  host.workbook.tables.rename(table, name, []);
  return table;
};
const headings = (): string[] => host.read.table('T').headings;

test('headings are unique without regard to case, blank ones get a name, numbers become text', () => {
  host.user.type('Sheet1', 'E2', '2026');
  const table = addTable(host.workbook, sheetId, parseArea('B2:F5'), true);
  expect(table.columns.map(({ name }) => name)).toEqual(['SKU', 'Qty', 'qty2', '2026', 'Column1']);
  expect(host.read.values('Sheet1', 'B2:F2')).toEqual([['SKU', 'Qty', 'qty2', '2026', 'Column1']]);
});

test('tables do not overlap and names are unique, no addresses, no spaces', () => {
  const table = make();
  expect(() => addTable(host.workbook, sheetId, parseArea('D5:E7'), true)).toThrow(
    expect.objectContaining({ code: 'InvalidArgument' }),
  );
  addName(host.workbook, 'Taken', '=Sheet1!$A$1');
  for (const name of ['A1', 'R1C1', 'two words', '1st', '']) {
    expect(() => host.workbook.tables.rename(table, name, [])).toThrow(
      expect.objectContaining({ code: 'InvalidArgument' }),
    );
  }
  expect(() => host.user.renameTable('T', 'taken')).toThrow(expect.objectContaining({ code: 'ItemAlreadyExists' }));
});

test('column ids survive renaming, moving and inserted columns', () => {
  const table = make();
  const [first, second, third] = table.columns.map(({ id }) => id);
  host.user.renameColumn('T', 'Qty', 'Menge');
  host.user.insertColumn('Sheet1', 'D');
  host.user.deleteTableColumn('T', 'SKU');
  expect(table.columns.map(({ id, name }) => [id, name])).toEqual([
    [second, 'Menge'],
    [expect.any(Number), 'Column1'],
    [third, 'qty2'],
  ]);
  expect(table.columns[1]!.id).not.toBe(first);
  expect(headings()).toEqual(['Menge', 'Column1', 'qty2']);
});

test('formulas follow a renamed heading, table and sheet', async () => {
  make();
  host.user.type('Sheet1', 'H1', '=SUM(T[Qty])');
  await host.idle();
  expect(host.read.value('Sheet1', 'H1')).toBe(6);
  host.user.type('Sheet1', 'C2', 'Order qty');
  host.user.renameTable('T', 'Orders');
  host.user.renameSheet('Sheet1', 'My sheet');
  await host.idle();
  expect(host.read.formulas('My sheet', 'H1')).toEqual([['=SUM(Orders[Order qty])']]);
  host.user.type('My sheet', 'C3', '5');
  await host.idle();
  expect(host.read.value('My sheet', 'H1')).toBe(8);
});

test('typing below and beside a table makes it grow; formulas on its column count the new row', async () => {
  make();
  host.user.type('Sheet1', 'H1', '=SUM(T[Qty])');
  host.user.type('Sheet1', 'B6', "'004");
  host.user.type('Sheet1', 'C6', '4');
  host.user.type('Sheet1', 'E2', 'Note');
  await host.idle();
  expect(host.read.tables()[0]).toMatchObject({ address: 'B2:E6' });
  expect(headings()).toEqual(['SKU', 'Qty', 'qty2', 'Note']);
  expect(host.read.value('Sheet1', 'H1')).toBe(10);
});

test('rows put in inside a table belong to it, rows above move it', async () => {
  make();
  host.user.type('Sheet1', 'H1', '=SUM(T[Qty])+C4');
  host.user.insertRow('Sheet1', 4);
  host.user.insertRow('Sheet1', 1, 2);
  await host.idle();
  expect(host.read.tables()[0]!.address).toBe('B4:D8');
  expect(host.read.formulas('Sheet1', 'H3')).toEqual([['=SUM(T[Qty])+C7']]);
  expect(host.read.value('Sheet1', 'H3')).toBe(7);
  host.user.deleteRow('Sheet1', 5);
  await host.idle();
  expect(host.read.tables()[0]!.address).toBe('B4:D7');
  expect(host.read.value('Sheet1', 'H3')).toBe(4);
});

test('resizing keeps the header row and one data row, and names new columns', () => {
  const table = make();
  for (const bad of ['B3:D6', 'B2:D2', 'F2:G5']) {
    expect(() => resizeTable(host.workbook, table, parseArea(bad))).toThrow(
      expect.objectContaining({ code: 'InvalidArgument' }),
    );
  }
  resizeTable(host.workbook, table, parseArea('B2:E9'));
  expect(table.columns.map(({ name }) => name)).toEqual(['SKU', 'Qty', 'qty2', 'Column1']);
  resizeTable(host.workbook, table, parseArea('C2:D3'));
  expect(table.columns.map(({ name }) => name)).toEqual(['Qty', 'qty2']);
});

test('added rows and columns push aside what is in the way', () => {
  const table = make();
  host.user.type('Sheet1', 'C7', 'below');
  host.user.type('Sheet1', 'E3', 'beside');
  // Not adjacent enough for auto-expansion: E3 grew the table; take that back first.
  resizeTable(host.workbook, table, parseArea('B2:D5'));
  addRows(host.workbook, table, null, 2, 'user');
  expect(host.read.value('Sheet1', 'C9')).toBe('below');
  addColumn(host.workbook, table, 1, 'New', 'user');
  expect(headings()).toEqual(['SKU', 'New', 'Qty', 'qty2']);
  expect(host.read.tables()[0]!.address).toBe('B2:E7');
});

test('a filter hides rows and stays with its column; sorting moves whole rows', async () => {
  const table = make();
  host.user.type('Sheet1', 'H1', '=SUBTOTAL(109,T[qty2])');
  host.user.filterTable('T', 'SKU', ['001', '003']);
  await host.idle();
  expect([3, 4, 5].map((row) => host.read.isRowHidden('Sheet1', row))).toEqual([false, true, false]);
  expect(host.read.value('Sheet1', 'H1')).toBe(40);
  host.user.clearTableFilters('T');
  await host.idle();
  expect(host.read.value('Sheet1', 'H1')).toBe(60);
  host.user.type('Sheet1', 'D3', '=C3*100');
  host.user.sortTable('T', 'Qty');
  await host.idle();
  expect(host.read.table('T').rows).toEqual([
    ['002', 1, 20],
    ['003', 2, 30],
    ['001', 3, 300],
  ]);
  expect(host.read.formulas('Sheet1', 'D5')).toEqual([['=C5*100']]);
  expect(table.columns).toHaveLength(3);
});

test('a protected sheet refuses everything that writes', () => {
  const table = make();
  host.user.protectSheet('Sheet1', true);
  const refused = expect.objectContaining({ code: 'AccessDenied' });
  expect(() => host.user.type('Sheet1', 'A1', 'x')).toThrow(refused);
  expect(() => host.user.clear('Sheet1', 'B3')).toThrow(refused);
  expect(() => host.user.insertRow('Sheet1', 2)).toThrow(refused);
  expect(() => addRows(host.workbook, table, null, 1, 'user')).toThrow(refused);
  expect(host.read.table('T').rows[0]).toEqual(['001', 3, 10]);
});

test('sheet names: 31 characters, none of []:*?/\\, no twins', () => {
  host.user.addSheet('Two');
  for (const bad of ['', 'x'.repeat(32), 'a/b', 'a[b', "'x", 'History']) {
    expect(() => host.user.renameSheet('Two', bad)).toThrow(expect.objectContaining({ code: 'InvalidArgument' }));
  }
  expect(() => host.user.addSheet('SHEET1')).toThrow(expect.objectContaining({ code: 'ItemAlreadyExists' }));
});
