import type { Journal } from './journal';
import type { LiveTable } from './live';

/**
 * Writing into a filtered table goes wrong in Excel (rows are skipped or scrambled, office-js#224, #994), so the
 * filters are remembered, cleared for the write and put back. The returned function queues putting them back.
 */
export async function suspendFilters(
  context: Excel.RequestContext,
  tables: readonly LiveTable[],
  journal: Journal,
): Promise<() => void> {
  const filtered = tables.filter((live) => live.filtered);
  if (filtered.length === 0) return () => undefined;
  const columns = filtered.flatMap((live) =>
    live.columnIds.map((columnId) => {
      const { filter } = context.workbook.tables.getItem(live.excelId).columns.getItem(columnId);
      filter.load('criteria');
      return { tableId: live.excelId, columnId, filter };
    }),
  );
  await context.sync();
  const saved = columns.flatMap(({ tableId, columnId, filter }) => {
    const criteria = filter.criteria as Excel.FilterCriteria | null;
    return criteria?.filterOn ? [{ tableId, columnId, criteria }] : [];
  });
  const restore = (target: Excel.RequestContext): void => {
    for (const { tableId, columnId, criteria } of saved) {
      target.workbook.tables.getItem(tableId).columns.getItem(columnId).filter.apply(criteria);
    }
  };
  journal.add({ kind: 'custom', restore });
  for (const live of filtered) context.workbook.tables.getItem(live.excelId).clearFilters();
  await context.sync();
  return () => restore(context);
}
