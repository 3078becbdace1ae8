import { columnLetters, quotedSheet } from '../addresses';
import type { Area } from '../areas';
import type { RawCell } from '../cells';
import { isFormula } from '../diff';
import { workbookError } from '../errors';
import { exclusively, runExcel } from '../excel-run';
import { decimalText, plainText, writtenDate } from '../../tables/written';
import { covers, headingTexts } from './heading-texts';
import { tidy } from './keys';
import { usedOf } from './locate';
import { isDateFormat } from './number-formats';
import { findBlocks, isBlank, type Block } from './regions';
import { isTotalText } from './rows';
import { hiddenRows, readMerges, readRuns } from './sheet-reading';
import type { OwnColumnFacts, OwnLook, OwnPlace } from './types';

/** A sheet with more cells than this is not searched for a list; its part must be named by an address. */
const MOST_CELLS = 3_000_000;
/** Rows of which formats and shown texts are read: what they tell holds for the others. */
const SAMPLE_ROWS = 200;
const MANY_EXAMPLES = 3;
const MOST_HEADING_ROWS = 3;

interface Target {
  sheetId: string;
  sheetName: string;
  area: Area;
  table: { id: string; name: string } | null;
}

/** A list as it was found, before its columns are looked at. */
interface List {
  area: Area;
  headingRows: number;
  place: OwnPlace;
  merges: Area[];
  others: Area[];
  filtered: boolean;
}

/**
 * What stands around the active cell, or the cell or range given: a table of Excel's, or a list with one to three rows
 * of headings.
 *
 * @throws WorkbookError no_range (nothing there that has headings), too_large (name the range by its address)
 */
export function lookAtOwn(address?: string, options: { headingRows?: number } = {}): Promise<OwnLook> {
  return exclusively(() =>
    runExcel(async (context) => {
      const target = await targetOf(context, address);
      const { protection } = context.workbook.worksheets.getItem(target.sheetId);
      protection.load('protected');
      await context.sync();
      const list = await listOf(context, target, options.headingRows);
      const { columns, hidden } = await factsOf(context, target.sheetId, list);
      return {
        place: list.place,
        address: areaAddress(target.sheetName, list.area),
        headingRows: list.headingRows,
        columns,
        rows: list.area.rows - list.headingRows,
        hiddenRows: hidden,
        filtered: list.filtered,
        protected: protection.protected,
        others: list.others.map((area) => areaAddress(target.sheetName, area)),
      };
    }),
  );
}

export const areaAddress = (sheetName: string, { row, column, rows, columns }: Area): string => {
  const first = `${columnLetters(column)}${row + 1}`;
  const last = `${columnLetters(column + columns - 1)}${row + rows}`;
  return `${quotedSheet(sheetName)}!${first === last ? first : `${first}:${last}`}`;
};

/** `'My sheet'!A1` → sheet and cells. */
export function splitAddress(address: string): { sheet: string | null; cells: string } {
  const at = address.lastIndexOf('!');
  if (at < 0) return { sheet: null, cells: address };
  const name = address.slice(0, at);
  return { sheet: name.startsWith("'") ? name.slice(1, -1).replaceAll("''", "'") : name, cells: address.slice(at + 1) };
}

export function rangeAt(context: Excel.RequestContext, address: string | undefined): Excel.Range {
  if (address === undefined) return context.workbook.getActiveCell();
  const { sheet, cells } = splitAddress(address);
  const { worksheets } = context.workbook;
  return (sheet === null ? worksheets.getActiveWorksheet() : worksheets.getItem(sheet)).getRange(cells);
}

async function targetOf(context: Excel.RequestContext, address: string | undefined): Promise<Target> {
  const range = rangeAt(context, address);
  range.load('rowIndex,columnIndex,rowCount,columnCount');
  range.worksheet.load('id,name');
  const tables = range.getTables(false);
  tables.load('items/id,items/name,items/showHeaders');
  await context.sync();
  // eslint-disable-next-line office-addins/load-object-before-read -- loaded as items/… above
  const [table] = tables.items;
  return {
    sheetId: range.worksheet.id,
    sheetName: range.worksheet.name,
    area: { row: range.rowIndex, column: range.columnIndex, rows: range.rowCount, columns: range.columnCount },
    table: table?.showHeaders ? { id: table.id, name: table.name } : null,
  };
}

async function listOf(context: Excel.RequestContext, target: Target, headingRows: number | undefined): Promise<List> {
  const used = await usedOf(context, target.sheetId);
  const nothing = workbookError('no_range', { address: areaAddress(target.sheetName, target.area) });
  if (!used) throw nothing;
  const tables = await tablesOn(context, target.sheetId);
  if (target.table) {
    const mine = tables.find(({ id }) => id === target.table!.id)!;
    return {
      area: mine.body,
      headingRows: 1,
      place: { kind: 'table', excelId: mine.id, name: mine.name, sheetName: target.sheetName },
      merges: await readMerges(context, target.sheetId, { ...mine.body, row: Math.max(0, mine.body.row - 2), rows: 2 }),
      others: tables.filter((table) => table !== mine).map(({ area }) => area),
      filtered: mine.filtered,
    };
  }
  const single = target.area.rows * target.area.columns === 1;
  const part = single ? used : intersection(used, target.area);
  if (!part) throw nothing;
  if (part.rows * part.columns > MOST_CELLS)
    throw workbookError('too_large', { address: areaAddress(target.sheetName, part) });
  const [cells] = await readRuns(context, target.sheetId, part.row, part.rows, [
    { column: part.column, columns: part.columns, properties: ['values'] },
  ]);
  const merges = await readMerges(context, target.sheetId, part);
  const values = cells!.values ?? [];
  // a table of Excel's is a list of its own
  for (const { area } of single ? tables : []) {
    for (let row = area.row; row < area.row + area.rows; row++) {
      values[row - part.row]?.fill(
        '',
        Math.max(0, area.column - part.column),
        Math.max(0, area.column + area.columns - part.column),
      );
    }
  }
  const blocks = findBlocks({ row: part.row, column: part.column, values }, merges);
  const chosen = single ? blockAt(blocks, target.area) : (blocks.find(({ area }) => area.row >= part.row) ?? null);
  if (!chosen && (single || headingRows === undefined)) throw nothing;
  const found = chosen ?? { area: part, headingRows: 1, title: '' };
  const whole = single ? found.area : { ...part, row: found.area.row, rows: part.row + part.rows - found.area.row };
  const { area, rows } = withHeadings(whole, found.headingRows, headingRows);
  return {
    area,
    headingRows: rows,
    place: {
      kind: 'range',
      sheetId: target.sheetId,
      sheetName: target.sheetName,
      row: area.row,
      column: area.column,
      rows: area.rows,
      columns: area.columns,
    },
    merges,
    others: [
      ...blocks.filter((block) => block !== chosen).map((block) => block.area),
      ...tables.map(({ area: at }) => at),
    ],
    filtered: used.filter,
  };
}

/** The user says how many rows of headings there are: the last one stays where it was found. */
function withHeadings(area: Area, found: number, wanted: number | undefined): { area: Area; rows: number } {
  if (wanted === undefined) return { area, rows: found };
  const rows = Math.min(MOST_HEADING_ROWS, Math.max(1, Math.round(wanted)), Math.max(1, area.rows - 1));
  // fewer: the upper ones are titles; more: rows of the body, or titles above, are headings too
  if (rows <= found) return { area: { ...area, row: area.row + found - rows, rows: area.rows - found + rows }, rows };
  return { area, rows };
}

interface SheetTable {
  id: string;
  name: string;
  area: Area;
  /** without a row of totals */
  body: Area;
  filtered: boolean;
}

async function tablesOn(context: Excel.RequestContext, sheetId: string): Promise<SheetTable[]> {
  const { tables } = context.workbook.worksheets.getItem(sheetId);
  tables.load('items/id,items/name,items/showTotals,items/showHeaders');
  await context.sync();
  const ranges = tables.items.map((table) => {
    const range = table.getRange();
    range.load('rowIndex,columnIndex,rowCount,columnCount');
    table.autoFilter.load('isDataFiltered');
    return range;
  });
  if (ranges.length > 0) await context.sync();
  return tables.items.map((table, i) => {
    const { rowIndex, columnIndex, rowCount, columnCount } = ranges[i]!;
    const area = { row: rowIndex, column: columnIndex, rows: rowCount, columns: columnCount };
    const body = table.showTotals ? { ...area, rows: rowCount - 1 } : area;
    return { id: table.id, name: table.name, area, body, filtered: table.autoFilter.isDataFiltered };
  });
}

function intersection(a: Area, b: Area): Area | null {
  const row = Math.max(a.row, b.row);
  const column = Math.max(a.column, b.column);
  const rows = Math.min(a.row + a.rows, b.row + b.rows) - row;
  const columns = Math.min(a.column + a.columns, b.column + b.columns) - column;
  return rows > 0 && columns > 0 ? { row, column, rows, columns } : null;
}

/** How far below a title the list it belongs to may begin. */
const TITLE_REACH = 12;

/** The list a cell is in, or stands above as its title; with one list in the sheet there is nothing to choose. */
function blockAt(blocks: readonly Block[], { row, column }: Area): Block | null {
  const inside = blocks.find(({ area }) => covers(area, row, column));
  if (inside) return inside;
  const below = blocks.find(
    ({ area }) =>
      column >= area.column && column < area.column + area.columns && area.row > row && area.row - row <= TITLE_REACH,
  );
  return below ?? (blocks.length === 1 ? blocks[0]! : null);
}

async function factsOf(
  context: Excel.RequestContext,
  sheetId: string,
  { area, headingRows, merges }: List,
): Promise<{ columns: OwnColumnFacts[]; hidden: number }> {
  const above = area.row - Math.max(0, area.row - 1);
  // titles over groups of a table's columns stand above it, since a table has one row of headings
  const bandRows = merges.some((merge) => merge.row + merge.rows === area.row && merge.columns < area.columns)
    ? above
    : 0;
  const bodyRow = area.row + headingRows;
  const bodyRows = area.rows - headingRows;
  const run = { column: area.column, columns: area.columns };
  const [band] = await readRuns(context, sheetId, area.row - bandRows, headingRows + bandRows, [
    { ...run, properties: ['values', 'numberFormat'] },
  ]);
  const [body] = await readRuns(context, sheetId, bodyRow, bodyRows, [{ ...run, properties: ['values', 'formulas'] }]);
  const [sample] = await readRuns(context, sheetId, bodyRow, Math.min(SAMPLE_ROWS, bodyRows), [
    { ...run, properties: ['numberFormat', 'text'] },
  ]);
  const hidden =
    bodyRows > 0 ? await hiddenRows(context, sheetId, { ...area, row: bodyRow, rows: bodyRows }) : new Set();
  const sheet = context.workbook.worksheets.getItem(sheetId);
  const wide = Array.from({ length: area.columns }, (_, i) => {
    const cell = sheet.getRangeByIndexes(area.row, area.column + i, 1, 1);
    cell.load('columnHidden');
    return cell;
  });
  await context.sync();
  const texts = headingTexts({
    row: area.row - bandRows,
    column: area.column,
    values: band!.values ?? [],
    formats: band!.numberFormat as string[][],
    merges,
  });
  const values = body!.values ?? [];
  const counted = values.flatMap((row, i) => (isData(row) ? [i] : []));
  const columns = texts.map((heading, position): OwnColumnFacts => {
    const kinds = { text: 0, number: 0, date: 0 };
    let filled = 0;
    let figures = 0;
    let formulas = 0;
    const examples: string[] = [];
    const format = (i: number): string =>
      String(sample!.numberFormat?.[Math.min(i, SAMPLE_ROWS - 1)]?.[position] ?? '');
    for (const i of counted) {
      const raw = values[i]![position] ?? '';
      if (isFormula(raw, body!.formulas?.[i]?.[position])) formulas++;
      if (isBlank(raw)) continue;
      filled++;
      const kind = kindOf(raw, format(i));
      kinds[kind]++;
      if (kind === 'text' && decimalText(plainText(String(raw))) !== null) figures++;
      const shown = tidy(String(sample!.text?.[i]?.[position] ?? ''));
      if (examples.length < MANY_EXAMPLES && shown !== '' && !examples.includes(shown)) examples.push(shown);
    }
    const kind = filled === 0 ? 'blank' : mostOf(kinds);
    return {
      position,
      heading,
      kind,
      filled,
      formulas,
      odd: kind === 'blank' ? 0 : filled - kinds[kind] - (kind === 'number' ? figures : 0),
      merged: merges.filter(
        (merge) =>
          merge.row + merge.rows > bodyRow &&
          merge.row < bodyRow + bodyRows &&
          merge.column <= area.column + position &&
          merge.column + merge.columns > area.column + position,
      ).length,
      examples,
      hidden: wide[position]!.columnHidden === true,
    };
  });
  return { columns, hidden: hidden.size };
}

/** Neither blank nor a line of sums nor a title between the rows. */
function isData(row: readonly RawCell[]): boolean {
  const filled = row.filter((raw) => !isBlank(raw));
  if (filled.length === 0 || (filled.length === 1 && row.length > 2)) return false;
  return !filled.slice(0, 2).some((raw) => isTotalText(tidy(raw)));
}

function kindOf(raw: RawCell, format: string): 'text' | 'number' | 'date' {
  if (typeof raw === 'number') return isDateFormat(format) ? 'date' : 'number';
  if (typeof raw === 'boolean') return 'text';
  const text = plainText(raw);
  return /[-/.年]/.test(text) && writtenDate(text) !== null ? 'date' : 'text';
}

const mostOf = (kinds: Record<'text' | 'number' | 'date', number>): 'text' | 'number' | 'date' =>
  (['text', 'number', 'date'] as const).reduce((best, kind) => (kinds[kind] > kinds[best] ? kind : best), 'number');
