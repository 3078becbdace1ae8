import { newAxes, withSources, type Chart, type ChartCorner, type ChartKind, type ChartSeries } from '../chart';
import { RichError } from '../executor/errors';
import { pointsOfPixels, type Book } from '../univer/book';
import { formatArea, parseArea, quoteSheet, shiftArea, splitSheet, type Area, type Shift } from './address';
import { plainValue } from './cell-text';
import { readCell } from './content';
import { freeName } from './names';
import type { HostWorkbook, RangeReference } from './workbook';

export interface HostSeries extends ChartSeries<RangeReference> {
  readonly id: string;
}
/** A chart in the workbook. Its cells are references that follow when rows and columns move. */
export interface HostChart extends Chart<RangeReference> {
  readonly id: string;
  series: HostSeries[];
}

/** Where Excel puts a chart that nobody placed, and how large it makes it (points). */
const PLACE = { left: 150, top: 75, width: 360, height: 216 };

export function addChart(
  wb: HostWorkbook,
  sheetId: string,
  kind: ChartKind,
  source: { sheetId: string; area: Area },
  seriesBy: 'Auto' | 'Columns' | 'Rows',
): HostChart {
  wb.requireWritable(sheetId);
  const { charts } = wb.state(sheetId);
  const series = seriesOf(wb, source, seriesBy, kind);
  const chart: HostChart = {
    id: wb.newChartId(),
    name: freeName(
      'Chart ',
      charts.map(({ name }) => name),
    ),
    kind,
    from: cornerAt(wb, sheetId, PLACE.left, PLACE.top),
    to: cornerAt(wb, sheetId, PLACE.left + PLACE.width, PLACE.top + PLACE.height),
    // Excel titles a chart of one series with its name and any other with this text
    title: { text: '', visible: true, font: {} },
    legend: { visible: series.length > 1, position: 'Bottom', font: {} },
    series,
    axes: newAxes(),
    blanks: 'NotPlotted',
    visibleOnly: true,
    fill: {},
    border: {},
    font: {},
  };
  chart.title.text = series.length === 1 && series[0] ? seriesName(wb, series[0]) : 'Chart Title';
  charts.push(chart);
  wb.chartsChanged();
  return chart;
}

export const newSeries = (
  wb: HostWorkbook,
  kind: ChartKind,
  name: ChartSeries<RangeReference>['name'],
  values: RangeReference,
  categories: RangeReference | null,
): HostSeries => ({
  id: wb.newChartId(),
  name,
  values,
  categories,
  kind,
  secondary: false,
  smooth: false,
  line: {},
  fill: {},
});

/**
 * Splits a range into series as Excel does: along the longer side; a first row or column of texts (or with a blank
 * corner) holds names or categories.
 */
function seriesOf(
  wb: HostWorkbook,
  { sheetId, area }: { sheetId: string; area: Area },
  seriesBy: 'Auto' | 'Columns' | 'Rows',
  kind: ChartKind,
): HostSeries[] {
  const byColumns = seriesBy === 'Columns' || (seriesBy === 'Auto' && area.rows > area.columns);
  const isText = (row: number, column: number): boolean =>
    typeof plainValue(readCell(wb, sheetId, area.row + row, area.column + column)) === 'string';
  const blankCorner = plainValue(readCell(wb, sheetId, area.row, area.column)) === '';
  const headRow = area.rows > 1 && ((blankCorner && area.columns > 1) || isText(0, area.columns - 1));
  const headColumn = area.columns > 1 && ((blankCorner && area.rows > 1) || isText(area.rows - 1, 0));
  const firstRow = headRow ? 1 : 0;
  const firstColumn = headColumn ? 1 : 0;
  const part = (row: number, column: number, rows: number, columns: number): RangeReference => ({
    sheetId,
    area: { row: area.row + row, column: area.column + column, rows, columns },
  });
  const [rows, columns] = [area.rows - firstRow, area.columns - firstColumn];
  const count = byColumns ? columns : rows;
  return Array.from({ length: Math.max(0, count) }, (_, i) => {
    const named = byColumns ? headRow : headColumn;
    const labelled = byColumns ? headColumn : headRow;
    const at = byColumns ? firstColumn + i : firstRow + i;
    return newSeries(
      wb,
      kind,
      named ? { cell: byColumns ? part(0, at, 1, 1) : part(at, 0, 1, 1) } : `Series${i + 1}`,
      byColumns ? part(firstRow, at, rows, 1) : part(at, firstColumn, 1, columns),
      labelled ? (byColumns ? part(firstRow, 0, rows, 1) : part(0, firstColumn, 1, columns)) : null,
    );
  });
}

export function seriesName(wb: HostWorkbook, { name }: Pick<HostSeries, 'name'>): string {
  if (typeof name === 'string') return name;
  const { sheetId, area } = name.cell;
  return area && wb.hasSheet(sheetId) ? String(plainValue(readCell(wb, sheetId, area.row, area.column))) : '#REF!';
}

/** @throws RichError ItemNotFound when the chart is gone */
export function chartOf(wb: HostWorkbook, sheetId: string, id: string): HostChart {
  const found = wb.hasSheet(sheetId) ? wb.state(sheetId).charts.find((chart) => chart.id === id) : undefined;
  if (!found) throw new RichError('ItemNotFound', "The requested chart doesn't exist.");
  return found;
}

export function removeChart(wb: HostWorkbook, sheetId: string, id: string): void {
  wb.requireWritable(sheetId);
  const state = wb.state(sheetId);
  state.charts = state.charts.filter((chart) => chart.id !== id);
  wb.chartsChanged();
}

// ---- where a chart lies -------------------------------------------------------------------------------------------

/** Width a column is drawn with; a hidden one has none. */
export const columnPixels = (book: Book, sheetId: string, column: number): number => {
  const sheet = book.worksheet(sheetId);
  return sheet.getColVisible(column) ? sheet.getColumnWidth(column) : 0;
};
export const rowPixels = (book: Book, sheetId: string, row: number): number => {
  const sheet = book.worksheet(sheetId);
  return sheet.getRowVisible(row) ? sheet.getRowHeight(row) : 0;
};

/** The corner so many points from the sheet's edges. */
export function cornerAt(wb: HostWorkbook, sheetId: string, left: number, top: number): ChartCorner {
  const walk = (points: number, size: (index: number) => number): { index: number; rest: number } => {
    let rest = Math.max(0, points);
    for (let index = 0; index < 20_000; index++) {
      const here = pointsOfPixels(size(index));
      if (rest < here) return { index, rest };
      rest -= here;
    }
    return { index: 20_000, rest: 0 };
  };
  const across = walk(left, (column) => columnPixels(wb.book, sheetId, column));
  const down = walk(top, (row) => rowPixels(wb.book, sheetId, row));
  return { column: across.index, row: down.index, x: across.rest, y: down.rest };
}

export function pointsOf(wb: HostWorkbook, sheetId: string, corner: ChartCorner): { left: number; top: number } {
  let [left, top] = [0, 0];
  for (let column = 0; column < corner.column; column++) left += columnPixels(wb.book, sheetId, column);
  for (let row = 0; row < corner.row; row++) top += rowPixels(wb.book, sheetId, row);
  const within = (offset: number, pixels: number): number => Math.min(offset, pointsOfPixels(pixels));
  return {
    left: pointsOfPixels(left) + within(corner.x, columnPixels(wb.book, sheetId, corner.column)),
    top: pointsOfPixels(top) + within(corner.y, rowPixels(wb.book, sheetId, corner.row)),
  };
}

export interface ChartBox {
  left: number;
  top: number;
  width: number;
  height: number;
}

export function boxOf(wb: HostWorkbook, sheetId: string, chart: HostChart): ChartBox {
  const from = pointsOf(wb, sheetId, chart.from);
  const to = pointsOf(wb, sheetId, chart.to);
  return { ...from, width: Math.max(0, to.left - from.left), height: Math.max(0, to.top - from.top) };
}

export function placeChart(wb: HostWorkbook, sheetId: string, chart: HostChart, change: Partial<ChartBox>): void {
  wb.requireWritable(sheetId);
  const { left, top, width, height } = { ...boxOf(wb, sheetId, chart), ...change };
  chart.from = cornerAt(wb, sheetId, left, top);
  chart.to = cornerAt(wb, sheetId, left + width, top + height);
  wb.chartsChanged();
}

// ---- rows and columns that move -------------------------------------------------------------------------------------

/** Charts after cells of a sheet moved: their sources follow, and with whole rows or columns the charts of that sheet. */
export function shiftCharts(wb: HostWorkbook, sheetId: string, shift: Shift): void {
  const follow = (source: RangeReference | null): void => {
    if (source?.sheetId === sheetId && source.area) source.area = shiftArea(source.area, shift);
  };
  const corner = (at: ChartCorner): void => {
    const key = shift.axis === 'row' ? 'row' : 'column';
    if (at[key] < shift.at) return;
    at[key] = Math.max(shift.at, at[key] + shift.count);
  };
  for (const home of wb.sheetIds()) {
    for (const chart of wb.state(home).charts) {
      for (const one of chart.series) {
        follow(one.values);
        follow(one.categories);
        if (typeof one.name !== 'string') follow(one.name.cell);
      }
      if (home !== sheetId || shift.span) continue;
      corner(chart.from);
      corner(chart.to);
    }
  }
  wb.chartsChanged();
}

/** Charts of other sheets lose the cells of a sheet that is gone. */
export function forgetSources(wb: HostWorkbook, sheetId: string): void {
  for (const home of wb.sheetIds()) {
    for (const { series } of wb.state(home).charts) {
      for (const one of series) {
        const names = typeof one.name === 'string' ? [] : [one.name.cell];
        for (const source of [one.values, one.categories, ...names]) {
          if (source?.sheetId === sheetId) source.area = null;
        }
      }
    }
  }
  wb.chartsChanged();
}

// ---- files --------------------------------------------------------------------------------------------------------

/** The chart as a file names its cells; series whose cells are gone stay out. */
export function toBookChart(wb: HostWorkbook, { id: _id, ...chart }: HostChart): Chart<string> {
  const address = ({ sheetId, area }: RangeReference): string =>
    area && wb.hasSheet(sheetId) ? `${quoteSheet(wb.sheetName(sheetId))}!${formatArea(area, true)}` : '#REF!';
  const named = withSources<RangeReference, string>(
    { ...chart, series: chart.series.map(({ id: _series, ...one }) => one) },
    address,
  );
  return { ...named, series: named.series.filter(({ values }) => values !== '#REF!') };
}

export function fromBookChart(wb: HostWorkbook, sheetId: string, chart: Chart<string>): HostChart {
  const source = (address: string): RangeReference => {
    const { sheet, rest } = splitSheet(address);
    const home = sheet === null ? sheetId : wb.findSheet(sheet);
    return home === null ? { sheetId, area: null } : { sheetId: home, area: parseArea(rest) };
  };
  const { series, ...rest } = withSources(chart, source);
  return { ...rest, id: wb.newChartId(), series: series.map((one) => ({ ...one, id: wb.newChartId() })) };
}
