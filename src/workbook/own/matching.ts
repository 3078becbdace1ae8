import { indexKeys, joinKey } from '../keys';
import { loose, matchSkus } from './keys';
import type { LiveList } from './live-list';

/** A row of the data, by its key; a warehouse of '' stands for a list that tells none apart. */
export interface WantedKey {
  sku: string;
  warehouse: string;
}

export const ownRowKey = ({ sku, warehouse }: WantedKey): string => joinKey([sku, warehouse]);

export interface RowMatch {
  /** wanted key → index of its only row */
  rowOf: Map<string, number>;
  /** wanted key → indexes of its rows, where several stand */
  repeated: Map<string, number[]>;
  /** rows with a key the data do not have */
  unknown: number[];
  /** wanted keys without a row */
  lacking: WantedKey[];
}

/**
 * Of the keys that are known, those that rows of `keys` could be taken for: the same code, or one that differs by case or
 * leading zeros. Rows are told apart only where these are known too.
 */
export function rivalsOf(keys: readonly WantedKey[], known: readonly WantedKey[]): WantedKey[] {
  const forms = new Set(keys.map(({ sku }) => loose(sku)));
  const own = new Set(keys.map(ownRowKey));
  return known.filter((key) => forms.has(loose(key.sku)) && !own.has(ownRowKey(key)));
}

/** Which row of the sheet each wanted key means. A row that could mean two keys means none. */
export function matchRows(list: LiveList, wanted: readonly WantedKey[]): RowMatch {
  const data = list.rows.filter(({ kind, sku }) => kind === 'data' && sku !== null);
  const skus = matchSkus(
    data.map(({ sku }) => sku!),
    wanted.map(({ sku }) => sku),
  );
  const bySku = new Map<string, WantedKey[]>();
  for (const key of wanted) {
    const same = bySku.get(key.sku);
    if (same) same.push(key);
    else bySku.set(key.sku, [key]);
  }
  const unknown: number[] = [];
  const keys: (string | null)[] = list.rows.map(() => null);
  for (const { index, sku, warehouse } of data) {
    const candidates = bySku.get(skus.get(sku!) ?? '') ?? [];
    const exact = candidates.find((key) => key.warehouse === (warehouse ?? ''));
    const chosen = exact ?? (warehouse === null || candidates[0]?.warehouse === '' ? only(candidates) : undefined);
    if (chosen) keys[index] = ownRowKey(chosen);
    else unknown.push(index);
  }
  const { rowOf, repeated } = indexKeys(keys);
  const lacking = wanted.filter((key) => !rowOf.has(ownRowKey(key)) && !repeated.has(ownRowKey(key)));
  return { rowOf, repeated, unknown, lacking };
}

const only = <T>(items: readonly T[]): T | undefined => (items.length === 1 ? items[0] : undefined);
