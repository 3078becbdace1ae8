import type { Language } from '../tables';
import { CHART_POINTS, dataRow, type DataRow } from './forecast-formulas';
import { FORECAST_TEXTS } from './forecast-texts';

interface Line {
  row: DataRow;
  color: string;
  weight: number;
  style: Excel.ChartLineStyle | 'Continuous' | 'Dash' | 'DashDot' | 'RoundDot';
  /** a stock level: measured by the axis on the right, since it is many weeks of demand high */
  level?: true;
}

const INK = '#242424';
const BRAND = '#0F6CBD';
const TINT = '#9DC6EC';
const NEUTRAL = '#8A8886';

/** History is ink, the forecast brand blue, its band a tint of it, water lines are dashed and tell apart by the dash. */
const LINES: readonly Line[] = [
  { row: 'sales', color: INK, weight: 1.75, style: 'Continuous' },
  { row: 'corrected', color: INK, weight: 1.5, style: 'RoundDot' },
  { row: 'low', color: TINT, weight: 1.25, style: 'Continuous' },
  { row: 'high', color: TINT, weight: 1.25, style: 'Continuous' },
  { row: 'forecast', color: BRAND, weight: 2.25, style: 'Continuous' },
  { row: 'reorder', color: NEUTRAL, weight: 1.25, style: 'Dash', level: true },
  { row: 'target', color: NEUTRAL, weight: 1, style: 'RoundDot', level: true },
  { row: 'maximum', color: NEUTRAL, weight: 1, style: 'DashDot', level: true },
];

export interface ChartPlace {
  /** 0-based column of the first point of the chart's cells */
  firstPoint: number;
  from: Excel.Range;
  to: Excel.Range;
}

/** Draws the chart over the cells of the block. It follows them without the add-in. */
export function addForecastChart(
  sheet: Excel.Worksheet,
  { firstPoint, from, to }: ChartPlace,
  language: Language,
): void {
  const points = (row: DataRow): Excel.Range => sheet.getRangeByIndexes(dataRow(row), firstPoint, 1, CHART_POINTS);
  const chart = sheet.charts.add(Excel.ChartType.line, points('sales'), Excel.ChartSeriesBy.rows);
  chart.name = 'TW_Forecast';
  chart.setPosition(from, to);
  // once for all letters: labels with a look of their own are broken into lines by other programs
  chart.format.font.size = 9;
  chart.title.text = FORECAST_TEXTS.chart[language];
  chart.title.format.font.size = 11;
  chart.title.format.font.bold = true;
  chart.legend.visible = true;
  chart.legend.position = Excel.ChartLegendPosition.bottom;
  chart.displayBlanksAs = Excel.ChartDisplayBlanksAs.notPlotted;

  LINES.forEach(({ row, color, weight, style, level }, at) => {
    const series = at === 0 ? chart.series.getItemAt(0) : chart.series.add();
    series.setValues(points(row));
    series.setXAxisValues(points('week'));
    series.name = FORECAST_TEXTS[row][language];
    series.format.line.color = color;
    series.format.line.weight = weight;
    series.format.line.lineStyle = style;
    if (level) series.axisGroup = Excel.ChartAxisGroup.secondary;
  });

  const { categoryAxis, valueAxis } = chart.axes;
  // by date: where sales are newer than the plan, their weeks lie over the forecast's
  categoryAxis.categoryType = Excel.ChartAxisCategoryType.dateAxis;
  categoryAxis.majorUnit = 28;
  categoryAxis.numberFormat = 'mm-dd';
  valueAxis.minimum = 0;
  valueAxis.numberFormat = '#,##0';
  valueAxis.majorGridlines.format.line.color = '#E0E0E0';
  const levels = chart.axes.getItem(Excel.ChartAxisType.value, Excel.ChartAxisGroup.secondary);
  levels.minimum = 0;
  levels.numberFormat = '#,##0';
  levels.title.text = FORECAST_TEXTS.waterLines[language];
  levels.title.format.font.size = 9;
}
