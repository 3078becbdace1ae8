import Papa from 'papaparse';
import { orderFiles, safeText, type OrderLine } from './order-files';

const line = (changes: Partial<OrderLine> = {}): OrderLine => ({
  sku_id: '84029G',
  name: 'Flag hot water bottle',
  barcode: '6974318532161',
  warehouse_id: 'NGB',
  qty: 1752,
  pack_qty: 12,
  order_by: '2026-11-25',
  arrives: '2026-12-22',
  note: null,
  supplier_id: 'SUP1',
  ...changes,
});

it('writes the bytes that Chinese Excel opens well', () => {
  const [file] = orderFiles([line()], '2026-11-24', 'zh');
  expect(file?.name).toBe('采购建议 SUP1 2026-11-24.csv');
  const bytes = new TextEncoder().encode(file?.text);
  expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  // the whole file by hand: mark, headings, one line, each ended by CRLF
  expect(file?.text).toBe(
    '\ufeff货号,商品名称,条码,数量,箱数,最晚下单日,期望到货日,送达仓库,备注\r\n' +
      '84029G,Flag hot water bottle,"6974318532161\t",1752,146,2026-11-25,2026-12-22,NGB,\r\n',
  );
});

it('one file a supplier, lines without one last, and no prices', () => {
  const files = orderFiles(
    [
      line({ supplier_id: null, sku_id: 'X' }),
      line({ supplier_id: 'SUP2' }),
      line({ supplier_id: 'SUP1', sku_id: 'B' }),
      line({ supplier_id: 'SUP2', sku_id: 'C' }),
    ],
    '2026-11-24',
    'en',
  );
  expect(files.map(({ name, lines }) => [name, lines])).toEqual([
    ['Purchase SUP1 2026-11-24.csv', 1],
    ['Purchase SUP2 2026-11-24.csv', 2],
    ['Purchase no supplier 2026-11-24.csv', 1],
  ]);
  for (const { text } of files) expect(text).not.toMatch(/price|cost|margin|value|CNY/i);
});

it('names files as every system takes them, each its own', () => {
  const names = orderFiles(
    ['A/B', 'A:B', 'A_B', '..\\up.', 'ACME 株'].map((supplier_id) => line({ supplier_id })),
    '2026-11-24',
    'en',
  ).map(({ name }) => name);
  expect(names).toEqual([
    'Purchase .._up 2026-11-24.csv',
    'Purchase A_B 2026-11-24.csv',
    'Purchase A_B 2026-11-24 (2).csv',
    'Purchase ACME 株 2026-11-24.csv',
    'Purchase A_B 2026-11-24 (3).csv',
  ]);
});

describe('text stays text', () => {
  it.each([
    ['00123', '00123\t'],
    ['6974318532161', '6974318532161\t'],
    ['1E5', '1E5\t'],
    ['3-4', '3-4\t'],
    ['2026/11', '2026/11\t'],
    ['-5', '-5\t'],
    ['84029G', '84029G'],
    ['=1+1', "'=1+1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['+cmd|x', "'+cmd|x"],
    ['-2+3+cmd', "'-2+3+cmd"],
    ['＝HYPERLINK("x")', '\'＝HYPERLINK("x")'],
    ['  =1', "'=1"],
    [null, ''],
  ])('%s', (text, safe) => expect(safeText(text)).toBe(safe));

  it('survives quotes, commas and line ends of a note', () => {
    const note = 'keep "dry", red\nor blue';
    const [file] = orderFiles([line({ note, name: '=HYPERLINK("http://x")' })], '2026-11-24', 'en');
    const rows = Papa.parse<string[]>(file?.text.slice(1) ?? '', { skipEmptyLines: true }).data;
    expect(rows[1]?.[8]).toBe(note);
    expect(rows[1]?.[1]).toBe('\'=HYPERLINK("http://x")');
  });

  it('packs only where the carton is known; half a carton is said', () => {
    const cells = orderFiles([line({ pack_qty: null }), line({ qty: 30 }), line({ pack_qty: 0 })], '2026-11-24', 'en')
      .flatMap(({ text }) => Papa.parse<string[]>(text.slice(1), { skipEmptyLines: true }).data)
      .map((row) => row[4]);
    expect(cells).toEqual(['Packs', '', '2.5', '']);
  });
});
