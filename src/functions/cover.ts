import { daysOfSupply } from '../planning/cover';
import { known, mean } from '../planning/statistics';
import { inventoryLevel, turnoverDays } from '../planning/turnover';
import { answer, NoAnswer } from './answer';
import { choice, number, series } from './arguments';

const dosParameters = {
  available: number(),
  sales: series({ min: 0 }),
  window: number({ min: 1, whole: true, default: 30 }),
};

/**
 * @customfunction DOS
 */
export function daysOfSupplyFunction(available: any[][], sales: any[][], window?: any[][]): any[][] {
  return answer(
    {
      id: 'DOS',
      parameters: dosParameters,
      compute(given) {
        const rate = mean(known(given.sales.slice(-given.window)));
        if (rate === null) throw new NoAnswer('no_data', 'sales');
        const days = daysOfSupply(given.available, rate);
        if (days === null) throw new NoAnswer('no_sales');
        return days;
      },
    },
    [available, sales, window],
  );
}

const turnoverParameters = {
  cogs: number({ min: 0 }),
  inventory: series({ min: 0 }),
  period_days: number({ above: 0, default: 365 }),
  method: choice(
    { average: ['平均'], trapezoid: ['梯形'], closing: ['期末'] },
    { default: 'average', wholeCall: true },
  ),
};

/**
 * @customfunction TURNOVERDAYS
 */
export function turnoverDaysFunction(
  cogs: any[][],
  inventory: any[][],
  period_days?: any[][],
  method?: any[][],
): any[][] {
  return answer(
    {
      id: 'TURNOVERDAYS',
      parameters: turnoverParameters,
      compute(given) {
        const level = inventoryLevel(known(given.inventory), given.method);
        if (level === null) throw new NoAnswer('too_few', 'inventory', { least: 2 });
        const days = turnoverDays(given.cogs, level, given.period_days);
        if (days === null) throw new NoAnswer('no_cogs', 'cogs');
        return days;
      },
    },
    [cogs, inventory, period_days, method],
  );
}
