import type { SkuFacts } from '../types';
import { RISK_WEEKS, skuPlace, type HealthContext } from './context';
import { robustSpread } from './robust';

/** A category of so many SKUs has a usual relation of price to cost; smaller ones are judged by the whole brand. */
const LEAST_IN_CATEGORY = 5;
const LEAST_IN_BRAND = 8;
/** Off by more than this factor: a slip of the decimal point, or fen for yuan. */
const SCALE = Math.log(20);
/** Off by more than this, and by six robust standard deviations: perhaps another currency. */
const UNUSUAL = Math.log(5);
const MANY_SDS = 6;

interface Priced {
  sku: SkuFacts;
  cost: number;
  price: number;
  /** log of price / cost */
  relation: number;
}

/**
 * Price against cost. Of each category the median of log(price / cost) and its robust spread are taken; an SKU 20 times off has the
 * decimal point or the unit wrong (fen and yuan), one 5 times and six spreads off perhaps another currency. Which of the two
 * figures is wrong is the one farther from the category's own median. At risk: the difference from what is usual × (held + four
 * weeks' demand) for a cost, × four weeks' demand for a price. Else a cost at or over the price: four weeks' sales.
 */
export function checkPrices(context: HealthContext): void {
  const priced: Priced[] = [];
  for (const sku of context.skus.values()) {
    const { unit_cost: cost, price, cost_currency, currency } = sku;
    if (cost === null || price === null || !(cost > 0 && price > 0)) continue;
    if (!context.active.has(sku.sku_id) || !cost_currency || !currency) continue;
    if (cost_currency.trim().toUpperCase() !== currency.trim().toUpperCase()) continue;
    priced.push({ sku, cost, price, relation: Math.log(price / cost) });
  }
  const categories = new Map<string, Priced[]>();
  for (const one of priced) {
    const name = one.sku.category ?? '';
    const list = categories.get(name);
    if (list) list.push(one);
    else categories.set(name, [one]);
  }
  const judged = new Set<string>();
  for (const members of categories.values()) {
    const peers = members.length >= LEAST_IN_CATEGORY ? members : priced;
    if (peers === priced && priced.length < LEAST_IN_BRAND) continue;
    const relation = robustSpread(peers.map((one) => one.relation));
    const costs = robustSpread(peers.map(({ cost }) => Math.log(cost)));
    const prices = robustSpread(peers.map(({ price }) => Math.log(price)));
    for (const one of members) {
      const off = Math.abs(one.relation - relation.median);
      const scale = off >= SCALE;
      if (!scale && !(off >= UNUSUAL && off >= MANY_SDS * relation.sd)) continue;
      judged.add(one.sku.sku_id);
      const costIsOff = Math.abs(Math.log(one.cost) - costs.median) >= Math.abs(Math.log(one.price) - prices.median);
      report(context, one, Math.exp(relation.median), scale, costIsOff);
    }
  }
  for (const { sku, cost, price } of priced) {
    if (judged.has(sku.sku_id) || cost < price) continue;
    context.add('cost_over_price', 'warning', skuPlace(sku.sku_id, 'unit_cost'), {
      sku_id: sku.sku_id,
      found: cost,
      expected: price,
      values: { sku: sku.sku_id, cost, price },
      atRisk: context.salesAtRisk(sku.sku_id),
    });
  }
}

function report(
  context: HealthContext,
  { sku, cost, price }: Priced,
  usual: number,
  scale: boolean,
  costIsOff: boolean,
) {
  const id = sku.sku_id;
  const demand = RISK_WEEKS * context.weekly(id);
  const expected = costIsOff ? price / usual : cost * usual;
  const found = costIsOff ? cost : price;
  const units = costIsOff ? context.held(id) + demand : demand;
  const known = costIsOff ? context.cost(id) : context.price(id);
  context.add(
    scale ? 'cost_scale' : 'cost_unusual',
    scale ? 'error' : 'warning',
    skuPlace(id, costIsOff ? 'unit_cost' : 'price'),
    {
      sku_id: id,
      found,
      expected: rounded(expected),
      text: `${scale ? 'cost_scale' : 'cost_unusual'}${costIsOff ? '' : '_price'}`,
      values: { sku: id, cost, price, usual: rounded(expected), factor: Math.max(found / expected, expected / found) },
      atRisk: known === null ? null : Math.abs(found - expected) * units,
    },
  );
}

/** Two significant figures: what is usual is not known more closely. */
const rounded = (value: number): number => Number(value.toPrecision(2));
