import type { Area } from '../areas';
import type { RawCell } from '../cells';
import { headingTexts, matchHeadings, type HeadingMatch } from './heading-texts';
import { tidy } from './keys';
import { isSkuMeaning, meaningInfo } from './meanings';
import { askMerges, readRuns } from './sheet-reading';
import { claimedTwice } from './store';
import type { OwnColumn, OwnMapping, OwnPlace, OwnProblem } from './types';

/** Sheets and tables of the workbook. */
export interface OwnBook {
  sheets: { id: string; name: string; protected: boolean }[];
  tables: { id: string; name: string; sheetId: string }[];
}

/** A range of the user's where it stands now; rows and columns 0-based in the sheet. */
export interface FoundOwn {
  /** as it is now: place, and the positions of its columns */
  mapping: OwnMapping;
  sheetId: string;
  sheetName: string;
  protected: boolean;
  headingRow: number;
  headingRows: number;
  firstColumn: number;
  columns: number;
  /** the heading rows as they were read: they tell when columns move */
  headingCells: RawCell[][];
  bodyRow: number;
  /** of a table; of a range, the rows down to the last used one of the sheet */
  bodyRows: number;
  tableId: string | null;
  /** rows may be hidden by a filter of the table or of the sheet */
  filtered: 'table' | 'sheet' | null;
}

export type Locating = { found: FoundOwn; problem: null } | { found: null; problem: OwnProblem };

const lost = (code: OwnProblem['code'], values: OwnProblem['values']): Locating => ({
  found: null,
  problem: { code, values },
});

export async function loadBook(context: Excel.RequestContext): Promise<OwnBook> {
  const { worksheets, tables } = context.workbook;
  worksheets.load('items/id,items/name');
  tables.load('items/id,items/name');
  await context.sync();
  for (const sheet of worksheets.items) sheet.protection.load('protected');
  for (const table of tables.items) table.worksheet.load('id');
  await context.sync();
  return {
    sheets: worksheets.items.map(({ id, name, protection }) => ({ id, name, protected: protection.protected })),
    tables: tables.items.map(({ id, name, worksheet }) => ({ id, name, sheetId: worksheet.id })),
  };
}

/** Finds a mapping's range, whatever was inserted, moved or renamed since. Reads headings and one column, no figures. */
export async function locate(
  context: Excel.RequestContext,
  book: OwnBook,
  mapping: OwnMapping,
  signal?: AbortSignal,
): Promise<Locating> {
  const twice = claimedTwice(mapping.columns, (meaning) => meaningInfo(meaning)?.many ?? false);
  if (twice) {
    const [first, second] = twice.map(({ heading }) => heading.join(' '));
    return lost('two_columns', { meaning: twice[0].meaning ?? '', first: first!, second: second! });
  }
  return mapping.place.kind === 'table'
    ? locateTable(context, book, mapping, mapping.place)
    : locateRange(context, book, mapping, mapping.place, signal);
}

async function locateTable(
  context: Excel.RequestContext,
  book: OwnBook,
  mapping: OwnMapping,
  place: Extract<OwnPlace, { kind: 'table' }>,
): Promise<Locating> {
  // ids are given anew by other programs that save the file; one of our tables is never the user's
  const tables = book.tables.filter(({ name }) => !/^TW_/i.test(name));
  const byName = (name: string) => tables.find((table) => table.name.toLowerCase() === name.toLowerCase());
  // another program that saved the file may have given the tables other ids
  const same = tables.find(({ id, name }) => id === place.excelId && name === place.name);
  const entry = same ?? byName(place.name) ?? tables.find(({ id }) => id === place.excelId);
  const sheet = book.sheets.find(({ id }) => id === entry?.sheetId);
  if (!entry || !sheet) return lost('sheet_gone', { sheet: place.sheetName, table: place.name });
  const table = context.workbook.tables.getItem(entry.id);
  const head = table.getHeaderRowRange();
  const body = table.getDataBodyRange();
  head.load('values,rowIndex,columnIndex,columnCount');
  body.load('rowIndex,rowCount');
  const { autoFilter } = table;
  autoFilter.load('isDataFiltered');
  await context.sync();
  const texts = (head.values[0] as RawCell[]).map((raw) => [tidy(raw)]);
  const columns = mapping.columns.map((column) => ({ ...column, heading: column.heading.slice(-1) }));
  const match = matchHeadings(columns, texts);
  const problem = columnProblem(match, sheet.name, mapping);
  if (problem) return { found: null, problem };
  const kept = mapping.columns.map((column, i) => ({ column, at: match.at.get(columns[i]!) }));
  const at = (position: number): OwnColumn | undefined => kept.find((item) => item.at === position)?.column;
  return {
    problem: null,
    found: {
      mapping: {
        ...mapping,
        headingRows: 1,
        place: { kind: 'table', excelId: entry.id, name: entry.name, sheetName: sheet.name },
        columns: columnsNow(texts, at),
      },
      sheetId: sheet.id,
      sheetName: sheet.name,
      protected: sheet.protected,
      headingRow: head.rowIndex,
      headingRows: 1,
      firstColumn: head.columnIndex,
      columns: head.columnCount,
      headingCells: head.values as RawCell[][],
      bodyRow: body.rowIndex,
      bodyRows: body.rowCount,
      tableId: entry.id,
      filtered: autoFilter.isDataFiltered ? 'table' : null,
    },
  };
}

/** Every column of the range as it stands, with what the remembered ones mean. */
const columnsNow = (texts: readonly string[][], at: (position: number) => OwnColumn | undefined): OwnColumn[] =>
  texts.map((heading, position) => {
    const known = at(position);
    return known
      ? { ...known, position, heading: known.heading.length > heading.length ? known.heading : heading }
      : { position, heading, meaning: null, write: false };
  });

function columnProblem(match: HeadingMatch, sheet: string, mapping: OwnMapping): OwnProblem | null {
  const twice = match.doubled[0];
  if (twice) {
    const heading = twice.column.heading.join(' ');
    return {
      code: 'two_columns',
      values: { sheet, meaning: twice.column.meaning ?? '', first: heading, second: heading },
    };
  }
  const gone = match.gone.filter(({ meaning }) => meaning !== null);
  if (gone.length === 0) return null;
  const meant = mapping.columns.filter(({ meaning }) => meaning !== null);
  if (gone.length * 2 > meant.length) return { code: 'headings_gone', values: { sheet } };
  const names = gone.map(({ heading }) => heading.join(' '));
  return { code: 'column_gone', values: { sheet, column: names.join(', '), count: names.length } };
}

interface Used extends Area {
  filter: boolean;
}

async function locateRange(
  context: Excel.RequestContext,
  book: OwnBook,
  mapping: OwnMapping,
  place: Extract<OwnPlace, { kind: 'range' }>,
  signal: AbortSignal | undefined,
): Promise<Locating> {
  // ids change when another program saves the file, names when the user renames: the headings decide
  const sheets = book.sheets
    .filter(({ id, name }) => id === place.sheetId || name === place.sheetName)
    .sort((a, b) => sameness(b, place) - sameness(a, place));
  let best: Locating | null = null;
  for (const sheet of sheets) {
    const here = await locateInSheet(context, sheet, mapping, place, signal);
    if (here.found) return here;
    best ??= here;
  }
  return best ?? lost('sheet_gone', { sheet: place.sheetName });
}

const sameness = (sheet: OwnBook['sheets'][number], place: { sheetId: string; sheetName: string }): number =>
  Number(sheet.id === place.sheetId) * 2 + Number(sheet.name === place.sheetName);

async function locateInSheet(
  context: Excel.RequestContext,
  sheet: OwnBook['sheets'][number],
  mapping: OwnMapping,
  place: Extract<OwnPlace, { kind: 'range' }>,
  signal: AbortSignal | undefined,
): Promise<Locating> {
  const used = await usedOf(context, sheet.id);
  const gone = lost('headings_gone', { sheet: sheet.name });
  if (!used) return gone;
  const anchor = mapping.columns.find(({ meaning }) => isSkuMeaning(meaning)) ?? mapping.columns.find(isMeant);
  if (!anchor) return gone;
  const text = lastText(anchor);
  const column = place.column + anchor.position;
  let rows: number[] = [];
  if (text !== '' && column >= used.column && column < used.column + used.columns) {
    const [cells] = await readRuns(
      context,
      sheet.id,
      used.row,
      used.rows,
      [{ column, columns: 1, properties: ['values'] }],
      signal,
    );
    rows = (cells!.values ?? []).flatMap(([raw], i) => (headingText(raw ?? '') === text ? [used.row + i] : []));
  }
  const here = await bestBand(context, sheet, used, mapping, chooseRows(rows, mapping, place));
  if (here?.found) return here;
  // the columns were moved, or lists were put in or taken out
  const candidates = await searchHeadings(context, sheet.id, used, mapping, signal);
  const chosen = chooseCandidate(candidates, place);
  if (chosen === null) return gone;
  return (await bestBand(context, sheet, used, mapping, around(chosen, mapping))) ?? gone;
}

const isMeant = ({ meaning }: OwnColumn): boolean => meaning !== null;
const headingText = (raw: RawCell): string => tidy(raw).toLowerCase();
const lastText = ({ heading }: OwnColumn): string => headingText(heading.at(-1) ?? '');

export async function usedOf(context: Excel.RequestContext, sheetId: string): Promise<Used | null> {
  const sheet = context.workbook.worksheets.getItem(sheetId);
  const used = sheet.getUsedRangeOrNullObject(true);
  used.load('rowIndex,columnIndex,rowCount,columnCount');
  const { autoFilter } = sheet;
  autoFilter.load('isDataFiltered');
  await context.sync();
  if (used.isNullObject) return null;
  return {
    row: used.rowIndex,
    column: used.columnIndex,
    rows: used.rowCount,
    columns: used.columnCount,
    filter: autoFilter.isDataFiltered,
  };
}

/** First heading rows to try, from the rows in which the anchor's heading stands; none: that alone does not tell. */
function chooseRows(
  rows: readonly number[],
  { headingRows }: OwnMapping,
  place: Extract<OwnPlace, { kind: 'range' }>,
): number[] {
  // a heading merged downwards stands in the first of its rows
  const firsts = (row: number): number[] => Array.from({ length: headingRows }, (_, i) => row - headingRows + 1 + i);
  if (!place.twins && rows.some((row) => firsts(row).includes(place.row))) return [place.row];
  return rows.length === 1 && (place.twins?.count ?? 1) === 1 ? firsts(rows[0]!) : [];
}

export interface Candidate {
  row: number;
  title: string;
}

/** Rows anywhere in the sheet that hold at least half of the headings with a meaning. */
export async function searchHeadings(
  context: Excel.RequestContext,
  sheetId: string,
  used: Area,
  mapping: OwnMapping,
  signal?: AbortSignal,
): Promise<Candidate[]> {
  const wanted = new Set(mapping.columns.filter(isMeant).map(lastText).filter(Boolean));
  const [cells] = await readRuns(
    context,
    sheetId,
    used.row,
    used.rows,
    [{ column: used.column, columns: used.columns, properties: ['values'] }],
    signal,
  );
  const rows = cells!.values ?? [];
  const found = rows.map((row) => {
    const here = new Set<string>();
    for (const raw of row) {
      const text = typeof raw === 'string' && raw !== '' ? headingText(raw) : '';
      if (wanted.has(text)) here.add(text);
    }
    return here;
  });
  // texts of one list may stand in several of its rows: some are merged downwards
  const { headingRows } = mapping;
  const counts = found.map((_, i) => new Set(found.slice(i, i + headingRows).flatMap((texts) => [...texts])).size);
  const isBest = (i: number): boolean => {
    for (let j = Math.max(0, i - headingRows + 1); j < Math.min(counts.length, i + headingRows); j++) {
      if (counts[j]! > counts[i]! || (counts[j] === counts[i] && j < i)) return false;
    }
    return true;
  };
  return counts.flatMap((count, first): Candidate[] => {
    if (count === 0 || count * 2 < wanted.size || !isBest(first)) return [];
    let title = '';
    for (let above = first - 1; above >= 0 && title === ''; above--) {
      const raw = rows[above]!.find((cell) => cell !== '');
      if (raw !== undefined) title = tidy(raw);
    }
    return [{ row: used.row + first, title }];
  });
}

function chooseCandidate(candidates: readonly Candidate[], place: Extract<OwnPlace, { kind: 'range' }>): number | null {
  const { twins } = place;
  if (candidates.length <= 1 && (twins?.count ?? 1) <= 1) return candidates[0]?.row ?? null;
  if (!twins) {
    const distance = ({ row }: Candidate): number => Math.abs(row - place.row);
    return [...candidates].sort((a, b) => distance(a) - distance(b))[0]!.row;
  }
  // lists may have changed places, or one may have gone while another came: the title says which it is
  const titled = candidates.filter(({ title }) => title === twins.title && title !== '');
  if (titled.length === 1) return titled[0]!.row;
  // several lists of the same headings, and nothing tells which: the user is asked
  return candidates.length === twins.count ? (candidates[twins.index]?.row ?? null) : null;
}

/** Rows beside the one found: of headings merged downwards more than one reading holds the same texts. */
const around = (row: number, { headingRows }: OwnMapping): number[] =>
  Array.from({ length: 2 * headingRows - 1 }, (_, i) => row - headingRows + 1 + i);

/** Of several places for the headings the one where most of them are as remembered. */
async function bestBand(
  context: Excel.RequestContext,
  sheet: OwnBook['sheets'][number],
  used: Used,
  mapping: OwnMapping,
  rows: readonly number[],
): Promise<Locating | null> {
  let best: Band | null = null;
  for (const row of rows.filter((candidate) => candidate >= used.row)) {
    const band = await bandAt(context, sheet, used, mapping, row);
    const better = !best || (band.found !== null && best.found === null) || band.exact > best.exact;
    if (better && !(best?.found && !band.found)) best = band;
  }
  return best;
}

type Band = Locating & { exact: number };

/** The range if its headings stand at this row. */
async function bandAt(
  context: Excel.RequestContext,
  sheet: OwnBook['sheets'][number],
  used: Used,
  mapping: OwnMapping,
  row: number,
): Promise<Band> {
  const band = context.workbook.worksheets
    .getItem(sheet.id)
    .getRangeByIndexes(row, used.column, mapping.headingRows, used.columns);
  band.load('values,numberFormat');
  const merges = askMerges(band);
  await context.sync();
  const values = band.values as RawCell[][];
  const formats = band.numberFormat as string[][];
  const texts = headingTexts({ row, column: used.column, values, formats, merges: merges() });
  const match = matchHeadings(mapping.columns, texts);
  const problem = columnProblem(match, sheet.name, mapping);
  if (problem) return { found: null, problem, exact: match.exact };
  const places = [...match.at.values()];
  const first = Math.min(...places);
  const width = Math.max(...places) - first + 1;
  const at = (position: number): OwnColumn | undefined =>
    [...match.at].find(([, place]) => place === first + position)?.[0];
  const bodyRow = row + mapping.headingRows;
  return {
    problem: null,
    exact: match.exact,
    found: {
      mapping: {
        ...mapping,
        place: {
          ...(mapping.place as Extract<OwnPlace, { kind: 'range' }>),
          sheetId: sheet.id,
          sheetName: sheet.name,
          row,
          column: used.column + first,
          columns: width,
        },
        columns: columnsNow(texts.slice(first, first + width), at),
      },
      sheetId: sheet.id,
      sheetName: sheet.name,
      protected: sheet.protected,
      headingRow: row,
      headingRows: mapping.headingRows,
      firstColumn: used.column + first,
      columns: width,
      headingCells: values.map((cells) => cells.slice(first, first + width)),
      bodyRow,
      bodyRows: Math.max(0, used.row + used.rows - bodyRow),
      tableId: null,
      filtered: used.filter ? 'sheet' : null,
    },
  };
}
