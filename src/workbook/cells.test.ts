import fc from 'fast-check';
import { sheetTable, type SheetColumn } from '../tables';
import { fromCell, readsBackAs, restoringCell, sameCell, toCell } from './cells';

const column = (table: Parameters<typeof sheetTable>[0], id: string): SheetColumn =>
  sheetTable(table).columns.find((candidate) => candidate.id === id)!;
const sku = column('TW_SKU', 'sku_id');
const name = column('TW_SKU', 'name');
const price = column('TW_SKU', 'price');
const launched = column('TW_SKU', 'launch_date');
const asOf = column('TW_Stock', 'as_of');
const flag = column('TW_SKU', 'custom_made');
const status = column('TW_Plan', 'status');

describe('text stays text', () => {
  it.each(['=1+1', '+86', '-5', '@user', "'quoted", '\tx', '\r=x'])('%j is written behind an apostrophe', (text) => {
    expect(toCell(name, text, 'en')).toBe(`'${text}`);
    expect(readsBackAs(toCell(name, text, 'en'))).toBe(text);
  });

  it.each(['00123', '6974318532161', '1E5', 'TRUE', '3-4'])('code %s is neither a number nor changed', (code) => {
    expect(toCell(sku, code, 'en')).toBe(code);
    expect(fromCell(sku, code)).toEqual({ value: code });
  });

  it('a code the user typed as a number is still that code', () => {
    expect(fromCell(sku, 22752)).toEqual({ value: '22752' });
  });

  it('any text comes back as it went in, and none begins a formula', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (text) => {
        const cell = toCell(name, text, 'zh');
        expect(typeof cell).toBe('string');
        expect(String(cell)).not.toMatch(/^[=+\-@\t\r]/);
        expect(fromCell(name, readsBackAs(cell)).value).toBe(text);
      }),
    );
  });

  it('former content is put back literally, whatever the column', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (text) => {
        expect(readsBackAs(restoringCell(null, text))).toBe(text);
        expect(readsBackAs(restoringCell(name, text))).toBe(text);
      }),
    );
  });
});

describe('numbers, dates and words', () => {
  it('any finite number comes back', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (number) => {
        expect(fromCell(price, toCell(price, number, 'en')).value).toBe(number);
      }),
    );
  });

  it('unknown is blank, and blank is unknown: never 0', () => {
    for (const any of [sku, price, launched, asOf, flag, status]) {
      expect(toCell(any, null, 'en')).toBe('');
      expect(fromCell(any, '').value).toBeNull();
    }
    expect(toCell(price, Number.NaN, 'en')).toBe('');
  });

  it('reads figures the user typed as text, and says when it cannot', () => {
    expect(fromCell(price, ' 1,200.5 ').value).toBe(1200.5);
    expect(fromCell(price, '95%').value).toBe(0.95);
    for (const text of ['12 pcs', '1,20', '#N/A', '1e5', '']) {
      expect(fromCell(price, text)).toEqual(text === '' ? { value: null } : { value: null, unreadable: true });
    }
    expect(fromCell(price, true)).toEqual({ value: null, unreadable: true });
  });

  it('dates are serials in the sheet', () => {
    // 46349: LibreOffice, =DATE(2026;11;23)
    expect(toCell(launched, '2026-11-23', 'en')).toBe(46349);
    expect(fromCell(launched, 46349.9).value).toBe('2026-11-23');
    expect(fromCell(launched, '2026-11-23').value).toBe('2026-11-23');
    expect(fromCell(launched, 'soon')).toEqual({ value: null, unreadable: true });
    // 01:12 UTC is 09:12 in Beijing: 9.2 hours of 24
    expect(toCell(asOf, '2026-11-23T01:12:00Z', 'en')).toBeCloseTo(46349 + 9.2 / 24, 9);
    expect(fromCell(asOf, 46349 + 9.2 / 24).value).toBe('2026-11-23T01:12:00.000Z');
  });

  it('shows words in the language of the sheet and understands both', () => {
    expect(toCell(status, 'low', 'zh')).toBe('▲ 偏低');
    expect(fromCell(status, '▲ Low').value).toBe('low');
    expect(fromCell(status, '▲ 偏低').value).toBe('low');
    expect(fromCell(status, 'my own').value).toBe('my own');
    expect(fromCell(flag, '是').value).toBe(1);
    expect(toCell(flag, true, 'en')).toBe(1);
  });

  it('takes values for equal that differ in the last bits only', () => {
    expect(sameCell(0.1 + 0.2, 0.3)).toBe(true);
    expect(sameCell(1, 1.0001)).toBe(false);
    expect(sameCell('1', 1)).toBe(false);
    expect(sameCell(0, '')).toBe(false);
  });
});
