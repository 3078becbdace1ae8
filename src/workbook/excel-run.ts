import { asWorkbookError, hostCode, throwIfCancelled, WorkbookError } from './errors';

let last: Promise<unknown> = Promise.resolve();

/** One job on the workbook at a time: two refreshes at once, or an undo during a write, would read half-written sheets. */
export function exclusively<T>(work: () => Promise<T>): Promise<T> {
  const next = last.then(work, work);
  last = next.catch(() => undefined);
  return next;
}

/** How long a job waits for the user to finish typing in a cell before it says so. */
const EDIT_PATIENCE_MS = 10_000;
const EDIT_RETRY_MS = 250;

const isEditing = (error: unknown): boolean =>
  hostCode(error) === 'InvalidOperationInCellEditMode' ||
  (error instanceof WorkbookError && error.problem.code === 'editing' && !error.partial);

/** Tries again while the user is typing in a cell; `work` must leave nothing behind when it fails. */
async function outsideCellEdit<T>(work: () => Promise<T>): Promise<T> {
  const deadline = Date.now() + EDIT_PATIENCE_MS;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!isEditing(error) || Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, EDIT_RETRY_MS));
    }
  }
}

/**
 * Excel.run that waits while the user is typing in a cell (by itself where the host cannot: `delayForCellEdit` works
 * only with the set DelayForCellEdit), and reports failures as WorkbookError. The batch is run again from its
 * beginning, so whatever it did before it failed must have been put back. With `undoGroup`
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
    return await outsideCellEdit(() => Excel.run(options, batch));
  } catch (error) {
    throw asWorkbookError(error);
  }
}

/**
 * Queues each item and sends it before the next: the one place where a sync stands in a loop. Stops between items once the user cancelled.
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
    // a batch refused in cell-edit mode did nothing: it is queued again and sent again
    await outsideCellEdit(async () => {
      queue(item, index);
      // eslint-disable-next-line office-addins/no-context-sync-in-loop -- each item is as large as a request may be
      await context.sync();
    });
    after(item, index);
  }
}
