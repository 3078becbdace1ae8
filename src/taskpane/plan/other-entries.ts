import { joinHeading, meaningParts } from '../session/own-review';
import type { OtherGroup, Review } from '../session';
import type { SheetTableId } from '../../tables';
import type { OwnTextId } from '../../messages/own-texts';
import type { MessageId } from '../../messages';

type Why<Id extends string> = Id extends `blocked.${infer Code}` ? Code : never;

/** A line with nothing to tick: a cell that cannot be written, a key that stands on one side only, or twice. */
export interface OtherEntry {
  kind: 'other';
  id: string;
  ticked: null;
  key: string[];
  /** the sheet or range it is about */
  name: string | null;
  address: string | null;
  column: { table: SheetTableId; column: string; heading?: string } | null;
  why: Why<MessageId | OwnTextId> | null;
  rows: number[] | null;
  /** null: it has no cell */
  place:
    | { table: SheetTableId; key: string[]; column: string }
    | { mappingId: string; sku: string; warehouse: string | null }
    | null;
}

const plain = (id: string, key: readonly (string | null)[]): OtherEntry => ({
  kind: 'other',
  id,
  ticked: null,
  key: key.map((part) => part ?? ''),
  name: null,
  address: null,
  column: null,
  why: null,
  rows: null,
  place: null,
});

export function otherEntries({ blocked, own }: Review, group: OtherGroup): OtherEntry[] {
  const nameOf = (mappingId: string): string | null => own?.nameOf[mappingId] ?? null;
  switch (group) {
    case 'blocked':
      return [
        ...blocked.map(({ table, key, column, why, address, sheetRow }, at): OtherEntry => {
          const place = sheetRow === null ? null : { table, key, column };
          return { ...plain(`b${at}`, key), address, column: { table, column }, why, place };
        }),
        ...(own?.blocked ?? []).map(({ mappingId, sku, warehouse, meaning, why, address }, at): OtherEntry => ({
          ...plain(`o${at}`, [sku, warehouse]),
          name: nameOf(mappingId),
          address,
          column: { ...meaningParts(meaning), heading: joinHeading(own?.headings[`${mappingId}|${meaning}`] ?? []) },
          why,
          place: sku ? { mappingId, sku, warehouse } : null,
        })),
      ];
    case 'unknown':
      return (own?.unknown ?? []).map(({ mappingId, sku, warehouse, address }, at) => ({
        ...plain(`u${at}`, [sku, warehouse]),
        name: nameOf(mappingId),
        address,
        place: { mappingId, sku, warehouse },
      }));
    case 'lacking':
      return (own?.lacking ?? []).map(({ mappingId, sku, warehouse }, at) => ({
        ...plain(`l${at}`, [sku, warehouse]),
        name: nameOf(mappingId),
      }));
    case 'duplicates':
      return (own?.duplicates ?? []).map(({ mappingId, sku, warehouse, rows }, at) => ({
        ...plain(`d${at}`, [sku, warehouse]),
        name: nameOf(mappingId),
        rows,
        place: { mappingId, sku, warehouse },
      }));
  }
}
