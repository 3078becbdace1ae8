import { AreaQueue, cellsIn, type Area } from './areas';
import { cellBytes, BLOCK_BYTES } from './blocks';
import type { RawCell } from './cells';
import { isFormula } from './diff';
import { hostCode, throwIfCancelled, WorkbookError } from './errors';
import { exclusively, runExcel } from './excel-run';
import type { ScanOptions } from './types';

export interface FormulaSheet {
  sheetId: string;
  sheetName: string;
  protected: boolean;
}

export interface FormulaCell extends FormulaSheet {
  row: number;
  column: number;
  formula: string;
  /** null: it was never calculated */
  value: RawCell | null;
}

export interface FormulaWalk {
  cells: FormulaCell[];
  /** false: there were more cells to read than allowed */
  complete: boolean;
  manualCalculation: boolean;
}

interface Entry extends FormulaSheet {
  area: Area;
}

/** More areas than this are not asked for one by one: the whole used range is read. */
const MANY_AREAS = 1000;
/** a formula's share in an answer until the first ones have been seen */
const FIRST_CELL_BYTES = 80;

/**
 * All cells of the workbook whose formula is `wanted`. Sheets are asked where their formulas are, so that a large sheet
 * of plain values costs nothing; the answers come in slices, between which other work may use the workbook.
 */
export async function walkFormulas(wanted: (formula: string) => boolean, options: ScanOptions): Promise<FormulaWalk> {
  const { signal, onProgress, maxCells = Infinity, pause } = options;
  const { entries, manualCalculation } = await exclusively(() => runExcel(findFormulas));
  const total = entries.reduce((sum, { area }) => sum + cellsIn(area), 0);
  const queue = new AreaQueue(entries, FIRST_CELL_BYTES);
  const cells: FormulaCell[] = [];
  let done = 0;
  while (!queue.isEmpty && done < maxCells) {
    throwIfCancelled(signal);
    const portion = queue.take();
    try {
      const { found, bytes } = await exclusively(() => runExcel((context) => readPortion(context, portion, wanted)));
      cells.push(...found);
      const read = portion.reduce((sum, { area }) => sum + cellsIn(area), 0);
      queue.cellBytes = Math.max(40, Math.min(BLOCK_BYTES / 4, (1.5 * bytes) / read));
      done += read;
    } catch (error) {
      const code = hostCode((error as { cause?: unknown }).cause);
      if (code !== 'ResponsePayloadSizeLimitExceeded' || !queue.putBack(portion)) throw error;
    }
    onProgress?.({ step: 'reading', table: null, done, total });
    await pause?.();
  }
  throwIfCancelled(signal);
  return { cells, complete: queue.isEmpty, manualCalculation };
}

/** Where the formulas of each sheet lie; of a sheet that does not say, its used range. */
async function findFormulas(context: Excel.RequestContext): Promise<{ entries: Entry[]; manualCalculation: boolean }> {
  const { workbook } = context;
  workbook.worksheets.load('items/id,items/name');
  workbook.application.load('calculationMode');
  await context.sync();
  const sheets = workbook.worksheets.items.map((sheet) => {
    const used = sheet.getUsedRangeOrNullObject();
    used.load('rowIndex,columnIndex,rowCount,columnCount');
    sheet.protection.load('protected');
    return { sheet, used };
  });
  await context.sync();
  const filled = sheets.filter(({ used }) => !used.isNullObject);
  const areas = await specialAreas(context, filled);
  const entries = filled.flatMap(({ sheet, used }): Entry[] => {
    const whole = { row: used.rowIndex, column: used.columnIndex, rows: used.rowCount, columns: used.columnCount };
    const place = { sheetId: sheet.id, sheetName: sheet.name, protected: sheet.protection.protected };
    return (areas.get(sheet.id) ?? [whole]).map((area) => ({ ...place, area }));
  });
  return { entries, manualCalculation: workbook.application.calculationMode === Excel.CalculationMode.manual };
}

/** By sheet id; a protected sheet does not answer, and one with very many areas is better read whole. */
async function specialAreas(
  context: Excel.RequestContext,
  sheets: readonly { sheet: Excel.Worksheet; used: Excel.Range }[],
): Promise<Map<string, Area[]>> {
  const open = sheets.filter(({ sheet }) => !sheet.protection.protected);
  const found = new Map<string, Area[]>();
  try {
    const special = open.map(({ sheet, used }) => {
      const formulas = used.getSpecialCellsOrNullObject(Excel.SpecialCellType.formulas);
      formulas.load('areaCount');
      return { sheetId: sheet.id, formulas };
    });
    await context.sync();
    const few = special.filter(({ formulas }) => !formulas.isNullObject && formulas.areaCount <= MANY_AREAS);
    for (const { formulas } of few) {
      formulas.areas.load('items/rowIndex,items/columnIndex,items/rowCount,items/columnCount');
    }
    await context.sync();
    for (const { sheetId, formulas } of special) if (formulas.isNullObject) found.set(sheetId, []);
    for (const { sheetId, formulas } of few) {
      found.set(
        sheetId,
        formulas.areas.items.map((range) => ({
          row: range.rowIndex,
          column: range.columnIndex,
          rows: range.rowCount,
          columns: range.columnCount,
        })),
      );
    }
  } catch (error) {
    // what a host refuses to list is read cell by cell
    if (error instanceof WorkbookError || hostCode(error) === 'InvalidOperationInCellEditMode') throw error;
  }
  return found;
}

async function readPortion(
  context: Excel.RequestContext,
  portion: readonly Entry[],
  wanted: (formula: string) => boolean,
): Promise<{ found: FormulaCell[]; bytes: number }> {
  const ranges = portion.map(({ sheetId, area }) => {
    const sheet = context.workbook.worksheets.getItemOrNullObject(sheetId);
    const range = sheet.getRangeByIndexes(area.row, area.column, area.rows, area.columns);
    range.load('formulas');
    return { sheet, range };
  });
  await context.sync();
  let bytes = 0;
  const hits = portion.flatMap((entry, i) => {
    const { sheet, range } = ranges[i]!;
    // deleted between two slices
    if (sheet.isNullObject) return [];
    const formulas = range.formulas as RawCell[][];
    const places: { row: number; column: number; formula: string }[] = [];
    formulas.forEach((line, row) =>
      line.forEach((formula, column) => {
        bytes += cellBytes(formula);
        if (typeof formula === 'string' && formula.startsWith('=') && wanted(formula)) {
          places.push({ row: entry.area.row + row, column: entry.area.column + column, formula });
        }
      }),
    );
    if (places.length === 0) return [];
    const box = boundsOf(places);
    const values = sheet.getRangeByIndexes(box.row, box.column, box.rows, box.columns);
    values.load('values,valueTypes');
    return [{ entry, places, box, values }];
  });
  if (hits.length > 0) await context.sync();
  const found = hits.flatMap(({ entry: { area: _area, ...sheet }, places, box, values }) =>
    places.flatMap(({ row, column, formula }): FormulaCell[] => {
      const value = values.values[row - box.row]?.[column - box.column] as RawCell;
      const type = values.valueTypes[row - box.row]?.[column - box.column];
      if (!isFormula(value, formula)) return [];
      return [{ ...sheet, row, column, formula, value: type === Excel.RangeValueType.empty ? null : value }];
    }),
  );
  return { found, bytes };
}

function boundsOf(places: readonly { row: number; column: number }[]): Area {
  let [top, left, bottom, right] = [Infinity, Infinity, 0, 0];
  for (const { row, column } of places) {
    top = Math.min(top, row);
    left = Math.min(left, column);
    bottom = Math.max(bottom, row);
    right = Math.max(right, column);
  }
  return { row: top, column: left, rows: bottom - top + 1, columns: right - left + 1 };
}
