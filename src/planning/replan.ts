import { interleave } from './interleave';
import { NoteBook } from './note-book';
import { Pace } from './pace';
import type { PlanContext } from './plan-context';
import { itemName } from './plan-index';
import { itemSeries, type ItemSeries } from './plan-learning';
import { planPlace, type PlanOptions, type PlanPart } from './plan-part';
import { startRun, type PlanRun } from './plan-start';
import { sameData } from './same-data';
import type { PlanInput, PolicyRow } from './types';

/** A run that is over: what it read, and its parts. */
export interface PlanMemo {
  input: PlanInput;
  parts: readonly PlanPart[];
}

export interface Replanned {
  /** the whole plan, as one part */
  part: PlanPart;
  /** items that were planned anew */
  items: number;
}

/** Rules that shape the histories or what is learnt from them; one of a single SKU so touches every item. */
const LEARNT_BY: readonly string[] = ['review_days', 'oos_scale_cap', 'deviation_weeks'];

/** Everything the items teach each other is as it was: what is learnt need not be learnt again. */
function teachesTheSame(before: PlanInput, now: PlanInput): boolean {
  const whole = ['asOf', 'lastWeek', 'currency', 'scenario', 'warehouses', 'lanes', 'promotions'] as const;
  if (whole.some((field) => !sameData(before[field], now[field]))) return false;
  const taught = (input: PlanInput): unknown => input.skus.map(({ sku_id, category }) => [sku_id, category]);
  return (
    sameData(taught(before), taught(now)) &&
    sameData(before.sales, now.sales) &&
    sameData(before.corrections ?? null, now.corrections ?? null) &&
    sameData(before.signals ?? null, now.signals ?? null)
  );
}

/** SKUs whose own policy rows differ; null: a rule of more than one SKU, or one that shapes what is learnt, changed. */
function skusWithOtherRules(before: readonly PolicyRow[], now: readonly PolicyRow[]): Set<string> | null {
  const texts = (rows: readonly PolicyRow[]): Map<string, PolicyRow> =>
    new Map(rows.map((row, at) => [`${JSON.stringify(row)}${row.scope === 'sku' ? '' : at}`, row]));
  const [old, fresh] = [texts(before), texts(now)];
  const changed = new Set<string>();
  for (const [mine, other] of [
    [old, fresh],
    [fresh, old],
  ] as const) {
    for (const [text, row] of mine) {
      if (other.has(text)) continue;
      if (row.scope !== 'sku' || row.scope_id === null || LEARNT_BY.includes(row.key)) return null;
      changed.add(row.scope_id);
    }
  }
  return changed;
}

/** Places whose item, tier, overrides, presale or own rules differ. */
function changedPlaces(before: PlanRun, now: PlanRun, rules: ReadonlySet<string>): number[] {
  return now.index.items.flatMap((item, place) => {
    const sku = item.sku.sku_id;
    const name = itemName(sku, item.warehouse.warehouse_id);
    const same =
      !rules.has(sku) &&
      sameData(item, before.index.items[place]) &&
      sameData(now.tiers.get(sku), before.tiers.get(sku)) &&
      sameData(now.overrides.byItem.get(name), before.overrides.byItem.get(name)) &&
      sameData(now.context.presale.bySku.get(sku), before.context.presale.bySku.get(sku)) &&
      sameData(now.context.presale.byItem.get(name), before.context.presale.byItem.get(name));
    return same ? [] : [place];
  });
}

/**
 * Plans again only what depends on what changed since a run: an SKU's stock, orders, costs, pack, lock, override or own rule
 * touches its items, and those whose tier moves with it (classes rank all SKUs). What limits buys over all items, ranks and totals
 * follow when the part is merged. The same plan as a whole run.
 *
 * @returns null when a whole run is due: other sales, calendar, lanes or general rules (every item learns from them), other
 * items, or more than `most` of them changed
 */
export async function replan(
  memo: PlanMemo,
  input: PlanInput,
  { most, signal, onProgress }: PlanOptions & { most: number },
): Promise<Replanned | null> {
  const { learnt } = memo.parts.find(({ index }) => index === 0) ?? { learnt: null };
  if (!learnt || !teachesTheSame(memo.input, input)) return null;
  const rules = skusWithOtherRules(memo.input.policy, input.policy);
  if (!rules) return null;
  const pace = new Pace(signal);
  const [before, now] = [await startRun(memo.input, pace), await startRun(input, pace)];
  const { items } = now.index;
  const isSame = (place: number): boolean => {
    const [a, b] = [items[place], before.index.items[place]];
    return a?.sku.sku_id === b?.sku.sku_id && a?.warehouse.warehouse_id === b?.warehouse.warehouse_id;
  };
  if (items.length !== before.index.items.length || !items.every((_, place) => isSame(place))) return null;
  const places = changedPlaces(before, now, rules);
  if (places.length > most) return null;

  const sorted = [...memo.parts].sort((a, b) => a.index - b.index);
  const rows = interleave(sorted.map((part) => part.rows));
  const forecasts = interleave(sorted.map((part) => part.forecasts));
  const orders = interleave(sorted.map((part) => part.orders));
  const itemNotes = interleave(sorted.map((part) => part.itemNotes));
  const itemOverrides = interleave(sorted.map((part) => part.itemOverrides));
  const series: ItemSeries[] = [];
  const context: PlanContext = {
    ...now.context,
    knowledge: { ...learnt, series, forecasts: new Map() },
    notes: new NoteBook(),
  };
  for (const [done, place] of places.entries()) {
    const item = items[place];
    if (!item) continue;
    series[place] = itemSeries(item, now.context);
    const planned = planPlace(now, place, context);
    rows[place] = planned.row;
    forecasts[place] = planned.forecast;
    orders[place] = planned.orders;
    itemNotes[place] = planned.notes;
    itemOverrides[place] = planned.overrides;
    if (!pace.due()) continue;
    onProgress?.({ done: done + 1, total: places.length });
    await pace.rest();
  }
  const part: PlanPart = {
    index: 0,
    count: 1,
    rows,
    forecasts,
    orders,
    itemNotes,
    itemOverrides,
    notes: now.common.list(),
    overrides: now.overrides.loose,
    tiers: [...now.tiers.values()],
    learnt,
  };
  return { part, items: places.length };
}
