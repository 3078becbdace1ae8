import type { IStyleData } from '@univerjs/core';
import { WrapStrategy } from '@univerjs/core';
import { declareClass, method, navigation, Remote, scalar } from '../executor/declare';
import { RichError } from '../executor/errors';
import { shownText } from '../book/cell-text';
import { readCell } from '../book/content';
import { autofitColumns, columnWidth, restyle, rowHeight, setColumnWidth, setRowHeight } from '../book/formats';
import { areaOf, type RangeTarget } from './range';
import type { ModelContext } from './context';
import { alike } from '../univer/book';

/** The common value of a style property over a range: null when its cells differ. */
function common<T>(range: RangeTarget, { workbook }: ModelContext, of: (style: IStyleData) => T): T | null {
  const area = areaOf(range);
  const first = of(workbook.book.styleOf(range.sheetId, area.row, area.column) ?? {});
  const used = workbook.book.usedArea(range.sheetId, false);
  const rows = Math.min(area.rows, used ? Math.max(1, used.row + used.rows - area.row) : 1);
  const columns = Math.min(area.columns, used ? Math.max(1, used.column + used.columns - area.column) : 1);
  for (let row = area.row; row < area.row + rows; row++) {
    for (let column = area.column; column < area.column + columns; column++) {
      if (of(workbook.book.styleOf(range.sheetId, row, column) ?? {}) !== first) return null;
    }
  }
  return first;
}

function change(range: RangeTarget, { workbook }: ModelContext, patch: (style: IStyleData) => IStyleData): void {
  restyle(workbook, range.sheetId, areaOf(range), alike(patch));
}

const property = <T>(
  set: 'ExcelApi 1.1' | 'ExcelApi 1.4' | 'ExcelApi 1.7' | 'ExcelApi 1.9',
  of: (style: IStyleData) => T,
  patch: (value: unknown) => Partial<Record<keyof IStyleData, unknown>>,
) =>
  scalar<RangeTarget>(
    set,
    (range, context) => common(range, context, of),
    (range, value, context) => {
      const changes = Object.entries(patch(value));
      change(range, context, (style) => {
        const next: Record<string, unknown> = { ...style };
        for (const [key, item] of changes) {
          if (item === null || item === undefined) delete next[key];
          else next[key] = item;
        }
        return next as IStyleData;
      });
    },
  );

const NAMED_COLORS: Record<string, string> = {
  black: '#000000',
  white: '#FFFFFF',
  red: '#FF0000',
  green: '#008000',
  blue: '#0000FF',
  yellow: '#FFFF00',
  orange: '#FFA500',
  gray: '#808080',
  grey: '#808080',
  lightgray: '#D3D3D3',
  lightgrey: '#D3D3D3',
};

/** @throws RichError InvalidArgument for what is no colour */
export function color(value: unknown): string {
  const text = String(value).toLowerCase();
  const named = NAMED_COLORS[text];
  const hex = /^#?([0-9a-f]{6})$/.exec(text)?.[1];
  if (!named && !hex) throw new RichError('InvalidArgument', `"${String(value)}" is not a colour.`);
  return named ?? `#${hex!.toUpperCase()}`;
}

const fillClass = declareClass<RangeTarget>({
  name: 'RangeFill',
  members: {
    color: property(
      'ExcelApi 1.1',
      (style) => style.bg?.rgb?.toUpperCase() ?? '',
      (value) => ({ bg: value === '' ? null : { rgb: color(value) } }),
    ),
    clear: method('ExcelApi 1.1', (range, _args, context) => {
      change(range, context, ({ bg: _fill, ...rest }) => rest);
    }),
  },
});

const fontClass = declareClass<RangeTarget>({
  name: 'RangeFont',
  members: {
    bold: property(
      'ExcelApi 1.1',
      (style) => style.bl === 1,
      (value) => ({ bl: value === true ? 1 : null }),
    ),
    italic: property(
      'ExcelApi 1.1',
      (style) => style.it === 1,
      (value) => ({ it: value === true ? 1 : null }),
    ),
    size: property(
      'ExcelApi 1.1',
      (style) => style.fs ?? 11,
      (value) => ({ fs: Number(value) }),
    ),
    name: property(
      'ExcelApi 1.1',
      (style) => style.ff ?? 'Calibri',
      (value) => ({ ff: String(value) }),
    ),
    color: property(
      'ExcelApi 1.1',
      (style) => style.cl?.rgb?.toUpperCase() ?? '#000000',
      (value) => ({ cl: { rgb: color(value) } }),
    ),
    underline: property(
      'ExcelApi 1.1',
      (style) => (style.ul?.s ? 'Single' : 'None'),
      (value) => ({ ul: value === 'None' ? null : { s: 1 } }),
    ),
    strikethrough: property(
      'ExcelApi 1.9',
      (style) => style.st?.s === 1,
      (value) => ({ st: value === true ? { s: 1 } : null }),
    ),
  },
});

const EDGES: Record<string, string[]> = {
  EdgeTop: ['t'],
  EdgeBottom: ['b'],
  EdgeLeft: ['l'],
  EdgeRight: ['r'],
  InsideHorizontal: ['b'],
  InsideVertical: ['r'],
};

interface BorderTarget {
  range: RangeTarget;
  edge: string;
}

/** The cells whose border an edge of the range is. */
function edgeCells({ range, edge }: BorderTarget): RangeTarget {
  const area = areaOf(range);
  const last = { row: area.row + area.rows - 1, column: area.column + area.columns - 1 };
  switch (edge) {
    case 'EdgeTop':
      return { ...range, area: { ...area, rows: 1 } };
    case 'EdgeBottom':
      return { ...range, area: { ...area, row: last.row, rows: 1 } };
    case 'EdgeLeft':
      return { ...range, area: { ...area, columns: 1 } };
    case 'EdgeRight':
      return { ...range, area: { ...area, column: last.column, columns: 1 } };
    case 'InsideHorizontal':
      return { ...range, area: { ...area, rows: Math.max(1, area.rows - 1) } };
    default:
      return { ...range, area: { ...area, columns: Math.max(1, area.columns - 1) } };
  }
}

type BorderStyle = { s: number; cl: { rgb: string } };
const LINES: Record<string, number> = { Continuous: 1, Dash: 4, Dot: 3, Double: 7 };

const borderOf = (target: BorderTarget, context: ModelContext): BorderStyle | null => {
  const key = EDGES[target.edge]![0]!;
  const text = common(edgeCells(target), context, (style) =>
    JSON.stringify((style.bd as Record<string, unknown>)?.[key] ?? null),
  );
  return text ? (JSON.parse(text) as BorderStyle | null) : null;
};

function setBorder(
  target: BorderTarget,
  context: ModelContext,
  next: (before: BorderStyle) => BorderStyle | null,
): void {
  change(edgeCells(target), context, (style) => {
    const bd = { ...((style.bd ?? {}) as Record<string, BorderStyle | null>) };
    for (const key of EDGES[target.edge]!) {
      const border = next(bd[key] ?? { s: 1, cl: { rgb: '#000000' } });
      if (border) bd[key] = border;
      else delete bd[key];
    }
    const { bd: _before, ...rest } = style;
    return (Object.keys(bd).length > 0 ? { ...rest, bd } : rest) as IStyleData;
  });
}

const borderClass = declareClass<BorderTarget>({
  name: 'RangeBorder',
  id: ({ edge }) => edge,
  members: {
    sideIndex: scalar('ExcelApi 1.1', ({ edge }) => edge),
    style: scalar(
      'ExcelApi 1.1',
      (target, context) => {
        const line = borderOf(target, context)?.s;
        return Object.keys(LINES).find((name) => LINES[name] === line) ?? 'None';
      },
      (target, value, context) =>
        setBorder(target, context, (before) => (value === 'None' ? null : { ...before, s: LINES[String(value)] ?? 1 })),
    ),
    color: scalar(
      'ExcelApi 1.1',
      (target, context) => borderOf(target, context)?.cl.rgb ?? '#000000',
      (target, value, context) => setBorder(target, context, (before) => ({ ...before, cl: { rgb: color(value) } })),
    ),
    // The engine draws thin lines only; the weight is taken and answered as thin.
    weight: scalar(
      'ExcelApi 1.1',
      () => 'Thin',
      () => undefined,
    ),
  },
});

const bordersClass = declareClass<RangeTarget>({
  name: 'RangeBorderCollection',
  items: (range) => Object.keys(EDGES).map((edge) => new Remote(borderClass, { range, edge })),
  item: (range, key) => (EDGES[String(key)] ? new Remote(borderClass, { range, edge: String(key) }) : null),
  members: { count: scalar('ExcelApi 1.1', () => Object.keys(EDGES).length) },
});

const HORIZONTAL = ['General', 'Left', 'Center', 'Right'];
const VERTICAL = ['Bottom', 'Top', 'Center', 'Bottom'];

export const rangeFormatClass = declareClass<RangeTarget>({
  name: 'RangeFormat',
  members: {
    columnWidth: scalar(
      'ExcelApi 1.2',
      (range, { workbook }) => columnWidth(workbook, range.sheetId, areaOf(range)),
      (range, value, { workbook }) => setColumnWidth(workbook, range.sheetId, areaOf(range), Number(value)),
    ),
    rowHeight: scalar(
      'ExcelApi 1.2',
      (range, { workbook }) => rowHeight(workbook, range.sheetId, areaOf(range)),
      (range, value, { workbook }) => setRowHeight(workbook, range.sheetId, areaOf(range), Number(value)),
    ),
    wrapText: property(
      'ExcelApi 1.1',
      (style) => style.tb === WrapStrategy.WRAP,
      (value) => ({ tb: value === true ? WrapStrategy.WRAP : null }),
    ),
    horizontalAlignment: property(
      'ExcelApi 1.1',
      (style) => HORIZONTAL[style.ht ?? 0] ?? 'General',
      (value) => ({
        ht: Math.max(0, HORIZONTAL.indexOf(String(value))) || null,
      }),
    ),
    verticalAlignment: property(
      'ExcelApi 1.1',
      (style) => VERTICAL[style.vt ?? 0] ?? 'Bottom',
      (value) => ({
        vt: { Top: 1, Center: 2, Bottom: 3 }[String(value)] ?? null,
      }),
    ),
    indentLevel: property(
      'ExcelApi 1.9',
      (style) => Math.round((style.pd?.l ?? 0) / 9),
      (value) => ({
        pd: Number(value) > 0 ? { l: Number(value) * 9 } : null,
      }),
    ),
    fill: navigation('ExcelApi 1.1', (range) => new Remote(fillClass, range)),
    font: navigation('ExcelApi 1.1', (range) => new Remote(fontClass, range)),
    borders: navigation('ExcelApi 1.1', (range) => new Remote(bordersClass, range)),
    autofitColumns: method('ExcelApi 1.2', (range, _args, { workbook }) => {
      const pattern = workbook.book.patternReader(range.sheetId);
      autofitColumns(workbook, range.sheetId, areaOf(range), (row, column) =>
        shownText(readCell(workbook, range.sheetId, row, column), pattern(row, column), workbook.locale),
      );
    }),
    // Rows already grow with their text in the grid; nothing is kept.
    autofitRows: method('ExcelApi 1.2', () => undefined),
  },
});
