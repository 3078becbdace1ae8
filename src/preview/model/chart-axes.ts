import type { AxisName, ChartAxis } from '../chart';
import type { HostChart } from '../book/charts';
import { declareClass, method, navigation, Remote, scalar, type ApiSet } from '../executor/declare';
import { RichError } from '../executor/errors';
import { changePart, fontFormat, fontOf, lineClass, number, partOf, within, type PartTarget } from './chart-format';

/** A setting whose automatic value is the blank text. */
const limit = (key: 'minimum' | 'maximum' | 'majorUnit', set: ApiSet = 'ExcelApi 1.1') =>
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

type Titled = Pick<ChartAxis, 'title'>['title'];

const titleFormatClass = fontFormat('ChartAxisTitleFormat');

const axisTitleClass = declareClass<PartTarget<Titled>>({
  name: 'ChartAxisTitle',
  members: {
    text: scalar(
      'ExcelApi 1.1',
      (target, context) => partOf(target, context).text,
      (target, value, context) =>
        changePart(target, context, (title) => {
          title.text = String(value);
          title.visible = true;
        }),
    ),
    visible: scalar(
      'ExcelApi 1.1',
      (target, context) => partOf(target, context).visible,
      (target, value, context) =>
        changePart(target, context, (title) => {
          title.visible = value === true;
        }),
    ),
    format: navigation('ExcelApi 1.1', (target) => new Remote(titleFormatClass, target)),
  },
});

type Gridlines = ChartAxis['gridlines'];

const gridlinesFormatClass = declareClass<PartTarget<Gridlines>>({
  name: 'ChartGridlinesFormat',
  members: {
    line: navigation(
      'ExcelApi 1.1',
      (target) =>
        new Remote(
          lineClass,
          within(target, ({ line }) => line),
        ),
    ),
  },
});

const gridlinesClass = declareClass<PartTarget<Gridlines>>({
  name: 'ChartGridlines',
  members: {
    visible: scalar(
      'ExcelApi 1.1',
      (target, context) => partOf(target, context).visible,
      (target, value, context) =>
        changePart(target, context, (gridlines) => {
          gridlines.visible = value === true;
        }),
    ),
    format: navigation('ExcelApi 1.1', (target) => new Remote(gridlinesFormatClass, target)),
  },
});

const axisFormatClass = declareClass<PartTarget<ChartAxis>>({
  name: 'ChartAxisFormat',
  members: {
    font: navigation('ExcelApi 1.1', fontOf),
    line: navigation(
      'ExcelApi 1.1',
      (target) =>
        new Remote(
          lineClass,
          within(target, ({ line }) => line),
        ),
    ),
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
    visible: scalar(
      'ExcelApi 1.7',
      (target, context) => partOf(target, context).visible,
      (target, value, context) =>
        changePart(target, context, (axis) => {
          axis.visible = value === true;
        }),
    ),
    numberFormat: scalar(
      'ExcelApi 1.8',
      (target, context) => partOf(target, context).numberFormat ?? 'General',
      (target, value, context) =>
        changePart(target, context, (axis) => {
          axis.numberFormat = String(value);
        }),
    ),
    categoryType: scalar(
      'ExcelApi 1.7',
      (target, context) => partOf(target, context).categoryType,
      (target, value, context) => {
        const type = CATEGORY_TYPES.find((one) => one === value);
        if (!type) throw new RichError('InvalidArgument');
        changePart(target, context, (axis) => {
          axis.categoryType = type;
        });
      },
    ),
    tickLabelPosition: scalar(
      'ExcelApi 1.7',
      (target, context) => partOf(target, context).labels,
      (target, value, context) => {
        const labels = LABELS.find((one) => one === value);
        if (!labels) throw new RichError('InvalidArgument');
        changePart(target, context, (axis) => {
          axis.labels = labels;
        });
      },
    ),
    tickLabelSpacing: scalar(
      'ExcelApi 1.7',
      (target, context) => partOf(target, context).labelSpacing ?? '',
      (target, value, context) => {
        const spacing = value === '' ? null : number(value);
        changePart(target, context, (axis) => {
          axis.labelSpacing = spacing;
        });
      },
    ),
    title: navigation(
      'ExcelApi 1.1',
      (target) =>
        new Remote(
          axisTitleClass,
          within(target, ({ title }) => title),
        ),
    ),
    majorGridlines: navigation(
      'ExcelApi 1.1',
      (target) =>
        new Remote(
          gridlinesClass,
          within(target, ({ gridlines }) => gridlines),
        ),
    ),
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
