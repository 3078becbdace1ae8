import Papa from 'papaparse';
import type { SellableRow } from '../planning';
import { sellableCsv, sellableLinesText } from './sellable-csv';
import { sellableLines } from './sellable-lines';

const row = (more: Partial<SellableRow> = {}): SellableRow => ({
  ...{ sku_id: '84029G', name: 'Bottle', listing: 'spot_presale', spot_qty: 40, spot_from: 'NGB' },
  ...{ presale_qty: 79, presale_from: 'OSA', dispatch_by: '2026-11-25', limit_per_order: 2, traffic: 'throttle' },
  ...{ cover_days: 9.04, committed: null, deposits: null, expected: null },
  page: { zh: '保税仓发货(宁波),预计2-4天送达', en: 'Ships from bonded warehouse (Ningbo), arrives in 2–4 days' },
  why: [{ id: 'sell_spot', values: { qty: 40, place: 'NGB' } }],
  ...more,
});
const read = (csv: string) => Papa.parse<string[]>(csv.replace(/^\ufeff/, '').trimEnd()).data;

test('a file that Chinese Excel opens well: BOM, headings and words in the language', () => {
  const csv = sellableCsv([row()], 'zh', '2026-11-23');
  expect(csv.charCodeAt(0)).toBe(0xfeff);
  expect(csv.endsWith('\r\n')).toBe(true);
  expect(read(csv)).toEqual([
    [
      ...['货号', '商品名称', '上架方式', '现货', '现货仓', '预售', '预售来源', '最晚发货', '限购', '流量建议'],
      ...['可售天数', '预售待发', '页面文案（中文）', '页面文案（英文）', '原因', '数据日期'],
    ],
    [
      ...['84029G', 'Bottle', '现货+预售', '40', 'NGB', '79', 'OSA', '2026-11-25', '2', '限流', '9', ''],
      '保税仓发货(宁波),预计2-4天送达',
      'Ships from bonded warehouse (Ningbo), arrives in 2–4 days',
      'NGB 现货 40 件。',
      '2026-11-23',
    ],
  ]);
  const english = read(sellableCsv([row()], 'en'));
  expect(english[0]?.slice(0, 4)).toEqual(['SKU', 'Name', 'Listing', 'Spot']);
  expect(english[1]?.slice(2, 3)).toEqual(['Sell, then presale']);
  expect(english[1]?.[14]).toBe('40 in stock in NGB.');
});

test('runs nothing: what a sheet would take for a formula gets an apostrophe', () => {
  for (const start of ['=', '+', '-', '@', '\t', '\r']) {
    const name = `${start}HYPERLINK("http://x")`;
    expect(read(sellableCsv([row({ name })], 'en'))[1]?.[1]).toBe(`'${name}`);
  }
  expect(read(sellableCsv([row({ sku_id: '=1+1' })], 'en'))[1]?.[0]).toBe("'=1+1");
});

test('keeps codes that a sheet would read as numbers or dates', () => {
  for (const code of ['00123', '6974318532161', '1E5', '3-4', '2026-11', '1.50', 'MAR1', '12-Sep', 'DEC'])
    expect([code, read(sellableCsv([row({ sku_id: code })], 'en'))[1]?.[0]]).toEqual([code, `${code}\t`]);
  for (const code of ['22752', '84029G', 'A-1', 'MARKET1', '15056BL'])
    expect(read(sellableCsv([row({ sku_id: code })], 'en'))[1]?.[0]).toBe(code);
});

test('unknown is blank, not 0, and a text that is refused is blank in both languages', () => {
  const given = row({ spot_qty: null, presale_qty: 0, traffic: null, limit_per_order: null, page: null });
  const [, line] = read(sellableCsv([given], 'en'));
  expect([line?.[3], line?.[5], line?.[8], line?.[9], line?.[12], line?.[13]]).toEqual(['', '0', '', '', '', '']);
});

test('for the clipboard: tabs between the columns', () => {
  const text = sellableLinesText(sellableLines([row()], 'zh'), 'zh', '2026-11-23');
  expect(text.split('\r\n')[1]?.split('\t').slice(0, 4)).toEqual(['84029G', 'Bottle', '现货+预售', '40']);
});

test('no line at all: the headings', () => {
  expect(read(sellableCsv([], 'en'))).toHaveLength(1);
});
