import type { FoundOwn } from './locate';

/**
 * Values written into filtered rows go astray in Excel (office-js#224, #994), so the filters of a table or sheet are
 * remembered, cleared for the write and put back. The returned function queues putting them back.
 */
export async function pauseFilter(context: Excel.RequestContext, found: FoundOwn): Promise<() => void> {
  if (found.filtered === 'table') return pauseTable(context, found.tableId!);
  if (found.filtered === 'sheet') return pauseSheet(context, found.sheetId);
  return () => undefined;
}

async function pauseTable(context: Excel.RequestContext, tableId: string): Promise<() => void> {
  const table = context.workbook.tables.getItem(tableId);
  table.columns.load('items/id');
  await context.sync();
  const filters = table.columns.items.map(({ id }) => {
    const { filter } = table.columns.getItem(id);
    filter.load('criteria');
    return { id, filter };
  });
  await context.sync();
  const saved = filters.flatMap(({ id, filter }) => {
    const criteria = filter.criteria as Excel.FilterCriteria | null;
    return criteria?.filterOn ? [{ id, criteria }] : [];
  });
  table.clearFilters();
  await context.sync();
  return () => {
    for (const { id, criteria } of saved) table.columns.getItem(id).filter.apply(criteria);
  };
}

async function pauseSheet(context: Excel.RequestContext, sheetId: string): Promise<() => void> {
  const { autoFilter } = context.workbook.worksheets.getItem(sheetId);
  autoFilter.load('criteria');
  await context.sync();
  const saved = (autoFilter.criteria as (Excel.FilterCriteria | null)[]).flatMap((criteria, index) =>
    criteria?.filterOn ? [{ index, criteria }] : [],
  );
  autoFilter.clearCriteria();
  await context.sync();
  return () => {
    // where the filtered range stands now: rows may have come in
    const range = autoFilter.getRange();
    for (const { index, criteria } of saved) autoFilter.apply(range, index, criteria);
  };
}
