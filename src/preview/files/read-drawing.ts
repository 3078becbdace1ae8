import type { Chart, ChartCorner } from '../chart';
import type { BookSheet } from '../types';
import { EMU_PER_POINT } from './chart-look';
import type { NoteSink } from './notes';
import { readChart } from './read-chart';
import { element, elements, plainText } from './xml';

/** Excel's standard column and row in points */
const COLUMN = 48;
const ROW = 15;

export interface Package {
  text: (path: string) => string;
  relations: (path: string) => { id: string; type: string; target: string }[];
}

type Sizes = Pick<BookSheet, 'name' | 'columnWidths' | 'rowHeights'>;

/** The charts of a sheet part, with a note of what of them is not kept. */
export function readCharts(path: string, sheet: Sizes, parts: Package, note: NoteSink): Chart<string>[] {
  return parts
    .relations(path)
    .filter(({ type }) => type.endsWith('/drawing'))
    .flatMap(({ target }) => drawingCharts(target, sheet, parts, note));
}

function drawingCharts(path: string, sheet: Sizes, parts: Package, note: NoteSink): Chart<string>[] {
  const targets = new Map(parts.relations(path).map(({ id, target }) => [id, target]));
  const drawing = parts.text(path);
  const anchors = ['twoCellAnchor', 'oneCellAnchor', 'absoluteAnchor'].flatMap((kind) => [...elements(drawing, kind)]);
  return anchors.flatMap(({ inner }) => {
    const link = /<(?:\w+:)?chart\s[^>]*?r:id="([^"]*)"/.exec(inner)?.[1];
    if (link === undefined) return [];
    const name = plainText(element(inner, 'cNvPr')?.attributes['name'] ?? '');
    const lost = new Set<string>();
    const chart = readChart(parts.text(targets.get(link) ?? ''), { name, ...placeOf(inner, sheet) }, (part) =>
      lost.add(part),
    );
    if (lost.size > 0 || !chart) {
      const what = [...lost].join(', ');
      note({
        sheet: sheet.name,
        en: chart ? `Chart "${name}": not kept: ${what}.` : `Chart "${name}" is not kept (${what}).`,
        zh: chart ? `图表“${name}”中未保留：${what}。` : `图表“${name}”未保留（${what}）。`,
      });
    }
    return chart ? [chart] : [];
  });
}

/** Where the chart lies. One that hangs on one cell or on the sheet is turned into one between two cells. */
function placeOf(anchor: string, sheet: Sizes): { from: ChartCorner; to: ChartCorner } {
  const start = element(anchor, 'from');
  const end = element(anchor, 'to');
  const from = start ? corner(start.inner) : { row: 0, column: 0, x: 0, y: 0 };
  if (end) return { from, to: corner(end.inner) };
  const at = element(anchor, 'pos')?.attributes ?? {};
  const extent = element(anchor, 'ext')?.attributes ?? {};
  const points = (text: string | undefined): number => Number(text ?? 0) / EMU_PER_POINT;
  const begin = start ? from : walk(from, points(at['x']), points(at['y']), sheet);
  return { from: begin, to: walk(begin, points(extent['cx']), points(extent['cy']), sheet) };
}

function corner(markup: string): ChartCorner {
  const number = (name: string): number => Number(element(markup, name)?.inner ?? 0);
  return {
    column: number('col'),
    row: number('row'),
    x: number('colOff') / EMU_PER_POINT,
    y: number('rowOff') / EMU_PER_POINT,
  };
}

/** So many points right of and below a corner. */
function walk(from: ChartCorner, across: number, down: number, { columnWidths, rowHeights }: Sizes): ChartCorner {
  const step = (index: number, rest: number, size: (index: number) => number): [number, number] => {
    let [at, left] = [index, rest];
    while (left >= size(at) && at < 16_383) left -= size(at++);
    return [at, left];
  };
  const width = (column: number): number => {
    const characters = columnWidths.get(column);
    return characters === undefined ? COLUMN : (characters * 7 + 5) * 0.75;
  };
  const [column, x] = step(from.column, from.x + across, width);
  const [row, y] = step(from.row, from.y + down, (index) => rowHeights.get(index) ?? ROW);
  return { column, row, x, y };
}
