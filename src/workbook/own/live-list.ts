import type { Area } from '../areas';
import type { RawCell } from '../cells';
import { covers } from './heading-texts';
import { warehouseReader, type WarehouseOf } from './keys';
import type { FoundOwn } from './locate';
import { isSkuMeaning, isWarehouseMeaning } from './meanings';
import { listEnd } from './regions';
import { classifyRows } from './rows';
import { columnRuns, hiddenRows, readMerges, readRuns } from './sheet-reading';
import { tidy } from './keys';
import type { OwnMeaning, OwnRow } from './types';

/** A range of the user's with what its rows hold now. */
export interface LiveList {
  found: FoundOwn;
  /** of the body, from the range's first column */
  values: RawCell[][];
  /** like values; of the columns asked for, the others repeat the values */
  formulas: RawCell[][];
  /** number formats of the columns asked for, by position */
  formats: Map<number, string[]>;
  rows: OwnRow[];
  merges: Area[];
  /** positions */
  sku: number | null;
  warehouse: number | null;
  /** positions of the cells that say which row is which: keys, and titles between the rows that name a warehouse */
  keyColumns: number[];
  /** other rows a row's key is taken from: the first of a merged code, the title above */
  leans: ReadonlyMap<number, readonly number[]>;
}

export interface ListAsked {
  /** positions whose formulas are wanted; 'all' */
  formulas: readonly number[] | 'all';
  /** positions whose number formats are wanted */
  formats: readonly number[];
  /** whether it matters which rows are hidden */
  hidden: boolean;
  warehouses: Readonly<Record<string, string>>;
  /** codes that are known to stand in the data */
  skus?: ReadonlySet<string>;
  codes?: readonly string[];
  signal?: AbortSignal | undefined;
}

export const positionOf = (found: FoundOwn, meaning: OwnMeaning): number | null => {
  const column = found.mapping.columns.find((candidate) => candidate.meaning === meaning);
  return column ? column.position : null;
};

/** Whether a cell is merged with others of its column, or is a hidden part of one; merged along its own row it holds that row's value. */
export function isMerged(
  { found, merges }: Pick<LiveList, 'found' | 'merges'>,
  index: number,
  position: number,
): boolean {
  const row = found.bodyRow + index;
  const column = found.firstColumn + position;
  const merge = merges.find((area) => covers(area, row, column));
  return merge !== undefined && (merge.rows > 1 || merge.column !== column);
}

export function keyPositions({ mapping }: FoundOwn): { sku: number | null; warehouse: number | null } {
  const at = (is: (meaning: OwnMeaning | null) => boolean): number | null =>
    mapping.columns.find(({ meaning }) => is(meaning))?.position ?? null;
  return { sku: at(isSkuMeaning), warehouse: at(isWarehouseMeaning) };
}

export const warehousesOf = (asked: Pick<ListAsked, 'warehouses' | 'codes'>): WarehouseOf =>
  warehouseReader(asked.warehouses, asked.codes);

/** Reads the body: all values, and of the columns asked for their formulas and formats. */
export async function readList(context: Excel.RequestContext, found: FoundOwn, asked: ListAsked): Promise<LiveList> {
  const { firstColumn, columns, bodyRow } = found;
  const ofFormulas = asked.formulas === 'all' ? Array.from({ length: columns }, (_, i) => i) : asked.formulas;
  const absolute = (positions: readonly number[]): number[] => positions.map((position) => firstColumn + position);
  const runs = [
    { column: firstColumn, columns, properties: ['values' as const] },
    ...columnRuns(absolute(ofFormulas), ['formulas']),
    ...columnRuns(absolute(asked.formats), ['numberFormat']),
  ];
  const cells = await readRuns(context, found.sheetId, bodyRow, found.bodyRows, runs, asked.signal);
  let values = cells[0]!.values ?? [];
  const whole = { row: found.headingRow, column: firstColumn, rows: found.headingRows + values.length, columns };
  const merges = found.tableId ? [] : await readMerges(context, found.sheetId, whole);
  if (!found.tableId) {
    const grid = { row: found.headingRow, column: firstColumn, values: [...found.headingCells, ...values] };
    values = values.slice(0, listEnd(grid, merges, found.headingRows) - bodyRow);
  }
  const formulas = values.map((row) => [...row]);
  const formats = new Map<number, string[]>();
  runs.forEach((run, i) => {
    run.properties.forEach((property) => {
      if (property === 'values') return;
      for (let j = 0; j < run.columns; j++) {
        const position = run.column - firstColumn + j;
        const column = values.map((_, row) => cells[i]![property as 'formulas' | 'numberFormat']?.[row]?.[j] ?? '');
        if ((property as string) === 'numberFormat') formats.set(position, column.map(String));
        else column.forEach((formula, row) => (formulas[row]![position] = formula));
      }
    });
  });
  const keys = keyPositions(found);
  const body: Area = { row: bodyRow, column: firstColumn, rows: values.length, columns };
  const hidden =
    asked.hidden && values.length > 0
      ? await hiddenRows(context, found.sheetId, body, asked.signal)
      : new Set<number>();
  const rows = classifyRows({
    values,
    row: bodyRow,
    column: firstColumn,
    ...keys,
    headings: headingLine(found),
    merges,
    readWarehouse: warehousesOf(asked),
    warehouses: new Set([...Object.values(asked.warehouses), ...(asked.codes ?? [])]),
    fixed: found.mapping.warehouse,
    ...(asked.skus ? { skus: asked.skus } : {}),
    hidden: (index) => hidden.has(bodyRow + index),
  });
  return { found, values, formulas, formats, rows, merges, ...keys, ...supports(found, values, rows, merges, keys) };
}

/** What identifies the rows beside their own key cells. */
function supports(
  found: FoundOwn,
  values: readonly RawCell[][],
  rows: readonly OwnRow[],
  merges: readonly Area[],
  keys: ReturnType<typeof keyPositions>,
): Pick<LiveList, 'keyColumns' | 'leans'> {
  const keyColumns = new Set([keys.sku, keys.warehouse].filter((position) => position !== null));
  const leans = new Map<number, number[]>();
  const lean = (index: number, on: number): void => void leans.set(index, [...(leans.get(index) ?? []), on]);
  for (const merge of merges) {
    const first = merge.row - found.bodyRow;
    const position = merge.column - found.firstColumn;
    if (merge.rows < 2 || first < 0 || !keyColumns.has(position)) continue;
    for (let i = 1; i < merge.rows; i++) lean(first + i, first);
  }
  if (keys.warehouse === null) {
    let title: number | null = null;
    for (const { index, kind } of rows) {
      if (kind === 'section') {
        title = index;
        const position = values[index]?.findIndex((raw) => raw !== '') ?? -1;
        if (position >= 0) keyColumns.add(position);
      } else if (kind === 'data' && title !== null) lean(index, title);
    }
  }
  return { keyColumns: [...keyColumns], leans };
}

/** The last row of headings as it stands, for telling where it is printed again. */
const headingLine = ({ headingCells }: FoundOwn): string[] => (headingCells.at(-1) ?? []).map(tidy);
