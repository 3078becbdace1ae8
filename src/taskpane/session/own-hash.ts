import type { OwnBody } from '../../workbook/own/types';
import { meaningInfo } from '../../workbook/own/meanings';
import { readsOf } from './own-mapping';

/** FNV-1a, 32 bit (Fowler, Noll, Vo), from a starting value. */
function fnv(text: string, start: number): number {
  let hash = start;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

const hex = (part: number): string => part.toString(16).padStart(8, '0');

/** One text for several ranges, whatever their order. */
export function combinedHash(hashes: Iterable<string>): string {
  const text = [...hashes].sort().join(' ');
  return hex(fnv(text, 0x811c9dc5)) + hex(fnv(text, 0x9747b28c));
}

/**
 * What the plan reads of a range, as a short text: equal as long as those figures are, whatever their order, and whatever the
 * plan writes beside them. '' for a range the plan reads nothing of.
 */
export function inputsHash(body: OwnBody): string {
  if (!readsOf(body.mapping).length) return '';
  const read = body.mapping.columns.flatMap(({ position, meaning, heading }) => {
    const info = meaning === null ? null : meaningInfo(meaning);
    return info && !info.result ? [{ position, name: `${info.id}|${info.many ? heading.join('|') : ''}` }] : [];
  });
  const positions = read.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  let low = 0;
  let high = 0;
  for (const { index, kind, sku, warehouse } of body.rows) {
    if (kind !== 'data') continue;
    const values = body.values[index] ?? [];
    const text = JSON.stringify([
      sku,
      warehouse,
      positions.map(({ position, name }) => [name, values[position] ?? '']),
    ]);
    // a sum does not mind the order of the rows
    low = (low + fnv(text, 0x811c9dc5)) >>> 0;
    high = (high + fnv(text, 0x9747b28c)) >>> 0;
  }
  return hex(low) + hex(high);
}
