import type { Language } from '../tables';
import { EDITABLE_FONT, PROPOSED_FILL, QUIET_FONT } from './create-sheet';
import { addForecastChart } from './forecast-chart';
import {
  absentFormula,
  BLOCK_ROW,
  CHART_POINTS,
  DATA_ROWS,
  dataColumn,
  dataFormulas,
  dataRow,
  factFormulas,
  listFormulas,
  PICK_SKU,
  PICK_WAREHOUSE,
} from './forecast-formulas';
import { FORECAST_TEXTS } from './forecast-texts';
import type { Journal } from './journal';
import { columnCharacters, frozenCount } from './layout';
import type { RawCell } from './cells';
import type { LiveTable, LiveWorkbook } from './live';

/** Characters of width the chart takes beside the frozen columns. */
const CHART_CHARACTERS = 78;

/**
 * The block over the forecast table: two lists to choose an item with, its facts, and a chart of its history and
 * forecast. Written once, when the sheet is made and its figures stand; from then on it is the user's.
 *
 * @param item SKU and warehouse shown at first
 */
export function writeForecastBlock(
  context: Excel.RequestContext,
  workbook: LiveWorkbook,
  live: LiveTable,
  language: Language,
  item: readonly [RawCell, RawCell],
): void {
  const sheet = context.workbook.worksheets.getItem(live.sheetId);
  const height = DATA_ROWS.length;
  sheet.getRangeByIndexes(BLOCK_ROW, 0, height, 1).format.rowHeight = 18;
  writePickers(sheet, live, language, item);
  writeFacts(sheet, live, language);
  const first = dataColumn(live);
  writeData(sheet, workbook, live, language);
  addForecastChart(
    sheet,
    {
      firstPoint: first + 1,
      from: sheet.getRangeByIndexes(BLOCK_ROW, chartColumns(live, language).from, 1, 1),
      to: sheet.getRangeByIndexes(BLOCK_ROW + height - 1, chartColumns(live, language).to, 1, 1),
    },
    language,
  );
}

/** The chart stands right of the frozen columns, as wide as it takes. */
function chartColumns({ table }: LiveTable, language: Language): { from: number; to: number } {
  const from = frozenCount(table);
  let width = 0;
  let to = from;
  for (; to < table.columns.length - 1; to++) {
    const column = table.columns[to];
    if (column) width += columnCharacters(column, language);
    if (width >= CHART_CHARACTERS) break;
  }
  return { from, to };
}

function writePickers(
  sheet: Excel.Worksheet,
  live: LiveTable,
  language: Language,
  item: readonly [RawCell, RawCell],
): void {
  const lists = listFormulas(live);
  const picks = [
    { at: PICK_SKU, id: 'sku_id', value: item[0], source: lists.sku },
    { at: PICK_WAREHOUSE, id: 'warehouse_id', value: item[1], source: lists.warehouse },
  ];
  for (const { at, id, value, source } of picks) {
    const heading = live.headings[live.columns.findIndex((column) => column?.id === id)] ?? '';
    const label = sheet.getRangeByIndexes(at.row, 0, 1, 1);
    label.values = [[`'${heading}`]];
    label.format.font.bold = true;
    const cell = sheet.getRangeByIndexes(at.row, at.column, 1, 1);
    // codes stay text, also when the user picks another
    cell.numberFormat = [['@']];
    cell.values = [[value]];
    cell.format.font.color = EDITABLE_FONT;
    cell.format.font.bold = true;
    cell.format.fill.color = PROPOSED_FILL;
    cell.dataValidation.rule = { list: { inCellDropDown: true, source } };
    cell.dataValidation.prompt = {
      showPrompt: true,
      title: FORECAST_TEXTS.choose[language],
      message: FORECAST_TEXTS.chooseWhy[language],
    };
  }
}

function writeFacts(sheet: Excel.Worksheet, live: LiveTable, language: Language): void {
  const facts = factFormulas(live, language);
  const row = PICK_WAREHOUSE.row + 1;
  const labels = sheet.getRangeByIndexes(row, 0, facts.length, 1);
  labels.values = facts.map(({ label }) => [`'${label}`]);
  labels.format.font.color = QUIET_FONT;
  const values = sheet.getRangeByIndexes(row, PICK_SKU.column, facts.length, 1);
  values.numberFormat = facts.map(({ format }) => [format]);
  values.formulas = facts.map(({ formula }) => [formula]);
  values.format.horizontalAlignment = Excel.HorizontalAlignment.left;
  // longer than its column, it runs on over the next ones
  const message = sheet.getRangeByIndexes(BLOCK_ROW + DATA_ROWS.length - 1, 0, 1, 1);
  message.formulas = [[absentFormula(live, language)]];
  message.format.font.color = '#B10E1C';
}

function writeData(sheet: Excel.Worksheet, workbook: LiveWorkbook, live: LiveTable, language: Language): void {
  const first = dataColumn(live);
  const { rows, helpers } = dataFormulas(workbook, live);
  const all = sheet.getRangeByIndexes(BLOCK_ROW, first, DATA_ROWS.length, CHART_POINTS + 1);
  all.format.font.color = QUIET_FONT;
  all.format.font.size = 9;
  sheet.getRangeByIndexes(BLOCK_ROW, first, DATA_ROWS.length, 1).values = DATA_ROWS.map((row) => [
    FORECAST_TEXTS[row][language],
  ]);
  for (const row of DATA_ROWS) {
    const formulas = rows[row];
    if (!formulas) continue;
    const range = sheet.getRangeByIndexes(dataRow(row), first + 1, 1, formulas.length);
    range.numberFormat = [formulas.map(() => (row === 'week' ? 'mm-dd' : '#,##0.0'))];
    range.formulas = [formulas];
  }
  sheet.getRangeByIndexes(dataRow('rows'), first + 1, 1, helpers.length).formulas = [helpers];
}

/**
 * The chart's cells that read a table which was made only now: a formula cannot name a table before it is there. Only
 * cells that still stand where they were written, under their label, are filled.
 */
export async function refillForecastBlock(
  context: Excel.RequestContext,
  workbook: LiveWorkbook,
  live: LiveTable,
  journal: Journal,
): Promise<void> {
  const sheet = context.workbook.worksheets.getItem(live.sheetId);
  const first = dataColumn(live);
  const cells = sheet.getRangeByIndexes(BLOCK_ROW, first, DATA_ROWS.length, CHART_POINTS + 1);
  cells.load('formulas');
  await context.sync();
  const held = cells.formulas as RawCell[][];
  const { rows } = dataFormulas(workbook, live);
  for (const row of ['week', 'sales', 'change'] as const) {
    const [label, ...before] = held[dataRow(row) - BLOCK_ROW] ?? [];
    const formulas = rows[row];
    if (!formulas || !Object.values(FORECAST_TEXTS[row]).some((text) => text === label)) continue;
    const place = { sheetId: live.sheetId, row: dataRow(row), column: first + 1 };
    journal.add({ kind: 'formulas', ...place, before: [before] });
    sheet.getRangeByIndexes(place.row, place.column, 1, formulas.length).formulas = [formulas];
  }
}
