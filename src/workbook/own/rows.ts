import type { Area } from '../areas';
import type { RawCell } from '../cells';
import { covers } from './heading-texts';
import { skuText, tidy, type WarehouseOf } from './keys';
import { isBlank, isCode, sharedTexts } from './regions';
import type { OwnRow } from './types';

export interface RowsAsked {
  values: readonly RawCell[][];
  /** 0-based sheet row and column of the first value */
  row: number;
  column: number;
  /** where the keys stand, from the first column; null: no column says it */
  sku: number | null;
  warehouse: number | null;
  /** last text of each column's headings */
  headings: readonly string[];
  merges: readonly Area[];
  readWarehouse: WarehouseOf;
  /** codes of warehouses: a section title may name one */
  warehouses: ReadonlySet<string>;
  /** warehouse of all rows where nothing says another */
  fixed: string | null;
  /** codes that are known: a lone one is a row, not a title */
  skus?: ReadonlySet<string>;
  hidden?: (row: number) => boolean;
}

const TOTAL = /^(.{0,12}(合计|总计|小计|汇总|累计)|(grand |sub)?-?totals?|sum|subtotal)\s*[:：]?(\s*[(（].*[)）])?$/i;
export const isTotalText = (text: string): boolean => TOTAL.test(text);

/**
 * What each row is, and which SKU and warehouse it is about. Keys merged downwards count for every row they span; a
 * warehouse named by a title between the rows counts until the next title.
 */
export function classifyRows(asked: RowsAsked): OwnRow[] {
  let section: string | null = null;
  const down = mergedDown(asked);
  return asked.values.map((values, index): OwnRow => {
    const hidden = asked.hidden?.(index) ?? false;
    const plain = (kind: OwnRow['kind']): OwnRow => ({ index, kind, sku: null, warehouse: null, hidden });
    const filled = values.flatMap((raw, j) => (isBlank(raw) ? [] : [j]));
    if (filled.length === 0) return plain('blank');
    const held = (position: number): RawCell => down(index, position) ?? values[position] ?? '';
    const sku = asked.sku === null ? null : skuText(held(asked.sku));
    const texts = filled.slice(0, 2).map((j) => tidy(values[j] ?? ''));
    const known = sku !== null && asked.skus?.has(sku) === true;
    if (!known && (texts.some(isTotalText) || (sku !== null && isTotalText(sku)))) return plain('total');
    if (isRepeat(values, asked.headings)) return plain('repeat');
    const only = filled.length === 1 ? filled[0]! : null;
    if (only !== null && !known && isTitle(asked, index, only, values[only] ?? '')) {
      section = sectionWarehouse(asked, values[only] ?? '') ?? section;
      return plain('section');
    }
    const own = asked.warehouse === null ? null : asked.readWarehouse(held(asked.warehouse));
    const warehouse = own ?? (asked.warehouse === null ? (section ?? asked.fixed) : null);
    if (asked.sku === null) return { index, kind: 'data', sku: null, warehouse, hidden };
    if (sku === null) return { ...plain('no_key'), warehouse };
    return { index, kind: 'data', sku, warehouse, hidden };
  });
}

/** For a cell of a key column under a merged one: what the merged cell holds. */
function mergedDown(asked: RowsAsked): (index: number, position: number) => RawCell | undefined {
  const above = new Map<string, RawCell>();
  for (const merge of asked.merges) {
    if (merge.rows < 2) continue;
    for (const position of [asked.sku, asked.warehouse]) {
      if (position === null || !covers(merge, merge.row, asked.column + position)) continue;
      const raw = asked.values[merge.row - asked.row]?.[merge.column - asked.column] ?? '';
      for (let i = 0; i < merge.rows; i++) above.set(`${merge.row - asked.row + i} ${position}`, raw);
    }
  }
  return (index, position) => above.get(`${index} ${position}`);
}

function isRepeat(values: readonly RawCell[], headings: readonly string[]): boolean {
  const first = headings.findIndex((text) => text !== '');
  if (first < 0) return false;
  let probes = 0;
  let same = 0;
  for (let j = first; j < headings.length && probes < 3; j++) {
    if (headings[j] === '') continue;
    probes++;
    if (tidy(values[j] ?? '') === headings[j]) same++;
  }
  return same > 0 && sharedTexts(headings, values.map(tidy)) >= 0.6;
}

function isTitle(asked: RowsAsked, index: number, position: number, raw: RawCell): boolean {
  if (typeof raw !== 'string') return false;
  const row = asked.row + index;
  const column = asked.column + position;
  if (asked.merges.some((merge) => merge.columns > 1 && covers(merge, row, column))) return true;
  // a code alone in its column is a new line without figures yet
  return position !== asked.sku || !isCode(tidy(raw));
}

/** The warehouse a title names, alone or with a few words around it (宁波保税仓：). */
function sectionWarehouse({ readWarehouse, warehouses }: RowsAsked, raw: RawCell): string | null {
  const text = tidy(raw).replace(/[:：]$/, '');
  const code = readWarehouse(text);
  return code !== null && warehouses.has(code) ? code : null;
}
