import type { ChartFill, ChartFont, ChartLine } from '../chart';
import { addChart, boxOf, chartOf, placeChart, removeChart, type ChartBox, type HostChart } from '../book/charts';
import { declareClass, method, navigation, Remote, scalar } from '../executor/declare';
import { RichError } from '../executor/errors';
import { axesClass } from './chart-axes';
import {
  borderClass,
  changePart,
  choice,
  fillClass,
  flag,
  fontClass,
  fontFormat,
  inner,
  number,
  partOf,
  titleClass,
  type PartTarget,
} from './chart-format';
import { chartKind, seriesCollectionClass } from './chart-series';
import type { ModelContext } from './context';
import { areaOf, rangeArgument } from './range';
import { worksheetClass } from './worksheets';

const chartObject = (sheetId: string, { id }: HostChart): Remote<PartTarget<HostChart>> =>
  new Remote(chartClass, { sheetId, id, part: (chart) => chart });

const measure = (key: keyof ChartBox) =>
  scalar<PartTarget<HostChart>>(
    'ExcelApi 1.1',
    (target, context) => boxOf(context.workbook, target.sheetId, partOf(target, context))[key],
    (target, value, context) =>
      placeChart(context.workbook, target.sheetId, partOf(target, context), { [key]: number(value) }),
  );

const chartTitleClass = titleClass('ChartTitle');

type Legend = HostChart['legend'];
const legendFormatClass = fontFormat('ChartLegendFormat');
const POSITIONS = ['Top', 'Bottom', 'Left', 'Right'] as const;

const legendClass = declareClass<PartTarget<Legend>>({
  name: 'ChartLegend',
  members: {
    visible: flag('ExcelApi 1.1', 'visible'),
    position: scalar(
      'ExcelApi 1.1',
      (target, context) => partOf(target, context).position,
      (target, value, context) => {
        const position = POSITIONS.find((one) => one === value);
        if (!position) throw new RichError('ApiNotFound', `The preview has no legend at ${String(value)}.`);
        changePart(target, context, (legend) => {
          legend.position = position;
        });
      },
    ),
    format: navigation('ExcelApi 1.1', (target) => new Remote(legendFormatClass, target)),
  },
});

type Look = { fill: ChartFill; border: ChartLine; font: ChartFont };

const areaFormatClass = declareClass<PartTarget<Look>>({
  name: 'ChartAreaFormat',
  members: {
    fill: inner('ExcelApi 1.1', 'fill', fillClass),
    border: inner('ExcelApi 1.7', 'border', borderClass),
    font: inner('ExcelApi 1.1', 'font', fontClass),
  },
});

const BLANKS = ['NotPlotted', 'Zero', 'Interplotted'] as const;

export const chartClass = declareClass<PartTarget<HostChart>>({
  name: 'Chart',
  id: ({ id }) => id,
  members: {
    id: scalar('ExcelApi 1.7', ({ id }) => id),
    name: scalar(
      'ExcelApi 1.1',
      (target, context) => partOf(target, context).name,
      (target, value, context) =>
        changePart(target, context, (chart) => {
          chart.name = String(value);
        }),
    ),
    left: measure('left'),
    top: measure('top'),
    width: measure('width'),
    height: measure('height'),
    chartType: scalar(
      'ExcelApi 1.7',
      (target, context) => partOf(target, context).kind,
      (target, value, context) => {
        const kind = chartKind(value);
        changePart(target, context, (chart) => {
          chart.kind = kind;
          for (const series of chart.series) series.kind = kind;
        });
      },
    ),
    displayBlanksAs: choice('ExcelApi 1.9', 'blanks', BLANKS),
    plotVisibleOnly: flag('ExcelApi 1.8', 'visibleOnly'),
    title: inner('ExcelApi 1.1', 'title', chartTitleClass),
    legend: inner('ExcelApi 1.1', 'legend', legendClass),
    axes: navigation('ExcelApi 1.1', (target) => new Remote(axesClass, target)),
    series: navigation('ExcelApi 1.1', (target) => new Remote(seriesCollectionClass, target)),
    format: navigation('ExcelApi 1.1', (target) => new Remote(areaFormatClass, target)),
    worksheet: navigation('ExcelApi 1.2', ({ sheetId }) => new Remote(worksheetClass, { id: sheetId })),
    /** From the left upper corner of one cell to the right lower one of another. */
    setPosition: method('ExcelApi 1.1', (target, [start, end], context) => {
      const first = areaOf(rangeArgument(context.workbook, target.sheetId, start));
      const last =
        end === undefined || end === null ? null : areaOf(rangeArgument(context.workbook, target.sheetId, end));
      const chart = chartOf(context.workbook, target.sheetId, target.id);
      const before = boxOf(context.workbook, target.sheetId, chart);
      changePart(target, context, (part) => {
        part.from = { row: first.row, column: first.column, x: 0, y: 0 };
        if (last) part.to = { row: last.row + last.rows, column: last.column + last.columns, x: 0, y: 0 };
      });
      if (last) return;
      const { width, height } = before;
      const { left, top } = boxOf(context.workbook, target.sheetId, chart);
      placeChart(context.workbook, target.sheetId, chart, { left, top, width, height });
    }),
    delete: method('ExcelApi 1.1', (target, _args, context) => {
      partOf(target, context);
      removeChart(context.workbook, target.sheetId, target.id);
    }),
  },
});

interface SheetCharts {
  sheetId: string;
}

/** By name without regard to case, or by id. */
function find({ sheetId }: SheetCharts, key: unknown, { workbook }: ModelContext): HostChart | undefined {
  const { charts } = workbook.state(sheetId);
  const name = String(key).toLowerCase();
  return charts.find(({ id }) => id === key) ?? charts.find((chart) => chart.name.toLowerCase() === name);
}

export const chartsClass = declareClass<SheetCharts>({
  name: 'ChartCollection',
  items: ({ sheetId }, { workbook }) => workbook.state(sheetId).charts.map((chart) => chartObject(sheetId, chart)),
  item: (target, key, context) => {
    const found = find(target, key, context);
    return found ? chartObject(target.sheetId, found) : null;
  },
  members: {
    count: scalar('ExcelApi 1.1', ({ sheetId }, { workbook }) => workbook.state(sheetId).charts.length),
    getCount: method('ExcelApi 1.4', ({ sheetId }, _args, { workbook }) => workbook.state(sheetId).charts.length),
    getItem: method('ExcelApi 1.1', (target, [name], context) => {
      const found = find(target, name, context);
      if (!found) throw new RichError('ItemNotFound');
      return chartObject(target.sheetId, found);
    }),
    getItemAt: method('ExcelApi 1.1', ({ sheetId }, [index], { workbook }) => {
      const found = workbook.state(sheetId).charts[Number(index)];
      if (!found) throw new RichError('ItemNotFound');
      return chartObject(sheetId, found);
    }),
    getItemOrNullObject: method('ExcelApi 1.4', (target, [name], context) => {
      const found = find(target, name, context);
      return found ? chartObject(target.sheetId, found) : null;
    }),
    add: method('ExcelApi 1.1', ({ sheetId }, [kind, range, seriesBy], { workbook }) => {
      const given = rangeArgument(workbook, sheetId, range);
      const by = seriesBy === 'Columns' || seriesBy === 'Rows' ? seriesBy : 'Auto';
      const source = { sheetId: given.sheetId, area: areaOf(given) };
      return chartObject(sheetId, addChart(workbook, sheetId, chartKind(kind), source, by));
    }),
  },
});
