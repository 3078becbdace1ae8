import { declareClass, method, navigation, Remote, scalar } from '../executor/declare';
import { RichError } from '../executor/errors';
import { intersect } from '../book/address';
import { drawConditionalFormats } from '../book/conditional-formats';
import type { PlacedConditionalFormat } from '../book/workbook';
import type { BookConditionalFormat } from '../types';
import { areaOf, rangeOf, type RangeTarget } from './range';
import { color } from './range-format';
import type { ModelContext } from './context';

interface FormatTarget {
  sheetId: string;
  id: string;
}

const formatsOf = (range: RangeTarget, { workbook }: ModelContext): PlacedConditionalFormat[] => {
  const area = areaOf(range);
  return workbook.state(range.sheetId).conditionalFormats.filter((item) => intersect(item.area, area));
};

function formatOf({ sheetId, id }: FormatTarget, { workbook }: ModelContext): PlacedConditionalFormat {
  const found = workbook.state(sheetId).conditionalFormats.find((item) => item.id === id);
  if (!found) throw new RichError('ItemNotFound');
  return found;
}

function update(target: FormatTarget, change: Partial<BookConditionalFormat>, context: ModelContext): void {
  const item = formatOf(target, context);
  item.format = { ...item.format, ...change };
  drawConditionalFormats(context.workbook, target.sheetId);
}

const KINDS: Record<string, BookConditionalFormat['kind']> = {
  Custom: 'custom',
  ContainsText: 'containsText',
  CellValue: 'cellValue',
};

const fillClass = declareClass<FormatTarget>({
  name: 'ConditionalRangeFill',
  members: {
    color: scalar(
      'ExcelApi 1.6',
      (target, context) => formatOf(target, context).format.fillColor ?? '',
      (target, value, context) => update(target, { fillColor: color(value) }, context),
    ),
    clear: method('ExcelApi 1.6', (target, _args, context) => {
      const item = formatOf(target, context);
      const { fillColor: _fill, ...rest } = item.format;
      item.format = rest;
      drawConditionalFormats(context.workbook, target.sheetId);
    }),
  },
});

const fontClass = declareClass<FormatTarget>({
  name: 'ConditionalRangeFont',
  members: {
    color: scalar(
      'ExcelApi 1.6',
      (target, context) => formatOf(target, context).format.fontColor ?? '',
      (target, value, context) => update(target, { fontColor: color(value) }, context),
    ),
    bold: scalar(
      'ExcelApi 1.6',
      (target, context) => formatOf(target, context).format.bold === true,
      (target, value, context) => update(target, { bold: value === true }, context),
    ),
  },
});

const rangeFormatClass = declareClass<FormatTarget>({
  name: 'ConditionalRangeFormat',
  members: {
    fill: navigation('ExcelApi 1.6', (target) => new Remote(fillClass, target)),
    font: navigation('ExcelApi 1.6', (target) => new Remote(fontClass, target)),
  },
});

const format = navigation<FormatTarget>('ExcelApi 1.6', (target) => new Remote(rangeFormatClass, target));

const ruleClass = declareClass<FormatTarget>({
  name: 'ConditionalFormatRule',
  members: {
    formula: scalar(
      'ExcelApi 1.6',
      (target, context) => formatOf(target, context).format.formula ?? '',
      (target, value, context) => update(target, { formula: String(value) }, context),
    ),
  },
});

const customClass = declareClass<FormatTarget>({
  name: 'CustomConditionalFormat',
  members: { format, rule: navigation('ExcelApi 1.6', (target) => new Remote(ruleClass, target)) },
});

const textClass = declareClass<FormatTarget>({
  name: 'TextConditionalFormat',
  members: {
    format,
    rule: scalar(
      'ExcelApi 1.6',
      (target, context) => {
        const { operator, text } = formatOf(target, context).format;
        return { operator: operator ?? 'Contains', text: text ?? '' };
      },
      (target, value, context) => {
        const { operator, text } = value as { operator?: string; text?: string };
        update(target, { operator: operator ?? 'Contains', text: String(text ?? '') }, context);
      },
    ),
  },
});

const cellValueClass = declareClass<FormatTarget>({
  name: 'CellValueConditionalFormat',
  members: {
    format,
    rule: scalar(
      'ExcelApi 1.6',
      (target, context) => {
        const { operator, formula, formula2 } = formatOf(target, context).format;
        return { operator, formula1: formula ?? '', ...(formula2 === undefined ? {} : { formula2 }) };
      },
      (target, value, context) => {
        const { operator, formula1, formula2 } = value as { operator?: string; formula1?: unknown; formula2?: unknown };
        update(
          target,
          {
            ...(operator ? { operator } : {}),
            formula: String(formula1 ?? ''),
            ...(formula2 === undefined || formula2 === null ? {} : { formula2: String(formula2) }),
          },
          context,
        );
      },
    ),
  },
});

const ofKind = (kind: string, type: typeof customClass, strict: boolean) =>
  navigation<FormatTarget>('ExcelApi 1.6', (target, context) => {
    if (formatOf(target, context).format.kind === KINDS[kind]) return new Remote(type, target);
    if (!strict) return null;
    throw new RichError('InvalidOperation', `This conditional format is not of the kind ${kind}.`);
  });

const conditionalFormatClass = declareClass<FormatTarget>({
  name: 'ConditionalFormat',
  id: ({ id }) => id,
  members: {
    id: scalar('ExcelApi 1.6', ({ id }) => id),
    type: scalar('ExcelApi 1.6', (target, context) => {
      const { kind } = formatOf(target, context).format;
      return Object.keys(KINDS).find((name) => KINDS[name] === kind);
    }),
    priority: scalar(
      'ExcelApi 1.6',
      (target, { workbook }) =>
        workbook.state(target.sheetId).conditionalFormats.findIndex(({ id }) => id === target.id),
      (target, value, { workbook }) => {
        const all = workbook.state(target.sheetId).conditionalFormats;
        const from = all.findIndex(({ id }) => id === target.id);
        all.splice(Number(value), 0, ...all.splice(from, 1));
        drawConditionalFormats(workbook, target.sheetId);
      },
    ),
    stopIfTrue: scalar(
      'ExcelApi 1.6',
      () => false,
      () => undefined,
    ),
    custom: ofKind('Custom', customClass, true),
    customOrNullObject: ofKind('Custom', customClass, false),
    textComparison: ofKind('ContainsText', textClass, true),
    textComparisonOrNullObject: ofKind('ContainsText', textClass, false),
    cellValue: ofKind('CellValue', cellValueClass, true),
    cellValueOrNullObject: ofKind('CellValue', cellValueClass, false),
    getRange: method('ExcelApi 1.6', (target, _args, context) =>
      rangeOf(target.sheetId, { ...formatOf(target, context).area }),
    ),
    delete: method('ExcelApi 1.6', (target, _args, { workbook }) => {
      workbook.requireWritable(target.sheetId);
      const state = workbook.state(target.sheetId);
      state.conditionalFormats = state.conditionalFormats.filter(({ id }) => id !== target.id);
      drawConditionalFormats(workbook, target.sheetId);
    }),
  },
});

export const conditionalFormatsClass = declareClass<RangeTarget>({
  name: 'ConditionalFormatCollection',
  items: (range, context) =>
    formatsOf(range, context).map(({ id }) => new Remote(conditionalFormatClass, { sheetId: range.sheetId, id })),
  item: (range, key, context) => {
    const found = formatsOf(range, context).find(({ id }) => id === key);
    return found ? new Remote(conditionalFormatClass, { sheetId: range.sheetId, id: found.id }) : null;
  },
  members: {
    getCount: method('ExcelApi 1.6', (range, _args, context) => formatsOf(range, context).length),
    getItemAt: method('ExcelApi 1.6', (range, [index], context) => {
      const found = formatsOf(range, context)[Number(index)];
      if (!found) throw new RichError('ItemNotFound');
      return new Remote(conditionalFormatClass, { sheetId: range.sheetId, id: found.id });
    }),
    add: method('ExcelApi 1.6', (range, [kind], { workbook }) => {
      workbook.requireWritable(range.sheetId);
      const known = KINDS[String(kind)];
      if (!known)
        throw new RichError('ApiNotFound', `The preview has no conditional format of the kind ${String(kind)}.`);
      const id = workbook.newFormatId();
      // The newest rule comes first, as in Excel.
      workbook.state(range.sheetId).conditionalFormats.unshift({
        id,
        area: { ...areaOf(range) },
        format: { range: '', kind: known },
      });
      return new Remote(conditionalFormatClass, { sheetId: range.sheetId, id });
    }),
    clearAll: method('ExcelApi 1.6', (range, _args, context) => {
      const { workbook } = context;
      workbook.requireWritable(range.sheetId);
      const gone = new Set(formatsOf(range, context).map(({ id }) => id));
      const state = workbook.state(range.sheetId);
      state.conditionalFormats = state.conditionalFormats.filter(({ id }) => !gone.has(id));
      drawConditionalFormats(workbook, range.sheetId);
    }),
  },
});
