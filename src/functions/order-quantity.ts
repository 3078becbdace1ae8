import { availableToPromise } from '../planning/available-to-promise';
import { economicOrderQuantity } from '../planning/economic-order';
import { newsvendorQuantity } from '../planning/newsvendor';
import { orderQuantity } from '../planning/order-quantity';
import { fault, number, rowFunction, series } from './engine';

/**
 * Order quantity, in units: 0 above the reorder point (where given) or when nothing is needed, else the need or the MOQ in
 * whole packs; over the cap the most whole packs within it, and 0 if that is under the MOQ. At the reorder point it orders.
 * Silver, Pyke & Thomas (2017).
 */
export const ORDERQTY = rowFunction({
  id: 'ORDERQTY',
  parameters: [
    number('order_up_to', '目标库存'),
    number('position', '含在途可用'),
    number('moq', '起订量', { min: 0, default: 0 }),
    number('pack', '箱规', { above: 0, default: 1 }),
    number('cap', '订货上限', { min: 0, default: null }),
    number('reorder_point', '再订货点', { default: null }),
  ],
  row: (target, position, moq, pack, cap, reorderLevel) =>
    orderQuantity({
      target,
      position,
      moq,
      pack,
      ...(cap === null ? {} : { cap }),
      ...(reorderLevel === null ? {} : { reorderLevel }),
    }),
});

/**
 * Economic order quantity, in units: √(2KD/h), with planned backorders √(2KD/h · (h+p)/p). Rates per the same time. h = 0 or
 * p = 0: #DIV/0!. Harris (1913); Snyder & Shen (2019), Fundamentals of Supply Chain Theory, §3.
 */
export const EOQ = rowFunction({
  id: 'EOQ',
  parameters: [
    number('fixed_cost', '每次订货成本', { min: 0 }),
    number('demand_rate', '需求速度', { min: 0 }),
    number('holding_cost', '持有成本', { min: 0 }),
    number('stockout_cost', '缺货成本', { min: 0, default: null }),
  ],
  row: (fixedCost, demandRate, holdingCost, stockoutCost) => {
    if (holdingCost === 0) return fault('is_zero', 'holding_cost');
    if (stockoutCost === 0) return fault('is_zero', 'stockout_cost');
    return economicOrderQuantity(fixedCost, demandRate, holdingCost, stockoutCost ?? undefined);
  },
});

/**
 * Newsvendor quantity, in units: μ + σ·z((r−c)/(r−v)), one order for one season. cost ≥ price or salvage ≥ cost: #NUM!. A
 * negative salvage is what it costs to be rid of a unit. Snyder & Shen (2019), Fundamentals of Supply Chain Theory, §4.3.
 */
export const NEWSVENDOR = rowFunction({
  id: 'NEWSVENDOR',
  parameters: [
    number('price', '售价', { min: 0 }),
    number('cost', '成本', { min: 0 }),
    number('salvage', '残值'),
    number('demand_mean', '需求均值', { min: 0 }),
    number('demand_sd', '需求标准差', { min: 0 }),
  ],
  row: (price, cost, salvage, demandMean, demandSd) => {
    if (cost >= price) return fault('cost_over_price', 'cost');
    if (salvage >= cost) return fault('salvage_over_cost', 'salvage');
    return newsvendorQuantity({ price, cost, salvage, demandMean, demandSd });
  },
});

/** Receipts of each period; none known of where all are blank, whatever their number. */
export const knownReceipts = (receipts: readonly (number | null)[]): readonly (number | null)[] =>
  receipts.every((receipt) => receipt === null) ? [] : receipts;

/**
 * Available to promise per period, in units, side by side: min over s ≥ t of (on hand + receipts to s − commitments to s),
 * floored at 0. A blank period moves nothing; receipts may be blank throughout. Vollmann, Berry, Whybark & Jacobs (2005),
 * Manufacturing Planning and Control for Supply Chain Management.
 */
export const ATP = rowFunction({
  id: 'ATP',
  parameters: [
    number('on_hand', '在库'),
    series('receipts', '到货', { min: 0, blankRow: true }),
    series('commitments', '已承诺量', { min: 0 }),
  ],
  row: (onHand, receipts, commitments) => {
    const arriving = knownReceipts(receipts);
    if (arriving.length > 0 && arriving.length !== commitments.length)
      return fault('sizes', 'receipts', { found: arriving.length, expected: commitments.length });
    return availableToPromise(onHand, arriving, commitments);
  },
});
