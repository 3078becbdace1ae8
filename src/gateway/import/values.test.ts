import fc from 'fast-check';
import { importTable, type ImportTableId } from '../../tables';
import { cellReader, Refusal, type StoredValue } from './values';

const read = (table: ImportTableId, id: string, raw: string): StoredValue | string => {
  const declared = importTable(table);
  const column = declared.columns.find((candidate) => candidate.id === id);
  if (!column) throw new Error(id);
  const value = cellReader(declared, column)(raw);
  return value instanceof Refusal ? `refused: ${value.code}` : value;
};

describe('codes', () => {
  test.each([
    ['00123', '00123'],
    ['6974318532161', '6974318532161'],
    ['1E5', '1E5'],
    ['=SUM(A1)', '=SUM(A1)'],
    ['+86', '+86'],
    ['-5', '-5'],
    ['@home', '@home'],
    [' ＡＢ１２３\t', 'AB123'],
    ['="00123"', '00123'],
    ['3-4', '3-4'],
    ['TRUE', 'TRUE'],
    ['', null],
    ['-', null],
  ])('%j is taken as %j', (raw, expected) => expect(read('sku', 'sku_id', raw)).toBe(expected));

  test('a code that Excel turned into a number is refused, wherever it stands', () => {
    expect(read('sku', 'sku_id', '6.97432E+12')).toBe('refused: code_destroyed');
    expect(read('sku', 'barcode', '6.97432E+12')).toBe('refused: code_destroyed');
    expect(read('sales', 'sku_id', '7E+12')).toBe('refused: code_destroyed');
    expect(read('sales', 'sku_id', '#N/A')).toBe('refused: excel_error');
  });

  test('words for people keep their full-width signs', () => {
    expect(read('sku', 'name_zh', ' 蓝瓶（１００ｇ） ')).toBe('蓝瓶（１００ｇ）');
    expect(read('sku', 'name', '6.97432E+12')).toBe('6.97432E+12');
  });

  test('any printable code without blanks survives as it is', () => {
    const code = fc
      .stringMatching(/^[A-Za-z0-9=+@_./#*()-]{2,40}$/)
      .filter((text) => !/^\dE\+|^\d\.\d+E\+|^#|^--$|^="/i.test(text));
    fc.assert(fc.property(code, (text) => read('sku', 'sku_id', text) === text));
  });
});

describe('numbers', () => {
  test.each([
    ['12', '12'],
    ['１２', '12'],
    ['1,234', '1234'],
    ['1，234．5', '1234.5'],
    ['12,345 件', '12345'],
    ['+3', '3'],
    ['0.50', '0.50'],
    ['1e-05', '0.00001'],
    ['-', null],
    ['—', null],
    ['N/A', null],
    ['', null],
  ])('quantity %j is %j', (raw, expected) => expect(read('stock', 'qty', raw)).toBe(expected));

  test.each([
    ['1,23', 'not_a_number'], // a decimal comma or a slip: nobody can know
    ['12,34,567', 'not_a_number'],
    ['12 箱', 'not_a_number'], // cartons are not pieces
    ['¥12', 'not_a_number'],
    ['1.23457E+05', 'not_a_number'],
    ['(5)', 'not_a_number'],
    ['0x1F', 'not_a_number'],
    ['abc', 'not_a_number'],
    ['-5', 'below_minimum'],
    ['−5', 'below_minimum'], // U+2212
    ['6974318532161', 'number_too_large'],
    ['#REF!', 'excel_error'],
  ])('quantity %j is refused: %s', (raw, code) => expect(read('stock', 'qty', raw)).toBe(`refused: ${code}`));

  test('whole numbers', () => {
    expect(read('inbound', 'line', '01')).toBe('1');
    expect(read('inbound', 'line', '3.0')).toBe('3');
    expect(read('inbound', 'line', '3.5')).toBe('refused: not_whole');
  });

  test('every number written out is read back exactly', () => {
    const cents = fc.integer({ min: 0, max: 10 ** 12 });
    fc.assert(
      fc.property(cents, (value) => {
        const text = `${Math.floor(value / 100)}.${String(value % 100).padStart(2, '0')}`;
        const grouped = text.replace(/\B(?=(\d{3})+\.)/g, ',');
        return read('stock', 'qty', text) === text && read('stock', 'qty', grouped) === text;
      }),
    );
  });
});

describe('shares', () => {
  test.each([
    ['13%', '0.130000'],
    ['１３％', '0.130000'],
    ['0.13', '0.13'],
    ['0', '0'],
    ['9.1 %', '0.091000'],
    ['13', 'refused: not_a_percent'],
    ['-1%', 'refused: below_minimum'],
  ])('%j is %j', (raw, expected) => expect(read('sku', 'vat_rate', raw)).toBe(expected));
});

describe('dates', () => {
  test.each([
    ['2026-11-23', '2026-11-23'],
    ['2026/11/23', '2026-11-23'],
    ['2026/1/5', '2026-01-05'],
    ['2026.1.5', '2026-01-05'],
    ['2026年1月5日', '2026-01-05'],
    ['２０２６年１月５日', '2026-01-05'],
    ['20261123', '2026-11-23'],
    ['2026-11-23 00:00:00', '2026-11-23'],
    // Excel: 2026-11-23 formatted as a number shows 46349 (25569 is 1970-01-01, 20780 days later)
    ['46349', '2026-11-23'],
    ['2026-11-22T16:30:00Z', '2026-11-23'],
    ['2028-02-29', '2028-02-29'],
    ['-', null],
  ])('%j is %j', (raw, expected) => expect(read('sales', 'date', raw)).toBe(expected));

  test.each(['2026-02-29', '2026-13-01', '23/11/2026', '11/23/2026', '123', '99999', 'soon', '2026-11', '0026-11-23'])(
    '%j is refused',
    (raw) => expect(read('sales', 'date', raw)).toBe('refused: not_a_date'),
  );
});

describe('instants', () => {
  test.each([
    ['2026-11-23 09:12', '2026-11-23T01:12:00.000Z'], // no zone: Beijing, UTC+8
    ['2026/11/23 9:12:30', '2026-11-23T01:12:30.000Z'],
    ['2026-11-23T09:12:00Z', '2026-11-23T09:12:00.000Z'],
    ['2026-11-23T09:12:00+09:00', '2026-11-23T00:12:00.000Z'],
    ['2026-11-22T20:00:00-0500', '2026-11-23T01:00:00.000Z'],
    ['2026年11月23日 20:00', '2026-11-23T12:00:00.000Z'],
    ['46349.5', '2026-11-23T04:00:00.000Z'], // noon in Beijing
    ['2026-11-23', '2026-11-22T16:00:00.000Z'],
  ])('%j is %j', (raw, expected) => expect(read('stock', 'as_of', raw)).toBe(expected));

  test('a promotion that ends on a day ends with that day', () => {
    expect(read('promo', 'starts_at', '2026-11-11')).toBe('2026-11-10T16:00:00.000Z');
    expect(read('promo', 'ends_at', '2026-11-11')).toBe('2026-11-11T15:59:59.000Z');
    expect(read('promo', 'ends_at', '2026-11-11 20:00')).toBe('2026-11-11T12:00:00.000Z');
  });

  test.each(['2026-11-23 24:00', '2026-11-23 9点', '09:12'])('%j is refused', (raw) =>
    expect(read('stock', 'as_of', raw)).toBe('refused: not_an_instant'),
  );
});

describe('flags and closed lists', () => {
  test.each([
    ['1', true],
    ['是', true],
    ['TRUE', true],
    ['0', false],
    ['否', false],
    ['False', false],
    ['', null],
    ['2', 'refused: not_a_flag'],
  ])('flag %j is %j', (raw, expected) => expect(read('sku', 'custom_made', raw)).toBe(expected));

  test.each([
    ['warehouse', 'type', 'bonded', 'bonded'],
    ['warehouse', 'type', '保税仓', 'bonded'],
    ['warehouse', 'type', 'Overseas', 'overseas'],
    ['warehouse', 'type', '前置仓', 'refused: not_one_of'],
    ['sales', 'model', '直邮', 'direct'],
    ['sales', 'model', 'virtual', 'refused: not_one_of'],
    ['lane', 'purpose', '补货', 'replenish'],
    ['stock', 'state', '残次', 'defective'],
    ['stock', 'state', '已占用', 'reserved'],
    ['stock', 'state', '', null],
  ] as const)('%s.%s %j is %j', (table, id, raw, expected) => expect(read(table, id, raw)).toBe(expected));
});
