import {
  FORECAST_LINES,
  FORECAST_WEEKS,
  forecastLineId,
  SHEET_TABLES,
  type CellValue,
  type ForecastLine,
  type SheetTableId,
} from '../../tables';
import type { PlanResult } from '../../planning/types';
import type { CellChange, WritePreview } from '../../workbook/types';
import { figure, rowKey, text } from './records';
import type { PlanRecord, Review, ReviewFlag, ReviewGroupId, ReviewItem } from './types';

export const REVIEW_GROUPS: readonly ReviewGroupId[] = ['eye', 'overridden', 'new', 'drift'];

/** Limits of the review: a share of the old value. */
export interface ReviewLimits {
  /** an order quantity that moves further needs the user's eye */
  over: number;
  /** figures that move less are small drift */
  drift: number;
}

export const REVIEW_LIMITS: ReviewLimits = { over: 0.3, drift: 0.05 };

const HEAD_COLUMNS = ['action', 'order_qty', 'status', 'order_by', 'tier', 'model', 'safety_stock', 'total_13w'];
/** columns that follow others: alone they say nothing new */
const FOLLOWERS = new Set([
  'plan_version',
  'rank',
  'explanation',
  'tier_reason',
  'name',
  'order_by',
  'arrives',
  'method',
  'first_week',
  'accuracy',
  'bias',
  'low',
  'high',
  'service_proof',
  'textbook_proof',
  'safety_factor',
  'overridden_by',
  'expires',
  'made_on',
  'state',
  'statistical',
  'used',
  // by week they move with the calendar; their total tells whether the forecast did
  ...(Object.keys(FORECAST_LINES) as ForecastLine[]).flatMap((line) =>
    Array.from({ length: FORECAST_WEEKS }, (_, week) => forecastLineId(line, week + 1)),
  ),
]);
const GROUP_OF: Record<ReviewFlag, ReviewGroupId> = {
  new_stop: 'eye',
  over_limit: 'eye',
  tier_changed: 'eye',
  you_changed: 'overridden',
  edited: 'overridden',
  first: 'new',
  changed: 'new',
  drift: 'drift',
};

export interface ReviewSource {
  preview: WritePreview;
  result: PlanResult;
  /** plan rows in the sheet before the write */
  before: PlanRecord[];
  version: string;
  /** pack quantity by SKU */
  packs: ReadonlyMap<string, number>;
  limits?: ReviewLimits;
}

/** Groups the cell changes of a preview into things a person can decide, most money first. */
export function buildReview({ preview, result, before, version, packs, limits = REVIEW_LIMITS }: ReviewSource): Review {
  const planRows = new Map(result.rows.map((row) => [rowKey(row.sku_id, row.warehouse_id), row]));
  const names = new Map(result.rows.map((row) => [row.sku_id, row.name]));
  const sheetRows = new Map(before.map((row) => [rowKey(row.sku_id, row.warehouse_id), row]));

  const bundles = new Map<string, { table: SheetTableId; key: string[]; changes: CellChange[] }>();
  for (const change of preview.changes) {
    const table: SheetTableId = change.table === 'TW_SKU' ? 'TW_SKU' : 'TW_Plan';
    // an override is one of its item's figures: the week in its key is no item of its own
    const key = change.table === 'TW_Overrides' ? change.key.slice(0, 2) : change.key;
    const id = `${table}:${rowKey(...key)}`;
    const bundle = bundles.get(id);
    if (bundle) bundle.changes.push(change);
    else bundles.set(id, { table, key, changes: [change] });
  }

  const items: ReviewItem[] = [];
  for (const [id, { table, key, changes }] of bundles) {
    if (changes.every(({ column }) => column === 'plan_version')) continue;
    const row = planRows.get(rowKey(...key));
    const head = headOf(changes);
    const flag = flagOf(changes, table, sheetRows.get(rowKey(...key)), packs.get(key[0] ?? '') ?? 1, limits);
    items.push({
      id,
      group: GROUP_OF[flag],
      flag,
      table,
      key,
      name: row?.name ?? names.get(key[0] ?? '') ?? null,
      head,
      changes,
      cells: changes.length + newKeyCells(changes),
      money: row ? (row.at_stake ?? row.value) : null,
      reason: row?.reason ?? null,
      ticked: GROUP_OF[flag] !== 'overridden',
    });
  }
  items.sort((a, b) => (b.money ?? -1) - (a.money ?? -1));

  const columns = new Set(items.flatMap(({ changes }) => changes.map(({ table, column }) => `${table}.${column}`)));
  return {
    id: preview.id,
    version,
    items,
    blocked: preview.blocked,
    gone: preview.gone.length,
    newTables: preview.newTables,
    filtered: preview.filtered,
    cells: items.reduce((sum, item) => sum + item.cells, 0),
    rows: items.length,
    columns: columns.size,
    currency: result.currency,
    money: {
      before: before.length
        ? sumOf(before.filter(({ action }) => action === 'buy').map(({ value }) => figure(value)))
        : null,
      after: result.totals.buyValue,
    },
    outOfStock: result.totals.outOfStock,
  };
}

/** Sum of the known figures; null when none is known. */
export function sumOf(values: readonly (number | null)[]): number | null {
  const known = values.filter((value): value is number => value !== null);
  return known.length ? known.reduce((sum, value) => sum + value, 0) : null;
}

/** A new row's key cells are written too, though they are no changes of their own. */
function newKeyCells(changes: readonly CellChange[]): number {
  const fresh = changes.filter(({ sheetRow }) => sheetRow === null);
  const rows = new Map(fresh.map(({ table, key }) => [rowKey(table, ...key), key.length]));
  return [...rows.values()].reduce((sum, cells) => sum + cells, 0);
}

/**
 * A figure of yours the write goes over. A number typed over the forecast is none of them: the plan took it over as an
 * override before it moves on to the next week.
 */
const goesOver = ({ edited, table, column, old }: CellChange): boolean =>
  edited === true && !(isRefilled(table, column) && typeof old !== 'string');

const REFILLED = new Set(
  SHEET_TABLES.flatMap(({ id, columns }) => columns.flatMap((column) => (column.refilled ? `${id}.${column.id}` : []))),
);
const isRefilled = (table: SheetTableId, column: string): boolean => REFILLED.has(`${table}.${column}`);

function headOf(changes: readonly CellChange[]): CellChange {
  // a new buy is told by its quantity
  const buys = changes.some(
    ({ column, new: next, sheetRow }) => sheetRow === null && column === 'action' && next === 'buy',
  );
  for (const wanted of buys ? ['order_qty', ...HEAD_COLUMNS] : HEAD_COLUMNS) {
    const found = changes.find(({ column }) => column === wanted);
    if (found) return found;
  }
  return (changes.find(({ column }) => !FOLLOWERS.has(column)) ?? changes[0]) as CellChange;
}

function flagOf(
  changes: readonly CellChange[],
  table: SheetTableId,
  inSheet: PlanRecord | undefined,
  pack: number,
  limits: ReviewLimits,
): ReviewFlag {
  const of = (column: string): CellChange | undefined => changes.find((change) => change.column === column);
  if (changes.some(goesOver)) return 'edited';
  if (table === 'TW_SKU') {
    const tier = of('tier') ?? of('model');
    return tier ? (isBlank(tier.old) ? 'first' : 'tier_changed') : 'drift';
  }
  const action = of('action');
  const quantity = of('order_qty');
  if (inSheet && figure(inSheet.my_qty) !== null && (quantity || action)) return 'you_changed';
  if (action?.new === 'stop') return 'new_stop';
  if (!inSheet) return 'first';
  if (quantity && moved(quantity) > limits.over) return 'over_limit';
  const small = changes.every(
    (change) => FOLLOWERS.has(change.column) || isDrift(change, change.column === 'order_qty' ? pack : 0, limits.drift),
  );
  return small ? 'drift' : 'changed';
}

export const isBlank = (value: CellValue): boolean => text(value) === null;

/** Share of the old value by which a figure moved; 0 when there was none. */
function moved({ old, new: next }: CellChange): number {
  const was = figure(old);
  return was ? Math.abs((figure(next) ?? 0) - was) / Math.abs(was) : 0;
}

function isDrift(change: CellChange, pack: number, limit: number): boolean {
  const was = figure(change.old);
  const is = figure(change.new);
  if (was === null || is === null) return false;
  return Math.abs(is - was) < pack || Math.abs(is - was) <= limit * Math.abs(was);
}

/** Cells that writing the ticked items would change. */
export const tickedCells = (review: Review): number =>
  review.items.reduce((sum, item) => sum + (item.ticked ? item.cells : 0), 0);

export const groupItems = (review: Review, group: ReviewGroupId): ReviewItem[] =>
  review.items.filter((item) => item.group === group);

export const acceptedIds = (items: readonly ReviewItem[]): Set<string> =>
  new Set(items.flatMap(({ changes }) => changes.map(({ id }) => id)));
