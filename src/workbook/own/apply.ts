import { sameCell, type RawCell } from '../cells';
import { asWorkbookError, throwIfCancelled, WorkbookError, workbookError } from '../errors';
import { exclusively, runExcel } from '../excel-run';
import { sameValue } from '../images';
import { writeRecords, type OwnImage, type StoredWrite } from '../records';
import { newWriteId } from '../write-job';
import { holdsAlready, ownCell, shownOwn } from './cell-values';
import { ListWriter, type CellTask, type WrittenCell } from './list-writer';
import { loadBook, locate } from './locate';
import { ownRowKey, rivalsOf, type WantedKey } from './matching';
import { meaningInfo } from './meanings';
import { ensureWorkbookId, loadMemory, type OwnMemory } from './memory';
import { languageOfList } from './preview';
import { rangeProblem } from './problems';
import type { OwnChange, OwnMapping, OwnOptions, OwnPreview, OwnReport } from './types';

/** Cells beyond this many are not kept for undo: they would not fit into the browser's storage. */
const MAX_IMAGE_CELLS = 250_000;

type Task = CellTask & { change: OwnChange };

/**
 * Writes the accepted changes of a preview. Keys and old values are read again first, and with every block: what
 * anyone changed since the preview is left alone and listed, rows that moved are found again by their keys. `'all'`
 * leaves out what the user changed since the last write; those are accepted by their ids.
 *
 * @throws WorkbookError filtered (unless `writeHidden`), other_brand (bound to another since), protected, range_gone, column_gone, editing, cancelled. An error
 *   with `partial` stopped midway: what it reports stands in the sheets and can be undone by its `writeId`; the same
 *   preview can be applied again, which writes the rest.
 */
export function applyOwn(
  preview: OwnPreview,
  accepted: ReadonlySet<string> | 'all',
  options: OwnOptions & { writeHidden?: boolean } = {},
): Promise<OwnReport> {
  const started = Date.now();
  const chosen = preview.changes.filter(({ id, edited }) => (accepted === 'all' ? !edited : accepted.has(id)));
  return exclusively(() =>
    runExcel(
      async (context) => {
        const memory = await loadMemory(context);
        if ((memory.binding?.brandId ?? null) !== preview.brand)
          throw workbookError('other_brand', { brand: memory.binding?.brandName ?? '', table: '', sheet: '' });
        const mappings = preview.mappings.filter(({ id }) => chosen.some(({ mappingId }) => mappingId === id));
        await checkAll(context, mappings, options);
        const job = new OwnJob(context, memory, options, chosen.length);
        try {
          for (const mapping of mappings) {
            await job.write(
              mapping,
              chosen.filter(({ mappingId }) => mappingId === mapping.id),
              preview.known[mapping.id] ?? [],
            );
          }
        } catch (error) {
          const problem = asWorkbookError(error, job.sheetName);
          const partial = await job.finish(preview, started).catch(() => null);
          if (!partial || partial.cells === 0) throw problem;
          throw new WorkbookError(problem.problem, partial, { cause: error });
        }
        return job.finish(preview, started);
      },
      { undoGroup: true },
    ),
  );
}

/** Everything that can be known to stand in the way of any of the ranges, before the first cell is written. */
async function checkAll(
  context: Excel.RequestContext,
  mappings: readonly OwnMapping[],
  options: OwnOptions & { writeHidden?: boolean },
): Promise<void> {
  const book = await loadBook(context);
  const filtered: string[] = [];
  for (const mapping of mappings) {
    throwIfCancelled(options.signal);
    const { found, problem } = await locate(context, book, mapping, options.signal);
    if (problem) throw rangeProblem(problem, mapping);
    if (found.protected) throw workbookError('protected', { sheet: found.sheetName });
    if (found.filtered) filtered.push(found.sheetName);
  }
  if (filtered.length > 0 && !options.writeHidden) throw workbookError('filtered', { sheet: filtered[0]! });
}

/** One write into several ranges, with the record that undoes it. */
class OwnJob {
  private readonly images: OwnImage[] = [];
  private readonly sheets = new Set<string>();
  private readonly leftAlone: OwnChange[] = [];
  private readonly mismatches: OwnReport['mismatches'] = [];
  private cells = 0;
  private done = 0;
  sheetName = '';

  constructor(
    private readonly context: Excel.RequestContext,
    private readonly memory: OwnMemory,
    private readonly options: OwnOptions,
    private readonly total: number,
  ) {}

  async write(mapping: OwnMapping, changes: readonly OwnChange[], known: readonly WantedKey[]): Promise<void> {
    const tasks = changes.map((change) => taskOf(change, mapping));
    const warehouses = this.options.warehouses ?? {};
    const writer = new ListWriter(this.context, mapping, tasks, { warehouses, known }, this.options, (cells) => {
      this.done += cells;
      this.options.onProgress?.({ step: 'writing', table: null, done: this.done, total: this.total });
    });
    try {
      await writer.run();
    } catch (error) {
      await writer.settle();
      throw error;
    } finally {
      this.sheetName = writer.sheetName;
      if (writer.written.size > 0) {
        this.sheets.add(writer.sheetName);
        this.images.push(imageOf(writer.foundMapping, warehouses, known, writer.written.values()));
      }
      this.cells += writer.written.size;
      this.leftAlone.push(...writer.left.map((task) => (task as Task).change));
      this.mismatches.push(...writer.mismatches);
    }
  }

  /** Keeps the record of what was written, and reports it. */
  async finish({ stamp }: OwnPreview, started: number): Promise<OwnReport> {
    const id = newWriteId();
    const { cells, images } = this;
    if (cells > 0) {
      let workbookId = this.memory.workbookId;
      try {
        workbookId = await ensureWorkbookId(this.context, this.memory);
      } catch {
        // without a connection the record is kept under the id the workbook would have been given
        workbookId = this.memory.workbookId;
      }
      const record: StoredWrite = {
        id,
        workbookId,
        kind: 'plan',
        at: new Date().toISOString(),
        stamp,
        cells,
        rowsAdded: 0,
        undone: false,
        canUndo: true,
        images: cells > MAX_IMAGE_CELLS ? null : images,
      };
      writeRecords().add(record);
    }
    return {
      writeId: id,
      cells,
      rowsAdded: 0,
      skipped: [],
      leftAlone: this.leftAlone,
      mismatches: this.mismatches,
      seconds: (Date.now() - started) / 1000,
      sheetNames: [...this.sheets],
    };
  }
}

function taskOf(change: OwnChange, mapping: OwnMapping): Task {
  const column = meaningInfo(change.meaning)?.column;
  if (!column) throw workbookError('host_error', { detail: `no meaning ${change.meaning}` });
  const language = languageOfList(mapping);
  return {
    change,
    key: { sku: change.sku, warehouse: change.warehouse },
    meaning: change.meaning,
    accepts: (held) => sameValue(shownOwn(column, held), change.old),
    encode: (at) =>
      ownCell(column, change.new, { ...at, language, ...(change.word === undefined ? {} : { list: [change.word] }) }),
    holds: (held, raw) => holdsAlready(column, held, raw),
  };
}

function imageOf(
  own: OwnMapping,
  warehouses: OwnImage['warehouses'],
  known: readonly WantedKey[],
  written: Iterable<WrittenCell>,
): OwnImage {
  const keys = new Map<string, WantedKey>();
  const meanings: OwnImage['meanings'] = [];
  const cells: Record<string, RawCell[]> = {};
  for (const { task, before, written: after } of written) {
    keys.set(ownRowKey(task.key), task.key);
    let index = meanings.indexOf(task.meaning);
    if (index < 0) index = meanings.push(task.meaning) - 1;
    if (!sameCell(before, after)) (cells[ownRowKey(task.key)] ??= []).push(index, before, after);
  }
  return {
    ...{ own, warehouses, meanings, cells },
    known: rivalsOf([...keys.values()], known).map(ownRowKey),
    codes: [...new Set(known.map(({ warehouse }) => warehouse))].filter((code) => code !== ''),
  };
}
