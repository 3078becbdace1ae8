import type { Cell } from 'hucre';
import type { BookCell } from '../types';
import { cellAddress } from './addresses';
import { toFileForm, UnwritableFormula } from './file-formula';
import type { NoteSink } from './notes';
import type { StyleBook } from './style-book';
import { fileError, looksLikeError, needsApostrophe } from './text';
import { escapeCharacters } from './xml';

/** Excel's longest cell text. */
const LONGEST_TEXT = 32_767;

export interface Writing {
  note: NoteSink;
  place: { namespaces: readonly string[]; names: ReadonlySet<string> };
}
export interface SheetWriting extends Writing {
  styles: StyleBook;
  /** addresses of formulas whose cached value is an error */
  errors: Set<string>;
}

/** The stored form of a formula; null, and a note, when there is none. */
export function fileFormula(
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

/** A cell as hucre takes it; null when there is nothing to write. */
export function toFileCell(
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
