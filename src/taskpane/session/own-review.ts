import { sheetTable, type SheetTableId } from '../../tables';
import type { OwnChange, OwnMeaning, OwnPreview } from '../../workbook/own/types';
import type { ReviewChange, ReviewOwn } from './types';

/** `TW_Plan.order_qty` as table and column. */
export function meaningParts(meaning: OwnMeaning): { table: SheetTableId; column: string } {
  const dot = meaning.indexOf('.');
  return { table: meaning.slice(0, dot) as SheetTableId, column: meaning.slice(dot + 1) };
}

/** A column's heading as one text: the rows of headings, a merged title said once. */
export const joinHeading = (heading: readonly string[]): string =>
  heading
    .map((text) => text.replace(/\s+/g, ' ').trim())
    .filter((text, at, all) => text !== '' && text !== all[at - 1])
    .join(' · ');

/** Changes in the user's own ranges as changes of the review. */
export function ownChanges(preview: OwnPreview | null): ReviewChange[] {
  if (!preview) return [];
  const headings = new Map(
    preview.mappings.flatMap(({ id, columns }) =>
      columns.map(({ meaning, heading }) => [`${id}|${meaning}`, joinHeading(heading)]),
    ),
  );
  return preview.changes.map((change) => reviewChange(change, headings));
}

function reviewChange(change: OwnChange, headings: ReadonlyMap<string, string>): ReviewChange {
  const { id, mappingId, sku, warehouse, meaning, old, new: next, address, edited, wrote } = change;
  const { table, column } = meaningParts(meaning);
  return {
    id,
    table,
    key: sheetTable(table).key.includes('warehouse_id') ? [sku, warehouse] : [sku],
    column,
    old,
    new: next,
    sheetRow: Number(/(\d+)$/.exec(address)?.[1] ?? 0),
    ...(edited ? { edited } : {}),
    own: {
      mappingId,
      warehouse,
      address,
      heading: headings.get(`${mappingId}|${meaning}`) || column,
      ...(wrote === undefined ? {} : { wrote }),
    },
  };
}

export function reviewOwn(preview: OwnPreview | null): ReviewOwn | null {
  if (!preview) return null;
  const { blocked, unknown, lacking, duplicates, filtered } = preview;
  return {
    names: preview.mappings.map(({ name }) => name),
    nameOf: Object.fromEntries(preview.mappings.map(({ id, name }) => [id, name])),
    headings: Object.fromEntries(
      preview.mappings.flatMap(({ id, columns }) =>
        columns.flatMap(({ meaning, heading, write }) => (write && meaning ? [[`${id}|${meaning}`, heading]] : [])),
      ),
    ),
    ...{ blocked, unknown, lacking, duplicates, filtered },
  };
}
