import type { AxisName, ChartAxis } from '../chart';
import type { HostChart } from '../book/charts';
import { declareClass, method, navigation, Remote, scalar, type ApiSet } from '../executor/declare';
import { RichError } from '../executor/errors';
import {
  changePart,
  choice,
  flag,
  fontClass,
  inner,
  lineClass,
  number,
  partOf,
  titleClass,
  within,
  type PartTarget,
} from './chart-format';

/** A setting whose automatic value is the blank text. */
const limit = (key: 'minimum' | 'maximum' | 'majorUnit' | 'labelSpacing', set: ApiSet = 'ExcelApi 1.1') =>
  scalar<PartTarget<ChartAxis>>(
    set,
    (target, context) => partOf(target, context)[key] ?? '',
    (target, value, context) => {
      const wanted = value === '' ? null : number(value);
      changePart(target, context, (axis) => {
        axis[key] = wanted;
      });
    },
  );

const axisTitleClass = titleClass('ChartAxisTitle');

type Gridlines = ChartAxis['gridlines'];

const gridlinesFormatClass = declareClass<PartTarget<Gridlines>>({
  name: 'ChartGridlinesFormat',
  members: {
    line: inner('ExcelApi 1.1', 'line', lineClass),
  },
});

const gridlinesClass = declareClass<PartTarget<Gridlines>>({
  name: 'ChartGridlines',
  members: {
    visible: flag('ExcelApi 1.1', 'visible'),
    format: navigation('ExcelApi 1.1', (target) => new Remote(gridlinesFormatClass, target)),
  },
});

const axisFormatClass = declareClass<PartTarget<ChartAxis>>({
  name: 'ChartAxisFormat',
  members: {
    font: inner('ExcelApi 1.1', 'font', fontClass),
    line: inner('ExcelApi 1.1', 'line', lineClass),
  },
});

const CATEGORY_TYPES = ['Automatic', 'TextAxis', 'DateAxis'] as const;
const LABELS = ['NextToAxis', 'Low', 'High', 'None'] as const;

export const axisClass = declareClass<PartTarget<ChartAxis>>({
  name: 'ChartAxis',
  members: {
    minimum: limit('minimum'),
    maximum: limit('maximum'),
    majorUnit: limit('majorUnit'),
    visible: flag('ExcelApi 1.7', 'visible'),
    numberFormat: scalar(
      'ExcelApi 1.8',
      (target, context) => partOf(target, context).numberFormat ?? 'General',
      (target, value, context) =>
        changePart(target, context, (axis) => {
          axis.numberFormat = String(value);
        }),
    ),
    categoryType: choice('ExcelApi 1.7', 'categoryType', CATEGORY_TYPES),
    tickLabelPosition: choice('ExcelApi 1.7', 'labels', LABELS),
    tickLabelSpacing: limit('labelSpacing', 'ExcelApi 1.7'),
    title: inner('ExcelApi 1.1', 'title', axisTitleClass),
    majorGridlines: inner('ExcelApi 1.1', 'gridlines', gridlinesClass),
    format: navigation('ExcelApi 1.1', (target) => new Remote(axisFormatClass, target)),
  },
});

const axisObject = (target: PartTarget<HostChart>, name: AxisName): Remote =>
  new Remote(
    axisClass,
    within(target, ({ axes }) => axes[name]),
  ) as unknown as Remote;

export const axesClass = declareClass<PartTarget<HostChart>>({
  name: 'ChartAxes',
  members: {
    categoryAxis: navigation('ExcelApi 1.1', (target) => axisObject(target, 'category')),
    valueAxis: navigation('ExcelApi 1.1', (target) => axisObject(target, 'value')),
    getItem: method('ExcelApi 1.7', (target, [type, group], context) => {
      const secondary = group === 'Secondary';
      // an axis on the right exists only while a series is measured by it
      if (secondary && !partOf(target, context).series.some((series) => series.secondary)) {
        throw new RichError('InvalidArgument');
      }
      if (type === 'Category') return axisObject(target, secondary ? 'secondaryCategory' : 'category');
      if (type === 'Value') return axisObject(target, secondary ? 'secondaryValue' : 'value');
      throw new RichError('ApiNotFound', `The preview has no chart axis of the type ${String(type)}.`);
    }),
  },
});
