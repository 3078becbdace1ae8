import type { Area } from '../areas';
import { isFormula } from '../diff';
import { hostCode } from '../errors';
import { covers } from './heading-texts';
import { isMerged, type LiveList } from './live-list';
import { splitAddress } from './look';
import type { OwnBlocked } from './types';
import { cellRule, listSource, type CellRule } from './validation';

export type Obstacle = Extract<OwnBlocked['why'], 'formula' | 'merged' | 'spill'>;

/** What stands in the way of values in some columns of a list. */
export interface Obstacles {
  at(index: number, position: number): Obstacle | null;
  rule(index: number, position: number): CellRule | null;
}

/** Parts a column is cut into at most, where its cells differ: scattered rules are not worth thousands of questions. */
const MOST_PARTS = 2000;

/**
 * Asks the same of whole columns, and of halves of them as long as their cells differ. `read` gives undefined where
 * they do; parts that still differ in the end are left out.
 */
async function ofParts<A, T>(
  context: Excel.RequestContext,
  sheetId: string,
  columns: readonly Area[],
  ask: (range: Excel.Range) => A,
  read: (asked: A) => T | undefined,
): Promise<{ area: Area; value: T }[]> {
  const sheet = context.workbook.worksheets.getItem(sheetId);
  const found: { area: Area; value: T }[] = [];
  let open = [...columns].filter(({ rows }) => rows > 0);
  let parts = 0;
  while (open.length > 0 && parts < MOST_PARTS) {
    parts += open.length;
    const asked = open.map((area) => ({
      area,
      answer: ask(sheet.getRangeByIndexes(area.row, area.column, area.rows, area.columns)),
    }));
    // eslint-disable-next-line office-addins/no-context-sync-in-loop -- the next questions depend on these answers
    await context.sync();
    open = asked.flatMap(({ area, answer }) => {
      const value = read(answer);
      if (value !== undefined) {
        found.push({ area, value });
        return [];
      }
      if (area.rows === 1) return [];
      const half = Math.floor(area.rows / 2);
      return [
        { ...area, rows: half },
        { ...area, row: area.row + half, rows: area.rows - half },
      ];
    });
  }
  return found;
}

export async function findObstacles(
  context: Excel.RequestContext,
  list: LiveList,
  positions: readonly number[],
): Promise<Obstacles> {
  const { found, values, formulas } = list;
  const columns = positions.map((position): Area => ({
    row: found.bodyRow,
    column: found.firstColumn + position,
    rows: values.length,
    columns: 1,
  }));
  const spills = await ofParts(
    context,
    found.sheetId,
    columns,
    (range) => {
      range.load('hasSpill');
      return range;
    },
    (range) => (range.hasSpill as boolean | null) ?? undefined,
  );
  const rules = await readRules(context, found.sheetId, columns);
  const under = <T>(parts: readonly { area: Area; value: T }[], index: number, position: number): T | undefined =>
    parts.find(({ area }) => covers(area, found.bodyRow + index, found.firstColumn + position))?.value;
  const spilling = spills.filter(({ value }) => value);
  return {
    at: (index, position) => {
      if (isFormula(values[index]?.[position], formulas[index]?.[position])) return 'formula';
      if (isMerged(list, index, position)) return 'merged';
      return under(spilling, index, position) ? 'spill' : null;
    },
    rule: (index, position) => under(rules, index, position) ?? null,
  };
}

async function readRules(
  context: Excel.RequestContext,
  sheetId: string,
  columns: readonly Area[],
): Promise<{ area: Area; value: CellRule | null }[]> {
  const sources = new Map<CellRule, string>();
  const parts = await ofParts(
    context,
    sheetId,
    columns,
    (range) => {
      range.dataValidation.load('type,rule,errorAlert');
      return range.dataValidation;
    },
    ({ type, rule, errorAlert }) => {
      if (type === 'Inconsistent' || type === 'MixedCriteria') return undefined;
      if (type === 'None') return null;
      const read = cellRule(type, rule, errorAlert);
      const source = read && listSource(type, rule);
      if (read && source) sources.set(read, source);
      return read;
    },
  );
  const lists = new Map<string, string[] | null>();
  for (const source of new Set(sources.values())) lists.set(source, await readList(context, sheetId, source));
  for (const [rule, source] of sources) rule.list = lists.get(source) ?? null;
  return parts;
}

/** Texts of the cells a list takes its entries from; null where that is a formula or cannot be read. */
async function readList(context: Excel.RequestContext, sheetId: string, source: string): Promise<string[] | null> {
  const { sheet, cells } = splitAddress(source);
  const { worksheets, names } = context.workbook;
  const isCells = /^\$?[A-Z]{1,3}\$?\d+(:\$?[A-Z]{1,3}\$?\d+)?$/i.test(cells);
  if (!isCells && (sheet !== null || /[()[\]]/.test(cells))) return null;
  try {
    let range: Excel.Range;
    if (isCells) range = (sheet === null ? worksheets.getItem(sheetId) : worksheets.getItem(sheet)).getRange(cells);
    else range = names.getItem(cells).getRange();
    range.load('text');
    await context.sync();
    return (range.text as string[][]).flat().filter((text) => text !== '');
  } catch (error) {
    if (hostCode(error) === '') throw error;
    return null;
  }
}
