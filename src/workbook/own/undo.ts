import { cellAddress } from '../addresses';
import { sameCell } from '../cells';
import { isFormula } from '../diff';
import { throwIfCancelled, workbookError } from '../errors';
import { splitKey } from '../keys';
import type { OwnImage } from '../records';
import type { UndoReport, WorkOptions } from '../types';
import { restoredCell, shownOwn } from './cell-values';
import { ListWriter, type CellTask } from './list-writer';
import { positionOf, readList } from './live-list';
import { loadBook, locate, type FoundOwn, type OwnBook } from './locate';
import { matchRows, ownRowKey, type WantedKey } from './matching';
import { isSkuMeaning, isWarehouseMeaning, meaningInfo } from './meanings';
import { imageCells } from './memory';
import { rangeProblem } from './problems';
import type { OwnMapping, OwnMeaning, OwnProblem } from './types';

/** Columns of an image that were found, and where. */
interface Place {
  image: OwnImage;
  meanings: ReadonlySet<OwnMeaning>;
  found: FoundOwn;
}

interface Missing {
  mapping: OwnMapping;
  problem: OwnProblem;
}

/**
 * Takes a write into ranges of the user's own back: only cells that still hold what was written get their former
 * content; the others are listed. Rows are found by their keys, wherever they stand now. Once the first cell is back
 * it is no longer cancelled.
 *
 * @returns `whole`: every range was found; otherwise what is missing can be undone once it is back
 * @throws WorkbookError protected, cancelled; range_gone, column_gone: nothing of it is found
 */
export async function undoOwn(
  context: Excel.RequestContext,
  images: readonly OwnImage[],
  options: WorkOptions,
): Promise<UndoReport & { whole: boolean }> {
  const report: UndoReport = { restored: 0, rowsRemoved: 0, left: [] };
  const book = await loadBook(context);
  const places: Place[] = [];
  const missing: Missing[] = [];
  for (const image of images) {
    const { found, lost } = await placesOf(context, book, image, options);
    places.push(...found);
    missing.push(...lost);
  }
  for (const { found } of places) if (found.protected) throw workbookError('protected', { sheet: found.sheetName });
  const mendable = missing.find(({ problem }) => problem.code !== 'sheet_gone');
  if (places.length === 0 && mendable) throw rangeProblem(mendable.problem, mendable.mapping);
  for (const { mapping, problem } of missing) {
    report.left.push({ address: String(problem.values.sheet ?? mapping.place.sheetName), found: null });
  }
  for (const [done, place] of places.entries()) {
    await restore(context, place, report, options);
    options.onProgress?.({ step: 'restoring', table: null, done: done + 1, total: places.length });
  }
  return { ...report, whole: missing.length === 0 };
}

/** Only the keys and what was written have to be found: other columns may have gone or changed their names. */
const narrowed = ({ own }: OwnImage, meanings: readonly OwnMeaning[]): OwnMapping => ({
  ...own,
  columns: own.columns.map((column) => {
    const { meaning } = column;
    const needed =
      meaning !== null && (isSkuMeaning(meaning) || isWarehouseMeaning(meaning) || meanings.includes(meaning));
    return needed ? column : { ...column, meaning: null, write: false };
  }),
});

async function placesOf(
  context: Excel.RequestContext,
  book: OwnBook,
  image: OwnImage,
  { signal }: WorkOptions,
): Promise<{ found: Place[]; lost: Missing[] }> {
  const find = async (meanings: readonly OwnMeaning[]): Promise<Place | Missing> => {
    const mapping = narrowed(image, meanings);
    const { found, problem } = await locate(context, book, mapping, signal);
    if (problem) return { mapping, problem };
    if (resembles(image.own, found)) return { image, meanings: new Set(meanings), found };
    return { mapping, problem: { code: 'headings_gone', values: { sheet: found.sheetName } } };
  };
  const asWritten = await locate(context, book, image.own, signal);
  if (asWritten.found) {
    return { found: [{ image, meanings: new Set(image.meanings), found: asWritten.found }], lost: [] };
  }
  const whole = await find(image.meanings);
  if ('found' in whole) return { found: [whole], lost: [] };
  if (whole.problem.code === 'sheet_gone' || image.meanings.length < 2) return { found: [], lost: [whole] };
  // one of its columns has gone: the others can still be put back
  const found: Place[] = [];
  const lost: Missing[] = [];
  for (const meaning of image.meanings) {
    const one = await find([meaning]);
    if ('found' in one) found.push(one);
    else lost.push(one);
  }
  return found.length > 0 ? { found, lost } : { found, lost: [whole] };
}

/**
 * With few columns asked for, another list of the sheet may answer: a range must stand at the height where it was written,
 * with most of its headings.
 */
function resembles({ place, columns }: OwnMapping, found: FoundOwn): boolean {
  if (place.kind === 'range' && place.row !== found.headingRow) return false;
  const last = ({ heading }: { heading: readonly string[] }): string => (heading.at(-1) ?? '').toLowerCase();
  const now = new Set(found.mapping.columns.map(last));
  const texts = columns.map(last).filter((text) => text !== '');
  return texts.filter((text) => now.has(text)).length >= 0.6 * texts.length;
}

async function restore(
  context: Excel.RequestContext,
  { image, meanings, found }: Place,
  report: UndoReport,
  options: WorkOptions,
): Promise<void> {
  const all = [...imageCells(image)].flatMap(([id, meaning, before, written]) =>
    meanings.has(meaning) ? [{ id, key: keyOf(id), meaning, before, written }] : [],
  );
  const known = (image.known ?? []).map(keyOf);
  const keys = [...new Map([...known, ...all.map(({ key }) => key)].map((key) => [ownRowKey(key), key])).values()];
  const codes = [...new Set([...keys.map(({ warehouse }) => warehouse), ...(image.codes ?? [])])].filter(Boolean);
  const begun = report.restored > 0;
  const list = await readList(context, found, {
    formulas: [...meanings].map((meaning) => positionOf(found, meaning)).filter((at) => at !== null),
    formats: [],
    hidden: false,
    warehouses: image.warehouses,
    codes,
    skus: new Set(keys.map(({ sku }) => sku)),
    signal: begun ? undefined : options.signal,
  });
  const { rowOf, repeated } = matchRows(list, keys);
  const addressOf = (index: number, position: number): string =>
    cellAddress(found.sheetName, found.bodyRow + index, found.firstColumn + position);
  const tasks = new Map<CellTask, string>();
  for (const { id, key, meaning, before, written } of all) {
    const position = positionOf(found, meaning);
    if (position === null) continue;
    const at = (index: number) => list.values[index]?.[position] ?? '';
    const column = meaningInfo(meaning)?.column;
    const leave = (index: number): void =>
      void report.left.push({
        address: addressOf(index, position),
        found: column ? shownOwn(column, at(index)) : at(index),
      });
    // the key stands in several rows now: which of them was written cannot be told
    for (const index of repeated.get(id) ?? []) if (sameCell(at(index), written)) leave(index);
    const index = rowOf.get(id);
    if (index === undefined || sameCell(at(index), before)) continue;
    if (!sameCell(at(index), written) || isFormula(at(index), list.formulas[index]?.[position])) {
      leave(index);
      continue;
    }
    const task: CellTask = {
      key,
      meaning,
      accepts: (now) => sameCell(now, written),
      encode: ({ format }) => restoredCell(before, format),
      holds: (now) => sameCell(now, before),
    };
    tasks.set(task, addressOf(index, position));
  }
  if (!begun) throwIfCancelled(options.signal);
  const naming = { warehouses: image.warehouses, known, codes };
  const { signal: _signal, ...unstoppable } = options;
  const writer = new ListWriter(context, found.mapping, [...tasks.keys()], naming, unstoppable);
  try {
    await writer.run();
  } catch (error) {
    await writer.settle();
    throw error;
  }
  report.restored += writer.written.size;
  // changed, or moved out of reach, while it was being put back
  for (const task of writer.left) report.left.push({ address: tasks.get(task) ?? found.sheetName, found: null });
  for (const { address, found: held } of writer.mismatches) report.left.push({ address, found: held });
}

const keyOf = (id: string): WantedKey => {
  const [sku = '', warehouse = ''] = splitKey(id);
  return { sku, warehouse };
};
