import { isFilled, seriesColour, type ChartAxis, type ChartKind } from '../chart';
import { shownText } from './cell-text';
import { boxOf, seriesName, type ChartBox, type HostChart } from './charts';
import { mapCells } from './content';
import type { HostWorkbook, RangeReference } from './workbook';

export interface DrawnSeries {
  name: string;
  kind: ChartKind;
  secondary: boolean;
  color: string | null;
  /** points */
  weight: number;
  /** Office.js ChartLineStyle */
  style: string;
  /** null: nothing is drawn there */
  values: (number | null)[];
}

/** A chart with the figures its cells hold now: all there is to draw. */
export interface DrawnChart {
  name: string;
  box: ChartBox;
  title: string | null;
  legend: HostChart['legend'];
  /** what stands under each category, and how far along the axis it is (0 to 1) */
  labels: string[];
  positions: number[];
  series: DrawnSeries[];
  axes: HostChart['axes'];
  fontSize: number;
  fill: string | null;
}

export function drawnChart(wb: HostWorkbook, sheetId: string, chart: HostChart): DrawnChart {
  const series = chart.series.map((one, index): DrawnSeries => {
    const style = one.line.style ?? 'Automatic';
    return {
      name: seriesName(wb, one),
      kind: one.kind,
      secondary: one.secondary,
      color: isFilled(one.kind) && one.fill.color === null ? null : seriesColour(one, index),
      weight: one.line.weight ?? 2.25,
      style,
      values: valuesOf(wb, one.values, chart),
    };
  });
  const points = Math.max(0, ...series.map(({ values }) => values.length));
  const source = chart.series.find(({ categories }) => categories !== null)?.categories ?? null;
  const labels = labelsOf(wb, source, chart, points);
  return {
    name: chart.name,
    box: boxOf(wb, sheetId, chart),
    title: chart.title.visible ? chart.title.text : null,
    legend: chart.legend,
    labels: labels.map(({ text }) => text),
    positions: positionsOf(
      labels.map(({ value }) => value),
      chart.axes.category,
    ),
    series,
    axes: chart.axes,
    fontSize: chart.font.size ?? 10,
    fill: chart.fill.color === undefined ? '#FFFFFF' : chart.fill.color,
  };
}

/** Cells of a source in the order a chart takes them; hidden ones only when it draws them. */
function cellsOf<T>(
  wb: HostWorkbook,
  source: RangeReference | null,
  { visibleOnly }: HostChart,
  map: Parameters<typeof mapCells<T | undefined>>[3],
): T[] {
  if (!source?.area || !wb.hasSheet(source.sheetId)) return [];
  const sheet = wb.book.worksheet(source.sheetId);
  const shown = (row: number, column: number): boolean =>
    !visibleOnly || (sheet.getRowVisible(row) && sheet.getColVisible(column));
  return mapCells<T | undefined>(wb, source.sheetId, source.area, (cell, row, column) =>
    shown(row, column) ? map(cell, row, column) : undefined,
  )
    .flat()
    .filter((one) => one !== undefined);
}

function valuesOf(wb: HostWorkbook, source: RangeReference, chart: HostChart): (number | null)[] {
  const values = cellsOf<number | null>(wb, source, chart, (cell) => {
    // an error leaves a gap; a text counts for 0, as in Excel
    if (cell.error) return null;
    if (cell.value === null) return chart.blanks === 'Zero' ? 0 : null;
    return typeof cell.value === 'number' ? cell.value : 0;
  });
  return chart.blanks === 'Interplotted' ? bridged(values) : values;
}

/** Gaps between two values filled along the straight line. */
function bridged(values: (number | null)[]): (number | null)[] {
  const result = [...values];
  let before = -1;
  values.forEach((value, at) => {
    if (value === null) return;
    const from = values[before] ?? null;
    for (let i = before + 1; from !== null && i < at; i++) {
      result[i] = from + ((value - from) * (i - before)) / (at - before);
    }
    before = at;
  });
  return result;
}

function labelsOf(
  wb: HostWorkbook,
  source: RangeReference | null,
  chart: HostChart,
  points: number,
): { text: string; value: number | null }[] {
  const format = chart.axes.category.numberFormat;
  const pattern = source ? wb.book.patternReader(source.sheetId) : () => 'General';
  const labels = cellsOf(wb, source, chart, (cell, row, column) => ({
    text: shownText(cell, format ?? pattern(row, column), wb.locale),
    value: typeof cell.value === 'number' && !cell.error ? cell.value : null,
  }));
  for (let at = labels.length; at < points; at++) labels.push({ text: String(at + 1), value: null });
  return labels;
}

/** Dates in proportion to their days, anything else step by step in the middle of its share. */
function positionsOf(values: (number | null)[], { categoryType }: ChartAxis): number[] {
  const dates = values.filter((value) => value !== null);
  const [first, last] = [Math.min(...dates), Math.max(...dates)];
  if (categoryType === 'DateAxis' && dates.length === values.length && last > first) {
    return dates.map((value) => (value - first) / (last - first));
  }
  return values.map((_value, at) => (at + 0.5) / values.length);
}
