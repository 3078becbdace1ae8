import { newAxes, type Chart, type ChartAxis, type ChartCorner, type ChartKind, type ChartSeries } from '../chart';
import { parseArea } from './addresses';
import { readFont, readShape, readTitle } from './chart-look';
import { element, elements, isOn, plainText } from './xml';

/** What of a foreign chart is not kept, by the names of the file format. */
export type LossSink = (part: string) => void;

const value = (markup: string, name: string): string | undefined => element(markup, name)?.attributes['val'];
const inner = (markup: string, name: string): string => element(markup, name)?.inner ?? '';
const without = (markup: string, name: string): string =>
  markup.replace(new RegExp(`<(?:\\w+:)?${name}(?:\\s[^>]*)?>[\\s\\S]*?</(?:\\w+:)?${name}>`, 'g'), '');

const PLOTS = ['areaChart', 'barChart', 'lineChart'] as const;
const BLANKS = { gap: 'NotPlotted', zero: 'Zero', span: 'Interplotted' } as const;
const LABELS = { nextTo: 'NextToAxis', low: 'Low', high: 'High', none: 'None' } as const;
const SIDES = { t: 'Top', b: 'Bottom', l: 'Left', r: 'Right', tr: 'Right' } as const;

export interface PlacedFrame {
  name: string;
  from: ChartCorner;
  to: ChartCorner;
}

/**
 * Reads a chart part as far as a book holds charts: lines, areas and upright columns over cells.
 * @returns null when nothing of it can be drawn
 */
export function readChart(xml: string, frame: PlacedFrame, lost: LossSink): Chart<string> | null {
  const space = inner(xml, 'chartSpace');
  const body = inner(space, 'chart');
  const plotArea = inner(body, 'plotArea');
  for (const match of plotArea.matchAll(/<(?:\w+:)?(\w+Chart)(?:\s[^>]*)?>/g)) {
    if (!PLOTS.some((known) => known === match[1])) lost(match[1] ?? '');
  }
  const catAxes = [...elements(plotArea, 'catAx'), ...elements(plotArea, 'dateAx')].map(({ inner: one }) => one);
  const valAxes = [...elements(plotArea, 'valAx')].map(({ inner: one }) => one);
  const rightIds = new Set(valAxes.filter(isRight).map((one) => value(one, 'axId')));
  const series = PLOTS.flatMap((plot) =>
    [...elements(plotArea, plot)].flatMap(({ inner: markup }) => {
      if (plot === 'barChart' && value(markup, 'barDir') !== 'col') {
        lost('barChart');
        return [];
      }
      const ids = [...elements(markup, 'axId')].map(({ attributes }) => attributes['val']);
      const secondary = valAxes.length > 1 && ids.some((id) => rightIds.has(id));
      return [...elements(markup, 'ser')].flatMap(({ inner: one }) => {
        const read = readSeries(one, plot, value(markup, 'grouping') ?? 'standard', secondary, lost);
        return read ? [{ read, order: Number(value(one, 'order') ?? 0) }] : [];
      });
    }),
  ).sort((a, b) => a.order - b.order);
  if (series.length === 0) return null;

  const head = without(without(body, 'plotArea'), 'legend');
  const title = element(head, 'title');
  const legend = element(body, 'legend');
  const axes = newAxes();
  const [left, right] = [valAxes.find((one) => !isRight(one)), valAxes.find(isRight)];
  const crossing = (axis: string | undefined): string | undefined =>
    catAxes.find((one) => axis !== undefined && value(one, 'axId') === value(axis, 'crossAx'));
  readAxis(crossing(left ?? right), axes.category);
  readAxis(left ?? right, axes.value);
  if (left && right) {
    readAxis(crossing(right), axes.secondaryCategory);
    readAxis(right, axes.secondaryValue);
  }
  const side = SIDES[(value(legend?.inner ?? '', 'legendPos') ?? 'r') as keyof typeof SIDES];
  const outside = without(space, 'chart');
  const { fill, line } = readShape(outside);
  const kinds = new Set(series.map(({ read }) => read.kind));
  return {
    ...frame,
    kind: kinds.size === 1 ? series[0]!.read.kind : 'Line',
    title: {
      text: title ? readTitle(title.inner) : '',
      visible: title !== undefined,
      font: readFont(title?.inner ?? ''),
    },
    legend: { visible: legend !== undefined, position: side ?? 'Right', font: readFont(legend?.inner ?? '') },
    series: series.map(({ read }) => read),
    axes,
    blanks: BLANKS[(value(body, 'dispBlanksAs') ?? 'zero') as keyof typeof BLANKS] ?? 'NotPlotted',
    visibleOnly: isOn(value(body, 'plotVisOnly'), true),
    fill,
    border: line,
    font: readFont(inner(outside, 'txPr')),
  };
}

const isRight = (axis: string): boolean => value(axis, 'axPos') === 'r' || value(axis, 'crosses') === 'max';

function readSeries(
  markup: string,
  plot: (typeof PLOTS)[number],
  grouping: string,
  secondary: boolean,
  lost: LossSink,
): ChartSeries<string> | null {
  const values = cellsOf(inner(markup, 'val'));
  if (values === null) {
    lost('val');
    return null;
  }
  for (const extra of ['trendline', 'errBars', 'dLbls', 'dPt']) if (element(markup, extra)) lost(extra);
  const text = inner(markup, 'tx');
  const named = cellsOf(text);
  const shown = plainText(element(text, 'v')?.inner ?? '');
  // the look of single points and labels lies in elements of its own
  const own = ['dPt', 'dLbls', 'trendline', 'errBars', 'marker'].reduce(without, markup);
  const symbol = value(inner(markup, 'marker'), 'symbol');
  return {
    name: named === null ? shown : { cell: named },
    values,
    categories: cellsOf(inner(markup, 'cat')),
    kind: kindOf(plot, grouping, symbol !== 'none'),
    secondary,
    smooth: plot === 'lineChart' && isOn(value(markup, 'smooth'), false),
    ...readShape(own),
  };
}

function kindOf(plot: (typeof PLOTS)[number], grouping: string, markers: boolean): ChartKind {
  const stacked = grouping !== 'standard' && grouping !== 'clustered';
  if (plot === 'areaChart') return stacked ? 'AreaStacked' : 'Area';
  if (plot === 'barChart') return stacked ? 'ColumnStacked' : 'ColumnClustered';
  return markers ? 'LineMarkers' : 'Line';
}

/** The one rectangle of cells a part refers to; null for fixed values, names and unions. */
function cellsOf(markup: string): string | null {
  const formula = plainText(element(markup, 'f')?.inner ?? '').trim();
  if (!formula.includes('!')) return null;
  try {
    parseArea(formula);
    return formula;
  } catch {
    return null;
  }
}

function readAxis(markup: string | undefined, axis: ChartAxis): void {
  if (markup === undefined) return;
  const bare = ['title', 'majorGridlines', 'minorGridlines'].reduce(without, markup);
  const numberOf = (name: string, from = markup): number | null => {
    const found = value(from, name);
    return found === undefined ? null : Number(found);
  };
  axis.visible = !isOn(value(markup, 'delete'), false);
  axis.minimum = numberOf('min', inner(markup, 'scaling'));
  axis.maximum = numberOf('max', inner(markup, 'scaling'));
  axis.majorUnit = numberOf('majorUnit');
  const format = element(bare, 'numFmt');
  if (format && !isOn(format.attributes['sourceLinked'], false)) {
    axis.numberFormat = plainText(format.attributes['formatCode'] ?? 'General');
  }
  const title = element(markup, 'title');
  if (title) axis.title = { text: readTitle(title.inner), visible: true, font: readFont(title.inner) };
  const gridlines = element(markup, 'majorGridlines');
  axis.gridlines = { visible: gridlines !== undefined, line: readShape(gridlines?.inner ?? '').line };
  axis.line = readShape(bare).line;
  axis.font = readFont(inner(bare, 'txPr'));
  axis.labelSpacing = numberOf('tickLblSkip');
  const auto = isOn(value(markup, 'auto'), true);
  axis.categoryType = element(markup, 'baseTimeUnit') ? 'DateAxis' : auto ? 'Automatic' : 'TextAxis';
  axis.labels = LABELS[(value(markup, 'tickLblPos') ?? 'nextTo') as keyof typeof LABELS] ?? 'NextToAxis';
}
