import type { Area } from '../areas';
import type { RawCell } from '../cells';
import { covers } from './heading-texts';
import { tidy } from './keys';

/** Part of a sheet as read; row and column are those of `values[0][0]`. */
export interface Grid {
  row: number;
  column: number;
  values: RawCell[][];
}

/** A list with headings. */
export interface Block {
  /** headings and rows below them, without a title above */
  area: Area;
  headingRows: number;
  /** text of the nearest line above the headings */
  title: string;
}

export const isBlank = (raw: RawCell | undefined): boolean =>
  raw === undefined || raw === '' || (typeof raw === 'string' && tidy(raw) === '');

const right = (area: Area): number => area.column + area.columns;
const bottom = (area: Area): number => area.row + area.rows;

/** Cells of a grid with their merged areas: a cell under a merged title reads as the title. */
class Cells {
  private readonly merged = new Map<number, Area[]>();
  constructor(
    private readonly grid: Grid,
    merges: readonly Area[],
  ) {
    for (const area of merges) {
      for (let row = area.row; row < bottom(area); row++) {
        const list = this.merged.get(row);
        if (list) list.push(area);
        else this.merged.set(row, [area]);
      }
    }
  }
  own(row: number, column: number): RawCell {
    return this.grid.values[row - this.grid.row]?.[column - this.grid.column] ?? '';
  }
  merge(row: number, column: number): Area | null {
    return this.merged.get(row)?.find((area) => covers(area, row, column)) ?? null;
  }
  seen(row: number, column: number): RawCell {
    const merge = this.merge(row, column);
    return merge ? this.own(merge.row, merge.column) : this.own(row, column);
  }
  filled(row: number, area: Area): number[] {
    const columns: number[] = [];
    for (let column = area.column; column < right(area); column++) {
      if (!isBlank(this.own(row, column))) columns.push(column);
    }
    return columns;
  }
  isRowBlank(row: number, area: Area): boolean {
    return this.filled(row, area).length === 0;
  }
}

/**
 * The lists in a part of a sheet: cut apart at blank rows and columns, put together again where rows go on below a
 * blank one without headings of their own, and cut at a title with the same headings printed again under it.
 */
export function findBlocks(grid: Grid, merges: readonly Area[]): Block[] {
  const cells = new Cells(grid, merges);
  const whole: Area = {
    row: grid.row,
    column: grid.column,
    rows: grid.values.length,
    columns: Math.max(0, ...grid.values.map((row) => row.length)),
  };
  const pieces = cut(cells, whole).sort((a, b) => a.row - b.row || a.column - b.column);
  const open: { area: Area; heading: Heading }[] = [];
  for (const piece of pieces) {
    const above = open.findLast(({ area }) => piece.column >= area.column && right(piece) <= right(area));
    const heading = findHeading(cells, piece);
    if (above && !(heading && standsAlone(cells, piece, heading, above.heading))) {
      if (piece.rows <= 3 && isNote(cells, piece)) continue;
      above.area = { ...above.area, rows: bottom(piece) - above.area.row };
    } else if (heading) open.push({ area: piece, heading });
  }
  return open.flatMap(({ area, heading }) => split(cells, area, heading));
}

/** Cuts along blank columns and blank rows until there are none. */
function cut(cells: Cells, area: Area): Area[] {
  const trimmed = trim(cells, area);
  if (!trimmed) return [];
  const blankColumns = new Set<number>();
  for (let column = trimmed.column; column < right(trimmed); column++) {
    let blank = true;
    for (let row = trimmed.row; row < bottom(trimmed) && blank; row++) blank = isBlank(cells.own(row, column));
    if (blank && !bridged(cells, trimmed, column)) blankColumns.add(column);
  }
  if (blankColumns.size > 0) {
    return runs(trimmed.column, right(trimmed), blankColumns).flatMap(([from, to]) =>
      cut(cells, { ...trimmed, column: from, columns: to - from }),
    );
  }
  const blankRows = new Set<number>();
  for (let row = trimmed.row; row < bottom(trimmed); row++) if (cells.isRowBlank(row, trimmed)) blankRows.add(row);
  if (blankRows.size === 0) return [trimmed];
  return runs(trimmed.row, bottom(trimmed), blankRows).flatMap(([from, to]) =>
    cut(cells, { ...trimmed, row: from, rows: to - from }),
  );
}

/** A blank column under the middle of a heading merged over it and its neighbours belongs to the list. */
function bridged(cells: Cells, area: Area, column: number): boolean {
  for (let row = area.row; row < Math.min(bottom(area), area.row + 12); row++) {
    const merge = cells.merge(row, column);
    if (!merge || merge.columns < 2 || merge.columns * 2 > area.columns) continue;
    if (!isBlank(cells.own(merge.row, merge.column)) && column < right(merge)) return true;
  }
  return false;
}

function runs(from: number, to: number, gaps: ReadonlySet<number>): [number, number][] {
  const found: [number, number][] = [];
  let start = -1;
  for (let i = from; i <= to; i++) {
    const inside = i < to && !gaps.has(i);
    if (inside && start < 0) start = i;
    if (!inside && start >= 0) {
      found.push([start, i]);
      start = -1;
    }
  }
  return found;
}

function trim(cells: Cells, area: Area): Area | null {
  let top = -1;
  let last = -1;
  let left = Infinity;
  let end = -1;
  for (let row = area.row; row < bottom(area); row++) {
    const filled = cells.filled(row, area);
    if (filled.length === 0) continue;
    if (top < 0) top = row;
    last = row;
    left = Math.min(left, filled[0]!);
    end = Math.max(end, filled.at(-1)!);
  }
  return top < 0 ? null : { row: top, column: left, rows: last - top + 1, columns: end - left + 1 };
}

interface Heading {
  /** first row of headings, and how many */
  row: number;
  rows: number;
}

/** How far down a title and notes may push the headings. */
const ROWS_TO_HEADINGS = 12;
const ROWS_LOOKED_AT = 60;
const MOST_HEADING_ROWS = 3;

function findHeading(cells: Cells, area: Area): Heading | null {
  const last = Math.min(bottom(area) - 2, area.row + ROWS_TO_HEADINGS);
  for (let row = area.row; row <= last; row++) {
    if (!isHeadingRow(cells, area, row)) continue;
    let first = row;
    let end = row;
    while (end - first + 1 < MOST_HEADING_ROWS && end + 1 < bottom(area) - 1 && goesOn(cells, area, first, end + 1))
      end++;
    while (end - first + 1 < MOST_HEADING_ROWS && first > area.row && isGroupRow(cells, area, first - 1)) first--;
    return { row: first, rows: end - first + 1 };
  }
  return null;
}

/** Columns whose cells below a row are numbers for the greater part. */
function numericColumns(cells: Cells, area: Area, below: number): number[] {
  const columns: number[] = [];
  for (let column = area.column; column < right(area); column++) {
    let numbers = 0;
    let others = 0;
    for (let row = below + 1; row < Math.min(bottom(area), below + 1 + ROWS_LOOKED_AT); row++) {
      const raw = cells.own(row, column);
      if (isBlank(raw)) continue;
      if (typeof raw === 'number') numbers++;
      else others++;
    }
    if (numbers > 0 && numbers >= others) columns.push(column);
  }
  return columns;
}

const isText = (raw: RawCell): boolean =>
  typeof raw === 'string' && !isBlank(raw) && !/^[-+]?[\d.,]+%?$/.test(tidy(raw));

/** Week numbers, dates and months in steps over the columns are headings too. */
function isSeries(numbers: readonly number[]): boolean {
  if (numbers.length < 3) return false;
  const steps = numbers.slice(1).map((number, i) => number - numbers[i]!);
  const [step] = steps;
  const even = steps.every((other) => other === step);
  const within = (low: number, high: number): boolean => numbers.every((number) => number >= low && number <= high);
  if (within(1, 53)) return even && step === 1 && numbers.length >= 4;
  if (within(30_000, 60_000)) return (even && step! > 0) || steps.every((other) => other >= 28 && other <= 31);
  return within(200_001, 210_012) && steps.every((other) => other === 1 || other === 89);
}

function isTitle(cells: Cells, area: Area, row: number): boolean {
  const filled = cells.filled(row, area);
  if (area.columns === 1) return false;
  if (filled.length === 1) return true;
  return filled.some((column) => (cells.merge(row, column)?.columns ?? 1) * 2 > area.columns) && filled.length <= 2;
}

function isHeadingRow(cells: Cells, area: Area, row: number): boolean {
  if (isTitle(cells, area, row)) return false;
  const filled = cells.filled(row, area);
  const numbers = filled
    .map((column) => cells.own(row, column))
    .filter((raw): raw is number => typeof raw === 'number');
  const texts = filled.filter((column) => isText(cells.own(row, column))).length;
  if (texts === 0 || (numbers.length > 0 && !isSeries(numbers))) return false;
  const numeric = numericColumns(cells, area, row);
  if (numeric.length > 0) {
    const named = numeric.filter((column) => {
      const raw = cells.seen(row, column);
      return isText(raw) || typeof raw === 'number';
    });
    return named.length >= 0.6 * numeric.length && texts >= Math.min(2, area.columns);
  }
  let widest = 0;
  for (let i = row; i < Math.min(bottom(area), row + ROWS_LOOKED_AT); i++) {
    widest = Math.max(widest, cells.filled(i, area).length);
  }
  const distinct = new Set(filled.map((column) => tidy(cells.own(row, column)))).size;
  return filled.length >= 0.6 * widest && distinct >= 0.8 * filled.length;
}

const UNIT = /^[（([]?(件|个|箱|套|天|日|元|万元|人民币|%|rmb|cny|usd|pcs?|units?|days?|yuan)[)）\]]?$/i;

/** Whether the row below headings is one of them: finer headings, units, or the same in another language. */
function goesOn(cells: Cells, area: Area, first: number, row: number): boolean {
  const filled = cells.filled(row, area);
  if (filled.length === 0 || isTitle(cells, area, row)) return false;
  const raws = filled.map((column) => cells.own(row, column));
  const numbers = raws.filter((raw): raw is number => typeof raw === 'number');
  if (numbers.length > 0 && !(isSeries(numbers) && numbers.length * 2 > filled.length)) return false;
  if (raws.filter((raw) => UNIT.test(tidy(raw))).length >= 0.6 * filled.length) return true;
  for (let column = area.column; column < right(area); column++) {
    const merge = cells.merge(row - 1, column);
    if (merge && merge.row >= first && (bottom(merge) > row || (merge.columns > 1 && filled.includes(column))))
      return true;
  }
  const underGap = filled.filter((column) => {
    for (let above = first; above < row; above++) if (!isBlank(cells.seen(above, column))) return false;
    return true;
  });
  if (underGap.length >= 2 && underGap.length * 2 >= filled.length) return true;
  const numeric = numericColumns(cells, area, row);
  return (
    numeric.length > 0 && numeric.filter((column) => isText(cells.own(row, column))).length >= 0.6 * numeric.length
  );
}

/** Titles over some of the columns, merged. */
function isGroupRow(cells: Cells, area: Area, row: number): boolean {
  if (isTitle(cells, area, row)) return false;
  const filled = cells.filled(row, area);
  return (
    filled.every((column) => isText(cells.own(row, column))) &&
    filled.some((column) => (cells.merge(row, column)?.columns ?? 1) > 1)
  );
}

const bottomTexts = (cells: Cells, area: Area, heading: Heading): string[] => {
  const texts: string[] = [];
  for (let column = area.column; column < right(area); column++) {
    texts.push(tidy(cells.own(heading.row + heading.rows - 1, column)));
  }
  return texts;
};

/** Headings that belong to the rows above: the piece below starts a list of its own. */
function standsAlone(cells: Cells, piece: Area, heading: Heading, above: Heading): boolean {
  // without a number below it a row of texts may as well be the next row of the list above
  if (numericColumns(cells, piece, heading.row + heading.rows - 1).length > 0) {
    const own = bottomTexts(cells, piece, heading).filter((text) => text !== '');
    // nor do words in a column of numbers make headings of a row that begins with a code
    return new Set(own).size === own.length && !isCode(own[0] ?? '');
  }
  const here = bottomTexts(cells, piece, heading);
  const there = bottomTexts(cells, { ...piece, row: above.row }, above);
  return sharedTexts(here, there) >= 0.5;
}

/** Share of the filled texts of `a` that stand in the same places of `b`. */
export function sharedTexts(a: readonly string[], b: readonly string[]): number {
  const filled = a.flatMap((text, i) => (text === '' ? [] : [i]));
  if (filled.length < 2 && a.length > 1) return 0;
  return filled.filter((i) => a[i] === b[i]).length / Math.max(1, filled.length);
}

/** Letters and digits without a space: what a code looks like, and a title does not. */
export const isCode = (text: string): boolean => /^[\p{Script=Latin}\d][\w./#+*-]*$/u.test(text) && /\d/.test(text);

const isNote = (cells: Cells, area: Area): boolean => {
  for (let row = area.row; row < bottom(area); row++) if (cells.filled(row, area).length > 1) return false;
  return true;
};

/** Cuts a list where a title and the same headings follow each other again. */
function split(cells: Cells, area: Area, heading: Heading): Block[] {
  const texts = bottomTexts(cells, area, heading);
  const starts: { first: number; from: number }[] = [{ first: heading.row, from: area.row }];
  const probes = texts.flatMap((text, i) => (text === '' ? [] : [i])).slice(0, 5);
  for (let row = heading.row + heading.rows + 1; row < bottom(area); row++) {
    if (!probes.some((i) => tidy(cells.own(row, area.column + i)) === texts[i])) continue;
    const here = bottomTexts(cells, area, { row, rows: 1 });
    const first = row - heading.rows + 1;
    if (sharedTexts(texts, here) < 0.6 || first - 1 < heading.row + heading.rows) continue;
    const before = first - 1;
    if (cells.isRowBlank(before, area) || isTitle(cells, area, before)) starts.push({ first, from: before });
  }
  return starts.map(({ first, from }, i) => {
    const end = starts[i + 1]?.from ?? bottom(area);
    let last = end;
    while (last > first + heading.rows && cells.isRowBlank(last - 1, area)) last--;
    let title = '';
    for (let row = first - 1; row >= from && title === ''; row--) {
      const [column] = cells.filled(row, area);
      if (column !== undefined) title = tidy(cells.own(row, column));
    }
    return { area: { ...area, row: first, rows: last - first }, headingRows: heading.rows, title };
  });
}

/**
 * Where a list whose headings begin at the grid's first row ends: the row after its last one. Rows go on below blank
 * ones until other headings come.
 */
export function listEnd(grid: Grid, merges: readonly Area[], headingRows: number): number {
  const cells = new Cells(grid, merges);
  const whole: Area = {
    row: grid.row,
    column: grid.column,
    rows: grid.values.length,
    columns: Math.max(0, ...grid.values.map((row) => row.length)),
  };
  const heading: Heading = { row: grid.row, rows: headingRows };
  const body = grid.row + headingRows;
  const blank = new Set<number>();
  for (let row = body; row < bottom(whole); row++) if (cells.isRowBlank(row, whole)) blank.add(row);
  let end = body;
  for (const [from, to] of runs(body, bottom(whole), blank)) {
    const piece = { ...whole, row: from, rows: to - from };
    if (from > body) {
      const next = findHeading(cells, piece);
      if (next && standsAlone(cells, piece, next, heading)) break;
      if (piece.rows <= 3 && isNote(cells, piece)) continue;
    }
    end = to;
  }
  if (end <= body) return body;
  const [first] = split(cells, { ...whole, rows: end - whole.row }, heading);
  return first ? first.area.row + first.area.rows : end;
}
