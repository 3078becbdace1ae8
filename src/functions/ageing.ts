import { ageBuckets, stockAge, type AgedLot } from '../planning/stock-age';
import { callFunction, date, dates, fault, Fault, list, single, type Series } from './engine';

/**
 * Lots of one item: a row or a column of quantities with their dates, one date, one quantity or one cost serving all. A line
 * without quantity and date is no lot; neither is a quantity of 0. The quantities come back multiplied by their costs.
 */
export function agedLots(asOf: number, quantity: Series, inbound: Series, unitCost: Series): AgedLot[] | Fault {
  const count = Math.max(quantity.length, inbound.length);
  for (const [name, { length }] of [
    ['quantity', quantity],
    ['inbound_date', inbound],
    ['unit_cost', unitCost],
  ] as const) {
    if (length !== 1 && length !== count) return new Fault('sizes', name, { found: length, expected: count }, true);
  }
  const at = (values: Series, row: number): number | null => values[values.length === 1 ? 0 : row] ?? null;
  const lots: AgedLot[] = [];
  for (let row = 0; row < count; row++) {
    const [units, arrived, cost] = [at(quantity, row), at(inbound, row), at(unitCost, row)];
    if (units === 0 || (units === null && arrived === null)) continue;
    const lot = row + 1;
    if (units === null) return fault('blank_in_lot', 'quantity', { lot });
    if (arrived === null) return fault('blank_in_lot', 'inbound_date', { lot });
    if (cost === null) return fault('blank_in_lot', 'unit_cost', { lot });
    if (stockAge(asOf, arrived) < 0) return fault('after_as_of', 'inbound_date', { lot });
    lots.push({ quantity: units * cost, inbound: arrived });
  }
  return lots;
}

/** Edges of the age buckets: more than 0 and rising. */
function rising(edges: Series): number[] | Fault {
  const days = edges.map((edge) => edge ?? 0);
  return days.every((edge, at) => at === 0 || edge > (days[at - 1] as number)) ? days : fault('not_rising', 'edges');
}

/**
 * Stock by age (库龄结构), one row: quantity·unit_cost of the lots that are 0 … e₁ days old, over e₁ … e₂, …, over the last
 * edge. Age in whole calendar days, 0 on the day of arrival. A lot that arrives after as_of: #NUM!.
 */
export const AGEING = callFunction({
  id: 'AGEING',
  parameters: [
    single(date('as_of', '截至日')),
    list('quantity', '数量', { min: 0, blank: 'null' }),
    dates('inbound_date', '入库日', { blank: 'null' }),
    list('unit_cost', '单位成本', { min: 0, default: [1], blank: 'null' }),
    list('edges', '分段天数', { above: 0, default: [30, 60, 90, 180, 365] }),
  ],
  call: (asOf, quantity, inbound, unitCost, edges) => {
    const days = rising(edges);
    if (days instanceof Fault) return days;
    const lots = agedLots(asOf, quantity, inbound, unitCost);
    if (lots instanceof Fault) return lots;
    const nothing = [...quantity, ...inbound].every((one) => one === null);
    return nothing ? fault('no_data', 'quantity') : ageBuckets(asOf, lots, days);
  },
});
