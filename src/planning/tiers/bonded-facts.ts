import type { NoteBook } from '../note-book';
import type { PlanIndex } from '../plan-index';
import { known, sum } from '../statistics';
import type { GateState, Model, PlanInput, SkuFacts } from '../types';
import type { GateInput } from './gate';
import type { ListRule } from './list-remark';

/** Weeks back in which a bonded sale still proves that the SKU sells from bonded stock. */
const PROVING_WEEKS = 52;
const RETURN = 'return';

export type BondedFacts = Pick<GateInput, 'bondedUnits' | 'bondedThere' | 'hasHsCode' | 'hasExit'>;

/** What the brand's own data say about a SKU and bonded stock. */
export function bondedFacts(input: PlanInput, index: PlanIndex): (sku: SkuFacts) => BondedFacts {
  const bonded = new Set(
    input.warehouses.filter(({ type }) => type === 'bonded').map(({ warehouse_id }) => warehouse_id),
  );
  const returns = input.lanes.filter(({ purpose }) => purpose === RETURN);
  const hasExit = returns.length ? returns.some(({ from_id }) => bonded.has(from_id)) : null;
  const keepsCodes = input.skus.some(({ hs_code }) => hs_code?.trim());
  const there = new Map<string, number>();
  for (const { sku, warehouse, stock, inbound } of index.items) {
    if (warehouse.type !== 'bonded') continue;
    const units = Math.max(0, stock?.available ?? 0) + sum(known(inbound.map(({ open_qty }) => open_qty)));
    there.set(sku.sku_id, (there.get(sku.sku_id) ?? 0) + units);
  }
  return (sku) => ({
    bondedUnits: sum(
      (index.salesBySku.get(sku.sku_id) ?? [])
        .filter(({ warehouse_id, model }) => bonded.has(warehouse_id) || (model === 'bonded' && !warehouse_id))
        .flatMap(({ weeks }) => known(weeks.slice(0, PROVING_WEEKS))),
    ),
    bondedThere: there.get(sku.sku_id) ?? 0,
    hasHsCode: keepsCodes ? Boolean(sku.hs_code?.trim()) : null,
    hasExit,
  });
}

interface ListCase {
  sku: SkuFacts;
  list: ListRule | null;
  model: Model;
  gate: GateState;
  hasHsCode: boolean | null;
}

/** What the list could not be asked, and where it and the tier contradict each other. */
export function listNotes({ sku, list, model, gate, hasHsCode }: ListCase, notes: NoteBook): void {
  if (list === 'bonded_only' && model !== 'bonded') notes.add('bonded_only_direct', sku.sku_id);
  // asked only of goods about to be bonded for the first time
  if (hasHsCode === null && (gate === 'capped' || gate === 'closed')) notes.add('list_unchecked', sku.sku_id);
}
