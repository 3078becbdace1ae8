import { capitalTiedUp, carryingCost } from '../planning/capital';
import { coverAhead, daysOfSupply } from '../planning/cover';
import { grossMarginReturn } from '../planning/gmroi';
import { slowMovingUnits } from '../planning/slow-moving';
import { known, mean } from '../planning/statistics';
import { inventoryLevel, turnoverDays, turnsAYear } from '../planning/turnover';
import { supplyPeriods } from './cover-periods';
import { choice, Fault, fault, number, rowFunction, series } from './engine';

export { AGEING } from './ageing';
export { WRITEOFF } from './write-off';

/**
 * Days of supply (可售天数): available stock / daily sales, the mean of the last `window` calendar days, zero days counted and
 * unknown ones left out. No stock: 0. Stock but no sales: #DIV/0!, never a number that stands for "long".
 */
export const DOS = rowFunction({
  id: 'DOS',
  parameters: [
    number('available', '可售'),
    series('sales', '销量', { min: 0 }),
    number('window', '天数', { min: 1, whole: true, default: 30 }),
  ],
  row: (available, sales, window) => {
    const rate = mean(known(sales.slice(-window)));
    if (rate === null) return fault('no_data', 'sales');
    if (!Number.isFinite(rate)) return fault('not_finite', 'sales');
    return daysOfSupply(available, rate) ?? fault('no_sales');
  },
});

/**
 * Days of supply looking forward. The forecast is consumed period by period, the last one pro rata over its own days; a receipt
 * arrives at the start of its period and a stock-out before a later receipt counts. Stock that outlasts the forecast answers
 * the length of the horizon, a floor. A blank receipt is none known of. A blank period of the forecast is unknown: the answer
 * stands if the stock runs out before it, otherwise #N/A. period_days: one value or one per period. Silver, Pyke & Thomas
 * (2017), Inventory and Production Management in Supply Chains.
 */
export const DOSFORWARD = rowFunction({
  id: 'DOSFORWARD',
  parameters: [
    number('available', '可售'),
    series('forecast', '预测', { min: 0 }),
    series('period_days', '每期天数', { above: 0, default: [7] }),
    series('receipts', '到货', { min: 0, default: null }),
  ],
  row: (available, forecast, periodDays, receipts) => {
    const periods = supplyPeriods(forecast, periodDays, receipts);
    if (periods instanceof Fault) return periods;
    const cover = coverAhead(available, periods);
    return cover.end === 'unknown' ? fault('unknown_period', 'forecast', { period: cover.period + 1 }) : cover.days;
  },
});

/**
 * Turns a year (周转次数): cost of goods sold / average of the inventory snapshots · 365 / period_days, both at cost or both in
 * units. Nothing sold: 0. No inventory: #DIV/0!. Chopra & Meindl, Supply Chain Management.
 */
export const TURNOVER = rowFunction({
  id: 'TURNOVER',
  parameters: [
    number('cogs', '销售成本', { min: 0 }),
    series('inventory', '库存', { min: 0 }),
    number('period_days', '期间天数', { above: 0, default: 365 }),
  ],
  row: (cogs, inventory, periodDays) => {
    const level = inventoryLevel(known(inventory), 'average');
    if (level === null) return fault('no_data', 'inventory');
    return turnsAYear(cogs, level, periodDays) ?? fault('is_zero', 'inventory');
  },
});

/**
 * Turnover days (库存周转天数): period_days · inventory / cost of goods sold; the inventory is the mean of its snapshots, their
 * trapezoid (I₀/2 + I₁ + … + Iₙ/2)/n, or the closing one. Several definitions are in use, so the method is an argument.
 */
export const TURNOVERDAYS = rowFunction({
  id: 'TURNOVERDAYS',
  parameters: [
    number('cogs', '销售成本', { min: 0 }),
    series('inventory', '库存', { min: 0 }),
    number('period_days', '期间天数', { above: 0, default: 365 }),
    choice(
      'method',
      '方法',
      { average: ['平均'], trapezoid: ['梯形'], closing: ['期末'] },
      { default: 'average', wholeCall: true },
    ),
  ],
  row: (cogs, inventory, periodDays, method) => {
    const level = inventoryLevel(known(inventory), method);
    if (level === null) return fault('too_few', 'inventory', { least: 2 });
    return turnoverDays(cogs, level, periodDays) ?? fault('no_cogs', 'cogs');
  },
});

/**
 * Slow-moving stock (滞销): what lies beyond the sales of `threshold_days`, max(0, on_hand − threshold·daily_sales)·unit_cost.
 * Units without a cost, money with one.
 */
export const SLOWMOVING = rowFunction({
  id: 'SLOWMOVING',
  parameters: [
    number('on_hand', '在库'),
    number('daily_sales', '日均销量', { min: 0 }),
    number('threshold_days', '滞销天数', { min: 0, default: 90 }),
    number('unit_cost', '单位成本', { min: 0, default: 1 }),
  ],
  row: (onHand, dailySales, thresholdDays, unitCost) => slowMovingUnits(onHand, dailySales, thresholdDays) * unitCost,
});

/**
 * Capital tied up (占用资金): (on_hand + in_transit)·unit_cost. With a rate a year and days, the carrying cost (资金成本) of
 * that value instead: value·rate·days/365. Rate and days go together.
 */
export const CAPITAL = rowFunction({
  id: 'CAPITAL',
  parameters: [
    number('on_hand', '在库'),
    number('in_transit', '在途'),
    number('unit_cost', '单位成本', { min: 0 }),
    number('annual_rate', '年利率', { min: 0, default: null }),
    number('days', '天数', { min: 0, default: null }),
  ],
  row: (onHand, inTransit, unitCost, annualRate, days) => {
    const value = capitalTiedUp(onHand, inTransit, unitCost);
    if (annualRate !== null && days !== null) return carryingCost(value, annualRate, days);
    if (annualRate !== null) return fault('needed_with', 'days', { other: 'annual_rate', otherZh: '年利率' });
    if (days !== null) return fault('needed_with', 'annual_rate', { other: 'days', otherZh: '天数' });
    return value;
  },
});

/**
 * Gross margin return on inventory investment: gross_margin·365/period_days / average_inventory, the inventory at cost. Levy &
 * Weitz, Retailing Management. No inventory: #DIV/0!.
 */
export const GMROI = rowFunction({
  id: 'GMROI',
  parameters: [
    number('gross_margin', '毛利'),
    number('average_inventory', '平均库存', { min: 0 }),
    number('period_days', '期间天数', { above: 0, default: 365 }),
  ],
  row: (grossMargin, averageInventory, periodDays) =>
    grossMarginReturn(grossMargin, averageInventory, periodDays) ?? fault('is_zero', 'average_inventory'),
});
