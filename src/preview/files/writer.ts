import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { writeXlsx, type NamedRange } from 'hucre';
import type { BookFile, BookSheet } from '../types';
import type { FileNote } from './notes';
import { patchPackage } from './package';
import { StyleBook } from './style-book';
import type { DefaultFont } from './styles';
import { fileFormula } from './write-cell';
import { toFileSheet } from './write-sheet';

export interface SaveOptions {
  /** namespaces of the add-in's functions in formulas */
  namespaces?: readonly string[];
  /** told of everything that could not be written as it was; default: nobody */
  onNote?: (note: FileNote) => void;
}

/** Function namespaces of the shipped and of the development manifest. */
export const OUR_NAMESPACES: readonly string[] = ['TWIN', 'TWINDEV'];

/**
 * Writes a book as an .xlsx file: cells with cached values, tables, formats, rules, page layout and the add-in's
 * document settings. Excel opens it without recalculating, so cached values of functions it does not know stay.
 * @throws Error when hucre refuses a sheet's name (empty, over 31 characters, used twice)
 */
export async function saveXlsx(file: BookFile, options: SaveOptions = {}): Promise<Uint8Array> {
  const note = options.onNote ?? (() => undefined);
  const font = defaultFont(file);
  const place = {
    namespaces: options.namespaces ?? OUR_NAMESPACES,
    names: new Set(file.names.map((name) => name.name.toUpperCase())),
  };
  const styles = new StyleBook(file.styles, font);
  const errorCells = file.sheets.map(() => new Set<string>());
  const sheets = file.sheets.map((sheet, index) =>
    toFileSheet(sheet, { note, place, styles, errors: errorCells[index] ?? new Set() }),
  );
  const names: NamedRange[] = [];
  for (const { name, refersTo } of file.names) {
    const range = fileFormula(refersTo.replace(/^=/, ''), null, { note, place }, { address: name });
    if (range) names.push({ name, range: range.text });
  }
  names.push(...file.sheets.flatMap(printNames));
  const written = await writeXlsx({
    sheets,
    defaultFont: { name: font.name, size: font.size },
    ...(names.length > 0 ? { namedRanges: names } : {}),
    activeSheet: Math.max(
      0,
      file.sheets.findIndex((sheet) => sheet.visible),
    ),
    properties: { creator: 'Twinstock' },
  });
  const parts = unzipSync(written);
  patchPackage(parts, file, errorCells, { read: strFromU8, write: strToU8 });
  return zipSync(parts, { level: 6 });
}

/** Print area and repeated rows are names of the sheet. hucre would write the sheet's name without its quotes. */
function printNames(sheet: BookSheet): NamedRange[] {
  const prefix = `'${sheet.name.replaceAll("'", "''")}'!`;
  const absolute = (part: string): string =>
    prefix + part.slice(part.lastIndexOf('!') + 1).replace(/\$?([A-Za-z]+|\d+)(?=[\d:]|$)/g, '\$$$1');
  const name = (key: string, ranges: string | undefined): NamedRange[] =>
    ranges ? [{ name: key, scope: sheet.name, range: ranges.split(',').map(absolute).join(',') }] : [];
  return [
    ...name('_xlnm.Print_Area', sheet.page?.printArea),
    ...name('_xlnm.Print_Titles', sheet.page?.printTitleRows),
  ];
}

const HAN = /\p{Script=Han}/u;
const defaultFont = (file: BookFile): DefaultFont =>
  file.sheets.some((sheet) => HAN.test(sheet.name))
    ? { name: 'Microsoft YaHei', size: 10 }
    : { name: 'Calibri', size: 10 };
