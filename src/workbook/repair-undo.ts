import { cellAddress } from './addresses';
import { asWorkbookError, throwIfCancelled, workbookError } from './errors';
import { cellId, readFormulas } from './formula-cells';
import { enterFormulas, type FormulaEntry } from './formula-entry';
import type { FormulaImage } from './records';
import type { UndoReport, WorkOptions } from './types';

/**
 * Enters the formulas from before a repair again, as far as the cells still hold what the repair entered. Excel may
 * refuse a former formula (a link by number, a path that is gone): such a cell keeps the mended one and is listed.
 *
 * @throws WorkbookError protected, cancelled
 */
export async function undoRepair(
  context: Excel.RequestContext,
  images: readonly FormulaImage[],
  options: WorkOptions,
): Promise<UndoReport> {
  const sheets = images.map((image) => {
    const sheet = context.workbook.worksheets.getItemOrNullObject(image.sheetId);
    sheet.load('name');
    sheet.protection.load('protected');
    return { image, sheet };
  });
  await context.sync();
  const standing = sheets.filter(({ sheet }) => !sheet.isNullObject);
  for (const { sheet } of standing) {
    if (sheet.protection.protected) throw workbookError('protected', { sheet: sheet.name });
  }
  const entries = standing.flatMap(({ image, sheet }) => entriesOf(image, sheet.name));
  const held = await readFormulas(context, entries, options.signal);
  const left: UndoReport['left'] = sheets
    .filter(({ sheet }) => sheet.isNullObject)
    .map(({ image }) => ({ address: image.sheetName, found: null }));
  const open = entries.filter((entry) => {
    const found = held.get(cellId(entry))?.formula ?? '';
    if (found !== entry.before && found !== entry.formula) left.push({ address: entry.address, found });
    return found === entry.before;
  });
  throwIfCancelled(options.signal);
  const sent: FormulaEntry[] = [];
  try {
    const refused = await enterFormulas(context, open, sent, {
      signal: options.signal,
      onSent: () => options.onProgress?.({ step: 'restoring', table: null, done: sent.length, total: open.length }),
    });
    for (const entry of open) {
      if (refused.has(cellId(entry))) left.push({ address: entry.address, found: entry.before });
    }
    return { restored: open.length - refused.size, rowsRemoved: 0, left };
  } catch (error) {
    // back to the mended formulas, which Excel has taken before
    await enterFormulas(
      context,
      sent.map((entry) => ({ ...entry, formula: entry.before, before: entry.formula })),
      [],
    );
    throw asWorkbookError(error);
  }
}

/** What undoing enters: the former formula in place of the mended one. */
function entriesOf({ sheetId, formulas }: FormulaImage, sheetName: string): (FormulaEntry & { address: string })[] {
  return Array.from({ length: formulas.length / 4 }, (_, i) => {
    const [row, column, former, written] = formulas.slice(4 * i, 4 * i + 4);
    const place = { sheetId, row: Number(row), column: Number(column) };
    const address = cellAddress(sheetName, place.row, place.column);
    return { ...place, address, formula: String(former), before: String(written) };
  });
}
