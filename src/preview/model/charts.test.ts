import { openTestWorkbook, type TestWorkbook } from '../testing/open';
import { drawnChart } from '../book/chart-data';
import { chartSvg, scaleOf } from '../page/chart-svg';

let wb: TestWorkbook;
beforeEach(async () => {
  wb = await openTestWorkbook();
});
afterEach(() => wb.dispose());

const charts = () => wb.host.workbook.state(wb.host.workbook.sheetIds()[0]!).charts;
const drawing = () => drawnChart(wb.host.workbook, wb.host.workbook.sheetIds()[0]!, charts()[0]!);

/** Weeks in a row, two series below with their names on the left. */
const fill = (): Promise<void> =>
  wb.run(async (context) => {
    const sheet = context.workbook.worksheets.getActiveWorksheet();
    sheet.getRange('A1:D3').formulas = [
      ['', 46342, 46349, 46356],
      ['Sales', 10, '=NA()', 30],
      ['Plan', '', 25, 35],
    ];
    sheet.getRange('B1:D1').numberFormat = [['mm-dd', 'mm-dd', 'mm-dd']];
    const chart = sheet.charts.add('Line', sheet.getRange('A1:D3'), 'Rows');
    chart.name = 'Weeks';
    await context.sync();
  });

test('a range becomes series, names and categories as in Excel, and every setting reads back', async () => {
  await fill();
  const read = await wb.run(async (context) => {
    const sheet = context.workbook.worksheets.getActiveWorksheet();
    const chart = sheet.charts.getItem('weeks');
    chart.title.text = 'Two lines';
    chart.legend.position = 'Top';
    chart.axes.valueAxis.minimum = 5;
    chart.axes.valueAxis.numberFormat = '#,##0';
    chart.axes.categoryAxis.visible = false;
    chart.axes.valueAxis.title.text = 'units';
    const second = chart.series.getItemAt(1);
    second.format.line.color = '#0F6CBD';
    second.format.line.weight = 2.25;
    second.format.line.lineStyle = 'Dash';
    second.axisGroup = 'Secondary';
    chart.axes.getItem('Value', 'Secondary').title.text = 'levels';
    await context.sync();
    const right = chart.axes.getItem('Value', 'Secondary');
    right.title.load('text');
    chart.load('name,chartType,title/text,legend/position');
    chart.axes.valueAxis.load('minimum,numberFormat,visible');
    chart.axes.valueAxis.title.load('text,visible');
    chart.axes.categoryAxis.load('visible');
    chart.series.load('items/name,items/axisGroup');
    second.format.line.load('color,weight,lineStyle');
    sheet.charts.load('count,items/name');
    const none = sheet.charts.getItemOrNullObject('no such chart');
    await context.sync();
    return {
      chart: [chart.name, chart.chartType, chart.title.text, chart.legend.position],
      axis: [chart.axes.valueAxis.minimum, chart.axes.valueAxis.numberFormat, chart.axes.valueAxis.visible],
      titles: [chart.axes.valueAxis.title.text, chart.axes.valueAxis.title.visible, right.title.text],
      hidden: chart.axes.categoryAxis.visible,
      series: chart.series.items.map((one) => [one.name, one.axisGroup]),
      line: [second.format.line.color, second.format.line.weight, second.format.line.lineStyle],
      charts: [sheet.charts.count, sheet.charts.items.map((one) => one.name), none.isNullObject],
    };
  });
  expect(read).toEqual({
    chart: ['Weeks', 'Line', 'Two lines', 'Top'],
    axis: [5, '#,##0', true],
    titles: ['units', true, 'levels'],
    hidden: false,
    series: [
      ['Sales', 'Primary'],
      ['Plan', 'Secondary'],
    ],
    line: ['#0F6CBD', 2.25, 'Dash'],
    charts: [1, ['Weeks'], true],
  });
  expect(wb.host.unknownMembers).toEqual([]);
});

test('series are added, filled, deleted, and found again after a sync', async () => {
  await fill();
  const names = await wb.run(async (context) => {
    const sheet = context.workbook.worksheets.getActiveWorksheet();
    const chart = sheet.charts.getItem('Weeks');
    const third = chart.series.add('Third');
    await context.sync();
    third.setValues(sheet.getRange('B3:D3'));
    third.setXAxisValues(sheet.getRange('B1:D1'));
    third.chartType = 'AreaStacked';
    third.format.fill.setSolidColor('#9DC6EC');
    chart.series.getItemAt(0).delete();
    await context.sync();
    third.name = 'Band';
    chart.series.load('items/name,items/chartType');
    await context.sync();
    return chart.series.items.map((one) => [one.name, one.chartType]);
  });
  expect(names).toEqual([
    ['Plan', 'Line'],
    ['Band', 'AreaStacked'],
  ]);
  expect(drawing().series[1]).toMatchObject({ color: '#9DC6EC', values: [null, 25, 35] });
});

test('a chart lies between cells: it is placed by cells or points, and moves with inserted rows', async () => {
  await fill();
  const boxes = await wb.run(async (context) => {
    const sheet = context.workbook.worksheets.getActiveWorksheet();
    const chart = sheet.charts.getItem('Weeks');
    chart.setPosition('B5', 'C8');
    chart.load('left,top,width,height');
    await context.sync();
    const placed = [chart.left, chart.top, chart.width, chart.height];
    chart.left = 10;
    chart.width = 100;
    chart.load('left,top,width,height');
    await context.sync();
    const moved = [chart.left, chart.top, chart.width, chart.height];
    sheet.getRange('2:3').insert('Down');
    chart.load('top');
    await context.sync();
    return { placed, moved, lower: chart.top };
  });
  // a standard column is 48 points wide, a row 15 high
  expect(boxes).toEqual({ placed: [48, 60, 96, 60], moved: [10, 60, 100, 60], lower: 90 });
  expect(drawing().series.map(({ name, values }) => [name, values])).toEqual([
    ['Sales', [10, null, 30]],
    ['Plan', [null, 25, 35]],
  ]);
});

test('its figures follow the cells; hidden ones are left out unless asked for', async () => {
  await fill();
  expect(drawing().labels).toEqual(['11-16', '11-23', '11-30']);
  wb.host.user.type('Sheet1', 'C2', '20');
  await wb.host.idle();
  expect(drawing().series[0]!.values).toEqual([10, 20, 30]);
  await wb.run(async (context) => {
    context.workbook.worksheets.getActiveWorksheet().getRange('C:C').columnHidden = true;
    await context.sync();
  });
  expect(drawing().series[0]!.values).toEqual([10, 30]);
  await wb.run(async (context) => {
    context.workbook.worksheets.getActiveWorksheet().charts.getItem('Weeks').plotVisibleOnly = false;
    await context.sync();
  });
  expect(drawing().series[0]!.values).toEqual([10, 20, 30]);
});

test('what the preview cannot draw, and what is gone, is refused', async () => {
  await fill();
  expect(
    await wb.fails(async (context) => {
      const sheet = context.workbook.worksheets.getActiveWorksheet();
      sheet.charts.add('Pie', sheet.getRange('A1:D3'));
      await context.sync();
    }),
  ).toMatchObject({ code: 'ApiNotFound', message: 'The preview has no chart of the kind Pie.' });
  expect(
    await wb.fails(async (context) => {
      const sheet = context.workbook.worksheets.getActiveWorksheet();
      sheet.charts.getItem('Weeks').delete();
      await context.sync();
      sheet.charts.getItem('Weeks').load('name');
      await context.sync();
    }),
  ).toMatchObject({ code: 'ItemNotFound' });
  expect(charts()).toEqual([]);
  await fill();
  wb.host.user.protectSheet('Sheet1', true);
  expect(
    await wb.fails(async (context) => {
      context.workbook.worksheets.getActiveWorksheet().charts.getItem('Weeks').title.text = 'x';
      await context.sync();
    }),
  ).toMatchObject({ code: 'AccessDenied' });
});

test('a chart keeps its place in memory of other sheets: deleting its source leaves it without lines', async () => {
  await wb.run(async (context) => {
    const data = context.workbook.worksheets.add('Data');
    data.getRange('A1:C1').values = [[1, 2, 3]];
    const sheet = context.workbook.worksheets.getItem('Sheet1');
    sheet.charts.add('ColumnClustered', data.getRange('A1:C1'), 'Rows');
    await context.sync();
    data.delete();
    await context.sync();
  });
  expect(drawing().series[0]!.values).toEqual([]);
  expect(wb.host.toBookFile().sheets[0]!.charts[0]!.series).toEqual([]);
});

describe('drawing', () => {
  test('lines break where there is no value, and labels say what the cells say', async () => {
    await fill();
    await wb.run(async (context) => {
      const chart = context.workbook.worksheets.getActiveWorksheet().charts.getItem('Weeks');
      chart.title.text = 'a < b';
      chart.series.getItemAt(1).format.line.lineStyle = 'Dash';
      await context.sync();
    });
    const svg = chartSvg(drawing());
    const lines = [...svg.matchAll(/<path d="([^"]*)" fill="none"[^>]*>/g)].map(([whole, d]) => [
      (d!.match(/M/g) ?? []).length,
      (d!.match(/L/g) ?? []).length,
      whole.includes('dasharray'),
    ]);
    // sales: two points alone; plan: one stretch of two
    expect(lines).toEqual([
      [2, 0, false],
      [1, 1, true],
    ]);
    expect(svg).toContain('a &#60; b');
    expect(svg).toContain('>11-30<');
    expect(svg).toContain('>Plan<');
  });

  // by hand: about six round steps that hold all values, from 0 when none is negative
  test.each([
    [[3, 97], 0, 100, 20],
    [[-4, 9], -5, 10, 5],
    [[0.02, 0.11], 0, 0.12, 0.02],
    [[], 0, 1, 0.2],
  ])('the scale of %j', (values, minimum, maximum, step) => {
    const scale = scaleOf(values, { minimum: null, maximum: null, majorUnit: null });
    expect(scale.minimum).toBeCloseTo(minimum);
    expect(scale.maximum).toBeCloseTo(maximum);
    expect(scale.ticks[1]! - scale.ticks[0]!).toBeCloseTo(step);
  });
});
