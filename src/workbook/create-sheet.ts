import { numberFormatOf, type Language, type SheetColumn, type SheetTable } from '../tables';
import { columnLetters, freeSheetName, structuredReference } from './addresses';
import { headingPrompt } from './columns';
import {
  bandOf,
  bandRowOf,
  columnCharacters,
  CONDITIONAL_RULES,
  CUT_ROW,
  foldedRuns,
  freshnessColumn,
  frozenCount,
  headingRowOf,
  isFigure,
  lastPrintedColumn,
  runsOf,
  summaryCells,
  SUMMARY_ROW,
  TAB_COLOURS,
  TITLE_ROW,
  widthInPoints,
} from './layout';
import type { LiveTable, LiveWorkbook } from './live';
import { bandText, cutText, footerTexts, freshnessFormula, rowsShownFormula, titleText } from './sheet-texts';
import { dateSerial } from './serials';
import type { CutStamp } from './types';

export interface NewSheet {
  table: SheetTable;
  rowCount: number;
  brandName: string;
  language: Language;
  stamp: CutStamp;
  bandTexts: Record<string, string>;
}

export const EDITABLE_FONT = '#0F6CBD';
export const QUIET_FONT = '#616161';
export const PROPOSED_FILL = '#EBF3FC';

/**
 * Makes the sheet and the empty table of `rowCount` rows: everything about its look is set here, once; later writes
 * touch values only. Number formats come before any value, so that codes arrive as text.
 */
export async function createTableSheet(
  context: Excel.RequestContext,
  live: LiveWorkbook,
  wanted: NewSheet,
  onMade: (sheetId: string) => void,
): Promise<LiveTable> {
  const { table, language } = wanted;
  // a table needs one row even when there is nothing to show
  const rowCount = Math.max(1, wanted.rowCount);
  const name = freeSheetName(
    table.sheet[language],
    live.sheets.map((sheet) => sheet.name),
  );
  const sheet = context.workbook.worksheets.add(name);
  sheet.load('id,name');
  await context.sync();
  onMade(sheet.id);

  formatColumns(sheet, table, language, rowCount);
  const headingRow = headingRowOf(table);
  sheet.getRangeByIndexes(headingRow, 0, 1, table.columns.length).values = [
    table.columns.map((column) => `'${column.heading[language]}`),
  ];
  const excelTable = sheet.tables.add(sheet.getRangeByIndexes(headingRow, 0, rowCount + 1, table.columns.length), true);
  excelTable.name = table.id;
  excelTable.style = 'TableStyleLight1';
  excelTable.load('id,name');
  excelTable.columns.load('items/id,items/name');
  await context.sync();

  writeTopRows(sheet, wanted);
  formatHeadings(sheet, table, language);
  addLists(sheet, table, language, rowCount);
  addConditionalFormats(sheet, table, rowCount);
  foldColumns(sheet, table);
  freezePanes(sheet, table);
  sheet.showGridlines = false;
  sheet.tabColor = TAB_COLOURS[table.tab];
  layOutPage(sheet, wanted);
  await context.sync();

  live.sheets.push({ id: sheet.id, name: sheet.name, protected: false });
  const created: LiveTable = {
    table,
    excelId: excelTable.id,
    name: excelTable.name,
    sheetId: sheet.id,
    sheetName: sheet.name,
    headingRow,
    firstColumn: 0,
    rowCount,
    headings: table.columns.map((column) => column.heading[language]),
    columnIds: excelTable.columns.items.map((column) => column.id),
    columns: [...table.columns],
    missing: [],
    fresh: [],
    protected: false,
    filtered: false,
    mark: null,
    above: [titleText(table, wanted.brandName, language), cutText(wanted.stamp, language)],
  };
  live.tables.set(table.id, created);
  return created;
}

/** Headings and key columns stay in sight; headings that stand low would leave no room for the rows. */
function freezePanes(sheet: Excel.Worksheet, table: SheetTable): void {
  const columns = Math.max(1, frozenCount(table));
  if (table.topBlock) sheet.freezePanes.freezeColumns(columns);
  else sheet.freezePanes.freezeAt(sheet.getRangeByIndexes(0, 0, headingRowOf(table) + 1, columns));
}

function formatColumns(sheet: Excel.Worksheet, table: SheetTable, language: Language, rowCount: number): void {
  for (const run of runsOf(table.columns, (column) => numberFormatOf(column))) {
    formatBody(sheet.getRangeByIndexes(headingRowOf(table) + 1, run.from, rowCount, run.to - run.from + 1), run.value);
  }
  for (const run of runsOf(table.columns, (column) => String(columnCharacters(column, language)))) {
    const range = sheet.getRangeByIndexes(0, run.from, 1, run.to - run.from + 1);
    range.format.columnWidth = widthInPoints(Number(run.value));
  }
  const body = sheet.getRangeByIndexes(headingRowOf(table) + 1, 0, rowCount, table.columns.length);
  body.format.rowHeight = 18;
  body.format.verticalAlignment = Excel.VerticalAlignment.center;
  for (const { from, to } of textsAfterFigures(table)) {
    sheet.getRangeByIndexes(headingRowOf(table), from, rowCount + 1, to - from + 1).format.indentLevel = 1;
  }
  for (const run of runsOf(table.columns, (column) => (column.owner === 'addin' ? '' : EDITABLE_FONT))) {
    if (run.value === '') continue;
    sheet.getRangeByIndexes(headingRowOf(table) + 1, run.from, rowCount, run.to - run.from + 1).format.font.color =
      run.value;
  }
}

/** Text columns right of a figure: without an indent the two run into each other. */
const textsAfterFigures = (table: SheetTable): { from: number; to: number }[] =>
  runsOf(
    table.columns.map((column, at) => {
      const before = table.columns[at - 1];
      return !isFigure(column) && before !== undefined && isFigure(before);
    }),
    String,
  ).filter(({ value }) => value === 'true');

/** One format for a whole range: office.js takes a single value for all its cells. */
export function formatBody(range: Excel.Range, format: string): void {
  range.numberFormat = format as unknown as string[][];
}

function writeTopRows(sheet: Excel.Worksheet, { table, brandName, language, stamp, bandTexts }: NewSheet): void {
  const title = sheet.getRangeByIndexes(TITLE_ROW, 0, 1, 1);
  title.values = [[titleText(table, brandName, language)]];
  title.format.font.size = 16;
  title.format.font.bold = true;
  title.format.rowHeight = 24;
  title.format.verticalAlignment = Excel.VerticalAlignment.center;
  const cut = sheet.getRangeByIndexes(CUT_ROW, 0, 1, 1);
  cut.values = [[cutText(stamp, language)]];
  cut.format.font.color = QUIET_FONT;
  const age = sheet.getRangeByIndexes(CUT_ROW, freshnessColumn(table), 1, 1);
  age.formulas = [[freshnessFormula(stamp, language)]];
  age.format.font.bold = true;

  for (const run of runsOf(table.columns, bandOf)) {
    sheet.getRangeByIndexes(bandRowOf(table), run.from, 1, 1).values = [
      [bandText(run.value as ReturnType<typeof bandOf>, language)],
    ];
  }
  writeBandTexts(sheet, table.columns, { row: bandRowOf(table), firstColumn: 0 }, bandTexts);
  const band = sheet.getRangeByIndexes(bandRowOf(table), 0, 1, table.columns.length);
  band.format.font.color = QUIET_FONT;
  band.format.font.size = 9;
}

/** Row 3, once the figures stand: each block written under a SUBTOTAL would have it worked out again. */
export function writeSummary(context: Excel.RequestContext, { table, sheetId }: LiveTable, language: Language): void {
  const sheet = context.workbook.worksheets.getItem(sheetId);
  const key = table.columns.find((column) => column.id === table.key[0]) ?? table.columns[0];
  sheet.getRangeByIndexes(SUMMARY_ROW, 0, 1, 1).formulas = [
    [rowsShownFormula(structuredReference(table.id, key?.heading[language] ?? ''), language)],
  ];
  for (const { position, formula, format } of summaryCells(table, language)) {
    const cell = sheet.getRangeByIndexes(SUMMARY_ROW, position, 1, 1);
    formatBody(cell, format);
    cell.formulas = [[formula]];
  }
  sheet.getRangeByIndexes(SUMMARY_ROW, 0, 1, table.columns.length).format.font.bold = true;
}

/** Row 4 over columns that stand for a week: real dates, short enough for their width. */
export function writeBandTexts(
  sheet: Excel.Worksheet,
  columns: readonly (SheetColumn | null)[],
  at: { row: number; firstColumn: number },
  bandTexts: Record<string, string>,
): void {
  const texts = columns.map((column) => (column ? bandTexts[column.id] : undefined));
  for (const run of runsOf(texts, (text) => (text === undefined ? '' : 'text'))) {
    if (run.value === '') continue;
    const range = sheet.getRangeByIndexes(at.row, at.firstColumn + run.from, 1, run.to - run.from + 1);
    // a column of dates leaves no room for the word that says whose it is
    const mine = columns[run.from]?.owner === 'proposed';
    formatBody(range, mine ? '"◇ "mm-dd' : 'mm-dd');
    range.values = [texts.slice(run.from, run.to + 1).map((text) => dateSerial(text ?? '') ?? `'${text}`)];
  }
}

function formatHeadings(sheet: Excel.Worksheet, table: SheetTable, language: Language): void {
  const headings = sheet.getRangeByIndexes(headingRowOf(table), 0, 1, table.columns.length);
  headings.format.rowHeight = 30;
  headings.format.wrapText = true;
  headings.format.verticalAlignment = Excel.VerticalAlignment.center;
  headings.format.font.bold = true;
  headings.format.fill.color = '#F0F0F0';
  table.columns.forEach((column, position) => {
    const heading = sheet.getRangeByIndexes(headingRowOf(table), position, 1, 1);
    if (column.owner !== 'addin') heading.format.font.color = EDITABLE_FONT;
    if (column.owner === 'proposed') heading.format.fill.color = PROPOSED_FILL;
    heading.dataValidation.prompt = { showPrompt: true, ...headingPrompt(column, language) };
  });
}

function addLists(sheet: Excel.Worksheet, table: SheetTable, language: Language, rowCount: number): void {
  table.columns.forEach((column, position) => {
    if (!column.list || !column.words) return;
    const source = Object.values(column.words)
      .map((word) => word[language])
      .join(',');
    sheet.getRangeByIndexes(headingRowOf(table) + 1, position, rowCount, 1).dataValidation.rule = {
      list: { inCellDropDown: true, source },
    };
  });
}

function addConditionalFormats(sheet: Excel.Worksheet, table: SheetTable, rowCount: number): void {
  for (const rule of CONDITIONAL_RULES[table.id] ?? []) {
    const position = table.columns.findIndex((column) => column.id === rule.column);
    const formats = sheet.getRangeByIndexes(headingRowOf(table) + 1, position, rowCount, 1).conditionalFormats;
    if (rule.formula) {
      const { custom } = formats.add(Excel.ConditionalFormatType.custom);
      custom.rule.formula = rule.formula(`$${columnLetters(position)}${headingRowOf(table) + 2}`);
      custom.format.font.color = rule.font;
      if (rule.fill) custom.format.fill.color = rule.fill;
    } else if (rule.text) {
      const { textComparison } = formats.add(Excel.ConditionalFormatType.containsText);
      textComparison.rule = { operator: Excel.ConditionalTextOperator.contains, text: rule.text };
      textComparison.format.font.color = rule.font;
      if (rule.fill) textComparison.format.fill.color = rule.fill;
    }
  }
}

function foldColumns(sheet: Excel.Worksheet, table: SheetTable): void {
  for (const { from, to } of foldedRuns(table)) {
    const columns = sheet.getRangeByIndexes(0, from, 1, to - from + 1).getEntireColumn();
    columns.group(Excel.GroupOption.byColumns);
    columns.hideGroupDetails(Excel.GroupOption.byColumns);
  }
}

function layOutPage(sheet: Excel.Worksheet, { table, brandName, language, stamp }: NewSheet): void {
  const { pageLayout } = sheet;
  pageLayout.orientation = Excel.PageOrientation.landscape;
  pageLayout.paperSize = Excel.PaperType.a4;
  pageLayout.zoom = { horizontalFitToPages: 1 };
  pageLayout.setPrintTitleRows(`$${bandRowOf(table) + 1}:$${headingRowOf(table) + 1}`);
  const last = lastPrintedColumn(table);
  // whole columns: rows that are added later are printed too
  if (last !== null) pageLayout.setPrintArea(`A:${last}`);
  pageLayout.headersFooters.defaultForAllPages.centerHeader = titleText(table, brandName, language).replaceAll(
    '&',
    '&&',
  );
  writeFooters(sheet, stamp, language);
}

export function writeFooters(sheet: Excel.Worksheet, stamp: CutStamp, language: Language): void {
  const pages = sheet.pageLayout.headersFooters.defaultForAllPages;
  const texts = footerTexts(stamp, language);
  pages.leftFooter = texts.left;
  pages.centerFooter = texts.center;
  pages.rightFooter = texts.right;
}
