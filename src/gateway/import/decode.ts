export interface Decoded {
  text: string;
  encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030';
}

const strict = (encoding: string, bytes: Uint8Array): string =>
  new TextDecoder(encoding, { fatal: true }).decode(bytes);

/**
 * Reads bytes as text: by its byte order mark, else as strict UTF-8, else as GB18030, which is how Chinese Excel
 * saves CSV. Null when it is none of them (a picture, a workbook).
 */
export function decode(bytes: Uint8Array): Decoded | null {
  const order: Decoded['encoding'][] =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? ['utf-16le']
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? ['utf-16be']
        : ['utf-8', 'gb18030'];
  for (const encoding of order) {
    try {
      const text = strict(encoding, bytes);
      // no table contains NUL; every workbook and picture does
      return text.includes('\0') ? null : { text, encoding };
    } catch {
      // not this one
    }
  }
  return null;
}
