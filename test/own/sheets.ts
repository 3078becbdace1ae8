import type { OpenWorkbook } from '../workbook-harness';
import { columnLetters } from '../../src/workbook/addresses';
import { lookAtOwn, type OwnLook, type OwnMapping, type OwnMeaning, type OwnWanted } from '../../src/workbook';
import type { CellValue } from '../../src/tables';

export type Cell = string | number | null;

/** Types rows into a sheet, which is made if it is missing; null leaves a cell blank. */
export function fill(book: OpenWorkbook, sheet: string, at: string, rows: Cell[][]): void {
  const { user, workbook } = book.host;
  if (!workbook.sheetNames().includes(sheet)) user.addSheet(sheet);
  const start = /^([A-Z]+)(\d+)$/.exec(at)!;
  const column = [...start[1]!].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
  rows.forEach((row, i) =>
    row.forEach((cell, j) => {
      if (cell !== null) user.type(sheet, `${columnLetters(column + j)}${Number(start[2]) + i}`, String(cell));
    }),
  );
}

/** A mapping made of what was found, with meanings by the last text of the headings; `!` marks columns to write. */
export function mappingOf(look: OwnLook, meanings: Record<string, string>, more: Partial<OwnMapping> = {}): OwnMapping {
  return {
    id: 'm1',
    name: 'My list',
    place: look.place,
    headingRows: look.headingRows,
    warehouse: null,
    columns: look.columns.map(({ position, heading }) => {
      const meant = meanings[heading.join('/')] ?? meanings[heading.at(-1) ?? ''] ?? '';
      return {
        position,
        heading,
        meaning: meant === '' ? null : (meant.replace('!', '') as OwnMeaning),
        write: meant.endsWith('!'),
      };
    }),
    ...more,
  };
}

export const lookAndMap = async (
  address: string,
  meanings: Record<string, string>,
  more: Partial<OwnMapping> = {},
): Promise<OwnMapping> => mappingOf(await lookAtOwn(address), meanings, more);

export const wantedOf = (
  mapping: OwnMapping,
  meanings: OwnMeaning[],
  rows: [sku: string, warehouse: string, ...values: CellValue[]][],
): OwnWanted => ({
  mapping,
  meanings,
  rows: rows.map(([sku, warehouse, ...values]) => ({ sku, warehouse, values })),
});

/** Shown values of a range, row by row. */
export const cells = (book: OpenWorkbook, sheet: string, address: string): unknown[][] =>
  book.host.read.values(sheet, address);
