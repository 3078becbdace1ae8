import { servedChance, lostUnits } from '../buys/order-worth';
import type { BuyDraft } from '../buys/buy-draft';
import { moneyIn } from '../money';
import type { PlanRow, SkuFacts } from '../types';
import type { PlanMeasures } from './types';

export const NO_MEASURES: PlanMeasures = {
  buy_lines: null,
  buy_units: null,
  buy_value: null,
  out_of_stock: null,
  runs_out: null,
  lost_sales: null,
  capital: null,
  stop_lines: null,
  over_budget: null,
  safety_value: null,
  service: null,
};

/** Actions that end buying. */
export const STOPS: readonly PlanRow['action'][] = ['stop', 'clear', 'to_direct'];

/** A sum of what is known; null where nothing is. */
class KnownSum {
  private sum = 0;
  private any = false;
  add(value: number | null): void {
    if (value === null) return;
    this.sum += value;
    this.any = true;
  }
  get total(): number | null {
    return this.any ? this.sum : null;
  }
}

/** What a plan comes to, see `SCENARIO_MEASURES`. */
export function planMeasures(
  items: readonly { row: Omit<PlanRow, 'rank'>; draft: BuyDraft | null }[],
  skus: ReadonlyMap<string, SkuFacts>,
  currency: string,
): PlanMeasures {
  const count = (is: (row: Omit<PlanRow, 'rank'>) => boolean): number => items.filter(({ row }) => is(row)).length;
  const units = new KnownSum();
  const [value, lost, capital, safety] = [new KnownSum(), new KnownSum(), new KnownSum(), new KnownSum()];
  let [served, demanded] = [0, 0];
  for (const { row, draft } of items) {
    const ordered = row.order_qty ?? 0;
    const sku = skus.get(row.sku_id);
    const cost = sku ? moneyIn(currency, sku.unit_cost, sku.cost_currency).amount : null;
    units.add(row.order_qty);
    if (ordered > 0) value.add(row.value);
    if (cost !== null && row.available !== null) {
      capital.add(cost * (Math.max(0, row.available) + (row.in_transit ?? 0) + ordered));
    }
    if (cost !== null && row.safety_stock !== null) safety.add(cost * row.safety_stock);
    const worth = draft?.worth;
    if (!worth) continue;
    const position = worth.position + ordered;
    lost.add(worth.price * lostUnits(worth, position));
    served += worth.rate * servedChance(worth, position);
    demanded += worth.rate;
  }
  return {
    buy_lines: count(({ order_qty }) => (order_qty ?? 0) > 0),
    buy_units: units.total,
    buy_value: value.total ?? (count(({ order_qty }) => (order_qty ?? 0) > 0) ? null : 0),
    out_of_stock: count(({ status }) => status === 'out_of_stock'),
    runs_out: count(({ status }) => status === 'will_run_out'),
    lost_sales: lost.total,
    capital: capital.total,
    stop_lines: count(({ action }) => STOPS.includes(action)),
    over_budget: count(({ reason }) => reason === 'over_budget'),
    safety_value: safety.total,
    service: demanded > 0 ? served / demanded : null,
  };
}
