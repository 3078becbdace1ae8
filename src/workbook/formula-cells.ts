import { AreaQueue, areasOf, type Area, type Place } from './areas';
import { cellBytes } from './blocks';
import type { RawCell } from './cells';
import { hostCode, WorkbookError } from './errors';
import { inBatches } from './excel-run';
import { isStuck } from './formula/repair';

/** A cell anywhere in the workbook. */
export interface CellPlace extends Place {
  sheetId: string;
}

export interface HeldFormula {
  /** the value itself where the cell holds no formula */
  formula: RawCell;
  /** null: never calculated, or blank */
  value: RawCell | null;
}

export const cellId = ({ sheetId, row, column }: CellPlace): string => `${sheetId}|${row}|${column}`;

/** So many ranges go into one request. */
export const RANGES_AT_ONCE = 200;

export function chunked<T>(items: readonly T[], size = RANGES_AT_ONCE): T[][] {
  const chunks: T[][] = [];
  for (let at = 0; at < items.length; at += size) chunks.push(items.slice(at, at + size));
  return chunks;
}

export function bySheet<T extends { sheetId: string }>(items: readonly T[]): Map<string, T[]> {
  const sheets = new Map<string, T[]>();
  for (const item of items) {
    const list = sheets.get(item.sheetId);
    if (list) list.push(item);
    else sheets.set(item.sheetId, [item]);
  }
  return sheets;
}

/** The cells as areas, sheet by sheet. */
export const sheetAreas = (cells: readonly CellPlace[]): { sheetId: string; area: Area }[] =>
  [...bySheet(cells)].flatMap(([sheetId, list]) => areasOf(list).map((area) => ({ sheetId, area })));

/** `sheet` is a null object when the sheet is gone. */
export function sheetRange(
  context: Excel.RequestContext,
  sheetId: string,
  { row, column, rows, columns }: Area,
): { sheet: Excel.Worksheet; range: Excel.Range } {
  const sheet = context.workbook.worksheets.getItemOrNullObject(sheetId);
  return { sheet, range: sheet.getRangeByIndexes(row, column, rows, columns) };
}

/** both formula and value, and the type of the value */
const SHORT_CELL_BYTES = 60;

/** What cells hold now, by `cellId`; cells of a sheet that is gone are absent. */
export async function readFormulas(
  context: Excel.RequestContext,
  cells: readonly CellPlace[],
  signal?: AbortSignal,
  bytes = SHORT_CELL_BYTES + longest(cells),
): Promise<Map<string, HeldFormula>> {
  const held = new Map<string, HeldFormula>();
  const queue = new AreaQueue(sheetAreas(cells), bytes);
  const portions: ReturnType<typeof queue.take>[] = [];
  while (!queue.isEmpty) portions.push(queue.take());
  let ranges: ReturnType<typeof sheetRange>[] = [];
  try {
    await inBatches(
      context,
      portions,
      (portion) => {
        ranges = portion.map(({ sheetId, area }) => sheetRange(context, sheetId, area));
        for (const { range } of ranges) range.load('formulas,values,valueTypes');
      },
      (portion) =>
        portion.forEach(({ sheetId, area }, i) => {
          const { sheet, range } = ranges[i]!;
          if (sheet.isNullObject) return;
          const formulas = range.formulas as RawCell[][];
          formulas.forEach((line, row) =>
            line.forEach((formula, column) => {
              const blank = range.valueTypes[row]?.[column] === Excel.RangeValueType.empty;
              const value = blank ? null : (range.values[row]?.[column] as RawCell);
              held.set(cellId({ sheetId, row: area.row + row, column: area.column + column }), { formula, value });
            }),
          );
        }),
      signal,
    );
  } catch (error) {
    if (hostCode(error) !== 'ResponsePayloadSizeLimitExceeded' || bytes > 500_000) throw error;
    return readFormulas(context, cells, signal, bytes * 4);
  }
  return held;
}

const longest = (cells: readonly (CellPlace & { formula?: string })[]): number =>
  cells.reduce((max, { formula = '' }) => Math.max(max, cellBytes(formula)), 40);

/** about four seconds: what takes longer is stuck */
const WAITS_MS = [0, 250, 500, 1000, 2000];

/** What cells hold once their functions have answered, or still hold when they don't; custom functions answer late. */
export async function settledFormulas(
  context: Excel.RequestContext,
  cells: readonly CellPlace[],
  signal?: AbortSignal,
): Promise<Map<string, HeldFormula>> {
  const held = new Map<string, HeldFormula>();
  let waiting = cells;
  for (const wait of WAITS_MS) {
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    for (const [id, cell] of await readFormulas(context, waiting)) held.set(id, cell);
    waiting = waiting.filter((cell) => isStuck(held.get(cellId(cell))?.value ?? null));
    if (waiting.length === 0 || signal?.aborted) break;
  }
  return held;
}

/** Cells that cannot take a formula of their own, by `cellId`. */
export async function findObstacles(
  context: Excel.RequestContext,
  cells: readonly CellPlace[],
): Promise<Map<string, 'merged' | 'array'>> {
  const obstacles = new Map<string, 'merged' | 'array'>();
  const wanted = new Map(cells.map((cell) => [cellId(cell), cell]));
  const merges: { sheetId: string; merged: Excel.RangeAreas }[] = [];
  const spilled: CellPlace[] = [];
  try {
    let handles: { range: Excel.Range; merged: Excel.RangeAreas }[] = [];
    await inBatches(
      context,
      chunked(sheetAreas(cells)),
      (chunk) => {
        handles = chunk.map(({ sheetId, area }) => {
          const { range } = sheetRange(context, sheetId, area);
          const merged = range.getMergedAreasOrNullObject();
          range.load('hasSpill');
          merged.load('areaCount');
          return { range, merged };
        });
      },
      (chunk) =>
        chunk.forEach(({ sheetId, area }, i) => {
          const { range, merged } = handles[i]!;
          if (range.isNullObject) return;
          if (!merged.isNullObject) merges.push({ sheetId, merged });
          if (range.hasSpill !== false) spilled.push(...placesIn(sheetId, area));
        }),
    );
    await inBatches(
      context,
      chunked(merges),
      (chunk) => {
        for (const { merged } of chunk) {
          merged.areas.load('items/rowIndex,items/columnIndex,items/rowCount,items/columnCount');
        }
      },
      (chunk) => {
        for (const { sheetId, merged } of chunk) {
          for (const range of merged.areas.items) {
            const { rowIndex: row, columnIndex: column, rowCount: rows, columnCount: columns } = range;
            for (const place of placesIn(sheetId, { row, column, rows, columns })) {
              if (wanted.has(cellId(place))) obstacles.set(cellId(place), 'merged');
            }
          }
        }
      },
    );
    let parents: Excel.Range[] = [];
    await inBatches(
      context,
      chunked(spilled),
      (chunk) => {
        parents = chunk.map((place) => {
          const { range } = sheetRange(context, place.sheetId, { ...place, rows: 1, columns: 1 });
          const parent = range.getSpillParentOrNullObject();
          parent.load('rowIndex,columnIndex');
          return parent;
        });
      },
      (chunk) =>
        chunk.forEach((place, i) => {
          const parent = parents[i]!;
          if (parent.isNullObject) return;
          if (parent.rowIndex !== place.row || parent.columnIndex !== place.column)
            obstacles.set(cellId(place), 'array');
        }),
    );
  } catch (error) {
    // what stands in the way is then found when the cell is written
    if (error instanceof WorkbookError || hostCode(error) === 'InvalidOperationInCellEditMode') throw error;
  }
  return obstacles;
}

const placesIn = (sheetId: string, { row, column, rows, columns }: Area): CellPlace[] =>
  Array.from({ length: rows * columns }, (_, i) => ({
    sheetId,
    row: row + Math.floor(i / columns),
    column: column + (i % columns),
  }));
