import { mergeWeeks, outOfStockScale } from './sales-history';
import type { SalesSeries } from './types';

describe('sales history', () => {
  const series = (weeks: (number | null)[], oos: number | null = null): SalesSeries => ({
    sku_id: 'A',
    warehouse_id: 'W',
    model: null,
    weeks,
    oos_days_13w: oos,
  });

  it('adds models: known + unknown = known, unknown + unknown = unknown', () => {
    expect(
      mergeWeeks([
        [1, null, null, 0],
        [2, 3, null],
      ]),
    ).toEqual([3, 3, null, 0]);
    expect(mergeWeeks([])).toEqual([]);
  });

  it('scales by the days in stock, weighted by sales and capped', () => {
    expect(outOfStockScale([series([10, 10], 7)], 3)).toBe(2); // 14 days, 7 in stock
    expect(outOfStockScale([series([10, 10], 14)], 3)).toBe(3);
    expect(outOfStockScale([series([10, 10], null)], 3)).toBe(1);
    expect(outOfStockScale([series([10, 10], 7), series([60, 0], 0)], 3)).toBeCloseTo((20 * 2 + 60) / 80, 12);
    expect(outOfStockScale([series([0, 0], 7)], 3)).toBe(1);
  });
});
