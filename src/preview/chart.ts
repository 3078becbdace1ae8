/** A chart as the host, the files and the page around the grid hold it. `Source` is how cells are named there. */

/** Kinds of series the preview draws and saves, by their Office.js names. */
export const CHART_KINDS = ['Line', 'LineMarkers', 'Area', 'AreaStacked', 'ColumnClustered', 'ColumnStacked'] as const;
export type ChartKind = (typeof CHART_KINDS)[number];

/** A line's look; what is absent is automatic. */
export interface ChartLine {
  color?: string;
  /** points */
  weight?: number;
  /** Office.js ChartLineStyle; `None` draws no line */
  style?: string;
}

export interface ChartFont {
  size?: number;
  color?: string;
  bold?: boolean;
}

/** Absent: automatic; null: none. */
export interface ChartFill {
  color?: string | null;
}

export interface ChartSeries<Source> {
  /** a fixed text, or the cell that holds the name */
  name: string | { cell: Source };
  values: Source;
  categories: Source | null;
  kind: ChartKind;
  /** measured by the axis on the right */
  secondary: boolean;
  smooth: boolean;
  line: ChartLine;
  fill: ChartFill;
}

export interface ChartAxis {
  visible: boolean;
  minimum: number | null;
  maximum: number | null;
  majorUnit: number | null;
  /** null: as the cells have it */
  numberFormat: string | null;
  title: { text: string; visible: boolean; font: ChartFont };
  gridlines: { visible: boolean; line: ChartLine };
  line: ChartLine;
  font: ChartFont;
  /** of categories: every how manieth is labelled; null: as many as fit */
  labelSpacing: number | null;
  /** of categories: dates in proportion to their days, or one step apart like texts; by what the cells hold */
  categoryType: 'Automatic' | 'TextAxis' | 'DateAxis';
  /** where a category's labels stand: beside the axis or at the low end of the plot */
  labels: 'NextToAxis' | 'Low' | 'High' | 'None';
}

export type AxisName = 'category' | 'value' | 'secondaryCategory' | 'secondaryValue';

/** A corner of a chart: a cell and the points from its left and top edge. */
export interface ChartCorner {
  row: number;
  column: number;
  x: number;
  y: number;
}

export interface Chart<Source> {
  name: string;
  kind: ChartKind;
  /** it moves and grows with the cells under its corners */
  from: ChartCorner;
  to: ChartCorner;
  title: { text: string; visible: boolean; font: ChartFont };
  legend: { visible: boolean; position: 'Top' | 'Bottom' | 'Left' | 'Right'; font: ChartFont };
  series: ChartSeries<Source>[];
  axes: Record<AxisName, ChartAxis>;
  /** what a blank cell is drawn as; #N/A is always left out */
  blanks: 'NotPlotted' | 'Zero' | 'Interplotted';
  /** leave out what stands in hidden rows and columns */
  visibleOnly: boolean;
  fill: ChartFill;
  border: ChartLine;
  font: ChartFont;
}

const newAxis = (gridlines: boolean): ChartAxis => ({
  visible: true,
  minimum: null,
  maximum: null,
  majorUnit: null,
  numberFormat: null,
  title: { text: '', visible: false, font: {} },
  gridlines: { visible: gridlines, line: {} },
  line: {},
  font: {},
  labelSpacing: null,
  categoryType: 'Automatic',
  labels: 'NextToAxis',
});

export const newAxes = (): Record<AxisName, ChartAxis> => ({
  category: newAxis(false),
  value: newAxis(true),
  secondaryCategory: { ...newAxis(false), visible: false },
  secondaryValue: newAxis(false),
});

/** The same chart with its cells named in another way. */
export function withSources<A, B>(chart: Chart<A>, name: (source: A) => B): Chart<B> {
  const { series, ...rest } = chart;
  return {
    ...structuredClone(rest),
    series: series.map((one) => ({
      ...one,
      line: { ...one.line },
      fill: { ...one.fill },
      name: typeof one.name === 'string' ? one.name : { cell: name(one.name.cell) },
      values: name(one.values),
      categories: one.categories === null ? null : name(one.categories),
    })),
  };
}

export const isArea = (kind: ChartKind): boolean => kind.startsWith('Area');
export const isColumn = (kind: ChartKind): boolean => kind.startsWith('Column');
/** Drawn as a surface, not as a line. */
export const isFilled = (kind: ChartKind): boolean => isArea(kind) || isColumn(kind);
export const isStacked = (kind: ChartKind): boolean => kind.endsWith('Stacked');

/** Colours Excel gives to series in turn (its Office theme). */
export const SERIES_COLOURS = ['#4472C4', '#ED7D31', '#A5A5A5', '#FFC000', '#5B9BD5', '#70AD47'] as const;
export const seriesColour = (series: ChartSeries<unknown>, index: number): string => {
  const own = isFilled(series.kind) ? series.fill.color : series.line.color;
  return own ?? SERIES_COLOURS[index % SERIES_COLOURS.length] ?? '#4472C4';
};
