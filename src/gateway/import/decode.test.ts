import { decode } from './decode';

const bytes = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex, 'hex'));

describe('decode', () => {
  test('UTF-8 with and without a byte order mark', () => {
    const plain = Buffer.from('商品编码,qty', 'utf8');
    expect(decode(plain)).toEqual({ text: '商品编码,qty', encoding: 'utf-8' });
    expect(decode(Buffer.concat([bytes('efbbbf'), plain]))).toEqual({ text: '商品编码,qty', encoding: 'utf-8' });
  });

  test('GB18030, as Chinese Excel saves CSV', () => {
    // "商品编码" by Python: '商品编码'.encode('gb18030').hex(); "㐀" (U+3400) needs GB18030's four bytes, GBK lacks it
    expect(decode(bytes('c9ccc6b7b1e0c2eb'))).toEqual({ text: '商品编码', encoding: 'gb18030' });
    expect(decode(bytes('c9cc8139ee39'))).toEqual({ text: '商㐀', encoding: 'gb18030' });
  });

  test('UTF-16, as Excel saves "Unicode text"', () => {
    expect(decode(bytes('fffe53004b0055000900'))).toEqual({ text: 'SKU\t', encoding: 'utf-16le' });
    expect(decode(bytes('feff0053004b0055'))).toEqual({ text: 'SKU', encoding: 'utf-16be' });
  });

  test('a workbook or a picture is no text', () => {
    expect(decode(bytes('504b0304140000000800ff'))).toBeNull(); // .xlsx is a ZIP: PK\3\4
    expect(decode(bytes('89504e470d0a1a0a0000000d'))).toBeNull(); // PNG
  });
});
