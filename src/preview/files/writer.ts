import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import {
  writeXlsx,
  type Cell,
  type CellStyle,
  type ColumnDef,
  type NamedRange,
  type RowDef,
  type WriteSheet,
} from 'hucre';
import type { BookCell, BookFile, BookSheet, BookStyle } from '../types';
import { cellAddress, contains, parseArea, type Area } from './addresses';
import { toFileForm, UnwritableFormula } from './formulas';
import type { FileNote, NoteSink } from './notes';
import { patchPackage } from './package';
import { fileTableRange } from './parts';
import { toFileRule, toFileValidations } from './rules';
import { toFileStyle, type DefaultFont } from './styles';
import { fileError, looksLikeError, needsApostrophe } from './text';
import { escapeCharacters } from './xml';

export interface SaveOptions {
  /** namespaces of the add-in's functions in formulas */
  namespaces?: readonly string[];
  /** told of everything that could not be written as it was; default: nobody */
  onNote?: (note: FileNote) => void;
}

/** Function namespaces of the shipped and of the development manifest. */
export const OUR_NAMESPACES: readonly string[] = ['TWIN', 'TWINDEV'];

/** Excel's longest cell text. */
const LONGEST_TEXT = 32_767;
/** A column of n characters is stored wider by its padding (5 pixels at 7 pixels a digit). */
export const WIDTH_PADDING = 0.7109375;

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

/** File styles by book style, made once each: hucre compares styles by content for every cell otherwise twice. */
class StyleBook {
  private readonly made = new Map<string, CellStyle>();

  constructor(
    private readonly styles: readonly BookStyle[],
    private readonly font: DefaultFont,
  ) {}

  get(index: number | undefined, quoted: boolean): CellStyle | undefined {
    if (index === undefined && !quoted) return undefined;
    const key = `${index ?? ''}${quoted ? 'q' : ''}`;
    const known = this.made.get(key);
    if (known) return known;
    const style = toFileStyle((index === undefined ? undefined : this.styles[index]) ?? {}, this.font, quoted);
    this.made.set(key, style);
    return style;
  }

  isTextFormat(index: number | undefined): boolean {
    return index !== undefined && this.styles[index]?.numberFormat === '@';
  }
}

interface Writing {
  note: NoteSink;
  place: { namespaces: readonly string[]; names: ReadonlySet<string> };
}
interface SheetWriting extends Writing {
  styles: StyleBook;
  /** addresses of formulas whose cached value is an error */
  errors: Set<string>;
}

function fileFormula(
  formula: string,
  table: string | null,
  { note, place }: Writing,
  where: { sheet?: string; address: string },
): { text: string; dynamic: boolean } | null {
  try {
    return toFileForm(formula, { ...place, table });
  } catch (problem) {
    if (!(problem instanceof UnwritableFormula)) throw problem;
    note({
      ...where,
      en: `The formula =${formula} is saved as its value: the file format has no text for ${problem.part}.`,
      zh: `公式 =${formula} 只保存了当前值：文件格式无法表示 ${problem.part}。`,
    });
    return null;
  }
}

function toFileSheet(sheet: BookSheet, writing: SheetWriting): WriteSheet {
  const bodies = sheet.tables.map((table) => {
    const area = parseArea(table.range);
    return { name: table.name, area: { ...area, top: area.top + 1 } };
  });
  const headings = new Map<string, string>();
  for (const table of sheet.tables) {
    const { top, left } = parseArea(table.range);
    table.columns.forEach((column, i) => headings.set(`${top},${left + i}`, column.name));
  }
  const cells = new Map<string, Partial<Cell>>();
  for (const [row, columns] of sheet.cells) {
    for (const [column, cell] of columns) {
      const key = `${row},${column}`;
      const heading = headings.get(key);
      headings.delete(key);
      // Excel repairs a table whose heading cells do not hold the column names as text
      const source = heading === undefined ? cell : { v: heading, ...(cell.s === undefined ? {} : { s: cell.s }) };
      const table = source.f === undefined ? null : tableAt(bodies, row, column);
      const written = toFileCell(source, row, column, table, sheet.name, writing);
      if (written) cells.set(key, written);
    }
  }
  for (const [key, name] of headings) cells.set(key, { value: escapeCharacters(name) });

  const result: WriteSheet = {
    name: sheet.name,
    cells,
    columns: toColumns(sheet),
    view: { showGridLines: sheet.showGridlines },
  };
  if (sheet.tabColor)
    result.view = { ...result.view, tabColor: { rgb: sheet.tabColor.replace('#', '').toUpperCase() } };
  if (!sheet.visible) result.hidden = true;
  if (sheet.freeze && (sheet.freeze.rows > 0 || sheet.freeze.columns > 0)) result.freezePane = sheet.freeze;
  if (sheet.protected) result.protection = { sheet: true, objects: true, scenarios: true };
  const rowDefs = toRows(sheet);
  if (rowDefs.size > 0) result.rowDefs = rowDefs;
  if (sheet.tables.length > 0) {
    result.tables = sheet.tables.map((table) => ({
      name: table.name,
      range: fileTableRange(table),
      columns: table.columns.map((column) => ({ name: column.name })),
    }));
  }
  const rules = sheet.conditionalFormats.flatMap((format, index) => {
    let writable = true;
    const rule = toFileRule(format, index + 1, (text) => {
      const formula = fileFormula(text, null, writing, { sheet: sheet.name, address: format.range });
      writable &&= formula !== null;
      return formula?.text ?? '';
    });
    return writable ? [rule] : [];
  });
  if (rules.length > 0) result.conditionalRules = rules;
  const validations = toFileValidations(sheet, writing.note);
  if (validations.length > 0) result.dataValidations = validations;
  if (sheet.page) {
    const { page } = sheet;
    result.pageSetup = {
      paperSize: 'a4',
      orientation: page.landscape ? 'landscape' : 'portrait',
      ...(page.fitToWidth ? { fitToPage: true, fitToWidth: 1, fitToHeight: 0 } : {}),
    };
    if (page.header || page.footer) {
      result.headerFooter = {
        ...(page.header ? { oddHeader: page.header } : {}),
        ...(page.footer ? { oddFooter: page.footer } : {}),
      };
    }
  }
  return result;
}

const tableAt = (tables: readonly { name: string; area: Area }[], row: number, column: number): string | null =>
  tables.find(({ area }) => contains(area, row, column))?.name ?? null;

function toFileCell(
  cell: BookCell,
  row: number,
  column: number,
  table: string | null,
  sheet: string,
  writing: SheetWriting,
): Partial<Cell> | null {
  const address = cellAddress(row, column);
  const isText = typeof cell.v === 'string' && !cell.error;
  const formula = cell.f === undefined ? null : fileFormula(cell.f, table, writing, { sheet, address });
  const quoted = isText && !formula && !writing.styles.isTextFormat(cell.s) && needsApostrophe(cell.v as string);
  const style = writing.styles.get(cell.s, quoted);
  const value = toFileValue(cell, sheet, address, writing.note, formula !== null);
  if (formula) {
    if (cell.error) writing.errors.add(address);
    const array = formula.dynamic || cell.spill !== undefined;
    return {
      formula: formula.text,
      formulaResult: value,
      ...(array ? { formulaType: 'array', formulaRef: cell.spill ?? address, formulaDynamic: true } : {}),
      ...(style ? { style } : {}),
    };
  }
  if (value === null && !style) return null;
  return { value, ...(style ? { style } : {}) };
}

function toFileValue(
  cell: BookCell,
  sheet: string,
  address: string,
  note: NoteSink,
  isResult: boolean,
): string | number | boolean | null {
  if (typeof cell.v !== 'string') {
    if (typeof cell.v === 'number' && !Number.isFinite(cell.v))
      throw new RangeError(
        `${sheet}!${address} holds ${cell.v}, which no workbook can store · ${sheet}!${address} 的值 ${cell.v} 无法存入工作簿`,
      );
    return cell.v;
  }
  if (cell.error) return fileError(cell.v);
  let text = cell.v;
  if (text.length > LONGEST_TEXT) {
    text = text.slice(0, LONGEST_TEXT);
    note({
      sheet,
      address,
      en: `The text has more than ${LONGEST_TEXT} characters, Excel's limit for a cell; the rest is cut off.`,
      zh: `文本超过单元格上限 ${LONGEST_TEXT} 个字符，超出部分已截去。`,
    });
  }
  const escaped = escapeCharacters(text);
  // hucre stores text such as "#N/A" as an error; an escaped "#" keeps it text for every reader
  return !isResult && looksLikeError(text) ? escaped.replace('#', '_x0023_') : escaped;
}

function toColumns(sheet: BookSheet): ColumnDef[] {
  const columns: ColumnDef[] = [];
  const at = (index: number): ColumnDef => {
    while (columns.length <= index) columns.push({});
    return columns[index] as ColumnDef;
  };
  for (const [index, width] of sheet.columnWidths) at(index).width = width + WIDTH_PADDING;
  for (const group of sheet.columnGroups) {
    for (let index = group.from; index <= group.to; index += 1) {
      const column = at(index);
      column.outlineLevel = (column.outlineLevel ?? 0) + 1;
      if (group.collapsed) column.hidden = true;
    }
    // the fold button stands on the column after the group
    if (group.collapsed) at(group.to + 1).collapsed = true;
  }
  return columns;
}

function toRows(sheet: BookSheet): Map<number, RowDef> {
  const rows = new Map<number, RowDef>();
  for (const [index, height] of sheet.rowHeights) rows.set(index, { height });
  for (const index of sheet.hiddenRows) rows.set(index, { ...rows.get(index), hidden: true });
  return rows;
}
