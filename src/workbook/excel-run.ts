import { asWorkbookError, throwIfCancelled } from './errors';

let last: Promise<unknown> = Promise.resolve();

/** One job on the workbook at a time: two refreshes at once, or an undo during a write, would read half-written sheets. */
export function exclusively<T>(work: () => Promise<T>): Promise<T> {
  const next = last.then(work, work);
  last = next.catch(() => undefined);
  return next;
}

/**
 * Excel.run that waits while the user is typing in a cell, and reports failures as WorkbookError. With `undoGroup`
 * the batches become one step of Excel's own undo where the host can do that (ExcelApi 1.20, above what the product
 * requires).
 */
export async function runExcel<T>(
  batch: (context: Excel.RequestContext) => Promise<T>,
  { undoGroup = false } = {},
): Promise<T> {
  const options: Excel.RunOptions = { delayForCellEdit: true };
  if (undoGroup && Office.context.requirements.isSetSupported('ExcelApi', '1.20')) options.mergeUndoGroup = true;
  try {
    return await Excel.run(options, batch);
  } catch (error) {
    throw asWorkbookError(error);
  }
}

/**
 * Queues each item and sends it before the next: the one place where a sync stands in a loop, because an item is
 * already as large as a request may be. Stops between items once the user cancelled.
 */
export async function inBatches<T>(
  context: Excel.RequestContext,
  items: readonly T[],
  queue: (item: T, index: number) => void,
  after: (item: T, index: number) => void = () => undefined,
  signal?: AbortSignal,
): Promise<void> {
  for (const [index, item] of items.entries()) {
    throwIfCancelled(signal);
    queue(item, index);
    // eslint-disable-next-line office-addins/no-context-sync-in-loop
    await context.sync();
    after(item, index);
  }
}
