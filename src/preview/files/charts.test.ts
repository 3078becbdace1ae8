import ExcelJS from 'exceljs';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { newAxes, type Chart } from '../chart';
import { emptySheet } from '../book/empty-sheet';
import type { BookFile } from '../types';
import { openXlsx, saveXlsx, type FileNote } from './index';

const chart = (): Chart<string> => {
  const axes = newAxes();
  axes.category.categoryType = 'DateAxis';
  axes.category.numberFormat = 'mm-dd';
  axes.value.minimum = 0;
  axes.value.maximum = 50;
  axes.value.majorUnit = 10;
  axes.value.gridlines.line = { color: '#E0E0E0' };
  axes.secondaryValue.title = { text: '水位线 & more', visible: true, font: { size: 9 } };
  return {
    name: '图 "1"',
    kind: 'Line',
    from: { row: 3, column: 1, x: 0, y: 0 },
    to: { row: 15, column: 9, x: 12.5, y: 3 },
    title: { text: 'Sales <and> forecast', visible: true, font: { size: 11, bold: true, color: '#242424' } },
    legend: { visible: true, position: 'Bottom', font: {} },
    series: [
      {
        name: { cell: "'销量 data'!$A$2" },
        values: "'销量 data'!$B$2:$D$2",
        categories: "'销量 data'!$B$1:$D$1",
        kind: 'Line',
        secondary: false,
        smooth: false,
        line: { color: '#242424', weight: 1.75, style: 'RoundDot' },
        fill: {},
      },
      {
        name: 'Levels',
        values: "'销量 data'!$B$3:$D$3",
        categories: "'销量 data'!$B$1:$D$1",
        kind: 'Line',
        secondary: true,
        smooth: false,
        line: { color: '#8A8886', weight: 1, style: 'DashDot' },
        fill: {},
      },
    ],
    axes,
    blanks: 'NotPlotted',
    visibleOnly: true,
    fill: { color: '#FFFFFF' },
    border: { style: 'None' },
    font: { size: 9 },
  };
};

const book = (charts: Chart<string>[]): BookFile => ({
  sheets: [
    emptySheet('销量 data', {
      cells: new Map([
        [0, new Map([46342, 46349, 46356].map((v, at) => [at + 1, { v, s: 0 }]))],
        [
          1,
          new Map([
            [0, { v: 'Sales' }],
            [1, { v: 10 }],
            [2, { v: '#N/A', error: true as const, f: 'NA()' }],
            [3, { v: 30 }],
          ]),
        ],
        [
          2,
          new Map([
            [1, { v: 400 }],
            [2, { v: 500 }],
            [3, { v: 600 }],
          ]),
        ],
      ]),
      tables: [
        {
          name: 'T',
          range: 'A6:B7',
          columns: [
            { id: 1, name: 'a' },
            { id: 2, name: 'b' },
          ],
          style: null,
          showBandedRows: true,
          showFilterButton: true,
        },
      ],
      validations: [{ range: 'F1', listFormula: 'OFFSET($A$1,1,0,MAX(1,$F$9),1)' }],
      charts,
    }),
    emptySheet('Other', { charts: [{ ...chart(), name: 'Second' }] }),
  ],
  styles: [{ numberFormat: 'mm-dd' }],
  names: [],
  settings: {},
});

const parts = (bytes: Uint8Array): Record<string, string> =>
  Object.fromEntries(Object.entries(unzipSync(bytes)).map(([path, part]) => [path, strFromU8(part)]));

test('charts survive saving and opening', async () => {
  const notes: FileNote[] = [];
  const file = book([chart()]);
  const read = await openXlsx(await saveXlsx(file), { onNote: (note) => notes.push(note) });
  expect(read.sheets.map(({ charts }) => charts)).toEqual(file.sheets.map(({ charts }) => charts));
  expect(read.sheets[0]!.validations).toEqual(file.sheets[0]!.validations);
  expect(notes).toEqual([]);
});

test('combined kinds survive too, in the order of the series', async () => {
  const mixed = chart();
  mixed.series[0] = { ...mixed.series[0]!, kind: 'AreaStacked', fill: { color: '#9DC6EC' }, line: { style: 'None' } };
  mixed.series.push({ ...mixed.series[0]!, name: 'Bars', kind: 'ColumnClustered', fill: { color: null }, line: {} });
  const read = await openXlsx(await saveXlsx(book([mixed])));
  expect(read.sheets[0]!.charts[0]!.series).toEqual(mixed.series);
});

test('the parts are those of the format: linked, declared, with the values the cells show', async () => {
  const files = parts(await saveXlsx(book([chart()])));
  const sheet = files['xl/worksheets/sheet1.xml']!;
  // ECMA-376, CT_Worksheet: the drawing comes before the table parts
  expect(sheet.indexOf('<drawing ')).toBeGreaterThan(sheet.indexOf('</sheetData>'));
  expect(sheet.indexOf('<drawing ')).toBeLessThan(sheet.indexOf('<tableParts'));
  expect(files['xl/worksheets/_rels/sheet1.xml.rels']).toContain('../drawings/drawing1.xml');
  expect(files['xl/worksheets/_rels/sheet2.xml.rels']).toContain('../drawings/drawing2.xml');
  expect(files['xl/drawings/_rels/drawing2.xml.rels']).toContain('../charts/chart2.xml');
  for (const part of ['charts/chart1.xml', 'charts/chart2.xml', 'drawings/drawing1.xml', 'drawings/drawing2.xml']) {
    expect(files['[Content_Types].xml']).toContain(`PartName="/xl/${part}"`);
  }
  const xml = files['xl/charts/chart1.xml']!;
  // an error has no cached point: a viewer that does not recalculate breaks the line there
  expect(xml).toContain(
    '<c:numCache><c:formatCode>General</c:formatCode><c:ptCount val="3"/><c:pt idx="0"><c:v>10</c:v></c:pt>' +
      '<c:pt idx="2"><c:v>30</c:v></c:pt></c:numCache>',
  );
  expect(xml).toContain('<c:formatCode>mm-dd</c:formatCode>');
  expect(xml).toContain('<c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>Sales</c:v></c:pt></c:strCache>');
});

test('exceljs opens the file and finds its cells and table', async () => {
  const reader = new ExcelJS.Workbook();
  await reader.xlsx.load((await saveXlsx(book([chart()]))) as unknown as ExcelJS.Buffer);
  const sheet = reader.getWorksheet('销量 data')!;
  expect(sheet.getCell('B2').value).toBe(10);
  expect(sheet.getTables()).toHaveLength(1);
});

test('of a foreign chart what cannot be drawn is named; one that hangs on one cell is kept', async () => {
  const changed = async (change: (files: Record<string, string>) => void): Promise<[BookFile, FileNote[]]> => {
    const files = parts(await saveXlsx(book([chart()])));
    change(files);
    const bytes = zipSync(Object.fromEntries(Object.entries(files).map(([path, text]) => [path, strToU8(text)])));
    const notes: FileNote[] = [];
    return [await openXlsx(bytes, { onNote: (note) => notes.push(note) }), notes];
  };
  const [pie, said] = await changed((files) => {
    files['xl/charts/chart1.xml'] = files['xl/charts/chart1.xml']!.replaceAll('lineChart>', 'pieChart>');
  });
  expect(pie.sheets[0]!.charts).toEqual([]);
  expect(said).toEqual([
    { sheet: '销量 data', en: 'Chart "图 "1"" is not kept (pieChart).', zh: '图表“图 "1"”未保留（pieChart）。' },
  ]);
  const [one] = await changed((files) => {
    files['xl/drawings/drawing1.xml'] = files['xl/drawings/drawing1.xml']!.replace(
      /<xdr:to>.*<\/xdr:to>/,
      '<xdr:ext cx="1219200" cy="381000"/>',
    ).replaceAll('twoCellAnchor', 'oneCellAnchor');
  });
  // 96 points are two standard columns, 30 points two rows
  expect(one.sheets[0]!.charts[0]).toMatchObject({
    from: { row: 3, column: 1 },
    to: { row: 5, column: 3, x: 0, y: 0 },
  });
});
