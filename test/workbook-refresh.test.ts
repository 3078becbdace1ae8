import { refreshTables, inspectWorkbook, readTables } from '../src/workbook';
import { bind, openWorkbook, stampOf, tableRows, type OpenWorkbook } from './workbook-harness';

let book: OpenWorkbook;
beforeEach(async () => {
  book = await openWorkbook();
  await bind();
});
afterEach(() => {
  expect(book.host.unknownMembers).toEqual([]);
  book.close();
});

const skus = () =>
  tableRows('TW_SKU', [
    { sku_id: '00123', name: '=1+1', price: 2.5, launch_date: '2026-01-05', barcode: '6974318532161', custom_made: 1 },
    { sku_id: '1E5', name: '+86 lamp', price: null, launch_date: null, barcode: '00123', custom_made: 0 },
    { sku_id: '84029G', name: '@home', price: 0, launch_date: '2026-02-28', barcode: null, custom_made: null },
  ]);

it('makes the sheet and the table, and codes arrive as text', async () => {
  const report = await refreshTables([skus()], { stamp: stampOf() });
  expect(report).toMatchObject({ rows: 3, added: 3, gone: 0, tables: [{ table: 'TW_SKU', sheetName: 'SKU', created: true }] });
  await book.host.idle();
  const { headings, rows } = book.host.read.table('TW_SKU');
  const at = (id: string): number => headings.indexOf(id);
  expect(rows.map((row) => row[at('SKU')])).toEqual(['00123', '1E5', '84029G']);
  expect(rows.map((row) => row[at('Name')])).toEqual(['=1+1', '+86 lamp', '@home']);
  expect(rows.map((row) => row[at('Barcode')])).toEqual(['6974318532161', '00123', '']);
  expect(rows.map((row) => row[at('Price')])).toEqual([2.5, '', 0]);
  console.log(book.host.read.values('SKU', 'A1:H6'), book.host.stats, book.host.unknownMembers);
  console.log(JSON.stringify((await inspectWorkbook()), null, 1));
  console.log((await readTables(['TW_SKU'])).get('TW_SKU'));
});
