import {
  historyWeekId,
  sheetTable,
  forecastLineId,
  FORECAST_WEEKS,
  type CellValue,
  type Language,
} from '../src/tables';
import { applyWrite, inspectWorkbook, previewWrite, readTables, refreshTables, undoWrite } from '../src/workbook';
import { columnLetters } from '../src/workbook/addresses';
import { bind, openWorkbook, stampOf, tableRows, type OpenWorkbook } from './workbook-harness';

let book: OpenWorkbook;
beforeEach(async () => {
  book = await openWorkbook();
});
afterEach(() => {
  book.close();
  expect(book.host.unknownMembers).toEqual([]);
});

type Row = Record<string, CellValue>;
const sales = (sku_id: string, warehouse_id: string, model: string, weeks: (number | null)[]): Row => ({
  sku_id,
  warehouse_id,
  model,
  ...Object.fromEntries(weeks.map((quantity, at) => [historyWeekId(at + 1), quantity])),
});
/** Every line of the forecast: `start` in the first week, one more each week. */
const forecast = (sku_id: string, warehouse_id: string, start: number, more: Row = {}): Row => ({
  sku_id,
  warehouse_id,
  name: `Name of ${sku_id}`,
  demand_class: 'smooth',
  method: 'Two averages',
  accuracy: 0.825,
  total_13w: 13 * start + 78,
  low: 100,
  high: 200,
  ...Object.fromEntries(
    (['f', 's', 'l', 'h', 'm', 't', 'x'] as const).flatMap((line, at) =>
      Array.from({ length: FORECAST_WEEKS }, (_, week) => [forecastLineId(line, week + 1), start + week + 100 * at]),
    ),
  ),
  ...more,
});

const SALES = [
  // two models of one item: their weeks add up; nothing is recorded in week 2, nothing sold in week 3
  sales('00123', 'NGB', 'bonded', [10, null, 0, 40]),
  sales('00123', 'NGB', 'direct', [5, null, null, 1]),
  // the same digits without the zeros are another item
  sales('123', 'NGB', 'bonded', [900, 900, 900, 900]),
  sales('B', 'SHA', 'bonded', [7, 8]),
];
const CORRECTIONS = [
  // Monday of week 1 is 2026-11-16: its Sunday is still that week, the day before belongs to week 2
  { day: '2026-11-22', kind: 'out_of_stock', change: 6, use_raw: null },
  { day: '2026-11-15', kind: 'out_of_stock', change: 2.5, use_raw: null },
  { day: '2026-11-16', kind: 'bulk', change: -100, use_raw: 'yes' },
].map((row) => ({ sku_id: '00123', warehouse_id: 'NGB', model: 'bonded', ...row }));
const FORECASTS = [
  forecast('00123', 'NGB', 20),
  forecast('B', 'NGB', 50),
  forecast('B', 'SHA', 70, { accuracy: null }),
];

const week = (days: number): string => new Date(Date.UTC(2026, 10, 16) + days * 86_400_000).toISOString().slice(0, 10);
const salesTable = () => ({
  ...tableRows('TW_Sales', SALES),
  bandTexts: Object.fromEntries(Array.from({ length: 104 }, (_, at) => [historyWeekId(at + 1), week(-7 * at)])),
});
const forecastTable = (rows = FORECASTS) => ({
  ...tableRows('TW_Forecast', rows),
  bandTexts: Object.fromEntries(
    Array.from({ length: FORECAST_WEEKS }, (_, at) => [forecastLineId('f', at + 1), week(7 + 7 * at)]),
  ),
});

async function build(language: Language = 'en', corrections: Row[] = CORRECTIONS): Promise<string> {
  await bind({ language });
  const pulled = [salesTable(), ...(corrections.length > 0 ? [tableRows('TW_Corrections', corrections)] : [])];
  await refreshTables(pulled, { stamp: stampOf() });
  const report = await applyWrite(await previewWrite([forecastTable()], stampOf()), 'all', {});
  await book.host.idle();
  return report.sheetNames[0]!;
}

/** The chart's cells: right of the table after three blank columns; a label, 26 weeks of history, 13 of forecast. */
const LABEL = sheetTable('TW_Forecast').columns.length + 3;
const at = (offset: number): string => columnLetters(LABEL + offset);
const ROWS = { week: 5, sales: 6, change: 7, corrected: 8, forecast: 9, low: 10, high: 11, reorder: 12, maximum: 14 };
const data = (sheet: string, row: keyof typeof ROWS): unknown[] =>
  book.host.read.values(sheet, `${at(1)}${ROWS[row]}:${at(39)}${ROWS[row]}`)[0]!;
const NA = '#N/A';
/** the last four weeks of history */
const newest = (sheet: string, row: keyof typeof ROWS): unknown[] => data(sheet, row).slice(22, 26);
const fact = (sheet: string, label: string): unknown =>
  book.host.read.values(sheet, 'A4:B15').find(([name]) => name === label)?.[1];
const pick = async (sheet: string, sku: string, warehouse: string): Promise<void> => {
  book.host.user.type(sheet, 'B4', sku);
  book.host.user.type(sheet, 'B5', warehouse);
  await book.host.idle();
};

describe('the block above the forecast', () => {
  it('shows the first item, and any other that is picked, without the add-in', async () => {
    const sheet = await build();
    expect(book.host.read.values(sheet, 'A4:B5')).toEqual([
      ['SKU', '00123'],
      ['Warehouse', 'NGB'],
    ]);
    // 10 + 5, no record, 0, 40 + 1
    expect(newest(sheet, 'sales')).toEqual([41, 0, NA, 15]);
    expect(data(sheet, 'sales').slice(0, 22)).toEqual(Array(22).fill(NA));
    expect(data(sheet, 'sales').slice(26)).toEqual(Array(13).fill(''));
    // the bulk order is used raw, so its -100 does not count
    expect(newest(sheet, 'change')).toEqual([0, 0, 2.5, 6]);
    expect(newest(sheet, 'corrected')).toEqual([41, 0, 2.5, 21]);
    expect(data(sheet, 'forecast')).toEqual([
      ...Array<string>(26).fill(''),
      ...Array.from({ length: 13 }, (_, i) => 20 + i),
    ]);
    expect(data(sheet, 'low')[26]).toBe(220);
    expect(data(sheet, 'maximum')[38]).toBe(632);
    // 2026-11-16 is serial 46342
    expect(data(sheet, 'week').slice(24, 28)).toEqual([46335, 46342, 46349, 46356]);
    expect(fact(sheet, 'Class')).toBe('Smooth');
    expect(fact(sheet, 'Accuracy')).toBe(0.825);
    expect(fact(sheet, 'Sold last 13w')).toBe(56);
    expect(fact(sheet, 'Total 13w')).toBe(338);
    expect(fact(sheet, 'Low – high')).toBe('100 – 200');

    await pick(sheet, 'B', 'SHA');
    expect(newest(sheet, 'sales')).toEqual([NA, NA, 8, 7]);
    expect(newest(sheet, 'corrected')).toEqual([NA, NA, 8, 7]);
    expect(data(sheet, 'forecast')[26]).toBe(70);
    expect([fact(sheet, 'Name'), fact(sheet, 'Accuracy')]).toEqual(['Name of B', '']);
    // the second list offers the warehouses of that SKU
    expect(book.host.read.values(sheet, `${at(11)}15:${at(14)}15`)).toEqual([['NGB', 'SHA', '', '']]);

    await pick(sheet, 'B', 'XXX');
    expect(data(sheet, 'forecast').slice(26)).toEqual(Array(13).fill(NA));
    expect(fact(sheet, 'Name')).toBe('');
    expect(book.host.read.value(sheet, 'A15')).toBe('No such row below: choose another SKU or warehouse');
  });

  it('stands over a table that begins in row 17, with only the key columns frozen', async () => {
    const sheet = await build('zh');
    expect(sheet).toBe('预测');
    expect(book.host.read.tables().find(({ name }) => name === 'TW_Forecast')?.address).toMatch(/^A17:[A-Z]+20$/);
    const file = book.host.toBookFile().sheets.find(({ name }) => name === sheet)!;
    expect(file.freeze).toEqual({ rows: 0, columns: 3 });
    expect(file.page?.printTitleRows).toContain('16');
    expect(book.host.read.text(sheet, 'K16:L16')).toEqual([['◇ 11-23', '◇ 11-30']]);
    // the summary of row 3 adds up the rows of the table: 20 + 50 + 70
    expect(book.host.read.value(sheet, 'K3')).toBe(140);
    expect(book.host.read.values(sheet, 'A4:A8').flat()).toEqual(['货号', '仓库', '商品名称', '需求类型', '方法']);
    expect(newest(sheet, 'corrected')).toEqual([41, 0, 2.5, 21]);
    const [chart] = file.charts;
    expect(chart?.series.map(({ name }) => name)).toEqual([
      '销量',
      '修正后需求',
      '低',
      '高',
      '预测',
      '再订货点',
      '目标库存',
      '库存上限',
    ]);
    expect(file.validations.filter(({ listFormula }) => listFormula).map(({ range }) => range)).toEqual(['B4', 'B5']);
  });

  it('draws what its cells hold', async () => {
    const sheet = await build();
    const [chart] = book.host.toBookFile().sheets.find(({ name }) => name === sheet)!.charts;
    expect(chart).toMatchObject({ name: 'TW_Forecast', visibleOnly: true, from: { row: 3, column: 3 } });
    expect(chart?.to.row).toBe(15);
    expect(chart?.series.map(({ values, categories, secondary }) => [values, categories, secondary])).toEqual(
      [6, 8, 10, 11, 9, 12, 13, 14].map((row) => [
        `Forecast!$${at(1)}$${row}:$${at(39)}$${row}`,
        `Forecast!$${at(1)}$5:$${at(39)}$5`,
        row >= 12,
      ]),
    );
  });

  it('is written once: a deleted chart and a picked item stay as the user left them', async () => {
    const sheet = await build();
    await pick(sheet, 'B', 'NGB');
    const excel = book.page.window['Excel'];
    await excel.run(async (context: Excel.RequestContext) => {
      context.workbook.worksheets.getItem('Forecast').charts.getItem('TW_Forecast').delete();
      await context.sync();
    });
    const more = [...FORECASTS, forecast('C', 'NGB', 1)].map((row) => ({ ...row, f1: 33 }));
    const report = await applyWrite(await previewWrite([forecastTable(more)], stampOf()), 'all', {});
    await book.host.idle();
    expect(report).toMatchObject({ rowsAdded: 1 });
    const file = book.host.toBookFile().sheets.find(({ name }) => name === sheet)!;
    expect(file.charts).toEqual([]);
    expect(book.host.read.values(sheet, 'B4:B5').flat()).toEqual(['B', 'NGB']);
    expect(book.host.read.values(sheet, `${at(1)}15:${at(2)}15`)).toEqual([[4, 2]]);
    expect((await readTables(['TW_Forecast'])).get('TW_Forecast')?.rows).toHaveLength(4);
    // undo takes the row and the figures back, and leaves the block alone
    await undoWrite(report.writeId);
    await book.host.idle();
    expect(book.host.read.table('TW_Forecast').rows).toHaveLength(3);
    expect(book.host.read.values(sheet, 'B4:B5').flat()).toEqual(['B', 'NGB']);
    expect(book.host.read.value(sheet, `${at(1)}15`)).toBe(3);
    expect((await inspectWorkbook()).tables.map(({ table }) => table)).toContain('TW_Forecast');
  });

  it('draws corrections that are pulled for the first time after the forecast was written', async () => {
    const sheet = await build('en', []);
    expect(newest(sheet, 'corrected')).toEqual([41, 0, NA, 15]);
    await refreshTables([tableRows('TW_Corrections', CORRECTIONS)], { stamp: stampOf() });
    await book.host.idle();
    expect(newest(sheet, 'corrected')).toEqual([41, 0, 2.5, 21]);
  });

  it('leaves a sheet of an earlier version, with its headings in row 5, as it stands', async () => {
    await bind();
    const language = 'en';
    const columns = sheetTable('TW_Forecast').columns.filter(({ id }) =>
      /^(sku_id|name|warehouse_id|method|total_13w|f\d+)$/.test(id),
    );
    await book.page.window['Excel'].run(async (context: Excel.RequestContext) => {
      const old = context.workbook.worksheets.add('Forecast');
      old.getRange('A1').values = [['Forecast · Sample brand']];
      const area = old.getRangeByIndexes(4, 0, 2, columns.length);
      area.numberFormat = '@' as unknown as string[][];
      area.values = [
        columns.map((column) => column.heading[language]),
        columns.map(({ id }) => ({ sku_id: '00123', warehouse_id: 'NGB' })[id] ?? ''),
      ];
      old.tables.add(area, true).name = 'TW_Forecast';
      await context.sync();
    });
    await refreshTables([salesTable(), tableRows('TW_Corrections', CORRECTIONS)], { stamp: stampOf() });
    const shown = tableRows(
      'TW_Forecast',
      [forecast('00123', 'NGB', 20)],
      columns.map(({ id }) => id),
    );
    const preview = await previewWrite([{ ...forecastTable(), ...shown }], stampOf());
    await applyWrite(preview, 'all', {});
    await book.host.idle();
    expect(book.host.read.tables().find(({ name }) => name === 'TW_Forecast')?.address).toMatch(/^A5:/);
    expect(book.host.read.text('Forecast', 'F4:F6').flat()).toEqual(['◇ 11-23', 'W+1', '20']);
    const file = book.host.toBookFile().sheets.find(({ name }) => name === 'Forecast')!;
    expect([file.charts, file.validations.some(({ listFormula }) => listFormula)]).toEqual([[], false]);
    expect((await readTables(['TW_Forecast'])).get('TW_Forecast')?.rows).toHaveLength(1);
  });

  it('undoing the write that made the sheet takes the chart away with it', async () => {
    await bind();
    const report = await applyWrite(await previewWrite([forecastTable()], stampOf()), 'all', {});
    await book.host.idle();
    // without sales in the workbook their lines are absent
    expect(newest('Forecast', 'sales')).toEqual(Array(4).fill(NA));
    expect(data('Forecast', 'forecast')[26]).toBe(20);
    await undoWrite(report.writeId);
    expect(book.host.read.sheets().map(({ name }) => name)).not.toContain('Forecast');
  });

  it('follows the table when the user renames a heading and moves rows', async () => {
    const sheet = await build();
    book.host.user.renameColumn('TW_Forecast', 'W+1', 'Next week');
    book.host.user.sortTable('TW_Forecast', 'Total 13w', false);
    await book.host.idle();
    expect(data(sheet, 'forecast')[26]).toBe(20);
    book.host.user.insertRow(sheet, 2);
    await book.host.idle();
    expect(book.host.read.values(sheet, `${at(27)}10`)[0]).toEqual([20]);
  });
});
