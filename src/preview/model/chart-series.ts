import { CHART_KINDS, type ChartKind } from '../chart';
import { chartOf, newSeries, seriesName, type HostChart, type HostSeries } from '../book/charts';
import type { RangeReference } from '../book/workbook';
import { declareClass, method, navigation, Remote, scalar } from '../executor/declare';
import { RichError } from '../executor/errors';
import { changePart, fillClass, flag, inner, lineClass, partOf, within, type PartTarget } from './chart-format';
import type { ModelContext } from './context';
import { areaOf, rangeArgument } from './range';

interface SeriesTarget extends PartTarget<HostSeries> {
  seriesId: string;
}

/** @throws RichError ApiNotFound for kinds the preview does not draw */
export function chartKind(value: unknown): ChartKind {
  const kind = CHART_KINDS.find((one) => one === value);
  if (!kind) throw new RichError('ApiNotFound', `The preview has no chart of the kind ${String(value)}.`);
  return kind;
}

const seriesObject = (target: PartTarget<HostChart>, { id: seriesId }: HostSeries): Remote<SeriesTarget> =>
  new Remote(seriesClass, {
    ...within(target, ({ series }) => {
      const found = series.find(({ id }) => id === seriesId);
      if (!found) throw new RichError('ItemNotFound', "The requested series doesn't exist.");
      return found;
    }),
    seriesId,
  });

const source = (target: PartTarget<unknown>, range: unknown, { workbook }: ModelContext): RangeReference => {
  const given = rangeArgument(workbook, target.sheetId, range);
  return { sheetId: given.sheetId, area: { ...areaOf(given) } };
};

const seriesFormatClass = declareClass<PartTarget<HostSeries>>({
  name: 'ChartSeriesFormat',
  members: {
    line: inner('ExcelApi 1.1', 'line', lineClass),
    fill: inner('ExcelApi 1.1', 'fill', fillClass),
  },
});

export const seriesClass = declareClass<SeriesTarget>({
  name: 'ChartSeries',
  id: ({ seriesId }) => seriesId,
  members: {
    name: scalar(
      'ExcelApi 1.1',
      (target, context) => seriesName(context.workbook, partOf(target, context)),
      (target, value, context) =>
        changePart(target, context, (series) => {
          series.name = String(value);
        }),
    ),
    chartType: scalar(
      'ExcelApi 1.7',
      (target, context) => partOf(target, context).kind,
      (target, value, context) => {
        const kind = chartKind(value);
        changePart(target, context, (series) => {
          series.kind = kind;
        });
      },
    ),
    axisGroup: scalar(
      'ExcelApi 1.8',
      (target, context) => (partOf(target, context).secondary ? 'Secondary' : 'Primary'),
      (target, value, context) => {
        if (value !== 'Primary' && value !== 'Secondary') throw new RichError('InvalidArgument');
        changePart(target, context, (series) => {
          series.secondary = value === 'Secondary';
        });
      },
    ),
    smooth: flag('ExcelApi 1.7', 'smooth'),
    format: navigation('ExcelApi 1.1', (target) => new Remote(seriesFormatClass, target)),
    setValues: method('ExcelApi 1.7', (target, [range], context) => {
      const values = source(target, range, context);
      changePart(target, context, (series) => {
        series.values = values;
      });
    }),
    setXAxisValues: method('ExcelApi 1.7', (target, [range], context) => {
      const categories = source(target, range, context);
      changePart(target, context, (series) => {
        series.categories = categories;
      });
    }),
    delete: method('ExcelApi 1.7', (target, _args, context) => {
      const { seriesId } = target;
      partOf(target, context);
      context.workbook.requireWritable(target.sheetId);
      const chart = chartOf(context.workbook, target.sheetId, target.id);
      chart.series = chart.series.filter(({ id }) => id !== seriesId);
      context.workbook.chartsChanged();
    }),
  },
});

export const seriesCollectionClass = declareClass<PartTarget<HostChart>>({
  name: 'ChartSeriesCollection',
  items: (target, context) => partOf(target, context).series.map((series) => seriesObject(target, series)),
  item: (target, key, context) => {
    const found = partOf(target, context).series.find(({ id }) => id === key);
    return found ? seriesObject(target, found) : null;
  },
  members: {
    count: scalar('ExcelApi 1.1', (target, context) => partOf(target, context).series.length),
    getCount: method('ExcelApi 1.4', (target, _args, context) => partOf(target, context).series.length),
    getItemAt: method('ExcelApi 1.1', (target, [index], context) => {
      const found = partOf(target, context).series[Number(index)];
      if (!found) throw new RichError('ItemNotFound');
      return seriesObject(target, found);
    }),
    /** A new series draws nothing until it has values. */
    add: method('ExcelApi 1.7', (target, [name, index], context) => {
      const { series, kind } = partOf(target, context);
      const text = name === undefined || name === null ? `Series${series.length + 1}` : String(name);
      const nothing = { sheetId: target.sheetId, area: null };
      const made = newSeries(context.workbook, kind, text, nothing, null);
      changePart(target, context, (chart) => {
        chart.series.splice(typeof index === 'number' ? index : chart.series.length, 0, made);
      });
      return seriesObject(target, made);
    }),
  },
});
