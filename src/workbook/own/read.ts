import { throwIfCancelled } from '../errors';
import { exclusively, runExcel } from '../excel-run';
import { covers } from './heading-texts';
import { matchSkus } from './keys';
import { readList, type LiveList } from './live-list';
import { loadBook, locate, type FoundOwn } from './locate';
import { rangeAt } from './look';
import { rangeProblem } from './problems';
import { loadOwn } from './store';
import type { OwnBody, OwnMapping, OwnOptions } from './types';

/**
 * Ranges of the user's as they stand now, every row told what it is.
 *
 * @throws WorkbookError range_gone, column_gone, cancelled
 */
export function readOwn(mappings: readonly OwnMapping[], options: OwnOptions = {}): Promise<OwnBody[]> {
  return exclusively(() =>
    runExcel(async (context) => {
      const book = await loadBook(context);
      const bodies: OwnBody[] = [];
      for (const [done, mapping] of mappings.entries()) {
        throwIfCancelled(options.signal);
        const { found, problem } = await locate(context, book, mapping, options.signal);
        if (problem) throw rangeProblem(problem, mapping);
        const { values, formulas, rows } = await readList(context, found, {
          formulas: 'all',
          formats: [],
          hidden: true,
          warehouses: options.warehouses ?? {},
          signal: options.signal,
        });
        bodies.push({
          mapping: found.mapping,
          sheetId: found.sheetId,
          sheetName: found.sheetName,
          firstRow: found.bodyRow,
          firstColumn: found.firstColumn,
          values,
          formulas,
          rows,
        });
        options.onProgress?.({ step: 'reading', table: null, done: done + 1, total: mappings.length });
      }
      return bodies;
    }),
  );
}

const plainly = (context: Excel.RequestContext, found: FoundOwn, options: OwnOptions): Promise<LiveList> =>
  readList(context, found, { formulas: [], formats: [], hidden: false, warehouses: options.warehouses ?? {} });

/**
 * Goes to the row of a kept mapping with this key; without a warehouse to the SKU's first.
 *
 * @returns false when the mapping, its range or the row is not there
 */
export function selectOwn(
  mappingId: string,
  sku: string,
  warehouse: string | null,
  options: OwnOptions = {},
): Promise<boolean> {
  return exclusively(() =>
    runExcel(async (context) => {
      const mapping = (await loadOwn(context)).find(({ id }) => id === mappingId);
      if (!mapping) return false;
      const { found } = await locate(context, await loadBook(context), mapping);
      if (!found) return false;
      const list = await plainly(context, found, options);
      const data = list.rows.filter((row) => row.kind === 'data' && row.sku !== null);
      const meant = matchSkus(
        data.map((row) => row.sku!),
        [sku],
      );
      const row =
        data.find((one) => meant.get(one.sku!) === sku && (warehouse === null || one.warehouse === warehouse)) ??
        data.find((one) => meant.get(one.sku!) === sku && one.warehouse === null);
      if (!row) return false;
      const sheet = context.workbook.worksheets.getItem(found.sheetId);
      sheet.load('visibility');
      await context.sync();
      if (sheet.visibility !== Excel.SheetVisibility.visible) return false;
      sheet.activate();
      sheet.getRangeByIndexes(found.bodyRow + row.index, found.firstColumn + (list.sku ?? 0), 1, 1).select();
      await context.sync();
      return true;
    }),
  );
}

/** Which row of a kept mapping a cell stands in; null: in none, or in no row with a key. */
export function ownKeyAt(
  address: string,
  options: OwnOptions = {},
): Promise<{ mappingId: string; sku: string; warehouse: string | null } | null> {
  return exclusively(() =>
    runExcel(async (context) => {
      const mappings = await loadOwn(context);
      if (mappings.length === 0) return null;
      const cell = rangeAt(context, address);
      cell.load('rowIndex,columnIndex,worksheet/id,worksheet/name');
      await context.sync();
      const near = mappings.filter(({ place }) =>
        place.kind === 'table'
          ? place.sheetName === cell.worksheet.name
          : place.sheetId === cell.worksheet.id || place.sheetName === cell.worksheet.name,
      );
      if (near.length === 0) return null;
      const book = await loadBook(context);
      for (const mapping of near) {
        const { found } = await locate(context, book, mapping);
        if (found?.sheetId !== cell.worksheet.id) continue;
        const { bodyRow, bodyRows, firstColumn, columns } = found;
        const area = { row: bodyRow, rows: bodyRows, column: firstColumn, columns };
        if (!covers(area, cell.rowIndex, cell.columnIndex)) continue;
        const row = (await plainly(context, found, options)).rows[cell.rowIndex - bodyRow];
        if (row?.kind === 'data' && row.sku !== null) {
          return { mappingId: mapping.id, sku: row.sku, warehouse: row.warehouse };
        }
      }
      return null;
    }),
  );
}
