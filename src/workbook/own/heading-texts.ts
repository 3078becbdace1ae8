import type { Area } from '../areas';
import type { RawCell } from '../cells';
import { dateFromSerial } from '../serials';
import { tidy } from './keys';
import type { OwnColumn } from './types';
import { isDateFormat } from './number-formats';

/** Rows of headings as read, first row and column 0-based in the sheet. */
export interface HeadingBand {
  row: number;
  column: number;
  values: RawCell[][];
  formats: string[][];
  /** merged areas that touch the rows */
  merges: readonly Area[];
}

export const covers = (area: Area, row: number, column: number): boolean =>
  row >= area.row && row < area.row + area.rows && column >= area.column && column < area.column + area.columns;

/**
 * Texts over each column, top first: a merged title counts for every column under it, one merged downwards only once.
 */
export function headingTexts(band: HeadingBand): string[][] {
  const width = Math.max(0, ...band.values.map((row) => row.length));
  return Array.from({ length: width }, (_, j) => {
    const texts: string[] = [];
    let last: Area | null = null;
    band.values.forEach((_row, i) => {
      const merge = band.merges.find((area) => covers(area, band.row + i, band.column + j)) ?? null;
      if (merge && merge === last) return;
      last = merge;
      const at = merge ? [merge.row - band.row, merge.column - band.column] : [i, j];
      const text = shown(band, at[0]!, at[1]!);
      if (text !== '') texts.push(text);
    });
    return texts;
  });
}

function shown({ values, formats }: HeadingBand, i: number, j: number): string {
  const raw = values[i]?.[j] ?? '';
  if (typeof raw === 'number' && isDateFormat(formats[i]?.[j] ?? '')) return dateFromSerial(raw) ?? String(raw);
  return tidy(raw);
}

export const headingKey = (texts: readonly string[]): string =>
  texts.map((text) => tidy(text).toLowerCase()).join('\u001f');

const lastText = (texts: readonly string[]): string => tidy(texts.at(-1) ?? '').toLowerCase();

export interface HeadingMatch {
  /** stored column → index of the live heading it stands under */
  at: Map<OwnColumn, number>;
  /** how many were found by all their texts */
  exact: number;
  gone: OwnColumn[];
  /** columns with a meaning whose heading now stands over more columns than before */
  doubled: { column: OwnColumn; at: number[] }[];
}

/**
 * Finds remembered columns by their headings. Columns of equal headings keep their order; a group title that was
 * changed does not matter as long as the heading below it is the only one of its kind.
 */
export function matchHeadings(columns: readonly OwnColumn[], live: readonly string[][]): HeadingMatch {
  const match: HeadingMatch = { at: new Map(), exact: 0, gone: [], doubled: [] };
  const taken = new Set<number>();
  const groups = new Map<string, OwnColumn[]>();
  for (const column of [...columns].sort((a, b) => a.position - b.position)) {
    const key = headingKey(column.heading);
    const group = groups.get(key);
    if (group) group.push(column);
    else groups.set(key, [column]);
  }
  const lost: OwnColumn[] = [];
  for (const [key, group] of groups) {
    const places = live.flatMap((texts, i) => (headingKey(texts) === key ? [i] : []));
    if (places.length === group.length) {
      match.exact += group.length;
      group.forEach((column, i) => {
        match.at.set(column, places[i]!);
        taken.add(places[i]!);
      });
    } else if (places.length > group.length && key !== '') {
      const meant = group.filter(({ meaning }) => meaning !== null);
      for (const column of meant) match.doubled.push({ column, at: places });
      if (meant.length === 0) group.forEach((column, i) => match.at.set(column, places[i]!));
    } else lost.push(...group);
  }
  for (const column of lost) {
    const text = lastText(column.heading);
    const twins = columns.filter((other) => lastText(other.heading) === text);
    const places = live.flatMap((texts, i) => (lastText(texts) === text && text !== '' ? [i] : []));
    if (twins.length === 1 && places.length === 1 && !taken.has(places[0]!)) match.at.set(column, places[0]!);
    else match.gone.push(column);
  }
  return match;
}
