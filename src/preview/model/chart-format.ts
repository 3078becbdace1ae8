import type { ChartFill, ChartFont, ChartLine } from '../chart';
import { chartOf, type HostChart } from '../book/charts';
import {
  declareClass,
  method,
  navigation,
  Remote,
  scalar,
  type ApiSet,
  type ClassDeclaration,
  type Navigation,
} from '../executor/declare';
import { RichError } from '../executor/errors';
import type { ModelContext } from './context';
import { color } from './range-format';

export interface ChartTarget {
  sheetId: string;
  id: string;
}

/** A part of a chart: where it is found in the chart each time it is used, since a chart may lose it. */
export interface PartTarget<T> extends ChartTarget {
  part(chart: HostChart): T;
}

export const partOf = <T>(target: PartTarget<T>, { workbook }: ModelContext): T =>
  target.part(chartOf(workbook, target.sheetId, target.id));

/** Changes a part of a chart. @throws RichError AccessDenied on a protected sheet */
export function changePart<T>(target: PartTarget<T>, context: ModelContext, change: (part: T) => void): void {
  context.workbook.requireWritable(target.sheetId);
  change(partOf(target, context));
  context.workbook.chartsChanged();
}

/** The part of a part. */
export const within = <T, U>({ sheetId, id, part }: PartTarget<T>, inner: (part: T) => U): PartTarget<U> => ({
  sheetId,
  id,
  part: (chart) => inner(part(chart)),
});

/** The object for what a part holds under a key: its line, its font, its title. */
export const inner = <K extends string, U>(
  set: ApiSet,
  key: K,
  type: ClassDeclaration<PartTarget<U>>,
): Navigation<PartTarget<Record<K, U>>> =>
  navigation(
    set,
    (target) =>
      new Remote(
        type,
        within(target, (part) => part[key]),
      ) as unknown as Remote,
  );

/** A setting of a part that is on or off. */
export const flag = <K extends string>(set: ApiSet, key: K) =>
  scalar<PartTarget<Record<K, boolean>>>(
    set,
    (target, context) => partOf(target, context)[key],
    (target, value, context) =>
      changePart(target, context, (part) => {
        part[key] = value === true;
      }),
  );

/** A setting of a part that is one of these names. */
export const choice = <K extends string, V extends string>(set: ApiSet, key: K, names: readonly V[]) =>
  scalar<PartTarget<Record<K, V>>>(
    set,
    (target, context) => partOf(target, context)[key],
    (target, value, context) => {
      const name = names.find((one) => one === value);
      if (!name) throw new RichError('InvalidArgument');
      changePart(target, context, (part) => {
        part[key] = name;
      });
    },
  );

export const number = (value: unknown): number => {
  if (typeof value !== 'number' || !Number.isFinite(value)) throw new RichError('InvalidArgument', 'Not a number.');
  return value;
};

/** Office.js ChartLineStyle names the preview keeps; the patterned greys are not among them. */
const LINE_STYLES = ['None', 'Automatic', 'Continuous', 'Dash', 'DashDot', 'DashDotDot', 'Dot', 'RoundDot'];

const lineMembers = {
  color: scalar<PartTarget<ChartLine>>(
    'ExcelApi 1.1',
    (target, context) => partOf(target, context).color ?? '',
    (target, value, context) =>
      changePart(target, context, (line) => {
        line.color = color(value);
      }),
  ),
  weight: scalar<PartTarget<ChartLine>>(
    'ExcelApi 1.7',
    (target, context) => partOf(target, context).weight ?? 0.75,
    (target, value, context) =>
      changePart(target, context, (line) => {
        line.weight = number(value);
      }),
  ),
  lineStyle: scalar<PartTarget<ChartLine>>(
    'ExcelApi 1.7',
    (target, context) => partOf(target, context).style ?? 'Automatic',
    (target, value, context) => {
      const style = String(value);
      if (!LINE_STYLES.includes(style)) throw new RichError('InvalidArgument', `"${style}" is no line style here.`);
      changePart(target, context, (line) => {
        line.style = style;
      });
    },
  ),
  clear: method<PartTarget<ChartLine>>('ExcelApi 1.1', (target, _args, context) =>
    changePart(target, context, (line) => {
      line.style = 'None';
    }),
  ),
};

export const lineClass = declareClass<PartTarget<ChartLine>>({ name: 'ChartLineFormat', members: lineMembers });

export const borderClass = declareClass<PartTarget<ChartLine>>({
  name: 'ChartBorder',
  members: {
    ...lineMembers,
    color: { ...lineMembers.color, set: 'ExcelApi 1.7' },
    clear: { ...lineMembers.clear, set: 'ExcelApi 1.8' },
  },
});

export const fillClass = declareClass<PartTarget<ChartFill>>({
  name: 'ChartFill',
  members: {
    setSolidColor: method('ExcelApi 1.1', (target, [value], context) =>
      changePart(target, context, (fill) => {
        fill.color = color(value);
      }),
    ),
    clear: method('ExcelApi 1.1', (target, _args, context) =>
      changePart(target, context, (fill) => {
        fill.color = null;
      }),
    ),
  },
});

export const fontClass = declareClass<PartTarget<ChartFont>>({
  name: 'ChartFont',
  members: {
    size: scalar(
      'ExcelApi 1.1',
      (target, context) => partOf(target, context).size ?? 10,
      (target, value, context) =>
        changePart(target, context, (font) => {
          font.size = number(value);
        }),
    ),
    color: scalar(
      'ExcelApi 1.1',
      (target, context) => partOf(target, context).color ?? '',
      (target, value, context) =>
        changePart(target, context, (font) => {
          font.color = color(value);
        }),
    ),
    bold: scalar(
      'ExcelApi 1.1',
      (target, context) => partOf(target, context).bold === true,
      (target, value, context) =>
        changePart(target, context, (font) => {
          font.bold = value === true;
        }),
    ),
  },
});

/** A format object that has a font and nothing else the preview keeps. */
export const fontFormat = (name: string) =>
  declareClass<PartTarget<{ font: ChartFont }>>({
    name,
    members: { font: inner('ExcelApi 1.1', 'font', fontClass) },
  });

interface Title {
  text: string;
  visible: boolean;
  font: ChartFont;
}

/** The title of a chart or of one of its axes. */
export function titleClass(name: string): ClassDeclaration<PartTarget<Title>> {
  const formatClass = fontFormat(`${name}Format`);
  return declareClass<PartTarget<Title>>({
    name,
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
      visible: flag('ExcelApi 1.1', 'visible'),
      format: navigation('ExcelApi 1.1', (target) => new Remote(formatClass, target)),
    },
  });
}
