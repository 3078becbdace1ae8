import { endianness } from 'node:os';
import type { StoredForecast } from '../../tables';

/** The four lines of an item's forecast, one after another, as little-endian 32-bit floats; a line that is not known is NaN. */
export const LINES = ['weeks', 'statistical', 'lows', 'highs'] as const;
const BYTES = 4;

/** Bytes of one item with so many weeks. */
export const packedLength = (weeks: number): number => LINES.length * weeks * BYTES;

export type Lines = Record<(typeof LINES)[number], Float32Array>;

/** Between this computer's order of bytes and the stored one; in place. */
const reorder = (bytes: Buffer): Buffer => (endianness() === 'LE' ? bytes : bytes.swap32());

/** As the text in which PostgreSQL takes bytes. */
export function pack(row: Pick<StoredForecast, (typeof LINES)[number]>): string {
  const weeks = row.weeks.length;
  const numbers = new Float32Array(LINES.length * weeks).fill(NaN);
  LINES.forEach((line, at) => numbers.set(row[line], at * weeks));
  return `\\x${reorder(Buffer.from(numbers.buffer)).toString('hex')}`;
}

/** The numbers of items that stand one after another. */
export function numbersOf(base64: string): Float32Array {
  const bytes = reorder(Buffer.from(base64, 'base64'));
  // a copy of its own begins where floats may begin
  return new Float32Array(new Uint8Array(bytes).buffer);
}

/** The lines of item `index` of such numbers, all items having `weeks` weeks; views, not copies. */
export function unpack(numbers: Float32Array, index: number, weeks: number): Lines {
  const line = (at: number): Float32Array => {
    const from = (index * LINES.length + at) * weeks;
    return numbers.subarray(from, from + weeks);
  };
  return { weeks: line(0), statistical: line(1), lows: line(2), highs: line(3) };
}

/** 32-bit floats carry seven digits: 12.3 and not 12.300000190734863. */
const readable = (value: number): number => Number(value.toPrecision(7));

/** Lines as the API gives them: a band that is not known is empty. */
export function readableLines(lines: Lines): Pick<StoredForecast, (typeof LINES)[number]> {
  const list = (line: Float32Array): number[] =>
    line.some((value) => Number.isNaN(value)) ? [] : Array.from(line, readable);
  return {
    weeks: list(lines.weeks),
    statistical: list(lines.statistical),
    lows: list(lines.lows),
    highs: list(lines.highs),
  };
}
