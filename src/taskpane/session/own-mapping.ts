import { isSkuMeaning, isWarehouseMeaning, meaningInfo } from '../../workbook/own/meanings';
import type { OwnColumn, OwnGuess, OwnLook, OwnMapping, OwnMeaning, OwnPlace } from '../../workbook/own/types';
import { joinHeading } from './own-review';
import type { OwnClaim, OwnProposal } from './types';

/** Two places that are the same table or range. */
export const samePlace = (a: OwnPlace, b: OwnPlace): boolean =>
  a.kind === 'table' && b.kind === 'table'
    ? a.excelId === b.excelId
    : a.kind === 'range' &&
      b.kind === 'range' &&
      a.sheetId === b.sheetId &&
      overlap(a.row, a.rows, b.row, b.rows) &&
      overlap(a.column, a.columns, b.column, b.columns);

const overlap = (from: number, count: number, other: number, otherCount: number): boolean =>
  from < other + otherCount && other < from + count;

/**
 * What a range could be mapped as: the guesses taken over but for those that several columns claim. What was chosen for it
 * before stays chosen. Written are results of the plan whose column is empty, or was written before.
 *
 * @param before the mapping it has, or takes the place of
 */
export function proposalOf(look: OwnLook, guesses: OwnGuess[], before: OwnMapping | null): OwnProposal {
  const guessed = new Map(guesses.map((guess) => [guess.position, guess.meaning]));
  const meanings = new Map<number, OwnMeaning | null>();
  for (const facts of look.columns) {
    const held = before && sameColumn(before.columns, facts.position, facts.heading);
    meanings.set(facts.position, held ? held.meaning : (guessed.get(facts.position) ?? null));
  }
  const columns = look.columns.map(({ position, heading }) => ({
    position,
    heading,
    meaning: meanings.get(position) ?? null,
    write: false,
  }));
  // what was chosen by hand is not questioned again
  const claimed = claimsIn(columns).filter(
    ({ positions }) =>
      !positions.some((position) => before?.columns.some((column) => column.position === position && column.meaning)),
  );
  for (const { positions } of claimed) for (const position of positions) meanings.set(position, null);
  const mapping: OwnMapping = {
    id: before?.id ?? newId(),
    name: before?.name ?? look.place.sheetName,
    place: look.place,
    headingRows: look.headingRows,
    columns: look.columns.map((facts) => {
      const meaning = meanings.get(facts.position) ?? null;
      const held = before && sameColumn(before.columns, facts.position, facts.heading);
      const result = meaning !== null && meaningInfo(meaning)?.result === true;
      return {
        position: facts.position,
        heading: facts.heading,
        meaning,
        write: result && (held ? held.write : facts.filled === 0),
      };
    }),
    warehouse: before?.warehouse ?? null,
  };
  return { guesses, mapping, claimed, kept: before !== null };
}

const newId = (): string => globalThis.crypto.randomUUID().slice(0, 8);

/** The column as it was mapped before: by its heading; of several with one heading, the one in its place. */
function sameColumn(columns: readonly OwnColumn[], position: number, heading: readonly string[]): OwnColumn | null {
  const text = joinHeading(heading);
  const found = columns.filter((column) => joinHeading(column.heading) === text);
  return found.find((column) => column.position === position) ?? (found.length === 1 ? (found[0] ?? null) : null);
}

/** Meanings that more than one column has, although only one can. */
export function claimsIn(columns: readonly Pick<OwnColumn, 'position' | 'meaning'>[]): OwnClaim[] {
  const byMeaning = new Map<OwnMeaning, number[]>();
  for (const { position, meaning } of columns) {
    if (meaning === null) continue;
    const info = meaningInfo(meaning);
    if (info?.many) continue;
    const id = info?.id ?? meaning;
    byMeaning.set(id, [...(byMeaning.get(id) ?? []), position]);
  }
  return [...byMeaning].flatMap(([meaning, positions]) => (positions.length > 1 ? [{ meaning, positions }] : []));
}

/** Why a mapping cannot be kept; null when it can. */
export type MappingFault =
  | { why: 'double'; meaning: OwnMeaning; columns: string[] }
  | { why: 'notResult'; meaning: OwnMeaning }
  | { why: 'noKey' | 'noWarehouse' | 'nothing' | 'ours' };

export function faultOf(mapping: OwnMapping): MappingFault | null {
  const { columns, place } = mapping;
  if (place.kind === 'table' && /^TW_/i.test(place.name)) return { why: 'ours' };
  const [claim] = claimsIn(columns);
  if (claim) {
    const names = columns.filter(({ position }) => claim.positions.includes(position)).map(columnName);
    return { why: 'double', meaning: claim.meaning, columns: names };
  }
  const meanings = columns.flatMap(({ meaning }) => (meaning === null ? [] : [meaning]));
  const groups = new Set(meanings.map((meaning) => meaningInfo(meaning)?.group));
  const others = [...groups].filter((group) => group !== 'key' && group !== undefined);
  if (!others.length) return { why: 'nothing' };
  // lists of warehouses, lanes and promotions have keys of their own
  const ofSkus = others.some((group) => group !== 'calendar' && group !== 'rules') && !onlyOfWarehouses(meanings);
  if (ofSkus && !meanings.some(isSkuMeaning)) return { why: 'noKey' };
  if (needsWarehouse(mapping)) return { why: 'noWarehouse' };
  const wrong = columns.find(({ meaning, write }) => write && meaning !== null && !meaningInfo(meaning)?.result);
  return wrong?.meaning ? { why: 'notResult', meaning: wrong.meaning } : null;
}

const onlyOfWarehouses = (meanings: readonly OwnMeaning[]): boolean =>
  meanings.every((meaning) => isWarehouseMeaning(meaning) || meaning.startsWith('TW_Warehouses.'));

/** Rows about stock, sales or arrivals are about a warehouse, and nothing says which. */
export function needsWarehouse({ columns, warehouse }: OwnMapping): boolean {
  if (warehouse?.trim()) return false;
  const meanings = columns.flatMap(({ meaning }) => (meaning === null ? [] : [meaning]));
  if (meanings.some(isWarehouseMeaning)) return false;
  return meanings.some((meaning) => {
    const group = meaningInfo(meaning)?.group;
    return ['stock', 'sales', 'inbound'].includes(group ?? '') && !meaning.startsWith('TW_Warehouses.');
  });
}

/** A column by the name people know it by: its heading, else its letter. */
export const columnName = ({ heading, position }: Pick<OwnColumn, 'heading' | 'position'>): string =>
  joinHeading(heading) || `#${position + 1}`;

export const writesOf = (mapping: OwnMapping): OwnMeaning[] =>
  mapping.columns.flatMap(({ meaning, write }) => (write && meaning !== null ? [meaning] : []));

/** What the plan reads from the range: everything with a meaning that is no result and no key. */
export const readsOf = (mapping: OwnMapping): OwnMeaning[] =>
  mapping.columns.flatMap(({ meaning }) => {
    const info = meaning === null ? null : meaningInfo(meaning);
    return info && !info.result && info.group !== 'key' ? [info.id] : [];
  });

/** Whether a range gives the plan stock, or sales. */
export function givesOf(mapping: OwnMapping): { stock: boolean; sales: boolean } {
  const reads = readsOf(mapping);
  return {
    stock: reads.some((meaning) => meaning.startsWith('TW_Stock.')),
    sales: reads.some((meaning) => meaning.startsWith('TW_Sales.')),
  };
}
