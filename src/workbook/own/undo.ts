import { cellAddress } from '../addresses';
import { sameCell } from '../cells';
import { isFormula } from '../diff';
import { workbookError } from '../errors';
import { splitKey } from '../keys';
import type { OwnImage } from '../records';
import type { UndoReport, WorkOptions } from '../types';
import { restoredCell, shownOwn } from './cell-values';
import { ListWriter, type CellTask } from './list-writer';
import { positionOf, readList } from './live-list';
import { loadBook, locate } from './locate';
import { matchRows, ownRowKey } from './matching';
import { meaningInfo } from './meanings';
import { imageCells } from './memory';
import type { OwnMeaning } from './types';

/**
 * Takes a write into ranges of the user's own back: only cells that still hold what was written get their former
 * content; the others are listed. Rows are found by their keys, wherever they stand now.
 *
 * @throws WorkbookError protected, cancelled
 */
export async function undoOwn(
  context: Excel.RequestContext,
  images: readonly OwnImage[],
  options: WorkOptions,
): Promise<UndoReport> {
  const report: UndoReport = { restored: 0, rowsRemoved: 0, left: [] };
  const book = await loadBook(context);
  const places = [];
  for (const image of images) {
    const { found, problem } = await locate(context, book, image.own, options.signal);
    if (found?.protected) throw workbookError('protected', { sheet: found.sheetName });
    if (found) places.push({ image, found });
    else report.left.push({ address: String(problem?.values.sheet ?? image.own.place.sheetName), found: null });
  }
  for (const [done, { image, found }] of places.entries()) {
    const all = [...imageCells(image)].map(([key, meaning, before, written]) => {
      const [sku = '', warehouse = ''] = splitKey(key);
      return { key: { sku, warehouse }, meaning, before, written };
    });
    const list = await readList(context, found, {
      formulas: [...new Set(all.map(({ meaning }) => positionOf(found, meaning)).filter((at) => at !== null))],
      formats: [],
      hidden: false,
      warehouses: image.warehouses,
      codes: [...new Set(all.map(({ key }) => key.warehouse))].filter((code) => code !== ''),
      skus: new Set(all.map(({ key }) => key.sku)),
      signal: options.signal,
    });
    const { rowOf } = matchRows(list, [...new Map(all.map(({ key }) => [ownRowKey(key), key])).values()]);
    const tasks: CellTask[] = [];
    const shown = (meaning: OwnMeaning, index: number, position: number) => {
      const column = meaningInfo(meaning)?.column;
      const held = list.values[index]?.[position] ?? '';
      return column ? shownOwn(column, held) : held;
    };
    for (const { key, meaning, before, written } of all) {
      const index = rowOf.get(ownRowKey(key));
      const position = positionOf(found, meaning);
      if (index === undefined || position === null) continue;
      const held = list.values[index]?.[position] ?? '';
      if (sameCell(held, before)) continue;
      if (!sameCell(held, written) || isFormula(held, list.formulas[index]?.[position])) {
        const address = cellAddress(found.sheetName, found.bodyRow + index, found.firstColumn + position);
        report.left.push({ address, found: shown(meaning, index, position) });
        continue;
      }
      tasks.push({
        key,
        meaning,
        accepts: (now) => sameCell(now, written),
        encode: ({ format }) => restoredCell(before, format),
        holds: (now) => sameCell(now, before),
      });
    }
    const writer = new ListWriter(context, found.mapping, tasks, image.warehouses, options);
    try {
      await writer.run();
    } catch (error) {
      await writer.settle();
      throw error;
    }
    report.restored += writer.written.size;
    options.onProgress?.({ step: 'restoring', table: null, done: done + 1, total: places.length });
  }
  return report;
}
